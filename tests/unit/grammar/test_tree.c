/* The best tree, against every tree there is. */
#include "unit/unit.h"

#include "grammar/tree.h"

enum { MOST = 6 };

static uint32_t state_of_random = 12345;

static int32_t random_score(int32_t top)
{
  state_of_random = state_of_random * 1664525u + 1013904223u;
  return (int32_t)(state_of_random >> 8) % top;
}

static int is_tree(const uint32_t *head, size_t n)
{
  size_t roots = 0;
  for (size_t i = 0; i < n; i++) {
    uint32_t at = (uint32_t)i + 1;
    for (size_t steps = 0; at && steps <= n; steps++)
      at = head[at - 1];
    if (at)
      return 0;
    roots += head[i] == 0;
  }
  return roots == 1;
}

/* What the caller has to give: the best head of each token. */
static void best_heads(const int32_t *scores, size_t n, uint32_t *head)
{
  for (size_t i = 0; i < n; i++) {
    head[i] = 0;
    for (uint32_t j = 1; j <= n; j++)
      if (scores[i * (n + 1) + j] > scores[i * (n + 1) + head[i]])
        head[i] = j;
  }
}

static int64_t value_of(const int32_t *scores, const uint32_t *head, size_t n)
{
  int64_t sum = 0;
  for (size_t i = 0; i < n; i++)
    sum += scores[i * (n + 1) + head[i]];
  return sum;
}

/* Tries all (n+1)^n choices of heads. */
static int64_t best_by_trying(const int32_t *scores, size_t n)
{
  uint32_t head[MOST] = {0};
  int64_t best = INT64_MIN;
  for (;;) {
    if (is_tree(head, n) && value_of(scores, head, n) > best)
      best = value_of(scores, head, n);
    size_t i = 0;
    while (i < n && ++head[i] > n)
      head[i++] = 0;
    if (i == n)
      return best;
  }
}

static void check_random(size_t n, int32_t top, enti_tree *scratch)
{
  int32_t scores[MOST * (MOST + 1)];
  uint32_t head[MOST];
  for (size_t i = 0; i < n * (n + 1); i++)
    scores[i] = random_score(top) - top / 2;
  for (size_t i = 0; i < n; i++)
    scores[i * (n + 1) + i + 1] = INT32_MIN;
  best_heads(scores, n, head);
  enti_tree_best(scratch, scores, n, head);
  assert_true(is_tree(head, n));
  assert_int_equal(value_of(scores, head, n), best_by_trying(scores, n));
}

static void test_small(void **state)
{
  (void)state;
  enti_tree *scratch = malloc(enti_tree_size(MOST));
  for (int round = 0; round < 4000; round++)
    check_random(1 + (size_t)round % 5, round % 3 ? 1000 : 4, scratch); /* few values: many ties */
  for (int round = 0; round < 60; round++)
    check_random(MOST, 1000, scratch);
  free(scratch);
}

/* Circles within circles: every token prefers its neighbour. */
static void test_nested(void **state)
{
  (void)state;
  enum { N = 200 };
  int32_t *scores = calloc((size_t)N * (N + 1), sizeof *scores);
  uint32_t head[N];
  enti_tree *scratch = malloc(enti_tree_size(N));
  for (size_t i = 0; i < N; i++)
    for (size_t j = 1; j <= N; j++)
      scores[i * (N + 1) + j] = j == i + 1 ? INT32_MIN : (int32_t)(1000 - 3 * (j > i ? j - i : i - j) + (i * j) % 7);
  best_heads(scores, N, head);
  enti_tree_best(scratch, scores, N, head);
  assert_true(is_tree(head, N));
  free(scratch);
  free(scores);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_small), cmocka_unit_test(test_nested)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
