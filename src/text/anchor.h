/* The day that "yesterday" is counted from, for each sentence. */
#ifndef ENTI_ANCHOR_H
#define ENTI_ANCHOR_H

#include <entente/document.h>

/* Sets sentences[].anchor: the document's date, or the date of the entry head or dateline above. Needs tokens. */
void enti_set_anchors(ent_document *doc);

#endif
