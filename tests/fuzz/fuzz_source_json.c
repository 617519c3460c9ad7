/* JSON: lines, arrays, single objects, by the first byte. */
#include "source_fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static const char *const beginnings[] = {"{\"text\":\"a\"}\n", "[{\"text\":\"a\"},", "{\"text\":\"a\",", "{\n\"articles\":[{\"text\":\"a\"},"};
  if (size)
    fuzz_source(beginnings[data[0] & 3], data + 1, size - 1, true);
  return 0;
}
