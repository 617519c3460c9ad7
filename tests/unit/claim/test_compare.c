/* C1–C4 of claim/compare.h. */
#include "../unit.h"

#include "claim/compare.h"

static ent_timex at(int y, int m, int d)
{
  return (ent_timex){.kind = ENT_TIME_DATE, .role = ENT_TIME_AT, .from = ent_date_make(y, m, d)};
}

static ent_verdict compare(ent_timex time, ent_date known, bool trusted)
{
  enti_comparison c = ENTI_COMPARISON_INIT;
  enti_compare_add(&c, &time, known, ENT_NO_DATE, trusted, ENT_STR("test"));
  enti_compare_end(&c);
  return c.verdict;
}

static void coarser_dates_agree(void **state)
{
  (void)state;
  assert_int_equal(compare(at(2004, 0, 0), ent_date_make(2004, 3, 29), true), ENT_CONSISTENT);
  assert_int_equal(compare(at(2004, 3, 0), ent_date_make(2004, 3, 29), true), ENT_CONSISTENT);
  assert_int_equal(compare(at(2004, 3, 29), ent_date_make(2004, 0, 0), true), ENT_CONSISTENT);
  assert_int_equal(compare(at(2004, 4, 0), ent_date_make(2004, 3, 29), true), ENT_CONTRADICTED);
}

static void unchecked_days_are_not_trusted_to_the_day(void **state)
{
  (void)state;
  assert_int_equal(compare(at(2004, 3, 28), ent_date_make(2004, 3, 29), false), ENT_UNKNOWN);
  assert_int_equal(compare(at(2004, 3, 28), ent_date_make(2004, 3, 29), true), ENT_CONTRADICTED);
  assert_int_equal(compare(at(2004, 3, 20), ent_date_make(2004, 3, 29), false), ENT_CONTRADICTED);
}

static void years_are_not_trusted_to_the_next(void **state)
{
  (void)state;
  assert_int_equal(compare(at(2005, 0, 0), ent_date_make(2004, 0, 0), true), ENT_UNKNOWN);
  assert_int_equal(compare(at(2008, 0, 0), ent_date_make(2004, 0, 0), true), ENT_CONTRADICTED);
}

static void undated_facts_settle_nothing(void **state)
{
  (void)state;
  ent_timex time = at(2005, 0, 0);
  enti_comparison c = ENTI_COMPARISON_INIT;
  assert_int_equal(compare(time, ENT_NO_DATE, true), ENT_UNKNOWN);
  enti_compare_add(&c, &time, ENT_NO_DATE, ENT_NO_DATE, true, ENT_STR("a"));
  enti_compare_add(&c, &time, ent_date_make(1990, 1, 1), ENT_NO_DATE, true, ENT_STR("b"));
  enti_compare_end(&c);
  assert_int_equal(c.verdict, ENT_UNKNOWN);
}

static void one_that_agrees_is_enough(void **state)
{
  (void)state;
  ent_timex time = at(2005, 0, 0);
  enti_comparison c = ENTI_COMPARISON_INIT;
  enti_compare_add(&c, &time, ent_date_make(1990, 1, 1), ENT_NO_DATE, true, ENT_STR("a"));
  enti_compare_add(&c, &time, ent_date_make(2005, 6, 1), ENT_NO_DATE, true, ENT_STR("b"));
  enti_compare_end(&c);
  assert_int_equal(c.verdict, ENT_CONSISTENT);
  assert_str(c.source, "b");
}

static void days_between_periods(void **state)
{
  (void)state;
  ent_timex july = at(2023, 7, 0);
  assert_int_equal(enti_days_apart(&july, ent_date_make(2023, 7, 11), ent_date_make(2023, 7, 12)), 0);
  assert_int_equal(enti_days_apart(&july, ent_date_make(2023, 8, 1), ENT_NO_DATE), 1);
  assert_int_equal(enti_days_apart(&july, ent_date_make(2023, 6, 1), ent_date_make(2023, 6, 28)), 3);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(coarser_dates_agree),
                                     cmocka_unit_test(unchecked_days_are_not_trusted_to_the_day),
                                     cmocka_unit_test(years_are_not_trusted_to_the_next),
                                     cmocka_unit_test(undated_facts_settle_nothing),
                                     cmocka_unit_test(one_that_agrees_is_enough),
                                     cmocka_unit_test(days_between_periods)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
