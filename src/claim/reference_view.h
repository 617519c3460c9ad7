/* The reference base as the checks see it. */
#ifndef ENTI_REFERENCE_VIEW_H
#define ENTI_REFERENCE_VIEW_H

#include "claim/reference_format.h"

#include <entente/actor.h>
#include <entente/claim.h>

struct ent_reference {
  const ent_pack *pack;
  ent_actors *actors; /* NULL where the pack has none */
  const fact_record *facts;
  const id_record *ids;
  const uint32_t *index;
  const thing_record *things;
  const name_record *names;
  const uint32_t *name_words;
  const frame_record *frames;
  const uint32_t *frame_words;
  const start_record *starts;
  const pair_record *pairs;
  const source_record *sources;
  size_t n_facts, n_ids, n_index, n_things, n_names, n_name_words, n_frames, n_frame_words, n_starts, n_pairs, n_sources;
};

/* Thing number i in order of the ids. */
ent_thing enti_reference_thing(const ent_reference *reference, size_t i);
/* Is the pair in the tables: (relation, object) known completely, (who, in whose place)? */
bool enti_reference_pair(const ent_reference *reference, uint32_t kind, ent_str a, ent_str b);
/* The same actor, or one stands in the other's place. */
bool enti_reference_family(const ent_reference *reference, ent_str a, ent_str b);

#endif
