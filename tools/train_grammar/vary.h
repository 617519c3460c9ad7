/* Copies of training sentences as a headline, a shouting forum or a tweet would have them. */
#ifndef TG_VARY_H
#define TG_VARY_H

#include "data.h"

typedef struct tg_varied {
  tg_feat *feats; /* room for the longest sentence, given by the caller */
  uint32_t n;
} tg_varied;

/* Features of a sentence, altered or not as `seed` decides; `share` in 0..1 says how many are altered. n may come
 * out one smaller: the final full stop is left off now and then. */
void tg_vary(const tg_vocab *vocab, const tg_corpus *corpus, tg_sentence s, float share, uint64_t seed, tg_varied *out);

#endif
