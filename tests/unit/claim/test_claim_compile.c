/* Tables in a folder of the test's own → pack → view; wrong rows; damaged sections. */
#include "../unit.h"

#include "claim/claim_compile.h"
#include "claim/reference_view.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define FACTS "subject\trelation\tobject\tstart\tend\tprecision\tsource\tchecked\tnote\n"
#define THINGS "id\tname\tnames\tkind\tmembers\tstart\tend\tplace\tsource\tchecked\n"

static char dir[64];

static void put(const char *name, const char *text)
{
  char path[160];
  snprintf(path, sizeof path, "%s/%s", dir, name);
  FILE *f = fopen(path, "w");
  assert_non_null(f);
  fputs(text, f);
  assert_int_equal(fclose(f), 0);
}

static int make_dir(void **state)
{
  (void)state;
  char path[160];
  snprintf(dir, sizeof dir, "/tmp/claim-test-XXXXXX");
  if (!mkdtemp(dir))
    return -1;
  snprintf(path, sizeof path, "%s/reference", dir);
  mkdir(path, 0700);
  snprintf(path, sizeof path, "%s/claim", dir);
  mkdir(path, 0700);
  snprintf(path, sizeof path, "%s/actors", dir);
  mkdir(path, 0700);
  put("reference/memberships.tsv", FACTS "AAA\tmember-of\tORG\t1999-03-12\t\tday\tsrc\tyes\t\n"
                                         "AAA;BBB\tsigned\tPACT\t1950-04\t\tmonth\tsrc\t\t\n");
  put("reference/things.tsv", THINGS "PACT\tPact of Elsewhere\tElse Pact\ttreaty\tAAA;BBB\t1950-04\t\tAAA\tsrc\t\n");
  put("claim/frames.tsv", "frame\tpattern\nsign\tv:sign|ink\nhold\ttake * place\n");
  return 0;
}

static int remove_dir(void **state)
{
  (void)state;
  char command[128];
  snprintf(command, sizeof command, "rm -rf '%s'", dir);
  return system(command);
}

static ent_status compile(ent_pack **ret, ent_error *err)
{
  const char *const dirs[] = {dir};
  enti_packer *packer = enti_packer_new();
  assert_non_null(packer);
  ent_status status = enti_claim_compile(packer, &(enti_data_dirs){.dirs = dirs, .n = 1}, err);
  if (status == ENT_OK)
    status = enti_packer_open(packer, ret, err);
  enti_packer_free(packer);
  return status;
}

static void facts_and_things_come_back(void **state)
{
  (void)state;
  ent_error err = {0};
  ent_pack *pack;
  ent_reference *r;
  ent_thing thing;
  size_t n;
  assert_ok(compile(&pack, &err), &err);
  assert_ok(ent_reference_open(pack, &r, &err), &err);
  assert_int_equal(ent_reference_count(r), 2);
  const uint32_t *facts = ent_reference_of(r, ENT_STR("BBB"), &n);
  assert_int_equal(n, 1);
  assert_str(ent_reference_fact(r, facts[0]).object, "PACT");
  assert_null(ent_reference_of(r, ENT_STR("CCC"), &n));
  assert_true(ent_reference_thing(r, ENT_STR("PACT"), &thing));
  assert_str(thing.name, "Pact of Elsewhere");
  assert_false(ent_reference_thing(r, ENT_STR("PAC"), &thing));
  assert_int_equal(r->n_frames, 2);
  assert_int_equal(r->n_starts, 3);
  ent_reference_close(r);
  ent_pack_close(pack);
}

static void check_refused(const char *file, const char *text, const char *reason)
{
  ent_error err = {0};
  ent_pack *pack = NULL;
  put(file, text);
  assert_int_equal(compile(&pack, &err), ENT_EINPUT);
  if (!strstr(err.message, reason))
    fail_msg("\"%s\" does not say \"%s\"", err.message, reason);
}

static void wrong_rows_are_named(void **state)
{
  (void)state;
  check_refused("claim/frames.tsv", "frame\tpattern\nnosuch\tsign\n", "frames.tsv:2: there is no frame \"nosuch\"");
  check_refused("claim/frames.tsv", "frame\tpattern\nsign\t* sign\n", "frames.tsv:2: a pattern begins with a word");
  check_refused("claim/frames.tsv", "frame\tpattern\nsign\tsign? it\n", "frames.tsv:2: a pattern begins with a word");
  check_refused("claim/frames.tsv", "frame\tpattern\nsign\tsign||it\n", "frames.tsv:2: an element");
  put("claim/frames.tsv", "frame\tpattern\nsign\tv:sign\n");
  check_refused("claim/names.tsv", "id\tname\tkind\nAAA\tA\triver\n", "names.tsv:2: kind \"river\"");
  put("claim/names.tsv", "id\tname\tkind\n");
  put("actors/states.tsv", "id\nAAA\nBBB\n");
  check_refused("actors/orgs.tsv", "id\tname\tnames\nORK\tOrk\t\n", "memberships.tsv:2: \"ORG\" is neither");
  put("actors/orgs.tsv", "id\tname\tnames\nORG\tOrg\t\n");
  check_refused("reference/things.tsv", THINGS "PACT\t\t\ttreaty\t\t\t\t\tsrc\t\n", "things.tsv:2: a thing needs");
  check_refused("reference/things.tsv", THINGS "PACT\tA\t\ttreaty\t\t\t\t\ts\t\nPACT\tA\t\ttreaty\t\t\t\t\ts\t\n",
                "twice");
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(facts_and_things_come_back, make_dir, remove_dir),
                                     cmocka_unit_test_setup_teardown(wrong_rows_are_named, make_dir, remove_dir)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
