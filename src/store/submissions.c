/* Documents that were handed over to be read by others (Q1 in submission.h). */
#include <entente/submission.h>

#include "store/store_private.h"

#include "base/vec.h"

#include <time.h>

static void now(char text[32])
{
  time_t t = time(NULL);
  struct tm utc;
  strftime(text, 32, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&t, &utc));
}

static ent_status no_memory(const ent_store *store, ent_error *err)
{
  return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "store %s: out of memory", store->path);
}

static ent_status submit_one(ent_store *store, enti_stmt *put, const ent_submission *item, const char *when, bool *ret_new,
                             ent_error *err)
{
  enti_store_bind(put, 1, item->hash);
  enti_store_bind(put, 2, item->record);
  enti_store_bind(put, 3, ent_str_of(when));
  enti_store_bind(put, 4, item->document);
  enti_store_bind(put, 5, item->name);
  enti_store_bind(put, 6, item->url);
  bool done = enti_step(put) == ENTI_DONE;
  *ret_new = done && enti_changes(put) > 0;
  ent_status status = done ? ENT_OK : enti_store_fail(store, err, "noting a submission");
  enti_reset(put);
  return status;
}

ent_status ent_store_submit(ent_store *store, const ent_submission *items, size_t n, bool *ret_new, ent_error *err)
{
  enti_stmt *put = NULL;
  char when[32];
  now(when);
  ent_status status = enti_store_begin(store, err);
  if (status != ENT_OK)
    return status;
  status = enti_store_prepare(store, "INSERT INTO submission SELECT CAST(?1 AS TEXT), CAST(?2 AS TEXT), CAST(?3 AS TEXT)"
                                     " WHERE NOT EXISTS (SELECT 1 FROM document_name WHERE document = ?4 AND name = ?5 AND url = ?6)"
                                     " ON CONFLICT DO NOTHING", &put, err);
  for (size_t i = 0; i < n && status == ENT_OK; i++)
    status = submit_one(store, put, &items[i], when, &ret_new[i], err);
  enti_finalize(put);
  return enti_store_end(store, status, err);
}

static ent_status settle(ent_store *store, const ent_str *hashes, size_t n, ent_error *err)
{
  enti_stmt *put = NULL;
  ent_status status = enti_store_exec(store, "CREATE TEMP TABLE IF NOT EXISTS settled(hash TEXT PRIMARY KEY) WITHOUT ROWID;"
                                             "DELETE FROM settled", "settling submissions", err);
  if (status == ENT_OK)
    status = enti_store_inserter(store, "settled", 1, &put, err);
  for (size_t i = 0; i < n && status == ENT_OK; i++) {
    enti_store_bind(put, 1, hashes[i]);
    status = enti_store_step(store, put, "settling submissions", err);
  }
  enti_finalize(put);
  return status == ENT_OK ? enti_store_exec(store, "DELETE FROM submission WHERE hash IN (SELECT hash FROM settled)",
                                            "settling submissions", err) : status;
}

ent_status ent_store_add_submitted(ent_store *store, ent_document *const *docs, size_t n, const ent_str *hashes, size_t n_hashes,
                                   ent_store_added *added, ent_error *err)
{
  ent_store_added counts = {0};
  ent_status status = enti_store_begin(store, err);
  if (status != ENT_OK)
    return status;
  status = enti_store_add_rows(store, docs, n, &counts, err);
  if (status == ENT_OK)
    status = settle(store, hashes, n_hashes, err);
  status = enti_store_end(store, status, err);
  if (status == ENT_OK && added) {
    added->documents += counts.documents;
    added->known += counts.known;
    added->copies += counts.copies;
    added->claims += counts.claims;
  }
  return status;
}

/* A row of dead_letter, where the document was not read meanwhile. */
static ent_status put_dead(ent_store *store, const ent_submission *item, ent_error *err)
{
  enti_stmt *put = NULL;
  char when[32];
  now(when);
  ent_status status = enti_store_prepare(
      store, "INSERT INTO dead_letter SELECT CAST(?1 AS TEXT), CAST(?2 AS TEXT), CAST(?3 AS TEXT), CAST(?4 AS BIGINT), CAST(?5 AS TEXT)"
             " WHERE NOT EXISTS (SELECT 1 FROM document WHERE hash = substr(?1, 1, 32))"
             " ON CONFLICT (hash) DO UPDATE SET error = excluded.error, failures = excluded.failures, died = excluded.died", &put, err);
  if (status != ENT_OK)
    return status;
  enti_store_bind(put, 1, item->hash);
  enti_store_bind(put, 2, item->record);
  enti_store_bind(put, 3, item->error);
  enti_bind_int(put, 4, item->failures);
  enti_store_bind(put, 5, ent_str_of(when));
  status = enti_store_step(store, put, "burying a document", err);
  enti_finalize(put);
  return status;
}

ent_status ent_store_bury(ent_store *store, const ent_submission *item, ent_error *err)
{
  ent_status status = enti_store_begin(store, err);
  if (status != ENT_OK)
    return status;
  status = put_dead(store, item, err);
  if (status == ENT_OK)
    status = settle(store, &item->hash, 1, err);
  return enti_store_end(store, status, err);
}

ent_status ent_store_revive(ent_store *store, ent_error *err)
{
  ent_status status = enti_store_begin(store, err);
  if (status != ENT_OK)
    return status;
  status = enti_store_exec(store, "INSERT INTO submission SELECT hash, record, died FROM dead_letter WHERE 1 = 1 ON CONFLICT DO NOTHING;"
                                  "DELETE FROM dead_letter", "reviving dead letters", err);
  return enti_store_end(store, status, err);
}

ent_status ent_store_submissions(ent_store *store, bool dead, ent_str after, size_t limit, ent_arena *arena, ent_submission **ret,
                                 size_t *ret_n, ent_error *err)
{
  enti_stmt *s;
  enti_step_result rc;
  ent_submission *items = NULL;
  size_t n = 0, cap = 0;
  ent_status status = enti_store_prepare(
      store, dead ? "SELECT hash, record, error, failures FROM dead_letter WHERE hash > ?1 ORDER BY hash LIMIT ?2"
                  : "SELECT hash, record, '', 0 FROM submission WHERE hash > ?1 ORDER BY hash LIMIT ?2", &s, err);
  if (status != ENT_OK)
    return status;
  enti_store_bind(s, 1, after);
  enti_bind_int(s, 2, (int64_t)limit);
  while (status == ENT_OK && (rc = enti_step(s)) != ENTI_DONE)
    if (rc == ENTI_FAILED)
      status = enti_store_fail(store, err, "reading submissions");
    else if (!enti_grow(arena, (void **)&items, n, &cap, sizeof *items))
      status = no_memory(store, err);
    else
      items[n++] = (ent_submission){.hash = ent_arena_str(arena, enti_store_column(s, 0)), .record = ent_arena_str(arena, enti_store_column(s, 1)),
                                    .error = ent_arena_str(arena, enti_store_column(s, 2)), .failures = enti_column_int(s, 3)};
  enti_finalize(s);
  *ret = items;
  *ret_n = status == ENT_OK ? n : 0;
  return status;
}

ent_status ent_store_submission(ent_store *store, ent_str hash, ent_arena *arena, ent_str *ret, ent_error *err)
{
  enti_stmt *s;
  ent_status status = enti_store_prepare(store, "SELECT record FROM submission WHERE hash = ?1", &s, err);
  if (status != ENT_OK)
    return status;
  enti_store_bind(s, 1, hash);
  enti_step_result rc = enti_step(s);
  *ret = rc == ENTI_ROW ? ent_arena_str(arena, enti_store_column(s, 0)) : ENT_STR_NONE;
  if (rc == ENTI_FAILED)
    status = enti_store_fail(store, err, "reading a submission");
  enti_finalize(s);
  return status;
}

ent_status ent_store_count_submissions(ent_store *store, int64_t *ret_open, int64_t *ret_dead, ent_error *err)
{
  enti_stmt *s;
  ent_status status =
      enti_store_prepare(store, "SELECT (SELECT count(*) FROM submission), (SELECT count(*) FROM dead_letter)", &s, err);
  if (status != ENT_OK)
    return status;
  if (enti_step(s) == ENTI_ROW) {
    *ret_open = enti_column_int(s, 0);
    *ret_dead = enti_column_int(s, 1);
  } else {
    status = enti_store_fail(store, err, "counting submissions");
  }
  enti_finalize(s);
  return status;
}
