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
  const volatile int *stop;    /* set by the caller's signal handler: finish the batch and leave; may be NULL */
  void (*tell)(void *context, const char *line); /* what goes on: one line each; may be NULL */
  void *context;
} ent_work_options;

typedef struct ent_work_counts {
  ent_store_added added;
  size_t failed, buried, batches; /* attempts that failed; documents given up */
  double read_seconds, store_seconds, queue_seconds;
} ent_work_counts;

/* Reads until told to stop. ENT_EIO where the queue cannot be reached at the start. */
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
  int replicas;
  int64_t open, dead; /* in the store */
  char version[32];   /* of the server */
  bool old;           /* before 2.10.23 */
} ent_queue_state;

ENT_API ENT_CHECKED ent_status ent_queue_look(const char *queue, ent_store *store, ent_queue_state *ret, ent_error *err);

#endif
