/* Pieces of JSON that several paths write (api.h). */
#include "serve/api.h"

#include <math.h>
#include <stdio.h>

void enti_json_item(ent_buf *out)
{
  if (out->n && out->p[out->n - 1] != '[' && out->p[out->n - 1] != '{')
    ent_buf_char(out, ',');
}

void enti_json_real(ent_buf *out, const char *name, double value)
{
  char text[40];
  enti_json_key(out, name);
  if (!isfinite(value)) {
    ent_buf_c(out, "null");
    return;
  }
  snprintf(text, sizeof text, "%.6g", value);
  for (char *p = text; *p; p++) /* LC_NUMERIC may write a comma */
    if (*p == ',')
      *p = '.';
  ent_buf_c(out, text);
}

void enti_json_signed(ent_buf *out, const char *name, int64_t value)
{
  enti_json_key(out, name);
  ent_buf_printf(out, "%lld", (long long)value);
}

void enti_json_bool(ent_buf *out, const char *name, bool value)
{
  enti_json_key(out, name);
  ent_buf_c(out, value ? "true" : "false");
}

void enti_json_date(ent_buf *out, const char *name, ent_date date)
{
  char text[16];
  enti_json_key(out, name);
  if (ent_date_known(date))
    ent_buf_json(out, ent_str_of(ent_date_format(date, text)));
  else
    ent_buf_c(out, "null");
}

void enti_json_list(ent_buf *out, const char *name, ent_str joined)
{
  ent_str word;
  enti_json_key(out, name);
  ent_buf_char(out, '[');
  while (joined.n && ent_str_split(&joined, ';', &word)) {
    enti_json_item(out);
    ent_buf_json(out, word);
  }
  ent_buf_char(out, ']');
}

void enti_json_actor(const enti_call *c, const char *name, ent_str id)
{
  ent_actor_info info;
  if (name)
    enti_json_key(c->out, name);
  else
    enti_json_item(c->out);
  ent_buf_char(c->out, '{');
  enti_json_text(c->out, "id", id);
  enti_json_text(c->out, "name", ent_actors_info(ent_reader_actors(c->reader), id, ENT_NO_DATE, &info) ? info.name : id);
  ent_buf_char(c->out, '}');
}

void enti_json_fact(const enti_call *c, const ent_fact *f)
{
  ent_buf *out = c->out;
  enti_json_item(out);
  ent_buf_char(out, '{');
  enti_json_list(out, "subject", f->subject);
  enti_json_text(out, "relation", f->relation);
  enti_json_text(out, "object", f->object);
  ent_thing thing;
  if (ent_reference_thing(ent_reader_reference(c->reader), f->object, &thing))
    enti_json_text(out, "object_name", thing.name);
  enti_json_date(out, "start", f->start);
  enti_json_date(out, "end", f->end);
  enti_json_text(out, "note", f->note);
  enti_json_bool(out, "checked", f->checked);
  enti_json_list(out, "sources", f->source);
  ent_buf_char(out, '}');
}

void enti_json_claim(const enti_call *c, const ent_browse_claim *k)
{
  ent_buf *out = c->out;
  enti_json_item(out);
  ent_buf_char(out, '{');
  enti_json_text(out, "document", k->document);
  enti_json_number(out, "number", k->number);
  enti_json_text(out, "kind", k->kind);
  enti_json_text(out, "code", k->code);
  enti_json_text(out, "mode", k->mode);
  enti_json_text(out, "modality", k->modality);
  enti_json_text(out, "date_start", k->date_start);
  enti_json_text(out, "date_end", k->date_end);
  enti_json_text(out, "date_basis", k->basis);
  enti_json_list(out, "source", k->source);
  enti_json_list(out, "target", k->target);
  enti_json_list(out, "issues", k->issues);
  enti_json_text(out, "object", k->object);
  enti_json_text_if(out, "value_in_text", k->value_in_text);
  enti_json_text_if(out, "value_reference", k->value_reference);
  if (k->reference_source.n)
    enti_json_list(out, "reference_sources", k->reference_source);
  enti_json_text_if(out, "attributed", k->attributed);
  enti_json_text(out, "rule", k->rule);
  enti_json_real(out, "confidence", k->confidence);
  enti_json_text(out, "evidence", k->evidence);
  enti_json_number(out, "start", k->start);
  enti_json_number(out, "end", k->end);
  enti_json_text(out, "title", k->title);
  enti_json_text(out, "publisher", k->publisher);
  enti_json_text(out, "published", k->published);
  enti_json_signed(out, "stories", k->stories);
  ent_buf_char(out, '}');
}

void enti_json_place(const enti_call *c, ent_str id)
{
  double east, north;
  enti_json_key(c->out, "place");
  if (c->api->map && ent_map_place(c->api->map, id, &east, &north))
    ent_buf_printf(c->out, "[%.2f,%.2f]", east, north);
  else
    ent_buf_c(c->out, "null");
}
