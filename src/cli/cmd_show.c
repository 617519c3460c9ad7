/* entente show: what the store knows of an actor or a dyad. */
#include "cli/cli.h"
#include "cli/commands.h"

const char cmd_show_help[] =
    "usage: entente show [OPTIONS] ACTOR [ACTOR]\n\n"
    "What the store knows of an actor, or of two: ties and events, newest last, each with its\n"
    "evidence. An actor is an id (KOR, NATO) or a name (\"South Korea\").\n\n"
    "  --from DATE        only what happened or stood on or after it\n"
    "  --to DATE          only what began on or before it\n"
    "  --format account   for people (default)\n"
    "  --format jsonl     one claim a line\n"
    "  --format csv       one claim a line, with a header\n"
    "  --store PATH       the store (default: $ENTENTE_STORE, else\n"
    "                     $XDG_DATA_HOME/entente/entente.db)\n"
    "  --data DIR         tables of your own, on top of the built-in ones\n\n"
    "Exit code: 0 also when nothing is known, 1 failed, 2 wrong usage.\n";

enum format { ACCOUNT, JSONL, CSV };
static const char *const formats[] = {"account", "jsonl", "csv", NULL};

typedef struct options {
  const char *store;
  enum format format;
  ent_reader_options reader;
  ent_store_query query;
} options;

typedef struct job {
  enum format format;
  ent_view_style style;
  const ent_actors *actors;
  ent_buf out;
  size_t n;
} job;

static ent_status print_row(void *context, const ent_store_row *row, ent_error *err)
{
  job *j = context;
  switch (j->format) {
  case ACCOUNT: ent_view_row_account(row, j->actors, &j->style, &j->out); break;
  case JSONL: ent_view_row_jsonl(row, &j->out); break;
  case CSV:
    if (j->n == 0)
      ent_view_row_csv(NULL, &j->out);
    ent_view_row_csv(row, &j->out);
    break;
  }
  j->n++;
  return cli_write(&j->out) ? ENT_OK : ent_fail(err, ENT_ECANCELLED, ENT_NO_OFFSET, "output failed");
}

static int parse_options(int argc, char **argv, options *o)
{
  static const struct option names[] = {
      {"store", required_argument, NULL, 'S'}, {"from", required_argument, NULL, 'a'},
      {"to", required_argument, NULL, 'b'},    {"format", required_argument, NULL, 'f'},
      {"data", required_argument, NULL, 'D'},  {NULL, 0, NULL, 0}};
  *o = (options){.format = ACCOUNT};
  for (int c, choice; (c = getopt_long(argc, argv, ":f:", names, NULL)) != -1;)
    switch (c) {
    case 'S': o->store = optarg; break;
    case 'a':
      if (!cli_date("show", "--from", optarg, &o->query.from))
        return CLI_USAGE;
      break;
    case 'b':
      if (!cli_date("show", "--to", optarg, &o->query.to))
        return CLI_USAGE;
      break;
    case 'f':
      if ((choice = cli_choice("show", "--format", optarg, formats)) < 0)
        return CLI_USAGE;
      o->format = (enum format)choice;
      break;
    case 'D': o->reader.user_data = optarg; break;
    default: return cli_bad_option("show", c, argv);
    }
  if (argc - optind < 1 || argc - optind > 2)
    return cli_usage("show", "one actor or two, please");
  return CLI_OK;
}

static ent_status resolve_actors(int argc, char **argv, const ent_reader *reader, options *o, ent_arena *arena,
                                 ent_error *err)
{
  ent_status status = cli_resolve(reader, argv[optind], o->query.to, arena, &o->query.actor, err);
  if (status == ENT_OK && argc - optind == 2)
    status = cli_resolve(reader, argv[optind + 1], o->query.to, arena, &o->query.other, err);
  return status;
}

int cmd_show(int argc, char **argv)
{
  options o;
  int code = parse_options(argc, argv, &o);
  if (code != CLI_OK)
    return code;
  ent_error err = {0};
  ent_reader *reader = NULL;
  ent_store *store = NULL;
  ent_arena *arena = ent_arena_new(0);
  ent_status status = arena ? ent_reader_open(&o.reader, &reader, &err)
                            : ent_fail(&err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  if (status == ENT_OK)
    status = resolve_actors(argc, argv, reader, &o, arena, &err);
  if (status == ENT_OK)
    status = cli_open_store(o.store, ENT_STORE_READ_ONLY, &store, &err);
  job j = {.format = o.format, .style = cli_style(), .out = ENT_BUF_INIT((size_t)1 << 28)};
  if (status == ENT_OK) {
    j.actors = ent_reader_actors(reader);
    status = ent_store_show(store, &o.query, print_row, &j, &err);
  }
  if (status == ENT_OK && j.n == 0) {
    if (o.format == CSV)
      ent_view_row_csv(NULL, &j.out);
    cli_message("the store knows nothing of that");
    cli_write(&j.out);
  }
  if (status != ENT_OK && status != ENT_ECANCELLED)
    cli_error(&err);
  ent_buf_done(&j.out);
  ent_store_close(store);
  ent_arena_free(arena);
  ent_reader_close(reader);
  return status == ENT_OK ? CLI_OK : cli_exit(&err);
}
