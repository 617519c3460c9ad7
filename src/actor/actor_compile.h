/* Tables of data/actors/ (and memberships) → the sections of actor_format.h. */
#ifndef ENTI_ACTOR_COMPILE_H
#define ENTI_ACTOR_COMPILE_H

#include "base/packer.h"

/* Reads states, state_names, orgs, org_names, people*.tsv (in order of name), roles, cues, not_actors (the last may be
 * missing) of every folder, later ones on top. Splits the forms with room text, whose tables must be in the packer
 * already. dirs->petrarch goes on top. ENT_EINPUT: "file:line: reason". */
ENT_CHECKED ent_status enti_actor_compile(enti_packer *packer, const enti_data_dirs *dirs, ent_error *err);

/* PETRARCH dictionaries on top (petrarch.h); every member may be NULL. */
typedef struct enti_petrarch_files {
  const char *actors, *agents;
  void (*warn)(void *context, const char *line); /* a bad line: "file:line: reason"; the rest is used */
  void *context;
} enti_petrarch_files;

ENT_CHECKED ent_status enti_actor_compile_with(enti_packer *packer, const enti_data_dirs *dirs,
                                               const enti_petrarch_files *petrarch, ent_error *err);

#endif
