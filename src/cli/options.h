/* Options of a command as a list: name, kind, where the value goes. What all of them do with getopt_long is done here
 * once. */
#ifndef ENTI_CLI_OPTIONS_H
#define ENTI_CLI_OPTIONS_H

#include "cli/cli.h"

typedef enum cli_option_kind { CLI_FLAG, CLI_STRING, CLI_DATE, CLI_CHOICE, CLI_NUMBER } cli_option_kind;

typedef struct cli_option {
  const char *name;
  char letter; /* of the short form, 0: none */
  cli_option_kind kind;
  void *value; /* bool, const char *, ent_date, int (place in words), long */
  const char *const *words;
  long low, high;
} cli_option;

/* The compound literals check that the pointer is of the kind's type. */
#define CLI_OPTION_FLAG(name, place) {name, 0, CLI_FLAG, (bool *){place}, NULL, 0, 0}
#define CLI_OPTION_STRING(name, place) {name, 0, CLI_STRING, (const char **){place}, NULL, 0, 0}
#define CLI_OPTION_DATE(name, place) {name, 0, CLI_DATE, (ent_date *){place}, NULL, 0, 0}
#define CLI_OPTION_CHOICE(name, place, choices) {name, 0, CLI_CHOICE, (int *){place}, choices, 0, 0}
#define CLI_OPTION_NUMBER(name, place, least, most) {name, 0, CLI_NUMBER, (long *){place}, NULL, least, most}
#define CLI_OPTION_END {NULL, 0, CLI_FLAG, NULL, NULL, 0, 0}

/* Takes all options; optind is then at the operands. CLI_USAGE after telling what is wrong. At most 30 options. */
int cli_options(const char *command, int argc, char **argv, const cli_option *options);

#endif
