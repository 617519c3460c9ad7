/* Closeness of ties: the worked example of docs/measures.md, steps that add up, dates that are not precise. */
#include "measure_unit.h"

static ent_date on(const char *text)
{
  ent_date date = ENT_NO_DATE;
  assert_true(*text == 0 || ent_date_parse(ent_str_of(text), &date));
  return date;
}

static ent_tie_closeness at(const ent_tie_span *ties, size_t n, const char *day, double *parts)
{
  ent_tie_closeness c;
  ent_error err;
  assert_ok(ent_closeness_ties(ties, n, on(day).day, 2, parts, &c, &err), &err);
  return c;
}

static void test_worked_example(void **state)
{
  (void)state;
  ent_tie_span ties[] = {{on("2001-10-01"), on(""), 2}, {on("2010"), on("2012-06"), -1}};
  double parts[2];
  assert_near(at(ties, 2, "2001-09-30", parts).value, 0);
  assert_near(at(ties, 2, "2001-10-01", parts).value, 0.5);
  ent_tie_closeness c = at(ties, 2, "2011-01-01", parts);
  assert_near(c.value, 0.2);
  assert_near(parts[0], 0.4);
  assert_near(parts[1], -0.2);
  assert_near(c.lo, 0.2);
  assert_near(c.hi, 0.2);
  assert_int_equal(c.n_active, 2);
  c = at(ties, 2, "2010-07-01", parts); /* "2010": perhaps not yet */
  assert_near(c.value, 0.2);
  assert_near(c.lo, 0.2);
  assert_near(c.hi, 0.5);
  c = at(ties, 2, "2012-06-15", parts); /* ended in June: perhaps already */
  assert_near(c.value, 0.2);
  assert_near(c.hi, 0.5);
  assert_near(at(ties, 2, "2012-06-30", parts).value, 0.5);
}

static void test_steps(void **state)
{
  (void)state;
  ent_tie_span ties[] = {{on("2001-10-01"), on(""), 2},  {on("2010"), on("2012-06"), -1}, {on(""), on("2005-03-04"), 1},
                         {on("2005-03-04"), on(""), 3},  {on("2007-01-01"), on("2007-01-01"), 9},
                         {on("2009"), on("2008"), 9}};
  ent_arena *arena = ent_arena_new(0);
  ent_tie_closeness start;
  ent_tie_step *steps;
  size_t n;
  ent_error err;
  assert_ok(ent_tie_steps(ties, 6, 2, arena, &start, &steps, &n, &err), &err);
  assert_near(start.value, 1.0 / 3);
  assert_int_equal(n, 5); /* the two that end before they begin are left out */
  assert_int_equal(steps[1].tie, 2);
  assert_false(steps[1].begins); /* an end before a beginning on the same day */
  assert_int_equal(steps[2].tie, 3);
  assert_int_equal(steps[1].day, steps[2].day);
  double value = start.value;
  for (size_t i = 0; i < n; i++) {
    value += steps[i].change;
    if (i + 1 == n || steps[i + 1].day != steps[i].day)
      assert_same(value, steps[i].after.value);
    ent_tie_closeness c;
    assert_ok(ent_closeness_ties(ties, 6, steps[i].day, 2, NULL, &c, &err), &err);
    assert_memory_equal(&c, &steps[i].after, sizeof c);
  }
  assert_true(steps[2].change > 0 && steps[3].change < 0 && steps[4].change > 0);
  assert_ok(ent_tie_steps(NULL, 0, 2, arena, &start, &steps, &n, &err), &err);
  assert_int_equal(n, 0);
  ent_arena_free(arena);
}

static void test_bounded_additive_monotone(void **state)
{
  (void)state;
  enum { TIES = 30 };
  ent_tie_span ties[TIES];
  double parts[TIES];
  uint64_t seed = 9;
  ent_error err;
  for (size_t i = 0; i < TIES; i++) {
    ties[i] = (ent_tie_span){ENT_NO_DATE, ENT_NO_DATE, pseudo(&seed) * 20 - 10};
    ent_tie_closeness c;
    double sum = 0, size = 0;
    assert_ok(ent_closeness_ties(ties, i + 1, 0, 1, parts, &c, &err), &err);
    for (size_t j = 0; j <= i; j++) {
      sum += parts[j];
      size += fabs(parts[j]);
      assert_true(ties[j].weight * parts[j] >= 0);
    }
    assert_same(sum, c.value);
    assert_true(size < 1 && fabs(c.value) < 1);
    ties[i].weight += 1;
    ent_tie_closeness more;
    assert_ok(ent_closeness_ties(ties, i + 1, 0, 1, NULL, &more, &err), &err);
    assert_true(more.value > c.value);
  }
}

static void test_wrong_ties_are_refused(void **state)
{
  (void)state;
  ent_tie_span ties[] = {{on("2001"), on(""), 1}, {on("2001"), on(""), NAN}};
  ent_tie_closeness c;
  ent_error err;
  assert_fails(ent_closeness_ties(ties, 2, 0, 1, NULL, &c, &err), ENT_EINPUT, &err, "tie 1");
  assert_fails(ent_closeness_ties(ties, 1, 0, 0, NULL, &c, &err), ENT_EINPUT, &err, "k is 0");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_worked_example),
      cmocka_unit_test(test_steps),
      cmocka_unit_test(test_bounded_additive_monotone),
      cmocka_unit_test(test_wrong_ties_are_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
