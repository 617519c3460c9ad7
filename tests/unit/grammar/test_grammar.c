/* The room as a whole, with the committed model: valid trees for any words, the same on every processor and thread,
 * linear in the length of a sentence. */
#include "unit/unit.h"

#include <pthread.h>
#include <time.h>

#include "grammar/grammar.h"
#include "grammar_check.h"
#include "words.h"

static ent_grammar *open_grammar(void)
{
  ent_grammar *g = NULL;
  ent_error err = {0};
  assert_ok(ent_grammar_open(getenv("ENTENTE_MODEL"), &g, &err), &err);
  return g;
}

/* Reads words (spaces between them), checks the tree, and appends the CoNLL-U to out. */
static void read_words(const ent_grammar *g, ent_str words, ent_buf *out)
{
  ent_error err = {0};
  ent_document *doc = NULL;
  ent_buf conllu = ENT_BUF_INIT((size_t)1 << 28);
  words_conllu(words, &conllu);
  words_source source = {ent_buf_view(&conllu)};
  ent_conllu_reader *reader = ent_conllu_reader_new(words_read, &source, "words");
  assert_ok(ent_conllu_next(reader, &doc, &err), &err);
  assert_ok(ent_grammar_parse_sentence(g, doc, 0, NULL, &err), &err);
  const char *why = document_broken(doc);
  if (why)
    fail_msg("%s", why);
  if (out)
    ent_conllu_write_last(reader, doc, out);
  ent_conllu_reader_free(reader);
  ent_buf_done(&conllu);
}

static const char *const samples[] = {
    "South Korea and Japan signed the agreement in Vilnius on Tuesday .",
    "`` We will not accept this , '' the minister said .",
    "x", ". . . . . .", "( ( ( ( ( ) ) ) ) )", "THE UNITED NATIONS CONDEMNED THE ATTACK", "1 2 3 4 5",
    "\xE2\x80\x9CTies\xE2\x80\x9D \xE2\x80\x94 S\xC3\xA3o Tom\xC3\xA9 \xF0\x9F\x98\x80 \xE6\x97\xA5\xE6\x9C\xAC",
    "the the the the the the the the the the the the the the the the the the the the the the the the the the"};

static void test_samples(void **state)
{
  (void)state;
  ent_grammar *g = open_grammar();
  for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
    read_words(g, ent_str_of(samples[i]), NULL);
  ent_grammar_close(g);
}

static void test_same_everywhere(void **state)
{
  (void)state;
  static const char *const names[] = {"portable", "avx2", "avx512"};
  ent_buf first = ENT_BUF_INIT(1 << 20), out = ENT_BUF_INIT(1 << 20);
  ent_grammar *g = open_grammar();
  for (size_t k = 0; k < 3; k++) {
    if (!enti_grammar_use_kernels(g, names[k]))
      continue;
    ent_buf *to = k ? &out : &first;
    ent_buf_clear(to);
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
      read_words(g, ent_str_of(samples[i]), to);
    if (k) {
      assert_int_equal(out.n, first.n);
      assert_memory_equal(out.p, first.p, out.n);
    }
  }
  ent_grammar_close(g);
  ent_buf_done(&first);
  ent_buf_done(&out);
}

typedef struct reading {
  const ent_grammar *grammar;
  ent_buf out;
} reading;

static void *read_often(void *context)
{
  reading *r = context;
  for (int round = 0; round < 20; round++) {
    ent_buf_clear(&r->out);
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
      read_words(r->grammar, ent_str_of(samples[i]), &r->out);
  }
  return NULL;
}

static void test_threads(void **state)
{
  (void)state;
  ent_grammar *g = open_grammar();
  reading r[3];
  pthread_t threads[3];
  for (int i = 0; i < 3; i++) {
    r[i] = (reading){g, ENT_BUF_INIT(1 << 20)};
    assert_int_equal(pthread_create(&threads[i], NULL, read_often, &r[i]), 0);
  }
  for (int i = 0; i < 3; i++)
    pthread_join(threads[i], NULL);
  for (int i = 1; i < 3; i++)
    assert_int_equal(ent_str_cmp(ent_buf_view(&r[0].out), ent_buf_view(&r[i].out)), 0);
  for (int i = 0; i < 3; i++)
    ent_buf_done(&r[i].out);
  ent_grammar_close(g);
}

static double seconds_for(const ent_grammar *g, size_t n)
{
  static const char *const words[] = {"troops ", "and ", "ships ", ", ", "from ", "Norway ", "said ", "that "};
  ent_buf text = ENT_BUF_INIT((size_t)1 << 24);
  for (size_t i = 0; i < n; i++)
    ent_buf_c(&text, words[(i * 7 + i / 5) % 8]);
  clock_t start = clock();
  read_words(g, ent_buf_view(&text), NULL);
  double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
  ent_buf_done(&text);
  return seconds;
}

/* 100,000 tokens in one sentence take some ten times as long as 10,000; far less than a hundred times. */
static void test_long_sentence(void **state)
{
  (void)state;
  ent_grammar *g = open_grammar();
  seconds_for(g, 10000);
  double small = seconds_for(g, 10000), large = seconds_for(g, 100000);
  assert_true(large < 40 * small + 0.5);
  ent_grammar_close(g);
}

static void test_refusals(void **state)
{
  (void)state;
  ent_grammar *g = NULL;
  ent_error err = {0};
  assert_int_equal(ent_grammar_open("/nowhere/en.model", &g, &err), ENT_ENOTFOUND);
  assert_non_null(strstr(err.message, "/nowhere/en.model"));
  g = open_grammar();
  assert_true(strlen(ent_grammar_version(g)) > 0);
  ent_document doc = {0};
  assert_int_equal(ent_grammar_parse_sentence(g, &doc, 0, NULL, &err), ENT_EUSAGE);
  assert_ok(ent_grammar_parse(g, &doc, NULL, &err), &err);
  ent_grammar_close(g);
  ent_grammar_close(NULL);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_samples), cmocka_unit_test(test_same_everywhere),
                                     cmocka_unit_test(test_threads), cmocka_unit_test(test_long_sentence),
                                     cmocka_unit_test(test_refusals)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
