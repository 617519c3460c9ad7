/* Collects actors, people and forms while tables are read, and lays them out as sections at the end. */
#ifndef ENTI_ACTOR_BUILDER_H
#define ENTI_ACTOR_BUILDER_H

#include "actor/actor_format.h"
#include "base/intern.h"
#include "base/packer.h"
#include "base/table.h"

#include <entente/document.h>

#define ENTI_MAX_FORM_TOKENS 16u /* the shape of a form has two bits for each */

typedef struct enti_builder_form {
  enti_form form;
  uint32_t node;
} enti_builder_form;

/* Whose the places of a state were before it. */
typedef struct enti_era {
  uint32_t state, before; /* actors */
  int32_t from, to;
} enti_era;

typedef struct enti_builder {
  enti_packer *packer;
  ent_pack *pack;      /* the packer as it was at the start: room text's tables, for splitting forms */
  ent_arena *arena;    /* of the whole build */
  enti_intern ids;     /* actor id → index - 1 */
  enti_intern persons; /* person id → index - 1 */
  enti_actor *actors;
  enti_span *spans;
  uint32_t *span_actor; /* of each span */
  enti_person *people;
  enti_office *offices;
  enti_member *members;
  uint32_t *groups;
  enti_edge *edges; /* heap table while building */
  enti_builder_form *forms;
  enti_era *eras;
  size_t n_actors, cap_actors, n_spans, cap_spans, cap_span_actor, n_people, cap_people, n_offices, cap_offices;
  size_t n_members, cap_members, n_groups, cap_groups, n_edges, cap_edges, n_forms, cap_forms, n_eras, cap_eras;
  uint32_t n_nodes;  /* node numbers given out; 0 is the root here */
  uint32_t max_word; /* highest word id used */
} enti_builder;

ENT_CHECKED ent_status enti_builder_init(enti_builder *b, enti_packer *packer, ent_error *err);
void enti_builder_done(enti_builder *b);

/* Index of an actor, 0 where it is unknown. */
uint32_t enti_builder_find(const enti_builder *b, ent_str id);
/* Index of an actor, made when new (then all but its id is empty). 0: out of memory. */
uint32_t enti_builder_actor(enti_builder *b, ent_str id);
uint32_t enti_builder_person(enti_builder *b, ent_str id); /* likewise */
uint32_t enti_builder_str(enti_builder *b, ent_str s);
enti_day enti_builder_day(ent_date date);
/* Adds a group of actors; its offset in actor.groups. Ids joined with ";"; 0 where one is unknown. */
uint32_t enti_builder_group(enti_builder *b, ent_str ids);
bool enti_builder_office(enti_builder *b, const enti_office *office);
bool enti_builder_member(enti_builder *b, const enti_member *member);
bool enti_builder_span(enti_builder *b, uint32_t actor, const enti_span *span);

/* Adds a written form; form->value, shape and ONE_WORD are filled here unless value is set. Also adds its variants in the other
 * spelling (defence, defense). ENT_EINPUT where it has no word or too many. */
ENT_CHECKED ent_status enti_builder_form_add(enti_builder *b, ent_str text, enti_form form, ent_error *err);

/* Writes all sections. */
ENT_CHECKED ent_status enti_builder_write(enti_builder *b, ent_error *err);

/* The readers of single tables; each reads one file of one folder. */
ent_status enti_read_states(enti_builder *b, const char *path, ent_error *err);
ent_status enti_read_state_names(enti_builder *b, const char *path, ent_error *err);
ent_status enti_read_state_homes(enti_builder *b, const char *path, ent_error *err);
ent_status enti_read_orgs(enti_builder *b, const char *path, ent_error *err);
ent_status enti_read_org_names(enti_builder *b, const char *path, ent_error *err);
ent_status enti_read_people(enti_builder *b, const char *path, ent_error *err);
ent_status enti_read_roles(enti_builder *b, const char *path, ent_error *err);
ent_status enti_read_cues(enti_builder *b, const char *path, ent_error *err);
ent_status enti_read_not_actors(enti_builder *b, const char *path, ent_error *err);
ent_status enti_read_place_eras(enti_builder *b, const char *path, ent_error *err);
ent_status enti_read_places(enti_builder *b, const char *path, ent_error *err);
ent_status enti_read_memberships(enti_builder *b, const char *path, ent_error *err);

#endif
