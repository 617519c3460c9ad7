/* Finding the main text of a page, and writing it. */
#ifndef ENTI_HTML_TEXT_H
#define ENTI_HTML_TEXT_H

#include "source/html_align.h"

/* The node that holds the main text (settles first what is skipped). */
size_t enti_htext_find(enti_htree *tree);
/* Writes the text below a node. whole: all of it; otherwise blocks of links are left out. */
void enti_htext_write(enti_htree *tree, size_t root, bool whole, enti_draft *draft);
/* The text below a node without its places, white space collapsed. */
void enti_htext_plain(const enti_htree *tree, size_t i, ent_buf *out);

#endif
