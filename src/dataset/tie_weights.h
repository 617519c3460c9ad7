/* What a fact of the reference base weighs as a tie, of what kind it is, and when it ends. */
#ifndef ENTI_DATASET_TIE_WEIGHTS_H
#define ENTI_DATASET_TIE_WEIGHTS_H

#include <entente/dataset.h>

typedef struct enti_tie_weight {
  ent_tie_kind kind;
  double weight; /* 0: no tie */
} enti_tie_weight;

enti_tie_weight enti_tie_weigh(const ent_reference *reference, const ent_fact *fact);
/* When the tie ends: the fact's own end, what replaced it (the next status, the next step of a partnership, the
 * membership that an accession led to, the treaty's entry into force), the end of the treaty. *ret_replaced: something
 * took its place, so that it counts no longer than until that may have begun. */
ent_date enti_tie_end(const ent_reference *reference, const ent_fact *fact, bool *ret_replaced);
/* Members of an organisation founded for collective defence are allies. */
enti_tie_weight enti_tie_shared(ent_str organisation);
bool enti_tie_is_membership(const ent_fact *fact);
bool enti_tie_lists(ent_str ids, ent_str id); /* "A;B" has it */

#endif
