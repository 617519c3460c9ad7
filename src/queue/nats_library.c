/* Loading libnats when it is asked for. */
#include "queue/nats_library.h"

#include <dlfcn.h>
#include <pthread.h>
#include <string.h>

static enti_nats library;
static bool loaded;
static pthread_once_t once = PTHREAD_ONCE_INIT;

/* A pointer to data as one to a function, which ISO C has no cast for. */
static bool find(void *handle, const char *name, void *function)
{
  void *symbol = dlsym(handle, name);
  memcpy(function, &symbol, sizeof symbol);
  return symbol != NULL;
}

static void load(void)
{
  void *handle = dlopen(ENTI_NATS_SONAME, RTLD_NOW | RTLD_LOCAL);
  loaded = handle != NULL;
#define LOAD(name) loaded = loaded && find(handle, #name, &library.name);
  ENTI_NATS_FUNCTIONS(LOAD)
}

const enti_nats *enti_nats_library(void)
{
  pthread_once(&once, load);
  return loaded ? &library : NULL;
}
