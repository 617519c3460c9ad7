/* PLOVER JSON records (PLOVER manual, draft 2.0), one event a line. Denied, hypothetical and merely planned events are
 * no PLOVER events and are left out; a record's required date is the event's first day, else the story's. */
#include <entente/event.h>
#include <entente/view.h>

#include "view/coded.h"
#include "view/json.h"

typedef struct writer {
  const ent_document *doc;
  const ent_view_knowledge *knowledge;
  ent_buf *out;
} writer;

/* A state's alpha-3 code, Kosovo's as PLOVER writes it; an organisation's class; else the actor's id. */
static ent_str entity_code(const writer *w, const ent_actor_ref *actor)
{
  ent_str code = enti_actor_country(w->knowledge->actors, actor, ent_document_day(w->doc));
  if (ent_str_eq(code, ENT_STR("XKX")))
    return ENT_STR("KOS");
  if (!code.n)
    code = enti_actor_org(actor);
  return code.n ? code : actor->id;
}

static void put_entity(const writer *w, const ent_claim *c, const ent_actor_ref *actor)
{
  ent_buf_char(w->out, '{');
  enti_json_text(w->out, "code", entity_code(w, actor));
  enti_json_text_if(w->out, "sector", actor->sector);
  enti_json_text_if(w->out, "entity_text", enti_actor_words(w->doc, c, actor));
  enti_json_text(w->out, "identifier_text", actor->id);
  ent_buf_char(w->out, '}');
}

static void put_entities(const writer *w, const char *name, const ent_claim *c, const ent_actor_ref *actors, size_t n)
{
  enti_json_key(w->out, name);
  ent_buf_char(w->out, '[');
  for (size_t i = 0; i < n; i++) {
    if (i)
      ent_buf_char(w->out, ',');
    put_entity(w, c, &actors[i]);
  }
  ent_buf_char(w->out, ']');
}

static void put_day(const char *name, int32_t day, ent_buf *out)
{
  char text[16];
  enti_json_text(out, name, ent_str_of(ent_date_format((ent_date){day, ENT_DATE_DAY}, text)));
}

static void put_dates(const ent_document *doc, const ent_claim *c, ent_buf *out)
{
  ent_date date = enti_coded_day(doc, c);
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

static void put_record(const writer *w, const ent_claim *c, size_t number)
{
  ent_buf *out = w->out;
  ent_buf_char(out, '{');
  enti_json_key(out, "id");
  ent_buf_printf(out, "\"%s-%zu\"", w->doc->hash, number);
  put_dates(w->doc, c, out);
  put_entities(w, "actor", c, c->source, c->n_source);
  put_entities(w, "recipient", c, c->target, c->n_target);
  enti_json_words(out, "event", &c->code, 1);
  enti_json_number(out, "quad_code", (uint64_t)ent_plover_quad(c->code));
  enti_json_words(out, "mode", &c->mode, c->mode.n ? 1 : 0);
  enti_json_words(out, "context", c->contexts, c->n_contexts);
  put_text(w->doc, c, out);
  put_citation(w->doc, ent_str_of(ent_pack_version(w->knowledge->pack)), out);
  ent_buf_c(out, "}\n");
}

void ent_view_plover(const ent_document *doc, const ent_view_knowledge *knowledge, ent_buf *out)
{
  const writer w = {doc, knowledge, out};
  size_t number = 0; /* among events, so that it does not depend on how far the document was read */
  for (size_t i = 0; i < doc->n_claims; i++) {
    const ent_claim *c = &doc->claims[i];
    if (enti_is_plover(c))
      put_record(&w, c, number);
    number += c->kind == ENT_EVENT;
  }
}
