/* The n-th allocation fails, on request (fault.h). Empty in ordinary builds. */
#include "base/fault.h"

#ifdef ENTI_FAIL_ALLOC
#include <stdatomic.h>

static atomic_long countdown = -1; /* -1: not read yet; 0: never fail */

static int fails(void)
{
  long left = atomic_load(&countdown);
  if (left < 0) {
    const char *text = getenv("ENTENTE_FAIL_ALLOC");
    left = text ? atol(text) : 0;
    atomic_store(&countdown, left);
  }
  return left > 0 && atomic_fetch_sub(&countdown, 1) == 1;
}

void *enti_malloc(size_t n)
{
  return fails() ? NULL : malloc(n);
}

void *enti_calloc(size_t n, size_t size)
{
  return fails() ? NULL : calloc(n, size);
}

void *enti_realloc(void *p, size_t n)
{
  return fails() ? NULL : realloc(p, n);
}
#else
typedef int enti_fault_is_off; /* ISO C wants a declaration in every file */
#endif
