/* entente ties: ties with their history, merged from the store and the reference base. */
#include "cli/chart.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/print_claims.h"

#include <stdlib.h>
#include <string.h>

const char cmd_ties_help[] =
    "usage: entente ties [OPTIONS] ACTOR [ACTOR]\n\n"
    "The ties of an actor, or of two, with a start, an end and a history: claims of all documents of\n"
    "the store merged, and the facts of the built-in reference base (marked \"base\"). What sources\n"
    "say differently stands side by side, with the same mark. Works without a store.\n\n"
    "  --on DATE       only what stood (or perhaps stood) then\n"
    "  --from DATE     only ties with a step on or after it, or standing then\n"
    "  --to DATE       only ties with a step on or before it\n"
    "  --kind KIND     a family of ties (membership, partnership, cooperation, treaty, mission,\n"
    "                  relations, recognition, summit, exercise, operation, centre, base, arms,\n"
    "                  aid, trade, mediation, reliance, group, dispute, sanctions, war, position,\n"
    "                  organisation) or a type of claims (global-partner)\n"
    "  --why           below each step the sentences and facts that say so\n"
    "  --chart FILE    a picture of it: FILE.svg, FILE.png, or term (characters)\n"
    "  --map FILE      those that stood on the day of --on, on a map: FILE.svg or FILE.png\n"
    "  --format table  for people (default)\n"
    "  --format csv    one line for each claim or fact behind a step\n"
    "  --format jsonl  one tie a line, with its steps and their sources\n"
    "  --store PATH    the store (default: $ENTENTE_STORE, else\n"
    "                  $XDG_DATA_HOME/entente/entente.db)\n"
    "  --data DIR      tables of your own, on top of the built-in ones\n\n"
    "Exit code: 0 also when nothing is known, 1 failed, 2 wrong usage.\n";

enum format { TABLE, CSV, JSONL };
static const char *const formats[] = {"table", "csv", "jsonl", NULL};

typedef struct job {
  const char *store;
  enum format format;
  bool why;
  const char *chart, *map;
  cli_chart_kind chart_kind, map_kind;
  ent_reader_options reader;
  ent_timeline_query query;
  ent_view_style style;
  const ent_actors *actors;
  ent_buf out;
} job;

/* ---- table ---- */

static void pad_from(ent_buf *out, size_t begun, size_t columns)
{
  size_t width = ent_utf8_width(ent_str_slice(ent_buf_view(out), begun, out->n));
  do
    ent_buf_char(out, ' ');
  while (++width < columns);
}

static void put_period(ent_buf *out, ent_date from, ent_date to, bool as_of)
{
  char a[16], b[16];
  ent_date_format(from, a);
  ent_date_format(to, b);
  if (!*a && !*b)
    ent_buf_c(out, "undated");
  else
    ent_buf_printf(out, "%s%s%s%s", as_of ? "as of " : "", a, *b ? " to " : "", b);
}

static void put_names(const job *j, ent_buf *out, ent_str ids)
{
  ent_str id;
  for (bool first = true; ids.n && ent_str_split(&ids, ';', &id); first = false) {
    ent_actor_info info;
    if (!first)
      ent_buf_c(out, ", ");
    cli_put_line(out, j->actors && ent_actors_info(j->actors, id, ENT_NO_DATE, &info) ? info.name : id);
  }
}

static void put_sources(ent_buf *out, size_t support, size_t documents, bool reference)
{
  if (support)
    ent_buf_printf(out, "%zu source%s", support, support == 1 ? "" : "s");
  if (documents > support)
    ent_buf_printf(out, " (%zu documents)", documents);
  if (reference)
    ent_buf_c(out, support ? ", base" : "base");
}

static void put_span(const job *j, const ent_tie *tie, ent_buf *out)
{
  char start[16], end[16];
  ent_date_format(tie->start, start);
  ent_date_format(tie->end, end);
  if (!tie->standing)
    return;
  ent_buf_printf(out, ": %s%s to %s%s", *start ? start : "start unknown", tie->start_disputed ? " (disputed)" : "",
                 *end ? end : "no end known", tie->end_disputed ? " (disputed)" : "");
  if (ent_date_known(j->query.on))
    ent_buf_c(out, ent_tie_stood(tie, j->query.on) == 1 ? "; stood" : "; not known to have stood");
}

static void put_head(const job *j, const ent_tie *tie, ent_buf *out)
{
  const char *bold = j->style.colour ? "\033[1m" : "", *plain = j->style.colour ? "\033[0m" : "";
  const char *arrow = tie->mutual ? (j->style.ascii ? " - " : " – ") : j->style.ascii ? " -> " : " → ";
  ent_buf_printf(out, "%s%.*s%s  ", bold, ENT_STR_ARG(tie->family), plain);
  put_names(j, out, tie->source);
  if (tie->target.n) {
    ent_buf_c(out, arrow);
    put_names(j, out, tie->target);
  }
  if (tie->object.n && tie->n_steps) {
    ent_buf_c(out, ", ");
    cli_put_line(out, tie->steps[0].object.n ? tie->steps[0].object : tie->object);
  }
  put_span(j, tie, out);
  ent_buf_char(out, '\n');
}

static void put_why(const job *j, const ent_step *step, ent_buf *out)
{
  for (size_t i = 0; i < step->n_facts; i++) {
    const ent_fact *f = &step->facts[i];
    ent_buf_printf(out, "      base: %.*s %.*s %.*s", ENT_STR_ARG(f->subject), ENT_STR_ARG(f->relation), ENT_STR_ARG(f->object));
    if (f->note.n)
      ent_buf_printf(out, " (%.*s)", ENT_STR_ARG(f->note));
    ent_buf_printf(out, " [%.*s%s]\n", ENT_STR_ARG(f->source), f->checked ? ", checked" : "");
  }
  for (size_t i = 0; i < step->n_claims; i++)
    cli_put_claim(out, &step->claims[i], 6, &j->style);
}

static void put_what(const ent_tie *tie, const ent_step *step, ent_buf *out)
{
  ent_buf_str(out, step->code);
  if (step->object.n && !tie->object.n) {
    ent_buf_c(out, ", ");
    cli_put_line(out, step->object);
  }
}

/* Of the column that tells what: that of the longest, within reason. */
static size_t what_columns(const ent_tie *tie)
{
  size_t widest = 16;
  ent_buf text = ENT_BUF_INIT(1 << 16);
  for (size_t i = 0; i < tie->n_steps; i++) {
    ent_buf_clear(&text);
    put_what(tie, &tie->steps[i], &text);
    size_t width = ent_utf8_width(ent_buf_view(&text));
    widest = width > widest && width <= 60 ? width : widest;
  }
  ent_buf_done(&text);
  return widest;
}

static void put_step(const job *j, const ent_tie *tie, const ent_step *step, size_t columns, ent_buf *out)
{
  size_t line = out->n;
  ent_buf_c(out, "  ");
  put_period(out, step->from, step->to, step->as_of);
  pad_from(out, line, 33);
  ent_buf_c(out, ent_step_text(step->what));
  pad_from(out, line, 44);
  put_what(tie, step, out);
  pad_from(out, line, 46 + columns);
  put_sources(out, step->support, step->n_documents, step->n_facts > 0);
  if (step->dispute)
    ent_buf_printf(out, "  disputed %u", step->dispute);
  ent_buf_char(out, '\n');
  if (j->why)
    put_why(j, step, out);
}

static void put_table(const job *j, const ent_tie *tie, ent_buf *out)
{
  size_t columns = what_columns(tie);
  put_head(j, tie, out);
  for (size_t i = 0; i < tie->n_steps; i++)
    put_step(j, tie, &tie->steps[i], columns, out);
  ent_buf_char(out, '\n');
}

/* ---- CSV: a line for each fact or claim behind a step ---- */

#define HEADER                                                                                                     \
  "family,source,target,object,start,end,start_disputed,end_disputed,step,code,thing,from,to,as_of,dispute,support,"  \
  "documents,origin,document,title,publisher,published,first_byte,end_byte,evidence,reference,checked\r\n"

static void put_fields(ent_buf *out, const ent_str *fields, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    ent_buf_csv(out, fields[i]);
    ent_buf_char(out, ',');
  }
}

static void put_step_fields(const ent_tie *tie, const ent_step *s, ent_buf *out)
{
  char start[16], end[16], from[16], to[16];
  const ent_str of_tie[] = {tie->family, tie->source, tie->target, tie->object, ent_str_of(ent_date_format(tie->start, start)),
                            ent_str_of(ent_date_format(tie->end, end)), tie->start_disputed ? ENT_STR("yes") : ENT_STR(""),
                            tie->end_disputed ? ENT_STR("yes") : ENT_STR(""), ent_str_of(ent_step_text(s->what)), s->code,
                            s->object, ent_str_of(ent_date_format(s->from, from)), ent_str_of(ent_date_format(s->to, to)),
                            s->as_of ? ENT_STR("yes") : ENT_STR("")};
  put_fields(out, of_tie, sizeof of_tie / sizeof *of_tie);
  if (s->dispute)
    ent_buf_printf(out, "%u", s->dispute);
  ent_buf_printf(out, ",%zu,%zu,", s->support, s->n_documents);
}

static void put_csv(const ent_tie *tie, ent_buf *out)
{
  for (size_t i = 0; i < tie->n_steps; i++) {
    const ent_step *s = &tie->steps[i];
    for (size_t k = 0; k < s->n_facts; k++) {
      put_step_fields(tie, s, out);
      ent_buf_c(out, "base,,");
      ent_buf_csv(out, s->facts[k].note);
      ent_buf_c(out, ",,,,,,");
      ent_buf_csv(out, s->facts[k].source);
      ent_buf_c(out, s->facts[k].checked ? ",yes\r\n" : ",\r\n");
    }
    for (size_t k = 0; k < s->n_claims; k++) {
      const ent_step_claim *c = &s->claims[k];
      const ent_str document[] = {ENT_STR("claim"), c->document, c->title, c->publisher, c->published};
      put_step_fields(tie, s, out);
      put_fields(out, document, sizeof document / sizeof *document);
      ent_buf_printf(out, "%u,%u,", c->start, c->end);
      ent_buf_csv(out, c->evidence);
      ent_buf_c(out, ",,\r\n");
    }
  }
}

/* ---- JSON ---- */

static void put_fact_json(const ent_fact *f, ent_buf *out)
{
  ent_buf_char(out, '{');
  cli_json_key(out, "subject", f->subject);
  cli_json_key(out, "relation", f->relation);
  cli_json_key(out, "object", f->object);
  cli_json_date(out, "start", f->start);
  cli_json_date(out, "end", f->end);
  cli_json_key(out, "source", f->source);
  cli_json_key(out, "note", f->note);
  ent_buf_printf(out, ",\"checked\":%s}", f->checked ? "true" : "false");
}

static void put_step_json(const ent_step *s, ent_buf *out)
{
  ent_buf_char(out, '{');
  cli_json_key(out, "step", ent_str_of(ent_step_text(s->what)));
  cli_json_key(out, "code", s->code);
  cli_json_key(out, "object", s->object);
  cli_json_date(out, "from", s->from);
  cli_json_date(out, "to", s->to);
  ent_buf_printf(out, ",\"as_of\":%s,\"dispute\":%u,\"support\":%zu,\"documents\":%zu,\"claims\":[", s->as_of ? "true" : "false",
                 s->dispute, s->support, s->n_documents);
  for (size_t i = 0; i < s->n_claims; i++) {
    if (i)
      ent_buf_char(out, ',');
    cli_json_claim(out, &s->claims[i]);
  }
  ent_buf_c(out, "],\"facts\":[");
  for (size_t i = 0; i < s->n_facts; i++) {
    if (i)
      ent_buf_char(out, ',');
    put_fact_json(&s->facts[i], out);
  }
  ent_buf_c(out, "]}");
}

static void put_json(const job *j, const ent_tie *tie, ent_buf *out)
{
  ent_buf_char(out, '{');
  cli_json_key(out, "family", tie->family);
  cli_json_ids(out, "source", tie->source);
  cli_json_ids(out, "target", tie->target);
  cli_json_key(out, "object", tie->object);
  cli_json_date(out, "start", tie->start);
  cli_json_date(out, "end", tie->end);
  ent_buf_printf(out, ",\"mutual\":%s,\"standing\":%s,\"start_disputed\":%s,\"end_disputed\":%s,\"support\":%zu,\"documents\":%zu",
                 tie->mutual ? "true" : "false", tie->standing ? "true" : "false", tie->start_disputed ? "true" : "false",
                 tie->end_disputed ? "true" : "false", tie->support, tie->n_documents);
  if (ent_date_known(j->query.on))
    ent_buf_printf(out, ",\"stood\":%s", ent_tie_stood(tie, j->query.on) == 1 ? "true" : "null");
  ent_buf_c(out, ",\"steps\":[");
  for (size_t i = 0; i < tie->n_steps; i++) {
    if (i)
      ent_buf_char(out, ',');
    put_step_json(&tie->steps[i], out);
  }
  ent_buf_c(out, "]}\n");
}

/* ---- the command ---- */

static bool put_ties(job *j, const ent_timeline *t)
{
  if (j->format == CSV)
    ent_buf_c(&j->out, HEADER);
  for (size_t i = 0; i < t->n; i++) {
    switch (j->format) {
    case TABLE: put_table(j, &t->ties[i], &j->out); break;
    case CSV: put_csv(&t->ties[i], &j->out); break;
    case JSONL: put_json(j, &t->ties[i], &j->out); break;
    }
    if (j->out.n > (1u << 20) && !cli_write(&j->out))
      return false;
  }
  if (!t->n)
    cli_message("no such tie is known");
  return cli_write(&j->out);
}

/* ---- pictures ---- */

static ent_status draw_map(const job *j, const ent_picture *how, const ent_reader *reader, const ent_timeline *t, ent_buf *svg,
                           ent_error *err)
{
  ent_map *map;
  ent_status status = ent_map_open(ent_reader_pack(reader), &map, err);
  if (status != ENT_OK)
    return status;
  status = ent_picture_map(how, map, t, j->query.actor, j->query.on, svg, err);
  ent_map_close(map);
  return status == ENT_OK ? cli_chart_write(j->map, j->map_kind, ent_buf_view(svg), err) : status;
}

static ent_status draw_chart(job *j, const ent_picture *how, const ent_timeline *t, ent_buf *svg, ent_error *err)
{
  const ent_chart_style style = cli_chart_style();
  const ent_timeline_query *q = &j->query;
  if (j->chart_kind != CLI_CHART_TERM) {
    ent_status status = ent_picture_timeline(how, t, q->actor, q->from, q->to, svg, err);
    return status == ENT_OK ? cli_chart_write(j->chart, j->chart_kind, ent_buf_view(svg), err) : status;
  }
  ent_status status = ent_picture_timeline_text(how, &style, t, q->actor, q->from, q->to, &j->out, err);
  if (status == ENT_OK && !cli_write(&j->out))
    status = ent_fail(err, ENT_ECANCELLED, ENT_NO_OFFSET, "output failed");
  return status;
}

static ent_status draw(job *j, const ent_reader *reader, const ent_store *store, const ent_timeline *t, ent_arena *arena,
                       ent_error *err)
{
  const ent_picture how = {.actors = j->actors, .source = cli_chart_source(reader, cli_store_name(store, j->store), arena)};
  ent_buf svg = ENT_BUF_INIT((size_t)64 << 20);
  ent_status status = j->chart ? draw_chart(j, &how, t, &svg, err) : ENT_OK;
  ent_buf_clear(&svg);
  if (status == ENT_OK && j->map)
    status = draw_map(j, &how, reader, t, &svg, err);
  ent_buf_done(&svg);
  return status;
}

static int take_option(job *j, int option)
{
  int choice;
  switch (option) {
  case 'S': j->store = optarg; return CLI_OK;
  case 'D': j->reader.user_data = optarg; return CLI_OK;
  case 'w': j->why = true; return CLI_OK;
  case 'c': j->chart = optarg; return cli_chart_of("ties", optarg, &j->chart_kind) ? CLI_OK : CLI_USAGE;
  case 'm': j->map = optarg; return cli_chart_of("ties", optarg, &j->map_kind) ? CLI_OK : CLI_USAGE;
  case 'o': return cli_date("ties", "--on", optarg, &j->query.on) ? CLI_OK : CLI_USAGE;
  case 'a': return cli_date("ties", "--from", optarg, &j->query.from) ? CLI_OK : CLI_USAGE;
  case 'b': return cli_date("ties", "--to", optarg, &j->query.to) ? CLI_OK : CLI_USAGE;
  case 'k':
    j->query.kind = ent_str_of(optarg);
    return ent_tie_kind_known(j->query.kind) ? CLI_OK : cli_usage("ties", "--kind: \"%s\" is no kind of tie", optarg);
  default:
    if ((choice = cli_choice("ties", "--format", optarg, formats)) < 0)
      return CLI_USAGE;
    j->format = (enum format)choice;
    return CLI_OK;
  }
}

static int parse_options(int argc, char **argv, job *j)
{
  static const struct option names[] = {
      {"store", required_argument, NULL, 'S'}, {"data", required_argument, NULL, 'D'}, {"on", required_argument, NULL, 'o'},
      {"from", required_argument, NULL, 'a'},  {"to", required_argument, NULL, 'b'},   {"kind", required_argument, NULL, 'k'},
      {"format", required_argument, NULL, 'f'}, {"why", no_argument, NULL, 'w'},       {"chart", required_argument, NULL, 'c'},
      {"map", required_argument, NULL, 'm'},   {NULL, 0, NULL, 0}};
  for (int c, code; (c = getopt_long(argc, argv, ":f:", names, NULL)) != -1;) {
    if (c == '?' || c == ':')
      return cli_bad_option("ties", c, argv);
    if ((code = take_option(j, c)) != CLI_OK)
      return code;
  }
  if (j->map_kind == CLI_CHART_TERM)
    return cli_usage("ties", "--map: a map is drawn to FILE.svg or FILE.png");
  if (j->map && !ent_date_known(j->query.on))
    return cli_usage("ties", "--map: of which day? (--on DATE)");
  if (argc - optind < 1 || argc - optind > 2)
    return cli_usage("ties", "one actor or two, please");
  return CLI_OK;
}

static ent_status resolve_actors(int argc, char **argv, const ent_reader *reader, job *j, ent_arena *arena, ent_error *err)
{
  ent_date day = ent_date_known(j->query.on) ? j->query.on : j->query.to;
  ent_status status = cli_resolve(reader, argv[optind], day, arena, &j->query.actor, err);
  if (status == ENT_OK && argc - optind == 2)
    status = cli_resolve(reader, argv[optind + 1], day, arena, &j->query.other, err);
  return status;
}

/* A store that was named must be there; the default one may not have been made yet. */
static ent_status open_store(const job *j, ent_store **ret, ent_error *err)
{
  ent_status status = cli_open_store(j->store, ENT_STORE_READ_ONLY, ret, err);
  return status == ENT_ENOTFOUND && !j->store && !getenv("ENTENTE_STORE") ? ENT_OK : status;
}

int cmd_ties(int argc, char **argv)
{
  job j = {.style = cli_style(), .out = ENT_BUF_INIT((size_t)1 << 30)};
  int code = parse_options(argc, argv, &j);
  if (code != CLI_OK)
    return code;
  ent_error err = {0};
  ent_reader *reader = NULL;
  ent_store *store = NULL;
  ent_timeline timeline;
  ent_arena *arena = ent_arena_new(0);
  ent_status status = arena ? ent_reader_open(&j.reader, &reader, &err)
                            : ent_fail(&err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  if (status == ENT_OK)
    status = resolve_actors(argc, argv, reader, &j, arena, &err);
  if (status == ENT_OK)
    status = open_store(&j, &store, &err);
  if (status == ENT_OK)
    status = ent_timeline_read(store, ent_reader_reference(reader), &j.query, arena, &timeline, &err);
  if (status == ENT_OK) {
    j.actors = ent_reader_actors(reader);
    if (j.chart || j.map)
      status = draw(&j, reader, store, &timeline, arena, &err);
    else if (!put_ties(&j, &timeline))
      status = ent_fail(&err, ENT_ECANCELLED, ENT_NO_OFFSET, "output failed");
  }
  if (status != ENT_OK && status != ENT_ECANCELLED)
    cli_error(&err);
  ent_buf_done(&j.out);
  ent_store_close(store);
  ent_arena_free(arena);
  ent_reader_close(reader);
  return status == ENT_OK ? CLI_OK : cli_exit(&err);
}
