/* JSON with places, against a library that builds trees. */
#include "source_help.h"

#include "source/json_scan.h"

#include <jansson.h>
#include <stdio.h>

static bool accepts(const char *s, size_t n)
{
  size_t at = 0;
  const char *why = NULL;
  bool fine = enti_json_check((ent_str){s, n}, &at, &why);
  assert_true(fine || (why && at <= n));
  while (fine && at < n && strchr(" \t\r\n", s[at]) && s[at])
    at++;
  return fine && at == n;
}

static const char *const SAMPLES[] = {
    "{}", "[]", "[1,2,{\"a\":[]}]", "{\"a\":\"b\",\"c\":{\"d\":null}}", "  {\"x\" : -1.5e+3 }", "[true,false,null]",
    "[01]", "[1.]", "[.5]", "[1e]", "[-]", "{\"a\"}", "{\"a\":}", "{a:1}", "{\"a\":1,}", "[1,]", "[1 2]", "{\"a\":1 \"b\":2}",
    "[\"\\u12\"]", "[\"\\x\"]", "[\"abc]", "[", "{", "]", "}", "[tru]", "[nul", "[\"\\u00e9\\n\"]", "[\"\\\\\"]", "[[[[]]]]",
    "[{\"a\":1},{\"b\":[2,3]}]", "{\"a\":[1,2", "[1]x", "[\"a\",\"b\"", "[\"\\\"\"]", "{\"\":\"\"}", "[0,-0,10]", "[1E5,1e-5]",
};

static void test_agrees_with_jansson(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof SAMPLES / sizeof *SAMPLES; i++) {
    json_t *root = json_loads(SAMPLES[i], 0, NULL);
    if (accepts(SAMPLES[i], strlen(SAMPLES[i])) != (root != NULL))
      fail_msg("%s: jansson %s it", SAMPLES[i], root ? "accepts" : "refuses");
    json_decref(root);
  }
}

/* Random strings of a small alphabet: many are nearly JSON. */
static void test_agrees_on_random(void **state)
{
  (void)state;
  static const char alphabet[] = "{}[]\",:\\u0123n ttrue1.-e";
  uint64_t seed = 12345;
  size_t accepted = 0;
  for (int round = 0; round < 200000; round++) {
    char s[24];
    size_t n = 0;
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    s[n++] = seed >> 62 & 1 ? '{' : '[';
    for (size_t length = seed >> 33 & 15; n < length;) {
      seed = seed * 6364136223846793005u + 1442695040888963407u;
      s[n++] = alphabet[(seed >> 33) % (sizeof alphabet - 1)];
    }
    s[n++] = s[0] == '{' ? '}' : ']';
    json_error_t why = {0};
    json_t *root = json_loadb(s, n, JSON_ALLOW_NUL, &why);
    if (strstr(why.text, "overflow") || strstr(why.text, "too big"))
      continue; /* a number that is right and does not fit into theirs */
    bool ours = accepts(s, n);
    accepted += ours;
    if (ours != (root != NULL))
      fail_msg("%.*s: jansson %s it", (int)n, s, root ? "accepts" : "refuses");
    json_decref(root);
  }
  assert_true(accepted > 1000);
}

static void test_depth(void **state)
{
  (void)state;
  char deep[2 * ENTI_JSON_DEEPEST + 2];
  memset(deep, '[', ENTI_JSON_DEEPEST);
  memset(deep + ENTI_JSON_DEEPEST, ']', ENTI_JSON_DEEPEST);
  assert_true(accepts(deep, 2 * ENTI_JSON_DEEPEST));
  memset(deep, '[', ENTI_JSON_DEEPEST + 1);
  memset(deep + ENTI_JSON_DEEPEST + 1, ']', ENTI_JSON_DEEPEST + 1);
  assert_false(accepts(deep, 2 * ENTI_JSON_DEEPEST + 2));
}

static void test_strings_and_places(void **state)
{
  (void)state;
  const char record[] = "{\"t\":\"a\\u00e9b\\r\\n\\ud83d\\ude00 \\ud800 c\\/\\u001b\"}";
  enti_decoded whole;
  assert_int_equal(enti_decode((ent_str){record, sizeof record - 1}, 1000, ENT_STR_NONE, &whole, NULL), ENT_OK);
  ent_buf out = ENT_BUF_INIT(1000);
  enti_map map = {0};
  assert_true(enti_json_decode(enti_json_get(whole.text, "t"), &whole, &out, &map));
  assert_true(help_is(ent_buf_view(&out), "aéb\n😀 \xEF\xBF\xBD c/\xEF\xBF\xBD"));
  const char *c = strstr(record, " c\\/");
  size_t at = (size_t)((char *)memmem(out.p, out.n, " c/", 3) - out.p);
  assert_int_equal(enti_map_original(map.pieces, map.n, (uint32_t)at, (uint32_t)out.n), 1000 + (c - record));
  assert_int_equal(enti_map_original(map.pieces, map.n, 3, (uint32_t)out.n), 1000 + (strstr(record, "b\\r") - record));
  ent_buf_done(&out);
  enti_map_done(&map);
  enti_decoded_done(&whole);
}

static void test_members(void **state)
{
  (void)state;
  ent_str object = ENT_STR("{ \"a\" : [1, {\"x\":\"}\"}] , \"b\":\"\\\"\", \"c\":12 }"), key, value;
  size_t at = 0, n = 0;
  const char *keys[] = {"a", "b", "c"}, *values[] = {"[1, {\"x\":\"}\"}]", "\"\\\"\"", "12"};
  while (enti_json_member(object, &at, &key, &value)) {
    assert_true(n < 3 && help_is(key, keys[n]) && help_is(value, values[n]));
    n++;
  }
  assert_int_equal(n, 3);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_agrees_with_jansson), cmocka_unit_test(test_agrees_on_random), cmocka_unit_test(test_depth),
      cmocka_unit_test(test_strings_and_places),  cmocka_unit_test(test_members),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
