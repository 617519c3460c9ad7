// Closeness over time: one small panel for each component, one period for all, chosen with a brush.
import * as Plot from "@observablehq/plot";
import { h, picture } from "./dom.js";
import { date, moment, number, year } from "./words.js";

const MARGIN = { left: 46, right: 14 };
const CLASS = "chart"; // fixed, so that the style that Plot makes is always the same text (see build.mjs)

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

function points(periods, component) {
  return periods.map((p) => ({ at: moment(p.date), value: p[component]?.value ?? p[component], lo: p[component]?.lo, hi: p[component]?.hi, date: p.date }))
    .filter((p) => p.value !== null && p.value !== undefined && !Number.isNaN(p.value));
}

/** The step function itself: its value before the period, each day that changes it, and today. */
function stepRows(found, from, to) {
  const first = String(from), last = String(to);
  let before = { value: found.before_steps ?? 0, lo: null, hi: null };
  const rows = [];
  for (const s of found.steps) {
    if (s.day.slice(0, 4) < first) { before = s.after; continue; }
    if (s.day.slice(0, 4) > last) break;
    rows.push({ at: moment(s.day), ...s.after, date: s.date });
  }
  rows.unshift({ at: moment(first), ...before, date: first });
  rows.push({ ...rows.at(-1), at: new Date(Math.min(Date.now(), moment(last, true))), date: last });
  return rows;
}

function panel({ title, note, rows, domain, range, step, turns, width, tone, zero }) {
  const ink = colour(tone), soft = colour("muted");
  const curve = step ? "step-after" : "linear";
  const drawn = rows;
  const chart = Plot.plot({
    className: CLASS, width, height: 150, marginLeft: MARGIN.left, marginRight: MARGIN.right, marginTop: 14, marginBottom: 24,
    style: { background: "transparent", color: colour("ink"), fontFamily: "inherit", fontSize: "12px" },
    x: { type: "utc", domain: range, label: null, ticks: Math.max(3, Math.floor(width / 95)) },
    y: { domain, label: null, ticks: 4, grid: true },
    marks: [
      zero && Plot.ruleY([0], { stroke: soft, strokeOpacity: 0.8 }),
      Plot.areaY(drawn.filter((p) => Number.isFinite(p.lo)), { x: "at", y1: "lo", y2: "hi", fill: ink, fillOpacity: 0.16, curve }),
      Plot.lineY(drawn, { x: "at", y: "value", stroke: ink, strokeWidth: 2.2, curve }),
      Plot.dot(turns || [], { x: "at", y: "value", r: 4, fill: colour("ground"), stroke: ink, strokeWidth: 2 }),
      rows.length === 1 && Plot.dot(rows, { x: "at", y: "value", r: 4, fill: ink }),
    ].filter(Boolean),
  });
  const ends = rows.length ? `: from ${number(rows[0].value)} in ${date(rows[0].date)} to ${number(rows.at(-1).value)} in ${date(rows.at(-1).date)}` : "";
  return h("figure", { class: "panel" },
    h("figcaption", null, h("strong", null, title), h("span", { class: "quiet" }, note)), picture(chart, `${title}${ends}`));
}

function table(periods, hasEvents, hasVotes) {
  const cell = (p, name) => {
    const v = p[name];
    return v?.value === null || v?.value === undefined ? "not known" : `${number(v.value)} (${number(v.lo)} to ${number(v.hi)})`;
  };
  return h("details", { class: "as-table" }, h("summary", null, "The same as a table"),
    h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Closeness by year" }, h("table", null,
      h("thead", null, h("tr", null, h("th", { scope: "col" }, "Year"), h("th", { scope: "col" }, "Ties (range)"),
        h("th", { scope: "col" }, "Number of ties"), hasEvents && h("th", { scope: "col" }, "Events (95 % band)"),
        hasVotes && h("th", { scope: "col" }, "Votes alike (κ)"))),
      h("tbody", null, periods.filter((p) => p.n_ties || p.events.value !== null).map((p) => h("tr", null,
        h("th", { scope: "row" }, date(p.date)), h("td", null, cell(p, "ties")), h("td", null, p.n_ties),
        hasEvents && h("td", null, cell(p, "events")), hasVotes && h("td", null, number(p.vote_kappa))))))));
}

/**
 * @param result  of /api/closeness over all years
 * @param {{width: number, from: number, to: number}} at  years that the axis spans
 */
export function closenessPanels(result, { width, from, to }) {
  const range = [moment(String(from)), moment(String(to), true)];
  const within = (p) => year(p.date) >= from && year(p.date) <= to;
  const byTies = result.by_ties.periods.filter(within), all = (result.periods || []).filter(within);
  const events = points(all, "events"), votes = points(all, "vote_kappa");
  const steps = stepRows(result.by_ties, from, to);
  const turns = steps.slice(1, -1).length <= 24 ? steps.slice(1, -1) : [];
  const panels = [panel({
    title: "Ties", note: " −1 hostile … 1 bound closely; what the reference base knows", rows: steps, domain: [steps.some((p) => p.value < 0) ? -1 : 0, 1], range,
    step: true, turns, width, tone: "first", zero: true,
  })];
  if (events.length)
    panels.push(panel({ title: "Events", note: " −10 hostile … 10 cooperative; band: 95 %", rows: events, domain: [-10, 10], range, width, tone: "second", zero: true }));
  if (votes.length > 1)
    panels.push(panel({ title: "Votes in the UN", note: " κ: 1 always alike … 0 as chance has it", rows: votes, domain: [-0.5, 1], range, width, tone: "third", zero: true }));
  return { element: h("div", { class: "panels" }, panels), table: table(mergeRows(byTies, all), events.length > 0, votes.length > 1) };
}

/** A year's row: its ties from the reference base, its events and votes from the store. */
function mergeRows(byTies, all) {
  const rows = new Map(byTies.map((p) => [p.date, { ...p }]));
  for (const p of all) rows.set(p.date, { ...p, ...(rows.has(p.date) ? { ties: rows.get(p.date).ties, n_ties: rows.get(p.date).n_ties } : {}) });
  return [...rows.values()].sort((x, y) => (x.date < y.date ? -1 : 1));
}

export const margins = MARGIN;
