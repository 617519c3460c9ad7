/* What comes over the queue's connection: messages, greetings of servers; and addresses. Parts lie within what was given,
 * and what was read is written again as it was. */
#include <stdlib.h>
#include <string.h>

#include "queue/message.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_message(ent_str bytes)
{
  ent_str key, record;
  ent_buf again = ENT_BUF_INIT((size_t)1 << 24);
  if (!enti_message_read(bytes, &key, &record))
    return;
  enti_message_write(key, record, bytes.n, &again);
  if (!again.failed && !ent_str_eq(ent_buf_view(&again), bytes))
    abort();
  ent_buf_done(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  char version[32], host[256], port[8];
  char *copy = malloc(size ? size : 1); /* exactly as large, so that sanitizers see a byte too far */
  if (!copy)
    return 0;
  if (size)
    memcpy(copy, data, size);
  ent_str bytes = {copy, size}, rest = bytes;
  check_message(bytes);
  enti_greeting_version(bytes, version);
  (void)enti_version_compare(version, "2.10.23");
  while (enti_next_address(&rest, host, port))
    if (strlen(host) > 255 || strlen(port) > 7)
      abort();
  free(copy);
  return 0;
}
