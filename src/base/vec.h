/* Growing arrays. In an arena: enti_grow doubles the room and copies (the old piece stays in the arena until it dies,
 * at most as much again as the array itself). */
#ifndef ENTI_VEC_H
#define ENTI_VEC_H

#include <entente/base.h>

/* Makes room for one more element in *items (n used, *cap there). False: out of memory. */
bool enti_grow(ent_arena *arena, void **items, size_t n, size_t *cap, size_t size);
/* The same on the heap (free with free). */
bool enti_grow_heap(void **items, size_t n, size_t *cap, size_t size);

#endif
