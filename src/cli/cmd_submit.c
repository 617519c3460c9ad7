/* entente submit: documents onto the work queue. */
#include "cli/cli.h"
#include "cli/commands.h"

const char cmd_submit_help[] =
    "usage: entente submit --queue SERVERS [OPTIONS] FILE|DIR|-…\n\n"
    "Notes documents in the store as to be read, and hands them to the workers (entente work). What the\n"
    "store has, or was submitted before, is not sent again. Only text, title, date, publisher and address are\n"
    "handed over: of HTML and PDF not the layout, so submit what holds articles as JSON (docs/scale.md).\n\n"
    "  --queue SERVERS    servers of NATS: nats://host1,host2,host3\n"
    "  --store PLACE      the store (postgresql://…, or a path on this machine)\n"
    "  --date DATE        date of documents that state none (YYYY, YYYY-MM or YYYY-MM-DD)\n"
    "  --source NAME      their publisher\n\n"
    "Exit code: 0 all sent, 1 some file or record could not be read or sent, 2 wrong usage.\n";

typedef struct job {
  const char *queue, *place, *source_name;
  ent_date date;
  ent_submitter *submitter;
  bool failed;
} job;

static ent_status submit_file(job *j, const char *path, const ent_source_options *options, ent_error *err)
{
  ent_source *source;
  ent_error bad = {0};
  if (ent_source_open(path, options, &source, &bad) != ENT_OK) {
    cli_error(&bad);
    j->failed = true;
    return ENT_OK;
  }
  ent_status status = ENT_OK;
  while (status == ENT_OK) {
    ent_document *doc = NULL;
    bad = (ent_error){0};
    if (ent_source_next(source, &doc, &bad) != ENT_OK) {
      cli_error(&bad);
      j->failed = true;
      continue;
    }
    if (!doc)
      break;
    status = ent_submitter_put(j->submitter, doc, err);
    ent_document_free(doc);
  }
  ent_source_close(source);
  return status;
}

static int parse_options(int argc, char **argv, job *j)
{
  static const struct option names[] = {{"queue", required_argument, NULL, 'Q'}, {"store", required_argument, NULL, 'S'},
                                        {"date", required_argument, NULL, 'd'},  {"source", required_argument, NULL, 's'},
                                        {NULL, 0, NULL, 0}};
  for (int c; (c = getopt_long(argc, argv, ":", names, NULL)) != -1;)
    switch (c) {
    case 'Q': j->queue = optarg; break;
    case 'S': j->place = optarg; break;
    case 's': j->source_name = optarg; break;
    case 'd':
      if (!cli_date("submit", "--date", optarg, &j->date))
        return CLI_USAGE;
      break;
    default: return cli_bad_option("submit", c, argv);
    }
  if (!j->queue)
    return cli_usage("submit", "to which servers? (--queue nats://…)");
  return optind == argc ? cli_usage("submit", "which files? (- for standard input)") : CLI_OK;
}

static ent_status submit_all(job *j, ent_store *store, const ent_reader *reader, int argc, char **argv, ent_submit_counts *counts,
                             ent_error *err)
{
  ent_source_options options = ENT_SOURCE_OPTIONS_INIT;
  options.pack = ent_reader_pack(reader);
  options.date = j->date;
  options.name = ent_str_of(j->source_name ? j->source_name : "");
  ent_status status = ent_submitter_open(j->queue, store, &j->submitter, err);
  for (int i = optind; i < argc && status == ENT_OK; i++)
    status = submit_file(j, argv[i], &options, err);
  if (status == ENT_OK)
    status = ent_submitter_flush(j->submitter, counts, err);
  ent_submitter_close(j->submitter);
  return status;
}

int cmd_submit(int argc, char **argv)
{
  job j = {.date = ENT_NO_DATE};
  int code = parse_options(argc, argv, &j);
  if (code != CLI_OK)
    return code;
  ent_error err = {0};
  ent_store *store = NULL;
  ent_reader *reader = NULL;
  ent_submit_counts counts = {0};
  cli_warn_old_queue(j.queue);
  ent_status status = ent_reader_open(NULL, &reader, &err);
  if (status == ENT_OK)
    status = cli_open_store(j.place, ENT_STORE_CREATE, &store, &err);
  if (status == ENT_OK)
    status = submit_all(&j, store, reader, argc, argv, &counts, &err);
  if (status == ENT_OK)
    fprintf(stderr, "sent %zu documents; %zu known already\n", counts.sent, counts.known);
  else {
    cli_error(&err);
    cli_message("what was noted and not sent goes out with `entente queue reconcile`");
  }
  ent_store_close(store);
  ent_reader_close(reader);
  return status != ENT_OK ? cli_exit(&err) : j.failed ? CLI_FAILED : CLI_OK;
}
