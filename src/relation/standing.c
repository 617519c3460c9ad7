/* An actor's posture from the reference base: on whom it leans, by kind of tie and by area (relation.h). */
#include "relation/areas.h"
#include "relation/field.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const kinds[ENT_TIE_KINDS] = {"alliance", "base", "treaty", "partnership", "membership", "arms", "relations",
                                                 "adverse"};

const char *ent_tie_kind_text(ent_tie_kind kind)
{
  return (unsigned)kind < ENT_TIE_KINDS ? kinds[kind] : "";
}

bool ent_tie_is_pillar(ent_tie_kind kind)
{
  return kind == ENT_TIE_ALLIANCE || kind == ENT_TIE_BASE || kind == ENT_TIE_TREATY || kind == ENT_TIE_PARTNERSHIP ||
         kind == ENT_TIE_ARMS;
}

static bool in_force(const ent_dyad_tie *t, int32_t day)
{
  ent_tie_span s = enti_tie_span(t);
  return (!ent_date_known(s.start) || s.start.day <= day) && (!ent_date_known(s.end) || ent_date_last(s.end) > day);
}

/* The day from which a partner is gone and ties nobody, whatever the tables leave open. */
static int32_t gone_from(const ent_sources *sources, ent_str partner)
{
  ent_actor_info info;
  const bool ends = ent_actors_info(sources->actors, partner, ENT_NO_DATE, &info) && ent_date_known(info.end);
  return ends ? ent_date_last(info.end) : INT32_MAX;
}

/* ---- one part --------------------------------------------------------------------------------------------------------- */

typedef struct pile { /* weights by partner */
  ent_standing_partner *items;
  size_t n, n_ties;
} pile;

typedef struct chooser { /* which ties go into a part */
  bool pillars, areas;   /* only pillars; pillars and memberships */
  int kind;              /* −1: any */
  ent_str area;          /* empty: any */
} chooser;

static bool chosen(const chooser *c, const ent_standing_tie *t)
{
  if (c->pillars && !ent_tie_is_pillar(t->tie.kind))
    return false;
  if (c->areas && !ent_tie_is_pillar(t->tie.kind) && t->tie.kind != ENT_TIE_MEMBERSHIP)
    return false;
  if (c->kind >= 0 && (int)t->tie.kind != c->kind)
    return false;
  return !c->area.n || ent_str_eq(c->area, t->area);
}

static bool pile_up(const ent_standing *s, const chooser *c, ent_arena *arena, pile *ret)
{
  *ret = (pile){.items = ent_arena_array(arena, s->n_ties + 1, sizeof *ret->items)};
  for (size_t i = 0; ret->items && i < s->n_ties; i++) {
    size_t k = 0;
    if (!chosen(c, &s->ties[i]))
      continue;
    while (k < ret->n && !ent_str_eq(ret->items[k].partner, s->ties[i].tie.partner))
      k++;
    if (k == ret->n)
      ret->items[ret->n++] = (ent_standing_partner){s->ties[i].tie.partner, 0, NAN};
    ret->items[k].weight += fabs(s->ties[i].tie.weight);
    ret->n_ties++;
  }
  return ret->items != NULL;
}

static int heaviest(const void *x, const void *y)
{
  const ent_standing_partner *a = x, *b = y;
  if (a->weight != b->weight)
    return a->weight > b->weight ? -1 : 1;
  return ent_str_cmp(a->partner, b->partner);
}

/* What part changed hands since the date before, over the partners of either. */
static ent_status shift(const pile *now, const pile *before, ent_arena *arena, double *ret, ent_error *err)
{
  size_t n = now->n;
  double *is = ent_arena_array(arena, now->n + before->n + 1, sizeof *is);
  double *was = ent_arena_array(arena, now->n + before->n + 1, sizeof *was);
  if (!is || !was)
    return enti_no_memory(err);
  for (size_t i = 0; i < now->n; i++)
    is[i] = now->items[i].weight;
  for (size_t i = 0; i < before->n; i++) {
    size_t k = 0;
    while (k < now->n && !ent_str_eq(now->items[k].partner, before->items[i].partner))
      k++;
    was[k < now->n ? k : n++] = before->items[i].weight;
  }
  return ent_posture_shift(was, is, n, NULL, ret, err);
}

static ent_status part_of(const ent_standing *s, const ent_standing *before, const chooser *c, ent_arena *arena, pile *now,
                          ent_standing_part *ret, ent_error *err)
{
  pile old;
  if (!pile_up(s, c, arena, now))
    return enti_no_memory(err);
  qsort(now->items, now->n, sizeof *now->items, heaviest);
  double *weights = ent_arena_array(arena, now->n + 1, sizeof *weights), sum = 0;
  if (!weights)
    return enti_no_memory(err);
  for (size_t i = 0; i < now->n; i++)
    sum += weights[i] = now->items[i].weight;
  for (size_t i = 0; i < now->n; i++)
    now->items[i].share = now->items[i].weight / sum;
  ret->n_ties = now->n_ties;
  ret->name = c->area;
  ret->top = now->n ? now->items[0].partner : ENT_STR_NONE;
  ret->shift = NAN;
  ent_status status = ent_posture_of(weights, now->n, &ret->posture, err);
  if (status != ENT_OK || !before)
    return status;
  return pile_up(before, c, arena, &old) ? shift(now, &old, arena, &ret->shift, err) : enti_no_memory(err);
}

/* ---- a date -------------------------------------------------------------------------------------------------------------- */

static int by_name(const void *x, const void *y)
{
  return ent_str_cmp(*(const ent_str *)x, *(const ent_str *)y);
}

/* scratch: memory for what is forgotten after each date; years of a great power would hold tens of megabytes. */
static ent_status put_areas(ent_standing *s, const ent_standing *before, ent_arena *arena, ent_arena *scratch, ent_error *err)
{
  ent_str *names = ent_arena_array(scratch, s->n_ties + 1, sizeof *names);
  size_t n = 0, distinct = 0;
  ent_status status = ENT_OK;
  if (!names)
    return enti_no_memory(err);
  const chooser all = {.areas = true, .kind = -1};
  for (size_t i = 0; i < s->n_ties; i++)
    if (s->ties[i].area.n && chosen(&all, &s->ties[i]))
      names[n++] = s->ties[i].area;
  qsort(names, n, sizeof *names, by_name);
  for (size_t i = 0; i < n; i++)
    if (i == 0 || !ent_str_eq(names[i], names[i - 1]))
      names[distinct++] = names[i];
  s->areas = ent_arena_array(arena, distinct + 1, sizeof *s->areas);
  if (!s->areas)
    return enti_no_memory(err);
  for (size_t i = 0; i < distinct && status == ENT_OK; i++) {
    pile p;
    status = part_of(s, before, &(chooser){.areas = true, .kind = -1, .area = names[i]}, scratch, &p, &s->areas[s->n_areas++], err);
  }
  return status;
}

static ent_status measure(ent_standing *s, const ent_standing *before, ent_arena *arena, ent_arena *scratch, ent_error *err)
{
  pile pillars, p;
  ent_status status = part_of(s, before, &(chooser){.pillars = true, .kind = -1}, arena, &pillars, &s->pillars, err);
  if (status != ENT_OK)
    return status;
  s->partners = pillars.items;
  s->n_partners = pillars.n;
  for (int k = 0; k < ENT_TIE_KINDS && status == ENT_OK; k++)
    status = part_of(s, before, &(chooser){.kind = k}, scratch, &p, &s->kinds[k], err);
  return status == ENT_OK ? put_areas(s, before, arena, scratch, err) : status;
}

/* All ties of the actor, with what holds on any date. */
typedef struct ties_of {
  ent_dyad_tie *items;
  ent_str *areas;
  int32_t *gone; /* from when the partner is */
  size_t n;
} ties_of;

static ent_status read_ties(const ent_sources *sources, ent_str actor, ent_arena *arena, ties_of *ret, ent_error *err)
{
  ent_status status = ent_actor_ties(sources->reference, actor, arena, &ret->items, &ret->n, err);
  if (status != ENT_OK)
    return status;
  ret->areas = ent_arena_array(arena, ret->n + 1, sizeof *ret->areas);
  ret->gone = ent_arena_array(arena, ret->n + 1, sizeof *ret->gone);
  if (!ret->areas || !ret->gone)
    return enti_no_memory(err);
  for (size_t i = 0; i < ret->n; i++) {
    ret->areas[i] = enti_area_of(sources, &ret->items[i]);
    ret->gone[i] = gone_from(sources, ret->items[i].partner);
  }
  return ENT_OK;
}

static ent_status choose_ties(const ties_of *ties, ent_standing *s, ent_arena *arena, ent_error *err)
{
  const int32_t day = ent_date_last(s->date);
  size_t n = 0;
  for (size_t i = 0; i < ties->n; i++)
    n += in_force(&ties->items[i], day) && ties->gone[i] > day;
  s->ties = ent_arena_array(arena, n + 1, sizeof *s->ties);
  if (!s->ties)
    return enti_no_memory(err);
  for (size_t i = 0; i < ties->n; i++)
    if (in_force(&ties->items[i], day) && ties->gone[i] > day)
      s->ties[s->n_ties++] = (ent_standing_tie){ties->items[i], ties->areas[i]};
  return ENT_OK;
}

ent_status ent_relation_standing(const ent_sources *sources, ent_str actor, const ent_date *dates, size_t n, ent_arena *arena,
                                 ent_standing **ret, ent_error *err)
{
  ties_of ties = {0};
  ent_arena *scratch = ent_arena_new(0);
  ent_standing *all = ent_arena_array(arena, n + 1, sizeof *all);
  ent_status status = scratch && all ? read_ties(sources, actor, arena, &ties, err) : enti_no_memory(err);
  for (size_t d = 0; d < n && status == ENT_OK; d++) {
    all[d].date = dates[d];
    status = choose_ties(&ties, &all[d], arena, err);
    if (status == ENT_OK)
      status = measure(&all[d], d ? &all[d - 1] : NULL, arena, scratch, err);
    ent_arena_reset(scratch);
  }
  ent_arena_free(scratch);
  if (status == ENT_OK)
    *ret = all;
  return status;
}
