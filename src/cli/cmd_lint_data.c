/* entente lint-data: checks every table of data/. */
#include "cli/cli.h"
#include "cli/commands.h"

#include <limits.h>
#include <unistd.h>

const char cmd_lint_data_help[] =
    "usage: entente lint-data [OPTIONS] [DIR]\n\n"
    "Checks the tables below DIR (default: those that the program was built with; else a folder\n"
    "like data/): fields, dates, ids and sources of each row, spans that overlap or end before they\n"
    "begin, offices held by two persons at once. One line for each problem: file:line: reason.\n\n"
    "  --warnings   also what is odd without being wrong\n\n"
    "Exit code: 0 no error, 1 errors, 2 wrong usage.\n";

typedef struct tally {
  bool warnings;
  size_t errors, odd;
} tally;

static void tell(void *context, const char *line, bool error)
{
  tally *t = context;
  t->errors += error;
  t->odd += !error;
  if (error || t->warnings)
    printf("%s%s\n", line, error ? "" : " (warning)");
}

static ent_status default_dir(char *out, size_t size, ent_error *err)
{
  ent_reader *reader = NULL;
  ent_status status = ent_reader_open(NULL, &reader, err);
  if (status == ENT_OK)
    snprintf(out, size, "%s/tables", ent_reader_data_dir(reader));
  ent_reader_close(reader);
  return status;
}

int cmd_lint_data(int argc, char **argv)
{
  static const struct option names[] = {{"warnings", no_argument, NULL, 'w'}, {NULL, 0, NULL, 0}};
  tally t = {0};
  for (int c; (c = getopt_long(argc, argv, ":", names, NULL)) != -1;) {
    if (c != 'w')
      return cli_bad_option("lint-data", c, argv);
    t.warnings = true;
  }
  if (argc - optind > 1)
    return cli_usage("lint-data", "one folder, please");
  char dir[PATH_MAX + 16];
  ent_error err = {0};
  ent_status status = ENT_OK;
  if (optind < argc)
    snprintf(dir, sizeof dir, "%s", argv[optind]);
  else
    status = default_dir(dir, sizeof dir, &err);
  if (status == ENT_OK)
    status = ent_data_lint(dir, tell, &t, &err);
  if (status != ENT_OK) {
    cli_error(&err);
    return cli_exit(&err);
  }
  printf("%zu errors, %zu warnings\n", t.errors, t.odd);
  return t.errors ? CLI_FAILED : CLI_OK;
}
