/* In place of queue.c where the program is built without libnats. */
#include "queue/queue.h"

ent_status enti_queue_open(const enti_queue_options *options, enti_queue **ret, ent_error *err)
{
  (void)options, (void)ret;
  return ent_fail(err, ENT_EUSAGE, ENT_NO_OFFSET, "this program was built without libnats: install libnats-dev and build it again");
}

void enti_queue_close(enti_queue *q)
{
  (void)q;
}

ent_status enti_queue_send(enti_queue *q, ent_str id, ent_str hash, ent_str record, ent_error *err)
{
  (void)q, (void)id, (void)hash, (void)record;
  return ent_fail(err, ENT_EUSAGE, ENT_NO_OFFSET, "no queue");
}

ent_status enti_queue_fetch(enti_queue *q, enti_queue_message *messages, size_t max, int wait_ms, size_t *ret_n, ent_error *err)
{
  (void)q, (void)messages, (void)max, (void)wait_ms, (void)ret_n;
  return ent_fail(err, ENT_EUSAGE, ENT_NO_OFFSET, "no queue");
}

ent_status enti_queue_ack(enti_queue *q, enti_queue_message *m, ent_error *err)
{
  (void)q, (void)m;
  return ent_fail(err, ENT_EUSAGE, ENT_NO_OFFSET, "no queue");
}

void enti_queue_again(enti_queue *q, enti_queue_message *m, int delay_ms)
{
  (void)q, (void)m, (void)delay_ms;
}

void enti_queue_alive(enti_queue *q, const enti_queue_message *m)
{
  (void)q, (void)m;
}

ent_status enti_queue_count(enti_queue *q, enti_queue_counts *ret, ent_error *err)
{
  (void)q, (void)ret;
  return ent_fail(err, ENT_EUSAGE, ENT_NO_OFFSET, "no queue");
}

void enti_queue_server_version(const char *servers, char ret[32])
{
  (void)servers;
  ret[0] = 0;
}

bool enti_queue_version_is_old(const char *version)
{
  (void)version;
  return false;
}
