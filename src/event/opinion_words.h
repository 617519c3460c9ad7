/* What the second opinion knows of words: the classes of its own lexicon (data/events/training/lexicon.tsv) and the
 * clusters of words that are used alike (learned from word vectors when the model is trained). */
#ifndef ENTI_OPINION_WORDS_H
#define ENTI_OPINION_WORDS_H

#include <entente/document.h>

#define ENTI_WORD_CLASSES 10 /* of one word */
#define ENTI_NO_CLUSTER 0xFFFFu

/* A word of the model, sorted by key. */
typedef struct enti_opinion_word {
  uint64_t key;                       /* enti_opinion_key of the word */
  uint16_t coarse, fine;              /* clusters, ENTI_NO_CLUSTER: none */
  uint16_t classes[ENTI_WORD_CLASSES]; /* numbers of classes + 1, 0: no more */
} enti_opinion_word;

typedef struct enti_opinion_words {
  const enti_opinion_word *words;
  uint32_t n;
  const char *names; /* of classes, 16 bytes each, padded with NUL */
  uint32_t n_names;
} enti_opinion_words;

#define ENTI_CLASS_NAME 16

uint64_t enti_opinion_key(ent_str word);
/* NULL: unknown. O(log words). */
const enti_opinion_word *enti_opinion_word_find(const enti_opinion_words *words, ent_str word);
/* "v.attack"; "" for a number outside. */
const char *enti_opinion_class(const enti_opinion_words *words, unsigned number);

#endif
