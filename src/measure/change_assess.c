/* How sure a turning point is, and when else it may have been: judged within its two neighbouring segments. */
#include "measure/chance.h"
#include "measure/change_cost.h"

#include <math.h>
#include <stdlib.h>

typedef struct pair {
  double x, w;
} pair;

/* What the best split of the values gains: the most of S1²/W1 + S2²/W2 - S²/W, each side with minseg values. Values are
 * counted from their mean, so S is 0. */
static double best_gain(const pair *values, size_t n, size_t minseg, double total)
{
  double s = 0, w = 0, best = 0;
  for (size_t i = 0; i + minseg < n; i++) {
    s += values[i].w * values[i].x;
    w += values[i].w;
    double gain = s * s / w + s * s / (total - w);
    if (i + 1 >= minseg && gain > best)
      best = gain;
  }
  return best;
}

static void shuffle(pair *values, size_t n, uint64_t *state)
{
  for (size_t i = n; i > 1; i--) {
    size_t j = enti_chance_below(state, i);
    pair other = values[j];
    values[j] = values[i - 1];
    values[i - 1] = other;
  }
}

static double permuted_p(pair *values, size_t n, size_t minseg, size_t permutations, uint64_t *state)
{
  double total = 0;
  for (size_t i = 0; i < n; i++)
    total += values[i].w;
  double observed = best_gain(values, n, minseg, total) * (1 - 1e-12);
  size_t as_good = 0;
  for (size_t r = 0; r < permutations; r++) {
    shuffle(values, n, state);
    as_good += best_gain(values, n, minseg, total) >= observed;
  }
  return (1 + (double)as_good) / (1 + (double)permutations);
}

/* The splits whose cost is within 3.84 residual variances of the one chosen. */
static void set_range(const enti_change_cost *cost, size_t from, size_t to, size_t minseg, ent_change_point *point)
{
  double chosen = enti_change_cost_of(cost, from, point->at) + enti_change_cost_of(cost, point->at, to);
  double bound = to - from > 2 ? chosen + 3.84 * chosen / (double)(to - from - 2) : chosen;
  point->earliest = point->latest = point->at;
  for (size_t at = from + minseg; at + minseg <= to; at++) {
    if (enti_change_cost_of(cost, from, at) + enti_change_cost_of(cost, at, to) > bound)
      continue;
    if (at < point->earliest)
      point->earliest = at;
    if (at > point->latest)
      point->latest = at;
  }
}

static ent_status check(const ent_changes *changes, size_t n, ent_error *err)
{
  for (size_t i = 0; i < changes->n_points; i++) {
    size_t before = i ? changes->points[i - 1].at : 0;
    if (changes->points[i].at <= before || changes->points[i].at >= n)
      return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "change %zu at %zu is not of this series", i, changes->points[i].at);
  }
  return ENT_OK;
}

ent_status ent_changes_assess(const double *x, size_t n, const ent_changes_options *options, size_t permutations,
                              uint64_t seed, ent_changes *changes, ent_error *err)
{
  size_t minseg = options->minseg ? options->minseg : 1;
  enti_change_cost cost;
  ent_arena *scratch = ent_arena_new(0);
  pair *values = scratch ? ent_arena_array(scratch, n ? n : 1, sizeof *values) : NULL;
  ent_status status = values ? check(changes, n, err) : ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  if (status == ENT_OK)
    status = enti_change_cost_init(&cost, x, n, options, scratch, err);
  for (size_t i = 0; status == ENT_OK && i < changes->n_points; i++) {
    ent_change_point *point = &changes->points[i];
    size_t from = i ? changes->points[i - 1].at : 0, to = i + 1 < changes->n_points ? changes->points[i + 1].at : n;
    double mean = enti_change_mean(&cost, from, to);
    uint64_t state = seed + i;
    for (size_t j = from; j < to; j++)
      values[j - from] = (pair){x[j] - mean, options->weights ? options->weights[j] : 1};
    set_range(&cost, from, to, minseg, point);
    point->confidence = permutations ? 1 - permuted_p(values, to - from, minseg, permutations, &state) : NAN;
  }
  ent_arena_free(scratch);
  return status;
}
