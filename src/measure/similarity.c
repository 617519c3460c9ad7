/* Similarity of two profiles: S, Cohen's kappa, Scott's pi, tau-b.
 *
 * Everything but the weighted S follows from one small table: c[a][b], the number of columns in which one row has level
 * a and the other b. Its sums are whole numbers, so that "the denominator is 0" is asked exactly, not to within an
 * epsilon. Distances do not change when all levels move by the same amount, so levels are counted from 0 here. */
#include <entente/measure.h>

#include <math.h>
#include <string.h>

#define LEVELS ENT_PROFILE_LEVELS

typedef struct counts {
  size_t levels;
  int64_t cell[LEVELS][LEVELS];
  int64_t row[LEVELS], column[LEVELS]; /* margins */
  int64_t n;
} counts;

static ent_status check(const ent_profiles *profiles, ent_error *err)
{
  if (profiles->highest <= profiles->lowest || profiles->highest - profiles->lowest >= LEVELS)
    return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "a scale from %d to %d: it has 2 to %d levels", profiles->lowest,
                    profiles->highest, LEVELS);
  if (profiles->n_columns > (size_t)1 << 24)
    return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "%zu columns: too many", profiles->n_columns);
  for (size_t i = 0; profiles->weights && i < profiles->n_columns; i++)
    if (profiles->weights[i] < 0 || isinf(profiles->weights[i]))
      return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "weight %zu is %g", i, profiles->weights[i]);
  return ENT_OK;
}

/* Counts the table, and the weighted sums on the way: w|x-y|, w(x-y)², w. */
static counts count(const ent_profiles *profiles, size_t row, size_t other, double weighted[3])
{
  counts c = {.levels = (size_t)(profiles->highest - profiles->lowest) + 1};
  const uint8_t *x = profiles->values + row * profiles->n_columns, *y = profiles->values + other * profiles->n_columns;
  weighted[0] = weighted[1] = weighted[2] = 0;
  for (size_t i = 0; i < profiles->n_columns; i++) {
    size_t a = (size_t)x[i] - profiles->lowest, b = (size_t)y[i] - profiles->lowest; /* below lowest: huge */
    if (a >= c.levels || b >= c.levels)
      continue;
    c.cell[a][b]++;
    if (profiles->weights && profiles->weights[i] > 0) {
      double w = profiles->weights[i], d = a > b ? (double)(a - b) : (double)(b - a);
      weighted[0] += w * d;
      weighted[1] += w * d * d;
      weighted[2] += w;
    }
  }
  for (size_t a = 0; a < c.levels; a++)
    for (size_t b = 0; b < c.levels; b++) {
      c.row[a] += c.cell[a][b];
      c.column[b] += c.cell[a][b];
      c.n += c.cell[a][b];
    }
  return c;
}

/* NaN instead of a division by zero; the denominators that matter are whole numbers. */
static double ratio(double a, double b)
{
  return b == 0 ? NAN : a / b;
}

/* The table of "over the lowest level or not". */
static counts to_binary(const counts *c)
{
  counts b = {.levels = 2, .n = c->n};
  for (size_t i = 0; i < c->levels; i++)
    for (size_t j = 0; j < c->levels; j++)
      b.cell[i > 0][j > 0] += c->cell[i][j];
  for (size_t i = 0; i < c->levels; i++) {
    b.row[i > 0] += c->row[i];
    b.column[i > 0] += c->column[i];
  }
  return b;
}

/* Häge 2011: κ = 1 - SSD / (Q1 + Q2 - 2 S1 S2 / n), π = 1 - SSD / (Q1 + Q2 - (S1 + S2)² / 2n); here both parts of
 * each fraction are times n and 2n, and so whole numbers. */
static void squared_agreement(const counts *c, double *kappa, double *pi)
{
  int64_t ssd = 0, s1 = 0, s2 = 0, q = 0, n = c->n;
  for (int64_t a = 0; a < (int64_t)c->levels; a++) {
    s1 += a * c->row[a];
    s2 += a * c->column[a];
    q += a * a * (c->row[a] + c->column[a]);
    for (int64_t b = 0; b < (int64_t)c->levels; b++)
      ssd += (a - b) * (a - b) * c->cell[a][b];
  }
  *kappa = 1 - ratio((double)(n * ssd), (double)(n * q - 2 * s1 * s2));
  *pi = 1 - ratio((double)(2 * n * ssd), (double)(2 * n * q - (s1 + s2) * (s1 + s2)));
}

/* κ, π = (po - pe) / (1 - pe), all times n² (κ) and 4n² (π). */
static void nominal_agreement(const counts *c, double *kappa, double *pi)
{
  int64_t same = 0, chance_kappa = 0, chance_pi = 0, n = c->n;
  for (size_t a = 0; a < c->levels; a++) {
    same += c->cell[a][a];
    chance_kappa += c->row[a] * c->column[a];
    chance_pi += (c->row[a] + c->column[a]) * (c->row[a] + c->column[a]);
  }
  *kappa = ratio((double)(n * same - chance_kappa), (double)(n * n - chance_kappa));
  *pi = ratio((double)(4 * n * same - chance_pi), (double)(4 * n * n - chance_pi));
}

/* Pairs of columns that the rows order the same way, less those that they order opposite ways. */
static int64_t concordance(const counts *c)
{
  int64_t sum = 0;
  for (size_t a = 0; a < c->levels; a++)
    for (size_t b = 0; b < c->levels; b++)
      for (size_t i = a + 1; c->cell[a][b] && i < c->levels; i++)
        for (size_t j = 0; j < c->levels; j++)
          sum += j == b ? 0 : (j > b ? 1 : -1) * c->cell[a][b] * c->cell[i][j];
  return sum;
}

/* τ-b = (C - D) / √((n0 - n1)(n0 - n2)), n0 all pairs of columns, n1 and n2 those tied in either row. */
static double tau_b(const counts *c)
{
  int64_t pairs = c->n * (c->n - 1) / 2, tied_rows = 0, tied_columns = 0;
  for (size_t a = 0; a < c->levels; a++) {
    tied_rows += c->row[a] * (c->row[a] - 1) / 2;
    tied_columns += c->column[a] * (c->column[a] - 1) / 2;
  }
  return ratio((double)concordance(c), sqrt((double)(pairs - tied_rows)) * sqrt((double)(pairs - tied_columns)));
}

static void all_undefined(ent_similarity *ret)
{
  *ret = (ent_similarity){0,   NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN};
}

static void measure(const ent_profiles *profiles, size_t row, size_t other, ent_similarity *ret)
{
  double weighted[3], d = profiles->highest - profiles->lowest;
  counts c = count(profiles, row, other, weighted);
  if (c.n == 0) {
    all_undefined(ret);
    return;
  }
  int64_t same = 0, distance = 0, square = 0;
  for (int64_t a = 0; a < (int64_t)c.levels; a++)
    for (int64_t b = 0; b < (int64_t)c.levels; b++) {
      same += a == b ? c.cell[a][b] : 0;
      distance += (a > b ? a - b : b - a) * c.cell[a][b];
      square += (a - b) * (a - b) * c.cell[a][b];
    }
  counts binary = to_binary(&c);
  double n = (double)c.n;
  ret->n = (size_t)c.n;
  ret->agree = (double)same / n;
  ret->s_abs = 1 - 2 * (double)distance / (n * d);
  ret->s_sq = 1 - 2 * (double)square / (n * d * d);
  ret->s_bin = 1 - 2 * (double)(binary.cell[0][1] + binary.cell[1][0]) / n;
  ret->s_abs_w = 1 - 2 * ratio(weighted[0], d * weighted[2]);
  ret->s_sq_w = 1 - 2 * ratio(weighted[1], d * d * weighted[2]);
  squared_agreement(&c, &ret->kappa, &ret->pi);
  squared_agreement(&binary, &ret->kappa_bin, &ret->pi_bin);
  nominal_agreement(&c, &ret->kappa_nominal, &ret->pi_nominal);
  ret->tau_b = tau_b(&c);
}

static ent_status check_row(const ent_profiles *profiles, size_t row, ent_error *err)
{
  if (row < profiles->n_rows)
    return ENT_OK;
  return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "row %zu of %zu", row, profiles->n_rows);
}

ent_status ent_similarity_pair(const ent_profiles *profiles, size_t row, size_t other, ent_similarity *ret,
                               ent_error *err)
{
  ent_status status = check(profiles, err);
  if (status == ENT_OK)
    status = check_row(profiles, row, err);
  if (status == ENT_OK)
    status = check_row(profiles, other, err);
  if (status == ENT_OK)
    measure(profiles, row, other, ret);
  return status;
}

ent_status ent_similarity_row(const ent_profiles *profiles, size_t row, ent_similarity *ret, ent_error *err)
{
  ent_status status = check(profiles, err);
  if (status == ENT_OK)
    status = check_row(profiles, row, err);
  for (size_t other = 0; status == ENT_OK && other < profiles->n_rows; other++)
    measure(profiles, row, other, &ret[other]);
  return status;
}

ent_status ent_similarity_all(const ent_profiles *profiles, ent_similarity *ret, ent_error *err)
{
  ent_status status = check(profiles, err);
  for (size_t row = 0; status == ENT_OK && row < profiles->n_rows; row++)
    for (size_t other = row + 1; other < profiles->n_rows; other++)
      measure(profiles, row, other, ret++);
  return status;
}

ent_distance ent_ideal_point_distance(ent_ideal_point a, ent_ideal_point b)
{
  /* q95 - q05 of a normal distribution is 2 z sd with z = 1.6449, so z √(sd_a² + sd_b²) needs no z at all */
  double value = fabs(a.value - b.value), half = hypot(a.q95 - a.q05, b.q95 - b.q05) / 2;
  double lo = value - half;
  return (ent_distance){value, isnan(lo) ? NAN : fmax(0, lo), value + half};
}
