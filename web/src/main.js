// The page: what the address says is shown; what is done changes the address.
import { get, setToken } from "./api.js";
import { h, replace } from "./dom.js";
import { exploreView } from "./explore.js";
import { readView } from "./read.js";
import { go, onChange, state } from "./state.js";
import { plural } from "./words.js";

const main = document.getElementById("main");
let view = null;

function show(now, before) {
  for (const name of ["explore", "read"]) {
    const link = document.getElementById(`to-${name}`);
    if (now.view === name) link.setAttribute("aria-current", "page"); else link.removeAttribute("aria-current");
  }
  if (!before || now.view !== before.view) {
    view = now.view === "read" ? { element: readView({ onactor: (id) => go({ view: "explore", a: id, b: "", doc: "" }) }), update() {} } : exploreView();
    replace(main, view.element);
    if (before) main.focus();
  }
  view.update(now, before);
}

async function versions() {
  const v = await get("version");
  document.getElementById("versions").textContent = `Entente ${v.program} · data ${v.data.slice(0, 8)} · ${plural(v.facts, "reference fact")} · ${v.store ? `${plural(v.documents, "document")}, ${plural(v.claims, "claim")} in the store` : "no store yet"}`;
}

function askToken() {
  const input = h("input", { type: "password", id: "token", autocomplete: "off", size: 40 });
  replace(main, h("form", { class: "token", onsubmit: (e) => { e.preventDefault(); setToken(input.value.trim()); location.reload(); } },
    h("h1", null, "Token"), h("p", null, "This server asks for a token. It is kept until this tab is closed."), h("label", { for: "token" }, "Token"), " ", input, " ", h("button", { class: "go" }, "Enter")));
  input.focus();
}

async function begin() {
  try {
    await versions();
  } catch (e) {
    if (e.status === 401) return askToken();
    document.getElementById("versions").textContent = e.message;
  }
  onChange(show);
  show(state(), null);
  document.documentElement.dataset.ready = "true";
}

begin();
