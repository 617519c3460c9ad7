/* The model of relations as it lies in its file: checked when opened, then used as it is (opinion_model.h). */
#include "event/opinion_model.h"

#include "base/fault.h"

#include <stdlib.h>

static ent_status damaged(ent_error *err, const char *name, const char *why)
{
  return ent_fail(err, ENT_EMODEL, ENT_NO_OFFSET, "%s: %s", name, why);
}

static ent_status read_words(const ent_pack *pack, const char *name, enti_opinion_words *words, ent_error *err)
{
  ent_str records = ent_pack_section(pack, "rel.words"), classes = ent_pack_section(pack, "rel.classes");
  if (!records.n || records.n % sizeof *words->words || !classes.n || classes.n % ENTI_CLASS_NAME)
    return damaged(err, name, "its words do not fit");
  *words = (enti_opinion_words){(const enti_opinion_word *)(const void *)records.p,
                                (uint32_t)(records.n / sizeof *words->words), classes.p,
                                (uint32_t)(classes.n / ENTI_CLASS_NAME)};
  for (uint32_t i = 0; i < words->n_names; i++)
    if (words->names[(size_t)(i + 1) * ENTI_CLASS_NAME - 1])
      return damaged(err, name, "the name of a class does not end");
  for (uint32_t i = 1; i < words->n; i++)
    if (words->words[i - 1].key >= words->words[i].key)
      return damaged(err, name, "its words are out of order");
  return ENT_OK;
}

static ent_status find_starts(enti_opinion_model *m, const char *name, ent_error *err)
{
  const size_t groups = (size_t)1 << ENTI_OPINION_START_BITS;
  m->starts = enti_malloc((groups + 1) * sizeof *m->starts);
  if (!m->starts)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "%s: out of memory", name);
  for (size_t g = 0, i = 0; g <= groups; g++) {
    while (i < m->n_keys && m->keys[i] >> (32 - ENTI_OPINION_START_BITS) < g)
      i++;
    m->starts[g] = (uint32_t)i;
  }
  return ENT_OK;
}

void enti_opinion_model_done(enti_opinion_model *model)
{
  free(model->starts);
  model->starts = NULL;
}

ent_status enti_opinion_model_read(const ent_pack *pack, const char *name, enti_opinion_model *ret, ent_error *err)
{
  enti_opinion_model model = {0};
  ent_str dims = ent_pack_section(pack, "rel.dims"), keys = ent_pack_section(pack, "rel.keys");
  ent_str weights = ent_pack_section(pack, "rel.weights");
  if (dims.n != sizeof model.dims)
    return damaged(err, name, "no model of relations");
  model.dims = *(const enti_opinion_dims *)(const void *)dims.p;
  if (model.dims.version != ENTI_OPINION_VERSION || model.dims.labels != ENTI_LABEL_COUNT)
    return damaged(err, name, "a model of another version; train it again");
  if (!model.dims.unit || model.dims.unit > 4096 || !model.dims.spread || model.dims.spread > 100000)
    return damaged(err, name, "its dimensions make no sense");
  if (!keys.n || keys.n % 4 || weights.n != keys.n / 4 * ENTI_LABEL_COUNT)
    return damaged(err, name, "its weights do not fit");
  model.keys = (const uint32_t *)(const void *)keys.p;
  model.weights = (const int8_t *)(const void *)weights.p;
  model.n_keys = (uint32_t)(keys.n / 4);
  for (uint32_t i = 1; i < model.n_keys; i++)
    if (model.keys[i - 1] >= model.keys[i])
      return damaged(err, name, "its features are out of order");
  ent_status status = read_words(pack, name, &model.words, err);
  if (status == ENT_OK)
    status = find_starts(&model, name, err);
  if (status == ENT_OK)
    *ret = model;
  return status;
}

/* Keys are hashes, spread evenly: a few share their upper bits, and lie side by side. */
const int8_t *enti_opinion_weights(const enti_opinion_model *model, uint32_t key)
{
  uint32_t group = key >> (32 - ENTI_OPINION_START_BITS);
  for (uint32_t i = model->starts[group]; i < model->starts[group + 1] && model->keys[i] <= key; i++)
    if (model->keys[i] == key)
      return model->weights + (size_t)i * ENTI_LABEL_COUNT;
  return NULL;
}

/* 2^(−k/16) · 2^24, k = 0 … 15 */
static const uint32_t halves[16] = {16777216, 16065917, 15384775, 14732511, 14107901, 13509772, 12937002, 12388516,
                                    11863283, 11360319, 10878679, 10417458, 9975792,  9552851,  9147842,  8760003};

void enti_opinion_shares(const enti_opinion_dims *dims, const int32_t *scores, uint64_t *ret)
{
  int32_t best = scores[0];
  uint64_t sum = 0;
  for (unsigned i = 1; i < ENTI_LABEL_COUNT; i++)
    best = scores[i] > best ? scores[i] : best;
  for (unsigned i = 0; i < ENTI_LABEL_COUNT; i++) {
    uint64_t below = (uint64_t)((int64_t)best - scores[i]) * 16 * 1000 / ((uint64_t)dims->unit * dims->spread);
    ret[i] = below >= 24 * 16 ? 0 : halves[below % 16] >> below / 16;
    sum += ret[i];
  }
  for (unsigned i = 0; i < ENTI_LABEL_COUNT; i++)
    ret[i] = (ret[i] << 24) / sum;
}
