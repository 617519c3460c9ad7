/* entente work: workers that read what was submitted. Each is a process of its own, so that a document that crashes the
 * reader takes one of them along, which is then started anew. */
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/options.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
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
    "  --log FORMAT       text (default) or json: one object a line\n"
    "  --data DIR         tables of your own, on top of the built-in ones\n\n"
    "Exit code: 0 stopped or empty, 1 failed, 2 wrong usage.\n";

static volatile int stop; /* set by SIGTERM and SIGINT */

static const char *const formats[] = {"text", "json", NULL};

typedef struct options {
  ent_work_options work;
  ent_reader_options reader;
  long jobs, batch, ack_wait;
  int format;
} options;

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
                             CLI_OPTION_CHOICE("log", &o->format, formats), CLI_OPTION_STRING("data", &o->reader.user_data),
                             CLI_OPTION_END};
  int code = cli_options("work", argc, argv, list);
  if (code != CLI_OK)
    return code;
  o->work.until_empty = until_empty;
  o->work.batch = (unsigned)o->batch;
  o->work.ack_seconds = (unsigned)o->ack_wait;
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

static int work(const options *o)
{
  ent_error err = {0};
  ent_reader *reader = NULL;
  ent_work_counts counts = {0};
  prctl(PR_SET_PDEATHSIG, SIGTERM); /* nobody is left behind */
  ent_status status = ent_reader_open(&o->reader, &reader, &err);
  if (status == ENT_OK)
    status = ent_work(reader, &o->work, &counts, &err);
  if (status == ENT_OK)
    report(o, &counts);
  else
    cli_error(&err);
  ent_reader_close(reader);
  return status == ENT_OK ? CLI_OK : cli_exit(&err);
}

static pid_t start(const options *o)
{
  pid_t child = fork();
  if (child == 0)
    _exit(work(o));
  return child;
}

/* Waits for all; one that a signal ended is started again, after a second. */
static int watch(const options *o, pid_t *workers, long n)
{
  int code = CLI_OK, status;
  for (long left = n; left > 0;) {
    pid_t gone = waitpid(-1, &status, 0);
    if (gone < 0 && errno == EINTR) {
      for (long i = 0; i < n; i++)
        if (workers[i] > 0)
          kill(workers[i], SIGTERM);
      continue;
    }
    if (gone < 0)
      break;
    long i = 0;
    while (i < n && workers[i] != gone)
      i++;
    if (i < n && WIFSIGNALED(status) && !stop) {
      char line[100];
      snprintf(line, sizeof line, "worker %ld was ended by signal %d; another takes its place", (long)gone, WTERMSIG(status));
      tell((void *)o, line);
      sleep(1);
      workers[i] = start(o);
      continue;
    }
    left--;
    if (i < n)
      workers[i] = 0;
    if (WIFEXITED(status) && WEXITSTATUS(status) > code)
      code = WEXITSTATUS(status);
  }
  return code;
}

int cmd_work(int argc, char **argv)
{
  pid_t workers[512];
  options o = {.jobs = sysconf(_SC_NPROCESSORS_ONLN), .batch = 32, .ack_wait = 60, .reader = {.warn = cli_tell_warning}};
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
  for (long i = 0; i < o.jobs; i++)
    workers[i] = start(&o);
  return watch(&o, workers, o.jobs);
}
