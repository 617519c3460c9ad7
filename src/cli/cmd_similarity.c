/* entente similarity: how alike the alliances or the UN votes of states are. */
#include "cli/commands.h"
#include "cli/field.h"

const char cmd_similarity_help[] =
    "usage: entente similarity --on alliances|votes [OPTIONS] STATE [STATE]\n"
    "       entente similarity --on alliances|votes --year YEAR --all\n\n"
    "How alike two states' alliances (ATOP) or UN votes are, year by year: S, kappa, pi, tau-b. One state:\n"
    "with all others; two: with each other; --all: each pair once. Needs `entente load` of the data first.\n\n"
    "  --on WHAT          alliances or votes\n"
    "  --year YEAR        one year (default: all that there are)\n"
    "  --from YEAR        the first year\n"
    "  --to YEAR          the last year\n"
    "  --all              all pairs of the year\n"
    "  --why              instead: what they differ in, a third state or a roll call a row\n"
    "  --codes NUMBERING  id (default), cow, gw, iso: how states are printed, and understood\n"
    "  --format FORMAT    text (default), csv, jsonl\n"
    "  --store PATH       the store\n"
    "  --data DIR         tables of your own, for the names of actors\n\n"
    "Exit code: 0 fine, 1 failed, 2 wrong usage.\n";

static const char *const whats[] = {"alliances", "votes", NULL};
static const char *const alliance_columns[] = {
    "year", "ccode1", "ccode2", "n", "s_val_abs", "s_val_sq", "s_bin", "s_val_abs_w", "s_val_sq_w", "kappa_val", "pi_val",
    "kappa_bin", "pi_bin", "kappa_val_nominal", "pi_val_nominal", "taub_val", NULL};
static const char *const vote_columns[] = {"year", "ccode1", "ccode2", "n_common", "agree", "s_abs", "s_sq", "kappa_quad",
                                           "pi_quad", "kappa_nominal", "pi_nominal", "taub", NULL};
static const char *const alliance_why_columns[] = {"year", "ccode1", "ccode2", "with", "value1", "value2", "cinc", NULL};
static const char *const vote_why_columns[] = {"year", "ccode1", "ccode2", "roll_call", "vote1", "vote2", NULL};

typedef struct options {
  cli_field_options field;
  int what;
  ent_date year, from, to;
  bool all, why;
} options;

typedef struct job {
  const options *o;
  cli_run *run;
  cli_table table;
} job;

static int parse_options(int argc, char **argv, options *o)
{
  *o = (options){.what = -1};
  const cli_option list[] = {CLI_FIELD_OPTIONS(&o->field), CLI_OPTION_CHOICE("on", &o->what, whats),
                             CLI_OPTION_DATE("year", &o->year), CLI_OPTION_DATE("from", &o->from), CLI_OPTION_DATE("to", &o->to),
                             CLI_OPTION_FLAG("all", &o->all), CLI_OPTION_FLAG("why", &o->why), CLI_OPTION_END};
  int code = cli_options("similarity", argc, argv, list);
  if (code != CLI_OK)
    return code;
  if (ent_date_known(o->year))
    o->from = o->to = o->year;
  if (o->what < 0)
    return cli_usage("similarity", "--on alliances or --on votes?");
  if (o->all ? argc != optind : argc - optind < 1 || argc - optind > 2)
    return cli_usage("similarity", "one state or two, or --all");
  return CLI_OK;
}

static void put_alliance(cli_table *t, const ent_similarity *s)
{
  const double values[] = {s->s_abs, s->s_sq, s->s_bin, s->s_abs_w, s->s_sq_w, s->kappa, s->pi, s->kappa_bin, s->pi_bin,
                           s->kappa_nominal, s->pi_nominal, s->tau_b};
  for (size_t i = 0; i < sizeof values / sizeof *values; i++)
    cli_put_real(t, values[i]);
}

static void put_votes(cli_table *t, const ent_similarity *s)
{
  const double values[] = {s->agree, s->s_abs, s->s_sq, s->kappa, s->pi, s->kappa_nominal, s->pi_nominal, s->tau_b};
  for (size_t i = 0; i < sizeof values / sizeof *values; i++)
    cli_put_real(t, values[i]);
}

static void put_key(job *j, int32_t year, int32_t a, int32_t b)
{
  cli_put_int(&j->table, year);
  cli_put_state(&j->table, j->run->reader, j->o->field.codes, a, year);
  cli_put_state(&j->table, j->run->reader, j->o->field.codes, b, year);
}

static ent_status put_pair(void *context, const ent_similar_pair *p, ent_error *err)
{
  job *j = context;
  if (j->o->why)
    return ENT_OK;
  put_key(j, p->year, p->a, p->b);
  cli_put_int(&j->table, (long long)p->similarity.n);
  (j->o->what == ENT_PROFILE_ALLIANCES ? put_alliance : put_votes)(&j->table, &p->similarity);
  return cli_row_end(&j->table, err);
}

static ent_status put_difference(void *context, const ent_difference *d, ent_error *err)
{
  job *j = context;
  put_key(j, d->year, d->a, d->b);
  if (j->o->what == ENT_PROFILE_ALLIANCES)
    cli_put_state(&j->table, j->run->reader, j->o->field.codes, d->column, d->year);
  else
    cli_put_int(&j->table, d->column);
  cli_put_int(&j->table, d->x);
  cli_put_int(&j->table, d->y);
  if (j->o->what == ENT_PROFILE_ALLIANCES)
    cli_put_real(&j->table, d->weight);
  return cli_row_end(&j->table, err);
}

static ent_status run(job *j, char **names, size_t n, ent_error *err)
{
  const options *o = j->o;
  bool alliances = o->what == ENT_PROFILE_ALLIANCES;
  ent_state *sides;
  ent_status status = cli_states_resolve(j->run->reader, o->field.codes, names, n, j->run->arena, &sides, err);
  if (status != ENT_OK)
    return status;
  j->table = cli_table_begin(o->field.format, o->why ? (alliances ? alliance_why_columns : vote_why_columns)
                                                     : alliances ? alliance_columns : vote_columns);
  ent_similarity_query query = {(ent_profile_kind)o->what, cli_year(o->from, 0), cli_year(o->to, 9999), sides, n,
                                (ent_codes)o->field.codes};
  status = ent_relation_similarity(&j->run->sources, &query, put_pair, o->why ? put_difference : NULL, j, err);
  ent_error late;
  ent_status end = cli_table_end(&j->table, &late);
  return status == ENT_OK ? end : status;
}

int cmd_similarity(int argc, char **argv)
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
    status = run(&j, argv + optind, (size_t)(argc - optind), &err);
  return cli_run_end(&r, status, &err);
}
