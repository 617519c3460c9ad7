/* The model of the second opinion as it lies in its file, a pack (include/entente/pack.h) with the sections
 *   rel.dims     enti_opinion_dims
 *   rel.words    enti_opinion_word, sorted by key       rel.classes  names of the lexicon's classes, 16 bytes each
 *   rel.keys     uint32_t, sorted: features             rel.weights  int8_t, n × labels, row by row */
#ifndef ENTI_OPINION_MODEL_H
#define ENTI_OPINION_MODEL_H

#include "event/opinion_label.h"
#include "event/opinion_words.h"

#include <entente/pack.h>

#define ENTI_OPINION_VERSION 1u

typedef struct enti_opinion_dims {
  uint32_t version, labels;
  uint32_t unit;   /* so many units of weight double the odds */
  uint32_t spread; /* thousandths by which scores are shrunk before they become confidences */
} enti_opinion_dims;

typedef struct enti_opinion_model {
  enti_opinion_dims dims;
  enti_opinion_words words;
  const uint32_t *keys;
  const int8_t *weights;
  uint32_t n_keys;
  uint32_t *starts; /* heap: of the keys whose upper ENTI_OPINION_START_BITS are i, the place of the first */
} enti_opinion_model;

#define ENTI_OPINION_START_BITS 16

/* Points into the pack after checking every size and the order of the keys. ENT_EMODEL, ENT_ENOMEM. Undo with
 * enti_opinion_model_done. */
ENT_CHECKED ent_status enti_opinion_model_read(const ent_pack *pack, const char *name, enti_opinion_model *ret,
                                               ent_error *err);
void enti_opinion_model_done(enti_opinion_model *model);
/* The feature will be asked for soon: fetches the place where its search begins. */
static inline void enti_opinion_expect(const enti_opinion_model *model, uint32_t key)
{
  __builtin_prefetch(&model->keys[model->starts[key >> (32 - ENTI_OPINION_START_BITS)]]);
}
/* The feature's weights, one a label; NULL: the model does not have it. */
const int8_t *enti_opinion_weights(const enti_opinion_model *model, uint32_t key);
/* Shares of the labels, summing to about 1 << 24, from scores in units: 2^(score / unit), whole numbers only. */
void enti_opinion_shares(const enti_opinion_dims *dims, const int32_t *scores, uint64_t *ret_shares);

#endif
