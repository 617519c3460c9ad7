/* Reading what entente closeness shows: months of events, ties, similarity of votes. */
#include "cli/closeness.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static ent_status no_memory(ent_error *err)
{
  return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
}

/* ---- actors ------------------------------------------------------------------------------------------------------------ */

/* A code that the events use is meant as it is; else an id, or a name. */
static ent_status find_actor(cli_run *r, const closeness_options *o, const char *name, ent_str *ret, ent_error *err)
{
  bool used = false;
  cli_state state;
  ent_status status = ent_dataset_has_actor(r->store, ent_str_of(name), &used, err);
  if (status != ENT_OK)
    return status;
  *ret = ent_str_of(name);
  if (used)
    return ENT_OK;
  status = cli_state_resolve(r->reader, o->field.codes, name, r->arena, &state, err);
  if (status != ENT_OK || state.number < 0) {
    *ret = state.id;
    return status;
  }
  char query[32];
  snprintf(query, sizeof query, "cow:%d", state.number);
  return cli_resolve(r->reader, query, ENT_NO_DATE, r->arena, ret, err);
}

/* ---- events -------------------------------------------------------------------------------------------------------------- */

static uint64_t events_of(const ent_dyad_month *rows, size_t n)
{
  uint64_t sum = 0;
  for (size_t i = 0; i < n; i++)
    sum += rows[i].n;
  return sum;
}

/* The corpus with most events of the two; of equals the first. */
static ent_status choose_corpus(cli_run *r, const closeness_options *o, closeness *c, ent_dyad_month **ret, size_t *ret_n,
                                ent_error *err)
{
  uint64_t most = 0;
  for (int k = ENT_CORPUS_EVENTS; k <= ENT_CORPUS_ACLED; k++) {
    ent_dyad_month *rows;
    size_t n;
    if (o->corpus && k != (int)o->corpus)
      continue;
    ent_status status = ent_dataset_dyad(r->store, (ent_corpus)k, c->actors[0], c->actors[1], r->arena, &rows, &n, err);
    if (status != ENT_OK)
      return status;
    if (!c->corpus || events_of(rows, n) > most) {
      c->corpus = (ent_corpus)k;
      most = events_of(rows, n);
      *ret = rows;
      *ret_n = n;
    }
  }
  return ENT_OK;
}

static int32_t month_of(ent_date date, bool last)
{
  return ent_month_of_day(last ? ent_date_last(date) : date.day);
}

/* From the first to the last month of the corpus; without one, what was asked for, or the years that ties tell of. */
static void choose_months(const closeness_options *o, closeness *c, const ent_corpus_month *all, size_t n_all)
{
  int32_t first = INT32_MAX, last = INT32_MIN;
  for (size_t i = 0; i < n_all; i++)
    if (all[i].corpus == c->corpus) {
      first = all[i].month < first ? all[i].month : first;
      last = all[i].month > last ? all[i].month : last;
    }
  c->has_events = first <= last;
  for (size_t i = 0; !c->has_events && i < c->n_ties; i++) {
    if (ent_date_known(c->ties[i].start) && month_of(c->ties[i].start, false) < first)
      first = month_of(c->ties[i].start, false);
    if (ent_date_known(c->ties[i].start) && month_of(c->ties[i].start, true) > last)
      last = month_of(c->ties[i].start, true);
    if (ent_date_known(c->ties[i].end) && month_of(c->ties[i].end, true) > last)
      last = month_of(c->ties[i].end, true);
  }
  if (!c->has_events && ent_date_known(o->from))
    first = month_of(o->from, false);
  if (!c->has_events && ent_date_known(o->to))
    last = month_of(o->to, true);
  c->first_month = first;
  c->n = first <= last ? (size_t)(last - first) + 1 : 0;
}

static void choose_window(const closeness_options *o, closeness *c)
{
  int32_t from = ent_date_known(o->from) ? month_of(o->from, false) - c->first_month : 0;
  int32_t to = ent_date_known(o->to) ? month_of(o->to, true) - c->first_month : (int32_t)c->n - 1;
  c->window_first = from > 0 ? (size_t)from : 0;
  c->window_last = to < 0 ? 0 : (size_t)to < c->n ? (size_t)to : c->n - 1;
}

static ent_status read_events(cli_run *r, const closeness_options *o, closeness *c, ent_error *err)
{
  ent_dyad_month *rows = NULL;
  ent_corpus_month *all;
  size_t n = 0, n_all;
  ent_status status = choose_corpus(r, o, c, &rows, &n, err);
  if (status == ENT_OK)
    status = ent_dataset_months(r->store, r->arena, &all, &n_all, err);
  if (status != ENT_OK)
    return status;
  /* where the two have no event at all, a corpus that has some is better than one that has none */
  for (size_t i = 0; i < n_all && n == 0 && !o->corpus; i++)
    if (i == 0)
      c->corpus = all[0].corpus;
  choose_months(o, c, all, n_all);
  if (c->n == 0)
    return ent_fail(err, ENT_ENOTFOUND, ENT_NO_OFFSET, "nothing is known of %.*s and %.*s: no events, no ties",
                    ENT_STR_ARG(c->actors[0]), ENT_STR_ARG(c->actors[1]));
  c->months = ent_arena_array(r->arena, c->n, sizeof *c->months);
  c->series = ent_arena_array(r->arena, c->n, sizeof *c->series);
  if (!c->months || !c->series)
    return no_memory(err);
  for (size_t i = 0; i < n_all; i++)
    if (all[i].corpus == c->corpus && all[i].month >= c->first_month && (size_t)(all[i].month - c->first_month) < c->n)
      c->months[all[i].month - c->first_month].n_all += all[i].n;
  for (size_t i = 0; i < n; i++) {
    ent_month *m = &c->months[rows[i].month - c->first_month];
    m->n += rows[i].n;
    m->sum += rows[i].sum;
    m->sum_sq += rows[i].sum_sq;
    m->positive += rows[i].positive;
    m->negative += rows[i].negative;
  }
  return ent_closeness_events(c->months, c->n, NULL, c->series, err);
}

/* ---- ties ------------------------------------------------------------------------------------------------------------------ */

static ent_status read_ties(cli_run *r, closeness *c, ent_error *err)
{
  ent_status status = ent_dyad_ties(ent_reader_reference(r->reader), c->actors[0], c->actors[1], r->arena, &c->ties, &c->n_ties, err);
  if (status != ENT_OK)
    return status;
  c->spans = ent_arena_array(r->arena, c->n_ties + 1, sizeof *c->spans);
  if (!c->spans)
    return no_memory(err);
  for (size_t i = 0; i < c->n_ties; i++)
    c->spans[i] = (ent_tie_span){c->ties[i].start, c->ties[i].end, c->ties[i].weight};
  return ENT_OK;
}

/* ---- votes ------------------------------------------------------------------------------------------------------------------ */

typedef struct vote_reader {
  cli_run *r;
  closeness *c;
  ent_vote *votes; /* of the two, of one year */
  size_t n, cap;
  int32_t year, numbers[2];
} vote_reader;

static void numbers_of_year(vote_reader *v, int32_t year)
{
  v->year = year;
  for (int i = 0; i < 2; i++) {
    int32_t out[CLI_STATE_CODES];
    cli_state state = {.number = -1, .id = v->c->actors[i]};
    v->numbers[i] = cli_state_numbers(v->r->reader, &state, CODES_ID, year, out) ? out[0] : -1;
  }
}

static yearly *year_row(closeness *c, ent_arena *arena, int32_t year)
{
  for (size_t i = 0; i < c->n_years; i++)
    if (c->years[i].year == year)
      return &c->years[i];
  if (!cli_grow(arena, (void **)&c->years, c->n_years, &c->cap_years, sizeof *c->years))
    return NULL;
  c->years[c->n_years] = (yearly){year, NAN, NAN};
  return &c->years[c->n_years++];
}

static ent_status end_year(vote_reader *v, ent_error *err)
{
  ent_vote_table t;
  ent_similarity s;
  if (v->n == 0)
    return ENT_OK;
  ent_status status = ent_vote_table_make(v->votes, v->n, v->r->arena, &t, err);
  v->n = 0;
  if (status != ENT_OK || t.n_states < 2)
    return status;
  status = ent_similarity_pair(&(ent_profiles){t.votes, t.n_states, t.n_roll_calls, 1, 3, NULL}, 0, 1, &s, err);
  yearly *y = status == ENT_OK ? year_row(v->c, v->r->arena, v->year) : NULL;
  if (status == ENT_OK && !y)
    return no_memory(err);
  if (y)
    y->kappa = s.kappa;
  return status;
}

static ent_status add_vote(void *context, const ent_cell *cells, ent_error *err)
{
  vote_reader *v = context;
  if ((int32_t)cells[0].i != v->year) {
    ent_status status = end_year(v, err);
    if (status != ENT_OK)
      return status;
    numbers_of_year(v, (int32_t)cells[0].i);
  }
  int32_t state = (int32_t)cells[2].i;
  if (state != v->numbers[0] && state != v->numbers[1])
    return ENT_OK;
  if (!cli_grow(v->r->arena, (void **)&v->votes, v->n, &v->cap, sizeof *v->votes))
    return no_memory(err);
  v->votes[v->n++] = (ent_vote){state, (int32_t)cells[1].i, (uint8_t)cells[3].i};
  return ENT_OK;
}

typedef struct point_reader {
  vote_reader v;
  struct { int32_t year, state; double value; } *points; /* of all states that the two have been */
  size_t n, cap;
} point_reader;

static ent_status add_point(void *context, const ent_cell *cells, ent_error *err)
{
  point_reader *p = context;
  if (!ent_str_eq(cells[0].s, ENT_STR("all")))
    return ENT_OK;
  int32_t year = (int32_t)cells[2].i, state = (int32_t)cells[1].i;
  if (year / 12 != 0 && ((year + 1) * 12 <= p->v.c->first_month || year * 12 >= p->v.c->first_month + (int32_t)p->v.c->n))
    return ENT_OK;
  if (!cli_grow(p->v.r->arena, (void **)&p->points, p->n, &p->cap, sizeof *p->points))
    return no_memory(err);
  p->points[p->n].year = year;
  p->points[p->n].state = state;
  p->points[p->n++].value = cells[3].d;
  return ENT_OK;
}

static ent_status read_points(cli_run *r, closeness *c, int32_t from, int32_t to, ent_error *err)
{
  point_reader p = {.v = {.r = r, .c = c}};
  ent_status status = ent_dataset_each(r->store, ENT_TABLE_IDEAL_POINT, from, to, add_point, &p, err);
  for (int32_t year = from; year <= to && status == ENT_OK && p.n; year++) {
    double value[2] = {NAN, NAN};
    numbers_of_year(&p.v, year);
    for (size_t i = 0; i < p.n; i++)
      for (int k = 0; k < 2; k++)
        if (p.points[i].year == year && p.points[i].state == p.v.numbers[k])
          value[k] = p.points[i].value;
    if (isnan(value[0]) || isnan(value[1]))
      continue;
    yearly *y = year_row(c, r->arena, year);
    if (!y)
      return no_memory(err);
    y->distance = ent_ideal_point_distance((ent_ideal_point){value[0], NAN, NAN}, (ent_ideal_point){value[1], NAN, NAN}).value;
  }
  return status;
}

static ent_status read_votes(cli_run *r, closeness *c, ent_error *err)
{
  int32_t from = (c->first_month + (int32_t)c->window_first) / 12, to = (c->first_month + (int32_t)c->window_last) / 12;
  ent_actor_info info;
  for (int i = 0; i < 2; i++)
    if (!ent_actors_info(ent_reader_actors(r->reader), c->actors[i], ENT_NO_DATE, &info))
      return ENT_OK; /* no state: it casts no votes */
  vote_reader v = {.r = r, .c = c, .year = INT32_MIN};
  ent_status status = ent_dataset_each(r->store, ENT_TABLE_VOTE, from, to, add_vote, &v, err);
  if (status == ENT_OK)
    status = end_year(&v, err);
  return status == ENT_OK ? read_points(r, c, from, to, err) : status;
}

ent_status closeness_read(cli_run *r, const closeness_options *o, char **names, closeness *ret, ent_error *err)
{
  *ret = (closeness){0};
  ent_status status = find_actor(r, o, names[0], &ret->actors[0], err);
  if (status == ENT_OK)
    status = find_actor(r, o, names[1], &ret->actors[1], err);
  if (status == ENT_OK)
    status = read_ties(r, ret, err);
  if (status == ENT_OK)
    status = read_events(r, o, ret, err);
  if (status != ENT_OK)
    return status;
  choose_window(o, ret);
  return o->turning || o->ties ? ENT_OK : read_votes(r, ret, err);
}

static const yearly *year_of(const closeness *c, ent_date month)
{
  int year, m, d;
  ent_date_split(month, &year, &m, &d);
  for (size_t i = 0; i < c->n_years; i++)
    if (c->years[i].year == year)
      return &c->years[i];
  return NULL;
}

double closeness_kappa(const closeness *c, ent_date month)
{
  const yearly *y = year_of(c, month);
  return y ? y->kappa : NAN;
}

double closeness_distance(const closeness *c, ent_date month)
{
  const yearly *y = year_of(c, month);
  return y ? y->distance : NAN;
}

ent_status closeness_composite(const closeness *c, size_t month, double ties, double kappa, ent_composite *ret, ent_error *err)
{
  const ent_component parts[] = {{c->has_events ? c->series[month].value / 10 : NAN, 1, 0.5, 2},
                                 {c->n_ties ? ties : NAN, 1, 0.5, 2},
                                 {kappa, 1, 0.5, 2}};
  return ent_composite_of(parts, 3, ret, err);
}
