/* Writing HTML: text is always escaped; what is given as markup is ours. */
#ifndef ENTI_HTML_H
#define ENTI_HTML_H

#include <entente/base.h>

/* Character data or the value of a quoted attribute. */
void enti_html_text(ent_buf *out, ent_str s);
/* Like printf, but every %s is an ent_str that is escaped (pass a pointer to it: &name). "%%" is a percent sign; nothing
 * else begins with '%'. So markup and text cannot be mixed up. */
void enti_html(ent_buf *out, const char *markup, ...);
/* A link to an address from outside: only http and https become one, all else is plain text. */
void enti_html_link(ent_buf *out, ent_str url, ent_str text);

#endif
