/* The insides of net.h, shared by its files. */
#ifndef TG_NET_WORK_H
#define TG_NET_WORK_H

#include <math.h>

#include "net.h"

struct tg_work {
  const tg_net *net;
  size_t t;                     /* tokens of the batch */
  float *vec, *dvec;            /* T × GLOVE */
  float *x, *dx;                /* T × D, before dropout: values of q */
  float *win, *dwin;            /* T × WIN */
  float *act[TG_MAX_LAYERS], *dact; /* T × 6H: z, g, o after their functions */
  float *c[TG_MAX_LAYERS];      /* T × 2H */
  float *h[TG_MAX_LAYERS], *dh[TG_MAX_LAYERS]; /* T × E */
  float *in[TG_MAX_LAYERS + 2], *mask[TG_MAX_LAYERS + 2]; /* inputs after dropout, and the masks; last two: tags, heads */
  float *din;                   /* T × E */
  float *xmask;                 /* T × D */
  float *tag, *dtag;            /* T × TH */
  float *logit, *dlogit;        /* T × TAGS */
  float *head, *dhead;          /* T × HEADS */
  float *lab, *dlab;            /* T × LH */
  float *rel, *drel;            /* T × REL */
  float *row, *drow;            /* scores of one dependent */
  uint32_t *word;               /* after word dropout */
  bool *use_vec, *use_delta, *use_affix;
  float *dense;
  tg_rows delta, affix;
};

/* Activation functions, and their derivatives from the value. */
static inline float q(float a)
{
  float u = a * 0.5f;
  u = u > 1 ? 1 : u < -1 ? -1 : u;
  return u * (2 - fabsf(u));
}

static inline float sig(float a)
{
  return 0.5f + 0.5f * q(a * 0.5f);
}

static inline float dq(float y)
{
  float r = 1 - fabsf(y);
  return r > 0 ? sqrtf(r) : 0;
}

static inline float dsig(float s)
{
  return 0.25f * dq(2 * s - 1);
}

/* rows of c = bias, then c += a·w */
void tg_dense_forward(const tg_work *work, const float *a, size_t in, size_t wat, size_t bat, size_t out, float *c);
/* da (may be NULL) = dc·wᵀ (added where add); gradients of w and bias. */
void tg_dense_backward(tg_work *work, const float *a, size_t in, size_t wat, size_t bat, size_t out, const float *dc,
                       float *da, bool add);
/* out = h·mask, for all tokens. */
void tg_masked(const tg_work *work, const float *h, const float *mask, float *out);
/* Losses, and their gradients down to the layers. */
void tg_tags_run(tg_work *work, const tg_item *items, size_t n, bool train, tg_scores *scores);
void tg_tree_run(tg_work *work, const tg_item *items, size_t n, bool train, tg_scores *scores);

#endif
