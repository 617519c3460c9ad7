/* How alike the pairs vote in the UN, year by year of the window: kappa of the roll calls, distance of ideal points. The
 * votes are read once for all pairs. */
#include "relation/closeness.h"

#include <math.h>

typedef struct reader {
  enti_closeness *c;
  int32_t *numbers; /* n_years × n_units; −1: no state in that year */
  ent_vote *votes;  /* of one year, of the units */
  size_t n, cap;
  int32_t year;
  ent_arena *arena; /* for one year */
  ent_ideal_point *points; /* n_years × n_units */
} reader;

static int32_t number_in(const reader *r, int32_t year, size_t unit)
{
  return r->numbers[(size_t)(year - r->c->first_year) * r->c->n_units + unit];
}

static bool is_unit(const reader *r, int32_t year, int32_t state, size_t *ret)
{
  for (*ret = 0; *ret < r->c->n_units; ++*ret)
    if (number_in(r, year, *ret) == state)
      return true;
  return false;
}

static bool in_window(const reader *r, int32_t year)
{
  return year >= r->c->first_year && (size_t)(year - r->c->first_year) < r->c->n_years;
}

static ent_status end_year(reader *r, ent_error *err)
{
  ent_vote_table t;
  if (r->n == 0)
    return ENT_OK;
  ent_status status = ent_vote_table_make(r->votes, r->n, r->arena, &t, err);
  for (size_t i = 0; i < r->c->n_pairs && status == ENT_OK; i++) {
    enti_pair *p = &r->c->pairs[i];
    ent_similarity s;
    if (!p->votes)
      continue;
    size_t a = ent_state_index(t.states, t.n_states, number_in(r, r->year, p->units[0]));
    size_t b = ent_state_index(t.states, t.n_states, number_in(r, r->year, p->units[1]));
    if (a == SIZE_MAX || b == SIZE_MAX)
      continue;
    status = ent_similarity_pair(&(ent_profiles){t.votes, t.n_states, t.n_roll_calls, 1, 3, NULL}, a, b, &s, err);
    if (status == ENT_OK)
      p->years[r->year - r->c->first_year].kappa = s.kappa;
  }
  r->n = 0;
  ent_arena_reset(r->arena);
  return status;
}

static ent_status add_vote(void *context, const ent_cell *cells, ent_error *err)
{
  reader *r = context;
  size_t unit;
  if ((int32_t)cells[0].i != r->year) {
    ent_status status = end_year(r, err);
    if (status != ENT_OK)
      return status;
    r->year = (int32_t)cells[0].i;
  }
  if (!in_window(r, r->year) || !is_unit(r, r->year, (int32_t)cells[2].i, &unit))
    return ENT_OK;
  if (!enti_grow(r->c->arena, (void **)&r->votes, r->n, &r->cap, sizeof *r->votes))
    return enti_no_memory(err);
  r->votes[r->n++] = (ent_vote){(int32_t)cells[2].i, (int32_t)cells[1].i, (uint8_t)cells[3].i};
  return ENT_OK;
}

static ent_status add_point(void *context, const ent_cell *cells, ent_error *err)
{
  reader *r = context;
  int32_t year = (int32_t)cells[2].i;
  size_t unit;
  (void)err;
  if (!ent_str_eq(cells[0].s, ENT_STR("all")) || !in_window(r, year) || !is_unit(r, year, (int32_t)cells[1].i, &unit))
    return ENT_OK;
  r->points[(size_t)(year - r->c->first_year) * r->c->n_units + unit] =
      (ent_ideal_point){cells[3].d, cells[4].kind ? cells[4].d : NAN, cells[5].kind ? cells[5].d : NAN};
  return ENT_OK;
}

/* Room for every pair and year, all unknown, and which states the units are. */
static ent_status prepare(reader *r, ent_error *err)
{
  enti_closeness *c = r->c;
  size_t n = c->n_years * c->n_units + 1;
  r->numbers = ent_arena_array(c->arena, n, sizeof *r->numbers);
  r->points = ent_arena_array(c->arena, n, sizeof *r->points);
  if (!r->numbers || !r->points)
    return enti_no_memory(err);
  for (size_t i = 0; i + 1 < n; i++) {
    int32_t out[ENT_STATE_CODES];
    ent_state state = {.number = -1, .id = c->units[i % c->n_units]};
    r->numbers[i] = ent_state_numbers(c->sources->actors, &state, ENT_CODES_ID, c->first_year + (int32_t)(i / c->n_units), out)
                        ? out[0] : -1;
    r->points[i] = (ent_ideal_point){NAN, NAN, NAN};
  }
  for (size_t i = 0; i < c->n_pairs; i++) {
    enti_pair *p = &c->pairs[i];
    p->years = p->votes ? ent_arena_array(c->arena, c->n_years, sizeof *p->years) : NULL;
    if (p->votes && !p->years)
      return enti_no_memory(err);
    for (size_t y = 0; p->votes && y < c->n_years; y++)
      p->years[y] = (enti_vote_year){NAN, {NAN, NAN, NAN}};
  }
  return ENT_OK;
}

static void put_distances(const reader *r)
{
  const enti_closeness *c = r->c;
  for (size_t i = 0; i < c->n_pairs; i++)
    for (size_t y = 0; c->pairs[i].votes && y < c->n_years; y++)
      c->pairs[i].years[y].distance = ent_ideal_point_distance(r->points[y * c->n_units + c->pairs[i].units[0]],
                                                               r->points[y * c->n_units + c->pairs[i].units[1]]);
}

ent_status enti_closeness_votes(enti_closeness *c, ent_error *err)
{
  reader r = {.c = c, .year = INT32_MIN};
  bool any = false;
  for (size_t i = 0; i < c->n_pairs; i++)
    any |= c->pairs[i].votes;
  if (!any || !c->sources->store)
    return ENT_OK;
  int32_t last = c->first_year + (int32_t)c->n_years - 1;
  ent_status status = prepare(&r, err);
  if (status == ENT_OK && !(r.arena = ent_arena_new(0)))
    status = enti_no_memory(err);
  if (status == ENT_OK)
    status = ent_dataset_each(c->sources->store, ENT_TABLE_VOTE, c->first_year, last, add_vote, &r, err);
  if (status == ENT_OK)
    status = end_year(&r, err);
  if (status == ENT_OK)
    status = ent_dataset_each(c->sources->store, ENT_TABLE_IDEAL_POINT, c->first_year, last, add_point, &r, err);
  if (status == ENT_OK)
    put_distances(&r);
  ent_arena_free(r.arena);
  return status;
}
