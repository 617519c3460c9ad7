/* Arena: memory that dies all at once. Blocks double in size from 16 KiB to 1 MiB; a piece larger than a block gets a
 * block of its own. With ENTI_ARENA_PIECES every piece is a malloc, so that sanitizers see overruns between pieces. */
#include <entente/base.h>

#include "base/fault.h"

#include <stdio.h>
#include <string.h>

#define ALIGN 16
#define FIRST_BLOCK ((size_t)16 << 10)
#define LARGEST_BLOCK ((size_t)1 << 20)

typedef struct block {
  struct block *next;
  size_t n, cap;
  _Alignas(ALIGN) char bytes[];
} block;

struct ent_arena {
  block *blocks; /* newest first: the one that is filled */
  size_t used, limit, next_block;
};

ent_arena *ent_arena_new(size_t limit)
{
  ent_arena *arena = enti_calloc(1, sizeof *arena);
  if (arena) {
    arena->limit = limit;
    arena->next_block = FIRST_BLOCK;
  }
  return arena;
}

static void free_blocks(block *b)
{
  while (b) {
    block *next = b->next;
    free(b);
    b = next;
  }
}

void ent_arena_free(ent_arena *arena)
{
  if (!arena)
    return;
  free_blocks(arena->blocks);
  free(arena);
}

void ent_arena_reset(ent_arena *arena)
{
  block *b = arena->blocks;
  if (b) {
    free_blocks(b->next);
    b->next = NULL;
    memset(b->bytes, 0, b->n);
    b->n = 0;
  }
  arena->used = 0;
}

static block *add_block(ent_arena *arena, size_t at_least)
{
#ifdef ENTI_ARENA_PIECES
  size_t cap = at_least;
#else
  size_t cap = arena->next_block > at_least ? arena->next_block : at_least;
  if (arena->next_block < LARGEST_BLOCK)
    arena->next_block *= 2;
#endif
  block *b = enti_calloc(1, sizeof *b + cap);
  if (!b)
    return NULL;
  b->cap = cap;
  b->next = arena->blocks;
  arena->blocks = b;
  return b;
}

void *ent_arena_alloc(ent_arena *arena, size_t n)
{
  if (n > SIZE_MAX / 2)
    return NULL;
  size_t rounded = n ? (n + ALIGN - 1) & ~(size_t)(ALIGN - 1) : ALIGN;
  if (arena->limit && (rounded > arena->limit || arena->used > arena->limit - rounded))
    return NULL;
  block *b = arena->blocks;
#ifdef ENTI_ARENA_PIECES
  b = add_block(arena, n ? n : 1);
  if (!b)
    return NULL;
  b->n = b->cap;
  arena->used += rounded;
  return b->bytes;
#else
  if (!b || b->cap - b->n < rounded) {
    b = add_block(arena, rounded);
    if (!b)
      return NULL;
  }
  void *p = b->bytes + b->n;
  b->n += rounded;
  arena->used += rounded;
  return p;
#endif
}

void *ent_arena_array(ent_arena *arena, size_t n, size_t size)
{
  if (size && n > SIZE_MAX / 2 / size)
    return NULL;
  return ent_arena_alloc(arena, n * size);
}

ent_str ent_arena_str(ent_arena *arena, ent_str s)
{
  char *p = ent_arena_alloc(arena, s.n + 1);
  if (!p)
    return ENT_STR_NONE;
  if (s.n)
    memcpy(p, s.p, s.n);
  return (ent_str){p, s.n};
}

ent_str ent_arena_printf(ent_arena *arena, const char *format, ...)
{
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  int n = vsnprintf(NULL, 0, format, args);
  va_end(args);
  char *p = n < 0 ? NULL : ent_arena_alloc(arena, (size_t)n + 1);
  if (p)
    vsnprintf(p, (size_t)n + 1, format, again);
  va_end(again);
  return p ? (ent_str){p, (size_t)n} : ENT_STR_NONE;
}

size_t ent_arena_used(const ent_arena *arena)
{
  return arena->used;
}
