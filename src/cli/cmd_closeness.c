/* entente closeness: are two actors getting closer? Events, ties and similarity side by side. */
#include "cli/closeness.h"
#include "cli/commands.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char cmd_closeness_help[] =
    "usage: entente closeness [OPTIONS] ACTOR ACTOR\n\n"
    "Whether two actors are getting closer: the events between them (an exponential mean of their scores,\n"
    "weighted by the evidence, with its 95 % band), their ties (from the reference base) and how alike they\n"
    "vote in the UN, side by side. An actor is an id, a name, or any code that the loaded events use.\n\n"
    "  --from DATE        print from here (what came before still counts)\n"
    "  --to DATE          print to here\n"
    "  --by month|year    rows (default: year)\n"
    "  --turning          the turning points of the events instead, as one row\n"
    "  --ties             the ties instead, each with its weight and what it contributes at the end\n"
    "  --composite        one number of all three as well, with its range over the weights\n"
    "  --why              below the text: the events that weighed most, and the ties that began or ended\n"
    "  --corpus NAME      events, gdelt, icews … (default: the one that has most of the two)\n"
    "  --codes NUMBERING  id (default), cow, gw, iso: how numbers given as operands are understood\n"
    "  --format FORMAT    text (default), csv, jsonl\n"
    "  --store PATH       the store\n"
    "  --data DIR         tables of your own\n\n"
    "Exit code: 0 fine, 1 failed, 2 wrong usage.\n";

static const char *const bys[] = {"year", "month", NULL};
static const char *const month_columns[] = {
    "actor1", "actor2", "month", "n_events", "n_all", "sum_score", "mean_score", "share_per_1000", "net_ratio", "E", "se",
    "lo95", "hi95", "evidence", "mu_t", "sigma2_t", "ties", "ties_lo", "ties_hi", "n_ties", "vote_kappa", "ideal_distance",
    "composite", "composite_lo", "composite_hi", NULL};
static const char *const turning_columns[] = {"actor1", "actor2", "n_months", "s2_within", "beta", "n_changepoints",
                                              "first_month_of_new_segments", "segment_means", "objective", NULL};
static const char *const tie_columns[] = {"actor1", "actor2", "relation", "object", "start", "end", "weight", "contribution",
                                          "source", NULL};

static int parse_options(int argc, char **argv, closeness_options *o)
{
  static const struct option names[] = {CLI_FIELD_OPTIONS, {"from", required_argument, NULL, 'a'},
                                        {"to", required_argument, NULL, 'b'}, {"by", required_argument, NULL, 'y'},
                                        {"turning", no_argument, NULL, 't'}, {"ties", no_argument, NULL, 'T'},
                                        {"composite", no_argument, NULL, 'c'}, {"why", no_argument, NULL, 'w'},
                                        {"corpus", required_argument, NULL, 'k'}, {NULL, 0, NULL, 0}};
  static const char *const corpora[] = {"events", "gdelt", "icews", "polecat", "phoenix", "plover", "acled", NULL};
  int code = CLI_OK;
  *o = (closeness_options){0};
  for (int c, choice; code == CLI_OK && (c = getopt_long(argc, argv, ":f:", names, NULL)) != -1;)
    if (cli_field_option("closeness", c, &o->field, &code))
      continue;
    else if (c == 'a')
      code = cli_date("closeness", "--from", optarg, &o->from) ? CLI_OK : CLI_USAGE;
    else if (c == 'b')
      code = cli_date("closeness", "--to", optarg, &o->to) ? CLI_OK : CLI_USAGE;
    else if (c == 'y') {
      code = (choice = cli_choice("closeness", "--by", optarg, bys)) < 0 ? CLI_USAGE : CLI_OK;
      o->by_month = choice == 1;
    } else if (c == 'k') {
      code = (choice = cli_choice("closeness", "--corpus", optarg, corpora)) < 0 ? CLI_USAGE : CLI_OK;
      o->corpus = (ent_corpus)(choice + 1);
    } else if (c == 't')
      o->turning = true;
    else if (c == 'T')
      o->ties = true;
    else if (c == 'c')
      o->composite = true;
    else if (c == 'w')
      o->why = true;
    else
      code = cli_bad_option("closeness", c, argv);
  if (code != CLI_OK)
    return code;
  return argc - optind == 2 ? CLI_OK : cli_usage("closeness", "two actors, please");
}

/* ---- rows ------------------------------------------------------------------------------------------------------------- */

/* What stands for a period that ends with month `at`: of a year the sums, and the state at its end. */
typedef struct period {
  size_t first, last; /* months */
  ent_month sums;
} period;

static period period_of(const closeness *c, size_t first, bool by_month)
{
  period p = {.first = first, .last = first};
  int32_t year = (c->first_month + (int32_t)first) / 12;
  while (!by_month && p.last + 1 < c->n && (c->first_month + (int32_t)p.last + 1) / 12 == year)
    p.last++;
  for (size_t i = p.first; i <= p.last; i++) {
    const ent_month *m = &c->months[i];
    p.sums.n += m->n;
    p.sums.n_all += m->n_all;
    p.sums.sum += m->sum;
    p.sums.positive += m->positive;
    p.sums.negative += m->negative;
  }
  return p;
}

static void put_events(cli_table *t, const closeness *c, const period *p)
{
  const ent_closeness_month *e = &c->series[p->last];
  double size = p->sums.positive + p->sums.negative;
  cli_put_int(t, (long long)p->sums.n);
  cli_put_int(t, (long long)p->sums.n_all);
  cli_put_real(t, p->sums.sum);
  cli_put_real(t, p->sums.n ? p->sums.sum / (double)p->sums.n : NAN);
  cli_put_real(t, p->sums.n_all ? 1000.0 * (double)p->sums.n / (double)p->sums.n_all : NAN);
  cli_put_real(t, size > 0 ? (p->sums.positive - p->sums.negative) / size : NAN);
  const double values[] = {e->value, e->se, e->lo, e->hi, e->evidence, e->mu, e->variance};
  for (size_t i = 0; i < sizeof values / sizeof *values; i++)
    cli_put_real(t, c->has_events ? values[i] : NAN);
}

static ent_status put_row(cli_table *t, const closeness *c, const closeness_options *o, const period *p, ent_error *err)
{
  char text[16];
  ent_tie_closeness ties;
  ent_composite whole = {.value = NAN, .lo = NAN, .hi = NAN};
  ent_date month = ent_month_date(c->first_month + (int32_t)p->last);
  ent_date date = o->by_month ? month : ent_date_coarsen(month, ENT_DATE_YEAR);
  double kappa = closeness_kappa(c, month), distance = closeness_distance(c, month);
  ent_status status = ent_closeness_ties(c->spans, c->n_ties, ent_date_last(month), CLOSENESS_K, NULL, &ties, err);
  if (status == ENT_OK && o->composite)
    status = closeness_composite(c, p->last, ties.value, kappa, &whole, err);
  if (status != ENT_OK)
    return status;
  cli_put_text(t, c->actors[0]);
  cli_put_text(t, c->actors[1]);
  cli_put_text(t, ent_str_of(ent_date_format(date, text)));
  put_events(t, c, p);
  cli_put_real(t, ties.value);
  cli_put_real(t, ties.lo);
  cli_put_real(t, ties.hi);
  cli_put_int(t, (long long)ties.n_active);
  cli_put_real(t, kappa);
  cli_put_real(t, distance);
  if (o->composite) {
    cli_put_real(t, whole.value);
    cli_put_real(t, whole.lo);
    cli_put_real(t, whole.hi);
  }
  return cli_row_end(t, err);
}

static ent_status put_series(const closeness *c, const closeness_options *o, cli_table *t, ent_error *err)
{
  ent_status status = ENT_OK;
  for (size_t i = 0; i < c->n && status == ENT_OK;) {
    period p = period_of(c, i, o->by_month);
    if (p.last >= c->window_first && p.first <= c->window_last)
      status = put_row(t, c, o, &p, err);
    i = p.last + 1;
  }
  return status;
}

/* ---- turning points ------------------------------------------------------------------------------------------------------ */

static ent_status put_turning(const closeness *c, cli_table *t, ent_arena *arena, ent_error *err)
{
  ent_closeness_series s;
  ent_changes changes;
  ent_status status = ent_closeness_turning(c->months, c->n, NULL, arena, &s, &changes, err);
  if (status != ENT_OK)
    return status;
  ent_buf starts = ENT_BUF_INIT(1 << 20), means = ENT_BUF_INIT(1 << 20);
  double sum = 0, n = 0;
  for (size_t i = 0; i < c->n; i++) {
    sum += c->months[i].sum;
    n += (double)c->months[i].n;
  }
  for (size_t i = 0; i <= changes.n_points; i++) {
    double mean = changes.n_points == 0 ? sum / n : i ? changes.points[i - 1].after : changes.points[0].before;
    char month[16];
    if (!isnan(mean))
      ent_buf_printf(&means, i ? ";%.6f" : "%.6f", mean);
    if (i < changes.n_points)
      ent_buf_printf(&starts, i ? ";%s" : "%s",
                     ent_date_format(ent_month_date(c->first_month + (int32_t)s.months[changes.points[i].at]), month));
  }
  cli_put_text(t, c->actors[0]);
  cli_put_text(t, c->actors[1]);
  cli_put_int(t, (long long)s.n);
  cli_put_real(t, s.cut.scale);
  cli_put_real(t, s.cut.penalty);
  cli_put_int(t, (long long)changes.n_points);
  cli_put_text(t, ent_buf_view(&starts));
  cli_put_text(t, ent_buf_view(&means));
  cli_put_real(t, changes.objective);
  ent_buf_done(&starts);
  ent_buf_done(&means);
  return cli_row_end(t, err);
}

/* ---- ties ------------------------------------------------------------------------------------------------------------------ */

static ent_status put_ties(const closeness *c, cli_table *t, ent_arena *arena, ent_error *err)
{
  ent_tie_closeness at_end;
  double *parts = ent_arena_array(arena, c->n_ties + 1, sizeof *parts);
  if (!parts)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  ent_date end = ent_month_date(c->first_month + (int32_t)c->window_last);
  ent_status status = ent_closeness_ties(c->spans, c->n_ties, ent_date_last(end), CLOSENESS_K, parts, &at_end, err);
  for (size_t i = 0; i < c->n_ties && status == ENT_OK; i++) {
    const ent_dyad_tie *tie = &c->ties[i];
    char start[16], stop[16];
    cli_put_text(t, c->actors[0]);
    cli_put_text(t, c->actors[1]);
    cli_put_text(t, tie->shared.n ? ENT_STR("both-members-of") : tie->fact.relation);
    cli_put_text(t, tie->shared.n ? tie->shared : tie->fact.object);
    cli_put_text(t, ent_str_of(ent_date_format(tie->start, start)));
    cli_put_text(t, ent_str_of(ent_date_format(tie->end, stop)));
    cli_put_real(t, tie->weight);
    cli_put_real(t, parts[i]);
    cli_put_text(t, tie->fact.source);
    status = cli_row_end(t, err);
  }
  return status;
}

/* ---- the command ------------------------------------------------------------------------------------------------------------- */

static ent_status run(cli_run *r, const closeness_options *o, char **names, ent_error *err)
{
  closeness c;
  ent_status status = closeness_read(r, o, names, &c, err);
  if (status != ENT_OK)
    return status;
  const char *columns[sizeof month_columns / sizeof *month_columns];
  memcpy(columns, month_columns, sizeof columns);
  if (!o->composite)
    columns[sizeof columns / sizeof *columns - 4] = NULL;
  if (!o->by_month)
    columns[2] = "year";
  cli_table t = cli_table_begin(o->field.format, o->turning ? turning_columns : o->ties ? tie_columns : columns);
  status = o->turning ? put_turning(&c, &t, r->arena, err)
           : o->ties  ? put_ties(&c, &t, r->arena, err)
                      : put_series(&c, o, &t, err);
  ent_error late;
  ent_status end = cli_table_end(&t, &late);
  if (status == ENT_OK && end == ENT_OK && o->field.format == TABLE_TEXT && !o->turning && !o->ties)
    status = closeness_tell(r, &c, o, err);
  return status == ENT_OK ? end : status;
}

int cmd_closeness(int argc, char **argv)
{
  closeness_options o;
  int code = parse_options(argc, argv, &o);
  if (code != CLI_OK)
    return code;
  ent_error err = {0};
  cli_run r;
  ent_status status = cli_run_begin(&r, &o.field, true, &err);
  if (status == ENT_OK)
    status = run(&r, &o, argv + optind, &err);
  return cli_run_end(&r, status, &err);
}
