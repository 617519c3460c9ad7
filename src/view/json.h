/* Pieces of JSON that the views share. */
#ifndef ENTI_JSON_H
#define ENTI_JSON_H

#include <entente/document.h>

/* `,"name":` (without the comma where it is the first of its object) */
void enti_json_key(ent_buf *out, const char *name);
void enti_json_text(ent_buf *out, const char *name, ent_str value);
/* Nothing where value is empty. */
void enti_json_text_if(ent_buf *out, const char *name, ent_str value);
void enti_json_ids(ent_buf *out, const char *name, const ent_actor_ref *actors, size_t n);
void enti_json_words(ent_buf *out, const char *name, const ent_str *words, size_t n);
void enti_json_number(ent_buf *out, const char *name, uint64_t value);
/* Two decimals, whatever the locale. */
void enti_json_share(ent_buf *out, const char *name, float value);

#endif
