/* A worker: fetches a batch, reads it, writes it, acknowledges it. */
#include <entente/work.h>

#include "queue/queue.h"
#include "work/attempt.h"

#include "base/fault.h"

#include <pthread.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#define MOST 256 /* documents a batch */
#define KEEP_ALIVE_SECONDS 900 /* a batch that takes longer than this is stuck: let others have it */

typedef struct batch {
  enti_queue_message messages[MOST];
  ent_document *docs[MOST]; /* NULL: not read */
  ent_arena *arenas;        /* records that came from the store */
  size_t n;
} batch;

typedef struct worker {
  const ent_work_options *options;
  ent_work_counts *counts;
  enti_attempt attempt;
  ent_store *store;
  enti_queue *queue;
  batch batch;
  /* what keeps the batch's messages alive */
  pthread_t keeper;
  pthread_mutex_t lock; /* of held and leave, and of the messages while they are held */
  pthread_cond_t wake;
  bool held, leave;
} worker;

static double now(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static bool stopped(const worker *w)
{
  return w->options->stop && *w->options->stop;
}

static void tell(const worker *w, const char *what, const ent_error *err)
{
  char line[1100];
  snprintf(line, sizeof line, "%s%s%s", what, err ? ": " : "", err ? err->message : "");
  if (w->options->tell)
    w->options->tell(w->options->context, line);
}

/* ---- keeping messages alive ----------------------------------------------------------------------------------------------- */

static void *keep_alive(void *context)
{
  worker *w = context;
  unsigned every = w->options->ack_seconds / 3 ? w->options->ack_seconds / 3 : 1, held_for = 0;
  pthread_mutex_lock(&w->lock);
  while (!w->leave) {
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += every;
    pthread_cond_timedwait(&w->wake, &w->lock, &until);
    held_for = w->held ? held_for + every : 0;
    for (size_t i = 0; w->held && held_for < KEEP_ALIVE_SECONDS && i < w->batch.n; i++)
      enti_queue_alive(w->queue, &w->batch.messages[i]);
  }
  pthread_mutex_unlock(&w->lock);
  return NULL;
}

static void hold(worker *w, bool held)
{
  pthread_mutex_lock(&w->lock);
  w->held = held;
  pthread_mutex_unlock(&w->lock);
}

/* ---- the store ------------------------------------------------------------------------------------------------------------ */

static ent_status open_store(worker *w, ent_error *err)
{
  ent_status status = ent_store_open(w->options->store, ENT_STORE_CREATE, &w->store, err);
  if (status == ENT_OK)
    status = ent_store_begin_run(w->store, ent_str_of(ent_version()), ent_str_of(ent_pack_version(ent_reader_pack(w->attempt.reader))),
                                 ent_str_of(ent_grammar_version(ent_reader_grammar(w->attempt.reader))), err);
  return status;
}

/* Opens it again until it answers (W3); false: told to stop meanwhile. */
static bool reopen(worker *w)
{
  for (int tries = 0; !stopped(w); tries++) {
    ent_error err = {0};
    ent_store_close(w->store);
    w->store = NULL;
    if (open_store(w, &err) == ENT_OK)
      return true;
    if (tries % 10 == 0)
      tell(w, "waiting for the store", &err);
    usleep(tries < 5 ? 200000 : 1000000);
  }
  return false;
}

/* ---- reading -------------------------------------------------------------------------------------------------------------- */

static ent_status read_one(worker *w, enti_queue_message *m, ent_arena *arena, ent_document **ret, ent_error *err)
{
  if (!m->record.n) { /* it was too large for the queue, or it was read meanwhile */
    ent_status status = ent_store_submission(w->store, m->hash, arena, &m->record, err);
    if (status != ENT_OK || !m->record.n)
      return status;
  }
  if (m->deliveries > 1) { /* it may have killed who had it before */
    ent_status status = enti_attempt_apart(&w->attempt, m->record, err);
    if (status != ENT_OK)
      return status;
  }
  return enti_attempt_read(&w->attempt, m->record, ret, err);
}

/* ---- failures ------------------------------------------------------------------------------------------------------------- */

/* Once more later, or never again (W2). */
static void give_up(worker *w, enti_queue_message *m, const ent_error *why)
{
  ent_error err = {0};
  w->counts->failed++;
  if (m->deliveries < ENT_WORK_FAILURES) {
    enti_queue_again(w->queue, m, 200 << (m->deliveries < 6 ? m->deliveries : 6));
    return;
  }
  ent_submission dead = {.hash = m->hash, .record = m->record, .error = ent_str_of(why->message), .failures = (int64_t)m->deliveries};
  if (ent_store_bury(w->store, &dead, &err) != ENT_OK) {
    enti_queue_again(w->queue, m, 5000);
    return;
  }
  tell(w, "buried a document", why);
  w->counts->buried++;
  (void)!enti_queue_ack(w->queue, m, &err);
}

/* ---- a batch -------------------------------------------------------------------------------------------------------------- */

static void read_batch(worker *w, ent_arena *arena)
{
  batch *b = &w->batch;
  double begun = now();
  for (size_t i = 0; i < b->n; i++) {
    ent_error err = {0};
    b->docs[i] = NULL;
    if (read_one(w, &b->messages[i], arena, &b->docs[i], &err) == ENT_OK)
      continue;
    ent_document_free(b->docs[i]);
    b->docs[i] = NULL;
    pthread_mutex_lock(&w->lock); /* the keeper must not meet a message that is being given back */
    give_up(w, &b->messages[i], &err);
    b->messages[i] = b->messages[b->n - 1];
    b->n--;
    pthread_mutex_unlock(&w->lock);
    i--;
  }
  w->counts->read_seconds += now() - begun;
}

static ent_status store_some(worker *w, size_t from, size_t to, ent_error *err)
{
  batch *b = &w->batch;
  ent_document *docs[MOST];
  ent_str hashes[MOST];
  size_t n_docs = 0, n = 0;
  for (size_t i = from; i < to; i++) {
    if (b->docs[i])
      docs[n_docs++] = b->docs[i];
    hashes[n++] = b->messages[i].hash;
  }
  return ent_store_add_submitted(w->store, docs, n_docs, hashes, n, &w->counts->added, err);
}

static void ack_some(worker *w, size_t from, size_t to)
{
  for (size_t i = from; i < to; i++) {
    ent_error err = {0};
    if (enti_queue_ack(w->queue, &w->batch.messages[i], &err) != ENT_OK) /* it comes again, and is known then */
      tell(w, "not acknowledged", &err);
  }
}

/* Writes messages [from, to), waiting for a store that is away. One that the store refuses is found by halving. */
static bool write_range(worker *w, size_t from, size_t to)
{
  ent_error err = {0};
  ent_status status;
  double begun = now();
  while ((status = store_some(w, from, to, &err)) == ENT_EIO) {
    tell(w, "the store is away", &err);
    if (!reopen(w))
      return false;
    usleep(300000);
    err = (ent_error){0};
  }
  double written = now();
  w->counts->store_seconds += written - begun;
  if (status == ENT_OK)
    ack_some(w, from, to);
  else if (to - from == 1)
    give_up(w, &w->batch.messages[from], &err);
  else {
    size_t middle = from + (to - from) / 2;
    return write_range(w, from, middle) && write_range(w, middle, to);
  }
  w->counts->queue_seconds += now() - written;
  return true;
}

static void drop_documents(batch *b)
{
  for (size_t i = 0; i < MOST; i++) {
    ent_document_free(b->docs[i]);
    b->docs[i] = NULL;
  }
}

static void work_batch(worker *w, ent_arena *arena)
{
  hold(w, true);
  read_batch(w, arena);
  /* From here on messages are freed as they are acknowledged, and not kept alive: where the store is slow some come again,
   * and are known then. */
  size_t n = w->batch.n;
  hold(w, false);
  if (n)
    (void)!write_range(w, 0, n);
  w->batch.n = 0;
  w->counts->batches++;
  drop_documents(&w->batch);
}

/* Nothing came: is all done? What the store still waits for and the queue does not have is sent again. */
static bool all_done(worker *w)
{
  enti_queue_counts counts;
  int64_t open = 0, dead = 0;
  ent_error err = {0};
  size_t sent;
  if (enti_queue_count(w->queue, &counts, &err) != ENT_OK || counts.pending || counts.in_flight)
    return false;
  if (ent_store_count_submissions(w->store, &open, &dead, &err) != ENT_OK)
    return !reopen(w);
  if (open && ent_queue_reconcile(w->options->queue, w->store, &sent, &err) == ENT_OK)
    tell(w, "sent again what the queue had lost", NULL);
  return open == 0;
}

static ent_status loop(worker *w, ent_error *err)
{
  ent_arena *arena = ent_arena_new(0);
  size_t most = w->options->batch ? w->options->batch : 32;
  if (!arena)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  while (!stopped(w)) {
    ent_error trouble = {0};
    double begun = now();
    ent_status got = enti_queue_fetch(w->queue, w->batch.messages, most < MOST ? most : MOST, 1000, &w->batch.n, &trouble);
    w->counts->queue_seconds += w->batch.n ? now() - begun : 0;
    if (got != ENT_OK) {
      tell(w, "waiting for the queue", &trouble);
      usleep(1000000);
    } else if (w->batch.n) {
      work_batch(w, arena);
      ent_arena_reset(arena);
    } else if (w->options->until_empty && all_done(w)) {
      break;
    }
  }
  ent_arena_free(arena);
  return ENT_OK;
}

ent_status ent_work(const ent_reader *reader, const ent_work_options *given, ent_work_counts *counts, ent_error *err)
{
  ent_work_options options = *given;
  options.ack_seconds = options.ack_seconds ? options.ack_seconds : 60;
  options.document_seconds = options.document_seconds ? options.document_seconds : 300;
  worker *w = enti_calloc(1, sizeof *w);
  if (!w)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  *w = (worker){.options = &options, .counts = counts, .attempt = {reader, ENT_SOURCE_OPTIONS_INIT, options.document_seconds},
                .lock = PTHREAD_MUTEX_INITIALIZER, .wake = PTHREAD_COND_INITIALIZER};
  w->attempt.source.pack = ent_reader_pack(reader);
  ent_status status = open_store(w, err);
  if (status == ENT_EIO && ent_store_is_address(options.store)) { /* W3: also a worker that takes another's place may begin then */
    tell(w, "waiting for the store", err);
    status = reopen(w) ? ENT_OK : status;
  }
  if (status == ENT_OK)
    status = enti_queue_open(&(enti_queue_options){options.queue, true, options.ack_seconds}, &w->queue, err);
  if (status == ENT_OK && pthread_create(&w->keeper, NULL, keep_alive, w) == 0) {
    status = loop(w, err);
    pthread_mutex_lock(&w->lock);
    w->leave = true;
    pthread_cond_signal(&w->wake);
    pthread_mutex_unlock(&w->lock);
    pthread_join(w->keeper, NULL);
  }
  enti_queue_close(w->queue);
  ent_store_close(w->store);
  free(w);
  return status;
}
