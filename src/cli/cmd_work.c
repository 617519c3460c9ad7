/* entente work: workers that read what was submitted. Each is a process of its own, so that a document that crashes the
 * reader takes one of them along, which is then started anew. */
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/options.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

const char cmd_work_help[] =
    "usage: entente work --queue SERVERS --store PLACE [OPTIONS]\n\n"
    "Reads what was submitted (entente submit) and writes it into the store; as many of these as there are\n"
    "machines. A document is acknowledged when its claims are in the store: a worker may die at any moment. One\n"
    "that fails five times is set aside with its error (entente queue retry). While the store is away, workers\n"
    "wait. SIGTERM: the batch is finished first.\n\n"
    "  --queue SERVERS    servers of NATS: nats://host1,host2,host3\n"
    "  --store PLACE      the store (postgresql://…, or a path on this machine)\n"
    "  --jobs N           processes (default: one for each core)\n"
    "  --until-empty      end when nothing is left, in place of waiting for more\n"
    "  --batch N          documents a transaction (default 32, at most 256)\n"
    "  --ack-wait SECONDS what a worker leaves for so long goes to another (default 60)\n"
    "  --document-seconds N  a document that takes longer has failed (default 300)\n"
    "  --metrics PORT     answer GET /metrics (Prometheus) on this port of loopback\n"
    "  --log FORMAT       text (default) or json: one object a line\n"
    "  --data DIR         tables of your own, on top of the built-in ones\n\n"
    "Exit code: 0 stopped or empty, 1 failed, 2 wrong usage.\n";

static volatile int stop; /* set by SIGTERM and SIGINT */

static const char *const formats[] = {"text", "json", NULL};

typedef struct options {
  ent_work_options work;
  ent_reader_options reader;
  long jobs, batch, ack_wait, document_seconds, metrics;
  int format;
} options;

/* The processes: workers, and one that answers for them where it is asked to. What the workers count lies in memory that
 * all of them share. */
typedef struct crew {
  const options *options;
  pid_t workers[512], answers;
  ent_work_counts *counts;
} crew;

static void on_signal(int number)
{
  (void)number;
  stop = 1;
}

static void tell(void *context, const char *line)
{
  const options *o = context;
  if (o->format == 0) {
    cli_message("worker %ld: %s", (long)getpid(), line);
    return;
  }
  char when[32];
  time_t t = time(NULL);
  struct tm utc;
  ent_buf json = ENT_BUF_INIT(1 << 14);
  strftime(when, sizeof when, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&t, &utc));
  ent_buf_printf(&json, "{\"time\":\"%s\",\"worker\":%ld,\"message\":", when, (long)getpid());
  ent_buf_json(&json, ent_str_of(line));
  ent_buf_char(&json, '}');
  if (!json.failed)
    fprintf(stderr, "%.*s\n", (int)json.n, json.p);
  ent_buf_done(&json);
}

static int parse_options(int argc, char **argv, options *o)
{
  bool until_empty = false;
  const cli_option list[] = {CLI_OPTION_STRING("queue", &o->work.queue), CLI_OPTION_STRING("store", &o->work.store),
                             CLI_OPTION_NUMBER("jobs", &o->jobs, 1, 512), CLI_OPTION_FLAG("until-empty", &until_empty),
                             CLI_OPTION_NUMBER("batch", &o->batch, 1, 256), CLI_OPTION_NUMBER("ack-wait", &o->ack_wait, 1, 3600),
                             CLI_OPTION_NUMBER("document-seconds", &o->document_seconds, 1, 86400),
                             CLI_OPTION_NUMBER("metrics", &o->metrics, 1, 65535),
                             CLI_OPTION_CHOICE("log", &o->format, formats), CLI_OPTION_STRING("data", &o->reader.user_data),
                             CLI_OPTION_END};
  int code = cli_options("work", argc, argv, list);
  if (code != CLI_OK)
    return code;
  o->work.until_empty = until_empty;
  o->work.batch = (unsigned)o->batch;
  o->work.ack_seconds = (unsigned)o->ack_wait;
  o->work.document_seconds = (unsigned)o->document_seconds;
  if (!o->work.queue || !o->work.store)
    return cli_usage("work", "--queue and --store, please");
  return optind < argc ? cli_usage("work", "no operands, please") : CLI_OK;
}

static void report(const options *o, const ent_work_counts *c)
{
  char line[400];
  snprintf(line, sizeof line, "read %zu documents with %zu claims in %zu batches; %zu known, %zu failures, %zu set aside; "
           "%.1f s reading, %.1f s in the store, %.1f s in the queue", c->added.documents, c->added.claims, c->batches, c->added.known,
           c->failed, c->buried, c->read_seconds, c->store_seconds, c->queue_seconds);
  tell((void *)o, line);
}

static int work(const options *o, ent_work_counts *counts)
{
  ent_error err = {0};
  ent_reader *reader = NULL;
  prctl(PR_SET_PDEATHSIG, SIGTERM); /* nobody is left behind */
  ent_status status = ent_reader_open(&o->reader, &reader, &err);
  if (status == ENT_OK)
    status = ent_work(reader, &o->work, counts, &err);
  if (status == ENT_OK)
    report(o, counts);
  else
    cli_error(&err);
  ent_reader_close(reader);
  return status == ENT_OK ? CLI_OK : cli_exit(&err);
}

static int answer(const crew *c)
{
  ent_error err = {0};
  const options *o = c->options;
  ent_work_metrics_options how = {.port = (uint16_t)o->metrics, .workers = c->counts, .n_workers = (size_t)o->jobs,
                                  .queue = o->work.queue, .store = o->work.store, .stop = &stop};
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (ent_work_serve_metrics(&how, &err) == ENT_OK)
    return CLI_OK;
  cli_error(&err);
  return cli_exit(&err);
}

static pid_t start_worker(const crew *c, long i)
{
  pid_t child = fork();
  if (child == 0)
    _exit(work(c->options, &c->counts[i]));
  return child;
}

static pid_t start_answers(const crew *c)
{
  pid_t child = c->options->metrics ? fork() : 0;
  if (child == 0 && c->options->metrics)
    _exit(answer(c));
  return child;
}

static void pass_on(const crew *c)
{
  for (long i = 0; i < c->options->jobs; i++)
    if (c->workers[i] > 0)
      kill(c->workers[i], SIGTERM);
}

/* A worker that a signal ended: another in its place, after a second. False: none is wanted. */
static bool replace(crew *c, long i, int status)
{
  char line[100];
  if (!WIFSIGNALED(status) || stop)
    return false;
  snprintf(line, sizeof line, "worker %ld was ended by signal %d; another takes its place", (long)c->workers[i], WTERMSIG(status));
  tell((void *)(uintptr_t)c->options, line);
  c->counts[i].crashes++;
  sleep(1);
  c->workers[i] = start_worker(c, i);
  return c->workers[i] > 0;
}

/* Waits until all workers are done. */
static int watch(crew *c)
{
  int code = CLI_OK, status;
  for (long left = c->options->jobs; left > 0;) {
    pid_t gone = waitpid(-1, &status, 0);
    if (gone < 0 && errno != EINTR)
      break;
    if (gone < 0) {
      pass_on(c);
      continue;
    }
    long i = 0;
    while (i < c->options->jobs && c->workers[i] != gone)
      i++;
    if (i == c->options->jobs || replace(c, i, status)) /* who answers for them is not missed */
      continue;
    left--;
    c->workers[i] = 0;
    if (WIFEXITED(status) && WEXITSTATUS(status) > code)
      code = WEXITSTATUS(status);
  }
  return code;
}

static int run(crew *c)
{
  size_t size = (size_t)c->options->jobs * sizeof *c->counts;
  void *shared = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED) {
    cli_message("out of memory");
    return CLI_FAILED;
  }
  c->counts = shared;
  c->answers = start_answers(c);
  for (long i = 0; i < c->options->jobs; i++)
    c->workers[i] = start_worker(c, i);
  int code = watch(c);
  if (c->answers > 0)
    kill(c->answers, SIGTERM);
  munmap(shared, size);
  return code;
}

int cmd_work(int argc, char **argv)
{
  options o = {.jobs = sysconf(_SC_NPROCESSORS_ONLN), .batch = 32, .ack_wait = 60, .document_seconds = 300,
               .reader = {.warn = cli_tell_warning}};
  int code = parse_options(argc, argv, &o);
  if (code != CLI_OK)
    return code;
  struct sigaction action = {.sa_handler = on_signal};
  sigaction(SIGTERM, &action, NULL);
  sigaction(SIGINT, &action, NULL);
  o.work.stop = &stop;
  o.work.tell = tell;
  o.work.context = &o;
  o.jobs = o.jobs < 1 ? 1 : o.jobs > 512 ? 512 : o.jobs;
  cli_warn_old_queue(o.work.queue);
  return run(&(crew){.options = &o});
}
