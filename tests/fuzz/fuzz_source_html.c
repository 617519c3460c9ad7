/* Pages of HTML. */
#include "source_fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  fuzz_source("<!doctype html><title>t</title>", data, size, true);
  return 0;
}
