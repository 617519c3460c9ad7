/* Entente, room `event`: why a sentence got its code. For each claim of a coded document: the pattern as it stands in
 * its table, the words that met its conditions, where source and target were found, what the mood of the sentence made
 * of the code, how the date is known, what the second opinion went by. */
#ifndef ENTENTE_EXPLAIN_H
#define ENTENTE_EXPLAIN_H

#include <entente/document.h>
#include <entente/pack.h>

typedef struct ent_explainer ent_explainer;

typedef struct ent_explainer_options {
  const ent_pack *pack;
  const char *tables;      /* folder of the tables that the pack was made of (events/, ties/); NULL: no patterns shown */
  const char *user_tables; /* the user's on top; may be NULL */
  const char *model;       /* of the second opinion; may be NULL */
  const char *verbs;       /* the PETRARCH dictionary in use; may be NULL */
} ent_explainer_options;

/* One step of the way to a claim. */
typedef struct ent_reason {
  const char *topic; /* "pattern" "words" "example" "source" "target" "mood" "date" "opinion" …: a static string */
  ent_str text;      /* may hold line breaks */
} ent_reason;

typedef struct ent_explanation {
  const ent_reason *reasons;
  size_t n;
} ent_explanation;

/* Indexes the tables; one that is not there is passed over. The pack must outlive what is returned. */
ENT_API ENT_CHECKED ent_status ent_explainer_open(const ent_explainer_options *options, ent_explainer **ret, ent_error *err);
ENT_API void ent_explainer_close(ent_explainer *explainer); /* NULL is fine */
/* The reasons of all claims, n_claims of them in the same order, in the document's arena. After ent_reader_read, with
 * the same knowledge. O(tokens + claims · the words of their sentences). */
ENT_API ENT_CHECKED ent_status ent_explain(const ent_explainer *explainer, ent_document *doc, const ent_explanation **ret,
                                           ent_error *err);

#endif
