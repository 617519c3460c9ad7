/* Checks a model file and finds its parts (model.h). Everything that the runtime later indexes with is checked here,
 * once, so that the inner loops need no checks. */
#include "grammar/model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <entente/document.h>

/* ---- checksum: four lanes of multiply and rotate, some 10 GB a second ---- */

static uint64_t lane(uint64_t h, uint64_t v)
{
  h = (h ^ v) * 0x9e3779b97f4a7c15ULL;
  return h << 29 | h >> 35;
}

uint64_t enti_model_checksum(const void *bytes, size_t n)
{
  const unsigned char *p = bytes;
  uint64_t h[4] = {1, 2, 3, n}, v[4];
  for (; n >= 32; n -= 32, p += 32) {
    memcpy(v, p, 32);
    for (int i = 0; i < 4; i++)
      h[i] = lane(h[i], v[i]);
  }
  memset(v, 0, sizeof v);
  memcpy(v, p, n);
  uint64_t all = 0x243f6a8885a308d3ULL;
  for (int i = 0; i < 4; i++)
    all = lane(all, lane(h[i], v[i]));
  return lane(all, all >> 32);
}

/* ---- reading ---- */

typedef struct reading {
  enti_model *model;
  const char *name;
  ent_str sections[ENTI_SECTION_LIMIT];
  ent_error *err;
} reading;

static ent_status damaged(const reading *r, const char *why)
{
  return ent_fail(r->err, ENT_EMODEL, ENT_NO_OFFSET, "%s: %s", r->name, why);
}

static ent_status read_header(reading *r, ent_str file, enti_model_header *h)
{
  if (file.n < sizeof *h)
    return damaged(r, "too short for a model");
  memcpy(h, file.p, sizeof *h);
  if (memcmp(h->magic, ENTI_MODEL_MAGIC, sizeof h->magic) != 0)
    return damaged(r, "not a grammar model");
  if (h->order != ENTI_MODEL_ORDER)
    return damaged(r, "made for another byte order");
  if (h->version != ENTI_MODEL_VERSION)
    return ent_fail(r->err, ENT_EMODEL, ENT_NO_OFFSET, "%s: model version %u, this program reads %u", r->name,
                    (unsigned)h->version, ENTI_MODEL_VERSION);
  if (h->size != file.n)
    return ent_fail(r->err, ENT_EMODEL, ENT_NO_OFFSET, "%s: truncated or altered: %zu bytes, should have %llu", r->name,
                    file.n, (unsigned long long)h->size);
  size_t from = offsetof(enti_model_header, n_sections);
  if (enti_model_checksum(file.p + from, file.n - from) != h->checksum)
    return damaged(r, "damaged or altered: its checksum does not fit");
  return ENT_OK;
}

static ent_status read_sections(reading *r, ent_str file, uint32_t n)
{
  if (n > ENTI_SECTION_LIMIT || sizeof(enti_model_header) + n * sizeof(enti_model_section) > file.n)
    return damaged(r, "its table of sections does not fit");
  for (uint32_t i = 0; i < n; i++) {
    enti_model_section s;
    memcpy(&s, file.p + sizeof(enti_model_header) + i * sizeof s, sizeof s);
    if (s.kind >= ENTI_SECTION_LIMIT || s.offset % 64 || s.offset > file.n || s.size > file.n - s.offset)
      return damaged(r, "a section lies outside the file");
    r->sections[s.kind] = (ent_str){file.p + s.offset, s.size};
  }
  return ENT_OK;
}

static bool within(uint32_t v, uint32_t multiple, uint32_t max)
{
  return v > 0 && v <= max && v % multiple == 0;
}

static ent_status read_dims(reading *r)
{
  enti_model_dims *d = &r->model->dims;
  ent_str s = r->sections[ENTI_SECTION_DIMS];
  if (s.n != sizeof *d)
    return damaged(r, "its dimensions are missing");
  memcpy(d, s.p, sizeof *d);
  bool fits = within(d->word, 16, ENTI_MAX_INPUT / 2) && within(d->affix, 16, ENTI_MAX_INPUT / 2) &&
              within(d->units, 16, ENTI_MAX_UNITS) && within(d->layers, 1, ENTI_MAX_LAYERS) &&
              within(d->arc, 16, ENTI_MAX_HEAD) && within(d->label, 16, ENTI_MAX_HEAD) &&
              within(d->tag, 16, ENTI_MAX_HEAD) && d->tag_layer < d->layers && within(d->word_rows, 1, ENTI_MAX_ROWS) &&
              within(d->affix_rows, 1, ENTI_MAX_ROWS) && d->lemmas <= ENTI_MAX_ROWS && isfinite(d->affix_scale);
  if (!fits)
    return damaged(r, "its dimensions are out of range");
  if (d->upos != ENT_POS_COUNT || d->xpos != ENT_X_COUNT || d->rel != ENT_REL_COUNT || d->buckets != 20)
    return damaged(r, "made for other sets of tags and relations");
  return ENT_OK;
}

/* The bytes of a section that must have n of them. */
static ent_status take(const reading *r, uint32_t kind, uint64_t n, const void *ret)
{
  ent_str s = r->sections[kind];
  if (s.n != n)
    return ent_fail(r->err, ENT_EMODEL, ENT_NO_OFFSET, "%s: section %u has %zu bytes, should have %llu", r->name,
                    (unsigned)kind, s.n, (unsigned long long)n);
  memcpy((void *)ret, &s.p, sizeof s.p);
  return ENT_OK;
}

static ent_status read_slots(const reading *r, uint32_t kind, uint32_t rows, const enti_slot **ret, uint32_t *ret_n)
{
  ent_str s = r->sections[kind];
  size_t n = s.n / sizeof(enti_slot);
  if (n == 0 || s.n % sizeof(enti_slot) || (n & (n - 1)) || n > UINT32_MAX / 2)
    return damaged(r, "a table of words has a wrong size");
  const enti_slot *slots = (const enti_slot *)(const void *)s.p;
  uint32_t largest = 0;
  size_t empty = 0;
  for (size_t i = 0; i < n; i++) {
    largest = slots[i].row > largest ? slots[i].row : largest;
    empty += slots[i].row == 0;
  }
  if (largest >= rows || empty == 0)
    return damaged(r, "a table of words is wrong");
  *ret = slots;
  *ret_n = (uint32_t)n;
  return ENT_OK;
}

#define LARGEST_BIAS (1 << 28) /* so that no sum leaves 32 bits */

static ent_status read_dense(const reading *r, unsigned which, uint32_t in, uint32_t out)
{
  enti_dense *d = &r->model->dense[which];
  uint32_t kind = ENTI_SECTION_DENSE + 3 * which, wide = (out + 15) / 16 * 16;
  d->in = in;
  d->out = wide;
  ent_status status = take(r, kind, (uint64_t)in * wide, &d->weights);
  if (status == ENT_OK)
    status = take(r, kind + 1, (uint64_t)wide * 4, &d->bias);
  if (status == ENT_OK)
    status = take(r, kind + 2, (uint64_t)wide * 4, &d->scale);
  for (uint32_t j = 0; status == ENT_OK && j < wide; j++)
    if (!isfinite(d->scale[j]) || d->bias[j] > LARGEST_BIAS || d->bias[j] < -LARGEST_BIAS)
      status = damaged(r, "a scale or bias is out of range");
  return status;
}

static ent_status read_network(const reading *r)
{
  enti_model *m = r->model;
  const enti_model_dims *d = &m->dims;
  uint32_t input = d->word + d->affix, e = 2 * d->units;
  ent_status status = ENT_OK;
  for (uint32_t l = 0; status == ENT_OK && l < d->layers; l++)
    status = read_dense(r, ENTI_DENSE_LAYER0 + l, l ? e : 3 * input, 6 * d->units);
  if (status == ENT_OK)
    status = read_dense(r, ENTI_DENSE_TAG, e, d->tag);
  if (status == ENT_OK)
    status = read_dense(r, ENTI_DENSE_TAG_OUT, d->tag, d->upos + d->xpos);
  if (status == ENT_OK)
    status = read_dense(r, ENTI_DENSE_HEADS, e, 3 * d->arc + 2 * d->label);
  if (status == ENT_OK)
    status = read_dense(r, ENTI_DENSE_DISTANCE, d->arc, d->buckets);
  if (status == ENT_OK)
    status = read_dense(r, ENTI_DENSE_LABEL_OUT, d->label, d->rel);
  return status;
}

static ent_status read_rows(const reading *r)
{
  enti_model *m = r->model;
  const enti_model_dims *d = &m->dims;
  ent_status status = take(r, ENTI_SECTION_WORD_ROWS, (uint64_t)d->word * d->word_rows, &m->word_rows);
  if (status == ENT_OK)
    status = take(r, ENTI_SECTION_AFFIX_ROWS, (uint64_t)d->affix * d->affix_rows, &m->affix_rows);
  if (status == ENT_OK)
    status = take(r, ENTI_SECTION_PADS, 2 * (d->word + d->affix), &m->pads);
  if (status == ENT_OK)
    status = take(r, ENTI_SECTION_ROOT, d->arc, &m->root);
  if (status == ENT_OK)
    status = take(r, ENTI_SECTION_ROOT_LABEL, d->label * 2, &m->root_label);
  if (status == ENT_OK)
    status = take(r, ENTI_SECTION_AFFIX_BASE, d->affix * 2, &m->affix_base);
  if (status == ENT_OK)
    status = read_slots(r, ENTI_SECTION_WORD_SLOTS, d->word_rows, &m->word_slots, &m->n_word_slots);
  if (status == ENT_OK)
    status = read_slots(r, ENTI_SECTION_AFFIX_SLOTS, d->affix_rows, &m->affix_slots, &m->n_affix_slots);
  return status;
}

/* A sum of affix rows must fit 16 bits. */
static ent_status check_base(const reading *r)
{
  for (uint32_t i = 0; i < r->model->dims.affix; i++)
    if (r->model->affix_base[i] > 16384 || r->model->affix_base[i] < -16384)
      return damaged(r, "an affix value is out of range");
  return ENT_OK;
}

/* The lemmas are a pool of strings, each with its length in front: a slot's row is the place of the length. */
static ent_status read_lemmas(const reading *r)
{
  enti_model *m = r->model;
  m->lemma_bytes = r->sections[ENTI_SECTION_LEMMA_BYTES];
  if (m->lemma_bytes.n == 0 || m->lemma_bytes.n > UINT32_MAX)
    return damaged(r, "its lemmas are missing");
  ent_status status =
      read_slots(r, ENTI_SECTION_LEMMA_SLOTS, (uint32_t)m->lemma_bytes.n, &m->lemma_slots, &m->n_lemma_slots);
  for (uint32_t i = 0; status == ENT_OK && i < m->n_lemma_slots; i++) {
    uint32_t at = m->lemma_slots[i].row;
    if (at && (unsigned char)m->lemma_bytes.p[at] > m->lemma_bytes.n - at - 1)
      status = damaged(r, "a lemma lies outside its section");
  }
  return status;
}

static int32_t sum_of_output(const enti_dense *d, uint32_t j)
{
  const int8_t *w = d->weights + (size_t)(j / 16) * d->in * 16 + (j % 16) * 4;
  int32_t sum = 0;
  for (uint32_t k = 0; k < d->in; k += 4, w += 64)
    sum += w[0] + w[1] + w[2] + w[3];
  return sum;
}

static ent_status shift_biases(const reading *r)
{
  enti_model *m = r->model;
  size_t n = 0;
  for (unsigned i = 0; i < ENTI_DENSE_COUNT; i++)
    n += m->dense[i].out;
  int32_t *at = m->shifted = malloc(n * sizeof *at);
  if (!at)
    return ent_fail(r->err, ENT_ENOMEM, ENT_NO_OFFSET, "%s: out of memory", r->name);
  for (unsigned i = 0; i < ENTI_DENSE_COUNT; i++) {
    m->dense[i].shifted = at;
    for (uint32_t j = 0; j < m->dense[i].out; j++)
      *at++ = m->dense[i].bias[j] - 128 * sum_of_output(&m->dense[i], j);
  }
  return ENT_OK;
}

void enti_model_done(enti_model *model)
{
  free(model->shifted);
  model->shifted = NULL;
}

ent_status enti_model_read(enti_model *model, ent_str bytes, const char *name, ent_error *err)
{
  reading r = {.model = model, .name = name, .err = err};
  enti_model_header header;
  *model = (enti_model){.file = bytes};
  ent_status status = read_header(&r, bytes, &header);
  if (status == ENT_OK)
    status = read_sections(&r, bytes, header.n_sections);
  if (status == ENT_OK)
    status = read_dims(&r);
  if (status == ENT_OK)
    status = read_network(&r);
  if (status == ENT_OK)
    status = read_rows(&r);
  if (status == ENT_OK)
    status = check_base(&r);
  if (status == ENT_OK)
    status = read_lemmas(&r);
  if (status == ENT_OK)
    status = shift_biases(&r);
  model->name = r.sections[ENTI_SECTION_NAME];
  return status;
}
