/* The second opinion in the coder: which pairs it is asked about, what it adds, what it leaves alone. */
#include "event/coded.h"

#include "event/pair.h"
#include "event/rule.h"

#include <entente/opinion.h>

static ent_pack *pack;
static ent_events *events;
static ent_opinions *opinions;

static int set_up(void **state)
{
  ent_error err = {0};
  (void)state;
  pack = coded_pack();
  assert_ok(ent_events_open(pack, &events, &err), &err);
  assert_ok(ent_opinions_open(TEST_DATA "/events/relations.model", &opinions, &err), &err);
  return 0;
}

static int tear_down(void **state)
{
  (void)state;
  ent_events_close(events);
  ent_opinions_close(opinions);
  ent_pack_close(pack);
  return 0;
}

static void expect(const coded_row *rows, size_t n, const ent_opinions *advice, const char *claims)
{
  ent_error err = {0};
  ent_document *doc = coded_document(pack, rows, n);
  ent_events_advise(events, advice);
  assert_ok(ent_events_repair(events, doc, &err), &err);
  assert_ok(ent_events_code(events, doc, &err), &err);
  assert_str_at(coded_claims(doc), ent_str_of(claims), __FILE__, __LINE__);
  for (size_t i = 0; i < doc->n_claims; i++)
    assert_true(doc->claims[i].confidence > 0 && doc->claims[i].confidence <= 1);
  ent_arena_free(doc->arena);
}
#define EXPECT(rows, advice, claims) expect(rows, sizeof(rows) / sizeof *(rows), advice, claims)

/* A verb that stands in no table of rules. */
static const coded_row unknown_verb[] = {{"Sweden", "Sweden", "PROPN", "NNP", "2", "nsubj", "SWE"},
                                         {"smeared", "smear", "VERB", "VBD", "0", "root", NULL},
                                         {"Syria", "Syria", "PROPN", "NNP", "2", "obj", "SYR"},
                                         {"over", "over", "ADP", "IN", "6", "case", NULL},
                                         {"the", "the", "DET", "DT", "6", "det", NULL},
                                         {"attack", "attack", "NOUN", "NN", "2", "obl", NULL}};

static void adds_what_no_rule_knows(void **state)
{
  (void)state;
  EXPECT(unknown_verb, NULL, "");
  EXPECT(unknown_verb, opinions, "ACCUSE SWE>SYR past");
}

static void adds_nothing_unreal(void **state)
{
  (void)state;
  const coded_row denied[] = {{"Sweden", "Sweden", "PROPN", "NNP", "4", "nsubj", "SWE"},
                              {"did", "do", "AUX", "VBD", "4", "aux", NULL},
                              {"not", "not", "PART", "RB", "4", "advmod", NULL},
                              {"smear", "smear", "VERB", "VB", "0", "root", NULL},
                              {"Syria", "Syria", "PROPN", "NNP", "4", "obj", "SYR"}};
  const coded_row doubted[] = {{"Sweden", "Sweden", "PROPN", "NNP", "3", "nsubj", "SWE"},
                               {"might", "might", "AUX", "MD", "3", "aux", NULL},
                               {"smear", "smear", "VERB", "VB", "0", "root", NULL},
                               {"Syria", "Syria", "PROPN", "NNP", "3", "obj", "SYR"}};
  EXPECT(denied, opinions, "");
  EXPECT(doubted, opinions, "");
}

static void agrees_with_rules(void **state)
{
  (void)state;
  const coded_row rows[] = {{"Sweden", "Sweden", "PROPN", "NNP", "2", "nsubj", "SWE"},
                            {"condemned", "condemn", "VERB", "VBD", "0", "root", NULL},
                            {"Syria", "Syria", "PROPN", "NNP", "2", "obj", "SYR"}};
  EXPECT(rows, opinions, "ACCUSE SWE>SYR past"); /* once, and the rule's */
}

/* A game is no war, for the rules as for the opinion. */
static void leaves_games_out(void **state)
{
  (void)state;
  const coded_row rows[] = {{"Chad", "Chad", "PROPN", "NNP", "2", "nsubj", "TCD"},
                            {"attacked", "attack", "VERB", "VBD", "0", "root", NULL},
                            {"Mali", "Mali", "PROPN", "NNP", "2", "obj", "MLI"},
                            {"in", "in", "ADP", "IN", "7", "case", NULL},
                            {"the", "the", "DET", "DT", "7", "det", NULL},
                            {"cup", "cup", "NOUN", "NN", "7", "compound", NULL},
                            {"final", "final", "NOUN", "NN", "2", "obl", NULL}};
  EXPECT(rows, NULL, "");
  EXPECT(rows, opinions, "");
}

static size_t pairs_of(const coded_row *rows, size_t n, enti_pair *ret)
{
  ent_error err = {0};
  enti_rules rules;
  enti_tree tree;
  ent_document *doc = coded_document(pack, rows, n);
  assert_ok(enti_rules_open(pack, "event", &rules, &err), &err);
  assert_ok(enti_tree_build(&tree, doc, &rules, &err), &err);
  size_t found = enti_pairs_find(&tree, &doc->sentences[0], ret);
  for (size_t i = 0; i < found; i++) { /* spans lie within the text, and apart */
    assert_true(ret[i].source_span.pieces[0].end <= doc->text.n && ret[i].target_span.pieces[0].end <= doc->text.n);
    assert_true(ret[i].source_span.pieces[0].end <= ret[i].target_span.pieces[0].start ||
                ret[i].target_span.pieces[0].end <= ret[i].source_span.pieces[0].start);
  }
  ent_arena_free(doc->arena);
  return found;
}

static void finds_pairs(void **state)
{
  (void)state;
  enti_pair pairs[ENTI_MAX_PAIRS];
  const coded_row passive[] = {{"Syria", "Syria", "PROPN", "NNP", "3", "nsubj:pass", "SYR"},
                               {"was", "be", "AUX", "VBD", "3", "aux:pass", NULL},
                               {"upbraided", "upbraid", "VERB", "VBN", "0", "root", NULL},
                               {"by", "by", "ADP", "IN", "5", "case", NULL},
                               {"Sweden", "Sweden", "PROPN", "NNP", "3", "obl:agent", "SWE"}};
  const coded_row two[] = {{"Chad", "Chad", "PROPN", "NNP", "4", "nsubj", "TCD"},
                           {"and", "and", "CCONJ", "CC", "3", "cc", NULL},
                           {"Mali", "Mali", "PROPN", "NNP", "1", "conj", "MLI"},
                           {"quarrelled", "quarrel", "VERB", "VBD", "0", "root", NULL}};
  const coded_row alone[] = {{"Chad", "Chad", "PROPN", "NNP", "2", "nsubj", "TCD"},
                             {"slept", "sleep", "VERB", "VBD", "0", "root", NULL}};
  assert_int_equal(pairs_of(passive, 5, pairs), 1);
  assert_int_equal(pairs[0].source, 4);
  assert_int_equal(pairs[0].target, 0);
  assert_int_equal(pairs_of(two, 4, pairs), 1);
  assert_int_equal(pairs[0].kind, ENTI_PAIR_ALIKE);
  assert_int_equal(pairs_of(alone, 2, pairs), 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(adds_what_no_rule_knows), cmocka_unit_test(adds_nothing_unreal),
                                     cmocka_unit_test(agrees_with_rules), cmocka_unit_test(leaves_games_out),
                                     cmocka_unit_test(finds_pairs)};
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
