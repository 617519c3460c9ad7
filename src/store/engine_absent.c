/* In place of engine_postgres.c where the program is built without PostgreSQL. */
#include "store/engine.h"

const enti_engine *enti_postgres(void)
{
  return NULL;
}
