/* CAMEO codes under a mood, and their PLOVER modes. */
#include "event/coded.h"

#include "event/goldstein.h"

static ent_pack *pack;
static enti_goldstein_table table;

static int set_up(void **state)
{
  ent_error err = {0};
  (void)state;
  pack = coded_pack();
  assert_ok(enti_goldstein_open(pack, &table, &err), &err);
  return 0;
}

static int tear_down(void **state)
{
  (void)state;
  ent_pack_close(pack);
  return 0;
}

static void under(const char *cameo, const char *type, const char *code, const char *mode, int line)
{
  ent_str got_mode, got = enti_cameo_under(&table, ent_str_of(cameo), ent_str_of(type), &got_mode);
  assert_str_at(got, ent_str_of(code), __FILE__, line);
  assert_str_at(got_mode, ent_str_of(mode), __FILE__, line);
}
#define UNDER(cameo, type, code, mode) under(cameo, type, code, mode, __LINE__)

static void what_an_act_becomes(void **state)
{
  (void)state;
  UNDER("071", "AGREE", "0331", "");
  UNDER("071", "REJECT", "1221", "assist");
  UNDER("072", "REQUEST", "1032", "assist");
  UNDER("046", "REQUEST", "106", "meet");
  UNDER("0841", "REJECT", "1243", "yield");
  UNDER("195", "THREATEN", "1384", "violence");
  UNDER("071", "SANCTION", "1621", "discontinue");
  UNDER("191", "RETREAT", "0872", "withdraw");
}

static void what_it_does_not(void **state)
{
  (void)state;
  UNDER("071", "ASSAULT", "", ""); /* no mood makes this of it */
  UNDER("195", "AGREE", "", "");
  UNDER("9999", "AGREE", "", "");
  UNDER("", "AGREE", "", "");
}

/* What a mood makes of a code is a code of the table, and of the type's root. */
static void every_code_leads_to_a_code(void **state)
{
  static const struct {
    const char *type, *roots; /* two digits each */
  } types[] = {{"AGREE", "03"}, {"REJECT", "12"}, {"REQUEST", "10"}, {"THREATEN", "13"}};
  (void)state;
  for (uint32_t i = 0; i < table.n; i++)
    for (size_t k = 0; k < sizeof types / sizeof *types; k++) {
      ent_str mode, from = ent_pack_string(pack, table.codes[i].code);
      ent_str to = enti_cameo_under(&table, from, ent_str_of(types[k].type), &mode);
      if (!to.n)
        continue;
      assert_true(ent_str_starts(to, ent_str_of(types[k].roots)));
      assert_true(enti_cameo_name(&table, to).n > 0);
    }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(what_an_act_becomes), cmocka_unit_test(what_it_does_not),
                                     cmocka_unit_test(every_code_leads_to_a_code)};
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
