/* The network at run time: features of a stretch of tokens → tags, heads, relations. Whole numbers throughout.
 *
 * tools/train_grammar/net.h states the formulas; kernels.h the fixed point. */
#ifndef ENTI_GRAMMAR_NETWORK_H
#define ENTI_GRAMMAR_NETWORK_H

#include <entente/document.h>

#include "grammar/word_features.h"
#include "grammar/kernels.h"

/* Tokens that are read together at most. Longer sentences are cut (grammar.c). */
#define ENTI_NETWORK_MAX 256u

typedef struct enti_network enti_network; /* scratch memory for one call at a time, for up to n tokens */

/* NULL: out of memory. n at most ENTI_NETWORK_MAX. */
enti_network *enti_network_new(const enti_model *model, const enti_kernels *kernels, size_t n);
void enti_network_free(enti_network *network);

/* Token number t of the stretch. */
void enti_network_token(enti_network *network, size_t t, ent_str norm, ent_str fold, bool first);
/* Reads the stretch of n tokens given: sets upos, xpos, rel of tokens[0 … n), and head relative to the stretch, ENT_NONE
 * for exactly one. O(n²) in the stretch. */
void enti_network_run(enti_network *network, size_t n, ent_token *tokens);

#endif
