/* entente posture: the portfolio of a state's ties, year by year. */
#include "cli/chart.h"
#include "cli/commands.h"
#include "cli/field.h"

#include <math.h>

const char cmd_posture_help[] =
    "usage: entente posture [OPTIONS] STATE …\n\n"
    "On whom a state relies: number of partners, concentration (HHI), effective number, entropy, evenness,\n"
    "the largest partner and its share; for alliances of any kind, of defence, and other treaties apart\n"
    "(weighed by capabilities), for shared organisations and for trade: of loaded data. With --ties, and\n"
    "where nothing is loaded: of the reference base's alliances, bases, treaties, partnerships, arms.\n\n"
    "  --on YEAR          one year\n"
    "  --from YEAR        the first year\n"
    "  --to YEAR          the last year\n"
    "  --partners         the partners themselves, with their weights and kinds of tie\n"
    "  --ties             the posture of the reference base instead, by kind of tie, to this day\n"
    "  --areas            the same by area: defence, cyber, economy …\n"
    "  --why              the ties that the reference base's figures come from, each with its source\n"
    "  --chart FILE       a picture of the shares over the years: FILE.svg, FILE.png, or\n"
    "                     term: in the terminal (also of --ties)\n"
    "  --defense          the picture of defence alliances alone\n"
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
  bool partners, ties, areas, why, defense;
  const char *chart;
  cli_chart_kind chart_kind;
} options;

typedef struct job {
  const options *o;
  cli_run *run;
  cli_table table;
  ent_posture_year *years; /* copies, for the picture */
  size_t n_years, cap_years;
} job;

static int parse_options(int argc, char **argv, options *o)
{
  *o = (options){0};
  const cli_option list[] = {CLI_FIELD_OPTIONS(&o->field), CLI_OPTION_DATE("on", &o->on), CLI_OPTION_DATE("from", &o->from),
                             CLI_OPTION_DATE("to", &o->to), CLI_OPTION_FLAG("partners", &o->partners),
                             CLI_OPTION_FLAG("ties", &o->ties), CLI_OPTION_FLAG("areas", &o->areas), CLI_OPTION_FLAG("why", &o->why), CLI_OPTION_STRING("chart", &o->chart),
                             CLI_OPTION_FLAG("defense", &o->defense), CLI_OPTION_END};
  int code = cli_options("posture", argc, argv, list);
  if (code != CLI_OK)
    return code;
  if (ent_date_known(o->on))
    o->from = o->to = o->on;
  if (!cli_chart_of("posture", o->chart, &o->chart_kind))
    return CLI_USAGE;
  if (o->chart && argc - optind > 1)
    return cli_usage("posture", "--chart: one state");
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

/* ---- the reference base --------------------------------------------------------------------------------------------------- */

/* Last days of the years asked for; by default from the first year of any tie that can be leant on to this year. */
static ent_status dates_of(job *j, ent_str actor, ent_date **ret, size_t *ret_n, ent_error *err)
{
  ent_dyad_tie *ties;
  size_t n;
  int32_t first = cli_year(j->o->from, 9999), last = cli_year(j->o->to, 0);
  ent_status status = ent_actor_ties(j->run->sources.reference, actor, j->run->arena, &ties, &n, err);
  for (size_t i = 0; status == ENT_OK && i < n; i++) {
    int32_t start = cli_year(ties[i].start, 9999), end = cli_year(ties[i].end, 0);
    if (!ent_tie_is_pillar(ties[i].kind))
      continue;
    if (!ent_date_known(j->o->from))
      first = start < first ? start : first;
    if (!ent_date_known(j->o->to))
      last = start != 9999 && start > last ? start : end > last ? end : last;
  }
  if (status == ENT_OK && first > last)
    return ent_fail(err, ENT_ENOTFOUND, ENT_NO_OFFSET, "the reference base knows no tie of %.*s in that time", ENT_STR_ARG(actor));
  size_t years = status == ENT_OK ? (size_t)(last - first) + 1 : 0;
  ent_date *dates = ent_arena_array(j->run->arena, years + 1, sizeof *dates);
  if (status != ENT_OK || !dates)
    return status != ENT_OK ? status : ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  for (size_t i = 0; i < years; i++)
    dates[i] = ent_date_make(first + (int)i, 0, 0);
  if (ent_date_known(j->o->on))
    dates[0] = j->o->on;
  *ret = dates;
  *ret_n = years;
  return ENT_OK;
}

static void put_part(job *j, const ent_standing_part *p)
{
  cli_table *t = &j->table;
  const double values[] = {p->posture.hhi, p->posture.effective, p->posture.evenness, p->posture.top_share, p->shift};
  cli_put_int(t, (long long)p->posture.n_partners);
  cli_put_int(t, (long long)p->n_ties);
  for (size_t i = 0; i < 3; i++)
    cli_put_real(t, values[i]);
  cli_put_text(t, p->top);
  cli_put_real(t, values[3]);
  cli_put_real(t, values[4]);
}

static ent_status put_standing_row(job *j, ent_str actor, const ent_standing *s, ent_str name, const ent_standing_part *p,
                                   ent_error *err)
{
  char date[16];
  cli_put_text(&j->table, ent_str_of(ent_date_format(s->date, date)));
  cli_put_text(&j->table, actor);
  cli_put_text(&j->table, name);
  put_part(j, p);
  return cli_row_end(&j->table, err);
}

/* The pillars together, then each kind that there is; or each area. */
static ent_status put_standing(job *j, ent_str actor, const ent_standing *s, ent_error *err)
{
  ent_status status = ENT_OK;
  for (size_t i = 0; j->o->areas && i < s->n_areas && status == ENT_OK; i++)
    status = put_standing_row(j, actor, s, s->areas[i].name, &s->areas[i], err);
  if (j->o->areas)
    return status;
  status = put_standing_row(j, actor, s, ENT_STR("all"), &s->pillars, err);
  for (int k = 0; k < ENT_TIE_KINDS && status == ENT_OK; k++)
    if (s->kinds[k].n_ties)
      status = put_standing_row(j, actor, s, ent_str_of(ent_tie_kind_text((ent_tie_kind)k)), &s->kinds[k], err);
  return status;
}

static ent_status put_standing_ties(job *j, ent_str actor, const ent_standing *s, ent_error *err)
{
  cli_table *t = &j->table;
  ent_status status = ENT_OK;
  for (size_t i = 0; i < s->n_ties && status == ENT_OK; i++) {
    const ent_dyad_tie *tie = &s->ties[i].tie;
    char text[16];
    cli_put_text(t, ent_str_of(ent_date_format(s->date, text)));
    cli_put_text(t, actor);
    cli_put_text(t, tie->partner);
    cli_put_text(t, ent_str_of(ent_tie_kind_text(tie->kind)));
    cli_put_text(t, s->ties[i].area);
    cli_put_real(t, tie->weight);
    cli_put_text(t, tie->fact.relation);
    cli_put_text(t, tie->fact.object);
    cli_put_text(t, ent_str_of(ent_date_format(tie->start, text)));
    cli_put_text(t, ent_str_of(ent_date_format(tie->end, text)));
    cli_put_text(t, tie->fact.note);
    cli_put_text(t, tie->fact.source);
    status = cli_row_end(t, err);
  }
  return status;
}

/* From what to what: the first and the last date that have partners. */
static ent_status tell_standing(ent_str actor, const ent_standing *all, size_t n, ent_error *err)
{
  ent_buf out = ENT_BUF_INIT(1 << 20);
  const ent_standing *ends[2] = {NULL, NULL};
  char date[16];
  for (size_t i = 0; i < n; i++)
    if (all[i].n_partners) {
      ends[0] = ends[0] ? ends[0] : &all[i];
      ends[1] = &all[i];
    }
  for (int e = 0; e < 2 && ends[e] && (e == 0 || ends[1] != ends[0]); e++) {
    const ent_standing *s = ends[e];
    ent_buf_printf(&out, "%s%.*s, %s: leans on %zu partner%s, as many as %.1f equal ones;", e ? "" : "\n", ENT_STR_ARG(actor),
                   ent_date_format(s->date, date), s->n_partners, s->n_partners == 1 ? "" : "s", s->pillars.posture.effective);
    for (size_t i = 0; i < s->n_partners && i < 5; i++)
      ent_buf_printf(&out, "%s %.*s %.0f %%", i ? "," : "", ENT_STR_ARG(s->partners[i].partner), 100 * s->partners[i].share);
    ent_buf_c(&out, "\n");
  }
  ent_status status = cli_write(&out) ? ENT_OK : ent_fail(err, ENT_ECANCELLED, ENT_NO_OFFSET, "output failed");
  ent_buf_done(&out);
  return status;
}

static ent_status one_standing(job *j, const char *name, bool table, ent_error *err)
{
  ent_str actor;
  ent_date *dates = NULL;
  ent_standing *all;
  size_t n = 0;
  ent_status status = cli_actor_resolve(NULL, j->run->reader, j->o->field.codes, name, j->run->arena, &actor, err);
  if (status == ENT_OK)
    status = dates_of(j, actor, &dates, &n, err);
  if (status == ENT_OK)
    status = ent_relation_standing(&j->run->sources, actor, dates, n, j->run->arena, &all, err);
  for (size_t i = 0; i < n && status == ENT_OK && table; i++)
    status = j->o->why ? put_standing_ties(j, actor, &all[i], err) : put_standing(j, actor, &all[i], err);
  return status == ENT_OK && !table ? tell_standing(actor, all, n, err) : status;
}

static ent_status put_standings(job *j, char **names, size_t n, ent_error *err)
{
  static const char *const part_columns[] = {"date", "actor", "kind", "n_partners", "n_ties", "hhi", "enp", "evenness", "top",
                                             "top_share", "shift", NULL};
  static const char *const area_columns[] = {"date", "actor", "area", "n_partners", "n_ties", "hhi", "enp", "evenness", "top",
                                             "top_share", "shift", NULL};
  static const char *const why_columns[] = {"date", "actor", "partner", "kind", "area", "weight", "relation", "object", "start",
                                            "end", "note", "source", NULL};
  ent_error late;
  ent_status status = ENT_OK;
  j->table = cli_table_begin(j->o->field.format, j->o->why ? why_columns : j->o->areas ? area_columns : part_columns);
  for (size_t i = 0; i < n && status == ENT_OK; i++)
    status = one_standing(j, names[i], true, err);
  ent_status end = cli_table_end(&j->table, &late);
  for (size_t i = 0; i < n && status == ENT_OK && end == ENT_OK && j->o->field.format == TABLE_TEXT; i++)
    status = one_standing(j, names[i], false, err);
  return status == ENT_OK ? end : status;
}

/* ---- the picture --------------------------------------------------------------------------------------------------------- */

static ent_status keep_year(void *context, const ent_posture_year *year, ent_error *err)
{
  job *j = context;
  return cli_keep_posture(j->run->arena, year, &j->years, &j->n_years, &j->cap_years, err);
}

/* To the file that was named, or to the terminal. */
static ent_status put_picture(const job *j, ent_buf *drawn, ent_error *err)
{
  if (j->o->chart_kind != CLI_CHART_TERM)
    return cli_chart_write(j->o->chart, j->o->chart_kind, ent_buf_view(drawn), err);
  return cli_write(drawn) ? ENT_OK : ent_fail(err, ENT_ECANCELLED, ENT_NO_OFFSET, "output failed");
}

static ent_status draw(job *j, const ent_posture_query *query, ent_error *err)
{
  ent_status status = ent_relation_posture(&j->run->sources, query, keep_year, j, NULL, err);
  if (status != ENT_OK)
    return status;
  const ent_picture how = {.actors = j->run->sources.actors,
                           .source = cli_chart_source(j->run->reader, cli_store_name(j->run->store, j->o->field.store), j->run->arena)};
  const ent_chart_style style = cli_chart_style();
  ent_buf out = ENT_BUF_INIT((size_t)64 << 20);
  status = j->o->chart_kind == CLI_CHART_TERM
               ? ent_picture_posture_text(&how, &style, j->years, j->n_years, j->o->defense, &out, err)
               : ent_picture_posture(&how, j->years, j->n_years, j->o->defense, &out, err);
  if (status == ENT_OK)
    status = put_picture(j, &out, err);
  ent_buf_done(&out);
  return status;
}

static ent_status draw_standing(job *j, const char *name, ent_error *err)
{
  ent_str actor;
  ent_date *dates = NULL;
  ent_standing *all = NULL;
  size_t n = 0;
  ent_buf out = ENT_BUF_INIT((size_t)64 << 20);
  ent_status status = cli_actor_resolve(NULL, j->run->reader, j->o->field.codes, name, j->run->arena, &actor, err);
  if (status == ENT_OK)
    status = dates_of(j, actor, &dates, &n, err);
  if (status == ENT_OK)
    status = ent_relation_standing(&j->run->sources, actor, dates, n, j->run->arena, &all, err);
  const ent_picture how = {.actors = j->run->sources.actors, .source = cli_chart_source(j->run->reader, NULL, j->run->arena)};
  const ent_chart_style style = cli_chart_style();
  if (status == ENT_OK)
    status = j->o->chart_kind == CLI_CHART_TERM ? ent_picture_standing_text(&how, &style, actor, all, n, &out, err)
                                                : ent_picture_standing(&how, actor, all, n, &out, err);
  if (status == ENT_OK)
    status = put_picture(j, &out, err);
  ent_buf_done(&out);
  return status;
}

/* ---- the command ---------------------------------------------------------------------------------------------------------------- */

static ent_status run(job *j, char **names, size_t n, ent_error *err)
{
  const options *o = j->o;
  ent_posture_query query = {.n_states = n, .from = cli_year(o->from, 0), .to = cli_year(o->to, 9999), .codes = (ent_codes)o->field.codes};
  ent_state *states;
  int32_t last = INT32_MAX;
  if (o->chart && (o->ties || !j->run->store))
    return draw_standing(j, names[0], err);
  if (o->ties || o->areas || o->why || !j->run->store)
    return put_standings(j, names, n, err);
  ent_status status = cli_states_resolve(j->run->reader, o->field.codes, names, n, j->run->arena, &states, err);
  if (status != ENT_OK)
    return status;
  query.states = states;
  if (o->chart)
    return draw(j, &query, err);
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
  ent_status status = cli_run_begin(&r, &o.field, CLI_STORE_IF_ANY, &err);
  if (status == ENT_OK)
    status = run(&j, argv + optind, (size_t)(argc - optind), &err);
  return cli_run_end(&r, status, &err);
}
