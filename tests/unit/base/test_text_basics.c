/* Strings, buffers, UTF-8, JSON strings, errors. */
#include "unit/unit.h"

static void splits_keep_empty_fields(void **state)
{
  (void)state;
  ent_str rest = ENT_STR("a;;b;"), field;
  const char *expected[] = {"a", "", "b", ""};
  size_t n = 0;
  while (ent_str_split(&rest, ';', &field)) {
    assert_true(n < 4);
    assert_true(ent_str_eq(field, ent_str_of(expected[n++])));
  }
  assert_int_equal(n, 4);
}

static void slices_stay_inside(void **state)
{
  (void)state;
  assert_str(ent_str_slice(ENT_STR("abc"), 1, 99), "bc");
  assert_str(ent_str_slice(ENT_STR("abc"), 3, 2), "");
  assert_str(ent_str_trim(ENT_STR(" \t a b \r\n")), "a b");
  assert_int_equal(ent_str_slice(ENT_STR_NONE, 0, 5).n, 0);
}

static void buffers_stop_at_their_maximum(void **state)
{
  (void)state;
  ent_buf buf = ENT_BUF_INIT(10);
  ent_buf_c(&buf, "12345");
  assert_false(buf.failed);
  ent_buf_c(&buf, "678901");
  assert_true(buf.failed);
  assert_int_equal(buf.n, 5); /* nothing of a write that does not fit */
  ent_buf_char(&buf, 'x');
  assert_int_equal(buf.n, 5);
  ent_buf_clear(&buf);
  ent_buf_printf(&buf, "%d", 42);
  assert_str(ent_buf_view(&buf), "42");
  ent_buf_done(&buf);
}

static void json_escapes_what_it_must(void **state)
{
  (void)state;
  ent_buf buf = ENT_BUF_INIT(1000);
  ent_buf_json(&buf, ENT_STR("a\"\\\n\t\x01é\xff<"));
  assert_str(ent_buf_view(&buf), "\"a\\\"\\\\\\n\\t\\u0001é\xef\xbf\xbd<\"");
  ent_buf_done(&buf);
}

static void csv_quotes_what_it_must(void **state)
{
  (void)state;
  ent_buf buf = ENT_BUF_INIT(1000);
  ent_buf_csv(&buf, ENT_STR("plain words"));
  ent_buf_csv(&buf, ENT_STR("a \"b\", c\n"));
  assert_str(ent_buf_view(&buf), "plain words\"a \"\"b\"\", c\n\"");
  ent_buf_done(&buf);
}

static void utf8_takes_only_what_is_valid(void **state)
{
  (void)state;
  static const struct {
    const char *bytes;
    size_t n, bad;
  } cases[] = {{"plain text, long enough", 23, 23}, {"é", 2, 2},           {"\xff", 1, 0},        {"a\xc3", 2, 1},
               {"\xc0\x80", 2, 0},                  {"\xed\xa0\x80", 3, 0}, {"\xf4\x90\x80\x80", 4, 0},
               {"\xf0\x9f\x98\x80", 4, 4},          {"12345678\x80", 9, 8}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_int_equal(ent_utf8_valid((ent_str){cases[i].bytes, cases[i].n}), cases[i].bad);
}

static void utf8_round_trips_every_code_point(void **state)
{
  (void)state;
  for (uint32_t c = 0; c <= 0x10FFFF; c++) {
    if (c >= 0xD800 && c <= 0xDFFF)
      continue;
    char bytes[4];
    size_t n = ent_utf8_put(c, bytes), at = 0;
    if (ent_utf8_next((ent_str){bytes, n}, &at) != c || at != n)
      fail_msg("U+%04X", c);
  }
}

static void folding_makes_forms_meet(void **state)
{
  (void)state;
  static const char *const pairs[][2] = {{"Erdoğan", "erdogan"},   {"SEOUL", "seoul"},       {"Türkiye’s", "turkiye's"},
                                         {"“four noes”", "\"four noes\""}, {"São Tomé", "sao tome"}, {"Łódź", "lodz"},
                                         {"2005–2008", "2005-2008"}, {"Ḥūthī", "huthi"},      {"plain", "plain"}};
  ent_arena *arena = ent_arena_new(0);
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    ent_str fold = ent_utf8_fold(arena, ent_str_of(pairs[i][0]));
    if (!ent_str_eq(fold, ent_str_of(pairs[i][1])))
      fail_msg("%s gave %.*s", pairs[i][0], ENT_STR_ARG(fold));
  }
  ent_arena_free(arena);
}

static void widths_are_those_of_a_terminal(void **state)
{
  (void)state;
  assert_int_equal(ent_utf8_width(ENT_STR("Seoul")), 5);
  assert_int_equal(ent_utf8_width(ENT_STR("서울")), 4);
  assert_int_equal(ent_utf8_width(ENT_STR("e\xcc\x81")), 1);
}

static void errors_gain_context_and_stay_on_one_line(void **state)
{
  (void)state;
  ent_error err = {0};
  assert_int_equal(ent_fail(&err, ENT_EINPUT, 7, "bad\nbyte"), ENT_EINPUT);
  assert_int_equal(ent_fail_in(&err, ENT_EIO, "a.txt:%d", 3), ENT_EINPUT);
  assert_string_equal(err.message, "a.txt:3: bad byte");
  assert_int_equal(err.offset, 7);
  assert_int_equal(ent_fail(NULL, ENT_EIO, 0, "nobody listens"), ENT_EIO);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(splits_keep_empty_fields),      cmocka_unit_test(slices_stay_inside),
      cmocka_unit_test(buffers_stop_at_their_maximum), cmocka_unit_test(json_escapes_what_it_must), cmocka_unit_test(csv_quotes_what_it_must),
      cmocka_unit_test(utf8_takes_only_what_is_valid), cmocka_unit_test(utf8_round_trips_every_code_point),
      cmocka_unit_test(folding_makes_forms_meet),      cmocka_unit_test(widths_are_those_of_a_terminal),
      cmocka_unit_test(errors_gain_context_and_stay_on_one_line)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
