/* entente posture: the portfolio of a state's ties, year by year. */
#include "cli/commands.h"
#include "cli/field.h"

#include <math.h>
#include <stdlib.h>

const char cmd_posture_help[] =
    "usage: entente posture [OPTIONS] STATE …\n\n"
    "On whom a state relies: number of partners, concentration (HHI), effective number, entropy, evenness,\n"
    "the largest partner and its share; for alliances of any kind and of defence apart (weighed by\n"
    "capabilities), for shared organisations and for trade. Needs `entente load` of the data first.\n\n"
    "  --on YEAR          one year\n"
    "  --from YEAR        the first year\n"
    "  --to YEAR          the last year\n"
    "  --partners         the partners themselves, with their weights and kinds of tie\n"
    "  --codes NUMBERING  id (default), cow, gw, iso: how states are printed, and understood\n"
    "  --format FORMAT    text (default), csv, jsonl\n"
    "  --store PATH       the store\n"
    "  --data DIR         tables of your own, for the names of actors\n\n"
    "Exit code: 0 fine, 1 failed, 2 wrong usage.\n";

static const char *const columns[] = {
    "year", "ccode", "n_allies_any", "n_allies_defense", "hhi_cinc_any", "enp_cinc_any", "shannon_cinc_any",
    "evenness_cinc_any", "top_ally_any", "top_share_any", "hhi_cinc_defense", "enp_cinc_defense", "shannon_cinc_defense",
    "evenness_cinc_defense", "top_ally_defense", "top_share_defense", "n_igo_partners", "hhi_igo", "enp_igo", "shannon_igo",
    "n_trade_partners", "hhi_trade", "enp_trade", "shannon_trade", "top_trade_partner", "top_trade_share",
    "shift_cinc_any", "shift_cinc_defense", NULL};
static const char *const partner_columns[] = {"year", "ccode", "partner", "defense", "offense", "neutral", "nonagg", "consul",
                                              "cinc", "share_any", "share_defense", NULL};

typedef struct options {
  cli_field_options field;
  ent_date from, to;
  bool partners;
} options;

/* Weights of one kind between the asked state and others. */
typedef struct flow {
  int32_t year, state, other;
  double weight;
} flow;

typedef struct flows {
  flow *items; /* in order of year, state, other */
  size_t n, cap;
  int32_t first, last; /* years that the data have */
  const int32_t *wanted;
  size_t n_wanted;
  ent_arena *arena;
} flows;

typedef struct job {
  const options *o;
  cli_run *run;
  cli_table table;
  cli_field field;
  flows igo, trade;
  cli_state *states;
  size_t n_states;
  ent_arena *year_arena;
} job;

static int parse_options(int argc, char **argv, options *o)
{
  static const struct option names[] = {CLI_FIELD_OPTIONS, {"on", required_argument, NULL, 'o'},
                                        {"from", required_argument, NULL, 'a'}, {"to", required_argument, NULL, 'b'},
                                        {"partners", no_argument, NULL, 'p'}, {NULL, 0, NULL, 0}};
  int code = CLI_OK;
  *o = (options){0};
  for (int c; code == CLI_OK && (c = getopt_long(argc, argv, ":f:", names, NULL)) != -1;)
    if (cli_field_option("posture", c, &o->field, &code))
      continue;
    else if (c == 'o') {
      code = cli_date("posture", "--on", optarg, &o->from) ? CLI_OK : CLI_USAGE;
      o->to = o->from;
    } else if (c == 'a')
      code = cli_date("posture", "--from", optarg, &o->from) ? CLI_OK : CLI_USAGE;
    else if (c == 'b')
      code = cli_date("posture", "--to", optarg, &o->to) ? CLI_OK : CLI_USAGE;
    else if (c == 'p')
      o->partners = true;
    else
      code = cli_bad_option("posture", c, argv);
  if (code != CLI_OK)
    return code;
  return optind < argc ? CLI_OK : cli_usage("posture", "which state?");
}

/* ---- organisations and trade ------------------------------------------------------------------------------------------- */

static bool is_wanted(const flows *f, int32_t state)
{
  for (size_t i = 0; i < f->n_wanted; i++)
    if (f->wanted[i] == state)
      return true;
  return false;
}

static ent_status add_flow(flows *f, int32_t year, int32_t state, int32_t other, double weight, ent_error *err)
{
  if (!is_wanted(f, state))
    return ENT_OK;
  if (!cli_grow(f->arena, (void **)&f->items, f->n, &f->cap, sizeof *f->items))
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  f->items[f->n++] = (flow){year, state, other, weight};
  return ENT_OK;
}

static ent_status add_both(flows *f, const ent_cell *c, double weight, ent_error *err)
{
  int32_t a = (int32_t)c[0].i, b = (int32_t)c[1].i, year = (int32_t)c[2].i;
  f->first = year < f->first ? year : f->first;
  f->last = year > f->last ? year : f->last;
  ent_status status = add_flow(f, year, a, b, weight, err);
  return status == ENT_OK ? add_flow(f, year, b, a, weight, err) : status;
}

static ent_status add_igo(void *context, const ent_cell *c, ent_error *err)
{
  return add_both(context, c, c[3].kind == ENT_CELL_INT ? (double)c[3].i : NAN, err);
}

/* A direction that is missing leaves the other to count alone. */
static ent_status add_trade(void *context, const ent_cell *c, ent_error *err)
{
  double a = c[3].kind ? c[3].d : NAN, b = c[4].kind ? c[4].d : NAN;
  return add_both(context, c, isnan(a) && isnan(b) ? NAN : (isnan(a) ? 0 : a) + (isnan(b) ? 0 : b), err);
}

static int by_key(const void *x, const void *y)
{
  const flow *a = x, *b = y;
  if (a->year != b->year)
    return a->year < b->year ? -1 : 1;
  if (a->state != b->state)
    return a->state < b->state ? -1 : 1;
  return (a->other > b->other) - (a->other < b->other);
}

static ent_status read_flows(job *j, flows *f, ent_dataset_table table, int32_t from, int32_t to, const int32_t *wanted,
                             size_t n_wanted, ent_error *err)
{
  *f = (flows){.first = INT32_MAX, .last = INT32_MIN, .wanted = wanted, .n_wanted = n_wanted, .arena = j->run->arena};
  ent_status status =
      ent_dataset_each(j->run->store, table, from, to, table == ENT_TABLE_IGO ? add_igo : add_trade, f, err);
  if (f->n)
    qsort(f->items, f->n, sizeof *f->items, by_key);
  return status;
}

/* The flows of one state in one year; *ret_n of them. */
static const flow *flows_of(const flows *f, int32_t state, int32_t year, size_t *ret_n)
{
  size_t low = 0, high = f->n;
  flow key = {.year = year, .state = state, .other = INT32_MIN};
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    if (by_key(&f->items[mid], &key) < 0)
      low = mid + 1;
    else
      high = mid;
  }
  size_t end = low;
  while (end < f->n && f->items[end].year == year && f->items[end].state == state)
    end++;
  *ret_n = end - low;
  return f->items + low;
}

/* ---- a state's year -------------------------------------------------------------------------------------------------------- */

typedef struct portfolio {
  size_t *partners, n; /* rows of the year's matrix */
  double *weights;
  ent_posture posture;
} portfolio;

static ent_status portfolio_of(job *j, const cli_alliances *a, size_t row, uint8_t mask, portfolio *ret, ent_error *err)
{
  ret->partners = ent_arena_array(j->year_arena, a->n, sizeof *ret->partners);
  ret->weights = ent_arena_array(j->year_arena, a->n, sizeof *ret->weights);
  if (!ret->partners || !ret->weights)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  ent_alliance_partners(a->flags, a->n, row, mask, ret->partners, &ret->n);
  for (size_t i = 0; i < ret->n; i++)
    ret->weights[i] = a->cinc[ret->partners[i]];
  return ent_posture_of(ret->weights, ret->n, &ret->posture, err);
}

static void put_alliance(job *j, const cli_alliances *a, const portfolio *p)
{
  const double values[] = {p->posture.hhi, p->posture.effective, p->posture.entropy, p->posture.evenness};
  for (size_t i = 0; i < 4; i++)
    cli_put_real(&j->table, values[i]);
  if (p->posture.top == SIZE_MAX)
    cli_put_none(&j->table);
  else
    cli_put_state(&j->table, j->run->reader, j->o->field.codes, a->states[p->partners[p->posture.top]], a->year);
  cli_put_real(&j->table, p->posture.top_share);
}

/* Years outside the data are unknown: empty; inside them no partner is 0. */
static ent_status put_flows(job *j, const flows *f, int32_t first, int32_t state, int32_t year, bool with_top, ent_error *err)
{
  size_t n;
  const flow *of = flows_of(f, state, year, &n);
  double *weights = ent_arena_array(j->year_arena, n + 1, sizeof *weights);
  ent_posture p;
  if (year < first || year < f->first || year > f->last) {
    for (int i = 0; i < (with_top ? 6 : 4); i++)
      cli_put_none(&j->table);
    return ENT_OK;
  }
  if (!weights)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  for (size_t i = 0; i < n; i++)
    weights[i] = of[i].weight;
  ent_status status = ent_posture_of(weights, n, &p, err);
  if (status != ENT_OK)
    return status;
  cli_put_int(&j->table, (long long)p.n_weighed);
  cli_put_real(&j->table, p.hhi);
  cli_put_real(&j->table, p.effective);
  cli_put_real(&j->table, p.entropy);
  if (with_top && p.top == SIZE_MAX)
    cli_put_none(&j->table);
  else if (with_top)
    cli_put_state(&j->table, j->run->reader, j->o->field.codes, of[p.top].other, year);
  if (with_top)
    cli_put_real(&j->table, p.top_share);
  return ENT_OK;
}

/* What part of the portfolio changed hands since the year before, among the states of either year. */
static ent_status shift(job *j, const cli_alliances *now, const portfolio *p, int32_t state, uint8_t mask, double *ret, ent_error *err)
{
  cli_alliances before;
  *ret = NAN;
  ent_status status = cli_alliances_of(&j->field, now->year - 1, j->year_arena, &before, err);
  if (status != ENT_OK)
    return status;
  size_t row = ent_state_index(before.states, before.n, state), n = 0;
  portfolio old;
  if (row == SIZE_MAX)
    return ENT_OK;
  status = portfolio_of(j, &before, row, mask, &old, err);
  double *was = ent_arena_array(j->year_arena, now->n + before.n + 1, sizeof *was);
  double *is = ent_arena_array(j->year_arena, now->n + before.n + 1, sizeof *is);
  if (status == ENT_OK && (!was || !is))
    status = ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  if (status != ENT_OK)
    return status;
  for (size_t i = 0, k = 0; i < p->n || k < old.n; n++) { /* both ascend */
    int32_t a = i < p->n ? now->states[p->partners[i]] : INT32_MAX;
    int32_t b = k < old.n ? before.states[old.partners[k]] : INT32_MAX;
    is[n] = a <= b ? p->weights[i++] : 0;
    was[n] = b <= a ? old.weights[k++] : 0;
  }
  return ent_posture_shift(was, is, n, NULL, ret, err);
}

static ent_status put_partners(job *j, const cli_alliances *a, size_t row, const portfolio *any, const portfolio *defense,
                               ent_error *err)
{
  double sums[2] = {0};
  ent_status status = ENT_OK;
  for (size_t i = 0; i < any->n; i++)
    sums[0] += isnan(any->weights[i]) ? 0 : any->weights[i];
  for (size_t i = 0; i < defense->n; i++)
    sums[1] += isnan(defense->weights[i]) ? 0 : defense->weights[i];
  for (size_t i = 0; i < any->n && status == ENT_OK; i++) {
    uint8_t flags = a->flags[row * a->n + any->partners[i]];
    cli_put_int(&j->table, a->year);
    cli_put_state(&j->table, j->run->reader, j->o->field.codes, a->states[row], a->year);
    cli_put_state(&j->table, j->run->reader, j->o->field.codes, a->states[any->partners[i]], a->year);
    for (int bit = 0; bit < 5; bit++)
      cli_put_int(&j->table, flags >> bit & 1);
    cli_put_real(&j->table, any->weights[i]);
    cli_put_real(&j->table, sums[0] > 0 ? any->weights[i] / sums[0] : NAN);
    cli_put_real(&j->table, (flags & ENT_PLEDGE_DEFENSE) && sums[1] > 0 ? any->weights[i] / sums[1] : NAN);
    status = cli_row_end(&j->table, err);
  }
  return status;
}

#define FIRST_IGO_YEAR 1950 /* before, the oracle's source counts every fifth year alone */

static ent_status put_year(job *j, const cli_alliances *a, size_t row, ent_error *err)
{
  portfolio any, defense;
  double shifts[2] = {NAN, NAN};
  ent_status status = portfolio_of(j, a, row, ENT_PLEDGE_ANY, &any, err);
  if (status == ENT_OK)
    status = portfolio_of(j, a, row, ENT_PLEDGE_DEFENSE, &defense, err);
  if (status == ENT_OK && j->o->partners)
    return put_partners(j, a, row, &any, &defense, err);
  if (status == ENT_OK)
    status = shift(j, a, &any, a->states[row], ENT_PLEDGE_ANY, &shifts[0], err);
  if (status == ENT_OK)
    status = shift(j, a, &defense, a->states[row], ENT_PLEDGE_DEFENSE, &shifts[1], err);
  if (status != ENT_OK)
    return status;
  cli_put_int(&j->table, a->year);
  cli_put_state(&j->table, j->run->reader, j->o->field.codes, a->states[row], a->year);
  cli_put_int(&j->table, (long long)any.n);
  cli_put_int(&j->table, (long long)defense.n);
  put_alliance(j, a, &any);
  put_alliance(j, a, &defense);
  status = put_flows(j, &j->igo, FIRST_IGO_YEAR, a->states[row], a->year, false, err);
  if (status == ENT_OK)
    status = put_flows(j, &j->trade, 0, a->states[row], a->year, true, err);
  if (status != ENT_OK)
    return status;
  cli_put_real(&j->table, shifts[0]);
  cli_put_real(&j->table, shifts[1]);
  return cli_row_end(&j->table, err);
}

/* ---- the command ---------------------------------------------------------------------------------------------------------------- */

static int32_t year_of(ent_date date, int32_t otherwise)
{
  int year, month, day;
  if (!ent_date_known(date))
    return otherwise;
  ent_date_split(date, &year, &month, &day);
  return year;
}

/* All numbers that the states have in any of the years. */
static size_t numbers_of_all(job *j, int32_t from, int32_t to, int32_t *out, size_t room)
{
  size_t n = 0;
  for (size_t s = 0; s < j->n_states; s++)
    for (int32_t year = from; year <= to; year++) {
      int32_t numbers[CLI_STATE_CODES];
      size_t n_numbers = cli_state_numbers(j->run->reader, &j->states[s], j->o->field.codes, year, numbers);
      for (size_t i = 0; i < n_numbers; i++) {
        size_t k = 0;
        while (k < n && out[k] != numbers[i])
          k++;
        if (k == n && n < room)
          out[n++] = numbers[i];
      }
    }
  return n;
}

static ent_status each_year(job *j, int32_t from, int32_t to, ent_error *err)
{
  ent_status status = ENT_OK;
  for (size_t s = 0; s < j->n_states; s++)
    for (int32_t year = from; year <= to && status == ENT_OK; year++) {
      int32_t numbers[CLI_STATE_CODES];
      cli_alliances a;
      size_t n = cli_state_numbers(j->run->reader, &j->states[s], j->o->field.codes, year, numbers);
      status = cli_alliances_of(&j->field, year, j->year_arena, &a, err);
      for (size_t i = n; i-- > 0 && status == ENT_OK;) {
        size_t row = ent_state_index(a.states, a.n, numbers[i]);
        status = row == SIZE_MAX ? ENT_OK : put_year(j, &a, row, err);
      }
      ent_arena_reset(j->year_arena);
    }
  return status;
}

static ent_status run(job *j, char **names, ent_error *err)
{
  int32_t from = year_of(j->o->from, 0), to = year_of(j->o->to, 9999);
  j->states = ent_arena_array(j->run->arena, j->n_states, sizeof *j->states);
  int32_t *numbers = ent_arena_array(j->run->arena, 1000, sizeof *numbers);
  if (!j->states || !numbers)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  ent_status status = ENT_OK;
  for (size_t i = 0; i < j->n_states && status == ENT_OK; i++)
    status = cli_state_resolve(j->run->reader, j->o->field.codes, names[i], j->run->arena, &j->states[i], err);
  if (status == ENT_OK)
    status = cli_field_read(j->run->store, from - 1, to, j->run->arena, &j->field, err);
  if (status != ENT_OK)
    return status;
  if (j->field.n_pledges == 0)
    return ent_fail(err, ENT_ENOTFOUND, ENT_NO_OFFSET, "the store has no alliances of these years: `entente load` ATOP first");
  int32_t first = j->field.pledge_years[0], last = j->field.pledge_years[j->field.n_pledges - 1];
  if (year_of(j->o->to, last) > last)
    cli_message("the alliances end in %d; that is no end of the ties", last);
  from = from < first ? first : from;
  to = to > last ? last : to;
  size_t n = numbers_of_all(j, from, to, numbers, 1000);
  status = read_flows(j, &j->igo, ENT_TABLE_IGO, from, to, numbers, n, err);
  if (status == ENT_OK)
    status = read_flows(j, &j->trade, ENT_TABLE_TRADE, from, to, numbers, n, err);
  if (status != ENT_OK)
    return status;
  j->table = cli_table_begin(j->o->field.format, j->o->partners ? partner_columns : columns);
  status = each_year(j, from, to, err);
  ent_error late;
  ent_status end = cli_table_end(&j->table, &late);
  return status == ENT_OK ? end : status;
}

int cmd_posture(int argc, char **argv)
{
  options o;
  int code = parse_options(argc, argv, &o);
  if (code != CLI_OK)
    return code;
  ent_error err = {0};
  cli_run r;
  job j = {.o = &o, .run = &r, .n_states = (size_t)(argc - optind)};
  ent_status status = cli_run_begin(&r, &o.field, true, &err);
  j.year_arena = ent_arena_new(0);
  if (status == ENT_OK && !j.year_arena)
    status = ent_fail(&err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  if (status == ENT_OK)
    status = run(&j, argv + optind, &err);
  ent_arena_free(j.year_arena);
  return cli_run_end(&r, status, &err);
}
