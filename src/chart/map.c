/* Opening the shapes of states; see map_format.h for how they lie. */
#include "chart/map.h"

#include "base/fault.h"

#include <stdlib.h>

/* Every run stays within what it runs through, so that drawing needs no checks. */
static bool sound(const ent_map *map, const map_head *head)
{
  for (size_t i = 0; i < head->n_states; i++) {
    const map_state *s = &map->states[i];
    if (s->ring > head->n_rings || s->n_rings > head->n_rings - s->ring)
      return false;
  }
  for (size_t i = 0; i < head->n_rings; i++) {
    const map_ring *r = &map->rings[i];
    if (r->point > head->n_points || r->n_points > head->n_points - r->point)
      return false;
  }
  return true;
}

static bool lay_out(ent_map *map, ent_str section)
{
  const map_head *head = (const void *)section.p;
  if (section.n < sizeof *head || head->magic != ENTI_MAP_MAGIC)
    return false;
  const uint64_t states = (uint64_t)head->n_states * sizeof(map_state), rings = (uint64_t)head->n_rings * sizeof(map_ring);
  if (section.n < sizeof *head + states + rings + (uint64_t)head->n_points * sizeof(map_point))
    return false;
  const char *at = section.p + sizeof *head;
  map->states = (const void *)at;
  map->rings = (const void *)(at + states);
  map->points = (const void *)(at + states + rings);
  map->n_states = head->n_states;
  return sound(map, head);
}

ent_status ent_map_open(const ent_pack *pack, ent_map **ret, ent_error *err)
{
  const ent_str section = ent_pack_section(pack, ENTI_MAP_SECTION);
  ent_map *map = enti_malloc(sizeof *map);
  if (!map)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  *map = (ent_map){.pack = pack};
  if (section.n && !lay_out(map, section)) {
    free(map);
    return ent_fail(err, ENT_EMODEL, ENT_NO_OFFSET, "damaged section %s", ENTI_MAP_SECTION);
  }
  *ret = map;
  return ENT_OK;
}

void ent_map_close(ent_map *map)
{
  free(map);
}

const map_state *enti_map_find(const ent_map *map, ent_str state)
{
  size_t low = 0, high = map->n_states;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    const int order = ent_str_cmp(ent_pack_string(map->pack, map->states[middle].name), state);
    if (order == 0)
      return &map->states[middle];
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return NULL;
}

bool ent_map_place(const ent_map *map, ent_str state, double *ret_east, double *ret_north)
{
  const map_state *found = state.n ? enti_map_find(map, state) : NULL;
  if (!found || !found->has_place)
    return false;
  *ret_east = found->east / 100.0;
  *ret_north = found->north / 100.0;
  return true;
}
