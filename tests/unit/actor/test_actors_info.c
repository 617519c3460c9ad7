/* Codes by day, membership, and what a user's query resolves to. */
#include "actor_small.h"

static small_tables tables;
static actor_fixture x;

static int open_small(void **state)
{
  ent_error err = {0};
  (void)state;
  small_make(&tables);
  assert_ok(small_open(&tables, NULL, &x, &err), &err);
  return 0;
}

static int close_small(void **state)
{
  (void)state;
  actor_fixture_close(&x);
  small_remove(&tables);
  return 0;
}

static void codes_follow_the_day(void **state)
{
  (void)state;
  ent_actor_info info;
  assert_true(ent_actors_info(x.actors, ENT_STR("ARN"), ent_date_make(1930, 0, 0), &info));
  assert_str(info.cow, "901");
  assert_str(info.gw, "");
  assert_true(ent_actors_info(x.actors, ENT_STR("ARN"), ENT_NO_DATE, &info));
  assert_str(info.gw, "902");
  assert_str(info.kind, "state");
  assert_true(ent_actors_info(x.actors, ENT_STR("ARN"), ent_date_make(1800, 0, 0), &info));
  assert_str(info.cow, ""); /* before the list counts it */
  assert_false(ent_actors_info(x.actors, ENT_STR("XXX"), ENT_NO_DATE, &info));
  assert_true(ent_actors_info(x.actors, ENT_STR("DAG"), ENT_NO_DATE, &info));
  assert_str(info.country, "ARN"); /* of which it is part */
}

static void membership_has_three_answers(void **state)
{
  (void)state;
  ent_str arn = ENT_STR("ARN"), gon = ENT_STR("GON"), lea = ENT_STR("LEA");
  assert_int_equal(ent_actors_is_member(x.actors, arn, lea, ent_date_make(1980, 1, 1)), 1);
  assert_int_equal(ent_actors_is_member(x.actors, arn, lea, ent_date_make(1990, 5, 2)), 0);
  assert_int_equal(ent_actors_is_member(x.actors, gon, lea, ent_date_make(1969, 12, 31)), 0);
  assert_int_equal(ent_actors_is_member(x.actors, gon, lea, ENT_NO_DATE), 1);
  assert_int_equal(ent_actors_is_member(x.actors, arn, ENT_STR("TOW"), ENT_NO_DATE), -1);
  assert_int_equal(ent_actors_is_member(x.actors, ENT_STR("ZZZ"), lea, ENT_NO_DATE), -1);
}

static const ent_actor_reading *resolve(ent_arena *arena, const char *query, ent_date on, size_t *n)
{
  ent_error err = {0};
  const ent_actor_reading *r = NULL;
  assert_ok(ent_actors_resolve(x.actors, ent_str_of(query), on, arena, &r, n, &err), &err);
  return r;
}

static void queries_resolve(void **state)
{
  (void)state;
  ent_arena *arena = ent_arena_new(0);
  size_t n;
  assert_str(resolve(arena, "GON", ENT_NO_DATE, &n)->actor.id, "GON");
  assert_str(resolve(arena, "cow:903", ENT_NO_DATE, &n)->actor.id, "GON");
  assert_str(resolve(arena, "the gondor", ENT_NO_DATE, &n)->actor.id, "GON");
  const ent_actor_reading *r = resolve(arena, "Tower Guard", ENT_NO_DATE, &n);
  assert_str(r->actor.id, "GON"); /* a body of one state acts as that part of it */
  assert_str(r->actor.sector, "MIL");
  r = resolve(arena, "Oak", ent_date_make(2007, 1, 1), &n);
  assert_int_equal(n, 2);
  r = resolve(arena, "Beren Oak", ent_date_make(2016, 1, 1), &n);
  assert_int_equal(n, 1);
  assert_str(r->actor.id, "LEA");
  assert_true(r->last_known);
  resolve(arena, "Beren Oak", ent_date_make(1999, 1, 1), &n);
  assert_int_equal(n, 0);
  resolve(arena, "Nobody At All", ENT_NO_DATE, &n);
  assert_int_equal(n, 0);
  ent_arena_free(arena);
}

static void check_one(const char *text, ent_date date, const char *id, const char *sector, uint32_t flag)
{
  ent_error err = {0};
  ent_document doc = {.arena = ent_arena_new(0), .text = ent_str_of(text), .date = date};
  assert_ok(actor_fixture_read(&x, &doc, &err), &err);
  assert_true(doc.n_mentions >= 1);
  const ent_mention *m = &doc.mentions[0];
  assert_int_equal(m->n_actors, *id ? 1 : 0);
  if (*id) {
    assert_str_at(m->actors[0].id, ent_str_of(id), __FILE__, __LINE__);
    assert_str_at(m->actors[0].sector, ent_str_of(sector), __FILE__, __LINE__);
  }
  assert_int_equal(m->flags & flag, flag);
  ent_arena_free(doc.arena);
}

/* A town is its state's as of the day, and is found by those who ask for it. */
static void towns_have_states(void **state)
{
  (void)state;
  const ent_actor_reading *r;
  size_t n;
  ent_error err = {0};
  ent_arena *arena = ent_arena_new(0);
  assert_ok(ent_actors_resolve(x.actors, ENT_STR("Pelargir"), ent_date_make(1930, 0, 0), arena, &r, &n, &err), &err);
  assert_int_equal(n, 2);
  assert_str(r[0].actor.id, "DAG");
  assert_string_equal(r[0].via, "place");
  assert_ok(ent_actors_resolve(x.actors, ENT_STR("Ethring"), ent_date_make(1990, 0, 0), arena, &r, &n, &err), &err);
  assert_str(r[0].actor.id, "GON");
  assert_true(r[0].confidence < 0.5f);
  ent_arena_free(arena);
}

static void dates_decide(void **state)
{
  (void)state;
  check_one("Telemar said no.", ent_date_make(1945, 0, 0), "DAG", "", 0);
  check_one("Telemar said no.", ent_date_make(1960, 0, 0), "GON", "", 0);
  check_one("Telemar said no in 1945.", ent_date_make(1990, 0, 0), "DAG", "", 0);
  check_one("Dagolath fell.", ent_date_make(2020, 0, 0), "DAG", "", 0);
  check_one("President Oak spoke.", ent_date_make(2007, 1, 1), "ARN", "GOV", 0);
  check_one("Prime Minister Oak spoke.", ent_date_make(2007, 1, 1), "GON", "GOV", 0);
  check_one("Beren Oak spoke.", ent_date_make(2017, 1, 1), "LEA", "", ENT_MENTION_LAST_KNOWN);
  check_one("Beren Oak spoke.", ent_date_make(1980, 1, 1), "", "", ENT_MENTION_UNRESOLVED);
  check_one("The Palantir Post wrote it.", ent_date_make(1980, 1, 1), "", "", ENT_MENTION_NOT_ACTOR);
  check_one("The Sea of Gondor rose.", ent_date_make(1980, 1, 1), "", "", ENT_MENTION_NOT_ACTOR);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(codes_follow_the_day), cmocka_unit_test(membership_has_three_answers),
                                     cmocka_unit_test(queries_resolve), cmocka_unit_test(dates_decide),
                                     cmocka_unit_test(towns_have_states)};
  return cmocka_run_group_tests(tests, open_small, close_small);
}
