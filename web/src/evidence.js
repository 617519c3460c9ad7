// Evidence: the dialogue that every figure leads to. A tie shows the sentences and facts that it is made of; a sentence is
// shown in its document.
import { get } from "./api.js";
import { claimItem } from "./claims.js";
import { h, newId, replace } from "./dom.js";
import { cut } from "./marks.js";
import { capital, date, nameOf, plural, relation, stepText } from "./words.js";

let sources = null;
export async function sourceList() {
  sources ??= get("sources").then((a) => new Map(a.sources.map((s) => [s.key, s])));
  return sources;
}

/** Only what is plainly an address becomes a link. */
export const isWeb = (url) => /^https?:\/\/[^\s]+$/i.test(url || "");

function sourceLine(keys, known) {
  return keys.map((key) => {
    const source = known.get(key);
    return h("li", null, source && isWeb(source.url) ? h("a", { href: source.url, target: "_blank", rel: "noopener noreferrer" }, source.title) : source?.title || key);
  });
}

export function factItem(fact, known) {
  const when = fact.start ? date(fact.start) + (fact.end && fact.end !== fact.start ? ` to ${date(fact.end)}` : "") : "undated";
  return h("div", { class: "fact" },
    h("p", null, h("span", { class: "kind reference" }, "reference base"), " ",
      `${fact.subject.map(nameOf).join(", ")} ${relation(fact.relation)} ${fact.object_name || nameOf(fact.object)}, ${when}`, fact.note ? ` — ${fact.note}` : ""),
    h("ul", { class: "sources" }, sourceLine(fact.sources, known)),
    h("p", { class: "quiet" }, fact.checked ? "Read in this source." : "From general knowledge; not yet checked in this source."));
}

function claimQuote(claim, onopen) {
  return h("div", { class: "quote" }, h("blockquote", null, claim.evidence),
    h("p", { class: "origin" }, h("button", { type: "button", class: "plain", onclick: () => onopen(claim) }, claim.title || "Document"),
      h("span", { class: "quiet" }, [claim.publisher, date(claim.published)].filter(Boolean).map((t) => ` · ${t}`).join(""),
        claim.copies ? ` · ${plural(claim.copies, "copy", "copies")}` : "")));
}

/** The parts of a dialogue that a tie fills. */
export async function tieEvidence(tie, onopen) {
  const known = await sourceList();
  return tie.steps.map((step) => h("section", { class: "step" }, h("h3", null, stepText(step)),
    step.dispute > 0 && h("p", { class: "against" }, "Sources differ on this."),
    step.claims.map((c) => claimQuote(c, onopen)),
    step.claims_total > step.claims.length && h("p", { class: "quiet" }, `and ${step.claims_total - step.claims.length} more stories`),
    step.facts.map((f) => factItem(f, known))));
}

/** A document with its claims marked, one of them (start … end) looked at. */
export async function documentEvidence({ doc, start, end }, onrange) {
  const d = await get("document", { id: doc, at: start });
  const from = Number(start), to = Number(end);
  const ranges = new Map();
  for (const c of d.claims) ranges.set(`${c.start}-${c.end}`, { start: c.start, end: c.end, claims: [...(ranges.get(`${c.start}-${c.end}`)?.claims || []), c] });
  const wanted = `${from}-${to}`;
  if (start && end && !ranges.has(wanted)) ranges.set(wanted, { start: from, end: to, claims: [] });
  const first = [...ranges.values()].filter((r) => r.start === from && r.end === to);
  const others = [...ranges.values()].filter((r) => !first.includes(r) && (r.end <= from || r.start >= to || !first.length));
  const text = h("div", { class: "document", tabindex: "0", role: "region", "aria-label": "Text of the document" });
  let target = null;
  for (const piece of cut(d.text, [...first, ...others], d.from)) {
    if (!piece.range) { text.append(piece.text); continue; }
    const here = piece.range.start === from && piece.range.end === to;
    const mark = h("mark", { class: here ? "here" : "claimed", ...(here ? { "aria-current": "true", id: "the-sentence" } : {}) }, piece.text);
    if (!here) mark.addEventListener("click", () => onrange(piece.range));
    if (here) target = mark;
    text.append(mark);
  }
  const said = first[0]?.claims || [];
  return {
    title: d.title || "Document",
    target,
    parts: [
      h("p", { class: "quiet" }, [d.publisher, date(d.published), d.copies ? plural(d.copies, "copy", "copies") : "", `bytes ${start || 0}–${end || d.bytes} of ${d.bytes.toLocaleString("en")}`].filter(Boolean).join(" · "),
        isWeb(d.url) && [" · ", h("a", { href: d.url, target: "_blank", rel: "noopener noreferrer" }, "where it came from")]),
      said.length > 0 && h("details", { class: "said", open: true }, h("summary", null, `This sentence says ${plural(said.length, "thing")}`), h("ol", { class: "claims" }, said.map((c) => claimItem(c, null)))),
      text,
    ],
  };
}

/** One dialogue for all. */
export function evidenceDialog() {
  const title = h("h2", { id: newId("evidence") }), body = h("div", { class: "dialog-body" });
  const back = h("button", { type: "button", class: "plain", hidden: true }, "← Back");
  const close = h("button", { type: "button", class: "close", "aria-label": "Close" }, "×");
  const dialog = h("dialog", { class: "evidence", "aria-labelledby": title.id }, h("div", { class: "dialog-head" }, back, title, close), body);
  let onclose = () => {}, onback = null, asked = 0;
  close.addEventListener("click", () => dialog.close());
  back.addEventListener("click", () => onback?.());
  dialog.addEventListener("click", (e) => { if (e.target === dialog) dialog.close(); });
  dialog.addEventListener("close", () => onclose());
  document.body.append(dialog);

  /** `fill` gives {title, parts, target}; a later call wins over an earlier one that is still under way. */
  async function show(fill, { ended = () => {}, goBack = null, heading = "" } = {}) {
    const turn = ++asked;
    onclose = ended;
    onback = goBack;
    back.hidden = !goBack;
    title.textContent = heading;
    replace(body, h("p", { class: "quiet" }, "…"));
    if (!dialog.open) dialog.showModal();
    let got;
    try { got = await fill(); } catch (e) { got = { title: "Not found", parts: [h("p", { role: "alert" }, capital(e.message))] }; }
    if (turn !== asked) return;
    title.textContent = got.title;
    replace(body, ...got.parts);
    body.scrollTop = 0;
    got.target?.scrollIntoView({ block: "center" });
  }

  return { show, hide: () => { onclose = () => {}; if (dialog.open) dialog.close(); }, get open() { return dialog.open; } };
}
