/* Turning points of a dyad's events: the monthly means, weighted by how many events stand behind each, cut into pieces
 * of constant mean. */
#include "measure/closeness_check.h"

#include <math.h>

/* s² = Σ over months Σ (g - month's mean)² / (events - months), from the sums; the prior's where there is nothing to
 * pool or nothing differs. */
static double pooled_variance(const ent_month *months, const size_t *used, size_t n_used, double otherwise)
{
  double squares = 0, events = 0;
  for (size_t i = 0; i < n_used; i++) {
    const ent_month *m = &months[used[i]];
    double n = (double)m->n;
    squares += fmax(0, m->sum_sq - m->sum * m->sum / n);
    events += n;
  }
  double freedom = events - (double)n_used, variance = freedom > 0 ? squares / freedom : 0;
  return variance > 1e-12 ? variance : otherwise;
}

ent_status ent_closeness_turning(const ent_month *months, size_t n, const ent_closeness_options *options,
                                 ent_arena *arena, ent_closeness_series *ret_series, ent_changes *ret, ent_error *err)
{
  ent_closeness_options o = options ? *options : ENT_CLOSENESS_DEFAULT;
  ent_status status = enti_closeness_check(months, n, &o, err);
  if (status != ENT_OK)
    return status;
  ent_closeness_series series = {.months = ent_arena_array(arena, n ? n : 1, sizeof *series.months),
                                 .means = ent_arena_array(arena, n ? n : 1, sizeof *series.means)};
  double *weights = ent_arena_array(arena, n ? n : 1, sizeof *weights);
  if (!series.months || !series.means || !weights)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  for (size_t t = 0; t < n; t++)
    if (months[t].n) {
      series.months[series.n] = t;
      weights[series.n] = (double)months[t].n;
      series.means[series.n++] = months[t].sum / (double)months[t].n;
    }
  series.cut = (ent_changes_options){weights, pooled_variance(months, series.months, series.n, o.prior_variance),
                                     series.n ? o.penalty * log((double)series.n) : 0, o.minseg};
  status = ent_changes_optimal(series.means, series.n, &series.cut, arena, ret, err);
  if (status == ENT_OK)
    *ret_series = series;
  return status;
}
