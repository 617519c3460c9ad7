/* entente posture: the portfolio of a state's ties, year by year. */
#include "cli/commands.h"
#include "cli/field.h"

#include <math.h>

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
    "shift_cinc_any", "shift_cinc_defense", "n_other", "hhi_cinc_other", "enp_cinc_other", "top_other", "top_share_other",
    "shift_cinc_other", "hhi_equal_any", "hhi_equal_defense", "hhi_equal_other", NULL};
static const char *const partner_columns[] = {"year", "ccode", "partner", "defense", "offense", "neutral", "nonagg", "consul",
                                              "cinc", "share_any", "share_defense", NULL};

typedef struct options {
  cli_field_options field;
  ent_date on, from, to;
  bool partners;
} options;

typedef struct job {
  const options *o;
  cli_run *run;
  cli_table table;
} job;

static int parse_options(int argc, char **argv, options *o)
{
  *o = (options){0};
  const cli_option list[] = {CLI_FIELD_OPTIONS(&o->field), CLI_OPTION_DATE("on", &o->on), CLI_OPTION_DATE("from", &o->from),
                             CLI_OPTION_DATE("to", &o->to), CLI_OPTION_FLAG("partners", &o->partners), CLI_OPTION_END};
  int code = cli_options("posture", argc, argv, list);
  if (code != CLI_OK)
    return code;
  if (ent_date_known(o->on))
    o->from = o->to = o->on;
  return optind < argc ? CLI_OK : cli_usage("posture", "which state?");
}

/* ---- loaded data --------------------------------------------------------------------------------------------------------- */

static void put_state(job *j, int32_t state, int32_t year)
{
  cli_put_state(&j->table, j->run->reader, j->o->field.codes, state, year);
}

static void put_alliance(job *j, const ent_portfolio *p, int32_t year)
{
  const double values[] = {p->weighed.hhi, p->weighed.effective, p->weighed.entropy, p->weighed.evenness};
  for (size_t i = 0; i < 4; i++)
    cli_put_real(&j->table, values[i]);
  put_state(j, p->top, year);
  cli_put_real(&j->table, p->weighed.top_share);
}

static void put_flows(job *j, const ent_portfolio *p, int32_t year, bool with_top)
{
  if (p->known)
    cli_put_int(&j->table, (long long)p->n);
  else
    cli_put_none(&j->table);
  const double values[] = {p->weighed.hhi, p->weighed.effective, p->weighed.entropy};
  for (size_t i = 0; i < 3; i++)
    cli_put_real(&j->table, p->known ? values[i] : NAN);
  if (with_top) {
    put_state(j, p->known ? p->top : -1, year);
    cli_put_real(&j->table, p->known ? p->weighed.top_share : NAN);
  }
}

static ent_status put_partners(job *j, const ent_posture_year *y, ent_error *err)
{
  ent_status status = ENT_OK;
  for (size_t i = 0; i < y->n_partners && status == ENT_OK; i++) {
    const ent_posture_partner *p = &y->partners[i];
    cli_put_int(&j->table, y->year);
    put_state(j, y->state, y->year);
    put_state(j, p->state, y->year);
    for (int bit = 0; bit < 5; bit++)
      cli_put_int(&j->table, p->flags >> bit & 1);
    cli_put_real(&j->table, p->cinc);
    cli_put_real(&j->table, p->share_any);
    cli_put_real(&j->table, p->share_defense);
    status = cli_row_end(&j->table, err);
  }
  return status;
}

static ent_status put_year(void *context, const ent_posture_year *y, ent_error *err)
{
  job *j = context;
  cli_table *t = &j->table;
  if (j->o->partners)
    return put_partners(j, y, err);
  cli_put_int(t, y->year);
  put_state(j, y->state, y->year);
  cli_put_int(t, (long long)y->any.n);
  cli_put_int(t, (long long)y->defense.n);
  put_alliance(j, &y->any, y->year);
  put_alliance(j, &y->defense, y->year);
  put_flows(j, &y->igo, y->year, false);
  put_flows(j, &y->trade, y->year, true);
  cli_put_real(t, y->any.shift);
  cli_put_real(t, y->defense.shift);
  cli_put_int(t, (long long)y->other.n);
  cli_put_real(t, y->other.weighed.hhi);
  cli_put_real(t, y->other.weighed.effective);
  put_state(j, y->other.top, y->year);
  cli_put_real(t, y->other.weighed.top_share);
  const double more[] = {y->other.shift, y->any.equal.hhi, y->defense.equal.hhi, y->other.equal.hhi};
  for (size_t i = 0; i < 4; i++)
    cli_put_real(t, more[i]);
  return cli_row_end(t, err);
}

/* ---- the command ---------------------------------------------------------------------------------------------------------------- */

static ent_status run(job *j, char **names, size_t n, ent_error *err)
{
  const options *o = j->o;
  ent_posture_query query = {.n_states = n, .from = cli_year(o->from, 0), .to = cli_year(o->to, 9999), .codes = (ent_codes)o->field.codes};
  ent_state *states;
  int32_t last = INT32_MAX;
  ent_status status = cli_states_resolve(j->run->reader, o->field.codes, names, n, j->run->arena, &states, err);
  if (status != ENT_OK)
    return status;
  query.states = states;
  j->table = cli_table_begin(o->field.format, o->partners ? partner_columns : columns);
  status = ent_relation_posture(&j->run->sources, &query, put_year, j, &last, err);
  ent_error late;
  ent_status end = cli_table_end(&j->table, &late);
  if (status == ENT_OK && ent_date_known(o->to) && query.to > last)
    cli_message("the alliances end in %d; that is no end of the ties", last);
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
  job j = {.o = &o, .run = &r};
  ent_status status = cli_run_begin(&r, &o.field, CLI_STORE, &err);
  if (status == ENT_OK)
    status = run(&j, argv + optind, (size_t)(argc - optind), &err);
  return cli_run_end(&r, status, &err);
}
