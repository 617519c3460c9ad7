/* The table of scores: the one that ships (its path is the argument), and tables that are wrong. */
#include "measure_unit.h"

static const char *shipped;

static double score(const ent_scores *scores, const char *event, const char *mode)
{
  return ent_scores_find(scores, ent_str_of(event), ent_str_of(mode));
}

static void test_shipped_table(void **state)
{
  (void)state;
  ent_scores *scores;
  ent_error err;
  assert_ok(ent_scores_open(shipped, &scores, &err), &err);
  assert_int_equal(ent_scores_size(scores), 82);
  assert_near(score(scores, "AID", ""), 10);
  assert_near(score(scores, "ACCUSE", ""), -3); /* the manual's missing minus sign */
  assert_near(score(scores, "ACCUSE", "allege"), -3.5);
  assert_near(score(scores, "CONSULT", "telepathy"), 2.5); /* a mode that it lacks: the event's */
  assert_near(score(scores, "DANCE", ""), NAN);
  ent_scores_close(scores);
}

static ent_status parse(const char *text, ent_scores **scores, ent_error *err)
{
  return ent_scores_parse(ENT_STR("own.tsv"), ent_str_of(text), scores, err);
}

static void test_own_table(void **state)
{
  (void)state;
  ent_scores *scores;
  ent_error err;
  assert_ok(parse("# mine\nscore\tevent\tmode\n-0.25\tX\ty\n3\tX\t\n", &scores, &err), &err);
  assert_near(score(scores, "X", "y"), -0.25);
  assert_near(score(scores, "X", "z"), 3);
  ent_scores_close(scores);
  ent_scores_close(NULL);
}

static void test_wrong_tables_are_refused(void **state)
{
  (void)state;
  static const char *const wrong[][2] = {
      {"event\tmode\n", "score"},
      {"event\tmode\tscore\nX\t\tten\n", "own.tsv:2:"},
      {"event\tmode\tscore\nX\t\t\n", "own.tsv:2:"},
      {"event\tmode\tscore\nX\t\t1e1\n", "own.tsv:2:"},
      {"event\tmode\tscore\nX\t\t-\n", "own.tsv:2:"},
      {"event\tmode\tscore\nX\t\t10.5\n", "from -10 to 10"},
      {"event\tmode\tscore\n\ta\t1\n", "no event"},
      {"event\tmode\tscore\nX\ta\t1\nY\t\t1\nX\ta\t2\n", "own.tsv:4: X a has a score already"},
      {"event\tmode\tscore\nX\ta\n", "own.tsv:2:"},
  };
  ent_scores *scores = NULL;
  ent_error err;
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
    assert_fails(parse(wrong[i][0], &scores, &err), ENT_EINPUT, &err, wrong[i][1]);
  assert_null(scores);
  assert_int_equal(ent_scores_open("/nowhere/scores.tsv", &scores, &err), ENT_ENOTFOUND);
}

int main(int argc, char **argv)
{
  shipped = argc > 1 ? argv[1] : "data/measure/plover_scores.tsv";
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_shipped_table),
      cmocka_unit_test(test_own_table),
      cmocka_unit_test(test_wrong_tables_are_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
