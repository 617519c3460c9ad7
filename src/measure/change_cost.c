/* What all searches for turning points share: the cost of a segment, and the description of what they found. */
#include "measure/change_cost.h"

#include <math.h>

static ent_status check(const double *x, size_t n, const ent_changes_options *o, ent_error *err)
{
  if (n > 100000000)
    return ent_fail(err, ENT_ELIMIT, ENT_NO_OFFSET, "a series of %zu values: at most 100 million", n);
  if (!(o->scale >= 0) || !isfinite(o->scale) || !(o->penalty >= 0) || !isfinite(o->penalty))
    return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "scale %g, penalty %g: both are finite and not below 0", o->scale,
                    o->penalty);
  for (size_t i = 0; i < n; i++) {
    if (!isfinite(x[i]))
      return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "value %zu of the series is %g", i, x[i]);
    if (o->weights && !(o->weights[i] > 0 && isfinite(o->weights[i])))
      return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "weight %zu of the series is %g, not above 0", i, o->weights[i]);
  }
  return ENT_OK;
}

ent_status enti_change_cost_init(enti_change_cost *cost, const double *x, size_t n, const ent_changes_options *options,
                                 ent_arena *arena, ent_error *err)
{
  ent_status status = check(x, n, options, err);
  if (status != ENT_OK)
    return status;
  *cost = (enti_change_cost){.origin = n ? x[0] : 0, .scale = options->scale > 0 ? options->scale : 1, .n = n};
  cost->w = ent_arena_array(arena, n + 1, sizeof *cost->w);
  cost->wx = ent_arena_array(arena, n + 1, sizeof *cost->wx);
  cost->wxx = ent_arena_array(arena, n + 1, sizeof *cost->wxx);
  if (!cost->w || !cost->wx || !cost->wxx)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  for (size_t i = 0; i < n; i++) {
    long double w = options->weights ? options->weights[i] : 1, v = (long double)x[i] - cost->origin;
    cost->w[i + 1] = cost->w[i] + w;
    cost->wx[i + 1] = cost->wx[i] + w * v;
    cost->wxx[i + 1] = cost->wxx[i] + w * v * v;
  }
  return ENT_OK;
}

double enti_change_cost_of(const enti_change_cost *cost, size_t from, size_t to)
{
  long double w = cost->w[to] - cost->w[from], wx = cost->wx[to] - cost->wx[from];
  long double squares = cost->wxx[to] - cost->wxx[from] - wx * wx / w;
  return squares > 0 ? (double)(squares / cost->scale) : 0;
}

double enti_change_mean(const enti_change_cost *cost, size_t from, size_t to)
{
  return (double)(cost->origin + (cost->wx[to] - cost->wx[from]) / (cost->w[to] - cost->w[from]));
}

static void describe(const enti_change_cost *cost, size_t from, size_t at, size_t to, ent_change_point *point)
{
  double apart = enti_change_cost_of(cost, from, at) + enti_change_cost_of(cost, at, to);
  double within = sqrt(apart * cost->scale / (double)(cost->w[to] - cost->w[from]));
  *point = (ent_change_point){.at = at, .before = enti_change_mean(cost, from, at),
                              .after = enti_change_mean(cost, at, to), .earliest = at, .latest = at, .confidence = NAN};
  point->size = point->after - point->before;
  point->effect = within > 0 ? point->size / within : NAN;
  point->gain = enti_change_cost_of(cost, from, to) - apart;
}

ent_status enti_change_fill(const enti_change_cost *cost, const size_t *starts, size_t n_points, double penalty,
                            ent_arena *arena, ent_changes *ret, ent_error *err)
{
  ent_changes changes = {.n_points = n_points};
  changes.points = ent_arena_array(arena, n_points ? n_points : 1, sizeof *changes.points);
  if (!changes.points)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  for (size_t i = 0; cost->n && i <= n_points; i++) {
    size_t from = i ? starts[i - 1] : 0, to = i < n_points ? starts[i] : cost->n;
    changes.cost += enti_change_cost_of(cost, from, to);
    if (i < n_points)
      describe(cost, from, to, i + 1 < n_points ? starts[i + 1] : cost->n, &changes.points[i]);
  }
  changes.objective = changes.cost + penalty * (double)n_points;
  *ret = changes;
  return ENT_OK;
}
