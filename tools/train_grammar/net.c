/* Forward and backward (net.h). Sentences of a batch lie one after the other; only the recurrences, the windows and
 * the arcs know where one ends. */
#include "net_work.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gemm.h"

#ifndef DROP_X
#define DROP_X 0.27f
#endif
#ifndef DROP_WORD
#define DROP_WORD 0.2f
#endif
#ifndef DROP_H
#define DROP_H 0.38f
#endif
#ifndef DROP_HEAD
#define DROP_HEAD 0.33f
#endif

/* ---- small things ---- */

static uint64_t next_random(uint64_t *s)
{
  uint64_t z = *s += 0x9e3779b97f4a7c15ULL;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

static float uniform(uint64_t *s)
{
  return (float)(next_random(s) >> 40) * 0x1p-24f;
}

unsigned tg_bucket(int d)
{
  static const int edges[9] = {1, 2, 3, 4, 5, 7, 10, 15, 25};
  int a = d < 0 ? -d : d;
  unsigned b = 0;
  while (b < 9 && a > edges[b])
    b++;
  return d < 0 ? b : 10 + b;
}

/* ---- parameters ---- */

static size_t take(size_t *n, size_t size)
{
  size_t at = *n;
  *n += size;
  return at;
}

static void lay_out(tg_layout *a)
{
  size_t n = 0;
  a->p = take(&n, TG_GLOVE * TG_DW);
  a->pads = take(&n, 2 * TG_D);
  a->unknown_a = take(&n, TG_DA);
  for (unsigned l = 0; l < TG_LAYERS; l++) {
    a->w[l] = take(&n, (l ? TG_E : TG_WIN) * 6 * TG_H);
    a->b[l] = take(&n, 6 * TG_H);
  }
  a->wt = take(&n, TG_E * TG_TH);
  a->bt = take(&n, TG_TH);
  a->wu = take(&n, TG_TH * TG_TAGS);
  a->bu = take(&n, TG_TAGS);
  a->we = take(&n, TG_E * TG_HEADS);
  a->be = take(&n, TG_HEADS);
  a->root = take(&n, TG_K);
  a->root_label = take(&n, TG_LH);
  a->dist = take(&n, TG_BUCKETS * TG_K);
  a->wl = take(&n, TG_LH * ENT_REL_COUNT);
  a->bl = take(&n, ENT_REL_COUNT);
  a->n = n;
}

static void glorot(float *w, size_t in, size_t out, uint64_t *s)
{
  float r = sqrtf(6.0f / (float)(in + out));
  for (size_t i = 0; i < in * out; i++)
    w[i] = (2 * uniform(s) - 1) * r;
}

void tg_net_init(tg_net *net, const tg_vocab *v, uint64_t seed)
{
  uint64_t s = seed;
  tg_layout *a = &net->at;
  lay_out(a);
  net->vocab = v;
  net->n_delta = v->n_trained;
  net->n_affix = v->affixes.n;
  net->dense = calloc(a->n, sizeof(float));
  net->delta = calloc(net->n_delta * TG_DW, sizeof(float));
  net->affix = calloc(net->n_affix * TG_DA, sizeof(float));
  float *d = net->dense;
  glorot(d + a->p, TG_GLOVE, TG_DW, &s);
  glorot(d + a->pads, 2, TG_D, &s);
  for (unsigned l = 0; l < TG_LAYERS; l++)
    glorot(d + a->w[l], l ? TG_E : TG_WIN, 6 * TG_H, &s);
  glorot(d + a->wt, TG_E, TG_TH, &s);
  glorot(d + a->wu, TG_TH, TG_TAGS, &s);
  glorot(d + a->we, TG_E, TG_HEADS, &s);
  glorot(d + a->root, 1, TG_K, &s);
  glorot(d + a->root_label, 1, TG_LH, &s);
  glorot(d + a->wl, TG_LH, ENT_REL_COUNT, &s);
  for (size_t i = 0; i < net->n_delta * TG_DW; i++)
    net->delta[i] = (2 * uniform(&s) - 1) * 0.1f;
  for (size_t i = TG_DA; i < net->n_affix * TG_DA; i++)
    net->affix[i] = (2 * uniform(&s) - 1) * 0.15f;
}

/* ---- work ---- */


static float *floats(size_t n)
{
  float *p = aligned_alloc(64, (n * sizeof(float) + 63) / 64 * 64);
  if (!p)
    abort();
  memset(p, 0, n * sizeof(float));
  return p;
}

static void rows_init(tg_rows *r, size_t rows, size_t width)
{
  r->width = width;
  r->grad = floats(rows * width);
  r->touched = calloc(rows, sizeof *r->touched);
  r->is_touched = calloc(rows, sizeof *r->is_touched);
}

tg_work *tg_work_new(const tg_net *net, size_t t)
{
  tg_work *w = calloc(1, sizeof *w);
  w->net = net;
  w->vec = floats(t * TG_GLOVE);
  w->dvec = floats(t * TG_GLOVE);
  w->x = floats(t * TG_D);
  w->dx = floats(t * TG_D);
  w->xmask = floats(t * TG_D);
  w->win = floats(t * TG_WIN);
  w->dwin = floats(t * TG_WIN);
  w->dact = floats(t * 6 * TG_H);
  w->din = floats(t * TG_E);
  for (unsigned l = 0; l < TG_LAYERS; l++) {
    w->act[l] = floats(t * 6 * TG_H);
    w->c[l] = floats(t * TG_E);
    w->h[l] = floats(t * TG_E);
    w->dh[l] = floats(t * TG_E);
  }
  for (unsigned l = 0; l < TG_LAYERS + 2; l++) {
    w->in[l] = floats(t * TG_E);
    w->mask[l] = floats(t * TG_E);
  }
  w->tag = floats(t * TG_TH);
  w->dtag = floats(t * TG_TH);
  w->logit = floats(t * TG_TAGS);
  w->dlogit = floats(t * TG_TAGS);
  w->head = floats(t * TG_HEADS);
  w->dhead = floats(t * TG_HEADS);
  w->lab = floats(t * TG_LH);
  w->dlab = floats(t * TG_LH);
  w->rel = floats(t * ENT_REL_COUNT);
  w->drel = floats(t * ENT_REL_COUNT);
  w->row = floats(t + 1);
  w->drow = floats(t + 1);
  w->word = calloc(t, sizeof *w->word);
  w->use_vec = calloc(t, 1);
  w->use_delta = calloc(t, 1);
  w->use_affix = calloc(t, 1);
  w->dense = floats(net->at.n);
  rows_init(&w->delta, net->n_delta, TG_DW);
  rows_init(&w->affix, net->n_affix, TG_DA);
  return w;
}

float *tg_work_dense(tg_work *w) { return w->dense; }
tg_rows *tg_work_delta(tg_work *w) { return &w->delta; }
tg_rows *tg_work_affix(tg_work *w) { return &w->affix; }

static void touch(tg_rows *r, uint32_t row, const float *grad)
{
  if (!r->is_touched[row]) {
    r->is_touched[row] = true;
    r->touched[r->n_touched++] = row;
  }
  for (size_t i = 0; i < r->width; i++)
    r->grad[row * r->width + i] += grad[i];
}

static void reset_grads(tg_work *w)
{
  memset(w->dense, 0, w->net->at.n * sizeof(float));
  tg_rows *all[2] = {&w->delta, &w->affix};
  for (int k = 0; k < 2; k++) {
    for (size_t i = 0; i < all[k]->n_touched; i++) {
      memset(all[k]->grad + all[k]->touched[i] * all[k]->width, 0, all[k]->width * sizeof(float));
      all[k]->is_touched[all[k]->touched[i]] = false;
    }
    all[k]->n_touched = 0;
  }
}

/* ---- tokens ---- */

/* Which parts of a word's input are seen: words without a vector are hidden the more often the rarer they are, so that
 * "unknown" is learnt; deltas are hidden so that a vector alone must do. */
static void choose_word(tg_work *w, size_t t, const tg_feat *f, bool train, uint64_t *seed)
{
  const tg_vocab *v = w->net->vocab;
  uint32_t word = f->word;
  bool vec = v->has_vector[word], delta = word < v->n_trained;
  if (train) {
    float r = uniform(seed), n = (float)v->frequency[word];
    if (!vec && word && r < 0.25f / (0.25f + n))
      word = 0;
    if (vec && delta && r < 0.15f + 1.0f / (1.0f + n))
      delta = false;
    if (uniform(seed) < DROP_WORD * 0.5f) {
      word = 0;
      vec = false;
      delta = true;
    }
  }
  w->word[t] = word;
  w->use_vec[t] = vec;
  w->use_delta[t] = delta;
  w->use_affix[t] = !train || uniform(seed) >= DROP_WORD * 0.5f;
}

static void gather_token(tg_work *w, size_t t, const tg_feat *f)
{
  const tg_net *net = w->net;
  float *x = w->x + t * TG_D, *vec = w->vec + t * TG_GLOVE;
  uint32_t word = w->word[t];
  if (w->use_vec[t])
    memcpy(vec, net->vocab->vectors + (size_t)word * TG_GLOVE, TG_GLOVE * sizeof *vec);
  else
    memset(vec, 0, TG_GLOVE * sizeof *vec);
  if (w->use_delta[t])
    memcpy(x, net->delta + (size_t)word * TG_DW, TG_DW * sizeof *x);
  else
    memset(x, 0, TG_DW * sizeof *x);
  memcpy(x + TG_DW, net->dense + net->at.unknown_a, TG_DA * sizeof *x);
  for (uint32_t k = 0; w->use_affix[t] && k < f->n; k++)
    for (size_t i = 0; i < TG_DA; i++)
      x[TG_DW + i] += net->affix[(size_t)f->affix[k] * TG_DA + i];
}

static void make_mask(float *mask, size_t rows, size_t width, float drop, bool train, uint64_t *seed)
{
  for (size_t i = 0; i < width; i++)
    mask[i] = !train ? 1 : uniform(seed) < drop ? 0 : 1 / (1 - drop);
  for (size_t r = 1; r < rows; r++)
    memcpy(mask + r * width, mask, width * sizeof *mask);
}

static void tokens_forward(tg_work *w, const tg_item *items, size_t n, bool train)
{
  size_t t = 0;
  for (size_t s = 0; s < n; s++) {
    uint64_t seed = items[s].seed;
    make_mask(w->xmask + t * TG_D, items[s].n, TG_D, DROP_X, train, &seed);
    for (unsigned l = 1; l < TG_LAYERS + 2; l++)
      make_mask(w->mask[l] + t * TG_E, items[s].n, TG_E, l < TG_LAYERS ? DROP_H : DROP_HEAD, train, &seed);
    for (uint32_t i = 0; i < items[s].n; i++) {
      choose_word(w, t + i, &items[s].feats[i], train, &seed);
      gather_token(w, t + i, &items[s].feats[i]);
    }
    t += items[s].n;
  }
  tg_gemm(false, false, t, TG_DW, TG_GLOVE, w->vec, TG_GLOVE, w->net->dense + w->net->at.p, TG_DW, w->x, TG_D, true);
  for (size_t i = 0; i < t * TG_D; i++)
    w->x[i] = q(w->x[i]);
}

static void windows_forward(tg_work *w, const tg_item *items, size_t n)
{
  const float *pads = w->net->dense + w->net->at.pads;
  size_t t = 0;
  for (size_t s = 0; s < n; s++)
    for (uint32_t i = 0; i < items[s].n; i++, t++)
      for (int k = -1; k <= 1; k++) {
        float *out = w->win + t * TG_WIN + (size_t)(k + 1) * TG_D;
        bool before = i == 0 && k < 0, behind = i + 1 == items[s].n && k > 0;
        if (before || behind)
          for (size_t d = 0; d < TG_D; d++)
            out[d] = q(pads[(behind ? TG_D : 0) + d]);
        else {
          size_t from = (size_t)((ptrdiff_t)t + k) * TG_D;
          for (size_t d = 0; d < TG_D; d++)
            out[d] = w->x[from + d] * w->xmask[from + d];
        }
      }
}

static void windows_backward(tg_work *w, const tg_item *items, size_t n)
{
  const float *pads = w->net->dense + w->net->at.pads;
  float *dpads = w->dense + w->net->at.pads;
  memset(w->dx, 0, w->t * TG_D * sizeof(float));
  size_t t = 0;
  for (size_t s = 0; s < n; s++)
    for (uint32_t i = 0; i < items[s].n; i++, t++)
      for (int k = -1; k <= 1; k++) {
        const float *g = w->dwin + t * TG_WIN + (size_t)(k + 1) * TG_D;
        bool before = i == 0 && k < 0, behind = i + 1 == items[s].n && k > 0;
        size_t pad = behind ? TG_D : 0, from = (size_t)((ptrdiff_t)t + k) * TG_D;
        for (size_t d = 0; d < TG_D; d++)
          if (before || behind)
            dpads[pad + d] += g[d] * dq(q(pads[pad + d]));
          else
            w->dx[from + d] += g[d] * w->xmask[from + d];
      }
}

static void tokens_backward(tg_work *w, const tg_item *items, size_t n)
{
  const tg_net *net = w->net;
  for (size_t i = 0; i < w->t * TG_D; i++)
    w->dx[i] *= dq(w->x[i]);
  tg_gemm(true, false, TG_GLOVE, TG_DW, w->t, w->vec, TG_GLOVE, w->dx, TG_D, w->dense + net->at.p, TG_DW, true);
  size_t t = 0;
  for (size_t s = 0; s < n; s++)
    for (uint32_t i = 0; i < items[s].n; i++, t++) {
      const float *g = w->dx + t * TG_D;
      const tg_feat *f = &items[s].feats[i];
      if (w->use_delta[t])
        touch(&w->delta, w->word[t], g);
      for (size_t d = 0; d < TG_DA; d++)
        w->dense[net->at.unknown_a + d] += g[TG_DW + d];
      for (uint32_t k = 0; w->use_affix[t] && k < f->n; k++)
        touch(&w->affix, f->affix[k], g + TG_DW);
    }
}

/* ---- layers ---- */

void tg_dense_forward(const tg_work *w, const float *a, size_t in, size_t wat, size_t bat, size_t out, float *c)
{
  for (size_t t = 0; t < w->t; t++)
    memcpy(c + t * out, w->net->dense + bat, out * sizeof *c);
  tg_gemm(false, false, w->t, out, in, a, in, w->net->dense + wat, out, c, out, true);
}

void tg_dense_backward(tg_work *w, const float *a, size_t in, size_t wat, size_t bat, size_t out, const float *dc,
                           float *da, bool add)
{
  tg_gemm(true, false, in, out, w->t, a, in, dc, out, w->dense + wat, out, true);
  for (size_t t = 0; t < w->t; t++)
    for (size_t j = 0; j < out; j++)
      w->dense[bat + j] += dc[t * out + j];
  if (da)
    tg_gemm(false, true, w->t, in, out, dc, out, w->net->dense + wat, out, da, in, add);
}

void tg_masked(const tg_work *w, const float *h, const float *mask, float *out)
{
  for (size_t i = 0; i < w->t * TG_E; i++)
    out[i] = h[i] * mask[i];
}

/* One direction of one sentence: first, last, step. */
static void scan_forward(tg_work *w, unsigned l, size_t first, size_t n, bool back)
{
  size_t dir = back ? 1 : 0;
  for (size_t k = 0; k < n; k++) {
    size_t t = first + (back ? n - 1 - k : k), before = back ? t + 1 : t - 1;
    float *a = w->act[l] + t * 6 * TG_H + dir * 3 * TG_H, *c = w->c[l] + t * TG_E + dir * TG_H;
    const float *cp = k ? w->c[l] + before * TG_E + dir * TG_H : NULL;
    const float *x = l ? w->h[l - 1] + t * TG_E + dir * TG_H : NULL;
    float *h = w->h[l] + t * TG_E + dir * TG_H;
    for (size_t i = 0; i < TG_H; i++) {
      float z = q(a[i]), g = sig(a[TG_H + i]), o = sig(a[2 * TG_H + i]), old = cp ? cp[i] : 0, skip = x ? x[i] : 0;
      c[i] = old + g * (z - old);
      h[i] = skip + o * (c[i] - skip);
      a[i] = z;
      a[TG_H + i] = g;
      a[2 * TG_H + i] = o;
    }
  }
}

static void scan_backward(tg_work *w, unsigned l, size_t first, size_t n, bool back)
{
  size_t dir = back ? 1 : 0;
  float carry[TG_H] = {0};
  for (size_t k = n; k-- > 0;) {
    size_t t = first + (back ? n - 1 - k : k), before = back ? t + 1 : t - 1;
    const float *a = w->act[l] + t * 6 * TG_H + dir * 3 * TG_H, *c = w->c[l] + t * TG_E + dir * TG_H;
    const float *cp = k ? w->c[l] + before * TG_E + dir * TG_H : NULL;
    const float *x = l ? w->h[l - 1] + t * TG_E + dir * TG_H : NULL, *dh = w->dh[l] + t * TG_E + dir * TG_H;
    float *da = w->dact + t * 6 * TG_H + dir * 3 * TG_H, *dskip = l ? w->dh[l - 1] + t * TG_E + dir * TG_H : NULL;
    for (size_t i = 0; i < TG_H; i++) {
      float z = a[i], g = a[TG_H + i], o = a[2 * TG_H + i], old = cp ? cp[i] : 0, skip = x ? x[i] : 0;
      float dc = carry[i] + dh[i] * o;
      if (dskip)
        dskip[i] += dh[i] * (1 - o);
      da[i] = dc * g * dq(z);
      da[TG_H + i] = dc * (z - old) * dsig(g);
      da[2 * TG_H + i] = dh[i] * (c[i] - skip) * dsig(o);
      carry[i] = dc * (1 - g);
    }
  }
}

static void layers_forward(tg_work *w, const tg_item *items, size_t n)
{
  for (unsigned l = 0; l < TG_LAYERS; l++) {
    if (l)
      tg_masked(w, w->h[l - 1], w->mask[l], w->in[l]);
    tg_dense_forward(w, l ? w->in[l] : w->win, l ? TG_E : TG_WIN, w->net->at.w[l], w->net->at.b[l], 6 * TG_H, w->act[l]);
    for (size_t s = 0, t = 0; s < n; t += items[s++].n) {
      scan_forward(w, l, t, items[s].n, false);
      scan_forward(w, l, t, items[s].n, true);
    }
  }
}

static void layers_backward(tg_work *w, const tg_item *items, size_t n)
{
  for (unsigned l = TG_LAYERS; l-- > 0;) {
    for (size_t s = 0, t = 0; s < n; t += items[s++].n) {
      scan_backward(w, l, t, items[s].n, false);
      scan_backward(w, l, t, items[s].n, true);
    }
    tg_dense_backward(w, l ? w->in[l] : w->win, l ? TG_E : TG_WIN, w->net->at.w[l], w->net->at.b[l], 6 * TG_H, w->dact,
                   l ? w->din : w->dwin, false);
    for (size_t i = 0; l && i < w->t * TG_E; i++)
      w->dh[l - 1][i] += w->din[i] * w->mask[l][i];
  }
}

void tg_work_run(tg_work *w, const tg_item *items, size_t n, int mode, tg_scores *sc)
{
  bool train = mode == TG_TRAIN;
  w->t = 0;
  for (size_t s = 0; s < n; s++)
    w->t += items[s].n;
  if (train)
    reset_grads(w);
  if (w->t == 0)
    return;
  sc->n += w->t;
  for (unsigned l = 0; l < TG_LAYERS; l++)
    memset(w->dh[l], 0, w->t * TG_E * sizeof(float));
  tokens_forward(w, items, n, mode != TG_READ);
  windows_forward(w, items, n);
  layers_forward(w, items, n);
  tg_tags_run(w, items, n, train, sc);
  tg_tree_run(w, items, n, train, sc);
  if (!train)
    return;
  layers_backward(w, items, n);
  windows_backward(w, items, n);
  tokens_backward(w, items, n);
}
