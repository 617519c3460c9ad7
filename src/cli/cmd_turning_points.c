/* entente turning-points: where a series of numbers changes, and what happened then. */
#include "cli/commands.h"
#include "cli/field.h"

#include <math.h>
#include <stdlib.h>

const char cmd_turning_points_help[] =
    "usage: entente turning-points [OPTIONS] SERIES.csv\n\n"
    "Where series of numbers change. The file has the columns series, t, value; t is a year, a month or any\n"
    "word, and the rows of a series are in its order.\n\n"
    "  --method METHOD    optpart (default): exact optimal partitioning; segneigh: exactly K changes;\n"
    "                     energy: first split of e-divisive; pettitt: Pettitt's rank test\n"
    "  --beta B           penalty for each change (default: 3 times the noise times ln n)\n"
    "  --k K              number of changes, for segneigh (default 1)\n"
    "  --minseg M         shortest segment (default 1; segneigh 2, energy 4)\n"
    "  --seed N           of the permutations that confidence comes from (default 1)\n"
    "  --points           each change with its size, confidence and where else it may lie\n"
    "  --why ACTORS       with --points: what happened within two months, to ACTOR or between ACTOR,ACTOR; t\n"
    "                     must then be a date\n"
    "  --codes NUMBERING  id (default), cow, gw, iso: how numbers given as actors are understood\n"
    "  --format FORMAT    text (default), csv, jsonl\n"
    "  --store PATH       the store, for --why\n"
    "  --data DIR         tables of your own, for --why\n\n"
    "Exit code: 0 fine, 1 failed, 2 wrong usage.\n";

static const char *const methods[] = {"optpart", "segneigh", "energy", "pettitt", NULL};
/* with their criterion, as it is written in tables */
static const char *const full_names[] = {"optpart_mean_L2", "segneigh_mean_L2", "energy_first_split_alpha1", "pettitt"};
static const char *const columns[] = {"series", "method", "n", "beta_or_K", "n_changepoints", "first_t_of_new_segments",
                                      "objective_or_stat", "p", NULL};
static const char *const point_columns[] = {"series", "method", "t", "before", "after", "size", "effect", "confidence",
                                            "earliest", "latest", "facts", NULL};

typedef struct options {
  cli_field_options field;
  int method;
  double beta;
  long k, minseg, seed;
  bool points;
  const char *why;
} options;

typedef struct series {
  ent_str name;
  double *x;
  ent_str *t;
  size_t n, cap_x, cap_t;
} series;

typedef struct job {
  const options *o;
  cli_run run; /* opened for --why alone */
  ent_str actors[2];
  series *items;
  size_t n, cap;
  ent_arena *arena;
  cli_table table;
} job;

static bool parse_real(const char *text, double *ret)
{
  char *end;
  *ret = strtod(text, &end);
  return end != text && !*end && isfinite(*ret);
}

static int parse_options(int argc, char **argv, options *o)
{
  const char *beta = NULL;
  *o = (options){.beta = NAN, .k = 1, .seed = 1};
  const cli_option list[] = {CLI_FIELD_OPTIONS(&o->field), CLI_OPTION_CHOICE("method", &o->method, methods),
                             CLI_OPTION_STRING("beta", &beta), CLI_OPTION_NUMBER("k", &o->k, 1, 4000),
                             CLI_OPTION_NUMBER("minseg", &o->minseg, 1, 1000000), CLI_OPTION_NUMBER("seed", &o->seed, 0, 1000000000),
                             CLI_OPTION_FLAG("points", &o->points), CLI_OPTION_STRING("why", &o->why), CLI_OPTION_END};
  int code = cli_options("turning-points", argc, argv, list);
  if (code != CLI_OK)
    return code;
  if (beta && (!parse_real(beta, &o->beta) || o->beta < 0))
    return cli_usage("turning-points", "--beta %s: not a number from 0", beta);
  o->points |= o->why != NULL;
  return argc - optind == 1 ? CLI_OK : cli_usage("turning-points", "one file, please");
}

/* ---- series ------------------------------------------------------------------------------------------------------------ */

static ent_status add_value(void *context, ent_str name, ent_str t, double value, ent_error *err)
{
  job *j = context;
  size_t i = j->n; /* rows of a series mostly stand together */
  while (i > 0 && !ent_str_eq(j->items[i - 1].name, name))
    i--;
  if (i == 0) {
    if (!cli_grow(j->arena, (void **)&j->items, j->n, &j->cap, sizeof *j->items))
      return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
    j->items[j->n++] = (series){.name = ent_arena_str(j->arena, name)};
    i = j->n;
  }
  series *s = &j->items[i - 1];
  if (!cli_grow(j->arena, (void **)&s->x, s->n, &s->cap_x, sizeof *s->x) ||
      !cli_grow(j->arena, (void **)&s->t, s->n, &s->cap_t, sizeof *s->t))
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  s->x[s->n] = value;
  s->t[s->n++] = ent_arena_str(j->arena, t);
  return ENT_OK;
}

/* ---- answers ------------------------------------------------------------------------------------------------------------- */

static ent_status put_answer(job *j, const series *s, const ent_turning *a, ent_error *err)
{
  cli_table *t = &j->table;
  ent_buf starts = ENT_BUF_INIT(1 << 20);
  for (size_t i = 0; i < a->n; i++) {
    ent_buf_c(&starts, i ? ";" : "");
    ent_buf_str(&starts, s->t[a->points[i].at]);
  }
  cli_put_text(t, s->name);
  cli_put_text(t, ent_str_of(full_names[j->o->method]));
  cli_put_int(t, (long long)s->n);
  cli_put_real(t, a->beta_or_k);
  cli_put_int(t, (long long)a->n);
  cli_put_text(t, ent_buf_view(&starts));
  cli_put_real(t, a->objective);
  cli_put_real(t, a->p);
  ent_buf_done(&starts);
  return cli_row_end(t, err);
}

#define NEAR 2  /* months */
#define FACTS 5 /* of each kind */

static ent_status put_facts(job *j, const series *s, const ent_change_point *p, ent_error *err)
{
  ent_date from, to;
  ent_cause *causes;
  size_t n;
  if (!j->o->why) {
    cli_put_none(&j->table);
    return ENT_OK;
  }
  if (!ent_date_parse(s->t[p->earliest], &from) || !ent_date_parse(s->t[p->latest], &to))
    return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "series %.*s: t \"%.*s\" is no date: nothing can be said of that time",
                    ENT_STR_ARG(s->name), ENT_STR_ARG(s->t[p->at]));
  ent_date last = {ent_date_last(to), ENT_DATE_DAY};
  ent_status status = ent_relation_causes(&j->run.sources, j->actors[0], j->actors[1], 0, ent_date_add(from, 0, -NEAR, 0),
                                          ent_date_add(last, 0, NEAR, 0), FACTS, j->arena, &causes, &n, err);
  if (status == ENT_OK)
    cli_put_causes(&j->table, causes, n);
  return status;
}

static ent_status put_points(job *j, const series *s, const ent_turning *a, ent_error *err)
{
  cli_table *t = &j->table;
  ent_status status = ENT_OK;
  for (size_t i = 0; i < a->n && status == ENT_OK; i++) {
    const ent_change_point *p = &a->points[i];
    const double values[] = {p->before, p->after, p->size, p->effect, p->confidence};
    cli_put_text(t, s->name);
    cli_put_text(t, ent_str_of(full_names[j->o->method]));
    cli_put_text(t, s->t[p->at]);
    for (size_t k = 0; k < sizeof values / sizeof *values; k++)
      cli_put_real(t, values[k]);
    cli_put_text(t, s->t[p->earliest]);
    cli_put_text(t, s->t[p->latest]);
    status = put_facts(j, s, p, err);
    if (status == ENT_OK)
      status = cli_row_end(t, err);
  }
  return status;
}

static ent_status one_series(job *j, const series *s, ent_error *err)
{
  const options *o = j->o;
  ent_turning_options how = {(ent_turning_method)o->method, o->beta, (size_t)o->k, (size_t)o->minseg, o->points, (uint64_t)o->seed};
  ent_turning answer;
  ent_status status = ent_turning_of(s->x, s->n, &how, j->arena, &answer, err);
  if (status != ENT_OK)
    return ent_fail_in(err, status, "series %.*s", ENT_STR_ARG(s->name));
  return o->points ? put_points(j, s, &answer, err) : put_answer(j, s, &answer, err);
}

static ent_status run(job *j, const char *path, ent_error *err)
{
  ent_status status = ent_series_read(path, add_value, j, err);
  if (status == ENT_OK && j->o->why)
    status = cli_pair_resolve(&j->run, j->o->field.codes, j->o->why, j->actors, err);
  if (status != ENT_OK)
    return status;
  j->table = cli_table_begin(j->o->field.format, j->o->points ? point_columns : columns);
  for (size_t i = 0; i < j->n && status == ENT_OK; i++)
    status = one_series(j, &j->items[i], err);
  ent_error late;
  ent_status end = cli_table_end(&j->table, &late);
  return status == ENT_OK ? end : status;
}

int cmd_turning_points(int argc, char **argv)
{
  options o;
  int code = parse_options(argc, argv, &o);
  if (code != CLI_OK)
    return code;
  ent_error err = {0};
  job j = {.o = &o, .arena = ent_arena_new(0)};
  ent_status status = j.arena ? ENT_OK : ent_fail(&err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  if (status == ENT_OK && o.why)
    status = cli_run_begin(&j.run, &o.field, CLI_STORE_IF_ANY, &err);
  if (status == ENT_OK)
    status = run(&j, argv[optind], &err);
  ent_arena_free(j.arena);
  return cli_run_end(&j.run, status, &err);
}
