/* Encodings: what comes out, and that every character is traced to its bytes. */
#include "source_help.h"

#include "source/charset.h"

static enti_decoded decode(const char *bytes, size_t n, const char *declared)
{
  enti_decoded d;
  ent_error err = {0};
  if (enti_decode((ent_str){bytes, n}, 100, ent_str_of(declared), &d, &err))
    fail_msg("%s", err.message);
  assert_int_equal(ent_utf8_valid(d.text), d.text.n);
  return d;
}

static uint64_t original(const enti_decoded *d, const char *find)
{
  const char *p = memmem(d->text.p, d->text.n, find, strlen(find));
  assert_non_null(p);
  return enti_map_original(d->map.pieces, d->map.n, (uint32_t)(p - d->text.p), (uint32_t)d->text.n) - 100;
}

static void test_utf8_stays(void **state)
{
  (void)state;
  const char text[] = "Tōkyō and Kyïv\n";
  enti_decoded d = decode(text, sizeof text - 1, "");
  assert_ptr_equal(d.text.p, text);
  assert_int_equal(d.map.n, 1);
  enti_decoded_done(&d);
}

static void test_mark_is_no_text(void **state)
{
  (void)state;
  enti_decoded d = decode("\xEF\xBB\xBFOslo", 7, "");
  assert_true(help_is(d.text, "Oslo"));
  assert_int_equal(original(&d, "Oslo"), 3);
  enti_decoded_done(&d);
}

static void test_broken_bytes(void **state)
{
  (void)state;
  const char text[] = "caf\xC3\xA9 \xFF na\xC3\xAFve \x80 \xC3\xBC end";
  enti_decoded d = decode(text, sizeof text - 1, "");
  assert_true(help_is(d.text, "caf\xC3\xA9 \xEF\xBF\xBD na\xC3\xAFve \xEF\xBF\xBD \xC3\xBC end"));
  assert_int_equal(original(&d, "na"), 8);
  assert_int_equal(original(&d, "end"), strstr(text, "end") - text);
  enti_decoded_done(&d);
}

static void test_control_characters(void **state)
{
  (void)state;
  const char text[] = "a\r\nb\rc\x1B[31m\0d\x7F";
  enti_decoded d = decode(text, sizeof text - 1, "");
  assert_true(help_is(d.text, "a\nb\nc\xEF\xBF\xBD[31m\xEF\xBF\xBD" "d\xEF\xBF\xBD"));
  assert_int_equal(original(&d, "b"), 3);
  assert_int_equal(original(&d, "[31m"), 7);
  enti_decoded_done(&d);
}

static void test_utf16(void **state)
{
  (void)state;
  const char le[] = "\xFF\xFEH\0i\0\r\0\n\0\x3D\xD8\x00\xDE!\0";
  enti_decoded d = decode(le, sizeof le - 1, "");
  assert_true(help_is(d.text, "Hi\n\xF0\x9F\x98\x80!"));
  assert_int_equal(original(&d, "i"), 4);
  assert_int_equal(original(&d, "!"), 14);
  enti_decoded_done(&d);
  const char be[] = "\0R\0i\0g\0a\0 \0i\0s\0 \0c\0a\0l\0m";
  d = decode(be, sizeof be - 1, "");
  assert_true(help_is(d.text, "Riga is calm"));
  assert_int_equal(original(&d, "calm"), 16);
  enti_decoded_done(&d);
}

static void test_declared_and_detected(void **state)
{
  (void)state;
  enti_decoded d = decode("D\xFCna \x84Riga\x93", 11, "iso-8859-1");
  assert_true(help_is(d.text, "Düna „Riga“"));
  assert_int_equal(original(&d, "Riga"), 6);
  enti_decoded_done(&d);
  const char russian[] = "\xCC\xE8\xED\xE8\xF1\xF2\xF0\xFB \xEF\xEE\xE4\xEF\xE8\xF1\xE0\xEB\xE8 \xF1\xEE\xE3\xEB\xE0\xF8\xE5\xED\xE8\xE5 \xEE "
                         "\xE3\xF0\xE0\xED\xE8\xF6\xE5. \xD1\xF2\xEE\xF0\xEE\xED\xFB \xE4\xEE\xE3\xEE\xE2\xEE\xF0\xE8\xEB\xE8\xF1\xFC.";
  d = decode(russian, sizeof russian - 1, "");
  assert_true(ent_str_starts(d.text, ENT_STR("Министры подписали соглашение")));
  assert_int_equal(original(&d, "соглашение"), 19);
  enti_decoded_done(&d);
}

static void test_many_bytes_a_character(void **state)
{
  (void)state;
  const char sjis[] = "\x93\x8C\x8B\x9E Tokyo \x91\xE5\x8D\xE3"; /* 東京 Tokyo 大阪 */
  enti_decoded d = decode(sjis, sizeof sjis - 1, "Shift_JIS");
  assert_true(help_is(d.text, "東京 Tokyo 大阪"));
  assert_int_equal(original(&d, "京"), 2);
  assert_int_equal(original(&d, "阪"), 13);
  enti_decoded_done(&d);
}

/* A copy of a part keeps every character's place. */
static void test_copy(void **state)
{
  (void)state;
  enti_decoded d = decode("a\xE9" "b\xE9\xE9" "cd", 7, "windows-1252");
  enti_map map = {0};
  assert_true(enti_map_copy(&map, 0, &d.map, (uint32_t)d.text.n, 3, (uint32_t)d.text.n));
  for (uint32_t at = 3; at <= d.text.n; at++)
    if (at == d.text.n || ((unsigned char)d.text.p[at] & 0xC0) != 0x80)
      assert_int_equal(enti_map_original(map.pieces, map.n, at - 3, (uint32_t)d.text.n - 3),
                       enti_map_original(d.map.pieces, d.map.n, at, (uint32_t)d.text.n));
  enti_map_done(&map);
  enti_decoded_done(&d);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_utf8_stays),     cmocka_unit_test(test_mark_is_no_text),
      cmocka_unit_test(test_broken_bytes),   cmocka_unit_test(test_control_characters),
      cmocka_unit_test(test_utf16),          cmocka_unit_test(test_declared_and_detected),
      cmocka_unit_test(test_many_bytes_a_character), cmocka_unit_test(test_copy),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
