/* What a rule's code becomes under the mood of its sentence: PLOVER's rules of mood ("agreed to lift" is AGREE,
 * "refused to lift" REJECT, "demanded that X lift" REQUEST, "threatened to" THREATEN), and the modality. */
#ifndef ENTI_OUTCOME_H
#define ENTI_OUTCOME_H

#include "event/mood.h"

typedef struct enti_outcome {
  bool drop;          /* no claim at all */
  ent_str code;       /* event type, perhaps changed by the mood; "" keeps the rule's */
  ent_str cameo;      /* with a changed type */
  ent_modality modality;
  bool planned;       /* the sentence itself says that it is still to come */
  bool demanded;      /* the one who demands is the source, the one who should act is the target */
  bool by_operator;   /* the subject of the governing verb is the source */
} enti_outcome;

void enti_outcome_of(const enti_rule *rule, ent_str code, const enti_mood *mood, enti_outcome *ret);

#endif
