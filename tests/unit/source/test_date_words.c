/* Dates of publication in their written forms. */
#include "source_help.h"

#include "source/date_words.h"

static void check_metadata(const char *s, const char *expected)
{
  char date[16];
  ent_date_format(enti_date_of_metadata(ent_str_of(s)), date);
  if (strcmp(date, expected))
    fail_msg("\"%s\" gave \"%s\", not \"%s\"", s, date, expected);
}

static void test_metadata(void **state)
{
  (void)state;
  static const char *const cases[][2] = {
      {"2024-07-03", "2024-07-03"},           {"2024-07-03T10:00:00+02:00", "2024-07-03"},
      {"20240703", "2024-07-03"},             {"20240703T101500Z", "2024-07-03"},
      {"20240703101500", "2024-07-03"},       {"Wed, 03 Jul 2024 10:00:00 GMT", "2024-07-03"},
      {"3 July 2024", "2024-07-03"},          {"July 3, 2024", "2024-07-03"},
      {"Wednesday, July 3rd, 2024", "2024-07-03"}, {"03-Jul-2024", "2024-07-03"},
      {"1720000000", "2024-07-03"},           {"1720000000000", "2024-07-03"},
      {"D:20240703101500Z", "2024-07-03"},    {"July 2024", "2024-07"},
      {"2024", "2024"},                       {"03.07.2024", "2024-07-03"},
      {"2024/07/03 12:00", "2024-07-03"},     {"3rd of July, 2024", "2024-07-03"},
      {"31 February 2024", ""},               {"Aug 10", ""},
      {"yesterday", ""},                      {"", ""},
      {"12345", ""},                          {"07/03/2024", ""}, /* American or not: nobody can tell */
      {"Julyish 3, 2024", ""},                {"99999999999999999999", ""},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    check_metadata(cases[i][0], cases[i][1]);
}

static void test_how_much_is_taken(void **state)
{
  (void)state;
  enti_stated d;
  assert_int_equal(enti_stated_read(ENT_STR("3 July 2024, 14:05 GMT"), &d), 11);
  assert_int_equal(enti_stated_read(ENT_STR("Aug 10 - Leaders"), &d), 6);
  assert_int_equal(d.year, 0);
  assert_int_equal(d.day, 10);
  assert_int_equal(enti_stated_read(ENT_STR("May the force"), &d), 0);
  assert_int_equal(enti_stated_read(ENT_STR("March 2024 was"), &d), 10);
  assert_int_equal(enti_stated_read(ENT_STR("Sept. 5, 2023)"), &d), 13);
  assert_int_equal(enti_stated_read(ENT_STR("3 Julys"), &d), 0);
}

static void test_clock(void **state)
{
  (void)state;
  bool zone;
  assert_int_equal(enti_clock_read(ENT_STR(", 14:05 GMT"), &zone), 11);
  assert_true(zone);
  assert_int_equal(enti_clock_read(ENT_STR(" at 2.30 pm"), &zone), 11);
  assert_int_equal(enti_clock_read(ENT_STR(" 14:05"), &zone), 6);
  assert_false(zone);
  assert_int_equal(enti_clock_read(ENT_STR("1405 GMT"), &zone), 8);
  assert_int_equal(enti_clock_read(ENT_STR("1405 soldiers"), &zone), 0);
  assert_int_equal(enti_clock_read(ENT_STR(", 12 allies"), &zone), 0);
}

static void test_names_of_files(void **state)
{
  (void)state;
  static const char *const cases[][2] = {
      {"2024-07-03-summit.txt", "2024-07-03"}, {"wire_20240703.html", "2024-07-03"}, {"a.2024_07_03.txt", "2024-07-03"},
      {"article-12345678.txt", ""},            {"20241345.txt", ""},                 {"x120240703.txt", ""},
      {"2024-07.txt", ""},                     {"id202407031.txt", ""},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char date[16];
    assert_string_equal(ent_date_format(enti_date_of_name(ent_str_of(cases[i][0])), date), cases[i][1]);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_metadata),
      cmocka_unit_test(test_how_much_is_taken),
      cmocka_unit_test(test_clock),
      cmocka_unit_test(test_names_of_files),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
