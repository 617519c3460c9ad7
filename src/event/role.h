/* Where the parties of a rule stand: roles → tokens → actors. */
#ifndef ENTI_ROLE_H
#define ENTI_ROLE_H

#include "event/party.h"

#define ENTI_MAX_CANDIDATES 16

/* Heads of the phrases that fill a role of the trigger, likeliest first. */
typedef struct enti_candidates {
  uint32_t tokens[ENTI_MAX_CANDIDATES];
  size_t n;
  size_t n_sure; /* the first so many hang on the trigger itself; the others only stand near */
} enti_candidates;

void enti_role_candidates(const enti_tree *tree, uint32_t trigger, const enti_role *role, enti_candidates *ret);
/* The first of the roles that yields an actor who is not in `without` (may be NULL). False: none does. */
bool enti_role_parties(const enti_tree *tree, uint32_t trigger, const enti_role *roles, uint32_t n,
                       const enti_parties *without, enti_parties *ret);
/* Head of the organisation that the trigger's clause leaves out ("joined NATO in 2004 and [left] in 2010"): the last
 * one named before it in its sentence, else the title's, else the last one within three sentences of its paragraph;
 * ENT_NONE where none is. O(tokens of those sentences). */
uint32_t enti_org_before(const enti_tree *tree, uint32_t trigger);
/* Head of the name that stands between commas behind the noun's phrase ("its closest ally in Europe, Belarus, …");
 * ENT_NONE where none does. */
uint32_t enti_name_behind(const enti_tree *tree, uint32_t noun);
/* All conditions of a rule. */
bool enti_conds_hold(const enti_tree *tree, uint32_t trigger, const enti_rule *rule);

#endif
