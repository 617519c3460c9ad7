/* Roll-ups of events: summed in memory while rows come in, added to the store with each checkpoint. */
#include "store/dataset_private.h"

#include "base/fault.h"
#include "base/hash.h"

#include <string.h>

static size_t place_of(const rollups *r, const rollup *key)
{
  uint64_t words[2] = {(uint64_t)key->source << 32 | key->target,
                       (uint64_t)(uint32_t)key->month << 32 | (uint64_t)(uint8_t)key->corpus << 8 | (uint8_t)key->quad};
  size_t at = (size_t)enti_hash((ent_str){(const char *)words, sizeof words}) & (r->cap - 1);
  for (;; at = (at + 1) & (r->cap - 1)) {
    const rollup *s = &r->slots[at];
    if (s->n + s->unscored == 0 || (s->source == key->source && s->target == key->target && s->month == key->month &&
                                    s->corpus == key->corpus && s->quad == key->quad))
      return at;
  }
}

static bool widen(rollups *r)
{
  rollups wider = {.cap = r->cap ? r->cap * 2 : 4096};
  wider.slots = enti_calloc(wider.cap, sizeof *wider.slots);
  if (!wider.slots)
    return false;
  for (size_t i = 0; i < r->cap; i++)
    if (r->slots[i].n + r->slots[i].unscored)
      wider.slots[place_of(&wider, &r->slots[i])] = r->slots[i];
  wider.n = r->n;
  free(r->slots);
  *r = wider;
  return true;
}

bool enti_rollups_add(rollups *r, const rollup *one)
{
  if (r->n * 2 >= r->cap && !widen(r))
    return false;
  rollup *s = &r->slots[place_of(r, one)];
  if (s->n + s->unscored == 0) {
    *s = *one;
    r->n++;
    return true;
  }
  s->n += one->n;
  s->unscored += one->unscored;
  s->sum += one->sum;
  s->sum_sq += one->sum_sq;
  s->positive += one->positive;
  s->negative += one->negative;
  return true;
}

void enti_rollups_done(rollups *r)
{
  free(r->slots);
  *r = (rollups){0};
}

static ent_status put_month(ent_dataset_writer *w, const rollup *r, ent_error *err)
{
  enti_stmt *s = w->stmts[PUT_MONTH];
  enti_bind_int(s, 1, r->corpus);
  enti_bind_int(s, 2, r->month);
  enti_bind_int(s, 3, (int64_t)(r->n + r->unscored));
  return enti_store_step(w->store, s, "adding up events", err);
}

static ent_status put_dyad(ent_dataset_writer *w, const rollup *r, ent_error *err)
{
  enti_stmt *s = w->stmts[PUT_DYAD];
  enti_bind_int(s, 1, r->source);
  enti_bind_int(s, 2, r->target);
  enti_bind_int(s, 3, r->corpus);
  enti_bind_int(s, 4, r->month);
  enti_bind_int(s, 5, r->quad);
  enti_bind_int(s, 6, (int64_t)r->n);
  enti_bind_int(s, 7, (int64_t)r->unscored);
  enti_bind_real(s, 8, r->sum);
  enti_bind_real(s, 9, r->sum_sq);
  enti_bind_real(s, 10, r->positive);
  enti_bind_real(s, 11, r->negative);
  return enti_store_step(w->store, s, "adding up events", err);
}

static int by_key(const void *x, const void *y)
{
  const rollup *a = *(const rollup *const *)x, *b = *(const rollup *const *)y;
  if (a->source != b->source)
    return a->source < b->source ? -1 : 1;
  if (a->target != b->target)
    return a->target < b->target ? -1 : 1;
  if (a->corpus != b->corpus)
    return a->corpus < b->corpus ? -1 : 1;
  if (a->month != b->month)
    return a->month < b->month ? -1 : 1;
  return (a->quad > b->quad) - (a->quad < b->quad);
}

/* In the order of the table's key, so that its pages are met one after the other. */
ent_status enti_dataset_flush_rollups(ent_dataset_writer *w, ent_error *err)
{
  const rollup **order = enti_malloc((w->rollups.n + 1) * sizeof *order);
  size_t n = 0;
  ent_status status = ENT_OK;
  if (!order)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "store %s: out of memory", w->store->path);
  for (size_t i = 0; i < w->rollups.cap; i++)
    if (w->rollups.slots[i].n + w->rollups.slots[i].unscored)
      order[n++] = &w->rollups.slots[i];
  qsort(order, n, sizeof *order, by_key);
  for (size_t i = 0; i < n && status == ENT_OK; i++)
    status = order[i]->source ? put_dyad(w, order[i], err) : put_month(w, order[i], err);
  free(order);
  if (w->rollups.cap)
    memset(w->rollups.slots, 0, w->rollups.cap * sizeof *w->rollups.slots);
  w->rollups.n = 0;
  return status;
}
