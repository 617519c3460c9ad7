/* train_grammar TRAIN.conllu… --dev DEV.conllu --vectors VECTORS.json -o MODEL [--seed N] [--epochs N]
 *
 * Trains the network of net.h and the lemmatiser, prints scores for each epoch, writes the model. The same arguments
 * give the same model on the same machine: gradients of the two threads are added in a fixed order, and every random
 * choice follows from seed, epoch and sentence. */
#include <getopt.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "export.h"
#include "net.h"
#include "optimise.h"
#include "soft.h"
#include "vary.h"

#define BATCH_TOKENS 700u /* per thread at most; a longer sentence is left out of training */
#define THREADS 2u

typedef struct options {
  const char *dev, *vectors, *out, *floats, *from, *dump, *resume;
  const char *soft[8]; /* files of soft targets */
  unsigned n_soft, average; /* average: of how many last epochs the parameters are the mean */
  uint64_t seed;
  unsigned epochs;
  size_t words;
  float rate, vary;
} options;

typedef struct share { /* one thread's part of a batch */
  tg_work *work;
  tg_item *items;
  tg_feat *feats;
  size_t n, n_feats;
  int mode;
  tg_scores scores;
} share;

static void *run_share(void *context)
{
  share *s = context;
  tg_work_run(s->work, s->items, s->n, s->mode, &s->scores);
  return NULL;
}

static void run_shares(share *s)
{
  pthread_t threads[THREADS];
  for (unsigned i = 1; i < THREADS; i++)
    if (pthread_create(&threads[i], NULL, run_share, &s[i]))
      exit(1);
  run_share(&s[0]);
  for (unsigned i = 1; i < THREADS; i++)
    pthread_join(threads[i], NULL);
}

static uint64_t mix(uint64_t z)
{
  z += 0x9e3779b97f4a7c15ULL;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

static void shuffle(uint32_t *order, size_t n, uint64_t seed)
{
  for (size_t i = n; i > 1; i--) {
    size_t j = mix(seed + i) % i;
    uint32_t t = order[i - 1];
    order[i - 1] = order[j];
    order[j] = t;
  }
}

/* Puts sentences into the shares, one share after the other in turn, until one is full. Returns the next sentence. */
static size_t fill(share *shares, const tg_vocab *v, const tg_corpus *c, const uint32_t *order, size_t at, float vary,
                   uint64_t seed, const tg_soft *soft, tg_soft *collect)
{
  for (unsigned k = 0; k < THREADS; k++)
    shares[k].n = shares[k].n_feats = 0;
  for (unsigned k = 0; at < c->n_sentences; k = (k + 1) % THREADS, at++) {
    size_t which = order ? order[at] : at;
    tg_sentence s = c->sentences[which];
    if (s.n > BATCH_TOKENS)
      continue;
    share *to = &shares[k];
    if (to->n_feats + s.n > BATCH_TOKENS)
      break;
    uint64_t own = mix(seed ^ mix(s.first));
    tg_varied varied = {.feats = to->feats + to->n_feats};
    tg_vary(v, c, s, vary, own, &varied);
    to->items[to->n++] = (tg_item){varied.feats, c->tokens + s.first, varied.n, own, soft ? &soft[which] : NULL,
                                   collect ? &collect[which] : NULL};
    to->n_feats += varied.n;
  }
  return at;
}

static void report(const char *what, const tg_scores *s)
{
  double n = s->n ? (double)s->n / 100 : 1;
  printf("%s loss %.4f upos %.2f xpos %.2f uas %.2f las %.2f", what, s->loss / n / 100, (double)s->upos / n,
         (double)s->xpos / n, (double)s->uas / n, (double)s->las / n);
}

static tg_scores add_scores(const share *s)
{
  tg_scores r = {0};
  for (unsigned k = 0; k < THREADS; k++) {
    r.loss += s[k].scores.loss;
    r.n += s[k].scores.n;
    r.upos += s[k].scores.upos;
    r.xpos += s[k].scores.xpos;
    r.uas += s[k].scores.uas;
    r.las += s[k].scores.las;
  }
  return r;
}

static float rate_at(const options *o, double progress)
{
  double warm = 0.02;
  if (progress < warm)
    return o->rate * (float)(progress / warm);
  return o->rate * (float)(1 - (progress - warm) / (1 - warm)) + o->rate * 0.005f;
}

/* One pass; trains where adam is given. */
static tg_scores pass(share *shares, const tg_vocab *v, const tg_corpus *c, const uint32_t *order, tg_adam *adam,
                      const options *o, unsigned epoch, const tg_soft *soft)
{
  tg_work *works[THREADS];
  for (unsigned k = 0; k < THREADS; k++) {
    shares[k].scores = (tg_scores){0};
    shares[k].mode = adam ? TG_TRAIN : TG_READ;
    works[k] = shares[k].work;
  }
  for (size_t at = 0; at < c->n_sentences;) {
    double progress = (epoch + (double)at / (double)c->n_sentences) / o->epochs;
    size_t next = fill(shares, v, c, order, at, adam ? o->vary : 0, mix(o->seed + epoch * 1000003u), soft, NULL);
    run_shares(shares);
    at = next;
    if (adam)
      tg_adam_step(adam, works, THREADS, rate_at(o, progress), 5);
  }
  return add_scores(shares);
}

static void shares_init(share shares[THREADS], const tg_net *net)
{
  for (unsigned k = 0; k < THREADS; k++)
    shares[k] = (share){.work = tg_work_new(net, BATCH_TOKENS), .items = calloc(BATCH_TOKENS, sizeof(tg_item)),
                        .feats = calloc(BATCH_TOKENS, sizeof(tg_feat))};
}

/* Probabilities for the training sentences, with dropout, several times over: what the network is unsure of when it
 * may not rely on having seen the sentence. */
static void dump(const tg_net *net, const tg_vocab *v, const tg_corpus *c, const options *o)
{
  share shares[THREADS];
  tg_soft *soft = tg_soft_new(c);
  shares_init(shares, net);
  for (unsigned time = 0; time < 4; time++) {
    for (unsigned k = 0; k < THREADS; k++) {
      shares[k].mode = TG_READ_DROPPED;
      shares[k].scores = (tg_scores){0};
    }
    for (size_t at = 0; at < c->n_sentences;) {
      at = fill(shares, v, c, NULL, at, 0, mix(o->seed + 77 + time), NULL, soft);
      run_shares(shares);
    }
    tg_scores s = add_scores(shares);
    report("with dropout", &s);
    printf("\n");
  }
  tg_soft_write(soft, c, o->dump);
}

/* The mean of the parameters at the end of the last epochs. */
static void add_to_mean(const tg_net *net, float *mean[3], unsigned n)
{
  const float *from[3] = {net->dense, net->delta, net->affix};
  size_t sizes[3] = {net->at.n, net->n_delta * TG_DW, net->n_affix * TG_DA};
  for (int k = 0; k < 3; k++) {
    if (!mean[k])
      mean[k] = calloc(sizes[k], sizeof(float));
    for (size_t i = 0; i < sizes[k]; i++)
      mean[k][i] += (from[k][i] - mean[k][i]) / (float)n;
  }
}

static void use_mean(tg_net *net, float *mean[3])
{
  float *to[3] = {net->dense, net->delta, net->affix};
  size_t sizes[3] = {net->at.n, net->n_delta * TG_DW, net->n_affix * TG_DA};
  for (int k = 0; k < 3 && mean[k]; k++)
    memcpy(to[k], mean[k], sizes[k] * sizeof(float));
}

static void train(tg_net *net, const tg_vocab *v, const tg_corpus *corpus, const tg_corpus *dev, const tg_soft *soft,
                  const options *o)
{
  tg_adam adam;
  share shares[THREADS];
  float *mean[3] = {NULL};
  unsigned n_mean = 0;
  tg_adam_init(&adam, net);
  shares_init(shares, net);
  uint32_t *order = calloc(corpus->n_sentences, sizeof *order);
  for (size_t i = 0; i < corpus->n_sentences; i++)
    order[i] = (uint32_t)i;
  for (unsigned e = 0; e < o->epochs; e++) {
    time_t start = time(NULL);
    shuffle(order, corpus->n_sentences, o->seed + e);
    tg_scores s = pass(shares, v, corpus, order, &adam, o, e, soft);
    printf("epoch %u ", e + 1);
    report("train", &s);
    s = pass(shares, v, dev, NULL, NULL, o, e, NULL);
    report(" | dev", &s);
    printf(" | %ld s\n", (long)(time(NULL) - start));
    fflush(stdout);
    if (o->floats && (e + 1) % 4 == 0)
      tg_floats_write(net, o->floats);
    if (e + o->average >= o->epochs)
      add_to_mean(net, mean, ++n_mean);
  }
  use_mean(net, mean);
  tg_scores s = pass(shares, v, dev, NULL, NULL, o, 0, NULL);
  report("mean | dev", &s);
  printf("\n");
  free(order);
}

static int usage(void)
{
  fputs("usage: train_grammar TRAIN.conllu... --dev DEV.conllu --vectors VECTORS.json -o MODEL\n"
        "         [--seed N] [--epochs N] [--words N] [--rate X] [--vary X] [--average N]\n"
        "         [--floats FILE] [--from FILE] [--resume FILE] [--dump FILE] [--soft FILE]...\n",
        stderr);
  return 2;
}

static bool read_options(int argc, char **argv, options *o)
{
  static const struct option known[] = {
      {"dev", 1, 0, 'd'},  {"vectors", 1, 0, 'v'}, {"seed", 1, 0, 's'},   {"epochs", 1, 0, 'e'}, {"words", 1, 0, 'w'},
      {"rate", 1, 0, 'r'}, {"vary", 1, 0, 'a'},    {"floats", 1, 0, 'f'}, {"from", 1, 0, 'F'},
      {"dump", 1, 0, 'D'}, {"soft", 1, 0, 'S'},    {"average", 1, 0, 'A'},
      {"resume", 1, 0, 'R'}, {0}};
  int c;
  while ((c = getopt_long(argc, argv, "o:", known, NULL)) != -1)
    switch (c) {
    case 'o': o->out = optarg; break;
    case 'd': o->dev = optarg; break;
    case 'v': o->vectors = optarg; break;
    case 's': o->seed = strtoull(optarg, NULL, 10); break;
    case 'e': o->epochs = (unsigned)strtoul(optarg, NULL, 10); break;
    case 'w': o->words = strtoull(optarg, NULL, 10); break;
    case 'r': o->rate = strtof(optarg, NULL); break;
    case 'a': o->vary = strtof(optarg, NULL); break;
    case 'f': o->floats = optarg; break;
    case 'F': o->from = optarg; break;
    case 'D': o->dump = optarg; break;
    case 'R': o->resume = optarg; break;
    case 'A': o->average = (unsigned)strtoul(optarg, NULL, 10); break;
    case 'S':
      if (o->n_soft == 8)
        return false;
      o->soft[o->n_soft++] = optarg;
      break;
    default: return false;
    }
  return optind < argc && o->dev && o->vectors && o->out && o->epochs;
}

int main(int argc, char **argv)
{
  options o = {.seed = 1, .epochs = 30, .words = 65000, .rate = 2e-3f, .vary = 0.12f};
  if (!read_options(argc, argv, &o))
    return usage();
  tg_corpus corpus = {0}, dev = {0};
  for (int i = optind; i < argc; i++)
    tg_corpus_read(&corpus, argv[i]);
  tg_corpus_read(&dev, o.dev);
  tg_vocab vocab = {0};
  tg_vocab_build(&vocab, &corpus, o.vectors, o.words);
  tg_net net = {0};
  tg_net_init(&net, &vocab, o.seed);
  printf("%zu sentences, %zu words; rows: %u trained words of %zu, %zu affixes; %zu weights\n", corpus.n_sentences,
         corpus.n_tokens, vocab.n_trained, vocab.words.n, vocab.affixes.n, net.at.n);
  fflush(stdout);
  tg_soft *soft = o.n_soft ? tg_soft_new(&corpus) : NULL;
  for (unsigned i = 0; i < o.n_soft; i++)
    tg_soft_add(soft, &corpus, o.soft[i]);
  if (soft)
    tg_soft_finish(soft, &corpus);
  if (o.from || o.resume)
    tg_floats_read(&net, o.from ? o.from : o.resume);
  if (!o.from)
    train(&net, &vocab, &corpus, &dev, soft, &o);
  if (o.dump) {
    dump(&net, &vocab, &corpus, &o);
    return 0;
  }
  if (o.floats && !o.from)
    tg_floats_write(&net, o.floats);
  return tg_export(&net, &corpus, o.out) ? 0 : 1;
}
