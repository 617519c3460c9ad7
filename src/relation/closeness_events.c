/* The events between two parties: which corpus, which months, and the series of each pair. */
#include "relation/closeness.h"

#include <math.h>
#include <string.h>

/* ---- the corpus ------------------------------------------------------------------------------------------------------ */

static ent_status rows_of(const enti_closeness *c, ent_corpus corpus, const enti_pair *p, ent_dyad_month **ret, size_t *ret_n,
                          ent_error *err)
{
  ent_str a = c->units[p->units[0]], b = c->units[p->units[1]];
  *ret_n = 0;
  if (!c->sources->store)
    return ENT_OK;
  return corpus == ENT_CORPUS_READ ? enti_read_events(c->sources, a, b, c->arena, ret, ret_n, err)
                                   : ent_dataset_dyad(c->sources->store, corpus, a, b, c->arena, ret, ret_n, err);
}

static ent_status count_events(const enti_closeness *c, ent_corpus corpus, uint64_t *ret, ent_error *err)
{
  ent_status status = ENT_OK;
  *ret = 0;
  for (size_t i = 0; i < c->n_pairs && status == ENT_OK; i++) {
    ent_dyad_month *rows;
    size_t n = 0;
    if (c->has_own && i > 0 && *ret)
      break; /* the two themselves have some: that decides */
    if (c->pairs[i].acts)
      status = rows_of(c, corpus, &c->pairs[i], &rows, &n, err);
    for (size_t r = 0; status == ENT_OK && r < n; r++)
      *ret += rows[r].n;
  }
  return status;
}

static bool has_months(const enti_closeness *c, const ent_corpus_month *all, size_t n, ent_corpus corpus)
{
  if (corpus == ENT_CORPUS_READ && !c->sources->scores)
    return false;
  for (size_t i = 0; i < n; i++)
    if (all[i].corpus == corpus)
      return true;
  return false;
}

/* The one with most events of the parties; of equals the first that has any event at all. */
static ent_status choose_corpus(enti_closeness *c, const ent_corpus_month *all, size_t n, ent_error *err)
{
  uint64_t most = 0;
  ent_corpus best = 0;
  for (int k = ENT_CORPUS_EVENTS; k < ENT_CORPUS_END; k++) {
    uint64_t events = 0;
    if ((c->query->corpus && k != (int)c->query->corpus) || !has_months(c, all, n, (ent_corpus)k))
      continue;
    ent_status status = count_events(c, (ent_corpus)k, &events, err);
    if (status != ENT_OK)
      return status;
    if (!best || events > most) {
      best = (ent_corpus)k;
      most = events;
    }
  }
  c->result.corpus = best;
  return ENT_OK;
}

/* ---- months ----------------------------------------------------------------------------------------------------------- */

typedef struct range {
  int32_t first, last;
} range;

static void widen(range *r, ent_date date)
{
  if (!ent_date_known(date))
    return;
  int32_t first = ent_month_of_day(date.day), last = ent_month_of_day(ent_date_last(date));
  r->first = first < r->first ? first : r->first;
  r->last = last > r->last ? last : r->last;
}

static void widen_by_ties(const enti_closeness *c, range *r)
{
  for (size_t i = 0; i < c->n_pairs; i++)
    for (size_t t = 0; t < c->pairs[i].n_ties; t++) {
      widen(r, c->pairs[i].ties[t].start);
      widen(r, c->pairs[i].ties[t].end);
    }
}

static bool any_event(const enti_closeness *c)
{
  for (size_t i = 0; i < c->n_pairs; i++)
    if (c->pairs[i].n_rows)
      return true;
  return false;
}

/* From the first to the last month of the corpus; where it has no event of the parties, also of their ties; and as far
 * as was asked for. */
static ent_status choose_months(enti_closeness *c, const ent_corpus_month *all, size_t n, ent_error *err)
{
  const ent_closeness_query *q = c->query;
  ent_closeness_result *ret = &c->result;
  range r = {INT32_MAX, INT32_MIN};
  for (size_t i = 0; i < n; i++)
    if (all[i].corpus == ret->corpus) {
      r.first = all[i].month < r.first ? all[i].month : r.first;
      r.last = all[i].month > r.last ? all[i].month : r.last;
    }
  if (!any_event(c))
    widen_by_ties(c, &r);
  if (r.first > r.last)
    return ent_fail(err, ENT_ENOTFOUND, ENT_NO_OFFSET, "nothing is known of %.*s and %.*s: no events, no ties",
                    ENT_STR_ARG(ret->names[0]), ENT_STR_ARG(ret->names[1]));
  int32_t from = ent_date_known(q->from) ? ent_month_of_day(q->from.day) : r.first;
  int32_t to = ent_date_known(q->to) ? ent_month_of_day(ent_date_last(q->to)) : r.last;
  if (from > to)
    return ent_fail(err, ENT_EUSAGE, ENT_NO_OFFSET, "nothing is known of that time, or it ends before it begins");
  r.first = from < r.first ? from : r.first;
  r.last = to > r.last ? to : r.last;
  ret->first_month = r.first;
  ret->n_months = (size_t)(r.last - r.first) + 1;
  ret->window_first = (size_t)(from - r.first);
  ret->window_last = (size_t)(to - r.first);
  return ENT_OK;
}

/* ---- series ------------------------------------------------------------------------------------------------------------ */

static ent_status series_of(const enti_closeness *c, enti_pair *p, const ent_corpus_month *all, size_t n_all, ent_error *err)
{
  const ent_closeness_result *ret = &c->result;
  p->months = ent_arena_array(c->arena, ret->n_months, sizeof *p->months);
  p->series = ent_arena_array(c->arena, ret->n_months, sizeof *p->series);
  if (!p->months || !p->series)
    return enti_no_memory(err);
  for (size_t i = 0; i < n_all; i++)
    if (all[i].corpus == ret->corpus)
      p->months[all[i].month - ret->first_month].n_all += all[i].n;
  for (size_t i = 0; i < p->n_rows; i++) {
    ent_month *m = &p->months[p->rows[i].month - ret->first_month];
    m->n += p->rows[i].n;
    m->sum += p->rows[i].sum;
    m->sum_sq += p->rows[i].sum_sq;
    m->positive += p->rows[i].positive;
    m->negative += p->rows[i].negative;
  }
  return ent_closeness_events(p->months, ret->n_months, NULL, p->series, err);
}

ent_status enti_closeness_read_events(enti_closeness *c, ent_error *err)
{
  ent_corpus_month *all = NULL;
  size_t n_all = 0;
  ent_status status = c->sources->store ? ent_dataset_months(c->sources->store, c->arena, &all, &n_all, err) : ENT_OK;
  if (status == ENT_OK)
    status = choose_corpus(c, all, n_all, err);
  for (size_t i = 0; i < c->n_pairs && status == ENT_OK && c->result.corpus; i++)
    if (c->pairs[i].acts)
      status = rows_of(c, c->result.corpus, &c->pairs[i], &c->pairs[i].rows, &c->pairs[i].n_rows, err);
  if (status == ENT_OK)
    status = choose_months(c, all, n_all, err);
  for (size_t i = 0; i < c->n_pairs && status == ENT_OK; i++)
    if ((c->has_own && i == 0) || c->pairs[i].n_rows)
      status = series_of(c, &c->pairs[i], all, n_all, err);
  return status;
}
