/* Claims compared with the reference base. "Contradicted" only where the base knows better. */
#ifndef ENTI_VERDICT_H
#define ENTI_VERDICT_H

#include <entente/claim.h>

/* Appends a claim of kind ENT_CONTRADICTION for each statement of the document that the reference base contradicts. */
ENT_CHECKED ent_status enti_verdict_contradictions(const ent_reference *reference, ent_document *doc, ent_error *err);

#endif
