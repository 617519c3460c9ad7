/* Reading datasets: relations by year, roll-ups of a dyad, events. */
#include "store/dataset_private.h"

#include "base/vec.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- relations --------------------------------------------------------------------------------------------------- */

static ent_cell cell_of(enti_stmt *s, int column)
{
  switch (enti_column_type(s, column)) {
  case ENTI_INT: {
    int64_t i = enti_column_int(s, column);
    return (ent_cell){.kind = ENT_CELL_INT, .i = i, .d = (double)i};
  }
  case ENTI_REAL: return (ent_cell){.kind = ENT_CELL_REAL, .d = enti_column_real(s, column)};
  case ENTI_NULL: return (ent_cell){.kind = ENT_CELL_NONE, .d = NAN};
  default: return (ent_cell){.kind = ENT_CELL_TEXT, .d = NAN, .s = enti_store_column(s, column)};
  }
}

static bool has_year(ent_dataset_table table)
{
  return table != ENT_TABLE_STATE && table != ENT_TABLE_TREATY && table != ENT_TABLE_RIVALRY && table != ENT_TABLE_MENTION &&
         table != ENT_TABLE_REPLACED;
}

ent_status ent_dataset_each(ent_store *store, ent_dataset_table table, int32_t from, int32_t to,
                            ent_status (*each)(void *, const ent_cell *, ent_error *), void *context, ent_error *err)
{
  char sql[200];
  enti_stmt *s;
  enti_step_result rc;
  snprintf(sql, sizeof sql, "SELECT * FROM %s%s", ent_dataset_table_name(table),
           has_year(table) ? " WHERE year BETWEEN ?1 AND ?2" : "");
  ent_status status = enti_store_prepare(store, sql, &s, err);
  if (status != ENT_OK)
    return status;
  if (has_year(table)) {
    enti_bind_int(s, 1, from);
    enti_bind_int(s, 2, to);
  }
  int n = (int)enti_dataset_columns(table);
  while (status == ENT_OK && (rc = enti_step(s)) != ENTI_DONE) {
    ent_cell cells[ENT_TABLE_COLUMNS];
    if (rc != ENTI_ROW) {
      status = enti_store_fail(store, err, "reading a dataset");
      break;
    }
    for (int i = 0; i < n; i++)
      cells[i] = cell_of(s, i);
    status = each(context, cells, err);
  }
  enti_finalize(s);
  return status;
}

/* ---- roll-ups ------------------------------------------------------------------------------------------------------ */

static ent_status no_memory(const ent_store *store, ent_error *err)
{
  return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "store %s: out of memory", store->path);
}

static const char select_dyad[] =
    "SELECT month, quad, 0, n, unscored, sum, sum_sq, positive, negative FROM dataset_dyad_month"
    " WHERE source = (SELECT number FROM dataset_word WHERE word = ?2)"
    "  AND target = (SELECT number FROM dataset_word WHERE word = ?3) AND corpus = ?1 "
    "UNION ALL SELECT month, quad, 1, n, unscored, sum, sum_sq, positive, negative FROM dataset_dyad_month"
    " WHERE source = (SELECT number FROM dataset_word WHERE word = ?3)"
    "  AND target = (SELECT number FROM dataset_word WHERE word = ?2) AND corpus = ?1 ORDER BY 1, 2, 3";

ent_status ent_dataset_dyad(ent_store *store, ent_corpus corpus, ent_str actor, ent_str other, ent_arena *arena,
                            ent_dyad_month **ret, size_t *ret_n, ent_error *err)
{
  enti_stmt *s;
  enti_step_result rc;
  ent_dyad_month *rows = NULL;
  size_t n = 0, cap = 0;
  ent_status status = enti_store_prepare(store, select_dyad, &s, err);
  if (status != ENT_OK)
    return status;
  enti_bind_int(s, 1, (int)corpus);
  enti_store_bind(s, 2, actor);
  enti_store_bind(s, 3, other);
  while (status == ENT_OK && (rc = enti_step(s)) != ENTI_DONE) {
    if (rc != ENTI_ROW)
      status = enti_store_fail(store, err, "reading events");
    else if (!enti_grow(arena, (void **)&rows, n, &cap, sizeof *rows))
      status = no_memory(store, err);
    else
      rows[n++] = (ent_dyad_month){.month = (int)enti_column_int(s, 0), .quad = (int)enti_column_int(s, 1),
                                   .reverse = (int)enti_column_int(s, 2) != 0,
                                   .n = (uint64_t)enti_column_int(s, 3),
                                   .unscored = (uint64_t)enti_column_int(s, 4),
                                   .sum = enti_column_real(s, 5), .sum_sq = enti_column_real(s, 6),
                                   .positive = enti_column_real(s, 7), .negative = enti_column_real(s, 8)};
  }
  enti_finalize(s);
  if (status == ENT_OK) {
    *ret = rows;
    *ret_n = n;
  }
  return status;
}

/* In order of the table's key, so that nothing is sorted; the months of a year come one behind the other. */
static const char select_dyads[] =
    "SELECT d.corpus, s.word, t.word, d.month / 12, d.n, d.unscored, d.sum, d.sum_sq, d.positive, d.negative, d.source, d.target"
    " FROM dataset_dyad_month d JOIN dataset_word s ON s.number = d.source JOIN dataset_word t ON t.number = d.target"
    " WHERE (?1 = 0 OR d.corpus = ?1) AND d.month BETWEEN ?2 * 12 AND ?3 * 12 + 11"
    " ORDER BY d.source, d.target, d.corpus, d.month";

typedef struct dyad_key {
  int64_t source, target;
  int32_t year;
  int corpus;
} dyad_key;

static dyad_key dyad_key_of(enti_stmt *s)
{
  return (dyad_key){enti_column_int(s, 10), enti_column_int(s, 11), (int)enti_column_int(s, 3), (int)enti_column_int(s, 0)};
}

static void add_months(enti_stmt *s, ent_dyad_year *y)
{
  y->n += (uint64_t)enti_column_int(s, 4);
  y->unscored += (uint64_t)enti_column_int(s, 5);
  y->sum += enti_column_real(s, 6);
  y->sum_sq += enti_column_real(s, 7);
  y->positive += enti_column_real(s, 8);
  y->negative += enti_column_real(s, 9);
}

/* Words are short and live only until the next row: kept beside the year that is being added up. */
static bool begin_year(enti_stmt *s, const dyad_key *key, ent_buf words[2], ent_dyad_year *y)
{
  for (int i = 0; i < 2; i++) {
    ent_buf_clear(&words[i]);
    ent_buf_str(&words[i], enti_store_column(s, i + 1));
  }
  *y = (ent_dyad_year){.corpus = (ent_corpus)key->corpus, .source = ent_buf_view(&words[0]), .target = ent_buf_view(&words[1]),
                       .year = key->year};
  return !words[0].failed && !words[1].failed;
}

static ent_status each_dyad_year(ent_store *store, enti_stmt *s, ent_buf words[2],
                                 ent_status (*each)(void *, const ent_dyad_year *, ent_error *), void *context, ent_error *err)
{
  dyad_key last = {0};
  ent_dyad_year y = {0};
  bool any = false;
  enti_step_result rc;
  while ((rc = enti_step(s)) == ENTI_ROW) {
    dyad_key key = dyad_key_of(s);
    bool same = any && key.source == last.source && key.target == last.target && key.year == last.year && key.corpus == last.corpus;
    ent_status status = any && !same ? each(context, &y, err) : ENT_OK;
    if (status == ENT_OK && !same && !begin_year(s, &key, words, &y))
      status = no_memory(store, err);
    if (status != ENT_OK)
      return status;
    add_months(s, &y);
    last = key;
    any = true;
  }
  if (rc != ENTI_DONE)
    return enti_store_fail(store, err, "reading events");
  return any ? each(context, &y, err) : ENT_OK;
}

ent_status ent_dataset_dyad_years(ent_store *store, ent_corpus corpus, int32_t from, int32_t to,
                                  ent_status (*each)(void *, const ent_dyad_year *, ent_error *), void *context, ent_error *err)
{
  enti_stmt *s;
  ent_buf words[2] = {ENT_BUF_INIT(1 << 20), ENT_BUF_INIT(1 << 20)};
  ent_status status = enti_store_prepare(store, select_dyads, &s, err);
  if (status != ENT_OK)
    return status;
  enti_bind_int(s, 1, (int)corpus);
  enti_bind_int(s, 2, from);
  enti_bind_int(s, 3, to);
  status = each_dyad_year(store, s, words, each, context, err);
  enti_finalize(s);
  ent_buf_done(&words[0]);
  ent_buf_done(&words[1]);
  return status;
}

ent_status ent_dataset_has_actor(ent_store *store, ent_str actor, bool *ret, ent_error *err)
{
  enti_stmt *s;
  ent_status status = enti_store_prepare(
      store, "SELECT 1 FROM dataset_code WHERE actor = (SELECT number FROM dataset_word WHERE word = ?1)", &s, err);
  if (status != ENT_OK)
    return status;
  enti_store_bind(s, 1, actor);
  enti_step_result rc = enti_step(s);
  if (rc == ENTI_ROW || rc == ENTI_DONE)
    *ret = rc == ENTI_ROW;
  else
    status = enti_store_fail(store, err, "looking for an actor");
  enti_finalize(s);
  return status;
}

/* 8: ENT_CORPUS_READ */
static const char select_months[] =
    "SELECT corpus, month, n FROM dataset_month UNION ALL "
    "SELECT 8, substr(date_start, 1, 4) * 12 + substr(date_start, 6, 2) - 1, count(*) FROM event"
    " WHERE modality = 'actual' AND length(date_start) >= 7 GROUP BY 2 ORDER BY 1, 2";

ent_status ent_dataset_months(ent_store *store, ent_arena *arena, ent_corpus_month **ret, size_t *ret_n, ent_error *err)
{
  enti_stmt *s;
  enti_step_result rc;
  ent_corpus_month *rows = NULL;
  size_t n = 0, cap = 0;
  ent_status status = enti_store_prepare(store, select_months, &s, err);
  if (status != ENT_OK)
    return status;
  while (status == ENT_OK && (rc = enti_step(s)) != ENTI_DONE) {
    if (rc != ENTI_ROW)
      status = enti_store_fail(store, err, "reading events");
    else if (!enti_grow(arena, (void **)&rows, n, &cap, sizeof *rows))
      status = no_memory(store, err);
    else
      rows[n++] = (ent_corpus_month){(ent_corpus)(int)enti_column_int(s, 0), (int)enti_column_int(s, 1),
                                     (uint64_t)enti_column_int(s, 2)};
  }
  enti_finalize(s);
  if (status == ENT_OK) {
    *ret = rows;
    *ret_n = n;
  }
  return status;
}

/* ---- events -------------------------------------------------------------------------------------------------------- */

static const char select_events[] =
    "SELECT e.corpus, e.day, sw.word, tw.word, sc.code, tc.code, cw.word, mw.word, CAST(e.report AS TEXT), e.place, pw.word,"
    "  e.document, e.quad, e.score, e.tone, e.latitude, e.longitude, e.mentions, e.sources,"
    "  1 + (SELECT count(*) FROM dataset_report r WHERE r.event = e.key)"
    " FROM dataset_event e"
    " LEFT JOIN dataset_code sc ON sc.number = e.source LEFT JOIN dataset_code tc ON tc.number = e.target"
    " LEFT JOIN dataset_word sw ON sw.number = sc.actor LEFT JOIN dataset_word tw ON tw.number = tc.actor"
    " JOIN dataset_word cw ON cw.number = e.code LEFT JOIN dataset_word mw ON mw.number = e.mode"
    " LEFT JOIN dataset_word pw ON pw.number = e.publisher"
    " WHERE e.key BETWEEN ?1 AND ?2 AND (?3 = '' OR (sw.word = ?3 AND (?4 = '' OR tw.word = ?4))"
    "   OR (tw.word = ?3 AND (?4 = '' OR sw.word = ?4)))"
    " ORDER BY e.key";

static double real_of(enti_stmt *s, int column)
{
  return enti_column_type(s, column) == ENTI_NULL ? NAN : enti_column_real(s, column);
}

static int64_t count_of(enti_stmt *s, int column)
{
  return enti_column_type(s, column) == ENTI_NULL ? -1 : enti_column_int(s, column);
}

static ent_dataset_row row_of(enti_stmt *s)
{
  ent_dataset_row row = {.corpus = (ent_corpus)(int)enti_column_int(s, 0), .day = (int)enti_column_int(s, 1)};
  ent_str *texts[] = {&row.source, &row.target, &row.source_code, &row.target_code, &row.code, &row.mode,
                      &row.report, &row.place, &row.publisher, &row.document};
  for (int i = 0; i < 10; i++)
    *texts[i] = enti_store_column(s, i + 2);
  row.quad = (int)count_of(s, 12);
  row.score = real_of(s, 13);
  row.tone = real_of(s, 14);
  row.latitude = real_of(s, 15);
  row.longitude = real_of(s, 16);
  row.mentions = count_of(s, 17);
  row.sources = count_of(s, 18);
  row.reports = enti_column_int(s, 19);
  return row;
}

/* The first and the last key of a day; days outside those that keys can hold are cut. */
static int64_t first_key(ent_corpus corpus, int32_t day)
{
  int64_t d = (int64_t)day - DAY_BASE, last = (1 << DAY_BITS) - 1;
  d = d < 0 ? 0 : d > last ? last : d;
  return ((int64_t)corpus << (DAY_BITS + SAME_BITS)) + (d << SAME_BITS);
}

static int64_t last_key(ent_corpus corpus, int32_t day)
{
  return first_key(corpus, day) + ((1ll << SAME_BITS) - 1);
}

static ent_status events_of(ent_store *store, enti_stmt *s, ent_corpus corpus, ent_date from, ent_date to,
                            ent_status (*each)(void *, const ent_dataset_row *, ent_error *), void *context, ent_error *err)
{
  ent_status status = ENT_OK;
  enti_step_result rc;
  enti_bind_int(s, 1, first_key(corpus, ent_date_known(from) ? from.day : INT32_MIN));
  enti_bind_int(s, 2, last_key(corpus, ent_date_known(to) ? ent_date_last(to) : INT32_MAX));
  while (status == ENT_OK && (rc = enti_step(s)) != ENTI_DONE) {
    if (rc != ENTI_ROW)
      return enti_store_fail(store, err, "reading events");
    ent_dataset_row row = row_of(s);
    status = each(context, &row, err);
  }
  enti_reset(s);
  return status;
}

ent_status ent_dataset_events(ent_store *store, ent_corpus corpus, ent_str actor, ent_str other, ent_date from, ent_date to,
                              ent_status (*each)(void *, const ent_dataset_row *, ent_error *), void *context, ent_error *err)
{
  enti_stmt *s;
  ent_status status = enti_store_prepare(store, select_events, &s, err);
  if (status != ENT_OK)
    return status;
  enti_store_bind(s, 3, actor);
  enti_store_bind(s, 4, other);
  int first = corpus ? (int)corpus : ENT_CORPUS_EVENTS, last = corpus ? (int)corpus : ENT_CORPUS_ACLED;
  for (int c = first; c <= last && status == ENT_OK; c++)
    status = events_of(store, s, (ent_corpus)c, from, to, each, context, err);
  enti_finalize(s);
  return status;
}
