/* A rule that holds, made a claim: dates, evidence, issues, name of the thing; lists with a date for each member. */
#ifndef ENTI_CLAIM_EMIT_H
#define ENTI_CLAIM_EMIT_H

#include "event/outcome.h"
#include "event/party.h"

typedef struct enti_finding {
  const enti_rule *rule;
  uint32_t trigger;
  enti_parties source, target;
  enti_mood mood;
  enti_outcome outcome;
} enti_finding;

/* ENT_ENOMEM is the only failure. A claim that the sentence has already (same kind, code and parties) is left out. */
ENT_CHECKED ent_status enti_emit(const enti_tree *tree, ent_document *doc, const enti_finding *finding, size_t first,
                                 ent_error *err);

#endif
