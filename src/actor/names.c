/* What each name stands for: the readings of its form that hold on the document's date, then on the days that the
 * sentence speaks of; then traps and places; at last, for forms of several states, the company that they keep.
 *
 * "In 1972 Moscow …" in a text of 2020 is the Soviet Union: where the sentence's own days allow none of the readings
 * of the document's date, and allow others, these are taken. Former states and old names always resolve. */
#include "actor/find.h"

#include <string.h>

#define MAX_READINGS 24u

typedef struct reading_set {
  enti_reading items[MAX_READINGS];
  const enti_form *forms[MAX_READINGS];
  uint32_t n;
} reading_set;

static bool overlaps(const enti_form *form, enti_period p)
{
  return form->from <= p.to && form->to >= p.from;
}

static bool holds_in_sentence(const enti_finder *f, const enti_form *form)
{
  for (uint32_t i = 0; i < f->n_periods; i++)
    if (overlaps(form, f->periods[i]))
      return true;
  return false;
}

/* Those forms for which test says yes, in order; without regard to dates when test is NULL. */
static uint32_t pick(const enti_finder *f, const enti_form *const *in, uint32_t n, const enti_form **out,
                     bool (*test)(const enti_finder *, const enti_form *))
{
  uint32_t m = 0;
  for (uint32_t i = 0; i < n; i++)
    if (!test || test(f, in[i]))
      out[m++] = in[i];
  return m;
}

static bool holds_on_document(const enti_finder *f, const enti_form *form)
{
  return overlaps(form, f->doc_period);
}

static bool runs_on(const enti_finder *f, const enti_form *form)
{
  (void)f;
  return form->to == ENTI_DAY_MAX;
}

static bool users_own(const enti_finder *f, const enti_form *form)
{
  (void)f;
  return form->flags & ENTI_FORM_ALONE;
}

static bool dated(const enti_finder *f, const enti_form *form)
{
  (void)f;
  return !(form->flags & ENTI_FORM_DEFAULT);
}

/* Narrows to those that pass, unless none does. */
static uint32_t prefer(const enti_finder *f, const enti_form **forms, uint32_t n,
                       bool (*test)(const enti_finder *, const enti_form *))
{
  const enti_form *kept[MAX_READINGS];
  uint32_t m = pick(f, forms, n, kept, test);
  if (m)
    memcpy(forms, kept, m * sizeof *kept);
  return m ? m : n;
}

/* The one whose time lies nearest to the document's. */
static uint32_t nearest(const enti_finder *f, const enti_form **forms, uint32_t n)
{
  int64_t best = INT64_MAX;
  uint32_t m = 0;
  for (uint32_t i = 0; i < n; i++) {
    int64_t after = (int64_t)f->doc_period.from - forms[i]->to, before = (int64_t)forms[i]->from - f->doc_period.to;
    int64_t gap = after > before ? after : before;
    if (gap > best)
      continue;
    m = gap < best ? 0 : m;
    best = gap;
    forms[m++] = forms[i];
  }
  return m;
}

/* Which of the forms hold; *ret_sure is false where none holds on any day that the text gives. */
static uint32_t in_time(const enti_finder *f, const enti_form **forms, uint32_t n, bool *ret_sure)
{
  const enti_form *now[MAX_READINGS], *then[MAX_READINGS];
  uint32_t n_now = f->doc_known ? pick(f, forms, n, now, holds_on_document) : 0;
  uint32_t n_then = f->n_periods ? pick(f, forms, n, then, holds_in_sentence) : 0;
  *ret_sure = true;
  if (n_now && !(f->n_periods && n_then && !pick(f, (const enti_form *const *)now, n_now, now, holds_in_sentence))) {
    n_now = pick(f, forms, n, now, holds_on_document);
    memcpy(forms, now, n_now * sizeof *now);
    return n_now;
  }
  if (n_then) {
    memcpy(forms, then, n_then * sizeof *then);
    return n_then;
  }
  *ret_sure = n_now > 0 || !f->doc_known;
  return f->doc_known ? nearest(f, forms, n) : prefer(f, forms, n, runs_on);
}

static void add_reading(enti_finder *f, reading_set *set, uint32_t actor, const enti_form *form)
{
  actor = enti_actors_checked(f->actors, actor);
  uint32_t sector = form->sector ? form->sector : enti_actors_actor(f->actors, actor)->sector;
  for (uint32_t i = 0; i < set->n; i++)
    if (set->items[i].actor == actor) {
      if (!set->items[i].sector)
        set->items[i].sector = sector;
      return;
    }
  if (set->n == MAX_READINGS)
    return;
  set->forms[set->n] = form;
  set->items[set->n++] = (enti_reading){.actor = actor, .sector = sector, .kind = (uint8_t)form->kind};
}

static bool keep(enti_finder *f, enti_piece *p, const reading_set *set)
{
  p->readings = ent_arena_array(f->arena, set->n ? set->n : 1, sizeof *p->readings);
  if (!p->readings)
    return false;
  memcpy(p->readings, set->items, set->n * sizeof *p->readings);
  p->n_readings = set->n;
  return true;
}

static float confidence_of(uint32_t kind)
{
  switch (kind) {
  case ENTI_KIND_CAPITAL: return 0.75f;
  case ENTI_KIND_ADJECTIVE: return 0.7f;
  case ENTI_KIND_DEMONYM: return 0.8f;
  case ENTI_KIND_MISSPELLING: return 0.8f;
  case ENTI_KIND_METONYM: return 0.85f;
  case ENTI_KIND_HISTORICAL: return 0.85f;
  default: return 0.95f;
  }
}

/* All forms of the piece's sort at its node that are written as the text has it (their case was checked by kind only). */
static uint32_t gather(const enti_finder *f, const enti_piece *p, const enti_form **forms)
{
  uint32_t n, m = 0;
  const enti_form *all = enti_actors_forms(f->actors, p->node, &n);
  bool exact_ok = p->form->flags & ENTI_FORM_EXACT;
  uint32_t what = p->kind == ENTI_PIECE_PLACE ? ENTI_PLACE_FORM : ENTI_ACTOR_FORM;
  for (uint32_t i = 0; i < n && m < MAX_READINGS; i++)
    if (all[i].what == what && (exact_ok || !(all[i].flags & ENTI_FORM_EXACT) || &all[i] == p->form))
      forms[m++] = &all[i];
  return m;
}

/* One form: its time only says how sure the reading is. */
static bool resolve_single(enti_finder *f, enti_piece *p, const enti_form *form)
{
  bool sure = !f->doc_known || holds_on_document(f, form) || holds_in_sentence(f, form);
  p->readings = ent_arena_alloc(f->arena, sizeof *p->readings);
  if (!p->readings)
    return false;
  *p->readings = (enti_reading){.actor = enti_actors_checked(f->actors, form->of), .kind = (uint8_t)form->kind,
                                .sector = form->sector ? form->sector : enti_actors_actor(f->actors, form->of)->sector};
  p->n_readings = 1;
  p->form = form;
  p->confidence = confidence_of(form->kind) - (sure ? 0.0f : 0.15f);
  return true;
}

static bool resolve_actor(enti_finder *f, enti_piece *p)
{
  const enti_form *forms[MAX_READINGS];
  bool sure;
  uint32_t n = gather(f, p, forms);
  if (n == 1 && forms[0]->kind != ENTI_KIND_GROUP)
    return resolve_single(f, p, forms[0]);
  n = prefer(f, forms, n, users_own);
  n = in_time(f, forms, n, &sure);
  n = prefer(f, forms, n, dated);
  reading_set set = {.n = 0};
  for (uint32_t i = 0; i < n; i++) {
    uint32_t members = 1;
    const uint32_t *of = &forms[i]->of;
    if (forms[i]->kind == ENTI_KIND_GROUP)
      of = enti_actors_group(f->actors, forms[i]->of, &members);
    for (uint32_t k = 0; k < members; k++)
      add_reading(f, &set, of[k], forms[i]);
  }
  uint32_t kind = n ? forms[0]->kind : 0;
  if (kind == ENTI_KIND_GROUP)
    p->flags |= ENT_MENTION_GROUP;
  else if (set.n > 1)
    p->flags |= ENT_MENTION_AMBIGUOUS;
  p->confidence = confidence_of(kind) - (sure ? 0.0f : 0.15f);
  if (n)
    p->form = forms[0];
  return keep(f, p, &set);
}

#define COMPANY_REACH 20u /* pieces */

/* A name of one word in a line of capitals needs company: a role behind it, or a name that capitals do not change. */
static bool has_company(const enti_finder *f, uint32_t i)
{
  const enti_piece *p = &f->pieces[i];
  uint32_t s = enti_tok(f, p->first)->sentence;
  uint32_t from = f->piece_at[s], to = f->piece_at[s + 1];
  from = i > from + COMPANY_REACH ? i - COMPANY_REACH : from;
  to = to > i + COMPANY_REACH ? i + COMPANY_REACH : to;
  for (uint32_t k = from; k < to; k++) {
    const enti_piece *o = &f->pieces[k];
    if (k == i)
      continue;
    if (o->kind == ENTI_PIECE_ROLE && o->first <= p->last + 2 && o->first > p->last)
      return true;
    if ((o->kind == ENTI_PIECE_ACTOR || o->kind == ENTI_PIECE_PERSON) && !o->weak)
      return true;
    if (o->kind == ENTI_PIECE_ACTOR && k + 1 < to && f->pieces[k + 1].kind == ENTI_PIECE_ROLE &&
        f->pieces[k + 1].first == o->last + 1)
      return true; /* "US TROOPS" elsewhere in the line */
    if (o->kind == ENTI_PIECE_ACTOR && (o->first == p->last + 2 || p->first == o->last + 2))
      return true; /* "US, TURKEY", "TURKEY AND US": one token between */
  }
  return false;
}

static void count(enti_finder *f, const enti_piece *p)
{
  bool clear = p->n_readings == 1 || (p->flags & ENT_MENTION_GROUP);
  for (uint32_t i = 0; clear && i < p->n_readings && (p->kind == ENTI_PIECE_ACTOR || p->kind == ENTI_PIECE_PERSON); i++) {
    uint16_t *c = &f->counts[p->readings[i].actor];
    *c = (uint16_t)(*c + (*c < UINT16_MAX));
  }
}

static bool resolve_piece(enti_finder *f, uint32_t i)
{
  enti_piece *p = &f->pieces[i];
  if (p->kind == ENTI_PIECE_ACTOR) {
    if (!resolve_actor(f, p))
      return false;
    if (p->weak && !has_company(f, i)) {
      p->kind = ENTI_PIECE_NOT;
      return true;
    }
    enti_trap(f, i);
    if (p->kind == ENTI_PIECE_ACTOR)
      enti_place(f, i);
    count(f, p);
  } else if (p->kind == ENTI_PIECE_PLACE) {
    return resolve_actor(f, p);
  } else if (p->kind == ENTI_PIECE_PERSON) {
    enti_person_readings(f, p);
    count(f, p);
  }
  return !f->failed;
}

bool enti_resolve_names(enti_finder *f)
{
  f->time_at = f->n_periods = 0;
  f->paragraph = ENT_NONE;
  for (uint32_t k = 0; k < f->doc->n_sentences; k++) {
    if (f->piece_at[k] == f->piece_at[k + 1] && !f->doc->n_times)
      continue;
    enti_periods(f, &f->doc->sentences[k]);
    for (uint32_t i = f->piece_at[k]; i < f->piece_at[k + 1]; i++)
      if (!resolve_piece(f, i))
        return false;
  }
  enti_resolve_context(f);
  return true;
}

/* "Korean" is South Korean where the document speaks of South Korea alone, or far more of it. Where it does not, both
 * readings stay. */
static void resolve_ambiguous(enti_finder *f, enti_piece *p)
{
  uint32_t best = ENT_NONE, second = 0, most = 0;
  for (uint32_t i = 0; i < p->n_readings; i++) {
    uint32_t c = f->counts[p->readings[i].actor];
    if (c > most) {
      second = most;
      most = c;
      best = i;
    } else if (c > second) {
      second = c;
    }
  }
  if (best == ENT_NONE || second * 2 > most)
    return;
  p->readings[0] = p->readings[best];
  p->n_readings = 1;
  p->flags &= ~(uint32_t)ENT_MENTION_AMBIGUOUS;
  p->confidence = second ? 0.55f : 0.7f;
}

/* The actors against which words of the text speak ("Atlanta": not the state of Georgia), unless the text also has
 * another form of theirs, a capital or an adjective. At most MAX_SPOKEN are looked at: one pass each. */
#define MAX_SPOKEN 32u

static uint32_t spoken_against(const enti_finder *f, uint32_t out[MAX_SPOKEN])
{
  uint32_t n_out = 0;
  for (size_t i = 0; i + 1 < f->n_against; i += 2) {
    uint32_t n;
    const uint32_t *ids = enti_actors_group(f->actors, f->against[i], &n);
    for (uint32_t k = 0; k < n && n_out < MAX_SPOKEN; k++) {
      bool known = false;
      for (uint32_t j = 0; j < n_out; j++)
        known |= out[j] == ids[k];
      if (!known)
        out[n_out++] = ids[k];
    }
  }
  for (size_t i = 0; i < f->n_pieces && n_out; i++) {
    const enti_piece *o = &f->pieces[i];
    bool other = o->kind == ENTI_PIECE_ACTOR && o->n_readings == 1 && o->form->kind > ENTI_KIND_SHORT;
    for (uint32_t j = 0; other && j < n_out; j++)
      if (out[j] == o->readings[0].actor)
        out[j] = 0;
  }
  return n_out;
}

void enti_resolve_context(enti_finder *f)
{
  uint32_t against[MAX_SPOKEN], n_against = f->n_against ? spoken_against(f, against) : 0;
  for (size_t i = 0; i < f->n_pieces; i++) {
    enti_piece *p = &f->pieces[i];
    if (p->kind != ENTI_PIECE_ACTOR || !p->n_readings)
      continue;
    if (p->flags & ENT_MENTION_AMBIGUOUS)
      resolve_ambiguous(f, p);
    bool one_word = (p->form->flags & ENTI_FORM_ONE_WORD) && p->form->kind <= ENTI_KIND_SHORT;
    for (uint32_t j = 0; one_word && j < n_against; j++)
      if (against[j] && against[j] == p->readings[0].actor)
        p->kind = ENTI_PIECE_NOT;
  }
  for (size_t i = 0; i < f->n_pieces; i++)
    if (f->pieces[i].kind == ENTI_PIECE_PLACE)
      enti_town(f, (uint32_t)i);
}
