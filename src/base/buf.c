/* Buffers that grow to a maximum; a failed write is remembered instead of checked each time. */
#include <entente/base.h>

#include "base/fault.h"

#include <stdio.h>
#include <string.h>

void ent_buf_done(ent_buf *buf)
{
  free(buf->p);
  *buf = ENT_BUF_INIT(buf->max);
}

void ent_buf_clear(ent_buf *buf)
{
  buf->n = 0;
  buf->failed = false;
}

bool ent_buf_reserve(ent_buf *buf, size_t more)
{
  if (buf->failed || more > buf->max || buf->n > buf->max - more) {
    buf->failed = true;
    return false;
  }
  size_t need = buf->n + more;
  if (need <= buf->cap)
    return true;
  size_t cap = buf->cap ? buf->cap : 256;
  while (cap < need)
    cap = cap > buf->max / 2 ? buf->max : cap * 2;
  char *p = enti_realloc(buf->p, cap);
  if (!p) {
    buf->failed = true;
    return false;
  }
  buf->p = p;
  buf->cap = cap;
  return true;
}

void ent_buf_add(ent_buf *buf, const void *bytes, size_t n)
{
  if (n && ent_buf_reserve(buf, n)) {
    memcpy(buf->p + buf->n, bytes, n);
    buf->n += n;
  }
}

void ent_buf_str(ent_buf *buf, ent_str s)
{
  ent_buf_add(buf, s.p, s.n);
}

void ent_buf_c(ent_buf *buf, const char *c_string)
{
  ent_buf_add(buf, c_string, strlen(c_string));
}

void ent_buf_char(ent_buf *buf, char c)
{
  ent_buf_add(buf, &c, 1);
}

void ent_buf_printf(ent_buf *buf, const char *format, ...)
{
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  int n = vsnprintf(NULL, 0, format, args);
  va_end(args);
  if (n >= 0 && ent_buf_reserve(buf, (size_t)n + 1)) {
    vsnprintf(buf->p + buf->n, (size_t)n + 1, format, again);
    buf->n += (size_t)n;
  } else {
    buf->failed = true;
  }
  va_end(again);
}

ent_str ent_buf_view(const ent_buf *buf)
{
  return (ent_str){buf->p, buf->n};
}

static void json_char(ent_buf *buf, uint32_t c)
{
  char utf8[4];
  switch (c) {
  case '"': ent_buf_add(buf, "\\\"", 2); return;
  case '\\': ent_buf_add(buf, "\\\\", 2); return;
  case '\n': ent_buf_add(buf, "\\n", 2); return;
  case '\r': ent_buf_add(buf, "\\r", 2); return;
  case '\t': ent_buf_add(buf, "\\t", 2); return;
  }
  /* U+2028/9 end a line in JavaScript source, and this JSON may be put there */
  if (c < 0x20 || c == 0x7f || c == 0x2028 || c == 0x2029)
    ent_buf_printf(buf, "\\u%04x", c);
  else
    ent_buf_add(buf, utf8, ent_utf8_put(c, utf8));
}

void ent_buf_json(ent_buf *buf, ent_str s)
{
  ent_buf_char(buf, '"');
  for (size_t at = 0; at < s.n;)
    json_char(buf, ent_utf8_next(s, &at));
  ent_buf_char(buf, '"');
}

void ent_buf_csv(ent_buf *buf, ent_str s)
{
  bool quote = false;
  for (size_t i = 0; i < s.n; i++)
    quote |= s.p[i] == '"' || s.p[i] == ',' || s.p[i] == '\n' || s.p[i] == '\r';
  if (!quote) {
    ent_buf_str(buf, s);
    return;
  }
  ent_buf_char(buf, '"');
  for (size_t i = 0; i < s.n; i++) {
    if (s.p[i] == '"')
      ent_buf_char(buf, '"');
    ent_buf_char(buf, s.p[i]);
  }
  ent_buf_char(buf, '"');
}
