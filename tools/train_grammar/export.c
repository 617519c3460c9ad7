/* From single precision to the eight bits of the model file (export.h). Each output of a layer has its own scale; the
 * scales also bring results to the fixed point that the runtime expects of that layer (src/grammar/kernels.h). */
#include "export.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "grammar/model.h"
#include "lemmas.h"

#define ACTIVATION 128.0f /* 1.0 as int8 */

typedef struct part {
  uint32_t kind;
  size_t n;
  void *bytes;
} part;

typedef struct parts {
  part list[ENTI_SECTION_LIMIT];
  size_t n;
} parts;

static void *add(parts *p, uint32_t kind, size_t n)
{
  void *bytes = calloc(n ? n : 1, 1);
  if (!bytes)
    abort();
  p->list[p->n++] = (part){kind, n, bytes};
  return bytes;
}

static float q(float a)
{
  float u = a * 0.5f;
  u = u > 1 ? 1 : u < -1 ? -1 : u;
  return u * (2 - fabsf(u));
}

static int8_t byte_of(float v)
{
  float r = rintf(v);
  return (int8_t)(r > 127 ? 127 : r < -127 ? -127 : r);
}

/* ---- dense layers ---- */

/* w: in × out, row-major; bias NULL: none. unit(j): fixed-point units of output j for 1.0. */
static void add_dense(parts *p, unsigned which, const float *w, const float *bias, uint32_t in, uint32_t out,
                      float (*unit)(uint32_t j))
{
  uint32_t wide = (out + 15) / 16 * 16, kind = ENTI_SECTION_DENSE + 3 * which;
  int8_t *weights = add(p, kind, (size_t)in * wide);
  int32_t *biases = add(p, kind + 1, wide * sizeof *biases);
  float *scales = add(p, kind + 2, wide * sizeof *scales);
  for (uint32_t j = 0; j < out; j++) {
    float top = 1e-6f;
    for (uint32_t k = 0; k < in; k++)
      top = fmaxf(top, fabsf(w[(size_t)k * out + j]));
    float step = top / 127;
    for (uint32_t k = 0; k < in; k++)
      weights[(size_t)(j / 16) * in * 16 + (k / 4) * 64 + (j % 16) * 4 + k % 4] = byte_of(w[(size_t)k * out + j] / step);
    biases[j] = bias ? (int32_t)lrintf(bias[j] / step * ACTIVATION) : 0;
    scales[j] = step / ACTIVATION * unit(j);
  }
}

static float unit_layer(uint32_t j) /* z: u = a/2; gates: u = a/4 */
{
  return j % (3 * TG_H) < TG_H ? 8192 : 4096;
}

static float unit_squash(uint32_t j)
{
  (void)j;
  return 8192;
}

static float unit_heads(uint32_t j)
{
  return j < 3 * TG_K ? 8192 : 1024;
}

static float unit_logit(uint32_t j)
{
  (void)j;
  return 256;
}

static void add_network(parts *p, const tg_net *net)
{
  const tg_layout *a = &net->at;
  const float *d = net->dense;
  for (unsigned l = 0; l < TG_LAYERS; l++)
    add_dense(p, ENTI_DENSE_LAYER0 + l, d + a->w[l], d + a->b[l], l ? TG_E : TG_WIN, 6 * TG_H, unit_layer);
  add_dense(p, ENTI_DENSE_TAG, d + a->wt, d + a->bt, TG_E, TG_TH, unit_squash);
  add_dense(p, ENTI_DENSE_TAG_OUT, d + a->wu, d + a->bu, TG_TH, TG_TAGS, unit_logit);
  add_dense(p, ENTI_DENSE_HEADS, d + a->we, d + a->be, TG_E, TG_HEADS, unit_heads);
  float *dist = calloc(TG_K * TG_BUCKETS, sizeof *dist);
  for (size_t b = 0; b < TG_BUCKETS; b++)
    for (size_t k = 0; k < TG_K; k++)
      dist[k * TG_BUCKETS + b] = d[a->dist + b * TG_K + k];
  add_dense(p, ENTI_DENSE_DISTANCE, dist, NULL, TG_K, TG_BUCKETS, unit_logit);
  free(dist);
  add_dense(p, ENTI_DENSE_LABEL_OUT, d + a->wl, d + a->bl, TG_LH, ENT_REL_COUNT, unit_logit);
}

/* ---- rows ---- */

static void word_row(const tg_net *net, uint32_t w, float out[TG_DW])
{
  const tg_vocab *v = net->vocab;
  memset(out, 0, TG_DW * sizeof *out);
  if (w < v->n_trained)
    memcpy(out, net->delta + (size_t)w * TG_DW, TG_DW * sizeof *out);
  for (size_t g = 0; v->has_vector[w] && g < TG_GLOVE; g++)
    for (size_t i = 0; i < TG_DW; i++)
      out[i] += v->vectors[(size_t)w * TG_GLOVE + g] * net->dense[net->at.p + g * TG_DW + i];
}

static void add_slots(parts *p, uint32_t kind, const tg_map *map)
{
  size_t n = 64;
  while (n < map->n * 3 / 2)
    n *= 2;
  enti_slot *slots = add(p, kind, n * sizeof *slots);
  for (size_t i = 1; i < map->n; i++) {
    size_t s = (uint32_t)map->keys[i] & (n - 1);
    while (slots[s].row)
      s = (s + 1) & (n - 1);
    slots[s] = (enti_slot){(uint32_t)(map->keys[i] >> 32), (uint32_t)i};
  }
}

static float add_rows(parts *p, const tg_net *net)
{
  const tg_vocab *v = net->vocab;
  int8_t *words = add(p, ENTI_SECTION_WORD_ROWS, v->words.n * TG_DW);
  for (uint32_t w = 0; w < v->words.n; w++) {
    float row[TG_DW];
    word_row(net, w, row);
    for (size_t i = 0; i < TG_DW; i++)
      words[(size_t)w * TG_DW + i] = byte_of(q(row[i]) * ACTIVATION);
  }
  float top = 1e-6f;
  for (size_t i = 0; i < net->n_affix * TG_DA; i++)
    top = fmaxf(top, fabsf(net->affix[i]));
  int8_t *affixes = add(p, ENTI_SECTION_AFFIX_ROWS, net->n_affix * TG_DA);
  for (size_t i = TG_DA; i < net->n_affix * TG_DA; i++)
    affixes[i] = byte_of(net->affix[i] / (top / 127));
  int16_t *base = add(p, ENTI_SECTION_AFFIX_BASE, TG_DA * sizeof *base);
  for (size_t i = 0; i < TG_DA; i++)
    base[i] = (int16_t)lrintf(net->dense[net->at.unknown_a + i] / (top / 127));
  add_slots(p, ENTI_SECTION_WORD_SLOTS, &v->words);
  add_slots(p, ENTI_SECTION_AFFIX_SLOTS, &v->affixes);
  return top / 127 * 8192;
}

static void add_small(parts *p, const tg_net *net)
{
  const float *d = net->dense;
  int8_t *pads = add(p, ENTI_SECTION_PADS, 2 * TG_D), *root = add(p, ENTI_SECTION_ROOT, TG_K);
  int16_t *label = add(p, ENTI_SECTION_ROOT_LABEL, TG_LH * sizeof *label);
  for (size_t i = 0; i < 2 * TG_D; i++)
    pads[i] = byte_of(q(d[net->at.pads + i]) * ACTIVATION);
  for (size_t i = 0; i < TG_K; i++)
    root[i] = byte_of(q(d[net->at.root + i]) * ACTIVATION);
  for (size_t i = 0; i < TG_LH; i++)
    label[i] = (int16_t)lrintf(fmaxf(-16000, fminf(16000, d[net->at.root_label + i] * 1024)));
}

/* ---- file ---- */

static size_t padded(size_t n)
{
  return (n + 63) / 64 * 64;
}

static bool write_parts(const parts *p, const char *path)
{
  size_t table = sizeof(enti_model_header) + p->n * sizeof(enti_model_section), size = padded(table), at = size;
  for (size_t i = 0; i < p->n; i++)
    size += padded(p->list[i].n);
  char *file = calloc(size, 1);
  enti_model_header *h = (enti_model_header *)(void *)file;
  enti_model_section *s = (enti_model_section *)(void *)(file + sizeof *h);
  for (size_t i = 0; i < p->n; i++) {
    s[i] = (enti_model_section){p->list[i].kind, 0, at, p->list[i].n};
    memcpy(file + at, p->list[i].bytes, p->list[i].n);
    at += padded(p->list[i].n);
  }
  *h = (enti_model_header){ENTI_MODEL_MAGIC, ENTI_MODEL_VERSION, ENTI_MODEL_ORDER, size, 0, (uint32_t)p->n, 0};
  size_t from = offsetof(enti_model_header, n_sections);
  h->checksum = enti_model_checksum(file + from, size - from);
  FILE *f = fopen(path, "wb");
  bool fine = f && fwrite(file, 1, size, f) == size;
  fine = f && fclose(f) == 0 && fine;
  printf("%s: %zu bytes, checksum %016llx%s\n", path, size, (unsigned long long)h->checksum, fine ? "" : ": NOT WRITTEN");
  free(file);
  return fine;
}

static void add_lemmas(parts *p, const tg_net *net, const tg_corpus *train, uint32_t *ret_n)
{
  tg_lemmas l;
  tg_lemmas_build(&l, train, net->vocab);
  memcpy(add(p, ENTI_SECTION_LEMMA_SLOTS, l.n_slots * sizeof *l.slots), l.slots, l.n_slots * sizeof *l.slots);
  memcpy(add(p, ENTI_SECTION_LEMMA_BYTES, l.bytes.n), l.bytes.p, l.bytes.n);
  *ret_n = (uint32_t)l.n;
  free(l.slots);
  ent_buf_done(&l.bytes);
}

bool tg_export(const tg_net *net, const tg_corpus *train, const char *path)
{
  static const char name[] = "entente-en 1, UD English-EWT 2.15-dev";
  parts p = {0};
  memcpy(add(&p, ENTI_SECTION_NAME, sizeof name - 1), name, sizeof name - 1);
  enti_model_dims *dims = add(&p, ENTI_SECTION_DIMS, sizeof *dims);
  *dims = (enti_model_dims){.word = TG_DW, .affix = TG_DA, .units = TG_H, .layers = TG_LAYERS, .arc = TG_K,
                            .label = TG_LH, .tag = TG_TH, .upos = ENT_POS_COUNT, .xpos = ENT_X_COUNT,
                            .rel = ENT_REL_COUNT, .buckets = TG_BUCKETS,
                            .tag_layer = TG_LAYERS > 2 ? TG_LAYERS - 2 : TG_LAYERS - 1,
                            .word_rows = (uint32_t)net->vocab->words.n, .affix_rows = (uint32_t)net->n_affix};
  add_network(&p, net);
  dims->affix_scale = add_rows(&p, net);
  add_small(&p, net);
  add_lemmas(&p, net, train, &dims->lemmas);
  return write_parts(&p, path);
}
