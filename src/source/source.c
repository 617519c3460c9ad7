/* Not written yet. */
#include <entente/source.h>
typedef int enti_source_is_empty;
