/* Pages of HTML: parsed with libgumbo; the main text found by tags that say so, else by density of text and links. */
#ifndef ENTI_HTML_H
#define ENTI_HTML_H

#include "source/draft.h"

/* Parses html (valid UTF-8; draft->origin maps its offsets) and adds its main text to the draft, blocks apart by blank
 * lines, headings marked. fragment: a piece of a page that is text throughout (a feed's entry). Otherwise title, date,
 * publisher, address and language are taken too, where the draft has none yet.
 * ENT_EINPUT: nested too deeply. ENT_ELIMIT, ENT_ENOMEM. */
ENT_CHECKED ent_status enti_html_page(enti_draft *draft, ent_str html, ent_error *err);
ENT_CHECKED ent_status enti_html_fragment(enti_draft *draft, ent_str html, ent_error *err);

#endif
