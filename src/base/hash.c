/* Hashing by multiply and fold (the idea of wyhash, Wang Yi 2019, and of Mum hash, Makarov 2016): 16 bytes a step, a
 * 64×64→128-bit product whose halves are xored. Reads little-endian words byte by byte-safe memcpy. */
#include "base/hash.h"

#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

#define K0 0xa0761d6478bd642fULL
#define K1 0xe7037ed1a0b428dbULL
#define K2 0x8ebc6af09c88c6e3ULL

static uint64_t fold_product(uint64_t a, uint64_t b)
{
  __uint128_t product = (__uint128_t)a * b;
  return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t word_at(const char *p, size_t n) /* n ≤ 8 bytes, little-endian */
{
  uint64_t w = 0;
  memcpy(&w, p, n);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  w = __builtin_bswap64(w);
#endif
  return w;
}

uint64_t enti_hash_fixed(ent_str s, uint64_t seed)
{
  uint64_t h = seed ^ K0;
  const char *p = s.p;
  size_t left = s.n;
  for (; left > 16; p += 16, left -= 16)
    h = fold_product(word_at(p, 8) ^ K1, word_at(p + 8, 8) ^ h);
  uint64_t a = 0, b = 0;
  if (left > 8) {
    a = word_at(p, 8);
    b = word_at(p + 8, left - 8);
  } else if (left) {
    a = word_at(p, left);
  }
  return fold_product(K2 ^ s.n, fold_product(a ^ K1, b ^ h));
}

static uint64_t process_seed(void)
{
  static _Atomic uint64_t seed;
  uint64_t value = atomic_load_explicit(&seed, memory_order_relaxed);
  if (!value) {
    uint64_t fresh = 0, expected = 0;
    if (getrandom(&fresh, sizeof fresh, GRND_NONBLOCK) != (ssize_t)sizeof fresh)
      fresh = (uint64_t)time(NULL) ^ (uint64_t)(uintptr_t)&fresh;
    fresh |= 1;
    value = atomic_compare_exchange_strong(&seed, &expected, fresh) ? fresh : expected;
  }
  return value;
}

uint64_t enti_hash(ent_str s)
{
  return enti_hash_fixed(s, process_seed());
}

void enti_hash128_add(enti_hash128 *h, ent_str s)
{
  uint64_t a = enti_hash_fixed(s, h->a);
  uint64_t b = enti_hash_fixed(s, h->b ^ K2);
  h->a = fold_product(a ^ s.n, h->a ^ K1) + b;
  h->b = fold_product(b ^ K0, h->b + s.n) ^ a;
}

void enti_hash128_hex(enti_hash128 h, char out[33])
{
  snprintf(out, 33, "%016llx%016llx", (unsigned long long)h.a, (unsigned long long)h.b);
}
