/* What a page says of itself: title, date, publisher, address, language. */
#ifndef ENTI_HTML_META_H
#define ENTI_HTML_META_H

#include "source/html_tree.h"

#include <entente/document.h>

/* A value with its place in the page; n 0 where it is unknown. */
typedef struct enti_hvalue {
  ent_str s;      /* in the tree's arena */
  size_t at, n;   /* bytes of the page; n 0: no place of its own */
} enti_hvalue;

typedef struct enti_hmeta {
  enti_hvalue title;
  size_t title_node;  /* heading that is the title; SIZE_MAX: none */
  ent_str source, url, language;
  ent_date date;
} enti_hmeta;

/* Must run before furniture is settled (a title may stand in a header). */
void enti_hmeta_read(enti_htree *tree, enti_hmeta *ret);

#endif
