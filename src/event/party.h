/* Who a noun phrase stands for: the actors of its mention, of what is coordinated with it, or of its owner. */
#ifndef ENTI_PARTY_H
#define ENTI_PARTY_H

#include "event/walk_tree.h"

#define ENTI_MAX_PARTIES 24

typedef struct enti_party {
  const ent_actor_ref *actor;
  uint32_t mention;
} enti_party;

typedef struct enti_parties {
  enti_party items[ENTI_MAX_PARTIES];
  size_t n;
  bool owner;   /* found as the owner of a thing ("its launches"), not as the thing itself */
  bool nearby;  /* found by nearness, not by the tree */
} enti_parties;

enum { /* what counts */
  ENTI_TAKE_OWNERS = 1, /* owners of things too: "the soldiers of X", "X's claims", "American embargo" */
  ENTI_TAKE_PLACES = 2, /* names that stand for a place too: "landed in Niamey" */
  ENTI_TAKE_AGENTS = 8, /* not newspapers, analysts and others who do not act for their state */
  ENTI_TAKE_DEEP = 4    /* whoever is named within the phrase: "sales to X", "lands in X" */
};

/* Mention that covers a token and can act (an actor is known, and it is no place or newspaper); ENT_NONE: none. */
uint32_t enti_mention_at(const enti_tree *tree, uint32_t t);
/* Adds the actors of the noun phrase headed by t; false where there is none. */
bool enti_parties_of(const enti_tree *tree, uint32_t t, unsigned take, enti_parties *to);
/* Adds a mention's actors (each once), and those of the list that it opens ("Japan, Australia and New Zealand"). */
void enti_parties_add(const enti_tree *tree, uint32_t mention, unsigned take, enti_parties *to);
bool enti_parties_have(const enti_parties *parties, const ent_actor_ref *actor);
/* Takes out of `from` every actor that `which` has too. */
void enti_parties_without(const enti_tree *tree, enti_parties *from, const enti_parties *which);

#endif
