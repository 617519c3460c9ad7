/* One split of a series by two other ideas: the energy statistic, which sees any change of the distribution, and
 * Pettitt's rank test, which no outlier moves. */
#include "measure/chance.h"
#include <entente/measure.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

static ent_status check_finite(const double *x, size_t n, ent_error *err)
{
  for (size_t i = 0; i < n; i++)
    if (!isfinite(x[i]))
      return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "value %zu of the series is %g", i, x[i]);
  return ENT_OK;
}

static double distance(double a, double b, double alpha)
{
  double d = fabs(a - b);
  return alpha == 1 ? d : pow(d, alpha);
}

/* Sums of distances within the values before the split, within those after it, and between. */
typedef struct sums {
  double before, after, between;
} sums;

/* (mn/(m+n)) E with E = 2 mean|x-y| - mean over pairs of x - mean over pairs of y. */
static double energy(sums s, double m, double n)
{
  double e = 2 * s.between / (m * n) - s.before / (m * (m - 1) / 2) - s.after / (n * (n - 1) / 2);
  return m * n / (m + n) * e;
}

/* Moves the split along: value t leaves the second part with its distances to it, and brings those to the first. */
static ent_split best_energy(const double *x, size_t n, double alpha, size_t minseg)
{
  ent_split best = {0, -INFINITY, NAN};
  sums s = {0};
  for (size_t i = 0; i < n; i++)
    for (size_t j = i + 1; j < n; j++)
      s.after += distance(x[i], x[j], alpha);
  for (size_t t = 0; t + minseg < n; t++) {
    double to_before = 0, to_after = 0;
    for (size_t i = 0; i < t; i++)
      to_before += distance(x[t], x[i], alpha);
    for (size_t i = t + 1; i < n; i++)
      to_after += distance(x[t], x[i], alpha);
    s.before += to_before;
    s.after -= to_after;
    s.between += to_after - to_before;
    double statistic = t + 1 >= minseg ? energy(s, (double)(t + 1), (double)(n - t - 1)) : -INFINITY;
    if (isinf(best.statistic) || statistic > best.statistic + 1e-12 * fmax(1, fabs(best.statistic)))
      best = (ent_split){t + 1, statistic, NAN};
  }
  return best;
}

static ent_status permute(const double *x, size_t n, double alpha, size_t minseg, size_t permutations, uint64_t seed,
                          ent_split *split, ent_error *err)
{
  double *shuffled = malloc(n * sizeof *shuffled);
  size_t as_good = 0;
  if (!shuffled)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  memcpy(shuffled, x, n * sizeof *x);
  for (size_t r = 0; r < permutations; r++) {
    for (size_t i = n; i > 1; i--) {
      size_t j = enti_chance_below(&seed, i);
      double other = shuffled[j];
      shuffled[j] = shuffled[i - 1];
      shuffled[i - 1] = other;
    }
    as_good += best_energy(shuffled, n, alpha, minseg).statistic >= split->statistic - 1e-12 * fabs(split->statistic);
  }
  free(shuffled);
  split->p = (1 + (double)as_good) / (1 + (double)permutations);
  return ENT_OK;
}

ent_status ent_split_energy(const double *x, size_t n, double alpha, size_t minseg, size_t permutations, uint64_t seed,
                            ent_split *ret, ent_error *err)
{
  if (!(alpha > 0 && alpha <= 2) || minseg < 2 || minseg > n / 2)
    return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET,
                    "energy split of %zu values: alpha %g is in (0, 2], minseg %zu from 2 to half of them", n, alpha,
                    minseg);
  if (n > 20000)
    return ent_fail(err, ENT_ELIMIT, ENT_NO_OFFSET, "energy split of %zu values: at most 20000", n);
  ent_status status = check_finite(x, n, err);
  if (status != ENT_OK)
    return status;
  ent_split split = best_energy(x, n, alpha, minseg);
  if (permutations)
    status = permute(x, n, alpha, minseg, permutations, seed, &split, err);
  if (status == ENT_OK)
    *ret = split;
  return status;
}

typedef struct ranked {
  double x;
  size_t at;
  int64_t twice; /* the rank, from 1; equals share their mean: twice that is a whole number */
} ranked;

static int by_value(const void *a, const void *b)
{
  const ranked *x = a, *y = b;
  return (x->x > y->x) - (x->x < y->x);
}

/* Twice the rank of each value, in the order of the series. */
static void rank(const double *x, size_t n, ranked *sorted, int64_t *twice)
{
  for (size_t i = 0; i < n; i++)
    sorted[i] = (ranked){x[i], i, 0};
  qsort(sorted, n, sizeof *sorted, by_value);
  for (size_t from = 0, to; from < n; from = to) {
    for (to = from; to < n && sorted[to].x <= sorted[from].x; to++)
      ;
    for (size_t i = from; i < to; i++)
      twice[sorted[i].at] = (int64_t)(from + 1 + to);
  }
}

/* U_t = Σ over i ≤ t < j of sgn(x_i - x_j) = 2 Σ ranks - t (n + 1), a whole number. */
static ent_split best_rank_split(const int64_t *twice, size_t n)
{
  int64_t u = 0, most = -1;
  ent_split best = {0};
  for (size_t t = 1; t < n; t++) {
    u += twice[t - 1] - (int64_t)(n + 1);
    int64_t size = u < 0 ? -u : u;
    if (size > most) {
      most = size;
      best.at = t;
    }
  }
  double k = (double)most, m = (double)n;
  best.statistic = k;
  best.p = fmin(1, 2 * exp(-6 * k * k / (m * m * m + m * m)));
  return best;
}

ent_status ent_split_pettitt(const double *x, size_t n, ent_split *ret, ent_error *err)
{
  ent_status status = n < 2 ? ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "Pettitt's test of %zu values", n)
                            : check_finite(x, n, err);
  if (status != ENT_OK)
    return status;
  ranked *sorted = n < (size_t)1 << 31 ? malloc(n * sizeof *sorted) : NULL;
  int64_t *twice = n < (size_t)1 << 31 ? malloc(n * sizeof *twice) : NULL;
  if (sorted && twice) {
    rank(x, n, sorted, twice);
    *ret = best_rank_split(twice, n);
  } else {
    status = ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  }
  free(sorted);
  free(twice);
  return status;
}
