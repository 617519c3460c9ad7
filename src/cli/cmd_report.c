/* entente report: an actor, or two, as one page of HTML with figures and evidence. */
#include "cli/chart.h"
#include "cli/commands.h"
#include "cli/field.h"

#include <stdlib.h>
#include <string.h>

const char cmd_report_help[] =
    "usage: entente report [OPTIONS] ACTOR [ACTOR] -o FILE.html\n\n"
    "A report on an actor, or on two: ties then and now, on whom it relies, closeness with each partner and\n"
    "what turned it, every tie with the sentences that say so, what documents disagree on, method and\n"
    "limits. One file of HTML without scripts that needs no network and prints well.\n\n"
    "  -o, --output FILE  where to (\"-\": standard output)\n"
    "  --from DATE        the earlier day of the comparison (default: 20 years before the later)\n"
    "  --to DATE          the later day (default: the last day that the store's documents or facts name)\n"
    "  --partners N       closeness with so many partners (default 6, at most 40)\n"
    "  --store PATH       the store (default: $ENTENTE_STORE, else the usual place; none: reference base alone)\n"
    "  --data DIR         tables of your own, on top of the built-in ones\n\n"
    "Exit code: 0 fine, 1 failed, 2 wrong usage.\n";

typedef struct options {
  cli_field_options field;
  const char *output;
  ent_date from, to;
  long partners;
} options;

typedef struct job {
  const options *o;
  cli_run *run;
  ent_report report;
  ent_timeline timeline;
  ent_posture_year *years; /* copies */
  size_t n_years, cap_years;
  ent_map *map;
} job;

static int parse_options(int argc, char **argv, options *o)
{
  *o = (options){.partners = 6};
  const cli_option list[] = {{"output", 'o', CLI_STRING, &o->output, NULL, 0, 0},
                             CLI_OPTION_DATE("from", &o->from),
                             CLI_OPTION_DATE("to", &o->to),
                             CLI_OPTION_NUMBER("partners", &o->partners, 0, 40),
                             CLI_OPTION_STRING("store", &o->field.store),
                             CLI_OPTION_STRING("data", &o->field.reader.user_data),
                             CLI_OPTION_END};
  const int code = cli_options("report", argc, argv, list);
  if (code != CLI_OK)
    return code;
  if (!o->output)
    return cli_usage("report", "-o FILE.html: where to?");
  return argc - optind == 1 || argc - optind == 2 ? CLI_OK : cli_usage("report", "one actor or two, please");
}

/* ---- the two days ------------------------------------------------------------------------------------------------- */

/* The last day that is dated in the timeline; what is planned for later does not count. */
static int32_t last_day(const ent_timeline *timeline)
{
  int32_t last = INT32_MIN;
  for (size_t i = 0; i < timeline->n; i++)
    for (size_t s = 0; s < timeline->ties[i].n_steps; s++) {
      const ent_step *step = &timeline->ties[i].steps[s];
      if (step->what != ENT_STEP_PLANNED && !step->as_of && ent_date_known(step->from) && step->from.day > last)
        last = step->from.day;
    }
  return last;
}

static ent_status find_days(job *j, ent_error *err)
{
  ent_report *r = &j->report;
  const int32_t last = last_day(&j->timeline);
  if (!ent_date_known(j->o->to) && last == INT32_MIN)
    return ent_fail(err, ENT_ENOTFOUND, ENT_NO_OFFSET, "no dated tie is known: give --from and --to for an empty report");
  r->now = (ent_date){ent_date_known(j->o->to) ? ent_date_last(j->o->to) : last, ENT_DATE_DAY};
  r->then = ent_date_known(j->o->from) ? (ent_date){j->o->from.day, ENT_DATE_DAY} : ent_date_add(r->now, -20, 0, 0);
  return r->then.day < r->now.day ? ENT_OK : ent_fail(err, ENT_EUSAGE, ENT_NO_OFFSET, "--from must be before --to");
}

/* ---- partners ------------------------------------------------------------------------------------------------------- */

typedef struct candidate {
  ent_str id;
  size_t ties;
} candidate;

static int most_ties_first(const void *x, const void *y)
{
  const candidate *a = x, *b = y;
  return a->ties != b->ties ? (a->ties < b->ties ? 1 : -1) : ent_str_cmp(a->id, b->id);
}

/* Whom the actor has most ties with, whenever they stood. */
static size_t find_candidates(const job *j, candidate *list)
{
  size_t n = 0;
  for (size_t i = 0; i < j->timeline.n; i++) {
    const ent_tie *tie = &j->timeline.ties[i];
    const ent_str other = ent_picture_partner(tie, j->report.actor);
    if (!other.n || memchr(other.p, ';', other.n) || ent_str_eq(other, j->report.actor))
      continue;
    size_t at = 0;
    while (at < n && !ent_str_eq(list[at].id, other))
      at++;
    if (at == n)
      list[n++] = (candidate){other, 0};
    list[at].ties++;
  }
  qsort(list, n, sizeof *list, most_ties_first);
  return n;
}

/* Nothing known of the two is no failure: the partner is left out. */
static ent_status measure_partner(job *j, ent_str other, ent_report_partner *ret, bool *ret_known, ent_error *err)
{
  const ent_closeness_query query = {.parties = {{&j->report.actor, 1}, {&other, 1}}, .from = ent_date_coarsen(j->report.then, ENT_DATE_YEAR),
                                     .to = ent_date_coarsen(j->report.now, ENT_DATE_YEAR), .votes = true, .by_month = true};
  ent_turn *turns = NULL;
  ent_status status = ent_relation_closeness(&j->run->sources, &query, j->run->arena, &ret->closeness, err);
  *ret_known = status == ENT_OK && ret->closeness.n_periods;
  if (status == ENT_OK)
    status = ent_relation_turns(&j->run->sources, &ret->closeness, 1, j->run->arena, &turns, &ret->n_turns, NULL, NULL, err);
  ret->turns = turns;
  return status == ENT_ENOTFOUND ? ENT_OK : status;
}

static ent_status measure_partners(job *j, ent_error *err)
{
  candidate *list = ent_arena_array(j->run->arena, j->timeline.n + 2, sizeof *list);
  ent_report_partner *partners = ent_arena_array(j->run->arena, (size_t)j->o->partners + 1, sizeof *partners);
  if (!list || !partners)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  size_t n = 1, known = 0;
  if (j->report.other.n)
    list[0].id = j->report.other;
  else
    n = find_candidates(j, list);
  ent_status status = ENT_OK;
  for (size_t i = 0; i < n && known < (size_t)j->o->partners && status == ENT_OK; i++) {
    bool is_known = false;
    status = measure_partner(j, list[i].id, &partners[known], &is_known, err);
    known += is_known;
  }
  j->report.partners = partners;
  j->report.n_partners = known;
  return status;
}

/* ---- posture ---------------------------------------------------------------------------------------------------------- */

static ent_status keep_year(void *context, const ent_posture_year *year, ent_error *err)
{
  job *j = context;
  return cli_keep_posture(j->run->arena, year, &j->years, &j->n_years, &j->cap_years, err);
}

/* A store without alliances, or an actor that is no state, has none: the report says so. */
static ent_status read_posture(job *j, ent_error *err)
{
  if (!j->run->store)
    return ENT_OK;
  const ent_state state = {-1, j->report.actor};
  const ent_posture_query query = {.states = &state, .n_states = 1, .from = cli_year(j->report.then, 0), .to = cli_year(j->report.now, 9999)};
  const ent_status status = ent_relation_posture(&j->run->sources, &query, keep_year, j, NULL, err);
  j->report.posture = j->years;
  j->report.n_posture = status == ENT_OK ? j->n_years : 0;
  return status == ENT_ENOTFOUND || status == ENT_EUSAGE ? ENT_OK : status;
}

/* The reference base's portfolio, at the end of each year. */
static ent_status read_standing(job *j, ent_error *err)
{
  const int32_t first = cli_year(j->report.then, 0), last = cli_year(j->report.now, 0);
  const size_t n = (size_t)(last - first) + 1;
  ent_date *dates = ent_arena_array(j->run->arena, n, sizeof *dates);
  ent_standing *standing = NULL;
  if (!dates)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  for (size_t i = 0; i < n; i++)
    dates[i] = ent_date_make(first + (int)i, 0, 0);
  dates[n - 1] = j->report.now; /* the last year is told as of the day */
  const ent_status status = ent_relation_standing(&j->run->sources, j->report.actor, dates, n, j->run->arena, &standing, err);
  j->report.standing = standing;
  j->report.n_standing = status == ENT_OK ? n : 0;
  return status == ENT_ENOTFOUND ? ENT_OK : status;
}

/* ---- contradictions ---------------------------------------------------------------------------------------------------- */

static bool names(ent_str ids, ent_str id)
{
  ent_str one;
  while (ids.n && ent_str_split(&ids, ';', &one))
    if (ent_str_eq(one, id))
      return true;
  return false;
}

static ent_status find_conflicts(job *j, ent_error *err)
{
  const ent_conflict *all;
  size_t n, kept = 0;
  ent_browse_counts counts = {0};
  if (!j->run->store)
    return ENT_OK;
  ent_status status = ent_store_conflicts(j->run->store, j->run->sources.reference, j->run->arena, &all, &n, err);
  if (status == ENT_OK)
    status = ent_browse_count(j->run->store, &counts, err);
  if (status != ENT_OK)
    return status;
  ent_conflict *own = ent_arena_array(j->run->arena, n + 1, sizeof *own);
  if (!own)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  for (size_t i = 0; i < n; i++) {
    const bool actor = names(all[i].source, j->report.actor) || names(all[i].target, j->report.actor);
    const bool other = !j->report.other.n || names(all[i].source, j->report.other) || names(all[i].target, j->report.other);
    if (actor && other)
      own[kept++] = all[i];
  }
  j->report.conflicts = own;
  j->report.n_conflicts = kept;
  j->report.n_documents = (size_t)counts.documents;
  return ENT_OK;
}

/* ---- the command ---------------------------------------------------------------------------------------------------------- */

static ent_status gather(job *j, char **operands, size_t n, ent_error *err)
{
  ent_str *ids[] = {&j->report.actor, &j->report.other};
  ent_status status = ENT_OK;
  for (size_t i = 0; i < n && status == ENT_OK; i++)
    status = cli_resolve(j->run->reader, operands[i], ENT_NO_DATE, j->run->arena, ids[i], err);
  const ent_timeline_query query = {.actor = j->report.actor, .other = j->report.other};
  if (status == ENT_OK)
    status = ent_timeline_read(j->run->store, j->run->sources.reference, &query, j->run->arena, &j->timeline, err);
  j->report.timeline = &j->timeline;
  if (status == ENT_OK)
    status = find_days(j, err);
  if (status == ENT_OK)
    status = measure_partners(j, err);
  if (status == ENT_OK)
    status = read_posture(j, err);
  if (status == ENT_OK)
    status = read_standing(j, err);
  if (status == ENT_OK)
    status = find_conflicts(j, err);
  if (status == ENT_OK)
    status = ent_map_open(ent_reader_pack(j->run->reader), &j->map, err);
  j->report.map = j->map;
  return status;
}

static ent_status write_report(const job *j, ent_error *err)
{
  const char *store = cli_store_name(j->run->store, j->o->field.store);
  const ent_picture how = {.actors = j->run->sources.actors, .source = cli_chart_source(j->run->reader, store, j->run->arena)};
  ent_buf out = ENT_BUF_INIT((size_t)256 << 20);
  ent_status status = ent_view_report(&how, &j->report, &out, err);
  if (status == ENT_OK && strcmp(j->o->output, "-") == 0)
    status = cli_write(&out) ? ENT_OK : ent_fail(err, ENT_ECANCELLED, ENT_NO_OFFSET, "output failed");
  else if (status == ENT_OK)
    status = cli_write_file(j->o->output, ent_buf_view(&out), err);
  ent_buf_done(&out);
  return status;
}

int cmd_report(int argc, char **argv)
{
  options o;
  const int code = parse_options(argc, argv, &o);
  if (code != CLI_OK)
    return code;
  ent_error err = {0};
  cli_run r;
  job j = {.o = &o, .run = &r};
  ent_status status = cli_run_begin(&r, &o.field, CLI_STORE_IF_ANY, &err);
  if (r.store)
    j.report.store = ent_str_of(o.field.store ? o.field.store : "default");
  if (status == ENT_OK)
    status = gather(&j, argv + optind, (size_t)(argc - optind), &err);
  if (status == ENT_OK)
    status = write_report(&j, &err);
  ent_map_close(j.map);
  return cli_run_end(&r, status, &err);
}
