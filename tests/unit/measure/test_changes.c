/* Turning points: the worked example of docs/measures.md, the optimum against every segmentation there is, confidence. */
#include "measure_unit.h"

static void test_worked_example(void **state)
{
  (void)state;
  static const double x[] = {1, 1, 1, 1, 5, 5, 5, 5};
  ent_changes_options o = {.penalty = 3};
  ent_arena *arena = ent_arena_new(0);
  ent_changes c;
  ent_error err;
  assert_ok(ent_changes_optimal(x, 8, &o, arena, &c, &err), &err);
  assert_int_equal(c.n_points, 1);
  assert_int_equal(c.points[0].at, 4);
  assert_near(c.points[0].before, 1);
  assert_near(c.points[0].after, 5);
  assert_near(c.points[0].size, 4);
  assert_near(c.points[0].gain, 32);
  assert_near(c.points[0].effect, NAN); /* nothing varies within */
  assert_near(c.objective, 3);
  o.penalty = 33; /* dearer than what it saves */
  assert_ok(ent_changes_optimal(x, 8, &o, arena, &c, &err), &err);
  assert_int_equal(c.n_points, 0);
  assert_near(c.objective, 32);
  ent_arena_free(arena);
}

static double cost_of(const double *x, const double *w, size_t from, size_t to)
{
  double sum = 0, total = 0, cost = 0;
  for (size_t i = from; i < to; i++)
    sum += w[i] * x[i], total += w[i];
  for (size_t i = from; i < to; i++)
    cost += w[i] * (x[i] - sum / total) * (x[i] - sum / total);
  return cost;
}

/* The least objective over all 2^(n-1) segmentations; only those with k changes where k is not SIZE_MAX. */
static double try_all(const double *x, const double *w, size_t n, size_t minseg, double scale, double penalty, size_t k)
{
  double best = INFINITY;
  for (size_t cuts = 0; cuts < (size_t)1 << (n - 1); cuts++) {
    double objective = 0;
    size_t from = 0, changes = 0;
    bool allowed = true;
    for (size_t at = 1; at <= n; at++) {
      if (at < n && !(cuts >> (at - 1) & 1))
        continue;
      allowed = allowed && at - from >= minseg;
      objective += cost_of(x, w, from, at) / scale;
      changes += at < n;
      from = at;
    }
    objective += penalty * (double)changes;
    if (allowed && (k == SIZE_MAX || k == changes) && objective < best)
      best = objective;
  }
  return best;
}

static void test_equals_trying_all(void **state)
{
  (void)state;
  uint64_t seed = 1;
  ent_arena *arena = ent_arena_new(0);
  ent_changes c;
  ent_error err;
  for (size_t round = 0; round < 150; round++) {
    enum { N = 11 };
    double x[N], w[N];
    for (size_t i = 0; i < N; i++) {
      x[i] = floor(4 * pseudo(&seed)) + (i > round % N ? 2 : 0);
      w[i] = 1 + floor(3 * pseudo(&seed));
    }
    ent_changes_options o = {w, 0.5 + pseudo(&seed), 4 * pseudo(&seed), 1 + round % 4};
    assert_ok(ent_changes_optimal(x, N, &o, arena, &c, &err), &err);
    assert_same(c.objective, try_all(x, w, N, o.minseg, o.scale, o.penalty, SIZE_MAX));
    size_t k = round % 3;
    if (N / (k + 1) < o.minseg)
      continue;
    assert_ok(ent_changes_segments(x, N, k, &o, arena, &c, &err), &err);
    assert_int_equal(c.n_points, k);
    assert_same(c.objective, try_all(x, w, N, o.minseg, o.scale, o.penalty, k));
  }
  ent_arena_free(arena);
}

/* Optimal partitioning without pruning: what PELT must not change, on series long enough for it to prune. */
static double without_pruning(const double *x, const double *w, size_t n, size_t minseg, double penalty, double *best)
{
  best[0] = -penalty;
  for (size_t t = 1; t <= n; t++) {
    best[t] = INFINITY;
    for (size_t s = 0; s + minseg <= t; s++)
      if (s == 0 || s >= minseg)
        best[t] = fmin(best[t], best[s] + cost_of(x, w, s, t) + penalty);
  }
  return best[n];
}

static void test_pruning_changes_nothing(void **state)
{
  (void)state;
  enum { N = 120 };
  static double x[N], w[N], best[N + 1];
  uint64_t seed = 77;
  ent_arena *arena = ent_arena_new(0);
  ent_changes c;
  ent_error err;
  for (size_t round = 0; round < 12; round++) {
    double level = 0;
    for (size_t i = 0; i < N; i++) {
      if (pseudo(&seed) < 0.05)
        level = 10 * pseudo(&seed);
      x[i] = level + pseudo(&seed);
      w[i] = round % 2 ? 1 : 1 + pseudo(&seed);
    }
    ent_changes_options o = {w, 1, 0.5 + pseudo(&seed), 1 + round % 6};
    assert_ok(ent_changes_optimal(x, N, &o, arena, &c, &err), &err);
    assert_same(c.objective, without_pruning(x, w, N, o.minseg, o.penalty, best));
    assert_true(c.n_points > 1);
    for (size_t i = 0; i < c.n_points; i++) {
      size_t before = i ? c.points[i - 1].at : 0;
      assert_true(c.points[i].at >= before + o.minseg && c.points[i].at + o.minseg <= N);
      assert_true(c.points[i].gain >= o.penalty - 1e-9); /* else it would not pay */
    }
  }
  ent_arena_free(arena);
}

static void test_short_and_empty_series(void **state)
{
  (void)state;
  static const double x[] = {0, 9, 0};
  ent_changes_options o = {.minseg = 2};
  ent_arena *arena = ent_arena_new(0);
  ent_changes c;
  ent_error err;
  assert_ok(ent_changes_optimal(x, 3, &o, arena, &c, &err), &err);
  assert_int_equal(c.n_points, 0);
  assert_near(c.objective, 54);
  assert_ok(ent_changes_optimal(x, 1, &o, arena, &c, &err), &err);
  assert_near(c.objective, 0);
  assert_ok(ent_changes_optimal(NULL, 0, &o, arena, &c, &err), &err);
  assert_int_equal(c.n_points, 0);
  assert_fails(ent_changes_segments(x, 3, 1, &o, arena, &c, &err), ENT_EINPUT, &err, "cannot be cut");
  assert_fails(ent_changes_segments(x, 3, SIZE_MAX, &o, arena, &c, &err), ENT_EINPUT, &err, "cannot be cut");
  ent_arena_free(arena);
}

static void test_wrong_series_are_refused(void **state)
{
  (void)state;
  static const double x[] = {1, NAN, 2}, fine[] = {1, 2, 3}, w[] = {1, 0, 1};
  ent_changes_options o = {.penalty = 1};
  ent_arena *arena = ent_arena_new(0);
  ent_changes c;
  double penalty;
  ent_error err;
  assert_fails(ent_changes_optimal(x, 3, &o, arena, &c, &err), ENT_EINPUT, &err, "value 1");
  assert_fails(ent_changes_penalty(x, 3, 3, &penalty, &err), ENT_EINPUT, &err, "value 1");
  o.weights = w;
  assert_fails(ent_changes_optimal(fine, 3, &o, arena, &c, &err), ENT_EINPUT, &err, "weight 1");
  o = (ent_changes_options){.penalty = -1};
  assert_fails(ent_changes_optimal(fine, 3, &o, arena, &c, &err), ENT_EINPUT, &err, "penalty -1");
  ent_arena_free(arena);
}

static void test_penalty(void **state)
{
  (void)state;
  static const double x[] = {0, 1, 3, 2, 2, 6}, flat[] = {0, 0, 0, 0, 3};
  double penalty;
  ent_error err;
  /* differences 1 2 -1 0 4: median 1, sizes around it 0 1 2 1 3: median 1 */
  assert_ok(ent_changes_penalty(x, 6, 3, &penalty, &err), &err);
  assert_near(penalty, 3 * 1.4826 * 1.4826 / 2 * log(6));
  /* differences 0 0 0 3: the median size is 0, their variance 27/16 */
  assert_ok(ent_changes_penalty(flat, 5, 2, &penalty, &err), &err);
  assert_near(penalty, 2 * 27.0 / 32 * log(5));
  assert_ok(ent_changes_penalty(x, 2, 3, &penalty, &err), &err);
  assert_near(penalty, NAN);
}

static void test_confidence(void **state)
{
  (void)state;
  enum { N = 60 };
  double clear[N], noise[N], w[N];
  uint64_t seed = 13;
  ent_arena *arena = ent_arena_new(0);
  ent_changes c, again;
  ent_changes_options o = {.weights = w, .penalty = 5, .minseg = 3};
  ent_error err;
  for (size_t i = 0; i < N; i++) {
    noise[i] = pseudo(&seed);
    clear[i] = noise[i] + (i < 25 ? 0 : 3);
    w[i] = 1 + pseudo(&seed);
  }
  assert_ok(ent_changes_optimal(clear, N, &o, arena, &c, &err), &err);
  assert_int_equal(c.n_points, 1);
  assert_near(c.points[0].confidence, NAN); /* not asked yet */
  again = c;
  again.points = ent_arena_array(arena, 1, sizeof *c.points);
  again.points[0] = c.points[0];
  assert_ok(ent_changes_assess(clear, N, &o, 199, 1, &c, &err), &err);
  assert_near(c.points[0].confidence, 0.995); /* none of 199 permutations does as well */
  assert_int_equal(c.points[0].earliest, 25);
  assert_int_equal(c.points[0].latest, 25);
  assert_true(c.points[0].effect > 5);
  assert_ok(ent_changes_assess(clear, N, &o, 199, 1, &again, &err), &err);
  assert_memory_equal(again.points, c.points, sizeof *c.points); /* the same seed, the same answer */
  assert_ok(ent_changes_segments(noise, N, 1, &o, arena, &c, &err), &err); /* forced on noise: not to be trusted */
  assert_ok(ent_changes_assess(noise, N, &o, 199, 1, &c, &err), &err);
  assert_true(c.points[0].confidence < 0.9);
  assert_true(c.points[0].earliest <= c.points[0].at && c.points[0].at <= c.points[0].latest);
  assert_true(c.points[0].latest - c.points[0].earliest > 3);
  c.points[0].at = N;
  assert_fails(ent_changes_assess(noise, N, &o, 9, 1, &c, &err), ENT_EINPUT, &err, "not of this series");
  ent_arena_free(arena);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_worked_example),           cmocka_unit_test(test_equals_trying_all),
      cmocka_unit_test(test_pruning_changes_nothing),  cmocka_unit_test(test_short_and_empty_series),
      cmocka_unit_test(test_wrong_series_are_refused), cmocka_unit_test(test_penalty),
      cmocka_unit_test(test_confidence),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
