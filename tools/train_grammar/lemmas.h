/* The table of forms whose lemma the rules do not give (src/grammar/lemma.h). */
#ifndef TG_LEMMAS_H
#define TG_LEMMAS_H

#include "data.h"
#include "grammar/model.h"

typedef struct tg_lemmas {
  enti_slot *slots;
  size_t n_slots, n;
  ent_buf bytes; /* a length in front of each */
} tg_lemmas;

/* From the treebank's forms, and from the listed words: for a word in -ed, -ing, -s, -er, -est the likeliest of the
 * words that it can come from. Prints how often rules and table are right on the treebank. */
void tg_lemmas_build(tg_lemmas *out, const tg_corpus *train, const tg_vocab *vocab);

#endif
