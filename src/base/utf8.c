/* UTF-8: reading, writing, validity, width, and the folded form that tables are matched with. */
#include <entente/base.h>

#include <string.h>
#include <utf8proc.h>

#define REPLACEMENT 0xFFFDu

/* Length of the sequence that a first byte announces and the bits that it carries; 0 for a byte that can begin none. */
static size_t announced(unsigned char c, uint32_t *bits)
{
  if (c < 0x80) {
    *bits = c;
    return 1;
  }
  if (c >= 0xC2 && c <= 0xDF) {
    *bits = c & 0x1Fu;
    return 2;
  }
  if (c >= 0xE0 && c <= 0xEF) {
    *bits = c & 0x0Fu;
    return 3;
  }
  if (c >= 0xF0 && c <= 0xF4) {
    *bits = c & 0x07u;
    return 4;
  }
  return 0;
}

/* Length of a valid sequence at s[at], 0 where it is broken. */
static size_t decode(ent_str s, size_t at, uint32_t *ret)
{
  uint32_t c = 0;
  size_t n = announced((unsigned char)s.p[at], &c);
  if (n == 0 || at + n > s.n)
    return 0;
  for (size_t i = 1; i < n; i++) {
    unsigned char next = (unsigned char)s.p[at + i];
    if ((next & 0xC0) != 0x80)
      return 0;
    c = c << 6 | (next & 0x3Fu);
  }
  if ((n == 3 && (c < 0x800 || (c >= 0xD800 && c <= 0xDFFF))) || (n == 4 && (c < 0x10000 || c > 0x10FFFF)))
    return 0;
  *ret = c;
  return n;
}

uint32_t ent_utf8_next(ent_str s, size_t *at)
{
  uint32_t c;
  size_t n = decode(s, *at, &c);
  *at += n ? n : 1;
  return n ? c : REPLACEMENT;
}

size_t ent_utf8_put(uint32_t c, char out[4])
{
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
    c = REPLACEMENT;
  if (c < 0x80) {
    out[0] = (char)c;
    return 1;
  }
  if (c < 0x800) {
    out[0] = (char)(0xC0 | c >> 6);
    out[1] = (char)(0x80 | (c & 0x3F));
    return 2;
  }
  if (c < 0x10000) {
    out[0] = (char)(0xE0 | c >> 12);
    out[1] = (char)(0x80 | (c >> 6 & 0x3F));
    out[2] = (char)(0x80 | (c & 0x3F));
    return 3;
  }
  out[0] = (char)(0xF0 | c >> 18);
  out[1] = (char)(0x80 | (c >> 12 & 0x3F));
  out[2] = (char)(0x80 | (c >> 6 & 0x3F));
  out[3] = (char)(0x80 | (c & 0x3F));
  return 4;
}

size_t ent_utf8_valid(ent_str s)
{
  size_t at = 0;
  while (at < s.n) {
    uint64_t eight;
    if (at + 8 <= s.n && (memcpy(&eight, s.p + at, 8), (eight & 0x8080808080808080ULL) == 0)) {
      at += 8;
      continue;
    }
    uint32_t c;
    size_t n = decode(s, at, &c);
    if (!n)
      return at;
    at += n;
  }
  return s.n;
}

size_t ent_utf8_width(ent_str s)
{
  size_t columns = 0;
  for (size_t at = 0; at < s.n;) {
    int width = utf8proc_charwidth((utf8proc_int32_t)ent_utf8_next(s, &at));
    columns += width > 0 ? (size_t)width : 0;
  }
  return columns;
}

/* Typographic signs and letters without a decomposition, by what they are written as in ASCII. */
static const char *ascii_for(uint32_t c)
{
  switch (c) {
  case 0x2018: case 0x2019: case 0x201A: case 0x201B: case 0x2032: case 0x02BC: case 0x02BB: case 0x00B4: return "'";
  case 0x201C: case 0x201D: case 0x201E: case 0x201F: case 0x00AB: case 0x00BB: case 0x2033: return "\"";
  case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2212: return "-";
  case 0x2014: case 0x2015: return "--";
  case 0x2026: return "...";
  case 0x00A0: case 0x202F: case 0x2007: case 0x2009: case 0x3000: return " ";
  case 0x00DF: return "ss";
  case 0x00C6: case 0x00E6: return "ae";
  case 0x0152: case 0x0153: return "oe";
  case 0x00D8: case 0x00F8: return "o";
  case 0x0110: case 0x0111: case 0x00D0: case 0x00F0: return "d";
  case 0x0141: case 0x0142: return "l";
  case 0x00DE: case 0x00FE: return "th";
  case 0x0131: case 0x0130: return "i";
  case 0x0259: case 0x018F: return "a"; /* Azerbaijani schwa: Əliyev is written Aliyev */
  case 0x00AD: case 0x200B: case 0x200C: case 0x200D: case 0xFEFF: return "";
  }
  return NULL;
}

static void fold_char(ent_buf *buf, uint32_t c)
{
  const char *ascii = c < 0x80 ? NULL : ascii_for(c);
  if (ascii) {
    ent_buf_c(buf, ascii);
    return;
  }
  utf8proc_int32_t parts[16];
  int boundary = UTF8PROC_BOUNDCLASS_START;
  utf8proc_ssize_t n = utf8proc_decompose_char((utf8proc_int32_t)c, parts, 16,
                                               UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD, &boundary);
  char utf8[4];
  for (utf8proc_ssize_t i = 0; i < n && i < 16; i++)
    if (utf8proc_category(parts[i]) != UTF8PROC_CATEGORY_MN)
      ent_buf_add(buf, utf8, ent_utf8_put((uint32_t)parts[i], utf8));
}

static ent_str fold_wide(ent_arena *arena, ent_str s)
{
  ent_buf buf = ENT_BUF_INIT(s.n * 18 + 16);
  for (size_t at = 0; at < s.n;)
    fold_char(&buf, ent_utf8_next(s, &at));
  ent_str folded = buf.failed ? ENT_STR_NONE : ent_arena_str(arena, ent_buf_view(&buf));
  ent_buf_done(&buf);
  return folded;
}

ent_str ent_utf8_fold(ent_arena *arena, ent_str s)
{
  bool changes = false;
  for (size_t i = 0; i < s.n; i++) {
    if ((unsigned char)s.p[i] >= 0x80)
      return fold_wide(arena, s);
    changes |= s.p[i] >= 'A' && s.p[i] <= 'Z';
  }
  if (!changes)
    return s;
  char *p = ent_arena_alloc(arena, s.n + 1);
  if (!p)
    return ENT_STR_NONE;
  for (size_t i = 0; i < s.n; i++)
    p[i] = s.p[i] >= 'A' && s.p[i] <= 'Z' ? (char)(s.p[i] + 32) : s.p[i];
  return (ent_str){p, s.n};
}
