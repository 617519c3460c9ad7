/* Adam (optimise.h; Kingma and Ba 2015). */
#include "optimise.h"

#include <math.h>
#include <stdlib.h>

#define BETA1 0.9f
#define BETA2 0.98f

void tg_adam_init(tg_adam *a, tg_net *net)
{
  size_t sizes[3] = {net->at.n, net->n_delta * TG_DW, net->n_affix * TG_DA};
  a->net = net;
  a->step = 0;
  for (int i = 0; i < 3; i++) {
    a->m[i] = calloc(sizes[i], sizeof(float));
    a->v[i] = calloc(sizes[i], sizeof(float));
  }
}

typedef struct rates {
  float rate, scale, c1, c2; /* step size, factor of the gradient, bias corrections */
} rates;

static void update(float *p, float *m, float *v, const float *g, size_t n, rates r)
{
  for (size_t i = 0; i < n; i++) {
    float x = g[i] * r.scale;
    m[i] = BETA1 * m[i] + (1 - BETA1) * x;
    v[i] = BETA2 * v[i] + (1 - BETA2) * x * x;
    p[i] -= r.rate * (m[i] * r.c1) / (sqrtf(v[i] * r.c2) + 1e-7f);
  }
}

/* Adds the gradients of the other works to the first. */
static void gather_rows(tg_rows *to, const tg_rows *from)
{
  for (size_t i = 0; i < from->n_touched; i++) {
    uint32_t row = from->touched[i];
    if (!to->is_touched[row]) {
      to->is_touched[row] = true;
      to->touched[to->n_touched++] = row;
    }
    for (size_t k = 0; k < to->width; k++)
      to->grad[row * to->width + k] += from->grad[row * to->width + k];
  }
}

static double norm_rows(const tg_rows *r)
{
  double s = 0;
  for (size_t i = 0; i < r->n_touched; i++)
    for (size_t k = 0; k < r->width; k++) {
      double g = r->grad[r->touched[i] * r->width + k];
      s += g * g;
    }
  return s;
}

static double norm_dense(const float *g, size_t n)
{
  float s[16] = {0};
  for (size_t i = 0; i + 16 <= n; i += 16)
    for (size_t k = 0; k < 16; k++)
      s[k] += g[i + k] * g[i + k];
  double sum = 0;
  for (size_t k = 0; k < 16; k++)
    sum += (double)s[k];
  return sum;
}

static void update_rows(tg_adam *a, int which, float *table, const tg_rows *r, rates rate)
{
  for (size_t i = 0; i < r->n_touched; i++) {
    size_t at = r->touched[i] * r->width;
    update(table + at, a->m[which] + at, a->v[which] + at, r->grad + at, r->width, rate);
  }
}

void tg_adam_step(tg_adam *a, tg_work *const *works, size_t n, float rate, float clip)
{
  float *g = tg_work_dense(works[0]);
  tg_rows *delta = tg_work_delta(works[0]), *affix = tg_work_affix(works[0]);
  for (size_t w = 1; w < n; w++) {
    const float *other = tg_work_dense(works[w]);
    for (size_t i = 0; i < a->net->at.n; i++)
      g[i] += other[i];
    gather_rows(delta, tg_work_delta(works[w]));
    gather_rows(affix, tg_work_affix(works[w]));
  }
  double norm = sqrt(norm_dense(g, a->net->at.n) + norm_rows(delta) + norm_rows(affix)) / (double)n;
  a->step++;
  rates r = {rate, 1 / (float)n, 1 / (1 - powf(BETA1, (float)a->step)), 1 / (1 - powf(BETA2, (float)a->step))};
  if (norm > (double)clip)
    r.scale *= clip / (float)norm;
  update(a->net->dense, a->m[0], a->v[0], g, a->net->at.n, r);
  update_rows(a, 1, a->net->delta, delta, r);
  update_rows(a, 2, a->net->affix, affix, r);
}
