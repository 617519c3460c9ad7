/* A pool of threads whose results come back in order: a ring of jobs, each waiting, in work, or done. */
#include "base/pool.h"

#include "base/fault.h"

#include <pthread.h>
#include <sched.h>

#define MAX_THREADS 256
#define STACK_BYTES ((size_t)8 << 20)

typedef struct slot {
  void *job;
  bool done;
} slot;

struct enti_pool {
  enti_pool_work work;
  void *context;
  slot *ring;
  size_t window;
  size_t submitted, started, taken; /* counts; a job's place is count % window */
  bool closing;
  pthread_mutex_t lock;
  pthread_cond_t may_start, finished;
  pthread_t *threads;
  unsigned n_threads;
};

unsigned enti_cores(void)
{
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) != 0)
    return 1;
  int n = CPU_COUNT(&set);
  return n < 1 ? 1 : (unsigned)n;
}

static void *worker(void *context)
{
  enti_pool *pool = context;
  pthread_mutex_lock(&pool->lock);
  for (;;) {
    while (pool->started == pool->submitted && !pool->closing)
      pthread_cond_wait(&pool->may_start, &pool->lock);
    if (pool->started == pool->submitted)
      break;
    slot *s = &pool->ring[pool->started++ % pool->window];
    pthread_mutex_unlock(&pool->lock);
    pool->work(pool->context, s->job);
    pthread_mutex_lock(&pool->lock);
    s->done = true;
    pthread_cond_signal(&pool->finished);
  }
  pthread_mutex_unlock(&pool->lock);
  return NULL;
}

static bool start_threads(enti_pool *pool, unsigned wanted)
{
  pthread_attr_t attributes;
  if (pthread_attr_init(&attributes) != 0)
    return false;
  pthread_attr_setstacksize(&attributes, STACK_BYTES);
  while (pool->n_threads < wanted &&
         pthread_create(&pool->threads[pool->n_threads], &attributes, worker, pool) == 0)
    pool->n_threads++;
  pthread_attr_destroy(&attributes);
  return pool->n_threads > 0;
}

enti_pool *enti_pool_new(unsigned threads, size_t window, enti_pool_work work, void *context)
{
  if (threads == 0)
    threads = enti_cores();
  if (threads > MAX_THREADS)
    threads = MAX_THREADS;
  enti_pool *pool = enti_calloc(1, sizeof *pool);
  if (!pool)
    return NULL;
  pool->work = work;
  pool->context = context;
  pool->window = window < threads ? threads : window;
  pthread_mutex_init(&pool->lock, NULL);
  pthread_cond_init(&pool->may_start, NULL);
  pthread_cond_init(&pool->finished, NULL);
  pool->ring = enti_calloc(pool->window, sizeof *pool->ring);
  pool->threads = enti_calloc(threads, sizeof *pool->threads);
  if (!pool->ring || !pool->threads || !start_threads(pool, threads)) {
    enti_pool_free(pool);
    return NULL;
  }
  return pool;
}

void enti_pool_free(enti_pool *pool)
{
  if (!pool)
    return;
  pthread_mutex_lock(&pool->lock);
  pool->closing = true;
  pthread_cond_broadcast(&pool->may_start);
  pthread_mutex_unlock(&pool->lock);
  for (unsigned i = 0; i < pool->n_threads; i++)
    pthread_join(pool->threads[i], NULL);
  pthread_mutex_destroy(&pool->lock);
  pthread_cond_destroy(&pool->may_start);
  pthread_cond_destroy(&pool->finished);
  free(pool->ring);
  free(pool->threads);
  free(pool);
}

bool enti_pool_full(const enti_pool *pool)
{
  return pool->submitted - pool->taken == pool->window;
}

bool enti_pool_empty(const enti_pool *pool)
{
  return pool->submitted == pool->taken;
}

void enti_pool_submit(enti_pool *pool, void *job)
{
  pthread_mutex_lock(&pool->lock);
  pool->ring[pool->submitted % pool->window] = (slot){job, false};
  pool->submitted++;
  pthread_cond_signal(&pool->may_start);
  pthread_mutex_unlock(&pool->lock);
}

void *enti_pool_take(enti_pool *pool)
{
  slot *s = &pool->ring[pool->taken % pool->window];
  pthread_mutex_lock(&pool->lock);
  while (!s->done)
    pthread_cond_wait(&pool->finished, &pool->lock);
  pool->taken++;
  void *job = s->job;
  pthread_mutex_unlock(&pool->lock);
  return job;
}
