// The main view: one actor, or two. Every panel shows the same actors and the same period.
import { get } from "./api.js";
import { brush } from "./brush.js";
import { claims } from "./claims.js";
import { closenessPanels, margins } from "./closeness.js";
import { combobox } from "./combobox.js";
import { h, replace, tell } from "./dom.js";
import { documentEvidence, evidenceDialog, factItem, sourceList, tieEvidence } from "./evidence.js";
import { map, point } from "./map.js";
import { network } from "./network.js";
import { posture } from "./posture.js";
import { go, state } from "./state.js";
import { tieTitle, timeline } from "./timeline.js";
import { capital, date, learn, nameOf, number, plural, relation, short, signed, words, year } from "./words.js";

const THIS_YEAR = new Date().getFullYear();
const EXAMPLES = [
  ["KOR", "NATO", "Is South Korea getting closer to NATO, and since when?"], ["FIN", "NATO", "How did Finland come to join NATO?"],
  ["PHL", "USA", "Which ties bind the Philippines to the United States?"], ["IRN", "SAU", "Where did Iran and Saudi Arabia break, and restore, relations?"],
];

const failed = (e) => h("p", { role: "alert", class: "against" }, capital(e.message));

export function exploreView() {
  const dialog = evidenceDialog();
  const first = combobox({ label: "Actor", placeholder: "South Korea, NATO, a president …", onchoose: (a) => go({ a, b: a === state().b ? "" : state().b, from: "", to: "", doc: "" }) });
  const second = combobox({ label: "and (optional)", placeholder: "another one", clearable: true,
    onchoose: (b) => go(state().a ? { b: b === state().a ? "" : b, from: "", to: "", doc: "" } : { a: b, b: "" }) });
  const swap = h("button", { type: "button", class: "swap plain", "aria-label": "Exchange the two", title: "Exchange the two", onclick: () => { const { a, b } = state(); if (a && b) go({ a: b, b: a }); } }, "⇄");
  const search = h("form", { class: "search", role: "search", onsubmit: (e) => e.preventDefault() }, first.element, swap, second.element);
  const head = h("section", { class: "answer", "aria-live": "polite" }), body = h("div");
  const element = h("div", null, search, head, body);
  let turn = 0, panels = null;

  // ---- evidence -----------------------------------------------------------------------------------------------------

  const ended = () => { if (state().doc) go({ doc: "", start: "", end: "" }); };
  const openClaim = (claim, goBack = null) => { backTo = goBack; go({ doc: claim.document, start: String(claim.start), end: String(claim.end) }); };
  let backTo = null;

  function openTie(tie) {
    const { a, b } = state();
    const title = tieTitle(tie, a, b);
    const again = () => { if (state().doc) { backTo = null; go({ doc: "", start: "", end: "" }); } openTie(tie); };
    dialog.show(async () => ({ title, parts: await tieEvidence(tie, (claim) => openClaim(claim, again)) }), { heading: title });
  }

  function openFacts(facts, title) {
    dialog.show(async () => { const known = await sourceList(); return { title, parts: facts.map((f) => factItem(f, known)) }; }, { heading: title });
  }

  function openDocument(now) {
    dialog.show(() => documentEvidence(now, (range) => go({ start: String(range.start), end: String(range.end) })), { ended, goBack: backTo });
  }

  // ---- the answer -----------------------------------------------------------------------------------------------------

  /** The days on which most changed, each with the ties that began or ended then. */
  function changes(result) {
    const days = new Map();
    for (const step of result.steps) {
      if (step.date < result.begin.date.slice(0, 4) || step.date.slice(0, 4) > result.end.date.slice(0, 4)) continue;
      const day = days.get(step.day) || { date: step.date, change: 0, steps: [] };
      day.change += step.change;
      day.steps.push(step);
      days.set(step.day, day);
    }
    const all = [...days.values()];
    const most = [...all].sort((x, y) => Math.abs(y.change) - Math.abs(x.change)).slice(0, 12);
    return { shown: all.filter((d) => most.includes(d)), left: all.length - most.length };
  }

  function changeItem(day, result) {
    const ties = day.steps.map((step) => ({ step, tie: result.ties[step.tie] }));
    const begun = ties.filter((x) => x.step.begins); // what takes another's place speaks for both
    const text = (begun.length ? begun : ties).map(({ step, tie }) => {
      const fact = tie.facts[0];
      const what = tie.shared ? `both members of ${short(tie.shared)}` : fact.note || `${relation(fact.relation)} ${fact.object_name || nameOf(fact.object)}`;
      return step.begins ? what : `ended: ${what}`;
    }).filter((x, i, list) => list.indexOf(x) === i);
    return h("li", null, h("button", { type: "button", class: `turn${day.change < 0 ? " down" : ""}`, onclick: () => openFacts(ties.flatMap((x) => x.tie.facts), `${date(day.date)}: what changed`) },
      h("span", { class: "turn-date" }, date(day.date)), h("span", { class: "turn-size" }, Math.abs(day.change) < 0.005 ? "renewed" : signed(day.change)),
      h("span", { class: "turn-what" }, text.slice(0, 2).join("; "), text.length > 2 ? ` and ${text.length - 2} more` : "")));
  }

  /** "Closer, since 2005": the verdict is the server's; since when is the date of the first turn in its direction. */
  function sentence(result, a, b) {
    const ties = result.by_ties;
    const { shown, left } = ties.verdict === "nothing known" ? { shown: [], left: 0 } : changes(ties);
    const since = ties.turns.find((t) => t.of === "ties" && (ties.verdict === "apart" ? t.size < 0 : t.size > 0));
    const verdict = { closer: "Closer", apart: "Further apart", "no clear change": "No clear change", "components disagree": "The figures disagree", "nothing known": "Nothing is known" }[ties.verdict] || capital(ties.verdict);
    if (ties.verdict === "nothing known")
      return [h("p", { class: "verdict" }, `${verdict} of ties between ${short(a)} and ${short(b)}.`), h("p", { class: "quiet" }, "The reference base is silent; documents in the store may still speak below.")];
    const begin = ties.begin.ties.value, end = ties.end.ties.value;
    return [
      h("p", { class: "verdict" }, h("strong", { class: ties.verdict === "closer" ? "good" : ties.verdict === "apart" ? "bad" : "even" }, verdict),
        since && ["closer", "apart"].includes(ties.verdict) ? ` since ${date(since.date)}.` : "."),
      h("p", { class: "lead" }, `Closeness of ties went from ${number(begin)} (${date(ties.begin.date).split(" ").at(-1)}) to ${number(end)} (${date(ties.end.date).split(" ").at(-1)}) `,
        `on a scale from −1 to 1: ${plural(ties.end.n_ties, "tie")} then. `,
        result.corpus ? `Reported events (${words(result.corpus)}, ${date(result.begin.date)} to ${date(result.end.date)}): ${result.verdict}.` : ""),
      shown.length > 0 && [h("h2", { class: "small" }, "What changed, and when"), h("ol", { class: "turns" }, shown.map((d) => changeItem(d, ties))),
        left > 0 && h("p", { class: "quiet" }, `The ${shown.length} largest changes of ${shown.length + left}; all ties stand below.`)],
    ].flat();
  }

  // ---- panels ---------------------------------------------------------------------------------------------------------

  function section(title, note) {
    const content = h("div", { class: "content" }, h("p", { class: "quiet loading" }, "…"));
    return { content, element: h("section", { class: "card" }, h("h2", null, title), note && h("p", { class: "quiet note" }, note), content) };
  }

  /** What there is between the actors, from first to last year: the axis of everything. */
  function span(now, ties, closeness) {
    const years = ties.flatMap((t) => t.steps.flatMap((x) => [year(x.from), year(x.to)])).concat(closeness ? closeness.by_ties.turns.map((t) => year(t.date)) : [],
      closeness?.corpus ? [year(closeness.begin.date), year(closeness.end.date)] : []).filter((y) => y > 1800 && y <= THIS_YEAR);
    const low = years.length ? Math.min(...years) : THIS_YEAR - 20;
    return { low: Math.max(now.b ? 1900 : 1945, Math.min(low, THIS_YEAR - 5)), high: THIS_YEAR };
  }

  async function build(now) {
    const mine = ++turn;
    const { a, b } = now;
    replace(head, h("h1", null, b ? `${short(a)} and ${short(b)}` : nameOf(a)), h("p", { class: "quiet loading" }, "…"));
    replace(body);
    let info, ties, closeness;
    try {
      [info, ties, closeness] = await Promise.all([
        Promise.all([a, b].filter(Boolean).map((id) => get("actor", { id }))),
        get("timeline", { a, b, limit: 600 }),
        b ? get("closeness", { a, b, store: "no" }) : null,
      ]);
    } catch (e) {
      if (mine === turn) replace(head, h("h1", null, "Not found"), failed(e));
      return;
    }
    if (mine !== turn) return;
    learn(info);
    first.show(a);
    second.show(b);
    swap.hidden = !b;
    await learnAll(ties.ties);
    if (mine !== turn) return;
    const range = span(now, ties.ties, closeness);
    panels = { a, b, ties: ties.ties, total: ties.total, closeness, ...range, width: Math.max(280, Math.min(1060, body.clientWidth - 34)) };
    lay(now);
    if (b) withStore(mine);
    document.title = b ? `${short(a)} and ${short(b)} · Entente` : `${nameOf(a)} · Entente`;
  }

  /** What the store adds (events, votes) may take longer: it comes when it comes. */
  async function withStore(mine) {
    const { a, b } = panels;
    const all = await get("closeness", { a, b }).catch(() => null);
    while (panels?.brush.dragging) await new Promise((done) => setTimeout(done, 100)); // not under the reader's hand
    if (mine !== turn || !all?.corpus) return;
    panels.closeness = all;
    const { low, high } = span({ b }, panels.ties, all);
    if (low !== panels.low || high !== panels.high) { Object.assign(panels, { low, high }); lay(state()); return; }
    drawCloseness();
    answer(state(), period(state()), () => mine === turn);
  }

  /** Names of all that ties name: partners of the actor come with /api/partners in one answer. */
  async function learnAll(list) {
    const partners = await get("partners", { a: state().a, on: String(THIS_YEAR), limit: 500 }).catch(() => ({ partners: [] }));
    learn(partners.partners);
    void list;
  }

  const period = (now) => {
    const from = Math.max(panels.low, Math.min(panels.high, Number(now.from) || panels.low));
    return { from, to: Math.max(from, Math.min(panels.high, Number(now.to) || panels.high)) };
  };

  function lay(now) {
    const { low, high, b } = panels;
    const p = period(now);
    panels.brush = brush({
      ...p, low, high, left: margins.left, right: margins.right,
      onchange: (from, to, done) => {
        go({ from: from === low && to === high ? "" : String(from), to: from === low && to === high ? "" : String(to) }, !done || true);
        if (done) fill(state());
      },
    });
    const s = panels.sections = {};
    if (b) s.closeness = section("How close, and since when", "Drag over the chart, or move the two handles, to choose a period: everything below follows.");
    s.timeline = section(b ? "Ties" : "Ties in time", "Each row opens the sentences and facts that it rests on.");
    s.map = section("On the map");
    s.network = section("Network");
    s.posture = section(`On whom ${short(panels.a)} relies`, "Alliances, bases, treaties of two, partnerships and arms of the reference base, by weight. Bars: the period's last year; marks: its first.");
    s.claims = section("What documents say");
    s.contradictions = section("Contradictions");
    const strip = h("div", { class: "period-strip" }, panels.brush.strip);
    replace(body, b ? s.closeness.element : h("section", { class: "card" }, h("h2", null, "Period"), strip), s.timeline.element,
      h("div", { class: "pair" }, s.map.element, s.network.element), s.posture.element, s.claims.element, s.contradictions.element);
    panels.strip = strip;
    if (b) drawCloseness();
    contradictions();
    fill(now);
  }

  function drawCloseness() {
    const c = closenessPanels(panels.closeness, { width: panels.width, from: panels.low, to: panels.high });
    replace(panels.sections.closeness.content, panels.brush.cover(c.element), panels.strip, c.table);
  }

  async function fill(now) {
    const { a, b, sections: s, width } = panels;
    const p = period(now);
    const mine = turn;
    const here = () => mine === turn;
    answer(now, p, here);
    replace(s.timeline.content, timeline(panels.ties, { a, b, low: panels.low, high: panels.high, ...p, onopen: openTie }),
      panels.total > panels.ties.length && h("p", { class: "quiet" }, `The first ${panels.ties.length} of ${panels.total} ties.`));
    replace(s.claims.content, claims({ a, b, from: now.from, to: now.to, kind: now.kind, onopen: (c) => openClaim(c), onkind: (kind) => go({ kind }) }));
    const on = String(p.to), half = width > 800 ? Math.floor((width - 50) / 2) : width;
    const choose = (id) => { go({ b: id === b ? "" : id, from: "", to: "", doc: "" }); };
    const pointAt = (id) => point(element, id);
    for (const [name, f] of [
      ["map", async () => {
        const got = await get("partners", { a, on, limit: 500 });
        learn(got.partners);
        return map(got.partners, { self: got.actor, b, width: half, onchoose: choose, onpoint: pointAt });
      }],
      ["network", async () => {
        const got = await get("network", { a, on });
        learn(got.nodes);
        return network(got, { self: a, b, width: half, onchoose: choose, onpoint: pointAt });
      }],
      ["posture", async () => {
        const got = await get("posture", { a, from: Math.max(1816, panels.low), to: panels.high });
        learn(got.names);
        return posture(got, { width: Math.min(width, 520), ...p, b, onchoose: choose });
      }],
    ]) f().then((made) => { if (here()) replace(s[name].content, made); }, (e) => { if (here()) replace(s[name].content, failed(e)); });
  }

  /** The head of the page: for a part of the years, asked anew. */
  async function answer(now, p, here) {
    const { a, b } = panels;
    if (!b) {
      const got = await get("partners", { a, on: String(p.to), limit: 500 }).catch(() => null);
      if (!here() || !got) return;
      const standing = got.partners.filter((x) => x.standing);
      replace(head, h("h1", null, nameOf(a)), h("p", { class: "lead" }, standing.length
        ? [`In ${p.to}, standing ties with ${plural(standing.length, "partner")}; most with `, h("strong", null, standing.slice(0, 3).map((x) => x.name).join(", ")), ". Choose a partner on the map, in the network or in the tables."]
        : "No standing ties are known then."));
      return;
    }
    const whole = !now.from && !now.to;
    try {
      const result = whole ? panels.closeness : await get("closeness", { a, b, store: "no", from: String(p.from), to: String(p.to) });
      if (!here()) return;
      replace(head, h("h1", null, `${short(a)} and ${short(b)}`), !whole && h("p", { class: "quiet" }, `${p.from} to ${p.to}`), sentence(result, a, b));
    } catch (e) { if (here()) replace(head, h("h1", null, `${short(a)} and ${short(b)}`), failed(e)); }
  }

  async function contradictions() {
    const { a, b, sections: s } = panels;
    const mine = turn;
    try {
      const got = await get("contradictions", { a, b, limit: 20 });
      if (mine !== turn) return;
      const side = (x) => h("div", { class: "side" }, h("p", null, h("strong", null, x.said), h("span", { class: "quiet" }, ` · ${plural(x.support, "independent source")}`)),
        x.claims.map((c) => h("div", { class: "quote" }, h("blockquote", null, c.evidence), h("p", { class: "origin" }, h("button", { type: "button", class: "plain", onclick: () => openClaim(c) }, c.title || "Document")))));
      const items = [
        ...got.conflicts.map((c) => h("li", null, h("p", { class: "gist" }, `${c.source.map(nameOf).join(", ")}${c.target.length ? ` and ${c.target.map(nameOf).join(", ")}` : ""}: ${words(c.family)}`),
          h("div", { class: "sides" }, side(c.a), side(c.b)), c.reference && h("p", { class: "quiet" }, `The reference base: ${c.reference}`))),
        ...got.claims.map((c) => h("li", { class: "claim" }, h("p", { class: "gist" }, h("span", { class: "kind contradiction" }, "against the reference base")), h("blockquote", null, c.evidence),
          h("p", { class: "against" }, `The text has “${c.value_in_text}”; the reference base: ${c.value_reference}`),
          h("p", { class: "origin" }, h("button", { type: "button", class: "plain", onclick: () => openClaim(c) }, c.title || "Document")))),
      ];
      replace(s.contradictions.content, items.length ? h("ol", { class: "claims" }, items) : h("p", { class: "quiet" }, "None that is known: neither between documents, nor against the reference base."),
        got.total + got.conflicts_total > items.length && h("p", { class: "quiet" }, `The first ${items.length} of ${got.total + got.conflicts_total}.`));
    } catch (e) { if (mine === turn) replace(s.contradictions.content, failed(e)); }
  }

  function welcome() {
    turn++;
    panels = null;
    document.title = "Entente";
    replace(head, h("h1", { class: "big" }, "Who is getting closer to whom, how, since when, and on what evidence?"),
      h("p", { class: "lead" }, "Search for a state, an organisation or a person; add a second one to see what is between the two. Every figure leads to the sentence or the sourced fact that it rests on."));
    replace(body, h("section", { class: "card" }, h("h2", null, "Begin with a question"), h("ul", { class: "examples" },
      EXAMPLES.map(([a, b, question]) => h("li", null, h("a", { href: `#/explore?a=${a}&b=${b}` }, question))))));
    first.show("");
    second.show("");
    swap.hidden = true;
  }

  const same = (x, y, ...names) => x && y && names.every((n) => x[n] === y[n]);

  function update(now, before) {
    const stays = before && before.view === now.view;
    if (!now.a) { welcome(); first.input.focus({ preventScroll: true }); }
    else if (!stays || !same(now, before, "a", "b") || !panels) build(now);
    else if (!same(now, before, "from", "to", "kind") && !(now.from === before.from && now.to === before.to && now.kind === before.kind)) {
      const p = period(now);
      panels.brush.show(p.from, p.to);
      if (now.kind !== before.kind) fill(now);
    }
    if (now.doc && !(stays && same(now, before, "doc", "start", "end"))) openDocument(now);
    if (!now.doc && stays && before.doc && !dialog.open) tell("");
    if (!now.doc && stays && before.doc && dialog.open) dialog.hide();
  }

  let resize = 0, lastWidth = innerWidth;
  addEventListener("resize", () => {
    clearTimeout(resize);
    resize = setTimeout(() => { if (panels && element.isConnected && Math.abs(innerWidth - lastWidth) > 40) { lastWidth = innerWidth; panels.width = Math.max(280, Math.min(1060, body.clientWidth - 34)); lay(state()); } }, 200);
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { if (panels && element.isConnected) lay(state()); });

  return { element, update };
}
