/* The closeness of events: an exponential mean of their scores, drawn towards a prior by as much as evidence is lacking.
 * A mean, not a sum: that the media write more cannot move it. One pass; six decaying sums carry the whole past. */
#include "measure/closeness_check.h"

#include <math.h>

static ent_status check_options(const ent_closeness_options *o, ent_error *err)
{
  bool right = o->half_life > 0 && o->k > 0 && o->prior_weight > 0 && o->prior_variance > 0 && o->z >= 0 &&
               o->penalty >= 0 && isfinite(o->half_life) && isfinite(o->k) && isfinite(o->prior_weight) &&
               isfinite(o->prior_variance) && isfinite(o->z) && isfinite(o->penalty);
  return right ? ENT_OK
               : ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "closeness options: half-life, k and the prior's weight and "
                                                          "variance are above 0, z and penalty not below, all finite");
}

ent_status enti_closeness_check(const ent_month *months, size_t n, const ent_closeness_options *options, ent_error *err)
{
  ent_status status = check_options(options, err);
  for (size_t t = 0; status == ENT_OK && t < n; t++) {
    const ent_month *m = &months[t];
    if (!isfinite(m->sum) || !isfinite(m->sum_sq) || !isfinite(m->positive) || !isfinite(m->negative))
      status = ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "month %zu: a sum is not finite", t);
    else if (m->n == 0 && (m->sum != 0 || m->sum_sq != 0))
      status = ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "month %zu: scores without events", t);
  }
  return status;
}

typedef struct past {
  double s, w;          /* S, W: decay by L a month */
  double v0, v1, v2;    /* counts, scores, squares: decay by L², for the standard error */
  double n, a1, a2;     /* all that has been, without decay: for the prior */
} past;

static void add_month(past *p, const ent_month *m, double decay)
{
  double n = (double)m->n;
  p->s = p->s * decay + m->sum;
  p->w = p->w * decay + n;
  p->v0 = p->v0 * decay * decay + n;
  p->v1 = p->v1 * decay * decay + m->sum;
  p->v2 = p->v2 * decay * decay + m->sum_sq;
  p->n += n;
  p->a1 += m->sum;
  p->a2 += m->sum_sq;
}

static void describe(const ent_month *m, ent_closeness_month *out)
{
  double sides = m->positive + m->negative;
  out->mean = m->n ? m->sum / (double)m->n : NAN;
  out->share_per_1000 = m->n_all ? 1000 * (double)m->n / (double)m->n_all : NAN;
  out->net_ratio = sides > 0 ? (m->positive - m->negative) / sides : NAN;
}

/* mu = A1 / (N + w); σ² = (A2 - A1²/N + w v) / (N + w);  E = (S + k mu) / (W + k);
 * se = √(Σ L^(2 age) (g - E)² + k σ²) / (W + k), the sum written out as V2 - 2 E V1 + E² V0. */
static void estimate(const past *p, const ent_closeness_options *o, ent_closeness_month *out)
{
  double around_mean = p->n > 0 ? fmax(0, p->a2 - p->a1 * p->a1 / p->n) : 0;
  out->mu = p->a1 / (p->n + o->prior_weight);
  out->variance = (around_mean + o->prior_weight * o->prior_variance) / (p->n + o->prior_weight);
  double e = (p->s + o->k * out->mu) / (p->w + o->k);
  double spread = fmax(0, p->v2 - 2 * e * p->v1 + e * e * p->v0);
  out->value = e;
  out->se = sqrt(spread + o->k * out->variance) / (p->w + o->k);
  out->lo = e - o->z * out->se;
  out->hi = e + o->z * out->se;
  out->evidence = p->w / (p->w + o->k);
}

ent_status ent_closeness_events(const ent_month *months, size_t n, const ent_closeness_options *options,
                                ent_closeness_month *ret, ent_error *err)
{
  ent_closeness_options o = options ? *options : ENT_CLOSENESS_DEFAULT;
  ent_status status = enti_closeness_check(months, n, &o, err);
  past p = {0};
  double decay = exp2(-1 / o.half_life);
  for (size_t t = 0; status == ENT_OK && t < n; t++) {
    add_month(&p, &months[t], decay);
    describe(&months[t], &ret[t]);
    estimate(&p, &o, &ret[t]);
  }
  return status;
}
