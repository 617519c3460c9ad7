/* PLOVER JSON records (PLOVER manual, draft 2.0), one event a line. Denied, hypothetical and undated-planned events are
 * no PLOVER events and are left out; a record's required date is the event's first day, else the story's. */
#include <entente/event.h>
#include <entente/view.h>

#include "view/json.h"

static bool is_record(const ent_claim *c)
{
  return c->kind == ENT_EVENT && c->modality != ENT_DENIED && c->modality != ENT_HYPOTHETICAL;
}

static void put_entity(const ent_actor_ref *actor, ent_buf *out)
{
  ent_buf_char(out, '{');
  enti_json_text(out, "code", actor->org.n ? actor->org : actor->id);
  enti_json_text_if(out, "sector", actor->sector);
  if (actor->org.n)
    enti_json_text(out, "entity_text", actor->id);
  ent_buf_char(out, '}');
}

static void put_entities(const char *name, const ent_actor_ref *actors, size_t n, ent_buf *out)
{
  enti_json_key(out, name);
  ent_buf_char(out, '[');
  for (size_t i = 0; i < n; i++) {
    if (i)
      ent_buf_char(out, ',');
    put_entity(&actors[i], out);
  }
  ent_buf_char(out, ']');
}

static void put_day(const char *name, int32_t day, ent_buf *out)
{
  char text[16];
  enti_json_text(out, name, ent_str_of(ent_date_format((ent_date){day, ENT_DATE_DAY}, text)));
}

static void put_dates(const ent_document *doc, const ent_claim *c, ent_buf *out)
{
  ent_date date = ent_date_known(c->from) ? c->from : doc->date;
  if (!ent_date_known(date)) {
    enti_json_key(out, "date");
    ent_buf_c(out, "null");
    return;
  }
  int32_t last = ent_date_last(ent_date_known(c->to) && ent_date_known(c->from) ? c->to : date);
  put_day("date", date.day, out);
  if (last > date.day)
    put_day("enddate", last, out);
}

static void put_text(const ent_document *doc, const ent_claim *c, ent_buf *out)
{
  enti_json_text(out, "text", ent_str_slice(doc->text, c->start, c->end));
  enti_json_key(out, "text_info");
  ent_buf_char(out, '{');
  enti_json_number(out, "sequence", c->sentence);
  enti_json_number(out, "start", ent_document_original(doc, c->start));
  enti_json_number(out, "end", ent_document_original(doc, c->end));
  ent_buf_char(out, '}');
}

static void put_citation(const ent_document *doc, ent_str data_version, ent_buf *out)
{
  enti_json_key(out, "cite_info");
  ent_buf_char(out, '{');
  enti_json_text(out, "title", doc->title);
  enti_json_text_if(out, "publication", doc->source);
  enti_json_text_if(out, "url", doc->url);
  enti_json_text(out, "coder", ENT_STR("entente"));
  enti_json_text(out, "codebook", ENT_STR("PLOVER draft 2.0"));
  enti_json_key(out, "version");
  ent_buf_printf(out, "\"%s data %.*s\"", ent_version(), ENT_STR_ARG(data_version));
  ent_buf_char(out, '}');
}

static void put_record(const ent_document *doc, const ent_claim *c, size_t number, ent_str data_version, ent_buf *out)
{
  ent_buf_char(out, '{');
  enti_json_key(out, "id");
  ent_buf_printf(out, "\"%s-%zu\"", doc->hash, number);
  put_dates(doc, c, out);
  put_entities("actor", c->source, c->n_source, out);
  put_entities("recipient", c->target, c->n_target, out);
  enti_json_words(out, "event", &c->code, 1);
  enti_json_number(out, "quad_code", (uint64_t)ent_plover_quad(c->code));
  enti_json_words(out, "mode", &c->mode, c->mode.n ? 1 : 0);
  enti_json_words(out, "context", c->contexts, c->n_contexts);
  put_text(doc, c, out);
  put_citation(doc, data_version, out);
  ent_buf_c(out, "}\n");
}

void ent_view_plover(const ent_document *doc, ent_str data_version, ent_buf *out)
{
  for (size_t i = 0; i < doc->n_claims; i++)
    if (is_record(&doc->claims[i]))
      put_record(doc, &doc->claims[i], i, data_version, out);
}
