/* Cutting records. Lines without quotes are cut in one pass over the bytes, 16 at a time where the processor can. */
#include "dataset/record.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define LINES_QUOTED 200 /* a quoted field with more lines is a stray quote */

/* ---- plain lines --------------------------------------------------------------------------------------------- */

static void add_field(record *r, const char *from, const char *to)
{
  if (r->n < ENTI_RECORD_FIELDS)
    r->fields[r->n++] = (ent_str){from, (size_t)(to - from)};
  else
    r->wrong = "too many columns";
}

/* Cuts at delimiters up to the line break; where that is, or NULL where the bytes end before it. */
static const char *cut_plain(const char *p, const char *end, char delimiter, record *r)
{
  const char *field = p;
#ifdef __SSE2__
  const __m128i d = _mm_set1_epi8(delimiter ? delimiter : '\n'), nl = _mm_set1_epi8('\n');
  for (; end - p >= 16; p += 16) {
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)p);
    unsigned found = (unsigned)_mm_movemask_epi8(_mm_or_si128(_mm_cmpeq_epi8(bytes, d), _mm_cmpeq_epi8(bytes, nl)));
    for (; found; found &= found - 1) {
      const char *at = p + __builtin_ctz(found);
      add_field(r, field, at);
      field = at + 1;
      if (*at == '\n')
        return at;
    }
  }
#endif
  for (; p < end; p++) {
    if (*p != '\n' && (*p != delimiter || !delimiter))
      continue;
    add_field(r, field, p);
    field = p + 1;
    if (*p == '\n')
      return p;
  }
  add_field(r, field, p);
  return NULL;
}

/* ---- quoted ---------------------------------------------------------------------------------------------------- */

/* A quoted field from behind its first quote; decodes in place. Where it ends (at a delimiter, a line break or the end),
 * or NULL where the bytes end inside it. */
static char *cut_quoted(char *p, char *end, char delimiter, record *r, uint64_t *lines)
{
  char *out = p, *from = p;
  for (; p < end; *out++ = *p++) {
    if (*p == '\n' && ++*lines > LINES_QUOTED) {
      r->wrong = "a quote is not closed";
      return p;
    }
    if (*p != '"')
      continue;
    if (p + 1 < end && p[1] == '"') {
      p++;
      continue;
    }
    add_field(r, from, out);
    p++;
    if (p < end && *p == '\r' && (p + 1 == end || p[1] == '\n'))
      p++;
    if (p < end && *p != delimiter && *p != '\n')
      r->wrong = "text behind a closing quote";
    while (p < end && *p != delimiter && *p != '\n')
      p++;
    return p;
  }
  return NULL;
}

/* 1: a record, 0: the bytes end inside a quoted field. */
static int cut_csv(char *p, char *end, char delimiter, record *r, uint64_t *lines, char **ret_end)
{
  for (;; p++) {
    char *field = p;
    if (p < end && *p == '"') {
      p = cut_quoted(p + 1, end, delimiter, r, lines);
      if (!p)
        return 0;
      if (r->wrong && *lines > LINES_QUOTED)
        break;
    } else {
      while (p < end && *p != delimiter && *p != '\n')
        p++;
      add_field(r, field, p);
    }
    if (p == end || *p == '\n')
      break;
  }
  *ret_end = p;
  return 1;
}

/* ---- records --------------------------------------------------------------------------------------------------- */

/* A carriage return before the line break is none of the field's. */
static void drop_return(record *r)
{
  ent_str *last = r->n ? &r->fields[r->n - 1] : NULL;
  if (last && last->n && last->p[last->n - 1] == '\r')
    last->n--;
}

static void give_line(input *in, size_t n, bool ended, uint64_t *line, uint64_t lines, record *r)
{
  r->ended = ended;
  r->line = *line + 1;
  *line += lines;
  input_consume(in, n + ended);
}

/* How far a record goes, before anything of it is decoded. A quote opens at the beginning of a field alone. */
typedef struct extent {
  size_t n, lines, columns;
  bool inside; /* the bytes end within quotes */
} extent;

static extent extent_of(const char *p, size_t n, char delimiter)
{
  extent x = {.columns = 1};
  bool begins = true;
  for (; x.n < n && x.lines <= LINES_QUOTED; x.n++) {
    char c = p[x.n];
    if (x.inside) {
      if (c == '"' && x.n + 1 < n && p[x.n + 1] == '"')
        x.n++;
      else if (c == '"')
        x.inside = false;
      x.lines += c == '\n';
      continue;
    }
    if (c == '\n')
      break;
    x.inside = c == '"' && begins;
    begins = c == delimiter;
    x.columns += begins;
  }
  return x;
}

/* Cuts what is in the window: true where that is a whole record. final: nothing comes behind it. Decoding writes into
 * the window, so it is done only when the record is known to be whole. */
static bool cut(input *in, layout how, bool final, uint64_t *line, record *r)
{
  size_t n;
  char *p = input_view(in, &n);
  const char *newline = NULL;
  r->n = 0;
  r->wrong = NULL;
  if (!how.quotes || !memchr(p, '"', (newline = memchr(p, '\n', n)) ? (size_t)(newline - p) : n)) {
    if (how.quotes && !newline && !final)
      return false;
    newline = cut_plain(p, p + n, how.delimiter, r);
    if (!newline && !final)
      return false;
    size_t length = newline ? (size_t)(newline - p) : n;
    r->whole = (ent_str){p, length};
    drop_return(r);
    give_line(in, length, newline != NULL, line, 1, r);
    return true;
  }
  extent x = extent_of(p, n, how.delimiter);
  bool whole = x.n < n || (final && !x.inside);
  bool stray = x.lines > LINES_QUOTED || (final && x.inside) ||
               (whole && x.lines && how.columns && x.columns != how.columns);
  if (!whole && !stray)
    return false;
  if (stray) {
    const char *first = memchr(p, '\n', n);
    size_t length = first ? (size_t)(first - p) : n;
    r->whole = (ent_str){p, length};
    r->wrong = "a quote is not closed";
    give_line(in, length, first != NULL, line, 1, r);
    return true;
  }
  size_t at = x.n;
  char *stop = p + at;
  uint64_t inner = 0;
  r->whole = (ent_str){p, at};
  if (!cut_csv(p, stop, how.delimiter, r, &inner, &stop) || stop != p + at)
    r->wrong = "quotes that make no field";
  drop_return(r);
  give_line(in, at, at < n, line, x.lines + 1, r);
  return true;
}

ent_status record_next(input *in, layout how, uint64_t *line, record *ret, bool *ret_any, ent_error *err)
{
  bool more = true;
  for (;;) {
    size_t n;
    input_view(in, &n);
    if (n && cut(in, how, false, line, ret)) {
      *ret_any = true;
      return ENT_OK;
    }
    ent_status status = input_more(in, &more, err);
    if (status != ENT_OK)
      return status;
    if (more)
      continue;
    input_view(in, &n);
    *ret_any = n > 0 && cut(in, how, true, line, ret);
    return ENT_OK;
  }
}

layout record_layout(ent_str s)
{
  size_t tabs = 0, commas = 0, semicolons = 0;
  bool inside = false;
  for (size_t i = 0; i < s.n && (s.p[i] != '\n' || inside); i++) {
    inside ^= s.p[i] == '"';
    tabs += s.p[i] == '\t';
    commas += s.p[i] == ',' && !inside;
    semicolons += s.p[i] == ';' && !inside;
  }
  if (tabs)
    return (layout){'\t', false, 0};
  return (layout){semicolons > commas ? ';' : ',', true, 0};
}
