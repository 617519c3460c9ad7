/* What the network sees of a token's characters: a key for the word, and keys for its endings, beginnings and shape.
 * The trainer and the runtime share this file, so that both see the same. */
#ifndef ENTI_GRAMMAR_FEATURES_H
#define ENTI_GRAMMAR_FEATURES_H

#include <entente/base.h>

#define ENTI_AFFIX_MAX 12u

/* Keys are hashes; 0 never occurs. */
typedef struct enti_features {
  uint64_t word;                  /* fold, digits made 0 */
  uint64_t affix[ENTI_AFFIX_MAX];
  uint32_t n_affixes;
} enti_features;

/* norm, fold: as in ent_token. first: no word stands before it in its sentence, so that
 * a capital says nothing. */
void enti_features_of(ent_str norm, ent_str fold, bool first, enti_features *out);
/* The key of a word alone, given its fold. */
uint64_t enti_features_word(ent_str fold);
/* The key of a form in the table of lemmas. */
uint64_t enti_features_lemma(ent_str fold, unsigned lemma_class);

#endif
