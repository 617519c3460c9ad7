/* A document's claims made one set: what one sentence says twice is said once, in order of the text. */
#include <entente/claim.h>

#include "claim/verdict.h"

#include <stdlib.h>
#include <string.h>

static bool same_actors(const ent_actor_ref *a, size_t na, const ent_actor_ref *b, size_t nb)
{
  if (na != nb)
    return false;
  for (size_t i = 0; i < na; i++)
    if (!ent_str_eq(a[i].id, b[i].id) || !ent_str_eq(a[i].sector, b[i].sector))
      return false;
  return true;
}

/* The same assertion, whoever found it and however sure. */
static bool same_claim(const ent_claim *a, const ent_claim *b)
{
  return a->kind == b->kind && a->start == b->start && a->end == b->end && ent_str_eq(a->code, b->code) &&
         a->modality == b->modality && ent_date_cmp(a->from, b->from) == 0 && ent_str_eq(a->object, b->object) &&
         same_actors(a->source, a->n_source, b->source, b->n_source) &&
         same_actors(a->target, a->n_target, b->target, b->n_target);
}

/* For qsort: by evidence, then as found. */
static int by_evidence(const void *a, const void *b)
{
  const ent_claim *x = a, *y = b;
  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;
  if (x->end != y->end)
    return x->end < y->end ? -1 : 1;
  if (x->kind != y->kind)
    return x->kind < y->kind ? -1 : 1;
  if (x->trigger != y->trigger)
    return x->trigger < y->trigger ? -1 : 1;
  int order = ent_str_cmp(x->rule, y->rule);
  if (!order)
    order = ent_str_cmp(x->n_source ? x->source[0].id : ENT_STR_NONE, y->n_source ? y->source[0].id : ENT_STR_NONE);
  if (!order)
    order = ent_str_cmp(x->n_target ? x->target[0].id : ENT_STR_NONE, y->n_target ? y->target[0].id : ENT_STR_NONE);
  return order;
}

/* Only claims with the same evidence are compared, and a sentence holds few. */
static void drop_repeated(ent_document *doc)
{
  size_t kept = 0;
  for (size_t i = 0; i < doc->n_claims; i++) {
    size_t j = kept;
    while (j > 0 && doc->claims[j - 1].start == doc->claims[i].start &&
           !same_claim(&doc->claims[j - 1], &doc->claims[i]))
      j--;
    bool repeated = j > 0 && doc->claims[j - 1].start == doc->claims[i].start;
    if (repeated && doc->claims[j - 1].confidence < doc->claims[i].confidence)
      doc->claims[j - 1].confidence = doc->claims[i].confidence;
    if (!repeated)
      doc->claims[kept++] = doc->claims[i];
  }
  doc->n_claims = kept;
}

ent_status ent_claims_finish(const ent_reference *reference, ent_document *doc, ent_error *err)
{
  if (doc->n_claims)
    qsort(doc->claims, doc->n_claims, sizeof *doc->claims, by_evidence);
  drop_repeated(doc);
  return reference ? enti_verdict_contradictions(reference, doc, err) : ENT_OK;
}
