/* Every pattern marks its example; ordinary sentences stay news wherever they stand. */
#include "source_help.h"

#include "base/table.h"
#include "source/boilerplate.h"
#include "source/source_compile.h"

#include <stdio.h>

static const char NEWS[] = "The two governments signed an agreement on the border on Tuesday, after talks of two years.";

/* How much of `piece` is marked as boilerplate in a document where it stands after (or before) news. */
static size_t marked(const char *piece, size_t n, bool at_top)
{
  char text[3000];
  if (at_top)
    snprintf(text, sizeof text, "A title\n\n%.*s\n\n%s\n\n%s\n", (int)n, piece, NEWS, NEWS);
  else
    snprintf(text, sizeof text, "A title\n\n%s\n\n%s\n\n%s\n\n%.*s\n", NEWS, NEWS, NEWS, (int)n, piece);
  ent_document *doc = help_document(text);
  size_t begin = (size_t)((char *)memmem(doc->text.p, doc->text.n, piece, n) - doc->text.p), sum = 0;
  for (size_t i = 0; i < doc->n_regions; i++) {
    const ent_region *r = &doc->regions[i];
    if (r->kind == ENT_REGION_BOILERPLATE && r->start >= begin && r->end <= begin + n)
      sum += r->end - r->start;
    if (r->kind == ENT_REGION_BOILERPLATE && (r->end <= begin || r->start >= begin + n))
      fail_msg("news is marked beside \"%.*s\"", (int)n, piece);
  }
  ent_document_free(doc);
  return sum;
}

static void test_examples(void **state)
{
  (void)state;
  enti_table t;
  size_t kind, example, rows = 0;
  ent_arena *arena = ent_arena_new(0);
  ent_error err;
  bool more;
  assert_int_equal(enti_table_open(&t, SOURCE_DATA "/source/boilerplate.tsv", arena, &err), ENT_OK);
  assert_int_equal(enti_table_column(&t, "kind", &kind, &err), ENT_OK);
  assert_int_equal(enti_table_column(&t, "example", &example, &err), ENT_OK);
  while (!enti_table_next(&t, &more, &err) && more) {
    ent_str s = enti_table_get(&t, example), k = enti_table_get(&t, kind);
    bool head = help_is(k, "head"), label = help_is(k, "label");
    size_t n = marked(s.p, s.n, head);
    if (n == 0 || (!label && n < s.n))
      fail_msg("line %zu: \"%.*s\" is not marked as %.*s", t.line, ENT_STR_ARG(s), ENT_STR_ARG(k));
    rows++;
  }
  assert_true(rows > 100);
  ent_arena_free(arena);
}

/* tests/cases/source/not_boilerplate.txt: one sentence a line that must never be marked. */
static void test_ordinary_sentences(void **state)
{
  (void)state;
  char line[1000];
  size_t n = 0;
  FILE *file = fopen(SOURCE_CASES "/not_boilerplate.txt", "r");
  assert_non_null(file);
  while (fgets(line, sizeof line, file)) {
    size_t length = strcspn(line, "\n");
    if (line[0] == '#' || length == 0)
      continue;
    for (int top = 0; top < 2; top++)
      if (marked(line, length, top))
        fail_msg("marked as boilerplate %s: %.*s", top ? "at the top" : "at the end", (int)length, line);
    n++;
  }
  fclose(file);
  assert_true(n > 50);
}

static void test_globs(void **state)
{
  (void)state;
  static const struct {
    const char *pattern, *text;
    bool prefix, expected;
  } cases[] = {
      {"abc", "abc", false, true},        {"abc", "abcd", false, false}, {"abc", "abcd", true, true},
      {"a*c", "abbbc", false, true},      {"a*c", "abbbcd", false, false}, {"*b*", "abc", false, true},
      {"*", "", false, true},             {"a*b*c", "aXbXbXc", false, true}, {"a*b*c", "acb", false, false},
      {"*ab", "aab", false, true},        {"", "", false, true},         {"", "x", false, false},
  };
  size_t end;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    if (enti_glob(ent_str_of(cases[i].pattern), ent_str_of(cases[i].text), cases[i].prefix, false, &end) != cases[i].expected)
      fail_msg("%s on %s", cases[i].pattern, cases[i].text);
}

/* A wrong row stops with file, line and reason. */
static void check_row(const char *row, const char *reason)
{
  char dir[] = "/tmp/entente-test-XXXXXX", path[200];
  ent_error err = {0};
  assert_non_null(mkdtemp(dir));
  snprintf(path, sizeof path, "mkdir -p %s/source", dir);
  assert_int_equal(system(path), 0);
  snprintf(path, sizeof path, "%s/source/boilerplate.tsv", dir);
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  fprintf(file, "pattern\tkind\twhy\texample\tsource\n%s\n", row);
  fclose(file);
  enti_packer *packer = enti_packer_new();
  const char *dirs[] = {dir};
  assert_int_equal(enti_source_compile(packer, &(enti_data_dirs){.dirs = dirs, .n = 1}, &err), ENT_EINPUT);
  if (!strstr(err.message, "boilerplate.tsv:2") || !strstr(err.message, reason))
    fail_msg("%s", err.message);
  enti_packer_free(packer);
  snprintf(path, sizeof path, "rm -r %s", dir);
  assert_int_equal(system(path), 0);
}

static void test_wrong_rows(void **state)
{
  (void)state;
  check_row("follow us\twhere\twhy\tFollow us\tx", "unknown kind");
  check_row("follow us\tline\twhy\tFollow them\tx", "example");
  check_row("* *\tline\twhy\ta b\tx", "whole word");
  check_row("follow {us\tline\twhy\tFollow us\tx", "brace");
  check_row("follow us\tline\t\tFollow us\tx", "empty");
}

static int end(void **state)
{
  (void)state;
  help_pack_close();
  return 0;
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_examples), cmocka_unit_test(test_ordinary_sentences), cmocka_unit_test(test_globs),
      cmocka_unit_test(test_wrong_rows),
  };
  return cmocka_run_group_tests(tests, NULL, end);
}
