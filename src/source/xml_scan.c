/* XML as it occurs; see xml_scan.h. A validating parser would stop at the first bare "&", which half of the feeds and
 * most PETRARCH files have, and it would not keep the places of text. The unit tests compare with libxml2. */
#include "source/xml_scan.h"

#include "source/ascii.h"

#include <libxml/HTMLparser.h>
#include <string.h>

static ent_str rest(ent_str s, size_t at)
{
  return ent_str_slice(s, at, s.n);
}

static size_t behind(ent_str s, size_t at, const char *end)
{
  const char *found = at < s.n ? memmem(s.p + at, s.n - at, end, strlen(end)) : NULL;
  return found ? (size_t)(found - s.p) + strlen(end) : s.n;
}

/* ---- tags --------------------------------------------------------------------------------------------------------------- */

static bool name_char(char c)
{
  return enti_is_letter(c) || enti_is_digit(c) || c == '_' || c == '-' || c == '.';
}

/* End of a tag that begins at `at`: the ">" outside of quotes; SIZE_MAX where it is none. */
static size_t tag_end(ent_str s, size_t at)
{
  char quote = 0;
  for (size_t i = at; i < s.n && i < at + (64 << 10); i++) {
    char c = s.p[i];
    if (quote)
      quote = c == quote ? 0 : quote;
    else if (c == '>')
      return i + 1;
    else if (c == '<' && i > at)
      return SIZE_MAX;
    else if ((c == '"' || c == '\'') && i > at && (s.p[i - 1] == '=' || enti_is_blank(s.p[i - 1])))
      quote = c;
  }
  return SIZE_MAX;
}

static bool read_tag(ent_str s, size_t at, enti_xml_token *ret)
{
  size_t begin = at + 1, end = tag_end(s, at);
  bool close = begin < s.n && s.p[begin] == '/';
  begin += close;
  if (end == SIZE_MAX || !(enti_is_letter(s.p[begin]) || s.p[begin] == '_'))
    return false;
  size_t n = begin, name = begin;
  for (; n < end && (name_char(s.p[n]) || s.p[n] == ':'); n++)
    if (s.p[n] == ':')
      name = n + 1;
  bool empty = end >= 2 && s.p[end - 2] == '/' && end - 2 >= n;
  *ret = (enti_xml_token){close ? ENTI_XML_CLOSE : empty ? ENTI_XML_EMPTY : ENTI_XML_OPEN,
                          ent_str_slice(s, name, n),
                          name > begin ? ent_str_slice(s, begin, name - 1) : ENT_STR_NONE,
                          ent_str_slice(s, n, end - 1 - empty),
                          at,
                          end};
  return true;
}

/* <!-- … -->, <? … ?>, <!DOCTYPE …>: bytes to pass over, 0 where it is none of them. */
static size_t passed_over(ent_str s, size_t at)
{
  ent_str here = rest(s, at);
  if (ent_str_starts(here, ENT_STR("<!--")))
    return behind(s, at + 4, "-->") - at;
  if (ent_str_starts(here, ENT_STR("<?")))
    return behind(s, at + 2, "?>") - at;
  if (!ent_str_starts(here, ENT_STR("<!")) || ent_str_starts(here, ENT_STR("<![CDATA[")))
    return 0;
  size_t close = behind(s, at, ">");
  const char *subset = memchr(s.p + at, '[', close - at);
  return (subset ? behind(s, at, "]>") : close) - at;
}

static bool special(ent_str s, size_t at)
{
  enti_xml_token token;
  return ent_str_starts(rest(s, at), ENT_STR("<![CDATA[")) || passed_over(s, at) || read_tag(s, at, &token);
}

bool enti_xml_next(ent_str s, size_t *at, enti_xml_token *ret)
{
  for (size_t n; *at < s.n && s.p[*at] == '<' && (n = passed_over(s, *at)); *at += n)
    ;
  if (*at >= s.n)
    return false;
  if (ent_str_starts(rest(s, *at), ENT_STR("<![CDATA["))) {
    size_t end = behind(s, *at, "]]>");
    bool closed = end >= *at + 12 && !memcmp(s.p + end - 3, "]]>", 3);
    *ret = (enti_xml_token){ENTI_XML_CDATA, ENT_STR_NONE, ENT_STR_NONE, ent_str_slice(s, *at + 9, closed ? end - 3 : end), *at, end};
  } else if (s.p[*at] != '<' || !read_tag(s, *at, ret)) {
    size_t end = *at + 1;
    for (const char *next; end < s.n; end++) {
      next = memchr(s.p + end, '<', s.n - end);
      end = next ? (size_t)(next - s.p) : s.n;
      if (end < s.n && special(s, end))
        break;
      if (end == s.n)
        break;
    }
    *ret = (enti_xml_token){ENTI_XML_TEXT, ENT_STR_NONE, ENT_STR_NONE, ent_str_slice(s, *at, end), *at, end};
  }
  *at = ret->end;
  return true;
}

ent_str enti_xml_attribute(ent_str attributes, const char *wanted)
{
  for (size_t at = 0; at < attributes.n;) {
    while (at < attributes.n && !name_char(attributes.p[at]))
      at++;
    size_t begin = at;
    for (; at < attributes.n && (name_char(attributes.p[at]) || attributes.p[at] == ':'); at++)
      if (attributes.p[at] == ':')
        begin = at + 1;
    ent_str name = ent_str_slice(attributes, begin, at);
    while (at < attributes.n && (enti_is_blank(attributes.p[at]) || attributes.p[at] == '='))
      at++;
    char quote = at < attributes.n ? attributes.p[at] : 0;
    bool quoted = quote == '"' || quote == '\'';
    size_t value = at + quoted, end = value;
    while (end < attributes.n && (quoted ? attributes.p[end] != quote : !enti_is_blank(attributes.p[end])))
      end++;
    if (enti_eq_nocase(name, wanted))
      return ent_str_slice(attributes, value, end);
    at = end + quoted > at ? end + quoted : at + 1;
  }
  return ENT_STR_NONE;
}

ent_str enti_xml_content(ent_str s, size_t *at, ent_str name)
{
  size_t begin = *at, depth = 1;
  enti_xml_token token;
  while (enti_xml_next(s, at, &token)) {
    if (!token.name.n || !ent_str_eq(token.name, name))
      continue;
    depth += token.kind == ENTI_XML_OPEN;
    depth -= token.kind == ENTI_XML_CLOSE;
    if (depth == 0)
      return ent_str_slice(s, begin, token.start);
  }
  return ent_str_slice(s, begin, s.n);
}

/* ---- text --------------------------------------------------------------------------------------------------------------- */

size_t enti_xml_reference(ent_str s, size_t at, uint32_t *ret)
{
  size_t end = at + 1;
  bool number = end < s.n && s.p[end] == '#', hex = number && end + 1 < s.n && enti_lower(s.p[end + 1]) == 'x';
  char name[16];
  size_t n = 0;
  uint32_t value = 0;
  for (end += number + hex; end < s.n && end - at < 14 && (enti_is_digit(s.p[end]) || enti_is_letter(s.p[end])); end++) {
    char c = s.p[end];
    name[n++] = c;
    value = value > 0x110000 ? value : value * (hex ? 16 : 10) + (enti_is_digit(c) ? (uint32_t)(c - '0') : (uint32_t)(enti_lower(c) - 'a' + 10) & 15);
  }
  name[n] = 0;
  if (n == 0 || end >= s.n || s.p[end] != ';')
    return 0;
  if (number) {
    *ret = value;
    return end + 1 - at;
  }
  if (!strcmp(name, "apos")) { /* XML has it, HTML 4 has not */
    *ret = '\'';
    return end + 1 - at;
  }
  const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)name);
  if (!entity)
    return 0;
  *ret = entity->value;
  return end + 1 - at;
}

typedef struct writer {
  const enti_decoded *whole;
  ent_buf *out;
  enti_map *map;
  size_t first;       /* of out: what was there before */
  bool collapse, space, fine;
  size_t space_at;
} writer;

static void note(writer *w, size_t m, size_t from, size_t n, bool copy)
{
  const enti_map *in = &w->whole->map;
  uint32_t length = (uint32_t)w->whole->text.n, at = (uint32_t)w->out->n;
  if (copy) {
    w->fine &= enti_map_copy(w->map, at, in, length, (uint32_t)from, (uint32_t)(from + n));
    return;
  }
  uint64_t first = enti_map_original(in->pieces, in->n, (uint32_t)from, length);
  uint64_t last = enti_map_original(in->pieces, in->n, (uint32_t)(from + n), length);
  w->fine &= enti_map_add(w->map, at, (uint32_t)m, first, (uint32_t)(last - first));
}

static void put(writer *w, const char *p, size_t m, size_t from, size_t n)
{
  if (w->space && w->out->n > w->first && !enti_is_blank(w->out->p[w->out->n - 1])) {
    note(w, 1, w->space_at, from - w->space_at, false);
    ent_buf_char(w->out, ' ');
  }
  w->space = false;
  note(w, m, from, n, m == n);
  ent_buf_add(w->out, p, m);
}

static void blank(writer *w, size_t from)
{
  if (!w->space)
    w->space_at = from;
  w->space = true;
}

/* How far plain characters go on. */
static size_t run(ent_str s, size_t at, bool references, bool collapse)
{
  size_t end = at;
  while (end < s.n && !(references && s.p[end] == '&') && !(collapse && enti_is_blank(s.p[end])))
    end++;
  return end;
}

static void write_piece(writer *w, ent_str s, bool references)
{
  size_t base = (size_t)(s.p - w->whole->text.p);
  for (size_t at = 0; at < s.n && w->fine && !w->out->failed;) {
    size_t end = run(s, at, references, w->collapse);
    if (end > at) {
      put(w, s.p + at, end - at, base + at, end - at);
      at = end;
      continue;
    }
    if (w->collapse && enti_is_blank(s.p[at])) {
      blank(w, base + at++);
      continue;
    }
    uint32_t c = '&';
    char utf8[4];
    size_t n = enti_xml_reference(s, at, &c);
    uint32_t instead = n ? enti_tame(c) : 0;
    if (c == 0xA0 || (w->collapse && c < 0x80 && enti_is_blank((char)c)))
      blank(w, base + at);
    else
      put(w, utf8, ent_utf8_put(instead ? instead : c, utf8), base + at, n ? n : 1);
    at += n ? n : 1;
  }
}

bool enti_xml_text(ent_str content, const enti_decoded *whole, bool collapse, ent_buf *out, enti_map *map)
{
  writer w = {whole, out, map, out->n, collapse, false, true, 0};
  enti_xml_token token;
  for (size_t at = 0; w.fine && enti_xml_next(content, &at, &token);) {
    if (token.kind == ENTI_XML_TEXT || token.kind == ENTI_XML_CDATA)
      write_piece(&w, token.inside, token.kind == ENTI_XML_TEXT);
    else
      blank(&w, (size_t)(content.p - whole->text.p) + token.start);
  }
  return w.fine && !out->failed;
}

size_t enti_xml_line(ent_str s, size_t at)
{
  size_t line = 1;
  for (size_t i = 0; i < at && i < s.n; i++)
    line += s.p[i] == '\n';
  return line;
}
