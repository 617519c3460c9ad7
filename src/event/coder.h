/* Applies a set of rules to a document: for each word, the rules that it triggers, the most special first. */
#ifndef ENTI_CODER_H
#define ENTI_CODER_H

#include "event/rule.h"

#include <entente/opinion.h>

/* Appends claims. opinions may be NULL: rules alone. Linear in tokens, times the rules that share a trigger. */
ENT_CHECKED ent_status enti_code(const enti_rules *rules, const ent_opinions *opinions, ent_document *doc,
                                 ent_error *err);

#endif
