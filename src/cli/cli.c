/* What the commands share (cli.h). */
#include "cli/cli.h"

#include <errno.h>
#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

void cli_error(const ent_error *err)
{
  fprintf(stderr, "entente: %s\n", err->message[0] ? err->message : ent_status_text(err->status));
}

void cli_message(const char *format, ...)
{
  va_list args;
  va_start(args, format);
  fputs("entente: ", stderr);
  vfprintf(stderr, format, args);
  fputc('\n', stderr);
  va_end(args);
}

int cli_usage(const char *command, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  fprintf(stderr, "entente %s: ", command);
  vfprintf(stderr, format, args);
  fprintf(stderr, " (see `entente help %s`)\n", command);
  va_end(args);
  return CLI_USAGE;
}

int cli_bad_option(const char *command, int returned, char **argv)
{
  const char *word = optind > 0 ? argv[optind - 1] : "";
  if (returned == ':')
    return cli_usage(command, "option %s needs a value", word);
  if (optopt && strncmp(word, "--", 2) != 0)
    return cli_usage(command, "unknown option -%c", optopt);
  return cli_usage(command, "unknown option %s", word);
}

int cli_exit(const ent_error *err)
{
  return err->status == ENT_EUSAGE ? CLI_USAGE : CLI_FAILED;
}

bool cli_date(const char *command, const char *option, const char *value, ent_date *ret)
{
  if (strlen(value) <= 10 && ent_date_parse(ent_str_of(value), ret))
    return true;
  cli_usage(command, "%s %s: not a date (YYYY, YYYY-MM or YYYY-MM-DD)", option, value);
  return false;
}

bool cli_number(const char *command, const char *option, const char *value, long low, long high, long *ret)
{
  char *end;
  errno = 0;
  long number = strtol(value, &end, 10);
  if (errno || *end || end == value || number < low || number > high) {
    cli_usage(command, "%s %s: not a whole number from %ld to %ld", option, value, low, high);
    return false;
  }
  *ret = number;
  return true;
}

int cli_choice(const char *command, const char *option, const char *value, const char *const *words)
{
  char list[256] = "";
  for (int i = 0; words[i]; i++) {
    if (strcmp(words[i], value) == 0)
      return i;
    size_t n = strlen(list);
    snprintf(list + n, sizeof list - n, "%s%s", i ? ", " : "", words[i]);
  }
  cli_usage(command, "%s %s: not one of %s", option, value, list);
  return -1;
}

int cli_reading_option(cli_reading *reading, const char *command, int option, char **argv)
{
  bool fine = true;
  switch (option) {
  case 1000: fine = cli_date(command, "--date", optarg, &reading->source.date); break;
  case 1001: reading->source.name = ent_str_of(optarg); break;
  case 1002: reading->reader.user_data = optarg; break;
  case 1003: fine = cli_number(command, "--jobs", optarg, 1, 256, &reading->jobs); break;
  case 1004: reading->reader.petrarch_actors = optarg; break;
  case 1005: reading->reader.petrarch_agents = optarg; break;
  case 1006: reading->reader.petrarch_verbs = optarg; break;
  default: return cli_bad_option(command, option, argv);
  }
  return fine ? CLI_OK : CLI_USAGE;
}

void cli_tell_warning(void *context, const char *line)
{
  (void)context;
  cli_message("%s", line);
}

void cli_tell_failure(void *context, const ent_error *err)
{
  ((cli_reading *)context)->failed = true;
  cli_error(err);
}

void cli_tell_skipped(void *context, const char *line)
{
  (void)context;
  cli_message("skipped %s", line);
}

void cli_warn_old_queue(const char *queue)
{
  char version[32];
  if (ent_queue_is_old(queue, version))
    cli_message("a server of the queue is %s: before 2.10.23 a crash may lose the stream (entente queue reconcile sends it again)",
                version);
}

ent_status cli_open_store(const char *path, unsigned flags, ent_store **ret, ent_error *err)
{
  if (path)
    return ent_store_open(path, flags, ret, err);
  ent_arena *arena = ent_arena_new(0);
  ent_str place;
  ent_status status = arena ? ent_store_default_path(arena, &place, err)
                            : ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  if (status == ENT_OK)
    status = ent_store_open(place.p, flags, ret, err);
  ent_arena_free(arena);
  return status;
}

/* The readings' ids, each once: "KOR, PRK". */
static void list_ids(const ent_actor_reading *readings, size_t n, char *out, size_t size)
{
  out[0] = 0;
  for (size_t i = 0; i < n; i++) {
    size_t j = 0, at = strlen(out);
    while (j < i && !ent_str_eq(readings[j].actor.id, readings[i].actor.id))
      j++;
    if (j == i)
      snprintf(out + at, size - at, "%s%.*s", at ? ", " : "", ENT_STR_ARG(readings[i].actor.id));
  }
}

ent_status cli_resolve(const ent_reader *reader, const char *name, ent_date on, ent_arena *arena, ent_str *ret_id,
                       ent_error *err)
{
  const ent_actor_reading *readings;
  size_t n;
  ent_status status =
      ent_actors_resolve(ent_reader_actors(reader), ent_str_of(name), on, arena, &readings, &n, err);
  if (status != ENT_OK)
    return status;
  if (n == 0)
    return ent_fail(err, ENT_EUSAGE, ENT_NO_OFFSET, "no actor is called \"%s\" (`entente actor` tries names)", name);
  for (size_t i = 1; i < n; i++)
    if (!ent_str_eq(readings[i].actor.id, readings[0].actor.id) && readings[i].confidence >= readings[0].confidence) {
      char ids[200];
      list_ids(readings, n, ids, sizeof ids);
      return ent_fail(err, ENT_EUSAGE, ENT_NO_OFFSET, "\"%s\" may be %s: which one?", name, ids);
    }
  *ret_id = readings[0].actor.id;
  return ENT_OK;
}

static bool told_output_failure;

static bool output_failed(void)
{
  if (!told_output_failure && errno != EPIPE)
    cli_message("standard output: %s", strerror(errno));
  told_output_failure = true;
  return false;
}

bool cli_write(ent_buf *buf)
{
  if (buf->failed) {
    cli_message("out of memory");
    return false;
  }
  bool ok = buf->n == 0 || fwrite(buf->p, 1, buf->n, stdout) == buf->n;
  ent_buf_clear(buf);
  return ok || output_failed();
}

bool cli_flush(void)
{
  return (fflush(stdout) == 0 && !ferror(stdout)) || output_failed();
}

static unsigned terminal_width(void)
{
  const char *columns = getenv("COLUMNS");
  long n = columns ? strtol(columns, NULL, 10) : 0;
  struct winsize size;
  if (n <= 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
    n = size.ws_col;
  return n < 40 ? 80 : n > 160 ? 160 : (unsigned)n;
}

ent_view_style cli_style(void)
{
  const char *no_colour = getenv("NO_COLOR"), *term = getenv("TERM");
  bool plain = (no_colour && *no_colour) || (term && strcmp(term, "dumb") == 0);
  return (ent_view_style){.colour = !plain && isatty(STDOUT_FILENO),
                          .width = terminal_width(),
                          .ascii = isatty(STDOUT_FILENO) && strcmp(nl_langinfo(CODESET), "UTF-8") != 0};
}

static double now(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

cli_progress cli_progress_begin(const char *what)
{
  return (cli_progress){what, now(), 0, isatty(STDERR_FILENO) == 1};
}

void cli_progress_show(cli_progress *progress, size_t done, size_t total)
{
  double t = now();
  if (!progress->terminal || t - progress->begun < 1 || t - progress->shown < 0.2)
    return;
  double rate = (double)done / (t - progress->begun);
  progress->shown = t;
  if (total && rate > 0)
    fprintf(stderr, "\r\033[K%zu of %zu %s, %.0f/s, %.0f s left", done, total, progress->what, rate,
            (double)(total - done) / rate);
  else
    fprintf(stderr, "\r\033[K%zu %s, %.0f/s", done, progress->what, rate);
}

void cli_progress_end(cli_progress *progress)
{
  if (progress->shown > 0)
    fputs("\r\033[K", stderr);
}
