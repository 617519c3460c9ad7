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
    "  --petrarch-actors FILE, --petrarch-agents FILE, --petrarch-verbs FILE\n"
    "                     PETRARCH dictionaries on top\n"
    "  --jobs N           threads (default: one for each core)\n"
    "  --shard I/N        only the I-th of N parts of the documents (from 1), told apart by content: for job\n"
    "                     schedulers, each with a store of its own or all with one in PostgreSQL\n\n"
    "Exit code: 0 all added, 1 some file or record could not be read, 2 wrong usage.\n";

#define BATCH 64 /* documents a transaction: few enough to lose little time after a kill */

typedef struct job {
  cli_reading reading; /* first: see cli.h */
  const char *path;
  long shard, shards; /* from 1; shards 0: all */
  ent_store *store;
  ent_document *batch[BATCH];
  size_t n;
  ent_store_added added;
  cli_progress progress;
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

/* Parts are told apart by the hash of the content, so that who has which does not depend on files or order. */
static bool of_shard(void *context, const ent_document *doc)
{
  const job *j = context;
  unsigned long part = 0;
  for (int i = 0; i < 8; i++)
    part = part << 4 | (unsigned long)(doc->hash[i] <= '9' ? doc->hash[i] - '0' : doc->hash[i] - 'a' + 10);
  return !j->shards || (long)(part % (unsigned long)j->shards) == j->shard - 1;
}

static bool parse_shard(const char *text, job *j)
{
  char rest;
  return sscanf(text, "%ld/%ld%c", &j->shard, &j->shards, &rest) == 2 && j->shards >= 1 && j->shards <= 100000 && j->shard >= 1 &&
         j->shard <= j->shards;
}

static ent_status keep(void *context, ent_document *doc, ent_error *err)
{
  job *j = context;
  ent_document_hold(doc);
  j->batch[j->n++] = doc;
  cli_progress_show(&j->progress, j->added.documents + j->added.known + j->n, 0);
  return j->n == BATCH ? flush(j, err) : ENT_OK;
}

static int parse_options(int argc, char **argv, job *j)
{
  static const struct option names[] = {{"store", required_argument, NULL, 'S'}, {"shard", required_argument, NULL, 'H'}, CLI_READING_OPTIONS, {NULL, 0, NULL, 0}};
  int code = CLI_OK;
  for (int c; code == CLI_OK && (c = getopt_long(argc, argv, ":", names, NULL)) != -1;)
    if (c == 'S')
      j->path = optarg;
    else if (c == 'H')
      code = parse_shard(optarg, j) ? CLI_OK : cli_usage("add", "--shard \"%s\": I/N, with I from 1 to N", optarg);
    else
      code = cli_reading_option(&j->reading, "add", c, argv);
  if (code == CLI_OK && optind == argc)
    code = cli_usage("add", "which files? (- for standard input)");
  return code;
}

static ent_status begin(job *j, const ent_reader *reader, ent_error *err)
{
  ent_status status = cli_open_store(j->path, ENT_STORE_CREATE, &j->store, err);
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
  job j = {.reading = CLI_READING_INIT};
  int code = parse_options(argc, argv, &j);
  if (code != CLI_OK)
    return code;
  ent_error err = {0};
  ent_reader *reader = NULL;
  ent_pipeline_sink sink = {keep, cli_tell_failure, cli_tell_skipped, &j, of_shard};
  j.progress = cli_progress_begin("documents");
  ent_status status = ent_reader_open(&j.reading.reader, &reader, &err);
  if (status == ENT_OK)
    status = begin(&j, reader, &err);
  if (status == ENT_OK)
    status = ent_pipeline_run(reader, (const char *const *)argv + optind, (size_t)(argc - optind), &j.reading.source,
                              (unsigned)j.reading.jobs, &sink, &err);
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
  return status != ENT_OK ? cli_exit(&err) : j.reading.failed ? CLI_FAILED : CLI_OK;
}
