/* What the files of the store share. SQL stands only in this folder. */
#ifndef ENTI_STORE_PRIVATE_H
#define ENTI_STORE_PRIVATE_H

#include <entente/store.h>

#include <sqlite3.h>

#define STORE_SCHEMA 2
#define STORE_SCHEMA_TEXT "2"

struct ent_store {
  sqlite3 *db;
  char *path;
  ent_str program, data; /* of the run; "" before ent_store_begin_run */
  ent_arena *arena;      /* owns them */
};

/* SQLite's words, copied at once, with the path in front; returns ENT_ESTORE (ENT_ENOMEM, ENT_EIO where it is that). */
ent_status enti_store_fail(const ent_store *store, ent_error *err, const char *doing);
ENT_CHECKED ent_status enti_store_exec(ent_store *store, const char *sql, const char *doing, ent_error *err);
ENT_CHECKED ent_status enti_store_prepare(ent_store *store, const char *sql, sqlite3_stmt **ret, ent_error *err);
/* Runs a statement that gives no rows, resets it, clears its bindings. */
ENT_CHECKED ent_status enti_store_step(ent_store *store, sqlite3_stmt *stmt, const char *doing, ent_error *err);
/* Binds a string that lives until the statement is reset. Parameters count from 1. */
void enti_store_bind(sqlite3_stmt *stmt, int parameter, ent_str s);
/* A column as a string that lives until the next step. */
ent_str enti_store_column(sqlite3_stmt *stmt, int column);

/* store_migrate.c: from an older schema, version by version; inside a transaction of the caller. */
ENT_CHECKED ent_status enti_store_migrate(ent_store *store, int from, ent_error *err);

/* story.c: the document's signature, and the story it belongs to; stories that it joins become one. */
ENT_CHECKED ent_status enti_story_add(ent_store *store, const ent_document *doc, bool *ret_copy, ent_error *err);

/* merge.c */
/* Key of the event or tie that a claim belongs to; "" for kinds that are not merged. */
ent_str enti_merge_key(const ent_claim *claim, ent_arena *arena);
/* Notes that a key (or all keys of a story) must be merged anew before the transaction ends. */
ENT_CHECKED ent_status enti_merge_touch_document(ent_store *store, ent_str hash, ent_error *err);
ENT_CHECKED ent_status enti_merge_touch_story(ent_store *store, ent_str story, ent_error *err);
ENT_CHECKED ent_status enti_merge_touched(ent_store *store, ent_error *err);

#endif
