/* All memory of base/ comes through here, so that a build with -Dfail_alloc=true can make the n-th allocation fail
 * (ENTENTE_FAIL_ALLOC=N in the environment, counted over the whole process). */
#ifndef ENTI_FAULT_H
#define ENTI_FAULT_H

#include <stdlib.h>

#ifdef ENTI_FAIL_ALLOC
void *enti_malloc(size_t n);
void *enti_calloc(size_t n, size_t size);
void *enti_realloc(void *p, size_t n);
#else
#define enti_malloc malloc
#define enti_calloc calloc
#define enti_realloc realloc
#endif

#endif
