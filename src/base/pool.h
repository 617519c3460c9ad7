/* A pool of threads that takes numbered jobs and gives their results back in order.
 *
 * One thread (the caller's) produces and consumes; workers work. At most `window` jobs are between submission and
 * consumption, so that memory is bounded whatever the speed of either side. */
#ifndef ENTI_POOL_H
#define ENTI_POOL_H

#include <entente/base.h>

typedef struct enti_pool enti_pool;
typedef void (*enti_pool_work)(void *context, void *job); /* runs in a worker; works on the job in place */

/* threads: 0 for one a core. NULL: out of memory or no threads to be had. */
enti_pool *enti_pool_new(unsigned threads, size_t window, enti_pool_work work, void *context);
/* Ends the workers after the jobs in hand. */
void enti_pool_free(enti_pool *pool);
/* Room for one more? If not, take first. */
bool enti_pool_full(const enti_pool *pool);
bool enti_pool_empty(const enti_pool *pool);
void enti_pool_submit(enti_pool *pool, void *job);
/* The oldest job, finished (waits for it). */
void *enti_pool_take(enti_pool *pool);

unsigned enti_cores(void);

#endif
