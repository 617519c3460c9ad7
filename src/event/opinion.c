/* The second opinion: spans → frame → features → sums of weights → type and confidence. */
#include "event/opinion_features.h"
#include "event/opinion_judge.h"
#include "event/opinion_model.h"

#include "base/fault.h"

#include <string.h>

struct ent_opinions {
  ent_pack *pack;
  enti_opinion_model model;
  uint8_t type[2][ENTI_LABEL_NONE]; /* by ontology: the first label that has the label's name there */
};

/* Labels that share a name under an ontology are one type. */
static void name_types(uint8_t *type, ent_ontology ontology)
{
  for (unsigned i = 0; i < ENTI_LABEL_NONE; i++) {
    unsigned first = 0;
    while (strcmp(enti_label_root(first, ontology), enti_label_root(i, ontology)) != 0)
      first++;
    type[i] = (uint8_t)first;
  }
}

ent_status ent_opinions_open(const char *path, ent_opinions **ret, ent_error *err)
{
  ent_opinions *opinions = enti_calloc(1, sizeof *opinions);
  if (!opinions)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  ent_status status = ent_pack_open(path, &opinions->pack, err);
  if (status == ENT_OK)
    status = enti_opinion_model_read(opinions->pack, path, &opinions->model, err);
  name_types(opinions->type[ENT_PLOVER], ENT_PLOVER);
  name_types(opinions->type[ENT_PLV], ENT_PLV);
  if (status == ENT_OK)
    *ret = opinions;
  else
    ent_opinions_close(opinions);
  return status;
}

void ent_opinions_close(ent_opinions *opinions)
{
  if (!opinions)
    return;
  enti_opinion_model_done(&opinions->model);
  ent_pack_close(opinions->pack);
  free(opinions);
}

/* ---- scores ---------------------------------------------------------------------------------------------------- */

#define MAX_SEEN 8192 /* a power of two; a sentence has some 100 features, a long one 500 */
#define FEW_SEEN 1024

typedef struct scoring {
  const enti_opinion_model *model;
  int32_t scores[ENTI_LABEL_COUNT];
  unsigned label;   /* for explaining */
  ent_buf *explain;
  int least;        /* weights below are not told */
  uint32_t *seen, mask, n_seen; /* features so far, each counts once: open addressing, 0 is free */
  uint32_t keys[MAX_SEEN / 2];  /* the same in order */
  uint32_t few[FEW_SEEN], many[MAX_SEEN];
} scoring;

/* Not a plain initialiser: that would clear all of it, which takes as long as the work itself. */
static void begin_scoring(scoring *s, const enti_opinion_model *model)
{
  s->model = model;
  memset(s->scores, 0, sizeof s->scores);
  memset(s->few, 0, sizeof s->few);
  s->seen = s->few;
  s->mask = FEW_SEEN - 1;
  s->n_seen = 0;
}

static bool note(scoring *s, uint32_t key)
{
  uint32_t at = key & s->mask;
  for (; s->seen[at]; at = (at + 1) & s->mask)
    if (s->seen[at] == key)
      return false;
  s->seen[at] = key;
  return true;
}

static void make_room(scoring *s)
{
  memset(s->many, 0, sizeof s->many);
  s->seen = s->many;
  s->mask = MAX_SEEN - 1;
  for (uint32_t i = 0; i < s->n_seen; i++)
    note(s, s->keys[i]);
}

/* Is the feature new in this sentence? */
static bool new_feature(scoring *s, uint32_t key)
{
  if (key == 0 || s->n_seen == MAX_SEEN / 2)
    return false;
  if (s->seen == s->few && s->n_seen == FEW_SEEN / 2)
    make_room(s);
  if (!note(s, key))
    return false;
  s->keys[s->n_seen++] = key;
  return true;
}

static void add_feature(void *context, ent_str feature)
{
  scoring *s = context;
  uint32_t key = enti_feature_key(feature);
  if (new_feature(s, key))
    enti_opinion_expect(s->model, key);
}

/* Weights are asked for in one go at the end, when the memory has had time to bring their places. */
static void sum_weights(scoring *s)
{
  for (uint32_t i = 0; i < s->n_seen; i++) {
    const int8_t *weights = enti_opinion_weights(s->model, s->keys[i]);
    for (unsigned k = 0; weights && k < ENTI_LABEL_COUNT; k++)
      s->scores[k] += weights[k];
  }
}

static void tell_feature(void *context, ent_str feature)
{
  scoring *s = context;
  uint32_t key = enti_feature_key(feature);
  const int8_t *weights = new_feature(s, key) ? enti_opinion_weights(s->model, key) : NULL;
  if (!weights)
    return;
  int weight = weights[s->label];
  if (weight >= s->least || weight <= -s->least)
    ent_buf_printf(s->explain, "  %+4d %.*s\n", weight, ENT_STR_ARG(feature));
}

static void explain(const enti_opinion_model *model, enti_frame *frame, unsigned label, ent_buf *out)
{
  scoring s;
  begin_scoring(&s, model);
  s.label = label, s.explain = out, s.least = 10;
  ent_buf_printf(out, "%s, words on the way:", enti_label_name(label));
  for (uint32_t i = 0; i < frame->n_core; i++)
    ent_buf_printf(out, " %c:%.*s%s%s", frame->core[i].role, ENT_STR_ARG(frame->core[i].lemma),
                   frame->core[i].moods[0] ? "/" : "", frame->core[i].moods);
  ent_buf_char(out, '\n');
  enti_opinion_features(frame, tell_feature, &s);
}

/* ---- answers ----------------------------------------------------------------------------------------------------- */

/* The shares of labels that are one type are added, at the first of them. */
static void merge(uint64_t *shares, const uint8_t *type)
{
  for (unsigned i = 0; i < ENTI_LABEL_NONE; i++)
    if (type[i] != i) {
      shares[type[i]] += shares[i];
      shares[i] = 0;
    }
}

static unsigned likeliest(const uint64_t *shares, unsigned but)
{
  unsigned best = but == 0 ? 1 : 0;
  for (unsigned i = 0; i < ENTI_LABEL_NONE; i++)
    if (i != but && shares[i] > shares[best])
      best = i;
  return best;
}

static bool span_fits(const ent_span *span, size_t n)
{
  if (span->n > ENT_MAX_SPAN_PIECES)
    return false;
  for (uint32_t i = 0; i < span->n; i++)
    if (span->pieces[i].start >= span->pieces[i].end || span->pieces[i].end > n)
      return false;
  return true;
}

/* Shares under the ontology, summing to about 1 << 24, and the frame they come from. */
static ent_status weigh(const ent_opinions *opinions, const ent_document *doc, const ent_span *source, const ent_span *target,
                        ent_ontology ontology, enti_frame *frame, uint64_t *shares, ent_error *err)
{
  if (!span_fits(source, doc->text.n) || !span_fits(target, doc->text.n))
    return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "a span lies outside of the sentence");
  scoring s;
  begin_scoring(&s, &opinions->model);
  if (enti_frame_build(doc, &opinions->model.words, source, target, frame))
    enti_opinion_features(frame, add_feature, &s);
  sum_weights(&s);
  enti_opinion_shares(&opinions->model.dims, s.scores, shares);
  merge(shares, opinions->type[ontology]);
  return ENT_OK;
}

ent_status enti_opinion_weigh(const ent_opinions *opinions, const ent_document *doc, const ent_span *source,
                              const ent_span *target, ent_ontology ontology, int ret[ENTI_LABEL_COUNT], ent_error *err)
{
  uint64_t shares[ENTI_LABEL_COUNT];
  enti_frame frame;
  ent_status status = weigh(opinions, doc, source, target, ontology, &frame, shares, err);
  for (unsigned i = 0; status == ENT_OK && i < ENTI_LABEL_COUNT; i++)
    ret[i] = (int)(shares[i] * 1000 >> 24);
  return status;
}

ent_status ent_opinions_judge(const ent_opinions *opinions, const ent_document *doc, const ent_span *source,
                              const ent_span *target, ent_ontology ontology, ent_opinion *ret, ent_buf *out,
                              ent_error *err)
{
  uint64_t shares[ENTI_LABEL_COUNT];
  enti_frame frame;
  ent_status status = weigh(opinions, doc, source, target, ontology, &frame, shares, err);
  if (status != ENT_OK)
    return status;
  unsigned best = likeliest(shares, ENTI_LABEL_COUNT), second = likeliest(shares, best);
  *ret = (ent_opinion){.root = ent_str_of(enti_label_root(best, ontology)),
                       .second = ent_str_of(enti_label_root(second, ontology)),
                       .quad = enti_label_quad(best, ontology),
                       .confidence = (int)(shares[best] * 1000 >> 24),
                       .none = (int)(shares[ENTI_LABEL_NONE] * 1000 >> 24)};
  if (out)
    explain(&opinions->model, &frame, best, out);
  return ENT_OK;
}
