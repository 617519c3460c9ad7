/* The work queue on NATS JetStream. A message is the submission's key, a line break, and its record; the record is left out
 * where the server would not take it, and then taken from the store. */
#include "queue/message.h"
#include "queue/nats_library.h"
#include "queue/queue.h"

#include "base/fault.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define STREAM "ENTENTE"
#define SUBJECT "entente.documents"
#define CONSUMER "readers"
#define SECOND ((int64_t)1000000000)
#define HEADERS 1024 /* bytes of a message that the server takes up with other things, at most */
#define TRIES 20 /* of a message to be stored, half a second apart: the stream may be choosing a new leader */

struct enti_queue {
  const enti_nats *nats;
  natsConnection *connection;
  jsCtx *js;
  natsSubscription *subscription;
  int64_t max_payload;
};

static ent_status fail(const enti_queue *q, ent_error *err, const char *doing, natsStatus s)
{
  return ent_fail(err, ENT_EIO, ENT_NO_OFFSET, "queue: %s: %s", doing, q->nats->natsStatus_GetText(s));
}

/* ---- connecting ------------------------------------------------------------------------------------------------------- */

static ent_status set_servers(enti_queue *q, natsOptions *options, const char *servers, ent_error *err)
{
  const char *urls[16];
  char text[16][300];
  int n = 0;
  for (ent_str rest = ent_str_of(servers), one; n < 16 && ent_str_split(&rest, ',', &one); n++) {
    const char *scheme = memmem(one.p, one.n, "://", 3);
    int length = snprintf(text[n], sizeof text[n], "%s%.*s", scheme ? "" : "nats://", ENT_STR_ARG(one));
    if (length < 0 || (size_t)length >= sizeof text[n])
      return ent_fail(err, ENT_EUSAGE, ENT_NO_OFFSET, "queue: an address is too long");
    urls[n] = text[n];
  }
  natsStatus s = q->nats->natsOptions_SetServers(options, urls, n);
  return s == NATS_OK ? ENT_OK : fail(q, err, "addresses of servers", s);
}

static ent_status reach(enti_queue *q, const char *servers, ent_error *err)
{
  const enti_nats *nats = q->nats;
  natsOptions *options = NULL;
  natsStatus s = nats->natsOptions_Create(&options);
  if (s != NATS_OK)
    return fail(q, err, "connecting", s);
  ent_status status = set_servers(q, options, servers, err);
  nats->natsOptions_SetName(options, "entente");
  nats->natsOptions_SetTimeout(options, 5000);
  nats->natsOptions_SetMaxReconnect(options, -1); /* a server that is away comes back, or another takes over */
  nats->natsOptions_SetReconnectWait(options, 500);
  if (status == ENT_OK && (s = nats->natsConnection_Connect(&q->connection, options)) != NATS_OK)
    status = fail(q, err, "connecting", s);
  nats->natsOptions_Destroy(options);
  if (status != ENT_OK)
    return status;
  q->max_payload = nats->natsConnection_GetMaxPayload(q->connection);
  s = nats->natsConnection_JetStream(&q->js, q->connection, NULL);
  return s == NATS_OK ? ENT_OK : fail(q, err, "opening JetStream", s);
}

/* ---- the stream ------------------------------------------------------------------------------------------------------- */

static natsStatus add_stream(enti_queue *q, int replicas)
{
  const char *subjects[] = {SUBJECT};
  jsStreamConfig config;
  jsErrCode code = 0;
  q->nats->jsStreamConfig_Init(&config);
  config.Name = STREAM;
  config.Subjects = subjects;
  config.SubjectsLen = 1;
  config.Retention = js_WorkQueuePolicy;
  config.Storage = js_FileStorage;
  config.Replicas = replicas;
  config.Duplicates = 600 * SECOND;
  return q->nats->js_AddStream(NULL, q->js, &config, NULL, &code);
}

/* Made on three servers, on one where there is only one. Just started servers choose a leader first. */
static ent_status bring_stream(enti_queue *q, ent_error *err)
{
  natsStatus s = NATS_ERR;
  for (int i = 0; i < TRIES; i++) {
    jsStreamInfo *info = NULL;
    jsErrCode code = 0;
    s = q->nats->js_GetStreamInfo(&info, q->js, STREAM, NULL, &code);
    q->nats->jsStreamInfo_Destroy(info);
    if (s == NATS_OK || (s == NATS_NOT_FOUND && ((s = add_stream(q, 3)) == NATS_OK || (i > 2 && (s = add_stream(q, 1)) == NATS_OK))))
      return ENT_OK;
    usleep(500000);
  }
  return fail(q, err, "making the stream", s);
}

static ent_status subscribe(enti_queue *q, unsigned ack_seconds, ent_error *err)
{
  natsStatus s = NATS_ERR;
  for (int i = 0; i < TRIES; i++) {
    jsSubOptions options;
    jsErrCode code = 0;
    q->nats->jsSubOptions_Init(&options);
    options.Stream = STREAM;
    options.Config.Durable = CONSUMER;
    options.Config.AckPolicy = js_AckExplicit;
    options.Config.AckWait = ack_seconds * SECOND;
    options.Config.MaxDeliver = -1; /* the workers count, and bury */
    options.Config.MaxAckPending = 10000;
    s = q->nats->js_PullSubscribe(&q->subscription, q->js, SUBJECT, CONSUMER, NULL, &options, &code);
    if (s == NATS_OK)
      return ENT_OK;
    usleep(500000);
  }
  return fail(q, err, "subscribing", s);
}

ent_status enti_queue_open(const enti_queue_options *options, enti_queue **ret, ent_error *err)
{
  const enti_nats *nats = enti_nats_library();
  if (!nats)
    return ent_fail(err, ENT_EMODEL, ENT_NO_OFFSET, "queue: %s is not installed (apt install libnats3.4)", ENTI_NATS_SONAME);
  enti_queue *q = enti_calloc(1, sizeof *q);
  if (!q)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  q->nats = nats;
  ent_status status = reach(q, options->servers, err);
  if (status == ENT_OK)
    status = bring_stream(q, err);
  if (status == ENT_OK && options->work)
    status = subscribe(q, options->ack_seconds, err);
  if (status == ENT_OK)
    *ret = q;
  else
    enti_queue_close(q);
  return status;
}

void enti_queue_close(enti_queue *q)
{
  if (!q)
    return;
  q->nats->natsSubscription_Destroy(q->subscription);
  q->nats->jsCtx_Destroy(q->js);
  q->nats->natsConnection_Destroy(q->connection);
  free(q);
}

/* ---- messages --------------------------------------------------------------------------------------------------------- */

static natsStatus publish(enti_queue *q, const char *id, ent_str data)
{
  jsPubOptions options;
  jsErrCode code = 0;
  natsStatus s = NATS_ERR;
  q->nats->jsPubOptions_Init(&options);
  options.MsgId = id;
  options.MaxWait = 5000;
  for (int i = 0; i < TRIES && s != NATS_OK; i++) {
    if (i)
      usleep(500000);
    s = q->nats->js_Publish(NULL, q->js, SUBJECT, data.p, (int)data.n, &options, &code);
  }
  return s;
}

ent_status enti_queue_send(enti_queue *q, ent_str id, ent_str hash, ent_str record, ent_error *err)
{
  char name[100];
  ent_buf data = ENT_BUF_INIT((size_t)1 << 30);
  snprintf(name, sizeof name, "%.*s", ENT_STR_ARG(id));
  if (!enti_message_is_key(hash))
    return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "queue: \"%.*s\" is no key", ENT_STR_ARG(hash));
  enti_message_write(hash, record, q->max_payload > HEADERS ? (size_t)q->max_payload - HEADERS : 0, &data);
  natsStatus s = data.failed ? NATS_NO_MEMORY : publish(q, name, ent_buf_view(&data));
  ent_buf_done(&data);
  return s == NATS_OK ? ENT_OK : fail(q, err, "sending", s);
}

static enti_queue_message take(const enti_queue *q, natsMsg *msg)
{
  jsMsgMetaData *meta = NULL;
  ent_str data = {q->nats->natsMsg_GetData(msg), (size_t)q->nats->natsMsg_GetDataLength(msg)};
  enti_queue_message m = {.handle = msg, .deliveries = 1};
  (void)enti_message_read(data, &m.hash, &m.record); /* one that is not ours has no key, and goes as a document that is known */
  if (q->nats->natsMsg_GetMetaData(&meta, msg) == NATS_OK)
    m.deliveries = meta->NumDelivered;
  q->nats->jsMsgMetaData_Destroy(meta);
  return m;
}

ent_status enti_queue_fetch(enti_queue *q, enti_queue_message *messages, size_t max, int wait_ms, size_t *ret_n, ent_error *err)
{
  natsMsgList list = {0};
  jsErrCode code = 0;
  *ret_n = 0;
  natsStatus s = q->nats->natsSubscription_Fetch(&list, q->subscription, (int)max, wait_ms, &code);
  for (int i = 0; s == NATS_OK && i < list.Count; i++) {
    messages[(*ret_n)++] = take(q, list.Msgs[i]);
    list.Msgs[i] = NULL; /* ours now */
  }
  q->nats->natsMsgList_Destroy(&list);
  return s == NATS_OK || s == NATS_TIMEOUT || s == NATS_NOT_FOUND ? ENT_OK : fail(q, err, "fetching", s);
}

ent_status enti_queue_ack(enti_queue *q, enti_queue_message *m, ent_error *err)
{
  jsErrCode code = 0;
  natsStatus s = q->nats->natsMsg_AckSync(m->handle, NULL, &code);
  q->nats->natsMsg_Destroy(m->handle);
  m->handle = NULL;
  return s == NATS_OK ? ENT_OK : fail(q, err, "acknowledging", s);
}

void enti_queue_again(enti_queue *q, enti_queue_message *m, int delay_ms)
{
  (void)q->nats->natsMsg_NakWithDelay(m->handle, delay_ms, NULL);
  q->nats->natsMsg_Destroy(m->handle);
  m->handle = NULL;
}

void enti_queue_alive(enti_queue *q, const enti_queue_message *m)
{
  (void)q->nats->natsMsg_InProgress(m->handle, NULL);
}

ent_status enti_queue_count(enti_queue *q, enti_queue_counts *ret, ent_error *err)
{
  jsStreamInfo *stream = NULL;
  jsConsumerInfo *consumer = NULL;
  jsErrCode code = 0;
  natsStatus s = q->nats->js_GetStreamInfo(&stream, q->js, STREAM, NULL, &code);
  if (s != NATS_OK)
    return fail(q, err, "asking for the stream", s);
  *ret = (enti_queue_counts){.pending = stream->State.Msgs, .bytes = stream->State.Bytes,
                             .done = stream->State.LastSeq - stream->State.Msgs, .replicas = (int)stream->Config->Replicas};
  if (q->nats->js_GetConsumerInfo(&consumer, q->js, STREAM, CONSUMER, NULL, &code) == NATS_OK) {
    ret->pending = consumer->NumPending;
    ret->in_flight = (uint64_t)consumer->NumAckPending;
    ret->again = (uint64_t)consumer->NumRedelivered;
  }
  q->nats->jsConsumerInfo_Destroy(consumer);
  q->nats->jsStreamInfo_Destroy(stream);
  return ENT_OK;
}
