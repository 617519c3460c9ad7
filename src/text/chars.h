/* Classes of characters, for the splitter: a table for ASCII, a function for the rest. */
#ifndef ENTI_CHARS_H
#define ENTI_CHARS_H

#include <entente/base.h>

enum {
  ENTI_CH_SPACE = 1,
  ENTI_CH_UPPER = 2,
  ENTI_CH_LOWER = 4, /* small letters, letters without case, combining marks */
  ENTI_CH_DIGIT = 8,
  ENTI_CH_HIGH = 16, /* first or later byte of a character beyond ASCII */
  ENTI_CH_LINE = 32, /* of symbols that are drawn in rows: - = * ~ _ | + < > ^ # */
  ENTI_CH_CLOSE = 64 /* what may stand between a full stop and the space after it */
};
#define ENTI_CH_LETTER (ENTI_CH_UPPER | ENTI_CH_LOWER)
#define ENTI_CH_WORD (ENTI_CH_LETTER | ENTI_CH_DIGIT)

extern const uint8_t enti_char_table[256];

/* Class of a character beyond ASCII (no HIGH bit in the answer). */
unsigned enti_char_class(uint32_t code_point);

/* Class of the character at p[i] (i < end) and its length in bytes. The bytes are valid UTF-8 (D1); a broken one
 * counts as a character of its own. */
unsigned enti_char_at(const char *p, size_t i, size_t end, size_t *ret_len);

/* Length of a typographic or plain apostrophe at p[i]: ' ’ ‘ ` ´ ʼ; 0 where there is none. */
size_t enti_char_apostrophe(const char *p, size_t i, size_t end);

/* A typographic quote, dash or space as ASCII; NULL for every other character. */
const char *enti_char_ascii(uint32_t code_point);

#endif
