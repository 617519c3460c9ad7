/* Matrix products for the trainer: single precision, one order of summation whatever the shapes. */
#ifndef TG_GEMM_H
#define TG_GEMM_H

#include <stdbool.h>
#include <stddef.h>

/* C (m×n, row-major, stride ldc) = op(A) op(B) + (add ? C : 0). ta: A is stored k×m; tb: B is stored n×k. */
void tg_gemm(bool ta, bool tb, size_t m, size_t n, size_t k, const float *a, size_t lda, const float *b, size_t ldb,
             float *c, size_t ldc, bool add);

#endif
