/* Growing arrays in an arena and on the heap. */
#include "base/vec.h"

#include "base/fault.h"

#include <string.h>

bool enti_grow(ent_arena *arena, void **items, size_t n, size_t *cap, size_t size)
{
  if (n < *cap)
    return true;
  size_t wider = *cap ? *cap * 2 : 8;
  void *p = ent_arena_array(arena, wider, size);
  if (!p)
    return false;
  if (n)
    memcpy(p, *items, n * size);
  *items = p;
  *cap = wider;
  return true;
}

bool enti_grow_heap(void **items, size_t n, size_t *cap, size_t size)
{
  if (n < *cap)
    return true;
  size_t wider = *cap ? *cap * 2 : 8;
  if (wider > SIZE_MAX / 2 / size)
    return false;
  void *p = enti_realloc(*items, wider * size);
  if (!p)
    return false;
  *items = p;
  *cap = wider;
  return true;
}
