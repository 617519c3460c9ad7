/* For tests and benchmarks of the room. */
#ifndef ENTI_GRAMMAR_GRAMMAR_H
#define ENTI_GRAMMAR_GRAMMAR_H

#include <entente/grammar.h>

/* Makes a grammar use other inner loops ("portable" "avx2" "avx512"); false where there are none. Before use only. */
bool enti_grammar_use_kernels(ent_grammar *grammar, const char *name);

#endif
