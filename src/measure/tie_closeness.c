/* The closeness of ties: a bounded step function of the ties in force, in which every tie has its exact part.
 *
 * With P and C the sums of the sizes of positive and negative weights, the value is (P - C) / (k + P + C): between -1
 * and 1, rising with P, falling with C, and a sum of parts w / (k + P + C), one for each tie. tanh or a product of
 * (1 - w) would be bounded too, but their parts depend on an order or do not add up. */
#include <entente/measure.h>

#include <math.h>
#include <stdlib.h>

/* In force for certain, and perhaps, as intervals of days [from, to). */
typedef struct interval {
  int64_t from, to;
} interval;

#define ALWAYS INT64_MIN
#define EVER INT64_MAX

static interval possible(const ent_tie_span *tie)
{
  return (interval){ent_date_known(tie->start) ? tie->start.day : ALWAYS,
                    ent_date_known(tie->end) ? ent_date_last(tie->end) : EVER};
}

static interval certain(const ent_tie_span *tie)
{
  return (interval){ent_date_known(tie->start) ? ent_date_last(tie->start) : ALWAYS,
                    ent_date_known(tie->end) ? tie->end.day : EVER};
}

static bool holds(interval in, int64_t day)
{
  return in.from <= day && day < in.to;
}

static ent_status check(const ent_tie_span *ties, size_t n, double k, ent_error *err)
{
  if (!(k > 0) || !isfinite(k))
    return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "closeness of ties: k is %g, not above 0", k);
  for (size_t i = 0; i < n; i++)
    if (!isfinite(ties[i].weight))
      return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "the weight of tie %zu is %g", i, ties[i].weight);
  return ENT_OK;
}

/* One sum for each sign; day ALWAYS stands for the time before every known date. */
typedef struct sides {
  double positive, negative;
} sides;

static void add_weight(sides *s, double weight)
{
  *(weight > 0 ? &s->positive : &s->negative) += fabs(weight);
}

static double value_of(sides s, double k)
{
  return (s.positive - s.negative) / (k + s.positive + s.negative);
}

static sides measure(const ent_tie_span *ties, size_t n, int64_t day, double k, ent_tie_closeness *ret)
{
  sides all = {0}, least = {0}, most = {0};
  *ret = (ent_tie_closeness){0};
  for (size_t i = 0; i < n; i++) {
    double w = ties[i].weight;
    if (!holds(possible(&ties[i]), day))
      continue;
    ret->n_active++;
    add_weight(&all, w);
    bool sure = holds(certain(&ties[i]), day);
    if (sure || w < 0)
      add_weight(&least, w);
    if (sure || w > 0)
      add_weight(&most, w);
  }
  ret->value = value_of(all, k);
  ret->lo = value_of(least, k);
  ret->hi = value_of(most, k);
  return all;
}

ent_status ent_closeness_ties(const ent_tie_span *ties, size_t n, int32_t day, double k, double *contributions,
                              ent_tie_closeness *ret, ent_error *err)
{
  ent_status status = check(ties, n, k, err);
  if (status != ENT_OK)
    return status;
  sides all = measure(ties, n, day, k, ret);
  double whole = k + all.positive + all.negative;
  for (size_t i = 0; contributions && i < n; i++)
    contributions[i] = holds(possible(&ties[i]), day) ? ties[i].weight / whole : 0;
  return ENT_OK;
}

static int by_day_then_end(const void *a, const void *b)
{
  const ent_tie_step *x = a, *y = b;
  if (x->day != y->day)
    return x->day < y->day ? -1 : 1;
  if (x->begins != y->begins)
    return x->begins ? 1 : -1;
  return (x->tie > y->tie) - (x->tie < y->tie);
}

static size_t list_steps(const ent_tie_span *ties, size_t n, ent_tie_step *steps)
{
  size_t found = 0;
  for (size_t i = 0; i < n; i++) {
    interval in = possible(&ties[i]);
    if (in.from >= in.to)
      continue;
    if (in.from != ALWAYS)
      steps[found++] = (ent_tie_step){.day = (int32_t)in.from, .tie = i, .begins = true};
    if (in.to != EVER)
      steps[found++] = (ent_tie_step){.day = (int32_t)in.to, .tie = i};
  }
  if (found)
    qsort(steps, found, sizeof *steps, by_day_then_end);
  return found;
}

/* The change that each step makes, one tie after the other; the sums are taken anew from the ties at the end of each
 * day, so that rounding does not pile up. */
static void follow(const ent_tie_span *ties, size_t n, double k, ent_tie_step *steps, size_t n_steps, sides now)
{
  for (size_t i = 0; i < n_steps; i++) {
    double w = ties[steps[i].tie].weight, before = value_of(now, k);
    double *side = w > 0 ? &now.positive : &now.negative;
    *side = steps[i].begins ? *side + fabs(w) : fmax(0, *side - fabs(w));
    steps[i].change = value_of(now, k) - before;
    sides end_of_day = measure(ties, n, steps[i].day, k, &steps[i].after);
    if (i + 1 == n_steps || steps[i + 1].day != steps[i].day)
      now = end_of_day;
  }
}

ent_status ent_tie_steps(const ent_tie_span *ties, size_t n, double k, ent_arena *arena, ent_tie_closeness *ret_start,
                         ent_tie_step **ret, size_t *ret_n, ent_error *err)
{
  ent_status status = check(ties, n, k, err);
  if (status != ENT_OK)
    return status;
  ent_tie_step *steps = ent_arena_array(arena, n ? 2 * n : 1, sizeof *steps);
  if (!steps)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  size_t n_steps = list_steps(ties, n, steps);
  sides start = measure(ties, n, ALWAYS, k, ret_start);
  follow(ties, n, k, steps, n_steps, start);
  *ret = steps;
  *ret_n = n_steps;
  return ENT_OK;
}
