/* What the files of conflicts share. */
#ifndef ENTI_CONFLICTS_H
#define ENTI_CONFLICTS_H

#include "store/timeline_private.h"

typedef struct enti_conflicts {
  ent_arena *arena;
  const ent_reference *reference; /* may be NULL */
  ent_conflict *items;
  size_t n, cap;
} enti_conflicts;

/* A new one, zeroed; NULL when out of memory. */
ent_conflict *enti_conflict_add(enti_conflicts *list);
/* Does one of them come from another story than one of the others? */
bool enti_other_story(const ent_step_claim *a, size_t n_a, const ent_step_claim *b, size_t n_b);
/* "2004", "2023-07-11 to 2023-07-12" */
ent_str enti_period_text(ent_arena *arena, ent_date from, ent_date to);
/* conflicts_said.c: those of the table `statement`. */
ENT_CHECKED ent_status enti_conflicts_said(ent_store *store, enti_conflicts *list, ent_error *err);

#endif
