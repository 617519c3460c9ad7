/* The driver: every sentence, every hit of a frame in it, the check that belongs to the frame. */
#include "claim/verdict.h"

#include <string.h>

static void check_hit(enti_scene *s, const enti_hit *hit)
{
  switch (hit->frame) {
  case FRAME_JOIN:
    enti_check_member(s, hit);
    enti_check_dyad(s, hit);
    break;
  case FRAME_MEMBER:
    enti_check_member(s, hit);
    break;
  case FRAME_LEAVE:
  case FRAME_SUSPEND:
  case FRAME_APPLY:
  case FRAME_INVITE:
  case FRAME_CANDIDATE:
  case FRAME_ACCESSION:
  case FRAME_RECOGNISE:
  case FRAME_INVADE:
  case FRAME_ANNEX:
  case FRAME_DIALOGUE:
  case FRAME_OBSERVER:
  case FRAME_MISSION:
  case FRAME_CONTRIBUTE:
  case FRAME_RELATIONS:
  case FRAME_RESTORE:
  case FRAME_BREAK:
    enti_check_dyad(s, hit);
    break;
  case FRAME_GROUP:
    enti_check_group(s, hit);
    break;
  case FRAME_PARTNER:
    enti_check_partner(s, hit);
    break;
  case FRAME_FOUND:
    enti_check_founding(s, hit);
    break;
  case FRAME_LIFT:
  case FRAME_SANCTION:
  case FRAME_UNSANCTION:
    enti_check_lifted(s, hit);
    break;
  case FRAME_SIGN:
    enti_check_treaty(s, hit);
    enti_check_signers(s, hit);
    break;
  case FRAME_RELATED:
    enti_check_relations(s, hit);
    break;
  case FRAME_POST:
    enti_check_post(s, hit);
    break;
  case FRAME_FORCE:
  case FRAME_RATIFY:
    enti_check_treaty(s, hit);
    break;
  case FRAME_END:
    enti_check_treaty(s, hit);
    enti_check_founding(s, hit);
    enti_check_span(s, hit);
    break;
  case FRAME_STATUS:
    enti_check_status(s, hit);
    break;
  case FRAME_SEAT:
    enti_check_seat(s, hit);
    break;
  case FRAME_BEGIN:
    enti_check_span(s, hit);
    break;
  case FRAME_SUMMIT:
  case FRAME_GATHER:
  case FRAME_HOLD:
  case FRAME_ATTEND:
  case FRAME_HOST:
    enti_check_summit(s, hit);
    break;
  default:
    break;
  }
}

static bool is_cue(enti_frame frame)
{
  return frame >= FRAME_UNSURE || frame == FRAME_LEADERS;
}

static void check_sentence(enti_scene *s)
{
  for (size_t i = 0; i < s->n_hits && !s->failed; i++) {
    enti_hit hit = s->hits[i];
    if (!is_cue(hit.frame) && enti_asserted(s, hit.anchor))
      check_hit(s, &hit);
  }
  enti_note_treaties(s);
  enti_check_numbers(s);
  enti_check_spelling(s);
  enti_find_aspects(s);
}

ent_status ent_check_document(const ent_reference *reference, ent_document *doc, const ent_finding **ret, size_t *ret_n,
                              ent_error *err)
{
  enti_scene s = {.ref = reference, .doc = doc};
  for (size_t i = 0; i < doc->n_sentences && !s.failed; i++)
    if (enti_scene_set(&s, i))
      check_sentence(&s);
  if (s.failed)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  doc->statements = s.statements;
  doc->n_statements = s.n_statements;
  *ret = s.out;
  *ret_n = s.n_out;
  return ENT_OK;
}

ent_verdict ent_check_verdict(const ent_finding *findings, size_t n, const ent_finding **ret_why)
{
  const ent_finding *why = NULL;
  for (size_t i = 0; i < n; i++)
    if (findings[i].verdict != ENT_UNKNOWN && (!why || findings[i].verdict > why->verdict))
      why = &findings[i];
  if (ret_why)
    *ret_why = why;
  return why ? why->verdict : ENT_UNKNOWN;
}

const char *ent_verdict_text(ent_verdict verdict)
{
  static const char *const texts[] = {"unknown", "consistent", "contradicted"};
  return verdict <= ENT_CONTRADICTED ? texts[verdict] : "unknown";
}

/* Another contradiction of the same kind in the same sentence is the same mistake seen twice. */
static bool told_before(const ent_finding *findings, size_t i)
{
  for (size_t k = i; k-- > 0 && findings[k].sentence == findings[i].sentence;)
    if (findings[k].verdict == ENT_CONTRADICTED && ent_str_eq(findings[k].type, findings[i].type))
      return true;
  return false;
}

static bool add_claim(ent_document *doc, const ent_finding *f)
{
  ent_claim *c = ent_claim_add(doc);
  if (!c)
    return false;
  c->kind = ENT_CONTRADICTION;
  c->code = f->type;
  c->source = f->source;
  c->n_source = f->n_source;
  c->target = f->target;
  c->n_target = f->n_target;
  c->modality = ENT_PAST;
  c->from = f->from;
  c->to = f->to;
  c->basis = ent_date_known(f->from) ? ENT_BASIS_TEXT : ENT_BASIS_NONE;
  c->value_in_text = f->value_in_text;
  c->value_reference = f->value_reference;
  c->ref_source = f->ref_source;
  c->sentence = f->sentence;
  c->start = f->start;
  c->end = f->end;
  c->trigger = f->trigger;
  c->rule = f->rule;
  c->confidence = 0.9f;
  return true;
}

ent_status enti_verdict_contradictions(const ent_reference *reference, ent_document *doc, ent_error *err)
{
  const ent_finding *findings;
  size_t n;
  ent_status status = ent_check_document(reference, doc, &findings, &n, err);
  if (status != ENT_OK)
    return status;
  for (size_t i = 0; i < n; i++)
    if (findings[i].verdict == ENT_CONTRADICTED && !told_before(findings, i) && !add_claim(doc, &findings[i]))
      return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  return ENT_OK;
}
