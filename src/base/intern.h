/* A hash map from strings to dense ids 0 … n-1, in order of first appearance. Keys are copied. */
#ifndef ENTI_INTERN_H
#define ENTI_INTERN_H

#include <entente/base.h>

typedef struct enti_intern {
  ent_arena *arena;
  ent_str *keys;
  uint32_t *slots; /* id + 1; 0: empty */
  uint32_t n, cap_keys, cap_slots;
} enti_intern;

bool enti_intern_init(enti_intern *map);
void enti_intern_done(enti_intern *map);
/* Id of key, adding it when new. UINT32_MAX: out of memory. */
uint32_t enti_intern_add(enti_intern *map, ent_str key);
/* Id, or UINT32_MAX where the key is not there. */
uint32_t enti_intern_find(const enti_intern *map, ent_str key);

#endif
