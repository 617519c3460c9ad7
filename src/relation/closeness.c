/* Closeness of two parties: events, ties and votes side by side, period by period, with a verdict (relation.h). */
#include "relation/closeness.h"

#include <math.h>
#include <string.h>

/* ---- one moment --------------------------------------------------------------------------------------------------------- */

static bool is_active(const enti_pair *p, int32_t day)
{
  for (int i = 0; i < 2; i++)
    if ((ent_date_known(p->from[i]) && p->from[i].day > day) || (ent_date_known(p->to[i]) && p->to[i].day <= day))
      return false;
  return true;
}

/* Values of the members' pairs at one moment, NaN where nothing is known. */
typedef struct values {
  double *events, *se, *evidence, *ties, *ties_lo, *ties_hi, *kappa, *distance;
  size_t n, n_ties_active;
} values;

static bool values_room(values *v, size_t n, ent_arena *arena)
{
  double **arrays[] = {&v->events, &v->se, &v->evidence, &v->ties, &v->ties_lo, &v->ties_hi, &v->kappa, &v->distance};
  for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++)
    if (!(*arrays[i] = ent_arena_array(arena, n + 1, sizeof **arrays[i])))
      return false;
  return true;
}

static const enti_vote_year *votes_in(const enti_closeness *c, const enti_pair *p, size_t month)
{
  int32_t year = (c->result.first_month + (int32_t)month) / 12;
  return p->years && year >= c->first_year && (size_t)(year - c->first_year) < c->n_years ? &p->years[year - c->first_year] : NULL;
}

/* Of a pair without a single event so far, or without any tie, nothing is known: it drops out. */
static ent_status put_pair(const enti_closeness *c, const enti_pair *p, size_t month, int32_t day, values *v, ent_error *err)
{
  size_t i = v->n++;
  const enti_vote_year *votes = votes_in(c, p, month);
  bool events = p->acts && p->series && p->series[month].evidence > 0;
  v->events[i] = events ? p->series[month].value : NAN;
  v->se[i] = events ? p->series[month].se : NAN;
  v->evidence[i] = events ? p->series[month].evidence : NAN;
  v->ties[i] = v->ties_lo[i] = v->ties_hi[i] = NAN;
  v->kappa[i] = votes ? votes->kappa : NAN;
  v->distance[i] = votes ? votes->distance.value : NAN;
  if (!p->acts || !p->n_ties)
    return ENT_OK;
  ent_tie_closeness ties;
  ent_status status = ent_closeness_ties(p->spans, p->n_ties, day, ENT_TIES_K, NULL, &ties, err);
  if (status != ENT_OK)
    return status;
  v->ties[i] = ties.value;
  v->ties_lo[i] = ties.lo;
  v->ties_hi[i] = ties.hi;
  v->n_ties_active += ties.n_active;
  return ENT_OK;
}

static ent_status members_at(const enti_closeness *c, size_t month, int32_t day, values *v, ent_members *ret, ent_error *err)
{
  ent_status status = ENT_OK;
  for (size_t i = c->has_own; i < c->n_pairs && status == ENT_OK; i++)
    if (is_active(&c->pairs[i], day))
      status = put_pair(c, &c->pairs[i], month, day, v, err);
  ret->n = v->n;
  const double *from[] = {v->events, v->ties, v->kappa, v->distance};
  ent_spread *to[] = {&ret->events, &ret->ties, &ret->kappa, &ret->distance};
  for (int i = 0; i < 4 && status == ENT_OK; i++)
    status = ent_spread_of(from[i], v->n, to[i], err);
  return status;
}

static double mean_of(const double *x, size_t n)
{
  double sum = 0;
  size_t used = 0;
  for (size_t i = 0; i < n; i++)
    if (!isnan(x[i])) {
      sum += x[i];
      used++;
    }
  return used ? sum / (double)used : NAN;
}

/* The mean of the members, its error that of independent ones. */
static void mean_events(const values *v, const ent_members *m, ent_closeness_month *ret)
{
  double squares = 0;
  for (size_t i = 0; i < v->n; i++)
    squares += isnan(v->se[i]) ? 0 : v->se[i] * v->se[i];
  ret->value = m->events.mean;
  ret->se = m->events.n_used ? sqrt(squares) / (double)m->events.n_used : NAN;
  ret->lo = ret->value - 1.96 * ret->se;
  ret->hi = ret->value + 1.96 * ret->se;
  ret->evidence = mean_of(v->evidence, v->n);
}

static void from_members(const values *v, ent_closeness_period *p)
{
  mean_events(v, &p->members, &p->events);
  p->ties = (ent_tie_closeness){p->members.ties.mean, mean_of(v->ties_lo, v->n), mean_of(v->ties_hi, v->n), v->n_ties_active};
}

static const ent_closeness_month no_events = {NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN};

static ent_status from_own(const enti_closeness *c, size_t month, int32_t day, ent_closeness_period *p, ent_error *err)
{
  const enti_pair *own = &c->pairs[0];
  if (c->result.corpus)
    p->events = own->series[month];
  return ent_closeness_ties(own->spans, own->n_ties, day, ENT_TIES_K, NULL, &p->ties, err);
}

ent_status enti_closeness_at(const enti_closeness *c, size_t first, size_t last, ent_date date, ent_closeness_period *ret,
                             ent_error *err)
{
  values v = {0};
  const ent_closeness_result *r = &c->result;
  int32_t day = ent_date_last(ent_month_date(r->first_month + (int32_t)last));
  ent_closeness_period p = {.date = date, .events = no_events, .kappa = NAN, .distance = NAN};
  for (size_t i = first; i <= last; i++) {
    const ent_month *m = &r->months[i];
    p.sums = (ent_month){p.sums.n + m->n, p.sums.n_all + m->n_all, p.sums.sum + m->sum, p.sums.sum_sq + m->sum_sq,
                         p.sums.positive + m->positive, p.sums.negative + m->negative};
  }
  if (!values_room(&v, c->n_pairs, c->arena))
    return enti_no_memory(err);
  ent_status status = members_at(c, last, day, &v, &p.members, err);
  if (status == ENT_OK && r->own)
    status = from_own(c, last, day, &p, err);
  else if (status == ENT_OK)
    from_members(&v, &p);
  if (status != ENT_OK)
    return status;
  const enti_vote_year *own = c->has_own && c->pairs[0].votes ? votes_in(c, &c->pairs[0], last) : NULL;
  p.kappa = own ? own->kappa : p.members.kappa.mean;
  p.distance = own ? own->distance.value : p.members.distance.mean;
  bool ties = !r->own || c->pairs[0].n_ties;
  const ent_component parts[] = {{p.events.value / 10, 1, 0.5, 2}, {ties ? p.ties.value : NAN, 1, 0.5, 2}, {p.kappa, 1, 0.5, 2}};
  status = ent_composite_of(parts, 3, &p.composite, err);
  if (status == ENT_OK)
    *ret = p;
  return status;
}

/* ---- periods ------------------------------------------------------------------------------------------------------------------ */

static size_t period_end(const ent_closeness_result *r, size_t first, bool by_month)
{
  int32_t year = (r->first_month + (int32_t)first) / 12;
  size_t last = first;
  while (!by_month && last + 1 < r->n_months && (r->first_month + (int32_t)last + 1) / 12 == year)
    last++;
  return last;
}

static ent_status put_periods(enti_closeness *c, ent_error *err)
{
  ent_closeness_result *r = &c->result;
  ent_status status = ENT_OK;
  r->periods = ent_arena_array(c->arena, r->window_last - r->window_first + 1, sizeof *r->periods);
  if (!r->periods)
    return enti_no_memory(err);
  for (size_t first = 0; first < r->n_months && status == ENT_OK;) {
    size_t last = period_end(r, first, c->query->by_month);
    ent_date month = ent_month_date(r->first_month + (int32_t)last);
    if (last >= r->window_first && first <= r->window_last)
      status = enti_closeness_at(c, first, last, c->query->by_month ? month : ent_date_coarsen(month, ENT_DATE_YEAR),
                                 &r->periods[r->n_periods++], err);
    first = last + 1;
  }
  return status;
}

/* Months of the two themselves; where the numbers are their members', of all pairs together. */
static ent_status pool_months(enti_closeness *c, ent_error *err)
{
  ent_closeness_result *r = &c->result;
  if (r->own) {
    r->months = c->pairs[0].months;
    return ENT_OK;
  }
  r->months = ent_arena_array(c->arena, r->n_months, sizeof *r->months);
  if (!r->months)
    return enti_no_memory(err);
  for (size_t i = c->has_own; i < c->n_pairs; i++)
    for (size_t m = 0; c->pairs[i].series && m < r->n_months; m++) {
      const ent_month *from = &c->pairs[i].months[m];
      ent_month *to = &r->months[m];
      to->n_all = from->n_all;
      if (!is_active(&c->pairs[i], ent_date_last(ent_month_date(r->first_month + (int32_t)m))))
        continue;
      *to = (ent_month){to->n + from->n, to->n_all, to->sum + from->sum, to->sum_sq + from->sum_sq,
                        to->positive + from->positive, to->negative + from->negative};
    }
  return ENT_OK;
}

static ent_status put_ties(enti_closeness *c, ent_error *err)
{
  ent_closeness_result *r = &c->result;
  const enti_pair *own = &c->pairs[0];
  ent_tie_closeness at_end;
  if (!c->has_own)
    return ENT_OK;
  double *parts = ent_arena_array(c->arena, own->n_ties + 1, sizeof *parts);
  r->ties = ent_arena_array(c->arena, own->n_ties + 1, sizeof *r->ties);
  if (!parts || !r->ties)
    return enti_no_memory(err);
  int32_t day = ent_date_last(ent_month_date(r->first_month + (int32_t)r->window_last));
  ent_status status = ent_closeness_ties(own->spans, own->n_ties, day, ENT_TIES_K, parts, &at_end, err);
  for (size_t i = 0; status == ENT_OK && i < own->n_ties; i++)
    r->ties[r->n_ties++] = (ent_closeness_tie){own->ties[i], parts[i]};
  return status;
}

/* ---- the verdict ---------------------------------------------------------------------------------------------------------------- */

/* Ideal points drawing nearer, between the first and the last year of the window that have them: above 0 is closer. */
static ent_change_band nearer(const enti_closeness *c)
{
  const enti_pair *own = &c->pairs[0];
  const enti_vote_year *first = NULL, *last = NULL;
  for (size_t y = 0; c->has_own && own->years && y < c->n_years; y++)
    if (!isnan(own->years[y].distance.value)) {
      first = first ? first : &own->years[y];
      last = &own->years[y];
    }
  if (!first || first == last)
    return (ent_change_band){NAN, NAN, NAN};
  return (ent_change_band){first->distance.value - last->distance.value, first->distance.lo - last->distance.hi,
                           first->distance.hi - last->distance.lo};
}

static ent_status judge(enti_closeness *c, ent_error *err)
{
  ent_closeness_result *r = &c->result;
  ent_date first = ent_month_date(r->first_month + (int32_t)r->window_first);
  ent_date last = ent_month_date(r->first_month + (int32_t)r->window_last);
  ent_status status = enti_closeness_at(c, r->window_first, r->window_first, first, &r->begin, err);
  if (status == ENT_OK)
    status = enti_closeness_at(c, r->window_last, r->window_last, last, &r->end, err);
  /* what was in force on the window's first day, not at the end of its first month */
  if (status == ENT_OK && r->own)
    status = ent_closeness_ties(c->pairs[0].spans, c->pairs[0].n_ties, first.day, ENT_TIES_K, NULL, &r->begin.ties, err);
  if (status != ENT_OK)
    return status;
  r->events = ent_closeness_change(&r->begin.events, &r->end.events, 1.96);
  r->tie_change = (ent_change_band){r->end.ties.value - r->begin.ties.value, r->end.ties.lo - r->begin.ties.hi - ENT_TIES_UNSURE,
                                    r->end.ties.hi - r->begin.ties.lo + ENT_TIES_UNSURE};
  r->votes = nearer(c);
  const ent_change_band bands[] = {r->events, r->tie_change, r->votes};
  r->verdict = ent_trend_of(bands, 3);
  return ENT_OK;
}

#define CAUSES 10       /* of each kind */
#define CAUSE_MONTHS 6  /* events are looked for in the months in which most happened: a walk over all would grow with the corpus */

/* The heaviest months of the window, in order of time; all of a short one. */
static size_t heavy_months(const ent_closeness_result *r, ent_date out[CAUSE_MONTHS])
{
  size_t at[CAUSE_MONTHS], n = 0;
  for (size_t m = r->window_first; m <= r->window_last; m++) {
    double size = r->months[m].positive + r->months[m].negative;
    size_t k = n;
    if (size == 0)
      continue;
    while (k > 0 && size > r->months[at[k - 1]].positive + r->months[at[k - 1]].negative)
      k--;
    if (k == CAUSE_MONTHS)
      continue;
    n = n < CAUSE_MONTHS ? n + 1 : n;
    memmove(at + k + 1, at + k, (n - 1 - k) * sizeof *at);
    at[k] = m;
  }
  for (size_t i = 0; i < n; i++)
    out[i] = ent_month_date(r->first_month + (int32_t)at[i]);
  return n;
}

static ent_status find_causes(enti_closeness *c, ent_error *err)
{
  ent_closeness_result *r = &c->result;
  ent_date first = ent_month_date(r->first_month + (int32_t)r->window_first);
  ent_date last = ent_month_date(r->first_month + (int32_t)r->window_last);
  ent_date months[CAUSE_MONTHS];
  size_t cap = 0, n_months = heavy_months(r, months);
  ent_status status = ENT_OK;
  for (size_t i = 0; i < c->n_pairs && status == ENT_OK; i++) {
    const enti_pair *p = &c->pairs[i];
    ent_cause *some;
    size_t n = 0;
    if (!p->acts || (r->own && i > 0) || (!r->own && c->has_own && i == 0))
      continue;
    status = enti_causes(c->sources, c->units[p->units[0]], c->units[p->units[1]], n_months ? r->corpus : 0, first, last, months,
                         n_months, CAUSES, c->arena, &some, &n, err);
    for (size_t k = 0; k < n && status == ENT_OK; k++) {
      if (!enti_grow(c->arena, (void **)&r->causes, r->n_causes, &cap, sizeof *r->causes))
        return enti_no_memory(err);
      r->causes[r->n_causes++] = some[k];
    }
  }
  return status;
}

/* ---- all of it -------------------------------------------------------------------------------------------------------------------- */

static void choose_years(enti_closeness *c)
{
  const ent_closeness_result *r = &c->result;
  c->first_year = (r->first_month + (int32_t)r->window_first) / 12;
  c->n_years = (size_t)((r->first_month + (int32_t)r->window_last) / 12 - c->first_year) + 1;
}

ent_status ent_relation_closeness(const ent_sources *sources, const ent_closeness_query *query, ent_arena *arena,
                                  ent_closeness_result *ret, ent_error *err)
{
  enti_closeness c = {.sources = sources, .query = query, .arena = arena};
  ent_status status = enti_closeness_pairs(&c, err);
  if (status == ENT_OK)
    status = enti_closeness_ties(&c, err);
  if (status == ENT_OK)
    status = enti_closeness_read_events(&c, err);
  if (status != ENT_OK)
    return status;
  c.result.own = c.has_own && (!c.members || c.pairs[0].n_rows || c.pairs[0].n_ties);
  choose_years(&c);
  if (query->votes)
    status = enti_closeness_votes(&c, err);
  if (status == ENT_OK)
    status = pool_months(&c, err);
  if (status == ENT_OK)
    status = put_periods(&c, err);
  if (status == ENT_OK)
    status = put_ties(&c, err);
  if (status == ENT_OK)
    status = judge(&c, err);
  if (status == ENT_OK && query->causes)
    status = find_causes(&c, err);
  if (status == ENT_OK)
    *ret = c.result;
  return status;
}
