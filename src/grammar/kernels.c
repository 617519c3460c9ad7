/* The inner loops (kernels.h). This file is compiled once for each instruction set, with ENTI_KERNELS naming the table
 * that comes out. Loops over int16 are plain C that the compiler turns into vectors; only the matrix product is
 * written by hand, because there the layout of the registers is everything. */
#include "grammar/kernels.h"

#include <math.h>
#include <string.h>

#if defined(__AVX2__)
#include <immintrin.h>
#elif defined(__SSE2__)
#include <emmintrin.h>
#endif

#ifndef ENTI_KERNELS
#define ENTI_KERNELS enti_kernels_portable
#define ENTI_KERNELS_NAME "portable"
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

static inline vec v_squash(vec u)
{
  vec half = v_sub(u, v_mul15(u, v_abs(u)));
  return v_add(half, half);
}

static inline vec v_gate(vec u)
{
  return v_add(v_squash(u), v_all(16384));
}

/* All lengths that occur are multiples of 16; what LANES leaves over is done one by one. */
static void squash(int16_t *v, size_t n)
{
  size_t i = 0;
  for (; i + LANES <= n; i += LANES)
    v_store(v + i, v_squash(v_load(v + i)));
  for (; i < n; i++)
    v[i] = squashed(v[i]);
}

static void squash8(int16_t *v, size_t n)
{
  size_t i = 0;
  for (; i + LANES <= n; i += LANES)
    v_store(v + i, v_byte(v_squash(v_load(v + i))));
  for (; i < n; i++)
    v[i] = narrowed(squashed(v[i]));
}

static void narrow(const int16_t *restrict v, size_t n, int8_t *restrict out)
{
  size_t i = 0;
  for (; i + LANES <= n; i += LANES)
    v_store8(out + i, v_byte(v_load(v + i)));
  for (; i < n; i++)
    out[i] = narrowed(v[i]);
}

static void scan_step(const int16_t *restrict a, size_t units, int16_t *restrict h, int8_t *restrict h8,
                      int16_t *restrict c)
{
  size_t i = 0;
  for (; i + LANES <= units; i += LANES) {
    vec z = v_squash(v_load(a + i)), g = v_gate(v_load(a + units + i)), o = v_gate(v_load(a + 2 * units + i));
    vec old = v_load(c + i), skip = v_load(h + i);
    vec now = v_add(old, v_mul15(v_sub(z, old), g));
    vec out = v_add(skip, v_mul15(v_sub(now, skip), o));
    v_store(c + i, now);
    v_store(h + i, out);
    v_store8(h8 + i, v_byte(out));
  }
  for (; i < units; i++) {
    int16_t z = squashed(a[i]), g = gate(a[units + i]), o = gate(a[2 * units + i]);
    int16_t now = (int16_t)(c[i] + mul15((int16_t)(z - c[i]), g));
    int16_t out = (int16_t)(h[i] + mul15((int16_t)(now - h[i]), o));
    c[i] = now;
    h[i] = out;
    h8[i] = narrowed(out);
  }
}

static void scan(const int16_t *gates, size_t stride, size_t n, size_t units, bool back, int16_t *h, int8_t *h8,
                 size_t h_stride, int16_t *c)
{
  memset(c, 0, units * sizeof *c);
  for (size_t k = 0; k < n; k++) {
    size_t t = back ? n - 1 - k : k;
    scan_step(gates + t * stride, units, h + t * h_stride, h8 + t * h_stride, c);
  }
}

/* a and b are LABEL parts: their sum, times 8, is u of the hidden layer, which comes out as int8. */
static void join(const int16_t *restrict a, const int16_t *restrict b, size_t n, int8_t *restrict out)
{
  for (size_t i = 0; i < n; i++) {
    int32_t v = a[i] + b[i];
    v = v > TOP / 8 ? TOP / 8 : v < -TOP / 8 ? -TOP / 8 : v;
    out[i] = narrowed(squashed((int16_t)(v * 8)));
  }
}

/* Place of the largest of n ≥ 1 values; the first of equals. */
static size_t largest(const int16_t *v, size_t n)
{
  int16_t top = INT16_MIN;
  for (size_t i = 0; i < n; i++)
    top = v[i] > top ? v[i] : top;
  size_t i = 0;
  while (v[i] != top)
    i++;
  return i;
}

static void dots(const int16_t *restrict a, const int16_t *restrict b, size_t b_stride, size_t n, size_t width,
                 int32_t *restrict out)
{
  for (size_t j = 0; j < n; j++) {
    int32_t s = 0;
    for (size_t i = 0; i < width; i++)
      s += (int32_t)a[i] * b[j * b_stride + i];
    out[j] += s;
  }
}

static inline int16_t scaled(int32_t v, float by)
{
  float x = (float)v * by;
  x = x > TOP ? TOP : x < -TOP ? -TOP : x;
  return (int16_t)lrintf(x);
}

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

static void sum_rows(const int16_t *base, const int8_t *rows, const uint32_t *which, size_t n, size_t width, float scale,
                     int8_t *out)
{
  size_t i = 0;
  for (; i + LANES <= width; i += LANES) {
    vec sum = v_load(base + i);
    for (size_t k = 0; k < n; k++)
      sum = v_add(sum, v_widen(rows + (size_t)which[k] * width + i));
    v_store8(out + i, v_byte(v_squash(v_scaled(sum, scale))));
  }
  for (; i < width; i++) {
    int16_t sum = base[i];
    for (size_t k = 0; k < n; k++)
      sum = (int16_t)(sum + rows[(size_t)which[k] * width + i]);
    out[i] = narrowed(squashed(scaled(sum, scale)));
  }
}

/* Two passes, both of which the compiler turns into vectors, are faster than one that remembers the place. */
static size_t largest32(const int32_t *v, size_t n)
{
  int32_t top = INT32_MIN;
  for (size_t i = 0; i < n; i++)
    top = v[i] > top ? v[i] : top;
  size_t i = 0;
  while (v[i] != top)
    i++;
  return i;
}

/* ---- dense ----
 *
 * Rows go through in tiles of a few, whose activations are first copied side by side ("staged") in the form that the
 * instructions want. Then panels of 16 outputs, or several of them, are computed for the whole tile in registers. */

#if defined(__AVX512VNNI__)

#define TILE 6
#define PANELS 4
typedef uint8_t staged; /* activation + 128: the instruction multiplies unsigned by signed. shifted[] makes up for it */

static void stage(const int8_t *in, size_t stride, size_t rows, size_t n, staged *out)
{
  for (size_t k = 0; k < n; k += 4, out += 4 * TILE)
    for (size_t r = 0; r < TILE; r++) {
      uint32_t v;
      memcpy(&v, in + (r < rows ? r : 0) * stride + k, 4);
      v ^= 0x80808080u;
      memcpy(out + 4 * r, &v, 4);
    }
}

static inline void finish(__m512i acc, const enti_dense *d, size_t j, int16_t *out)
{
  const __m512 top = _mm512_set1_ps(TOP);
  __m512 x = _mm512_mul_ps(_mm512_cvtepi32_ps(acc), _mm512_loadu_ps(d->scale + j));
  x = _mm512_max_ps(_mm512_min_ps(x, top), _mm512_sub_ps(_mm512_setzero_ps(), top));
  _mm256_storeu_si256((__m256i *)(void *)(out + j), _mm512_cvtepi32_epi16(_mm512_cvtps_epi32(x)));
}

/* acc += four products of unsigned x and signed w. As assembly, because gcc 12 copies accumulators around the
 * intrinsic; and accumulators are variables with names, because it keeps arrays of them in memory. */
#define ADD(acc, x, w) __asm__("vpdpbusd %2, %1, %0" : "+v"(acc) : "v"(x), "v"(w))

static inline __m512i quad(const staged *p)
{
  int32_t v;
  memcpy(&v, p, 4);
  return _mm512_set1_epi32(v);
}

/* 64 outputs from j on, for the whole tile; rows say how many are wanted. */
static void block64(const enti_dense *d, size_t j, const staged *in, size_t rows, int16_t *out, size_t out_stride)
{
  const int8_t *w = d->weights + j * d->in;
  const size_t apart = (size_t)16 * d->in;
  __m512i a0 = _mm512_loadu_si512(d->shifted + j), a1 = _mm512_loadu_si512(d->shifted + j + 16);
  __m512i a2 = _mm512_loadu_si512(d->shifted + j + 32), a3 = _mm512_loadu_si512(d->shifted + j + 48);
  __m512i b0 = a0, b1 = a1, b2 = a2, b3 = a3, c0 = a0, c1 = a1, c2 = a2, c3 = a3, d0 = a0, d1 = a1, d2 = a2, d3 = a3;
  __m512i e0 = a0, e1 = a1, e2 = a2, e3 = a3, f0 = a0, f1 = a1, f2 = a2, f3 = a3;
  for (size_t k = 0; k < d->in; k += 4, w += 64, in += 4 * TILE) {
    __m512i w0 = _mm512_loadu_si512(w), w1 = _mm512_loadu_si512(w + apart);
    __m512i w2 = _mm512_loadu_si512(w + 2 * apart), w3 = _mm512_loadu_si512(w + 3 * apart), x = quad(in);
    ADD(a0, x, w0); ADD(a1, x, w1); ADD(a2, x, w2); ADD(a3, x, w3);
    x = quad(in + 4);
    ADD(b0, x, w0); ADD(b1, x, w1); ADD(b2, x, w2); ADD(b3, x, w3);
    x = quad(in + 8);
    ADD(c0, x, w0); ADD(c1, x, w1); ADD(c2, x, w2); ADD(c3, x, w3);
    x = quad(in + 12);
    ADD(d0, x, w0); ADD(d1, x, w1); ADD(d2, x, w2); ADD(d3, x, w3);
    x = quad(in + 16);
    ADD(e0, x, w0); ADD(e1, x, w1); ADD(e2, x, w2); ADD(e3, x, w3);
    x = quad(in + 20);
    ADD(f0, x, w0); ADD(f1, x, w1); ADD(f2, x, w2); ADD(f3, x, w3);
  }
  __m512i all[TILE][4] = {{a0, a1, a2, a3}, {b0, b1, b2, b3}, {c0, c1, c2, c3}, {d0, d1, d2, d3},
                          {e0, e1, e2, e3}, {f0, f1, f2, f3}};
  for (size_t r = 0; r < rows; r++)
    for (size_t p = 0; p < 4; p++)
      finish(all[r][p], d, j + 16 * p, out + r * out_stride);
}

/* The same for three rows at most, for the end of a sentence. */
static void block64_short(const enti_dense *d, size_t j, const staged *in, size_t rows, int16_t *out,
                          size_t out_stride)
{
  const int8_t *w = d->weights + j * d->in;
  const size_t apart = (size_t)16 * d->in;
  __m512i a0 = _mm512_loadu_si512(d->shifted + j), a1 = _mm512_loadu_si512(d->shifted + j + 16);
  __m512i a2 = _mm512_loadu_si512(d->shifted + j + 32), a3 = _mm512_loadu_si512(d->shifted + j + 48);
  __m512i b0 = a0, b1 = a1, b2 = a2, b3 = a3, c0 = a0, c1 = a1, c2 = a2, c3 = a3;
  for (size_t k = 0; k < d->in; k += 4, w += 64, in += 4 * TILE) {
    __m512i w0 = _mm512_loadu_si512(w), w1 = _mm512_loadu_si512(w + apart);
    __m512i w2 = _mm512_loadu_si512(w + 2 * apart), w3 = _mm512_loadu_si512(w + 3 * apart), x = quad(in);
    ADD(a0, x, w0); ADD(a1, x, w1); ADD(a2, x, w2); ADD(a3, x, w3);
    x = quad(in + 4);
    ADD(b0, x, w0); ADD(b1, x, w1); ADD(b2, x, w2); ADD(b3, x, w3);
    x = quad(in + 8);
    ADD(c0, x, w0); ADD(c1, x, w1); ADD(c2, x, w2); ADD(c3, x, w3);
  }
  __m512i all[3][4] = {{a0, a1, a2, a3}, {b0, b1, b2, b3}, {c0, c1, c2, c3}};
  for (size_t r = 0; r < rows; r++)
    for (size_t p = 0; p < 4; p++)
      finish(all[r][p], d, j + 16 * p, out + r * out_stride);
}

static void block16(const enti_dense *d, size_t j, const staged *in, size_t rows, int16_t *out, size_t out_stride)
{
  const int8_t *w = d->weights + j * d->in;
  __m512i a0 = _mm512_loadu_si512(d->shifted + j), b0 = a0, c0 = a0, d0 = a0, e0 = a0, f0 = a0;
  for (size_t k = 0; k < d->in; k += 4, w += 64, in += 4 * TILE) {
    __m512i w0 = _mm512_loadu_si512(w), x0 = quad(in), x1 = quad(in + 4), x2 = quad(in + 8), x3 = quad(in + 12);
    __m512i x4 = quad(in + 16), x5 = quad(in + 20);
    ADD(a0, x0, w0); ADD(b0, x1, w0); ADD(c0, x2, w0); ADD(d0, x3, w0); ADD(e0, x4, w0); ADD(f0, x5, w0);
  }
  __m512i all[TILE] = {a0, b0, c0, d0, e0, f0};
  for (size_t r = 0; r < rows; r++)
    finish(all[r], d, j, out + r * out_stride);
}

static inline void block(const enti_dense *d, size_t j, size_t panels, const staged *in, size_t rows, int16_t *out,
                         size_t out_stride)
{
  if (panels == PANELS && rows <= 3)
    block64_short(d, j, in, rows, out, out_stride);
  else if (panels == PANELS)
    block64(d, j, in, rows, out, out_stride);
  else
    block16(d, j, in, rows, out, out_stride);
}

#elif defined(__AVX2__)

#define TILE 4
#define PANELS 1
typedef int16_t staged;

static void stage(const int8_t *in, size_t stride, size_t rows, size_t n, staged *out)
{
  for (size_t k = 0; k < n; k += 4, out += 4 * TILE)
    for (size_t r = 0; r < TILE; r++)
      for (size_t i = 0; i < 4; i++)
        out[4 * r + i] = in[(r < rows ? r : 0) * stride + k + i];
}

/* Sums of neighbours; with the bias scaled, cut and stored: eight outputs. */
static inline void finish(__m256i a, __m256i b, const enti_dense *d, size_t j, int16_t *out)
{
  const __m256 top = _mm256_set1_ps(TOP);
  __m256i sum = _mm256_permute4x64_epi64(_mm256_hadd_epi32(a, b), 0xd8);
  sum = _mm256_add_epi32(sum, _mm256_loadu_si256((const __m256i *)(const void *)(d->bias + j)));
  __m256 x = _mm256_mul_ps(_mm256_cvtepi32_ps(sum), _mm256_loadu_ps(d->scale + j));
  x = _mm256_max_ps(_mm256_min_ps(x, top), _mm256_sub_ps(_mm256_setzero_ps(), top));
  __m256i v = _mm256_cvtps_epi32(x);
  v = _mm256_permute4x64_epi64(_mm256_packs_epi32(v, v), 0x08);
  _mm_storeu_si128((__m128i *)(void *)(out + j), _mm256_castsi256_si128(v));
}

/* int8 → int16, pairs multiplied and added: sixteen products an instruction, exact. Each accumulator holds two
 * half-sums for each of four outputs. */
static inline __attribute__((always_inline)) void block(const enti_dense *d, size_t j, size_t panels, const staged *in,
                                                        size_t rows, int16_t *out, size_t out_stride)
{
  (void)panels;
  for (size_t half = 0; half < 16; half += 8) {
    const int8_t *w = d->weights + j * d->in + half * 4;
    const staged *x = in;
    __m256i acc[TILE][2];
    for (size_t r = 0; r < TILE; r++)
      acc[r][0] = acc[r][1] = _mm256_setzero_si256();
    for (size_t k = 0; k < d->in; k += 4, w += 64, x += 4 * TILE) {
      __m256i w0 = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(const void *)w));
      __m256i w1 = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(const void *)(w + 16)));
      for (size_t r = 0; r < TILE; r++) {
        int64_t four;
        memcpy(&four, x + 4 * r, 8);
        __m256i v = _mm256_set1_epi64x(four);
        acc[r][0] = _mm256_add_epi32(acc[r][0], _mm256_madd_epi16(v, w0));
        acc[r][1] = _mm256_add_epi32(acc[r][1], _mm256_madd_epi16(v, w1));
      }
    }
    for (size_t r = 0; r < rows; r++)
      finish(acc[r][0], acc[r][1], d, j + half, out + r * out_stride);
  }
}

#elif defined(__SSE2__)

#define TILE 2
#define PANELS 1
typedef int16_t staged;

static void stage(const int8_t *in, size_t stride, size_t rows, size_t n, staged *out)
{
  for (size_t k = 0; k < n; k += 4, out += 4 * TILE)
    for (size_t r = 0; r < TILE; r++)
      for (size_t i = 0; i < 4; i++)
        out[4 * r + i] = in[(r < rows ? r : 0) * stride + k + i];
}

/* As with AVX2, half as wide: each of four accumulators holds two half-sums for each of two outputs. */
static void block(const enti_dense *d, size_t j, size_t panels, const staged *in, size_t rows, int16_t *out,
                  size_t out_stride)
{
  (void)panels;
  for (size_t half = 0; half < 16; half += 8) {
    const int8_t *w = d->weights + j * d->in + half * 4;
    const staged *x = in;
    __m128i acc[TILE][4];
    for (size_t r = 0; r < TILE; r++)
      for (size_t p = 0; p < 4; p++)
        acc[r][p] = _mm_setzero_si128();
    for (size_t k = 0; k < d->in; k += 4, w += 64, x += 4 * TILE) {
      __m128i a = _mm_loadu_si128((const __m128i *)(const void *)w);
      __m128i b = _mm_loadu_si128((const __m128i *)(const void *)(w + 16));
      __m128i wide[4] = {_mm_srai_epi16(_mm_unpacklo_epi8(a, a), 8), _mm_srai_epi16(_mm_unpackhi_epi8(a, a), 8),
                         _mm_srai_epi16(_mm_unpacklo_epi8(b, b), 8), _mm_srai_epi16(_mm_unpackhi_epi8(b, b), 8)};
      for (size_t r = 0; r < TILE; r++) {
        __m128i four = _mm_loadl_epi64((const __m128i *)(const void *)(x + 4 * r)), v = _mm_unpacklo_epi64(four, four);
        for (size_t p = 0; p < 4; p++)
          acc[r][p] = _mm_add_epi32(acc[r][p], _mm_madd_epi16(v, wide[p]));
      }
    }
    for (size_t r = 0; r < rows; r++)
      for (size_t i = 0; i < 8; i++) {
        int32_t s[4];
        memcpy(s, &acc[r][i / 2], sizeof s);
        out[r * out_stride + j + half + i] =
            scaled(s[i % 2 * 2] + s[i % 2 * 2 + 1] + d->bias[j + half + i], d->scale[j + half + i]);
      }
  }
}

#else

#define TILE 1
#define PANELS 1
typedef int8_t staged;

static void stage(const int8_t *in, size_t stride, size_t rows, size_t n, staged *out)
{
  (void)stride;
  (void)rows;
  memcpy(out, in, n);
}

static void block(const enti_dense *d, size_t j, size_t panels, const staged *in, size_t rows, int16_t *out,
                  size_t out_stride)
{
  (void)panels;
  (void)rows;
  (void)out_stride;
  const int8_t *w = d->weights + j * d->in;
  int32_t acc[16];
  memcpy(acc, d->bias + j, sizeof acc);
  for (size_t k = 0; k < d->in; k += 4)
    for (size_t i = 0; i < 16; i++)
      for (size_t m = 0; m < 4; m++)
        acc[i] += (int32_t)in[k + m] * w[k * 16 + i * 4 + m];
  for (size_t i = 0; i < 16; i++)
    out[j + i] = scaled(acc[i], d->scale[j + i]);
}

#endif

static void dense(const enti_dense *d, const int8_t *in, size_t in_stride, size_t n, int16_t *out, size_t out_stride)
{
  _Alignas(64) staged tile[TILE * 3 * ENTI_MAX_INPUT];
  for (size_t t = 0; t < n; t += TILE) {
    size_t rows = n - t < TILE ? n - t : TILE, j = 0;
    int16_t *to = out + t * out_stride;
    stage(in + t * in_stride, in_stride, rows, d->in, tile);
    for (; j + 16 * PANELS <= d->out; j += 16 * PANELS)
      block(d, j, PANELS, tile, rows, to, out_stride);
    for (; j < d->out; j += 16)
      block(d, j, 1, tile, rows, to, out_stride);
  }
}

const enti_kernels ENTI_KERNELS = {.name = ENTI_KERNELS_NAME, .dense = dense, .squash = squash, .squash8 = squash8, .narrow = narrow,
                                   .scan = scan, .dots = dots, .sum_rows = sum_rows, .join = join, .largest = largest,
                                   .largest32 = largest32};
