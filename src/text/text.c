/* Not written yet. */
#include <entente/text.h>
typedef int enti_text_is_empty;
