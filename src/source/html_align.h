/* Text of a page, with the bytes of the page that each piece of it came from. */
#ifndef ENTI_HTML_ALIGN_H
#define ENTI_HTML_ALIGN_H

#include "source/draft.h"
#include "source/html_tree.h"

/* Where text goes: white space is collapsed, blocks stand apart. */
typedef struct enti_hwriter {
  enti_draft *draft;
  const enti_htree *tree;
  uint32_t block_start;   /* of the block in hand, in the draft's text */
  bool space;             /* white space came, and nothing after it */
  size_t space_from, space_n;
  unsigned breaks;        /* line breaks wanted before the next text: 1 <br>, 2 a new block */
} enti_hwriter;

/* The text of a text node. */
void enti_hwrite_text(enti_hwriter *w, const enti_hnode *h, bool preformatted);
/* Wants line breaks before the next text: 1 a line, 2 a new block. */
void enti_hwrite_break(enti_hwriter *w, unsigned breaks);

#endif
