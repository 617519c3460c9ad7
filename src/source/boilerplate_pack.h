/* How the patterns of boilerplate lie in the pack, and what compiler and matcher must do alike.
 *
 *   head | slots: n_slots × u32, open addressing by key word, row number + 1 of the chain's first row | rows
 */
#ifndef ENTI_BOILERPLATE_PACK_H
#define ENTI_BOILERPLATE_PACK_H

#include <entente/base.h>

#define ENTI_PATTERN_MAGIC 0x31504245u /* "EBP1" */

typedef struct enti_pattern_head {
  uint32_t magic, n_slots, n_rows, reserved;
  uint32_t filter[128]; /* one bit for each key word's hash: most words of a text are refused here */
} enti_pattern_head;

typedef struct enti_pattern_row {
  uint32_t hash;      /* of the key word */
  uint32_t text, why; /* string pool */
  uint32_t kind;      /* enti_pattern_kind */
  uint32_t next;      /* row number + 1 with the same key word; 0 at the end */
} enti_pattern_row;

#define ENTI_PATTERN_HASH_START 2166136261u /* FNV-1a */
static inline uint32_t enti_pattern_hash(uint32_t hash, char c)
{
  return (hash ^ (unsigned char)c) * 16777619u;
}

bool enti_is_pattern_word(char c);
/* Punctuation and brackets off both ends, which no pattern has to spell out. */
ent_str enti_pattern_trim(ent_str s);

#endif
