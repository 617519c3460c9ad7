// Asking the server. One failure looks like another: an Error with a sentence in it.

const storage = () => { try { return window.sessionStorage; } catch { return null; } };
const kept = new Map(); // answers of this visit, by address
const MOST_KEPT = 60;

export const setToken = (token) => storage()?.setItem("entente-token", token);

function headers() {
  const token = storage()?.getItem("entente-token");
  return token ? { Authorization: `Bearer ${token}` } : {};
}

async function ask(address, options) {
  let response;
  try {
    response = await fetch(address, { ...options, headers: headers(), cache: "no-store" });
  } catch (e) {
    if (e.name === "AbortError") throw e;
    throw new Error("The server does not answer. Is entente serve still running?");
  }
  let body;
  try {
    body = await response.json();
  } catch {
    throw new Error(`The server answered ${response.status}.`);
  }
  if (response.ok) return body;
  const error = new Error(body.error?.message || `The server answered ${response.status}.`);
  error.status = response.status;
  throw error;
}

/** GET /api/PATH with parameters; those that are empty are left out. */
export function get(path, parameters = {}, signal) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters))
    if (value !== null && value !== undefined && value !== "") query.set(name, value);
  const address = `/api/${path}${query.size ? `?${query}` : ""}`;
  if (!kept.has(address)) {
    if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value);
    const answer = ask(address, { signal });
    kept.set(address, answer);
    answer.catch(() => kept.delete(address));
  }
  return kept.get(address);
}

export function read(body, parameters) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value) query.set(name, value);
  return ask(`/api/read${query.size ? `?${query}` : ""}`, { method: "POST", body });
}
