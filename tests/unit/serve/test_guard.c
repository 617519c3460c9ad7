/* Who may ask (src/serve/guard.c). */
#include "tests/unit/unit.h"

#include "serve/guard.h"

static void test_hosts(void **state)
{
  (void)state;
  const char *const ours[] = {"entente.example.org", "192.0.2.7"};
  static const char *const fine[] = {"localhost", "localhost:8650", "LocalHost:1", "127.0.0.1:8650", "[::1]", "[::1]:8650",
                                     "entente.example.org", "ENTENTE.example.org:443", "192.0.2.7:8650"};
  static const char *const wrong[] = {"", ":8650", "evil", "localhost.evil", "localhost:x", "localhost:8650:1", "[::1", "[::1]x", "::1",
                                      "x.entente.example.org", "127.0.0.10", "localhost "};
  for (size_t i = 0; i < sizeof fine / sizeof *fine; i++)
    assert_true(enti_guard_host(ent_str_of(fine[i]), ours, 2));
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
    assert_false(enti_guard_host(ent_str_of(wrong[i]), ours, 2));
}

static bool passes(const char *host, const char *origin, const char *site)
{
  ent_request r = {.host = ent_str_of(host), .origin = ent_str_of(origin), .fetch_site = ent_str_of(site)};
  return enti_guard_origin(&r);
}

static void test_origins(void **state)
{
  (void)state;
  assert_true(passes("localhost:8650", "", ""));
  assert_true(passes("localhost:8650", "http://localhost:8650", "same-origin"));
  assert_true(passes("entente.example.org", "https://entente.example.org", "same-origin"));
  assert_true(passes("localhost:8650", "", "none"));
  assert_false(passes("localhost:8650", "http://localhost:8651", ""));
  assert_false(passes("localhost:8650", "http://localhost", ""));
  assert_false(passes("localhost:8650", "null", ""));
  assert_false(passes("localhost:8650", "http://evil", ""));
  assert_false(passes("localhost:8650", "", "cross-site"));
  assert_false(passes("localhost:8650", "http://localhost:8650", "same-site"));
  assert_false(passes("", "http://", ""));
}

static void test_tokens(void **state)
{
  (void)state;
  ent_str token = ENT_STR("0123456789abcdef");
  assert_true(enti_guard_token(ENT_STR("Bearer 0123456789abcdef"), token));
  static const char *const wrong[] = {"", "Bearer", "Bearer ", "Bearer 0123456789abcdeg", "Bearer 0123456789abcde",
                                      "Bearer 0123456789abcdef0123456789abcdef", "bearer 0123456789abcdef", "0123456789abcdef"};
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
    assert_false(enti_guard_token(ent_str_of(wrong[i]), token));
  assert_false(enti_guard_token(ENT_STR("Bearer "), ENT_STR_NONE)); /* no token lets nobody in */
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_hosts), cmocka_unit_test(test_origins), cmocka_unit_test(test_tokens)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
