/* Pieces in reading order → mentions; roles with what they have taken up become one mention each. */
#include "actor/coref.h"

#include "base/vec.h"

#include <string.h>

/* ---- mentions -------------------------------------------------------------------------------------------------- */

/* The token of a span whose head lies outside of it; without a tree, the last one. */
static uint32_t head_of(const enti_finder *f, uint32_t first, uint32_t last, uint32_t fallback)
{
  if (!f->doc->sentences[enti_tok(f, first)->sentence].parsed)
    return fallback;
  for (uint32_t i = first; i <= last; i++) {
    uint32_t h = enti_tok(f, i)->head;
    if (h == ENT_NONE || h < first || h > last)
      return i;
  }
  return fallback;
}

static uint32_t emit(enti_finder *f, ent_mention m)
{
  if (!enti_grow(f->arena, (void **)&f->mentions, f->n_mentions, &f->cap_mentions, sizeof *f->mentions)) {
    f->failed = true;
    return ENT_NONE;
  }
  m.start = enti_tok(f, m.first)->start;
  m.end = enti_tok(f, m.last)->end;
  m.head = head_of(f, m.first, m.last, m.head);
  f->mentions[f->n_mentions] = m;
  return (uint32_t)f->n_mentions++;
}

static ent_actor_ref *new_refs(enti_finder *f, uint32_t n)
{
  ent_actor_ref *refs = ent_arena_array(f->arena, n ? n : 1, sizeof *refs);
  f->failed |= refs == NULL;
  return refs;
}

/* A piece's readings as refs; sector (str) goes on top of theirs where given. Bodies between states have no sectors
 * but forces. */
static const ent_actor_ref *refs_of(enti_finder *f, const enti_piece *p, uint32_t sector)
{
  ent_actor_ref *refs = new_refs(f, p->n_readings);
  for (uint32_t i = 0; refs && i < p->n_readings; i++) {
    const enti_reading *r = &p->readings[i];
    bool state = enti_actors_is_state(f->actors, r->actor);
    bool force = ent_str_eq(enti_actors_str(f->actors, sector), ENT_STR("MIL"));
    refs[i] = enti_actors_ref(f->actors, r->actor, sector && (state || force) ? sector : r->sector);
  }
  return refs;
}

/* ---- subject ------------------------------------------------------------------------------------------------------ */

static bool is_subject(const enti_finder *f, const ent_mention *m)
{
  const ent_token *head = enti_tok(f, m->head);
  const ent_sentence *s = &f->doc->sentences[head->sentence];
  if (s->parsed && ent_rel_base(head->rel) == ENT_NSUBJ)
    return true;
  if (m->first == s->first) /* whatever the tree says: it errs more often than this does */
    return true;
  if (s->parsed)
    return false;
  uint32_t before = m->first - 1;
  if (enti_is(enti_tok(f, before), "the") && before > s->first)
    before--;
  else if (enti_is(enti_tok(f, before), "the"))
    return true;
  const ent_token *t = enti_tok(f, before);
  return enti_is(t, ",") || enti_is(t, "that") || enti_is(t, "and") || enti_is(t, "but") || enti_is(t, "as") || enti_is(t, "while");
}

/* Keeps the row "A, B and C" while mentions follow each other so. */
static void note_list(enti_coref *c, uint32_t index)
{
  enti_finder *f = c->f;
  const ent_mention *m = &f->mentions[index];
  const ent_mention *o = c->n_list ? &f->mentions[c->list[c->n_list - 1]] : NULL;
  bool joins = false;
  if (o && enti_same_sentence(f, o->last, m->first) && c->n_list < ENTI_MAX_LIST) {
    uint32_t gap = 0;
    joins = m->first > o->last + 1;
    for (uint32_t i = o->last + 1; joins && i < m->first; i++, gap++)
      joins = enti_is(enti_tok(f, i), "and") || enti_is(enti_tok(f, i), ",") || enti_is(enti_tok(f, i), "the") || enti_is(enti_tok(f, i), "or");
    joins = joins && gap <= 3 && !ent_str_eq(o->actors[0].id, m->actors[0].id);
  }
  if (!joins)
    c->n_list = 0;
  c->list[c->n_list++] = index;
}

static void note_title(enti_coref *c, const enti_entity *e)
{
  ent_sentence_kind kind = c->f->doc->sentences[e->sentence].kind;
  if (e->org && (kind == ENT_SENTENCE_TITLE || kind == ENT_SENTENCE_HEADING))
    c->title = *e;
  if (!e->state || kind != ENT_SENTENCE_TITLE)
    return;
  bool first = !c->title_state.n_refs, same = !first && ent_str_eq(c->title_state.refs[0].id, e->refs[0].id);
  if (!first && !same) {
    c->title_more |= c->title_second.n_refs && !ent_str_eq(c->title_second.refs[0].id, e->refs[0].id);
    c->title_states = true;
    c->title_second = *e;
    return;
  }
  c->title_state = *e;
  const ent_mention *m = &c->f->mentions[e->mention];
  c->entry = c->f->doc->sentences[e->sentence].n == m->last - m->first + 1;
}

/* A row of one must not hide the pair before it: rows of one are kept apart until they grow. */
static void note(enti_coref *c, uint32_t index, enti_entity e)
{
  enti_finder *f = c->f;
  const ent_mention *m = &f->mentions[index];
  e.mention = index;
  e.sentence = enti_tok(f, m->first)->sentence;
  e.refs = m->actors;
  e.n_refs = m->n_actors;
  e.subject = is_subject(f, m);
  e.object = ent_rel_base(enti_tok(f, m->head)->rel) == ENT_OBJ;
  e.weak |= (m->flags & (ENT_MENTION_PLACE | ENT_MENTION_AMBIGUOUS)) != 0;
  if (m->n_actors == 1) {
    e.org = m->actors[0].org.n > 0;
    e.state = !e.org && !(m->flags & ENT_MENTION_DEFINED);
  }
  enti_coref_push(c, &e);
  note_title(c, &e);
  if (e.role && m->n_actors && !(m->flags & ENT_MENTION_COREF))
    c->roles[c->n_roles++ % ENTI_ROLES_KEPT] = e;
  if (m->n_actors == 1 && !(m->flags & ENT_MENTION_COREF)) {
    uint32_t saved[ENTI_MAX_LIST], n = c->n_list;
    memcpy(saved, c->list, sizeof saved);
    note_list(c, index);
    if (c->n_list == 1 && n >= 2 && enti_same_sentence(f, f->mentions[saved[n - 1]].first, m->first)) {
      memcpy(c->list, saved, sizeof saved); /* "Mali and Niger told France": the pair stays for its sentence */
      c->n_list = n;
    }
    if (c->n_list >= 2) {
      memcpy(c->rows[c->n_list], c->list, sizeof c->list);
      c->n_rows[c->n_list] = c->n_row = c->n_list;
      if (f->doc->sentences[e.sentence].kind == ENT_SENTENCE_TITLE && c->n_list > c->n_title_row) {
        memcpy(c->title_row, c->list, sizeof c->list);
        c->n_title_row = c->n_list;
      }
    }
  }
}

/* ---- single pieces -------------------------------------------------------------------------------------------------- */

static const char *via_of(const enti_piece *p)
{
  switch (p->kind) {
  case ENTI_PIECE_PERSON: return "person";
  case ENTI_PIECE_SURNAME: case ENTI_PIECE_NAME: return "short";
  case ENTI_PIECE_DEFINED: return "acronym";
  default: return p->form ? enti_via(p->form->kind) : "name";
  }
}

/* An adjective before a product ("American arms") or "-made" only says where a thing comes from. */
static float weaken(const enti_finder *f, const enti_piece *p, float confidence)
{
  uint32_t next = p->last + 1;
  if (enti_same_sentence(f, p->last, next + 1) && enti_is_hyphen(enti_tok(f, next)) && enti_cue_at(f, next + 1, ENTI_CUE_MADE))
    return 0.35f;
  bool adjective = p->kind == ENTI_PIECE_ACTOR && (p->form->kind == ENTI_KIND_ADJECTIVE || p->form->kind == ENTI_KIND_SHORT);
  if (!adjective || !enti_same_sentence(f, p->last, next))
    return confidence;
  return enti_cue_at(f, next, ENTI_CUE_PRODUCT) && confidence > 0.4f ? 0.4f : confidence;
}

/* "The Finns", "the Americans": "they" later on. */
static bool people(const enti_finder *f, const enti_piece *p)
{
  bool noun = p->form->kind == ENTI_KIND_DEMONYM || p->form->kind == ENTI_KIND_ADJECTIVE;
  return noun && ent_str_ends(enti_tok(f, p->last)->fold, ENT_STR("s"));
}

static void emit_name(enti_coref *c, enti_piece *p)
{
  enti_finder *f = c->f;
  ent_mention m = {.first = p->first, .last = p->last, .head = p->last, .flags = p->flags, .via = via_of(p),
                   .antecedent = ENT_NONE, .confidence = weaken(f, p, p->confidence)};
  if (p->kind == ENTI_PIECE_NOT)
    m.flags = ENT_MENTION_NOT_ACTOR;
  else
    m.actors = refs_of(f, p, p->sector);
  m.n_actors = p->kind == ENTI_PIECE_NOT ? 0 : p->n_readings;
  if (!m.n_actors && p->kind == ENTI_PIECE_ACTOR)
    return;
  p->mention = emit(f, m);
  if (p->mention == ENT_NONE || p->kind == ENTI_PIECE_NOT)
    return;
  enti_entity e = {.person = p->kind != ENTI_PIECE_ACTOR, .weak = m.confidence < 0.5f};
  if (p->kind == ENTI_PIECE_ACTOR) {
    e.weak |= p->form->kind == ENTI_KIND_ADJECTIVE && !p->sector; /* "Malaysian and Thai ministers": somebody who acts */
    e.plural = p->form->kind == ENTI_KIND_GROUP || people(f, p);
  }
  note(c, p->mention, e);
}

/* A town is where something is; nothing later looks back to it. Its adjective alone says nothing. */
static void emit_place(enti_coref *c, enti_piece *p)
{
  if (p->form->kind == ENTI_PLACE_ADJECTIVE)
    return;
  ent_mention m = {.first = p->first, .last = p->last, .head = p->last, .flags = p->flags, .via = "place", .antecedent = ENT_NONE,
                   .confidence = p->confidence, .actors = refs_of(c->f, p, 0), .n_actors = p->n_readings};
  p->mention = emit(c->f, m);
}

static void emit_defined(enti_coref *c, enti_piece *p)
{
  enti_finder *f = c->f;
  const enti_alias *alias = &f->aliases[p->alias];
  ent_actor_ref *ref = new_refs(f, 1);
  if (!ref)
    return;
  *ref = alias->actor ? enti_actors_ref(f->actors, alias->actor, 0)
                      : (ent_actor_ref){.id = alias->id, .sector = ENT_STR(""), .org = ENT_STR("OTH")};
  ent_mention m = {.first = p->first, .last = p->last, .head = p->last, .flags = ENT_MENTION_DEFINED, .via = "acronym",
                   .antecedent = ENT_NONE, .confidence = p->confidence, .actors = ref, .n_actors = 1};
  p->mention = emit(f, m);
  if (p->mention != ENT_NONE)
    note(c, p->mention, (enti_entity){.org = true});
}

static void emit_short(enti_coref *c, enti_piece *p)
{
  enti_finder *f = c->f;
  uint32_t of = f->aliases[p->alias].mention;
  if (of == ENT_NONE)
    return;
  ent_mention m = {.first = p->first, .last = p->last, .head = p->last, .flags = ENT_MENTION_COREF, .via = "short",
                   .antecedent = of, .confidence = p->confidence, .actors = f->mentions[of].actors,
                   .n_actors = f->mentions[of].n_actors};
  if (!m.n_actors)
    m.flags |= ENT_MENTION_UNRESOLVED;
  p->mention = emit(f, m);
  if (p->mention != ENT_NONE)
    note(c, p->mention, (enti_entity){.person = true});
}

static uint32_t emit_coref(enti_coref *c, uint32_t first, uint32_t last, enti_antecedent a, const char *via, enti_entity e)
{
  if (!a.n_refs)
    return ENT_NONE;
  ent_mention m = {.first = first, .last = last, .head = last, .flags = ENT_MENTION_COREF, .via = via, .antecedent = a.mention,
                   .confidence = a.confidence, .actors = a.refs, .n_actors = a.n_refs};
  if (a.group && a.n_refs > 1)
    m.flags |= ENT_MENTION_GROUP;
  e.plural = a.n_refs > 1;
  uint32_t index = emit(c->f, m);
  if (index != ENT_NONE)
    note(c, index, e);
  return index;
}

/* ---- roles ------------------------------------------------------------------------------------------------------------ */

typedef struct role_answer {
  const ent_actor_ref *refs;
  uint32_t n, flags, antecedent;
  float confidence;
} role_answer;

/* refs with another sector. */
static const ent_actor_ref *with_sector(enti_finder *f, const ent_actor_ref *from, uint32_t n, uint32_t sector)
{
  ent_actor_ref *refs = new_refs(f, n);
  for (uint32_t i = 0; refs && i < n; i++) {
    refs[i] = from[i];
    if (!refs[i].org.n)
      refs[i].sector = enti_actors_str(f->actors, sector);
  }
  return refs;
}

/* Those who held an office are the elite of their state, no longer its government. */
static const ent_actor_ref *former_refs(enti_finder *f, const enti_piece *mod)
{
  ent_actor_ref *refs = new_refs(f, mod->n_readings);
  for (uint32_t i = 0; refs && i < mod->n_readings; i++) {
    refs[i] = enti_actors_ref(f->actors, mod->readings[i].actor, 0);
    if (!refs[i].org.n)
      refs[i].sector = ENT_STR("ELI");
  }
  return refs;
}

static bool holds_office_of(const enti_piece *name, const enti_piece *mod)
{
  for (uint32_t i = 0; name && i < name->n_readings; i++)
    if (mod->n_readings == 1 && name->readings[i].actor == mod->readings[0].actor)
      return true;
  return false;
}

static role_answer answer_by_actor(enti_coref *c, const enti_piece *role, const enti_piece *mod, const enti_piece *name)
{
  enti_finder *f = c->f;
  uint32_t sector = role->sector;
  role_answer a = {.antecedent = ENT_NONE, .flags = mod->flags & ~(uint32_t)ENT_MENTION_PLACE};
  if (!role->former && holds_office_of(name, mod))
    for (uint32_t i = 0; i < name->n_readings; i++)
      if (name->readings[i].actor == mod->readings[0].actor && name->readings[i].sector)
        sector = name->readings[i].sector;
  a.refs = role->former ? former_refs(f, mod) : refs_of(f, mod, sector);
  a.n = mod->n_readings;
  a.confidence = mod->n_readings > 1 && !(mod->flags & ENT_MENTION_GROUP) ? 0.4f : 0.9f;
  return a;
}

static role_answer answer_by_coref(enti_coref *c, const enti_piece *role, const enti_piece *mod)
{
  enti_finder *f = c->f;
  enti_antecedent got = {.mention = ENT_NONE};
  if (mod->mention != ENT_NONE) {
    const ent_mention *m = &f->mentions[mod->mention];
    got = (enti_antecedent){m->actors, m->n_actors, mod->mention, m->confidence, m->n_actors > 1};
  } else if (mod->kind == ENTI_PIECE_GENERIC) {
    got = enti_coref_generic(c, mod);
  } else if (mod->kind == ENTI_PIECE_HALF) {
    got = enti_coref_half(c, mod);
  }
  return (role_answer){with_sector(f, got.refs, got.n_refs, role->sector), got.n_refs,
                       ENT_MENTION_COREF | (got.group ? (uint32_t)ENT_MENTION_GROUP : 0u), got.mention, got.confidence};
}

/* The number in front of "leaders", if any: "the two leaders". 1: none. */
static uint32_t count_before(const enti_finder *f, uint32_t i)
{
  const enti_piece *p = &f->pieces[i];
  if (p->first && enti_is(enti_tok(f, p->first - 1), "other"))
    return 1; /* "the two other leaders": which, only the sense tells */
  if (i && f->pieces[i - 1].kind == ENTI_PIECE_COUNT && f->pieces[i - 1].first && enti_is(enti_tok(f, f->pieces[i - 1].first - 1), "other"))
    return 1;
  if (i == 0 || f->pieces[i - 1].kind != ENTI_PIECE_COUNT || !enti_same_sentence(f, f->pieces[i - 1].first, p->first) ||
      p->first - f->pieces[i - 1].last > 3)
    return 1;
  ent_str v = enti_actors_str(f->actors, f->pieces[i - 1].form->value);
  return v.n == 1 && v.p[0] >= '2' && v.p[0] <= '9' ? (uint32_t)(v.p[0] - '0') : 1;
}

/* "The court" after the ICC, "the commission" after a body of that kind: the role's word is a generic one too. */
static enti_antecedent as_generic(enti_coref *c, const enti_piece *role)
{
  uint32_t n;
  const enti_form *forms = enti_actors_forms(c->f->actors, role->node, &n);
  for (uint32_t k = 0; k < n; k++)
    if (forms[k].what == ENTI_CUE_FORM && forms[k].kind == ENTI_CUE_GENERIC) {
      enti_piece p = *role;
      p.form = &forms[k];
      return enti_coref_generic(c, &p);
    }
  return (enti_antecedent){.mention = ENT_NONE};
}

static role_answer answer_alone(enti_coref *c, uint32_t i)
{
  enti_finder *f = c->f;
  const enti_piece *role = &f->pieces[i];
  enti_antecedent body = as_generic(c, role);
  if (body.n_refs)
    return (role_answer){body.refs, body.n_refs, ENT_MENTION_COREF, body.mention, body.confidence};
  uint32_t count = count_before(f, i);
  bool plural = role->form->flags & ENTI_FORM_PLURAL;
  enti_antecedent got = plural && count > 1
                            ? enti_coref_several(c, enti_tok(f, role->first)->sentence, count, true)
                            : role->former ? (enti_antecedent){.mention = ENT_NONE} : enti_coref_role(c, role);
  return (role_answer){with_sector(f, got.refs, got.n_refs, role->sector), got.n_refs,
                       ENT_MENTION_COREF | (got.group ? (uint32_t)ENT_MENTION_GROUP : 0u), got.mention, got.confidence};
}

static role_answer answer(enti_coref *c, uint32_t i)
{
  enti_finder *f = c->f;
  const enti_piece *role = &f->pieces[i];
  const enti_piece *mod = role->mod == ENT_NONE ? NULL : &f->pieces[role->mod];
  const enti_piece *name = role->name == ENT_NONE ? NULL : &f->pieces[role->name];
  if (mod && mod->kind == ENTI_PIECE_DEFINED && mod->mention == ENT_NONE)
    emit_defined(c, &f->pieces[role->mod]);
  if (mod && mod->n_readings)
    return answer_by_actor(c, role, mod, name);
  if (mod && ent_str_starts(enti_tok(f, role->last)->fold, ENT_STR("counterpart")))
    return (role_answer){.antecedent = ENT_NONE}; /* "his counterpart" is of another state than he */
  if (mod && mod->kind != ENTI_PIECE_PERSON && mod->kind != ENTI_PIECE_SURNAME)
    return answer_by_coref(c, role, mod);
  if (name) /* "President Joe Biden": what his name says */
    return (role_answer){refs_of(f, name, 0), name->n_readings, name->flags, ENT_NONE, name->confidence};
  return mod ? (role_answer){.antecedent = ENT_NONE} : answer_alone(c, i);
}

static void span_of(const enti_finder *f, uint32_t i, uint32_t *first, uint32_t *last)
{
  const enti_piece *role = &f->pieces[i];
  *first = role->first;
  *last = role->last;
  const uint32_t parts[] = {role->mod, role->name};
  for (size_t k = 0; k < 2; k++) {
    const enti_piece *p = parts[k] == ENT_NONE ? NULL : &f->pieces[parts[k]];
    if (!p || p->owner != i)
      continue;
    *first = p->first < *first ? p->first : *first;
    *last = p->last > *last ? p->last : *last;
  }
}

static void emit_role(enti_coref *c, uint32_t i)
{
  enti_finder *f = c->f;
  enti_piece *role = &f->pieces[i];
  if (role->mention != ENT_NONE)
    return;
  role_answer a = answer(c, i);
  bool person = role->form->kind == ENTI_ROLE_PERSON && !(role->form->flags & ENTI_FORM_PLURAL);
  uint32_t first, last;
  span_of(f, i, &first, &last);
  ent_mention m = {.first = first, .last = last, .head = role->name == ENT_NONE ? role->last : last,
                   .flags = a.n ? a.flags : (uint32_t)ENT_MENTION_UNRESOLVED, .via = "role", .actors = a.refs,
                   .n_actors = a.n, .antecedent = a.antecedent, .confidence = a.n ? a.confidence : 0.5f};
  role->mention = emit(f, m);
  if (role->mention == ENT_NONE)
    return;
  for (size_t k = 0; k < f->n_aliases; k++)
    if (f->aliases[k].piece == i)
      f->aliases[k].mention = role->mention;
  note(c, role->mention, (enti_entity){.person = person, .role = role->form,
                                       .plural = (role->form->flags & ENTI_FORM_PLURAL) || role->form->kind == ENTI_ROLE_GROUP});
}

/* ---- several ----------------------------------------------------------------------------------------------------------- */

static bool determined_plural(const enti_finder *f, uint32_t first)
{
  if (!first || !enti_same_sentence(f, first, first - 1))
    return false;
  static const char *const pair[] = {"former", "warring", "old", "bitter", "feuding", "neighbouring", "neighboring", "rival", NULL};
  if (enti_is_any(enti_tok(f, first - 1), pair) && first > 1 && enti_same_sentence(f, first, first - 2))
    first--; /* "the former enemies"; "the European countries" are others */
  const ent_token *t = enti_tok(f, first - 1);
  return enti_is(t, "the") || enti_is(t, "these") || enti_is(t, "those") || enti_is(t, "all");
}

/* "Our countries", "our two nations" in a text of several: the parties; "our three countries" those two and the other
 * state that the sentence names. */
static enti_antecedent our_own(enti_coref *c, uint32_t sentence, uint32_t count)
{
  enti_antecedent a = {.mention = ENT_NONE};
  enti_finder *f = c->f;
  if (count == c->n_parties || count <= 1)
    return (enti_antecedent){c->parties, c->n_parties, ENT_NONE, 0.6f, true};
  const enti_entity *e = enti_coref_back(c, 0);
  for (uint32_t k = 1; e && (!e->state || e->n_refs != 1 || e->weak); k++)
    e = enti_coref_back(c, k);
  bool again = !e || e->sentence != sentence || count != c->n_parties + 1;
  for (uint32_t i = 0; !again && i < c->n_parties; i++)
    again = ent_str_eq(c->parties[i].id, e->refs[0].id);
  ent_actor_ref *refs = again ? NULL : new_refs(f, count);
  if (!refs)
    return a;
  memcpy(refs, c->parties, c->n_parties * sizeof *refs);
  refs[c->n_parties] = e->refs[0];
  refs[c->n_parties].sector = ENT_STR("");
  return (enti_antecedent){refs, count, e->mention, 0.55f, true};
}

static void emit_plural(enti_coref *c, uint32_t i)
{
  enti_finder *f = c->f;
  enti_piece *p = &f->pieces[i];
  uint32_t count = count_before(f, i), first = count > 1 ? f->pieces[i - 1].first : p->first;
  bool both = count == 2 && enti_is(enti_tok(f, f->pieces[i - 1].first), "both");
  if (c->n_parties && first && enti_same_sentence(f, first, first - 1) && enti_is(enti_tok(f, first - 1), "our")) {
    p->mention = emit_coref(c, first, p->last, our_own(c, enti_tok(f, p->first)->sentence, count), "short", (enti_entity){0});
    return;
  }
  if (!both && !determined_plural(f, first))
    return;
  static const char *const two[] = {"enemies", "rivals", "foes", "adversaries", "belligerents", "antagonists"};
  bool pair = false; /* an enemy has one enemy, where no number says otherwise */
  for (size_t k = 0; k < sizeof two / sizeof *two; k++)
    pair |= enti_is(enti_tok(f, p->last), two[k]);
  enti_antecedent a = enti_coref_several(c, enti_tok(f, p->first)->sentence, count > 1 ? count : pair ? 2 : 0, false);
  if (count <= 1)
    a.confidence -= 0.1f;
  p->mention = emit_coref(c, first, p->last, a, "short", (enti_entity){0});
}

/* Does no noun follow a number or "the pair"? "both [agreed]", "between the two[.]", "the trio [of]" counts no states. */
static bool stands_alone(const enti_finder *f, uint32_t next, bool both)
{
  if (!enti_same_sentence(f, next - 1, next))
    return !both;
  const ent_token *t = enti_tok(f, next);
  bool past = t->upos == ENT_POS_NONE && t->norm.n > 4 && ent_str_ends(t->fold, ENT_STR("ed"));
  if (enti_cue_at(f, next, ENTI_CUE_SPEECH) || t->upos == ENT_VERB || t->upos == ENT_AUX || past)
    return true;
  char c = t->norm.n ? t->norm.p[0] : ' ';
  bool ends = (t->norm.n == 1 && (c == '.' || c == ',' || c == ';' || c == ':')) || t->upos == ENT_ADP || t->upos == ENT_ADV ||
              t->upos == ENT_CCONJ || t->upos == ENT_SCONJ;
  return !both && ends && !enti_is(t, "of");
}

/* A verb right behind, of those that persons do, or in a past that has no -ed: "the four cut ties". */
static bool acts_behind(const enti_finder *f, uint32_t last)
{
  static const char *const past[] = {"cut", "met", "sent", "broke", "gave", "took", "began", "went", "came", "won", "chose", "built",
                                     "fought", "made", "spoke", "sought", "withdrew", "drew", "swore", "struck", NULL};
  return enti_same_sentence(f, last, last + 1) &&
         (enti_is_any(enti_tok(f, last + 1), past) || enti_cue_at(f, last + 1, ENTI_CUE_SPEECH));
}

/* "both agreed", "the three signed", "between the two": a number that no noun follows. */
static void emit_count(enti_coref *c, uint32_t i, uint32_t to)
{
  enti_finder *f = c->f;
  const enti_piece *p = &f->pieces[i];
  bool cut = false; /* another phrase begins: "the two, Japan", "all three joined the EU" */
  for (uint32_t k = p->last + 1; i + 1 < to && k < f->pieces[i + 1].first && k < p->last + 4; k++)
    cut |= enti_is(enti_tok(f, k), ",") || enti_is(enti_tok(f, k), "the");
  bool acts = acts_behind(f, p->last); /* "the trio accused France" */
  if (!cut && !acts && i + 1 < to && f->pieces[i + 1].first - p->last <= 3 &&
      (f->pieces[i + 1].kind == ENTI_PIECE_PLURAL || f->pieces[i + 1].kind == ENTI_PIECE_ROLE || f->pieces[i + 1].kind == ENTI_PIECE_ACTOR))
    return; /* counted there */
  bool both = enti_is(enti_tok(f, p->first), "both");
  if ((!acts && !stands_alone(f, p->last + 1, both)) || (!both && !determined_plural(f, p->first)))
    return;
  ent_str v = enti_actors_str(f->actors, p->form->value);
  uint32_t count = v.n == 1 && v.p[0] >= '2' && v.p[0] <= '9' ? (uint32_t)(v.p[0] - '0') : 2;
  enti_antecedent a = enti_coref_several(c, enti_tok(f, p->first)->sentence, count, false);
  a.confidence -= 0.15f;
  f->pieces[i].mention = emit_coref(c, p->first, p->last, a, "pronoun", (enti_entity){0});
}

/* ---- the pass -------------------------------------------------------------------------------------------------------------- */

static void emit_piece(enti_coref *c, uint32_t i, uint32_t to)
{
  enti_piece *p = &c->f->pieces[i];
  if (p->owner != ENT_NONE) {
    emit_role(c, p->owner);
    return;
  }
  switch (p->kind) {
  case ENTI_PIECE_ACTOR: case ENTI_PIECE_PERSON: case ENTI_PIECE_SURNAME: case ENTI_PIECE_NOT:
    emit_name(c, p);
    break;
  case ENTI_PIECE_ROLE: emit_role(c, i); break;
  case ENTI_PIECE_DEFINED: emit_defined(c, p); break;
  case ENTI_PIECE_NAME: emit_short(c, p); break;
  case ENTI_PIECE_PRONOUN:
    p->mention = emit_coref(c, p->first, p->last, enti_coref_pronoun(c, p), "pronoun",
                            (enti_entity){.person = ent_str_eq(enti_actors_str(c->f->actors, p->form->value), ENT_STR("he"))});
    break;
  case ENTI_PIECE_GENERIC:
    p->mention = emit_coref(c, p->first, p->last, enti_coref_generic(c, p), "short", (enti_entity){0});
    break;
  case ENTI_PIECE_HALF:
    p->mention = emit_coref(c, p->first, p->last, enti_coref_half(c, p), "short", (enti_entity){0});
    break;
  case ENTI_PIECE_PLURAL: emit_plural(c, i); break;
  case ENTI_PIECE_COUNT: emit_count(c, i, to); break;
  case ENTI_PIECE_PLACE: emit_place(c, p); break;
  case ENTI_PIECE_NONE: break;
  }
}

bool enti_corefer(enti_finder *f)
{
  enti_coref c = {.f = f};
  for (uint32_t k = 0; k < f->doc->n_sentences && !f->failed; k++)
    for (uint32_t i = f->piece_at[k]; i < f->piece_at[k + 1]; i++)
      emit_piece(&c, i, f->piece_at[k + 1]);
  return !f->failed;
}
