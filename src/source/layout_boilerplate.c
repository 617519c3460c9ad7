/* Boilerplate among the lines, sentences and paragraphs of a text. */
#include "source/ascii.h"
#include "source/layout_lines.h"

#include <string.h>

#define HEAD_LINES 8
#define FOOT_PARAGRAPHS 3
#define BIT(kind) (1u << ENTI_PATTERN_##kind)

typedef struct search {
  enti_lines *l;
  const enti_boilerplate *patterns;
  bool body_seen;   /* something that is no boilerplate has stood before: a tail may begin */
  uint32_t tail;    /* where everything behind is boilerplate; UINT32_MAX: nowhere yet */
  enti_folded folded;
} search;

/* ---- one piece -------------------------------------------------------------------------------------------------- */

/* Tries a piece [start, end) of the text; true where all of it is marked. */
static bool try_piece(search *s, uint32_t start, uint32_t end, unsigned kinds)
{
  enti_pattern_kind kind;
  size_t matched;
  enti_fold_piece(ent_str_slice(s->l->text, start, end), &s->folded);
  const char *why = enti_boilerplate_match(s->patterns, &s->folded, kinds, &kind, &matched);
  if (!why)
    return false;
  if (kind == ENTI_PATTERN_LABEL) {
    enti_lines_add(s->l, start, start + (uint32_t)matched, ENT_REGION_BOILERPLATE, why);
    return start + matched >= end;
  }
  enti_lines_add(s->l, start, end, ENT_REGION_BOILERPLATE, why);
  if (kind == ENTI_PATTERN_TAIL)
    s->tail = start;
  return true;
}

/* ---- lines that only their form betrays --------------------------------------------------------------------------- */

/* "MENAFN29082024000159011032ID1108617871", "ID:2024/0815-77031": one long word of digits and capitals. */
static bool is_document_number(ent_str s)
{
  size_t digits = 0, small = 0;
  for (size_t i = 0; i < s.n; i++) {
    if (!enti_is_digit(s.p[i]) && !enti_is_upper(s.p[i]) && !(s.p[i] >= 'a' && s.p[i] <= 'z') && !strchr("-_/.:#", s.p[i]))
      return false;
    digits += enti_is_digit(s.p[i]);
    small += s.p[i] >= 'a' && s.p[i] <= 'z';
  }
  return s.n >= 12 && digits >= 8 && small * 2 < s.n && digits * 3 > s.n;
}

static bool is_address(ent_str s)
{
  bool web = enti_starts_nocase(s, "http://") || enti_starts_nocase(s, "https://") || enti_starts_nocase(s, "www.") ||
             enti_starts_nocase(s, "pic.twitter.com/");
  bool handle = s.n > 1 && s.p[0] == '@';
  return (web || handle) && !memchr(s.p, ' ', s.n);
}

static bool by_form(enti_lines *l, size_t i)
{
  ent_str s = enti_line_text(l, i);
  const char *why = is_document_number(s) ? "document number" : is_address(s) ? "address" : NULL;
  if (why)
    enti_line_mark(l, i, ENT_REGION_BOILERPLATE, why);
  return why != NULL;
}

/* ---- sentences ---------------------------------------------------------------------------------------------------- */

/* End of the sentence that begins at `at`: behind . ! ? with what closes it, where blanks and a new beginning follow.
 * Rough on purpose: a piece cut at "U.S. " matches no pattern. */
static uint32_t sentence_end(ent_str text, uint32_t at, uint32_t end)
{
  while (at < end) {
    char c = text.p[at++];
    if (c != '.' && c != '!' && c != '?')
      continue;
    while (at < end && (strchr(".!?\"')]*", text.p[at]) || (unsigned char)text.p[at] >= 0x80) && !enti_is_blank(text.p[at]))
      at++;
    if (at < end && enti_is_blank(text.p[at]))
      return at;
  }
  return end;
}

static uint32_t skip_blanks(ent_str text, uint32_t at, uint32_t end)
{
  while (at < end && enti_is_blank(text.p[at]))
    at++;
  return at;
}

static uint32_t without_blanks(ent_str text, uint32_t start, uint32_t end)
{
  while (end > start && enti_is_blank(text.p[end - 1]))
    end--;
  return end;
}

/* Sentences of [start, end), except one that is the whole of it (tried already). True where all are marked. */
static bool try_sentences(search *s, uint32_t start, uint32_t end)
{
  bool all = true, any = false;
  for (uint32_t at = start; at < end;) {
    uint32_t stop = sentence_end(s->l->text, at, end);
    if (at == start && stop == end)
      return false;
    uint32_t trimmed = without_blanks(s->l->text, at, stop);
    bool marked = trimmed > at && trimmed - at < 600 && try_piece(s, at, trimmed, BIT(SENTENCE));
    all &= marked;
    any = true;
    at = skip_blanks(s->l->text, stop, end);
  }
  return all && any;
}

/* ---- the passes --------------------------------------------------------------------------------------------------- */

static bool try_line(search *s, size_t i, bool only_line)
{
  const enti_line *line = &s->l->lines[i];
  unsigned kinds = BIT(LINE) | BIT(SENTENCE) | BIT(LABEL);
  if (i < HEAD_LINES && line->end - line->start <= 160 && !enti_ends_sentence(enti_line_text(s->l, i)))
    kinds |= BIT(HEAD);
  if (s->body_seen)
    kinds |= BIT(TAIL);
  if (only_line)
    kinds |= BIT(PARAGRAPH);
  if (only_line && s->body_seen && line->paragraph + FOOT_PARAGRAPHS > s->l->lines[s->l->n - 1].paragraph)
    kinds |= BIT(FOOT);
  return by_form(s->l, i) || try_piece(s, line->start, line->end, kinds);
}

static void mark_lines(enti_lines *l, size_t first, size_t last)
{
  for (size_t i = first; i < last; i++)
    l->lines[i].mark = ENT_REGION_BOILERPLATE;
}

static void try_paragraph(search *s, size_t first, size_t last)
{
  enti_lines *l = s->l;
  uint32_t start = l->lines[first].start, end = l->lines[last - 1].end;
  bool foot = s->body_seen && l->lines[first].paragraph + FOOT_PARAGRAPHS > l->lines[l->n - 1].paragraph;
  if (last - first > 1 && try_piece(s, start, end, BIT(PARAGRAPH) | BIT(SENTENCE) | (foot ? BIT(FOOT) : 0))) {
    mark_lines(l, first, last);
    return;
  }
  bool all = true;
  for (size_t i = first; i < last && s->tail == UINT32_MAX; i++) {
    if (l->lines[i].mark == 0 && try_line(s, i, last - first == 1))
      l->lines[i].mark = ENT_REGION_BOILERPLATE;
    all &= l->lines[i].mark != 0;
  }
  if (!all && s->tail == UINT32_MAX && try_sentences(s, start, end))
    mark_lines(l, first, last);
}

static void mark_tail(search *s)
{
  enti_lines *l = s->l;
  for (size_t i = 0; i < l->n; i++)
    if (l->lines[i].start >= s->tail)
      l->lines[i].mark = ENT_REGION_BOILERPLATE;
  enti_lines_add(l, s->tail, l->lines[l->n - 1].end, ENT_REGION_BOILERPLATE, "end matter");
}

void enti_layout_publisher(enti_lines *l)
{
  ent_str name = l->doc->source.n ? l->doc->source : l->layout->source;
  for (size_t i = 1; i < l->n && name.n; i++)
    if (!l->lines[i].mark && ent_str_eq(enti_line_text(l, i), name))
      enti_line_mark(l, i, ENT_REGION_BOILERPLATE, "publisher");
}

void enti_layout_boilerplate(enti_lines *l, const enti_boilerplate *patterns)
{
  search s = {.l = l, .patterns = patterns, .tail = UINT32_MAX};
  for (size_t i = 0; i < l->n && s.tail == UINT32_MAX && !l->failed;) {
    size_t last = enti_paragraph_end(l, i);
    bool given = l->lines[i].mark != 0;
    if (!given)
      try_paragraph(&s, i, last);
    else if (l->lines[i].mark == ENT_REGION_HEADING && s.body_seen &&
             try_piece(&s, l->lines[i].start, l->lines[i].end, BIT(TAIL) | BIT(LINE)))
      l->lines[i].mark = ENT_REGION_BOILERPLATE;
    s.body_seen |= l->lines[i].mark == 0 && l->lines[last - 1].end - l->lines[i].start > 60;
    i = last;
  }
  if (s.tail != UINT32_MAX)
    mark_tail(&s);
}
