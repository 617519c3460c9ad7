/* The model file: what it holds and how it is checked. Written by tools/train_grammar, mapped read-only here.
 *
 *   header   magic, version, byte order, size, checksum, number of sections
 *   table    for each section: kind, zero, offset, size
 *   sections, each at a multiple of 64
 *
 * Invariants after enti_model_map has returned ENT_OK (the rest of the room relies on them)
 *  M1  every section lies inside the file, is aligned, and has exactly the size that the dimensions ask for.
 *  M2  every row number in a slot is below the number of rows of its table.
 *  M3  dimensions are within the limits below; inputs of a dense layer are a multiple of 4, outputs of 16.
 *  M4  scales are finite, biases and affix bases so small that no sum overflows. */
#ifndef ENTI_GRAMMAR_MODEL_H
#define ENTI_GRAMMAR_MODEL_H

#include <entente/base.h>

#define ENTI_MODEL_MAGIC "ENTGRAM"
#define ENTI_MODEL_VERSION 1u
#define ENTI_MODEL_ORDER 0x01020304u

enum { /* limits of dimensions */
  ENTI_MAX_INPUT = 512,  /* bytes of a token's input; a window is three of them */
  ENTI_MAX_UNITS = 256,  /* units of a direction */
  ENTI_MAX_LAYERS = 6,
  ENTI_MAX_HEAD = 256,   /* width of the arc and label vectors, and of the tags' hidden layer */
  ENTI_MAX_OUT = 3072,   /* outputs of any dense layer */
  ENTI_MAX_ROWS = 1 << 24
};

typedef struct enti_model_header {
  char magic[8];
  uint32_t version, order;
  uint64_t size;
  uint64_t checksum; /* enti_model_checksum of everything behind this field */
  uint32_t n_sections, zero;
} enti_model_header;

typedef struct enti_model_section {
  uint32_t kind, zero;
  uint64_t offset, size;
} enti_model_section;

enum { /* kinds of sections; dense layers take three in a row: weights, bias, scale */
  ENTI_SECTION_NAME = 1, ENTI_SECTION_DIMS, ENTI_SECTION_WORD_SLOTS, ENTI_SECTION_WORD_ROWS, ENTI_SECTION_AFFIX_SLOTS,
  ENTI_SECTION_AFFIX_ROWS, ENTI_SECTION_PADS, ENTI_SECTION_ROOT, ENTI_SECTION_ROOT_LABEL, ENTI_SECTION_AFFIX_BASE,
  ENTI_SECTION_LEMMA_SLOTS, ENTI_SECTION_LEMMA_BYTES,
  ENTI_SECTION_DENSE = 32 /* + 3 × number of the layer + 0, 1, 2 */
};

enum { /* dense layers */
  ENTI_DENSE_LAYER0 = 0, /* … ENTI_MAX_LAYERS − 1 */
  ENTI_DENSE_TAG = ENTI_MAX_LAYERS, ENTI_DENSE_TAG_OUT, ENTI_DENSE_HEADS, ENTI_DENSE_DISTANCE, ENTI_DENSE_LABEL_OUT,
  ENTI_DENSE_COUNT
};
#define ENTI_SECTION_LIMIT (ENTI_SECTION_DENSE + 3 * ENTI_DENSE_COUNT)

typedef struct enti_model_dims {
  uint32_t word, affix;       /* bytes of a word's and an affix's row */
  uint32_t units, layers;     /* of the recurrent layers; units a direction */
  uint32_t arc, label, tag;   /* widths */
  uint32_t upos, xpos, rel;   /* numbers of classes: ENT_POS_COUNT … of the build that trained it */
  uint32_t buckets;           /* of distance */
  uint32_t tag_layer;         /* tags are read off this layer */
  uint32_t word_rows, affix_rows, lemmas;
  float affix_scale;          /* sum of affix rows → input of squash, 1.0 = 16384 */
} enti_model_dims;

/* An open-addressing table: slot = key mod number of slots, then the next. check 0 with row 0: empty. */
typedef struct enti_slot {
  uint32_t check, row; /* check: upper half of the key */
} enti_slot;

/* out[j] = round((bias[j] + Σ in[k]·w[j][k]) · scale[j]). Weights lie in panels of 16 outputs: [out/16][in/4][16][4]. */
typedef struct enti_dense {
  const int8_t *weights;
  const int32_t *bias;
  const int32_t *shifted; /* bias − 128·Σ weights of the output: for kernels that add 128 to every activation */
  const float *scale;
  uint32_t in, out;
} enti_dense;

typedef struct enti_model {
  ent_str file; /* mapped */
  ent_str name;
  enti_model_dims dims;
  const enti_slot *word_slots, *affix_slots, *lemma_slots;
  uint32_t n_word_slots, n_affix_slots, n_lemma_slots; /* powers of two */
  const int8_t *word_rows, *affix_rows, *pads, *root;
  const int16_t *root_label, *affix_base;
  ent_str lemma_bytes;
  enti_dense dense[ENTI_DENSE_COUNT];
  int32_t *shifted; /* heap: of all dense layers */
} enti_model;

/* Takes bytes that stay where they are while the model is used. name: for messages. Undo with enti_model_done. */
ENT_CHECKED ent_status enti_model_read(enti_model *model, ent_str bytes, const char *name, ent_error *err);
void enti_model_done(enti_model *model);
uint64_t enti_model_checksum(const void *bytes, size_t n);

/* Row of a key, or `none`. */
static inline uint32_t enti_slot_find(const enti_slot *slots, uint32_t n_slots, uint64_t key, uint32_t none)
{
  uint32_t check = (uint32_t)(key >> 32), mask = n_slots - 1;
  for (uint32_t s = (uint32_t)key & mask;; s = (s + 1) & mask) {
    if (slots[s].check == check && slots[s].row)
      return slots[s].row;
    if (slots[s].row == 0)
      return none;
  }
}

#endif
