/* Events that documents of the store tell of, as a corpus of their own: what took place (no plans, no denials), between
 * the two and not of both together against a third, once a day, scored by the PLOVER table. */
#include "relation/closeness.h"

#include <math.h>
#include <stdlib.h>

typedef struct told {
  const ent_sources *sources;
  ent_str a, b;
  struct report { int32_t day; ent_str code; bool reverse; double score; } *items;
  size_t n, cap;
  ent_arena *arena;
} told;

static bool took_place(ent_str modality)
{
  return ent_str_eq(modality, ENT_STR("actual")) || ent_str_eq(modality, ENT_STR("past")) || ent_str_eq(modality, ENT_STR("ongoing"));
}

static ent_status take(void *context, const ent_store_row *row, ent_error *err)
{
  told *t = context;
  ent_date date;
  if (row->kind != ENT_EVENT || !took_place(row->modality) || !ent_date_parse(row->date_start, &date) ||
      date.precision < ENT_DATE_MONTH)
    return ENT_OK;
  bool forth = enti_lists(row->source, t->a) && enti_lists(row->target, t->b);
  bool back = enti_lists(row->source, t->b) && enti_lists(row->target, t->a);
  bool together = !row->target.n && enti_lists(row->source, t->a) && enti_lists(row->source, t->b);
  if (!forth && !back && !together)
    return ENT_OK;
  if (!enti_grow(t->arena, (void **)&t->items, t->n, &t->cap, sizeof *t->items))
    return enti_no_memory(err);
  t->items[t->n++] = (struct report){date.day, ent_arena_str(t->arena, row->code), back && !forth,
                                     ent_scores_find(t->sources->scores, row->code, ENT_STR_NONE)};
  return ENT_OK;
}

static int by_day(const void *x, const void *y)
{
  const struct report *a = x, *b = y;
  if (a->day != b->day)
    return a->day < b->day ? -1 : 1;
  return a->reverse != b->reverse ? a->reverse - b->reverse : ent_str_cmp(a->code, b->code);
}

ent_status enti_read_events(const ent_sources *sources, ent_str a, ent_str b, ent_arena *arena, ent_dyad_month **ret,
                            size_t *ret_n, ent_error *err)
{
  told t = {.sources = sources, .a = a, .b = b, .arena = arena};
  *ret_n = 0;
  if (!sources->scores)
    return ENT_OK;
  ent_store_query query = {.actor = a, .other = b};
  ent_status status = ent_store_show(sources->store, &query, take, &t, err);
  ent_dyad_month *rows = status == ENT_OK ? ent_arena_array(arena, t.n + 1, sizeof *rows) : NULL;
  if (status != ENT_OK || !rows)
    return status != ENT_OK ? status : enti_no_memory(err);
  if (t.n)
    qsort(t.items, t.n, sizeof *t.items, by_day);
  size_t n = 0;
  for (size_t i = 0; i < t.n; i++) {
    const struct report *r = &t.items[i];
    if (i && by_day(&t.items[i - 1], r) == 0)
      continue; /* one a day */
    double score = isnan(r->score) ? 0 : r->score;
    rows[n++] = (ent_dyad_month){.month = ent_month_of_day(r->day), .quad = -1, .reverse = r->reverse, .n = !isnan(r->score),
                                 .unscored = isnan(r->score), .sum = score, .sum_sq = score * score,
                                 .positive = score > 0 ? score : 0, .negative = score < 0 ? -score : 0};
  }
  *ret = rows;
  *ret_n = n;
  return ENT_OK;
}
