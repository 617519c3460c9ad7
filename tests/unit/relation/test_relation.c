/* What must hold of closeness, ties and posture for any actors, over the build's own reference base; and the forms of
 * turning points on series made by hand. argv[1]: the build's data. */
#include "unit/unit.h"

#include <entente/entente.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static ent_reader *reader;
static ent_sources sources;
static ent_arena *arena;

static const char *const pairs[][2] = {{"QAT", "SAU"}, {"FRA", "NATO"}, {"KOR", "USA"}, {"ALB", "SUN"}, {"FIN", "NATO"},
                                       {"GEO", "RUS"}, {"KOR", "EU"},   {"CHN", "SUN"}, {"USA", "CUB"}};
#define N_PAIRS (sizeof pairs / sizeof *pairs)

static ent_dyad_tie *ties_of(const char *a, const char *b, size_t *ret_n)
{
  ent_dyad_tie *ties;
  ent_error err;
  assert_int_equal(ent_dyad_ties(sources.reference, ent_str_of(a), ent_str_of(b), arena, &ties, ret_n, &err), ENT_OK);
  return ties;
}

static double closeness_on(const ent_dyad_tie *ties, size_t n, int32_t day)
{
  ent_tie_closeness c;
  ent_error err;
  ent_tie_span *spans = ent_arena_array(arena, n + 1, sizeof *spans);
  for (size_t i = 0; i < n; i++)
    spans[i] = (ent_tie_span){ties[i].start, ties[i].replaced ? (ent_date){ties[i].end.day, ENT_DATE_DAY} : ties[i].end, ties[i].weight};
  assert_int_equal(ent_closeness_ties(spans, n, day, ENT_TIES_K, NULL, &c, &err), ENT_OK);
  return c.value;
}

static void ties_are_the_same_from_both_sides(void **state)
{
  (void)state;
  for (size_t i = 0; i < N_PAIRS; i++) {
    size_t n, m;
    ent_dyad_tie *there = ties_of(pairs[i][0], pairs[i][1], &n), *back = ties_of(pairs[i][1], pairs[i][0], &m);
    assert_true(n > 0);
    assert_int_equal(n, m);
    for (int year = 1945; year <= 2025; year += 4) {
      int32_t day = ent_date_make(year, 7, 1).day;
      assert_float_equal(closeness_on(there, n, day), closeness_on(back, n, day), 1e-12);
    }
  }
}

static void a_membership_counts_once_at_a_time(void **state)
{
  (void)state;
  for (size_t i = 0; i < N_PAIRS; i++) {
    size_t n;
    const ent_dyad_tie *t = ties_of(pairs[i][0], pairs[i][1], &n);
    for (size_t a = 0; a < n; a++) {
      assert_true(t[a].weight != 0 && fabs(t[a].weight) <= 5);
      assert_true(!ent_date_known(t[a].start) || !ent_date_known(t[a].end) || t[a].start.day < t[a].end.day);
      for (size_t b = 0; b < a; b++)
        if (t[a].shared.n && ent_str_eq(t[a].shared, t[b].shared))
          assert_true(ent_date_known(t[b].end) || ent_date_known(t[a].end));
    }
  }
}

/* The treaty's signature gives way to the treaty in force; a status outside sets apart. */
static void weights_follow_what_facts_say(void **state)
{
  (void)state;
  size_t n;
  double alliance = 0, outside = 0;
  const ent_dyad_tie *t = ties_of("KOR", "USA", &n);
  for (size_t i = 0; i < n; i++)
    if (ent_str_eq(t[i].fact.object, ENT_STR("USA_KOR_MDT"))) {
      alliance = t[i].kind == ENT_TIE_ALLIANCE ? t[i].weight : alliance;
      assert_true(t[i].kind == ENT_TIE_ALLIANCE || (t[i].replaced && t[i].end.day == ent_date_make(1954, 11, 17).day));
    }
  assert_float_equal(alliance, 3, 0);
  t = ties_of("FRA", "NATO", &n);
  for (size_t i = 0; i < n; i++)
    outside = fmin(outside, t[i].weight);
  assert_true(outside < 0);
  assert_true(closeness_on(t, n, ent_date_make(1970, 1, 1).day) < closeness_on(t, n, ent_date_make(1960, 1, 1).day));
  assert_true(closeness_on(t, n, ent_date_make(1970, 1, 1).day) < closeness_on(t, n, ent_date_make(2010, 1, 1).day));
}

static void contributions_sum_to_the_closeness(void **state)
{
  (void)state;
  for (size_t i = 0; i < N_PAIRS; i++) {
    ent_str ids[2] = {ent_str_of(pairs[i][0]), ent_str_of(pairs[i][1])};
    ent_closeness_query query = {.parties = {{&ids[0], 1}, {&ids[1], 1}}, .by_month = true};
    ent_closeness_result r;
    ent_error err;
    double sum = 0;
    assert_int_equal(ent_relation_closeness(&sources, &query, arena, &r, &err), ENT_OK);
    for (size_t t = 0; t < r.n_ties; t++)
      sum += r.ties[t].contribution;
    assert_true(r.own && r.corpus == 0 && r.n_periods == r.window_last - r.window_first + 1);
    assert_float_equal(sum, r.end.ties.value, 1e-12);
    assert_float_equal(r.periods[r.n_periods - 1].ties.value, r.end.ties.value, 1e-12);
    assert_true(isnan(r.end.events.value) && isnan(r.end.kappa)); /* unknown, not 0 */
    for (size_t p = 0; p < r.n_periods; p++)
      assert_true(r.periods[p].ties.lo <= r.periods[p].ties.value && r.periods[p].ties.value <= r.periods[p].ties.hi);
  }
}

static void a_group_is_the_mean_of_those_it_lists(void **state)
{
  (void)state;
  ent_str kor = ENT_STR("KOR"), group[2] = {ENT_STR("USA"), ENT_STR("JPN")};
  ent_date on = ent_date_make(2015, 0, 0);
  ent_closeness_result both, one[2];
  ent_error err;
  ent_closeness_query query = {.parties = {{&kor, 1}, {group, 2}}, .from = on, .to = on};
  assert_int_equal(ent_relation_closeness(&sources, &query, arena, &both, &err), ENT_OK);
  for (int i = 0; i < 2; i++) {
    query.parties[1] = (ent_party){&group[i], 1};
    assert_int_equal(ent_relation_closeness(&sources, &query, arena, &one[i], &err), ENT_OK);
  }
  assert_false(both.own);
  assert_int_equal(both.end.members.n, 2);
  assert_float_equal(both.end.ties.value, (one[0].end.ties.value + one[1].end.ties.value) / 2, 1e-12);
  query.parties[1] = (ent_party){NULL, 0};
  assert_int_equal(ent_relation_closeness(&sources, &query, arena, &both, &err), ENT_EUSAGE);
}

static void a_posture_s_shares_sum_to_one(void **state)
{
  (void)state;
  const char *const actors[] = {"KOR", "DEU", "POL", "VNM", "TUR", "NATO"};
  ent_date dates[3] = {ent_date_make(1975, 0, 0), ent_date_make(2000, 6, 0), ent_date_make(2024, 1, 1)};
  for (size_t i = 0; i < sizeof actors / sizeof *actors; i++) {
    ent_standing *s;
    ent_error err;
    assert_int_equal(ent_relation_standing(&sources, ent_str_of(actors[i]), dates, 3, arena, &s, &err), ENT_OK);
    for (int d = 0; d < 3; d++) {
      double sum = 0;
      size_t n_ties = 0;
      for (size_t p = 0; p < s[d].n_partners; p++) {
        sum += s[d].partners[p].share;
        assert_true(p == 0 || s[d].partners[p].weight <= s[d].partners[p - 1].weight);
      }
      for (int k = 0; k < ENT_TIE_KINDS; k++)
        n_ties += s[d].kinds[k].n_ties;
      assert_true(s[d].n_partners == 0 || fabs(sum - 1) < 1e-12);
      assert_int_equal(n_ties, s[d].n_ties);
      assert_true(isnan(s[d].pillars.posture.effective) || s[d].pillars.posture.effective <= (double)s[d].n_partners + 1e-9);
    }
  }
}

static void turning_points_come_in_one_form(void **state)
{
  (void)state;
  const double x[] = {1, 1, 1, 1, 5, 5, 5, 5};
  ent_error err;
  for (int m = ENT_TURNING_OPTPART; m <= ENT_TURNING_PETTITT; m++) {
    ent_turning t;
    ent_turning_options how = {.method = (ent_turning_method)m, .beta = 3, .k = 1, .assess = true, .seed = 1};
    assert_int_equal(ent_turning_of(x, 8, &how, arena, &t, &err), ENT_OK);
    assert_int_equal(t.n, 1);
    assert_int_equal(t.points[0].at, 4);
    assert_float_equal(t.points[0].size, 4, 1e-12);
  }
  const double short_series[] = {1, 2};
  assert_int_equal(ent_turning_of(short_series, 2, &(ent_turning_options){.beta = NAN}, arena, &(ent_turning){0}, &err), ENT_EINPUT);
}

int main(int argc, char **argv)
{
  ent_error err;
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(ties_are_the_same_from_both_sides), cmocka_unit_test(a_membership_counts_once_at_a_time),
      cmocka_unit_test(weights_follow_what_facts_say),     cmocka_unit_test(contributions_sum_to_the_closeness),
      cmocka_unit_test(a_group_is_the_mean_of_those_it_lists), cmocka_unit_test(a_posture_s_shares_sum_to_one),
      cmocka_unit_test(turning_points_come_in_one_form)};
  if (argc != 2 || ent_reader_open(&(ent_reader_options){.data_dir = argv[1]}, &reader, &err) != ENT_OK) {
    fprintf(stderr, "usage: test_relation DATA (%s)\n", argc == 2 ? err.message : "");
    return 1;
  }
  arena = ent_arena_new(0);
  sources = (ent_sources){NULL, ent_reader_actors(reader), ent_reader_reference(reader), NULL, ent_reader_pack(reader)};
  int failed = arena ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
  ent_arena_free(arena);
  ent_reader_close(reader);
  return failed;
}
