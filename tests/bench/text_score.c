/* Scores sentence and token splitting against a treebank:
 *
 *   text_score [--data DIR] [--lines] [-v] FILE.conllu…
 *
 * The raw text is the treebank's sentences joined by spaces, one line for a whole file (--lines: a blank line between
 * the treebank's paragraphs). Sentences and words count as found when both their ends agree, white space aside (the
 * measure of the CoNLL 2018 shared task; the parts of a multiword token are placed inside it by their lengths).
 * "tokens" are surface tokens, don't one of them; "words" the syntactic ones, do + n't. -v prints what differs. */
#include "base/file.h"
#include "text/text_compile.h"
#include <entente/text.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct span {
  uint32_t start, end; /* in characters that are no white space, counted in bytes */
} span;

typedef struct spans {
  span *items;
  size_t n, cap;
} spans;

typedef struct gold {
  ent_buf text;
  spans sentences, tokens, words;
  uint32_t at; /* bytes without white space so far */
} gold;

static void add(spans *s, uint32_t start, uint32_t end)
{
  if (s->n == s->cap) {
    s->cap = s->cap ? s->cap * 2 : 1024;
    s->items = realloc(s->items, s->cap * sizeof *s->items);
    if (!s->items)
      exit(1);
  }
  s->items[s->n++] = (span){start, end};
}

static bool blank(const char *p, size_t n, size_t *len)
{
  if (*p == ' ' || (*p >= '\t' && *p <= '\r')) {
    *len = 1;
    return true;
  }
  *len = n >= 2 && !memcmp(p, "\xC2\xA0", 2) ? 2 : 0;
  return *len;
}

static uint32_t solid_bytes(ent_str s)
{
  uint32_t n = 0;
  for (size_t i = 0; i < s.n;) {
    size_t len;
    if (blank(s.p + i, s.n - i, &len)) {
      i += len;
      continue;
    }
    n++;
    i++;
  }
  return n;
}

typedef struct row {
  ent_str id, form;
} row;

/* Words of one sentence: surface tokens and the words inside them. */
static void add_rows(gold *g, const row *rows, size_t n)
{
  uint32_t start = g->at, range_left = 0, range_end = 0;
  for (size_t i = 0; i < n; i++) {
    uint32_t len = solid_bytes(rows[i].form);
    if (memchr(rows[i].id.p, '.', rows[i].id.n))
      continue;
    const char *dash = memchr(rows[i].id.p, '-', rows[i].id.n);
    if (dash) {
      range_left = (uint32_t)(atoi(dash + 1) - atoi(rows[i].id.p) + 1);
      range_end = g->at + len;
      add(&g->tokens, g->at, range_end);
      continue;
    }
    uint32_t end = range_left == 1 || (range_left && g->at + len > range_end) ? range_end : g->at + len;
    add(&g->words, g->at, end);
    if (!range_left)
      add(&g->tokens, g->at, end);
    range_left -= range_left > 0;
    g->at = end;
  }
  if (g->at > start)
    add(&g->sentences, start, g->at);
}

static void read_gold(gold *g, ent_str bytes, bool lines)
{
  static row rows[10000];
  size_t n = 0;
  ent_str line;
  while (ent_str_split(&bytes, '\n', &line)) {
    if (ent_str_starts(line, ENT_STR("# newpar")) && lines && g->text.n)
      ent_buf_c(&g->text, "\n\n");
    if (ent_str_starts(line, ENT_STR("# text = "))) {
      ent_buf_str(&g->text, ent_str_slice(line, 9, line.n));
      ent_buf_char(&g->text, ' ');
    }
    if (line.n == 0) {
      add_rows(g, rows, n);
      n = 0;
    } else if (line.p[0] != '#' && n < sizeof rows / sizeof *rows) {
      ent_str_split(&line, '\t', &rows[n].id);
      ent_str_split(&line, '\t', &rows[n++].form);
    }
  }
  add_rows(g, rows, n);
}

/* Offsets in the text → offsets without white space. */
static uint32_t *solid_offsets(ent_str text)
{
  uint32_t *map = calloc(text.n + 1, sizeof *map), n = 0;
  if (!map)
    exit(1);
  for (size_t i = 0; i < text.n;) {
    size_t len;
    bool is = blank(text.p + i, text.n - i, &len);
    for (size_t k = 0; k < (is ? len : 1); k++)
      map[i + k] = n;
    n += !is;
    i += is ? len : 1;
  }
  map[text.n] = n;
  return map;
}

static void score(const char *what, const spans *want, const spans *got)
{
  size_t i = 0, k = 0, both = 0;
  while (i < want->n && k < got->n) {
    span a = want->items[i], b = got->items[k];
    both += a.start == b.start && a.end == b.end;
    if (a.end <= b.end)
      i++;
    if (b.end <= a.end)
      k++;
  }
  double p = got->n ? 100.0 * (double)both / (double)got->n : 0,
         r = want->n ? 100.0 * (double)both / (double)want->n : 0;
  printf("%-10s precision %6.2f  recall %6.2f  F1 %6.2f   (%zu right, %zu found, %zu in the treebank)\n", what, p, r,
         p + r > 0 ? 2 * p * r / (p + r) : 0, both, got->n, want->n);
}

static void print_span(ent_str text, const uint32_t *map, span s, const char *mark)
{
  size_t start = 0, end;
  size_t low = 0, high = text.n;
  while (low < high) {
    size_t mid = (low + high) / 2;
    if (map[mid] < s.start)
      low = mid + 1;
    else
      high = mid;
  }
  start = low;
  while (start < text.n && map[start + 1] == s.start)
    start++;
  for (end = start; end < text.n && map[end] < s.end;)
    end++;
  printf("%s%.*s\n", mark, (int)(end - start), text.p + start);
}

static void print_differences(ent_str text, const uint32_t *map, const spans *want, const spans *got)
{
  size_t i = 0, k = 0;
  while (i < want->n || k < got->n) {
    if (i < want->n && k < got->n && want->items[i].start == got->items[k].start &&
        want->items[i].end == got->items[k].end) {
      i++;
      k++;
    } else if (k >= got->n || (i < want->n && want->items[i].start <= got->items[k].start)) {
      print_span(text, map, want->items[i++], "- ");
    } else {
      print_span(text, map, got->items[k++], "+ ");
    }
  }
}

static void measure(gold *g, const ent_pack *pack, int verbose)
{
  ent_error err;
  ent_document doc = {.arena = ent_arena_new(0), .text = ent_buf_view(&g->text)};
  if (!doc.arena || ent_text_split(&doc, pack, &err) != ENT_OK) {
    fprintf(stderr, "%s\n", err.message);
    exit(1);
  }
  uint32_t *map = solid_offsets(doc.text);
  spans sentences = {0}, tokens = {0}, words = {0};
  for (size_t i = 0; i < doc.n_sentences; i++)
    add(&sentences, map[doc.sentences[i].start], map[doc.sentences[i].end]);
  for (size_t i = 0; i < doc.n_tokens; i++) {
    add(&words, map[doc.tokens[i].start], map[doc.tokens[i].end]);
    if ((doc.tokens[i].flags & ENT_TOKEN_JOINED) && tokens.n)
      tokens.items[tokens.n - 1].end = map[doc.tokens[i].end];
    else
      add(&tokens, map[doc.tokens[i].start], map[doc.tokens[i].end]);
  }
  score("sentences", &g->sentences, &sentences);
  score("tokens", &g->tokens, &tokens);
  score("words", &g->words, &words);
  if (verbose == 1)
    print_differences(doc.text, map, &g->sentences, &sentences);
  if (verbose == 2)
    print_differences(doc.text, map, &g->words, &words);
  free(map);
  free(sentences.items);
  free(tokens.items);
  free(words.items);
  ent_arena_free(doc.arena);
}

static ent_pack *open_pack(const char *data)
{
  ent_error err;
  ent_pack *pack = NULL;
  enti_packer *packer = enti_packer_new();
  enti_data_dirs dirs = {.dirs = &data, .n = 1};
  if (!packer || enti_text_compile(packer, &dirs, &err) != ENT_OK || enti_packer_open(packer, &pack, &err) != ENT_OK) {
    fprintf(stderr, "%s\n", packer ? err.message : "out of memory");
    exit(1);
  }
  enti_packer_free(packer);
  return pack;
}

int main(int argc, char **argv)
{
  const char *data = "data";
  bool lines = false;
  int verbose = 0, failed = 0;
  ent_pack *pack = NULL;
  for (int i = 1; i < argc; i++) {
    if (!strcmp(argv[i], "--data") && i + 1 < argc) {
      data = argv[++i];
    } else if (!strcmp(argv[i], "--lines")) {
      lines = true;
    } else if (!strcmp(argv[i], "-v") || !strcmp(argv[i], "-vv")) {
      verbose = (int)strlen(argv[i]) - 1;
    } else {
      ent_str bytes;
      ent_error err;
      pack = pack ? pack : open_pack(data);
      if (enti_file_map(argv[i], &bytes, &err) != ENT_OK) {
        fprintf(stderr, "%s\n", err.message);
        failed = 1;
        continue;
      }
      gold g = {.text = ENT_BUF_INIT(ENT_MAX_DOCUMENT)};
      read_gold(&g, bytes, lines);
      printf("%s\n", argv[i]);
      measure(&g, pack, verbose);
      ent_buf_done(&g.text);
      free(g.sentences.items);
      free(g.tokens.items);
      free(g.words.items);
      enti_file_unmap(bytes);
    }
  }
  ent_pack_close(pack);
  return failed;
}
