/* The invariants of the text room, checked on a document that it has filled. Used by the unit test and the fuzzer. */
#ifndef TEXT_INVARIANTS_H
#define TEXT_INVARIANTS_H

#include <entente/text.h>

#include <string.h>

static inline bool text_at_boundary(ent_str text, uint32_t at)
{
  return at <= text.n && (at == text.n || ((unsigned char)text.p[at] & 0xC0) != 0x80);
}

/* Only characters that have an ASCII form may differ between a token's text and its norm. */
static inline bool text_norm_agrees(ent_str text, ent_str norm)
{
  size_t i = 0, k = 0;
  while (i < text.n && (unsigned char)text.p[i] < 0x80 && k < norm.n && text.p[i] == norm.p[k]) {
    i++;
    k++;
  }
  return i < text.n ? (unsigned char)text.p[i] >= 0x80 : k == norm.n;
}

/* NULL, or what is wrong. */
static inline const char *text_broken_tokens(const ent_document *doc, const ent_sentence *s, uint32_t number)
{
  uint32_t at = s->start;
  for (uint32_t i = s->first; i < s->first + s->n; i++) {
    const ent_token *t = &doc->tokens[i];
    if (t->start < at || t->end <= t->start || t->end > s->end)
      return "tokens overlap or leave their sentence";
    if (!text_at_boundary(doc->text, t->start) || !text_at_boundary(doc->text, t->end))
      return "a token cuts a character";
    if (t->sentence != number || t->head != ENT_NONE)
      return "a token's sentence or head is wrong";
    if (!text_norm_agrees(ent_str_slice(doc->text, t->start, t->end), t->norm))
      return "a token's norm is not its text";
    at = t->end;
  }
  return NULL;
}

static inline const char *text_broken_split(const ent_document *doc)
{
  uint32_t at = 0, token = 0, paragraph = 0;
  for (size_t i = 0; i < doc->n_sentences; i++) {
    const ent_sentence *s = &doc->sentences[i];
    if (s->start < at || s->end <= s->start || s->end > doc->text.n)
      return "sentences overlap or are out of order";
    if (s->first != token || s->n == 0)
      return "sentences do not share out the tokens";
    if (s->paragraph < paragraph)
      return "paragraphs go backwards";
    if (doc->tokens[s->first].start != s->start || doc->tokens[s->first + s->n - 1].end != s->end)
      return "a sentence is not as long as its tokens";
    const char *wrong = text_broken_tokens(doc, s, (uint32_t)i);
    if (wrong)
      return wrong;
    at = s->end;
    token += s->n;
    paragraph = s->paragraph;
  }
  return token == doc->n_tokens ? NULL : "tokens outside of sentences";
}

static inline const char *text_broken_times(const ent_document *doc)
{
  uint32_t next = 0;
  for (size_t i = 0; i < doc->n_times; i++) {
    const ent_timex *t = &doc->times[i];
    if (t->first < next || t->last < t->first || t->last >= doc->n_tokens)
      return "times overlap or are out of order";
    if (doc->tokens[t->first].sentence != doc->tokens[t->last].sentence)
      return "a time crosses sentences";
    if (t->start != doc->tokens[t->first].start || t->end != doc->tokens[t->last].end)
      return "a time is not as long as its tokens";
    if (ent_date_known(t->to) && (!ent_date_known(t->from) || t->to.day < t->from.day))
      return "a period ends before it begins";
    if (ent_date_known(t->from) != (t->basis != ENT_BASIS_NONE))
      return "a date without a basis";
    next = t->last + 1;
  }
  return NULL;
}

static inline const char *text_broken(const ent_document *doc)
{
  const char *wrong = text_broken_split(doc);
  return wrong ? wrong : text_broken_times(doc);
}

#endif
