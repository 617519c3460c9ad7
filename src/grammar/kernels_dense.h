/* The matrix product for kernels.c, written for each instruction set by hand, because there the layout of the registers
 * is everything. Included by kernels.c only. */
#ifndef ENTI_GRAMMAR_KERNELS_DENSE_H
#define ENTI_GRAMMAR_KERNELS_DENSE_H

#include <string.h>

#include "grammar/kernels.h"
#include "grammar/kernels_vectors.h"

/* Rows go through in tiles of a few, whose activations are first copied side by side ("staged") in the form that the
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

/* Tiles that go through a panel of weights one after another, while it lies in the nearest cache. */
#define GROUP 6

static void dense(const enti_dense *d, const int8_t *in, size_t in_stride, size_t n, int16_t *out, size_t out_stride)
{
  _Alignas(64) staged tiles[GROUP][TILE * 3 * ENTI_MAX_INPUT];
  for (size_t t = 0; t < n; t += GROUP * TILE) {
    size_t rows = n - t < GROUP * TILE ? n - t : GROUP * TILE;
    for (size_t r = 0; r < rows; r += TILE)
      stage(in + (t + r) * in_stride, in_stride, rows - r < TILE ? rows - r : TILE, d->in, tiles[r / TILE]);
    for (size_t j = 0, panels; j < d->out; j += 16 * panels) {
      panels = j + 16 * PANELS <= d->out ? PANELS : 1;
      for (size_t r = 0; r < rows; r += TILE)
        block(d, j, panels, tiles[r / TILE], rows - r < TILE ? rows - r : TILE, out + (t + r) * out_stride, out_stride);
    }
  }
}

#endif
