/* entente export: what a store holds, for other programs. */
#include "cli/commands.h"
#include "cli/field.h"

#include <errno.h>
#include <string.h>

const char cmd_export_help[] =
    "usage: entente export [OPTIONS] WHAT\n\n"
    "Writes what was loaded or read, for other programs. WHAT is events, dyads (events added up by source,\n"
    "target and year), claims (of --actor), or a table of\n"
    "relations: states, pledges, treaties, agreements, trade, igos, igo-members, disputes, rivalries,\n"
    "capabilities, votes, ideal-points, mentions; replaced: what a later release took the place of.\n"
    "Networks: `entente network --format graphml`.\n\n"
    "  --format FORMAT    csv (default), jsonl; of events also ftm: FollowTheMoney entities\n"
    "  --output FILE      write there; FILE.source.json tells program, data and query. Without it, standard\n"
    "                     output, and the versions on standard error\n"
    "  --actor ACTOR      events or claims of one actor\n"
    "  --other ACTOR      and of another\n"
    "  --from DATE        from here on\n"
    "  --to DATE          up to here\n"
    "  --corpus NAME      events of one corpus: events, gdelt, icews …\n"
    "  --codes NUMBERING  id (default), cow, gw, iso: how numbers given as actors are understood\n"
    "  --store PATH       the store\n"
    "  --data DIR         tables of your own\n\n"
    "Exit code: 0 fine, 1 failed, 2 wrong usage.\n";

enum { CSV, JSONL, FTM };
static const char *const formats[] = {"csv", "jsonl", "ftm", NULL};
/* the first ones are tables, in the order of ent_dataset_table */
static const char *const whats[] = {"states", "pledges", "treaties", "agreements", "trade", "igos", "igo-members", "disputes",
                                    "rivalries", "capabilities", "votes", "ideal-points", "mentions", "replaced", "events", "claims", "dyads", NULL};
enum { EVENTS = ENT_TABLE_COUNT, CLAIMS, DYADS };
static const char *const event_columns[] = {"corpus", "date", "source", "target", "event", "mode", "quad", "score", "reports",
                                            "mentions", "sources", "tone", "source_code", "target_code", "report", "place",
                                            "latitude", "longitude", "publisher", "document", NULL};

typedef struct options {
  cli_field_options field;
  int what, format;
  const char *output, *actor, *other;
  ent_date from, to;
  ent_corpus corpus;
} options;

typedef struct job {
  const options *o;
  cli_run *run;
  cli_table table;
  ent_str actor, other;
  ent_str *told; /* actors that FollowTheMoney has been told of */
  size_t n_told, cap_told;
} job;

static int parse_options(int argc, char **argv, options *o)
{
  int corpus = -1;
  *o = (options){0};
  const cli_option list[] = {CLI_FIELD_OPTIONS_OF(&o->field, formats),
                             {"output", 'o', CLI_STRING, &o->output, NULL, 0, 0}, CLI_OPTION_STRING("actor", &o->actor),
                             CLI_OPTION_STRING("other", &o->other), CLI_OPTION_DATE("from", &o->from),
                             CLI_OPTION_DATE("to", &o->to), CLI_OPTION_CHOICE("corpus", &corpus, cli_corpora), CLI_OPTION_END};
  int code = cli_options("export", argc, argv, list);
  if (code != CLI_OK)
    return code;
  o->format = o->field.format;
  o->corpus = (ent_corpus)(corpus + 1);
  if (argc - optind != 1)
    return cli_usage("export", "what? (one of the tables)");
  if ((o->what = cli_choice("export", "WHAT", argv[optind], whats)) < 0)
    return CLI_USAGE;
  if (o->format == FTM && o->what != EVENTS)
    return cli_usage("export", "--format ftm is for events");
  if (o->what == CLAIMS && !o->actor)
    return cli_usage("export", "claims of which --actor?");
  return CLI_OK;
}

/* ---- relations ---------------------------------------------------------------------------------------------------------- */

static ent_status put_cells(void *context, const ent_cell *cells, ent_error *err)
{
  job *j = context;
  for (size_t i = 0; j->table.columns[i]; i++)
    switch (cells[i].kind) {
    case ENT_CELL_NONE: cli_put_none(&j->table); break;
    case ENT_CELL_INT: cli_put_int(&j->table, cells[i].i); break;
    case ENT_CELL_REAL: cli_put_real(&j->table, cells[i].d); break;
    case ENT_CELL_TEXT: cli_put_text(&j->table, cells[i].s); break;
    }
  return cli_row_end(&j->table, err);
}

/* ---- events -------------------------------------------------------------------------------------------------------------- */

static void put_count(cli_table *t, int64_t n)
{
  if (n < 0)
    cli_put_none(t);
  else
    cli_put_int(t, n);
}

static ent_status put_event(void *context, const ent_dataset_row *row, ent_error *err)
{
  job *j = context;
  cli_table *t = &j->table;
  char date[16];
  cli_put_text(t, ent_str_of(ent_corpus_text(row->corpus)));
  cli_put_text(t, ent_str_of(ent_date_format((ent_date){row->day, ENT_DATE_DAY}, date)));
  const ent_str words[] = {row->source, row->target, row->code, row->mode};
  for (int i = 0; i < 4; i++)
    cli_put_text(t, words[i]);
  put_count(t, row->quad);
  cli_put_real(t, row->score);
  put_count(t, row->reports);
  put_count(t, row->mentions);
  put_count(t, row->sources);
  cli_put_real(t, row->tone);
  const ent_str more[] = {row->source_code, row->target_code, row->report, row->place};
  for (int i = 0; i < 4; i++)
    cli_put_text(t, more[i]);
  cli_put_real(t, row->latitude);
  cli_put_real(t, row->longitude);
  cli_put_text(t, row->publisher);
  cli_put_text(t, row->document);
  return cli_row_end(t, err);
}

/* ---- dyads ---------------------------------------------------------------------------------------------------------------- */

static const char *const dyad_columns[] = {"corpus", "source", "target", "year", "n", "unscored", "sum", "sum_sq", "positive",
                                           "negative", NULL};

static ent_status put_dyad(void *context, const ent_dyad_year *y, ent_error *err)
{
  job *j = context;
  cli_table *t = &j->table;
  const double values[] = {y->sum, y->sum_sq, y->positive, y->negative};
  cli_put_text(t, ent_str_of(ent_corpus_text(y->corpus)));
  cli_put_text(t, y->source);
  cli_put_text(t, y->target);
  cli_put_int(t, y->year);
  cli_put_int(t, (long long)y->n);
  cli_put_int(t, (long long)y->unscored);
  for (int i = 0; i < 4; i++)
    cli_put_real(t, values[i]);
  return cli_row_end(t, err);
}

/* ---- FollowTheMoney --------------------------------------------------------------------------------------------------------- */

static void put_property(ent_buf *out, const char *name, ent_str value, bool first)
{
  if (!value.n)
    return;
  ent_buf_printf(out, "%s\"%s\":[", first ? "" : ",", name);
  ent_buf_json(out, value);
  ent_buf_char(out, ']');
}

/* An actor is an entity of its own, written when it is first met. */
static ent_status tell_actor(job *j, ent_str id, ent_buf *out, ent_error *err)
{
  ent_actor_info info = {.name = id};
  char country[8] = "";
  for (size_t i = 0; i < j->n_told; i++)
    if (ent_str_eq(j->told[i], id))
      return ENT_OK;
  if (!cli_grow(j->run->arena, (void **)&j->told, j->n_told, &j->cap_told, sizeof *j->told))
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  j->told[j->n_told++] = ent_arena_str(j->run->arena, id);
  bool known = ent_actors_info(ent_reader_actors(j->run->reader), id, ENT_NO_DATE, &info);
  for (size_t i = 0; known && info.iso2.n == 2 && i < 2; i++)
    country[i] = (char)(info.iso2.p[i] | 32);
  ent_buf_printf(out, "{\"id\":\"entente-%.*s\",\"schema\":\"%s\",\"properties\":{", ENT_STR_ARG(id),
                 country[0] ? "PublicBody" : "Organization");
  put_property(out, "name", info.name.n ? info.name : id, true);
  put_property(out, "country", ent_str_of(country), false);
  ent_buf_c(out, "}}\n");
  return ENT_OK;
}

static ent_status put_entity(void *context, const ent_dataset_row *row, ent_error *err)
{
  job *j = context;
  ent_buf *out = &j->table.out;
  char date[16];
  if (!row->source.n || !row->target.n)
    return ENT_OK; /* a link has two ends */
  ent_status status = tell_actor(j, row->source, out, err);
  if (status == ENT_OK)
    status = tell_actor(j, row->target, out, err);
  if (status != ENT_OK)
    return status;
  ent_str id = ent_arena_printf(j->run->arena, "entente-%s-%zu", ent_corpus_text(row->corpus), j->table.rows++);
  ent_str role = ent_arena_printf(j->run->arena, "%.*s%s%.*s", ENT_STR_ARG(row->code), row->mode.n ? "/" : "", ENT_STR_ARG(row->mode));
  ent_str a = ent_arena_printf(j->run->arena, "entente-%.*s", ENT_STR_ARG(row->source));
  ent_str b = ent_arena_printf(j->run->arena, "entente-%.*s", ENT_STR_ARG(row->target));
  ent_buf_c(out, "{\"id\":");
  ent_buf_json(out, id);
  ent_buf_c(out, ",\"schema\":\"UnknownLink\",\"properties\":{");
  put_property(out, "subject", a, true);
  put_property(out, "object", b, false);
  put_property(out, "role", role, false);
  put_property(out, "date", ent_str_of(ent_date_format((ent_date){row->day, ENT_DATE_DAY}, date)), false);
  put_property(out, "recordId", row->report, false);
  put_property(out, memmem(row->document.p, row->document.n, "://", 3) ? "sourceUrl" : "description", row->document, false);
  put_property(out, "publisher", row->publisher, false);
  ent_buf_c(out, "}}\n");
  return out->n < (1u << 18) || cli_write(out) ? ENT_OK : ent_fail(err, ENT_ECANCELLED, ENT_NO_OFFSET, "output failed");
}

/* ---- claims -------------------------------------------------------------------------------------------------------------------- */

static ent_status put_claim(void *context, const ent_store_row *row, ent_error *err)
{
  job *j = context;
  if (j->o->format == JSONL)
    ent_view_row_jsonl(row, &j->table.out);
  else
    ent_view_row_csv(row, &j->table.out);
  return j->table.out.n < (1u << 18) || cli_write(&j->table.out) ? ENT_OK : ent_fail(err, ENT_ECANCELLED, ENT_NO_OFFSET, "output failed");
}

/* ---- the command ------------------------------------------------------------------------------------------------------------------ */

/* What the file was made with, and how to make it again. */
static ent_status tell_source(const job *j, int argc, char **argv, ent_error *err)
{
  ent_buf out = ENT_BUF_INIT(1 << 20);
  char path[4096];
  FILE *file = stderr;
  ent_buf_printf(&out, "{\"program\":\"entente %s\",\"data\":\"%s\",\"query\":[", ent_version(),
                 ent_pack_version(ent_reader_pack(j->run->reader)));
  for (int i = 0; i < argc; i++) {
    ent_buf_c(&out, i ? "," : "");
    ent_buf_json(&out, ent_str_of(argv[i]));
  }
  ent_buf_c(&out, "]}\n");
  if (j->o->output) {
    int n = snprintf(path, sizeof path, "%s.source.json", j->o->output);
    file = n > 0 && (size_t)n < sizeof path ? fopen(path, "w") : NULL;
  }
  bool ok = file && !out.failed && fwrite(out.p, 1, out.n, file) == out.n;
  if (file && file != stderr)
    ok &= fclose(file) == 0;
  ent_buf_done(&out);
  return ok ? ENT_OK : ent_fail(err, ENT_EIO, ENT_NO_OFFSET, "%s.source.json: %s", j->o->output ? j->o->output : "", strerror(errno));
}

static ent_status find_actor(job *j, const char *name, ent_str *ret, ent_error *err)
{
  bool used = false;
  *ret = ent_str_of(name);
  if (!name)
    return ENT_OK;
  ent_status status = ent_dataset_has_actor(j->run->store, *ret, &used, err);
  return status != ENT_OK || used ? status : cli_resolve(j->run->reader, name, ENT_NO_DATE, j->run->arena, ret, err);
}

static ent_status write_all(job *j, ent_error *err)
{
  const options *o = j->o;
  int format = o->format == CSV ? TABLE_CSV : TABLE_JSONL;
  if (o->what < ENT_TABLE_COUNT) {
    j->table = cli_table_begin(format, ent_dataset_columns((ent_dataset_table)o->what));
    return ent_dataset_each(j->run->store, (ent_dataset_table)o->what, cli_year(o->from, 0), cli_year(o->to, 9999), put_cells, j, err);
  }
  if (o->what == EVENTS) {
    j->table = cli_table_begin(format, event_columns);
    return ent_dataset_events(j->run->store, o->corpus, j->actor, j->other, o->from, o->to, o->format == FTM ? put_entity : put_event, j, err);
  }
  if (o->what == DYADS) {
    j->table = cli_table_begin(format, dyad_columns);
    return ent_dataset_dyad_years(j->run->store, o->corpus, cli_year(o->from, 0), cli_year(o->to, 9999), put_dyad, j, err);
  }
  j->table = cli_table_begin(TABLE_JSONL, event_columns); /* only its buffer is used */
  if (o->format == CSV)
    ent_view_row_csv(NULL, &j->table.out);
  ent_store_query query = {j->actor, j->other, o->from, o->to};
  return ent_store_show(j->run->store, &query, put_claim, j, err);
}

static ent_status run(job *j, int argc, char **argv, ent_error *err)
{
  ent_error late;
  ent_status status = find_actor(j, j->o->actor, &j->actor, err);
  if (status == ENT_OK)
    status = find_actor(j, j->o->other, &j->other, err);
  if (status == ENT_OK && j->o->output && !freopen(j->o->output, "w", stdout))
    status = ent_fail(err, ENT_EIO, ENT_NO_OFFSET, "%s: %s", j->o->output, strerror(errno));
  if (status != ENT_OK)
    return status;
  status = write_all(j, err);
  ent_status end = cli_table_end(&j->table, &late);
  if (status == ENT_OK)
    status = end;
  return status == ENT_OK ? tell_source(j, argc, argv, err) : status;
}

int cmd_export(int argc, char **argv)
{
  options o;
  int code = parse_options(argc, argv, &o);
  if (code != CLI_OK)
    return code;
  ent_error err = {0};
  cli_run r;
  job j = {.o = &o, .run = &r};
  ent_status status = cli_run_begin(&r, &o.field, CLI_STORE, &err);
  if (status == ENT_OK)
    status = run(&j, argc, argv, &err);
  return cli_run_end(&r, status, &err);
}
