/* Titles and headings of plain text. */
#include "source/ascii.h"
#include "source/dateline.h"
#include "source/layout_lines.h"

#include <string.h>

#define LONGEST_TITLE 250
#define LONGEST_HEADING 100

static size_t count_words(ent_str s)
{
  size_t n = 0;
  for (size_t i = 0; i < s.n; i++)
    n += !enti_is_blank(s.p[i]) && (i == 0 || enti_is_blank(s.p[i - 1]));
  return n;
}

/* ". Word" inside: more than one sentence. Abbreviations of a letter ("U.S. Army") and titles do not count. */
static bool has_inner_stop(ent_str s)
{
  for (size_t i = 3; i + 2 < s.n; i++)
    if (s.p[i] == '.' && s.p[i + 1] == ' ' && enti_is_upper(s.p[i + 2]) && s.p[i - 1] >= 'a' && s.p[i - 1] <= 'z' &&
        s.p[i - 2] >= 'a' && s.p[i - 2] <= 'z' && s.p[i - 3] >= 'a' && s.p[i - 3] <= 'z')
      return true;
  return false;
}

/* The first line, followed by a blank line, or by a much longer line. A line that is a paragraph of running text is
 * none: with a dateline, of several sentences, or the whole text. */
void enti_layout_title(enti_lines *l)
{
  size_t i = 0;
  enti_dateline d;
  while (i < l->n && l->lines[i].mark)
    i++;
  if (i >= l->n || i > 3)
    return;
  ent_str line = enti_line_text(l, i);
  bool alone = enti_paragraph_end(l, i) == i + 1;
  bool full_stop = line.n && line.p[line.n - 1] == '.' && !(line.n > 3 && line.p[line.n - 3] == '.');
  if (!alone || line.n > LONGEST_TITLE || (has_inner_stop(line) && full_stop) || (i + 1 == l->n && full_stop))
    return;
  if (full_stop && line.n > 120)
    return;
  bool blank_follows = i + 1 == l->n || memchr(l->text.p + l->lines[i].end, '\n', l->lines[i + 1].start - l->lines[i].end - 1);
  if (!blank_follows && (full_stop || l->lines[i + 1].end - l->lines[i + 1].start < 2 * line.n))
    return;
  if (enti_dateline_read(line, false, &d) && d.n < line.n)
    return;
  enti_line_mark(l, i, ENT_REGION_TITLE, "title");
  l->layout->title = line;
}

static bool opens_list(ent_str s)
{
  static const char *const bullets[] = {"- ", "* ", "\xE2\x80\xA2", "\xE2\x80\x93 ", "\xE2\x80\x94 ", "(", "["};
  for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++)
    if (ent_str_starts(s, ent_str_of(bullets[i])))
      return true;
  return false;
}

/* "1. ", "IV. ", "2) " before a heading */
static size_t numbering(ent_str s)
{
  size_t n = 0;
  while (n < s.n && n < 5 && (enti_is_digit(s.p[n]) || strchr("IVX", s.p[n])))
    n++;
  return n && n + 1 < s.n && (s.p[n] == '.' || s.p[n] == ')') && s.p[n + 1] == ' ' ? n + 2 : 0;
}

static bool is_heading(ent_str s)
{
  if (s.n < 2 || s.n > LONGEST_HEADING || opens_list(s))
    return false;
  if (s.p[0] == '#')
    return true;
  if (ent_str_starts(s, ENT_STR("**")) && ent_str_ends(s, ENT_STR("**")))
    return true;
  size_t skip = numbering(s);
  ent_str words = ent_str_slice(s, skip, s.n);
  char last = s.p[s.n - 1];
  if (!words.n || !(enti_is_letter(words.p[0]) || enti_is_digit(words.p[0]) || words.p[0] == '"' || words.p[0] == '\''))
    return false;
  if (words.p[0] >= 'a' && words.p[0] <= 'z')
    return false;
  return count_words(words) <= 12 && (!enti_ends_sentence(s) || last == '?') && !strchr(",;-", last) &&
         !ent_str_ends(s, ENT_STR("\xE2\x80\xA6"));
}

/* A short line of its own, without a full stop, that text follows. Inside a poem or a list of names this goes wrong:
 * two such lines in a row are taken for a list, except right below the title. */
void enti_layout_headings(enti_lines *l)
{
  bool after_heading = false;
  for (size_t i = 0; i < l->n;) {
    size_t last = enti_paragraph_end(l, i);
    bool candidate = !l->lines[i].mark && last == i + 1 && last < l->n && is_heading(enti_line_text(l, i));
    bool text_follows = last < l->n && (l->lines[last].mark == 0 || l->lines[last].mark == ENT_REGION_QUESTION) &&
                        !is_heading(enti_paragraph_text(l, last, enti_paragraph_end(l, last)));
    if (candidate && (text_follows || (after_heading && i < 4)))
      enti_line_mark(l, i, ENT_REGION_HEADING, "heading");
    after_heading = l->lines[i].mark == ENT_REGION_HEADING || l->lines[i].mark == ENT_REGION_TITLE;
    i = last;
  }
}
