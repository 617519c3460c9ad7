/* Structural balance: closed triads of friends and foes, counted by their signs. */
#include <entente/measure.h>

#include <math.h>
#include <stdlib.h>

/* 0 no tie, 1 positive, 2 negative (which wins). */
static int8_t sign_of(const uint8_t *positive, const uint8_t *negative, size_t at)
{
  if (negative[at])
    return 2;
  return positive[at] ? 1 : 0;
}

static void fill_signs(const uint8_t *positive, const uint8_t *negative, size_t n, int8_t *signs, ent_triads *ret)
{
  for (size_t i = 0; i < n; i++)
    for (size_t j = 0; j < n; j++) {
      size_t at = i * n + j;
      signs[at] = i == j ? 0 : sign_of(positive, negative, at);
      if (i < j) {
        ret->positive += signs[at] == 1;
        ret->negative += signs[at] == 2;
        ret->both += positive[at] && negative[at];
      }
    }
}

ent_status ent_triads_count(const uint8_t *positive, const uint8_t *negative, size_t n, ent_triads *ret, ent_error *err)
{
  ent_triads triads = {0};
  uint64_t by_negatives[4] = {0}; /* closed triads with 0, 1, 2, 3 negative sides */
  if (n > 20000)
    return ent_fail(err, ENT_ELIMIT, ENT_NO_OFFSET, "triads of %zu actors: at most 20000", n);
  int8_t *signs = malloc(n ? n * n : 1);
  if (!signs)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  fill_signs(positive, negative, n, signs, &triads);
  for (size_t i = 0; i < n; i++)
    for (size_t j = i + 1; j < n; j++)
      for (size_t k = j + 1; signs[i * n + j] && k < n; k++) {
        int8_t ij = signs[i * n + j], ik = signs[i * n + k], jk = signs[j * n + k];
        if (ik && jk)
          by_negatives[(ij == 2) + (ik == 2) + (jk == 2)]++;
      }
  free(signs);
  triads.ppp = by_negatives[0];
  triads.ppm = by_negatives[1];
  triads.pmm = by_negatives[2];
  triads.mmm = by_negatives[3];
  uint64_t all = triads.ppp + triads.ppm + triads.pmm + triads.mmm;
  triads.balanced = all ? (double)(triads.ppp + triads.pmm) / (double)all : NAN;
  *ret = triads;
  return ENT_OK;
}
