/* Turning points of a dyad: of its events, of its ties, each with what happened within two months (relation.h). */
#include "relation/closeness.h"

#include <math.h>
#include <stdlib.h>

#define PERMUTATIONS 999
#define NEAR 2    /* months */
#define FACTS 5   /* of each kind, near a turning point */

typedef struct turn_list {
  const ent_sources *sources;
  const ent_closeness_result *c;
  ent_arena *arena;
  ent_turn *items;
  size_t n, cap;
} turn_list;

static int32_t month_of_window(const ent_closeness_result *c, bool last)
{
  return c->first_month + (int32_t)(last ? c->window_last : c->window_first);
}

static ent_status add(turn_list *list, ent_turn turn, ent_error *err)
{
  const ent_closeness_result *c = list->c;
  if (!enti_grow(list->arena, (void **)&list->items, list->n, &list->cap, sizeof *list->items))
    return enti_no_memory(err);
  ent_status status = ent_relation_causes(list->sources, c->names[0], c->names[1], c->corpus,
                                          ent_date_add(turn.earliest, 0, -NEAR, 0), ent_date_add(turn.latest, 0, NEAR, 0), FACTS,
                                          list->arena, &turn.causes, &turn.n_causes, err);
  if (status == ENT_OK)
    list->items[list->n++] = turn;
  return status;
}

static ent_status add_events(turn_list *list, const ent_closeness_series *s, const ent_changes *changes, ent_error *err)
{
  const ent_closeness_result *c = list->c;
  ent_status status = ENT_OK;
  for (size_t i = 0; i < changes->n_points && status == ENT_OK; i++) {
    const ent_change_point *p = &changes->points[i];
    if (s->months[p->at] < c->window_first || s->months[p->at] > c->window_last)
      continue;
    status = add(list, (ent_turn){.date = ent_month_date(c->first_month + (int32_t)s->months[p->at]),
                                  .earliest = ent_month_date(c->first_month + (int32_t)s->months[p->earliest]),
                                  .latest = ent_month_date(c->first_month + (int32_t)s->months[p->latest]),
                                  .before = p->before, .after = p->after, .size = p->size, .effect = p->effect,
                                  .confidence = p->confidence}, err);
  }
  return status;
}

/* Steps of one day are taken together: what is broken off and restored on one day is no turn. */
static ent_status add_ties(turn_list *list, ent_error *err)
{
  const ent_closeness_result *c = list->c;
  ent_tie_span *spans = ent_arena_array(list->arena, c->n_ties + 1, sizeof *spans);
  ent_tie_closeness start;
  ent_tie_step *steps;
  size_t n;
  if (!spans)
    return enti_no_memory(err);
  for (size_t i = 0; i < c->n_ties; i++)
    spans[i] = enti_tie_span(&c->ties[i].tie);
  ent_status status = ent_tie_steps(spans, c->n_ties, ENT_TIES_K, list->arena, &start, &steps, &n, err);
  double before = status == ENT_OK ? start.value : NAN;
  for (size_t i = 0; i < n && status == ENT_OK;) {
    const ent_tie_span *tie = &spans[steps[i].tie];
    ent_date date = steps[i].begins ? tie->start : c->ties[steps[i].tie].tie.end;
    int32_t day = steps[i].day, month = ent_month_of_day(day);
    double after = before, weight = 0;
    for (; i < n && steps[i].day == day; i++) {
      after = steps[i].after.value;
      weight += steps[i].begins ? spans[steps[i].tie].weight : -spans[steps[i].tie].weight;
    }
    bool turns = fabs(after - before) >= ENT_TIES_UNSURE || fabs(weight) >= ENT_TIES_TURN;
    if (turns && month >= month_of_window(c, false) && month <= month_of_window(c, true))
      status = add(list, (ent_turn){.ties = true, .date = date, .earliest = {date.day, ENT_DATE_DAY},
                                    .latest = {ent_date_last(date), ENT_DATE_DAY}, .before = before, .after = after,
                                    .size = after - before, .effect = NAN, .confidence = NAN}, err);
    before = after;
  }
  return status;
}

static int by_date(const void *x, const void *y)
{
  const ent_turn *a = x, *b = y;
  if (a->date.day != b->date.day)
    return a->date.day < b->date.day ? -1 : 1;
  return a->ties - b->ties;
}

ent_status ent_relation_turns(const ent_sources *sources, const ent_closeness_result *closeness, uint64_t seed, ent_arena *arena,
                              ent_turn **ret, size_t *ret_n, ent_closeness_series *ret_series, ent_changes *ret_changes,
                              ent_error *err)
{
  turn_list list = {sources, closeness, arena, NULL, 0, 0};
  ent_closeness_series series = {0};
  ent_changes changes = {0};
  ent_status status = ENT_OK;
  if (closeness->corpus) {
    status = ent_closeness_turning(closeness->months, closeness->n_months, NULL, arena, &series, &changes, err);
    if (status == ENT_OK && changes.n_points)
      status = ent_changes_assess(series.means, series.n, &series.cut, PERMUTATIONS, seed, &changes, err);
  }
  if (status == ENT_OK)
    status = add_events(&list, &series, &changes, err);
  if (status == ENT_OK)
    status = add_ties(&list, err);
  if (status != ENT_OK)
    return status;
  if (list.n)
    qsort(list.items, list.n, sizeof *list.items, by_date);
  *ret = list.items;
  *ret_n = list.n;
  if (ret_series)
    *ret_series = series;
  if (ret_changes)
    *ret_changes = changes;
  return ENT_OK;
}
