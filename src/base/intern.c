/* Strings to dense ids: open addressing, linear probing, at most two thirds full. */
#include "base/intern.h"

#include "base/fault.h"
#include "base/hash.h"
#include "base/vec.h"

#include <string.h>

bool enti_intern_init(enti_intern *map)
{
  *map = (enti_intern){.arena = ent_arena_new(0), .cap_slots = 64};
  map->slots = enti_calloc(map->cap_slots, sizeof *map->slots);
  if (map->arena && map->slots)
    return true;
  enti_intern_done(map);
  return false;
}

void enti_intern_done(enti_intern *map)
{
  ent_arena_free(map->arena);
  free(map->keys);
  free(map->slots);
  *map = (enti_intern){0};
}

/* The slot that holds key, or the empty one where it belongs. */
static uint32_t *slot_of(const enti_intern *map, ent_str key)
{
  uint32_t mask = map->cap_slots - 1;
  uint32_t at = (uint32_t)enti_hash(key) & mask;
  while (map->slots[at] && !ent_str_eq(map->keys[map->slots[at] - 1], key))
    at = (at + 1) & mask;
  return &map->slots[at];
}

static bool widen(enti_intern *map)
{
  uint32_t cap = map->cap_slots * 2;
  uint32_t *slots = cap > map->cap_slots ? enti_calloc(cap, sizeof *slots) : NULL;
  if (!slots)
    return false;
  free(map->slots);
  map->slots = slots;
  map->cap_slots = cap;
  for (uint32_t i = 0; i < map->n; i++)
    *slot_of(map, map->keys[i]) = i + 1;
  return true;
}

uint32_t enti_intern_add(enti_intern *map, ent_str key)
{
  uint32_t *slot = slot_of(map, key);
  if (*slot)
    return *slot - 1;
  if ((map->n + 1) * 3ull > map->cap_slots * 2ull) {
    if (!widen(map))
      return UINT32_MAX;
    slot = slot_of(map, key);
  }
  size_t cap = map->cap_keys;
  ent_str copy = ent_arena_str(map->arena, key);
  if (!copy.p || !enti_grow_heap((void **)&map->keys, map->n, &cap, sizeof *map->keys))
    return UINT32_MAX;
  map->cap_keys = (uint32_t)cap;
  map->keys[map->n] = copy;
  *slot = ++map->n;
  return map->n - 1;
}

uint32_t enti_intern_find(const enti_intern *map, ent_str key)
{
  uint32_t slot = *slot_of(map, key);
  return slot ? slot - 1 : UINT32_MAX;
}
