/* Runs case files of sentences and tokens:
 *
 *   run_split_cases --data DIR [--print] FILE…
 *
 * A case is a block of lines, parted by lines of "%%":
 *
 *   # a note
 *   > The U.S. left.             text, one line of the document ("> " alone: a blank line)
 *   ^ SEOUL, July 3 --           text that is a region DATELINE (the next "> " goes on in the same line)
 *   ~ All rights reserved.       text that is a region BOILERPLATE
 *   = The U.S. left .            a sentence that must come out: its tokens, by spaces
 *   =title Seoul moves closer    the same, of another kind: title heading boilerplate question head
 *
 * All sentences must be named, in order. --print shows what comes out. */
#include "text/text_compile.h"
#include <entente/text.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_LINES 64

typedef struct block {
  ent_buf text;
  ent_region regions[MAX_LINES];
  size_t n_regions;
  ent_str expected[MAX_LINES];
  size_t n_expected;
  int line;
} block;

static const char *const kinds[] = {"", "title", "heading", "boilerplate", "question", "head"};

static void describe(const ent_document *doc, const ent_sentence *s, ent_buf *out)
{
  ent_buf_printf(out, "=%s", kinds[s->kind]);
  for (uint32_t i = s->first; i < s->first + s->n; i++) {
    ent_buf_char(out, ' ');
    ent_buf_str(out, ent_str_slice(doc->text, doc->tokens[i].start, doc->tokens[i].end));
  }
}

static bool compare(const block *b, const ent_document *doc)
{
  bool same = doc->n_sentences == b->n_expected;
  for (size_t i = 0; i < doc->n_sentences && same; i++) {
    ent_buf found = ENT_BUF_INIT(1 << 20);
    describe(doc, &doc->sentences[i], &found);
    same = ent_str_eq(ent_buf_view(&found), b->expected[i]);
    ent_buf_done(&found);
  }
  return same;
}

static void show(const char *path, const block *b, const ent_document *doc)
{
  printf("%s:%d:\n", path, b->line);
  for (size_t i = 0; i < b->n_expected; i++)
    printf("  expected %.*s\n", ENT_STR_ARG(b->expected[i]));
  for (size_t i = 0; i < doc->n_sentences; i++) {
    ent_buf out = ENT_BUF_INIT(1 << 20);
    describe(doc, &doc->sentences[i], &out);
    printf("  found    %.*s\n", ENT_STR_ARG(ent_buf_view(&out)));
    ent_buf_done(&out);
  }
}

static int run(const char *path, block *b, const ent_pack *pack, bool print)
{
  ent_error err = {0};
  ent_document doc = {
      .arena = ent_arena_new(0), .text = ent_buf_view(&b->text), .regions = b->regions, .n_regions = b->n_regions};
  int failed = 1;
  if (doc.arena && ent_text_split(&doc, pack, &err) == ENT_OK) {
    failed = !compare(b, &doc);
    if (failed || print)
      show(path, b, &doc);
  } else {
    printf("%s:%d: %s\n", path, b->line, err.message);
  }
  ent_arena_free(doc.arena);
  return failed;
}

static bool read_line(block *b, ent_str line)
{
  ent_str rest = ent_str_slice(line, 2, line.n);
  uint32_t start = (uint32_t)b->text.n;
  switch (line.p[0]) {
  case '#':
    return true;
  case '=':
    if (b->n_expected < MAX_LINES)
      b->expected[b->n_expected++] = line;
    return b->n_expected < MAX_LINES;
  case '>':
  case '^':
  case '~':
    ent_buf_str(&b->text, rest);
    if (line.p[0] != '>' && b->n_regions < MAX_LINES)
      b->regions[b->n_regions++] = (ent_region){
          start, (uint32_t)b->text.n, line.p[0] == '^' ? ENT_REGION_DATELINE : ENT_REGION_BOILERPLATE, "case"};
    ent_buf_c(&b->text, line.p[0] == '^' ? " " : "\n");
    return true;
  default:
    return false;
  }
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
  for (bool more = true; more;) {
    more = ent_str_split(&rest, '\n', &line);
    number++;
    if (more && line.n && !ent_str_starts(line, ENT_STR("%%"))) {
      b.line = b.line ? b.line : number;
      if (!read_line(&b, line)) {
        printf("%s:%d: not a line of a case\n", path, number);
        failed++;
      }
    } else if (b.n_expected) {
      failed += run(path, &b, pack, print);
      ++*ret_blocks;
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
