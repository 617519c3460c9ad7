/* The best tree over scored arcs: one root, no circle (Chu and Liu 1965, Edmonds 1967). */
#ifndef ENTI_GRAMMAR_TREE_H
#define ENTI_GRAMMAR_TREE_H

#include <stddef.h>
#include <stdint.h>

typedef struct enti_tree enti_tree; /* scratch memory */

/* Bytes of scratch memory for n tokens; to be aligned to 16. */
size_t enti_tree_size(size_t n);
/* scores: n × (n+1), row i: of head j for token i+1, head 0 the root; an arc from a token to itself is not looked at.
 * head: n, gives 0 or the number of the head, from 1; exactly one is 0. n ≥ 1. |scores| < 2^27.
 * The best head of each token where that is a tree already, O(n²); else the best tree, O(n²) again. */
void enti_tree_best(enti_tree *scratch, const int32_t *scores, size_t n, uint32_t *head);

#endif
