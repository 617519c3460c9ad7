/* Pieces of JSON that the views share (view/json.h). */
#include "view/json.h"

void enti_json_key(ent_buf *out, const char *name)
{
  if (out->n && out->p[out->n - 1] != '{')
    ent_buf_char(out, ',');
  ent_buf_json(out, ent_str_of(name));
  ent_buf_char(out, ':');
}

void enti_json_text(ent_buf *out, const char *name, ent_str value)
{
  enti_json_key(out, name);
  ent_buf_json(out, value);
}

void enti_json_text_if(ent_buf *out, const char *name, ent_str value)
{
  if (value.n)
    enti_json_text(out, name, value);
}

void enti_json_ids(ent_buf *out, const char *name, const ent_actor_ref *actors, size_t n)
{
  enti_json_key(out, name);
  ent_buf_char(out, '[');
  for (size_t i = 0; i < n; i++) {
    if (i)
      ent_buf_char(out, ',');
    ent_buf_json(out, actors[i].id);
  }
  ent_buf_char(out, ']');
}

void enti_json_words(ent_buf *out, const char *name, const ent_str *words, size_t n)
{
  enti_json_key(out, name);
  ent_buf_char(out, '[');
  for (size_t i = 0; i < n; i++) {
    if (i)
      ent_buf_char(out, ',');
    ent_buf_json(out, words[i]);
  }
  ent_buf_char(out, ']');
}

void enti_json_number(ent_buf *out, const char *name, uint64_t value)
{
  enti_json_key(out, name);
  ent_buf_printf(out, "%llu", (unsigned long long)value);
}

void enti_json_share(ent_buf *out, const char *name, float value)
{
  unsigned hundredths = value <= 0 ? 0 : (unsigned)((double)value * 100 + 0.5);
  enti_json_key(out, name);
  ent_buf_printf(out, "%u.%02u", hundredths / 100, hundredths % 100);
}
