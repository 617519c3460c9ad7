/* What the files of timelines share.
 *
 *   timeline_claims.c  claims of the store      ┐
 *   timeline_facts.c   facts of the base        ├→ assertions
 *   timeline_steps.c   assertions of one tie → its steps
 *   timeline_course.c  steps → start, end, did it stand; which steps cannot both be true
 *   timeline.c         the whole; conflicts.c  the whole store, for what contradicts what */
#ifndef ENTI_TIMELINE_PRIVATE_H
#define ENTI_TIMELINE_PRIVATE_H

#include "store/store_private.h"
#include "store/tie_words.h"

/* One thing that one source says of one tie. */
typedef struct enti_assertion {
  const enti_tie_word *word;
  ent_str source, target, object; /* of the tie: ids; object: thing's id or name */
  ent_str label;                  /* the thing as the step shows it */
  ent_str code;
  ent_step_what what;
  ent_date from, to;
  bool as_of;
  bool is_fact;
  ent_fact fact;
  ent_step_claim claim;
} enti_assertion;

typedef struct enti_assertions {
  ent_arena *arena;
  const ent_reference *reference; /* may be NULL */
  const ent_timeline_query *query;
  enti_assertion *items;
  size_t n, cap;
} enti_assertions;

/* A new one, zeroed; NULL when out of memory. */
enti_assertion *enti_assertion_add(enti_assertions *list);
bool enti_id_in(ent_str ids, ent_str id); /* ids joined with ";" */
/* Puts the parties of a mutual tie in order: the actor asked for first, else by bytes. */
void enti_order_parties(const enti_assertions *list, enti_assertion *a);

ENT_CHECKED ent_status enti_timeline_claims(ent_store *store, enti_assertions *list, ent_error *err);
/* Fills the evidence of claims, which enti_timeline_claims leaves empty. */
ENT_CHECKED ent_status enti_timeline_evidence(ent_store *store, ent_step_claim *claims, size_t n, ent_arena *arena,
                                              ent_error *err);
/* What the base knows of an actor, or (other not empty) of two. */
ENT_CHECKED ent_status enti_timeline_facts(enti_assertions *list, ent_str actor, ent_str other, ent_error *err);
/* One claim for each story, with its copies counted and their publishers joined, in order of publication. False: out of
 * memory. */
bool enti_collapse_claims(ent_arena *arena, ent_step_claim *claims, size_t *n, size_t *ret_documents, size_t *ret_support);
/* Claims and facts, merged: all ties of the query's actors, without evidence. */
ENT_CHECKED ent_status enti_timeline_all(ent_store *store, enti_assertions *list, ent_timeline *ret, ent_error *err);
/* The ties, sorted. */
ENT_CHECKED ent_status enti_timeline_merge(enti_assertions *list, ent_timeline *ret, ent_error *err);

/* timeline_course.c: the last day of a step's period; of as-of steps the last day on which it was said. */
int32_t enti_step_last(const ent_step *step);
/* Why two steps of a tie cannot both be true ("dates", "status", "began-ended"), NULL: they can. */
const char *enti_steps_clash(const ent_tie *tie, const ent_step *a, const ent_step *b);
/* Sets start, end and disputes of a tie whose steps are there. */
void enti_tie_course(ent_tie *tie, ent_step *steps);
/* Is the step of the family's principal kind; does it stand, is it unique? */
bool enti_step_is(const ent_tie *tie, const ent_step *step, unsigned flag);

#endif
