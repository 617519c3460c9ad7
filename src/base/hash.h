/* Hashing: a fast seeded 64-bit hash for tables, a 128-bit one for the identity of content. Not cryptographic. */
#ifndef ENTI_HASH_H
#define ENTI_HASH_H

#include <entente/base.h>

/* Seeded with the process's random seed: for tables in memory whose keys come from outside. */
uint64_t enti_hash(ent_str s);
/* With a fixed seed: for tables in files. */
uint64_t enti_hash_fixed(ent_str s, uint64_t seed);

/* 128 bits over several pieces, each with its length, so that ("ab","c") differs from ("a","bc"). */
typedef struct enti_hash128 {
  uint64_t a, b;
} enti_hash128;
#define ENTI_HASH128_INIT ((enti_hash128){0x9ae16a3b2f90404fULL, 0xc3a5c85c97cb3127ULL})
void enti_hash128_add(enti_hash128 *h, ent_str s);
void enti_hash128_hex(enti_hash128 h, char out[33]);

#endif
