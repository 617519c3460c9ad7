/* Fuzzes ent_text_split and ent_text_times. The first byte chooses how the text is cut into regions; bytes that are no
 * UTF-8 are dropped first, as the source room would (invariant D1). Ends by checking D1, D2 and the times. */
#include "tests/unit/text/text_invariants.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t keep_valid(const uint8_t *data, size_t size, char *out)
{
  size_t n = 0;
  for (size_t at = 0; at < size;) {
    size_t from = at;
    uint32_t c = ent_utf8_next((ent_str){(const char *)data, size}, &at);
    if (c == 0xFFFD && at - from == 1)
      continue;
    memcpy(out + n, data + from, at - from);
    n += at - from;
  }
  return n;
}

/* Regions every `step` bytes, moved to character boundaries, of all kinds in turn. */
static size_t make_regions(ent_str text, uint32_t step, ent_region *regions, size_t max)
{
  size_t n = 0;
  uint32_t at = step;
  while (step && n < max && at + step < text.n) {
    uint32_t start = at, end = at + step;
    while (start < text.n && !text_at_boundary(text, start))
      start++;
    while (end < text.n && !text_at_boundary(text, end))
      end++;
    if (start < end)
      regions[n] = (ent_region){start, end, (ent_region_kind)(1 + n % 6), "fuzz"}, n++;
    at = end + step * 2;
  }
  return n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  if (size < 1)
    return 0;
  ent_region regions[32];
  char *bytes = malloc(size);
  ent_document doc = {.arena = ent_arena_new((size_t)1 << 30), .date = ent_date_make(2024, data[0] % 13, 0)};
  if (bytes && doc.arena) {
    doc.text = (ent_str){bytes, keep_valid(data + 1, size - 1, bytes)};
    doc.regions = regions;
    doc.n_regions = make_regions(doc.text, data[0] & 0x1F, regions, 32);
    if (data[0] & 0x40)
      doc.date = ent_date_make(2024, 8, 29);
    ent_error err;
    if (ent_text_split(&doc, NULL, &err) == ENT_OK && ent_text_times(&doc, &err) == ENT_OK) {
      const char *wrong = text_broken(&doc);
      if (wrong) {
        fprintf(stderr, "%s\n", wrong);
        abort();
      }
    }
  }
  ent_arena_free(doc.arena);
  free(bytes);
  return 0;
}
