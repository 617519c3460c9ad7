/* Putting an event in, once. Its key is made of corpus, day and a hash of what makes reports one event, so that rows
 * come to lie by day, and asking whether it is there costs no index. Two events whose hashes are the same are told
 * apart by their columns and get keys beside each other. */
#include "store/dataset_private.h"

#include "base/fault.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int64_t key_of(const ent_field_event *e, uint64_t probe)
{
  uint64_t day = (uint64_t)(e->day - DAY_BASE) & ((1u << DAY_BITS) - 1);
  uint64_t same = (e->same + probe) & ((1ull << SAME_BITS) - 1);
  return (int64_t)((uint64_t)e->corpus << (DAY_BITS + SAME_BITS) | day << SAME_BITS | same);
}

static void bind_number(enti_stmt *s, int at, uint32_t number)
{
  if (number)
    enti_bind_int(s, at, number);
  else
    enti_bind_null(s, at);
}

static void bind_real(enti_stmt *s, int at, double d)
{
  if (isnan(d))
    enti_bind_null(s, at);
  else
    enti_bind_real(s, at, d);
}

static void bind_count(enti_stmt *s, int at, int64_t n)
{
  if (n < 0)
    enti_bind_null(s, at);
  else
    enti_bind_int(s, at, n);
}

static void bind_text(enti_stmt *s, int at, ent_str text)
{
  if (text.n)
    enti_store_bind(s, at, text);
  else
    enti_bind_null(s, at);
}

static void bind_report(enti_stmt *s, int at, const ent_cell *report)
{
  if (report->kind == ENT_CELL_INT)
    enti_bind_int(s, at, report->i);
  else if (report->kind == ENT_CELL_TEXT)
    enti_store_bind(s, at, report->s);
  else
    enti_bind_null(s, at);
}

static ent_status insert(ent_dataset_writer *w, int64_t key, const ent_field_event *e, bool *ret_new, ent_error *err)
{
  enti_stmt *s = w->stmts[PUT_EVENT];
  ent_status kept = enti_dataset_keep_words(w, err); /* PostgreSQL looks at references row by row */
  if (kept != ENT_OK)
    return kept;
  enti_bind_int(s, 1, key);
  enti_bind_int(s, 2, (int)e->corpus);
  bind_report(s, 3, &e->report);
  enti_bind_int(s, 4, e->day);
  bind_number(s, 5, e->source);
  bind_number(s, 6, e->target);
  bind_number(s, 7, e->code);
  bind_number(s, 8, e->mode);
  bind_count(s, 9, e->quad);
  bind_real(s, 10, e->score);
  bind_count(s, 11, e->mentions);
  bind_count(s, 12, e->sources);
  bind_real(s, 13, e->tone);
  bind_text(s, 14, e->place);
  bind_real(s, 15, e->latitude);
  bind_real(s, 16, e->longitude);
  bind_number(s, 17, e->publisher);
  bind_text(s, 18, e->document);
  enti_step_result rc = enti_step(s);
  *ret_new = enti_changes(s) > 0;
  ent_status status = rc == ENTI_DONE ? ENT_OK : enti_store_fail(w->store, err, "adding an event");
  enti_reset(s);
  return status;
}

static bool same_report(enti_stmt *s, int column, const ent_cell *report)
{
  if (report->kind == ENT_CELL_INT)
    return enti_column_type(s, column) == ENTI_INT && enti_column_int(s, column) == report->i;
  if (report->kind == ENT_CELL_TEXT)
    return enti_column_type(s, column) == ENTI_TEXT && ent_str_eq(enti_store_column(s, column), report->s);
  return true; /* without ids nothing tells two reports apart */
}

/* Is the row at key this event; and this report of it? */
static ent_status compare(ent_dataset_writer *w, int64_t key, const ent_field_event *e, bool *ret_event, bool *ret_report,
                          ent_error *err)
{
  enti_stmt *s = w->stmts[FIND_EVENT];
  enti_bind_int(s, 1, key);
  ent_status status = ENT_OK;
  if (enti_step(s) == ENTI_ROW) {
    const uint32_t wanted[] = {e->source, e->target, e->code, e->mode};
    *ret_event = true;
    for (int i = 0; i < 4; i++)
      *ret_event = *ret_event && (uint32_t)enti_column_int(s, i) == wanted[i];
    *ret_report = *ret_event && same_report(s, 4, &e->report);
  } else {
    status = enti_store_fail(w->store, err, "looking for an event");
  }
  enti_reset(s);
  return status;
}

/* ---- further reports ---------------------------------------------------------------------------------------------- */

static ent_status put_report(ent_dataset_writer *w, int64_t key, const ent_cell *report_of, ent_error *err)
{
  enti_stmt *s = w->stmts[PUT_REPORT];
  enti_bind_int(s, 1, key);
  bind_report(s, 2, report_of);
  return enti_store_step(w->store, s, "adding a report", err);
}

static int by_event(const void *x, const void *y)
{
  const late_report *a = x, *b = y;
  if (a->event != b->event)
    return a->event < b->event ? -1 : 1;
  return (a->number > b->number) - (a->number < b->number);
}

/* In the order of the table's key, so that its pages are met one after the other. */
ent_status enti_dataset_flush_reports(ent_dataset_writer *w, ent_error *err)
{
  ent_status status = ENT_OK;
  if (w->n_reports)
    qsort(w->reports, w->n_reports, sizeof *w->reports, by_event);
  for (size_t i = 0; i < w->n_reports && status == ENT_OK; i++)
    status = put_report(w, w->reports[i].event, &(ent_cell){.kind = ENT_CELL_INT, .i = w->reports[i].number}, err);
  w->n_reports = 0;
  return status;
}

/* Numbers wait for the flush; words, which few sources have, are put at once. */
static ent_status hold_report(ent_dataset_writer *w, int64_t key, const ent_cell *report_of, ent_error *err)
{
  if (report_of->kind != ENT_CELL_INT)
    return put_report(w, key, report_of, err);
  if (w->n_reports == REPORTS_HELD) {
    ent_status status = enti_dataset_flush_reports(w, err);
    if (status != ENT_OK)
      return status;
  }
  w->reports[w->n_reports++] = (late_report){key, report_of->i};
  return ENT_OK;
}

/* ---- events put lately ---------------------------------------------------------------------------------------------- */

static bool prepare_recent(ent_dataset_writer *w)
{
  if (w->recent)
    return true;
  w->reports = enti_malloc(REPORTS_HELD * sizeof *w->reports);
  w->recent = w->reports ? enti_calloc(RECENT, sizeof *w->recent) : NULL;
  return w->recent != NULL;
}

/* The low bits of a key are a hash already. Key 0 is none: a corpus is at least 1. */
static recent *place_of(const ent_dataset_writer *w, int64_t key)
{
  return &w->recent[((uint64_t)key ^ (uint64_t)key >> SAME_BITS) & (RECENT - 1)];
}

static bool is_recent(const recent *r, int64_t key, const ent_field_event *e)
{
  return r->key == key && r->source == e->source && r->target == e->target && r->code == e->code && r->mode == e->mode;
}

static void remember(ent_dataset_writer *w, int64_t key, const ent_field_event *e)
{
  if (e->report.kind == ENT_CELL_INT)
    *place_of(w, key) = (recent){key, e->source, e->target, e->code, e->mode, e->report.i};
}

/* Months are those of the proleptic Gregorian calendar; ent_date_split is not asked for each of millions of rows of a
 * day. */
static int32_t month_of(int32_t day)
{
  static _Thread_local int32_t last_day = INT32_MIN, last_month;
  if (day != last_day) {
    int year, month, d;
    ent_date_split((ent_date){day, ENT_DATE_DAY}, &year, &month, &d);
    last_day = day;
    last_month = year * 12 + month - 1;
  }
  return last_month;
}

static bool roll_up(ent_dataset_writer *w, const ent_field_event *e)
{
  bool scored = !isnan(e->score);
  double g = scored ? e->score : 0;
  rollup r = {.month = month_of(e->day), .corpus = (int8_t)e->corpus, .quad = (int8_t)e->quad, .n = scored,
              .unscored = !scored, .sum = g, .sum_sq = g * g, .positive = g > 0 ? g : 0, .negative = g < 0 ? -g : 0};
  uint32_t source = e->source ? w->actors[e->source - 1] : 0, target = e->target ? w->actors[e->target - 1] : 0;
  rollup all = {.month = r.month, .corpus = r.corpus, .quad = -1, .n = 1};
  if (!enti_rollups_add(&w->rollups, &all))
    return false;
  if (!source || !target || source == target)
    return true;
  r.source = source;
  r.target = target;
  return enti_rollups_add(&w->rollups, &r);
}

ent_status ent_dataset_put_event(ent_dataset_writer *w, const ent_field_event *e, ent_error *err)
{
  if (!prepare_recent(w))
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "store %s: out of memory", w->store->path);
  for (uint64_t probe = 0; probe < 1000; probe++) {
    int64_t key = key_of(e, probe);
    bool fresh, event = false, known = false;
    const recent *lately = place_of(w, key);
    if (e->report.kind == ENT_CELL_INT && is_recent(lately, key, e))
      return lately->report == e->report.i ? ENT_OK : hold_report(w, key, &e->report, err);
    ent_status status = insert(w, key, e, &fresh, err);
    if (status != ENT_OK)
      return status;
    if (fresh && !roll_up(w, e))
      return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "store %s: out of memory", w->store->path);
    if (fresh) {
      remember(w, key, e);
      return w->rollups.n < ROLLUPS_HELD ? ENT_OK : enti_dataset_flush_rollups(w, err);
    }
    status = compare(w, key, e, &event, &known, err);
    if (status != ENT_OK || known)
      return status;
    if (event)
      return hold_report(w, key, &e->report, err);
  }
  return ent_fail(err, ENT_ELIMIT, ENT_NO_OFFSET, "store %s: too many events of one kind on one day", w->store->path);
}
