/* Towns and regions: "police in Marib", "the Kharkiv mayor", "shelled Idlib". A place is no actor by itself: it lends its
 * state to a role beside it (compose.c), and otherwise stays a place, like a capital behind "in". A name of several
 * towns needs a state said beside it, or one that the document speaks of; else nobody is meant. */
#include "actor/find.h"

#include <string.h>

static void drop(enti_piece *p)
{
  p->kind = ENTI_PIECE_NONE;
  p->n_readings = 0;
}

/* "Helmand province", "Lamu County": the noun belongs to the name. */
static bool noun_of_place(const ent_token *t)
{
  static const char *const nouns[] = {"province", "region", "oblast", "governorate", "county", "district", "state", "prefecture",
                                      "department", "city", "valley", "peninsula", "island", "islands", "krai", "raion", NULL};
  return enti_is_any(t, nouns);
}

static void grow(enti_finder *f, enti_piece *p)
{
  uint32_t next = p->last + 1;
  if (enti_same_sentence(f, p->last, next) && noun_of_place(enti_tok(f, next)) && !enti_piece_covering(f, next))
    p->last = next;
}

/* "in Lincoln", "near Nice"; "the city of Mary", "the governor of Maine". */
bool enti_placed(const enti_finder *f, uint32_t first)
{
  static const char *const preps[] = {"in", "near", "inside", "outside", "around", "across", NULL};
  static const char *const nouns[] = {"city", "town", "village", "port", "province", "region", "state", "county", "district", "mayor",
                                      "governor", "island", "people", "residents", "outskirts", "suburb", "streets", "capital", NULL};
  if (!first || !enti_same_sentence(f, first, first - 1))
    return false;
  const ent_token *t = enti_tok(f, first - 1);
  if (enti_is_any(t, preps))
    return true;
  return enti_is(t, "of") && first > 1 && enti_same_sentence(f, first, first - 2) && enti_is_any(enti_tok(f, first - 2), nouns);
}

/* A role right behind, in small letters: "Lincoln police". */
static bool before_role(const enti_finder *f, uint32_t i)
{
  const enti_piece *p = &f->pieces[i], *o = p + 1;
  return i + 1 < f->n_pieces && o->kind == ENTI_PIECE_ROLE && o->first == p->last + 1 && enti_same_sentence(f, p->last, o->first) &&
         !(enti_tok(f, o->first)->flags & ENT_TOKEN_CAPITAL);
}

/* Part of a longer name ("Chicago Bulls", "Jack London"), or a person's behind a title. */
static bool within_name(enti_finder *f, uint32_t i)
{
  const enti_piece *p = &f->pieces[i];
  uint32_t next = p->last + 1;
  bool behind = enti_same_sentence(f, p->last, next);
  if (behind && (enti_unknown_capital(f, next) || enti_cue_at(f, next, ENTI_CUE_BRAND)) &&
      (enti_tok(f, next)->flags & ENT_TOKEN_CAPITAL))
    return true;
  if (!p->first || !enti_same_sentence(f, p->first, p->first - 1))
    return false;
  const ent_token *before = enti_tok(f, p->first - 1);
  if (!(before->flags & ENT_TOKEN_CAPITAL))
    return false;
  if (enti_cue_at(f, p->first - 1, ENTI_CUE_TITLE) || enti_cue_at(f, p->first - 1, ENTI_CUE_BRAND_BEFORE))
    return true;
  if (i && f->pieces[i - 1].kind == ENTI_PIECE_ROLE && f->pieces[i - 1].last + 1 == p->first)
    return true; /* "President Lincoln" */
  return enti_unknown_capital(f, p->first - 1) && (!(before->flags & ENT_TOKEN_FIRST) || enti_first_is_name(f, p->first - 1));
}

/* The state said beside a place: "Hyderabad, Pakistan", "Syria's Idlib", "the Kenyan town of Lamu". 0: none. */
static uint32_t state_beside(const enti_finder *f, uint32_t i, bool *ret_sure)
{
  const enti_piece *p = &f->pieces[i];
  *ret_sure = true;
  if (i + 1 < f->n_pieces) {
    const enti_piece *o = p + 1;
    bool comma = o->first == p->last + 2 && enti_same_sentence(f, p->last, o->first) && enti_is(enti_tok(f, p->last + 1), ",");
    if (comma && o->kind == ENTI_PIECE_ACTOR && o->n_readings == 1 && enti_actors_is_state(f->actors, o->readings[0].actor) &&
        o->form->kind != ENTI_KIND_CAPITAL && o->form->kind != ENTI_KIND_ADJECTIVE)
      return o->readings[0].actor;
  }
  const enti_piece *o = i ? p - 1 : NULL;
  if (!o || o->kind != ENTI_PIECE_ACTOR || o->n_readings != 1 || !enti_same_sentence(f, o->first, p->first) ||
      p->first > o->last + 6 || !enti_actors_is_state(f->actors, o->readings[0].actor) || o->form->kind == ENTI_KIND_CAPITAL)
    return 0;
  bool owner = enti_is_possessive(enti_tok(f, o->last + 1)) && p->first == o->last + 2;
  bool noun = o->form->kind == ENTI_KIND_ADJECTIVE || enti_is_possessive(enti_tok(f, o->last + 1));
  for (uint32_t t = o->last + 1; t < p->first; t++)
    if (enti_is(enti_tok(f, t), ",") || (enti_tok(f, t)->flags & ENT_TOKEN_CAPITAL))
      return 0;
  *ret_sure = owner;
  return noun ? o->readings[0].actor : 0;
}

/* "Odessa, Texas": the United States, whatever other town has the name. */
static uint32_t american(const enti_finder *f, const enti_piece *p)
{
  uint32_t place = p->last + 2;
  if (!enti_same_sentence(f, p->last, place) || !enti_is(enti_tok(f, p->last + 1), ",") || !enti_cue_at(f, place, ENTI_CUE_US_PLACE) ||
      !(enti_tok(f, place)->flags & ENT_TOKEN_CAPITAL) || enti_is(enti_tok(f, place), "georgia"))
    return 0;
  return enti_actors_find_id(f->actors, ENT_STR("USA"));
}

static bool has_reading(enti_piece *p, uint32_t actor)
{
  for (uint32_t i = 0; i < p->n_readings; i++)
    if (p->readings[i].actor == actor) {
      p->readings[0] = p->readings[i];
      p->n_readings = 1;
      return true;
    }
  return false;
}

/* The reading whose state the document speaks of, where only one is. */
static bool by_company(const enti_finder *f, enti_piece *p)
{
  uint32_t best = 0, n = 0;
  for (uint32_t i = 0; i < p->n_readings; i++)
    if (f->counts[p->readings[i].actor]) {
      best = p->readings[i].actor;
      n++;
    }
  return n == 1 && has_reading(p, best);
}

/* One state for the place, or none. */
static bool settle(const enti_finder *f, uint32_t i)
{
  enti_piece *p = &f->pieces[i];
  bool sure = true;
  uint32_t said = american(f, p);
  if (!said)
    said = state_beside(f, i, &sure);
  if (said && !has_reading(p, said) && sure) { /* a town of the name that no table has */
    p->readings[0].actor = said;
    p->n_readings = 1;
  }
  return p->n_readings == 1 || by_company(f, p);
}

void enti_town(enti_finder *f, uint32_t i)
{
  enti_piece *p = &f->pieces[i];
  enti_sentence_case c = f->cases[enti_tok(f, p->first)->sentence];
  bool placed = enti_placed(f, p->first);
  if (!p->n_readings || p->weak || c.all_caps) {
    drop(p);
    return;
  }
  bool adjective = p->form->kind == ENTI_PLACE_ADJECTIVE;
  if (!adjective)
    grow(f, p);
  bool said = placed || before_role(f, i) || noun_of_place(enti_tok(f, p->last));
  bool doubtful = c.title || (p->form->flags & ENTI_FORM_UNSURE);
  if ((doubtful && !said) || (!c.title && within_name(f, i)) || !settle(f, i)) {
    drop(p);
    return;
  }
  p->flags = ENT_MENTION_PLACE;
  p->confidence = 0.3f;
}
