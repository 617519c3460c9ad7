/* Cutting records, and fields → values: what RFC 4180 says, and what files do instead. */
#include "unit/unit.h"

#include "dataset/cells.h"
#include "dataset/record.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct reading {
  char text[4000]; /* fields with "|", records with "\n"; wrong ones as "!" */
  size_t n;
  uint64_t lines;
} reading;

static reading read_all(const char *bytes, layout how)
{
  static ent_str fields[ENTI_RECORD_FIELDS];
  reading out = {{0}, 0, 0};
  record r = {.fields = fields};
  input *in;
  bool any = true;
  assert_int_equal(input_memory(ent_str_of(bytes), &in, NULL), ENT_OK);
  while (record_next(in, how, &out.lines, &r, &any, NULL) == ENT_OK && any) {
    size_t at = strlen(out.text);
    out.n++;
    if (r.wrong)
      at += (size_t)snprintf(out.text + at, sizeof out.text - at, "!");
    for (size_t i = 0; !r.wrong && i < r.n; i++)
      at += (size_t)snprintf(out.text + at, sizeof out.text - at, i ? "|%.*s" : "%.*s", ENT_STR_ARG(r.fields[i]));
    snprintf(out.text + at, sizeof out.text - at, "\n");
  }
  input_close(in);
  return out;
}

static const layout csv = {',', true, 0}, csv3 = {',', true, 3}, tsv = {'\t', false, 0};

static void test_plain(void **state)
{
  (void)state;
  assert_string_equal(read_all("a,b\nc,d", csv).text, "a|b\nc|d\n");
  assert_string_equal(read_all("a,b\r\nc,\r\n", csv).text, "a|b\nc|\n");
  assert_string_equal(read_all("a\t\t\"b\n", tsv).text, "a||\"b\n");
  assert_string_equal(read_all("", csv).text, "");
  /* longer than the 16 bytes that are looked at at once, and on their edges */
  assert_string_equal(read_all("aaaaaaaaaaaaaaa,bbbbbbbbbbbbbbbb,c\n0123456789abcdef\n", csv).text,
                      "aaaaaaaaaaaaaaa|bbbbbbbbbbbbbbbb|c\n0123456789abcdef\n");
}

static void test_quotes(void **state)
{
  (void)state;
  assert_string_equal(read_all("\"a,b\",\"c \"\"d\"\"\",e\n", csv).text, "a,b|c \"d\"|e\n");
  reading r = read_all("1,\"two\nlines\",3\n4,5,6\n", csv3);
  assert_string_equal(r.text, "1|two\nlines|3\n4|5|6\n");
  assert_int_equal(r.lines, 3);
  assert_string_equal(read_all("\"\",\"\"\n", csv).text, "|\n");
  assert_string_equal(read_all("a\"b,c\n", csv).text, "a\"b|c\n"); /* a quote inside a field opens nothing */
}

static void test_stray_quotes(void **state)
{
  (void)state;
  /* the row alone is lost */
  assert_string_equal(read_all("1,\"2,3\n4,5,6\n", csv3).text, "!\n4|5|6\n");
  assert_string_equal(read_all("1,\"2,3\n4,5,6\n7,8,\"9\"\n", csv3).text, "!\n4|5|6\n7|8|9\n");
  assert_string_equal(read_all("\"1\"x,2,3\n4,5,6\n", csv3).text, "!\n4|5|6\n");
}

static void test_layout(void **state)
{
  (void)state;
  assert_int_equal(record_layout(ENT_STR("a,b;c,d")).delimiter, ',');
  assert_int_equal(record_layout(ENT_STR("a;b;\"c,d,e,f\"")).delimiter, ';');
  assert_int_equal(record_layout(ENT_STR("a,b,c\td")).delimiter, '\t');
}

static double number(const char *s)
{
  return cell_number(ent_str_of(s));
}

static void test_numbers(void **state)
{
  (void)state;
  static const char *const same[] = {"0.1", "-2.0", "1536", "0.0397", "123456789.125", "3.141592653589793", "1e-7", "+5", ".5", "5."};
  for (size_t i = 0; i < sizeof same / sizeof *same; i++)
    assert_true(number(same[i]) == strtod(same[i], NULL));
  static const char *const none[] = {"", "x", "1x", "0x10", "nan", "inf", "1e999", "--1", "1.2.3", "NA", "-"};
  for (size_t i = 0; i < sizeof none / sizeof *none; i++)
    assert_true(isnan(number(none[i])));
  int64_t n;
  assert_true(cell_int(ENT_STR("-17"), &n) && n == -17);
  assert_true(cell_int(ENT_STR("3180.0"), &n) && n == 3180);
  assert_false(cell_int(ENT_STR("3.5"), &n));
  assert_false(cell_int(ENT_STR("99999999999999999999"), &n));
}

static void test_cells(void **state)
{
  (void)state;
  ent_cell c;
  assert_true(cell_of_type('D', ENT_STR("-9"), &c) && c.kind == ENT_CELL_NONE); /* missing, not 0 */
  assert_true(cell_of_type('D', ENT_STR("0"), &c) && c.kind == ENT_CELL_REAL && c.d == 0);
  assert_true(cell_of_type('I', ENT_STR("NA"), &c) && c.kind == ENT_CELL_NONE);
  assert_true(cell_of_type('I', ENT_STR("-9"), &c) && c.kind == ENT_CELL_INT && c.i == -9);
  assert_false(cell_of_type('i', ENT_STR(""), &c));
  assert_false(cell_of_type('i', ENT_STR("two"), &c));
}

static void test_days(void **state)
{
  (void)state;
  int32_t a, b;
  assert_true(cell_day(ENT_STR("2017-12-01"), &a) && cell_day(ENT_STR("12/1/2017"), &b) && a == b);
  assert_true(cell_day(ENT_STR("20171201"), &b) && a == b);
  static const char *const none[] = {"2017-12", "2017-02-30", "13/13/2017", "17000101", "22000101", "//", "yesterday"};
  for (size_t i = 0; i < sizeof none / sizeof *none; i++)
    assert_false(cell_day(ent_str_of(none[i]), &a));
}

static void test_text(void **state)
{
  (void)state;
  ent_arena *arena = ent_arena_new(0);
  assert_true(ent_str_eq(cell_text(arena, ENT_STR("S\xe3o")), ENT_STR("S\xc3\xa3o")));
  assert_true(ent_str_eq(cell_text(arena, ENT_STR("S\xc3\xa3o")), ENT_STR("S\xc3\xa3o")));
  ent_cell date = cell_date(arena, ENT_STR("1949"), ENT_STR("0"), ENT_STR("."));
  assert_true(ent_str_eq(date.s, ENT_STR("1949")));
  ent_arena_free(arena);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_plain),   cmocka_unit_test(test_quotes),
                                     cmocka_unit_test(test_stray_quotes), cmocka_unit_test(test_layout),
                                     cmocka_unit_test(test_numbers), cmocka_unit_test(test_cells),
                                     cmocka_unit_test(test_days),    cmocka_unit_test(test_text)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
