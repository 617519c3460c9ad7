/* Chooses the inner loops for the processor at hand (kernels.h). */
#include "grammar/kernels.h"

#include <string.h>

static bool has(const char *name)
{
#ifdef ENTI_X86_KERNELS
  if (strcmp(name, "avx512") == 0)
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512vnni");
  if (strcmp(name, "avx2") == 0)
    return __builtin_cpu_supports("avx2");
#endif
  return strcmp(name, "portable") == 0;
}

const enti_kernels *enti_kernels_named(const char *name)
{
  static const enti_kernels *const all[] = {
#ifdef ENTI_X86_KERNELS
      &enti_kernels_avx512, &enti_kernels_avx2,
#endif
      &enti_kernels_portable};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++)
    if (strcmp(all[i]->name, name) == 0)
      return has(name) ? all[i] : NULL;
  return NULL;
}

const enti_kernels *enti_kernels_choose(void)
{
  const enti_kernels *k = enti_kernels_named("avx512");
  if (!k)
    k = enti_kernels_named("avx2");
  return k ? k : &enti_kernels_portable;
}
