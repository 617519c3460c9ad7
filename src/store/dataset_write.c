/* Putting datasets in: words and codes by number, relations row by row, and how far the file was read. */
#include "store/dataset_private.h"

#include "base/fault.h"
#include "base/vec.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static const struct { const char *name; size_t n; } tables[ENT_TABLE_COUNT] = {
    [ENT_TABLE_STATE] = {"dataset_state", 6},           [ENT_TABLE_PLEDGE] = {"dataset_pledge", 8},
    [ENT_TABLE_TREATY] = {"dataset_treaty", 10},        [ENT_TABLE_AGREEMENT] = {"dataset_agreement", 6},
    [ENT_TABLE_TRADE] = {"dataset_trade", 5},           [ENT_TABLE_IGO] = {"dataset_igo", 4},
    [ENT_TABLE_IGO_MEMBER] = {"dataset_igo_member", 4}, [ENT_TABLE_DISPUTE] = {"dataset_dispute", 9},
    [ENT_TABLE_RIVALRY] = {"dataset_rivalry", 6},       [ENT_TABLE_CAPABILITY] = {"dataset_capability", 9},
    [ENT_TABLE_VOTE] = {"dataset_vote", 5},             [ENT_TABLE_IDEAL_POINT] = {"dataset_ideal_point", 7},
    [ENT_TABLE_MENTION] = {"dataset_mention", 8},       [ENT_TABLE_REPLACED] = {"dataset_replaced", 3}};

const char *ent_dataset_table_name(ent_dataset_table table)
{
  return (unsigned)table < ENT_TABLE_COUNT ? tables[table].name : "";
}

size_t enti_dataset_columns(ent_dataset_table table)
{
  return tables[table].n;
}

const char *ent_corpus_text(ent_corpus corpus)
{
  static const char *const words[] = {"", "events", "gdelt", "icews", "polecat", "phoenix", "plover", "acled", "read"};
  return (unsigned)corpus < sizeof words / sizeof *words ? words[corpus] : "";
}

static const char *const sql[N_STATEMENTS] = {
    [PUT_EVENT] = "INSERT INTO dataset_event VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18) "
                  "ON CONFLICT DO NOTHING",
    [FIND_EVENT] = "SELECT source, target, code, mode, report FROM dataset_event WHERE key = ?1",
    [PUT_REPORT] = "INSERT INTO dataset_report VALUES (?1, ?2) ON CONFLICT DO NOTHING",
    [PUT_WORD] = "INSERT INTO dataset_word VALUES (?1, ?2)",
    [PUT_CODE] = "INSERT INTO dataset_code VALUES (?1, ?2, ?3, ?4)",
    [PUT_DYAD] = "INSERT INTO dataset_dyad_month AS d VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11) "
                 "ON CONFLICT (source, target, corpus, month, quad) DO UPDATE SET n = d.n + excluded.n, "
                 "unscored = d.unscored + excluded.unscored, sum = d.sum + excluded.sum, sum_sq = d.sum_sq + excluded.sum_sq, "
                 "positive = d.positive + excluded.positive, negative = d.negative + excluded.negative",
    [PUT_MONTH] = "INSERT INTO dataset_month AS d VALUES (?1, ?2, ?3) ON CONFLICT (corpus, month) DO UPDATE SET n = d.n + excluded.n",
    [PUT_FILE] = "INSERT INTO dataset_file VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (hash) DO UPDATE SET "
                 "bytes = excluded.bytes, lines = excluded.lines, rows = excluded.rows, rejected = excluded.rejected, "
                 "complete = excluded.complete"};

static ent_status out_of_memory(const ent_dataset_writer *w, ent_error *err)
{
  return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "store %s: out of memory", w->store->path);
}

/* ---- words and codes ------------------------------------------------------------------------------------------- */

uint32_t ent_dataset_word(ent_dataset_writer *w, ent_str word)
{
  uint32_t id = enti_intern_add(&w->words, word);
  return id == UINT32_MAX ? 0 : id + 1;
}

static ent_str code_key(ent_dataset_writer *w, ent_str system, ent_str code)
{
  ent_buf_clear(&w->key);
  ent_buf_str(&w->key, system);
  ent_buf_char(&w->key, '\x1f');
  ent_buf_str(&w->key, code);
  return ent_buf_view(&w->key);
}

uint32_t ent_dataset_code_find(const ent_dataset_writer *w, ent_str system, ent_str code)
{
  char key[256];
  if (system.n + code.n + 1 > sizeof key)
    return 0;
  memcpy(key, system.p, system.n);
  key[system.n] = '\x1f';
  if (code.n)
    memcpy(key + system.n + 1, code.p, code.n);
  uint32_t id = enti_intern_find(&w->codes, (ent_str){key, system.n + 1 + code.n});
  return id == UINT32_MAX ? 0 : id + 1;
}

static bool note_actor(ent_dataset_writer *w, uint32_t code, uint32_t actor)
{
  if (!enti_grow_heap((void **)&w->actors, code, &w->actors_cap, sizeof *w->actors))
    return false;
  w->actors[code] = actor;
  return true;
}

uint32_t ent_dataset_code(ent_dataset_writer *w, ent_str system, ent_str code, ent_str actor)
{
  uint32_t before = w->codes.n;
  uint32_t id = enti_intern_add(&w->codes, code_key(w, system, code));
  if (id == UINT32_MAX || w->key.failed)
    return 0;
  if (id >= before) {
    uint32_t number = actor.n ? ent_dataset_word(w, actor) : 0;
    if ((actor.n && !number) || !note_actor(w, id, number))
      return 0;
  }
  return id + 1;
}

static ent_status load_words(ent_dataset_writer *w, ent_error *err)
{
  enti_stmt *s;
  enti_step_result rc;
  bool ok = true;
  ent_status status = enti_store_prepare(w->store, "SELECT word FROM dataset_word ORDER BY number", &s, err);
  if (status != ENT_OK)
    return status;
  while ((rc = enti_step(s)) == ENTI_ROW && ok)
    ok = ent_dataset_word(w, enti_store_column(s, 0)) != 0;
  if (rc != ENTI_DONE)
    status = ok ? enti_store_fail(w->store, err, "reading words") : out_of_memory(w, err);
  enti_finalize(s);
  w->words_kept = w->words.n;
  return status;
}

static ent_status load_codes(ent_dataset_writer *w, ent_error *err)
{
  enti_stmt *s;
  enti_step_result rc;
  bool ok = true;
  ent_status status = enti_store_prepare(w->store, "SELECT system, code, actor FROM dataset_code ORDER BY number", &s, err);
  if (status != ENT_OK)
    return status;
  while (ok && (rc = enti_step(s)) == ENTI_ROW) {
    uint32_t id = enti_intern_add(&w->codes, code_key(w, enti_store_column(s, 0), enti_store_column(s, 1)));
    ok = id != UINT32_MAX && note_actor(w, id, (uint32_t)enti_column_int(s, 2));
  }
  if (!ok || rc != ENTI_DONE)
    status = ok ? enti_store_fail(w->store, err, "reading codes") : out_of_memory(w, err);
  enti_finalize(s);
  w->codes_kept = w->codes.n;
  return status;
}

ent_status enti_dataset_keep_words(ent_dataset_writer *w, ent_error *err)
{
  ent_status status = ENT_OK;
  for (; w->words_kept < w->words.n && status == ENT_OK; w->words_kept++) {
    enti_bind_int(w->stmts[PUT_WORD], 1, w->words_kept + 1);
    enti_store_bind(w->stmts[PUT_WORD], 2, w->words.keys[w->words_kept]);
    status = enti_store_step(w->store, w->stmts[PUT_WORD], "adding words", err);
  }
  for (; w->codes_kept < w->codes.n && status == ENT_OK; w->codes_kept++) {
    ent_str code = w->codes.keys[w->codes_kept], system = {0};
    ent_str_split(&code, '\x1f', &system);
    enti_bind_int(w->stmts[PUT_CODE], 1, w->codes_kept + 1);
    enti_store_bind(w->stmts[PUT_CODE], 2, system);
    enti_store_bind(w->stmts[PUT_CODE], 3, code);
    if (w->actors[w->codes_kept])
      enti_bind_int(w->stmts[PUT_CODE], 4, w->actors[w->codes_kept]);
    status = enti_store_step(w->store, w->stmts[PUT_CODE], "adding codes", err);
  }
  return status;
}

/* ---- files ------------------------------------------------------------------------------------------------------ */

static ent_status find_file(ent_store *store, ent_dataset_file *file, ent_error *err)
{
  enti_stmt *s;
  ent_status status = enti_store_prepare(
      store, "SELECT bytes, lines, rows, rejected, complete FROM dataset_file WHERE hash = ?1", &s, err);
  if (status != ENT_OK)
    return status;
  enti_store_bind(s, 1, file->hash);
  file->bytes = file->lines = file->rows = file->rejected = 0;
  file->complete = false;
  enti_step_result rc = enti_step(s);
  if (rc == ENTI_ROW) {
    file->bytes = (uint64_t)enti_column_int(s, 0);
    file->lines = (uint64_t)enti_column_int(s, 1);
    file->rows = (uint64_t)enti_column_int(s, 2);
    file->rejected = (uint64_t)enti_column_int(s, 3);
    file->complete = (int)enti_column_int(s, 4) != 0;
  } else if (rc != ENTI_DONE) {
    status = enti_store_fail(store, err, "looking for a file");
  }
  enti_finalize(s);
  return status;
}

static ent_status keep_file(ent_dataset_writer *w, const ent_dataset_file *file, ent_error *err)
{
  char started[32];
  time_t t = time(NULL);
  struct tm utc;
  strftime(started, sizeof started, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&t, &utc));
  enti_stmt *s = w->stmts[PUT_FILE];
  enti_store_bind(s, 1, file->hash);
  enti_store_bind(s, 2, file->name);
  enti_store_bind(s, 3, file->format);
  enti_store_bind(s, 4, ent_str_of(started));
  enti_bind_int(s, 5, (int64_t)file->bytes);
  enti_bind_int(s, 6, (int64_t)file->lines);
  enti_bind_int(s, 7, (int64_t)file->rows);
  enti_bind_int(s, 8, (int64_t)file->rejected);
  enti_bind_int(s, 9, file->complete);
  return enti_store_step(w->store, s, "noting how far the file was read", err);
}

ent_status ent_dataset_checkpoint(ent_dataset_writer *w, const ent_dataset_file *file, ent_error *err)
{
  ent_status status = enti_dataset_keep_words(w, err);
  if (status == ENT_OK)
    status = enti_dataset_flush_reports(w, err);
  if (status == ENT_OK)
    status = enti_dataset_flush_rollups(w, err);
  if (status == ENT_OK)
    status = keep_file(w, file, err);
  if (status == ENT_OK)
    status = w->store->engine->commit(w->store, err);
  if (status == ENT_OK) {
    w->open = false;
    status = enti_store_begin(w->store, err);
    w->open = status == ENT_OK;
  }
  return status;
}

/* As in schema.sql: stores that are older have none. */
static const char make_replaced[] =
    "CREATE TABLE IF NOT EXISTS dataset_replaced (relation TEXT NOT NULL, row TEXT NOT NULL, file TEXT NOT NULL,"
    " PRIMARY KEY (relation, row, file)) STRICT, WITHOUT ROWID";

static ent_status prepare_all(ent_dataset_writer *w, ent_error *err)
{
  ent_status status = ENT_OK;
  for (int i = 0; i < N_STATEMENTS && status == ENT_OK; i++)
    status = enti_store_prepare(w->store, sql[i], &w->stmts[i], err);
  for (int i = 0; i < ENT_TABLE_COUNT && status == ENT_OK; i++) {
    ent_buf text = ENT_BUF_INIT(4096);
    ent_buf_printf(&text, "INSERT INTO %s VALUES (", tables[i].name);
    for (size_t c = 1; c <= tables[i].n; c++)
      ent_buf_printf(&text, c == 1 ? "?%zu" : ", ?%zu", c);
    ent_buf_c(&text, i == ENT_TABLE_STATE ? ") ON CONFLICT (system, state, start) DO UPDATE SET \"end\" = later(dataset_state.\"end\", excluded.\"end\")" : ") ON CONFLICT DO NOTHING");
    ent_buf_char(&text, 0);
    status = text.failed ? out_of_memory(w, err) : enti_store_prepare(w->store, text.p, &w->tables[i], err);
    ent_buf_done(&text);
  }
  return status;
}

static ent_status begin(ent_dataset_writer *w, ent_dataset_file *file, ent_error *err)
{
  if (!enti_intern_init(&w->words) || !enti_intern_init(&w->codes))
    return out_of_memory(w, err);
  ent_status status = w->store->engine->loading(w->store, true, err);
  if (status == ENT_OK)
    status = enti_store_begin(w->store, err);
  w->open = status == ENT_OK;
  if (status == ENT_OK)
    status = enti_store_exec(w->store, make_replaced, "making room for what is replaced", err);
  if (status == ENT_OK)
    status = find_file(w->store, file, err);
  if (status == ENT_OK && file->complete)
    return ENT_OK;
  if (status == ENT_OK)
    status = prepare_all(w, err);
  if (status == ENT_OK)
    status = load_words(w, err);
  return status == ENT_OK ? load_codes(w, err) : status;
}

ent_status ent_dataset_begin(ent_store *store, ent_dataset_file *file, ent_dataset_writer **ret, ent_error *err)
{
  ent_dataset_writer *w = enti_calloc(1, sizeof *w);
  if (!w)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "store %s: out of memory", store->path);
  w->store = store;
  snprintf(w->file, sizeof w->file, "%.*s", ENT_STR_ARG(file->hash));
  w->key = ENT_BUF_INIT(1 << 20);
  ent_status status = begin(w, file, err);
  if (status == ENT_OK)
    *ret = w;
  else
    ent_dataset_end(w);
  return status;
}

void ent_dataset_end(ent_dataset_writer *w)
{
  if (!w)
    return;
  for (int i = 0; i < N_STATEMENTS; i++)
    enti_finalize(w->stmts[i]);
  for (int i = 0; i < ENT_TABLE_COUNT; i++) {
    enti_finalize(w->tables[i]);
    enti_finalize(w->find[i]);
    enti_finalize(w->update[i]);
  }
  if (w->open)
    w->store->engine->rollback(w->store);
  ent_error unsaid = {0};
  (void)!w->store->engine->loading(w->store, false, &unsaid); /* nothing to be done about it */
  enti_intern_done(&w->words);
  enti_intern_done(&w->codes);
  enti_rollups_done(&w->rollups);
  free(w->recent);
  free(w->keys.slots);
  free(w->reports);
  ent_buf_done(&w->key);
  free(w->actors);
  free(w);
}

void enti_dataset_bind(enti_stmt *s, int at, const ent_cell *cell)
{
  switch (cell->kind) {
  case ENT_CELL_NONE: enti_bind_null(s, at); break;
  case ENT_CELL_INT: enti_bind_int(s, at, cell->i); break;
  case ENT_CELL_REAL: enti_bind_real(s, at, cell->d); break;
  case ENT_CELL_TEXT: enti_store_bind(s, at, cell->s); break;
  }
}

ent_status ent_dataset_put(ent_dataset_writer *w, ent_dataset_table table, const ent_cell *cells, ent_error *err)
{
  enti_stmt *s = w->tables[table];
  for (size_t i = 0; i < tables[table].n; i++)
    enti_dataset_bind(s, (int)i + 1, &cells[i]);
  enti_step_result rc = enti_step(s);
  bool fresh = rc == ENTI_DONE && enti_changes(s) > 0;
  ent_status status = rc == ENTI_DONE ? ENT_OK : enti_store_fail(w->store, err, tables[table].name);
  enti_reset(s);
  if (status != ENT_OK)
    return status;
  return fresh ? enti_dataset_note_key(w, table, cells, err) : enti_dataset_met_again(w, table, cells, err);
}
