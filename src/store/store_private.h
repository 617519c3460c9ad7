/* What the files of the store share. SQL stands only in this folder. */
#ifndef ENTI_STORE_PRIVATE_H
#define ENTI_STORE_PRIVATE_H

#include "base/intern.h"
#include "store/engine.h"

#define STORE_SCHEMA 3

/* The engine's words, copied at once, with the store's place in front; ENT_ESTORE (ENT_ENOMEM, ENT_EIO where it is that). */
ent_status enti_store_fail(const ent_store *store, ent_error *err, const char *doing);
ENT_CHECKED ent_status enti_store_exec(ent_store *store, const char *sql, const char *doing, ent_error *err);
ENT_CHECKED ent_status enti_store_prepare(ent_store *store, const char *sql, enti_stmt **ret, ent_error *err);
/* See enti_engine.inserter. */
ENT_CHECKED ent_status enti_store_inserter(ent_store *store, const char *table, size_t n, enti_stmt **ret, ent_error *err);
/* Runs a statement that gives no rows, resets it, clears its bindings. */
ENT_CHECKED ent_status enti_store_step(ent_store *store, enti_stmt *stmt, const char *doing, ent_error *err);
/* Begins a transaction that writes. */
ENT_CHECKED ent_status enti_store_begin(ent_store *store, ent_error *err);
/* Ends it: committed where all went well so far, else undone. Returns what it came to. */
ENT_CHECKED ent_status enti_store_end(ent_store *store, ent_status so_far, ent_error *err);
/* Binds a string that lives until the statement is reset. Parameters count from 1. */
static inline void enti_store_bind(enti_stmt *stmt, int parameter, ent_str s) { stmt->engine->bind_text(stmt, parameter, s); }
/* A column as a string that lives until the next step. */
static inline ent_str enti_store_column(enti_stmt *stmt, int column) { return stmt->engine->column_text(stmt, column); }

/* store_add.c: as ent_store_add, inside a transaction of the caller. */
ENT_CHECKED ent_status enti_store_add_rows(ent_store *store, ent_document *const *docs, size_t n, ent_store_added *added,
                                           ent_error *err);

/* store_migrate.c: from an older schema, version by version; inside a transaction of the caller. */
ENT_CHECKED ent_status enti_store_migrate(ent_store *store, int from, ent_error *err);

/* story.c: signatures of new documents, and the stories that they belong to; stories that they join become one. fresh:
 * their hashes, in the same order. Counts those of which a copy was there before. */
ENT_CHECKED ent_status enti_story_add(ent_store *store, const ent_document *const *docs, size_t n, const enti_intern *fresh,
                                      size_t *ret_copies, ent_error *err);

/* merge.c */
/* Key of the event or tie that a claim belongs to; "" for kinds that are not merged. */
ent_str enti_merge_key(const ent_claim *claim, ent_arena *arena);
/* The temporary table `touched` of keys that must be merged anew before the transaction ends; empty. */
ENT_CHECKED ent_status enti_merge_begin(ent_store *store, ent_error *err);
/* Notes all keys of a story. */
ENT_CHECKED ent_status enti_merge_touch_story(ent_store *store, ent_str story, ent_error *err);
/* Merges the noted keys. */
ENT_CHECKED ent_status enti_merge_touched(ent_store *store, ent_error *err);

#endif
