/* Options of a command as a list (options.h). */
#include "cli/options.h"

#include <string.h>

#define MOST 30
#define FIRST 1000 /* what getopt_long returns for the first option of the list */

/* "--name VALUE", put where it belongs; false after telling what is wrong. */
static bool take(const char *command, const cli_option *o)
{
  char name[40];
  int choice;
  snprintf(name, sizeof name, "--%s", o->name);
  switch (o->kind) {
  case CLI_FLAG: *(bool *)o->value = true; return true;
  case CLI_STRING: *(const char **)o->value = optarg; return true;
  case CLI_DATE: return cli_date(command, name, optarg, o->value);
  case CLI_NUMBER: return cli_number(command, name, optarg, o->low, o->high, o->value);
  case CLI_CHOICE:
    if ((choice = cli_choice(command, name, optarg, o->words)) < 0)
      return false;
    *(int *)o->value = choice;
    return true;
  }
  return false;
}

static const cli_option *option_of(const cli_option *options, int c)
{
  if (c >= FIRST)
    return &options[c - FIRST];
  for (const cli_option *o = options; o->name && c; o++)
    if (o->letter == c)
      return o;
  return NULL;
}

int cli_options(const char *command, int argc, char **argv, const cli_option *options)
{
  struct option names[MOST + 1] = {{0}};
  char letters[2 * MOST + 2] = ":", *end = letters + 1;
  for (int i = 0; options[i].name && i < MOST; i++) {
    names[i] = (struct option){options[i].name, options[i].kind == CLI_FLAG ? no_argument : required_argument, NULL, FIRST + i};
    if (options[i].letter)
      *end++ = options[i].letter;
    if (options[i].letter && options[i].kind != CLI_FLAG)
      *end++ = ':';
  }
  for (int c; (c = getopt_long(argc, argv, letters, names, NULL)) != -1;) {
    const cli_option *o = c == '?' || c == ':' ? NULL : option_of(options, c);
    if (!o)
      return cli_bad_option(command, c, argv);
    if (!take(command, o))
      return CLI_USAGE;
  }
  return CLI_OK;
}
