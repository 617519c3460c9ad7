/* The network, for training: forward and backward over a batch of sentences, in single precision.
 *
 *   x      = [ q(P·vector + delta) ; q(Σ affix rows) ]                              per token, DW + DA
 *   layer1 : window of three x → z, g, o for both directions; c ← c + g(z − c); h = o·c
 *   layer2…: h → z, g, o;   c ← c + g(z − c); h' = h + o(c − h)
 *   tags   : q(h2 → TH) → upos, xpos
 *   arcs   : s(i,j) = d_i · g_j (one g for heads to the left, one for heads to the right) + d_i · dist(i−j)
 *   labels : q(a_i + b_head) → relation
 *
 * q(a) = u(2−|u|), u = a/2 cut to [−1, 1], stands for tanh, and ½+½q(a/2) for the sigmoid: both can be computed in
 * whole numbers, and nothing leaves [−1, 1], which is what makes eight bits enough (src/grammar/network.h). */
#ifndef TG_NET_H
#define TG_NET_H

#include "data.h"

#ifndef TG_H
#define TG_H 128u /* units a direction */
#endif
#ifndef TG_LAYERS
#define TG_LAYERS 3u
#endif
#define TG_DW 96u
#define TG_DA 64u
#define TG_D (TG_DW + TG_DA)
#define TG_WIN (3 * TG_D)
#define TG_E (2 * TG_H)
#define TG_K 96u
#define TG_LH 96u
#define TG_TH 96u
#define TG_TAGS ((unsigned)ENT_POS_COUNT + (unsigned)ENT_X_COUNT)
#define TG_HEADS (3 * TG_K + 2 * TG_LH)
#define TG_BUCKETS 20u
#define TG_MAX_LAYERS 4u

/* Parameters, one after the other in one array. */
typedef struct tg_layout {
  size_t p, pads, unknown_a, w[TG_MAX_LAYERS], b[TG_MAX_LAYERS], wt, bt, wu, bu, we, be, root, root_label, dist, wl, bl, n;
} tg_layout;

typedef struct tg_net {
  tg_layout at;
  float *dense;               /* at.n */
  float *delta;               /* n_trained × DW */
  float *affix;               /* n_affixes × DA */
  size_t n_delta, n_affix;    /* rows */
  const tg_vocab *vocab;
} tg_net;

void tg_net_init(tg_net *net, const tg_vocab *vocab, uint64_t seed);

/* What other networks think of a sentence: probabilities of heads (n × (n+1)), relations at the gold heads (n × REL)
 * and tags (n × TAGS), for the sentence as it stands in the treebank. */
typedef struct tg_soft {
  float *heads, *rels, *tags;
  uint32_t n;
} tg_soft;

/* One sentence as it goes into a batch: features of its tokens (perhaps altered) and its gold. */
typedef struct tg_item {
  const tg_feat *feats;
  const tg_token *gold;
  uint32_t n;
  uint64_t seed; /* of its dropout */
  const tg_soft *soft; /* targets mixed with the gold by TG_SOFT; NULL: gold only */
  tg_soft *collect;    /* probabilities are added here; NULL: not */
} tg_item;
#define TG_SOFT 0.6f

typedef struct tg_scores { /* sums */
  double loss;
  size_t n, upos, xpos, uas, las;
} tg_scores;

typedef struct tg_work tg_work; /* activations and gradients of one thread */
tg_work *tg_work_new(const tg_net *net, size_t max_tokens);
enum { TG_READ, TG_READ_DROPPED, TG_TRAIN }; /* dropped: with dropout, but without learning */
/* Forward; for TG_TRAIN also backward into the work's gradients (which it zeroes first). */
void tg_work_run(tg_work *work, const tg_item *items, size_t n, int mode, tg_scores *scores);

/* The gradients: dense, and rows touched. */
float *tg_work_dense(tg_work *work);
typedef struct tg_rows {
  float *grad;        /* rows × width, zero where not touched */
  uint32_t *touched;  /* row numbers */
  bool *is_touched;
  size_t n_touched, width;
} tg_rows;
tg_rows *tg_work_delta(tg_work *work);
tg_rows *tg_work_affix(tg_work *work);

unsigned tg_bucket(int distance); /* head − dependent; 0 … TG_BUCKETS−1 */

#endif
