/* The text room: invariants D1 and D2, flags, anchors, limits, and time linear in pathological texts. */
#include "unit/unit.h"
#include "unit/text/text_invariants.h"
#include "text/text_compile.h"

#include <stdio.h>
#include <time.h>

static ent_document open_text(ent_str text)
{
  ent_document doc = {.arena = ent_arena_new(0), .text = text, .date = ent_date_make(2024, 8, 29)};
  assert_non_null(doc.arena);
  return doc;
}

static ent_document read_text(ent_str text)
{
  ent_error err = {0};
  ent_document doc = open_text(text);
  assert_ok(ent_text_split(&doc, NULL, &err), &err);
  assert_ok(ent_text_times(&doc, &err), &err);
  const char *wrong = text_broken(&doc);
  if (wrong)
    fail_msg("%s", wrong);
  return doc;
}

static void test_empty(void **state)
{
  (void)state;
  static const char *const texts[] = {"", " ", "\n\n \t\n", "\xC2\xA0", "\xEF\xBB\xBF"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    ent_document doc = read_text(ent_str_of(texts[i]));
    assert_int_equal(doc.n_tokens, 0);
    assert_int_equal(doc.n_sentences, 0);
    ent_arena_free(doc.arena);
  }
}

static void test_forms(void **state)
{
  (void)state;
  ent_document doc = read_text(ENT_STR("“ERDO\xC4\x9E\x41N doesn’t—yet…"));
  assert_int_equal(doc.n_tokens, 7);
  assert_str(doc.tokens[0].norm, "\"");
  assert_str(doc.tokens[1].fold, "erdogan");
  assert_str(doc.tokens[2].norm, "does");
  assert_str(doc.tokens[3].norm, "n't");
  assert_str(doc.tokens[4].norm, "--");
  assert_str(doc.tokens[6].norm, "...");
  ent_arena_free(doc.arena);
}

static void test_flags(void **state)
{
  (void)state;
  ent_document doc = read_text(ENT_STR("\"NATO's 32 allies\nmet."));
  const ent_token *t = doc.tokens;
  assert_int_equal(doc.n_tokens, 7);
  assert_false(t[0].flags & ENT_TOKEN_FIRST);
  assert_int_equal(t[1].flags, ENT_TOKEN_CAPITAL | ENT_TOKEN_ALL_CAPS | ENT_TOKEN_FIRST);
  assert_int_equal(t[2].flags, ENT_TOKEN_JOINED);
  assert_int_equal(t[3].flags, ENT_TOKEN_SPACE_BEFORE | ENT_TOKEN_DIGITS);
  assert_int_equal(t[5].flags, ENT_TOKEN_SPACE_BEFORE | ENT_TOKEN_NEW_LINE);
  assert_int_equal(t[6].flags, 0);
  ent_arena_free(doc.arena);
}

static void test_anchor(void **state)
{
  (void)state;
  static const ent_region regions[] = {{0, 9, ENT_REGION_ENTRY_HEAD, "test"}};
  ent_error err = {0};
  ent_document doc = open_text(ENT_STR("5 January\n\nThey met yesterday."));
  doc.regions = regions;
  doc.n_regions = 1;
  assert_ok(ent_text_split(&doc, NULL, &err), &err);
  assert_int_equal(doc.n_sentences, 2);
  assert_int_equal(doc.sentences[0].kind, ENT_SENTENCE_ENTRY_HEAD);
  char out[16];
  assert_string_equal(ent_date_format(doc.sentences[1].anchor, out), "2024-01-05");
  ent_arena_free(doc.arena);
}

static void test_word_ids(void **state)
{
  (void)state;
  ent_error err = {0};
  ent_pack *pack;
  enti_packer *packer = enti_packer_new();
  assert_non_null(packer);
  uint32_t erdogan = enti_packer_word(packer, ENT_STR("Erdo\xC4\x9F\x61n")),
           seoul = enti_packer_word(packer, ENT_STR("Seoul"));
  assert_ok(enti_packer_open(packer, &pack, &err), &err);
  ent_document doc = open_text(ENT_STR("SEOUL and ERDO\xC4\x9E\x41N talk"));
  assert_ok(ent_text_split(&doc, pack, &err), &err);
  assert_int_equal(doc.tokens[0].word, seoul);
  assert_int_equal(doc.tokens[1].word, 0);
  assert_int_equal(doc.tokens[2].word, erdogan);
  ent_arena_free(doc.arena);
  ent_pack_close(pack);
  enti_packer_free(packer);
}

/* A section whose count does not fit its size is an error, not a read beyond it. */
static void test_damaged_section(void **state)
{
  (void)state;
  ent_error err = {0};
  ent_pack *pack;
  enti_packer *packer = enti_packer_new();
  assert_non_null(packer);
  uint32_t n = 1000;
  ent_buf_add(enti_packer_section(packer, "text.words"), &n, sizeof n);
  assert_ok(enti_packer_open(packer, &pack, &err), &err);
  ent_document doc = open_text(ENT_STR("Seoul."));
  assert_int_equal(ent_text_split(&doc, pack, &err), ENT_EMODEL);
  ent_arena_free(doc.arena);
  ent_pack_close(pack);
  enti_packer_free(packer);
}

/* A wrong row stops the compiler with file and line. */
static void test_wrong_row(void **state)
{
  (void)state;
  char dir[] = "/tmp/entente-text-XXXXXX", path[64];
  assert_non_null(mkdtemp(dir));
  snprintf(path, sizeof path, "mkdir %s/text", dir);
  assert_int_equal(system(path), 0);
  snprintf(path, sizeof path, "%s/text/affixes.tsv", dir);
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  fputs("word\tkind\nnon\tprefix\nwise\tsufix\n", file);
  fclose(file);
  ent_error err = {0};
  const char *dirs[] = {"", dir}; /* no tables in the first */
  enti_data_dirs both = {.dirs = dirs + 1, .n = 1};
  enti_packer *packer = enti_packer_new();
  assert_int_equal(enti_text_compile(packer, &both, &err), ENT_ENOTFOUND); /* abbreviations.tsv is missing */
  enti_packer_free(packer);
  snprintf(path, sizeof path, "%s/text/abbreviations.tsv", dir);
  file = fopen(path, "w");
  fputs("word\tkind\tcase\n", file);
  fclose(file);
  packer = enti_packer_new();
  assert_int_equal(enti_text_compile(packer, &both, &err), ENT_EINPUT);
  assert_non_null(strstr(err.message, "affixes.tsv:3: unknown kind 'sufix'"));
  enti_packer_free(packer);
  snprintf(path, sizeof path, "rm -r %s", dir);
  assert_int_equal(system(path), 0);
}

static void test_too_long(void **state)
{
  (void)state;
  ent_error err = {0};
  ent_document doc = open_text((ent_str){"", ENT_MAX_DOCUMENT + 1});
  assert_int_equal(ent_text_split(&doc, NULL, &err), ENT_ELIMIT);
  ent_arena_free(doc.arena);
}

static double seconds(void)
{
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static double time_of(const char *piece, size_t bytes)
{
  size_t n = strlen(piece);
  char *text = malloc(bytes + n);
  assert_non_null(text);
  size_t at = 0;
  for (; at < bytes; at += n)
    memcpy(text + at, piece, n);
  double start = seconds();
  ent_document doc = read_text((ent_str){text, at});
  ent_arena_free(doc.arena);
  free(text);
  return seconds() - start;
}

/* Four times the text may take four times as long, not sixteen: fails where a scan runs over the text again and again.
 */
static void test_linear(void **state)
{
  (void)state;
  static const char *const pieces[] = {
      ",",      "\n",        "(",    "[[",           "a",       "a.",     "a-",
      "a@",     "'",         "\"",   "\" ",          ". ",      "1,",     "1-",
      "2001, ", "U.S. ",     "the ", "no. ",         "\n\n- x", "www.a ", "’",
      "n't",    "2001 and ", "May ", "in the last ", "a\n",     "3 ",     "between 2001 - ",
      "----",   "e.g."};
  for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
    double one = time_of(pieces[i], 100000), four = time_of(pieces[i], 400000);
    if (four > 10 * one + 0.5)
      fail_msg("'%s': %.3f s for 100 kB, %.3f s for 400 kB", pieces[i], one, four);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_empty),     cmocka_unit_test(test_forms),    cmocka_unit_test(test_flags),
      cmocka_unit_test(test_anchor),    cmocka_unit_test(test_word_ids), cmocka_unit_test(test_damaged_section),
      cmocka_unit_test(test_wrong_row), cmocka_unit_test(test_too_long), cmocka_unit_test(test_linear),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
