/* Entente, room `store`: claims with evidence; events and ties merged from them; kept in SQLite. */
#ifndef ENTENTE_STORE_H
#define ENTENTE_STORE_H

#include <entente/document.h>

typedef struct ent_store ent_store;

enum { ENT_STORE_READ_ONLY = 1, ENT_STORE_CREATE = 2 };

/* Opens (and with ENT_STORE_CREATE makes, folders too) a store, migrating an older schema.
 * ENT_ENOTFOUND where there is none; ENT_ESTORE with SQLite's words; ENT_EMODEL for a newer schema than ours. */
ENT_API ENT_CHECKED ent_status ent_store_open(const char *path, unsigned flags, ent_store **ret, ent_error *err);
ENT_API void ent_store_close(ent_store *store);
/* Default place: $ENTENTE_STORE, else $XDG_DATA_HOME/entente/entente.db, else ~/.local/share/entente/entente.db. */
ENT_API ENT_CHECKED ent_status ent_store_default_path(ent_arena *arena, ent_str *ret, ent_error *err);

typedef struct ent_store_added {
  size_t documents; /* new */
  size_t known;     /* already there, by content: nothing changed */
  size_t copies;    /* new copies of a story that was already there */
  size_t claims;    /* new */
} ent_store_added;

/* Adds documents in one transaction, each whole or not at all; counts into *added (which may be NULL). */
ENT_API ENT_CHECKED ent_status ent_store_add(ent_store *store, ent_document *const *docs, size_t n,
                                             ent_store_added *added, ent_error *err);

/* A run of the program, for the table `run`: versions of program, data, model. */
ENT_API ENT_CHECKED ent_status ent_store_begin_run(ent_store *store, ent_str program, ent_str data, ent_str grammar,
                                                   ent_error *err);

typedef struct ent_store_row { /* one line of `show`: a claim with its evidence */
  ent_claim_kind kind;
  ent_str code, modality, date_start, date_end, basis;
  ent_str source, target;  /* actor ids joined with ";" */
  ent_str object, issues, rule;
  ent_str evidence;        /* the sentence, verbatim */
  uint32_t start, end;     /* its bytes in the document's text */
  ent_str document, title, publisher, published; /* id, title, source(s) joined with "; ", date */
  int64_t n_documents;     /* independent documents (copies counted once) that say so */
  double confidence;
} ent_store_row;

typedef struct ent_store_query {
  ent_str actor, other;    /* ids; other empty: all that actor takes part in */
  ent_date from, to;       /* unknown: no bound */
} ent_store_query;

/* Rows in order of date, newest last, undated first; handed to each() one by one. A status other than ENT_OK from it
 * ends the query. The row lives during the call. */
ENT_API ENT_CHECKED ent_status ent_store_show(ent_store *store, const ent_store_query *query,
                                              ent_status (*each)(void *context, const ent_store_row *row, ent_error *err),
                                              void *context, ent_error *err);

typedef struct ent_store_health {
  int schema_version;
  int64_t documents, stories, claims, events, ties;
  bool sound;             /* integrity_check and foreign_key_check found nothing */
  char message[400];      /* the first thing that they found */
} ent_store_health;

ENT_API ENT_CHECKED ent_status ent_store_check(ent_store *store, ent_store_health *ret, ent_error *err);
/* Makes merged events and ties anew from the claims. */
ENT_API ENT_CHECKED ent_status ent_store_rebuild(ent_store *store, ent_error *err);

#endif
