/* How far the bands and the turning points of events can be trusted, on dyads made up with known truth: docs/measures.md
 * prints these figures. Deterministic; the bounds are wide enough not to hang on one run. */
#include "measure_unit.h"

enum { RUNS = 200, MONTHS = 120, BEFORE = 24 };

static const double friendly[] = {2.5, 4, 5, 9.5}, hostile[] = {-3, -2, -3.5, -6};

/* A month's events: about `rate` of them (Poisson), cooperative with probability p. */
static ent_month make_month(double p, double rate, uint64_t *seed)
{
  ent_month m = {0};
  for (double left = exp(-rate), product = pseudo(seed); product > left; product *= pseudo(seed)) {
    bool good = pseudo(seed) < p;
    ent_month_add(&m, (good ? friendly : hostile)[(size_t)(pseudo(seed) * 4)]);
  }
  m.n_all = m.n;
  return m;
}

static double true_mean(double p)
{
  return p * (2.5 + 4 + 5 + 9.5) / 4 - (1 - p) * (3 + 2 + 3.5 + 6) / 4;
}

static void test_band_covers_the_truth(void **state)
{
  (void)state;
  uint64_t seed = 2024;
  size_t inside = 0, all = 0;
  for (size_t run = 0; run < RUNS; run++) {
    ent_month months[MONTHS];
    ent_closeness_month got[MONTHS];
    ent_error err;
    double p = 0.2 + 0.6 * pseudo(&seed);
    for (size_t t = 0; t < MONTHS; t++)
      months[t] = make_month(p, 4, &seed);
    assert_ok(ent_closeness_events(months, MONTHS, NULL, got, &err), &err);
    for (size_t t = BEFORE; t < MONTHS; t++, all++)
      inside += got[t].lo <= true_mean(p) && true_mean(p) <= got[t].hi;
  }
  double coverage = (double)inside / (double)all;
  print_message("the 95 %% band covers the truth in %.1f %% of months\n", 100 * coverage);
  assert_true(coverage > 0.94 && coverage < 0.995);
}

/* Share of runs with a change, and with one within three months of the middle, where p jumps by `step`. */
static void find_changes(double step, double *ret_any, double *ret_near)
{
  uint64_t seed = 77;
  size_t any = 0, near = 0;
  ent_arena *arena = ent_arena_new(0);
  for (size_t run = 0; run < RUNS; run++) {
    ent_month months[MONTHS];
    ent_changes changes;
    ent_closeness_series series;
    size_t is_near = 0;
    ent_error err;
    for (size_t t = 0; t < MONTHS; t++)
      months[t] = make_month(t < MONTHS / 2 ? 0.3 : 0.3 + step, 4, &seed);
    assert_ok(ent_closeness_turning(months, MONTHS, NULL, arena, &series, &changes, &err), &err);
    for (size_t i = 0; i < changes.n_points; i++) {
      size_t at = series.months[changes.points[i].at];
      is_near |= at + 3 >= MONTHS / 2 && at <= MONTHS / 2 + 3;
    }
    any += changes.n_points > 0;
    near += is_near;
  }
  ent_arena_free(arena);
  *ret_any = (double)any / RUNS;
  *ret_near = (double)near / RUNS;
}

static void test_turning_points_found_and_not_invented(void **state)
{
  (void)state;
  double any, near;
  find_changes(0, &any, &near);
  print_message("false alarms: %.1f %% of runs\n", 100 * any);
  assert_true(any < 0.06);
  find_changes(0.5, &any, &near);
  print_message("a step of 0.5: found within three months in %.1f %%\n", 100 * near);
  assert_true(near > 0.85);
  find_changes(0.3, &any, &near);
  print_message("a step of 0.3: found within three months in %.1f %%\n", 100 * near);
  assert_true(near > 0.5);
}

/* Confidence of a change that was looked for where there is none: over 0.95 in about one run of twenty. */
static void test_confidence_on_noise(void **state)
{
  (void)state;
  enum { N = 60 };
  uint64_t seed = 5;
  size_t sure = 0;
  ent_arena *arena = ent_arena_new(0);
  for (size_t run = 0; run < RUNS; run++) {
    double x[N];
    ent_changes changes;
    ent_changes_options o = {.minseg = 3};
    ent_error err;
    for (size_t i = 0; i < N; i++)
      x[i] = pseudo(&seed) + pseudo(&seed) + pseudo(&seed);
    assert_ok(ent_changes_segments(x, N, 1, &o, arena, &changes, &err), &err);
    assert_ok(ent_changes_assess(x, N, &o, 199, run, &changes, &err), &err);
    sure += changes.points[0].confidence > 0.95;
  }
  ent_arena_free(arena);
  print_message("confidence over 0.95 on noise: %.1f %% of runs\n", 100.0 * (double)sure / RUNS);
  assert_true(sure <= RUNS / 10);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_band_covers_the_truth),
      cmocka_unit_test(test_turning_points_found_and_not_invented),
      cmocka_unit_test(test_confidence_on_noise),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
