/* Two files that say different things of one key: releases of a dataset. The file that was loaded last counts; what it
 * takes the place of is kept in dataset_replaced, so that both can be seen. What a later file leaves out (a missing cell)
 * stays. Within a file the first row counts. Mentions, which only add up, are never replaced. */
#include "store/dataset_private.h"

#include "base/fault.h"
#include "base/hash.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const size_t n_keys[ENT_TABLE_COUNT] = {
    [ENT_TABLE_STATE] = 3, [ENT_TABLE_PLEDGE] = 3, [ENT_TABLE_TREATY] = 4, [ENT_TABLE_AGREEMENT] = 3, [ENT_TABLE_TRADE] = 3,
    [ENT_TABLE_IGO] = 3, [ENT_TABLE_IGO_MEMBER] = 3, [ENT_TABLE_DISPUTE] = 4, [ENT_TABLE_RIVALRY] = 4, [ENT_TABLE_CAPABILITY] = 2,
    [ENT_TABLE_VOTE] = 3, [ENT_TABLE_IDEAL_POINT] = 3, [ENT_TABLE_MENTION] = 4, [ENT_TABLE_REPLACED] = 3};

/* ---- keys of this file -------------------------------------------------------------------------------------------------- */

static uint64_t key_hash(ent_dataset_table table, const ent_cell *cells)
{
  uint64_t h = (uint64_t)table + 1;
  for (size_t i = 0; i < n_keys[table]; i++)
    h = enti_hash_fixed(cells[i].kind == ENT_CELL_TEXT ? cells[i].s : (ent_str){(const char *)&cells[i].i, sizeof cells[i].i}, h);
  return h ? h : 1;
}

static bool widen(file_keys *k)
{
  size_t cap = k->cap ? k->cap * 2 : 1024;
  uint64_t *slots = enti_calloc(cap, sizeof *slots);
  if (!slots)
    return false;
  for (size_t i = 0; i < k->cap; i++)
    if (k->slots[i]) {
      size_t at = (size_t)k->slots[i] & (cap - 1);
      while (slots[at])
        at = (at + 1) & (cap - 1);
      slots[at] = k->slots[i];
    }
  free(k->slots);
  k->slots = slots;
  k->cap = cap;
  return true;
}

/* Its place; 0 there: it is not in the set. The set has room. */
static uint64_t *place_of(const file_keys *k, uint64_t hash)
{
  size_t at = (size_t)hash & (k->cap - 1);
  while (k->slots[at] && k->slots[at] != hash)
    at = (at + 1) & (k->cap - 1);
  return &k->slots[at];
}

ent_status enti_dataset_note_key(ent_dataset_writer *w, ent_dataset_table table, const ent_cell *cells, ent_error *err)
{
  if (table == ENT_TABLE_MENTION || table == ENT_TABLE_STATE)
    return ENT_OK;
  if (w->keys.n * 2 >= w->keys.cap && !widen(&w->keys))
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "store %s: out of memory", w->store->path);
  uint64_t hash = key_hash(table, cells), *place = place_of(&w->keys, hash);
  w->keys.n += *place == 0;
  *place = hash;
  return ENT_OK;
}

static bool is_of_this_file(const ent_dataset_writer *w, ent_dataset_table table, const ent_cell *cells)
{
  return w->keys.cap && *place_of(&w->keys, key_hash(table, cells)) != 0;
}

/* ---- rows that differ ------------------------------------------------------------------------------------------------------ */

static bool same_cell(enti_stmt *s, int column, const ent_cell *c)
{
  switch (c->kind) {
  case ENT_CELL_INT: return enti_column_real(s, column) == (double)c->i;
  case ENT_CELL_REAL: return enti_column_real(s, column) == c->d;
  case ENT_CELL_TEXT: return ent_str_eq(enti_store_column(s, column), c->s);
  default: return enti_column_type(s, column) == ENTI_NULL;
  }
}

static void put_old(enti_stmt *s, size_t n, ent_buf *out)
{
  for (size_t i = 0; i < n; i++) {
    ent_buf_c(out, i ? "," : "");
    ent_buf_csv(out, enti_store_column(s, (int)i));
  }
}

typedef struct difference {
  bool any;     /* a value is there that was not, or is another */
  bool another; /* … is another */
} difference;

static difference differ(enti_stmt *s, size_t from, size_t n, const ent_cell *cells)
{
  difference d = {false, false};
  for (size_t i = from; i < n; i++) {
    if (cells[i].kind == ENT_CELL_NONE || same_cell(s, (int)i, &cells[i]))
      continue;
    d.any = true;
    d.another |= enti_column_type(s, (int)i) != ENTI_NULL;
  }
  return d;
}

static ent_status find(ent_dataset_writer *w, ent_dataset_table table, const ent_cell *cells, enti_stmt **ret, ent_error *err)
{
  ent_buf sql = ENT_BUF_INIT(4096);
  const char *const *columns = ent_dataset_columns(table);
  ent_status status = ENT_OK;
  if (!w->find[table]) {
    ent_buf_printf(&sql, "SELECT * FROM %s WHERE ", ent_dataset_table_name(table));
    for (size_t i = 0; i < n_keys[table]; i++)
      ent_buf_printf(&sql, "%s\"%s\" = ?%zu", i ? " AND " : "", columns[i], i + 1);
    ent_buf_char(&sql, 0);
    status = enti_store_prepare(w->store, sql.p, &w->find[table], err);
  }
  ent_buf_done(&sql);
  for (size_t i = 0; status == ENT_OK && i < n_keys[table]; i++)
    enti_dataset_bind(w->find[table], (int)i + 1, &cells[i]);
  if (status == ENT_OK && enti_step(w->find[table]) != ENTI_ROW)
    status = enti_store_fail(w->store, err, "comparing with what was loaded before");
  *ret = w->find[table];
  return status;
}

static ent_status keep_old(ent_dataset_writer *w, ent_dataset_table table, enti_stmt *old, ent_error *err)
{
  ent_buf row = ENT_BUF_INIT(1 << 20);
  put_old(old, enti_dataset_columns(table), &row);
  enti_stmt *s = w->tables[ENT_TABLE_REPLACED];
  enti_store_bind(s, 1, ent_str_of(ent_dataset_table_name(table) + strlen("dataset_")));
  enti_store_bind(s, 2, ent_buf_view(&row));
  enti_store_bind(s, 3, ent_str_of(w->file));
  ent_status status = enti_store_step(w->store, s, "keeping what is replaced", err);
  ent_buf_done(&row);
  return status;
}

/* Sets those columns that the new row has. */
static ent_status update(ent_dataset_writer *w, ent_dataset_table table, const ent_cell *cells, ent_error *err)
{
  ent_buf sql = ENT_BUF_INIT(4096);
  const char *const *columns = ent_dataset_columns(table);
  ent_status status = ENT_OK;
  if (!w->update[table]) {
    ent_buf_printf(&sql, "UPDATE %s SET ", ent_dataset_table_name(table));
    for (size_t i = n_keys[table]; columns[i]; i++)
      ent_buf_printf(&sql, "%s\"%s\" = coalesce(?%zu, \"%s\")", i > n_keys[table] ? ", " : "", columns[i], i + 1, columns[i]);
    for (size_t i = 0; i < n_keys[table]; i++)
      ent_buf_printf(&sql, "%s\"%s\" = ?%zu", i ? " AND " : " WHERE ", columns[i], i + 1);
    ent_buf_char(&sql, 0);
    status = enti_store_prepare(w->store, sql.p, &w->update[table], err);
  }
  ent_buf_done(&sql);
  for (size_t i = 0; status == ENT_OK && columns[i]; i++)
    enti_dataset_bind(w->update[table], (int)i + 1, &cells[i]);
  return status == ENT_OK ? enti_store_step(w->store, w->update[table], "replacing a row", err) : status;
}

ent_status enti_dataset_met_again(ent_dataset_writer *w, ent_dataset_table table, const ent_cell *cells, ent_error *err)
{
  enti_stmt *old;
  if (table == ENT_TABLE_MENTION || table == ENT_TABLE_STATE || is_of_this_file(w, table, cells))
    return ENT_OK;
  ent_status status = find(w, table, cells, &old, err);
  difference d = status == ENT_OK ? differ(old, n_keys[table], enti_dataset_columns(table), cells) : (difference){false, false};
  if (status == ENT_OK && d.another)
    status = keep_old(w, table, old, err);
  if (old)
    enti_reset(old);
  if (status == ENT_OK && d.any)
    status = update(w, table, cells, err);
  return status == ENT_OK ? enti_dataset_note_key(w, table, cells, err) : status;
}
