/* The cost of a segment, in O(1) from running sums: Σ w (x - mean)² / scale. */
#ifndef ENTI_CHANGE_COST_H
#define ENTI_CHANGE_COST_H

#include <entente/measure.h>

/* The sums are long double and the values are counted from the first one, so that cancellation stays far below what
 * anybody compares. */
typedef struct enti_change_cost {
  long double *w, *wx, *wxx; /* n+1 each: sums over the values before i */
  double origin, scale;
  size_t n;
} enti_change_cost;

/* Checks values and weights and sums them up; the sums live in the arena. ENT_EINPUT, ENT_ENOMEM, ENT_ELIMIT (over 100
 * million values). */
ENT_CHECKED ent_status enti_change_cost_init(enti_change_cost *cost, const double *x, size_t n,
                                             const ent_changes_options *options, ent_arena *arena, ent_error *err);
/* Of the values from … to-1; from < to. Never below 0. */
double enti_change_cost_of(const enti_change_cost *cost, size_t from, size_t to);
double enti_change_mean(const enti_change_cost *cost, size_t from, size_t to);

/* Differences of cost below this count as ties, which then go by position and not by rounding. */
static inline double enti_change_slack(double best)
{
  return 1e-13 * (best > 1 ? best : 1);
}

/* Fills ret from the beginnings of the segments after the first one: starts, ascending, n_points of them. */
ENT_CHECKED ent_status enti_change_fill(const enti_change_cost *cost, const size_t *starts, size_t n_points,
                                        double penalty, ent_arena *arena, ent_changes *ret, ent_error *err);

#endif
