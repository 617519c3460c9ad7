/* A capital that acts ("Seoul said") means its state; one in which things happen ("in Seoul", "the Geneva talks") is
 * a place, and so is a state behind "in". Such mentions are kept, with the flag PLACE, and capitals with little
 * confidence. "to" and "from" make a place only near a verb of motion. */
#include "actor/find.h"

#define MOTION_REACH 5u /* tokens before "to Seoul" in which a verb of motion counts */

static bool motion_near(const enti_finder *f, uint32_t token)
{
  for (uint32_t k = 1; k <= MOTION_REACH && token >= k; k++) {
    if (!enti_same_sentence(f, token, token - k))
      return false;
    if (enti_cue_at(f, token - k, ENTI_CUE_MOTION))
      return true;
  }
  return false;
}

/* Only words that bring the place nearer to its preposition: "in downtown Seoul", "near the Russian capital Moscow". */
static uint32_t preposition_before(const enti_finder *f, uint32_t first)
{
  for (uint32_t k = 1; k <= 2 && first >= k; k++) {
    uint32_t at = first - k;
    if (!enti_same_sentence(f, first, at))
      return ENT_NONE;
    const ent_token *t = enti_tok(f, at);
    if (enti_cue_at(f, at, ENTI_CUE_PLACE_PREP) || enti_is(t, "to") || enti_is(t, "from") || enti_cue_at(f, at, ENTI_CUE_MOTION))
      return at;
    if (!enti_is(t, "the") && !enti_cue_at(f, at, ENTI_CUE_MODIFIER))
      return ENT_NONE;
  }
  return ENT_NONE;
}

/* "in Japan" is a place; "fired at Israel", "into Ukraine" say who is hit. */
static bool holds_states(const ent_token *t)
{
  return enti_is(t, "in") || enti_is(t, "inside") || enti_is(t, "within") || enti_is(t, "across") || enti_is(t, "throughout") ||
         enti_is(t, "near") || enti_is(t, "outside") || enti_is(t, "around") || enti_is(t, "via");
}

static bool place_before(const enti_finder *f, const enti_piece *p, bool capital)
{
  uint32_t at = preposition_before(f, p->first);
  if (at == ENT_NONE)
    return false;
  if (enti_cue_at(f, at, ENTI_CUE_PLACE_PREP))
    return capital || holds_states(enti_tok(f, at));
  if (enti_is(enti_tok(f, at), "to") || enti_is(enti_tok(f, at), "from"))
    return capital && motion_near(f, at);
  return capital && at + 1 == p->first; /* "visited Seoul", "left Moscow" */
}

/* "Geneva talks", "Seoul-based", "Washington summit", "Moscow, Russia". */
static bool place_behind(const enti_finder *f, const enti_piece *p)
{
  uint32_t next = p->last + 1;
  if (!enti_same_sentence(f, p->last, next))
    return false;
  if (enti_is_hyphen(enti_tok(f, next)))
    next++;
  return enti_same_sentence(f, p->last, next) && enti_cue_at(f, next, ENTI_CUE_PLACE_NOUN) &&
         !enti_cue_at(f, next, ENTI_CUE_STATE_ACTS);
}

/* Coordinated with a place: "in Seoul and Tokyo". */
static bool place_by_company(const enti_finder *f, uint32_t i)
{
  if (i == 0)
    return false;
  const enti_piece *p = &f->pieces[i], *o = &f->pieces[i - 1];
  if (o->kind != ENTI_PIECE_ACTOR || !(o->flags & ENT_MENTION_PLACE) || !enti_same_sentence(f, o->first, p->first))
    return false;
  uint32_t gap = p->first - o->last - 1;
  if (gap == 1)
    return enti_is(enti_tok(f, o->last + 1), "and") || enti_is(enti_tok(f, o->last + 1), ",") ||
           enti_is(enti_tok(f, o->last + 1), "or");
  return gap == 2 && enti_is(enti_tok(f, o->last + 1), ",") && enti_is(enti_tok(f, o->last + 2), "and");
}

static bool possessive_behind(const enti_finder *f, const enti_piece *p)
{
  return enti_same_sentence(f, p->last, p->last + 1) && enti_is_possessive(enti_tok(f, p->last + 1));
}

void enti_place(enti_finder *f, uint32_t i)
{
  enti_piece *p = &f->pieces[i];
  if (!p->n_readings || (p->form->flags & ENTI_FORM_ALONE))
    return;
  uint32_t kind = p->form->kind;
  bool capital = kind == ENTI_KIND_CAPITAL, state = kind <= ENTI_KIND_HISTORICAL;
  if (!capital && !(state && enti_actors_is_state(f->actors, p->readings[0].actor)))
    return;
  if (possessive_behind(f, p))
    return; /* "in Washington's view", "in Japan's interest" */
  bool before = place_before(f, p, capital) || place_by_company(f, i);
  if (!before && !(capital && place_behind(f, p)))
    return;
  p->flags |= ENT_MENTION_PLACE;
  p->confidence = capital ? 0.3f : 0.65f;
}
