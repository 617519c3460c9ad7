// A period of years, chosen by dragging over a chart or with two sliders that the keyboard moves.
import { h, tell } from "./dom.js";

/**
 * @param {{from: number, to: number, low: number, high: number, left: number, right: number,
 *          onchange: (from: number, to: number, done: boolean) => void}} o
 *        low … high: what there is; from … to: what is chosen; left, right: margins of the chart in pixels
 * @returns {{strip: HTMLElement, cover: (element: HTMLElement) => HTMLElement, show: (from: number, to: number) => void}}
 */
export function brush({ from, to, low, high, left, right, onchange }) {
  let chosen = { from, to };
  const covers = [];
  const span = Math.max(1, high + 1 - low);
  const share = (year) => (year - low) / span;

  const knob = (which, label) => h("div", {
    class: `knob ${which}`, role: "slider", tabindex: "0", "aria-label": label, "aria-valuemin": low, "aria-valuemax": high,
    onkeydown: (e) => {
      const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 };
      const value = e.key === "Home" ? low : e.key === "End" ? high : e.key in steps ? chosen[which] + steps[e.key] : null;
      if (value === null) return;
      e.preventDefault();
      set(which === "from" ? Math.min(value, chosen.to) : chosen.from, which === "to" ? Math.max(value, chosen.from) : chosen.to, true);
    },
    onpointerdown: (e) => {
      e.preventDefault();
      e.stopPropagation();
      e.currentTarget.focus();
      drag((year) => (which === "from" ? [Math.min(year, chosen.to), chosen.to] : [chosen.from, Math.max(year, chosen.from)]));
    },
  });
  const first = knob("from", "First year"), second = knob("to", "Last year");
  const fill = h("div", { class: "fill" });
  const text = h("output", { class: "period" });
  const all = h("button", { type: "button", class: "plain", onclick: () => { set(low, high, true); first.focus(); } }, "All years");
  const rail = h("div", { class: "rail", style: { marginLeft: `${left}px`, marginRight: `${right}px` } }, fill, first, second);
  const strip = h("div", { class: "brush", role: "group", "aria-label": "Period" }, rail, h("div", { class: "brush-words" }, text, all));

  /** The rail spans what the charts span, and stays when they are drawn anew. */
  const yearAt = (x) => {
    const box = rail.getBoundingClientRect();
    return Math.max(low, Math.min(high, low + Math.floor(((x - box.left) / Math.max(1, box.width)) * span)));
  };
  let dragging = false;

  function drag(years) {
    dragging = true;
    const move = (event, done) => set(...years(yearAt(event.clientX)), done);
    const moved = (event) => move(event, false);
    const up = (event) => {
      removeEventListener("pointermove", moved);
      removeEventListener("pointerup", up);
      removeEventListener("pointercancel", up);
      dragging = false;
      move(event, true);
    };
    addEventListener("pointermove", moved);
    addEventListener("pointerup", up);
    addEventListener("pointercancel", up);
  }

  function show(a, b) {
    chosen = { from: a, to: b };
    const whole = a === low && b === high;
    fill.style.left = `${share(a) * 100}%`;
    fill.style.width = `${(share(b + 1) - share(a)) * 100}%`;
    first.style.left = `${share(a) * 100}%`;
    second.style.left = `${share(b + 1) * 100}%`;
    first.setAttribute("aria-valuenow", a);
    second.setAttribute("aria-valuenow", b);
    text.textContent = whole ? `All years, ${low}–${high}` : a === b ? `${a}` : `${a}–${b}`;
    all.hidden = whole;
    for (const cover of covers) {
      cover.style.setProperty("--from", share(a));
      cover.style.setProperty("--to", share(b + 1));
      cover.classList.toggle("whole", whole);
    }
  }

  function set(a, b, done) {
    const changed = a !== chosen.from || b !== chosen.to;
    if (changed) show(a, b);
    if (changed || done) onchange(a, b, done);
    if (done) tell(`Period ${a} to ${b}`);
  }

  /** Lets one drag over an element whose plot has the margins given; what is not chosen is veiled. */
  function cover(element) {
    const veil = h("div", { class: "veil", "aria-hidden": "true", style: { left: `${left}px`, right: `${right}px` } }, h("i"), h("i"));
    const box = h("div", { class: "covered" }, element, veil);
    covers.push(box);
    box.addEventListener("pointerdown", (e) => {
      if (e.button !== 0 || e.target.closest("button, a, details, summary")) return;
      const start = yearAt(e.clientX);
      let moved = false;
      drag((year) => {
        moved = moved || year !== start;
        return moved ? [Math.min(start, year), Math.max(start, year)] : [chosen.from, chosen.to];
      });
    });
    show(chosen.from, chosen.to);
    return box;
  }

  show(from, to);
  return { strip, cover, show, get dragging() { return dragging; } };
}
