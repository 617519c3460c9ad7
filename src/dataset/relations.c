/* Relations of states: what columns each file has, and the few whose rows are not simply their columns. */
#include "dataset/relations.h"

#include "dataset/cells.h"

#include <string.h>

/* ---- spells of states -------------------------------------------------------------------------------------------- */

static ent_status state_row(loader *l, const char *system, ent_str code, ent_cell start, ent_cell end, ent_str abbreviation,
                            ent_str name, ent_error *err)
{
  ent_cell cells[6] = {CELL_TEXT(ent_str_of(system)), CELL_NONE, start, end, CELL_NONE, CELL_NONE};
  if (!cell_of_type('i', code, &cells[1]))
    return row_wrong(err, "no state number: \"%.*s\"", ENT_STR_ARG(code));
  if (start.kind != ENT_CELL_TEXT)
    return row_wrong(err, "no date of entry");
  cell_of_type('T', abbreviation, &cells[4]);
  cell_of_type('T', cell_text(l->arena, name), &cells[5]);
  return put_row(l, ENT_TABLE_STATE, cells, err);
}

static ent_status cow_state(loader *l, const record *r, ent_error *err)
{
  ent_cell start = cell_date(l->arena, field_at(l, r, 2), field_at(l, r, 3), field_at(l, r, 4));
  ent_cell end = cell_date(l->arena, field_at(l, r, 5), field_at(l, r, 6), field_at(l, r, 7));
  return state_row(l, "cow", field_at(l, r, 0), start, end, field_at(l, r, 1), field_at(l, r, 8), err);
}

static ent_cell whole_date(loader *l, ent_str s)
{
  ent_date date;
  char text[16];
  if (!ent_date_parse(s, &date))
    return CELL_NONE;
  return CELL_TEXT(ent_arena_str(l->arena, ent_str_of(ent_date_format(date, text))));
}

static ent_status gw_state(loader *l, const record *r, ent_error *err)
{
  return state_row(l, "gw", field_at(l, r, 0), whole_date(l, field_at(l, r, 1)), whole_date(l, field_at(l, r, 2)),
                   field_at(l, r, 3), field_at(l, r, 4), err);
}

/* ---- alliances ----------------------------------------------------------------------------------------------------- */

/* Undirected dyad-years say the same of either side. */
static ent_status undirected_pledge(loader *l, const record *r, ent_error *err)
{
  ent_cell cells[8];
  for (size_t i = 0; i < 8; i++)
    if (!cell_of_type(i < 3 ? 'i' : 'I', field_at(l, r, i), &cells[i]))
      return row_wrong(err, "%s is no number: \"%.*s\"", l->format->names[i] + 1, ENT_STR_ARG(field_at(l, r, i)));
  ent_status status = put_row(l, ENT_TABLE_PLEDGE, cells, err);
  ent_cell a = cells[1];
  cells[1] = cells[2];
  cells[2] = a;
  return status == ENT_OK ? put_row(l, ENT_TABLE_PLEDGE, cells, err) : status;
}

/* Members with phases; an exit in the year 0 is none yet. */
static ent_status atop_member(loader *l, const record *r, ent_error *err)
{
  ent_cell cells[10] = {CELL_TEXT(field_at(l, r, 0))};
  int64_t year = 0;
  if (cell_missing(field_at(l, r, 0)) || !cell_of_type('i', field_at(l, r, 1), &cells[1]))
    return row_wrong(err, "no alliance or member");
  if (!cell_of_type('I', field_at(l, r, 2), &cells[2]))
    return row_wrong(err, "phase is no number");
  if (cells[2].kind == ENT_CELL_NONE)
    cells[2] = CELL_INT(0);
  cells[3] = cell_date(l->arena, field_at(l, r, 3), field_at(l, r, 4), field_at(l, r, 5));
  if (cells[3].kind == ENT_CELL_NONE)
    return row_wrong(err, "no year of entry");
  if (cell_int(field_at(l, r, 6), &year) && year > 0)
    cells[4] = cell_date(l->arena, field_at(l, r, 6), field_at(l, r, 7), field_at(l, r, 8));
  for (size_t i = 0; i < 5; i++)
    if (!cell_of_type('I', field_at(l, r, 9 + i), &cells[5 + i]))
      return row_wrong(err, "%s is no number", l->format->names[9 + i] + 1);
  return put_row(l, ENT_TABLE_TREATY, cells, err);
}

/* One alliance a row, who ever was a member in mem1 … mem59. A member's own dates and pledges are in the member file: here
 * all have the alliance's, under phase -1, so that the two are told apart. */
static ent_status atop_alliance(loader *l, const record *r, ent_error *err)
{
  ent_cell cells[10] = {CELL_TEXT(field_at(l, r, 0)), CELL_NONE, CELL_INT(-1)};
  int64_t year = 0, member;
  size_t n = 0;
  if (cell_missing(field_at(l, r, 0)))
    return row_wrong(err, "no alliance");
  cells[3] = cell_date(l->arena, field_at(l, r, 1), field_at(l, r, 2), field_at(l, r, 3));
  if (cells[3].kind == ENT_CELL_NONE)
    return row_wrong(err, "no year of beginning");
  if (cell_int(field_at(l, r, 4), &year) && year > 0)
    cells[4] = cell_date(l->arena, field_at(l, r, 4), field_at(l, r, 5), field_at(l, r, 6));
  for (size_t i = 0; i < 5; i++)
    if (!cell_of_type('I', field_at(l, r, 7 + i), &cells[5 + i]))
      return row_wrong(err, "%s is no number", l->format->names[7 + i] + 1);
  ent_status status = ENT_OK;
  for (size_t c = 0; c < r->n && status == ENT_OK; c++) {
    ent_str name = l->header.fields[c], number = ent_str_slice(name, 3, name.n);
    int64_t which;
    if (!ent_str_starts(name, ENT_STR("mem")) || !cell_int(number, &which) || !cell_int(ent_str_trim(r->fields[c]), &member) || member <= 0)
      continue;
    cells[1] = CELL_INT(member);
    status = put_row(l, ENT_TABLE_TREATY, cells, err);
    n++;
  }
  return status == ENT_OK && n == 0 ? row_wrong(err, "no member") : status;
}

/* ---- organisations ------------------------------------------------------------------------------------------------- */

/* A column for each organisation, in files of many columns: those that hold neither state nor year. */
static bool is_organisation(ent_str name)
{
  static const char *const others[] = {"ccode", "year", "state", "ccode1", "ccode2", "country1", "country2", "dyadid", "statename",
                                       "version", ""};
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    if (ent_str_eq(name, ent_str_of(others[i])))
      return false;
  return true;
}

static ent_status igo_state_year(loader *l, const record *r, ent_error *err)
{
  ent_cell cells[4] = {{0}};
  int64_t status_of;
  if (!cell_of_type('i', field_at(l, r, 0), &cells[1]) || !cell_of_type('i', field_at(l, r, 1), &cells[2]))
    return row_wrong(err, "no state or year");
  ent_status status = ENT_OK;
  for (size_t c = 0; c < r->n && status == ENT_OK; c++) {
    if (!is_organisation(l->header.fields[c]) || !cell_int(r->fields[c], &status_of) || status_of < 1 || status_of > 3)
      continue;
    cells[0] = CELL_TEXT(l->header.fields[c]);
    cells[3] = CELL_INT(status_of);
    status = put_row(l, ENT_TABLE_IGO_MEMBER, cells, err);
  }
  return status;
}

/* Dyads with a column for each organisation: 1 where both are full members. None is known: missing. */
static ent_status igo_dyad_wide(loader *l, const record *r, ent_error *err)
{
  ent_cell cells[4] = {{0}};
  int64_t value, n = 0, known = 0;
  for (size_t i = 0; i < 3; i++)
    if (!cell_of_type('i', field_at(l, r, i), &cells[i]))
      return row_wrong(err, "no state or year");
  for (size_t c = 0; c < r->n; c++)
    if (is_organisation(l->header.fields[c]) && cell_int(r->fields[c], &value) && value >= 0) {
      known++;
      n += value == 1;
    }
  cells[3] = known ? CELL_INT(n) : CELL_NONE;
  return put_row(l, ENT_TABLE_IGO, cells, err);
}

/* ---- the United Nations ---------------------------------------------------------------------------------------------- */

/* Sessions begin in autumn: the files before 2025 count session + 1945 as the year. */
static bool year_or_session(ent_str year, ent_str session, ent_cell *ret)
{
  if (!cell_missing(year))
    return cell_of_type('i', year, ret);
  if (!cell_of_type('i', session, ret))
    return false;
  ret->i += 1945;
  return true;
}

static ent_status un_vote(loader *l, const record *r, ent_error *err)
{
  ent_cell cells[5] = {{0}};
  if (!year_or_session(field_at(l, r, 3), field_at(l, r, 4), &cells[0]))
    return row_wrong(err, "no year");
  for (size_t i = 0; i < 3; i++)
    if (!cell_of_type('i', field_at(l, r, i), &cells[i + 1]))
      return row_wrong(err, "%s is no number: \"%.*s\"", l->format->names[i] + 1, ENT_STR_ARG(field_at(l, r, i)));
  int64_t vote = cells[3].i;
  if (vote == 8 || vote == 9)
    return ENT_OK; /* absent, no member: no vote */
  if (vote < 1 || vote > 3)
    return row_wrong(err, "vote %lld is none of 1, 2, 3, 8, 9", (long long)vote);
  cells[4] = whole_date(l, field_at(l, r, 5));
  return put_row(l, ENT_TABLE_VOTE, cells, err);
}

/* R's un_votes and un_roll_calls joined: words for votes, ISO codes for states as of the day. */
static ent_status un_vote_dated(loader *l, const record *r, ent_error *err)
{
  static const char *const words[] = {"yes", "abstain", "no"};
  ent_cell cells[5] = {{0}};
  ent_date date;
  ent_actor_info info;
  int64_t vote = 0, state;
  if (!cell_of_type('i', field_at(l, r, 0), &cells[1]))
    return row_wrong(err, "rcid is no number: \"%.*s\"", ENT_STR_ARG(field_at(l, r, 0)));
  if (!ent_date_parse(field_at(l, r, 3), &date))
    return row_wrong(err, "no date: \"%.*s\"", ENT_STR_ARG(field_at(l, r, 3)));
  for (int i = 0; i < 3; i++)
    vote = ent_str_eq(field_at(l, r, 2), ent_str_of(words[i])) ? i + 1 : vote;
  if (!vote)
    return row_wrong(err, "vote is none of yes, abstain, no: \"%.*s\"", ENT_STR_ARG(field_at(l, r, 2)));
  if (!l->options->actors)
    return ENT_OK; /* only checked: nothing to translate with */
  ent_str id = resolve_code(l, "iso2:", field_at(l, r, 1), date);
  if (!id.n || !ent_actors_info(l->options->actors, id, date, &info) || !cell_int(info.cow, &state))
    return row_wrong(err, "no state of that day: \"%.*s\"", ENT_STR_ARG(field_at(l, r, 1)));
  int year, month, day;
  ent_date_split(date, &year, &month, &day);
  cells[0] = CELL_INT(year);
  cells[2] = CELL_INT(state);
  cells[3] = CELL_INT(vote);
  cells[4] = whole_date(l, field_at(l, r, 3));
  return put_row(l, ENT_TABLE_VOTE, cells, err);
}

static ent_status ideal_point(loader *l, const record *r, const char *basis, const size_t at[4], ent_error *err)
{
  ent_cell cells[7] = {CELL_TEXT(ent_str_of(basis))};
  if (!cell_of_type('i', field_at(l, r, 0), &cells[1]) || !year_or_session(field_at(l, r, 1), field_at(l, r, 2), &cells[2]))
    return row_wrong(err, "no state or year");
  for (size_t i = 0; i < 4; i++)
    if (!cell_of_type(i == 3 ? 'I' : 'R', field_at(l, r, at[i]), &cells[3 + i]))
      return row_wrong(err, "ideal point is no number: \"%.*s\"", ENT_STR_ARG(field_at(l, r, at[i])));
  return cells[3].kind == ENT_CELL_NONE ? ENT_OK : put_row(l, ENT_TABLE_IDEAL_POINT, cells, err);
}

static ent_status ideal_point_2025(loader *l, const record *r, ent_error *err)
{
  ent_status status = ideal_point(l, r, "fp", (const size_t[4]){3, 4, 5, 6}, err);
  return status == ENT_OK ? ideal_point(l, r, "all", (const size_t[4]){7, 8, 9, 10}, err) : status;
}

static ent_status ideal_point_session(loader *l, const record *r, ent_error *err)
{
  return ideal_point(l, r, "all", (const size_t[4]){3, 4, 5, 6}, err);
}

/* ---- the formats ------------------------------------------------------------------------------------------------------ */

const format format_atop = {
    .name = "atop", .title = "ATOP directed dyad-years (8 columns)", .table = ENT_TABLE_PLEDGE, .types = "iiiIIIII",
    .names = {"!year", "!ccode1", "!ccode2", "!atop_defense", "!atop_offense", "!atop_neutral", "!atop_nonagg", "!atop_consul"}};
const format format_atop_ddyr = {
    .name = "atop-ddyr", .title = "ATOP 5 directed dyad-years", .table = ENT_TABLE_PLEDGE, .types = "iiiIIIII",
    .names = {"!year", "!stateA", "!stateB", "!defense", "!offense", "!neutral", "!nonagg", "!consul", "!ddyad"}};
const format format_atop_dy = {
    .name = "atop-dy", .title = "ATOP 5 dyad-years", .row = undirected_pledge,
    .names = {"!year", "!mem1", "!mem2", "!defense", "!offense", "!neutral", "!nonagg", "!consul", "!dyad"}};
const format format_atop_member = {
    .name = "atop-member", .title = "ATOP 4, 5 members", .row = atop_member,
    .names = {"!atopid", "!member", "phase", "!yrent", "!moent", "!dayent", "!yrexit", "!moexit", "!dayexit", "!defense",
              "!offense", "!neutral", "!nonagg", "!consul"}};
const format format_atop_alliance = {
    .name = "atop-alliance", .title = "ATOP 4, 5 alliances", .row = atop_alliance,
    .names = {"!atopid", "!begyr", "!begmo", "!begday", "!endyr", "!endmo", "!endday", "!defense", "!offense", "!neutral", "!nonagg",
              "!consul", "!mem1"}};
const format format_un_votes_dated = {
    .name = "unvotes", .title = "R unvotes, votes joined with roll calls", .row = un_vote_dated,
    .names = {"!rcid", "!country_code", "!vote", "!date", "!session"}};
const format format_trade = {
    .name = "trade", .title = "COW trade, dyad-years", .table = ENT_TABLE_TRADE, .types = "iiiDD",
    .names = {"!ccode1", "!ccode2", "!year", "!flow1", "!flow2"}};
const format format_igo = {
    .name = "igo", .title = "COW IGO, dyad-years (number shared)", .table = ENT_TABLE_IGO, .types = "iiiN",
    .names = {"!ccode1", "!ccode2", "!year", "!dyadigos"}};
const format format_igo_state = {
    .name = "igo-state", .title = "COW IGO 2, 3 state-years", .row = igo_state_year,
    .names = {"!ccode", "!year", "!AAAID", "!UN"}};
const format format_igo_dyad = {
    .name = "igo-dyad", .title = "COW IGO 2, 3 dyad-years", .row = igo_dyad_wide,
    .names = {"!ccode1", "!ccode2", "!year", "!AAAID", "!UN"}};
const format format_mid = {
    .name = "mid", .title = "GML militarised disputes, dyad-years", .table = ENT_TABLE_DISPUTE, .types = "iiiiNNNNN",
    .names = {"!dispnum", "!ccode1", "!ccode2", "!year", "!gmlmidongoing", "gmlmidonset", "fatality", "!hostlev", "recip"}};
const format format_rivalry = {
    .name = "rivalry", .title = "Thompson, Sakuwa and Suhas, strategic rivalries", .table = ENT_TABLE_RIVALRY,
    .types = "iiiiIT", .names = {"!tssr_id", "!ccode1", "!ccode2", "!start", "!end", "rivalry"}};
const format format_nmc = {
    .name = "nmc", .title = "COW national material capabilities", .table = ENT_TABLE_CAPABILITY, .types = "iiDDDDDDD",
    .names = {"!ccode", "!year", "!milex", "!milper", "!irst", "!pec", "!tpop", "!upop", "!cinc"}};
const format format_dcad = {
    .name = "dcad", .title = "DCAD, dyad-years", .table = ENT_TABLE_AGREEMENT, .types = "iiiNNN",
    .names = {"!year", "!ccode1", "!ccode2", "!dcaGeneralV1", "!dcaSectorV1", "!dcaAnyV1"}};
const format format_cow_states = {
    .name = "cow-states", .title = "COW state system", .row = cow_state,
    .names = {"!ccode", "!stateabb", "!styear", "!stmonth", "!stday", "!endyear", "!endmonth", "!endday", "!statenme"}};
const format format_gw_states = {
    .name = "gw-states", .title = "Gleditsch-Ward states", .row = gw_state,
    .names = {"!gwcode", "!start", "!end", "gw_abb", "gw_name"}};
const format format_un_votes = {
    .name = "un-votes", .title = "UN General Assembly roll calls", .row = un_vote,
    .names = {"!rcid|resid", "!ccode", "!vote", "year", "session", "date"}};
const format format_ideal_points = {
    .name = "ideal-points", .title = "UN ideal points by year (2025)", .row = ideal_point_2025,
    .names = {"!ccode", "!year", "session", "!idealpointfp", "q5fp", "q95fp", "nvotesfp", "!idealpointall", "q5all", "q95all",
              "nvotesall"}};
const format format_ideal_points_session = {
    .name = "ideal-points-session", .title = "UN ideal points by session (2020, 2024)", .row = ideal_point_session,
    .names = {"!ccode", "year", "!session", "!IdealPoint|IdealPointAll", "Q5%|Q5%All", "Q95%|Q95%All", "NVotes|NVotesAll"}};
