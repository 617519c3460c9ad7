/* entente queue: what the work queue holds, and what to do about it. */
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/options.h"

#include <string.h>
#include <unistd.h>

const char cmd_queue_help[] =
    "usage: entente queue status|reconcile|retry|dead --queue SERVERS --store PLACE\n\n"
    "  status             what waits, what is being read, what is left in the store, what was set aside, how fast\n"
    "                     it goes and how long it will take\n"
    "  reconcile          send again what was submitted and not read: after a queue was lost\n"
    "  dead               the documents that were set aside, one line each: hash, failures, last error\n"
    "  retry              submit them once more\n\n"
    "  --queue SERVERS    servers of NATS: nats://host1,host2,host3\n"
    "  --store PLACE      the store (default: as for `entente add`)\n"
    "  --format FORMAT    of status: text (default), json, prometheus\n"
    "  --over SECONDS     of status: how long the rate is measured (default 2; 0: not at all)\n\n"
    "Exit code: 0 done, 1 failed, 2 wrong usage.\n";

static const char *const formats[] = {"text", "json", "prometheus", NULL};

/* What a look at the queue, and another one some seconds later, tell. */
typedef struct look {
  ent_queue_state state; /* the later one */
  double rate;           /* documents a second; < 0: not measured */
  char version[32];
  bool old;
} look;

/* Seconds until nothing is left, at this rate; < 0: nobody knows. */
static double time_left(const look *l)
{
  uint64_t left = l->state.pending + l->state.in_flight;
  return left == 0 ? 0 : l->rate > 0 ? (double)left / l->rate : -1;
}

static void print_rate(const look *l)
{
  double left = time_left(l);
  if (l->rate < 0)
    return;
  printf("rate   %.1f documents a second", l->rate);
  if (left < 0)
    printf("; time left unknown\n");
  else
    printf("; %ld h %02ld min %02ld s left\n", (long)left / 3600, (long)left / 60 % 60, (long)left % 60);
}

static void print_text(const look *l)
{
  const ent_queue_state *s = &l->state;
  printf("queue  %llu waiting, %llu being read (%llu not for the first time), %llu bytes on %d server%s\n",
         (unsigned long long)s->pending, (unsigned long long)s->in_flight, (unsigned long long)s->again, (unsigned long long)s->bytes,
         s->replicas, s->replicas == 1 ? "" : "s");
  printf("store  %lld submitted and not read, %lld set aside\n", (long long)s->open, (long long)s->dead);
  print_rate(l);
  if (l->old)
    printf("server %s: before 2.10.23 a crash may lose the stream (entente queue reconcile)\n", l->version);
}

static void print_number(const char *name, double value)
{
  if (value < 0)
    printf(",\"%s\":null", name);
  else
    printf(",\"%s\":%.1f", name, value);
}

static void print_json(const look *l)
{
  const ent_queue_state *s = &l->state;
  printf("{\"pending\":%llu,\"in_flight\":%llu,\"redelivered\":%llu,\"bytes\":%llu,\"done\":%llu,\"replicas\":%d,\"open\":%lld,"
         "\"dead\":%lld", (unsigned long long)s->pending, (unsigned long long)s->in_flight, (unsigned long long)s->again,
         (unsigned long long)s->bytes, (unsigned long long)s->done, s->replicas, (long long)s->open, (long long)s->dead);
  print_number("rate", l->rate);
  print_number("seconds_left", time_left(l));
  printf(",\"server\":\"%s\"}\n", l->version);
}

static void print_prometheus(const look *l)
{
  ent_buf out = ENT_BUF_INIT(1 << 16);
  ent_queue_metrics(&l->state, &out);
  fwrite(out.p, 1, out.n, stdout);
  ent_buf_done(&out);
}

/* Prometheus works the rate out itself. */
static ent_status show_status(const char *queue, ent_store *store, int format, long seconds, ent_error *err)
{
  static void (*const print[])(const look *) = {print_text, print_json, print_prometheus};
  look l = {.rate = -1};
  uint64_t before;
  ent_status status = ent_queue_look(queue, store, &l.state, err);
  if (status == ENT_OK && seconds && format != 2) {
    before = l.state.done;
    sleep((unsigned)seconds);
    status = ent_queue_look(queue, store, &l.state, err);
    l.rate = l.state.done >= before ? (double)(l.state.done - before) / (double)seconds : -1; /* less: another stream */
  }
  if (status != ENT_OK)
    return status;
  l.old = ent_queue_is_old(queue, l.version);
  print[format](&l);
  return ENT_OK;
}

static ent_status show_dead(ent_store *store, ent_error *err)
{
  ent_arena *arena = ent_arena_new(0);
  char after[80] = "";
  size_t n = 1;
  ent_status status = arena ? ENT_OK : ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  while (status == ENT_OK && n) {
    ent_submission *items;
    status = ent_store_submissions(store, true, ent_str_of(after), 256, arena, &items, &n, err);
    for (size_t i = 0; i < n; i++)
      printf("%.*s\t%lld\t%.*s\n", ENT_STR_ARG(items[i].hash), (long long)items[i].failures, ENT_STR_ARG(items[i].error));
    if (n)
      snprintf(after, sizeof after, "%.*s", ENT_STR_ARG(items[n - 1].hash));
    ent_arena_reset(arena);
  }
  ent_arena_free(arena);
  return status;
}

static ent_status send_again(const char *queue, ent_store *store, bool revive, ent_error *err)
{
  size_t sent = 0;
  ent_status status = revive ? ent_store_revive(store, err) : ENT_OK;
  if (status == ENT_OK)
    status = ent_queue_reconcile(queue, store, &sent, err);
  if (status == ENT_OK)
    fprintf(stderr, "sent %zu documents\n", sent);
  return status;
}

int cmd_queue(int argc, char **argv)
{
  static const char *const verbs[] = {"status", "reconcile", "retry", "dead", NULL};
  const char *queue = NULL, *place = NULL;
  int format = 0, verb = 0;
  long seconds = 2;
  const cli_option list[] = {CLI_OPTION_STRING("queue", &queue), CLI_OPTION_STRING("store", &place),
                             CLI_OPTION_CHOICE("format", &format, formats), CLI_OPTION_NUMBER("over", &seconds, 0, 3600), CLI_OPTION_END};
  int code = cli_options("queue", argc, argv, list);
  if (code != CLI_OK)
    return code;
  if (optind + 1 != argc)
    return cli_usage("queue", "status, reconcile, dead or retry?");
  while (verbs[verb] && strcmp(verbs[verb], argv[optind]) != 0)
    verb++;
  if (!verbs[verb])
    return cli_usage("queue", "what is \"%s\"? (status, reconcile, dead, retry)", argv[optind]);
  if (!queue && verb != 3)
    return cli_usage("queue", "which servers? (--queue nats://…)");
  ent_error err = {0};
  ent_store *store = NULL;
  ent_status status = cli_open_store(place, ENT_STORE_CREATE, &store, &err);
  if (status == ENT_OK)
    status = verb == 0 ? show_status(queue, store, format, seconds, &err)
             : verb == 3 ? show_dead(store, &err) : send_again(queue, store, verb == 2, &err);
  if (status != ENT_OK)
    cli_error(&err);
  ent_store_close(store);
  return status == ENT_OK ? CLI_OK : cli_exit(&err);
}
