/* Classes of characters: see chars.h. Beyond ASCII the Latin letters are known by range, all else by utf8proc. */
#include "text/chars.h"

#include <string.h>
#include <utf8proc.h>

#define SP ENTI_CH_SPACE
#define UP ENTI_CH_UPPER
#define LO ENTI_CH_LOWER
#define DG ENTI_CH_DIGIT
#define HI ENTI_CH_HIGH
#define LN ENTI_CH_LINE
#define CL ENTI_CH_CLOSE

/* clang-format off */
const uint8_t enti_char_table[256] = {
    /* sixteen a row: 00 10 … F0 */
    0, 0, 0, 0, 0, 0, 0, 0, 0, SP, SP, SP, SP, SP, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    SP, 0, CL, LN, 0, 0, 0, CL, 0, CL, LN, LN, 0, LN, 0, 0,
    DG, DG, DG, DG, DG, DG, DG, DG, DG, DG, 0, 0, LN, LN, LN, 0,
    0, UP, UP, UP, UP, UP, UP, UP, UP, UP, UP, UP, UP, UP, UP, UP,
    UP, UP, UP, UP, UP, UP, UP, UP, UP, UP, UP, 0, 0, CL, LN, LN,
    0, LO, LO, LO, LO, LO, LO, LO, LO, LO, LO, LO, LO, LO, LO, LO,
    LO, LO, LO, LO, LO, LO, LO, LO, LO, LO, LO, 0, LN, CL, LN, 0,
    HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI,
    HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI,
    HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI,
    HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI,
    HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI,
    HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI,
    HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI,
    HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI,
};
/* clang-format on */

static unsigned latin_class(uint32_t c)
{
  if (c == 0xD7 || c == 0xF7)
    return 0;
  if (c < 0x100)
    return c < 0xDF ? UP : LO;
  utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
  return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT ? UP : LO;
}

unsigned enti_char_class(uint32_t c)
{
  if (c < 0x80)
    return enti_char_table[c];
  if (c >= 0xC0 && c < 0x250)
    return latin_class(c);
  if (c == 0x85 || c == 0x200B || c == 0x2060 || c == 0xFEFF)
    return SP; /* nothing to be seen */
  if (c == 0xAD || c == 0x200C || c == 0x200D)
    return LO; /* stand inside words */
  switch (utf8proc_category((utf8proc_int32_t)c)) {
  case UTF8PROC_CATEGORY_LU:
  case UTF8PROC_CATEGORY_LT:
    return UP;
  case UTF8PROC_CATEGORY_LL:
  case UTF8PROC_CATEGORY_LM:
  case UTF8PROC_CATEGORY_LO:
  case UTF8PROC_CATEGORY_MN:
  case UTF8PROC_CATEGORY_MC:
  case UTF8PROC_CATEGORY_ME:
    return LO;
  case UTF8PROC_CATEGORY_ND:
    return DG;
  case UTF8PROC_CATEGORY_ZS:
  case UTF8PROC_CATEGORY_ZL:
  case UTF8PROC_CATEGORY_ZP:
    return SP;
  default:
    return 0;
  }
}

unsigned enti_char_at(const char *p, size_t i, size_t end, size_t *ret_len)
{
  unsigned char c = (unsigned char)p[i];
  if (c < 0x80) {
    *ret_len = 1;
    return enti_char_table[c];
  }
  size_t at = i;
  uint32_t code = ent_utf8_next((ent_str){p, end}, &at);
  *ret_len = at - i;
  return enti_char_class(code);
}

size_t enti_char_apostrophe(const char *p, size_t i, size_t end)
{
  if (i >= end)
    return 0;
  if (p[i] == '\'' || p[i] == '`')
    return 1;
  if (i + 3 <= end && (!memcmp(p + i, "\xE2\x80\x99", 3) || !memcmp(p + i, "\xE2\x80\x98", 3)))
    return 3;
  if (i + 2 <= end && (!memcmp(p + i, "\xC2\xB4", 2) || !memcmp(p + i, "\xCA\xBC", 2)))
    return 2;
  return 0;
}

const char *enti_char_ascii(uint32_t c)
{
  switch (c) {
  case 0x2018:
  case 0x2019:
  case 0x201A:
  case 0x201B:
  case 0x2032:
  case 0x02BC:
  case 0x02BB:
  case 0x00B4:
    return "'";
  case 0x201C:
  case 0x201D:
  case 0x201E:
  case 0x201F:
  case 0x00AB:
  case 0x00BB:
  case 0x2033:
    return "\"";
  case 0x2010:
  case 0x2011:
  case 0x2012:
  case 0x2013:
  case 0x2212:
    return "-";
  case 0x2014:
  case 0x2015:
    return "--";
  case 0x2026:
    return "...";
  case 0x00A0:
  case 0x202F:
  case 0x2007:
  case 0x2009:
  case 0x3000:
    return " ";
  default:
    return NULL;
  }
}
