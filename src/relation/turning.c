/* The methods for turning points in one form (relation.h). */
#include "relation/field.h"

#include <math.h>

#define PERMUTATIONS 999

static ent_status cut(const double *x, size_t n, const ent_turning_options *o, size_t minseg, ent_arena *arena, ent_turning *t,
                      ent_error *err)
{
  bool optpart = o->method == ENT_TURNING_OPTPART;
  ent_changes_options how = {.minseg = minseg, .penalty = optpart ? o->beta : 0};
  ent_changes changes;
  ent_status status = ENT_OK;
  if (optpart && isnan(o->beta))
    status = ent_changes_penalty(x, n, 3, &how.penalty, err);
  if (status == ENT_OK && optpart && isnan(how.penalty))
    return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "too short for a penalty: give --beta");
  if (status == ENT_OK)
    status = optpart ? ent_changes_optimal(x, n, &how, arena, &changes, err)
                     : ent_changes_segments(x, n, o->k, &how, arena, &changes, err);
  if (status == ENT_OK && o->assess)
    status = ent_changes_assess(x, n, &how, PERMUTATIONS, o->seed, &changes, err);
  if (status != ENT_OK)
    return status;
  *t = (ent_turning){changes.n_points, changes.points, optpart ? how.penalty : NAN, changes.objective, NAN};
  return ENT_OK;
}

static double mean_of(const double *x, size_t from, size_t to)
{
  double sum = 0;
  for (size_t i = from; i < to; i++)
    sum += x[i];
  return sum / (double)(to - from);
}

static ent_status split(const double *x, size_t n, const ent_turning_options *o, size_t minseg, ent_arena *arena, ent_turning *t,
                        ent_error *err)
{
  bool energy = o->method == ENT_TURNING_ENERGY;
  ent_split got;
  ent_change_point *point = ent_arena_alloc(arena, sizeof *point);
  if (!point)
    return enti_no_memory(err);
  ent_status status = energy ? ent_split_energy(x, n, 1, minseg, o->assess ? PERMUTATIONS : 0, o->seed, &got, err)
                             : ent_split_pettitt(x, n, &got, err);
  if (status != ENT_OK)
    return status;
  double before = mean_of(x, 0, got.at), after = mean_of(x, got.at, n);
  *point = (ent_change_point){.at = got.at, .before = before, .after = after, .size = after - before, .effect = NAN, .gain = NAN,
                              .earliest = got.at, .latest = got.at, .confidence = 1 - got.p};
  *t = (ent_turning){1, point, energy ? NAN : got.statistic, energy ? got.statistic : got.p, got.p};
  return ENT_OK;
}

ent_status ent_turning_of(const double *x, size_t n, const ent_turning_options *options, ent_arena *arena, ent_turning *ret,
                          ent_error *err)
{
  static const size_t shortest[] = {1, 2, 4, 1};
  size_t minseg = options->minseg ? options->minseg : shortest[options->method];
  return options->method <= ENT_TURNING_SEGNEIGH ? cut(x, n, options, minseg, arena, ret, err)
                                                 : split(x, n, options, minseg, arena, ret, err);
}
