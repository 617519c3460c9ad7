/* Lemmas: the rules alone, and with the committed model's table. */
#include "unit/unit.h"

#include "base/file.h"
#include "grammar/lemma.h"

typedef struct pair {
  const char *form, *lemma;
} pair;

static void check_rule(pair p, unsigned xpos)
{
  char out[ENTI_LEMMA_MAX + 2];
  size_t n = enti_lemma_rule(ent_str_of(p.form), enti_lemma_class(xpos), out);
  assert_str_at((ent_str){out, n}, ent_str_of(p.lemma), p.form, 0);
}

static void test_rules(void **state)
{
  (void)state;
  static const pair past[] = {{"signed", "sign"}, {"recognised", "recognise"}, {"forced", "force"}, {"agreed", "agree"},
                              {"banned", "ban"}, {"carried", "carry"}, {"passed", "pass"}, {"hoped", "hope"},
                              {"played", "play"}, {"red", "red"}, {"freed", "free"}, {"planned", "plan"},
                              {"invaded", "invade"}, {"argued", "argue"}, {"negotiated", "negotiate"}};
  static const pair plural[] = {{"ties", "tie"}, {"drills", "drill"}, {"treaties", "treaty"}, {"boxes", "box"},
                                {"women", "woman"}, {"gas", "ga"}, {"press", "press"}, {"allies", "ally"}};
  static const pair ing[] = {{"running", "run"}, {"signing", "sign"}, {"making", "make"}, {"king", "king"},
                             {"trying", "try"}, {"seeing", "see"}};
  for (size_t i = 0; i < sizeof past / sizeof *past; i++)
    check_rule(past[i], ENT_X_VBN);
  for (size_t i = 0; i < sizeof plural / sizeof *plural; i++)
    check_rule(plural[i], ENT_X_NNS);
  for (size_t i = 0; i < sizeof ing / sizeof *ing; i++)
    check_rule(ing[i], ENT_X_VBG);
  check_rule((pair){"20,000", "20000"}, ENT_X_CD);
  check_rule((pair){"Russians", "Russian"}, ENT_X_NNPS);
}

/* What rules and table together must give; forms of news that the treebank hardly has. */
static void test_with_table(void **state)
{
  (void)state;
  static const struct {
    const char *form, *lemma;
    unsigned xpos;
  } forms[] = {{"ties", "tie", ENT_X_NNS}, {"forces", "force", ENT_X_NNS}, {"drills", "drill", ENT_X_NNS},
               {"visited", "visit", ENT_X_VBD}, {"condemned", "condemn", ENT_X_VBD}, {"vetoed", "veto", ENT_X_VBD},
               {"annexed", "annex", ENT_X_VBD}, {"allied", "ally", ENT_X_VBN}, {"withdrew", "withdraw", ENT_X_VBD},
               {"was", "be", ENT_X_VBD}, {"has", "have", ENT_X_VBZ}, {"n't", "not", ENT_X_RB}, {"an", "a", ENT_X_DT},
               {"deployed", "deploy", ENT_X_VBN}, {"expelled", "expel", ENT_X_VBD}, {"shelled", "shell", ENT_X_VBD},
               {"ratified", "ratify", ENT_X_VBN}, {"hosting", "host", ENT_X_VBG}, {"bombing", "bomb", ENT_X_VBG},
               {"recognized", "recognize", ENT_X_VBD}, {"stationed", "station", ENT_X_VBN}, {"crises", "crisis", ENT_X_NNS},
               {"better", "good", ENT_X_JJR}, {"closer", "close", ENT_X_JJR}, {"sanctions", "sanction", ENT_X_NNS},
               {"severed", "sever", ENT_X_VBD}, {"pledged", "pledge", ENT_X_VBD}, {"launches", "launch", ENT_X_VBZ},
               {"backed", "back", ENT_X_VBD}, {"met", "meet", ENT_X_VBD}, {"killing", "kill", ENT_X_VBG},
               {"embargoes", "embargo", ENT_X_NNS}, {"buses", "bus", ENT_X_NNS}, {"lifted", "lift", ENT_X_VBD}};
  enti_model model;
  ent_error err = {0};
  ent_str file;
  const char *path = getenv("ENTENTE_MODEL");
  assert_non_null(path);
  assert_ok(enti_file_map(path, &file, &err), &err);
  assert_ok(enti_model_read(&model, file, path, &err), &err);
  ent_arena *arena = ent_arena_new(0);
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
    ent_str form = ent_str_of(forms[i].form);
    ent_token token = {.norm = form, .fold = form, .xpos = (uint8_t)forms[i].xpos};
    assert_str_at(enti_lemma_of(&model, arena, &token), ent_str_of(forms[i].lemma), forms[i].form, 0);
  }
  ent_arena_free(arena);
  enti_model_done(&model);
  enti_file_unmap(file);
}

/* A word of any length and any bytes is taken. */
static void test_odd(void **state)
{
  (void)state;
  char out[ENTI_LEMMA_MAX + 2], word[ENTI_LEMMA_MAX];
  memset(word, 's', sizeof word);
  for (unsigned k = 0; k < ENT_X_COUNT; k++)
    for (size_t n = 0; n <= sizeof word; n++) {
      assert_true(enti_lemma_rule((ent_str){word, n}, k, out) <= n + 1);
      memcpy(word, "iingedesier\xC3\xA9s", 14);
    }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_rules), cmocka_unit_test(test_with_table),
                                     cmocka_unit_test(test_odd)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
