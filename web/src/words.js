// Words and numbers for people.

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December"];

/** "2005" "July 2005" "11 July 2005"; the precision stays. */
export function date(text) {
  if (!text) return "";
  const [year, month, day] = text.split("-");
  if (!month) return year;
  return `${day ? `${Number(day)} ` : ""}${MONTHS[Number(month) - 1]} ${year}`;
}

/** Milliseconds of the first moment of a date; with `last`, of the moment after its period. */
export function moment(text, last = false) {
  const [year, month, day] = text.split("-").map(Number);
  if (!last) return new Date(Date.UTC(year, (month || 1) - 1, day || 1));
  return new Date(Date.UTC(month ? year : year + 1, day ? month - 1 : month || 0, day ? day + 1 : 1));
}

export const year = (text) => (text ? Number(text.slice(0, 4)) : NaN);

export const number = (value, digits = 2) =>
  value === null || value === undefined ? "not known" : value.toFixed(digits).replace("-", "−");

export const signed = (value, digits = 2) => (value > 0 ? "+" : "") + number(value, digits);

export const plural = (n, one, many = `${one}s`) => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;

export const words = (code) => code.replaceAll("-", " ").replaceAll("_", " ").toLowerCase();

const RELATIONS = {
  "member-of": "is a member of", "founding-member-of": "is a founding member of", "applied-to": "applied to", "candidate-of": "is a candidate of",
  "invited-to": "was invited to", "signed-accession": "signed its accession to", "withdrew-from": "withdrew from", "suspended-from": "is suspended from",
  "partner-of": "is a partner of", "dialogue-with": "is in dialogue with", "mission-to": "has a mission to", "observer-of": "is an observer of",
  "in-force": "are bound by", "held-in": "was held in", "participated-in": "took part in", "contributed-to": "contributed to", "seated-in": "is seated in",
  "led-by": "was led by", "diplomatic-relations-with": "has diplomatic relations with", "broke-relations-with": "broke off relations with",
  "restored-relations-with": "restored relations with", "at-war-with": "was at war with", "ceasefire-with": "made a ceasefire with", "base-in": "has a base in",
  "supplied-arms-to": "supplied arms to", "status-in": "has a status in", "recognised": "recognised", "terminated": "ended",
};
export const relation = (code) => RELATIONS[code] || words(code);

export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** "began in 2005", "happened on 11 July 2023", "stood in 2024". */
export function stepText(step) {
  const what = { began: "Began", stood: "Stood", happened: "Happened", suspended: "Suspended", ended: "Ended",
    absent: "Did not stand", planned: "Planned" }[step.what] || capital(step.what);
  const name = words(step.code) + (step.object ? `: ${step.object}` : "");
  if (!step.from) return `${what}, undated — ${name}`;
  const when = step.to && step.to !== step.from ? `${date(step.from)} to ${date(step.to)}` : date(step.from);
  return `${what} ${step.as_of ? "by " : ""}${when} — ${name}`;
}

const names = new Map(), kinds = new Map();
export function learn(actors) {
  for (const actor of actors) {
    if (!actor.id) continue;
    names.set(actor.id, actor.name);
    if (actor.kind) kinds.set(actor.id, actor.kind);
  }
}
export const nameOf = (id) => names.get(id) || id;

const STATES = new Set(["state", "former", "contested", "territory"]);
/** In running text: organisations by their acronyms, as everybody calls them. */
export function short(id) {
  const kind = kinds.get(id);
  return kind && !STATES.has(kind) && /^[A-Z0-9]{2,7}$/.test(id) ? id : nameOf(id);
}
