/* The layout of a text, pass by pass; each pass marks lines, and later passes leave marked lines alone. */
#include "source/layout.h"

#include "base/vec.h"
#include "source/ascii.h"
#include "source/dateline.h"
#include "source/layout_lines.h"

#include <stdlib.h>
#include <string.h>

/* ---- lines and paragraphs -------------------------------------------------------------------------------------- */

ent_str enti_line_text(const enti_lines *l, size_t i)
{
  return ent_str_slice(l->text, l->lines[i].start, l->lines[i].end);
}

size_t enti_paragraph_end(const enti_lines *l, size_t i)
{
  size_t last = i + 1;
  while (last < l->n && l->lines[last].paragraph == l->lines[i].paragraph)
    last++;
  return last;
}

ent_str enti_paragraph_text(const enti_lines *l, size_t i, size_t last)
{
  return ent_str_slice(l->text, l->lines[i].start, l->lines[last - 1].end);
}

bool enti_ends_sentence(ent_str s)
{
  static const char *const closing[] = {"\"", "'", ")", "]", "\xE2\x80\x9D", "\xE2\x80\x99"};
  for (size_t i = 0; i < sizeof closing / sizeof *closing; i++)
    if (ent_str_ends(s, ent_str_of(closing[i])))
      s.n -= strlen(closing[i]);
  return s.n && (strchr(".!?", s.p[s.n - 1]) || ent_str_ends(s, ENT_STR("\xE2\x80\xA6")));
}

static void add_line(enti_lines *l, size_t begin, size_t end, uint32_t paragraph)
{
  while (begin < end && enti_is_blank(l->text.p[begin]))
    begin++;
  while (end > begin && enti_is_blank(l->text.p[end - 1]))
    end--;
  void *lines = l->lines;
  if (!enti_grow(l->arena, &lines, l->n, &l->cap, sizeof *l->lines)) {
    l->failed = true;
    return;
  }
  l->lines = lines;
  l->lines[l->n++] = (enti_line){(uint32_t)begin, (uint32_t)end, paragraph, 0};
}

static bool is_blank_line(ent_str s)
{
  for (size_t i = 0; i < s.n; i++)
    if (!enti_is_blank(s.p[i]))
      return false;
  return true;
}

static void split_lines(enti_lines *l)
{
  uint32_t paragraph = 0;
  bool in_paragraph = false;
  for (size_t at = 0; at < l->text.n && !l->failed;) {
    const char *newline = memchr(l->text.p + at, '\n', l->text.n - at);
    size_t end = newline ? (size_t)(newline - l->text.p) : l->text.n;
    if (is_blank_line(ent_str_slice(l->text, at, end))) {
      paragraph += in_paragraph;
      in_paragraph = false;
    } else {
      add_line(l, at, end, paragraph);
      in_paragraph = true;
    }
    at = end + 1;
  }
}

/* Text that is not broken at a margin has lines of any length: then each line is a paragraph of its own. */
static void part_long_lines(enti_lines *l)
{
  size_t longer = 0;
  for (size_t i = 0; i < l->n; i++)
    longer += l->lines[i].end - l->lines[i].start > 120;
  if (longer * 10 < l->n)
    return;
  for (size_t i = 0; i < l->n; i++)
    l->lines[i].paragraph = (uint32_t)i;
}

/* ---- regions ----------------------------------------------------------------------------------------------------- */

void enti_lines_add(enti_lines *l, uint32_t start, uint32_t end, ent_region_kind kind, const char *why)
{
  void *found = l->found;
  if (start >= end)
    return;
  if (!enti_grow(l->arena, &found, l->n_found, &l->cap_found, sizeof *l->found)) {
    l->failed = true;
    return;
  }
  l->found = found;
  l->found[l->n_found++] = (ent_region){start, end, kind, why};
}

void enti_line_mark(enti_lines *l, size_t i, ent_region_kind kind, const char *why)
{
  enti_lines_add(l, l->lines[i].start, l->lines[i].end, kind, why);
  l->lines[i].mark = kind;
}

static int by_start(const void *a, const void *b)
{
  const ent_region *x = a, *y = b;
  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;
  if (x->end != y->end)
    return x->end > y->end ? -1 : 1; /* the longer one first */
  bool x_first = x->kind == ENT_REGION_TITLE || (x->kind == ENT_REGION_BOILERPLATE && y->kind != ENT_REGION_TITLE);
  return x->kind == y->kind ? 0 : x_first ? -1 : 1;
}

/* Sorted, without overlaps: what begins first stands; of what overlaps it, the part behind it is kept only where it is
 * boilerplate. */
static void settle(enti_lines *l)
{
  size_t n = 0;
  if (l->n_found)
    qsort(l->found, l->n_found, sizeof *l->found, by_start);
  for (size_t i = 0; i < l->n_found; i++) {
    ent_region r = l->found[i];
    uint32_t behind = n ? l->found[n - 1].end : 0;
    if (r.start < behind && r.end > behind && r.kind == ENT_REGION_BOILERPLATE)
      r.start = behind;
    if (r.start >= behind && r.start < r.end)
      l->found[n++] = r;
  }
  l->n_found = n;
}

static void take_given(enti_lines *l)
{
  size_t at = 0;
  for (size_t i = 0; i < l->layout->n_given; i++) {
    const ent_region *r = &l->layout->given[i];
    enti_lines_add(l, r->start, r->end, r->kind, r->why);
    while (at < l->n && l->lines[at].start < r->start)
      at++;
    for (; at < l->n && l->lines[at].end <= r->end; at++)
      l->lines[at].mark = r->kind;
  }
}

/* ---- datelines --------------------------------------------------------------------------------------------------- */

static void take_dateline(enti_lines *l, size_t i, const enti_dateline *d)
{
  enti_lines_add(l, l->lines[i].start, l->lines[i].start + (uint32_t)d->n, ENT_REGION_DATELINE, "dateline");
  if (l->lines[i].start + d->n >= l->lines[i].end)
    l->lines[i].mark = ENT_REGION_DATELINE;
  if (d->date.year && d->date.day && !ent_date_known(l->layout->date))
    l->layout->date = ent_date_make(d->date.year, d->date.month, d->date.day);
  if (d->agency.n && !l->layout->source.n)
    l->layout->source = d->agency;
}

/* At the beginning of the story and of each entry; elsewhere only with a date or an agency. */
static void datelines(enti_lines *l)
{
  bool opens = true;
  for (size_t i = 0; i < l->n; i = enti_paragraph_end(l, i)) {
    enti_dateline d;
    if (l->lines[i].mark) {
      opens |= l->lines[i].mark == ENT_REGION_ENTRY_HEAD;
      continue;
    }
    ent_str paragraph = enti_paragraph_text(l, i, enti_paragraph_end(l, i));
    if (enti_dateline_read(paragraph, opens, &d) && (opens || d.date.month || d.agency.n))
      take_dateline(l, i, &d);
    opens = false;
  }
}

/* ---- the whole ----------------------------------------------------------------------------------------------------- */

static ent_status give(enti_lines *l, ent_error *err)
{
  settle(l);
  ent_region *regions = ent_arena_array(l->doc->arena, l->n_found, sizeof *regions);
  if (l->failed || !regions)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  if (l->n_found)
    memcpy(regions, l->found, l->n_found * sizeof *regions);
  l->doc->regions = regions;
  l->doc->n_regions = l->n_found;
  return ENT_OK;
}

ent_status enti_layout_read(enti_layout *layout, ent_document *doc, const enti_boilerplate *boilerplate, ent_error *err)
{
  enti_lines l = {.arena = ent_arena_new(0), .doc = doc, .text = doc->text, .layout = layout};
  if (!l.arena)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  split_lines(&l);
  part_long_lines(&l);
  take_given(&l);
  enti_layout_publication(&l);
  if (boilerplate)
    enti_layout_boilerplate(&l, boilerplate);
  if (layout->guess_title)
    enti_layout_title(&l);
  enti_layout_entries(&l);
  enti_layout_talk(&l);
  datelines(&l);
  enti_layout_publisher(&l);
  enti_layout_headings(&l);
  ent_status status = give(&l, err);
  ent_arena_free(l.arena);
  return status;
}
