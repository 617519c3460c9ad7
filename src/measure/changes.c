/* Turning points: the exactly best cut of a series into pieces of constant mean.
 *
 * Optimal partitioning: F(t), the least cost of the first t values, is the least of F(τ) + C(τ,t) + β over the places τ
 * of the last change. PELT: once F(τ) + C(τ,t) exceeds F(t), no later optimum has its last change at τ, since one at t
 * would do better, provided that t leaves room for a segment of minseg values: so τ is dropped minseg values later. */
#include "measure/change_cost.h"

#include <math.h>
#include <string.h>

typedef struct search {
  double *best;    /* F(t), t = 0 … n; F(0) = -β, so that the first segment costs no penalty */
  uint32_t *last;  /* where the last segment of the first t values begins */
  uint32_t *alive; /* places that may still be the last change, ascending */
  uint32_t *until; /* from this t on the place is out of question */
  size_t n_alive;
} search;

static ent_status begin(search *s, size_t n, ent_arena *arena, ent_error *err)
{
  s->best = ent_arena_array(arena, n + 1, sizeof *s->best);
  s->last = ent_arena_array(arena, n + 1, sizeof *s->last);
  s->alive = ent_arena_array(arena, n + 1, sizeof *s->alive);
  s->until = ent_arena_array(arena, n + 1, sizeof *s->until);
  s->n_alive = 0;
  return s->best && s->last && s->alive && s->until ? ENT_OK : ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
}

static void drop_old(search *s, size_t t)
{
  size_t kept = 0;
  for (size_t i = 0; i < s->n_alive; i++)
    if (s->until[s->alive[i]] > t)
      s->alive[kept++] = s->alive[i];
  s->n_alive = kept;
}

static void step(search *s, const enti_change_cost *cost, size_t t, size_t minseg, double penalty)
{
  size_t place = t - minseg;
  if (place == 0 || place >= minseg) {
    s->alive[s->n_alive++] = (uint32_t)place;
    s->until[place] = UINT32_MAX;
  }
  s->best[t] = INFINITY;
  for (size_t i = 0; i < s->n_alive; i++) {
    double f = s->best[s->alive[i]] + enti_change_cost_of(cost, s->alive[i], t) + penalty;
    if (isinf(s->best[t]) || f < s->best[t] - enti_change_slack(s->best[t])) {
      s->best[t] = f;
      s->last[t] = s->alive[i];
    }
  }
  double bound = s->best[t] + enti_change_slack(s->best[t]);
  for (size_t i = 0; i < s->n_alive; i++) {
    uint32_t at = s->alive[i];
    if (s->until[at] == UINT32_MAX && s->best[at] + enti_change_cost_of(cost, at, t) > bound)
      s->until[at] = (uint32_t)(t + minseg);
  }
  drop_old(s, t + 1);
}

/* The beginnings of the segments, found from the end and turned round. */
static size_t trace(const search *s, size_t n, size_t *starts)
{
  size_t found = 0;
  for (size_t t = n; s->last[t] > 0; t = s->last[t])
    starts[found++] = s->last[t];
  for (size_t i = 0; i < found / 2; i++) {
    size_t other = starts[found - 1 - i];
    starts[found - 1 - i] = starts[i];
    starts[i] = other;
  }
  return found;
}

ent_status ent_changes_optimal(const double *x, size_t n, const ent_changes_options *options, ent_arena *arena,
                               ent_changes *ret, ent_error *err)
{
  enti_change_cost cost;
  search s;
  size_t minseg = options->minseg ? options->minseg : 1, found = 0;
  ent_status status = enti_change_cost_init(&cost, x, n, options, arena, err);
  if (status == ENT_OK)
    status = begin(&s, n, arena, err);
  size_t *starts = status == ENT_OK ? ent_arena_array(arena, n + 1, sizeof *starts) : NULL;
  if (status == ENT_OK && !starts)
    status = ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  if (status != ENT_OK)
    return status;
  s.best[0] = -options->penalty;
  for (size_t t = minseg; t <= n; t++)
    step(&s, &cost, t, minseg, options->penalty);
  if (n >= minseg)
    found = trace(&s, n, starts);
  return enti_change_fill(&cost, starts, found, options->penalty, arena, ret, err);
}
