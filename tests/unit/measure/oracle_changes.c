/* Turning points of twelve series against the oracles of four methods. */
#include "oracle.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_SERIES 100
#define MAX_LENGTH 1000

typedef struct series {
  char name[64];
  double x[MAX_LENGTH];
  int t[MAX_LENGTH];
  size_t n;
} series;

static series all[MAX_SERIES];
static size_t n_all;

static void load(const char *folder)
{
  csv file = csv_open(folder, "oracle_changepoint_series_dev.csv");
  while (csv_next(&file) && n_all < MAX_SERIES) {
    if (n_all == 0 || strcmp(all[n_all - 1].name, csv_get(&file, "series")) != 0)
      snprintf(all[n_all++].name, sizeof all[0].name, "%s", csv_get(&file, "series"));
    series *s = &all[n_all - 1];
    s->t[s->n] = csv_int(&file, "t");
    s->x[s->n++] = csv_number(&file, "value");
  }
  csv_close(&file);
}

static const series *find(const char *name)
{
  for (size_t i = 0; i < n_all; i++)
    if (strcmp(all[i].name, name) == 0)
      return &all[i];
  fprintf(stderr, "no series %s\n", name);
  exit(1);
}

static int parameter(const csv *file, const char *name)
{
  const char *at = strstr(csv_get(file, "params"), name);
  return at ? (int)strtol(at + strlen(name), NULL, 10) : 0;
}

/* What one row of the oracle asks for. */
typedef struct answer {
  char starts[2000]; /* t of the first value of each new segment, with ";" */
  double n_changes, objective, beta_or_k;
} answer;

static void add_start(answer *a, int t)
{
  size_t n = strlen(a->starts);
  snprintf(a->starts + n, sizeof a->starts - n, n ? ";%d" : "%d", t);
}

static void use_changes(answer *a, const series *s, const ent_changes *changes)
{
  for (size_t i = 0; i < changes->n_points; i++)
    add_start(a, s->t[changes->points[i].at]);
  a->n_changes = (double)changes->n_points;
  a->objective = changes->objective;
}

static void use_split(answer *a, const series *s, ent_split split, bool by_rank)
{
  add_start(a, s->t[split.at]);
  a->n_changes = 1;
  a->objective = by_rank ? split.p : split.statistic;
  a->beta_or_k = by_rank ? split.statistic : NAN;
}

static ent_status solve(const csv *file, const series *s, ent_arena *arena, answer *a, ent_error *err)
{
  const char *method = csv_get(file, "method");
  ent_changes_options o = {.minseg = (size_t)parameter(file, "minseg=")};
  ent_changes changes;
  ent_split split;
  ent_status status;
  if (strncmp(method, "optpart", 7) == 0) {
    status = ent_changes_penalty(s->x, s->n, parameter(file, "penalty_mult="), &a->beta_or_k, err);
    o.penalty = csv_number(file, "beta_or_K");
    if (status == ENT_OK && (status = ent_changes_optimal(s->x, s->n, &o, arena, &changes, err)) == ENT_OK)
      use_changes(a, s, &changes);
  } else if (strncmp(method, "segneigh", 8) == 0) {
    status = ent_changes_segments(s->x, s->n, (size_t)parameter(file, "K="), &o, arena, &changes, err);
    if (status == ENT_OK)
      use_changes(a, s, &changes);
  } else if (strncmp(method, "energy", 6) == 0) {
    status = ent_split_energy(s->x, s->n, 1, o.minseg, 0, 0, &split, err);
    if (status == ENT_OK)
      use_split(a, s, split, false);
  } else {
    status = ent_split_pettitt(s->x, s->n, &split, err);
    if (status == ENT_OK)
      use_split(a, s, split, true);
  }
  return status;
}

int main(int argc, char **argv)
{
  const char *folder = argc > 1 ? argv[1] : NULL;
  tally t[] = {{"n", 0, 0, 0, 0, 0}, {"n_changepoints", 0, 0, 0, 0, 0}, {"objective_or_stat", 1e-9, 0, 0, 0, 0},
               {"beta_or_K", 1e-9, 0, 0, 0, 0}};
  size_t misplaced = 0;
  load(folder);
  csv file = csv_open(folder, "oracle_changepoints_dev.csv");
  while (csv_next(&file)) {
    ent_arena *arena = must(ent_arena_new(0));
    ent_error err;
    answer a = {.beta_or_k = NAN};
    const series *s = find(csv_get(&file, "series"));
    if (solve(&file, s, arena, &a, &err) != ENT_OK) {
      fprintf(stderr, "%s: %s\n", s->name, err.message);
      return 1;
    }
    const double got[] = {(double)s->n, a.n_changes, a.objective, a.beta_or_k};
    for (size_t i = 0; i < 4; i++)
      tally_add(&t[i], &file, got[i]);
    if (strcmp(a.starts, csv_get(&file, "first_t_of_new_segments")) != 0) {
      misplaced++;
      printf("%s %s %s: %s, expected %s\n", s->name, csv_get(&file, "method"), csv_get(&file, "params"), a.starts,
             csv_get(&file, "first_t_of_new_segments"));
    }
    ent_arena_free(arena);
  }
  csv_close(&file);
  printf("%zu of %zu with other places\n", misplaced, t[0].n);
  return tally_report("oracle_changepoints_dev.csv", t, 4) || misplaced;
}
