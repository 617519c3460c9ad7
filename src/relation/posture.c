/* The portfolio of a state's ties, year by year, from loaded data (relation.h): alliances of any kind, of defence, and
 * the other ones apart; shared organisations; trade. */
#include "relation/flows.h"

#include <math.h>

#define FIRST_IGO_YEAR 1950 /* before, the source counts every fifth year alone */

typedef ent_status (*year_taker)(void *, const ent_posture_year *, ent_error *);

typedef struct job {
  const ent_sources *sources;
  const ent_posture_query *query;
  year_taker each;
  void *context;
  enti_field field;
  enti_flows igo, trade;
  ent_arena *all, *year; /* for the whole run; for one year, reset after it */
} job;

/* ---- alliances -------------------------------------------------------------------------------------------------------- */

typedef struct holding { /* partners of one kind: rows of the year's matrix, ascending */
  size_t *rows, n;
  double *weights;
} holding;

/* without: flags that a partner must not have. */
static ent_status holding_of(const job *j, const enti_alliances *a, size_t row, uint8_t mask, uint8_t without, holding *ret,
                             ent_error *err)
{
  ret->rows = ent_arena_array(j->year, a->n, sizeof *ret->rows);
  ret->weights = ent_arena_array(j->year, a->n, sizeof *ret->weights);
  if (!ret->rows || !ret->weights)
    return enti_no_memory(err);
  size_t n;
  ent_alliance_partners(a->flags, a->n, row, mask, ret->rows, &n);
  ret->n = 0;
  for (size_t i = 0; i < n; i++)
    if (!(a->flags[row * a->n + ret->rows[i]] & without)) {
      ret->weights[ret->n] = a->cinc[ret->rows[i]];
      ret->rows[ret->n++] = ret->rows[i];
    }
  return ENT_OK;
}

/* What part of the portfolio changed hands between two years, among the states of either. */
static ent_status shift_between(const job *j, const enti_alliances *was, const holding *before, const enti_alliances *is,
                                const holding *after, double *ret, ent_error *err)
{
  size_t n = 0;
  double *old = ent_arena_array(j->year, before->n + after->n + 1, sizeof *old);
  double *now = ent_arena_array(j->year, before->n + after->n + 1, sizeof *now);
  if (!old || !now)
    return enti_no_memory(err);
  for (size_t i = 0, k = 0; i < after->n || k < before->n; n++) { /* both ascend */
    int32_t a = i < after->n ? is->states[after->rows[i]] : INT32_MAX;
    int32_t b = k < before->n ? was->states[before->rows[k]] : INT32_MAX;
    now[n] = a <= b ? after->weights[i++] : 0;
    old[n] = b <= a ? before->weights[k++] : 0;
  }
  return ent_posture_shift(old, now, n, NULL, ret, err);
}

static ent_status alliance_portfolio(const job *j, const enti_alliances *a, size_t row, const enti_alliances *before,
                                     uint8_t mask, uint8_t without, ent_portfolio *ret, ent_error *err)
{
  holding now, old;
  ent_portfolio p = {.known = true, .top = -1, .shift = NAN};
  ent_status status = holding_of(j, a, row, mask, without, &now, err);
  if (status == ENT_OK)
    status = ent_posture_of(now.weights, now.n, &p.weighed, err);
  if (status == ENT_OK)
    status = ent_posture_of(NULL, now.n, &p.equal, err);
  if (status != ENT_OK)
    return status;
  p.n = now.n;
  if (p.weighed.top != SIZE_MAX)
    p.top = a->states[now.rows[p.weighed.top]];
  size_t old_row = ent_state_index(before->states, before->n, a->states[row]);
  if (old_row != SIZE_MAX) {
    status = holding_of(j, before, old_row, mask, without, &old, err);
    if (status == ENT_OK)
      status = shift_between(j, before, &old, a, &now, &p.shift, err);
  }
  if (status == ENT_OK)
    *ret = p;
  return status;
}

static ent_status partners_of(const job *j, const enti_alliances *a, size_t row, ent_posture_year *y, ent_error *err)
{
  holding any;
  double sums[2] = {0};
  ent_status status = holding_of(j, a, row, ENT_PLEDGE_ANY, 0, &any, err);
  y->partners = ent_arena_array(j->year, a->n + 1, sizeof *y->partners);
  if (status != ENT_OK || !y->partners)
    return status != ENT_OK ? status : enti_no_memory(err);
  for (size_t i = 0; i < any.n; i++) {
    uint8_t flags = a->flags[row * a->n + any.rows[i]];
    double w = isnan(any.weights[i]) ? 0 : any.weights[i];
    sums[0] += w;
    sums[1] += flags & ENT_PLEDGE_DEFENSE ? w : 0;
    y->partners[i] = (ent_posture_partner){a->states[any.rows[i]], flags, any.weights[i], NAN, NAN};
  }
  for (size_t i = 0; i < any.n; i++) {
    ent_posture_partner *p = &y->partners[i];
    p->share_any = sums[0] > 0 ? p->cinc / sums[0] : NAN;
    p->share_defense = (p->flags & ENT_PLEDGE_DEFENSE) && sums[1] > 0 ? p->cinc / sums[1] : NAN;
  }
  y->n_partners = any.n;
  return ENT_OK;
}

/* ---- organisations and trade ---------------------------------------------------------------------------------------------- */

/* Years outside the data are unknown; inside them no partner is 0. */
static ent_status flow_portfolio(const job *j, const enti_flows *f, int32_t first, int32_t state, int32_t year,
                                 ent_portfolio *ret, ent_error *err)
{
  size_t n;
  const enti_flow *of = enti_flows_of(f, state, year, &n);
  double *weights = ent_arena_array(j->year, n + 1, sizeof *weights);
  ent_portfolio p = {.known = year >= first && year >= f->first && year <= f->last, .top = -1, .shift = NAN};
  if (!weights)
    return enti_no_memory(err);
  for (size_t i = 0; i < n; i++)
    weights[i] = of[i].weight;
  ent_status status = ent_posture_of(weights, n, &p.weighed, err);
  if (status == ENT_OK)
    status = ent_posture_of(NULL, p.weighed.n_weighed, &p.equal, err);
  if (status != ENT_OK)
    return status;
  p.n = p.weighed.n_weighed;
  if (p.weighed.top != SIZE_MAX)
    p.top = of[p.weighed.top].other;
  *ret = p;
  return ENT_OK;
}

/* ---- years ------------------------------------------------------------------------------------------------------------------- */

static ent_status put_year(const job *j, const enti_alliances *a, const enti_alliances *before, size_t row, ent_error *err)
{
  ent_posture_year y = {.year = a->year, .state = a->states[row]};
  ent_status status = alliance_portfolio(j, a, row, before, ENT_PLEDGE_ANY, 0, &y.any, err);
  if (status == ENT_OK)
    status = alliance_portfolio(j, a, row, before, ENT_PLEDGE_DEFENSE, 0, &y.defense, err);
  if (status == ENT_OK)
    status = alliance_portfolio(j, a, row, before, ENT_PLEDGE_ANY, ENT_PLEDGE_DEFENSE, &y.other, err);
  if (status == ENT_OK)
    status = flow_portfolio(j, &j->igo, FIRST_IGO_YEAR, y.state, y.year, &y.igo, err);
  if (status == ENT_OK)
    status = flow_portfolio(j, &j->trade, 0, y.state, y.year, &y.trade, err);
  if (status == ENT_OK)
    status = partners_of(j, a, row, &y, err);
  return status == ENT_OK ? j->each(j->context, &y, err) : status;
}

static ent_status state_year(const job *j, const ent_state *state, int32_t year, ent_error *err)
{
  int32_t numbers[ENT_STATE_CODES];
  enti_alliances a, before;
  size_t n = ent_state_numbers(j->sources->actors, state, j->query->codes, year, numbers);
  ent_status status = n ? enti_alliances_of(&j->field, year, j->year, &a, err) : ENT_OK;
  if (status == ENT_OK && n)
    status = enti_alliances_of(&j->field, year - 1, j->year, &before, err);
  for (size_t i = n; i-- > 0 && status == ENT_OK;) { /* the earliest number first */
    size_t row = ent_state_index(a.states, a.n, numbers[i]);
    status = row == SIZE_MAX ? ENT_OK : put_year(j, &a, &before, row, err);
  }
  ent_arena_reset(j->year);
  return status;
}

/* All numbers that the states have in any of the years. */
static ent_status numbers_of_all(const job *j, int32_t from, int32_t to, int32_t **ret, size_t *ret_n, ent_error *err)
{
  int32_t *all = NULL;
  size_t n = 0, cap = 0;
  for (size_t s = 0; s < j->query->n_states; s++)
    for (int32_t year = from; year <= to; year++) {
      int32_t numbers[ENT_STATE_CODES];
      size_t n_numbers = ent_state_numbers(j->sources->actors, &j->query->states[s], j->query->codes, year, numbers);
      for (size_t i = 0; i < n_numbers; i++) {
        size_t k = 0;
        while (k < n && all[k] != numbers[i])
          k++;
        if (k == n && !enti_grow(j->all, (void **)&all, n, &cap, sizeof *all))
          return enti_no_memory(err);
        if (k == n)
          all[n++] = numbers[i];
      }
    }
  *ret = all;
  *ret_n = n;
  return ENT_OK;
}

static ent_status run(job *j, int32_t *ret_last, ent_error *err)
{
  const ent_posture_query *q = j->query;
  int32_t *numbers = NULL;
  size_t n = 0;
  ent_status status = enti_field_read(j->sources->store, q->from - 1, q->to, j->all, &j->field, err);
  if (status != ENT_OK)
    return status;
  int32_t first = j->field.pledge_years[0], last = j->field.pledge_years[j->field.n_pledges - 1];
  int32_t from = q->from < first ? first : q->from, to = q->to > last ? last : q->to;
  if (ret_last)
    *ret_last = last;
  status = numbers_of_all(j, from, to, &numbers, &n, err);
  if (status == ENT_OK)
    status = enti_flows_read(j->sources->store, ENT_TABLE_IGO, from, to, numbers, n, j->all, &j->igo, err);
  if (status == ENT_OK)
    status = enti_flows_read(j->sources->store, ENT_TABLE_TRADE, from, to, numbers, n, j->all, &j->trade, err);
  for (size_t s = 0; s < q->n_states; s++)
    for (int32_t year = from; year <= to && status == ENT_OK; year++)
      status = state_year(j, &q->states[s], year, err);
  return status;
}

ent_status ent_relation_posture(const ent_sources *sources, const ent_posture_query *query, year_taker each, void *context,
                                int32_t *ret_last, ent_error *err)
{
  job j = {.sources = sources, .query = query, .each = each, .context = context, .all = ent_arena_new(0), .year = ent_arena_new(0)};
  ent_status status = enti_need_store(sources, err);
  if (status == ENT_OK && (!j.all || !j.year))
    status = enti_no_memory(err);
  if (status == ENT_OK)
    status = run(&j, ret_last, err);
  ent_arena_free(j.year);
  ent_arena_free(j.all);
  return status;
}
