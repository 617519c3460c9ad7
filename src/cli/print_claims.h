/* Claims with their evidence, for people and as JSON. */
#ifndef ENTI_PRINT_CLAIMS_H
#define ENTI_PRINT_CLAIMS_H

#include <entente/entente.h>

/* White space made single, what a terminal would obey replaced. */
void cli_put_line(ent_buf *out, ent_str text);
/* The sentence, and below it where it stands; indented by so many columns. */
void cli_put_claim(ent_buf *out, const ent_step_claim *claim, int indent, const ent_view_style *style);
/* ,"name":"value" (without the comma behind an opening brace); and likewise. */
void cli_json_key(ent_buf *out, const char *name, ent_str value);
void cli_json_date(ent_buf *out, const char *name, ent_date date);
void cli_json_ids(ent_buf *out, const char *name, ent_str ids); /* joined with ";"; always with a comma */
void cli_json_claim(ent_buf *out, const ent_step_claim *claim); /* a whole object */

#endif
