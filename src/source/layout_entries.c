/* Lines that are dates: heads of the entries of a live blog or digest, and lines that say when it was published. */
#include "source/ascii.h"
#include "source/date_words.h"
#include "source/layout_lines.h"

#include <string.h>

#define HEAD_LINES 8 /* how far from the top (or the end) a line about publication may stand */

static ent_str from(ent_str s, size_t at)
{
  return ent_str_trim(ent_str_slice(s, at, s.n));
}

/* ---- "Published: 3 July 2024", "Source: Xinhua" ---------------------------------------------------------------- */

static const char *const PUBLISHED[] = {
    "first published on", "first published:", "first published", "published on",  "published at", "published:",
    "published",          "date published:",  "publication date:", "posted on",   "posted:",      "posted",
    "release date:",      "released:",        "issued on",       "issued:",       "date of issue:", "date:",
    "last updated on",    "last updated:",    "last updated",    "last modified:", "updated on",  "updated:",
    "updated",            "modified:",
};

/* Bytes of a label at the beginning of the line, 0 for none. */
static size_t label_of(ent_str line, const char *const *labels, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    size_t m = ent_str_of(labels[i]).n;
    if (enti_starts_nocase(line, labels[i]) && (m == line.n || !enti_is_letter(line.p[m])))
      return m;
  }
  return 0;
}

static bool publication_line(enti_lines *l, size_t i)
{
  ent_str line = enti_line_text(l, i);
  enti_stated d;
  size_t n = line.n <= 120 ? label_of(line, PUBLISHED, sizeof PUBLISHED / sizeof *PUBLISHED) : 0;
  ent_str rest = n ? from(line, n) : ENT_STR_NONE;
  if (rest.n && rest.p[0] == ':')
    rest = from(rest, 1);
  size_t used = n ? enti_stated_read(rest, &d) : 0;
  if (!used || !d.year || !d.day)
    return false;
  bool updated = enti_starts_nocase(line, "last") || enti_starts_nocase(line, "updated") ||
                 enti_starts_nocase(line, "modified");
  if (!updated || !ent_date_known(l->layout->date))
    l->layout->date = ent_date_make(d.year, d.month, d.day);
  enti_line_mark(l, i, ENT_REGION_BOILERPLATE, "date of publication");
  return true;
}

static bool source_line(enti_lines *l, size_t i)
{
  static const char *const labels[] = {"source:", "publisher:", "publication:"};
  ent_str line = enti_line_text(l, i);
  size_t n = line.n <= 80 ? label_of(line, labels, 3) : 0;
  ent_str name = n ? from(line, n) : ENT_STR_NONE;
  if (!name.n)
    return false;
  if (!l->layout->source.n && !enti_starts_nocase(name, "http"))
    l->layout->source = name;
  enti_line_mark(l, i, ENT_REGION_BOILERPLATE, "source line");
  return true;
}

void enti_layout_publication(enti_lines *l)
{
  for (size_t i = 0; i < l->n; i++) {
    if (i == HEAD_LINES && l->n > 2 * HEAD_LINES)
      i = l->n - HEAD_LINES;
    if (!l->lines[i].mark && !publication_line(l, i))
      source_line(l, i);
  }
}

/* ---- dated heads ------------------------------------------------------------------------------------------------ */

typedef struct head {
  size_t line;
  enti_stated date; /* year 0: only a time of day, or day and month */
  bool bare;        /* nothing but date and time */
} head;

static bool only_signs(ent_str s)
{
  for (size_t i = 0; i < s.n; i++)
    if (!strchr(" \t:;,.|-*#", s.p[i]))
      return false;
  return true;
}

/* Behind the date: " - Fire in the port" without a full stop. */
static bool short_headline(ent_str s)
{
  static const char *const joints[] = {"- ", "\xE2\x80\x93 ", "\xE2\x80\x94 ", ": ", "| "};
  for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
    if (ent_str_starts(s, ent_str_of(joints[i])))
      return s.n <= 110 && !enti_ends_sentence(s);
  return false;
}

static bool read_head(ent_str line, head *ret)
{
  size_t skip = 0;
  while (skip < line.n && strchr("#*-| ", line.p[skip]))
    skip++;
  line = ent_str_slice(line, skip, line.n);
  *ret = (head){0};
  size_t n = enti_stated_read(line, &ret->date);
  bool zone = false, dated = n > 0 && ret->date.day;
  size_t m = dated || n == 0 ? enti_clock_read(ent_str_slice(line, n, line.n), &zone) : 0;
  if (!dated && !(m && zone))
    return false;
  ent_str rest = from(line, n + m);
  ret->bare = only_signs(rest);
  return ret->bare || (dated && ret->date.year && short_headline(rest));
}

/* "19:40 What we know so far", a heading under a time of day; "09:30" alone. */
static bool clock_head(ent_str line)
{
  bool zone = false;
  size_t m = enti_clock_read(line, &zone);
  ent_str rest = m ? from(line, m) : ENT_STR_NONE;
  if (!m || zone)
    return false;
  if (only_signs(rest))
    return true;
  return line.p[m] == ' ' && rest.n <= 90 && !enti_ends_sentence(rest) && ((rest.p[0] >= 'A' && rest.p[0] <= 'Z') || rest.p[0] == '"');
}

#define CLOCK_HEADS 3u /* fewer lines that begin with a time make no live blog */

/* The entries of a live blog of one day: their heads say only when on that day. */
static void mark_clock_heads(enti_lines *l)
{
  for (unsigned pass = 0, n = 0; pass < 2; pass++)
    for (size_t i = 0; i < l->n; i++) {
      if (l->lines[i].mark || l->lines[i].end - l->lines[i].start >= 120 || !clock_head(enti_line_text(l, i)))
        continue;
      n += pass == 0;
      if (pass && n >= CLOCK_HEADS)
        enti_line_mark(l, i, ENT_REGION_ENTRY_HEAD, "time of day");
    }
}

/* Is anything unmarked before line i but the title? Then a date there is not the date of the whole. */
static bool near_top(const enti_lines *l, size_t i)
{
  size_t before = 0;
  for (size_t j = 0; j < i; j++)
    before += l->lines[j].mark == 0;
  return before <= 1 && i <= HEAD_LINES;
}

static void date_of_entries(enti_lines *l, const head *h)
{
  ent_date date = ent_date_make(h->date.year, h->date.month, h->date.day);
  if (h->date.year && (!ent_date_known(l->layout->date) || ent_date_cmp(date, l->layout->date) > 0))
    l->layout->date = date;
}

static size_t count_heads(const enti_lines *l)
{
  head h;
  size_t n = 0;
  for (size_t i = 0; i < l->n; i++)
    n += !l->lines[i].mark && l->lines[i].end - l->lines[i].start < 200 && read_head(enti_line_text(l, i), &h);
  return n;
}

/* Two dated heads or more make a live blog or a digest, dated by its newest entry; a single one below the title says
 * when the text appeared. */
void enti_layout_entries(enti_lines *l)
{
  bool stated = ent_date_known(l->layout->date);
  bool many = count_heads(l) >= 2;
  for (size_t i = 0; i < l->n; i++) {
    head h;
    if (l->lines[i].mark || l->lines[i].end - l->lines[i].start >= 200 || !read_head(enti_line_text(l, i), &h))
      continue;
    bool dates_all = !many && near_top(l, i) && h.bare;
    if (dates_all && h.date.year && !stated)
      l->layout->date = ent_date_make(h.date.year, h.date.month, h.date.day);
    else if (many && !stated)
      date_of_entries(l, &h);
    if (dates_all)
      enti_line_mark(l, i, ENT_REGION_DATELINE, "date of publication");
    else if (many || h.bare)
      enti_line_mark(l, i, ENT_REGION_ENTRY_HEAD, "dated head");
  }
  mark_clock_heads(l);
}
