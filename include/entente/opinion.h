/* Entente, room `event`: a statistical second opinion: what one marked actor does to another, with a confidence.
 *
 * A linear model over the sentence's tree (docs/relations.md), trained on text of our own. It is asked about two spans
 * of a parsed sentence and knows PLOVER's sixteen types and "no event". Whole numbers only, in a fixed order: the same
 * answer on every machine. */
#ifndef ENTENTE_OPINION_H
#define ENTENTE_OPINION_H

#include <entente/document.h>

typedef struct ent_opinions ent_opinions; /* the model, mapped */

/* ENT_ENOTFOUND; ENT_EMODEL when damaged, truncated or of another version. Read-only: serves any number of threads. */
ENT_API ENT_CHECKED ent_status ent_opinions_open(const char *path, ent_opinions **ret, ent_error *err);
ENT_API void ent_opinions_close(ent_opinions *opinions);

typedef enum ent_ontology {
  ENT_PLOVER = 0, /* PLOVER 2021, 16 types */
  ENT_PLV         /* 15: CONCEDE and RETREAT are YIELD (quad 2); SANCTION, COERCE, ASSAULT as in CAMEO 16, 17, 18-20 */
} ent_ontology;

#define ENT_MAX_SPAN_PIECES 16

/* A marked actor: pieces of the document's text in bytes; n 0: not marked. */
typedef struct ent_span {
  struct {
    uint32_t start, end;
  } pieces[ENT_MAX_SPAN_PIECES];
  uint32_t n;
} ent_span;

typedef struct ent_opinion {
  ent_str root;     /* the likeliest type; never "no event": see none */
  int quad;         /* 1 … 4, of the root under the ontology */
  int confidence;   /* of the root among all types, in thousandths */
  int none;         /* that there is no event between the two, in thousandths */
  ent_str second;   /* the next likeliest type */
} ent_opinion;

/* What source does to target. doc is parsed; actors and claims are not looked at, so that the coding rules and this
 * opinion do not depend on each other. explain (may be
 * NULL) gets a line for each feature that spoke for or against the answer, the weightiest first.
 * ENT_EINPUT: a span lies outside the text. O(tokens of the sentence · log features). */
ENT_API ENT_CHECKED ent_status ent_opinions_judge(const ent_opinions *opinions, const ent_document *doc,
                                                  const ent_span *source, const ent_span *target, ent_ontology ontology,
                                                  ent_opinion *ret, ent_buf *explain, ent_error *err);

#endif
