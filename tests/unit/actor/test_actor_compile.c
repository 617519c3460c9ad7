/* A wrong row stops the build with file, line and reason; lint names all of them; a damaged pack is an error. */
#include "actor_small.h"

#include "base/packer.h"

/* Spoils one table and expects the words in the message. */
static void expect(const char *file, const char *bytes, const char *line, const char *reason)
{
  small_tables t;
  actor_fixture x;
  ent_error err = {0};
  small_make(&t);
  small_write(&t, file, bytes);
  assert_int_equal(small_open(&t, NULL, &x, &err), ENT_EINPUT);
  if (!strstr(err.message, line) || !strstr(err.message, reason) || !strstr(err.message, file))
    fail_msg("%s", err.message);
  actor_fixture_close(&x);
  small_remove(&t);
}

#define NAMES "id\tname\tkind\tfrom\tto\tsector\tcase\tsource\n"
#define PLACES "names\tstate\tkind\tfrom\tto\tneeds\tsource\n"
#define PEOPLE "person\tname\tnames\tsurname\tactor\tsector\toffice\tstart\tend\tseen\tsource\tchecked\n"

static void wrong_rows_are_named(void **state)
{
  (void)state;
  expect("actors/state_names.tsv", NAMES "ARN\tArnor\tname\t\t\t\t\tt\nXXX\tX\tname\t\t\t\t\tt\n", ":3:", "XXX");
  expect("actors/state_names.tsv", NAMES "ARN\tArnor\tnickname\t\t\t\t\tt\n", ":2:", "nickname");
  expect("actors/state_names.tsv", NAMES "ARN\tArnor\tname\t1990\t1980\t\t\tt\n", ":2:", "before it begins");
  expect("actors/state_names.tsv", NAMES "ARN\tArnor\tname\t\t\tGVO\t\tt\n", ":2:", "GVO");
  expect("actors/state_names.tsv", NAMES "ARN\tArnor\tname\t\t\t\tloose\tt\n", ":2:", "loose");
  expect("actors/state_names.tsv", NAMES "ARN\tArnor\tname\t\t\t\t\t\n", ":2:", "source");
  expect("actors/state_names.tsv", NAMES "ARN\tArnor\tname\n", ":2:", "fields");
  expect("actors/people_test.tsv", PEOPLE "p\tP Q\t\tQ\tARN\tGOV\thead-of-state\t2001\t\t\tt\t\n", ":2:", "seen");
  expect("actors/people_test.tsv", PEOPLE "p\tP Q\t\tQ\tARN\tGOV\thead-of-state\t20x1\t2002\t\tt\t\n", ":2:", "date");
  expect("actors/places_test.tsv", PLACES "Dol\tXXX\ttown\t\t\t\tt\n", ":2:", "XXX");
  expect("actors/places_test.tsv", PLACES "Dol\tGON\tvillage\t\t\t\tt\n", ":2:", "village");
  expect("actors/places_test.tsv", PLACES "Dol\tGON\ttown\t\t\tsure\tt\n", ":2:", "sure");
  expect("actors/places_test.tsv", PLACES "\tGON\ttown\t\t\t\tt\n", ":2:", "names");
  expect("actors/place_eras.tsv", "state\tbefore\tfrom\tto\tsource\nGON\tDAG\t1900\t\tt\n", ":2:", "to");
  expect("actors/roles.tsv", "phrase\tplural\tsector\tkind\tsource\narmy\t\tMIL\tthing\tt\n", ":2:", "thing");
  expect("actors/cues.tsv", "phrase\tcue\tvalue\nleague\tgeneric\tNOBODY\n", ":2:", "NOBODY");
}

static void many(void *context, const char *line, bool error)
{
  (void)line;
  *(size_t *)context += error;
}

static void lint_names_all(void **state)
{
  (void)state;
  small_tables t;
  ent_error err = {0};
  size_t n = 0;
  small_make(&t);
  assert_ok(ent_data_lint(t.dir, many, &n, &err), &err);
  assert_int_equal(n, 0);
  small_write(&t, "actors/state_names.tsv", NAMES "XXX\tX\tname\t1990\t1980\tGVO\t\tnowhere\nARN\tshort\n");
  assert_ok(ent_data_lint(t.dir, many, &n, &err), &err);
  assert_int_equal(n, 5); /* id, span, sector, source; and the short row */
  small_remove(&t);
  assert_int_equal(ent_data_lint("/nonexistent", many, &n, &err), ENT_ENOTFOUND);
}

static void tell_error(void *context, const char *line, bool error)
{
  *(size_t *)context += error;
  if (error)
    print_message("%s\n", line);
}

static void the_projects_tables_are_clean(void **state)
{
  (void)state;
  ent_error err = {0};
  size_t n = 0;
  assert_ok(ent_data_lint(TEST_DATA, tell_error, &n, &err), &err);
  assert_int_equal(n, 0);
}

static void damaged_sections_are_refused(void **state)
{
  (void)state;
  static const char *const names[] = {"actor.first", "actor.edges", "actor.nodes", "actor.forms", "actor.actors"};
  for (size_t i = 0; i <= sizeof names / sizeof *names; i++) { /* all but the first i, then one of odd size */
    enti_packer *packer = enti_packer_new();
    for (size_t k = 0; k < sizeof names / sizeof *names; k++)
      if (k != i)
        ent_buf_add(enti_packer_section(packer, names[k]), "\0\0\0\0\0\0\0", 7);
    ent_pack *pack = NULL;
    ent_actors *actors = NULL;
    ent_error err = {0};
    assert_ok(enti_packer_open(packer, &pack, &err), &err);
    assert_int_equal(ent_actors_open(pack, &actors, &err), ENT_EMODEL);
    ent_pack_close(pack);
    enti_packer_free(packer);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(wrong_rows_are_named), cmocka_unit_test(lint_names_all),
                                     cmocka_unit_test(the_projects_tables_are_clean), cmocka_unit_test(damaged_sections_are_refused)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
