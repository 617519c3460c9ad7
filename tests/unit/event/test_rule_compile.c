/* Wrong rows of the rule tables: each stops the build with file, line and reason. And a damaged pack. */
#include "unit/unit.h"

#include "event/rule.h"
#include "event/rule_compile.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static char dir[64];

static void write_file(const char *name, const char *text)
{
  char path[128];
  snprintf(path, sizeof path, "%s/%s", dir, name);
  FILE *f = fopen(path, "w");
  assert_non_null(f);
  fputs(text, f);
  fclose(f);
}

static int set_up(void **state)
{
  char sub[80];
  (void)state;
  strcpy(dir, "/tmp/entente-rules-XXXXXX");
  assert_non_null(mkdtemp(dir));
  snprintf(sub, sizeof sub, "%s/events", dir);
  assert_int_equal(mkdir(sub, 0700), 0);
  write_file("events/synonyms.tsv", "set\twords\n&pact\tpact;treaty\n&deals\t&pact;deal\n");
  return 0;
}

static int tear_down(void **state)
{
  (void)state;
  char path[128];
  const char *const names[] = {"events/synonyms.tsv", "events/try.tsv", "events", ""};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    snprintf(path, sizeof path, "%s/%s", dir, names[i]);
    if (remove(path) != 0)
      (void)rmdir(path);
  }
  return 0;
}

static ent_status compile(const char *row, enti_packer *packer, ent_error *err)
{
  char table[1024];
  const char *dirs[] = {dir};
  const enti_rule_table tables[] = {{"events/try.tsv", "try", ENT_EVENT, "SUPPORT"}};
  snprintf(table, sizeof table, "id\ttrigger\tpos\twhere\tsource\ttarget\tform\tmodality\tcameo\texample\n%s\n", row);
  write_file("events/try.tsv", table);
  return enti_rules_compile(packer, &(enti_data_dirs){.dirs = dirs, .n = 1}, "event", tables, 1, err);
}

static void expect_reason(const char *row, const char *reason)
{
  ent_error err = {0};
  enti_packer *packer = enti_packer_new();
  assert_int_equal(compile(row, packer, &err), ENT_EINPUT);
  if (!strstr(err.message, reason) || !strstr(err.message, "try.tsv:2"))
    fail_msg("\"%s\" instead of a message with \"%s\" and the line", err.message, reason);
  enti_packer_free(packer);
}

static void wrong_rows(void **state)
{
  (void)state;
  expect_reason("a\tsign\tv\tobj=&oath\tsubj\twith\t\t\t\tX.", "no set &oath");
  expect_reason("a\tsign\tv\tobject=&pact\tsubj\twith\t\t\t\tX.", "unknown role \"object\"");
  expect_reason("a\tsign\tv\tpact\tsubj\twith\t\t\t\tX.", "no condition");
  expect_reason("a\tsign\tv\tobj=@king\tsubj\twith\t\t\t\tX.", "unknown test");
  expect_reason("a\tsign\tv\t\tsubj\twiht\t\t\t\tX.", "unknown role \"wiht\"");
  expect_reason("a\tsign\tx\t\tsubj\twith\t\t\t\tX.", "pos");
  expect_reason("a\tsign\tv\t\tsubj\twith\tmutal\t\t\tX.", "unknown form");
  expect_reason("a\tsign\tv\t\tsubj\twith\t\tmaybe\t\tX.", "unknown modality");
  expect_reason("a\tsign\tv\t\tsubj\twith\t\t\t05x\tX.", "no CAMEO code");
  expect_reason("a\tsign\tv\t\tsubj\twith\t\t\t\t", "no example");
  expect_reason("\tsign\tv\t\tsubj\twith\t\t\t\tX.", "no id");
  expect_reason("a\t\tv\t\tsubj\twith\t\t\t\tX.", "no trigger");
}

static void sound_row(void **state)
{
  ent_error err = {0};
  ent_pack *pack = NULL;
  enti_rules rules;
  uint32_t first, n;
  (void)state;
  enti_packer *packer = enti_packer_new();
  assert_ok(compile("a\tsign|&pact\tvn\tobj=&deals !mod=@org\tsubj\twith?\tmutual\t\t057\tX.", packer, &err), &err);
  assert_ok(enti_packer_open(packer, &pack, &err), &err);
  assert_ok(enti_rules_open(pack, "event", &rules, &err), &err);
  enti_rules_of(&rules, ent_vocab_find(ent_pack_vocab(pack), ENT_STR("treaty")), &first, &n);
  assert_int_equal(n, 1);
  const enti_rule *rule = &rules.rules[rules.keys[first].rule];
  assert_int_equal(rule->pos, ENTI_POS_VERB | ENTI_POS_NOUN);
  assert_int_equal(rule->flags, ENTI_RULE_MUTUAL | ENTI_RULE_TARGET_OPTIONAL);
  assert_int_equal(rule->n_cond, 2);
  assert_int_equal(rules.conds[rule->cond].n_words, 3); /* pact treaty deal */
  assert_true(enti_cond_has_word(&rules, &rules.conds[rule->cond], ent_vocab_find(ent_pack_vocab(pack), ENT_STR("deal"))));
  assert_str(ent_pack_string(pack, rule->id), "event/try:a");
  enti_rules_of(&rules, 0, &first, &n);
  assert_int_equal(n, 0);
  ent_pack_close(pack);
  enti_packer_free(packer);
}

/* Rules that point outside their sections are refused when the pack is opened. */
static void damaged_section(void **state)
{
  ent_error err = {0};
  ent_pack *pack = NULL;
  enti_rules rules;
  (void)state;
  enti_packer *packer = enti_packer_new();
  assert_ok(compile("a\tsign\tv\t\tsubj\twith\t\t\t\tX.", packer, &err), &err);
  enti_rule_key wild = {UINT32_MAX, 77};
  ent_buf_add(enti_packer_section(packer, "event.key"), &wild, sizeof wild);
  assert_ok(enti_packer_open(packer, &pack, &err), &err);
  assert_int_equal(enti_rules_open(pack, "event", &rules, &err), ENT_EMODEL);
  ent_pack_close(pack);
  enti_packer_free(packer);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(wrong_rows), cmocka_unit_test(sound_row),
                                     cmocka_unit_test(damaged_section)};
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
