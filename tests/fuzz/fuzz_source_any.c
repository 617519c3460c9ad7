/* Any bytes, kind by content: text, encodings, archives, WARC, and all others by their first bytes. */
#include "source_fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  bool text = size && data[0] >= 0x20 && data[0] != '(' && data[0] != 'P' && data[0] != 'B' && data[0] != 'W' && data[0] < 0x7f &&
              !(size > 262 && !memcmp(data + 257, "ustar", 5)); /* not packed: offsets are exact */
  fuzz_source("", data, size, text);
  return 0;
}
