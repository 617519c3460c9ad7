/* The second opinion: spans → frame → features → sums of weights → type and confidence. */
#include "event/opinion_features.h"
#include "event/opinion_judge.h"
#include "event/opinion_model.h"

#include "base/fault.h"

#include <string.h>

struct ent_opinions {
  ent_pack *pack;
  enti_opinion_model model;
};

ent_status ent_opinions_open(const char *path, ent_opinions **ret, ent_error *err)
{
  ent_opinions *opinions = enti_calloc(1, sizeof *opinions);
  if (!opinions)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  ent_status status = ent_pack_open(path, &opinions->pack, err);
  if (status == ENT_OK)
    status = enti_opinion_model_read(opinions->pack, path, &opinions->model, err);
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
  ent_pack_close(opinions->pack);
  free(opinions);
}

/* ---- scores ---------------------------------------------------------------------------------------------------- */

#define MAX_SEEN 8192 /* a power of two; a sentence has some 300 features */

typedef struct scoring {
  const enti_opinion_model *model;
  int32_t scores[ENTI_LABEL_COUNT];
  unsigned label;   /* for explaining */
  ent_buf *explain;
  int least;        /* weights below are not told */
  uint32_t seen[MAX_SEEN], n_seen; /* features so far, each counts once: open addressing, 0 is free */
} scoring;

/* The feature's weights when it is new in this sentence and the model has it. */
static const int8_t *new_feature(scoring *s, ent_str feature)
{
  uint32_t key = enti_feature_key(feature), at = key & (MAX_SEEN - 1);
  for (; s->seen[at]; at = (at + 1) & (MAX_SEEN - 1))
    if (s->seen[at] == key)
      return NULL;
  if (key == 0 || s->n_seen == MAX_SEEN / 2)
    return NULL;
  s->seen[at] = key;
  s->n_seen++;
  return enti_opinion_weights(s->model, key);
}

static void add_feature(void *context, ent_str feature)
{
  scoring *s = context;
  const int8_t *weights = new_feature(s, feature);
  for (unsigned i = 0; weights && i < ENTI_LABEL_COUNT; i++)
    s->scores[i] += weights[i];
}

static void tell_feature(void *context, ent_str feature)
{
  scoring *s = context;
  const int8_t *weights = new_feature(s, feature);
  if (!weights)
    return;
  int weight = weights[s->label];
  if (weight >= s->least || weight <= -s->least)
    ent_buf_printf(s->explain, "  %+4d %.*s\n", weight, ENT_STR_ARG(feature));
}

static void explain(const enti_opinion_model *model, enti_frame *frame, unsigned label, ent_buf *out)
{
  scoring s = {.model = model, .label = label, .explain = out, .least = 10};
  ent_buf_printf(out, "%s, words on the way:", enti_label_name(label));
  for (uint32_t i = 0; i < frame->n_core; i++)
    ent_buf_printf(out, " %c:%.*s%s%s", frame->core[i].role, ENT_STR_ARG(frame->core[i].lemma),
                   frame->core[i].moods[0] ? "/" : "", frame->core[i].moods);
  ent_buf_char(out, '\n');
  enti_opinion_features(frame, tell_feature, &s);
}

/* ---- answers ----------------------------------------------------------------------------------------------------- */

/* Labels that share a name under the ontology are one type: their shares are added, at the first of them. */
static void merge(uint64_t *shares, ent_ontology ontology)
{
  for (unsigned i = 0; i < ENTI_LABEL_NONE; i++)
    for (unsigned j = i + 1; j < ENTI_LABEL_NONE; j++)
      if (shares[j] && strcmp(enti_label_root(i, ontology), enti_label_root(j, ontology)) == 0) {
        shares[i] += shares[j];
        shares[j] = 0;
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
  scoring s = {.model = &opinions->model};
  if (enti_frame_build(doc, &opinions->model.words, source, target, frame))
    enti_opinion_features(frame, add_feature, &s);
  enti_opinion_shares(&opinions->model.dims, s.scores, shares);
  merge(shares, ontology);
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
