/* The inner loops (kernels.h). This file is compiled once for each instruction set, with ENTI_KERNELS naming the table
 * that comes out. */
#include "grammar/kernels.h"

#include <string.h>

#include "grammar/kernels_dense.h"
#include "grammar/kernels_vectors.h"

#ifndef ENTI_KERNELS
#define ENTI_KERNELS enti_kernels_portable
#define ENTI_KERNELS_NAME "portable"
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

const enti_kernels ENTI_KERNELS = {.name = ENTI_KERNELS_NAME, .dense = dense, .squash = squash, .squash8 = squash8, .narrow = narrow,
                                   .scan = scan, .dots = dots, .sum_rows = sum_rows, .join = join, .largest = largest,
                                   .largest32 = largest32};
