/* What a document has spoken of so far, and what pronouns and the like may stand for. */
#ifndef ENTI_COREF_H
#define ENTI_COREF_H

#include "actor/find.h"

typedef struct enti_entity {
  uint32_t mention, sentence;
  const ent_actor_ref *refs;
  uint32_t n_refs;
  bool person, plural, state, org, subject, object, weak; /* weak: an adjective, a place */
  const enti_form *role; /* of a role: its form */
} enti_entity;

#define ENTI_ENTITIES 32u
#define ENTI_MAX_LIST 8u
#define ENTI_ROLES_KEPT 24u

typedef struct enti_coref {
  enti_finder *f;
  enti_entity recent[ENTI_ENTITIES]; /* ring; the latest is number n - 1 */
  uint32_t n;
  uint32_t list[ENTI_MAX_LIST]; /* mentions of the latest coordination ("Mali and Niger"), in order */
  uint32_t n_list;
  uint32_t rows[ENTI_MAX_LIST + 1][ENTI_MAX_LIST]; /* per length: the latest coordination of so many, whatever came after it */
  uint32_t n_rows[ENTI_MAX_LIST + 1];              /* per length: 0 where there was none */
  uint32_t n_row;                                  /* length of the latest of them */
  uint32_t title_row[ENTI_MAX_LIST], n_title_row;  /* the longest coordination of the title */
  const enti_entity *barred; /* of the anaphor in hand: who cannot be meant; NULL: nobody */
  enti_entity title_state;  /* a state of the title; n_refs 0: it names none */
  enti_entity title_second; /* another one */
  bool title_states;        /* two or more */
  bool title_more;          /* three or more */
  bool entry;              /* the title is nothing but the state's name: a country's entry */
  enti_entity title; /* the last organisation of the title or of a heading; n_refs 0: none */
  enti_entity roles[ENTI_ROLES_KEPT]; /* roles that the text gave an actor itself: "Niger's generals"; a ring */
  uint32_t n_roles;
  const ent_actor_ref *parties; /* "We, the leaders of …" */
  uint32_t n_parties;
} enti_coref;

/* An answer: refs and where they come from; n_refs 0: nothing. */
typedef struct enti_antecedent {
  const ent_actor_ref *refs;
  uint32_t n_refs, mention;
  float confidence;
  bool group;
} enti_antecedent;

void enti_coref_push(enti_coref *c, const enti_entity *entity);
/* The k-th latest, from 0; NULL behind the oldest. */
const enti_entity *enti_coref_back(const enti_coref *c, uint32_t k);

enti_antecedent enti_coref_pronoun(enti_coref *c, const enti_piece *p);
enti_antecedent enti_coref_generic(enti_coref *c, const enti_piece *p);
enti_antecedent enti_coref_half(enti_coref *c, const enti_piece *p);
/* count: 2, 3, … or 0 where no number is said. persons: leaders rather than states. */
enti_antecedent enti_coref_several(enti_coref *c, uint32_t sentence, uint32_t count, bool persons);
/* A role without an actor: "the president", "the junta", "the rebels". */
enti_antecedent enti_coref_role(enti_coref *c, const enti_piece *role);

#endif
