// An actor among its partners, and the ties among these. The same network always lies the same way.
import { forceCollide, forceLink, forceManyBody, forceRadial, forceSimulation } from "d3-force";
import { h, s } from "./dom.js";
import { nameOf, plural } from "./words.js";

const mark = (id) => (id.length > 9 ? `${id.slice(0, 8)}…` : id);

export function network(answer, { self, b, width, onchoose, onpoint }) {
  if (answer.nodes.length < 2) return h("p", { class: "quiet" }, "No standing ties are known.");
  const height = Math.round(Math.max(260, width * 0.62));
  const nodes = answer.nodes.map((n) => ({ ...n, ...(n.id === self ? { fx: 0, fy: 0 } : {}) }));
  const links = answer.edges.map((e) => ({ source: e.a, target: e.b, ties: e.ties }));
  const degree = nodes.map((_, i) => links.filter((l) => l.source === i || l.target === i).length);
  forceSimulation(nodes)
    .force("link", forceLink(links).distance(60).strength((l) => (l.source.id === self || l.target.id === self ? 0.01 : 0.03 * l.ties)))
    .force("charge", forceManyBody().strength(-260)).force("apart", forceCollide(22))
    .force("ring", forceRadial((n) => (n.id === self ? 0 : 130), 0, 0).strength(0.35))
    .stop().tick(300);
  const pad = 28, w = Math.max(1, ...nodes.map((n) => Math.abs(n.x))), t = Math.max(1, ...nodes.map((n) => Math.abs(n.y)));
  for (const n of nodes) {
    n.px = width / 2 + (n.x / w) * (width / 2 - pad);
    n.py = height / 2 + (n.y / t) * (height / 2 - pad);
  }
  const svg = s("svg", { viewBox: `0 0 ${width} ${height}`, class: "network", role: "group", "aria-label": `Network of ${nameOf(self)} and ${plural(nodes.length - 1, "partner")}` });
  for (const l of links)
    svg.append(s("line", { x1: l.source.px, y1: l.source.py, x2: l.target.px, y2: l.target.py, class: `edge${l.source.id === self || l.target.id === self ? " own" : ""}`, "stroke-width": Math.min(5, 0.6 + 0.7 * l.ties) }));
  nodes.forEach((n, i) => {
    const own = n.id === self;
    const r = own ? 9 : 4 + Math.min(5, degree[i] * 0.6);
    const group = s("g", {
      class: `node place${own ? " self" : ""}${n.id === b ? " chosen" : ""}`, "data-id": n.id, transform: `translate(${n.px},${n.py})`,
      ...(own ? {} : { role: "button", tabindex: "0", "aria-label": `${mark(n.id)}: ${n.name}`, onclick: () => onchoose(n.id),
        onkeydown: (e) => { if (e.key === "Enter" || e.key === " ") { e.preventDefault(); onchoose(n.id); } },
        onpointerenter: () => onpoint(n.id), onpointerleave: () => onpoint(null) }),
    }, s("circle", { r }), s("text", { y: -r - 3, "text-anchor": "middle" }, mark(n.id)), s("title", null, n.name));
    svg.append(group);
  });
  return h("figure", { class: "panel" }, svg, h("figcaption", { class: "quiet" }, "Lines among partners: ties of the reference base."));
}
