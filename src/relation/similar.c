/* How alike the alliances or the UN votes of states are, year by year (relation.h). */
#include "relation/field.h"

#include <math.h>

typedef ent_status (*pair_taker)(void *, const ent_similar_pair *, ent_error *);
typedef ent_status (*difference_taker)(void *, const ent_difference *, ent_error *);

typedef struct job {
  const ent_sources *sources;
  const ent_similarity_query *query;
  pair_taker each;
  difference_taker differs;
  void *context;
  ent_arena *all, *year; /* for the whole run; for one year, reset after it */
} job;

/* A year's profiles, whatever they are of. */
typedef struct profile_year {
  int32_t year;
  int32_t *states, *columns; /* columns: third states or roll calls */
  size_t n;
  ent_profiles profiles;
} profile_year;

/* ---- pairs ---------------------------------------------------------------------------------------------------------- */

static ent_status tell_differences(const job *j, const profile_year *y, size_t a, size_t b, ent_error *err)
{
  const ent_profiles *p = &y->profiles;
  ent_status status = ENT_OK;
  for (size_t c = 0; c < p->n_columns && status == ENT_OK; c++) {
    uint8_t x = p->values[a * p->n_columns + c], v = p->values[b * p->n_columns + c];
    if (x == v || x < p->lowest || v < p->lowest || x > p->highest || v > p->highest)
      continue;
    status = j->differs(j->context, &(ent_difference){y->year, y->states[a], y->states[b], y->columns[c], x, v,
                                                      p->weights ? p->weights[c] : NAN}, err);
  }
  return status;
}

static ent_status put_pair(const job *j, const profile_year *y, size_t a, size_t b, const ent_similarity *s, ent_error *err)
{
  if (j->query->kind == ENT_PROFILE_VOTES && s->n == 0)
    return ENT_OK; /* they never voted on the same thing: no row */
  ent_status status = j->each(j->context, &(ent_similar_pair){y->year, y->states[a], y->states[b], *s}, err);
  return status == ENT_OK && j->differs ? tell_differences(j, y, a, b, err) : status;
}

static ent_status all_pairs(const job *j, const profile_year *y, ent_error *err)
{
  size_t n = y->n * (y->n - 1) / 2, k = 0;
  ent_similarity *s = ent_arena_array(j->year, n + 1, sizeof *s);
  if (!s)
    return enti_no_memory(err);
  ent_status status = ent_similarity_all(&y->profiles, s, err);
  for (size_t a = 0; a < y->n; a++)
    for (size_t b = a + 1; b < y->n && status == ENT_OK; b++)
      status = put_pair(j, y, a, b, &s[k++], err);
  return status;
}

static ent_status with_others(const job *j, const profile_year *y, size_t a, ent_error *err)
{
  ent_similarity *s = ent_arena_array(j->year, y->n, sizeof *s);
  if (!s)
    return enti_no_memory(err);
  ent_status status = ent_similarity_row(&y->profiles, a, s, err);
  for (size_t b = 0; b < y->n && status == ENT_OK; b++)
    if (b != a)
      status = put_pair(j, y, a, b, &s[b], err);
  return status;
}

/* Numbers of one year, the earliest first, so that the rows of one key are in one place. */
static ent_status of_sides(const job *j, const profile_year *y, ent_error *err)
{
  int32_t numbers[2][ENT_STATE_CODES];
  size_t n[2] = {0};
  ent_status status = ENT_OK;
  for (size_t i = 0; i < j->query->n_sides; i++)
    n[i] = ent_state_numbers(j->sources->actors, &j->query->sides[i], j->query->codes, y->year, numbers[i]);
  for (size_t i = n[0]; i-- > 0 && status == ENT_OK;) {
    size_t a = ent_state_index(y->states, y->n, numbers[0][i]);
    if (a == SIZE_MAX)
      continue;
    if (j->query->n_sides == 1)
      status = with_others(j, y, a, err);
    for (size_t k = n[1]; k-- > 0 && status == ENT_OK;) {
      size_t b = ent_state_index(y->states, y->n, numbers[1][k]);
      ent_similarity s;
      if (b == SIZE_MAX || b == a)
        continue;
      status = ent_similarity_pair(&y->profiles, a, b, &s, err);
      if (status == ENT_OK)
        status = put_pair(j, y, a, b, &s, err);
    }
  }
  return status;
}

static ent_status one_year(const job *j, const profile_year *y, ent_error *err)
{
  ent_status status = y->n == 0 ? ENT_OK : j->query->n_sides ? of_sides(j, y, err) : all_pairs(j, y, err);
  ent_arena_reset(j->year);
  return status;
}

/* ---- alliances ------------------------------------------------------------------------------------------------------- */

static ent_status of_alliances(const job *j, ent_error *err)
{
  enti_field field;
  ent_status status = enti_field_read(j->sources->store, j->query->from, j->query->to, j->all, &field, err);
  for (size_t i = 0; status == ENT_OK && i < field.n_pledges;) {
    int32_t year = field.pledge_years[i];
    enti_alliances a;
    status = enti_alliances_of(&field, year, j->year, &a, err);
    if (status == ENT_OK)
      status = one_year(j, &(profile_year){year, a.states, a.states, a.n, {a.values, a.n, a.n, 0, 3, a.cinc}}, err);
    while (i < field.n_pledges && field.pledge_years[i] == year)
      i++;
  }
  return status;
}

/* ---- votes ------------------------------------------------------------------------------------------------------------ */

typedef struct ballots {
  const job *j;
  ent_vote *votes;
  size_t n, cap;
  int32_t year;
} ballots;

/* The votes of a year are complete: measure them. */
static ent_status count_ballots(ballots *b, ent_error *err)
{
  ent_vote_table v;
  if (b->n == 0)
    return ENT_OK;
  ent_status status = ent_vote_table_make(b->votes, b->n, b->j->year, &v, err);
  if (status == ENT_OK)
    status = one_year(b->j, &(profile_year){b->year, v.states, v.roll_calls, v.n_states,
                                            {v.votes, v.n_states, v.n_roll_calls, 1, 3, NULL}}, err);
  b->n = 0;
  return status;
}

static ent_status add_vote(void *context, const ent_cell *c, ent_error *err)
{
  ballots *b = context;
  if ((int32_t)c[0].i != b->year) {
    ent_status status = count_ballots(b, err);
    if (status != ENT_OK)
      return status;
    b->year = (int32_t)c[0].i;
  }
  if (!enti_grow(b->j->all, (void **)&b->votes, b->n, &b->cap, sizeof *b->votes))
    return enti_no_memory(err);
  b->votes[b->n++] = (ent_vote){(int32_t)c[2].i, (int32_t)c[1].i, (uint8_t)c[3].i};
  return ENT_OK;
}

static ent_status of_votes(const job *j, ent_error *err)
{
  ballots b = {.j = j, .year = INT32_MIN};
  ent_status status = ent_dataset_each(j->sources->store, ENT_TABLE_VOTE, j->query->from, j->query->to, add_vote, &b, err);
  if (status == ENT_OK)
    status = count_ballots(&b, err);
  if (status == ENT_OK && b.year == INT32_MIN)
    return ent_fail(err, ENT_ENOTFOUND, ENT_NO_OFFSET, "the store has no votes of these years: `entente load` UN votes first");
  return status;
}

ent_status ent_relation_similarity(const ent_sources *sources, const ent_similarity_query *query, pair_taker each,
                                   difference_taker differs, void *context, ent_error *err)
{
  job j = {sources, query, each, differs, context, ent_arena_new(0), ent_arena_new(0)};
  ent_status status = enti_need_store(sources, err);
  if (status == ENT_OK && (!j.all || !j.year))
    status = enti_no_memory(err);
  if (status == ENT_OK)
    status = query->kind == ENT_PROFILE_ALLIANCES ? of_alliances(&j, err) : of_votes(&j, err);
  ent_arena_free(j.year);
  ent_arena_free(j.all);
  return status;
}
