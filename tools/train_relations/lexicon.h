/* The words that the model will know: classes from the lexicon, spread to near neighbours, and clusters. */
#ifndef TR_LEXICON_H
#define TR_LEXICON_H

#include "event/opinion_words.h"
#include "vectors.h"

typedef struct tr_lexicon {
  char (*names)[ENTI_CLASS_NAME];
  uint32_t n_names;
  enti_opinion_word *words; /* sorted by key */
  uint32_t n;
} tr_lexicon;

/* vectors may be empty (n 0): no clusters then, and nothing spreads. Ends the program on a wrong row. */
void tr_lexicon_build(tr_lexicon *lexicon, const char *path, const tr_vectors *vectors);

#endif
