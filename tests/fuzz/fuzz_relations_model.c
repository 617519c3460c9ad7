/* A model of relations from outside: the input gives the sections of a pack (two bytes of length before each); what
 * opens must answer questions about a small sentence without leaving its sections, with shares that sum to one. */
#include "event/opinion_features.h"
#include "event/opinion_model.h"

#include "base/packer.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const sections[] = {"rel.dims", "rel.classes", "rel.words", "rel.keys", "rel.weights"};

static void fill(enti_packer *packer, const uint8_t *data, size_t size)
{
  for (size_t i = 0; i < sizeof sections / sizeof *sections && size >= 2; i++) {
    size_t n = (size_t)data[0] | (size_t)data[1] << 8;
    data += 2;
    size -= 2;
    n = n < size ? n : size;
    ent_buf_add(enti_packer_section(packer, sections[i]), data, n);
    data += n;
    size -= n;
  }
}

typedef struct sums {
  const enti_opinion_model *model;
  int32_t scores[ENTI_LABEL_COUNT];
} sums;

static void look_up(void *context, ent_str feature)
{
  sums *s = context;
  const int8_t *weights = enti_opinion_weights(s->model, enti_feature_key(feature));
  for (unsigned i = 0; weights && i < ENTI_LABEL_COUNT; i++)
    s->scores[i] += weights[i];
}

/* "A struck B", heads as the tree has them. */
static void ask(const enti_opinion_model *model)
{
  static const char text[] = "A struck B";
  ent_token tokens[3] = {
      {.start = 0, .end = 1, .norm = {"A", 1}, .fold = {"a", 1}, .lemma = {"A", 1}, .head = 1, .upos = ENT_PROPN, .rel = ENT_NSUBJ},
      {.start = 2, .end = 8, .norm = {"struck", 6}, .fold = {"struck", 6}, .lemma = {"strike", 6}, .head = ENT_NONE,
       .upos = ENT_VERB, .rel = ENT_ROOT},
      {.start = 9, .end = 10, .norm = {"B", 1}, .fold = {"b", 1}, .lemma = {"B", 1}, .head = 1, .upos = ENT_PROPN, .rel = ENT_OBJ}};
  ent_sentence sentence = {.end = 10, .n = 3, .parsed = true};
  ent_document doc = {.text = {text, 10}, .sentences = &sentence, .n_sentences = 1, .tokens = tokens, .n_tokens = 3};
  ent_span a = {.n = 1, .pieces = {{0, 1}}}, b = {.n = 1, .pieces = {{9, 10}}};
  enti_frame frame;
  sums s = {.model = model};
  uint64_t shares[ENTI_LABEL_COUNT], all = 0;
  if (!enti_frame_build(&doc, &model->words, &a, &b, &frame))
    abort();
  enti_opinion_features(&frame, look_up, &s);
  enti_opinion_shares(&model->dims, s.scores, shares);
  for (unsigned i = 0; i < ENTI_LABEL_COUNT; i++)
    all += shares[i];
  if (all > 1 << 24 || all < (1 << 24) - ENTI_LABEL_COUNT)
    abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  ent_error err = {0};
  ent_pack *pack = NULL;
  enti_opinion_model model;
  enti_packer *packer = enti_packer_new();
  if (!packer)
    return 0;
  fill(packer, data, size);
  if (enti_packer_open(packer, &pack, &err) == ENT_OK) {
    if (enti_opinion_model_read(pack, "fuzz", &model, &err) == ENT_OK) {
      ask(&model);
      enti_opinion_model_done(&model);
    } else if (!err.message[0])
      abort();
  }
  ent_pack_close(pack);
  enti_packer_free(packer);
  return 0;
}
