/* Scalars and vectors of int16 for kernels.c: the arithmetic that everything else is made of, one lane or many.
 * Included by kernels.c only, once for each instruction set that it is compiled for. */
#ifndef ENTI_GRAMMAR_KERNELS_VECTORS_H
#define ENTI_GRAMMAR_KERNELS_VECTORS_H

#include <math.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__AVX2__)
#include <immintrin.h>
#elif defined(__SSE2__)
#include <emmintrin.h>
#endif

/* Largest u: its squash is 16382, so that the difference of two values still fits 16 bits. */
#define TOP 16200

static inline int16_t mul15(int16_t a, int16_t b)
{
  return (int16_t)(((int32_t)a * b + 0x4000) >> 15);
}

static inline int16_t squashed(int16_t u)
{
  int16_t magnitude = (int16_t)(u < 0 ? -u : u);
  return (int16_t)(2 * (u - mul15(u, magnitude)));
}

/* ½ + ½ squash, Q15 */
static inline int16_t gate(int16_t u)
{
  return (int16_t)(16384 + squashed(u));
}

static inline int8_t narrowed(int16_t v)
{
  int16_t r = (int16_t)((v + 64) >> 7);
  return (int8_t)(r > 127 ? 127 : r < -127 ? -127 : r);
}

static inline int16_t scaled(int32_t v, float by)
{
  float x = (float)v * by;
  x = x > TOP ? TOP : x < -TOP ? -TOP : x;
  return (int16_t)lrintf(x);
}

/* Vectors of int16, where there are any. Written out, because gcc 12 widens to int32 otherwise. */
#if defined(__AVX512BW__)
#define LANES 32
typedef __m512i vec;
static inline vec v_load(const int16_t *p) { return _mm512_loadu_si512(p); }
static inline void v_store(int16_t *p, vec v) { _mm512_storeu_si512(p, v); }
static inline vec v_all(int16_t x) { return _mm512_set1_epi16(x); }
static inline vec v_add(vec a, vec b) { return _mm512_add_epi16(a, b); }
static inline vec v_sub(vec a, vec b) { return _mm512_sub_epi16(a, b); }
static inline vec v_mul15(vec a, vec b) { return _mm512_mulhrs_epi16(a, b); }
static inline vec v_abs(vec a) { return _mm512_abs_epi16(a); }
static inline vec v_byte(vec v) /* narrowed */
{
  v = _mm512_srai_epi16(_mm512_add_epi16(v, _mm512_set1_epi16(64)), 7);
  return _mm512_max_epi16(_mm512_min_epi16(v, _mm512_set1_epi16(127)), _mm512_set1_epi16(-127));
}
static inline void v_store8(int8_t *p, vec v)
{
  _mm256_storeu_si256((__m256i *)(void *)p, _mm512_cvtepi16_epi8(v));
}
#elif defined(__AVX2__)
#define LANES 16
typedef __m256i vec;
static inline vec v_load(const int16_t *p) { return _mm256_loadu_si256((const __m256i *)(const void *)p); }
static inline void v_store(int16_t *p, vec v) { _mm256_storeu_si256((__m256i *)(void *)p, v); }
static inline vec v_all(int16_t x) { return _mm256_set1_epi16(x); }
static inline vec v_add(vec a, vec b) { return _mm256_add_epi16(a, b); }
static inline vec v_sub(vec a, vec b) { return _mm256_sub_epi16(a, b); }
static inline vec v_mul15(vec a, vec b) { return _mm256_mulhrs_epi16(a, b); }
static inline vec v_abs(vec a) { return _mm256_abs_epi16(a); }
static inline vec v_byte(vec v)
{
  v = _mm256_srai_epi16(_mm256_add_epi16(v, _mm256_set1_epi16(64)), 7);
  return _mm256_max_epi16(_mm256_min_epi16(v, _mm256_set1_epi16(127)), _mm256_set1_epi16(-127));
}
static inline void v_store8(int8_t *p, vec v)
{
  v = _mm256_permute4x64_epi64(_mm256_packs_epi16(v, v), 0x08);
  _mm_storeu_si128((__m128i *)(void *)p, _mm256_castsi256_si128(v));
}
#else
#define LANES 1
typedef int16_t vec;
static inline vec v_load(const int16_t *p) { return *p; }
static inline void v_store(int16_t *p, vec v) { *p = v; }
static inline vec v_all(int16_t x) { return x; }
static inline vec v_add(vec a, vec b) { return (vec)(a + b); }
static inline vec v_sub(vec a, vec b) { return (vec)(a - b); }
static inline vec v_mul15(vec a, vec b) { return mul15(a, b); }
static inline vec v_abs(vec a) { return (vec)(a < 0 ? -a : a); }
static inline vec v_byte(vec v) { return narrowed(v); }
static inline void v_store8(int8_t *p, vec v) { *p = (int8_t)v; }
#endif

/* LANES of int8 as int16; int16 times a scale, cut and rounded. */
#if defined(__AVX512BW__)
static inline vec v_widen(const int8_t *p)
{
  return _mm512_cvtepi8_epi16(_mm256_loadu_si256((const __m256i *)(const void *)p));
}

static inline __m256i half_scaled(__m256i v, __m512 by)
{
  const __m512 top = _mm512_set1_ps(TOP);
  __m512 x = _mm512_mul_ps(_mm512_cvtepi32_ps(_mm512_cvtepi16_epi32(v)), by);
  x = _mm512_max_ps(_mm512_min_ps(x, top), _mm512_sub_ps(_mm512_setzero_ps(), top));
  return _mm512_cvtepi32_epi16(_mm512_cvtps_epi32(x));
}

static inline vec v_scaled(vec v, float by)
{
  __m512 all = _mm512_set1_ps(by);
  return _mm512_inserti64x4(_mm512_castsi256_si512(half_scaled(_mm512_castsi512_si256(v), all)),
                            half_scaled(_mm512_extracti64x4_epi64(v, 1), all), 1);
}
#elif defined(__AVX2__)
static inline vec v_widen(const int8_t *p)
{
  return _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(const void *)p));
}

static inline __m256i half_scaled(__m128i v, __m256 by)
{
  const __m256 top = _mm256_set1_ps(TOP);
  __m256 x = _mm256_mul_ps(_mm256_cvtepi32_ps(_mm256_cvtepi16_epi32(v)), by);
  x = _mm256_max_ps(_mm256_min_ps(x, top), _mm256_sub_ps(_mm256_setzero_ps(), top));
  return _mm256_cvtps_epi32(x);
}

static inline vec v_scaled(vec v, float by)
{
  __m256 all = _mm256_set1_ps(by);
  __m256i low = half_scaled(_mm256_castsi256_si128(v), all), high = half_scaled(_mm256_extracti128_si256(v, 1), all);
  return _mm256_permute4x64_epi64(_mm256_packs_epi32(low, high), 0xd8);
}
#else
static inline vec v_widen(const int8_t *p) { return *p; }
static inline vec v_scaled(vec v, float by) { return scaled(v, by); }
#endif

#endif
