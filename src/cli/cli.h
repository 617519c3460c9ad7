/* What the commands share: messages, options, output, progress. */
#ifndef ENTI_CLI_H
#define ENTI_CLI_H

#include <entente/entente.h>

#include <getopt.h>
#include <stdio.h>

enum { CLI_OK = 0, CLI_FAILED = 1, CLI_USAGE = 2 };

/* "entente: message" on standard error. */
void cli_error(const ent_error *err);
void cli_message(const char *format, ...) ENT_PRINTF(1, 2);
/* "entente COMMAND: message" and where to find help; returns CLI_USAGE. */
int cli_usage(const char *command, const char *format, ...) ENT_PRINTF(2, 3);
/* What getopt_long stumbled over (it returned '?' or ':'), with opterr off; returns CLI_USAGE. */
int cli_bad_option(const char *command, int returned, char **argv);
/* Exit code for a failed call: usage errors 2, all else 1. */
int cli_exit(const ent_error *err);

/* An option's value as a date; false after telling why. */
bool cli_date(const char *command, const char *option, const char *value, ent_date *ret);
/* As a whole number from low to high; false after telling why. */
bool cli_number(const char *command, const char *option, const char *value, long low, long high, long *ret);
/* The value's place in a NULL-ended list of words, or -1 after telling which there are. */
int cli_choice(const char *command, const char *option, const char *value, const char *const *words);

/* What `read` and `add` have in common: how documents are read. The first member of both commands' jobs, so that the
 * pipeline's sink can be handed the job and these callbacks. */
typedef struct cli_reading {
  ent_source_options source;
  ent_reader_options reader;
  long jobs;
  bool failed; /* some file or record could not be read: told, and the exit code says so */
} cli_reading;

#define CLI_READING_INIT ((cli_reading){.source = ENT_SOURCE_OPTIONS_INIT, .reader = {.warn = cli_tell_warning}})
/* For the command's table of getopt_long; values from 1000 on. */
#define CLI_READING_OPTIONS                                                                                \
  {"date", required_argument, NULL, 1000}, {"source", required_argument, NULL, 1001},                       \
      {"data", required_argument, NULL, 1002}, {"jobs", required_argument, NULL, 1003},                     \
      {"petrarch-actors", required_argument, NULL, 1004}, {"petrarch-agents", required_argument, NULL, 1005},    \
      {"petrarch-verbs", required_argument, NULL, 1006}
/* Takes one of them; CLI_OK, or CLI_USAGE after telling what is wrong (also for options of nobody). */
int cli_reading_option(cli_reading *reading, const char *command, int option, char **argv);

void cli_tell_warning(void *context, const char *line);
/* For ent_pipeline_sink; context: a cli_reading. */
void cli_tell_failure(void *context, const ent_error *err);
void cli_tell_skipped(void *context, const char *line);

/* Tells of servers of the queue that may lose it in a crash. */
void cli_warn_old_queue(const char *queue);
/* Opens a store at path, NULL for the default place. */
ENT_CHECKED ent_status cli_open_store(const char *path, unsigned flags, ent_store **ret, ent_error *err);
/* The id of the actor that a user names ("KOR", "South Korea", "cow:732"); ENT_EUSAGE where nothing or several things
 * are meant, with the readings in the message. on: unknown for any time. */
ENT_CHECKED ent_status cli_resolve(const ent_reader *reader, const char *name, ent_date on, ent_arena *arena,
                                   ent_str *ret_id, ent_error *err);

/* Writes the buffer to standard output and empties it; false when that fails (told once, a closed pipe silently). */
bool cli_write(ent_buf *buf);
/* Flushes standard output; false when that fails (told). */
bool cli_flush(void);
/* Colour and width of standard output: a terminal, NO_COLOR, COLUMNS, TERM=dumb, a locale without UTF-8. */
ent_view_style cli_style(void);

/* Progress on standard error, when that is a terminal and the work lasts longer than a second. */
typedef struct cli_progress {
  const char *what;  /* "documents" */
  double begun, shown;
  bool terminal;
} cli_progress;
cli_progress cli_progress_begin(const char *what);
/* total 0: not known. */
void cli_progress_show(cli_progress *progress, size_t done, size_t total);
void cli_progress_end(cli_progress *progress);

#endif
