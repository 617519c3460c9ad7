// On whom an actor relies: how many partners its ties spread over, year by year, and with whom it is tied how often.
import * as Plot from "@observablehq/plot";
import { h, picture } from "./dom.js";
import { nameOf, number, plural } from "./words.js";

const percent = (share) => (share ? `${Math.round(share * 100)} %` : "–");
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

function line(years, width, from, to) {
  const rows = years.filter((y) => y.effective !== null).map((y) => ({ at: new Date(Date.UTC(y.year, 6, 1)), value: y.effective, n: y.n_partners }));
  if (rows.length < 2) return null;
  const chart = Plot.plot({
    className: "chart", width, height: 150, marginLeft: 34, marginRight: 14, marginTop: 14, marginBottom: 24,
    style: { background: "transparent", color: colour("ink"), fontFamily: "inherit", fontSize: "12px" },
    x: { type: "utc", label: null, ticks: Math.max(3, Math.floor(width / 95)) }, y: { label: null, ticks: 4, grid: true, zero: true },
    marks: [
      Plot.rectY([1], { x1: new Date(Date.UTC(from, 0, 1)), x2: new Date(Date.UTC(to + 1, 0, 1)), y1: 0, y2: Math.max(...rows.map((r) => r.n)), fill: colour("first"), fillOpacity: 0.08, clip: true }),
      Plot.lineY(rows, { x: "at", y: "n", stroke: colour("muted"), strokeWidth: 1.5, strokeDasharray: "3,3" }),
      Plot.lineY(rows, { x: "at", y: "value", stroke: colour("first"), strokeWidth: 2.2 }),
    ],
  });
  picture(chart, `Effective number of partners, from ${number(rows[0].value, 1)} to ${number(rows.at(-1).value, 1)}`);
  return h("figure", { class: "panel" }, h("figcaption", null, h("strong", null, "Effective number of partners"),
    h("span", { class: "quiet" }, " as many equal partners would be as concentrated; dashed: all partners")), chart);
}

/** Bars of the period's last year, a mark where the first year stood. */
export function posture(answer, { width, from, to, b, onchoose }) {
  const at = (year) => answer.years.find((y) => y.year === year) || answer.years.filter((y) => y.year <= year).at(-1) || answer.years[0];
  const now = at(to), then = at(from);
  if (!now || !answer.years.some((y) => y.n_partners))
    return h("p", { class: "quiet" }, "No standing ties are known.");
  const before = new Map(then.partners.map((p) => [p.id, p.share]));
  const rows = now.partners.map((p) => ({ ...p, ties: p.share, before: before.get(p.id) || 0 }));
  for (const p of then.partners) if (!rows.some((r) => r.id === p.id)) rows.push({ id: p.id, ties: 0, before: p.share });
  rows.sort((x, y) => y.ties - x.ties || y.before - x.before || (nameOf(x.id) < nameOf(y.id) ? -1 : 1));
  const most = Math.max(0.01, ...rows.map((r) => Math.max(r.ties, r.before)));
  const SHOWN = 12;
  const item = (r) => h("tr", { class: r.id === b ? "chosen" : null },
    h("th", { scope: "row" }, h("button", { type: "button", class: "plain", onclick: () => onchoose(r.id) }, nameOf(r.id))),
    h("td", { class: "bar-cell", "aria-hidden": "true" }, h("span", { class: "bar-now", style: { width: `${(r.ties / most) * 100}%` } }),
      h("span", { class: "bar-then", style: { left: `${(r.before / most) * 100}%` } })),
    h("td", { class: "num" }, percent(r.ties)), h("td", { class: "num quiet" }, percent(r.before)));
  const body = h("tbody", null, rows.slice(0, SHOWN).map(item));
  return h("div", { class: "posture" },
    line(answer.years, width, from, to),
    h("div", { class: "posture-table" },
      h("p", null, `In ${now.year}: ${plural(now.n_partners, "partner")}, as concentrated as `, h("strong", null, number(now.effective, 1)),
        ` equal ones${then !== now && then.effective ? `; in ${then.year}: ${number(then.effective, 1)}` : ""}.`),
      h("table", null, h("caption", { class: "sr" }, `Share of each partner in the weight of standing ties, ${now.year} and ${then.year}`),
        h("thead", null, h("tr", null, h("th", { scope: "col" }, "Partner"), h("td", { "aria-hidden": "true" }),
          h("th", { scope: "col", class: "num" }, now.year), h("th", { scope: "col", class: "num" }, then.year))), body),
      rows.length > SHOWN && h("button", { type: "button", class: "plain", onclick: (e) => { body.append(...rows.slice(SHOWN).map(item)); e.currentTarget.remove(); } }, `${rows.length - SHOWN} more`)));
}
