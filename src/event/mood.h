/* Whether what a trigger names happened: one answer for all rules, from negation, auxiliaries, conditionals and the
 * words that govern it ("agreed to", "refused to", "said that", "if"). */
#ifndef ENTI_MOOD_H
#define ENTI_MOOD_H

#include "event/walk_tree.h"

typedef struct enti_mood {
  uint32_t operators; /* ENTI_MOOD_ bits of what governs the trigger: PROMISE, REFUSE, DEMAND … */
  uint32_t op;        /* the innermost operator's token, ENT_NONE: none */
  uint32_t clause;    /* the verb (or predicate) that tells the tense */
  bool negated;
  bool op_negated;    /* the operator itself is ("nobody asked X to leave") */
  bool future, hypothetical;
  bool would;         /* hypothetical, unless someone said it */
  bool past;          /* tense */
  bool presupposed;   /* stands in a relative or temporal clause, or as a noun that nothing denies */
  uint32_t sayer;     /* subject of the nearest verb of saying; ENT_NONE: the author speaks */
} enti_mood;

/* Is the sentence about a game ("Ghana beat Togo in the cup final")? Words inside the names of actors do not count. */
bool enti_mood_game(const enti_tree *tree, const ent_sentence *sentence);
void enti_mood_read(const enti_tree *tree, uint32_t trigger, enti_mood *ret);

#endif
