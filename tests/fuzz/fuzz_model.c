/* A model file from outside. A small whole model is made, the input's bytes change it (four bytes each: place, place,
 * place, value), the checksum is made right again, and the result is opened: it is refused with a reason, or it reads
 * a sentence into a valid tree. An input that begins with 'R' is taken as the file itself. */
#include <stdlib.h>
#include <string.h>

#include "grammar/network.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct small {
  char *bytes;
  size_t n;
  uint32_t n_sections;
} small;

static void *add_section(small *m, uint32_t kind, size_t n)
{
  enti_model_section *table = (enti_model_section *)(void *)(m->bytes + sizeof(enti_model_header));
  table[m->n_sections++] = (enti_model_section){kind, 0, m->n, n};
  char *at = m->bytes + m->n;
  for (size_t i = 0; i < n; i++)
    at[i] = (char)((i * 7 + kind) % 23 - 11);
  m->n += (n + 63) / 64 * 64;
  return at;
}

static void add_dense(small *m, uint32_t which, uint32_t in, uint32_t out)
{
  uint32_t kind = ENTI_SECTION_DENSE + 3 * which, wide = (out + 15) / 16 * 16;
  add_section(m, kind, (size_t)in * wide);
  memset(add_section(m, kind + 1, wide * 4), 0, wide * 4);
  float *scale = add_section(m, kind + 2, wide * 4);
  for (uint32_t j = 0; j < wide; j++)
    scale[j] = 0.01f * (float)(j + 1);
}

static void add_slots(small *m, uint32_t kind, uint32_t row)
{
  enti_slot *slots = add_section(m, kind, 64 * sizeof *slots);
  memset(slots, 0, 64 * sizeof *slots);
  slots[3].row = row;
}

static void add_network(small *m, const enti_model_dims *d)
{
  for (uint32_t l = 0; l < d->layers; l++)
    add_dense(m, l, l ? 2 * d->units : 3 * (d->word + d->affix), 6 * d->units);
  add_dense(m, ENTI_DENSE_TAG, 2 * d->units, d->tag);
  add_dense(m, ENTI_DENSE_TAG_OUT, d->tag, d->upos + d->xpos);
  add_dense(m, ENTI_DENSE_HEADS, 2 * d->units, 3 * d->arc + 2 * d->label);
  add_dense(m, ENTI_DENSE_DISTANCE, d->arc, d->buckets);
  add_dense(m, ENTI_DENSE_LABEL_OUT, d->label, d->rel);
}

static small make_small(void)
{
  enti_model_dims d = {.word = 16, .affix = 16, .units = 16, .layers = 2, .arc = 16, .label = 16, .tag = 16,
                       .upos = ENT_POS_COUNT, .xpos = ENT_X_COUNT, .rel = ENT_REL_COUNT, .buckets = 20,
                       .tag_layer = 1, .word_rows = 3, .affix_rows = 3, .lemmas = 1, .affix_scale = 30.0f};
  small m = {aligned_alloc(64, 1 << 18), 4096, 0};
  memset(m.bytes, 0, 1 << 18);
  add_section(&m, ENTI_SECTION_NAME, 5);
  memcpy(add_section(&m, ENTI_SECTION_DIMS, sizeof d), &d, sizeof d);
  add_network(&m, &d);
  add_section(&m, ENTI_SECTION_WORD_ROWS, d.word * d.word_rows);
  add_section(&m, ENTI_SECTION_AFFIX_ROWS, d.affix * d.affix_rows);
  add_section(&m, ENTI_SECTION_PADS, 2 * (d.word + d.affix));
  add_section(&m, ENTI_SECTION_ROOT, d.arc);
  add_section(&m, ENTI_SECTION_ROOT_LABEL, 2 * d.label);
  memset(add_section(&m, ENTI_SECTION_AFFIX_BASE, 2 * d.affix), 0, 2 * d.affix);
  add_slots(&m, ENTI_SECTION_WORD_SLOTS, 2);
  add_slots(&m, ENTI_SECTION_AFFIX_SLOTS, 1);
  add_slots(&m, ENTI_SECTION_LEMMA_SLOTS, 1);
  memcpy(add_section(&m, ENTI_SECTION_LEMMA_BYTES, 5), "\0\3abc", 5);
  return m;
}

static void finish(small *m)
{
  enti_model_header *h = (enti_model_header *)(void *)m->bytes;
  *h = (enti_model_header){ENTI_MODEL_MAGIC, ENTI_MODEL_VERSION, ENTI_MODEL_ORDER, m->n, 0, m->n_sections, 0};
}

static void sign(small *m)
{
  enti_model_header *h = (enti_model_header *)(void *)m->bytes;
  size_t from = offsetof(enti_model_header, n_sections);
  h->checksum = enti_model_checksum(m->bytes + from, m->n - from);
}

static void read_sentence(const enti_model *model)
{
  static const char *const words[] = {"Norway", "signed", "the", "treaty", ",", "too", "."};
  enum { N = sizeof words / sizeof *words };
  ent_token tokens[N];
  enti_network *network = enti_network_new(model, enti_kernels_choose(), N);
  if (!network)
    abort();
  memset(tokens, 0, sizeof tokens);
  for (size_t i = 0; i < N; i++)
    enti_network_token(network, i, ent_str_of(words[i]), ent_str_of(words[i]), i == 0);
  enti_network_run(network, N, tokens);
  size_t roots = 0;
  for (size_t i = 0; i < N; i++) {
    uint32_t at = (uint32_t)i;
    for (size_t steps = 0; at != ENT_NONE; steps++, at = tokens[at].head)
      if (at >= N || steps > N)
        abort();
    roots += tokens[i].head == ENT_NONE;
    if (!tokens[i].rel || tokens[i].rel >= ENT_REL_COUNT || !tokens[i].upos || tokens[i].upos >= ENT_POS_COUNT)
      abort();
  }
  if (roots != 1)
    abort();
  enti_network_free(network);
}

static bool open_bytes(const char *bytes, size_t n)
{
  enti_model model;
  ent_error err = {0};
  ent_status status = enti_model_read(&model, (ent_str){bytes, n}, "fuzz", &err);
  if (status == ENT_OK)
    read_sentence(&model);
  else if (status != ENT_EMODEL || !err.message[0])
    abort();
  enti_model_done(&model);
  return status == ENT_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  small m = make_small();
  finish(&m);
  if (size && data[0] == 'R') {
    char *copy = aligned_alloc(64, (size + 63) / 64 * 64);
    memcpy(copy, data + 1, size - 1);
    open_bytes(copy, size - 1);
    free(copy);
  } else {
    for (size_t i = 0; i + 4 <= size; i += 4)
      m.bytes[((size_t)data[i] << 16 | (size_t)data[i + 1] << 8 | data[i + 2]) % m.n] = (char)data[i + 3];
    sign(&m);
    if (!open_bytes(m.bytes, m.n) && size < 4)
      abort(); /* the unchanged model is fine */
  }
  free(m.bytes);
  return 0;
}
