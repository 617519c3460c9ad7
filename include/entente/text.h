/* Entente, room `text`: a document → sentences, tokens, times, with byte offsets. Knows nothing of states. */
#ifndef ENTENTE_TEXT_H
#define ENTENTE_TEXT_H

#include <entente/document.h>
#include <entente/pack.h>

/* Fills sentences and tokens from text and regions. pack (may be NULL) gives tokens their word ids, and the room its
 * tables (abbreviations …). O(bytes). ENT_ENOMEM; ENT_ELIMIT for more than ENT_MAX_TOKENS. */
#define ENT_MAX_TOKENS ((size_t)8 << 20)
ENT_API ENT_CHECKED ent_status ent_text_split(ent_document *doc, const ent_pack *pack, ent_error *err);

/* Fills times: dates and durations in words and figures, resolved against the sentence's anchor (needs tokens; uses
 * tags and lemmas where the grammar has run, does without where it has not). Never invents: what cannot be fixed
 * stays without a date. O(tokens). */
ENT_API ENT_CHECKED ent_status ent_text_times(ent_document *doc, ent_error *err);

#endif
