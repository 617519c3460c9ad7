/* ent_text_split: layout → raw tokens → ends of sentences → the document's sentences and tokens.
 *
 * The raw form lives on the heap while the text is read; the final arrays are made once, at their size. The folded
 * forms of ASCII tokens are slices of one copy of the text in small letters, so that an ordinary token costs no
 * allocation. */
#include "base/fault.h"
#include "text/anchor.h"
#include "text/chars.h"
#include "text/raw.h"
#include <entente/text.h>

#include <stdlib.h>
#include <string.h>

typedef struct split {
  ent_document *doc;
  enti_lexicon lexicon;
  char *lower;
  enti_blocks blocks;
  enti_raws raws;
  size_t *first_raw; /* by block: its first token; one more for the end */
} split;

static void lower_ascii(char *out, const char *in, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    unsigned char c = (unsigned char)in[i];
    out[i] = (char)(c + ((unsigned char)(c - 'A') < 26u ? 32 : 0));
  }
}

static ent_status no_memory(ent_error *err)
{
  return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "splitting text: out of memory");
}

static ent_status find_tokens(split *s, ent_error *err)
{
  ent_str text = s->doc->text;
  for (size_t i = 0; i < s->blocks.n; i++) {
    enti_block *block = &s->blocks.items[i];
    s->first_raw[i] = s->raws.n;
    enti_tokenize(text, s->lower, &s->lexicon, block->start, block->end, &s->raws);
    if (s->raws.failed)
      return no_memory(err);
    if (s->raws.n > ENT_MAX_TOKENS)
      return ent_fail(err, ENT_ELIMIT, block->start, "more than %zu words in one document", ENT_MAX_TOKENS);
    enti_find_ends(text, &s->lexicon, s->raws.items + s->first_raw[i], s->raws.n - s->first_raw[i]);
  }
  s->first_raw[s->blocks.n] = s->raws.n;
  return ENT_OK;
}

/* Typographic quotes, dashes and spaces as ASCII; other characters stay. */
static ent_str normal(ent_arena *arena, ent_str s)
{
  char *out = ent_arena_alloc(arena, s.n + 1), *at = out;
  if (!out)
    return ENT_STR_NONE;
  for (size_t i = 0; i < s.n;) {
    size_t from = i;
    uint32_t c = ent_utf8_next(s, &i);
    const char *ascii = enti_char_ascii(c);
    size_t n = ascii ? strlen(ascii) : i - from;
    memcpy(at, ascii ? ascii : s.p + from, n);
    at += n;
  }
  return (ent_str){out, (size_t)(at - out)};
}

static unsigned case_flags(ent_str s)
{
  unsigned letters = 0, small = 0, first = 0;
  for (size_t i = 0; i < s.n;) {
    size_t len;
    unsigned class = enti_char_at(s.p, i, s.n, &len);
    first = i ? first : class;
    letters += (class & ENTI_CH_LETTER) != 0;
    small += (class & ENTI_CH_LOWER) != 0;
    i += len;
  }
  return (first & ENTI_CH_UPPER ? ENT_TOKEN_CAPITAL : 0u) | (first & ENTI_CH_DIGIT ? ENT_TOKEN_DIGITS : 0u) |
         (letters > 1 && !small ? ENT_TOKEN_ALL_CAPS : 0u);
}

static bool fill_token(const split *s, const enti_raw *raw, ent_token *t)
{
  ent_str text = ent_str_slice(s->doc->text, raw->start, raw->end);
  t->start = raw->start;
  t->end = raw->end;
  t->head = ENT_NONE;
  t->flags = (uint8_t)(raw->flags | case_flags(text));
  if (!raw->high) {
    t->norm = text;
    t->fold = (ent_str){s->lower + raw->start, text.n};
    t->word = raw->word;
    return true;
  }
  t->norm = normal(s->doc->arena, text);
  t->fold = ent_utf8_fold(s->doc->arena, t->norm);
  t->word = enti_lexicon_word(&s->lexicon, t->fold);
  return t->norm.p && t->fold.p;
}

static size_t count_sentences(const split *s)
{
  size_t n = 0;
  for (size_t i = 0; i < s->raws.n; i++)
    n += s->raws.items[i].ends;
  return n;
}

/* The sentence that ends at token `last`; its first word is marked. */
static void close_sentence(ent_document *doc, ent_sentence *sentence, const enti_block *block, uint32_t first,
                           uint32_t last)
{
  *sentence = (ent_sentence){.start = doc->tokens[first].start,
                             .end = doc->tokens[last].end,
                             .first = first,
                             .n = last - first + 1,
                             .paragraph = block->paragraph,
                             .kind = (ent_sentence_kind)block->kind};
  for (uint32_t i = first; i <= last; i++) {
    size_t len;
    if (enti_char_at(doc->text.p, doc->tokens[i].start, doc->tokens[i].end, &len) & ENTI_CH_WORD) {
      doc->tokens[i].flags |= ENT_TOKEN_FIRST;
      break;
    }
  }
}

static bool fill(split *s)
{
  ent_document *doc = s->doc;
  size_t n_sentences = count_sentences(s);
  doc->tokens = ent_arena_array(doc->arena, s->raws.n ? s->raws.n : 1, sizeof *doc->tokens);
  doc->sentences = ent_arena_array(doc->arena, n_sentences ? n_sentences : 1, sizeof *doc->sentences);
  if (!doc->tokens || !doc->sentences)
    return false;
  size_t sentence = 0, block = 0;
  uint32_t first = 0;
  for (size_t i = 0; i < s->raws.n; i++) {
    while (i >= s->first_raw[block + 1])
      block++;
    if (!fill_token(s, &s->raws.items[i], &doc->tokens[i]))
      return false;
    doc->tokens[i].sentence = (uint32_t)sentence;
    if (s->raws.items[i].ends) {
      close_sentence(doc, &doc->sentences[sentence++], &s->blocks.items[block], first, (uint32_t)i);
      first = (uint32_t)i + 1;
    }
  }
  doc->n_tokens = s->raws.n;
  doc->n_sentences = n_sentences;
  return true;
}

static ent_status run(split *s, ent_error *err)
{
  ent_document *doc = s->doc;
  s->lower = ent_arena_alloc(doc->arena, doc->text.n + 1);
  if (!s->lower)
    return no_memory(err);
  lower_ascii(s->lower, doc->text.p, doc->text.n);
  enti_layout(doc, &s->blocks);
  s->first_raw = s->blocks.failed ? NULL : enti_calloc(s->blocks.n + 1, sizeof *s->first_raw);
  if (!s->first_raw)
    return no_memory(err);
  ent_status status = find_tokens(s, err);
  if (status != ENT_OK)
    return status;
  return fill(s) ? ENT_OK : no_memory(err);
}

ent_status ent_text_split(ent_document *doc, const ent_pack *pack, ent_error *err)
{
  if (doc->text.n > ENT_MAX_DOCUMENT)
    return ent_fail(err, ENT_ELIMIT, ENT_MAX_DOCUMENT, "text of %zu bytes; at most %zu are read", doc->text.n,
                    ENT_MAX_DOCUMENT);
  split s = {.doc = doc};
  ent_status status = enti_lexicon_open(&s.lexicon, pack, err);
  if (status == ENT_OK)
    status = run(&s, err);
  free(s.blocks.items);
  free(s.raws.items);
  free(s.first_raw);
  if (status == ENT_OK)
    enti_set_anchors(doc);
  else
    doc->n_tokens = doc->n_sentences = 0;
  return status;
}
