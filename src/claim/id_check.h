/* Refuses facts about ids that are neither actors nor things. */
#ifndef ENTI_ID_CHECK_H
#define ENTI_ID_CHECK_H

#include "base/packer.h"

typedef struct enti_id_check enti_id_check;

/* Reads the ids of actors/states.tsv, actors/orgs.tsv and reference/things.tsv of all folders. NULL: out of memory, or
 * a table that cannot be read (err). */
enti_id_check *enti_id_check_new(const enti_data_dirs *dirs, ent_arena *arena, ent_error *err);
void enti_id_check_free(enti_id_check *check);
/* The first of the ";"-joined ids that nothing has; empty where all are known, or where no folder has actor tables
 * (tables of a test's own). */
ent_str enti_id_check_unknown(const enti_id_check *check, ent_str ids);

#endif
