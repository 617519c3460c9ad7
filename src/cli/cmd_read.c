/* entente read: documents in, what they say out; keeps nothing. */
#include "cli/cli.h"
#include "cli/commands.h"

const char cmd_read_help[] =
    "usage: entente read [OPTIONS] [FILE|DIR|-]…\n\n"
    "Reads documents (text, HTML, JSON, JSONL, PETRARCH XML, RSS, Atom, PDF, WARC; compressed\n"
    "or packed ones as they are) and prints what they say. Without an operand: standard input.\n\n"
    "  --format account   actors, ties, events, threats …, each with its sentence (default)\n"
    "  --format jsonl     one claim a line\n"
    "  --format events    events, one JSON object a document (id, events: [...])\n"
    "  --all              with it: denied, hypothetical and planned ones too, with their modality\n"
    "  --format plover    PLOVER records, one event a line\n"
    "  --format conllu    sentences with tags, lemmas and dependency trees\n"
    "  --date DATE        date of documents that state none (YYYY, YYYY-MM or YYYY-MM-DD)\n"
    "  --source NAME      their publisher\n"
    "  --data DIR         tables of your own, on top of the built-in ones\n"
    "  --petrarch-actors FILE, --petrarch-agents FILE\n"
    "                     PETRARCH dictionaries on top\n"
    "  --jobs N           threads (default: one for each core); the output is the same\n\n"
    "Exit code: 0 all read, 1 some file or record could not be read, 2 wrong usage.\n";

enum format { ACCOUNT, JSONL, EVENTS, PLOVER, CONLLU };
static const char *const formats[] = {"account", "jsonl", "events", "plover", "conllu", NULL};

typedef struct job {
  cli_reading reading; /* first: see cli.h */
  enum format format;
  bool all;
  ent_view_style style;
  const ent_reader *reader;
  ent_buf out;
} job;

static ent_status print_document(void *context, ent_document *doc, ent_error *err)
{
  job *j = context;
  switch (j->format) {
  case ACCOUNT: ent_view_account(doc, ent_reader_actors(j->reader), &j->style, &j->out); break;
  case JSONL: ent_view_jsonl(doc, &j->out); break;
  case EVENTS: ent_view_events(doc, ent_reader_actors(j->reader), j->all, &j->out); break;
  case PLOVER: ent_view_plover(doc, ent_str_of(ent_pack_version(ent_reader_pack(j->reader))), &j->out); break;
  case CONLLU: ent_conllu_write(doc, &j->out); break;
  }
  return cli_write(&j->out) ? ENT_OK : ent_fail(err, ENT_ECANCELLED, ENT_NO_OFFSET, "output failed");
}

/* CLI_OK, or the exit code after telling what is wrong. */
static int parse_options(int argc, char **argv, job *j)
{
  static const struct option names[] = {{"format", required_argument, NULL, 'f'}, {"all", no_argument, NULL, 'a'},
                                        CLI_READING_OPTIONS, {NULL, 0, NULL, 0}};
  int code = CLI_OK;
  for (int c; code == CLI_OK && (c = getopt_long(argc, argv, ":f:", names, NULL)) != -1;) {
    int choice = c == 'f' ? cli_choice("read", "--format", optarg, formats) : 0;
    if (c == 'a')
      j->all = true;
    else if (c != 'f')
      code = cli_reading_option(&j->reading, "read", c, argv);
    else if (choice < 0)
      code = CLI_USAGE;
    else
      j->format = (enum format)choice;
  }
  if (code == CLI_OK && j->all && j->format != EVENTS)
    return cli_usage("read", "--all goes with --format events");
  return code;
}

int cmd_read(int argc, char **argv)
{
  static const char *const standard_input[] = {"-"};
  job j = {.reading = CLI_READING_INIT, .format = ACCOUNT, .out = ENT_BUF_INIT((size_t)1 << 30)};
  int code = parse_options(argc, argv, &j);
  if (code != CLI_OK)
    return code;
  ent_error err = {0};
  ent_reader *reader;
  if (ent_reader_open(&j.reading.reader, &reader, &err) != ENT_OK) {
    cli_error(&err);
    return cli_exit(&err);
  }
  j.style = cli_style();
  j.reader = reader;
  ent_pipeline_sink sink = {print_document, cli_tell_failure, cli_tell_skipped, &j};
  bool none = optind == argc;
  ent_status status =
      ent_pipeline_run(reader, none ? standard_input : (const char *const *)argv + optind,
                       none ? 1 : (size_t)(argc - optind), &j.reading.source, (unsigned)j.reading.jobs, &sink, &err);
  if (status != ENT_OK && status != ENT_ECANCELLED)
    cli_error(&err);
  ent_buf_done(&j.out);
  ent_reader_close(reader);
  return status == ENT_OK && !j.reading.failed ? CLI_OK : CLI_FAILED;
}
