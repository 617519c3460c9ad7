/* Blocked matrix product: panels of A (8 rows) and B (32 columns) are copied so that the inner kernel runs over
 * contiguous memory with sixteen vector accumulators. The order of summation is that of k, in blocks of KB. */
#include "gemm.h"

#include <stdlib.h>
#include <string.h>

enum { MR = 8, NR = 32, KB = 384, MB = 96 };

typedef float v16 __attribute__((vector_size(64), aligned(4)));

static _Thread_local float *panel_a, *panel_b;
static _Thread_local size_t cap_b;

static void room(size_t n)
{
  size_t need = (n + NR - 1) / NR * NR * KB;
  if (!panel_a)
    panel_a = aligned_alloc(64, MB * KB * sizeof *panel_a);
  if (need > cap_b) {
    free(panel_b);
    panel_b = aligned_alloc(64, need * sizeof *panel_b);
    cap_b = need;
  }
  if (!panel_a || !panel_b)
    abort();
}

/* Copies rows i0… of op(X), `width` at a time, k-major, padded with zeros. */
static void pack(const float *x, size_t ldx, bool transposed, size_t rows, size_t k, size_t width, float *out)
{
  for (size_t i = 0; i < rows; i += width) {
    size_t w = rows - i < width ? rows - i : width;
    for (size_t p = 0; p < k; p++) {
      for (size_t j = 0; j < w; j++)
        out[j] = transposed ? x[p * ldx + i + j] : x[(i + j) * ldx + p];
      for (size_t j = w; j < width; j++)
        out[j] = 0;
      out += width;
    }
  }
}

static void kernel(size_t k, const float *a, const float *b, float out[MR * NR])
{
  v16 acc[MR][2] = {0};
  for (size_t p = 0; p < k; p++, a += MR, b += NR) {
    v16 b0 = *(const v16 *)b, b1 = *(const v16 *)(b + 16);
    for (size_t i = 0; i < MR; i++) {
      acc[i][0] += a[i] * b0;
      acc[i][1] += a[i] * b1;
    }
  }
  memcpy(out, acc, sizeof acc);
}

static void store(const float t[MR * NR], float *c, size_t ldc, size_t mr, size_t nr, bool add)
{
  for (size_t i = 0; i < mr; i++)
    for (size_t j = 0; j < nr; j++)
      c[i * ldc + j] = add ? c[i * ldc + j] + t[i * NR + j] : t[i * NR + j];
}

static void block(size_t m, size_t n, size_t k, float *c, size_t ldc, bool add)
{
  float t[MR * NR] __attribute__((aligned(64)));
  for (size_t j = 0; j < n; j += NR)
    for (size_t i = 0; i < m; i += MR) {
      kernel(k, panel_a + i * k, panel_b + j * k, t);
      store(t, c + i * ldc + j, ldc, m - i < MR ? m - i : MR, n - j < NR ? n - j : NR, add);
    }
}

void tg_gemm(bool ta, bool tb, size_t m, size_t n, size_t k, const float *a, size_t lda, const float *b, size_t ldb,
             float *c, size_t ldc, bool add)
{
  room(n);
  for (size_t p = 0; p < k; p += KB) {
    size_t kk = k - p < KB ? k - p : KB;
    pack(tb ? b + p : b + p * ldb, ldb, !tb, n, kk, NR, panel_b);
    for (size_t i = 0; i < m; i += MB) {
      size_t mm = m - i < MB ? m - i : MB;
      pack(ta ? a + p * lda + i : a + i * lda + p, lda, ta, mm, kk, MR, panel_a);
      block(mm, n, kk, c + i * ldc, ldc, add || p > 0);
    }
  }
}
