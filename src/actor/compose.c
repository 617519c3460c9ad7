/* Roles take up what stands beside them: "South Korean Foreign Minister Cho Tae-yul" is one piece, KOR.GOV, whoever
 * Cho may be. In order: chains of roles ("army chief"), the actor on the left ("Mali's new prime minister") or behind
 * "of" ("the president of Mali"), the name on the right; then surnames, which know their titles now; then sectors
 * shared by coordination ("Chinese and Russian warships").
 *
 * Works on the row of words; where the grammar has tagged them its tags decide which words may stand between. */
#include "actor/find.h"

#include "base/vec.h"

#include <string.h>

#define MAX_GAP 4u  /* words between a state and its role */
#define MAX_NAME 5u /* tokens of an unknown person's name */

static ent_str sector_text(const enti_finder *f, uint32_t sector)
{
  return enti_actors_str(f->actors, sector);
}

static bool has_sector(const enti_finder *f, uint32_t sector, const char *const *list)
{
  for (; *list; list++)
    if (ent_str_eq(sector_text(f, sector), ent_str_of(*list)))
      return true;
  return false;
}

/* ---- chains -------------------------------------------------------------------------------------------------- */

/* "army chief" is MIL, "rebel soldiers" REB, "government troops" MIL: a person takes the sector of the body before it,
 * and those who stand against a government keep theirs. */
static uint32_t chained_sector(const enti_finder *f, const enti_form *before, uint32_t sector_before, const enti_form *head)
{
  static const char *const against[] = {"REB", "OPP", "CRM", "UAF", "ELI", NULL};
  if (has_sector(f, sector_before, against))
    return sector_before;
  return head->kind == ENTI_ROLE_PERSON && before->kind != ENTI_ROLE_PERSON ? sector_before : head->sector;
}

static void chain_roles(enti_finder *f, uint32_t from, uint32_t to)
{
  for (uint32_t i = from; i < to; i++) {
    enti_piece *p = &f->pieces[i];
    if (p->kind != ENTI_PIECE_ROLE || p->owner != ENT_NONE)
      continue;
    p->sector = p->form->sector;
    p->head_node = p->node;
    for (uint32_t k = i + 1; k < to; k++) {
      enti_piece *next = &f->pieces[k];
      uint32_t gap = next->first - p->last - 1;
      bool joined = gap == 0 || (gap == 1 && enti_cue_at(f, p->last + 1, ENTI_CUE_MODIFIER));
      if (next->kind != ENTI_PIECE_ROLE || !joined)
        break;
      p->sector = chained_sector(f, p->form, p->sector, next->form);
      p->form = next->form;
      p->head_node = next->node;
      p->last = next->last;
      next->owner = i;
    }
  }
}

/* ---- the actor of a role ---------------------------------------------------------------------------------------- */

static bool may_modify(const enti_finder *f, uint32_t token, bool after_possessive)
{
  const ent_token *t = enti_tok(f, token);
  if (f->cues[token] & (1u << ENTI_CUE_MODIFIER | 1u << ENTI_CUE_FORMER))
    return true;
  if (enti_is_hyphen(t))
    return true;
  if (t->upos != ENT_POS_NONE)
    return t->upos == ENT_ADJ || (t->upos == ENT_NOUN && ent_rel_base(t->rel) == ENT_COMPOUND) || t->upos == ENT_NUM ||
           (t->upos == ENT_VERB && ent_rel_base(t->rel) == ENT_AMOD) || (t->upos == ENT_ADV && after_possessive);
  bool word = t->norm.n > 3 && t->norm.p[0] >= 'a' && t->norm.p[0] <= 'z';
  return after_possessive && word && !(f->cues[token] & (1u << ENTI_CUE_SPEECH | 1u << ENTI_CUE_PLACE_PREP));
}

/* Can the words between a piece and a role join them? Sets *former where one of them says so. */
static bool gap_joins(const enti_finder *f, const enti_piece *m, const enti_piece *role, bool possessive_form, bool *former)
{
  uint32_t at = m->last + 1, gap = role->first - at;
  bool possessive = possessive_form;
  if (gap && enti_is_possessive(enti_tok(f, at))) {
    possessive = true;
    at++;
  } else if (gap && enti_is(enti_tok(f, at), "'s")) {
    at++;
  }
  if (role->first - at > MAX_GAP)
    return false;
  bool hyphen = gap > 1 && enti_is_hyphen(enti_tok(f, at));
  if (hyphen && (f->cues[at + 1] & (1u << ENTI_CUE_MADE | 1u << ENTI_CUE_PLACE_NOUN)))
    return false; /* "Seoul-based company", "Russian-backed rebels" */
  for (; at < role->first; at++) {
    if (!may_modify(f, at, possessive))
      return false;
    *former |= enti_cue_at(f, at, ENTI_CUE_FORMER);
  }
  return true;
}

static bool is_possessive_pronoun(const enti_finder *f, const enti_piece *p)
{
  static const char *const words[] = {"its", "their", "his", "her", "our", NULL};
  return p->kind == ENTI_PIECE_PRONOUN && enti_is_any(enti_tok(f, p->first), words);
}

static bool followed_by_possessive(const enti_finder *f, const enti_piece *p)
{
  return enti_same_sentence(f, p->last, p->last + 1) && enti_is_possessive(enti_tok(f, p->last + 1));
}

/* May a piece be the actor of a role on its right? */
static bool can_own_left(const enti_finder *f, const enti_piece *m, const enti_piece *role)
{
  switch (m->kind) {
  case ENTI_PIECE_ACTOR:
  case ENTI_PIECE_DEFINED:
  case ENTI_PIECE_PLACE:
    return true;
  case ENTI_PIECE_PRONOUN:
    return is_possessive_pronoun(f, m);
  case ENTI_PIECE_GENERIC:
  case ENTI_PIECE_HALF:
    return followed_by_possessive(f, m);
  case ENTI_PIECE_PERSON:
  case ENTI_PIECE_SURNAME: /* "Putin's spokesman", "the Biden administration" */
    return followed_by_possessive(f, m) || role->form->kind == ENTI_ROLE_BODY;
  default:
    return false;
  }
}

static bool take_left(enti_finder *f, uint32_t from, uint32_t i)
{
  enti_piece *role = &f->pieces[i];
  for (uint32_t k = i; k-- > from;) {
    enti_piece *m = &f->pieces[k];
    if (m->owner != ENT_NONE && f->pieces[m->owner].kind == ENTI_PIECE_ROLE && m->kind == ENTI_PIECE_ROLE)
      continue; /* the inside of a chain */
    bool former = false;
    if (m->kind == ENTI_PIECE_ROLE && m->owner == ENT_NONE && m->mod != ENT_NONE && m->name == ENT_NONE) {
      uint32_t gap = role->first - m->last - 1; /* "Japan's prime minister and foreign minister" */
      if (gap == 1 && enti_is(enti_tok(f, m->last + 1), "and"))
        role->mod = m->mod;
      return role->mod != ENT_NONE;
    }
    if (!can_own_left(f, m, role) || !gap_joins(f, m, role, is_possessive_pronoun(f, m), &former))
      return false;
    role->mod = k;
    role->former |= former;
    if (m->owner == ENT_NONE && m->kind != ENTI_PIECE_PRONOUN)
      m->owner = i;
    return true;
  }
  return false;
}

/* "Lawmakers in Caracas", "the junta in Niamey": whoever rules there. Not "leaders in Vilnius", who may be guests. */
static bool sits_in_capital(const enti_finder *f, const enti_piece *role)
{
  static const char *const sectors[] = {"LEG", "JUD", "MIL", NULL};
  static const char *const words[] = {"officials", "authorities", "government", "junta", "regime", "rulers", "policymakers", NULL};
  return enti_is_any(enti_tok(f, role->last), words) || has_sector(f, role->sector, sectors);
}

/* "Police in Marib", "a court in Lucknow", "lawmakers in Kharkiv". Troops and envoys may be another state's. */
static bool sits_in_town(const enti_finder *f, const enti_piece *role)
{
  static const char *const sectors[] = {"LEG", "JUD", "COP", "REB", "OPP", "CVL", "LAB", "EDU", "MED", "CRM", "AGR", "SOC", NULL};
  static const char *const words[] = {"officials", "official", "authorities", "mayor", "governor", "government", "prosecutors",
                                      "administration", "council", NULL};
  return enti_is_any(enti_tok(f, role->last), words) || has_sector(f, role->sector, sectors);
}

/* "the president of the United States", "troops from Nigeria", "rebels in Mali". */
static void take_right(enti_finder *f, uint32_t i, uint32_t to)
{
  static const char *const local[] = {"REB", "OPP", "CVL", "LAB", "EDU", "UAF", "CRM", "SOC", NULL};
  enti_piece *role = &f->pieces[i];
  uint32_t k = i + 1;
  while (k < to && (f->pieces[k].owner == i || f->pieces[k].kind == ENTI_PIECE_COUNT))
    k++; /* the inside of a chain; "both" */
  if (k >= to)
    return;
  enti_piece *m = &f->pieces[k];
  uint32_t at = role->last + 1;
  bool town = m->kind == ENTI_PIECE_PLACE && m->form->kind != ENTI_PLACE_ADJECTIVE;
  if ((m->kind != ENTI_PIECE_ACTOR && !town) || m->owner != ENT_NONE || m->first <= at || m->first > at + 3)
    return;
  bool several = role->form->kind == ENTI_ROLE_GROUP || (role->form->flags & ENTI_FORM_PLURAL) || role->form->kind == ENTI_ROLE_BODY;
  const ent_token *prep = enti_tok(f, at);
  bool joins = enti_is(prep, "of") || (enti_is(prep, "from") && several) ||
               (enti_is(prep, "from") && enti_is(enti_tok(f, role->last), "counterpart")) ||
               (enti_is(prep, "in") && several && has_sector(f, role->sector, local)) ||
               (enti_is(prep, "in") && m->form && m->form->kind == ENTI_KIND_CAPITAL && sits_in_capital(f, role)) ||
               (enti_is(prep, "in") && town && sits_in_town(f, role));
  for (at++; joins && at < m->first; at++)
    joins = enti_is(enti_tok(f, at), "the") || enti_is(enti_tok(f, at), "both") || enti_cue_at(f, at, ENTI_CUE_MODIFIER);
  if (!joins)
    return;
  role->mod = k;
  m->owner = i;
  m->flags &= ~(uint32_t)ENT_MENTION_PLACE;
}

/* ---- the name beside a role -------------------------------------------------------------------------------------- */

/* The end of the run of name-like tokens from `at`: capitals that nothing explains, particles and hyphens among them. */
static uint32_t name_end(enti_finder *f, uint32_t at)
{
  uint32_t end = at;
  for (uint32_t i = at; i < at + MAX_NAME && enti_same_sentence(f, at, i); i++) {
    const enti_piece *p = enti_unknown_capital(f, i) ? enti_piece_covering(f, i) : NULL;
    if (p && p->first == i && p->last > i) {
      end = p->last + 1; /* "Correia e Silva" */
      i = p->last;
    } else if (enti_unknown_capital(f, i))
      end = i + 1;
    else if (i == at || !(enti_is_hyphen(enti_tok(f, i)) || enti_cue_at(f, i, ENTI_CUE_PARTICLE) || end != i || enti_tok(f, i - 1)->norm.n == 0))
      break;
    else if (!enti_is_hyphen(enti_tok(f, i)) && !enti_cue_at(f, i, ENTI_CUE_PARTICLE) && enti_tok(f, i)->norm.n > 2 &&
             !enti_is_hyphen(enti_tok(f, i - 1)))
      break;
    else if (enti_is_hyphen(enti_tok(f, i - 1)))
      end = i + 1; /* Tae-yul */
  }
  return end;
}

static bool add_alias(enti_finder *f, uint32_t token, uint32_t role)
{
  if (enti_tok(f, token)->norm.n < 2)
    return true;
  if (!enti_grow(f->arena, (void **)&f->aliases, f->n_aliases, &f->cap_aliases, sizeof *f->aliases))
    return false;
  f->aliases[f->n_aliases++] = (enti_alias){.text = enti_tok(f, token)->fold, .piece = role, .mention = ENT_NONE, .token = token};
  return true;
}

/* A person whom no table knows is called by the last word later on, or by the first where a hyphen or a third word
 * says that the surname may stand first. */
static bool add_person_aliases(enti_finder *f, uint32_t first, uint32_t end, uint32_t role)
{
  bool hyphen = false;
  for (uint32_t i = first; i < end; i++)
    hyphen |= enti_is_hyphen(enti_tok(f, i));
  if (!hyphen && !add_alias(f, end - 1, role))
    return false;
  bool several = hyphen || end - first == 3;
  return !several || add_alias(f, first, role);
}

static bool take_unknown_name(enti_finder *f, uint32_t i, uint32_t to, uint32_t at)
{
  enti_piece *role = &f->pieces[i];
  uint32_t end = name_end(f, at);
  if (end == at)
    return true;
  bool surname_only = false;
  for (uint32_t k = i + 1; k < to && f->pieces[k].first < end; k++)
    if (f->pieces[k].kind == ENTI_PIECE_SURNAME && f->pieces[k].first >= at) {
      surname_only = f->pieces[k].first == at && f->pieces[k].last + 1 == end;
      f->pieces[k].owner = i;
      role->name = k;
    }
  if (surname_only)
    return true;
  role->name = ENT_NONE;
  role->last = end - 1;
  return add_person_aliases(f, at, end, i);
}

/* "Prime Minister Montenegro": a state's name that is also the surname of somebody, behind a title. */
static void surname_of_state(enti_finder *f, uint32_t i, uint32_t to, uint32_t at)
{
  for (uint32_t k = i + 1; k < to && f->pieces[k].first <= at; k++) {
    enti_piece *p = &f->pieces[k];
    bool surname = p->first == at && p->kind == ENTI_PIECE_ACTOR && p->owner == ENT_NONE &&
                   (f->actors->nodes[p->node].what >> ENTI_SURNAME_FORM & 1u);
    if (!surname)
      continue;
    p->kind = ENTI_PIECE_SURNAME;
    p->n_readings = 0;
    p->flags = 0;
  }
}

static bool take_name(enti_finder *f, uint32_t i, uint32_t to)
{
  enti_piece *role = &f->pieces[i];
  bool over = role->former || ent_str_eq(sector_text(f, role->sector), ENT_STR("ELI"));
  if (role->form->kind != ENTI_ROLE_PERSON || (role->form->flags & ENTI_FORM_PLURAL))
    return true;
  uint32_t at = (role->mod != ENT_NONE && f->pieces[role->mod].first > role->last ? f->pieces[role->mod].last : role->last) + 1;
  for (uint32_t k = i + 1; k < to && !over && f->pieces[k].first <= at; k++)
    if (f->pieces[k].kind == ENTI_PIECE_PERSON && f->pieces[k].first == at) {
      f->pieces[k].owner = i;
      role->name = k;
      enti_person_titled(f, &f->pieces[k]);
      return true;
    }
  if (!enti_same_sentence(f, role->last, at))
    return true;
  if (!over && role->mod == ENT_NONE)
    surname_of_state(f, i, to, at);
  enti_sentence_case c = f->cases[enti_tok(f, role->first)->sentence];
  if (enti_is(enti_tok(f, at), ",") && role->mod != ENT_NONE && !over && !c.all_caps) {
    uint32_t end = name_end(f, at + 1); /* "Nigeria's army chief, Name Surname, said" */
    bool closed = end > at + 2 && enti_same_sentence(f, at, end) && enti_is(enti_tok(f, end), ",");
    return !closed || add_person_aliases(f, at + 1, end, i);
  }
  if (over || at != role->last + 1)
    return true;
  if (!c.title && !c.all_caps)
    return take_unknown_name(f, i, to, at);
  for (uint32_t k = i + 1; k < to && f->pieces[k].first <= at; k++)
    if (f->pieces[k].kind == ENTI_PIECE_SURNAME && f->pieces[k].first == at) {
      f->pieces[k].owner = i;
      role->name = k;
    }
  return true;
}

/* ---- coordination -------------------------------------------------------------------------------------------------- */

static bool joined_by_and(const enti_finder *f, const enti_piece *a, const enti_piece *b)
{
  uint32_t gap = b->first - a->last - 1;
  const ent_token *t = enti_tok(f, a->last + 1), *u = gap == 2 ? enti_tok(f, a->last + 2) : NULL;
  if (gap == 1)
    return enti_is(t, "and") || enti_is(t, ",") || enti_is(t, "or") || enti_is(t, "&");
  return gap == 2 && ((enti_is(t, ",") && enti_is(u, "and")) || (enti_is(t, "and") && enti_is(u, "the")) ||
                      (enti_is(t, ",") && enti_is(u, "the")));
}

/* "Chinese and Russian warships": the first adjective takes the sector too. A full name does only behind "of". */
static void share_sector(enti_finder *f, uint32_t from, uint32_t i, uint32_t to)
{
  enti_piece *role = &f->pieces[i];
  uint32_t mod = role->mod;
  if (mod == ENT_NONE || f->pieces[mod].kind != ENTI_PIECE_ACTOR)
    return;
  if (f->pieces[mod].first > role->first) {
    for (uint32_t k = mod + 1; k < to && f->pieces[k].kind == ENTI_PIECE_ACTOR && f->pieces[k].owner == ENT_NONE &&
                               joined_by_and(f, &f->pieces[k - 1], &f->pieces[k]); k++) {
      f->pieces[k].sector = role->sector;
      f->pieces[k].flags &= ~(uint32_t)ENT_MENTION_PLACE;
    }
    return;
  }
  bool possessive = enti_is_possessive(enti_tok(f, f->pieces[mod].last + 1));
  for (uint32_t k = mod; k-- > from;) {
    enti_piece *o = &f->pieces[k];
    bool short_form = o->kind == ENTI_PIECE_ACTOR && (o->form->kind == ENTI_KIND_ADJECTIVE || o->form->kind == ENTI_KIND_SHORT ||
                                                       o->form->kind == ENTI_KIND_ACRONYM);
    if (!short_form || possessive || o->owner != ENT_NONE || !joined_by_and(f, o, &f->pieces[k + 1]))
      return;
    o->sector = role->sector;
  }
}

/* "Lebanese militant group Hezbollah", "the paramilitary Rapid Support Forces": the words before the body's own name
 * describe it and are no actor of their own. */
static bool describes_body(const enti_finder *f, uint32_t i, uint32_t to)
{
  const enti_piece *role = &f->pieces[i];
  uint32_t k = i + 1, at = role->last + 1;
  while (k < to && f->pieces[k].owner == i)
    k++;
  if (k < to && f->pieces[k].kind == ENTI_PIECE_GENERIC && f->pieces[k].first == at)
    at = f->pieces[k++].last + 1;
  bool person = role->form->kind == ENTI_ROLE_PERSON && !(role->form->flags & ENTI_FORM_PLURAL) && at == role->last + 1;
  return k < to && !person && f->pieces[k].kind == ENTI_PIECE_ACTOR && f->pieces[k].first == at && f->pieces[k].n_readings &&
         !enti_actors_is_state(f->actors, f->pieces[k].readings[0].actor);
}

/* Takes a role out of play, with the inside of its chain. */
static void drop_role(enti_finder *f, uint32_t i, uint32_t to)
{
  f->pieces[i].kind = ENTI_PIECE_NONE;
  for (uint32_t k = i + 1; k < to && f->pieces[k].owner == i; k++) {
    f->pieces[k].kind = ENTI_PIECE_NONE;
    f->pieces[k].owner = ENT_NONE;
  }
}

bool enti_compose(enti_finder *f, uint32_t sentence)
{
  uint32_t from = f->piece_at[sentence], to = f->piece_at[sentence + 1];
  chain_roles(f, from, to);
  for (uint32_t i = from; i < to; i++) {
    enti_piece *p = &f->pieces[i];
    if (p->kind != ENTI_PIECE_ROLE || p->owner != ENT_NONE)
      continue;
    if (describes_body(f, i, to)) {
      drop_role(f, i, to);
      continue;
    }
    p->former = p->first && enti_same_sentence(f, p->first, p->first - 1) && enti_cue_at(f, p->first - 1, ENTI_CUE_FORMER);
    if (!take_left(f, from, i))
      take_right(f, i, to);
    if (p->mod != ENT_NONE && f->pieces[p->mod].first)
      p->former |= enti_same_sentence(f, p->first, f->pieces[p->mod].first - 1) &&
                   enti_cue_at(f, f->pieces[p->mod].first - 1, ENTI_CUE_FORMER);
    if (!take_name(f, i, to))
      return false;
    share_sector(f, from, i, to);
  }
  for (uint32_t i = from; i < to; i++)
    if (f->pieces[i].kind == ENTI_PIECE_SURNAME) {
      enti_resolve_surname(f, i);
      if (f->pieces[i].n_readings == 1)
        f->counts[f->pieces[i].readings[0].actor] |= 1;
    }
  return !f->failed;
}
