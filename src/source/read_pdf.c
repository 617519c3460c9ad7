/* PDF, by way of pdftotext (poppler): its lines are put together to paragraphs again, what repeats at the top and the
 * bottom of pages is left out. The offsets of such a document are offsets in what pdftotext wrote. */
#include "source/reader.h"

#include "base/vec.h"
#include "source/ascii.h"
#include "base/child.h"
#include "source/date_words.h"
#include "source/xml_scan.h"

#include <stdlib.h>
#include <string.h>

#define TIMEOUT_MS 60000

typedef struct pdf_line {
  uint32_t start, end; /* bytes of the output, trimmed; equal: blank */
  uint32_t page;
  bool furniture;      /* a running head, a page number */
} pdf_line;

typedef struct pdf {
  ent_arena *arena;
  ent_str text;        /* of the pages */
  size_t offset;       /* of text in the output */
  pdf_line *lines;
  size_t n, cap;
  uint32_t pages, width;
  ent_str title;       /* that the file states, if it also stands in the text */
} pdf;

/* ---- pdftotext's output --------------------------------------------------------------------------------------------- */

static ent_status run(ent_str bytes, ent_buf *out, ent_error *err)
{
  static const char *const argv[] = {"pdftotext", "-htmlmeta", "-enc", "UTF-8", "-", "-", NULL};
  enti_child child = {argv, bytes, TIMEOUT_MS};
  ent_buf errors = ENT_BUF_INIT(4096);
  int code = -1;
  ent_status status = enti_child_run(&child, out, &errors, &code, err);
  if (status == ENT_ENOTFOUND)
    status = ent_fail(err, ENT_ENOTFOUND, ENT_NO_OFFSET,
                      "PDF is read with pdftotext, which is not installed (Debian package poppler-utils)");
  else if (!status && code != 0)
    status = ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "pdftotext cannot read it: %.*s", errors.n < 200 ? (int)errors.n : 200,
                      errors.n ? errors.p : "no reason given");
  ent_buf_done(&errors);
  return status;
}

/* What a document must not hold becomes blanks of the same length, so that offsets stay: broken bytes, control
 * characters but the ends of lines and pages. */
static void clean(ent_buf *output)
{
  ent_str s = ent_buf_view(output);
  for (size_t at = 0; at < s.n;) {
    size_t begin = at;
    uint32_t c = ent_utf8_next(s, &at);
    bool broken = c == 0xFFFD && at == begin + 1;
    if (broken || (c != '\f' && enti_tame(c)))
      memset(output->p + begin, ' ', at - begin);
  }
}

static ent_str meta_value(ent_str head, const char *name)
{
  enti_xml_token token;
  for (size_t at = 0; enti_xml_next(head, &at, &token);)
    if (enti_eq_nocase(token.name, "meta") && enti_eq_nocase(enti_xml_attribute(token.inside, "name"), name))
      return enti_xml_attribute(token.inside, "content");
  return ENT_STR_NONE;
}

static ent_str meta_title(ent_str head)
{
  size_t at = enti_find_nocase(head, "<title>"), end = enti_find_nocase(head, "</title>");
  return at != SIZE_MAX && end != SIZE_MAX && end > at + 7 ? ent_str_trim(ent_str_slice(head, at + 7, end)) : ENT_STR_NONE;
}

/* The pages stand unescaped between <pre> and the last </pre>. */
static ent_str pages_of(ent_str output, ent_str *ret_head)
{
  size_t begin = enti_find_nocase(output, "<pre>\n");
  begin = begin == SIZE_MAX ? 0 : begin + 6;
  *ret_head = ent_str_slice(output, 0, begin);
  const char *last = NULL;
  for (size_t at = output.n > 64 ? output.n - 64 : 0; at + 6 <= output.n; at++)
    if (!memcmp(output.p + at, "</pre>", 6) && !last)
      last = output.p + at;
  return ent_str_slice(output, begin, last ? (size_t)(last - output.p) : output.n);
}

/* ---- lines ------------------------------------------------------------------------------------------------------------- */

static bool add_line(pdf *p, size_t begin, size_t end, uint32_t page)
{
  void *lines = p->lines;
  if (!enti_grow(p->arena, &lines, p->n, &p->cap, sizeof *p->lines))
    return false;
  p->lines = lines;
  while (begin < end && enti_is_blank(p->text.p[begin]))
    begin++;
  while (end > begin && enti_is_blank(p->text.p[end - 1]))
    end--;
  p->lines[p->n++] = (pdf_line){(uint32_t)begin, (uint32_t)end, page, false};
  return true;
}

static bool split(pdf *p)
{
  size_t begin = 0;
  for (size_t i = 0; i <= p->text.n; i++) {
    char c = i < p->text.n ? p->text.p[i] : '\n';
    if (c != '\n' && c != '\f')
      continue;
    if (!add_line(p, begin, i, p->pages))
      return false;
    p->pages += c == '\f';
    begin = i + 1;
  }
  return true;
}

static ent_str line_text(const pdf *p, size_t i)
{
  return ent_str_slice(p->text, p->lines[i].start, p->lines[i].end);
}

static bool is_blank(const pdf *p, size_t i)
{
  return p->lines[i].start == p->lines[i].end;
}

/* The same but for digits: running heads carry page numbers. */
static bool same_but_digits(ent_str a, ent_str b)
{
  size_t i = 0, j = 0;
  for (;; i++, j++) {
    while (i < a.n && enti_is_digit(a.p[i]))
      i++;
    while (j < b.n && enti_is_digit(b.p[j]))
      j++;
    if (i == a.n || j == b.n)
      return i == a.n && j == b.n;
    if (a.p[i] != b.p[j])
      return false;
  }
}

/* "12", "- 3 -", "Page 4 of 9" */
static bool is_page_number(ent_str s)
{
  bool digit = false;
  if (enti_starts_nocase(s, "page "))
    s = ent_str_slice(s, 5, s.n);
  for (size_t i = 0; i < s.n; i++) {
    digit |= enti_is_digit(s.p[i]);
    if (!enti_is_digit(s.p[i]) && !strchr(" -|/of", s.p[i]))
      return false;
  }
  return digit && s.n <= 12;
}

/* First (step 1) or last (step -1) lines of the pages: those that come again on half of them are furniture. */
static void mark_edge(pdf *p, const size_t *edges, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    size_t like = 0;
    for (size_t j = i > 20 ? i - 20 : 0; j < n && j < i + 20; j++) /* neighbours will do */
      like += same_but_digits(line_text(p, edges[i]), line_text(p, edges[j]));
    size_t near = (i < 20 ? i : 20) + (n - i < 20 ? n - i : 20);
    if (is_page_number(line_text(p, edges[i])) || (like >= 2 && like * 2 >= near))
      p->lines[edges[i]].furniture = true;
  }
}

/* Twice, since a page may have a running head and a number. */
static bool mark_furniture(pdf *p)
{
  size_t *first = ent_arena_array(p->arena, p->pages + 1, sizeof *first);
  size_t *last = ent_arena_array(p->arena, p->pages + 1, sizeof *last);
  if (!first || !last)
    return false;
  for (int round = 0; round < 2; round++) {
    size_t n = 0;
    for (size_t i = 0; i < p->n; i++) {
      if (is_blank(p, i) || p->lines[i].furniture)
        continue;
      if (n == 0 || p->lines[first[n - 1]].page != p->lines[i].page)
        first[n++] = i;
      last[n - 1] = i;
    }
    mark_edge(p, first, n);
    mark_edge(p, last, n);
  }
  return true;
}

static int by_size(const void *a, const void *b)
{
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return x < y ? -1 : x > y;
}

/* The usual length of a full line: nine in ten are shorter. */
static bool measure(pdf *p)
{
  uint32_t *sizes = ent_arena_array(p->arena, p->n, sizeof *sizes);
  size_t n = 0;
  if (!sizes)
    return false;
  for (size_t i = 0; i < p->n; i++)
    if (!is_blank(p, i) && !p->lines[i].furniture)
      sizes[n++] = p->lines[i].end - p->lines[i].start;
  if (n)
    qsort(sizes, n, sizeof *sizes, by_size);
  p->width = n ? sizes[n * 9 / 10 < n ? n * 9 / 10 : n - 1] : 0;
  return true;
}

/* ---- paragraphs --------------------------------------------------------------------------------------------------------- */

static bool ends_sentence(ent_str s)
{
  return s.n && strchr(".!?:\"", s.p[s.n - 1]);
}

/* Does line j carry on what line i began? blank: there is a blank line between them. */
static bool carries_on(const pdf *p, size_t i, size_t j, bool blank)
{
  ent_str a = line_text(p, i), b = line_text(p, j);
  bool small = b.p[0] >= 'a' && b.p[0] <= 'z', next_page = p->lines[i].page != p->lines[j].page;
  if (blank && !next_page)
    return false;
  bool heading = ends_sentence(a) && !ends_sentence(b) && b.n * 10 < p->width * 5;
  if (heading && !small)
    return false;
  if (small)
    return !ends_sentence(a) || a.n * 10 >= p->width * 6;
  return a.n * 10 >= p->width * 6 && !(next_page && ends_sentence(a));
}

static void write_lines(pdf *p, enti_draft *draft)
{
  size_t before = SIZE_MAX;
  bool blank = false, titled = false;
  for (size_t i = 0; i < p->n; i++) {
    if (is_blank(p, i) || p->lines[i].furniture) {
      blank |= is_blank(p, i);
      continue;
    }
    ent_str line = line_text(p, i);
    bool is_title = !titled && p->title.n && ent_str_eq(line, p->title);
    bool joined = before != SIZE_MAX && !is_title && carries_on(p, before, i, blank);
    bool hyphen = joined && draft->text.n > 1 && draft->text.p[draft->text.n - 1] == '-' &&
                  enti_is_letter(draft->text.p[draft->text.n - 2]) && line.p[0] >= 'a' && line.p[0] <= 'z';
    if (hyphen)
      enti_draft_cut(draft, draft->text.n - 1);
    else
      enti_draft_glue(draft, joined ? " " : "\n\n");
    uint32_t start = (uint32_t)draft->text.n;
    enti_draft_add(draft, line, p->offset + p->lines[i].start, line.n);
    if (is_title) {
      draft->doc->title = enti_draft_keep(draft, line);
      enti_draft_mark(draft, start, ENT_REGION_TITLE, "title");
      titled = true;
    }
    before = is_title ? SIZE_MAX : i;
    blank = false;
  }
}

/* Titles that programs invent ("Microsoft Word - x.doc") do not stand in the text. */
static void find_title(pdf *p, ent_str title)
{
  size_t seen = 0;
  for (size_t i = 0; i < p->n && seen < 12; i++) {
    seen += !is_blank(p, i);
    if (title.n >= 8 && !p->lines[i].furniture && ent_str_eq(line_text(p, i), title))
      p->title = title;
  }
}

static ent_status fill(enti_draft *draft, ent_str output, ent_error *err)
{
  pdf p = {.arena = ent_arena_new(0)};
  ent_str head;
  p.text = pages_of(output, &head);
  p.offset = p.text.n ? (size_t)(p.text.p - output.p) : 0;
  bool fine = p.arena && split(&p) && mark_furniture(&p) && measure(&p);
  if (fine) {
    find_title(&p, meta_title(head));
    draft->weak_date = enti_date_of_metadata(meta_value(head, "CreationDate"));
    draft->guess_title = p.title.n == 0;
    write_lines(&p, draft);
  }
  ent_arena_free(p.arena);
  return fine ? ENT_OK : ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
}

/* ---- the whole ------------------------------------------------------------------------------------------------------------ */

ent_status enti_read_pdf(const enti_input *input, ent_str bytes, uint64_t base, ent_document **ret, ent_error *err)
{
  (void)base;
  enti_draft draft;
  ent_buf output = ENT_BUF_INIT(ENT_MAX_DOCUMENT);
  ent_status status = run(bytes, &output, err);
  if (!status)
    clean(&output);
  if (!status && !(status = enti_draft_init(&draft, ENT_STR("pdf"), err))) {
    status = fill(&draft, ent_buf_view(&output), err);
    if (!status && draft.text.n == 0)
      status = ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "a PDF without text (scanned pages?)");
    if (!status)
      status = enti_input_finish(input, &draft, 0, ret, err);
    enti_draft_done(&draft);
  }
  ent_buf_done(&output);
  return status;
}
