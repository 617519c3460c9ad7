/* Labelled sentences → features. In the tables the source stands between < and >, the target between [ and ]. */
#ifndef TR_EXAMPLES_H
#define TR_EXAMPLES_H

#include "event/opinion_label.h"
#include "event/opinion_words.h"

#include <entente/entente.h>

typedef struct tr_example {
  uint8_t label;
  float weight;
  uint32_t first, n; /* in tr_examples.features: numbers of features */
} tr_example;

typedef struct tr_examples {
  tr_example *items;
  size_t n, cap;
  uint32_t *features;
  size_t n_features, cap_features;
} tr_examples;

/* Reads a table with the columns root and sentence through the rooms; features are hashed keys. */
void tr_examples_read(tr_examples *examples, const ent_reader *reader, const enti_opinion_words *words,
                      const char *path, float weight);

#endif
