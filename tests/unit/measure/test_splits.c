/* Energy split and Pettitt's test: the worked examples of docs/measures.md, the definitions written out. */
#include "measure_unit.h"

static void test_worked_examples(void **state)
{
  (void)state;
  static const double steps[] = {0, 0, 4, 4}, rising[] = {1, 2, 3, 4};
  ent_split s;
  ent_error err;
  assert_ok(ent_split_energy(steps, 4, 1, 2, 0, 0, &s, &err), &err);
  assert_int_equal(s.at, 2);
  assert_near(s.statistic, 8);
  assert_near(s.p, NAN);
  assert_ok(ent_split_pettitt(rising, 4, &s, &err), &err);
  assert_int_equal(s.at, 2);
  assert_near(s.statistic, 4);
  assert_near(s.p, 0.602388);
}

static double energy_at(const double *x, size_t n, size_t at, double alpha)
{
  double between = 0, first = 0, second = 0, m = (double)at, k = (double)(n - at);
  for (size_t i = 0; i < n; i++)
    for (size_t j = i + 1; j < n; j++) {
      double d = pow(fabs(x[i] - x[j]), alpha);
      *(j < at ? &first : i >= at ? &second : &between) += d;
    }
  return m * k / (m + k) * (2 * between / (m * k) - first / (m * (m - 1) / 2) - second / (k * (k - 1) / 2));
}

static void test_energy_equals_the_definition(void **state)
{
  (void)state;
  uint64_t seed = 31;
  ent_error err;
  for (size_t round = 0; round < 40; round++) {
    enum { N = 25 };
    double x[N], best = -INFINITY, alpha = round % 2 ? 1 : 0.5 + pseudo(&seed);
    size_t at = 0, minseg = 2 + round % 4;
    for (size_t i = 0; i < N; i++)
      x[i] = pseudo(&seed) * (i > round % N ? 3 : 1);
    for (size_t t = minseg; t + minseg <= N; t++)
      if (energy_at(x, N, t, alpha) > best) {
        best = energy_at(x, N, t, alpha);
        at = t;
      }
    ent_split s;
    assert_ok(ent_split_energy(x, N, alpha, minseg, 0, 0, &s, &err), &err);
    assert_int_equal(s.at, at);
    assert_same(s.statistic, best);
  }
}

static void test_pettitt_equals_the_definition(void **state)
{
  (void)state;
  uint64_t seed = 32;
  ent_error err;
  for (size_t round = 0; round < 40; round++) {
    enum { N = 25 };
    double x[N];
    long most = -1;
    size_t at = 0;
    for (size_t i = 0; i < N; i++)
      x[i] = floor(pseudo(&seed) * 6); /* with ties */
    for (size_t t = 1; t < N; t++) {
      long u = 0;
      for (size_t i = 0; i < t; i++)
        for (size_t j = t; j < N; j++)
          u += (x[i] > x[j]) - (x[i] < x[j]);
      if (labs(u) > most) {
        most = labs(u);
        at = t;
      }
    }
    ent_split s;
    assert_ok(ent_split_pettitt(x, N, &s, &err), &err);
    assert_int_equal(s.at, at);
    assert_near(s.statistic, (double)most);
    assert_true(s.p >= 0 && s.p <= 1);
  }
}

static void test_p_of_energy(void **state)
{
  (void)state;
  double clear[30], noise[30];
  uint64_t seed = 33;
  ent_split s, again;
  ent_error err;
  for (size_t i = 0; i < 30; i++) {
    noise[i] = pseudo(&seed);
    clear[i] = noise[i] + (i < 12 ? 0 : 2);
  }
  assert_ok(ent_split_energy(clear, 30, 1, 4, 99, 5, &s, &err), &err);
  assert_int_equal(s.at, 12);
  assert_near(s.p, 0.01);
  assert_ok(ent_split_energy(noise, 30, 1, 4, 99, 5, &s, &err), &err);
  assert_true(s.p > 0.05);
  assert_ok(ent_split_energy(noise, 30, 1, 4, 99, 5, &again, &err), &err);
  assert_memory_equal(&s, &again, sizeof s);
}

static void test_wrong_input_is_refused(void **state)
{
  (void)state;
  static const double x[] = {1, 2, INFINITY, 4};
  ent_split s;
  ent_error err;
  assert_fails(ent_split_energy(x, 4, 1, 2, 0, 0, &s, &err), ENT_EINPUT, &err, "value 2");
  assert_fails(ent_split_energy(x, 4, 1, 3, 0, 0, &s, &err), ENT_EINPUT, &err, "minseg 3");
  assert_fails(ent_split_energy(x, 4, 1, 1, 0, 0, &s, &err), ENT_EINPUT, &err, "minseg 1");
  assert_fails(ent_split_energy(x, 4, 3, 2, 0, 0, &s, &err), ENT_EINPUT, &err, "alpha");
  assert_fails(ent_split_pettitt(x, 4, &s, &err), ENT_EINPUT, &err, "value 2");
  assert_fails(ent_split_pettitt(x, 1, &s, &err), ENT_EINPUT, &err, "1 values");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_worked_examples),               cmocka_unit_test(test_energy_equals_the_definition),
      cmocka_unit_test(test_pettitt_equals_the_definition), cmocka_unit_test(test_p_of_energy),
      cmocka_unit_test(test_wrong_input_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
