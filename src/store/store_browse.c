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
    " WHERE (?1 = '' OR TRUE)"
    "  AND (?2 = '' OR EXISTS (SELECT 1 FROM claim_actor b WHERE b.actor = ?2 AND b.document = c.document"
    "       AND b.number = c.number))"
    "  AND (?3 = '' OR (c.kind IN ('tie', 'status') AND c.modality = 'ongoing' AND c.date_start <> '' AND c.date_end = '')"
    "       OR (c.date_start <> '' AND substr(later(c.date_start, c.date_end), 1, length(?3)) >="
    "           substr(?3, 1, length(later(c.date_start, c.date_end)))))"
    "  AND (?4 = '' OR (c.date_start <> '' AND substr(c.date_start, 1, length(?4)) <= ?4))"
    "  AND (?5 = '' OR c.kind = ?5) AND (?6 = '' OR c.code = ?6)";
static const char one_document[] = " AND c.document = ?7";
static const char once_a_story[] = " AND (?7 = '') AND s.document = s.story";
static const char oldest[] = " ORDER BY c.date_start, c.date_end, c.kind, c.code, c.document, c.number";
static const char newest[] = " ORDER BY c.date_start DESC, c.date_end DESC, c.kind, c.code, c.document, c.number";

static ent_status prepare_keys(ent_store *store, const ent_browse_query *q, ent_arena *arena, enti_stmt **ret, ent_error *err)
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
    enti_store_bind(*ret, i + 1, ent_arena_str(arena, texts[i]));
  return ENT_OK;
}

typedef struct key {
  ent_str document;
  int64_t number;
} key;

static ent_status read_keys(ent_store *store, const ent_browse_query *q, ent_arena *arena, key **ret, size_t *ret_n,
                            size_t *ret_total, ent_error *err)
{
  enti_stmt *stmt;
  size_t n = 0, total = 0, cap = 0;
  key *keys = NULL;
  ent_status status = prepare_keys(store, q, arena, &stmt, err);
  if (status != ENT_OK)
    return status;
  enti_step_result rc;
  while ((rc = enti_step(stmt)) == ENTI_ROW && status == ENT_OK) {
    total++;
    if (total <= q->offset || n == q->limit)
      continue;
    if (!enti_grow(arena, (void **)&keys, n, &cap, sizeof *keys))
      status = no_memory(err);
    else
      keys[n++] = (key){ent_arena_str(arena, enti_store_column(stmt, 0)), enti_column_int(stmt, 1)};
  }
  if (status == ENT_OK && rc != ENTI_DONE)
    status = enti_store_fail(store, err, "reading claims");
  enti_finalize(stmt);
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
    "  piece(d.text, c.start, c.\"end\"), d.title,"
    "  (SELECT group_concat(source, '; ') FROM (SELECT DISTINCT d2.source FROM signature s2"
    "     JOIN document d2 ON d2.hash = s2.document WHERE s2.story = s.story AND d2.source <> '' ORDER BY 1) x),"
    "  d.published, c.start, c.\"end\","
    "  coalesce((SELECT n_stories FROM event WHERE key = c.merged), (SELECT n_stories FROM tie WHERE key = c.merged), 1),"
    "  c.confidence"
    " FROM claim c JOIN document d ON d.hash = c.document JOIN signature s ON s.document = c.document"
    " WHERE c.document = ?1 AND c.number = ?2";

static ent_status read_claim(ent_store *store, enti_stmt *stmt, const key *k, ent_arena *arena, ent_browse_claim *ret,
                             ent_error *err)
{
  enti_store_bind(stmt, 1, k->document);
  enti_bind_int(stmt, 2, k->number);
  if (enti_step(stmt) != ENTI_ROW)
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
  ret->start = (uint32_t)enti_column_int(stmt, column++);
  ret->end = (uint32_t)enti_column_int(stmt, column++);
  ret->stories = enti_column_int(stmt, column++);
  ret->confidence = enti_column_real(stmt, column);
  enti_reset(stmt);
  return whole ? ENT_OK : no_memory(err);
}

ent_status ent_browse_claims(ent_store *store, const ent_browse_query *query, ent_arena *arena, const ent_browse_claim **ret,
                             size_t *ret_n, size_t *ret_total, ent_error *err)
{
  key *keys;
  size_t n, total;
  enti_stmt *stmt;
  /* one state of the store for both steps, whatever others write meanwhile */
  ent_status status = store->engine->begin_read(store, err);
  if (status != ENT_OK)
    return status;
  status = read_keys(store, query, arena, &keys, &n, &total, err);
  ent_browse_claim *claims = status == ENT_OK ? ent_arena_array(arena, n + 1, sizeof *claims) : NULL;
  if (status == ENT_OK && !claims)
    status = no_memory(err);
  if (status == ENT_OK && (status = enti_store_prepare(store, select_claim, &stmt, err)) == ENT_OK) {
    for (size_t i = 0; i < n && status == ENT_OK; i++)
      status = read_claim(store, stmt, &keys[i], arena, &claims[i], err);
    enti_finalize(stmt);
  }
  store->engine->rollback(store); /* of a transaction that only read */
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
  enti_stmt *stmt;
  ent_status status = enti_store_prepare(store, select_document, &stmt, err);
  if (status != ENT_OK)
    return status;
  enti_store_bind(stmt, 1, hash);
  enti_step_result rc = enti_step(stmt);
  ent_browse_document d = {.hash = ent_arena_str(arena, hash)};
  ent_str *texts[] = {&d.published, &d.basis, &d.publisher, &d.title, &d.language, &d.text, &d.name, &d.url};
  bool whole = true;
  for (int i = 0; rc == ENTI_ROW && i < (int)(sizeof texts / sizeof *texts); i++) {
    ent_str got = enti_store_column(stmt, i);
    *texts[i] = ent_arena_str(arena, got);
    whole = whole && (texts[i]->p || !got.n);
  }
  if (rc == ENTI_DONE)
    status = ent_fail(err, ENT_ENOTFOUND, ENT_NO_OFFSET, "the store has no document %.*s", ENT_STR_ARG(hash));
  else if (rc != ENTI_ROW)
    status = enti_store_fail(store, err, "reading a document");
  else if (!whole)
    status = no_memory(err);
  else
    d.copies = (size_t)enti_column_int(stmt, 8);
  enti_finalize(stmt);
  if (status == ENT_OK)
    *ret = d;
  return status;
}

ent_status ent_browse_count(ent_store *store, ent_browse_counts *ret, ent_error *err)
{
  enti_stmt *stmt;
  ent_status status = enti_store_prepare(
      store, "SELECT (SELECT count(*) FROM signature), (SELECT count(DISTINCT story) FROM signature),"
             " (SELECT count(*) FROM claim), (SELECT count(*) FROM event), (SELECT count(*) FROM tie),"
             " (SELECT count(*) FROM dataset_file)", &stmt, err);
  if (status != ENT_OK)
    return status;
  if (enti_step(stmt) == ENTI_ROW)
    *ret = (ent_browse_counts){enti_column_int(stmt, 0), enti_column_int(stmt, 1), enti_column_int(stmt, 2),
                               enti_column_int(stmt, 3), enti_column_int(stmt, 4), enti_column_int(stmt, 5)};
  else
    status = enti_store_fail(store, err, "counting");
  enti_finalize(stmt);
  return status;
}
