/* Not written yet. */
#include <entente/actor.h>
typedef int enti_actor_is_empty;
