/* The program: one table of commands. Everything that a command does it does through the library. */
#include "cli/cli.h"
#include "cli/commands.h"

#include <locale.h>
#include <signal.h>
#include <string.h>

typedef struct command {
  const char *name;
  int (*run)(int argc, char **argv);
  const char *help;
  const char *summary;
} command;

static const command commands[] = {
    {"read", cmd_read, cmd_read_help, "read documents and print what they say, with the evidence"},
    {"add", cmd_add, cmd_add_help, "read documents and keep what they say in a store"},
    {"show", cmd_show, cmd_show_help, "what the store knows of an actor or of two"},
    {"ties", cmd_ties, cmd_ties_help, "ties with their history, from the store and the reference base"},
    {"check", cmd_check, cmd_check_help, "check what a text says against the reference base"},
    {"actor", cmd_actor, cmd_actor_help, "how a name is resolved, and why"},
    {"actors", cmd_actors, cmd_actors_help, "mark the actors in lines of JSON"},
    {"facts", cmd_facts, cmd_facts_help, "browse the reference base"},
    {"relate", cmd_relate, cmd_relate_help, "what one marked actor does to another, row by row"},
    {"load", cmd_load, cmd_load_help, "put files of the field into a store: events, alliances, votes …"},
    {"export", cmd_export, cmd_export_help, "write what a store holds, for other programs"},
    {"report", cmd_report, cmd_report_help, "an actor, or two, as one page of HTML with figures and evidence"},
    {"similarity", cmd_similarity, cmd_similarity_help, "how alike the alliances or UN votes of states are"},
    {"posture", cmd_posture, cmd_posture_help, "on whom a state relies: the portfolio of its ties"},
    {"network", cmd_network, cmd_network_help, "the network of alliances of a year"},
    {"closeness", cmd_closeness, cmd_closeness_help, "whether two actors are getting closer: events, ties, votes"},
    {"turning-points", cmd_turning_points, cmd_turning_points_help, "where series of numbers change"},
    {"parse", cmd_parse, cmd_parse_help, "print the grammar of a text as CoNLL-U"},
    {"lint-data", cmd_lint_data, cmd_lint_data_help, "check the tables of data/"},
    {"serve", cmd_serve, cmd_serve_help, "the web page and its API, on this machine"},
    {"submit", cmd_submit, cmd_submit_help, "hand documents to many workers, through a queue"},
    {"work", cmd_work, cmd_work_help, "read what was submitted, into one store"},
    {"queue", cmd_queue, cmd_queue_help, "what the work queue holds; send again what failed"},
    {"doctor", cmd_doctor, cmd_doctor_help, "what is installed, which data are in use, is the store sound"},
};

#define N_COMMANDS (sizeof commands / sizeof *commands)

static const command *find(const char *name)
{
  for (size_t i = 0; i < N_COMMANDS; i++)
    if (strcmp(commands[i].name, name) == 0)
      return &commands[i];
  return NULL;
}

static void print_overview(FILE *out)
{
  fputs("usage: entente COMMAND [OPTIONS] …\n\n"
        "Entente reads what is written about states and organisations, and shows who is\n"
        "getting closer to whom, how, since when, and on what evidence.\n\nCommands:\n", out);
  for (size_t i = 0; i < N_COMMANDS; i++)
    fprintf(out, "  %-14s  %s\n", commands[i].name, commands[i].summary);
  fputs("\n`entente help COMMAND` tells more of one; `entente --version` the version.\n", out);
}

static int help(int argc, char **argv)
{
  if (argc < 2) {
    print_overview(stdout);
    return CLI_OK;
  }
  const command *c = find(argv[1]);
  if (!c) {
    cli_message("there is no command \"%s\"; `entente help` lists them", argv[1]);
    return CLI_USAGE;
  }
  fputs(c->help, stdout);
  return CLI_OK;
}

static bool asks_for_help(int argc, char **argv)
{
  for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
    if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0)
      return true;
  return false;
}

static int run(int argc, char **argv)
{
  if (argc < 2) {
    print_overview(stderr);
    return CLI_USAGE;
  }
  if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "version") == 0) {
    printf("entente %s\n", ent_version());
    return CLI_OK;
  }
  if (strcmp(argv[1], "help") == 0 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
    return help(argc - 1, argv + 1);
  const command *c = find(argv[1]);
  if (!c) {
    cli_message("there is no command \"%s\"; `entente help` lists them", argv[1]);
    return CLI_USAGE;
  }
  if (asks_for_help(argc - 1, argv + 1)) {
    fputs(c->help, stdout);
    return CLI_OK;
  }
  opterr = 0; /* the commands word their own messages */
  return c->run(argc - 1, argv + 1);
}

int main(int argc, char **argv)
{
  setlocale(LC_CTYPE, "");       /* only for what the terminal can show; numbers stay locale-free */
  signal(SIGPIPE, SIG_IGN);      /* a closed pipe is seen as a failed write */
  int code = run(argc, argv);
  return cli_flush() ? code : CLI_FAILED;
}
