/* Runs the case files of tests/cases/text:
 *
 *   run_time_cases --data DIR [--print] FILE…
 *
 * A case is a block of lines; blank lines part the blocks:
 *
 *   # a note
 *   @ 2024-01-15                         the document's date (none: unknown)
 *   ! 14 January 2024                    head of an entry (a region ENTRY_HEAD)
 *   ^ SEOUL, July 3 (Yonhap) --          a dateline (a region DATELINE)
 *   On 27 July 2022 Warsaw signed …      text; "/" alone on a line begins a new paragraph
 *   = On 27 July 2022 | at | 2022-07-27
 *   = for 75 years | duration since | 1949 | ~
 *
 * Each "=" line is one expression that must be found: its words, role (and kind, if no date), from or from..to ("-":
 * unknown), and perhaps flags: ~ approximate, > future, p counted from the publication, t from the text. Nothing else
 * may be found. Flags that are not given are not looked at, except that "~" and ">" are looked at where any is given.
 * --print shows what is found, in the form of the case file. */
#include "text/text_compile.h"
#include <entente/text.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_LINES 64

typedef struct block {
  ent_date date;
  ent_buf text;
  ent_region regions[MAX_LINES];
  size_t n_regions;
  ent_str expected[MAX_LINES];
  size_t n_expected;
  int line; /* where it begins */
} block;

static const char *const roles[] = {"", "at", "since", "until", "before", "after", "between", "as-of"};
static const char *const kinds[] = {"", "", "duration ", "set "};

static void describe(const ent_document *doc, const ent_timex *t, ent_buf *out)
{
  char from[16], to[16];
  ent_date_format(t->from, from);
  ent_date_format(t->to, to);
  ent_str words = ent_str_slice(doc->text, t->start, t->end);
  ent_buf_printf(out, "= %.*s | %s%s | %s%s%s |%s%s%s", ENT_STR_ARG(words), kinds[t->kind], roles[t->role],
                 *from ? from : "-", *to ? ".." : "", to, t->approximate ? " ~" : "", t->future ? " >" : "",
                 t->basis == ENT_BASIS_PUBLICATION ? " p"
                 : t->basis == ENT_BASIS_TEXT      ? " t"
                                                   : "");
}

static bool has_flag(ent_str flags, char flag)
{
  return flags.n && memchr(flags.p, flag, flags.n);
}

/* Does a line of expectation agree with the description of what was found? */
static bool agrees(ent_str expected, const ent_document *doc, const ent_timex *t)
{
  ent_buf found = ENT_BUF_INIT(4096);
  describe(doc, t, &found);
  ent_str rest = ent_buf_view(&found), a = ENT_STR_NONE, b = ENT_STR_NONE;
  bool same = true;
  for (int field = 0; field < 3; field++) {
    ent_str_split(&expected, '|', &a);
    ent_str_split(&rest, '|', &b);
    same = same && ent_str_eq(ent_str_trim(a), ent_str_trim(b));
  }
  if (ent_str_split(&expected, '|', &a)) {
    same = same && has_flag(a, '~') == t->approximate && has_flag(a, '>') == t->future;
    same = same && (!has_flag(a, 'p') || t->basis == ENT_BASIS_PUBLICATION);
    same = same && (!has_flag(a, 't') || t->basis == ENT_BASIS_TEXT);
  }
  ent_buf_done(&found);
  return same;
}

static bool matches(const block *b, const ent_document *doc)
{
  if (doc->n_times != b->n_expected)
    return false;
  for (size_t i = 0; i < doc->n_times; i++)
    if (!agrees(b->expected[i], doc, &doc->times[i]))
      return false;
  return true;
}

static void show(const char *path, const block *b, const ent_document *doc)
{
  printf("%s:%d: %.*s\n", path, b->line, ENT_STR_ARG(doc->text));
  for (size_t i = 0; i < b->n_expected; i++)
    printf("  expected %.*s\n", ENT_STR_ARG(b->expected[i]));
  for (size_t i = 0; i < doc->n_times; i++) {
    ent_buf out = ENT_BUF_INIT(4096);
    describe(doc, &doc->times[i], &out);
    printf("  found    %.*s\n", ENT_STR_ARG(ent_buf_view(&out)));
    ent_buf_done(&out);
  }
}

/* Runs one block; 1 where it fails. */
static int run(const char *path, block *b, const ent_pack *pack, bool print)
{
  ent_error err = {0};
  ent_document doc = {.arena = ent_arena_new(0),
                      .date = b->date,
                      .text = ent_buf_view(&b->text),
                      .regions = b->regions,
                      .n_regions = b->n_regions};
  int failed = 0;
  if (!doc.arena || ent_text_split(&doc, pack, &err) != ENT_OK || ent_text_times(&doc, &err) != ENT_OK) {
    printf("%s:%d: %s\n", path, b->line, err.message);
    failed = 1;
  } else if (print || !matches(b, &doc)) {
    failed = !matches(b, &doc);
    show(path, b, &doc);
  }
  ent_arena_free(doc.arena);
  return failed;
}

static void add_text(block *b, ent_str line)
{
  uint32_t start = (uint32_t)b->text.n;
  ent_region_kind kind = ent_str_starts(line, ENT_STR("! "))   ? ENT_REGION_ENTRY_HEAD
                         : ent_str_starts(line, ENT_STR("^ ")) ? ENT_REGION_DATELINE
                                                               : 0;
  if (ent_str_eq(line, ENT_STR("/"))) {
    ent_buf_c(&b->text, "\n\n");
    return;
  }
  ent_buf_str(&b->text, kind ? ent_str_slice(line, 2, line.n) : line);
  if (kind && b->n_regions < MAX_LINES)
    b->regions[b->n_regions++] = (ent_region){start, (uint32_t)b->text.n, kind, "case"};
  ent_buf_c(&b->text, kind == ENT_REGION_ENTRY_HEAD ? "\n\n" : " ");
}

static bool read_line(block *b, ent_str line)
{
  if (line.p[0] == '#')
    return true;
  if (ent_str_starts(line, ENT_STR("@ ")))
    return ent_date_parse(ent_str_slice(line, 2, line.n), &b->date);
  if (ent_str_starts(line, ENT_STR("= "))) {
    if (b->n_expected == MAX_LINES)
      return false;
    b->expected[b->n_expected++] = line;
    return true;
  }
  add_text(b, line);
  return true;
}

static ent_buf read_file(const char *path)
{
  ent_buf bytes = ENT_BUF_INIT(1 << 24);
  char piece[65536];
  size_t n;
  FILE *file = fopen(path, "rb");
  while (file && (n = fread(piece, 1, sizeof piece, file)) > 0)
    ent_buf_add(&bytes, piece, n);
  if (file)
    fclose(file);
  return bytes;
}

static int run_file(const char *path, const ent_pack *pack, bool print, int *ret_blocks)
{
  ent_buf bytes = read_file(path);
  ent_str rest = ent_buf_view(&bytes), line;
  block b = {.text = ENT_BUF_INIT(1 << 20)};
  int failed = bytes.n == 0, number = 0;
  bool more = true;
  while (more) {
    more = ent_str_split(&rest, '\n', &line);
    number++;
    if (more && line.n) {
      b.line = b.line ? b.line : number;
      if (!read_line(&b, line)) {
        printf("%s:%d: not a line of a case\n", path, number);
        failed++;
      }
    } else if (b.text.n) {
      failed += run(path, &b, pack, print);
      ++*ret_blocks;
    }
    if (!more || !line.n) {
      ent_buf_clear(&b.text);
      b = (block){.text = b.text};
    }
  }
  ent_buf_done(&b.text);
  ent_buf_done(&bytes);
  return failed;
}

static ent_pack *open_pack(const char *data)
{
  ent_error err = {0};
  ent_pack *pack = NULL;
  enti_data_dirs dirs = {.dirs = &data, .n = 1};
  enti_packer *packer = enti_packer_new();
  bool ok =
      packer && enti_text_compile(packer, &dirs, &err) == ENT_OK && enti_packer_open(packer, &pack, &err) == ENT_OK;
  if (!ok)
    printf("%s\n", err.message);
  enti_packer_free(packer);
  return ok ? pack : NULL;
}

int main(int argc, char **argv)
{
  int failed = 0, blocks = 0;
  bool print = false;
  ent_pack *pack = NULL;
  for (int i = 1; i < argc; i++) {
    if (!strcmp(argv[i], "--print"))
      print = true;
    else if (!strcmp(argv[i], "--data") && i + 1 < argc)
      pack = open_pack(argv[++i]);
    else
      failed += run_file(argv[i], pack, print, &blocks);
  }
  printf("%d cases, %d failed\n", blocks, failed);
  failed += blocks == 0 || !pack;
  ent_pack_close(pack);
  return failed > 0;
}
