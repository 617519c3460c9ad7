/* Not written yet. */
#include <entente/grammar.h>
typedef int enti_grammar_is_empty;
