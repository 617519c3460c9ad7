// Making elements. Text is always text: nothing here, and nothing elsewhere on the page, parses HTML.

function make(element, props, children) {
  for (const [name, value] of Object.entries(props || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "style") Object.assign(element.style, value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return element;
}

/** An HTML element: h("p", {class: "note", onclick: f}, "text", element, [more]). */
export const h = (tag, props, ...children) => make(document.createElement(tag), props, children);

/** The same for SVG. */
export const s = (tag, props, ...children) =>
  make(document.createElementNS("http://www.w3.org/2000/svg", tag), props, children);

export function replace(parent, ...children) {
  parent.replaceChildren(...children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false));
  return parent;
}

/** Told to screen readers, and shown for a moment. */
export function tell(text) {
  const status = document.getElementById("status");
  status.textContent = "";
  requestAnimationFrame(() => { status.textContent = text; });
}

let unique = 0;
export const newId = (prefix) => `${prefix}-${++unique}`;

/** A chart of Plot as one picture with one name: the names that Plot gives its parts say nothing to a listener. */
export function picture(chart, label) {
  for (const part of chart.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label");
  chart.setAttribute("role", "img");
  chart.setAttribute("aria-label", label);
  return chart;
}
