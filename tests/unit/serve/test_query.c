/* Addresses and parameters (src/serve/query.c). */
#include "tests/unit/unit.h"

#include "serve/query.h"

static enti_query parse(ent_arena *arena, const char *target)
{
  enti_query q;
  ent_error err = {0};
  assert_ok(enti_query_parse(ent_str_of(target), arena, &q, &err), &err);
  return q;
}

static void assert_refused(ent_arena *arena, ent_str target)
{
  enti_query q;
  ent_error err = {0};
  assert_int_equal(enti_query_parse(target, arena, &q, &err), ENT_EINPUT);
  assert_true(err.message[0]);
}

static void test_splits(void **state)
{
  (void)state;
  ent_arena *arena = ent_arena_new(0);
  enti_query q = parse(arena, "/api/search?q=south+k%C3%B6%26&limit=5&&empty=");
  assert_str(q.path, "/api/search");
  assert_int_equal(q.n, 3);
  assert_str(q.items[0].name, "q");
  assert_str(q.items[0].value, "south kö&");
  assert_str(q.items[1].value, "5");
  assert_int_equal(q.items[2].value.n, 0);
  assert_int_equal(parse(arena, "/?").n, 0);
  assert_int_equal(parse(arena, "/").n, 0);
  assert_str(parse(arena, "/x?a=b=c").items[0].value, "b=c");
  ent_arena_free(arena);
}

static void test_refuses(void **state)
{
  (void)state;
  ent_arena *arena = ent_arena_new(0);
  static const char *const wrong[] = {"", "x", "http://x/", "/?a=%", "/?a=%4", "/?a=%zz", "/?a=%00", "/?a=%0a", "/?a=%ff", "/?a=%c3",
                                      "/?a=1&a=2", "/?%61=1&a=2", "/?a=1&b=1&c=1&d=1&e=1&f=1&g=1&h=1&i=1&j=1&k=1&l=1&m=1"};
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
    assert_refused(arena, ent_str_of(wrong[i]));
  assert_refused(arena, ENT_STR("/?a=\0"));
  ent_arena_free(arena);
}

enum { NUMBER, DATE, WORD, HASH, TEXT };
static const char *const words[] = {"oldest", "newest", NULL};
static const enti_parameter takes[] = {{"n", ENTI_NUMBER, false, 1, 50, 10, NULL}, {"on", ENTI_DATE, false, 0, 0, 0, NULL},
                                       {"order", ENTI_WORD, false, 0, 0, 0, words}, {"id", ENTI_HASH, false, 0, 0, 0, NULL},
                                       {"q", ENTI_TEXT, true, 0, 5, 0, NULL}};

static ent_status check(ent_arena *arena, const char *target, enti_value v[5])
{
  enti_query q = parse(arena, target);
  return enti_query_check(&q, takes, 5, NULL, arena, v, NULL);
}

static void test_values(void **state)
{
  (void)state;
  ent_arena *arena = ent_arena_new(0);
  enti_value v[5];
  assert_int_equal(check(arena, "/?q=x", v), ENT_OK);
  assert_int_equal(v[NUMBER].number, 10);
  assert_false(v[NUMBER].given);
  assert_int_equal(check(arena, "/?q=x&n=50&on=2012-09&order=newest&id=0123456789abcdef0123456789abcdef", v), ENT_OK);
  assert_int_equal(v[NUMBER].number, 50);
  assert_int_equal(v[DATE].date.precision, ENT_DATE_MONTH);
  assert_int_equal(v[WORD].number, 1);
  static const char *const wrong[] = {"/", "/?q=123456", "/?q=x&n=0", "/?q=x&n=51", "/?q=x&n=-1", "/?q=x&n=5x", "/?q=x&n=", "/?q=x&n=99999999999",
                                      "/?q=x&on=2012-13", "/?q=x&on=2012-09-10T00:00", "/?q=x&order=Newest", "/?q=x&id=0",
                                      "/?q=x&id=0123456789ABCDEF0123456789abcdef", "/?q=x&other=1"};
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
    assert_int_equal(check(arena, wrong[i], v), ENT_EINPUT);
  ent_arena_free(arena);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_splits), cmocka_unit_test(test_refuses), cmocka_unit_test(test_values)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
