/* Random numbers that are the same everywhere for the same seed: SplitMix64 (Steele, Lea and Flood 2014,
 * doi:10.1145/2660193.2660195), enough for permutations. */
#ifndef ENTI_CHANCE_H
#define ENTI_CHANCE_H

#include <stddef.h>
#include <stdint.h>

static inline uint64_t enti_chance_next(uint64_t *state)
{
  uint64_t z = (*state += 0x9E3779B97F4A7C15u);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

/* 0 … n-1, all equally likely; n > 0. */
static inline size_t enti_chance_below(uint64_t *state, size_t n)
{
  uint64_t top = UINT64_MAX - UINT64_MAX % n, r;
  do
    r = enti_chance_next(state);
  while (r >= top);
  return (size_t)(r % n);
}

#endif
