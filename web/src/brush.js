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
      drag(e, strip, (year) => (which === "from" ? [Math.min(year, chosen.to), chosen.to] : [chosen.from, Math.max(year, chosen.from)]));
    },
  });
  const first = knob("from", "First year"), second = knob("to", "Last year");
  const fill = h("div", { class: "fill" });
  const text = h("output", { class: "period" });
  const all = h("button", { type: "button", class: "plain", onclick: () => { set(low, high, true); first.focus(); } }, "All years");
  const rail = h("div", { class: "rail", style: { marginLeft: `${left}px`, marginRight: `${right}px` } }, fill, first, second);
  const strip = h("div", { class: "brush", role: "group", "aria-label": "Period" }, rail, h("div", { class: "brush-words" }, text, all));

  const yearAt = (element, x, inset) => {
    const box = element.getBoundingClientRect();
    const at = (x - box.left - (inset ? left : 0)) / Math.max(1, box.width - (inset ? left + right : 0));
    return Math.max(low, Math.min(high, low + Math.floor(at * span)));
  };

  function drag(e, element, years) {
    const onRail = element === strip;
    const target = onRail ? rail : element;
    const move = (event, done) => set(...years(yearAt(target, event.clientX, !onRail)), done);
    const moved = (event) => move(event, false);
    const up = (event) => {
      removeEventListener("pointermove", moved);
      removeEventListener("pointerup", up);
      removeEventListener("pointercancel", up);
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
      const start = yearAt(box, e.clientX, true);
      let dragging = false;
      const x = e.clientX;
      drag(e, box, (year) => {
        dragging = dragging || year !== start;
        return dragging ? [Math.min(start, year), Math.max(start, year)] : [chosen.from, chosen.to];
      });
      void x;
    });
    show(chosen.from, chosen.to);
    return box;
  }

  show(from, to);
  return { strip, cover, show };
}
