/* entente load: files of the field into a store. */
#include "cli/field.h"
#include "cli/commands.h"

#include <string.h>

const char cmd_load_help[] =
    "usage: entente load [OPTIONS] FILE …\n\n"
    "Puts what others have gathered into a store: events (GDELT, ICEWS, POLECAT, Phoenix, PETRARCH, PLOVER,\n"
    "ACLED, or a table of your own) and relations of states (ATOP, COW, GML, DCAD, UN votes, ideal points).\n"
    "Formats are recognised, packed files (.gz .zst .zip …) taken as they are, several at once in any order.\n"
    "Rows that cannot be used are listed, with file, line and reason, in a folder beside the store, and the\n"
    "rest is loaded. Loading a file again changes nothing; after an interruption it goes on where it stopped.\n\n"
    "  --as FORMAT        do not guess: events, gdelt2, icews … (--list tells all)\n"
    "  --list             the formats, by name\n"
    "  --store PATH       the store (default: $ENTENTE_STORE, else\n"
    "                     $XDG_DATA_HOME/entente/entente.db); made where it is missing\n"
    "  --scores FILE      scores of events (event, mode, score) instead of the PLOVER manual's\n"
    "  --data DIR         tables of your own, on top of the built-in ones\n\n"
    "Exit code: 0 every file was read to its end (rejected rows do not count), 1 one could not be read,\n"
    "is cut short or has no row, 2 wrong usage.\n";

typedef struct options {
  const char *store, *as, *scores;
  ent_reader_options reader;
  bool list;
} options;

typedef struct job {
  ent_store *store;
  ent_reader *reader;
  ent_scores *scores;
  cli_progress progress;
} job;

static double score_of(void *context, ent_str event, ent_str mode)
{
  return ent_scores_find(context, event, mode);
}

/* Packed bytes tell how much is left, rows how fast it goes. */
static ent_status show_progress(void *context, uint64_t done, uint64_t total, uint64_t rows, ent_error *err)
{
  job *j = context;
  (void)err;
  size_t all = done && total > done ? (size_t)((double)rows * (double)total / (double)done) : 0;
  cli_progress_show(&j->progress, (size_t)rows, all);
  return ENT_OK;
}

static int parse_options(int argc, char **argv, options *o)
{
  *o = (options){0};
  const cli_option list[] = {CLI_OPTION_STRING("as", &o->as), CLI_OPTION_FLAG("list", &o->list), CLI_OPTION_STRING("store", &o->store),
                             CLI_OPTION_STRING("scores", &o->scores), CLI_OPTION_STRING("data", &o->reader.user_data),
                             CLI_OPTION_END};
  int code = cli_options("load", argc, argv, list);
  if (code != CLI_OK)
    return code;
  bool known = !o->as;
  for (size_t i = 0; o->as && ent_dataset_format_name(i); i++)
    known |= strcmp(ent_dataset_format_name(i), o->as) == 0;
  if (!known)
    return cli_usage("load", "--as %s: no such format (--list tells all)", o->as);
  return optind < argc || o->list ? CLI_OK : cli_usage("load", "which files?");
}

static int list_formats(void)
{
  for (size_t i = 0; ent_dataset_format_name(i); i++)
    printf("%-21s %s\n", ent_dataset_format_name(i), ent_dataset_format_title(i));
  return CLI_OK;
}

static ent_status begin(job *j, const options *o, ent_arena *arena, ent_str *ret_rejects, ent_error *err)
{
  ent_str path = ent_str_of(o->store);
  ent_status status = ent_reader_open(&o->reader, &j->reader, err);
  if (status == ENT_OK)
    status = cli_open_scores(j->reader, o->scores, &j->scores, err);
  if (status == ENT_OK && !o->store)
    status = ent_store_default_path(arena, &path, err);
  if (status == ENT_OK)
    status = cli_open_store(o->store, ENT_STORE_CREATE, &j->store, err);
  if (status != ENT_OK)
    return status;
  /* beside the store; where that is no file, in the folder that one is in */
  *ret_rejects = ent_arena_printf(arena, "%.*s-rejected", ENT_STR_ARG(ent_store_is_address(path.p) ? ENT_STR("entente") : path));
  return ret_rejects->p ? ENT_OK : ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
}

static bool load_one(job *j, const char *path, const ent_load_options *how)
{
  ent_load_report report;
  ent_error err = {0};
  j->progress = cli_progress_begin("rows");
  ent_status status = ent_dataset_load(j->store, path, how, &report, &err);
  cli_progress_end(&j->progress);
  if (status != ENT_OK)
    cli_error(&err);
  fprintf(stderr, "%s: %llu rows, %llu rejected, %s\n", path, (unsigned long long)report.rows,
          (unsigned long long)report.rejected, report.rejects[0] ? report.rejects : "-");
  return status == ENT_OK;
}

int cmd_load(int argc, char **argv)
{
  options o;
  int code = parse_options(argc, argv, &o);
  if (code != CLI_OK || o.list)
    return code != CLI_OK ? code : list_formats();
  ent_error err = {0};
  job j = {0};
  ent_str rejects = ENT_STR_NONE;
  ent_arena *arena = ent_arena_new(0);
  ent_status status = arena ? begin(&j, &o, arena, &rejects, &err) : ent_fail(&err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  bool all = status == ENT_OK;
  if (status != ENT_OK)
    cli_error(&err);
  for (int i = optind; i < argc && status == ENT_OK; i++)
    all &= load_one(&j, argv[i], &(ent_load_options){.format = o.as, .actors = ent_reader_actors(j.reader), .score = score_of,
                                                     .score_context = j.scores, .rejects = rejects.p,
                                                     .progress = show_progress, .context = &j});
  ent_scores_close(j.scores);
  ent_store_close(j.store);
  ent_reader_close(j.reader);
  ent_arena_free(arena);
  return status != ENT_OK ? cli_exit(&err) : all ? CLI_OK : CLI_FAILED;
}
