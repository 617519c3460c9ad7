/* Entente, room `store`: documents that were handed over to be read by others, and those that nobody could read.
 *
 *  Q1  What was submitted is in `submission`, in `document` or in `dead_letter`; it leaves the first in the transaction
 *      that brings it into one of the others. No queue is needed to know what is missing. */
#ifndef ENTENTE_SUBMISSION_H
#define ENTENTE_SUBMISSION_H

#include <entente/store.h>

typedef struct ent_submission {
  ent_str hash;     /* of the document and of the name and address that it came under: what is read once */
  ent_str document; /* the document's own */
  ent_str name, url;
  ent_str record;   /* the document as JSON */
  ent_str error;    /* of dead letters */
  int64_t failures; /* of dead letters */
} ent_submission;

/* Notes them, in one transaction; those that are noted already, or that are documents of the store under this name,
 * are passed over: ret_new (n of them) tells which are new. */
ENT_API ENT_CHECKED ent_status ent_store_submit(ent_store *store, const ent_submission *items, size_t n, bool *ret_new,
                                                ent_error *err);
/* Adds documents (as ent_store_add) and takes the submissions of these hashes away, in one transaction. */
ENT_API ENT_CHECKED ent_status ent_store_add_submitted(ent_store *store, ent_document *const *docs, size_t n, const ent_str *hashes,
                                                       size_t n_hashes, ent_store_added *added, ent_error *err);
/* From `submission` into `dead_letter`. */
ENT_API ENT_CHECKED ent_status ent_store_bury(ent_store *store, const ent_submission *item, ent_error *err);
/* All dead letters back into `submission`. */
ENT_API ENT_CHECKED ent_status ent_store_revive(ent_store *store, ent_error *err);
/* Up to `limit` rows after a hash ("" from the first), in order of hashes; strings in the arena. */
ENT_API ENT_CHECKED ent_status ent_store_submissions(ent_store *store, bool dead, ent_str after, size_t limit, ent_arena *arena,
                                                     ent_submission **ret, size_t *ret_n, ent_error *err);
/* The record of a submission; p NULL where there is none. */
ENT_API ENT_CHECKED ent_status ent_store_submission(ent_store *store, ent_str hash, ent_arena *arena, ent_str *ret, ent_error *err);
ENT_API ENT_CHECKED ent_status ent_store_count_submissions(ent_store *store, int64_t *ret_open, int64_t *ret_dead, ent_error *err);

#endif
