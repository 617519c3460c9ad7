/* How a pack lies in its file, shared by the one that writes it and the one that reads it.
 *
 *   header | directory: n_sections × pack_entry | sections, each 16-byte aligned
 *
 * All numbers are little-endian. The section "strings" holds, at offsets divisible by 4, a 32-bit length, that many
 * bytes and a NUL. "vocab.words" gives for id 1, 2, … the offset of its string; "vocab.slots" is a hash table of
 * (hash, id) pairs, a power of two of them, linear probing, id 0 empty. */
#ifndef ENTI_PACK_FORMAT_H
#define ENTI_PACK_FORMAT_H

#include <stdint.h>

#define ENTI_PACK_MAGIC "ENTPACK\n"
#define ENTI_PACK_FORMAT 1u
#define ENTI_PACK_ORDER 0x01020304u
#define ENTI_PACK_SEED 0x656e74656e7465ULL /* of the vocabulary's hash and of the checksum */
#define ENTI_PACK_MAX_SECTIONS 256u

typedef struct pack_header {
  char magic[8];
  uint32_t order, format;
  uint64_t size;     /* of the whole file */
  uint64_t checksum; /* of all bytes behind this field */
  char version[32];  /* hex, without NUL */
  uint32_t n_sections, reserved;
} pack_header;

#define ENTI_PACK_CHECKED 32u /* bytes up to the end of the checksum */

typedef struct pack_entry {
  char name[32]; /* NUL-padded */
  uint64_t offset, size;
} pack_entry;

typedef struct vocab_slot {
  uint32_t hash, id;
} vocab_slot;

#endif
