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
    "SELECT source, target, corpus, month, n, unscored, sum, sum_sq, positive, negative FROM dataset_dyad_month"
    " WHERE (?1 = 0 OR corpus = ?1) AND month BETWEEN ?2 AND ?3 ORDER BY source, target, corpus, month";

typedef struct dyad_reader {
  enti_stmt *months, *word;
  int64_t numbers[2]; /* of the year that is added up */
  ent_buf words[2];   /* what they mean */
  ent_dyad_year year;
  bool any;
} dyad_reader;

static bool same_year(const dyad_reader *r)
{
  return r->any && enti_column_int(r->months, 0) == r->numbers[0] && enti_column_int(r->months, 1) == r->numbers[1] &&
         enti_column_int(r->months, 2) == (int64_t)r->year.corpus && enti_column_int(r->months, 3) / 12 == r->year.year;
}

static void add_month(dyad_reader *r)
{
  ent_dyad_year *y = &r->year;
  y->n += (uint64_t)enti_column_int(r->months, 4);
  y->unscored += (uint64_t)enti_column_int(r->months, 5);
  y->sum += enti_column_real(r->months, 6);
  y->sum_sq += enti_column_real(r->months, 7);
  y->positive += enti_column_real(r->months, 8);
  y->negative += enti_column_real(r->months, 9);
}

static ent_status find_word(ent_store *store, dyad_reader *r, int side, int64_t number, ent_error *err)
{
  if (r->numbers[side] == number)
    return ENT_OK;
  ent_buf_clear(&r->words[side]);
  enti_bind_int(r->word, 1, number);
  if (enti_step(r->word) != ENTI_ROW)
    return enti_store_fail(store, err, "reading events");
  ent_buf_str(&r->words[side], enti_store_column(r->word, 0));
  enti_reset(r->word);
  r->numbers[side] = number;
  return r->words[side].failed ? no_memory(store, err) : ENT_OK;
}

static ent_status begin_year(ent_store *store, dyad_reader *r, ent_error *err)
{
  ent_status status = find_word(store, r, 0, enti_column_int(r->months, 0), err);
  if (status == ENT_OK)
    status = find_word(store, r, 1, enti_column_int(r->months, 1), err);
  r->year = (ent_dyad_year){.corpus = (ent_corpus)enti_column_int(r->months, 2), .source = ent_buf_view(&r->words[0]),
                            .target = ent_buf_view(&r->words[1]), .year = (int32_t)(enti_column_int(r->months, 3) / 12)};
  r->any = true;
  return status;
}

static ent_status each_dyad_year(ent_store *store, dyad_reader *r, ent_status (*each)(void *, const ent_dyad_year *, ent_error *),
                                 void *context, ent_error *err)
{
  enti_step_result rc;
  while ((rc = enti_step(r->months)) == ENTI_ROW) {
    bool same = same_year(r);
    ent_status status = r->any && !same ? each(context, &r->year, err) : ENT_OK;
    if (status == ENT_OK && !same)
      status = begin_year(store, r, err);
    if (status != ENT_OK)
      return status;
    add_month(r);
  }
  if (rc != ENTI_DONE)
    return enti_store_fail(store, err, "reading events");
  return r->any ? each(context, &r->year, err) : ENT_OK;
}

ent_status ent_dataset_dyad_years(ent_store *store, ent_corpus corpus, int32_t from, int32_t to,
                                  ent_status (*each)(void *, const ent_dyad_year *, ent_error *), void *context, ent_error *err)
{
  dyad_reader r = {.words = {ENT_BUF_INIT(1 << 20), ENT_BUF_INIT(1 << 20)}};
  ent_status status = enti_store_prepare(store, select_dyads, &r.months, err);
  if (status == ENT_OK)
    status = enti_store_prepare(store, "SELECT word FROM dataset_word WHERE number = ?1", &r.word, err);
  if (status == ENT_OK) {
    enti_bind_int(r.months, 1, (int64_t)corpus);
    enti_bind_int(r.months, 2, (int64_t)from * 12);
    enti_bind_int(r.months, 3, (int64_t)to * 12 + 11);
    status = each_dyad_year(store, &r, each, context, err);
  }
  enti_finalize(r.months);
  enti_finalize(r.word);
  ent_buf_done(&r.words[0]);
  ent_buf_done(&r.words[1]);
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
    "SELECT 8, CAST(substr(date_start, 1, 4) AS INTEGER) * 12 + CAST(substr(date_start, 6, 2) AS INTEGER) - 1, count(*) FROM event"
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

/* Found once, so that a row of somebody else costs two numbers. */
#define CODES_OF(actor) "SELECT c.number FROM dataset_code c JOIN dataset_word w ON w.number = c.actor WHERE w.word = " actor
static const char select_events[] =
    "SELECT e.corpus, e.day, sw.word, tw.word, sc.code, tc.code, cw.word, mw.word, CAST(e.report AS TEXT), e.place, pw.word,"
    "  e.document, e.quad, e.score, e.tone, e.latitude, e.longitude, e.mentions, e.sources,"
    "  1 + (SELECT count(*) FROM dataset_report r WHERE r.event = e.key)"
    " FROM dataset_event e"
    " LEFT JOIN dataset_code sc ON sc.number = e.source LEFT JOIN dataset_code tc ON tc.number = e.target"
    " LEFT JOIN dataset_word sw ON sw.number = sc.actor LEFT JOIN dataset_word tw ON tw.number = tc.actor"
    " JOIN dataset_word cw ON cw.number = e.code LEFT JOIN dataset_word mw ON mw.number = e.mode"
    " LEFT JOIN dataset_word pw ON pw.number = e.publisher"
    " WHERE e.key BETWEEN ?1 AND ?2 AND (?3 = '' OR (e.source IN (" CODES_OF("?3") ") AND (?4 = '' OR e.target IN (" CODES_OF("?4") ")))"
    "   OR (e.target IN (" CODES_OF("?3") ") AND (?4 = '' OR e.source IN (" CODES_OF("?4") "))))"
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
