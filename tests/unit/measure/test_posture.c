/* Posture: the worked examples of docs/measures.md, and what is missing. */
#include "measure_unit.h"

static ent_posture measure(const double *weights, size_t n)
{
  ent_posture p;
  ent_error err;
  assert_ok(ent_posture_of(weights, n, &p, &err), &err);
  return p;
}

static void test_worked_example(void **state)
{
  (void)state;
  static const double weights[] = {3, 5, 2};
  ent_posture p = measure(weights, 3);
  assert_int_equal(p.n_partners, 3);
  assert_int_equal(p.n_weighed, 3);
  assert_near(p.hhi, 0.38);
  assert_near(p.effective, 2.631579);
  assert_near(p.entropy, 1.029653);
  assert_near(p.evenness, 0.937231);
  assert_near(p.top_share, 0.5);
  assert_int_equal(p.top, 1);
}

static void test_without_weights_all_are_equal(void **state)
{
  (void)state;
  ent_posture p = measure(NULL, 4);
  assert_near(p.hhi, 0.25);
  assert_near(p.effective, 4);
  assert_near(p.evenness, 1);
  assert_int_equal(p.top, 0);
}

static void test_missing_weights(void **state)
{
  (void)state;
  static const double weights[] = {NAN, 0, 7}, none[] = {NAN, 0};
  ent_posture p = measure(weights, 3);
  assert_int_equal(p.n_partners, 3);
  assert_int_equal(p.n_weighed, 1);
  assert_near(p.hhi, 1);
  assert_near(p.entropy, 0);
  assert_near(p.evenness, NAN); /* one partner is neither even nor uneven */
  assert_int_equal(p.top, 2);
  p = measure(none, 2);
  assert_int_equal(p.n_partners, 2);
  assert_near(p.hhi, NAN);
  assert_near(p.top_share, NAN);
  assert_true(p.top == SIZE_MAX);
  assert_true(measure(NULL, 0).n_weighed == 0);
}

static void test_bounds_and_scale(void **state)
{
  (void)state;
  uint64_t seed = 3;
  double weights[20], scaled[20];
  for (size_t i = 0; i < 20; i++) {
    weights[i] = pseudo(&seed);
    scaled[i] = weights[i] * 1e6;
  }
  ent_posture p = measure(weights, 20), q = measure(scaled, 20);
  assert_true(p.hhi >= 1.0 / 20 && p.hhi <= 1);
  assert_true(p.entropy <= log(20) && p.evenness > 0 && p.evenness < 1);
  assert_same(p.hhi, q.hhi);
  assert_same(p.entropy, q.entropy);
}

static void test_shift(void **state)
{
  (void)state;
  static const double before[] = {1, 1, NAN}, after[] = {1, 0, 2}, none[] = {0, 0, 0};
  double moves[3], shift;
  ent_error err;
  assert_ok(ent_posture_shift(before, after, 3, moves, &shift, &err), &err);
  assert_near(shift, 0.666667);
  assert_near(moves[0], -0.166667);
  assert_near(moves[1], -0.5);
  assert_near(moves[2], 0.666667);
  assert_ok(ent_posture_shift(before, before, 3, NULL, &shift, &err), &err);
  assert_near(shift, 0);
  assert_ok(ent_posture_shift(before, none, 3, moves, &shift, &err), &err);
  assert_near(shift, NAN);
  assert_near(moves[0], NAN);
}

static void test_wrong_weights_are_refused(void **state)
{
  (void)state;
  static const double negative[] = {1, -2}, infinite[] = {INFINITY, 1};
  ent_posture p = {.hhi = 42};
  double shift;
  ent_error err;
  assert_fails(ent_posture_of(negative, 2, &p, &err), ENT_EINPUT, &err, "partner 1 is -2");
  assert_fails(ent_posture_of(infinite, 2, &p, &err), ENT_EINPUT, &err, "partner 0");
  assert_near(p.hhi, 42);
  assert_fails(ent_posture_shift(negative, infinite, 2, NULL, &shift, &err), ENT_EINPUT, &err, "before");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_worked_example),  cmocka_unit_test(test_without_weights_all_are_equal),
      cmocka_unit_test(test_missing_weights), cmocka_unit_test(test_bounds_and_scale),
      cmocka_unit_test(test_shift),           cmocka_unit_test(test_wrong_weights_are_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
