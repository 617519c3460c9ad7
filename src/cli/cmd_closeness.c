/* entente closeness: are two actors getting closer? Events, ties and similarity side by side. */
#include "cli/chart.h"
#include "cli/commands.h"
#include "cli/field.h"

#include <math.h>
#include <string.h>

const char cmd_closeness_help[] =
    "usage: entente closeness [OPTIONS] ACTOR ACTOR\n\n"
    "Whether two actors are getting closer: the events between them (an exponential mean of their scores,\n"
    "weighted by the evidence, with its 95 % band), their ties (from the reference base) and how alike they\n"
    "vote in the UN, side by side; below, in words, what the bands allow to say, and what made the difference.\n"
    "An actor is an id, a name, any code that the loaded events use, an organisation (its members of the time\n"
    "are shown beside it) or a group: NATO,EU. Without a store: what the reference base knows.\n\n"
    "  --from DATE        print from here (what came before still counts)\n"
    "  --to DATE          print to here\n"
    "  --by month|year    rows (default: year)\n"
    "  --turning          the turning points of the events instead, as one row\n"
    "  --points           the turning points of events and ties instead, one a row, each with its size, its\n"
    "                     confidence and what happened within two months\n"
    "  --ties             the ties instead, each with its weight and what it contributes at the end\n"
    "  --composite        one number of all three as well, with its range over the weights\n"
    "  --why              instead: what made the difference, ties, events and sentences, one a row\n"
    "  --chart FILE       a picture instead of the table: FILE.svg, FILE.png, or term (characters, which\n"
    "                     is also what a terminal gets where no --format is asked for)\n"
    "  --corpus NAME      events, gdelt, icews …; read: events of documents (default: the one that has most)\n"
    "  --seed N           of the permutations that confidence comes from (default 1)\n"
    "  --codes NUMBERING  id (default), cow, gw, iso: how numbers given as operands are understood\n"
    "  --format FORMAT    text (default), csv, jsonl\n"
    "  --store PATH       the store\n"
    "  --data DIR         tables of your own\n\n"
    "Exit code: 0 fine, 1 failed, 2 wrong usage.\n";

static const char *const bys[] = {"year", "month", NULL};
static const char *const columns[] = {
    "actor1", "actor2", "month", "n_events", "n_all", "sum_score", "mean_score", "share_per_1000", "net_ratio", "E", "se",
    "lo95", "hi95", "evidence", "mu_t", "sigma2_t", "ties", "ties_lo", "ties_hi", "n_ties", "vote_kappa", "ideal_distance",
    "members", "E_least", "E_mean", "E_most", "ties_least", "ties_mean", "ties_most", "kappa_least", "kappa_mean", "kappa_most",
    "composite", "composite_lo", "composite_hi", NULL};
#define N_COLUMNS (sizeof columns / sizeof *columns)
static const char *const turning_columns[] = {"actor1", "actor2", "n_months", "s2_within", "beta", "n_changepoints",
                                              "first_month_of_new_segments", "segment_means", "objective", NULL};
static const char *const point_columns[] = {"actor1", "actor2", "component", "date", "earliest", "latest", "before", "after",
                                            "size", "effect", "confidence", "facts", NULL};
static const char *const tie_columns[] = {"actor1", "actor2", "relation", "object", "start", "end", "weight", "contribution",
                                          "source", NULL};
static const char *const cause_columns[] = {"actor1", "actor2", "kind", "date", "size", "reports", "what", "source", "evidence", NULL};

typedef struct options {
  cli_field_options field;
  ent_date from, to;
  bool turning, points, ties, composite, why;
  const char *chart;
  cli_chart_kind chart_kind;
  int by, corpus;
  long seed;
} options;

typedef struct job {
  const options *o;
  cli_run *run;
  ent_closeness_result result;
  cli_table table;
} job;

static int parse_options(int argc, char **argv, options *o)
{
  *o = (options){.corpus = -1, .seed = 1};
  const cli_option list[] = {CLI_FIELD_OPTIONS(&o->field), CLI_OPTION_DATE("from", &o->from), CLI_OPTION_DATE("to", &o->to),
                             CLI_OPTION_CHOICE("by", &o->by, bys), CLI_OPTION_FLAG("turning", &o->turning),
                             CLI_OPTION_FLAG("points", &o->points), CLI_OPTION_FLAG("ties", &o->ties),
                             CLI_OPTION_FLAG("composite", &o->composite), CLI_OPTION_FLAG("why", &o->why),
                             CLI_OPTION_CHOICE("corpus", &o->corpus, cli_corpora), CLI_OPTION_STRING("chart", &o->chart),
                             CLI_OPTION_NUMBER("seed", &o->seed, 0, 1000000000), CLI_OPTION_END};
  int code = cli_options("closeness", argc, argv, list);
  if (code != CLI_OK)
    return code;
  if (o->turning + o->points + o->ties + o->why + (o->chart != NULL) > 1)
    return cli_usage("closeness", "--turning, --points, --ties, --why, --chart: one of them");
  if (!cli_chart_of("closeness", o->chart, &o->chart_kind))
    return CLI_USAGE;
  if (!o->chart && !(o->turning + o->points + o->ties + o->why) && cli_chart_wanted(argc, argv))
    o->chart_kind = CLI_CHART_TERM;
  return argc - optind == 2 ? CLI_OK : cli_usage("closeness", "two actors, please");
}

/* ---- rows ------------------------------------------------------------------------------------------------------------- */

static void put_actors(job *j)
{
  cli_put_text(&j->table, j->result.names[0]);
  cli_put_text(&j->table, j->result.names[1]);
}

static void put_events(cli_table *t, const ent_closeness_period *p)
{
  const ent_month *m = &p->sums;
  const ent_closeness_month *e = &p->events;
  double size = m->positive + m->negative;
  cli_put_int(t, (long long)m->n);
  cli_put_int(t, (long long)m->n_all);
  cli_put_real(t, m->sum);
  cli_put_real(t, m->n ? m->sum / (double)m->n : NAN);
  cli_put_real(t, m->n_all ? 1000.0 * (double)m->n / (double)m->n_all : NAN);
  cli_put_real(t, size > 0 ? (m->positive - m->negative) / size : NAN);
  const double values[] = {e->value, e->se, e->lo, e->hi, e->evidence, e->mu, e->variance};
  for (size_t i = 0; i < sizeof values / sizeof *values; i++)
    cli_put_real(t, values[i]);
}

static void put_members(cli_table *t, const ent_members *m)
{
  const ent_spread *spreads[] = {&m->events, &m->ties, &m->kappa};
  if (m->n)
    cli_put_int(t, (long long)m->n);
  else
    cli_put_none(t);
  for (int i = 0; i < 3; i++) {
    cli_put_real(t, m->n ? spreads[i]->least : NAN);
    cli_put_real(t, m->n ? spreads[i]->mean : NAN);
    cli_put_real(t, m->n ? spreads[i]->most : NAN);
  }
}

static ent_status put_period(job *j, const ent_closeness_period *p, ent_error *err)
{
  cli_table *t = &j->table;
  char text[16];
  put_actors(j);
  cli_put_text(t, ent_str_of(ent_date_format(p->date, text)));
  put_events(t, p);
  cli_put_real(t, p->ties.value);
  cli_put_real(t, p->ties.lo);
  cli_put_real(t, p->ties.hi);
  cli_put_int(t, (long long)p->ties.n_active);
  cli_put_real(t, p->kappa);
  cli_put_real(t, p->distance);
  put_members(t, &p->members);
  if (j->o->composite) {
    cli_put_real(t, p->composite.value);
    cli_put_real(t, p->composite.lo);
    cli_put_real(t, p->composite.hi);
  }
  return cli_row_end(t, err);
}

static ent_status put_series(job *j, ent_error *err)
{
  ent_status status = ENT_OK;
  for (size_t i = 0; i < j->result.n_periods && status == ENT_OK; i++)
    status = put_period(j, &j->result.periods[i], err);
  return status;
}

/* ---- turning points ------------------------------------------------------------------------------------------------------ */

/* Means of the pieces, "1.500000;-2.000000". */
static void put_means(const ent_closeness_result *r, const ent_changes *changes, ent_buf *out)
{
  double sum = 0, n = 0;
  for (size_t i = 0; i < r->n_months; i++) {
    sum += r->months[i].sum;
    n += (double)r->months[i].n;
  }
  for (size_t i = 0; i <= changes->n_points; i++) {
    double mean = changes->n_points == 0 ? sum / n : i ? changes->points[i - 1].after : changes->points[0].before;
    if (!isnan(mean))
      ent_buf_printf(out, i ? ";%.6f" : "%.6f", mean);
  }
}

static ent_status put_turning(job *j, ent_error *err)
{
  const ent_closeness_result *r = &j->result;
  ent_closeness_series s;
  ent_changes changes;
  ent_status status = ent_closeness_turning(r->months, r->n_months, NULL, j->run->arena, &s, &changes, err);
  if (status != ENT_OK)
    return status;
  ent_buf starts = ENT_BUF_INIT(1 << 20), means = ENT_BUF_INIT(1 << 20);
  put_means(r, &changes, &means);
  for (size_t i = 0; i < changes.n_points; i++) {
    char month[16];
    ent_buf_printf(&starts, i ? ";%s" : "%s",
                   ent_date_format(ent_month_date(r->first_month + (int32_t)s.months[changes.points[i].at]), month));
  }
  put_actors(j);
  cli_put_int(&j->table, (long long)s.n);
  cli_put_real(&j->table, s.cut.scale);
  cli_put_real(&j->table, s.cut.penalty);
  cli_put_int(&j->table, (long long)changes.n_points);
  cli_put_text(&j->table, ent_buf_view(&starts));
  cli_put_text(&j->table, ent_buf_view(&means));
  cli_put_real(&j->table, changes.objective);
  ent_buf_done(&starts);
  ent_buf_done(&means);
  return cli_row_end(&j->table, err);
}

static ent_status put_points(job *j, ent_error *err)
{
  ent_turn *turns;
  size_t n;
  ent_status status = ent_relation_turns(&j->run->sources, &j->result, (uint64_t)j->o->seed, j->run->arena, &turns, &n, NULL, NULL, err);
  for (size_t i = 0; status == ENT_OK && i < n; i++) {
    const ent_turn *turn = &turns[i];
    const ent_date dates[] = {turn->date, turn->earliest, turn->latest};
    const double values[] = {turn->before, turn->after, turn->size, turn->effect, turn->confidence};
    char text[16];
    put_actors(j);
    cli_put_text(&j->table, turn->ties ? ENT_STR("ties") : ENT_STR("events"));
    for (int k = 0; k < 3; k++)
      cli_put_text(&j->table, ent_str_of(ent_date_format(dates[k], text)));
    for (int k = 0; k < 5; k++)
      cli_put_real(&j->table, values[k]);
    cli_put_causes(&j->table, turn->causes, turn->n_causes);
    status = cli_row_end(&j->table, err);
  }
  return status;
}

/* ---- ties, causes ----------------------------------------------------------------------------------------------------------- */

static ent_status put_ties(job *j, ent_error *err)
{
  cli_table *t = &j->table;
  ent_status status = ENT_OK;
  for (size_t i = 0; i < j->result.n_ties && status == ENT_OK; i++) {
    const ent_dyad_tie *tie = &j->result.ties[i].tie;
    char start[16], stop[16];
    put_actors(j);
    cli_put_text(t, tie->shared.n ? ENT_STR("both-members-of") : tie->fact.relation);
    cli_put_text(t, tie->shared.n ? tie->shared : tie->fact.object);
    cli_put_text(t, ent_str_of(ent_date_format(tie->start, start)));
    cli_put_text(t, ent_str_of(ent_date_format(tie->end, stop)));
    cli_put_real(t, tie->weight);
    cli_put_real(t, j->result.ties[i].contribution);
    cli_put_text(t, tie->fact.source);
    status = cli_row_end(t, err);
  }
  return status;
}

static ent_status put_causes(job *j, ent_error *err)
{
  static const char *const kinds[] = {"tie-begins", "tie-ends", "event", "claim"};
  cli_table *t = &j->table;
  ent_status status = ENT_OK;
  for (size_t i = 0; i < j->result.n_causes && status == ENT_OK; i++) {
    const ent_cause *c = &j->result.causes[i];
    char date[16];
    put_actors(j);
    cli_put_text(t, ent_str_of(kinds[c->kind]));
    cli_put_text(t, ent_str_of(ent_date_format(c->date, date)));
    cli_put_real(t, c->size);
    cli_put_int(t, c->reports);
    cli_put_text(t, c->what);
    cli_put_text(t, c->source);
    cli_put_text(t, c->evidence);
    status = cli_row_end(t, err);
  }
  return status;
}

/* ---- in words ------------------------------------------------------------------------------------------------------------------ */

static void tell_band(ent_buf *out, const char *what, const ent_change_band *b, const char *band)
{
  if (isnan(b->value))
    ent_buf_printf(out, "  %-22s nothing known\n", what);
  else if (isnan(b->lo))
    ent_buf_printf(out, "  %-22s %+.2f\n", what, b->value);
  else
    ent_buf_printf(out, "  %-22s %+.2f, %s %+.2f to %+.2f\n", what, b->value, band, b->lo, b->hi);
}

/* "-0.43" of a tie or an event; blank where nothing is known. */
static void tell_cause(ent_buf *out, const ent_cause *c)
{
  static const char *const words[] = {"begins ", "ends ", "", ""};
  char date[16];
  ent_buf_printf(out, "  %-10s  %s%.*s", ent_date_format(c->date, date), words[c->kind], ENT_STR_ARG(c->what));
  if (!isnan(c->size))
    ent_buf_printf(out, "  %+.2f", c->size);
  if (c->reports > 1)
    ent_buf_printf(out, "  %lld reports", (long long)c->reports);
  if (c->source.n)
    ent_buf_printf(out, "  [%.*s]", ENT_STR_ARG(c->source));
  ent_buf_char(out, '\n');
  if (c->evidence.n)
    ent_buf_printf(out, "              \"%.*s\"\n", ENT_STR_ARG(c->evidence));
}

#define TOLD 0.02 /* smaller changes of ties only with --why */

static ent_status tell(const job *j, ent_error *err)
{
  const ent_closeness_result *r = &j->result;
  ent_buf out = ENT_BUF_INIT((size_t)1 << 26);
  char dates[2][16], what[64];
  ent_buf_printf(&out, "\n%.*s and %.*s, %s to %s: %s\n", ENT_STR_ARG(r->names[0]), ENT_STR_ARG(r->names[1]),
                 ent_date_format(r->begin.date, dates[0]), ent_date_format(r->end.date, dates[1]), ent_trend_text(r->verdict));
  if (!r->own)
    ent_buf_c(&out, "  the means of the members, one by one\n");
  snprintf(what, sizeof what, "events (%s)", r->corpus ? ent_corpus_text(r->corpus) : "none loaded");
  tell_band(&out, what, &r->events, "95 % band");
  ent_buf_printf(&out, "  ties                   %.2f, now %.2f\n", r->begin.ties.value, r->end.ties.value);
  tell_band(&out, "UN votes, ideal points", &r->votes, "90 % band");
  if (r->end.members.n)
    ent_buf_printf(&out, "  members at the end: %zu pairs, ties %.2f (%.2f to %.2f)\n", r->end.members.n, r->end.members.ties.mean,
                   r->end.members.ties.least, r->end.members.ties.most);
  for (size_t i = 0; i < r->n_causes; i++)
    if (r->causes[i].kind > ENT_CAUSE_TIE_ENDS || fabs(r->causes[i].size) >= TOLD)
      tell_cause(&out, &r->causes[i]);
  ent_status status = cli_write(&out) ? ENT_OK : ent_fail(err, ENT_ECANCELLED, ENT_NO_OFFSET, "output failed");
  ent_buf_done(&out);
  return status;
}

/* ---- pictures ---------------------------------------------------------------------------------------------------------------- */

static ent_status draw(job *j, ent_error *err)
{
  ent_turn *turns;
  size_t n;
  ent_buf out = ENT_BUF_INIT((size_t)64 << 20);
  ent_status status = ent_relation_turns(&j->run->sources, &j->result, (uint64_t)j->o->seed, j->run->arena, &turns, &n, NULL, NULL, err);
  if (status == ENT_OK && j->o->chart_kind == CLI_CHART_TERM) {
    const ent_chart_style style = cli_chart_style();
    status = ent_picture_closeness_text(&style, &j->result, turns, n, &out, err);
    if (status == ENT_OK && !cli_write(&out))
      status = ent_fail(err, ENT_ECANCELLED, ENT_NO_OFFSET, "output failed");
  } else if (status == ENT_OK) {
    const ent_picture how = {.actors = j->run->sources.actors,
                             .source = cli_chart_source(j->run->reader, cli_store_name(j->run->store, j->o->field.store), j->run->arena)};
    status = ent_picture_closeness(&how, &j->result, turns, n, &out, err);
    if (status == ENT_OK)
      status = cli_chart_write(j->o->chart, j->o->chart_kind, ent_buf_view(&out), err);
  }
  ent_buf_done(&out);
  return status;
}

/* ---- the command ------------------------------------------------------------------------------------------------------------- */

static ent_status put_all(job *j, ent_error *err)
{
  const options *o = j->o;
  const char *series_columns[N_COLUMNS];
  memcpy(series_columns, columns, sizeof columns);
  if (!o->composite)
    series_columns[N_COLUMNS - 4] = NULL;
  if (o->by == 0)
    series_columns[2] = "year";
  j->table = cli_table_begin(o->field.format, o->turning  ? turning_columns
                                              : o->points ? point_columns
                                              : o->ties   ? tie_columns
                                              : o->why    ? cause_columns
                                                          : series_columns);
  ent_status status = o->turning  ? put_turning(j, err)
                      : o->points ? put_points(j, err)
                      : o->ties   ? put_ties(j, err)
                      : o->why    ? put_causes(j, err)
                                  : put_series(j, err);
  ent_error late;
  ent_status end = cli_table_end(&j->table, &late);
  return status == ENT_OK ? end : status;
}

static ent_status run(job *j, char **names, ent_error *err)
{
  const options *o = j->o;
  bool series = !o->turning && !o->points && !o->ties && !o->why;
  bool words = o->field.format == TABLE_TEXT && series;
  ent_closeness_query query = {.from = o->from, .to = o->to, .by_month = o->by == 1 || o->chart_kind != CLI_CHART_NONE, .corpus = (ent_corpus)(o->corpus + 1),
                               .votes = series, .causes = words || o->why};
  ent_status status = ENT_OK;
  for (int i = 0; i < 2 && status == ENT_OK; i++)
    status = cli_party_resolve(j->run, o->field.codes, names[i], &query.parties[i], err);
  if (status == ENT_OK)
    status = ent_relation_closeness(&j->run->sources, &query, j->run->arena, &j->result, err);
  if (status == ENT_OK)
    status = o->chart_kind == CLI_CHART_NONE ? put_all(j, err) : draw(j, err);
  return status == ENT_OK && words ? tell(j, err) : status;
}

int cmd_closeness(int argc, char **argv)
{
  options o;
  int code = parse_options(argc, argv, &o);
  if (code != CLI_OK)
    return code;
  ent_error err = {0};
  cli_run r;
  job j = {.o = &o, .run = &r};
  ent_status status = cli_run_begin(&r, &o.field, CLI_STORE_IF_ANY, &err);
  if (status == ENT_OK)
    status = run(&j, argv + optind, &err);
  return cli_run_end(&r, status, &err);
}
