/* Timelines: assertions of the store and of the base, merged, and of the ties those that were asked for. */
#include "store/timeline_private.h"

#include "base/intern.h"

#include <stdlib.h>

/* What the base says of each pair that the claims name. */
static ent_status facts_of_pairs(enti_assertions *list, ent_error *err)
{
  enti_intern pairs = {0};
  ent_status status = enti_intern_init(&pairs) ? ENT_OK : ENT_ENOMEM;
  size_t n = list->n;
  for (size_t i = 0; i < n && status == ENT_OK; i++) {
    ent_str a = list->items[i].source, b = list->items[i].target;
    bool swap = ent_str_cmp(a, b) > 0;
    ent_str key = ent_arena_printf(list->arena, "%.*s\x1f%.*s", ENT_STR_ARG(swap ? b : a), ENT_STR_ARG(swap ? a : b));
    uint32_t before = pairs.n;
    if (!b.n)
      continue;
    if (!key.p || enti_intern_add(&pairs, key) == UINT32_MAX)
      status = ENT_ENOMEM;
    else if (pairs.n > before)
      status = enti_timeline_facts(list, swap ? b : a, swap ? a : b, err);
  }
  enti_intern_done(&pairs);
  return status == ENT_ENOMEM ? ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory") : status;
}

ent_status enti_timeline_all(ent_store *store, enti_assertions *list, ent_timeline *ret, ent_error *err)
{
  ent_status status = store ? enti_timeline_claims(store, list, err) : ENT_OK;
  if (status == ENT_OK && list->reference)
    status = list->query->actor.n ? enti_timeline_facts(list, list->query->actor, list->query->other, err)
                                  : facts_of_pairs(list, err);
  return status == ENT_OK ? enti_timeline_merge(list, ret, err) : status;
}

/* ---- what was asked for ---- */

static bool of_kind(const ent_tie *tie, ent_str kind)
{
  bool found = !kind.n || ent_str_eq(tie->family, kind);
  for (size_t i = 0; i < tie->n_steps && !found; i++) {
    found = ent_str_eq(tie->steps[i].code, kind);
    for (size_t k = 0; k < tie->steps[i].n_claims && !found; k++)
      found = ent_str_eq(tie->steps[i].claims[k].code, kind);
  }
  return found;
}

static bool in_period(const ent_tie *tie, const ent_timeline_query *q)
{
  int32_t from = ent_date_known(q->from) ? q->from.day : INT32_MIN, to = ent_date_known(q->to) ? ent_date_last(q->to) : INT32_MAX;
  if (from == INT32_MIN && to == INT32_MAX)
    return true;
  for (size_t i = 0; i < tie->n_steps; i++) {
    const ent_step *s = &tie->steps[i];
    if (ent_date_known(s->from) && s->from.day <= to && enti_step_last(s) >= from)
      return true;
  }
  if (!tie->standing || !ent_date_known(tie->start) || tie->start.day > to)
    return false;
  return !ent_date_known(tie->end) || ent_date_last(tie->end) >= from;
}

static bool asked_for(const ent_tie *tie, const ent_timeline_query *q)
{
  if (!of_kind(tie, q->kind) || !in_period(tie, q))
    return false;
  return !ent_date_known(q->on) || ent_tie_stood(tie, q->on) != 0;
}

static ent_date first_date(const ent_tie *tie)
{
  for (size_t i = 0; i < tie->n_steps; i++)
    if (ent_date_known(tie->steps[i].from))
      return tie->steps[i].from;
  return ENT_NO_DATE;
}

/* By family and parties, the ties of the same parties by time. */
static int by_beginning(const void *x, const void *y)
{
  const ent_tie *a = x, *b = y;
  int order = enti_family_order(a->family) - enti_family_order(b->family);
  if (!order)
    order = ent_str_cmp(a->source, b->source);
  if (!order)
    order = ent_str_cmp(a->target, b->target);
  if (!order)
    order = ent_date_cmp(first_date(a), first_date(b));
  return order ? order : ent_str_cmp(a->object, b->object);
}

ent_status ent_timeline_read(ent_store *store, const ent_reference *reference, const ent_timeline_query *query,
                             ent_arena *arena, ent_timeline *ret, ent_error *err)
{
  enti_assertions list = {.arena = arena, .reference = reference, .query = query};
  ent_timeline all = {0};
  ent_status status = enti_timeline_all(store, &list, &all, err);
  ent_tie *ties = status == ENT_OK ? ent_arena_array(arena, all.n + 1, sizeof *ties) : NULL;
  if (status == ENT_OK && !ties)
    status = ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  size_t n = 0;
  for (size_t i = 0; i < all.n && status == ENT_OK; i++) {
    if (!asked_for(&all.ties[i], query))
      continue;
    ties[n++] = all.ties[i];
    for (size_t k = 0; k < all.ties[i].n_steps && status == ENT_OK && store; k++)
      status = enti_timeline_evidence(store, (ent_step_claim *)all.ties[i].steps[k].claims, all.ties[i].steps[k].n_claims, arena,
                                      err);
  }
  if (status == ENT_OK && n)
    qsort(ties, n, sizeof *ties, by_beginning);
  if (status == ENT_OK)
    *ret = (ent_timeline){ties, n};
  return status;
}
