/* entente add: documents in, claims into the store. */
#include "cli/cli.h"
#include "cli/commands.h"

const char cmd_add_help[] =
    "usage: entente add [OPTIONS] FILE|DIR|-…\n\n"
    "Reads documents and keeps what they say in a store. A document that is there already\n"
    "changes nothing; copies of one story are kept with all their sources and counted once.\n"
    "A run that is interrupted loses nothing that was stored: start it again.\n\n"
    "  --store PATH       the store (default: $ENTENTE_STORE, else\n"
    "                     $XDG_DATA_HOME/entente/entente.db); made where it is missing\n"
    "  --date DATE        date of documents that state none (YYYY, YYYY-MM or YYYY-MM-DD)\n"
    "  --source NAME      their publisher\n"
    "  --data DIR         tables of your own, on top of the built-in ones\n"
    "  --jobs N           threads (default: one for each core)\n\n"
    "Exit code: 0 all added, 1 some file or record could not be read, 2 wrong usage.\n";

#define BATCH 64 /* documents a transaction: few enough to lose little time after a kill */

typedef struct options {
  const char *store;
  ent_source_options source;
  ent_reader_options reader;
  long jobs;
} options;

typedef struct job {
  ent_store *store;
  ent_document *batch[BATCH];
  size_t n;
  ent_store_added added;
  cli_progress progress;
  bool failed;
} job;

static void drop_batch(job *j)
{
  for (size_t i = 0; i < j->n; i++)
    ent_document_free(j->batch[i]);
  j->n = 0;
}

static ent_status flush(job *j, ent_error *err)
{
  ent_status status = j->n ? ent_store_add(j->store, j->batch, j->n, &j->added, err) : ENT_OK;
  drop_batch(j);
  return status;
}

static ent_status keep(void *context, ent_document *doc, ent_error *err)
{
  job *j = context;
  ent_document_hold(doc);
  j->batch[j->n++] = doc;
  cli_progress_show(&j->progress, j->added.documents + j->added.known + j->n, 0);
  return j->n == BATCH ? flush(j, err) : ENT_OK;
}

static void tell_failure(void *context, const ent_error *err)
{
  ((job *)context)->failed = true;
  cli_error(err);
}

static void tell_skipped(void *context, const char *line)
{
  (void)context;
  cli_message("skipped %s", line);
}

static int parse_options(int argc, char **argv, options *o)
{
  static const struct option names[] = {
      {"store", required_argument, NULL, 'S'}, {"date", required_argument, NULL, 'd'},
      {"source", required_argument, NULL, 's'}, {"data", required_argument, NULL, 'D'},
      {"jobs", required_argument, NULL, 'j'},   {NULL, 0, NULL, 0}};
  *o = (options){.source = ENT_SOURCE_OPTIONS_INIT};
  for (int c; (c = getopt_long(argc, argv, ":j:", names, NULL)) != -1;)
    switch (c) {
    case 'S': o->store = optarg; break;
    case 'd':
      if (!cli_date("add", "--date", optarg, &o->source.date))
        return CLI_USAGE;
      break;
    case 's': o->source.name = ent_str_of(optarg); break;
    case 'D': o->reader.user_data = optarg; break;
    case 'j':
      if (!cli_number("add", "--jobs", optarg, 1, 256, &o->jobs))
        return CLI_USAGE;
      break;
    default: return cli_bad_option("add", c, argv);
    }
  return optind < argc ? CLI_OK : cli_usage("add", "which files? (- for standard input)");
}

static ent_status begin(job *j, const ent_reader *reader, const char *path, ent_error *err)
{
  ent_status status = cli_open_store(path, ENT_STORE_CREATE, &j->store, err);
  if (status == ENT_OK)
    status = ent_store_begin_run(j->store, ent_str_of(ent_version()),
                                 ent_str_of(ent_pack_version(ent_reader_pack(reader))),
                                 ent_str_of(ent_grammar_version(ent_reader_grammar(reader))), err);
  return status;
}

static void report(const ent_store_added *added)
{
  fprintf(stderr, "added %zu %s (%zu %s of known stories) with %zu claims; %zu known already\n", added->documents,
          added->documents == 1 ? "document" : "documents", added->copies, added->copies == 1 ? "copy" : "copies",
          added->claims, added->known);
}

int cmd_add(int argc, char **argv)
{
  options o;
  int code = parse_options(argc, argv, &o);
  if (code != CLI_OK)
    return code;
  ent_error err = {0};
  ent_reader *reader = NULL;
  job j = {.progress = cli_progress_begin("documents")};
  ent_pipeline_sink sink = {keep, tell_failure, tell_skipped, &j};
  ent_status status = ent_reader_open(&o.reader, &reader, &err);
  if (status == ENT_OK)
    status = begin(&j, reader, o.store, &err);
  if (status == ENT_OK)
    status = ent_pipeline_run(reader, (const char *const *)argv + optind, (size_t)(argc - optind), &o.source,
                              (unsigned)o.jobs, &sink, &err);
  if (status == ENT_OK)
    status = flush(&j, &err);
  cli_progress_end(&j.progress);
  if (status != ENT_OK)
    cli_error(&err);
  if (j.store)
    report(&j.added);
  drop_batch(&j);
  ent_store_close(j.store);
  ent_reader_close(reader);
  return status != ENT_OK ? cli_exit(&err) : j.failed ? CLI_FAILED : CLI_OK;
}
