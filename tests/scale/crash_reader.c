/* A library that some documents crash and some never leave, as any that the reader uses might: LD_PRELOAD puts it between
 * the reader and the C library. Of memmem, which looks for "%PDF-" at the beginning of every document before anything else
 * is done with it. The words that do it stand in the environment. */
#include <dlfcn.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef void *search(const void *in, size_t n, const void *what, size_t m);

static int holds(search *real, const void *in, size_t n, const char *variable)
{
  const char *word = getenv(variable);
  return word && *word && real(in, n, word, strlen(word)) != NULL;
}

__attribute__((visibility("default"))) void *memmem(const void *in, size_t n, const void *what, size_t m)
{
  static search *real;
  if (!real)
    *(void **)&real = dlsym(RTLD_NEXT, "memmem"); /* as POSIX writes it */
  if (m == 5 && memcmp(what, "%PDF-", 5) == 0) {
    if (holds(real, in, n, "CRASH_ON"))
      (void)raise(SIGABRT);
    while (holds(real, in, n, "HANG_ON"))
      pause();
  }
  return real(in, n, what, m);
}
