/* Entente, room `work`: many workers read what was submitted, into one store (docs/scale.md).
 *
 *  W1  A document's claims are in the store before its message is acknowledged: a worker may die at any moment.
 *  W2  A document that fails ENT_WORK_FAILURES times is buried with its error; others do not wait for it.
 *  W3  While the store is away, a worker waits with what it holds and fetches nothing more. */
#ifndef ENTENTE_WORK_H
#define ENTENTE_WORK_H

#include <entente/pipeline.h>
#include <entente/submission.h>

#define ENT_WORK_FAILURES 5

typedef struct ent_work_options {
  const char *queue, *store;   /* servers of NATS, with commas; a store's address */
  bool until_empty;            /* end when nothing is left, in place of waiting for more */
  unsigned batch;              /* documents a transaction; 0: 32 */
  unsigned ack_seconds;        /* 0: 60 */
  unsigned document_seconds;   /* one that takes longer is a failure; 0: 300 */
  const volatile int *stop;    /* set by the caller's signal handler: finish the batch and leave; may be NULL */
  void (*tell)(void *context, const char *line); /* what goes on: one line each; may be NULL */
  void *context;
} ent_work_options;

typedef struct ent_work_counts {
  ent_store_added added;
  size_t failed, buried, batches; /* attempts that failed; documents given up */
  size_t crashes; /* times that a signal ended the worker: counted by who watches it */
  double read_seconds, store_seconds, queue_seconds;
} ent_work_counts;

/* Reads until told to stop, and adds to counts. ENT_EIO where the queue cannot be reached at the start. */
ENT_API ENT_CHECKED ent_status ent_work(const ent_reader *reader, const ent_work_options *options, ent_work_counts *counts,
                                        ent_error *err);

typedef struct ent_submit_counts {
  size_t sent, known; /* known: submitted or read before */
} ent_submit_counts;

/* A document as the JSON that a worker reads it from. */
ENT_API void ent_submit_record(const ent_document *doc, ent_buf *ret);
/* Notes documents in the store, then sends them. */
typedef struct ent_submitter ent_submitter;
ENT_API ENT_CHECKED ent_status ent_submitter_open(const char *queue, ent_store *store, ent_submitter **ret, ent_error *err);
ENT_API ENT_CHECKED ent_status ent_submitter_put(ent_submitter *s, const ent_document *doc, ent_error *err);
ENT_API ENT_CHECKED ent_status ent_submitter_flush(ent_submitter *s, ent_submit_counts *counts, ent_error *err);
ENT_API void ent_submitter_close(ent_submitter *s);
/* Sends again all that the store has noted as submitted and not read. */
ENT_API ENT_CHECKED ent_status ent_queue_reconcile(const char *queue, ent_store *store, size_t *ret_sent, ent_error *err);

typedef struct ent_queue_state {
  uint64_t pending, in_flight, again, bytes;
  uint64_t done; /* acknowledged since the stream was made: how much it grows in a second is the rate */
  int replicas;
  int64_t open, dead; /* in the store */
} ent_queue_state;

/* store may be NULL: open and dead are 0 then. */
ENT_API ENT_CHECKED ent_status ent_queue_look(const char *queue, ent_store *store, ent_queue_state *ret, ent_error *err);
/* The oldest version among the servers that tell theirs ("2.9.10"), "" where none does; true where it comes before 2.10.23,
 * up to which a crash of a server could lose the stream. */
ENT_API bool ent_queue_is_old(const char *queue, char ret_version[32]);

/* ---- measurements, in the text format of Prometheus ---------------------------------------------------------------------- */

/* s NULL: the queue could not be asked. */
ENT_API void ent_queue_metrics(const ent_queue_state *s, ent_buf *out);
/* The sums of n workers. */
ENT_API void ent_work_metrics(const ent_work_counts *workers, size_t n, ent_buf *out);

typedef struct ent_work_metrics_options {
  uint16_t port;
  const ent_work_counts *workers; /* n_workers, in memory that they share with the caller */
  size_t n_workers;
  const char *queue, *store;
  const volatile int *stop;
} ent_work_metrics_options;

/* Answers GET /metrics on loopback until told to stop. ENT_EIO: the port is taken; ENT_EUSAGE: built without libmicrohttpd. */
ENT_API ENT_CHECKED ent_status ent_work_serve_metrics(const ent_work_metrics_options *options, ent_error *err);

#endif
