/* The actor sections of a pack, as the finder sees them. Every access is checked, so that a forged pack gives nobody
 * instead of a crash. */
#ifndef ENTI_ACTORS_H
#define ENTI_ACTORS_H

#include "actor/actor_format.h"

#include <entente/actor.h>

struct ent_actors {
  const ent_pack *pack;
  const uint32_t *first, *byid, *groups;
  const enti_edge *edges;
  const enti_node *nodes;
  const enti_form *forms;
  const enti_actor *actors;
  const enti_span *spans;
  const enti_person *people;
  const enti_office *offices;
  const enti_member *members;
  ent_actor_ref *refs; /* per actor, without a sector put on top: made at opening */
  uint32_t n_first, n_byid, n_groups, edge_mask, n_nodes, n_forms, n_actors, n_spans, n_people, n_offices, n_members;
};

/* The node behind a word at the start of a form, 0: none. */
static inline uint32_t enti_actors_first(const ent_actors *a, uint32_t word)
{
  uint32_t node = word < a->n_first ? a->first[word] : 0;
  return node < a->n_nodes ? node : 0;
}

/* The node behind `node` by word, 0: none. */
static inline uint32_t enti_actors_step(const ent_actors *a, uint32_t node, uint32_t word)
{
  if (!a->nodes[node].deeper || !word)
    return 0;
  uint32_t at = enti_edge_hash(node, word) & a->edge_mask;
  for (uint32_t n = 0; n <= a->edge_mask; n++, at = (at + 1) & a->edge_mask) {
    const enti_edge *e = &a->edges[at];
    if (!e->child)
      return 0;
    if (e->node == node && e->word == word)
      return e->child < a->n_nodes ? e->child : 0;
  }
  return 0;
}

/* The forms at a node. */
static inline const enti_form *enti_actors_forms(const ent_actors *a, uint32_t node, uint32_t *ret_n)
{
  const enti_node *n = &a->nodes[node < a->n_nodes ? node : 0];
  *ret_n = n->first < a->n_forms && n->n <= a->n_forms - n->first ? n->n : 0;
  return *ret_n ? a->forms + n->first : a->forms;
}

static inline const enti_actor *enti_actors_actor(const ent_actors *a, uint32_t i)
{
  return &a->actors[i < a->n_actors ? i : 0];
}

/* An index that may be trusted from here on: of an actor, or 0. */
static inline uint32_t enti_actors_checked(const ent_actors *a, uint32_t i)
{
  return i < a->n_actors ? i : 0;
}

static inline ent_str enti_actors_str(const ent_actors *a, uint32_t offset)
{
  return ent_pack_string(a->pack, offset);
}

/* A group's actors. */
static inline const uint32_t *enti_actors_group(const ent_actors *a, uint32_t at, uint32_t *ret_n)
{
  *ret_n = at && at < a->n_groups && a->groups[at] <= a->n_groups - at - 1 ? a->groups[at] : 0;
  return *ret_n ? a->groups + at + 1 : NULL;
}

/* A person's offices, in order of their start. */
static inline const enti_office *enti_actors_offices(const ent_actors *a, uint32_t person, uint32_t *ret_n)
{
  const enti_person *p = &a->people[person < a->n_people ? person : 0];
  *ret_n = p->first < a->n_offices && p->n <= a->n_offices - p->first ? p->n : 0;
  return *ret_n ? a->offices + p->first : NULL;
}

uint32_t enti_actors_find_id(const ent_actors *a, ent_str id); /* index, 0: none */
static inline bool enti_actors_is_state(const ent_actors *a, uint32_t i)
{
  return enti_actors_actor(a, i)->flags & ENTI_ACTOR_STATE;
}
/* id, and for organisations their kind; sector as given (str). A body of one state gives the state and its sector. */
ent_actor_ref enti_actors_ref(const ent_actors *a, uint32_t actor, uint32_t sector);
static inline ent_date enti_date_of(enti_day d)
{
  return (ent_date){d.day, (uint8_t)(d.precision <= ENT_DATE_DAY ? d.precision : 0)};
}

/* How an office stands to a period [from, to]: 0 not held, 1 held, 2 last known to be held before it. */
int enti_office_holds(const enti_office *office, int32_t from, int32_t to);

#endif
