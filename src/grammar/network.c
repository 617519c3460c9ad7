/* The network at run time (network.h). One block of scratch memory, no other allocation. */
#include "grammar/network.h"

#include <stdlib.h>
#include <string.h>

#include "grammar/tree.h"

typedef struct token_rows { /* rows of the tables that a token's input is made of; first the keys, then the rows */
  enti_features keys;
  uint32_t word, n, affix[ENTI_AFFIX_MAX];
} token_rows;

struct enti_network {
  const enti_model *model;
  const enti_kernels *kernels;
  int8_t *x;       /* (n+2) × input: a pad, the tokens, a pad: a window is three rows in a row */
  int16_t *gates;  /* n × 6·units */
  int16_t *h;      /* n × 2·units */
  int8_t *h8;      /* the same */
  int16_t *tags;   /* n × tag, then as int8 in tags8 */
  int8_t *tags8;
  int16_t *tag_out; /* n × outputs */
  int16_t *heads;  /* n × (3·arc + 2·label) */
  int8_t *d8;      /* n × arc */
  int16_t *near;   /* n × outputs of the distance layer */
  int32_t *scores; /* n × (n+1): of head j−1 for dependent i; 0 is the root */
  uint32_t *chosen; /* n: head + 1 */
  uint32_t *subject; /* n: the token's subject + 1, or 0 */
  int8_t *label8;  /* n × label */
  int16_t *label_out;
  int16_t *state;  /* of a direction, while it is scanned */
  enti_tree *tree;
  token_rows *rows; /* n */
  void *block;
};

/* ---- memory ------------------------------------------------------------------------------------------------ */

static void *cut(char *block, size_t *at, size_t n)
{
  void *p = block ? block + *at : NULL;
  *at += (n + 63) / 64 * 64;
  return p;
}

/* Called with block NULL to learn the size. */
static size_t lay_out(enti_network *w, char *block, size_t n)
{
  const enti_model *m = w->model;
  const enti_model_dims *d = &m->dims;
  size_t at = 0, e = 2 * d->units;
  w->x = cut(block, &at, (n + 2) * (d->word + d->affix));
  w->gates = cut(block, &at, n * 6 * d->units * 2);
  w->h = cut(block, &at, n * e * 2);
  w->h8 = cut(block, &at, n * e);
  w->tags = cut(block, &at, n * d->tag * 2);
  w->tags8 = cut(block, &at, n * d->tag);
  w->tag_out = cut(block, &at, n * m->dense[ENTI_DENSE_TAG_OUT].out * 2);
  w->heads = cut(block, &at, n * m->dense[ENTI_DENSE_HEADS].out * 2);
  w->d8 = cut(block, &at, n * d->arc);
  w->near = cut(block, &at, n * m->dense[ENTI_DENSE_DISTANCE].out * 2);
  w->scores = cut(block, &at, n * (n + 1) * 4);
  w->chosen = cut(block, &at, n * sizeof *w->chosen);
  w->subject = cut(block, &at, n * sizeof *w->subject);
  w->label8 = cut(block, &at, (n + 1) * d->label);
  w->label_out = cut(block, &at, (n + 1) * m->dense[ENTI_DENSE_LABEL_OUT].out * 2); /* one more row to try with */
  w->rows = cut(block, &at, n * sizeof *w->rows);
  w->state = cut(block, &at, ENTI_MAX_UNITS * 2);
  w->tree = cut(block, &at, enti_tree_size(n));
  return at;
}

enti_network *enti_network_new(const enti_model *model, const enti_kernels *kernels, size_t n)
{
  enti_network *w = malloc(sizeof *w);
  if (!w)
    return NULL;
  *w = (enti_network){.model = model, .kernels = kernels};
  size_t size = lay_out(w, NULL, n) + 64;
  w->block = malloc(size);
  if (!w->block) {
    free(w);
    return NULL;
  }
  char *block = w->block;
  lay_out(w, block + (64 - (uintptr_t)block % 64) % 64, n);
  return w;
}

void enti_network_free(enti_network *w)
{
  if (!w)
    return;
  free(w->block);
  free(w);
}

/* ---- tokens ------------------------------------------------------------------------------------------------ */

void enti_network_token(enti_network *w, size_t t, ent_str norm, ent_str fold, bool first)
{
  const enti_model *m = w->model;
  enti_features *f = &w->rows[t].keys;
  enti_features_of(norm, fold, first, f);
  __builtin_prefetch(&m->word_slots[(uint32_t)f->word & (m->n_word_slots - 1)]);
  for (uint32_t k = 0; k < f->n_affixes; k++)
    __builtin_prefetch(&m->affix_slots[(uint32_t)f->affix[k] & (m->n_affix_slots - 1)]);
}

/* Keys to rows. The tables are larger than the caches: memory is asked for a sentence ahead of use, here and above. */
static void find_rows(enti_network *w, size_t n)
{
  const enti_model *m = w->model;
  const enti_model_dims *d = &m->dims;
  for (size_t t = 0; t < n; t++) {
    token_rows *r = &w->rows[t];
    r->n = 0;
    r->word = enti_slot_find(m->word_slots, m->n_word_slots, r->keys.word, 0);
    __builtin_prefetch(m->word_rows + (size_t)r->word * d->word);
    __builtin_prefetch(m->word_rows + (size_t)r->word * d->word + 64);
    for (uint32_t k = 0; k < r->keys.n_affixes; k++) {
      uint32_t row = enti_slot_find(m->affix_slots, m->n_affix_slots, r->keys.affix[k], 0);
      r->affix[r->n] = row;
      r->n += row != 0;
      __builtin_prefetch(m->affix_rows + (size_t)row * d->affix);
    }
  }
}

static void gather(enti_network *w, size_t n)
{
  const enti_model *m = w->model;
  const enti_model_dims *d = &m->dims;
  find_rows(w, n);
  for (size_t t = 0; t < n; t++) {
    const token_rows *r = &w->rows[t];
    int8_t *x = w->x + (t + 1) * (d->word + d->affix);
    memcpy(x, m->word_rows + (size_t)r->word * d->word, d->word);
    w->kernels->sum_rows(m->affix_base, m->affix_rows, r->affix, r->n, d->affix, d->affix_scale, x + d->word);
  }
}

/* ---- layers ------------------------------------------------------------------------------------------------ */

static void read_tags(enti_network *w, size_t n, ent_token *tokens)
{
  const enti_model *m = w->model;
  const enti_model_dims *d = &m->dims;
  const enti_dense *out = &m->dense[ENTI_DENSE_TAG_OUT];
  w->kernels->dense(&m->dense[ENTI_DENSE_TAG], w->h8, 2 * d->units, n, w->tags, d->tag);
  w->kernels->squash(w->tags, n * d->tag);
  w->kernels->narrow(w->tags, n * d->tag, w->tags8);
  w->kernels->dense(out, w->tags8, d->tag, n, w->tag_out, out->out);
  for (size_t t = 0; t < n; t++) {
    const int16_t *v = w->tag_out + t * out->out;
    tokens[t].upos = (uint8_t)(w->kernels->largest(v + 1, d->upos - 1) + 1); /* 0 is none */
    tokens[t].xpos = (uint8_t)(w->kernels->largest(v + d->upos + 1, d->xpos - 1) + 1);
  }
}

static void read_layers(enti_network *w, size_t n, ent_token *tokens)
{
  const enti_model *m = w->model;
  const enti_model_dims *d = &m->dims;
  size_t input = d->word + d->affix, u = d->units;
  memcpy(w->x, m->pads, input);
  memcpy(w->x + (n + 1) * input, m->pads + input, input);
  memset(w->h, 0, n * 2 * u * sizeof *w->h);
  for (uint32_t l = 0; l < d->layers; l++) {
    w->kernels->dense(&m->dense[ENTI_DENSE_LAYER0 + l], l ? w->h8 : w->x, l ? 2 * u : input, n, w->gates, 6 * u);
    w->kernels->scan(w->gates, 6 * u, n, u, false, w->h, w->h8, 2 * u, w->state);
    w->kernels->scan(w->gates + 3 * u, 6 * u, n, u, true, w->h + u, w->h8 + u, 2 * u, w->state);
    if (l == d->tag_layer)
      read_tags(w, n, tokens);
  }
}

/* ---- arcs ---------------------------------------------------------------------------------------------------- */

static unsigned bucket_of(size_t distance, bool left)
{
  static const uint8_t edges[9] = {1, 2, 3, 4, 5, 7, 10, 15, 25};
  unsigned b = 0;
  while (b < 9 && distance > edges[b])
    b++;
  return left ? b : 10 + b;
}

/* For each distance its bucket, so that a row is filled without search. */
static void score_arcs(enti_network *w, size_t n)
{
  const enti_model_dims *d = &w->model->dims;
  size_t stride = w->model->dense[ENTI_DENSE_HEADS].out, near_stride = w->model->dense[ENTI_DENSE_DISTANCE].out;
  uint8_t left[ENTI_NETWORK_MAX], right[ENTI_NETWORK_MAX];
  for (size_t i = 0; i < n; i++) {
    left[i] = (uint8_t)bucket_of(i, true);
    right[i] = (uint8_t)bucket_of(i, false);
  }
  for (size_t i = 0; i < n; i++) {
    const int16_t *own = w->heads + i * stride, *near = w->near + i * near_stride;
    int32_t *row = w->scores + i * (n + 1), root = 0;
    for (size_t k = 0; k < d->arc; k++)
      root += own[k] * w->model->root[k];
    row[0] = root;
    for (size_t j = 0; j < i; j++)
      row[j + 1] = near[left[i - j]] * 64;
    for (size_t j = i + 1; j < n; j++)
      row[j + 1] = near[right[j - i]] * 64;
    w->kernels->dots(own, w->heads + d->arc, stride, i, d->arc, row + 1);
    w->kernels->dots(own, w->heads + (i + 1) * stride + 2 * d->arc, stride, n - i - 1, d->arc, row + i + 2);
    row[i + 1] = INT32_MIN;
  }
}

static void read_arcs(enti_network *w, size_t n, ent_token *tokens)
{
  const enti_model *m = w->model;
  const enti_model_dims *d = &m->dims;
  const enti_dense *heads = &m->dense[ENTI_DENSE_HEADS], *distance = &m->dense[ENTI_DENSE_DISTANCE];
  w->kernels->dense(heads, w->h8, 2 * d->units, n, w->heads, heads->out);
  for (size_t t = 0; t < n; t++) {
    int16_t *row = w->heads + t * heads->out;
    w->kernels->squash8(row, 3 * d->arc);
    for (size_t k = 0; k < d->arc; k++)
      w->d8[t * d->arc + k] = (int8_t)row[k];
  }
  w->kernels->dense(distance, w->d8, d->arc, n, w->near, distance->out);
  score_arcs(w, n);
  for (size_t t = 0; t < n; t++)
    w->chosen[t] = (uint32_t)w->kernels->largest32(w->scores + t * (n + 1), n + 1);
  enti_tree_best(w->tree, w->scores, n, w->chosen);
  for (size_t t = 0; t < n; t++)
    tokens[t].head = w->chosen[t] - 1; /* 0 − 1 is ENT_NONE */
}

/* ---- labels -------------------------------------------------------------------------------------------------- */

/* Hidden layer of the label of token t under a head (0: root). */
static void label_input(enti_network *w, size_t t, uint32_t head, int8_t *out)
{
  const enti_model_dims *d = &w->model->dims;
  size_t stride = w->model->dense[ENTI_DENSE_HEADS].out;
  const int16_t *a = w->heads + t * stride + 3 * d->arc;
  const int16_t *b = head ? w->heads + (head - 1) * stride + 3 * d->arc + d->label : w->model->root_label;
  w->kernels->join(a, b, d->label, out);
}

static unsigned best_label(const enti_network *w, const int16_t *logits)
{
  return (unsigned)w->kernels->largest(logits + 1, w->model->dims.rel - 1) + 1; /* 0 is none */
}

static void read_labels(enti_network *w, size_t n, ent_token *tokens)
{
  const enti_model *m = w->model;
  const enti_dense *out = &m->dense[ENTI_DENSE_LABEL_OUT];
  for (size_t t = 0; t < n; t++)
    label_input(w, t, w->chosen[t], w->label8 + t * m->dims.label);
  w->kernels->dense(out, w->label8, m->dims.label, n, w->label_out, out->out);
  for (size_t t = 0; t < n; t++) {
    int16_t *v = w->label_out + t * out->out;
    v[ENT_ROOT] = INT16_MIN; /* root is the relation of the root and of nothing else */
    tokens[t].rel = (uint8_t)(w->chosen[t] ? best_label(w, v) : ENT_ROOT);
  }
}

/* ---- one subject --------------------------------------------------------------------------------------------- */

/* Arcs are chosen one by one, so that a verb of saying may draw the subject of what is said: "Japan signed the treaty,
 * officials said". A word with two subjects gives up the one that costs less to place elsewhere or to call otherwise. */

typedef struct placing {
  int32_t cost; /* in units of arc scores */
  uint32_t head;
  unsigned rel;
} placing;

static bool is_subject(unsigned rel)
{
  return rel == ENT_NSUBJ || rel == ENT_NSUBJ_PASS || rel == ENT_CSUBJ || rel == ENT_CSUBJ_PASS;
}

static void forbid_subjects(int16_t *logits)
{
  logits[ENT_NSUBJ] = logits[ENT_NSUBJ_PASS] = logits[ENT_CSUBJ] = logits[ENT_CSUBJ_PASS] = INT16_MIN;
}

static bool hangs_below(const enti_network *w, uint32_t node, uint32_t top)
{
  while (node && node != top)
    node = w->chosen[node - 1];
  return node == top;
}

/* Another name for the arc that token t has. */
static placing rename_arc(const enti_network *w, size_t t)
{
  int16_t *v = w->label_out + t * w->model->dense[ENTI_DENSE_LABEL_OUT].out;
  int16_t had = v[best_label(w, v)];
  forbid_subjects(v);
  unsigned rel = best_label(w, v);
  return (placing){(had - v[rel]) * 64, w->chosen[t], rel};
}

/* The best other head of token t. */
static placing move_arc(enti_network *w, size_t n, size_t t)
{
  const enti_dense *out = &w->model->dense[ENTI_DENSE_LABEL_OUT];
  const int32_t *row = w->scores + t * (n + 1);
  uint32_t best = 0, now = w->chosen[t];
  for (uint32_t j = 1; j <= n; j++)
    if (j != now && j != t + 1 && (!best || row[j] > row[best]) && !hangs_below(w, j, (uint32_t)t + 1))
      best = j;
  if (!best)
    return (placing){INT32_MAX, 0, 0};
  int16_t *v = w->label_out + n * out->out;
  int8_t *hidden = w->label8 + n * w->model->dims.label;
  label_input(w, t, best, hidden);
  w->kernels->dense(out, hidden, w->model->dims.label, 1, v, out->out);
  v[ENT_ROOT] = INT16_MIN;
  if (w->subject[best - 1])
    forbid_subjects(v);
  return (placing){row[now] - row[best], best, best_label(w, v)};
}

static placing replace_subject(enti_network *w, size_t n, size_t t)
{
  placing move = move_arc(w, n, t), name = rename_arc(w, t);
  return move.cost < name.cost ? move : name;
}

static void put(enti_network *w, ent_token *tokens, size_t t, placing p)
{
  w->chosen[t] = p.head;
  tokens[t].head = p.head - 1;
  tokens[t].rel = (uint8_t)p.rel;
  if (is_subject(p.rel))
    w->subject[p.head - 1] = (uint32_t)t + 1;
}

static void one_subject(enti_network *w, size_t n, ent_token *tokens)
{
  memset(w->subject, 0, n * sizeof *w->subject);
  for (size_t t = 0; t < n; t++) {
    if (!is_subject(tokens[t].rel))
      continue;
    uint32_t head = w->chosen[t], other = w->subject[head - 1];
    if (!other) {
      w->subject[head - 1] = (uint32_t)t + 1;
      continue;
    }
    placing here = replace_subject(w, n, t), there = replace_subject(w, n, other - 1);
    if (here.cost <= there.cost)
      put(w, tokens, t, here);
    else {
      w->subject[head - 1] = (uint32_t)t + 1;
      put(w, tokens, other - 1, there);
    }
  }
}

void enti_network_run(enti_network *w, size_t n, ent_token *tokens)
{
  if (n == 0)
    return;
  gather(w, n);
  read_layers(w, n, tokens);
  read_arcs(w, n, tokens);
  read_labels(w, n, tokens);
  one_subject(w, n, tokens);
}
