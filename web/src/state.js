// The state of the page is its address: #/explore?a=KOR&b=NATO&from=2005&to=2024&doc=HASH&start=849&end=1040
// Everything that can be seen can be sent to somebody else.

const NAMES = ["a", "b", "from", "to", "kind", "doc", "start", "end"];
const listeners = [];

const clean = {
  a: (v) => v.slice(0, 60),
  b: (v) => v.slice(0, 60),
  from: (v) => (/^\d{4}$/.test(v) ? v : ""),
  to: (v) => (/^\d{4}$/.test(v) ? v : ""),
  kind: (v) => (/^[a-z]{1,20}$/.test(v) ? v : ""),
  doc: (v) => (/^[0-9a-f]{32}$/.test(v) ? v : ""),
  start: (v) => (/^\d{1,9}$/.test(v) ? v : ""),
  end: (v) => (/^\d{1,9}$/.test(v) ? v : ""),
};

export function parse(hash) {
  const [view, query = ""] = hash.replace(/^#\/?/, "").split("?");
  const given = new URLSearchParams(query);
  const state = { view: view === "read" ? "read" : "explore" };
  for (const name of NAMES) state[name] = clean[name](given.get(name) || "");
  return state;
}

export function format(state) {
  const query = new URLSearchParams();
  for (const name of NAMES) if (state[name]) query.set(name, state[name]);
  return `#/${state.view}${query.size ? `?${query}` : ""}`;
}

let current = parse(location.hash);
export const state = () => current;

/** Goes to another state; with `quietly` the browser's history keeps one entry for it all (a brush being dragged). */
export function go(changes, quietly = false) {
  const next = { ...current, ...changes };
  const address = format(next);
  if (address === format(current)) return;
  if (quietly) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
  changed(next);
}

function changed(next) {
  const before = current;
  current = next;
  for (const listener of listeners) listener(current, before);
}

export const onChange = (listener) => listeners.push(listener);
const fromAddress = () => { if (format(parse(location.hash)) !== format(current)) changed(parse(location.hash)); };
addEventListener("popstate", fromAddress);
addEventListener("hashchange", fromAddress);
