/* The inner loops of the network, compiled for several instruction sets; the same whole-number results on each.
 *
 * Fixed point: int8 activations have 1.0 = 128, int16 values 1.0 = 16384 ("Q14"), gates 1.0 = 32768 ("Q15").
 * The only floating-point step is one multiplication of an int32 by a scale and its rounding to an integer, which
 * IEEE 754 defines to the bit. */
#ifndef ENTI_GRAMMAR_KERNELS_H
#define ENTI_GRAMMAR_KERNELS_H

#include "grammar/model.h"

typedef struct enti_kernels {
  const char *name;
  /* out (n rows of `out_stride`) = dense of n rows of int8, `in_stride` apart; results are cut to ±16200. */
  void (*dense)(const enti_dense *layer, const int8_t *in, size_t in_stride, size_t n, int16_t *out, size_t out_stride);
  /* v = u(2−|u|), n of them, in place; Q14. */
  void (*squash)(int16_t *v, size_t n);
  /* The same, brought to an int8 value (1.0 = 128) that stays in its int16. */
  void (*squash8)(int16_t *v, size_t n);
  /* out = v brought to int8. */
  void (*narrow)(const int16_t *v, size_t n, int8_t *out);
  /* One direction of one layer over n tokens. gates: n rows of `stride`, in them z, g, o of `units` each, before their
   * functions. h: n rows of `h_stride`, Q14, holding the skip input (0s for the first layer), overwritten with output;
   * h8: the same as int8. back: from the last token to the first. c: scratch of `units`. */
  void (*scan)(const int16_t *gates, size_t stride, size_t n, size_t units, bool back, int16_t *h, int8_t *h8,
               size_t h_stride, int16_t *c);
  /* out[j] += a·b_j for n rows of b; width a multiple of 16; entries are int8 values kept in int16. */
  void (*dots)(const int16_t *a, const int16_t *b, size_t b_stride, size_t n, size_t width, int32_t *out);
  /* out = squash((base + Σ of n rows) · scale) as int8; which: numbers of the rows of `width`. */
  void (*sum_rows)(const int16_t *base, const int8_t *rows, const uint32_t *which, size_t n, size_t width, float scale,
                   int8_t *out);
  /* out = squash of a+b as int8; a and b have 1.0 = 1024. */
  void (*join)(const int16_t *a, const int16_t *b, size_t n, int8_t *out);
  /* Place of the largest of n ≥ 1 values; the first of equals. */
  size_t (*largest)(const int16_t *v, size_t n);
  size_t (*largest32)(const int32_t *v, size_t n);
} enti_kernels;

extern const enti_kernels enti_kernels_portable, enti_kernels_avx2, enti_kernels_avx512;

/* The best set for this processor. */
const enti_kernels *enti_kernels_choose(void);
/* By name ("portable" "avx2" "avx512"); NULL where the processor or the build has none. For tests and benchmarks. */
const enti_kernels *enti_kernels_named(const char *name);

#endif
