/* Bytes in any encoding → valid UTF-8 with a map back to the bytes.
 *
 * A map is a row of pieces (ent_map_piece): text [at, next.at) was made from the bytes [from, from+n). Within a piece
 * bytes and text grow at one ratio, so that offset = from + (t - at) · n / (next.at - at) is exact on character
 * boundaries. UTF-8 that needs no repair is one piece. */
#ifndef ENTI_CHARSET_H
#define ENTI_CHARSET_H

#include <entente/document.h>

typedef struct enti_map {
  ent_map_piece *pieces; /* heap */
  size_t n, cap;
} enti_map;

void enti_map_done(enti_map *map);
/* Notes that text [at, at+m) was made from [from, from+n), joined with the last piece where the ratio is the same.
 * at must follow what was noted before. False: out of memory. */
bool enti_map_add(enti_map *map, uint32_t at, uint32_t m, uint64_t from, uint32_t n);
/* Original offset of a text offset; length: of the whole text. Without pieces: the offset itself. O(log n). */
uint64_t enti_map_original(const ent_map_piece *pieces, size_t n, uint32_t offset, uint32_t length);

/* Notes that text from `at` on is a copy of [first, last) of another text, which came about by `in` (of `length` bytes;
 * no pieces: it is the original itself). */
bool enti_map_copy(enti_map *map, uint32_t at, const enti_map *in, uint32_t length, uint32_t first, uint32_t last);

/* Forgets the pieces of text from `at` on; length: of the text so far. */
void enti_map_cut(enti_map *map, uint32_t at, uint32_t length);

typedef struct enti_decoded {
  ent_str text;  /* valid UTF-8; line breaks are \n, no NUL and no other control characters but tabs */
  ent_buf own;   /* holds the text where it could not stay in the input */
  enti_map map;  /* pieces relative to `base` already applied */
  const char *charset; /* how it was read: "UTF-8", "UTF-16LE", "windows-1251" … (static, or own_name) */
  char own_name[48];
} enti_decoded;

/* What a control character becomes in a document's text: another code point, 0 where it may stay. */
uint32_t enti_tame(uint32_t c);

void enti_decoded_done(enti_decoded *decoded);
/* bytes: must live as long as *ret. base: offset of its first byte in the original. declared: name of an encoding
 * that the document itself states, or empty. ENT_ELIMIT: text beyond ENT_MAX_DOCUMENT; ENT_ENOMEM. */
ENT_CHECKED ent_status enti_decode(ent_str bytes, uint64_t base, ent_str declared, enti_decoded *ret, ent_error *err);

#endif
