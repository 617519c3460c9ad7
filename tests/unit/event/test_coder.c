/* The coder on trees made by hand: voice, control, the rules of mood, lists, repairs of the parse. */
#include "event/coded.h"

static ent_pack *pack;
static ent_events *events;

static int set_up(void **state)
{
  ent_error err = {0};
  (void)state;
  pack = coded_pack();
  assert_ok(ent_events_open(pack, &events, &err), &err);
  return 0;
}

static int tear_down(void **state)
{
  (void)state;
  ent_events_close(events);
  ent_pack_close(pack);
  return 0;
}

static void expect(const coded_row *rows, size_t n, const char *claims)
{
  ent_error err = {0};
  ent_document *doc = coded_document(pack, rows, n);
  assert_ok(ent_events_repair(events, doc, &err), &err);
  assert_ok(ent_events_code(events, doc, &err), &err);
  assert_str_at(coded_claims(doc), ent_str_of(claims), __FILE__, __LINE__);
  for (size_t i = 0; i < doc->n_claims; i++)
    assert_true(doc->claims[i].start < doc->claims[i].end && doc->claims[i].end <= doc->text.n);
  ent_arena_free(doc->arena);
}
#define EXPECT(rows, claims) expect(rows, sizeof(rows) / sizeof *(rows), claims)

static void active_and_passive(void **state)
{
  (void)state;
  const coded_row active[] = {{"Sweden", "Sweden", "PROPN", "NNP", "2", "nsubj", "SWE"},
                              {"condemned", "condemn", "VERB", "VBD", "0", "root", NULL},
                              {"Syria", "Syria", "PROPN", "NNP", "2", "obj", "SYR"}};
  const coded_row passive[] = {{"Syria", "Syria", "PROPN", "NNP", "3", "nsubj:pass", "SYR"},
                               {"was", "be", "AUX", "VBD", "3", "aux:pass", NULL},
                               {"condemned", "condemn", "VERB", "VBN", "0", "root", NULL},
                               {"by", "by", "ADP", "IN", "5", "case", NULL},
                               {"Sweden", "Sweden", "PROPN", "NNP", "3", "obl:agent", "SWE"}};
  EXPECT(active, "ACCUSE SWE>SYR past");
  EXPECT(passive, "ACCUSE SWE>SYR past");
}

static void nobody_did_it(void **state)
{
  (void)state;
  const coded_row rows[] = {{"Syria", "Syria", "PROPN", "NNP", "3", "nsubj:pass", "SYR"},
                            {"was", "be", "AUX", "VBD", "3", "aux:pass", NULL},
                            {"condemned", "condemn", "VERB", "VBN", "0", "root", NULL}};
  EXPECT(rows, "");
}

/* Peru VERB to lift sanctions on Cuba: the verb's mood decides. */
static void mood_of(const char *form, const char *lemma, const char *xpos, const char *claims)
{
  const coded_row rows[] = {{"Peru", "Peru", "PROPN", "NNP", "2", "nsubj", "PER"},
                            {form, lemma, "VERB", xpos, "0", "root", NULL},
                            {"to", "to", "PART", "TO", "4", "mark", NULL},
                            {"lift", "lift", "VERB", "VB", "2", "xcomp", NULL},
                            {"sanctions", "sanction", "NOUN", "NNS", "4", "obj", NULL},
                            {"on", "on", "ADP", "IN", "7", "case", NULL},
                            {"Cuba", "Cuba", "PROPN", "NNP", "5", "nmod", "CUB"}};
  EXPECT(rows, claims);
}

static void moods(void **state)
{
  (void)state;
  mood_of("agreed", "agree", "VBD", "AGREE PER>CUB past");
  mood_of("plans", "plan", "VBZ", "AGREE PER>CUB intended");
  mood_of("refused", "refuse", "VBD", "REJECT PER>CUB past");
  mood_of("began", "begin", "VBD", "CONCEDE PER>CUB past");
}

static void negation_and_condition(void **state)
{
  (void)state;
  const coded_row denied[] = {{"Chad", "Chad", "PROPN", "NNP", "4", "nsubj", "TCD"},
                              {"did", "do", "AUX", "VBD", "4", "aux", NULL},
                              {"not", "not", "PART", "RB", "4", "advmod", NULL},
                              {"invade", "invade", "VERB", "VB", "0", "root", NULL},
                              {"Sudan", "Sudan", "PROPN", "NNP", "4", "obj", "SDN"}};
  const coded_row condition[] = {{"If", "if", "SCONJ", "IN", "3", "mark", NULL},
                                 {"Chad", "Chad", "PROPN", "NNP", "3", "nsubj", "TCD"},
                                 {"invaded", "invade", "VERB", "VBD", "8", "advcl", NULL},
                                 {"Sudan", "Sudan", "PROPN", "NNP", "3", "obj", "SDN"},
                                 {",", ",", "PUNCT", ",", "8", "punct", NULL},
                                 {"oil", "oil", "NOUN", "NN", "8", "nsubj", NULL},
                                 {"would", "would", "AUX", "MD", "8", "aux", NULL},
                                 {"double", "double", "VERB", "VB", "0", "root", NULL}};
  EXPECT(denied, "ASSAULT TCD>SDN denied");
  EXPECT(condition, "ASSAULT TCD>SDN hypothetical");
}

static void groups(void **state)
{
  (void)state;
  const coded_row pair[] = {{"Chad", "Chad", "PROPN", "NNP", "4", "nsubj", "TCD"},
                            {"and", "and", "CCONJ", "CC", "3", "cc", NULL},
                            {"Mali", "Mali", "PROPN", "NNP", "1", "conj", "MLI"},
                            {"signed", "sign", "VERB", "VBD", "0", "root", NULL},
                            {"a", "a", "DET", "DT", "6", "det", NULL},
                            {"treaty", "treaty", "NOUN", "NN", "4", "obj", NULL}};
  const coded_row alone[] = {{"Chad", "Chad", "PROPN", "NNP", "2", "nsubj", "TCD"},
                             {"signed", "sign", "VERB", "VBD", "0", "root", NULL},
                             {"a", "a", "DET", "DT", "4", "det", NULL},
                             {"treaty", "treaty", "NOUN", "NN", "2", "obj", NULL}};
  EXPECT(pair, "SUPPORT TCD>MLI past");
  EXPECT(alone, ""); /* with whom? */
}

/* Both parties of one state, where two mentions name it; a rule that is not domestic needs two states. */
static void one_state(void **state)
{
  (void)state;
  const coded_row arrest[] = {{"Turkish", "turkish", "ADJ", "JJ", "2", "amod", "TUR"},
                              {"police", "police", "NOUN", "NNS", "3", "nsubj", NULL},
                              {"arrested", "arrest", "VERB", "VBD", "0", "root", NULL},
                              {"Turkish", "turkish", "ADJ", "JJ", "5", "amod", "TUR"},
                              {"students", "student", "NOUN", "NNS", "3", "obj", NULL}};
  const coded_row visit[] = {{"Turkey", "Turkey", "PROPN", "NNP", "2", "nsubj", "TUR"},
                             {"visited", "visit", "VERB", "VBD", "0", "root", NULL},
                             {"Turkey", "Turkey", "PROPN", "NNP", "2", "obj", "TUR"}};
  EXPECT(arrest, "COERCE TUR>TUR past");
  EXPECT(visit, "");
}

/* "Israeli jets struck Syria", parsed as a noun phrase. */
static void repaired_participle(void **state)
{
  (void)state;
  const coded_row rows[] = {{"Israel", "Israel", "PROPN", "NNP", "3", "compound", "ISR"},
                            {"struck", "strike", "VERB", "VBN", "3", "amod", NULL},
                            {"Syria", "Syria", "PROPN", "NNP", "0", "root", "SYR"}};
  EXPECT(rows, "ASSAULT ISR>SYR past");
}

/* The repair is the document's, for every room that follows. */
static void repaired_document(void **state)
{
  (void)state;
  const coded_row rows[] = {{"Israel", "Israel", "PROPN", "NNP", "3", "compound", "ISR"},
                            {"struck", "strike", "VERB", "VBN", "3", "amod", NULL},
                            {"Syria", "Syria", "PROPN", "NNP", "0", "root", "SYR"}};
  ent_error err = {0};
  ent_document *doc = CODED(pack, rows);
  assert_ok(ent_events_repair(events, doc, &err), &err);
  assert_int_equal(doc->tokens[1].xpos, ENT_X_VBD);
  assert_int_equal(doc->tokens[1].head, ENT_NONE);
  assert_int_equal(doc->tokens[0].rel, ENT_NSUBJ);
  assert_int_equal(doc->tokens[0].head, 1);
  assert_int_equal(doc->tokens[2].rel, ENT_OBJ);
  ent_arena_free(doc->arena);
}

/* A head in a circle or out of range must not hang or crash the walk. */
static void damaged_trees(void **state)
{
  (void)state;
  const coded_row circle[] = {{"Chad", "Chad", "PROPN", "NNP", "2", "nsubj", "TCD"},
                              {"invaded", "invade", "VERB", "VBD", "3", "xcomp", NULL},
                              {"began", "begin", "VERB", "VBD", "2", "xcomp", NULL}};
  const coded_row far[] = {{"Chad", "Chad", "PROPN", "NNP", "2", "nsubj", "TCD"},
                           {"invaded", "invade", "VERB", "VBD", "99", "conj", NULL},
                           {"Sudan", "Sudan", "PROPN", "NNP", "2", "obj", "SDN"}};
  ent_error err = {0};
  ent_document *doc = CODED(pack, circle);
  assert_ok(ent_events_repair(events, doc, &err), &err);
  assert_ok(ent_events_code(events, doc, &err), &err);
  ent_arena_free(doc->arena);
  EXPECT(far, "ASSAULT TCD>SDN past");
}

static void quads_and_goldstein(void **state)
{
  double value = 0;
  (void)state;
  assert_int_equal(ent_plover_quad(ENT_STR("AGREE")), 1);
  assert_int_equal(ent_plover_quad(ENT_STR("RETREAT")), 2);
  assert_int_equal(ent_plover_quad(ENT_STR("THREATEN")), 3);
  assert_int_equal(ent_plover_quad(ENT_STR("ASSAULT")), 4);
  assert_int_equal(ent_plover_quad(ENT_STR("WEATHER")), 0);
  assert_true(ent_goldstein(events, ENT_STR("190"), &value));
  assert_true(value == -10.0);
  assert_true(ent_goldstein(events, ENT_STR("1909"), &value)); /* unknown: as its parent */
  assert_true(value == -10.0);
  assert_false(ent_goldstein(events, ENT_STR("99"), &value));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(active_and_passive), cmocka_unit_test(nobody_did_it),
      cmocka_unit_test(moods),              cmocka_unit_test(negation_and_condition),
      cmocka_unit_test(groups),             cmocka_unit_test(repaired_participle),
      cmocka_unit_test(repaired_document),  cmocka_unit_test(one_state),
      cmocka_unit_test(damaged_trees),      cmocka_unit_test(quads_and_goldstein)};
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
