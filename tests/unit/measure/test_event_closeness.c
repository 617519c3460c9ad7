/* Closeness of events: events counted once, months, the worked example of docs/measures.md, turning points. */
#include "measure_unit.h"

static void test_events_are_counted_once(void **state)
{
  (void)state;
  static const ent_event_key keys[] = {{5, 1, 2, 7, 0}, {5, 1, 2, 7, 1}, {4, 1, 2, 7, 0}, {5, 1, 2, 7, 0},
                                       {5, 2, 1, 7, 0}, {5, 1, 2, 7, 0}, {5, 1, 2, 8, 0}};
  static const bool expected[] = {true, true, true, false, true, false, true};
  bool first[7];
  size_t n;
  ent_error err;
  assert_ok(ent_events_once(keys, 7, first, &n, &err), &err);
  assert_int_equal(n, 5);
  for (size_t i = 0; i < 7; i++)
    assert_int_equal(first[i], expected[i]);
  assert_ok(ent_events_once(NULL, 0, NULL, &n, &err), &err);
  assert_int_equal(n, 0);
}

static void test_months(void **state)
{
  (void)state;
  char text[16];
  int32_t month = ent_month_of_day(ent_date_make(2005, 12, 31).day);
  assert_int_equal(ent_month_of_day(ent_date_make(2006, 1, 1).day), month + 1);
  assert_string_equal(ent_date_format(ent_month_date(month), text), "2005-12");
  assert_int_equal(ent_month_of_day(ent_date_make(1815, 6, 9).day), 1815 * 12 + 5);
  assert_false(ent_date_known(ent_month_date(3)));
  ent_month m = {0};
  ent_month_add(&m, 4);
  ent_month_add(&m, -1);
  ent_month_add(&m, NAN); /* an event without score is in n_all alone */
  assert_int_equal(m.n, 2);
  assert_near(m.sum, 3);
  assert_near(m.sum_sq, 17);
  assert_near(m.positive, 4);
  assert_near(m.negative, 1);
}

static void test_worked_example(void **state)
{
  (void)state;
  ent_month months[3] = {{.n_all = 10}, {.n_all = 0}, {.n_all = 4}};
  ent_closeness_month got[3];
  ent_error err;
  ent_month_add(&months[0], 4);
  assert_ok(ent_closeness_events(months, 3, NULL, got, &err), &err);
  assert_near(got[0].mean, 4);
  assert_near(got[0].share_per_1000, 100);
  assert_near(got[0].net_ratio, 1);
  assert_near(got[0].mu, 0.666667);
  assert_near(got[0].variance, 13.333333);
  assert_near(got[0].value, 1.222222);
  assert_near(got[0].se, 1.437424);
  assert_near(got[0].lo, 1.222222 - 1.96 * 1.437424);
  assert_near(got[0].evidence, 1.0 / 6);
  assert_near(got[1].value, 1.123312);
  assert_near(got[1].evidence, 0.136994);
  assert_near(got[1].mean, NAN);
  assert_near(got[1].net_ratio, NAN);
  assert_near(got[1].share_per_1000, NAN); /* the corpus has no event either */
  assert_near(got[2].share_per_1000, 0);
}

/* The sum over all past events as the definition has it, one by one. */
static double se_written_out(const double *scores, const size_t *when, size_t n, size_t t, double e, double variance)
{
  double sum = 0, w = 0;
  for (size_t i = 0; i < n; i++)
    if (when[i] <= t) {
      double decay = exp2(-(double)(t - when[i]) / 3);
      sum += decay * decay * (scores[i] - e) * (scores[i] - e);
      w += decay;
    }
  return sqrt(sum + 5 * variance) / (w + 5);
}

static void test_standard_error_equals_the_definition(void **state)
{
  (void)state;
  enum { MONTHS = 60, EVENTS = 150 };
  ent_month months[MONTHS] = {0};
  ent_closeness_month got[MONTHS], shorter[MONTHS];
  double scores[EVENTS];
  size_t when[EVENTS];
  uint64_t seed = 11;
  ent_error err;
  for (size_t i = 0; i < EVENTS; i++) {
    scores[i] = floor(pseudo(&seed) * 41 - 20) / 2;
    when[i] = (size_t)(pseudo(&seed) * MONTHS);
    ent_month_add(&months[when[i]], scores[i]);
  }
  assert_ok(ent_closeness_events(months, MONTHS, NULL, got, &err), &err);
  for (size_t t = 0; t < MONTHS; t++) {
    assert_same(got[t].se, se_written_out(scores, when, EVENTS, t, got[t].value, got[t].variance));
    assert_true(got[t].evidence >= 0 && got[t].evidence < 1 && got[t].lo <= got[t].value && got[t].value <= got[t].hi);
  }
  assert_ok(ent_closeness_events(months, 20, NULL, shorter, &err), &err);
  for (size_t t = 0; t < 20; t++) /* what comes later changes nothing */
    assert_memory_equal(&shorter[t], &got[t], sizeof *got);
}

static void test_turning_point(void **state)
{
  (void)state;
  enum { MONTHS = 40 };
  ent_month months[MONTHS] = {0};
  uint64_t seed = 5;
  ent_arena *arena = ent_arena_new(0);
  ent_changes changes;
  ent_closeness_series series;
  ent_error err;
  for (size_t t = 0; t < MONTHS; t++)
    for (size_t i = 0; t % 4 && i < 6; i++) /* every fourth month is empty */
      ent_month_add(&months[t], (t < 21 ? -3 : 4) + 2 * pseudo(&seed));
  assert_ok(ent_closeness_turning(months, MONTHS, NULL, arena, &series, &changes, &err), &err);
  assert_int_equal(series.n, 30);
  assert_near(series.cut.penalty, 3 * log(30));
  assert_true(series.cut.scale > 0.1 && series.cut.scale < 1); /* 4/12 */
  assert_int_equal(changes.n_points, 1);
  assert_int_equal(series.months[changes.points[0].at], 21);
  assert_ok(ent_changes_assess(series.means, series.n, &series.cut, 99, 1, &changes, &err), &err);
  assert_near(changes.points[0].confidence, 0.99);
  assert_true(changes.points[0].size > 6 && changes.points[0].size < 8);
  for (size_t t = 0; t < MONTHS; t++) /* one event a month and all the same: the prior's variance stands in */
    months[t] = (ent_month){.n = 1, .sum = 2, .sum_sq = 4};
  assert_ok(ent_closeness_turning(months, MONTHS, NULL, arena, &series, &changes, &err), &err);
  assert_near(series.cut.scale, 16);
  assert_int_equal(changes.n_points, 0);
  assert_ok(ent_closeness_turning(NULL, 0, NULL, arena, &series, &changes, &err), &err);
  assert_int_equal(series.n, 0);
  ent_arena_free(arena);
}

static void test_wrong_input_is_refused(void **state)
{
  (void)state;
  ent_month month = {.n = 1, .sum = INFINITY};
  ent_closeness_month got;
  ent_closeness_options options = ENT_CLOSENESS_DEFAULT;
  ent_error err;
  assert_fails(ent_closeness_events(&month, 1, NULL, &got, &err), ENT_EINPUT, &err, "month 0");
  month = (ent_month){.sum = 3};
  assert_fails(ent_closeness_events(&month, 1, NULL, &got, &err), ENT_EINPUT, &err, "without events");
  month = (ent_month){0};
  options.half_life = 0;
  assert_fails(ent_closeness_events(&month, 1, &options, &got, &err), ENT_EINPUT, &err, "half-life");
  options = ENT_CLOSENESS_DEFAULT;
  options.k = NAN;
  assert_fails(ent_closeness_events(&month, 1, &options, &got, &err), ENT_EINPUT, &err, "options");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_events_are_counted_once), cmocka_unit_test(test_months),
      cmocka_unit_test(test_worked_example),          cmocka_unit_test(test_standard_error_equals_the_definition),
      cmocka_unit_test(test_turning_point),           cmocka_unit_test(test_wrong_input_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
