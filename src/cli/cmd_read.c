/* entente read: documents in, what they say out; keeps nothing. */
#include "cli/cli.h"
#include "cli/commands.h"

#include <errno.h>
#include <limits.h>
#include <string.h>

const char cmd_read_help[] =
    "usage: entente read [OPTIONS] [FILE|DIR|-]…\n\n"
    "Reads documents (text, HTML, JSON, JSONL, PETRARCH XML, RSS, Atom, PDF, WARC; compressed\n"
    "or packed ones as they are) and prints what they say. Without an operand: standard input.\n\n"
    "  --explain          why the sentences got their codes: pattern, words, source and target, mood,\n"
    "                     date\n"
    "  --format account   actors, ties, events, threats …, each with its sentence (default)\n"
    "  --format jsonl     one claim a line\n"
    "  --format events    events, one JSON object a document (id, events: [...])\n"
    "  --all              with it: denied, hypothetical, planned, historical ones and those of\n"
    "                     games too, with their modality\n"
    "  --format plover    PLOVER records, one event a line\n"
    "  --format gdelt|icews|phoenix\n"
    "                     events in the layout of GDELT 2.0, ICEWS or Phoenix (PETRARCH2)\n"
    "  --columns FILE     with these four: writes what each column holds, and the versions of\n"
    "                     program, data and ontology, to FILE\n"
    "  --format conllu    sentences with tags, lemmas and dependency trees\n"
    "  --date DATE        date of documents that state none (YYYY, YYYY-MM or YYYY-MM-DD)\n"
    "  --source NAME      their publisher\n"
    "  --data DIR         tables of your own, on top of the built-in ones\n"
    "  --petrarch-actors FILE, --petrarch-agents FILE, --petrarch-verbs FILE\n"
    "                     PETRARCH dictionaries on top\n"
    "  --jobs N           threads (default: one for each core); the output is the same\n\n"
    "Exit code: 0 all read, 1 some file or record could not be read, 2 wrong usage.\n";

enum format { ACCOUNT, JSONL, EVENTS, PLOVER, GDELT, ICEWS, PHOENIX, CONLLU };
static const char *const formats[] = {"account", "jsonl", "events", "plover", "gdelt", "icews", "phoenix", "conllu", NULL};

typedef struct job {
  cli_reading reading; /* first: see cli.h */
  enum format format;
  bool all;
  bool explain;
  ent_explainer *explainer; /* NULL unless it is asked for */
  const char *columns; /* path of the file of columns; NULL: none */
  ent_view_style style;
  const ent_reader *reader;
  ent_buf out;
} job;

static ent_status explain_document(job *j, ent_document *doc, ent_error *err)
{
  const ent_explanation *why;
  ent_status status = ent_explain(j->explainer, doc, &why, err);
  if (status == ENT_OK)
    ent_view_explanation(doc, why, &j->style, &j->out);
  return status;
}

static ent_status print_document(void *context, ent_document *doc, ent_error *err)
{
  job *j = context;
  if (j->explainer) {
    ent_status status = explain_document(j, doc, err);
    return status != ENT_OK || cli_write(&j->out) ? status : ent_fail(err, ENT_ECANCELLED, ENT_NO_OFFSET, "output failed");
  }
  ent_view_knowledge knowledge = {ent_reader_actors(j->reader), ent_reader_pack(j->reader)};
  switch (j->format) {
  case ACCOUNT: ent_view_account(doc, knowledge.actors, &j->style, &j->out); break;
  case JSONL: ent_view_jsonl(doc, &j->out); break;
  case EVENTS: ent_view_events(doc, knowledge.actors, j->all, &j->out); break;
  case PLOVER: ent_view_plover(doc, &knowledge, &j->out); break;
  case GDELT: ent_view_gdelt(doc, &knowledge, &j->out); break;
  case ICEWS: ent_view_icews(doc, &knowledge, &j->out); break;
  case PHOENIX: ent_view_phoenix(doc, &knowledge, &j->out); break;
  case CONLLU: ent_conllu_write(doc, &j->out); break;
  }
  return cli_write(&j->out) ? ENT_OK : ent_fail(err, ENT_ECANCELLED, ENT_NO_OFFSET, "output failed");
}

/* Ties and checks take time, and these formats have no place for them. */
static ent_depth depth_of(enum format format)
{
  return format >= EVENTS && format <= PHOENIX ? ENT_READ_EVENTS : ENT_READ_ALL;
}

static int check_options(const job *j)
{
  if (j->explain && j->format != ACCOUNT)
    return cli_usage("read", "--explain is a format of its own");
  if (j->all && j->format != EVENTS)
    return cli_usage("read", "--all goes with --format events");
  if (j->columns && (j->format < PLOVER || j->format > PHOENIX))
    return cli_usage("read", "--columns goes with --format plover, gdelt, icews or phoenix");
  return CLI_OK;
}

/* CLI_OK, or the exit code after telling what is wrong. */
static int parse_options(int argc, char **argv, job *j)
{
  static const struct option names[] = {{"format", required_argument, NULL, 'f'}, {"all", no_argument, NULL, 'a'},
                                        {"columns", required_argument, NULL, 'c'}, {"explain", no_argument, NULL, 'e'}, CLI_READING_OPTIONS, {NULL, 0, NULL, 0}};
  int code = CLI_OK, choice;
  for (int c; code == CLI_OK && (c = getopt_long(argc, argv, ":", names, NULL)) != -1;)
    switch (c) {
    case 'a': j->all = true; break;
    case 'c': j->columns = optarg; break;
    case 'e': j->explain = true; break;
    case 'f':
      choice = cli_choice("read", "--format", optarg, formats);
      code = choice < 0 ? CLI_USAGE : CLI_OK;
      j->format = choice < 0 ? ACCOUNT : (enum format)choice;
      break;
    default: code = cli_reading_option(&j->reading, "read", c, argv);
    }
  return code == CLI_OK ? check_options(j) : code;
}

static bool write_columns(const job *j)
{
  ent_buf text = ENT_BUF_INIT((size_t)1 << 20);
  ent_view_columns(formats[j->format], ent_reader_pack(j->reader), &text);
  FILE *file = text.failed ? NULL : fopen(j->columns, "w");
  bool written = file && fwrite(text.p, 1, text.n, file) == text.n;
  if (file && fclose(file) != 0)
    written = false;
  if (!written)
    cli_message("%s: %s", j->columns, text.failed ? "out of memory" : strerror(errno));
  ent_buf_done(&text);
  return written;
}

static bool open_explainer(job *j)
{
  char tables[PATH_MAX], model[PATH_MAX];
  ent_error err = {0};
  const char *dir = ent_reader_data_dir(j->reader);
  snprintf(tables, sizeof tables, "%s/tables", dir);
  snprintf(model, sizeof model, "%s/relations.model", dir);
  ent_explainer_options options = {.pack = ent_reader_pack(j->reader), .tables = tables, .model = model,
                                   .user_tables = j->reading.reader.user_data, .verbs = j->reading.reader.petrarch_verbs};
  if (ent_explainer_open(&options, &j->explainer, &err) == ENT_OK)
    return true;
  cli_error(&err);
  return false;
}

/* What stands before the first document. */
static bool begin(job *j)
{
  if (j->explain && !open_explainer(j))
    return false;
  if (j->columns && !write_columns(j))
    return false;
  if (j->format == ICEWS)
    ent_view_icews_header(&j->out);
  return cli_write(&j->out);
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
  j.reading.reader.depth = depth_of(j.format);
  if (ent_reader_open(&j.reading.reader, &reader, &err) != ENT_OK) {
    cli_error(&err);
    return cli_exit(&err);
  }
  j.style = cli_style();
  j.reader = reader;
  if (!begin(&j)) {
    ent_explainer_close(j.explainer);
    ent_reader_close(reader);
    return CLI_FAILED;
  }
  ent_pipeline_sink sink = {print_document, cli_tell_failure, cli_tell_skipped, &j, NULL};
  bool none = optind == argc;
  ent_status status =
      ent_pipeline_run(reader, none ? standard_input : (const char *const *)argv + optind,
                       none ? 1 : (size_t)(argc - optind), &j.reading.source, (unsigned)j.reading.jobs, &sink, &err);
  if (status != ENT_OK && status != ENT_ECANCELLED)
    cli_error(&err);
  ent_buf_done(&j.out);
  ent_explainer_close(j.explainer);
  ent_reader_close(reader);
  return status == ENT_OK && !j.reading.failed ? CLI_OK : CLI_FAILED;
}
