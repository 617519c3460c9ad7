/* Every set of inner loops gives the same whole numbers as portable C. */
#include "unit/unit.h"

#include "grammar/kernels.h"

#define IN 160u
#define OUT 112u
#define ROWS 11u
#define UNITS 48u

static uint32_t state_of_random = 99;

static uint32_t next_random(void)
{
  state_of_random = state_of_random * 1664525u + 1013904223u;
  return state_of_random >> 8;
}

typedef struct inputs {
  int8_t weights[IN * OUT], in[ROWS * IN];
  int32_t bias[OUT], shifted[OUT];
  float scale[OUT];
  int16_t gates[ROWS * 3 * UNITS], a[96], b[ROWS * 96];
} inputs;

static void make(inputs *x)
{
  for (size_t i = 0; i < sizeof x->weights; i++)
    x->weights[i] = (int8_t)((int)(next_random() % 255) - 127);
  for (size_t i = 0; i < sizeof x->in; i++)
    x->in[i] = (int8_t)((int)(next_random() % 256) - 128);
  for (size_t j = 0; j < OUT; j++) {
    x->bias[j] = (int32_t)(next_random() % 20000) - 10000;
    x->scale[j] = (float)(next_random() % 1000) / 7919.0f;
    x->shifted[j] = x->bias[j];
    for (size_t k = 0; k < IN; k++)
      x->shifted[j] -= 128 * x->weights[(j / 16) * IN * 16 + (k / 4) * 64 + (j % 16) * 4 + k % 4];
  }
  for (size_t i = 0; i < ROWS * 3 * UNITS; i++)
    x->gates[i] = (int16_t)((int)(next_random() % 32401) - 16200);
  for (size_t i = 0; i < 96; i++)
    x->a[i] = (int16_t)((int)(next_random() % 255) - 127);
  for (size_t i = 0; i < ROWS * 96; i++)
    x->b[i] = (int16_t)((int)(next_random() % 255) - 127);
}

typedef struct outputs {
  int16_t dense[ROWS * OUT], h[ROWS * UNITS], back[ROWS * UNITS], squashed[ROWS * 3 * UNITS];
  int8_t h8[ROWS * UNITS], back8[ROWS * UNITS], narrow[ROWS * 3 * UNITS];
  int8_t summed[144], joined[96];
  int32_t dots[ROWS];
  size_t best, best32;
} outputs;

static void run(const enti_kernels *k, const inputs *x, outputs *y)
{
  enti_dense d = {x->weights, x->bias, x->shifted, x->scale, IN, OUT};
  int16_t c[UNITS];
  memset(y, 0, sizeof *y);
  k->dense(&d, x->in, IN, ROWS, y->dense, OUT);
  for (size_t i = 0; i < ROWS * UNITS; i++)
    y->h[i] = y->back[i] = (int16_t)(x->gates[i] / 3);
  k->scan(x->gates, 3 * UNITS, ROWS, UNITS, false, y->h, y->h8, UNITS, c);
  k->scan(x->gates, 3 * UNITS, ROWS, UNITS, true, y->back, y->back8, UNITS, c);
  memcpy(y->squashed, x->gates, sizeof y->squashed);
  k->squash(y->squashed, ROWS * 3 * UNITS);
  k->narrow(y->squashed, ROWS * 3 * UNITS, y->narrow);
  k->squash8(y->squashed, UNITS);
  k->dots(x->a, x->b, 96, ROWS, 96, y->dots);
  const uint32_t which[3] = {4, 0, 2};
  k->sum_rows(x->a, x->in, which, 3, 96, 31.7f, y->summed);
  k->sum_rows(x->a, x->in, which, 2, 48, 31.7f, y->summed + 96);
  k->join(x->gates, x->gates + 200, 96, y->joined);
  y->best = k->largest(x->a, 96);
  y->best32 = k->largest32(x->bias, OUT);
}

static void test_same(void **state)
{
  (void)state;
  static inputs x;
  static outputs expected, got;
  static const char *const names[] = {"avx2", "avx512"};
  for (int round = 0; round < 50; round++) {
    make(&x);
    run(&enti_kernels_portable, &x, &expected);
    for (size_t i = 0; i < 2; i++) {
      const enti_kernels *k = enti_kernels_named(names[i]);
      if (!k)
        continue;
      run(k, &x, &got);
      assert_memory_equal(&expected, &got, sizeof expected);
    }
  }
}

/* A product worked out by hand: weights 1 at k = 0, activation 64 (a half), scale 256, bias 2. */
static void test_dense_by_hand(void **state)
{
  (void)state;
  static int8_t weights[16 * 4], in[4] = {64, 0, 0, 0};
  int32_t bias[16] = {2}, shifted[16];
  float scale[16];
  int16_t out[16];
  for (size_t j = 0; j < 16; j++) {
    weights[j * 4] = (int8_t)j;
    shifted[j] = bias[j] - 128 * (int32_t)j;
    scale[j] = 0.5f;
  }
  enti_dense d = {weights, bias, shifted, scale, 4, 16};
  enti_kernels_choose()->dense(&d, in, 4, 1, out, 16);
  for (int j = 0; j < 16; j++)
    assert_int_equal(out[j], (64 * j + (j == 0 ? 2 : 0)) / 2);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_same), cmocka_unit_test(test_dense_by_hand)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
