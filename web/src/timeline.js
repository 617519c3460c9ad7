// The timeline of ties: a row each, with a bar while it stood and a dot where it happened; a row opens its evidence.
import { h } from "./dom.js";
import { capital, date, moment, nameOf, plural, short, words, year } from "./words.js";

const GROUPS = [
  ["Alliances, memberships, partnerships", ["treaty", "membership", "partnership", "mission", "organisation", "group"]],
  ["Defence and security", ["base", "arms", "operation", "exercise", "centre"]],
  ["Summits and diplomacy", ["summit", "relations", "recognition", "mediation", "position"]],
  ["Cooperation", ["cooperation", "aid", "trade", "reliance"]],
  ["What sets them apart", ["war", "sanctions", "dispute"]],
];
const APART = new Set(["war", "sanctions", "dispute"]);

export const isApart = (tie) => APART.has(tie.family);

/** The others of a tie, as seen from one actor. */
export function others(tie, self) {
  const ids = [...tie.source, ...tie.target].filter((id) => id && id !== self);
  return ids.length ? ids : tie.target;
}

function label(tie, a, b) {
  const step = tie.steps.find((s) => s.what !== "planned") || tie.steps[0];
  const code = step ? words(step.code) : words(tie.family);
  const thing = tie.object_name || (/^[A-Z0-9_]+$/.test(tie.object) ? words(tie.object) : tie.object);
  const who = others(tie, a);
  const name = thing || capital(tie.steps.length > 1 ? words(tie.family) : code);
  const with_ = !b && who.length ? ` · ${who.slice(0, 3).map(short).join(", ")}${who.length > 3 ? ` and ${who.length - 3} more` : ""}` : "";
  return name + with_;
}

/** First and last moment that the tie's row covers; null where nothing is dated. */
function extent(tie) {
  const dated = tie.steps.filter((s) => s.from);
  const start = tie.start || dated[0]?.from;
  if (!start) return null;
  const end = tie.end || (tie.standing ? null : dated.at(-1)?.to || dated.at(-1)?.from);
  return { start, end, open: tie.standing && !tie.end, sure: Boolean(tie.start) };
}

export function inPeriod(tie, from, to) {
  const e = extent(tie);
  if (!e) return true;
  return year(e.start) <= to && (e.open || !e.end || year(e.end) >= from);
}

function describe(tie, e) {
  const proof = [tie.documents && plural(tie.documents, "document"), tie.in_reference && "reference base"].filter(Boolean).join(", ");
  if (!e) return `undated; ${proof}`;
  const when = tie.standing ? `${tie.start ? "since" : "by"} ${date(e.start)}${e.end ? ` until ${date(e.end)}` : ""}` : e.end && e.end !== e.start ? `${date(e.start)} to ${date(e.end)}` : date(e.start);
  return `${when}; ${proof}${tie.start_disputed || tie.end_disputed ? "; sources differ" : ""}`;
}

function track(tie, e, low, high) {
  const box = h("span", { class: "track", "aria-hidden": "true" });
  if (!e) { box.append(h("span", { class: "undated" }, "undated")); return box; }
  const from = moment(String(low)), span = moment(String(high), true) - from;
  const share = (t) => Math.max(0, Math.min(1, (t - from) / span)) * 100;
  if (tie.standing) {
    const a = share(moment(e.start)), sure = share(moment(e.start, true)), b = e.end ? share(moment(e.end)) : 100;
    const bar = h("span", { class: `stood${e.open ? " open" : ""}${e.sure ? "" : " unsure"}`, style: { left: `${a}%`, width: `${Math.max(0.6, b - a)}%` } });
    bar.style.setProperty("--fade", `${Math.min(100, ((sure - a) / Math.max(0.6, b - a)) * 100)}%`);
    box.append(bar);
  }
  for (const step of tie.steps) {
    if (!step.from || step.what === "planned" || step.what === "absent") continue;
    const a = share(moment(step.from)), b = share(moment(step.to || step.from, true));
    box.append(h("span", { class: `moment ${step.what}`, style: { left: `${(a + b) / 2}%` } }));
  }
  return box;
}

const SHOWN = 12; // rows of a group before "more"

/**
 * @param ties   of /api/timeline
 * @param {{a: string, b: string, low: number, high: number, from: number, to: number, onopen: (tie: object) => void}} o
 */
export function timeline(ties, { a, b, low, high, from, to, onopen }) {
  const within = ties.filter((t) => inPeriod(t, from, to));
  const row = (tie) => {
    const e = extent(tie);
    return h("li", null, h("button", { type: "button", class: `tie-row${isApart(tie) ? " apart" : ""}`, onclick: () => onopen(tie) },
      h("span", { class: "tie-name" }, label(tie, a, b)),
      track(tie, e, low, high),
      h("span", { class: "tie-when" }, describe(tie, e))));
  };
  const sections = GROUPS.map(([title, families]) => {
    const rows = within.filter((t) => families.includes(t.family)).sort((x, y) => {
      const p = extent(x)?.start || "9999", q = extent(y)?.start || "9999";
      return y.standing - x.standing || (p < q ? -1 : p > q ? 1 : 0);
    });
    if (!rows.length) return null;
    const list = h("ul", { class: "ties" }, rows.slice(0, SHOWN).map(row));
    const more = rows.length > SHOWN && h("button", {
      type: "button", class: "plain",
      onclick: (ev) => { list.append(...rows.slice(SHOWN).map(row)); list.children[SHOWN].firstElementChild.focus(); ev.currentTarget.remove(); },
    }, `${rows.length - SHOWN} more`);
    return h("section", { class: "tie-group" }, h("h3", null, title), list, more);
  }).filter(Boolean);
  const years = [];
  const step = high - low > 100 ? 20 : high - low > 40 ? 10 : high - low > 15 ? 5 : 1;
  for (let y = Math.ceil(low / step) * step; y <= high; y += step)
    years.push(h("span", { style: { left: `${((y - low) / (high + 1 - low)) * 100}%` } }, y));
  return sections.length
    ? h("div", { class: "timeline" }, h("div", { class: "years", "aria-hidden": "true" }, h("span", { class: "axis" }, years)), sections)
    : h("p", { class: "quiet" }, `Nothing is known of ties between ${b ? `${short(a)} and ${short(b)}` : `${short(a)} and others`} in this period.`);
}

export const tieTitle = (tie, a, b) => `${label(tie, a, b)}`;
export { nameOf };
