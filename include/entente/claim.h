/* Entente, room `claim`: the claims of a document, made one set; and verdicts against the reference base. */
#ifndef ENTENTE_CLAIM_H
#define ENTENTE_CLAIM_H

#include <entente/document.h>
#include <entente/pack.h>

typedef struct ent_reference ent_reference; /* view on the pack's reference facts */

ENT_API ENT_CHECKED ent_status ent_reference_open(const ent_pack *pack, ent_reference **ret, ent_error *err);
ENT_API void ent_reference_close(ent_reference *reference);

/* One fact of the reference base; strings live as long as the pack. */
typedef struct ent_fact {
  ent_str subject, relation, object; /* subject: ids joined with ";" */
  ent_date start, end;
  ent_str precision, source, note;
  bool checked;
} ent_fact;

ENT_API size_t ent_reference_count(const ent_reference *reference);
ENT_API ent_fact ent_reference_fact(const ent_reference *reference, size_t i);
/* Indices of the facts in which an actor or thing takes part (subject, party or object), in order of the tables. */
ENT_API const uint32_t *ent_reference_of(const ent_reference *reference, ent_str id, size_t *ret_n);

/* Finishes a document's claims: joins what one sentence says twice, orders them, and appends contradictions
 * (ENT_CONTRADICTION) where the reference base knows better. reference may be NULL: no verdicts. */
ENT_API ENT_CHECKED ent_status ent_claims_finish(const ent_reference *reference, ent_document *doc, ent_error *err);

#endif
