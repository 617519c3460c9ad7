// Paste or drop a text and see it read.
import { read as ask } from "./api.js";
import { claimItem } from "./claims.js";
import { h, newId, replace, tell } from "./dom.js";
import { cut } from "./marks.js";
import { capital, date, learn, nameOf, plural } from "./words.js";

const MOST = 1 << 20;
let kept = { text: "", date: "", answer: null };

/** The marked text: sentences with claims are marks, mentions inside them and elsewhere are underlined. */
function marked(answer, onsentence) {
  const bySentence = new Map();
  for (const claim of answer.claims) {
    const key = `${claim.start}-${claim.end}`;
    if (!bySentence.has(key)) bySentence.set(key, { start: claim.start, end: claim.end, claims: [] });
    bySentence.get(key).claims.push(claim);
  }
  const sentences = [...bySentence.values()];
  const box = h("div", { class: "document read" });
  const mentions = answer.mentions;
  const inside = (text, base) => {
    const length = new TextEncoder().encode(text).length;
    return cut(text, mentions.filter((m) => m.start >= base && m.end <= base + length), base).map((p) => p.range
      ? h("span", { class: `mention${p.range.ambiguous ? " ambiguous" : ""}`, title: p.range.actors.map((x) => x.name).join(", ") }, p.text) : p.text);
  };
  let at = 0;
  for (const piece of cut(answer.text, sentences)) {
    const bytes = new TextEncoder().encode(piece.text).length;
    if (!piece.range) box.append(...inside(piece.text, at));
    else {
      const kinds = [...new Set(piece.range.claims.map((c) => c.kind))];
      const mark = h("mark", {
        class: `sentence ${kinds.includes("contradiction") ? "contradiction" : kinds[0]}`, tabindex: "0", role: "button",
        "aria-label": `${piece.text} — ${plural(piece.range.claims.length, "claim")}: ${kinds.join(", ")}`,
      }, inside(piece.text, at));
      const open = () => onsentence(piece.range, mark);
      mark.addEventListener("click", open);
      mark.addEventListener("keydown", (e) => { if (e.key === "Enter" || e.key === " ") { e.preventDefault(); open(); } });
      box.append(mark);
    }
    at += bytes;
  }
  return box;
}

function actorsOf(answer, onactor) {
  const counts = new Map();
  for (const m of answer.mentions) for (const a of m.actors) counts.set(a.id, (counts.get(a.id) || 0) + 1);
  const rows = [...counts].sort((x, y) => y[1] - x[1]).slice(0, 16);
  return rows.length > 0 && h("section", null, h("h3", null, "Actors"), h("ul", { class: "chips" },
    rows.map(([id, n]) => h("li", null, h("button", { type: "button", class: "chip", onclick: () => onactor(id) }, nameOf(id), h("span", { class: "quiet" }, ` ${n}`))))));
}

function show(answer, result, onactor) {
  for (const m of answer.mentions) learn(m.actors);
  const count = (kind) => answer.claims.filter((c) => c.kind === kind).length;
  const summary = ["event", "tie", "status", "threat", "intent", "cause", "assessment", "contradiction"].filter(count).map((k) => `${count(k)} ${k}${count(k) === 1 ? "" : k === "status" ? "es" : "s"}`);
  const aside = h("aside", { class: "found", "aria-label": "What was found", "aria-live": "polite" });
  const all = () => replace(aside, actorsOf(answer, onactor), h("h3", null, answer.claims.length ? "Claims" : "No claims"),
    h("ol", { class: "claims" }, answer.claims.slice(0, 200).map((c) => claimItem(c, null))));
  const one = (range, mark) => {
    for (const m of result.querySelectorAll("mark.here")) m.classList.remove("here");
    mark.classList.add("here");
    replace(aside, h("button", { type: "button", class: "plain", onclick: () => { mark.classList.remove("here"); all(); mark.focus(); } }, "← All claims"),
      h("ol", { class: "claims" }, range.claims.map((c) => claimItem(c, null))));
    aside.scrollIntoView({ block: "nearest" });
  };
  all();
  replace(result, h("h2", { tabindex: "-1" }, answer.title || "What it says"),
    h("p", { class: "quiet" }, [answer.publisher, date(answer.published) || "undated", plural(answer.sentences.length, "sentence"), ...summary].filter(Boolean).join(" · ")),
    h("div", { class: "reading" }, marked(answer, one), aside));
}

export function readView({ onactor }) {
  const text = h("textarea", { id: newId("text"), rows: 9, placeholder: "Paste an article here, or drop a file", spellcheck: "false" });
  const day = h("input", { id: newId("date"), type: "text", inputmode: "numeric", placeholder: "2023-07-11", pattern: "\\d{4}(-\\d{2}(-\\d{2})?)?", size: 12 });
  const file = h("input", { type: "file", class: "sr", id: newId("file"), accept: ".txt,.html,.htm,.json,.md,text/*" });
  const result = h("section", { class: "result", "aria-label": "The text as it was read" }), note = h("p", { class: "quiet", role: "alert" });
  const go = h("button", { type: "submit", class: "go" }, "Read it");
  text.value = kept.text;
  day.value = kept.date;

  async function run(body) {
    if (!String(body.size ?? body.trim().length)) return;
    go.disabled = true;
    replace(note, "");
    try {
      if ((body.size ?? new Blob([body]).size) > MOST) throw new Error("That is more than 1 MiB: “entente read” takes it.");
      const answer = await ask(body, { date: day.value.trim() });
      kept = { text: text.value, date: day.value, answer };
      show(answer, result, onactor);
      result.querySelector("h2").focus();
      tell(`${plural(answer.claims.length, "claim")} found`);
    } catch (e) { replace(note, capital(e.message)); }
    go.disabled = false;
  }

  async function take(dropped) {
    if (!dropped) return;
    if (/\.(txt|md)$/i.test(dropped.name)) text.value = (await dropped.text()).slice(0, MOST);
    await run(dropped);
  }

  const form = h("form", {
    class: "paste", onsubmit: (e) => { e.preventDefault(); if (text.value.trim()) run(text.value); else { replace(note, "There is no text yet."); text.focus(); } },
    ondragover: (e) => { e.preventDefault(); form.classList.add("over"); }, ondragleave: () => form.classList.remove("over"),
    ondrop: (e) => { e.preventDefault(); form.classList.remove("over"); take(e.dataTransfer.files[0]); },
  }, h("h1", null, "Read a text"), h("p", { class: "lead" }, "Paste an article. Every sentence that says something about states and organisations is marked, with who, what, when, and what contradicts the reference base. Nothing is kept."),
  h("label", { for: text.id, class: "sr" }, "The text"), text,
  h("div", { class: "row" }, h("span", { class: "field-inline" }, h("label", { for: day.id }, "Date, where the text has none"), day),
    h("span", { class: "row" }, h("label", { for: file.id, class: "plain as-button" }, "Choose a file", file), go)), note);
  file.addEventListener("change", () => take(file.files[0]));
  if (kept.answer) show(kept.answer, result, onactor);
  return h("div", null, form, result);
}
