/* Ties and statuses on trees made by hand. */
#include "event/coded.h"

static ent_pack *pack;
static ent_ties *ties;

static int set_up(void **state)
{
  ent_error err = {0};
  (void)state;
  pack = coded_pack();
  assert_ok(ent_ties_open(pack, &ties, &err), &err);
  return 0;
}

static int tear_down(void **state)
{
  (void)state;
  ent_ties_close(ties);
  ent_pack_close(pack);
  return 0;
}

static void expect(const coded_row *rows, size_t n, const char *claims)
{
  ent_error err = {0};
  ent_document *doc = coded_document(pack, rows, n);
  assert_ok(ent_ties_find(ties, doc, &err), &err);
  assert_str_at(coded_claims(doc), ent_str_of(claims), __FILE__, __LINE__);
  ent_arena_free(doc->arena);
}
#define EXPECT(rows, claims) expect(rows, sizeof(rows) / sizeof *(rows), claims)

static void apposition(void **state)
{
  (void)state;
  const coded_row rows[] = {{"Poland", "Poland", "PROPN", "NNP", "6", "nsubj", "POL"},
                            {",", ",", "PUNCT", ",", "5", "punct", NULL},
                            {"a", "a", "DET", "DT", "5", "det", NULL},
                            {"NATO", "NATO", "PROPN", "NNP", "5", "compound", "@NATO"},
                            {"member", "member", "NOUN", "NN", "1", "appos", NULL},
                            {"waited", "wait", "VERB", "VBD", "0", "root", NULL}};
  EXPECT(rows, "member POL>NATO actual");
}

static void copula_and_its_denial(void **state)
{
  (void)state;
  const coded_row is[] = {{"Kenya", "Kenya", "PROPN", "NNP", "4", "nsubj", "KEN"},
                          {"is", "be", "AUX", "VBZ", "4", "cop", NULL},
                          {"an", "a", "DET", "DT", "4", "det", NULL},
                          {"ally", "ally", "NOUN", "NN", "0", "root", NULL},
                          {"of", "of", "ADP", "IN", "6", "case", NULL},
                          {"Ghana", "Ghana", "PROPN", "NNP", "4", "nmod", "GHA"}};
  const coded_row is_not[] = {{"Kenya", "Kenya", "PROPN", "NNP", "5", "nsubj", "KEN"},
                              {"is", "be", "AUX", "VBZ", "5", "cop", NULL},
                              {"not", "not", "PART", "RB", "5", "advmod", NULL},
                              {"an", "a", "DET", "DT", "5", "det", NULL},
                              {"ally", "ally", "NOUN", "NN", "0", "root", NULL},
                              {"of", "of", "ADP", "IN", "7", "case", NULL},
                              {"Ghana", "Ghana", "PROPN", "NNP", "5", "nmod", "GHA"}};
  EXPECT(is, "alliance KEN>GHA ongoing");
  EXPECT(is_not, "alliance KEN>GHA denied");
}

static void supplier_is_the_source(void **state)
{
  (void)state;
  const coded_row rows[] = {{"Peru", "Peru", "PROPN", "NNP", "2", "nsubj", "PER"},
                            {"bought", "buy", "VERB", "VBD", "0", "root", NULL},
                            {"tanks", "tank", "NOUN", "NNS", "2", "obj", NULL},
                            {"from", "from", "ADP", "IN", "5", "case", NULL},
                            {"Chile", "Chile", "PROPN", "NNP", "2", "obl", "CHL"}};
  EXPECT(rows, "arms-supply CHL>PER past");
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(apposition), cmocka_unit_test(copula_and_its_denial),
                                     cmocka_unit_test(supplier_is_the_source)};
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
