/* The library is made of the rooms (src/meson.build); this file only gives it its version. */
#include <entente/base.h>

const char *ent_version(void)
{
  return ENT_VERSION;
}
