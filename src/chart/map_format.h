/* How the shapes of states lie in the pack, shared by the one that writes them and the one that reads them.
 *
 *   head | states, ascending by name | rings | points
 *
 * A state's rings are a run of rings, a ring's points a run of points; the land of no state of ours is the state "".
 * Degrees are in hundredths. */
#ifndef ENTI_MAP_FORMAT_H
#define ENTI_MAP_FORMAT_H

#include <stdint.h>

#define ENTI_MAP_SECTION "map.shapes"
#define ENTI_MAP_MAGIC 0x3150414du /* "MAP1" */

typedef struct map_head {
  uint32_t magic, n_states, n_rings, n_points;
} map_head;

typedef struct map_state {
  uint32_t name;             /* in the pack's strings */
  uint32_t ring, n_rings;    /* 0 rings: too small to have a shape */
  int16_t east, north;       /* its mark */
  uint32_t has_place;
} map_state;

typedef struct map_ring {
  uint32_t point, n_points;
} map_ring;

typedef struct map_point {
  int16_t east, north;
} map_point;

#endif
