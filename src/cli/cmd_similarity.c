/* entente similarity: how alike the alliances or the UN votes of states are. */
#include "cli/commands.h"
#include "cli/field.h"

#include <math.h>

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
    "  --codes NUMBERING  id (default), cow, gw, iso: how states are printed, and understood\n"
    "  --format FORMAT    text (default), csv, jsonl\n"
    "  --store PATH       the store\n"
    "  --data DIR         tables of your own, for the names of actors\n\n"
    "Exit code: 0 fine, 1 failed, 2 wrong usage.\n";

enum { ALLIANCES, VOTES };
static const char *const whats[] = {"alliances", "votes", NULL};
static const char *const alliance_columns[] = {
    "year", "ccode1", "ccode2", "n", "s_val_abs", "s_val_sq", "s_bin", "s_val_abs_w", "s_val_sq_w", "kappa_val", "pi_val",
    "kappa_bin", "pi_bin", "kappa_val_nominal", "pi_val_nominal", "taub_val", NULL};
static const char *const vote_columns[] = {"year", "ccode1", "ccode2", "n_common", "agree", "s_abs", "s_sq", "kappa_quad",
                                           "pi_quad", "kappa_nominal", "pi_nominal", "taub", NULL};

typedef struct options {
  cli_field_options field;
  int what;
  ent_date from, to;
  bool all;
} options;

typedef struct job {
  const options *o;
  cli_run *run;
  cli_table table;
  cli_state sides[2];
  size_t n_sides;
  ent_arena *year_arena; /* for one year; reset after it */
} job;

/* A year's profiles, whatever they are of. */
typedef struct profile_year {
  int32_t year;
  int32_t *states;
  size_t n;
  ent_profiles profiles;
} profile_year;

static int parse_options(int argc, char **argv, options *o)
{
  static const struct option names[] = {CLI_FIELD_OPTIONS, {"on", required_argument, NULL, 'o'},
                                        {"year", required_argument, NULL, 'y'}, {"from", required_argument, NULL, 'a'},
                                        {"to", required_argument, NULL, 'b'}, {"all", no_argument, NULL, 'A'},
                                        {NULL, 0, NULL, 0}};
  int code = CLI_OK;
  *o = (options){.what = -1};
  for (int c; code == CLI_OK && (c = getopt_long(argc, argv, ":f:", names, NULL)) != -1;)
    if (cli_field_option("similarity", c, &o->field, &code))
      continue;
    else if (c == 'o')
      code = (o->what = cli_choice("similarity", "--on", optarg, whats)) < 0 ? CLI_USAGE : CLI_OK;
    else if (c == 'y') {
      code = cli_date("similarity", "--year", optarg, &o->from) ? CLI_OK : CLI_USAGE;
      o->to = o->from;
    } else if (c == 'a')
      code = cli_date("similarity", "--from", optarg, &o->from) ? CLI_OK : CLI_USAGE;
    else if (c == 'b')
      code = cli_date("similarity", "--to", optarg, &o->to) ? CLI_OK : CLI_USAGE;
    else if (c == 'A')
      o->all = true;
    else
      code = cli_bad_option("similarity", c, argv);
  if (code != CLI_OK)
    return code;
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

static ent_status put_pair(job *j, const profile_year *y, size_t a, size_t b, const ent_similarity *s, ent_error *err)
{
  if (j->o->what == VOTES && s->n == 0)
    return ENT_OK; /* they never voted on the same thing: no row */
  cli_put_int(&j->table, y->year);
  cli_put_state(&j->table, j->run->reader, j->o->field.codes, y->states[a], y->year);
  cli_put_state(&j->table, j->run->reader, j->o->field.codes, y->states[b], y->year);
  cli_put_int(&j->table, (long long)s->n);
  (j->o->what == ALLIANCES ? put_alliance : put_votes)(&j->table, s);
  return cli_row_end(&j->table, err);
}

static ent_status all_pairs(job *j, const profile_year *y, ent_error *err)
{
  ent_similarity *all = ent_arena_array(j->year_arena, y->n * y->n / 2 + 1, sizeof *all);
  if (!all)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  ent_status status = ent_similarity_all(&y->profiles, all, err);
  for (size_t a = 0, at = 0; a < y->n && status == ENT_OK; a++)
    for (size_t b = a + 1; b < y->n && status == ENT_OK; b++)
      status = put_pair(j, y, a, b, &all[at++], err);
  return status;
}

static ent_status with_others(job *j, const profile_year *y, size_t a, ent_error *err)
{
  ent_status status = ENT_OK;
  for (size_t b = 0; b < y->n && status == ENT_OK; b++) {
    ent_similarity s;
    if (b == a)
      continue;
    status = ent_similarity_pair(&y->profiles, a, b, &s, err);
    if (status == ENT_OK)
      status = put_pair(j, y, a, b, &s, err);
  }
  return status;
}

static ent_status of_sides(job *j, const profile_year *y, ent_error *err)
{
  int32_t numbers[2][CLI_STATE_CODES];
  size_t n[2] = {0};
  ent_status status = ENT_OK;
  for (size_t i = 0; i < j->n_sides; i++)
    n[i] = cli_state_numbers(j->run->reader, &j->sides[i], j->o->field.codes, y->year, numbers[i]);
  for (size_t i = n[0]; i-- > 0 && status == ENT_OK;) {
    size_t a = ent_state_index(y->states, y->n, numbers[0][i]);
    if (a == SIZE_MAX)
      continue;
    if (j->n_sides == 1)
      status = with_others(j, y, a, err);
    for (size_t k = n[1]; k-- > 0 && status == ENT_OK;) {
      size_t b = ent_state_index(y->states, y->n, numbers[1][k]);
      ent_similarity s;
      if (b == SIZE_MAX || b == a)
        continue;
      status = ent_similarity_pair(&y->profiles, a, b, &s, err);
      if (status == ENT_OK)
        status = put_pair(j, y, a, b, &s, err);
    }
  }
  return status;
}

static ent_status one_year(job *j, const profile_year *y, ent_error *err)
{
  ent_status status = y->n == 0 ? ENT_OK : j->o->all ? all_pairs(j, y, err) : of_sides(j, y, err);
  ent_arena_reset(j->year_arena);
  return status;
}

/* ---- alliances ------------------------------------------------------------------------------------------------------- */

static ent_status run_alliances(job *j, int32_t from, int32_t to, ent_error *err)
{
  cli_field field;
  ent_status status = cli_field_read(j->run->store, from, to, j->run->arena, &field, err);
  if (status == ENT_OK && field.n_pledges == 0)
    return ent_fail(err, ENT_ENOTFOUND, ENT_NO_OFFSET, "the store has no alliances of these years: `entente load` ATOP first");
  for (size_t i = 0; i < field.n_pledges && status == ENT_OK;) {
    int32_t year = field.pledge_years[i];
    cli_alliances a;
    status = cli_alliances_of(&field, year, j->year_arena, &a, err);
    if (status == ENT_OK)
      status = one_year(j, &(profile_year){year, a.states, a.n, {a.values, a.n, a.n, 0, 3, a.cinc}}, err);
    while (i < field.n_pledges && field.pledge_years[i] == year)
      i++;
  }
  return status;
}

/* ---- votes ------------------------------------------------------------------------------------------------------------ */

typedef struct ballots {
  job *j;
  ent_vote *votes;
  size_t n, cap;
  int32_t year;
  ent_arena *arena;
} ballots;

/* The votes of a year are complete: measure them. */
static ent_status count_ballots(ballots *b, ent_error *err)
{
  ent_vote_table v;
  if (b->n == 0)
    return ENT_OK;
  ent_status status = ent_vote_table_make(b->votes, b->n, b->j->year_arena, &v, err);
  if (status == ENT_OK)
    status = one_year(b->j, &(profile_year){b->year, v.states, v.n_states, {v.votes, v.n_states, v.n_roll_calls, 1, 3, NULL}}, err);
  b->n = 0;
  return status;
}

static ent_status add_vote(void *context, const ent_cell *c, ent_error *err)
{
  ballots *b = context;
  if ((int32_t)c[0].i != b->year) {
    ent_status status = count_ballots(b, err);
    if (status != ENT_OK)
      return status;
    b->year = (int32_t)c[0].i;
  }
  if (!cli_grow(b->arena, (void **)&b->votes, b->n, &b->cap, sizeof *b->votes))
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  b->votes[b->n++] = (ent_vote){(int32_t)c[2].i, (int32_t)c[1].i, (uint8_t)c[3].i};
  return ENT_OK;
}

static ent_status run_votes(job *j, int32_t from, int32_t to, ent_error *err)
{
  ballots b = {.j = j, .year = INT32_MIN, .arena = j->run->arena};
  ent_status status = ent_dataset_each(j->run->store, ENT_TABLE_VOTE, from, to, add_vote, &b, err);
  if (status == ENT_OK)
    status = count_ballots(&b, err);
  if (status == ENT_OK && b.year == INT32_MIN)
    return ent_fail(err, ENT_ENOTFOUND, ENT_NO_OFFSET, "the store has no votes of these years: `entente load` UN votes first");
  return status;
}

/* ---- the command ------------------------------------------------------------------------------------------------------- */

static int32_t year_of(ent_date date, int32_t otherwise)
{
  int year, month, day;
  if (!ent_date_known(date))
    return otherwise;
  ent_date_split(date, &year, &month, &day);
  return year;
}

static ent_status run(job *j, char **names, ent_error *err)
{
  ent_status status = ENT_OK;
  for (size_t i = 0; i < j->n_sides && status == ENT_OK; i++)
    status = cli_state_resolve(j->run->reader, j->o->field.codes, names[i], j->run->arena, &j->sides[i], err);
  if (status != ENT_OK)
    return status;
  j->table = cli_table_begin(j->o->field.format, j->o->what == ALLIANCES ? alliance_columns : vote_columns);
  int32_t from = year_of(j->o->from, 0), to = year_of(j->o->to, 9999);
  status = j->o->what == ALLIANCES ? run_alliances(j, from, to, err) : run_votes(j, from, to, err);
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
  job j = {.o = &o, .run = &r, .n_sides = o.all ? 0 : (size_t)(argc - optind)};
  ent_status status = cli_run_begin(&r, &o.field, true, &err);
  j.year_arena = ent_arena_new(0);
  if (status == ENT_OK && !j.year_arena)
    status = ent_fail(&err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  if (status == ENT_OK)
    status = run(&j, argv + optind, &err);
  ent_arena_free(j.year_arena);
  return cli_run_end(&r, status, &err);
}
