/* Lemmas: a table of the forms that the rules get wrong, learnt with the model, and rules for all others. */
#ifndef ENTI_GRAMMAR_LEMMA_H
#define ENTI_GRAMMAR_LEMMA_H

#include <entente/document.h>

#include "grammar/model.h"

#define ENTI_LEMMA_MAX 64u /* longer words are their own lemma */

/* Tags that are lemmatised alike; others stand for themselves. */
unsigned enti_lemma_class(unsigned xpos);
/* The rules alone: writes the lemma of a folded word of at most ENTI_LEMMA_MAX bytes; returns its length. */
size_t enti_lemma_rule(ent_str fold, unsigned lemma_class, char out[ENTI_LEMMA_MAX + 2]);
/* Key of a form in the table. */
uint64_t enti_lemma_key(ent_str fold, unsigned lemma_class);
/* The lemma of a tagged token: points into the model, the token or the arena; p NULL when out of memory. */
ent_str enti_lemma_of(const enti_model *model, ent_arena *arena, const ent_token *token);

#endif
