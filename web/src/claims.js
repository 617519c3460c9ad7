// What documents say, sentence by sentence.
import { h, replace } from "./dom.js";
import { get } from "./api.js";
import { capital, date, nameOf, plural, words } from "./words.js";

const list = (ids) => ids.map(nameOf).join(", ");

/** "South Korea → NATO · consult, visit · July 2023 · intended" */
export function gist(claim) {
  const who = [list(claim.source), list(claim.target)].filter(Boolean).join(" → ");
  const what = capital(words(claim.code || claim.kind)) + (claim.mode ? `, ${words(claim.mode)}` : "") + (claim.object ? `: ${claim.object}` : "");
  const when = claim.date_start && date(claim.date_start) + (claim.date_end && claim.date_end !== claim.date_start ? ` to ${date(claim.date_end)}` : "");
  const how = claim.modality && !["actual", "past", "ongoing"].includes(claim.modality) && claim.modality;
  return [who, what, when || "undated", how].filter(Boolean);
}

export function claimItem(claim, onopen) {
  const [first, ...rest] = gist(claim);
  return h("li", { class: `claim ${claim.kind}` },
    h("p", { class: "gist" }, h("span", { class: `kind ${claim.kind}` }, claim.kind), " ", h("strong", null, first), " ", rest.join(" · ")),
    h("blockquote", null, claim.evidence),
    claim.value_reference && h("p", { class: "against" }, `The text has “${claim.value_in_text}”; the reference base: ${claim.value_reference}`),
    onopen && h("p", { class: "origin" }, h("button", { type: "button", class: "plain", onclick: () => onopen(claim) }, claim.title || "Document"),
      h("span", { class: "quiet" }, [claim.publisher, date(claim.published)].filter(Boolean).map((t) => ` · ${t}`).join(""),
        claim.stories > 1 ? ` · ${plural(claim.stories, "story", "stories")} say so` : "")));
}

const KINDS = ["", "event", "tie", "status", "threat", "intent", "cause", "assessment", "contradiction"];

/** A list that grows on demand. */
export function claims({ a, b, from, to, kind, onopen, onkind }) {
  const items = h("ol", { class: "claims" }), note = h("p", { class: "quiet", "aria-live": "polite" });
  const more = h("button", { type: "button", class: "plain", hidden: true }, "Show more");
  const select = h("select", { "aria-label": "Kind of claim", onchange: (e) => onkind(e.target.value) },
    KINDS.map((k) => h("option", { value: k, selected: k === kind }, k ? capital(k) : "All kinds")));
  let offset = 0;
  async function load() {
    more.disabled = true;
    try {
      const answer = await get("claims", { a, b, kind, from, to, offset, limit: 20, order: "newest" });
      const first = items.children.length;
      items.append(...answer.claims.map((c) => claimItem(c, onopen)));
      offset += answer.claims.length;
      replace(note, answer.total ? `${plural(answer.total, "claim")} in the store` : "The store holds no claims of this. Add articles with “entente add”, or read one under “Read a text”.");
      more.hidden = offset >= answer.total;
      if (first) items.children[first]?.querySelector("button")?.focus();
    } catch (e) { replace(note, e.message); }
    more.disabled = false;
  }
  more.addEventListener("click", load);
  load();
  return h("div", null, h("div", { class: "row" }, note, select), items, more);
}
