/* Turning points: the best cut into exactly k + 1 pieces (segment neighbourhood), and a penalty for when none is given.
 * F(j,t), the least cost of the first t values in j + 1 segments, is the least of F(j-1,τ) + C(τ,t). */
#include "measure/change_cost.h"

#include <math.h>
#include <stdlib.h>

typedef struct layers {
  double *before, *now; /* F(j-1,·), F(j,·) */
  uint32_t *last;       /* (k+1) × (n+1): where the last segment begins */
} layers;

static void fill_layer(layers *f, const enti_change_cost *cost, size_t j, size_t minseg)
{
  size_t n = cost->n;
  for (size_t t = 0; t <= n; t++) {
    f->now[t] = INFINITY;
    for (size_t place = j * minseg; t >= (j + 1) * minseg && place + minseg <= t; place++) {
      double c = f->before[place] + enti_change_cost_of(cost, place, t);
      if (isinf(f->now[t]) || c < f->now[t] - enti_change_slack(f->now[t])) {
        f->now[t] = c;
        f->last[j * (n + 1) + t] = (uint32_t)place;
      }
    }
  }
  double *swap = f->before;
  f->before = f->now;
  f->now = swap;
}

static ent_status search(const enti_change_cost *cost, size_t k, size_t minseg, ent_arena *arena, size_t *starts,
                         ent_error *err)
{
  size_t n = cost->n;
  layers f = {ent_arena_array(arena, n + 1, sizeof(double)), ent_arena_array(arena, n + 1, sizeof(double)),
              ent_arena_array(arena, (k + 1) * (n + 1), sizeof(uint32_t))};
  if (!f.before || !f.now || !f.last)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  for (size_t t = 0; t <= n; t++)
    f.before[t] = t < minseg ? INFINITY : enti_change_cost_of(cost, 0, t);
  for (size_t j = 1; j <= k; j++)
    fill_layer(&f, cost, j, minseg);
  for (size_t j = k, t = n; j > 0; j--)
    starts[j - 1] = t = f.last[j * (n + 1) + t];
  return ENT_OK;
}

ent_status ent_changes_segments(const double *x, size_t n, size_t k, const ent_changes_options *options,
                                ent_arena *arena, ent_changes *ret, ent_error *err)
{
  enti_change_cost cost;
  size_t minseg = options->minseg ? options->minseg : 1;
  if (k >= n || minseg > n / (k + 1))
    return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "%zu values cannot be cut into %zu segments of at least %zu", n,
                    k + 1, minseg);
  if (k && n > 100000000 / k)
    return ent_fail(err, ENT_ELIMIT, ENT_NO_OFFSET, "%zu changes in %zu values: too much", k, n);
  ent_status status = enti_change_cost_init(&cost, x, n, options, arena, err);
  size_t *starts = status == ENT_OK ? ent_arena_array(arena, k + 1, sizeof *starts) : NULL;
  if (status == ENT_OK && !starts)
    status = ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  if (status == ENT_OK)
    status = search(&cost, k, minseg, arena, starts, err);
  return status == ENT_OK ? enti_change_fill(&cost, starts, k, options->penalty, arena, ret, err) : status;
}

static int by_size(const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static double median(double *values, size_t n)
{
  qsort(values, n, sizeof *values, by_size);
  return n % 2 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

/* s²: from the median size of the differences d around their median, else from their variance. Destroys d. */
static double noise(double *d, size_t n)
{
  double mean = 0, variance = 0;
  for (size_t i = 0; i < n; i++)
    mean += d[i] / (double)n;
  for (size_t i = 0; i < n; i++)
    variance += (d[i] - mean) * (d[i] - mean) / (double)n;
  double middle = median(d, n);
  for (size_t i = 0; i < n; i++)
    d[i] = fabs(d[i] - middle);
  double sd = 1.4826 * median(d, n);
  return sd > 0 ? sd * sd / 2 : variance / 2;
}

ent_status ent_changes_penalty(const double *x, size_t n, double c, double *ret, ent_error *err)
{
  double *d = n < 3 ? NULL : malloc((n - 1) * sizeof *d);
  if (n >= 3 && !d)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  for (size_t i = 0; i < n; i++) {
    if (!isfinite(x[i])) {
      free(d);
      return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "value %zu of the series is %g", i, x[i]);
    }
    if (d && i)
      d[i - 1] = x[i] - x[i - 1];
  }
  *ret = d ? c * noise(d, n - 1) * log((double)n) : NAN;
  free(d);
  return ENT_OK;
}
