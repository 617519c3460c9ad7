/* Composite and verdict: the worked example of docs/measures.md, the range against weights tried out, the words. */
#include "measure_unit.h"

static ent_composite put_together(const ent_component *components, size_t n)
{
  ent_composite c;
  ent_error err;
  assert_ok(ent_composite_of(components, n, &c, &err), &err);
  return c;
}

static void test_worked_example(void **state)
{
  (void)state;
  static const ent_component three[] = {{0.5, 1, 0.5, 2}, {0.2, 1, 0.5, 2}, {-0.1, 1, 0.5, 2}, {NAN, 1, 0.5, 2}};
  ent_composite c = put_together(three, 4);
  assert_int_equal(c.n_used, 3); /* the missing one drops out */
  assert_near(c.value, 0.2);
  assert_near(c.lo, 0.05);
  assert_near(c.hi, 0.35);
}

static void test_range_is_exact(void **state)
{
  (void)state;
  uint64_t seed = 21;
  for (size_t round = 0; round < 200; round++) {
    ent_component c[3];
    double most = -INFINITY, least = INFINITY;
    for (size_t i = 0; i < 3; i++) {
      double low = pseudo(&seed), high = low + pseudo(&seed);
      c[i] = (ent_component){2 * pseudo(&seed) - 1, (low + high) / 2, low, high};
    }
    for (size_t corner = 0; corner < 8; corner++) { /* the extremes lie at corners of the box */
      double sum = 0, total = 0;
      for (size_t i = 0; i < 3; i++) {
        double w = corner >> i & 1 ? c[i].most : c[i].least;
        sum += w * c[i].value;
        total += w;
      }
      most = fmax(most, sum / total);
      least = fmin(least, sum / total);
    }
    ent_composite got = put_together(c, 3);
    assert_same(got.hi, most);
    assert_same(got.lo, least);
    assert_true(got.lo <= got.value && got.value <= got.hi);
  }
}

static void test_nothing_and_wrong(void **state)
{
  (void)state;
  static const ent_component missing = {NAN, 1, 1, 1}, disordered = {0.5, 1, 2, 3}, weightless = {0.5, 0, 0, 1};
  ent_composite c = put_together(&missing, 1);
  ent_error err;
  assert_near(c.value, NAN);
  assert_near(c.lo, NAN);
  assert_fails(ent_composite_of(&disordered, 1, &c, &err), ENT_EINPUT, &err, "component 0");
  assert_fails(ent_composite_of(&weightless, 1, &c, &err), ENT_EINPUT, &err, "sum to 0");
}

static void test_spread(void **state)
{
  (void)state;
  static const double members[] = {1, NAN, 4}, none[] = {NAN}, endless[] = {1, INFINITY};
  ent_spread s;
  ent_error err;
  assert_ok(ent_spread_of(members, 3, &s, &err), &err);
  assert_near(s.mean, 2.5);
  assert_near(s.least, 1);
  assert_near(s.most, 4);
  assert_int_equal(s.n_used, 2);
  assert_ok(ent_spread_of(none, 1, &s, &err), &err);
  assert_near(s.mean, NAN);
  assert_near(s.most, NAN);
  assert_fails(ent_spread_of(endless, 2, &s, &err), ENT_EINPUT, &err, "value 1");
}

static void test_verdict(void **state)
{
  (void)state;
  static const ent_change_band up = {1, 0.2, 1.8}, down = {-1, -2, -0.1}, unclear = {0.5, -1, 2}, unknown = {NAN, NAN, NAN};
  assert_string_equal(ent_trend_text(ent_trend_of((ent_change_band[]){up, unclear, unknown}, 3)), "closer");
  assert_string_equal(ent_trend_text(ent_trend_of((ent_change_band[]){unclear, down}, 2)), "apart");
  assert_string_equal(ent_trend_text(ent_trend_of((ent_change_band[]){up, down}, 2)), "components disagree");
  assert_string_equal(ent_trend_text(ent_trend_of((ent_change_band[]){unclear, unknown}, 2)), "no clear change");
  assert_int_equal(ent_trend_of(NULL, 0), ENT_NO_CLEAR_CHANGE);
}

static void test_change_of_events(void **state)
{
  (void)state;
  ent_closeness_month from = {.value = 1, .se = 0.3}, to = {.value = 3, .se = 0.4};
  ent_change_band change = ent_closeness_change(&from, &to, 2);
  assert_near(change.value, 2);
  assert_near(change.lo, 1);
  assert_near(change.hi, 3);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_worked_example),    cmocka_unit_test(test_range_is_exact),
      cmocka_unit_test(test_nothing_and_wrong), cmocka_unit_test(test_spread), cmocka_unit_test(test_verdict),
      cmocka_unit_test(test_change_of_events),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
