/* The best tree over scored arcs: one root, no circle (Chu and Liu 1965, Edmonds 1967). */
#ifndef ENTI_GRAMMAR_TREE_H
#define ENTI_GRAMMAR_TREE_H

#include <stddef.h>
#include <stdint.h>

typedef struct enti_tree enti_tree; /* scratch memory */

/* Bytes of scratch memory for n tokens; to be aligned to 16. */
size_t enti_tree_size(size_t n);
/* scores: n × (n+1), row i: of head j for token i+1, head 0 the root; an arc from a token to itself is not looked at.
 * head: n; in: the best head of each token, 0 or its number, from 1; out: the heads of the best tree, exactly one of
 * them 0. n ≥ 1. |scores| < 2^27. O(n) where the best heads are a tree already, else O(n²). */
void enti_tree_best(enti_tree *scratch, const int32_t *scores, size_t n, uint32_t *head);

#endif
