/* Trade and shared organisations (flows.h). */
#include "relation/flows.h"

#include <math.h>
#include <stdlib.h>

static bool is_wanted(const enti_flows *f, int32_t state)
{
  for (size_t i = 0; i < f->n_wanted; i++)
    if (f->wanted[i] == state)
      return true;
  return false;
}

static ent_status add_flow(enti_flows *f, int32_t year, int32_t state, int32_t other, double weight, ent_error *err)
{
  if (!is_wanted(f, state))
    return ENT_OK;
  if (!enti_grow(f->arena, (void **)&f->items, f->n, &f->cap, sizeof *f->items))
    return enti_no_memory(err);
  f->items[f->n++] = (enti_flow){year, state, other, weight};
  return ENT_OK;
}

static ent_status add_both(enti_flows *f, const ent_cell *c, double weight, ent_error *err)
{
  int32_t a = (int32_t)c[0].i, b = (int32_t)c[1].i, year = (int32_t)c[2].i;
  f->first = year < f->first ? year : f->first;
  f->last = year > f->last ? year : f->last;
  ent_status status = add_flow(f, year, a, b, weight, err);
  return status == ENT_OK ? add_flow(f, year, b, a, weight, err) : status;
}

static ent_status add_igo(void *context, const ent_cell *c, ent_error *err)
{
  return add_both(context, c, c[3].kind == ENT_CELL_INT ? (double)c[3].i : NAN, err);
}

/* A direction that is missing leaves the other to count alone. */
static ent_status add_trade(void *context, const ent_cell *c, ent_error *err)
{
  double a = c[3].kind ? c[3].d : NAN, b = c[4].kind ? c[4].d : NAN;
  return add_both(context, c, isnan(a) && isnan(b) ? NAN : (isnan(a) ? 0 : a) + (isnan(b) ? 0 : b), err);
}

static int by_key(const void *x, const void *y)
{
  const enti_flow *a = x, *b = y;
  if (a->year != b->year)
    return a->year < b->year ? -1 : 1;
  if (a->state != b->state)
    return a->state < b->state ? -1 : 1;
  return (a->other > b->other) - (a->other < b->other);
}

ent_status enti_flows_read(ent_store *store, ent_dataset_table table, int32_t from, int32_t to, const int32_t *wanted,
                           size_t n_wanted, ent_arena *arena, enti_flows *ret, ent_error *err)
{
  enti_flows f = {.first = INT32_MAX, .last = INT32_MIN, .wanted = wanted, .n_wanted = n_wanted, .arena = arena};
  ent_status status = ent_dataset_each(store, table, from, to, table == ENT_TABLE_IGO ? add_igo : add_trade, &f, err);
  if (status != ENT_OK)
    return status;
  if (f.n)
    qsort(f.items, f.n, sizeof *f.items, by_key);
  *ret = f;
  return ENT_OK;
}

const enti_flow *enti_flows_of(const enti_flows *f, int32_t state, int32_t year, size_t *ret_n)
{
  size_t low = 0, high = f->n;
  enti_flow key = {.year = year, .state = state, .other = INT32_MIN};
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    if (by_key(&f->items[mid], &key) < 0)
      low = mid + 1;
    else
      high = mid;
  }
  size_t end = low;
  while (end < f->n && f->items[end].year == year && f->items[end].state == state)
    end++;
  *ret_n = end - low;
  return f->items + low;
}
