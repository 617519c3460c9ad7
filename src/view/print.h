/* Printing for people: words, lines, names and dates that the accounts share. */
#ifndef ENTI_PRINT_H
#define ENTI_PRINT_H

#include <entente/view.h>

typedef struct enti_printer {
  const ent_actors *actors; /* may be NULL: ids instead of names */
  const ent_view_style *style;
  ent_buf *out;
  ent_date on; /* names as of this day */
} enti_printer;

#define ENTI_PRINT_INDENT 6 /* columns before what belongs to a claim */

void enti_print_heading(const enti_printer *p, const char *text);
/* Text on the line: white space made single spaces, control characters (which a terminal would obey) replaced. */
void enti_print_inline(const enti_printer *p, ent_str text);
/* Text broken into lines of the style's width behind `indent` columns; ends the line. */
void enti_print_wrapped(const enti_printer *p, ent_str text, unsigned indent);
void enti_print_indent(const enti_printer *p);
/* Evidence: wrapped and indented, dim. */
void enti_print_quote(const enti_printer *p, ent_str text);
void enti_print_bold(const enti_printer *p, ent_str text);
void enti_print_actor(const enti_printer *p, ent_str id);
ent_str enti_print_name_of(const enti_printer *p, ent_str id);
/* "  2005-07 .. 2012            ": when, in a column of its own. */
void enti_print_when(const enti_printer *p, ent_claim_kind kind, ent_str modality, ent_str from, ent_str to);
/* "CONSULT/visit " */
void enti_print_code(const enti_printer *p, ent_str code, ent_str mode);
/* " (denied)", for what did not simply take place. */
void enti_print_modality(const enti_printer *p, ent_str modality);

#endif
