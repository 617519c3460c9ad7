/* The rules of mood, in order: the first that applies decides. */
#include "event/outcome.h"

#include <entente/event.h>

int ent_plover_quad(ent_str type)
{
  static const struct {
    const char *type;
    int quad;
  } quads[] = {{"AGREE", 1},    {"CONSULT", 1}, {"SUPPORT", 1},  {"CONCEDE", 1}, {"COOPERATE", 2}, {"AID", 2},
               {"RETREAT", 2},  {"REQUEST", 3}, {"ACCUSE", 3},   {"REJECT", 3},  {"THREATEN", 3},  {"PROTEST", 4},
               {"SANCTION", 4}, {"MOBILIZE", 4}, {"COERCE", 4},  {"ASSAULT", 4}};
  for (size_t i = 0; i < sizeof quads / sizeof *quads; i++)
    if (ent_str_eq(ent_str_of(quads[i].type), type))
      return quads[i].quad;
  return 0;
}

static void become(enti_outcome *out, const char *code, const char *cameo, ent_modality modality)
{
  out->code = ent_str_of(code);
  out->cameo = ent_str_of(cameo);
  out->modality = modality;
}

static ent_modality real(const enti_mood *mood)
{
  if (mood->clause == ENT_NONE)
    return ENT_ACTUAL;
  return mood->past ? ENT_PAST : ENT_ONGOING;
}

/* "will", "plans to" */
static void planned(enti_outcome *out, int quad, const enti_mood *mood)
{
  if (mood->negated && quad <= 2)
    become(out, "REJECT", "120", real(mood)); /* "will not recognise" */
  else if (mood->negated)
    out->modality = ENT_DENIED;
  else if (quad == 4)
    become(out, "THREATEN", "130", ENT_INTENDED);
  else if (quad == 3)
    out->modality = ENT_INTENDED;
  else
    become(out, "AGREE", "030", ENT_INTENDED);
}

/* "agreed to", "offered" */
static void promised(enti_outcome *out, int quad, const enti_mood *mood)
{
  if (mood->negated && quad <= 2)
    become(out, "REJECT", "120", real(mood));
  else if (mood->negated)
    out->modality = ENT_DENIED;
  else if (quad == 4)
    become(out, "THREATEN", "130", real(mood));
  else if (quad == 3)
    out->modality = ENT_INTENDED;
  else
    become(out, "AGREE", "030", real(mood));
  out->by_operator = true;
}

/* "suspended its aid", "ended the blockade" */
static void ended(enti_outcome *out, ent_str code, int quad, const enti_mood *mood)
{
  if (mood->negated)
    out->drop = true;
  else if (quad == 2 || quad == 1)
    become(out, "SANCTION", "160", real(mood));
  else if (ent_str_eq(code, ENT_STR("ASSAULT")) || ent_str_eq(code, ENT_STR("MOBILIZE")))
    become(out, "RETREAT", "087", real(mood));
  else
    become(out, "CONCEDE", "080", real(mood));
}

static void event_outcome(ent_str code, const enti_mood *mood, enti_outcome *out)
{
  uint32_t ops = mood->operators;
  int quad = ent_plover_quad(code);
  if (ops & ENTI_MOOD_HISTORY)
    out->drop = true;
  else if (ops & ENTI_MOOD_DENY)
    out->modality = ENT_DENIED;
  else if (mood->hypothetical || (ops & ENTI_MOOD_DOUBT))
    out->modality = ENT_HYPOTHETICAL;
  else if ((ops & ENTI_MOOD_REFUSE) && quad <= 2) {
    become(out, "REJECT", "120", real(mood));
    out->by_operator = true;
  } else if (ops & ENTI_MOOD_REFUSE)
    out->modality = ENT_DENIED;
  else if (ops & ENTI_MOOD_THREATEN) {
    become(out, "THREATEN", "130", real(mood));
    out->by_operator = true;
  } else if (ops & ENTI_MOOD_DEMAND) {
    become(out, "REQUEST", "100", mood->op_negated ? ENT_DENIED : real(mood));
    out->demanded = true;
  } else if (ops & ENTI_MOOD_PROMISE)
    promised(out, quad, mood);
  else if ((ops & ENTI_MOOD_INTEND) || mood->future)
    planned(out, quad, mood);
  else if (ops & ENTI_MOOD_END)
    ended(out, code, quad, mood);
  else
    out->modality = mood->negated ? ENT_DENIED : real(mood);
}

static void tie_outcome(const enti_mood *mood, enti_outcome *out)
{
  uint32_t ops = mood->operators;
  if (ops & (ENTI_MOOD_DENY | ENTI_MOOD_REFUSE))
    out->modality = ENT_DENIED;
  else if (mood->hypothetical || (ops & (ENTI_MOOD_DOUBT | ENTI_MOOD_DEMAND | ENTI_MOOD_THREATEN)))
    out->modality = ENT_HYPOTHETICAL;
  else if (mood->negated)
    out->modality = ENT_DENIED;
  else if ((ops & (ENTI_MOOD_PROMISE | ENTI_MOOD_INTEND)) || mood->future)
    out->modality = ENT_INTENDED;
  else if (ops & ENTI_MOOD_END)
    out->modality = ENT_DENIED;
  else
    out->modality = real(mood);
}

/* A rule that names a mood itself (an intent, a refusal): only doubt, conditions and negation still bear on it. */
static void raw_outcome(const enti_mood *mood, enti_outcome *out)
{
  if (mood->operators & ENTI_MOOD_HISTORY)
    out->drop = true;
  else if (mood->hypothetical || (mood->operators & ENTI_MOOD_DOUBT))
    out->modality = ENT_HYPOTHETICAL;
  else if (mood->negated || (mood->operators & ENTI_MOOD_DENY))
    out->modality = ENT_DENIED;
  else
    out->modality = real(mood);
}

void enti_outcome_of(const enti_rule *rule, ent_str code, const enti_mood *mood, enti_outcome *ret)
{
  *ret = (enti_outcome){.modality = ENT_ACTUAL};
  if (rule->flags & ENTI_RULE_RAW)
    raw_outcome(mood, ret);
  else if (rule->kind == ENT_EVENT)
    event_outcome(code, mood, ret);
  else
    tie_outcome(mood, ret);
  if (rule->kind == ENT_ASSESSMENT && ret->modality > ENT_ONGOING)
    ret->drop = true; /* what is hoped for or denied is no assessment */
  if (rule->kind != ENT_EVENT && ret->modality == ENT_HYPOTHETICAL)
    ret->drop = true; /* nor does what might be stand between two actors */
  ret->planned = ret->modality == ENT_INTENDED;
  if (rule->modality && (ret->modality == ENT_PAST || ret->modality == ENT_ONGOING || ret->modality == ENT_ACTUAL))
    ret->modality = (ent_modality)rule->modality;
}
