/* The lines of a text while its layout is read; shared by the files layout*.c only. */
#ifndef ENTI_LAYOUT_LINES_H
#define ENTI_LAYOUT_LINES_H

#include "source/layout.h"

typedef struct enti_line {
  uint32_t start, end; /* white space off both ends; never empty */
  uint32_t paragraph;  /* number, from 0 */
  uint32_t mark;       /* kind of the region that covers the whole line, 0 for none */
} enti_line;

typedef struct enti_lines {
  ent_arena *arena; /* dies with the layout */
  ent_document *doc;
  ent_str text;
  enti_line *lines;
  size_t n, cap;
  ent_region *found; /* in any order until enti_lines_settle */
  size_t n_found, cap_found;
  enti_layout *layout;
  bool failed;       /* out of memory */
} enti_lines;

ent_str enti_line_text(const enti_lines *l, size_t i);
/* One behind the last line of i's paragraph. */
size_t enti_paragraph_end(const enti_lines *l, size_t i);
/* From the beginning of line i to the end of line last-1. */
ent_str enti_paragraph_text(const enti_lines *l, size_t i, size_t last);
void enti_lines_add(enti_lines *l, uint32_t start, uint32_t end, ent_region_kind kind, const char *why);
/* Adds a region over line i and marks it. */
void enti_line_mark(enti_lines *l, size_t i, ent_region_kind kind, const char *why);
/* Does running text end here: ". ! ? …", with or without a closing quote or bracket? */
bool enti_ends_sentence(ent_str s);

/* layout_boilerplate.c */
void enti_layout_boilerplate(enti_lines *l, const enti_boilerplate *boilerplate);
/* The name of the agency or publisher on a line of its own (once it is known). */
void enti_layout_publisher(enti_lines *l);
/* layout_entries.c: lines that say when and by whom it was published; dated heads of entries */
void enti_layout_publication(enti_lines *l);
void enti_layout_entries(enti_lines *l);
/* layout_talk.c: interviews */
void enti_layout_talk(enti_lines *l);
/* layout_headings.c: title, headings */
void enti_layout_title(enti_lines *l);
void enti_layout_headings(enti_lines *l);

#endif
