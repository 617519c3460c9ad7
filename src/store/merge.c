/* Events and ties merged from claims, derived (S3): every key that a transaction touched is counted anew from the
 * claims, so that the result depends only on the claims that are there (S2). */
#include "store/store_private.h"

static bool is_real(ent_modality m)
{
  return m == ENT_ACTUAL || m == ENT_PAST || m == ENT_ONGOING;
}

static void put_ids(ent_buf *key, const ent_actor_ref *actors, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    if (i)
      ent_buf_char(key, ';');
    ent_buf_str(key, actors[i].id);
  }
  ent_buf_char(key, '|');
}

/* Event: type, actors, day, and whether it took place. Tie or status: type, actors, thing, and whether it stands; its
 * dates are its history, not its identity. */
ent_str enti_merge_key(const ent_claim *c, ent_arena *arena)
{
  if (c->kind != ENT_EVENT && c->kind != ENT_TIE && c->kind != ENT_STATUS)
    return ENT_STR("");
  ent_buf key = ENT_BUF_INIT(1 << 16);
  char date[16];
  ent_buf_printf(&key, "%s|%.*s|", ent_claim_kind_text(c->kind), ENT_STR_ARG(c->code));
  put_ids(&key, c->source, c->n_source);
  put_ids(&key, c->target, c->n_target);
  ent_buf_printf(&key, "%s|", is_real(c->modality) ? "real" : ent_modality_text(c->modality));
  if (c->kind == ENT_EVENT)
    ent_buf_c(&key, ent_date_format(c->from, date));
  else
    ent_buf_str(&key, c->object);
  ent_str copy = key.failed ? ENT_STR_NONE : ent_arena_str(arena, ent_buf_view(&key));
  ent_buf_done(&key);
  return copy;
}

ent_status enti_merge_begin(ent_store *store, ent_error *err)
{
  return enti_store_exec(store, "CREATE TEMP TABLE IF NOT EXISTS touched(key TEXT PRIMARY KEY) WITHOUT ROWID; DELETE FROM touched",
                         "merging", err);
}

ent_status enti_merge_touch_story(ent_store *store, ent_str story, ent_error *err)
{
  enti_stmt *stmt;
  ent_status status = enti_store_prepare(store, "INSERT INTO touched SELECT c.merged FROM signature s JOIN claim c USING (document) "
                                                "WHERE s.story = ?1 AND c.merged <> '' ON CONFLICT DO NOTHING", &stmt, err);
  if (status != ENT_OK)
    return status;
  enti_store_bind(stmt, 1, story);
  status = enti_store_step(store, stmt, "merging", err);
  enti_finalize(stmt);
  return status;
}

#define COUNTS "count(*), count(DISTINCT c.document), count(DISTINCT s.story), " \
               "count(DISTINCT nullif(d.source, '')), max(c.confidence) "
#define WITH_DOCUMENTS "CROSS JOIN document d CROSS JOIN signature s WHERE d.hash = c.document AND s.document = c.document "
/* CROSS JOIN: SQLite looks the keys up in claim_merged, in place of reading all claims. */
#define OF_TOUCHED "FROM touched t CROSS JOIN claim c " WITH_DOCUMENTS "AND c.merged = t.key AND c.merged <> '' "
#define OF_ALL "FROM claim c " WITH_DOCUMENTS "AND c.merged <> '' "

/* In a group all columns of the key are the same, so min() only picks one. */
#define SELECT_EVENTS                                                                                       \
  "SELECT c.merged, min(c.code), min(c.source), min(c.target), "                                            \
  "CASE WHEN min(c.modality) IN ('actual', 'past', 'ongoing') THEN 'actual' ELSE min(c.modality) END, "     \
  "min(c.date_start), max(c.date_end), " COUNTS
#define SELECT_TIES                                                                                         \
  "SELECT c.merged, min(c.kind), min(c.code), min(c.source), min(c.target), min(c.object), "                \
  "CASE WHEN min(c.modality) IN ('actual', 'past', 'ongoing') THEN 'actual' ELSE min(c.modality) END, "     \
  "coalesce(min(nullif(c.date_start, '')), ''), max(later(c.date_start, c.date_end)), " COUNTS

static const char merge_touched[] =
    "DELETE FROM event WHERE key IN (SELECT key FROM touched);"
    "DELETE FROM tie WHERE key IN (SELECT key FROM touched);"
    "INSERT INTO event " SELECT_EVENTS OF_TOUCHED "AND c.kind = 'event' GROUP BY c.merged;"
    "INSERT INTO tie " SELECT_TIES OF_TOUCHED "AND c.kind <> 'event' GROUP BY c.merged;"
    "DELETE FROM touched;";

static const char merge_all[] =
    "DELETE FROM event; DELETE FROM tie;"
    "INSERT INTO event " SELECT_EVENTS OF_ALL "AND c.kind = 'event' GROUP BY c.merged;"
    "INSERT INTO tie " SELECT_TIES OF_ALL "AND c.kind <> 'event' GROUP BY c.merged;";

ent_status enti_merge_touched(ent_store *store, ent_error *err)
{
  return enti_store_exec(store, merge_touched, "merging", err);
}

ent_status ent_store_rebuild(ent_store *store, ent_error *err)
{
  ent_status status = enti_store_begin(store, err);
  return status == ENT_OK ? enti_store_end(store, enti_store_exec(store, merge_all, "rebuilding", err), err) : status;
}
