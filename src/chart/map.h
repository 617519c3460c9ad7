/* The shapes of states, as they lie in the pack. */
#ifndef ENTI_MAP_H
#define ENTI_MAP_H

#include "chart/map_format.h"

#include <entente/chart.h>

struct ent_map {
  const ent_pack *pack;
  const map_state *states;
  const map_ring *rings;
  const map_point *points;
  size_t n_states;
};

/* NULL: no such state. O(log states). */
const map_state *enti_map_find(const ent_map *map, ent_str state);

#endif
