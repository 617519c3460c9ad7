/* The dependency trees of a document, indexed for walking, and the questions that rules ask of them. Everything is
 * a token index; ENT_NONE is "none". */
#ifndef ENTI_WALK_TREE_H
#define ENTI_WALK_TREE_H

#include "event/rule.h"

typedef struct enti_tree {
  const ent_document *doc;
  const enti_rules *rules; /* for the moods of words */
  uint8_t *upos, *xpos, *rel; /* a copy of the document's annotation */
  uint32_t *head, *word;
  uint32_t *child, *next;  /* first dependent of a token; next dependent of the same head, in order of the text */
  uint32_t *clause;        /* head of the clause in which a token stands */
  uint32_t home;           /* mention of the state for which "we" speaks where nothing says it; ENT_NONE */
  uint32_t topic;          /* mention of the state that the document names most; ENT_NONE */
  bool personal;           /* the author says "I" */
} enti_tree;

/* Arrays in the document's arena; O(tokens). A head outside its sentence is taken for a root. */
ENT_CHECKED ent_status enti_tree_build(enti_tree *tree, ent_document *doc, const enti_rules *rules, ent_error *err);

/* The same without clauses, home and topic: annotation and dependents only. */
ENT_CHECKED ent_status enti_tree_copy(enti_tree *tree, ent_document *doc, const enti_rules *rules, ent_error *err);
/* Links the dependents of a sentence's words anew. */
void enti_relink(enti_tree *tree, const ent_sentence *sentence);

/* Characters, lemma, flags of a word; its tags and head are those of the tree. */
const ent_token *enti_token(const enti_tree *tree, uint32_t t);
unsigned enti_upos(const enti_tree *tree, uint32_t t);
unsigned enti_xpos(const enti_tree *tree, uint32_t t);
/* Head, ENT_NONE at the root. */
uint32_t enti_head(const enti_tree *tree, uint32_t t);
unsigned enti_rel_of(const enti_tree *tree, uint32_t t);
/* First dependent with a relation (without subtypes when `rel` is a base relation and `exact` is false). */
uint32_t enti_child(const enti_tree *tree, uint32_t t, ent_rel rel);
uint32_t enti_child_exact(const enti_tree *tree, uint32_t t, ent_rel rel);
/* Word ids by which tables know the token: its lemma's, and its form's. */
uint32_t enti_word(const enti_tree *tree, uint32_t t);
bool enti_is_verb(const enti_tree *tree, uint32_t t);
bool enti_is_nominal(const enti_tree *tree, uint32_t t);
/* ENTI_POS_ bits of a token. */
uint32_t enti_pos_of(const enti_tree *tree, uint32_t t);
/* Moods of the token's word in its own part of speech. */
uint32_t enti_mood_of(const enti_tree *tree, uint32_t t);
bool enti_passive(const enti_tree *tree, uint32_t verb);
/* The word id of the preposition (case) of a noun; 0: none. */
uint32_t enti_case_word(const enti_tree *tree, uint32_t noun);

/* Subject as it stands (nsubj or nsubj:pass), also through relative clauses, control and coordination. */
uint32_t enti_surface_subject(const enti_tree *tree, uint32_t verb);
/* Who does it, who undergoes it, whatever the voice. */
uint32_t enti_agent(const enti_tree *tree, uint32_t verb);
uint32_t enti_patient(const enti_tree *tree, uint32_t verb);
/* For a noun: who is or holds it: "X is a member", "X, a member", "X joined as a member", "X signed a pact". */
uint32_t enti_holder(const enti_tree *tree, uint32_t noun);
/* Common nouns that no "and" joins to the name before them, though the parser calls them its conjunct: "Kenya and Uganda,
 * both members of …". */
bool enti_plain_apposition(const enti_tree *tree, uint32_t noun);
/* For "which" and "who": the noun that is meant, and through a copula who that is ("France was the first state with
 * which …"). Any other word means itself. */
uint32_t enti_meant(const enti_tree *tree, uint32_t t);
/* Verb whose dependent the noun phrase is (through prepositions and coordination), ENT_NONE: none. */
uint32_t enti_governor(const enti_tree *tree, uint32_t noun);

#endif
