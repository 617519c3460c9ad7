/* Files that are known, and not loaded: what they lack, and which file of the same makers has it. */
#include "dataset/relations.h"

#include <string.h>

static bool is_gkg_id(ent_str s)
{
  for (size_t i = 0; i < 14; i++)
    if (i >= s.n || s.p[i] < '0' || s.p[i] > '9')
      return false;
  return s.n > 15 && s.p[14] == '-';
}

static bool fits_gkg(const record *r)
{
  return r->n == 27 && is_gkg_id(r->fields[0]);
}

const format format_gdelt_gkg = {
    .name = "gdelt-gkg", .title = "GDELT knowledge graph 2.1 (27 columns)", .fits = fits_gkg,
    .refused = "it lists the themes and names of a document, not who did what to whom; load the export and mentions files of the "
               "same quarter of an hour"};
const format format_gdelt_gkg1 = {
    .name = "gdelt-gkg1", .title = "GDELT knowledge graph 1.0", .names = {"!DATE", "!NUMARTS", "!THEMES", "!CAMEOEVENTIDS"},
    .refused = "it lists the themes and names of a document, not who did what to whom; load the event files"};
const format format_atop_sy = {
    .name = "atop-sy", .title = "ATOP 5 state-years", .names = {"!state", "!year", "!atopally", "!defense", "!number"},
    .refused = "it says that a state had allies, not which; load atop5_1ddyr.csv or atop5_1dy.csv"};
const format format_igo_year = {
    .name = "igo-year", .title = "COW IGO 2, 3 organisation-years", .names = {"!ioname", "!orgname", "!year", "!longorgname"},
    .refused = "it names states by words; the state-year file (state_year_formatv3.csv) has the same memberships by number"};
const format format_igo_sums = {
    .name = "igo-sums", .title = "sums of COW IGO state-years", .names = {"!ccode", "!year", "!sum_igo_full", "!sum_igo_anytype"},
    .refused = "it says how many organisations, not which; load the state-year or the dyad-year file"};
const format format_dcad_main = {
    .name = "dcad-main", .title = "DCAD, one agreement a row", .names = {"!ccode1", "!ccode2", "!signYear", "!EIFYear", "!DCAid"},
    .refused = "in which years an agreement was in force is estimated by its makers in DCAD-v1.0-dyadic.csv: load that"};
const format format_un_votes_r = {
    .name = "unvotes-votes", .title = "R unvotes, un_votes", .names = {"!rcid", "!country", "!country_code", "!vote"},
    .refused = "it has no dates; join them in R: merge(un_votes, un_roll_calls, by = \"rcid\"), and load that"};
const format format_un_roll_calls_r = {
    .name = "unvotes-calls", .title = "R unvotes, un_roll_calls", .names = {"!rcid", "!session", "!importantvote", "!unres", "!descr"},
    .refused = "it has no votes; join them in R: merge(un_votes, un_roll_calls, by = \"rcid\"), and load that"};
const format format_un_issues_r = {
    .name = "unvotes-issues", .title = "R unvotes, un_roll_call_issues", .names = {"!rcid", "!short_name", "!issue"},
    .refused = "it has no votes; load merge(un_votes, un_roll_calls, by = \"rcid\")"};
const format format_un_agreement = {
    .name = "un-agreement", .title = "UN agreement scores", .names = {"!ccode1", "!ccode2", "!agree", "!IdealPointDistance"},
    .refused = "these are computed from the votes; load the votes and ask `entente similarity`"};
const format format_cow_alliances = {
    .name = "cow-alliances", .title = "COW formal alliances", .names = {"!version4id", "!defense", "!neutrality", "!nonaggression", "!entente"},
    .refused = "their maintainer has asked software projects to leave them alone; load ATOP"};
