/* Plain forms for tokens that come from CoNLL-U (norm.h). The trainer reads the same way. */
#include "grammar/norm.h"

#include <string.h>

static const char *plain_for(uint32_t c)
{
  switch (c) {
  case 0x2018: case 0x2019: case 0x201A: case 0x201B: case 0x2032: case 0x02BC: case 0x00B4: return "'";
  case 0x201C: case 0x201D: case 0x201E: case 0x201F: case 0x00AB: case 0x00BB: case 0x2033: return "\"";
  case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2212: return "-";
  case 0x2014: case 0x2015: return "--";
  case 0x2026: return "...";
  case 0x00A0: case 0x202F: case 0x2007: case 0x2009: return " ";
  default: return NULL;
  }
}

ent_str enti_grammar_norm(ent_arena *arena, ent_str form)
{
  bool ascii = true;
  for (size_t i = 0; i < form.n; i++)
    ascii &= !(form.p[i] & 0x80);
  if (ascii)
    return form;
  char *out = ent_arena_alloc(arena, form.n * 3 + 1); /* a broken byte becomes three */
  if (!out)
    return ENT_STR_NONE;
  size_t n = 0;
  for (size_t at = 0; at < form.n;) {
    uint32_t c = ent_utf8_next(form, &at);
    const char *plain = plain_for(c);
    if (plain) {
      memcpy(out + n, plain, strlen(plain));
      n += strlen(plain);
    } else
      n += ent_utf8_put(c, out + n);
  }
  return (ent_str){out, n};
}

uint8_t enti_grammar_case_flags(ent_str norm)
{
  unsigned upper = 0, lower = 0;
  for (size_t i = 0; i < norm.n; i++) {
    upper += norm.p[i] >= 'A' && norm.p[i] <= 'Z';
    lower += norm.p[i] >= 'a' && norm.p[i] <= 'z';
  }
  unsigned flags = 0;
  if (norm.n && norm.p[0] >= 'A' && norm.p[0] <= 'Z')
    flags |= ENT_TOKEN_CAPITAL;
  if (upper >= 2 && !lower)
    flags |= ENT_TOKEN_ALL_CAPS;
  if (norm.n && norm.p[0] >= '0' && norm.p[0] <= '9')
    flags |= ENT_TOKEN_DIGITS;
  return (uint8_t)flags;
}
