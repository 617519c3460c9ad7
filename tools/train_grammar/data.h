/* What the trainer reads: sentences with their gold trees, the vocabulary, and word vectors. */
#ifndef TG_DATA_H
#define TG_DATA_H

#include <entente/document.h>

#include "grammar/word_features.h"

#define TG_GLOVE 100u

typedef struct tg_token {
  ent_str norm, fold, lemma;
  uint32_t head; /* 0: root, else number of the token, from 1 */
  uint8_t upos, xpos, rel;
  bool first; /* no word before it */
} tg_token;

typedef struct tg_sentence {
  uint32_t first, n;
} tg_sentence;

typedef struct tg_corpus {
  ent_arena *arena;
  tg_token *tokens;
  tg_sentence *sentences;
  size_t n_tokens, cap_tokens, n_sentences, cap_sentences;
} tg_corpus;

/* Exit with a message where a file cannot be read: this is a tool. */
void tg_corpus_read(tg_corpus *corpus, const char *path);

/* A map from 64-bit keys to numbers from 0. */
typedef struct tg_map {
  uint64_t *keys;
  uint32_t *slots; /* number + 1 */
  uint32_t *counts;
  size_t n, cap, n_slots;
} tg_map;
uint32_t tg_map_add(tg_map *map, uint64_t key);
uint32_t tg_map_find(const tg_map *map, uint64_t key); /* UINT32_MAX: not there */

/* Word rows: 0 unknown; 1 … n_trained seen in training; then words with a vector only. Affix rows from 0. */
typedef struct tg_vocab {
  tg_map words, affixes;
  uint32_t n_trained;
  float *vectors;      /* words.n × TG_GLOVE; zero where a word has none */
  bool *has_vector;
  uint32_t *frequency; /* in training */
  ent_str *listed;     /* the words that have vectors, as written, most frequent first */
  size_t n_listed;
  ent_arena *arena;
} tg_vocab;

void tg_vocab_build(tg_vocab *vocab, const tg_corpus *train, const char *vectors, size_t max_words);

typedef struct tg_feat {
  uint32_t word, n;
  uint32_t affix[ENTI_AFFIX_MAX];
} tg_feat;
void tg_feat_of(const tg_vocab *vocab, ent_str norm, ent_str fold, bool first, tg_feat *out);

#endif
