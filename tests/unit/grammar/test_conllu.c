/* CoNLL-U: what is read, what is kept, what is refused. */
#include "unit/unit.h"

#include "words.h"

#define WORD "1\tTies\ttie\tNOUN\tNNS\tNumber=Plur\t2\tnsubj\t2:nsubj\tSpaceAfter=No\n"
#define SENTENCE                                                                                                       \
  "# text = Ties don't end\n# odd comment\n" WORD                                                                      \
  "2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n"                                                                               \
  "2\tdo\tdo\tAUX\tVBP\t_\t4\taux\t_\t_\n3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_\n"                                  \
  "3.1\tnow\tnow\tADV\tRB\t_\t_\t_\t4:advmod\tCopyOf=9\n"                                                              \
  "4\tend\tend\tVERB\tVB\tVerbForm=Inf\t0\troot\t0:root\t_\n\n"

static ent_conllu_reader *open_reader(words_source *source, const char *text)
{
  *source = (words_source){ent_str_of(text)};
  ent_conllu_reader *reader = ent_conllu_reader_new(words_read, source, "test");
  assert_non_null(reader);
  return reader;
}

static ent_status next_of(const char *text, ent_error *err)
{
  words_source source;
  ent_document *doc = NULL;
  ent_conllu_reader *reader = open_reader(&source, text);
  ent_status status = ent_conllu_next(reader, &doc, err);
  ent_conllu_reader_free(reader);
  return status;
}

static void test_read(void **state)
{
  (void)state;
  words_source source;
  ent_error err = {0};
  ent_document *doc = NULL;
  ent_conllu_reader *reader = open_reader(&source, SENTENCE SENTENCE);
  assert_ok(ent_conllu_next(reader, &doc, &err), &err);
  assert_int_equal(doc->n_tokens, 4);
  assert_str(doc->text, "Tiesdon't end");
  const ent_token *t = doc->tokens;
  assert_str(t[0].norm, "Ties");
  assert_str(t[0].fold, "ties");
  assert_str(t[0].lemma, "tie");
  assert_int_equal(t[0].upos, ENT_NOUN);
  assert_int_equal(t[0].head, 1);
  assert_int_equal(t[3].head, ENT_NONE);
  assert_int_equal(t[3].rel, ENT_ROOT);
  assert_true(t[0].flags & ENT_TOKEN_FIRST);
  assert_false(t[1].flags & (ENT_TOKEN_SPACE_BEFORE | ENT_TOKEN_FIRST));
  assert_true(t[2].flags & ENT_TOKEN_JOINED);
  assert_true(t[3].flags & ENT_TOKEN_SPACE_BEFORE);
  assert_ok(ent_conllu_next(reader, &doc, &err), &err);
  assert_non_null(doc);
  assert_ok(ent_conllu_next(reader, &doc, &err), &err);
  assert_null(doc);
  ent_conllu_reader_free(reader);
}

static void check_round(const char *text, const char *expected)
{
  words_source source;
  ent_error err = {0};
  ent_document *doc = NULL;
  ent_buf out = ENT_BUF_INIT(1 << 20);
  ent_conllu_reader *reader = open_reader(&source, text);
  for (;;) {
    assert_ok(ent_conllu_next(reader, &doc, &err), &err);
    if (!doc)
      break;
    ent_conllu_write_last(reader, doc, &out);
  }
  assert_int_equal(out.n, strlen(expected));
  assert_memory_equal(out.p, expected, out.n);
  ent_buf_done(&out);
  ent_conllu_reader_free(reader);
}

static void test_round_trip(void **state)
{
  (void)state;
  check_round(SENTENCE SENTENCE, SENTENCE SENTENCE);
  check_round("\n\n" SENTENCE "\n\n\n", SENTENCE);
  check_round("# only a comment\n", "# only a comment\n\n");
  check_round("1\ta\t_\t_\t_\t_\t0\troot\t_\t_", "1\ta\t_\t_\t_\t_\t0\troot\t_\t_\n\n"); /* no line feed at the end */
  check_round("1\ta\t_\t_\t_\t_\t_\t_\t_\tx\r\n\r\n", "1\ta\t_\t_\t_\t_\t_\t_\t_\tx\r\n\n");
  check_round("1\t\xE2\x80\x99s\t's\tPART\tPOS\t_\t0\troot\t_\t_\n\n", "1\t\xE2\x80\x99s\t's\tPART\tPOS\t_\t0\troot\t_\t_\n\n");
  check_round("", "");
}

static void test_refused(void **state)
{
  (void)state;
  static const struct {
    const char *text, *where;
  } bad[] = {{"1\ta\tb\n", "test:1:"},
             {"# c\n2\ta\t_\t_\t_\t_\t_\t_\t_\t_\n", "test:2:"},
             {"\n\n1\ta\t_\t_\t_\t_\t9\tdep\t_\t_\n", "test:3:"},
             {"1\ta\t_\t_\t_\t_\t-1\tdep\t_\t_\n", "test:1:"},
             {"1\ta\t_\t_\t_\t_\t1\tdep\t_\t_\n", "circle"},
             {"1\ta\t_\t_\t_\t_\t2\tdep\t_\t_\n2\tb\t_\t_\t_\t_\t1\tdep\t_\t_\n", "circle"},
             {"1\t\xff\t_\t_\t_\t_\t0\troot\t_\t_\n", "UTF-8"},
             {"1\t\t_\t_\t_\t_\t0\troot\t_\t_\n", "test:1:"},
             {"x\ta\t_\t_\t_\t_\t0\troot\t_\t_\n", "test:1:"},
             {"99999999999999999999\ta\t_\t_\t_\t_\t0\troot\t_\t_\n", "test:1:"},
             {"3-2\ta\t_\t_\t_\t_\t_\t_\t_\t_\n", "test:1:"},
             {"1\ta\t_\t_\t_\t_\t0\troot\t_\t_\textra\n", "test:1:"}};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    ent_error err = {0};
    assert_int_equal(next_of(bad[i].text, &err), ENT_EINPUT);
    if (!strstr(err.message, bad[i].where))
      fail_msg("\"%s\" does not tell %s", err.message, bad[i].where);
  }
}

static void test_goes_on(void **state)
{
  (void)state;
  words_source source;
  ent_error err = {0};
  ent_document *doc = NULL;
  ent_conllu_reader *reader = open_reader(&source, SENTENCE "bad line\n" WORD "\n" SENTENCE "1\ta\n");
  assert_ok(ent_conllu_next(reader, &doc, &err), &err);
  assert_int_equal(ent_conllu_next(reader, &doc, &err), ENT_EINPUT);
  assert_non_null(strstr(err.message, "test:10:"));
  assert_ok(ent_conllu_next(reader, &doc, &err), &err);
  assert_int_equal(doc->n_tokens, 4);
  assert_int_equal(ent_conllu_next(reader, &doc, &err), ENT_EINPUT);
  assert_non_null(strstr(err.message, "test:22:"));
  assert_ok(ent_conllu_next(reader, &doc, &err), &err);
  assert_null(doc);
  ent_conllu_reader_free(reader);
}

/* HEAD and the rest may be anything where only forms are read. */
static void test_forms_only(void **state)
{
  (void)state;
  words_source source;
  ent_error err = {0};
  ent_document *doc = NULL;
  ent_conllu_reader *reader = open_reader(&source, "1\ta\tx\ty\tz\t_\t77\tnone\t_\t_\n\n");
  ent_conllu_reader_forms_only(reader, true);
  assert_ok(ent_conllu_next(reader, &doc, &err), &err);
  assert_int_equal(doc->n_tokens, 1);
  assert_int_equal(doc->tokens[0].head, ENT_NONE);
  assert_int_equal(doc->tokens[0].upos, 0);
  ent_conllu_reader_free(reader);
}

/* The names of tags and relations go out and come back. */
static void test_names(void **state)
{
  (void)state;
  for (unsigned i = 1; i < ENT_POS_COUNT; i++)
    assert_int_equal(ent_upos_parse(ent_str_of(ent_upos_text(i))), i);
  for (unsigned i = 1; i < ENT_X_COUNT; i++)
    assert_int_equal(ent_xpos_parse(ent_str_of(ent_xpos_text(i))), i);
  for (unsigned i = 1; i < ENT_REL_COUNT; i++)
    assert_int_equal(ent_rel_parse(ent_str_of(ent_rel_text(i))), i);
  assert_int_equal(ent_rel_base(ENT_NSUBJ_PASS), ENT_NSUBJ);
  assert_int_equal(ent_rel_parse(ENT_STR("nsubj:strange")), ENT_NSUBJ);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_read),    cmocka_unit_test(test_round_trip),
                                     cmocka_unit_test(test_refused), cmocka_unit_test(test_goes_on),
                                     cmocka_unit_test(test_forms_only), cmocka_unit_test(test_names)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
