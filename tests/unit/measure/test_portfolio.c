/* States of a year, pledges → matrices, votes → matrix. The four states are those of docs/measures.md. */
#include "measure_unit.h"

enum { A = 10, B = 20, C = 30, D = 40 };

static const int32_t four[] = {A, B, C, D};

static void test_states_of_a_year(void **state)
{
  (void)state;
  static const ent_state_spell spells[] = {
      {255, 1816, 1945, false}, {260, 1955, 1990, false}, {255, 1990, 2016, true}, {2, 1816, 2016, true},
      {9, 1990, 1990, false}};
  int32_t got[5];
  size_t n;
  ent_states_of_year(spells, 5, 1990, got, &n);
  assert_int_equal(n, 4);
  assert_int_equal(got[0], 2);
  assert_int_equal(got[1], 9);
  assert_int_equal(got[2], 255);
  assert_int_equal(got[3], 260);
  ent_states_of_year(spells, 5, 1950, got, &n);
  assert_int_equal(n, 1);
  ent_states_of_year(spells, 5, 2018, got, &n); /* open spells go on, closed ones do not */
  assert_int_equal(n, 2);
  ent_states_of_year(spells, 0, 2018, got, &n);
  assert_int_equal(n, 0);
  assert_int_equal(ent_state_index(four, 4, C), 2);
  assert_true(ent_state_index(four, 4, 25) == SIZE_MAX);
  assert_true(ent_state_index(four, 4, 50) == SIZE_MAX);
  assert_true(ent_state_index(NULL, 0, 5) == SIZE_MAX);
}

static void test_pledges_count_for_both_sides(void **state)
{
  (void)state;
  static const ent_pledge pledges[] = {
      {A, B, ENT_PLEDGE_DEFENSE | ENT_PLEDGE_CONSUL}, {B, A, ENT_PLEDGE_NONAGG}, {C, A, ENT_PLEDGE_NONAGG},
      {B, D, ENT_PLEDGE_CONSUL}, {A, 99, ENT_PLEDGE_DEFENSE}, {D, D, ENT_PLEDGE_DEFENSE}, {C, D, 0}};
  static const uint8_t expected[] = {3, 3, 2, 0, 3, 3, 0, 1, 2, 0, 3, 0, 0, 1, 0, 3};
  uint8_t flags[16], values[16];
  size_t outside, partners[4], n;
  uint32_t edges[12];
  ent_error err;
  memset(flags, 255, sizeof flags);
  assert_ok(ent_pledge_matrix(pledges, 7, four, 4, flags, &outside, &err), &err);
  assert_int_equal(outside, 2); /* a stranger, and a pledge to oneself */
  assert_int_equal(flags[1], ENT_PLEDGE_DEFENSE | ENT_PLEDGE_NONAGG | ENT_PLEDGE_CONSUL);
  assert_int_equal(flags[4], flags[1]);
  ent_alliance_values(flags, 4, values);
  assert_memory_equal(values, expected, 16);
  ent_alliance_partners(flags, 4, 0, ENT_PLEDGE_ANY, partners, &n);
  assert_int_equal(n, 2);
  assert_int_equal(partners[1], 2);
  ent_alliance_partners(flags, 4, 0, ENT_PLEDGE_DEFENSE, partners, &n);
  assert_int_equal(n, 1);
  ent_alliance_edges(flags, 4, ENT_PLEDGE_ANY, edges, &n);
  assert_int_equal(n, 3);
  assert_int_equal(edges[4], 1);
  assert_int_equal(edges[5], 3);
  ent_alliance_values(flags, 4, flags); /* in place */
  assert_memory_equal(flags, expected, 16);
}

static void test_offense_and_neutrality(void **state)
{
  (void)state;
  static const ent_pledge pledges[] = {{A, B, ENT_PLEDGE_OFFENSE}, {A, C, ENT_PLEDGE_NEUTRAL}};
  uint8_t flags[16];
  ent_error err;
  assert_ok(ent_pledge_matrix(pledges, 2, four, 4, flags, NULL, &err), &err);
  ent_alliance_values(flags, 4, flags);
  assert_int_equal(flags[1], 3);
  assert_int_equal(flags[2], 2);
}

static void test_wrong_pledges_are_refused(void **state)
{
  (void)state;
  static const int32_t disordered[] = {A, C, B};
  static const ent_pledge odd = {A, B, 64};
  uint8_t flags[16] = {7};
  ent_error err;
  assert_fails(ent_pledge_matrix(NULL, 0, disordered, 3, flags, NULL, &err), ENT_EINPUT, &err, "ascending");
  assert_fails(ent_pledge_matrix(&odd, 1, four, 4, flags, NULL, &err), ENT_EINPUT, &err, "0x40");
  assert_int_equal(flags[0], 7); /* nothing written */
}

static void test_votes_make_a_matrix(void **state)
{
  (void)state;
  static const ent_vote votes[] = {{B, 7, 1}, {A, 9, 3}, {A, 7, 2}, {A, 7, 1}, {C, 8, 3}};
  static const uint8_t expected[] = {2, 0, 3, 1, 0, 0, 0, 3, 0};
  static const ent_vote wrong = {A, 1, 4};
  ent_arena *arena = ent_arena_new(0);
  ent_vote_table table;
  ent_error err;
  assert_ok(ent_vote_table_make(votes, 5, arena, &table, &err), &err);
  assert_int_equal(table.n_states, 3);
  assert_int_equal(table.n_roll_calls, 3);
  assert_int_equal(table.roll_calls[1], 8);
  assert_memory_equal(table.votes, expected, 9); /* the first of two votes counts */
  assert_fails(ent_vote_table_make(&wrong, 1, arena, &table, &err), ENT_EINPUT, &err, "vote 0 is 4");
  assert_ok(ent_vote_table_make(NULL, 0, arena, &table, &err), &err);
  assert_int_equal(table.n_states, 0);
  ent_arena_free(arena);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_states_of_a_year),       cmocka_unit_test(test_pledges_count_for_both_sides),
      cmocka_unit_test(test_offense_and_neutrality), cmocka_unit_test(test_wrong_pledges_are_refused),
      cmocka_unit_test(test_votes_make_a_matrix),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
