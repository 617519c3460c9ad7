/* What the lines of a text are: title, headings, datelines, heads of entries, questions, boilerplate. */
#ifndef ENTI_LAYOUT_H
#define ENTI_LAYOUT_H

#include <entente/document.h>

#include "source/boilerplate.h"

typedef struct enti_layout {
  bool guess_title;         /* in: the first line may be the title */
  const ent_region *given;  /* in: regions that the reader knows, in order of start, not overlapping */
  size_t n_given;
  ent_str title;            /* out: points into the text, or empty */
  ent_date date;            /* out: of publication, as the text states it in a dateline or a line of its own */
  ent_str source;           /* out: agency or publisher that the text names, or empty */
} enti_layout;

/* Fills doc->regions and the outputs. doc->text must be set. O(bytes). ENT_ENOMEM. */
ENT_CHECKED ent_status enti_layout_read(enti_layout *layout, ent_document *doc, const enti_boilerplate *boilerplate,
                                        ent_error *err);

#endif
