/* The pool gives every job back once, finished, in order, and bounds how many are under way. */
#include "unit/unit.h"

#include "base/pool.h"

#include <stdatomic.h>
#include <time.h>

typedef struct job {
  unsigned number, result;
} job;

static atomic_uint under_way, most;

static void work(void *context, void *item)
{
  job *j = item;
  unsigned now = atomic_fetch_add(&under_way, 1) + 1, seen = atomic_load(&most);
  while (now > seen && !atomic_compare_exchange_weak(&most, &seen, now)) {
  }
  nanosleep(&(struct timespec){0, (long)(j->number % 7) * 50000}, NULL); /* they finish out of order */
  j->result = j->number * *(unsigned *)context;
  atomic_fetch_sub(&under_way, 1);
}

static void check(enti_pool *pool, unsigned *taken, unsigned factor)
{
  job *j = enti_pool_take(pool);
  assert_int_equal(j->number, *taken);
  assert_int_equal(j->result, *taken * factor);
  ++*taken;
}

static void run_with(unsigned threads, size_t window)
{
  enum { JOBS = 500 };
  static job jobs[JOBS];
  unsigned factor = 3, taken = 0;
  enti_pool *pool = enti_pool_new(threads, window, work, &factor);
  assert_non_null(pool);
  atomic_store(&most, 0);
  for (unsigned i = 0; i < JOBS; i++) {
    jobs[i] = (job){i, 0};
    if (enti_pool_full(pool))
      check(pool, &taken, factor);
    enti_pool_submit(pool, &jobs[i]);
  }
  while (!enti_pool_empty(pool))
    check(pool, &taken, factor);
  assert_int_equal(taken, JOBS);
  assert_true(atomic_load(&most) <= threads);
  enti_pool_free(pool);
}

static void order_holds_whatever_the_threads(void **state)
{
  (void)state;
  run_with(1, 1);
  run_with(2, 3);
  run_with(8, 32);
}

static void ends_with_nothing_to_do(void **state)
{
  (void)state;
  unsigned factor = 1;
  enti_pool_free(enti_pool_new(0, 4, work, &factor));
  enti_pool_free(NULL);
  assert_true(enti_cores() >= 1);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(order_holds_whatever_the_threads),
                                     cmocka_unit_test(ends_with_nothing_to_do)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
