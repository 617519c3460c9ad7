/* Dates: precision, calendar, arithmetic, reading and writing. */
#include "unit/unit.h"

static void round_trip(const char *text, ent_precision precision)
{
  ent_date d;
  char out[16];
  assert_true(ent_date_parse(ent_str_of(text), &d));
  assert_int_equal(d.precision, precision);
  assert_string_equal(ent_date_format(d, out), text);
}

static void reads_what_it_writes(void **state)
{
  (void)state;
  round_trip("2005", ENT_DATE_YEAR);
  round_trip("2005-07", ENT_DATE_MONTH);
  round_trip("2005-07-11", ENT_DATE_DAY);
  round_trip("0001-01-01", ENT_DATE_DAY);
  round_trip("9999-12-31", ENT_DATE_DAY);
  round_trip("2000-02-29", ENT_DATE_DAY);
}

static void refuses_what_is_no_date(void **state)
{
  (void)state;
  static const char *const bad[] = {"", "20", "200", "20055", "2005-", "2005-13", "2005-00", "2005-1", "1900-02-29",
                                    "2005-02-30", "2005-07-11x", "2005-07-", "abcd", "0000", "20050732", "2005/07/11"};
  ent_date d;
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    if (ent_date_parse(ent_str_of(bad[i]), &d))
      fail_msg("\"%s\" was read as a date", bad[i]);
}

static void reads_other_spellings(void **state)
{
  (void)state;
  ent_date a, b;
  assert_true(ent_date_parse(ENT_STR("20240711"), &a));
  assert_true(ent_date_parse(ENT_STR("2024-07-11T09:30:00Z"), &b));
  assert_int_equal(a.day, b.day);
  assert_int_equal(a.precision, ENT_DATE_DAY);
}

static void a_year_is_not_its_first_day(void **state)
{
  (void)state;
  ent_date year = ent_date_make(2005, 0, 0), day = ent_date_make(2005, 1, 1);
  assert_int_equal(year.day, day.day);
  assert_int_not_equal(ent_date_cmp(year, day), 0);
  assert_int_equal(ent_date_last(year) - year.day, 364);
  assert_int_equal(ent_date_last(ent_date_make(2024, 2, 0)) - ent_date_make(2024, 2, 1).day, 28);
}

static void counts_days_as_the_calendar_does(void **state)
{
  (void)state;
  assert_int_equal(ent_date_make(1970, 1, 1).day, 0);
  assert_int_equal(ent_date_make(2000, 3, 1).day, 11017);
  assert_int_equal(ent_date_weekday(ent_date_make(2024, 7, 11)), 3); /* a Thursday */
  int32_t day = ent_date_make(1, 1, 1).day;
  for (int y = 1; y <= 2400; y++) /* every first of January follows the last of December */
    for (int m = 1; m <= 12; m++) {
      ent_date month = ent_date_make(y, m, 0);
      assert_int_equal(month.day, day);
      day = ent_date_last(month) + 1;
    }
}

static void moves_within_the_calendar(void **state)
{
  (void)state;
  char out[16];
  ent_date d = ent_date_make(2024, 1, 31);
  assert_string_equal(ent_date_format(ent_date_add(d, 0, 1, 0), out), "2024-02-29");
  assert_string_equal(ent_date_format(ent_date_add(d, -1, 1, 1), out), "2023-03-01");
  assert_string_equal(ent_date_format(ent_date_add(ent_date_make(2024, 11, 0), 0, 3, 0), out), "2025-02");
  assert_false(ent_date_known(ent_date_add(ent_date_make(9999, 12, 0), 1, 0, 0)));
  assert_false(ent_date_known(ent_date_add(ENT_NO_DATE, 1, 0, 0)));
}

static void coarsens_never_sharpens(void **state)
{
  (void)state;
  char out[16];
  ent_date d = ent_date_make(2024, 7, 11);
  assert_string_equal(ent_date_format(ent_date_coarsen(d, ENT_DATE_MONTH), out), "2024-07");
  assert_string_equal(ent_date_format(ent_date_coarsen(d, ENT_DATE_YEAR), out), "2024");
  assert_string_equal(ent_date_format(ent_date_coarsen(ent_date_make(2024, 0, 0), ENT_DATE_DAY), out), "2024");
  assert_string_equal(ent_date_format(ent_date_coarsen(d, ENT_DATE_NONE), out), "");
}

static void sorts_unknown_last(void **state)
{
  (void)state;
  assert_true(ent_date_cmp(ENT_NO_DATE, ent_date_make(9999, 0, 0)) > 0);
  assert_true(ent_date_cmp(ent_date_make(2005, 0, 0), ent_date_make(2005, 1, 0)) < 0);
  assert_int_equal(ent_date_cmp(ENT_NO_DATE, ENT_NO_DATE), 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads_what_it_writes),        cmocka_unit_test(refuses_what_is_no_date),
      cmocka_unit_test(reads_other_spellings),       cmocka_unit_test(a_year_is_not_its_first_day),
      cmocka_unit_test(counts_days_as_the_calendar_does), cmocka_unit_test(moves_within_the_calendar),
      cmocka_unit_test(coarsens_never_sharpens),     cmocka_unit_test(sorts_unknown_last)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
