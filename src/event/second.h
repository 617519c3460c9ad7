/* The second opinion at work in the coder: it looks at pairs of actors that the tree relates, codes what no rule has
 * coded, and puts right or takes out what rules have coded where it is sure (docs/events.md#the-second-opinion). */
#ifndef ENTI_SECOND_H
#define ENTI_SECOND_H

#include "event/walk_tree.h"

#include <entente/opinion.h>

/* Claims of the sentence from doc->claims[first] on are its rules' events. O(tokens · pairs), pairs bounded. */
ENT_CHECKED ent_status enti_second_look(const enti_tree *tree, ent_document *doc, const ent_opinions *opinions,
                                        const ent_sentence *sentence, size_t first, ent_error *err);

#endif
