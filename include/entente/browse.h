/* Entente, room `store`: looking through a store page by page: claims with their evidence, documents with their text. */
#ifndef ENTENTE_BROWSE_H
#define ENTENTE_BROWSE_H

#include <entente/store.h>

typedef struct ent_browse_query {
  ent_str actor, other;  /* ids; empty: anybody */
  ent_str kind, code;    /* "tie", "CONSULT"; empty: all */
  ent_str document;      /* hash; empty: all, copies of a story counted once */
  ent_date from, to;     /* unknown: no bound */
  bool newest_first;
  size_t offset, limit;  /* limit: at most so many */
} ent_browse_query;

typedef struct ent_browse_claim {
  ent_str document;      /* hash */
  uint32_t number;       /* within the document */
  ent_str kind, code, mode, modality, date_start, date_end, basis;
  ent_str source, target, issues; /* joined with ";" */
  ent_str object, value_in_text, value_reference, reference_source, attributed, rule;
  ent_str evidence;      /* the sentence, verbatim */
  uint32_t start, end;   /* its bytes in the document's text */
  ent_str title, publisher, published;
  int64_t stories;       /* independent stories that say so */
  double confidence;
} ent_browse_claim;

/* One page, in order of dates (undated first; with newest_first the other way round), in the arena.
 *   ret_total  all that match
 * O(claims of the actor, n log n); without actor and document O(claims of the store). */
ENT_API ENT_CHECKED ent_status ent_browse_claims(ent_store *store, const ent_browse_query *query, ent_arena *arena,
                                                 const ent_browse_claim **ret, size_t *ret_n, size_t *ret_total,
                                                 ent_error *err);

typedef struct ent_browse_document {
  ent_str hash, published, basis, publisher, title, language, text;
  ent_str name, url;     /* one of those under which it came; url may be empty */
  size_t copies;         /* further documents of its story */
} ent_browse_document;

/* ENT_ENOTFOUND: there is no such document. In the arena. */
ENT_API ENT_CHECKED ent_status ent_browse_document_of(ent_store *store, ent_str hash, ent_arena *arena,
                                                      ent_browse_document *ret, ent_error *err);

typedef struct ent_browse_counts {
  int64_t documents, stories, claims, events, ties, dataset_files;
} ent_browse_counts;

/* O(documents and claims), a walk over indices. */
ENT_API ENT_CHECKED ent_status ent_browse_count(ent_store *store, ent_browse_counts *ret, ent_error *err);

#endif
