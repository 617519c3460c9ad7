/* Not written yet. */
#include <entente/tie.h>
typedef int enti_tie_is_empty;
