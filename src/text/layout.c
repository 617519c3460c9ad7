/* Lines, paragraphs and regions → blocks, the stretches that no sentence crosses.
 *
 * A blank line parts paragraphs. A single line break is a space where the text is wrapped, and parts blocks where the
 * line before it is too short to have been wrapped, is so long that it is a paragraph of its own, or where a list
 * item begins. Regions (document.h) are blocks of their own and give the sentence's kind. Where no region is given, a
 * short first paragraph without a full stop is taken for the title, later ones for headings.
 *
 * Known to be wrong: verse, and tables in columns, come out as a sentence a line. */
#include "base/fault.h"
#include "text/chars.h"
#include "text/raw.h"

#include <stdlib.h>
#include <string.h>

#define LONG_LINE 200u   /* bytes: nobody wraps so wide, the line is a paragraph */
#define TITLE_BYTES 220u /* longest title and heading that are guessed */
#define HEADING_BYTES 90u
#define ENTI_TEXT_MAX_WIDTH 64u

typedef struct layout {
  const ent_document *doc;
  const char *p;
  uint32_t n;
  size_t region;                    /* the next one to be used */
  uint32_t paragraph, in_paragraph; /* blocks so far in it */
  enti_blocks *out;
} layout;

typedef struct text_line {
  uint32_t start, end; /* without white space at the ends; empty where start == end */
  uint32_t next;       /* where the next line begins */
} text_line;

static bool space_at(const char *p, uint32_t i)
{
  return enti_char_table[(unsigned char)p[i]] & ENTI_CH_SPACE;
}

static text_line line_at(const layout *l, uint32_t at)
{
  const char *end = memchr(l->p + at, '\n', l->n - at);
  text_line line = {.start = at, .end = end ? (uint32_t)(end - l->p) : l->n};
  line.next = end ? line.end + 1 : l->n;
  while (line.start < line.end && space_at(l->p, line.start))
    line.start++;
  while (line.end > line.start && space_at(l->p, line.end - 1))
    line.end--;
  return line;
}

static void add_block(layout *l, uint32_t start, uint32_t end, ent_sentence_kind kind, bool dateline)
{
  while (start < end && space_at(l->p, start))
    start++;
  while (end > start && space_at(l->p, end - 1))
    end--;
  enti_blocks *out = l->out;
  if (start == end || out->failed)
    return;
  if (out->n == out->cap) {
    size_t cap = out->cap ? out->cap * 2 : 64;
    enti_block *items = enti_realloc(out->items, cap * sizeof *items);
    if (!items) {
      out->failed = true;
      return;
    }
    out->items = items;
    out->cap = cap;
  }
  out->items[out->n++] = (enti_block){start, end, l->paragraph, (uint8_t)kind, dateline};
  l->in_paragraph++;
}

static ent_sentence_kind kind_of_region(ent_region_kind kind)
{
  switch (kind) {
  case ENT_REGION_TITLE:
    return ENT_SENTENCE_TITLE;
  case ENT_REGION_HEADING:
    return ENT_SENTENCE_HEADING;
  case ENT_REGION_DATELINE:
  case ENT_REGION_BOILERPLATE:
    return ENT_SENTENCE_BOILERPLATE;
  case ENT_REGION_QUESTION:
    return ENT_SENTENCE_QUESTION;
  case ENT_REGION_ENTRY_HEAD:
    return ENT_SENTENCE_ENTRY_HEAD;
  }
  return ENT_SENTENCE_BODY;
}

/* Cuts [start, end) at the regions that reach into it. */
static void add_with_regions(layout *l, uint32_t start, uint32_t end, ent_sentence_kind kind)
{
  const ent_document *doc = l->doc;
  while (l->region < doc->n_regions && doc->regions[l->region].end <= start)
    l->region++;
  for (size_t i = l->region; i < doc->n_regions && doc->regions[i].start < end; i++) {
    const ent_region *r = &doc->regions[i];
    if (r->end <= start)
      continue;
    uint32_t from = r->start > start ? r->start : start, to = r->end < end ? r->end : end;
    add_block(l, start, from, kind, false);
    add_block(l, from, to, kind_of_region(r->kind), r->kind == ENT_REGION_DATELINE);
    start = to;
  }
  add_block(l, start, end, kind, false);
}

/* "- ", "• ", "3. ", "(b) ", "4) " at the start of a line. */
static bool begins_item(const char *p, text_line line)
{
  uint32_t i = line.start, n = line.end;
  static const char *const bullets[] = {
      "- ", "* ", "+ ", "\xE2\x80\xA2", "\xE2\x97\x8F", "\xE2\x96\xAA", "\xC2\xB7", "\xE2\x80\x93 ", "\xE2\x80\x94 ",
      "> "};
  for (size_t k = 0; k < sizeof bullets / sizeof *bullets; k++) {
    size_t len = strlen(bullets[k]);
    if (i + len < n && !memcmp(p + i, bullets[k], len))
      return true;
  }
  bool open = i < n && p[i] == '(';
  i += open;
  uint32_t first = i;
  while (i < n && i - first < 3 && (enti_char_table[(unsigned char)p[i]] & ENTI_CH_DIGIT))
    i++;
  if (i == first && i < n && (enti_char_table[(unsigned char)p[i]] & ENTI_CH_LOWER))
    i++;
  if (i == first || i + 1 >= n || p[i + 1] != ' ')
    return false;
  return p[i] == ')' || (!open && p[i] == '.' && (enti_char_table[(unsigned char)p[first]] & ENTI_CH_DIGIT));
}

/* Length of the first word of a line: what a wrapping program would have put behind the line before. */
static uint32_t first_word(const char *p, text_line line)
{
  uint32_t i = line.start;
  while (i < line.end && i - line.start < ENTI_TEXT_MAX_WIDTH && !space_at(p, i))
    i++;
  return i - line.start;
}

static bool ends_with_stop(const char *p, text_line line)
{
  uint32_t i = line.end;
  while (i > line.start && (enti_char_table[(unsigned char)p[i - 1]] & ENTI_CH_CLOSE))
    i--;
  if (i >= line.start + 3 && !memcmp(p + i - 3, "\xE2\x80\x9D", 3))
    i -= 3;
  return i > line.start && strchr(".?!:;,", p[i - 1]) && p[i - 1];
}

/* Is the break between two lines of a paragraph, whose widest line has `width` bytes, more than a space? */
static bool breaks(const char *p, text_line before, text_line after, uint32_t width)
{
  uint32_t n = before.end - before.start;
  if (n >= LONG_LINE || begins_item(p, after))
    return true;
  bool fits = n + 1 + first_word(p, after) + 4 < width; /* wrapped text would not have broken here */
  if (!fits)
    return false;
  bool small = enti_char_table[(unsigned char)p[after.start]] & ENTI_CH_LOWER;
  return !small || (n + 1 + first_word(p, after)) * 2 < width;
}

/* What a paragraph of one line is when nobody has marked it. */
static ent_sentence_kind guess(const layout *l, text_line only, bool first, bool alone)
{
  uint32_t n = only.end - only.start;
  bool letter = false;
  for (uint32_t i = only.start; i < only.end && !letter; i++)
    letter = enti_char_table[(unsigned char)l->p[i]] & (ENTI_CH_LETTER | ENTI_CH_HIGH);
  char last = n ? l->p[only.end - 1] : 0;
  if (l->doc->n_regions || !alone || !letter || begins_item(l->p, only))
    return ENT_SENTENCE_BODY;
  if (first && n <= TITLE_BYTES && last != '.' && last != ',' && last != ':' && only.next < l->n)
    return ENT_SENTENCE_TITLE;
  bool capital = enti_char_table[(unsigned char)l->p[only.start]] & (ENTI_CH_UPPER | ENTI_CH_DIGIT | ENTI_CH_HIGH);
  return n <= HEADING_BYTES && capital && !ends_with_stop(l->p, only) && !first ? ENT_SENTENCE_HEADING
                                                                                : ENT_SENTENCE_BODY;
}

static uint32_t widest(const layout *l, uint32_t at)
{
  uint32_t width = 0;
  for (text_line line = line_at(l, at); line.start < line.end; line = line_at(l, line.next)) {
    width = line.end - line.start > width ? line.end - line.start : width;
    if (line.next >= l->n)
      break;
  }
  return width;
}

/* The paragraph whose first line begins at `at` (not blank); gives where it ends. */
static uint32_t paragraph(layout *l, uint32_t at, bool first)
{
  uint32_t width = widest(l, at);
  text_line before = line_at(l, at), opening = before;
  uint32_t start = before.start;
  bool alone = true;
  while (before.next < l->n) {
    text_line after = line_at(l, before.next);
    if (after.start == after.end)
      break;
    alone = false;
    if (breaks(l->p, before, after, width)) {
      add_with_regions(l, start, before.end, ENT_SENTENCE_BODY);
      if (l->in_paragraph && !begins_item(l->p, after)) {
        l->paragraph++;
        l->in_paragraph = 0;
      }
      start = after.start;
    }
    before = after;
  }
  add_with_regions(l, start, before.end, guess(l, opening, first, alone));
  return before.next;
}

void enti_layout(const ent_document *doc, enti_blocks *out)
{
  layout l = {.doc = doc, .p = doc->text.p, .n = (uint32_t)doc->text.n, .out = out};
  bool first = true;
  for (uint32_t at = 0; at < l.n && !out->failed;) {
    text_line line = line_at(&l, at);
    if (line.start == line.end) {
      at = line.next;
      continue;
    }
    at = paragraph(&l, line.start, first);
    first = false;
    if (l.in_paragraph) {
      l.paragraph++;
      l.in_paragraph = 0;
    }
  }
}
