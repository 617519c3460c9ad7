/* The second opinion with all its shares, for the coder. */
#ifndef ENTI_OPINION_JUDGE_H
#define ENTI_OPINION_JUDGE_H

#include "event/opinion_label.h"

/* How likely each label is, in thousandths, labels that the ontology has as one added at the first of them; ret[ENTI_LABEL_NONE]
 * is "no event". As ent_opinions_judge otherwise. */
ENT_CHECKED ent_status enti_opinion_weigh(const ent_opinions *opinions, const ent_document *doc, const ent_span *source,
                                          const ent_span *target, ent_ontology ontology, int ret[ENTI_LABEL_COUNT],
                                          ent_error *err);

#endif
