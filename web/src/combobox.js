// A text field that completes names of actors: the pattern "combobox with list autocomplete" of the ARIA guide.
import { get } from "./api.js";
import { h, newId, replace } from "./dom.js";
import { learn, nameOf } from "./words.js";

const KINDS = { state: "state", former: "former state", contested: "contested", territory: "territory", IGO: "organisation" };

/**
 * @param {{label: string, placeholder: string, onchoose: (id: string) => void, clearable?: boolean}} options
 * @returns {{element: HTMLElement, show: (id: string) => void, input: HTMLInputElement}}
 */
export function combobox({ label, placeholder, onchoose, clearable }) {
  const id = newId("combo");
  let hits = [], active = -1, asked = "", listed = "", chosen = "", timer = 0; // asked for last; what the list answers

  const input = h("input", {
    id, type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", placeholder, maxlength: 100,
    "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": `${id}-list`,
  });
  const list = h("ul", { id: `${id}-list`, role: "listbox", "aria-label": label, hidden: true });
  const clear = clearable && h("button", { type: "button", class: "clear", "aria-label": `Clear ${label.toLowerCase()}`, hidden: true }, "×");
  const element = h("div", { class: "combo" }, h("label", { for: id }, label), h("div", { class: "field" }, input, clear), list);

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function mark(n) {
    active = n;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === n)));
    if (n >= 0) {
      input.setAttribute("aria-activedescendant", `${id}-${n}`);
      list.children[n].scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  function choose(hit) {
    learn([hit]);
    show(hit.id);
    close();
    onchoose(hit.id);
  }

  function open() {
    replace(list, hits.map((hit, i) => h("li", {
      id: `${id}-${i}`, role: "option", "aria-selected": "false",
      onpointerdown: (e) => { e.preventDefault(); choose(hit); },
    }, h("span", { class: "name" }, hit.name),
    hit.matched !== hit.name && hit.matched !== hit.id && h("span", { class: "matched" }, hit.matched),
    h("span", { class: "code" }, hit.id, " · ", KINDS[hit.kind] || hit.kind || "actor"))));
    if (!hits.length) replace(list, h("li", { class: "none", role: "option", "aria-disabled": "true", "aria-selected": "false" }, "Nobody is called that"));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    mark(hits.length ? 0 : -1);
  }

  async function search() {
    const q = input.value.trim();
    asked = q;
    if (!q) { close(); return; }
    try {
      const answer = await get("search", { q: q.slice(0, 100), limit: 8 });
      if (asked !== q || document.activeElement !== input) return;
      hits = answer.actors;
      listed = q;
      open();
    } catch { close(); }
  }

  function show(actor) {
    chosen = actor;
    input.value = actor ? nameOf(actor) : "";
    if (clear) clear.hidden = !actor;
  }

  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(search, 60); });
  input.addEventListener("focus", () => input.select());
  input.addEventListener("blur", () => { close(); if (input.value !== (chosen ? nameOf(chosen) : "")) show(chosen); });
  input.addEventListener("keydown", (e) => {
    if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      e.preventDefault();
      if (list.hidden) search();
      else if (hits.length) mark((active + (e.key === "ArrowDown" ? 1 : hits.length - 1)) % hits.length);
    } else if (e.key === "Enter") {
      e.preventDefault();
      clearTimeout(timer);
      const settled = () => !list.hidden && active >= 0 && listed === input.value.trim();
      if (settled()) choose(hits[active]);
      else search().then(() => { if (settled()) choose(hits[active]); });
    } else if (e.key === "Escape") { close(); show(chosen); }
  });
  clear?.addEventListener("click", () => { show(""); onchoose(""); input.focus(); });

  return { element, show, input };
}
