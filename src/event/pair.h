/* Pairs of actors that a sentence relates: who may have done something to whom, and by which word. */
#ifndef ENTI_PAIR_H
#define ENTI_PAIR_H

#include "event/party.h"

#include <entente/opinion.h>

#define ENTI_MAX_PAIRS 16

typedef enum enti_pair_kind {
  ENTI_PAIR_VERB = 1, /* a verb or predicate, its agent, and an actor below it */
  ENTI_PAIR_NOUN,     /* a noun, its owner, and an actor below it: "Turkey's attack on X" */
  ENTI_PAIR_ALIKE     /* two of one subject: "Chad and Mali signed" */
} enti_pair_kind;

typedef struct enti_pair {
  enti_pair_kind kind;
  uint32_t predicate, source, target; /* tokens: heads of the phrases */
  enti_parties sources, targets;
  ent_span source_span, target_span;  /* as annotators mark an actor: without what follows the head */
  unsigned depth;                     /* steps up the tree from the target to the predicate */
} enti_pair;

/* The pairs of a sentence, at most ENTI_MAX_PAIRS, in order of their predicates; returns how many. No pair of phrases
 * twice. O(tokens²) of the sentence. */
size_t enti_pairs_find(const enti_tree *tree, const ent_sentence *sentence, enti_pair *ret);

#endif
