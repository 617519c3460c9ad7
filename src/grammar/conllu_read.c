/* Reads CoNLL-U sentence by sentence (grammar.h). A sentence is kept as its raw lines, each known by its kind and the
 * places of its columns, so that writing gives back everything that is not annotation of ours.
 *
 * Every byte is outside input: a line is checked before anything of it is used, and a sentence with a bad line is
 * refused as a whole, with the line's number; reading goes on behind its blank line. */
#include "grammar/conllu.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "grammar/norm.h"

#define SENTENCE_MAX ((size_t)256 << 20)
#define READ_AT_ONCE ((size_t)128 << 10)

ent_conllu_reader *ent_conllu_reader_new(ent_read_fn read, void *context, const char *name)
{
  ent_conllu_reader *r = calloc(1, sizeof *r);
  if (!r)
    return NULL;
  r->read = read;
  r->context = context;
  r->name = name ? name : "input";
  r->line = 1;
  r->doc.arena = ent_arena_new(0);
  if (!r->doc.arena) {
    free(r);
    return NULL;
  }
  return r;
}

void ent_conllu_reader_free(ent_conllu_reader *r)
{
  if (!r)
    return;
  ent_arena_free(r->doc.arena);
  free(r->lines);
  free(r->bytes);
  free(r);
}

void ent_conllu_reader_forms_only(ent_conllu_reader *r, bool on)
{
  r->forms_only = on;
}

/* ---- bytes ------------------------------------------------------------------------------------------------ */

static ent_status fail_line(const ent_conllu_reader *r, ent_error *err, size_t line, const char *why)
{
  return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "%s:%zu: %s", r->name, line, why);
}

/* Moves what is not yet used to the front and reads on behind it. */
static ent_status fill(ent_conllu_reader *r, ent_error *err)
{
  if (r->at) {
    memmove(r->bytes, r->bytes + r->at, r->n - r->at);
    r->n -= r->at;
    r->at = 0;
  }
  if (r->n + READ_AT_ONCE > r->cap) {
    size_t cap = r->cap ? r->cap * 2 : 2 * READ_AT_ONCE;
    char *bytes = realloc(r->bytes, cap);
    if (!bytes)
      return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "%s: out of memory", r->name);
    r->bytes = bytes;
    r->cap = cap;
  }
  ptrdiff_t got = r->read(r->context, r->bytes + r->n, READ_AT_ONCE);
  if (got < 0)
    return ent_fail(err, ENT_EIO, ENT_NO_OFFSET, "%s: cannot be read", r->name);
  if (got == 0)
    r->ended = true;
  r->n += (size_t)got;
  return ENT_OK;
}

/* The next line without its line feed, relative to r->at + from; false when more bytes are needed. */
static bool whole_line(const ent_conllu_reader *r, size_t from, size_t *ret_n, size_t *ret_next)
{
  size_t start = r->at + from;
  const char *nl = start < r->n ? memchr(r->bytes + start, '\n', r->n - start) : NULL;
  if (nl) {
    *ret_n = (size_t)(nl - (r->bytes + start));
    *ret_next = from + *ret_n + 1;
    return true;
  }
  if (!r->ended || start >= r->n)
    return false;
  *ret_n = r->n - start;
  *ret_next = from + *ret_n;
  return true;
}

static bool blank(const char *p, size_t n)
{
  return n == 0 || (n == 1 && p[0] == '\r');
}

static bool push_line(ent_conllu_reader *r, size_t from, size_t n)
{
  void *lines = r->lines;
  if (!enti_grow_heap(&lines, r->n_lines, &r->cap_lines, sizeof *r->lines))
    return false;
  r->lines = lines;
  r->lines[r->n_lines++] = (enti_conllu_line){.start = (uint32_t)from, .n = (uint32_t)n};
  return true;
}

/* Collects the lines up to the next blank one; they stay at r->bytes + r->sentence. */
static ent_status collect(ent_conllu_reader *r, ent_error *err)
{
  size_t from = 0, n, next;
  r->n_lines = 0;
  r->at += r->used;
  r->used = 0;
  r->line += r->used_lines;
  r->used_lines = 0;
  for (;;) {
    while (!whole_line(r, from, &n, &next)) {
      if (r->ended)
        goto done;
      if (r->n - r->at > SENTENCE_MAX) {
        r->used = r->n - r->at;
        return ent_fail(err, ENT_ELIMIT, ENT_NO_OFFSET, "%s:%zu: a sentence of more than %zu bytes", r->name, r->line,
                        SENTENCE_MAX);
      }
      ent_status status = fill(r, err);
      if (status != ENT_OK)
        return status;
    }
    r->used_lines++;
    size_t start = from;
    from = next;
    if (blank(r->bytes + r->at + start, n)) {
      if (r->n_lines)
        break;
      r->at += from; /* blank lines before a sentence */
      r->line += r->used_lines;
      r->used_lines = 0;
      from = 0;
    } else if (!push_line(r, start, n))
      return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "%s: out of memory", r->name);
  }
done:
  r->used = from;
  return ENT_OK;
}

/* ---- lines ------------------------------------------------------------------------------------------------ */

/* Reads digits up to the end of s; false for anything else or more than nine of them. */
static bool number(ent_str s, uint32_t *ret)
{
  uint32_t v = 0;
  if (s.n == 0 || s.n > 9)
    return false;
  for (size_t i = 0; i < s.n; i++) {
    if (s.p[i] < '0' || s.p[i] > '9')
      return false;
    v = v * 10 + (uint32_t)(s.p[i] - '0');
  }
  *ret = v;
  return true;
}

static bool split_columns(const char *p, enti_conllu_line *line)
{
  size_t column = 0, start = 0;
  for (size_t i = 0; i <= line->n; i++)
    if (i == line->n || p[i] == '\t') {
      if (column == ENTI_CONLLU_COLUMNS || (i == start && column < 2))
        return false;
      line->column[column] = (uint32_t)start;
      line->length[column++] = (uint32_t)(i - start);
      start = i + 1;
    }
  return column == ENTI_CONLLU_COLUMNS;
}

ent_str enti_conllu_column(const ent_conllu_reader *r, const enti_conllu_line *line, size_t column)
{
  return (ent_str){r->bytes + r->at + line->start + line->column[column], line->length[column]};
}

/* A range (1-2), an empty node (8.1): two numbers around one sign. */
static bool special_id(ent_str id, char sign, uint32_t *ret_a, uint32_t *ret_b)
{
  const char *at = memchr(id.p, sign, id.n);
  if (!at)
    return false;
  size_t n = (size_t)(at - id.p);
  return number(ent_str_slice(id, 0, n), ret_a) && number(ent_str_slice(id, n + 1, id.n), ret_b);
}

static const char *read_line(ent_conllu_reader *r, enti_conllu_line *line, uint32_t *n_words)
{
  const char *p = r->bytes + r->at + line->start;
  uint32_t a, b;
  if (p[0] == '#') {
    line->kind = ENTI_CONLLU_COMMENT;
    return NULL;
  }
  if (!split_columns(p, line))
    return "not ten columns with ID and FORM";
  ent_str id = enti_conllu_column(r, line, 0), form = enti_conllu_column(r, line, 1);
  if (ent_utf8_valid(form) != form.n)
    return "FORM is not UTF-8";
  if (number(id, &a)) {
    line->kind = ENTI_CONLLU_WORD;
    return a == ++*n_words ? NULL : "ID is not the next number";
  }
  if (special_id(id, '-', &a, &b)) {
    line->kind = ENTI_CONLLU_RANGE;
    line->last = b;
    return a == *n_words + 1 && b > a ? NULL : "a range must stand before its first word";
  }
  if (special_id(id, '.', &a, &b)) {
    line->kind = ENTI_CONLLU_EMPTY;
    return NULL;
  }
  return "ID is no number, range or empty node";
}

/* ---- document --------------------------------------------------------------------------------------------- */

static bool space_after(ent_str misc)
{
  ent_str part;
  while (ent_str_split(&misc, '|', &part))
    if (ent_str_eq(ent_str_trim(part), ENT_STR("SpaceAfter=No")))
      return false;
  return true;
}

static bool has_letter(ent_str s)
{
  for (size_t i = 0; i < s.n; i++)
    if ((s.p[i] & 0x80) || (s.p[i] >= '0' && s.p[i] <= '9') || ((s.p[i] | 32) >= 'a' && (s.p[i] | 32) <= 'z'))
      return true;
  return false;
}

/* Text, tokens and flags from FORM and the spacing. */
static ent_status make_tokens(ent_conllu_reader *r, uint32_t n_words, ent_error *err)
{
  ent_document *doc = &r->doc;
  size_t bytes = 0;
  for (size_t i = 0; i < r->n_lines; i++)
    if (r->lines[i].kind == ENTI_CONLLU_WORD)
      bytes += r->lines[i].length[1] + 1;
  if (bytes > UINT32_MAX / 2)
    return ent_fail(err, ENT_ELIMIT, ENT_NO_OFFSET, "%s:%zu: sentence too long", r->name, r->line);
  char *text = ent_arena_alloc(doc->arena, bytes + 1);
  doc->tokens = ent_arena_array(doc->arena, n_words + !n_words, sizeof *doc->tokens);
  if (!text || !doc->tokens)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "%s: out of memory", r->name);
  size_t at = 0;
  uint32_t n = 0, range_last = 0;
  bool space = false, range_space = true, first = true;
  for (size_t i = 0; i < r->n_lines; i++) {
    enti_conllu_line *line = &r->lines[i];
    if (line->kind == ENTI_CONLLU_RANGE) {
      range_last = line->last;
      range_space = space_after(enti_conllu_column(r, line, 9));
    }
    if (line->kind != ENTI_CONLLU_WORD)
      continue;
    ent_str form = enti_conllu_column(r, line, 1);
    ent_token *t = &doc->tokens[n++];
    if (space)
      text[at++] = ' ';
    memcpy(text + at, form.p, form.n);
    *t = (ent_token){.start = (uint32_t)at, .end = (uint32_t)(at + form.n), .head = ENT_NONE};
    at += form.n;
    t->norm = enti_grammar_norm(doc->arena, (ent_str){text + t->start, form.n});
    t->fold = ent_utf8_fold(doc->arena, t->norm);
    if (!t->norm.p || (!t->fold.p && t->norm.n))
      return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "%s: out of memory", r->name);
    t->flags = (uint8_t)(enti_grammar_case_flags(t->norm) | (space ? ENT_TOKEN_SPACE_BEFORE : 0) |
                         (first && has_letter(t->norm) ? ENT_TOKEN_FIRST : 0) |
                         (!space && n > 1 && n <= range_last ? ENT_TOKEN_JOINED : 0));
    first = first && !has_letter(t->norm);
    space = n < range_last ? false : n == range_last ? range_space : space_after(enti_conllu_column(r, line, 9));
  }
  doc->text = (ent_str){text, at};
  doc->n_tokens = n_words;
  return ENT_OK;
}

static const char *read_gold(ent_conllu_reader *r, const enti_conllu_line *line, ent_token *t)
{
  ent_str lemma = enti_conllu_column(r, line, 2), head = enti_conllu_column(r, line, 6);
  uint32_t number_of_head;
  if (!ent_str_eq(lemma, ENT_STR("_")) || ent_str_eq(enti_conllu_column(r, line, 1), ENT_STR("_")))
    t->lemma = ent_arena_str(r->doc.arena, lemma);
  t->upos = (uint8_t)ent_upos_parse(enti_conllu_column(r, line, 3));
  t->xpos = (uint8_t)ent_xpos_parse(enti_conllu_column(r, line, 4));
  t->rel = (uint8_t)ent_rel_parse(enti_conllu_column(r, line, 7));
  if (ent_str_eq(head, ENT_STR("_")))
    return NULL;
  if (!number(head, &number_of_head) || number_of_head > r->doc.n_tokens)
    return "HEAD is no word of the sentence";
  t->head = number_of_head ? number_of_head - 1 : ENT_NONE;
  return NULL;
}

/* D3: from every token the heads lead to one without a head. Each token is walked over once. */
static bool heads_end(const ent_document *doc, uint8_t *seen)
{
  for (size_t i = 0; i < doc->n_tokens; i++) {
    uint32_t t = (uint32_t)i;
    while (t != ENT_NONE && seen[t] == 0) {
      seen[t] = 1;
      t = doc->tokens[t].head;
    }
    if (t != ENT_NONE && seen[t] == 1)
      return false;
    for (t = (uint32_t)i; t != ENT_NONE && seen[t] == 1; t = doc->tokens[t].head)
      seen[t] = 2;
  }
  return true;
}

static ent_status make_gold(ent_conllu_reader *r, ent_error *err)
{
  ent_document *doc = &r->doc;
  size_t word = 0;
  for (size_t i = 0; i < r->n_lines; i++)
    if (r->lines[i].kind == ENTI_CONLLU_WORD) {
      const char *why = read_gold(r, &r->lines[i], &doc->tokens[word++]);
      if (why)
        return fail_line(r, err, r->line + i, why);
    }
  uint8_t *seen = ent_arena_alloc(doc->arena, doc->n_tokens + 1);
  if (!seen)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "%s: out of memory", r->name);
  return heads_end(doc, seen) ? ENT_OK : fail_line(r, err, r->line, "the heads of the sentence form a circle");
}

static ent_status make_document(ent_conllu_reader *r, ent_error *err)
{
  ent_arena *arena = r->doc.arena;
  ent_arena_reset(arena);
  r->doc = (ent_document){.arena = arena, .kind = ENT_STR("conllu"), .path = ent_str_of(r->name)};
  uint32_t n_words = 0;
  for (size_t i = 0; i < r->n_lines; i++) {
    const char *why = read_line(r, &r->lines[i], &n_words);
    if (why)
      return fail_line(r, err, r->line + i, why);
  }
  ent_status status = make_tokens(r, n_words, err);
  if (status == ENT_OK && !r->forms_only)
    status = make_gold(r, err);
  if (status != ENT_OK)
    return status;
  r->doc.sentences = ent_arena_array(arena, 1, sizeof *r->doc.sentences);
  if (!r->doc.sentences)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "%s: out of memory", r->name);
  r->doc.sentences[0] = (ent_sentence){.end = (uint32_t)r->doc.text.n, .n = n_words, .parsed = !r->forms_only};
  r->doc.n_sentences = 1;
  return ENT_OK;
}

ent_status ent_conllu_next(ent_conllu_reader *r, ent_document **ret_doc, ent_error *err)
{
  ent_status status = collect(r, err);
  if (status == ENT_OK && r->n_lines == 0) {
    *ret_doc = NULL;
    return ENT_OK;
  }
  if (status == ENT_OK)
    status = make_document(r, err);
  if (status == ENT_OK)
    *ret_doc = &r->doc;
  else
    r->n_lines = 0;
  return status;
}
