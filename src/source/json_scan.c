/* JSON with places; see json_scan.h. */
#include "source/json_scan.h"

#include "source/ascii.h"

#include <string.h>

/* ---- checking ------------------------------------------------------------------------------------------------------ */

typedef struct scan {
  ent_str s;
  size_t at;
  const char *why;
} scan;

static bool bad(scan *c, const char *why)
{
  c->why = why;
  return false;
}

static void blanks(scan *c)
{
  while (c->at < c->s.n && (c->s.p[c->at] == ' ' || (c->s.p[c->at] >= '\t' && c->s.p[c->at] <= '\r')))
    c->at++;
}

static bool hex4(ent_str s, size_t at, uint32_t *ret)
{
  uint32_t value = 0;
  if (at + 4 > s.n)
    return false;
  for (size_t i = at; i < at + 4; i++) {
    char c = enti_lower(s.p[i]);
    if (!enti_is_digit(c) && (c < 'a' || c > 'f'))
      return false;
    value = value << 4 | (uint32_t)(enti_is_digit(c) ? c - '0' : c - 'a' + 10);
  }
  *ret = value;
  return true;
}

static bool check_string(scan *c)
{
  size_t begin = c->at++;
  uint32_t code;
  for (; c->at < c->s.n; c->at++) {
    char ch = c->s.p[c->at];
    if (ch == '"') {
      c->at++;
      return true;
    }
    if (ch != '\\')
      continue;
    char escaped = ++c->at < c->s.n ? c->s.p[c->at] : 0;
    if (escaped == 0 || !strchr("\"\\/bfnrtu", escaped))
      return bad(c, "wrong escape in a string");
    if (escaped == 'u' && !hex4(c->s, c->at + 1, &code))
      return bad(c, "\\u without four hex digits");
    c->at += escaped == 'u' ? 4 : 0;
  }
  c->at = begin;
  return bad(c, "string without its end");
}

static size_t digits(scan *c)
{
  size_t begin = c->at;
  while (c->at < c->s.n && enti_is_digit(c->s.p[c->at]))
    c->at++;
  return c->at - begin;
}

static bool check_number(scan *c)
{
  size_t begin = c->at;
  c->at += c->s.p[c->at] == '-';
  bool zero = c->at < c->s.n && c->s.p[c->at] == '0';
  size_t n = digits(c);
  bool fine = n == 1 || (n > 1 && !zero);
  if (fine && c->at < c->s.n && c->s.p[c->at] == '.') {
    c->at++;
    fine = digits(c) > 0;
  }
  if (fine && c->at < c->s.n && enti_lower(c->s.p[c->at]) == 'e') {
    c->at++;
    c->at += c->at < c->s.n && (c->s.p[c->at] == '+' || c->s.p[c->at] == '-');
    fine = digits(c) > 0;
  }
  if (fine)
    return true;
  c->at = begin;
  return bad(c, "not a number");
}

static bool check_scalar(scan *c)
{
  static const ent_str words[] = {{"true", 4}, {"false", 5}, {"null", 4}};
  if (c->at >= c->s.n)
    return bad(c, "ends too early");
  char ch = c->s.p[c->at];
  if (ch == '"')
    return check_string(c);
  if (ch == '-' || enti_is_digit(ch))
    return check_number(c);
  for (size_t i = 0; i < 3; i++)
    if (ent_str_starts(ent_str_slice(c->s, c->at, c->s.n), words[i])) {
      c->at += words[i].n;
      return true;
    }
  return bad(c, "no JSON value");
}

static bool check_key(scan *c)
{
  blanks(c);
  if (c->at >= c->s.n || c->s.p[c->at] != '"')
    return bad(c, c->at < c->s.n ? "a key in quotes is missing" : "ends too early");
  if (!check_string(c))
    return false;
  blanks(c);
  if (c->at >= c->s.n || c->s.p[c->at] != ':')
    return bad(c, "a colon is missing");
  c->at++;
  return true;
}

/* Opens objects and arrays until a scalar or an empty one has been read. *depth grows with each that stays open. */
static bool check_down(scan *c, char open[ENTI_JSON_DEEPEST], size_t *depth)
{
  for (;;) {
    blanks(c);
    char ch = c->at < c->s.n ? c->s.p[c->at] : 0;
    if (ch != '{' && ch != '[')
      return check_scalar(c);
    if (*depth == ENTI_JSON_DEEPEST)
      return bad(c, "nested too deeply");
    c->at++;
    blanks(c);
    char close = ch == '{' ? '}' : ']';
    if (c->at < c->s.n && c->s.p[c->at] == close) {
      c->at++;
      return true;
    }
    open[(*depth)++] = close;
    if (ch == '{' && !check_key(c))
      return false;
  }
}

/* After a value: closes what ends here; *ret_more: another value follows. */
static bool check_up(scan *c, const char open[ENTI_JSON_DEEPEST], size_t *depth, bool *ret_more)
{
  for (*ret_more = false; *depth;) {
    blanks(c);
    char close = open[*depth - 1], ch = c->at < c->s.n ? c->s.p[c->at] : 0;
    if (ch == ',') {
      c->at++;
      *ret_more = true;
      return close == ']' || check_key(c);
    }
    if (ch != close)
      return bad(c, ch == 0 ? "ends too early" : close == '}' ? "a comma or } is missing" : "a comma or ] is missing");
    c->at++;
    (*depth)--;
  }
  return true;
}

bool enti_json_check(ent_str s, size_t *at, const char **ret_why)
{
  char open[ENTI_JSON_DEEPEST];
  size_t depth = 0;
  scan c = {s, *at, NULL};
  bool fine = true;
  for (bool more = true; more && fine;)
    fine = check_down(&c, open, &depth) && check_up(&c, open, &depth, &more);
  *at = c.at;
  if (!fine)
    *ret_why = c.why;
  return fine;
}

/* ---- walking what has been checked ----------------------------------------------------------------------------------- */

static size_t skip_blanks(ent_str s, size_t at)
{
  while (at < s.n && (enti_is_blank(s.p[at]) || s.p[at] == ',' || s.p[at] == ':'))
    at++;
  return at;
}

static size_t string_end(ent_str s, size_t at)
{
  for (at++; at < s.n && s.p[at] != '"'; at++)
    at += s.p[at] == '\\';
  return at < s.n ? at + 1 : s.n;
}

static size_t value_end(ent_str s, size_t at)
{
  size_t depth = 0;
  do {
    char c = at < s.n ? s.p[at] : ']';
    if (c == '"') {
      at = string_end(s, at);
      continue;
    }
    depth += c == '{' || c == '[';
    depth -= depth && (c == '}' || c == ']');
    if (c == '{' || c == '[' || c == '}' || c == ']' || enti_is_blank(c) || c == ',' || c == ':') {
      at++;
      continue;
    }
    while (at < s.n && !strchr(" \t\r\n\v\f,:]}", s.p[at]))
      at++;
  } while (depth && at < s.n);
  return at < s.n ? at : s.n;
}

bool enti_json_element(ent_str array, size_t *at, ent_str *ret_value)
{
  size_t begin = skip_blanks(array, *at ? *at : 1);
  if (begin >= array.n || array.p[begin] == ']' || array.p[begin] == '}')
    return false;
  *at = value_end(array, begin);
  *ret_value = ent_str_slice(array, begin, *at);
  return true;
}

bool enti_json_member(ent_str object, size_t *at, ent_str *ret_key, ent_str *ret_value)
{
  ent_str key;
  if (!enti_json_element(object, at, &key) || key.n < 2 || !enti_json_element(object, at, ret_value))
    return false;
  *ret_key = ent_str_slice(key, 1, key.n - 1);
  return true;
}

ent_str enti_json_get(ent_str object, const char *wanted)
{
  ent_str key, value;
  for (size_t at = 0; enti_json_member(object, &at, &key, &value);)
    if (ent_str_eq(key, ent_str_of(wanted)))
      return value;
  return ENT_STR_NONE;
}

/* ---- strings ---------------------------------------------------------------------------------------------------------- */

typedef struct decoder {
  ent_str s;           /* the string with its quotes */
  size_t offset;       /* of s in whole->text */
  const enti_decoded *whole;
  ent_buf *out;
  enti_map *map;
  bool fine, after_cr;
} decoder;

static void copy_run(decoder *d, size_t from, size_t to)
{
  if (from == to)
    return;
  uint32_t first = (uint32_t)(d->offset + from), last = (uint32_t)(d->offset + to);
  const enti_decoded *w = d->whole;
  d->fine &= enti_map_copy(d->map, (uint32_t)d->out->n, &w->map, (uint32_t)w->text.n, first, last);
  ent_buf_add(d->out, d->s.p + from, to - from);
  d->after_cr = false;
}

static void put_escape(decoder *d, uint32_t c, size_t from, size_t to)
{
  char utf8[4];
  bool second = c == '\n' && d->after_cr; /* \r\n is one line break */
  d->after_cr = c == '\r';
  if (second)
    return;
  uint32_t instead = enti_tame(c);
  size_t m = ent_utf8_put(instead ? instead : c, utf8);
  const enti_map *origin = &d->whole->map;
  uint32_t length = (uint32_t)d->whole->text.n;
  uint64_t first = enti_map_original(origin->pieces, origin->n, (uint32_t)(d->offset + from), length);
  uint64_t last = enti_map_original(origin->pieces, origin->n, (uint32_t)(d->offset + to), length);
  d->fine &= enti_map_add(d->map, (uint32_t)d->out->n, (uint32_t)m, first, (uint32_t)(last - first));
  ent_buf_add(d->out, utf8, m);
}

/* The escape at s[at] (the backslash); returns how long it is. */
static size_t escape(const decoder *d, size_t at, uint32_t *ret)
{
  uint32_t low;
  char c = d->s.p[at + 1];
  const char *plain = "bfnrt", *value = "\b\f\n\r\t", *found = strchr(plain, c);
  *ret = found ? (uint32_t)value[found - plain] : (uint32_t)(unsigned char)c;
  if (c != 'u')
    return 2;
  hex4(d->s, at + 2, ret);
  if (*ret < 0xD800 || *ret > 0xDBFF || at + 12 > d->s.n || d->s.p[at + 6] != '\\' || d->s.p[at + 7] != 'u' ||
      !hex4(d->s, at + 8, &low) || low < 0xDC00 || low > 0xDFFF)
    return 6; /* a lone surrogate becomes U+FFFD when it is written */
  *ret = 0x10000 + ((*ret - 0xD800) << 10 | (low - 0xDC00));
  return 12;
}

bool enti_json_decode(ent_str string, const enti_decoded *whole, ent_buf *out, enti_map *map)
{
  decoder d = {string, (size_t)(string.p - whole->text.p), whole, out, map, true, false};
  size_t end = string.n - 1;
  for (size_t at = 1; at < end && d.fine;) {
    const char *next = memchr(string.p + at, '\\', end - at);
    size_t stop = next ? (size_t)(next - string.p) : end;
    copy_run(&d, at, stop);
    at = stop;
    if (at < end) {
      uint32_t c;
      size_t n = escape(&d, at, &c);
      put_escape(&d, c, at, at + n);
      at += n;
    }
  }
  return d.fine && !out->failed;
}
