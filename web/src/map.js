// The world, with an actor's standing ties as great circles; a state is a way to the pair of the two.
import { geoEqualEarth, geoGraticule10, geoPath } from "d3-geo";
import { feature } from "topojson-client";
import { h, s } from "./dom.js";
import { nameOf, plural } from "./words.js";

let world = null;
/** Shapes of Natural Earth, 110m, from the server: asked for once. */
async function shapes() {
  world ??= fetch("/world.json").then((r) => r.json()).then((t) => feature(t, t.objects.countries).features);
  return world;
}

/**
 * @param partners  of /api/partners
 * @param {{self: {id: string, isonum: string, place: number[]|null}, b: string, width: number,
 *          onchoose: (id: string) => void, onpoint: (id: string|null) => void}} o
 */
export async function map(partners, { self, b, width, onchoose, onpoint }) {
  const countries = await shapes();
  const height = Math.round(width * 0.49);
  const tied = partners.filter((p) => p.standing || p.against);
  const byNumber = new Map(tied.filter((p) => p.isonum).map((p) => [p.isonum, p]));
  const centre = self.place || [10, 0];
  const projection = geoEqualEarth().rotate([-(Math.round(centre[0] / 30) * 30), 0]).fitExtent([[2, 2], [width - 2, height - 2]], { type: "Sphere" });
  const path = geoPath(projection);
  const svg = s("svg", { viewBox: `0 0 ${width} ${height}`, class: "map", role: "group", "aria-label": `Map of ${plural(tied.length, "partner")} of ${nameOf(self.id)}` });
  svg.append(s("path", { class: "sea", d: path({ type: "Sphere" }) }), s("path", { class: "net", d: path(geoGraticule10()) }));
  const land = s("g"), arcs = s("g", { class: "arcs", "aria-hidden": "true" }), spots = s("g");
  const most = Math.max(1, ...tied.map((p) => p.standing));

  const active = (p) => ({
    "data-id": p.id, class: `place${p.id === b ? " chosen" : ""}`, onclick: () => onchoose(p.id),
    onpointerenter: () => onpoint(p.id), onpointerleave: () => onpoint(null),
  });
  for (const f of countries) {
    const p = byNumber.get(f.id);
    const own = f.id === self.isonum && self.isonum;
    const shape = s("path", { d: path(f), class: `land${own ? " self" : ""}`, ...(p ? { ...active(p), class: `land place${p.standing ? "" : " apart"}${p.id === b ? " chosen" : ""}` } : {}) });
    if (p) {
      shape.style.setProperty("--weight", 0.25 + 0.6 * (p.standing / most));
      shape.append(s("title", null, `${p.name}: ${plural(p.standing, "tie")}`));
    }
    land.append(shape);
  }
  for (const p of tied) {
    if (!p.place) continue;
    const at = projection(p.place);
    if (self.place) {
      const arc = s("path", { d: path({ type: "LineString", coordinates: [self.place, p.place] }) || "", class: `arc${p.standing ? "" : " apart"}${p.id === b ? " chosen" : ""}`, "data-id": p.id });
      arc.style.strokeWidth = `${0.8 + 2.4 * (p.standing / most)}px`;
      arcs.append(arc);
    }
    spots.append(s("circle", { cx: at[0], cy: at[1], r: p.id === b ? 4.5 : 2.6, ...active(p), class: `spot place${p.standing ? "" : " apart"}${p.id === b ? " chosen" : ""}` },
      s("title", null, `${p.name}: ${plural(p.standing, "tie")}`)));
  }
  if (self.place) {
    const at = projection(self.place);
    spots.append(s("circle", { cx: at[0], cy: at[1], r: 5, class: "spot self" }));
  }
  svg.append(land, arcs, spots);
  const off = tied.filter((p) => !p.place).map((p) => p.name);
  return h("figure", { class: "panel" }, svg,
    h("figcaption", { class: "quiet" }, off.length ? `Not on the map: ${off.slice(0, 8).join(", ")}${off.length > 8 ? ` and ${off.length - 8} more` : ""}. ` : "",
      "Shapes: Natural Earth. The same partners stand in the table below."));
}

/** Marks one partner on map and network, wherever it is pointed at. */
export function point(root, id) {
  for (const element of root.querySelectorAll("[data-id]")) element.classList.toggle("pointed", id !== null && element.dataset.id === id);
}
