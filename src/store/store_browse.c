/* Looking through a store page by page. A page's claims are found and sorted by their keys alone; only those that are on
 * the page are then read with their sentences. */
#include <entente/browse.h>

#include "store/store_private.h"

#include "base/vec.h"

#include <stdio.h>

static ent_status no_memory(ent_error *err)
{
  return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
}

/* ---- the keys of a page ------------------------------------------------------------------------------------------ */

/* Of an actor's claims first those of the actor, of a document's those of the document; else all. The dates are compared
 * as store_show.c compares them: on as many characters as both have. */
static const char of_actor[] =
    "SELECT c.document, c.number FROM (SELECT DISTINCT document, number FROM claim_actor WHERE actor = ?1) a"
    " CROSS JOIN claim c ON c.document = a.document AND c.number = a.number"
    " CROSS JOIN signature s ON s.document = c.document";
static const char of_all[] = "SELECT c.document, c.number FROM claim c CROSS JOIN signature s ON s.document = c.document";
static const char conditions[] =
    " WHERE (?1 = '' OR 1)"
    "  AND (?2 = '' OR EXISTS (SELECT 1 FROM claim_actor b WHERE b.actor = ?2 AND b.document = c.document"
    "       AND b.number = c.number))"
    "  AND (?3 = '' OR (c.kind IN ('tie', 'status') AND c.modality = 'ongoing' AND c.date_start <> '' AND c.date_end = '')"
    "       OR (c.date_start <> '' AND substr(max(c.date_start, c.date_end), 1, length(?3)) >="
    "           substr(?3, 1, length(max(c.date_start, c.date_end)))))"
    "  AND (?4 = '' OR (c.date_start <> '' AND substr(c.date_start, 1, length(?4)) <= ?4))"
    "  AND (?5 = '' OR c.kind = ?5) AND (?6 = '' OR c.code = ?6)";
static const char one_document[] = " AND c.document = ?7";
static const char once_a_story[] = " AND (?7 = '') AND s.document = s.story";
static const char oldest[] = " ORDER BY c.date_start, c.date_end, c.kind, c.code, c.document, c.number";
static const char newest[] = " ORDER BY c.date_start DESC, c.date_end DESC, c.kind, c.code, c.document, c.number";

static ent_status prepare_keys(ent_store *store, const ent_browse_query *q, sqlite3_stmt **ret, ent_error *err)
{
  char sql[2048], from[16], to[16];
  snprintf(sql, sizeof sql, "%s%s%s%s", q->actor.n ? of_actor : of_all, conditions, q->document.n ? one_document : once_a_story,
           q->newest_first ? newest : oldest);
  ent_status status = enti_store_prepare(store, sql, ret, err);
  if (status != ENT_OK)
    return status;
  ent_str texts[] = {q->actor, q->other, ent_str_of(ent_date_format(q->from, from)), ent_str_of(ent_date_format(q->to, to)),
                     q->kind, q->code, q->document};
  for (int i = 0; i < 7; i++)
    if (sqlite3_bind_text64(*ret, i + 1, texts[i].p ? texts[i].p : "", texts[i].n, SQLITE_TRANSIENT, SQLITE_UTF8) != SQLITE_OK) {
      sqlite3_finalize(*ret);
      return no_memory(err);
    }
  return ENT_OK;
}

typedef struct key {
  ent_str document;
  int64_t number;
} key;

static ent_status read_keys(ent_store *store, const ent_browse_query *q, ent_arena *arena, key **ret, size_t *ret_n,
                            size_t *ret_total, ent_error *err)
{
  sqlite3_stmt *stmt;
  size_t n = 0, total = 0, cap = 0;
  key *keys = NULL;
  ent_status status = prepare_keys(store, q, &stmt, err);
  if (status != ENT_OK)
    return status;
  int rc;
  while ((rc = sqlite3_step(stmt)) == SQLITE_ROW && status == ENT_OK) {
    total++;
    if (total <= q->offset || n == q->limit)
      continue;
    if (!enti_grow(arena, (void **)&keys, n, &cap, sizeof *keys))
      status = no_memory(err);
    else
      keys[n++] = (key){ent_arena_str(arena, enti_store_column(stmt, 0)), sqlite3_column_int64(stmt, 1)};
  }
  if (status == ENT_OK && rc != SQLITE_DONE)
    status = enti_store_fail(store, err, "reading claims");
  sqlite3_finalize(stmt);
  if (status == ENT_OK) {
    *ret = keys;
    *ret_n = n;
    *ret_total = total;
  }
  return status;
}

/* ---- a page ------------------------------------------------------------------------------------------------------- */

static const char select_claim[] =
    "SELECT c.kind, c.code, c.mode, c.modality, c.date_start, c.date_end, c.date_basis, c.source, c.target, c.issues,"
    "  c.object, c.value_in_text, c.value_reference, c.reference_source, c.attributed, c.rule,"
    "  CAST(substr(CAST(d.text AS BLOB), c.start + 1, c.end - c.start) AS TEXT), d.title,"
    "  (SELECT group_concat(source, '; ') FROM (SELECT DISTINCT d2.source FROM signature s2"
    "     JOIN document d2 ON d2.hash = s2.document WHERE s2.story = s.story AND d2.source <> '' ORDER BY 1)),"
    "  d.published, c.start, c.end,"
    "  coalesce((SELECT n_stories FROM event WHERE key = c.merged), (SELECT n_stories FROM tie WHERE key = c.merged), 1),"
    "  c.confidence"
    " FROM claim c JOIN document d ON d.hash = c.document JOIN signature s ON s.document = c.document"
    " WHERE c.document = ?1 AND c.number = ?2";

static ent_status read_claim(ent_store *store, sqlite3_stmt *stmt, const key *k, ent_arena *arena, ent_browse_claim *ret,
                             ent_error *err)
{
  enti_store_bind(stmt, 1, k->document);
  sqlite3_bind_int64(stmt, 2, k->number);
  if (sqlite3_step(stmt) != SQLITE_ROW)
    return enti_store_fail(store, err, "reading a claim");
  ent_str *texts[] = {&ret->kind, &ret->code, &ret->mode, &ret->modality, &ret->date_start, &ret->date_end, &ret->basis,
                      &ret->source, &ret->target, &ret->issues, &ret->object, &ret->value_in_text, &ret->value_reference,
                      &ret->reference_source, &ret->attributed, &ret->rule, &ret->evidence, &ret->title, &ret->publisher,
                      &ret->published};
  int column = 0;
  ret->document = k->document;
  ret->number = (uint32_t)k->number;
  bool whole = true;
  for (; column < (int)(sizeof texts / sizeof *texts); column++) {
    ent_str got = enti_store_column(stmt, column);
    *texts[column] = ent_arena_str(arena, got);
    whole = whole && (texts[column]->p || !got.n);
  }
  ret->start = (uint32_t)sqlite3_column_int64(stmt, column++);
  ret->end = (uint32_t)sqlite3_column_int64(stmt, column++);
  ret->stories = sqlite3_column_int64(stmt, column++);
  ret->confidence = sqlite3_column_double(stmt, column);
  sqlite3_reset(stmt);
  return whole ? ENT_OK : no_memory(err);
}

ent_status ent_browse_claims(ent_store *store, const ent_browse_query *query, ent_arena *arena, const ent_browse_claim **ret,
                             size_t *ret_n, size_t *ret_total, ent_error *err)
{
  key *keys;
  size_t n, total;
  sqlite3_stmt *stmt;
  /* one state of the store for both steps, whatever others write meanwhile */
  ent_status status = enti_store_exec(store, "BEGIN", "reading claims", err);
  if (status != ENT_OK)
    return status;
  status = read_keys(store, query, arena, &keys, &n, &total, err);
  ent_browse_claim *claims = status == ENT_OK ? ent_arena_array(arena, n + 1, sizeof *claims) : NULL;
  if (status == ENT_OK && !claims)
    status = no_memory(err);
  if (status == ENT_OK && (status = enti_store_prepare(store, select_claim, &stmt, err)) == ENT_OK) {
    for (size_t i = 0; i < n && status == ENT_OK; i++)
      status = read_claim(store, stmt, &keys[i], arena, &claims[i], err);
    sqlite3_finalize(stmt);
  }
  sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL); /* of a transaction that only read: nothing to lose */
  if (status != ENT_OK)
    return status;
  *ret = claims;
  *ret_n = n;
  *ret_total = total;
  return ENT_OK;
}

/* ---- documents ------------------------------------------------------------------------------------------------------ */

static const char select_document[] =
    "SELECT d.published, d.date_basis, d.source, d.title, d.language, d.text,"
    "  (SELECT name FROM document_name n WHERE n.document = d.hash ORDER BY name LIMIT 1),"
    "  (SELECT url FROM document_name n WHERE n.document = d.hash AND url <> '' ORDER BY url LIMIT 1),"
    "  (SELECT count(*) - 1 FROM signature a JOIN signature b ON b.story = a.story WHERE a.document = d.hash)"
    " FROM document d WHERE d.hash = ?1";

ent_status ent_browse_document_of(ent_store *store, ent_str hash, ent_arena *arena, ent_browse_document *ret, ent_error *err)
{
  sqlite3_stmt *stmt;
  ent_status status = enti_store_prepare(store, select_document, &stmt, err);
  if (status != ENT_OK)
    return status;
  enti_store_bind(stmt, 1, hash);
  int rc = sqlite3_step(stmt);
  ent_browse_document d = {.hash = ent_arena_str(arena, hash)};
  ent_str *texts[] = {&d.published, &d.basis, &d.publisher, &d.title, &d.language, &d.text, &d.name, &d.url};
  bool whole = true;
  for (int i = 0; rc == SQLITE_ROW && i < (int)(sizeof texts / sizeof *texts); i++) {
    ent_str got = enti_store_column(stmt, i);
    *texts[i] = ent_arena_str(arena, got);
    whole = whole && (texts[i]->p || !got.n);
  }
  if (rc == SQLITE_DONE)
    status = ent_fail(err, ENT_ENOTFOUND, ENT_NO_OFFSET, "the store has no document %.*s", ENT_STR_ARG(hash));
  else if (rc != SQLITE_ROW)
    status = enti_store_fail(store, err, "reading a document");
  else if (!whole)
    status = no_memory(err);
  else
    d.copies = (size_t)sqlite3_column_int64(stmt, 8);
  sqlite3_finalize(stmt);
  if (status == ENT_OK)
    *ret = d;
  return status;
}

ent_status ent_browse_count(ent_store *store, ent_browse_counts *ret, ent_error *err)
{
  sqlite3_stmt *stmt;
  ent_status status = enti_store_prepare(
      store, "SELECT (SELECT count(*) FROM signature), (SELECT count(DISTINCT story) FROM signature),"
             " (SELECT count(*) FROM claim), (SELECT count(*) FROM event), (SELECT count(*) FROM tie),"
             " (SELECT count(*) FROM dataset_file)", &stmt, err);
  if (status != ENT_OK)
    return status;
  if (sqlite3_step(stmt) == SQLITE_ROW)
    *ret = (ent_browse_counts){sqlite3_column_int64(stmt, 0), sqlite3_column_int64(stmt, 1), sqlite3_column_int64(stmt, 2),
                               sqlite3_column_int64(stmt, 3), sqlite3_column_int64(stmt, 4), sqlite3_column_int64(stmt, 5)};
  else
    status = enti_store_fail(store, err, "counting");
  sqlite3_finalize(stmt);
  return status;
}
