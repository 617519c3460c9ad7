/* The form of what stands in the queue, and of what its servers greet with. */
#include "queue/message.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool enti_message_is_key(ent_str key)
{
  for (size_t i = 0; i < key.n; i++)
    if (key.p[i] <= ' ' || key.p[i] > '~')
      return false;
  return key.n > 0 && key.n <= ENTI_MESSAGE_KEY;
}

void enti_message_write(ent_str key, ent_str record, size_t most, ent_buf *ret)
{
  ent_buf_str(ret, key);
  ent_buf_char(ret, '\n');
  if (record.n < most && record.n + key.n + 1 <= most)
    ent_buf_str(ret, record);
}

bool enti_message_read(ent_str message, ent_str *ret_key, ent_str *ret_record)
{
  size_t most = message.n < ENTI_MESSAGE_KEY + 1 ? message.n : ENTI_MESSAGE_KEY + 1;
  const char *end = most ? memchr(message.p, '\n', most) : NULL;
  *ret_key = *ret_record = ENT_STR_NONE;
  if (!end || !enti_message_is_key((ent_str){message.p, (size_t)(end - message.p)}))
    return false;
  *ret_key = ent_str_slice(message, 0, (size_t)(end - message.p));
  *ret_record = ent_str_slice(message, ret_key->n + 1, message.n);
  return true;
}

/* ---- servers ------------------------------------------------------------------------------------------------------------ */

void enti_greeting_version(ent_str greeting, char ret[32])
{
  static const char member[] = "\"version\":\"";
  const char *at = greeting.n ? memmem(greeting.p, greeting.n, member, strlen(member)) : NULL;
  size_t n = 0;
  ret[0] = 0;
  if (!at)
    return;
  at += strlen(member);
  for (const char *end = greeting.p + greeting.n; n < 31 && at + n < end && ((at[n] >= '0' && at[n] <= '9') || at[n] == '.');)
    n++;
  memcpy(ret, at, n);
  ret[n] = 0;
}

int enti_version_compare(const char *a, const char *b)
{
  for (int part = 0; part < 4; part++) {
    char *end_a, *end_b;
    unsigned long x = strtoul(a, &end_a, 10), y = strtoul(b, &end_b, 10);
    if (x != y)
      return x < y ? -1 : 1;
    a = *end_a == '.' ? end_a + 1 : end_a;
    b = *end_b == '.' ? end_b + 1 : end_b;
  }
  return 0;
}

bool enti_next_address(ent_str *rest, char ret_host[256], char ret_port[8])
{
  ent_str one, port = ENT_STR("4222");
  if (!ent_str_split(rest, ',', &one))
    return false;
  const char *scheme = one.n ? memmem(one.p, one.n, "://", 3) : NULL;
  one = scheme ? ent_str_slice(one, (size_t)(scheme - one.p) + 3, one.n) : one;
  const char *user = one.n ? memrchr(one.p, '@', one.n) : NULL;
  one = user ? ent_str_slice(one, (size_t)(user - one.p) + 1, one.n) : one;
  const char *colon = one.n ? memrchr(one.p, ':', one.n) : NULL, *bracket = one.n ? memrchr(one.p, ']', one.n) : NULL;
  if (colon && (!bracket || colon > bracket)) {
    port = ent_str_slice(one, (size_t)(colon - one.p) + 1, one.n);
    one = ent_str_slice(one, 0, (size_t)(colon - one.p));
  }
  if (bracket && one.n > 2 && one.p[0] == '[')
    one = ent_str_slice(one, 1, one.n - 1);
  bool fits = one.n < 256 && port.n < 8;
  snprintf(ret_host, 256, "%.*s", fits ? (int)one.n : 0, fits && one.n ? one.p : "");
  snprintf(ret_port, 8, "%.*s", fits ? (int)port.n : 0, fits && port.n ? port.p : "");
  return true;
}
