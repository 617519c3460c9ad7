/* The inner loops (kernels.h). This file is compiled once for each instruction set, with ENTI_KERNELS naming the table
 * that comes out. Loops over int16 are plain C that the compiler turns into vectors; only the matrix product is
 * written by hand, because there the layout of the registers is everything. */
#include "grammar/kernels.h"

#include <math.h>
#include <string.h>

#if defined(__AVX2__)
#include <immintrin.h>
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

static void squash(int16_t *v, size_t n)
{
  for (size_t i = 0; i < n; i++)
    v[i] = squashed(v[i]);
}

static inline int8_t narrowed(int16_t v)
{
  int16_t r = (int16_t)((v + 64) >> 7);
  return (int8_t)(r > 127 ? 127 : r < -127 ? -127 : r);
}

static void squash8(int16_t *v, size_t n)
{
  for (size_t i = 0; i < n; i++)
    v[i] = narrowed(squashed(v[i]));
}

static void narrow(const int16_t *restrict v, size_t n, int8_t *restrict out)
{
  for (size_t i = 0; i < n; i++)
    out[i] = narrowed(v[i]);
}

static void scan_step(const int16_t *restrict a, size_t units, int16_t *restrict h, int8_t *restrict h8,
                      int16_t *restrict c)
{
  for (size_t i = 0; i < units; i++) {
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

static void add_row(int16_t *restrict sum, const int8_t *restrict row, size_t n)
{
  for (size_t i = 0; i < n; i++)
    sum[i] = (int16_t)(sum[i] + row[i]);
}

static inline int16_t scaled(int32_t v, float by)
{
  float x = (float)v * by;
  x = x > TOP ? TOP : x < -TOP ? -TOP : x;
  return (int16_t)lrintf(x);
}

static void scale(const int16_t *restrict sum, size_t n, float by, int16_t *restrict v)
{
  for (size_t i = 0; i < n; i++)
    v[i] = scaled(sum[i], by);
}

/* ---- dense ---- */

#if defined(__AVX512VNNI__)

/* Weights are signed, activations are made unsigned by adding 128 for the instruction's sake, and bias holds
 * −128·Σ weights to make up for it (corrected per panel below). */
static inline __m512i rows16(const int8_t *w)
{
  return _mm512_loadu_si512(w);
}

static inline void finish(__m512i acc, const enti_dense *d, size_t j, int16_t *out)
{
  const __m512 top = _mm512_set1_ps(TOP);
  __m512 x = _mm512_mul_ps(_mm512_cvtepi32_ps(acc), _mm512_loadu_ps(d->scale + j));
  x = _mm512_max_ps(_mm512_min_ps(x, top), _mm512_sub_ps(_mm512_setzero_ps(), top));
  _mm256_storeu_si256((__m256i *)(void *)(out + j), _mm512_cvtepi32_epi16(_mm512_cvtps_epi32(x)));
}

static inline __m512i four(const int8_t *p)
{
  int32_t v;
  memcpy(&v, p, 4);
  return _mm512_xor_si512(_mm512_set1_epi32(v), _mm512_set1_epi8((char)0x80));
}

/* One panel of 16 outputs for `rows` (1 … 4) rows. */
static inline __attribute__((always_inline)) void panel(const enti_dense *d, size_t j, const int8_t *in,
                                                        size_t stride, size_t rows, int16_t *out, size_t out_stride)
{
  const int8_t *w = d->weights + j * d->in;
  __m512i acc[ENTI_KERNEL_TILE], minus = _mm512_setzero_si512();
  const __m512i ones = _mm512_set1_epi8((char)0x80);
  for (size_t r = 0; r < rows; r++)
    acc[r] = _mm512_loadu_si512(d->bias + j);
  for (size_t k = 0; k < d->in; k += 4, w += 64) {
    __m512i weights = rows16(w);
    minus = _mm512_dpbusd_epi32(minus, ones, weights);
    for (size_t r = 0; r < rows; r++)
      acc[r] = _mm512_dpbusd_epi32(acc[r], four(in + r * stride + k), weights);
  }
  for (size_t r = 0; r < rows; r++)
    finish(_mm512_sub_epi32(acc[r], minus), d, j, out + r * out_stride);
}

#elif defined(__AVX2__)

/* int8 → int16, pairs multiplied and added: sixteen products an instruction, exact. Each accumulator holds two
 * half-sums for each of four outputs. */
static inline __attribute__((always_inline)) void panel(const enti_dense *d, size_t j, const int8_t *in,
                                                        size_t stride, size_t rows, int16_t *out, size_t out_stride)
{
  for (size_t half = 0; half < 16; half += 8) {
    const int8_t *w = d->weights + j * d->in + half * 4;
    __m256i acc[ENTI_KERNEL_TILE][2];
    for (size_t r = 0; r < rows; r++)
      acc[r][0] = acc[r][1] = _mm256_setzero_si256();
    for (size_t k = 0; k < d->in; k += 4, w += 64) {
      __m256i w0 = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(const void *)w));
      __m256i w1 = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(const void *)(w + 16)));
      for (size_t r = 0; r < rows; r++) {
        int32_t v;
        memcpy(&v, in + r * stride + k, 4);
        __m256i x = _mm256_broadcastq_epi64(_mm_cvtepi8_epi16(_mm_cvtsi32_si128(v)));
        acc[r][0] = _mm256_add_epi32(acc[r][0], _mm256_madd_epi16(x, w0));
        acc[r][1] = _mm256_add_epi32(acc[r][1], _mm256_madd_epi16(x, w1));
      }
    }
    for (size_t r = 0; r < rows; r++) {
      __m256i sum = _mm256_permute4x64_epi64(_mm256_hadd_epi32(acc[r][0], acc[r][1]), 0xd8);
      int32_t s[8];
      _mm256_storeu_si256((__m256i *)(void *)s, sum);
      for (size_t i = 0; i < 8; i++)
        out[r * out_stride + j + half + i] =
            scaled(s[i] + d->bias[j + half + i], d->scale[j + half + i]);
    }
  }
}

#else

static inline void panel(const enti_dense *d, size_t j, const int8_t *in, size_t stride, size_t rows, int16_t *out,
                         size_t out_stride)
{
  const int8_t *w = d->weights + j * d->in;
  for (size_t r = 0; r < rows; r++) {
    int32_t acc[16];
    memcpy(acc, d->bias + j, sizeof acc);
    for (size_t k = 0; k < d->in; k += 4)
      for (size_t i = 0; i < 16; i++)
        for (size_t m = 0; m < 4; m++)
          acc[i] += (int32_t)in[r * stride + k + m] * w[k * 16 + i * 4 + m];
    for (size_t i = 0; i < 16; i++)
      out[r * out_stride + j + i] = scaled(acc[i], d->scale[j + i]);
  }
}

#endif

static void dense(const enti_dense *d, const int8_t *in, size_t in_stride, size_t n, int16_t *out, size_t out_stride)
{
  size_t t = 0;
  for (; t + ENTI_KERNEL_TILE <= n; t += ENTI_KERNEL_TILE)
    for (size_t j = 0; j < d->out; j += 16)
      panel(d, j, in + t * in_stride, in_stride, ENTI_KERNEL_TILE, out + t * out_stride, out_stride);
  for (; t < n; t++)
    for (size_t j = 0; j < d->out; j += 16)
      panel(d, j, in + t * in_stride, in_stride, 1, out + t * out_stride, out_stride);
}

const enti_kernels ENTI_KERNELS = {.name = ENTI_KERNELS_NAME, .dense = dense, .squash = squash, .squash8 = squash8, .narrow = narrow,
                                   .scan = scan, .dots = dots, .add_row = add_row, .scale = scale};
