/* Similarity: the worked example of docs/measures.md, then properties, then the definitions written out. */
#include "measure_unit.h"

static const uint8_t four[] = {3, 3, 2, 0, 3, 3, 0, 1, 2, 0, 3, 0, 0, 1, 0, 3};
static const double weights[] = {0.4, 0.3, 0.2, 0.1};

static void test_worked_example(void **state)
{
  (void)state;
  ent_profiles p = {four, 4, 4, 0, 3, weights};
  ent_similarity s;
  ent_error err;
  assert_ok(ent_similarity_pair(&p, 0, 1, &s, &err), &err);
  assert_int_equal(s.n, 4);
  assert_near(s.agree, 0.5);
  assert_near(s.s_abs, 0.5);
  assert_near(s.s_sq, 0.722222);
  assert_near(s.s_bin, 0);
  assert_near(s.s_abs_w, 0.666667);
  assert_near(s.s_sq_w, 0.8);
  assert_near(s.kappa, 0.615385);
  assert_near(s.pi, 0.611650);
  assert_near(s.kappa_bin, -0.333333);
  assert_near(s.pi_bin, -0.333333);
  assert_near(s.kappa_nominal, 0.272727);
  assert_near(s.pi_nominal, 0.238095);
  assert_near(s.tau_b, 0.6);
}

static void test_missing_votes_drop_out(void **state)
{
  (void)state;
  static const uint8_t votes[] = {1, 0, 3, 2, 1, 1, 1, 0, 3, 3, 0, 0, 0, 0, 0};
  ent_profiles p = {votes, 3, 5, 1, 3, NULL};
  ent_similarity s;
  ent_error err;
  assert_ok(ent_similarity_pair(&p, 0, 1, &s, &err), &err);
  assert_int_equal(s.n, 3);
  assert_near(s.agree, 1.0 / 3); /* 1-1, 2-3, 1-3 */
  assert_near(s.s_abs, 1 - 2.0 * 3 / 6);
  assert_near(s.s_sq, 1 - 2.0 * 5 / 12);
  assert_near(s.s_abs_w, NAN);
  assert_ok(ent_similarity_pair(&p, 0, 2, &s, &err), &err); /* nothing in common */
  assert_int_equal(s.n, 0);
  assert_near(s.agree, NAN);
  assert_near(s.s_abs, NAN);
  assert_near(s.kappa, NAN);
  assert_near(s.tau_b, NAN);
}

static void test_no_chance_to_correct_is_undefined(void **state)
{
  (void)state;
  static const uint8_t same[] = {2, 2, 2, 2, 2, 2};
  ent_profiles p = {same, 2, 3, 1, 3, NULL};
  ent_similarity s;
  ent_error err;
  assert_ok(ent_similarity_pair(&p, 0, 1, &s, &err), &err);
  assert_near(s.agree, 1);
  assert_near(s.s_abs, 1);
  assert_near(s.kappa, NAN);
  assert_near(s.pi, NAN);
  assert_near(s.kappa_nominal, NAN);
  assert_near(s.pi_nominal, NAN);
  assert_near(s.tau_b, NAN);
}

/* The formulas of the papers, term by term, in floating point. */
static ent_similarity written_out(const uint8_t *x, const uint8_t *y, size_t n, double d)
{
  double sum_x = 0, sum_y = 0, squares = 0, ssd = 0, abs_d = 0, concordant = 0, tied_x = 0, tied_y = 0, pairs = 0;
  for (size_t i = 0; i < n; i++) {
    sum_x += x[i], sum_y += y[i];
    squares += x[i] * x[i] + y[i] * y[i];
    ssd += (x[i] - y[i]) * (x[i] - y[i]);
    abs_d += abs(x[i] - y[i]);
    for (size_t j = 0; j < i; j++) {
      int a = (x[i] > x[j]) - (x[i] < x[j]), b = (y[i] > y[j]) - (y[i] < y[j]);
      concordant += a * b;
      tied_x += a == 0, tied_y += b == 0, pairs++;
    }
  }
  double m = (double)n;
  return (ent_similarity){.n = n, .s_abs = 1 - 2 * abs_d / (m * d), .s_sq = 1 - 2 * ssd / (m * d * d),
                          .kappa = 1 - ssd / (squares - 2 / m * sum_x * sum_y),
                          .pi = 1 - ssd / (squares - (sum_x + sum_y) * (sum_x + sum_y) / (2 * m)),
                          .tau_b = concordant / sqrt((pairs - tied_x) * (pairs - tied_y))};
}

enum { ROWS = 9, COLUMNS = 40 };

static void fill(uint8_t *values, uint8_t lowest, unsigned levels)
{
  uint64_t seed = 7;
  for (size_t i = 0; i < ROWS * COLUMNS; i++)
    values[i] = (uint8_t)(lowest + pseudo(&seed) * pseudo(&seed) * levels);
}

static void test_equals_the_definitions(void **state)
{
  (void)state;
  uint8_t values[ROWS * COLUMNS];
  ent_similarity all[ROWS * (ROWS - 1) / 2], row[ROWS];
  ent_error err;
  fill(values, 2, 5);
  ent_profiles p = {values, ROWS, COLUMNS, 2, 6, NULL};
  assert_ok(ent_similarity_all(&p, all, &err), &err);
  for (size_t i = 0, at = 0; i < ROWS; i++) {
    assert_ok(ent_similarity_row(&p, i, row, &err), &err);
    assert_near(row[i].kappa, 1);
    assert_near(row[i].tau_b, 1);
    for (size_t j = i + 1; j < ROWS; j++, at++) {
      ent_similarity e = written_out(values + i * COLUMNS, values + j * COLUMNS, COLUMNS, 4);
      assert_same(all[at].s_abs, e.s_abs);
      assert_same(all[at].s_sq, e.s_sq);
      assert_same(all[at].kappa, e.kappa);
      assert_same(all[at].pi, e.pi);
      assert_same(all[at].tau_b, e.tau_b);
      assert_memory_equal(&row[j], &all[at], sizeof row[j]);
      assert_true(all[at].kappa <= 1 && all[at].s_abs >= -1 && all[at].s_abs <= 1 && fabs(all[at].tau_b) <= 1 + 1e-12);
    }
  }
}

static void test_symmetric_and_order_does_not_matter(void **state)
{
  (void)state;
  uint8_t values[ROWS * COLUMNS], turned[ROWS * COLUMNS];
  ent_similarity ab, ba, other;
  ent_error err;
  fill(values, 0, 4);
  for (size_t i = 0; i < ROWS; i++)
    for (size_t j = 0; j < COLUMNS; j++)
      turned[i * COLUMNS + j] = values[i * COLUMNS + COLUMNS - 1 - j];
  ent_profiles p = {values, ROWS, COLUMNS, 0, 3, NULL}, q = {turned, ROWS, COLUMNS, 0, 3, NULL};
  assert_ok(ent_similarity_pair(&p, 2, 5, &ab, &err), &err);
  assert_ok(ent_similarity_pair(&p, 5, 2, &ba, &err), &err);
  assert_ok(ent_similarity_pair(&q, 2, 5, &other, &err), &err);
  assert_same(ab.kappa, ba.kappa);
  assert_same(ab.tau_b, ba.tau_b);
  assert_same(ab.pi_nominal, ba.pi_nominal);
  assert_same(ab.kappa, other.kappa);
  assert_same(ab.tau_b, other.tau_b);
}

static void test_wrong_profiles_are_refused(void **state)
{
  (void)state;
  static const double negative[] = {1, -1, 0, 0}, unknown[] = {NAN, 1, 0, 0};
  ent_profiles p = {four, 4, 4, 0, 3, negative};
  ent_similarity s, all[6];
  ent_error err;
  assert_fails(ent_similarity_pair(&p, 0, 1, &s, &err), ENT_EINPUT, &err, "weight 1");
  p.weights = unknown; /* counts as 0 */
  assert_ok(ent_similarity_pair(&p, 0, 2, &s, &err), &err);
  assert_near(s.s_abs_w, 1 - 2.0 * 3 / 3);
  assert_fails(ent_similarity_pair(&p, 0, 4, &s, &err), ENT_EINPUT, &err, "row 4 of 4");
  assert_fails(ent_similarity_row(&p, 9, all, &err), ENT_EINPUT, &err, "row 9");
  p.highest = 0;
  assert_fails(ent_similarity_all(&p, all, &err), ENT_EINPUT, &err, "scale");
  p.highest = 8;
  assert_fails(ent_similarity_all(&p, all, &err), ENT_EINPUT, &err, "scale");
}

static void test_ideal_points(void **state)
{
  (void)state;
  ent_distance d = ent_ideal_point_distance((ent_ideal_point){1.5, 1.2, 1.8}, (ent_ideal_point){-0.5, -0.9, -0.1});
  assert_near(d.value, 2);
  assert_near(d.lo, 1.5); /* half widths 0.3 and 0.4 make 0.5 */
  assert_near(d.hi, 2.5);
  d = ent_ideal_point_distance((ent_ideal_point){0, -1, 1}, (ent_ideal_point){0.2, -0.8, 1.2});
  assert_near(d.lo, 0);
  d = ent_ideal_point_distance((ent_ideal_point){0, NAN, 1}, (ent_ideal_point){0.2, -0.8, 1.2});
  assert_near(d.value, 0.2);
  assert_near(d.lo, NAN);
  assert_near(d.hi, NAN);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_worked_example),         cmocka_unit_test(test_missing_votes_drop_out),
      cmocka_unit_test(test_no_chance_to_correct_is_undefined), cmocka_unit_test(test_equals_the_definitions),
      cmocka_unit_test(test_symmetric_and_order_does_not_matter), cmocka_unit_test(test_wrong_profiles_are_refused),
      cmocka_unit_test(test_ideal_points),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
