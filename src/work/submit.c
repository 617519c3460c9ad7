/* Handing documents over: noted in the store first, then sent, so that what the queue loses can be sent again. */
#include <entente/work.h>

#include "queue/queue.h"

#include "base/fault.h"
#include "base/hash.h"

#include <stdio.h>
#include <time.h>

#define BATCH 256

struct ent_submitter {
  ent_store *store;
  enti_queue *queue;
  ent_arena *arena;
  ent_submission items[BATCH];
  size_t n;
  ent_submit_counts counts;
};

static void member(ent_buf *buf, const char *name, ent_str value)
{
  if (!value.n)
    return;
  ent_buf_printf(buf, "%s\"%s\":", buf->n > 1 ? "," : "", name);
  ent_buf_json(buf, value);
}

void ent_submit_record(const ent_document *doc, ent_buf *ret)
{
  char date[16];
  ent_buf_char(ret, '{');
  member(ret, "id", doc->id);
  member(ret, "url", doc->url);
  if (doc->date_basis == ENT_BASIS_PUBLICATION || ent_date_known(doc->date))
    member(ret, "date", ent_str_of(ent_date_format(doc->date, date)));
  member(ret, "source", doc->source);
  member(ret, "title", doc->title);
  member(ret, "language", doc->language);
  member(ret, "text", doc->text);
  ent_buf_char(ret, '}');
}

ent_status ent_submitter_open(const char *queue, ent_store *store, ent_submitter **ret, ent_error *err)
{
  ent_submitter *s = enti_calloc(1, sizeof *s);
  if (!s || !(s->arena = ent_arena_new(0))) {
    free(s);
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  }
  s->store = store;
  ent_status status = enti_queue_open(&(enti_queue_options){.servers = queue}, &s->queue, err);
  if (status == ENT_OK)
    *ret = s;
  else
    ent_submitter_close(s);
  return status;
}

void ent_submitter_close(ent_submitter *s)
{
  if (!s)
    return;
  enti_queue_close(s->queue);
  ent_arena_free(s->arena);
  free(s);
}

static ent_status send_batch(ent_submitter *s, ent_error *err)
{
  bool fresh[BATCH] = {false};
  ent_status status = ent_store_submit(s->store, s->items, s->n, fresh, err);
  for (size_t i = 0; i < s->n && status == ENT_OK; i++) {
    if (fresh[i])
      status = enti_queue_send(s->queue, s->items[i].hash, s->items[i].hash, s->items[i].record, err);
    s->counts.sent += fresh[i];
    s->counts.known += !fresh[i];
  }
  s->n = 0;
  ent_arena_reset(s->arena);
  return status;
}

/* A document that comes under two names is read once, but both are noted. */
static ent_str key_of(ent_arena *arena, const ent_document *doc)
{
  uint64_t name = enti_hash_fixed(doc->url, enti_hash_fixed(doc->id, 0x6e616d65));
  return ent_arena_printf(arena, "%s-%016llx", doc->hash, (unsigned long long)name);
}

ent_status ent_submitter_put(ent_submitter *s, const ent_document *doc, ent_error *err)
{
  ent_buf record = ENT_BUF_INIT((size_t)1 << 30);
  ent_submit_record(doc, &record);
  ent_submission *item = &s->items[s->n];
  *item = (ent_submission){.hash = key_of(s->arena, doc), .record = ent_arena_str(s->arena, ent_buf_view(&record)),
                           .document = ent_arena_str(s->arena, ent_str_of(doc->hash)), .name = ent_arena_str(s->arena, doc->id),
                           .url = ent_arena_str(s->arena, doc->url)};
  bool ok = !record.failed && item->hash.p && item->record.p;
  ent_buf_done(&record);
  if (!ok)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  return ++s->n == BATCH ? send_batch(s, err) : ENT_OK;
}

ent_status ent_submitter_flush(ent_submitter *s, ent_submit_counts *counts, ent_error *err)
{
  ent_status status = s->n ? send_batch(s, err) : ENT_OK;
  *counts = s->counts;
  return status;
}

/* ---- what the queue lost ------------------------------------------------------------------------------------------------ */

/* The time in the id: within the window in which the same id is one message, this is another. */
static ent_status send_again(enti_queue *q, const ent_submission *item, ent_error *err)
{
  char id[120];
  snprintf(id, sizeof id, "%.*s:%lld", ENT_STR_ARG(item->hash), (long long)time(NULL));
  return enti_queue_send(q, ent_str_of(id), item->hash, item->record, err);
}

ent_status ent_queue_reconcile(const char *queue, ent_store *store, size_t *ret_sent, ent_error *err)
{
  enti_queue *q = NULL;
  ent_arena *arena = ent_arena_new(0);
  char after[80] = "";
  size_t n = 1;
  *ret_sent = 0;
  ent_status status = arena ? enti_queue_open(&(enti_queue_options){.servers = queue}, &q, err)
                            : ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  while (status == ENT_OK && n) {
    ent_submission *items;
    status = ent_store_submissions(store, false, ent_str_of(after), BATCH, arena, &items, &n, err);
    for (size_t i = 0; i < n && status == ENT_OK; i++)
      status = send_again(q, &items[i], err);
    if (n)
      snprintf(after, sizeof after, "%.*s", ENT_STR_ARG(items[n - 1].hash));
    *ret_sent += n;
    ent_arena_reset(arena);
  }
  ent_arena_free(arena);
  enti_queue_close(q);
  return status;
}

ent_status ent_queue_look(const char *queue, ent_store *store, ent_queue_state *ret, ent_error *err)
{
  enti_queue *q;
  enti_queue_counts counts = {0};
  ent_status status = enti_queue_open(&(enti_queue_options){.servers = queue}, &q, err);
  if (status != ENT_OK)
    return status;
  status = enti_queue_count(q, &counts, err);
  enti_queue_close(q);
  *ret = (ent_queue_state){.pending = counts.pending, .in_flight = counts.in_flight, .again = counts.again, .bytes = counts.bytes,
                           .done = counts.done, .replicas = counts.replicas};
  return status == ENT_OK && store ? ent_store_count_submissions(store, &ret->open, &ret->dead, err) : status;
}

bool ent_queue_is_old(const char *queue, char ret_version[32])
{
  enti_queue_server_version(queue, ret_version);
  return enti_queue_version_is_old(ret_version);
}
