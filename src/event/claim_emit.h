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

/* For a rule with ENTI_RULE_ECHO: repeats the claims of the last sentence that has any (`sentence` itself or the one
 * before it) with finding->source as their source, dated by the trigger. */
ENT_CHECKED ent_status enti_echo(const enti_tree *tree, ent_document *doc, const enti_finding *finding,
                                 uint32_t sentence, ent_error *err);

#endif
