/* Not written yet. */
#include <entente/event.h>
typedef int enti_event_is_empty;
