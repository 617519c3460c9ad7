/* entente turning-points: where a series of numbers changes. */
#include "cli/commands.h"
#include "cli/field.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

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
    "  --format FORMAT    text (default), csv, jsonl\n\n"
    "Exit code: 0 fine, 1 failed, 2 wrong usage.\n";

enum { OPTPART, SEGNEIGH, ENERGY, PETTITT };
static const char *const methods[] = {"optpart", "segneigh", "energy", "pettitt", NULL};
/* with their criterion, as it is written in tables */
static const char *const full_names[] = {"optpart_mean_L2", "segneigh_mean_L2", "energy_first_split_alpha1", "pettitt"};
static const char *const columns[] = {"series", "method", "n", "beta_or_K", "n_changepoints", "first_t_of_new_segments",
                                      "objective_or_stat", "p", NULL};
static const char *const point_columns[] = {"series", "method", "t", "before", "after", "size", "effect", "confidence",
                                            "earliest", "latest", NULL};

#define PERMUTATIONS 999

typedef struct options {
  int method, format;
  double beta;
  long k, minseg, seed;
  bool points;
} options;

typedef struct series {
  ent_str name;
  double *x;
  ent_str *t;
  size_t n, cap_x, cap_t;
} series;

typedef struct answer {
  size_t at[4096];
  size_t n;
  double beta_or_k, objective, p;
  ent_changes changes; /* optpart, segneigh */
} answer;

static bool parse_real(const char *text, double *ret)
{
  char *end;
  *ret = strtod(text, &end);
  return end != text && !*end && isfinite(*ret);
}

static int parse_options(int argc, char **argv, options *o)
{
  static const struct option names[] = {
      {"method", required_argument, NULL, 'm'}, {"beta", required_argument, NULL, 'b'}, {"k", required_argument, NULL, 'k'},
      {"minseg", required_argument, NULL, 's'}, {"format", required_argument, NULL, 'f'}, {"points", no_argument, NULL, 'p'},
      {"seed", required_argument, NULL, 'r'},   {NULL, 0, NULL, 0}};
  int code = CLI_OK;
  *o = (options){.beta = NAN, .k = 1, .seed = 1};
  for (int c; code == CLI_OK && (c = getopt_long(argc, argv, ":f:", names, NULL)) != -1;)
    switch (c) {
    case 'm': code = (o->method = cli_choice("turning-points", "--method", optarg, methods)) < 0 ? CLI_USAGE : CLI_OK; break;
    case 'b':
      if (!parse_real(optarg, &o->beta) || o->beta < 0)
        code = cli_usage("turning-points", "--beta %s: not a number from 0", optarg);
      break;
    case 'k': code = cli_number("turning-points", "--k", optarg, 1, 4000, &o->k) ? CLI_OK : CLI_USAGE; break;
    case 's': code = cli_number("turning-points", "--minseg", optarg, 1, 1000000, &o->minseg) ? CLI_OK : CLI_USAGE; break;
    case 'r': code = cli_number("turning-points", "--seed", optarg, 0, 1000000000, &o->seed) ? CLI_OK : CLI_USAGE; break;
    case 'f': code = (o->format = cli_choice("turning-points", "--format", optarg, cli_table_formats)) < 0 ? CLI_USAGE : CLI_OK; break;
    case 'p': o->points = true; break;
    default: code = cli_bad_option("turning-points", c, argv);
    }
  if (code != CLI_OK)
    return code;
  if (!o->minseg)
    o->minseg = o->method == SEGNEIGH ? 2 : o->method == ENERGY ? 4 : 1;
  return argc - optind == 1 ? CLI_OK : cli_usage("turning-points", "one file, please");
}

/* ---- series ------------------------------------------------------------------------------------------------------------ */

typedef struct all_series {
  series *items;
  size_t n, cap;
  ent_arena *arena;
} all_series;

static ent_status add_value(void *context, ent_str name, ent_str t, double value, ent_error *err)
{
  all_series *all = context;
  size_t i = 0;
  while (i < all->n && !ent_str_eq(all->items[i].name, name))
    i++;
  if (i == all->n) {
    if (!cli_grow(all->arena, (void **)&all->items, all->n, &all->cap, sizeof *all->items))
      return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
    all->items[all->n++] = (series){.name = ent_arena_str(all->arena, name)};
  }
  series *s = &all->items[i];
  if (!cli_grow(all->arena, (void **)&s->x, s->n, &s->cap_x, sizeof *s->x) ||
      !cli_grow(all->arena, (void **)&s->t, s->n, &s->cap_t, sizeof *s->t))
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  s->x[s->n] = value;
  s->t[s->n++] = ent_arena_str(all->arena, t);
  return ENT_OK;
}

/* ---- answers ------------------------------------------------------------------------------------------------------------- */

static ent_status cut(const options *o, const series *s, ent_arena *arena, answer *a, ent_error *err)
{
  ent_changes_options how = {.minseg = (size_t)o->minseg, .penalty = o->method == OPTPART ? o->beta : 0};
  ent_status status = ENT_OK;
  if (o->method == OPTPART && isnan(o->beta))
    status = ent_changes_penalty(s->x, s->n, 3, &how.penalty, err);
  if (status == ENT_OK && o->method == OPTPART && isnan(how.penalty))
    return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "series %.*s: too short for a penalty: give --beta", ENT_STR_ARG(s->name));
  if (status == ENT_OK)
    status = o->method == OPTPART ? ent_changes_optimal(s->x, s->n, &how, arena, &a->changes, err)
                                  : ent_changes_segments(s->x, s->n, (size_t)o->k, &how, arena, &a->changes, err);
  if (status == ENT_OK && o->points)
    status = ent_changes_assess(s->x, s->n, &how, PERMUTATIONS, (uint64_t)o->seed, &a->changes, err);
  if (status != ENT_OK)
    return status;
  for (size_t i = 0; i < a->changes.n_points && a->n < sizeof a->at / sizeof *a->at; i++)
    a->at[a->n++] = a->changes.points[i].at;
  a->objective = a->changes.objective;
  if (o->method == OPTPART)
    a->beta_or_k = how.penalty;
  return ENT_OK;
}

static ent_status split(const options *o, const series *s, answer *a, ent_error *err)
{
  ent_split got;
  ent_status status = o->method == ENERGY
                          ? ent_split_energy(s->x, s->n, 1, (size_t)o->minseg, o->points ? PERMUTATIONS : 0,
                                             (uint64_t)o->seed, &got, err)
                          : ent_split_pettitt(s->x, s->n, &got, err);
  if (status != ENT_OK)
    return status;
  a->at[a->n++] = got.at;
  a->p = got.p;
  a->objective = o->method == ENERGY ? got.statistic : got.p;
  a->beta_or_k = o->method == ENERGY ? NAN : got.statistic;
  return ENT_OK;
}

static ent_status put_answer(const options *o, const series *s, const answer *a, cli_table *t, ent_error *err)
{
  ent_buf starts = ENT_BUF_INIT(1 << 20);
  for (size_t i = 0; i < a->n; i++) {
    ent_buf_c(&starts, i ? ";" : "");
    ent_buf_str(&starts, s->t[a->at[i]]);
  }
  cli_put_text(t, s->name);
  cli_put_text(t, ent_str_of(full_names[o->method]));
  cli_put_int(t, (long long)s->n);
  cli_put_real(t, a->beta_or_k);
  cli_put_int(t, (long long)a->n);
  cli_put_text(t, ent_buf_view(&starts));
  cli_put_real(t, a->objective);
  cli_put_real(t, a->p);
  ent_buf_done(&starts);
  return cli_row_end(t, err);
}

static ent_status put_points(const options *o, const series *s, const answer *a, cli_table *t, ent_error *err)
{
  ent_status status = ENT_OK;
  for (size_t i = 0; i < a->n && status == ENT_OK; i++) {
    const ent_change_point *p = o->method <= SEGNEIGH ? &a->changes.points[i] : NULL;
    cli_put_text(t, s->name);
    cli_put_text(t, ent_str_of(full_names[o->method]));
    cli_put_text(t, s->t[a->at[i]]);
    cli_put_real(t, p ? p->before : NAN);
    cli_put_real(t, p ? p->after : NAN);
    cli_put_real(t, p ? p->size : NAN);
    cli_put_real(t, p ? p->effect : NAN);
    cli_put_real(t, p ? p->confidence : 1 - a->p);
    cli_put_text(t, p ? s->t[p->earliest] : ENT_STR_NONE);
    cli_put_text(t, p ? s->t[p->latest] : ENT_STR_NONE);
    status = cli_row_end(t, err);
  }
  return status;
}

static ent_status one_series(const options *o, const series *s, ent_arena *arena, cli_table *t, ent_error *err)
{
  answer *a = ent_arena_alloc(arena, sizeof *a);
  if (!a)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  a->beta_or_k = a->p = NAN;
  ent_status status = o->method <= SEGNEIGH ? cut(o, s, arena, a, err) : split(o, s, a, err);
  if (status != ENT_OK)
    return ent_fail_in(err, status, "series %.*s", ENT_STR_ARG(s->name));
  return o->points ? put_points(o, s, a, t, err) : put_answer(o, s, a, t, err);
}

int cmd_turning_points(int argc, char **argv)
{
  options o;
  int code = parse_options(argc, argv, &o);
  if (code != CLI_OK)
    return code;
  ent_error err = {0}, late;
  all_series all = {.arena = ent_arena_new(0)};
  ent_status status = all.arena ? ent_series_read(argv[optind], add_value, &all, &err)
                                : ent_fail(&err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  if (status == ENT_OK) {
    cli_table t = cli_table_begin(o.format, o.points ? point_columns : columns);
    for (size_t i = 0; i < all.n && status == ENT_OK; i++)
      status = one_series(&o, &all.items[i], all.arena, &t, &err);
    if (cli_table_end(&t, &late) != ENT_OK && status == ENT_OK)
      status = ENT_ECANCELLED;
  }
  if (status != ENT_OK && status != ENT_ECANCELLED)
    cli_error(&err);
  ent_arena_free(all.arena);
  return status == ENT_OK ? CLI_OK : CLI_FAILED;
}
