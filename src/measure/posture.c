/* One actor's portfolio of ties: how concentrated it is, on whom it relies, how far it moved. */
#include <entente/measure.h>

#include <math.h>

static ent_status check(const double *weights, size_t n, const char *what, ent_error *err)
{
  for (size_t i = 0; weights && i < n; i++)
    if (weights[i] < 0 || isinf(weights[i]))
      return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "%s of partner %zu is %g", what, i, weights[i]);
  return ENT_OK;
}

/* A weight that counts; NaN and 0 do not. */
static double weight_of(const double *weights, size_t i)
{
  if (!weights)
    return 1;
  return weights[i] > 0 ? weights[i] : 0;
}

static double total(const double *weights, size_t n)
{
  double sum = 0;
  for (size_t i = 0; i < n; i++)
    sum += weight_of(weights, i);
  return sum;
}

ent_status ent_posture_of(const double *weights, size_t n, ent_posture *ret, ent_error *err)
{
  ent_status status = check(weights, n, "weight", err);
  if (status != ENT_OK)
    return status;
  ent_posture posture = {n, 0, NAN, NAN, NAN, NAN, NAN, SIZE_MAX};
  double sum = total(weights, n), squares = 0, entropy = 0, top = 0;
  for (size_t i = 0; i < n; i++) {
    double w = weight_of(weights, i), p = w / sum;
    if (w == 0)
      continue;
    posture.n_weighed++;
    squares += p * p;
    entropy -= p > 0 ? p * log(p) : 0;
    if (w > top) {
      top = w;
      posture.top = i;
    }
  }
  if (posture.n_weighed) {
    posture.hhi = squares;
    posture.effective = 1 / squares;
    posture.entropy = entropy;
    posture.top_share = top / sum;
  }
  if (posture.n_weighed > 1)
    posture.evenness = entropy / log((double)posture.n_weighed);
  *ret = posture;
  return ENT_OK;
}

ent_status ent_posture_shift(const double *before, const double *after, size_t n, double *moves, double *ret,
                             ent_error *err)
{
  ent_status status = check(before, n, "weight before", err);
  if (status == ENT_OK)
    status = check(after, n, "weight after", err);
  if (status != ENT_OK)
    return status;
  double sum_before = total(before, n), sum_after = total(after, n), shift = 0;
  bool defined = sum_before > 0 && sum_after > 0;
  for (size_t i = 0; i < n; i++) {
    double move = defined ? weight_of(after, i) / sum_after - weight_of(before, i) / sum_before : NAN;
    shift += fabs(move) / 2;
    if (moves)
      moves[i] = move;
  }
  *ret = defined ? shift : NAN;
  return ENT_OK;
}
