/* Similarity of alliance portfolios and of UN votes against the oracles, and the time that a year of dyads takes. */
#include "oracle.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define TOLERANCE 1e-9

/* One year's profiles, made when first asked for. */
typedef struct year {
  size_t n, columns;
  int32_t *states;
  uint8_t *flags, *values;
  double *cinc;
  ent_arena *arena;
} year;

static double *load_cinc(const char *folder, int of_year, const int32_t *states, size_t n)
{
  double *cinc = must(calloc(n + 1, sizeof *cinc));
  csv file = csv_open(folder, "cow_nmc.csv.gz");
  while (csv_next(&file))
    if (csv_int(&file, "year") == of_year) {
      size_t i = ent_state_index(states, n, csv_int(&file, "ccode"));
      if (i != SIZE_MAX)
        cinc[i] = csv_number(&file, "cinc");
    }
  csv_close(&file);
  return cinc;
}

static ent_profiles alliances(year *y)
{
  return (ent_profiles){y->values, y->n, y->columns, 0, 3, y->cinc};
}

static ent_similarity pair_of(const ent_profiles *p, const year *y, int a, int b)
{
  ent_similarity s;
  ent_error err;
  size_t i = ent_state_index(y->states, y->n, a), j = ent_state_index(y->states, y->n, b);
  if (ent_similarity_pair(p, i, j, &s, &err) != ENT_OK) {
    fprintf(stderr, "%d %d: %s\n", a, b, err.message);
    exit(1);
  }
  return s;
}

static int alliance_file(const char *folder, const raw *data, const char *name)
{
  static year years[2100];
  tally t[] = {{"n", 0, 0, 0, 0, 0}, {"s_val_abs", TOLERANCE, 0, 0, 0, 0}, {"s_val_sq", TOLERANCE, 0, 0, 0, 0},
               {"s_bin", TOLERANCE, 0, 0, 0, 0}, {"s_val_abs_w", TOLERANCE, 0, 0, 0, 0},
               {"s_val_sq_w", TOLERANCE, 0, 0, 0, 0}, {"kappa_val", TOLERANCE, 0, 0, 0, 0},
               {"pi_val", TOLERANCE, 0, 0, 0, 0}, {"kappa_bin", TOLERANCE, 0, 0, 0, 0}, {"pi_bin", TOLERANCE, 0, 0, 0, 0},
               {"kappa_val_nominal", TOLERANCE, 0, 0, 0, 0}, {"pi_val_nominal", TOLERANCE, 0, 0, 0, 0},
               {"taub_val", TOLERANCE, 0, 0, 0, 0}};
  csv file = csv_open(folder, name);
  while (csv_next(&file)) {
    int which = csv_int(&file, "year");
    year *y = &years[which];
    if (!y->values) {
      y->n = y->columns = raw_year(data, which, &y->states, &y->flags);
      y->values = must(malloc(y->n * y->n + 1));
      ent_alliance_values(y->flags, y->n, y->values);
      y->cinc = load_cinc(folder, which, y->states, y->n);
    }
    ent_profiles p = alliances(y);
    ent_similarity s = pair_of(&p, y, csv_int(&file, "ccode1"), csv_int(&file, "ccode2"));
    const double got[] = {(double)s.n, s.s_abs, s.s_sq, s.s_bin, s.s_abs_w, s.s_sq_w, s.kappa, s.pi, s.kappa_bin,
                          s.pi_bin, s.kappa_nominal, s.pi_nominal, s.tau_b};
    for (size_t i = 0; i < sizeof got / sizeof *got; i++)
      tally_add(&t[i], &file, got[i]);
  }
  csv_close(&file);
  return tally_report(name, t, sizeof t / sizeof *t);
}

/* All votes, and where those of each year begin (the file goes by year). */
typedef struct ballots {
  ent_vote *votes;
  size_t n, starts[2101];
} ballots;

static ballots load_votes(const char *folder)
{
  ballots b = {must(calloc(1000000, sizeof(ent_vote))), 0, {0}};
  csv file = csv_open(folder, "unga_votes_1946_2022.csv.gz");
  int last = 0;
  while (csv_next(&file) && b.n < 1000000) {
    int of_year = csv_int(&file, "year");
    for (; last < of_year; last++)
      b.starts[last + 1] = b.n;
    if (of_year < last) {
      fprintf(stderr, "votes are not in order of years\n");
      exit(1);
    }
    b.votes[b.n++] = (ent_vote){csv_int(&file, "ccode"), csv_int(&file, "resid"), (uint8_t)csv_int(&file, "vote")};
  }
  for (; last < 2100; last++)
    b.starts[last + 1] = b.n;
  csv_close(&file);
  return b;
}

static int vote_file(const char *folder, const ballots *b, const char *name, bool published)
{
  static ent_vote_table tables[2100];
  ent_arena *arena = must(ent_arena_new(0));
  ent_error err;
  size_t far = 0, n = 0;
  tally t[] = {{"n_common", 0, 0, 0, 0, 0}, {"agree", TOLERANCE, 0, 0, 0, 0}, {"s_abs", TOLERANCE, 0, 0, 0, 0},
               {"s_sq", TOLERANCE, 0, 0, 0, 0}, {"kappa_quad", TOLERANCE, 0, 0, 0, 0},
               {"pi_quad", TOLERANCE, 0, 0, 0, 0}, {"kappa_nominal", TOLERANCE, 0, 0, 0, 0},
               {"pi_nominal", TOLERANCE, 0, 0, 0, 0}, {"taub", TOLERANCE, 0, 0, 0, 0}};
  csv file = csv_open(folder, name);
  for (size_t i = 0; i < 2100; i++)
    tables[i] = (ent_vote_table){0};
  while (csv_next(&file)) {
    int which = csv_int(&file, "year");
    ent_vote_table *v = &tables[which];
    if (!v->votes && ent_vote_table_make(b->votes + b->starts[which], b->starts[which + 1] - b->starts[which], arena, v,
                                         &err) != ENT_OK) {
      fprintf(stderr, "%s\n", err.message);
      return 1;
    }
    ent_profiles p = {v->votes, v->n_states, v->n_roll_calls, 1, 3, NULL};
    year y = {.n = v->n_states, .states = v->states};
    ent_similarity s = pair_of(&p, &y, csv_int(&file, "ccode1"), csv_int(&file, "ccode2"));
    const double got[] = {(double)s.n, s.agree, s.s_abs, s.s_sq, s.kappa, s.pi, s.kappa_nominal, s.pi_nominal, s.tau_b};
    for (size_t i = 0; i < sizeof got / sizeof *got; i++)
      tally_add(&t[i], &file, got[i]);
    if (published && !isnan(csv_number(&file, "published_kappa")) && !isnan(s.kappa)) {
      n++;
      far += !(fabs(s.kappa - csv_number(&file, "published_kappa")) <= TOLERANCE);
    }
  }
  csv_close(&file);
  ent_arena_free(arena);
  if (published)
    printf("%s: kappa equals the published one in %zu of %zu\n", name, n - far, n);
  return tally_report(name, t, sizeof t / sizeof *t) | (published && (far > 4 || n < 5000));
}

static double seconds(void)
{
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* About 18,000 dyads of a year in under a second, of processor time. */
static int speed(const char *folder, const raw *data)
{
  year y = {0};
  ent_error err;
  y.n = y.columns = raw_year(data, 2018, &y.states, &y.flags);
  y.values = must(malloc(y.n * y.n));
  ent_alliance_values(y.flags, y.n, y.values);
  y.cinc = load_cinc(folder, 2018, y.states, y.n);
  size_t pairs = y.n * (y.n - 1) / 2;
  ent_similarity *all = must(malloc(pairs * sizeof *all));
  ent_profiles p = alliances(&y);
  double start = seconds();
  ent_status status = ent_similarity_all(&p, all, &err);
  double took = seconds() - start;
  printf("%zu dyads of 2018: %.3f s\n", pairs, took);
  free(all), free(y.states), free(y.flags), free(y.values), free(y.cinc);
  return status != ENT_OK || took > 1;
}

int main(int argc, char **argv)
{
  const char *folder = argc > 1 ? argv[1] : NULL;
  raw data = raw_load(folder);
  int bad = alliance_file(folder, &data, "oracle_similarity_alliance_years_dev.csv");
  bad |= alliance_file(folder, &data, "oracle_similarity_alliance_year1975_dev.csv.gz");
  bad |= alliance_file(folder, &data, "oracle_similarity_alliance_dyads_dev.csv");
  bad |= speed(folder, &data);
  ballots votes = load_votes(folder);
  bad |= vote_file(folder, &votes, "oracle_similarity_unga_1985_dev.csv.gz", false);
  bad |= vote_file(folder, &votes, "oracle_similarity_unga_kor_dev.csv", true);
  free(votes.votes);
  raw_free(&data);
  return bad;
}
