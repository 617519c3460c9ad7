/* The work queue: a stream of NATS JetStream, on three servers where there are three.
 *
 * At least once: a message comes again until it is acknowledged, also to another worker. That nothing is lost rests on the
 * store (Q1 in submission.h), not on the queue. */
#ifndef ENTI_QUEUE_H
#define ENTI_QUEUE_H

#include <entente/base.h>

typedef struct enti_queue enti_queue;

typedef struct enti_queue_options {
  const char *servers;  /* "nats://a:4222,b,c" */
  bool work;            /* also fetch: makes the consumer that all workers share */
  unsigned ack_seconds; /* a message that nobody acknowledges or keeps alive for so long comes again */
} enti_queue_options;

typedef struct enti_queue_message {
  ent_str hash, record;  /* hash: the submission's; record empty: it is to be taken from the store */
  uint64_t deliveries;   /* this one included */
  void *handle;
} enti_queue_message;

typedef struct enti_queue_counts {
  uint64_t pending, in_flight, again; /* not yet delivered; delivered and not acknowledged; of these delivered before */
  uint64_t bytes, done; /* done: acknowledged since the stream was made */
  int replicas;
} enti_queue_counts;

/* Connects and makes the stream where it is missing. ENT_EIO: no server answers. */
ENT_CHECKED ent_status enti_queue_open(const enti_queue_options *options, enti_queue **ret, ent_error *err);
void enti_queue_close(enti_queue *q);
/* One message, stored by most of the servers when this returns. id: the same id within ten minutes is one message. */
ENT_CHECKED ent_status enti_queue_send(enti_queue *q, ent_str id, ent_str hash, ent_str record, ent_error *err);
/* Up to max messages, after at most wait_ms; none is no failure. */
ENT_CHECKED ent_status enti_queue_fetch(enti_queue *q, enti_queue_message *messages, size_t max, int wait_ms, size_t *ret_n,
                                        ent_error *err);
/* Done with: waits until the server has noted it. Frees the message; where it fails, it comes again. */
ENT_CHECKED ent_status enti_queue_ack(enti_queue *q, enti_queue_message *m, ent_error *err);
/* Not done: let it come again after a delay. Frees the message. */
void enti_queue_again(enti_queue *q, enti_queue_message *m, int delay_ms);
/* Still at it. Safe from another thread than that which fetches. */
void enti_queue_alive(enti_queue *q, const enti_queue_message *m);
ENT_CHECKED ent_status enti_queue_count(enti_queue *q, enti_queue_counts *ret, ent_error *err);
/* The oldest version among the servers that tell theirs ("2.9.10") in their greeting; "" where none does. */
void enti_queue_server_version(const char *servers, char ret[32]);
/* Does it come before 2.10.23, up to which servers lost streams in crashes? */
bool enti_queue_version_is_old(const char *version);

#endif
