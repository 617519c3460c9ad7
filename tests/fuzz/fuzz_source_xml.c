/* PETRARCH's XML, RSS, Atom, by the first byte. */
#include "source_fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static const char *const beginnings[] = {"<rss><channel><title>t</title><item>", "<feed><entry>", "<Sentences><Sentence ", "<Articles>"};
  if (size)
    fuzz_source(beginnings[data[0] & 3], data + 1, size - 1, true);
  return 0;
}
