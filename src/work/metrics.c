/* How workers and the queue fare, for Prometheus: the text, and a small server for it on loopback.
 *
 * The server is a process of its own, so that those that read need no thread for it: they count in memory that it
 * shares with them. It is asked every few seconds and asks the queue itself no oftener than that. */
#include <entente/serve.h>
#include <entente/work.h>

#include "base/metric.h"
#include "serve/guard.h"

#include <pthread.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define LOOK_SECONDS 5 /* an older look at the queue is made anew */

/* ---- the text ----------------------------------------------------------------------------------------------------------- */

static void one(ent_buf *out, const char *name, const char *help, enti_metric_kind kind, double value)
{
  enti_metric_begin(out, name, help, kind);
  enti_metric_value(out, name, NULL, ENT_STR_NONE, value);
}

void ent_queue_metrics(const ent_queue_state *s, ent_buf *out)
{
  one(out, "entente_queue_up", "Whether the queue and the store could be asked.", ENTI_GAUGE, s != NULL);
  if (!s) /* unknown is not zero */
    return;
  one(out, "entente_queue_pending", "Documents that wait in the queue.", ENTI_GAUGE, (double)s->pending);
  one(out, "entente_queue_in_flight", "Documents that workers hold.", ENTI_GAUGE, (double)s->in_flight);
  one(out, "entente_queue_redelivered", "Of these, not for the first time.", ENTI_GAUGE, (double)s->again);
  one(out, "entente_queue_bytes", "Bytes in the queue.", ENTI_GAUGE, (double)s->bytes);
  one(out, "entente_queue_done_total", "Documents that were acknowledged since the stream was made.", ENTI_COUNTER, (double)s->done);
  one(out, "entente_submissions_open", "Documents submitted and not read.", ENTI_GAUGE, (double)s->open);
  one(out, "entente_submissions_dead", "Documents set aside.", ENTI_GAUGE, (double)s->dead);
}

static double value_of(const ent_work_counts *c, size_t series)
{
  switch (series) {
  case 0: return (double)c->added.documents;
  case 1: return (double)c->added.known;
  case 2: return (double)c->added.claims;
  case 3: return (double)c->batches;
  case 4: return (double)c->failed;
  case 5: return (double)c->buried;
  default: return (double)c->crashes;
  }
}

static void put_seconds(const ent_work_counts *c, ent_buf *out)
{
  const char *const name = "entente_work_seconds_total";
  enti_metric_value(out, name, "in", ENT_STR("reading"), c->read_seconds);
  enti_metric_value(out, name, "in", ENT_STR("store"), c->store_seconds);
  enti_metric_value(out, name, "in", ENT_STR("queue"), c->queue_seconds);
}

void ent_work_metrics(const ent_work_counts *workers, size_t n, ent_buf *out)
{
  static const struct { const char *name, *help; } series[] = {
      {"entente_work_documents_total", "Documents read and stored."},
      {"entente_work_known_total", "Documents that the store had already."},
      {"entente_work_claims_total", "Claims stored."},
      {"entente_work_batches_total", "Batches fetched."},
      {"entente_work_errors_total", "Attempts at a document that failed."},
      {"entente_work_buried_total", "Documents set aside after the last attempt."},
      {"entente_work_crashes_total", "Workers that a signal ended."}};
  ent_work_counts sum = {0};
  for (size_t s = 0; s < sizeof series / sizeof *series; s++) {
    double value = 0;
    for (size_t i = 0; i < n; i++)
      value += value_of(&workers[i], s);
    one(out, series[s].name, series[s].help, ENTI_COUNTER, value);
  }
  for (size_t i = 0; i < n; i++) {
    sum.read_seconds += workers[i].read_seconds;
    sum.store_seconds += workers[i].store_seconds;
    sum.queue_seconds += workers[i].queue_seconds;
  }
  enti_metric_begin(out, "entente_work_seconds_total", "Seconds of all workers, by what they did.", ENTI_COUNTER);
  put_seconds(&sum, out);
  one(out, "entente_work_processes", "Workers.", ENTI_GAUGE, (double)n);
}

/* ---- the server ----------------------------------------------------------------------------------------------------------- */

typedef struct server {
  const ent_work_metrics_options *options;
  pthread_mutex_t lock; /* of the look: requests come on threads of their own */
  ent_queue_state state;
  bool known;
  time_t looked; /* 0: not yet */
} server;

static void look(server *s)
{
  struct timespec t;
  ent_error err = {0};
  ent_store *store = NULL;
  clock_gettime(CLOCK_MONOTONIC, &t);
  if (s->looked && t.tv_sec - s->looked < LOOK_SECONDS)
    return;
  s->looked = t.tv_sec;
  s->known = ent_store_open(s->options->store, ENT_STORE_READ_ONLY, &store, &err) == ENT_OK &&
             ent_queue_look(s->options->queue, store, &s->state, &err) == ENT_OK;
  ent_store_close(store);
}

static void refuse(ent_answer *ret, unsigned status, const char *why)
{
  ent_buf_printf(&ret->made, "%s\n", why);
  ret->status = status;
  ret->type = "text/plain; charset=utf-8";
}

static void answer_metrics(server *s, ent_answer *ret)
{
  ent_work_metrics(s->options->workers, s->options->n_workers, &ret->made);
  pthread_mutex_lock(&s->lock);
  look(s);
  ent_queue_metrics(s->known ? &s->state : NULL, &ret->made);
  pthread_mutex_unlock(&s->lock);
  ret->status = 200;
  ret->type = ENTI_METRIC_TYPE;
}

static void answer(void *context, const ent_request *r, ent_answer *ret)
{
  *ret = (ent_answer){.made = ENT_BUF_INIT(1 << 20)};
  if (!enti_guard_host(r->host, NULL, 0))
    refuse(ret, 421, "ask for localhost");
  else if (!ent_str_eq(r->target, ENT_STR("/metrics")))
    refuse(ret, 404, "there is /metrics, and nothing else");
  else if (!ent_str_eq(r->method, ENT_STR("GET")) && !ent_str_eq(r->method, ENT_STR("HEAD"))) {
    refuse(ret, 405, "only GET");
    ret->allow = "GET, HEAD";
  } else
    answer_metrics(context, ret);
  ret->body = ent_buf_view(&ret->made);
}

ent_status ent_work_serve_metrics(const ent_work_metrics_options *options, ent_error *err)
{
  server s = {.options = options, .lock = PTHREAD_MUTEX_INITIALIZER};
  ent_server *http = NULL;
  ent_server_options net = {.port = options->port, .connections = 16, .answer = answer, .context = &s};
  ent_status status = ent_server_start(NULL, &net, &http, err);
  while (status == ENT_OK && !*options->stop)
    usleep(200000);
  ent_server_stop(http);
  return status;
}
