/* What is read off the layers: tags, arcs, relations; losses and gradients (net.h). */
#include "net_work.h"

#include <string.h>

/* What a softmax is held against: the gold class, mixed with probabilities (soft NULL: none); sums of its own go to
 * `collect` (NULL: nowhere). */
typedef struct target {
  size_t gold;
  const float *soft;
  float *collect;
} target;

static target target_of(size_t gold, const float *soft, float *collect, size_t at)
{
  return (target){gold, soft ? soft + at : NULL, collect ? collect + at : NULL};
}

/* Softmax over n scores; gradient times scale; returns the loss against gold, and the best in *ret_best. */
static double softmax(const float *s, size_t n, target t, float scale, float *d, size_t *ret_best)
{
  size_t best = 0;
  for (size_t i = 1; i < n; i++)
    if (s[i] > s[best])
      best = i;
  float sum = 0;
  for (size_t i = 0; i < n; i++) {
    d[i] = expf(s[i] - s[best]);
    sum += d[i];
  }
  for (size_t i = 0; t.collect && i < n; i++)
    t.collect[i] += d[i] / sum;
  for (size_t i = 0; i < n; i++)
    d[i] *= scale / sum;
  float hard = 1;
  if (t.soft) {
    float all = 1e-6f; /* a cut sentence has lost a head */
    for (size_t i = 0; i < n; i++)
      all += t.soft[i];
    for (size_t i = 0; i < n; i++)
      d[i] -= scale * TG_SOFT * t.soft[i] / all;
    hard = 1 - TG_SOFT;
  }
  d[t.gold] -= scale * hard;
  *ret_best = best;
  return (double)(logf(sum) - (s[t.gold] - s[best]));
}

void tg_tags_run(tg_work *w, const tg_item *items, size_t n, bool train, tg_scores *sc)
{
  const tg_layout *a = &w->net->at;
  unsigned from = TG_LAYERS > 2 ? TG_LAYERS - 2 : TG_LAYERS - 1;
  tg_masked(w, w->h[from], w->mask[TG_LAYERS], w->in[TG_LAYERS]);
  tg_dense_forward(w, w->in[TG_LAYERS], TG_E, a->wt, a->bt, TG_TH, w->tag);
  for (size_t i = 0; i < w->t * TG_TH; i++)
    w->tag[i] = q(w->tag[i]);
  tg_dense_forward(w, w->tag, TG_TH, a->wu, a->bu, TG_TAGS, w->logit);
  float scale = 1 / (float)w->t;
  for (size_t s = 0, t = 0; s < n; s++)
    for (uint32_t i = 0; i < items[s].n; i++, t++) {
      const tg_token *gold = &items[s].gold[i];
      size_t best;
      const float *soft = items[s].soft ? items[s].soft->tags : NULL;
      float *collect = items[s].collect ? items[s].collect->tags : NULL;
      sc->loss += softmax(w->logit + t * TG_TAGS, ENT_POS_COUNT, target_of(gold->upos, soft, collect, i * TG_TAGS),
                          scale, w->dlogit + t * TG_TAGS, &best);
      sc->upos += best == gold->upos;
      sc->loss += softmax(w->logit + t * TG_TAGS + ENT_POS_COUNT, ENT_X_COUNT,
                          target_of(gold->xpos, soft, collect, i * TG_TAGS + ENT_POS_COUNT), scale,
                          w->dlogit + t * TG_TAGS + ENT_POS_COUNT, &best);
      sc->xpos += best == gold->xpos;
    }
  if (!train)
    return;
  tg_dense_backward(w, w->tag, TG_TH, a->wu, a->bu, TG_TAGS, w->dlogit, w->dtag, false);
  for (size_t i = 0; i < w->t * TG_TH; i++)
    w->dtag[i] *= dq(w->tag[i]);
  tg_dense_backward(w, w->in[TG_LAYERS], TG_E, a->wt, a->bt, TG_TH, w->dtag, w->din, false);
  for (size_t i = 0; i < w->t * TG_E; i++)
    w->dh[from][i] += w->din[i] * w->mask[TG_LAYERS][i];
}

static float dot(const float *a, const float *b)
{
  float s[16] = {0};
  for (size_t i = 0; i < TG_K; i += 16)
    for (size_t k = 0; k < 16; k++)
      s[k] += a[i + k] * b[i + k];
  float r = 0;
  for (size_t k = 0; k < 16; k++)
    r += s[k];
  return r;
}

static void add_scaled(float *to, const float *x, float f)
{
  for (size_t i = 0; i < TG_K; i++)
    to[i] += f * x[i];
}

/* Scores of all heads of token i of a sentence of n at t: row[0] is the root, row[j+1] token j. */
static void score_heads(tg_work *w, size_t t, uint32_t n, uint32_t i)
{
  const float *d = w->head + (t + i) * TG_HEADS, *dist = w->net->dense + w->net->at.dist;
  float near[TG_BUCKETS], root[TG_K];
  for (unsigned b = 0; b < TG_BUCKETS; b++)
    near[b] = dot(d, dist + b * TG_K);
  for (size_t k = 0; k < TG_K; k++)
    root[k] = q(w->net->dense[w->net->at.root + k]);
  w->row[0] = dot(d, root);
  for (uint32_t j = 0; j < n; j++) {
    const float *g = w->head + (t + j) * TG_HEADS + (j < i ? 1 : 2) * TG_K;
    w->row[j + 1] = j == i ? -1e9f : dot(d, g) + near[tg_bucket((int)j - (int)i)];
  }
}

static void heads_grad(tg_work *w, size_t t, uint32_t n, uint32_t i)
{
  const float *d = w->head + (t + i) * TG_HEADS, *dist = w->net->dense + w->net->at.dist;
  float *dd = w->dhead + (t + i) * TG_HEADS, *ddist = w->dense + w->net->at.dist;
  const float *rootp = w->net->dense + w->net->at.root;
  float *droot = w->dense + w->net->at.root;
  for (size_t k = 0; k < TG_K; k++) {
    float r = q(rootp[k]);
    dd[k] += w->drow[0] * r;
    droot[k] += w->drow[0] * d[k] * dq(r);
  }
  for (uint32_t j = 0; j < n; j++) {
    float s = w->drow[j + 1];
    if (j == i || fabsf(s) < 1e-9f)
      continue;
    size_t side = (j < i ? 1 : 2) * TG_K, bucket = tg_bucket((int)j - (int)i) * TG_K;
    add_scaled(dd, w->head + (t + j) * TG_HEADS + side, s);
    add_scaled(w->dhead + (t + j) * TG_HEADS + side, d, s);
    add_scaled(dd, dist + bucket, s);
    add_scaled(ddist + bucket, d, s);
  }
}

static void labels_input(tg_work *w, const tg_item *item, size_t t)
{
  const float *root = w->net->dense + w->net->at.root_label;
  for (uint32_t i = 0; i < item->n; i++) {
    uint32_t head = item->gold[i].head;
    const float *a = w->head + (t + i) * TG_HEADS + 3 * TG_K;
    const float *b = head ? w->head + (t + head - 1) * TG_HEADS + 3 * TG_K + TG_LH : root;
    for (size_t k = 0; k < TG_LH; k++)
      w->lab[(t + i) * TG_LH + k] = q(a[k] + b[k]);
  }
}

static void labels_grad(tg_work *w, const tg_item *item, size_t t)
{
  float *root = w->dense + w->net->at.root_label;
  for (uint32_t i = 0; i < item->n; i++) {
    uint32_t head = item->gold[i].head;
    float *a = w->dhead + (t + i) * TG_HEADS + 3 * TG_K;
    float *b = head ? w->dhead + (t + head - 1) * TG_HEADS + 3 * TG_K + TG_LH : root;
    for (size_t k = 0; k < TG_LH; k++) {
      float g = w->dlab[(t + i) * TG_LH + k] * dq(w->lab[(t + i) * TG_LH + k]);
      a[k] += g;
      b[k] += g;
    }
  }
}

static void tree_scores(tg_work *w, const tg_item *items, size_t n, bool train, tg_scores *sc)
{
  float scale = 1 / (float)w->t;
  for (size_t s = 0, t = 0; s < n; t += items[s++].n) {
    for (uint32_t i = 0; i < items[s].n; i++) {
      const tg_token *gold = &items[s].gold[i];
      size_t head, label;
      score_heads(w, t, items[s].n, i);
      const tg_soft *soft = items[s].soft, *to = items[s].collect;
      target heads = target_of(gold->head, soft ? soft->heads + i * (soft->n + 1) : NULL,
                               to ? to->heads + i * (to->n + 1) : NULL, 0);
      target rels = target_of(gold->rel, soft ? soft->rels : NULL, to ? to->rels : NULL, i * ENT_REL_COUNT);
      sc->loss += softmax(w->row, items[s].n + 1, heads, scale, w->drow, &head);
      sc->loss += softmax(w->rel + (t + i) * ENT_REL_COUNT, ENT_REL_COUNT, rels, scale,
                          w->drel + (t + i) * ENT_REL_COUNT, &label);
      sc->uas += head == gold->head;
      sc->las += head == gold->head && ent_rel_base((unsigned)label) == ent_rel_base(gold->rel);
      if (train)
        heads_grad(w, t, items[s].n, i);
    }
  }
}

void tg_tree_run(tg_work *w, const tg_item *items, size_t n, bool train, tg_scores *sc)
{
  const tg_layout *a = &w->net->at;
  tg_masked(w, w->h[TG_LAYERS - 1], w->mask[TG_LAYERS + 1], w->in[TG_LAYERS + 1]);
  tg_dense_forward(w, w->in[TG_LAYERS + 1], TG_E, a->we, a->be, TG_HEADS, w->head);
  for (size_t t = 0; t < w->t; t++)
    for (size_t k = 0; k < 3 * TG_K; k++)
      w->head[t * TG_HEADS + k] = q(w->head[t * TG_HEADS + k]);
  for (size_t s = 0, t = 0; s < n; t += items[s++].n)
    labels_input(w, &items[s], t);
  tg_dense_forward(w, w->lab, TG_LH, a->wl, a->bl, ENT_REL_COUNT, w->rel);
  memset(w->dhead, 0, w->t * TG_HEADS * sizeof(float));
  tree_scores(w, items, n, train, sc);
  if (!train)
    return;
  tg_dense_backward(w, w->lab, TG_LH, a->wl, a->bl, ENT_REL_COUNT, w->drel, w->dlab, false);
  for (size_t s = 0, t = 0; s < n; t += items[s++].n)
    labels_grad(w, &items[s], t);
  for (size_t t = 0; t < w->t; t++)
    for (size_t k = 0; k < 3 * TG_K; k++)
      w->dhead[t * TG_HEADS + k] *= dq(w->head[t * TG_HEADS + k]);
  tg_dense_backward(w, w->in[TG_LAYERS + 1], TG_E, a->we, a->be, TG_HEADS, w->dhead, w->din, false);
  for (size_t i = 0; i < w->t * TG_E; i++)
    w->dh[TG_LAYERS - 1][i] += w->din[i] * w->mask[TG_LAYERS + 1][i];
}

