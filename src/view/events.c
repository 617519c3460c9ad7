/* Events as JSON, one object a document: what was read, whom it names, and the events that PLOVER codes. */
#include <entente/view.h>

#include "view/coded.h"
#include "view/json.h"

typedef struct writer {
  const ent_document *doc;
  const ent_actors *actors;
  ent_buf *out;
} writer;

/* A state's code; for a party, a bank or a club, which is no international organisation, that of its home state. */
static ent_str country_of(const writer *w, const ent_actor_ref *actor)
{
  ent_actor_info info;
  ent_date on = ent_document_day(w->doc);
  ent_str country = enti_actor_country(w->actors, actor, on);
  bool domestic = !country.n && actor->org.n && !enti_actor_org(actor).n;
  return domestic && w->actors && ent_actors_info(w->actors, actor->id, on, &info) ? info.country : country;
}

static void put_actor(const writer *w, ent_str words, const ent_actor_ref *actor)
{
  ent_buf_char(w->out, '{');
  enti_json_text(w->out, "id", actor->id);
  enti_json_text(w->out, "country", country_of(w, actor));
  enti_json_text(w->out, "sector", actor->sector);
  enti_json_text(w->out, "org", enti_actor_org(actor));
  enti_json_text(w->out, "text", words);
  ent_buf_char(w->out, '}');
}

static void put_side(const writer *w, const char *name, const ent_claim *c, const ent_actor_ref *actors, size_t n)
{
  enti_json_key(w->out, name);
  ent_buf_char(w->out, '[');
  for (size_t i = 0; i < n; i++) {
    if (i)
      ent_buf_char(w->out, ',');
    put_actor(w, enti_actor_words(w->doc, c, &actors[i]), &actors[i]);
  }
  ent_buf_char(w->out, ']');
}

/* What a state or its people do at home has no recipient; PLOVER writes the state itself there. Not of types that need
 * another party, whom the text then leaves unnamed ("held talks", "imposed sanctions"). */
static bool is_domestic(const ent_claim *c)
{
  static const char *const types[] = {"COERCE",   "PROTEST", "REQUEST", "ACCUSE", "ASSAULT",
                                      "MOBILIZE", "RETREAT", "CONCEDE", "REJECT"};
  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    if (ent_str_eq(c->code, ent_str_of(types[i])))
      return !c->n_target && !c->mutual && c->n_source == 1 && !c->source[0].org.n;
  return false;
}

static void put_target(const writer *w, const ent_claim *c)
{
  if (!is_domestic(c)) {
    put_side(w, "target", c, c->target, c->n_target);
    return;
  }
  const ent_actor_ref home = {c->source[0].id, ENT_STR_NONE, ENT_STR_NONE};
  enti_json_key(w->out, "target");
  ent_buf_char(w->out, '[');
  put_actor(w, ENT_STR_NONE, &home);
  ent_buf_char(w->out, ']');
}

static void put_date(const writer *w, const char *name, ent_date date)
{
  char text[16];
  enti_json_text(w->out, name, ent_str_of(ent_date_format(date, text)));
}

static void put_evidence(const writer *w, const ent_claim *c)
{
  enti_json_key(w->out, "evidence");
  ent_buf_char(w->out, '{');
  enti_json_number(w->out, "start", c->start);
  enti_json_number(w->out, "end", c->end);
  enti_json_text(w->out, "text", ent_str_slice(w->doc->text, c->start, c->end));
  enti_json_key(w->out, "bytes");
  ent_buf_printf(w->out, "[%llu,%llu]", (unsigned long long)ent_document_original(w->doc, c->start),
                 (unsigned long long)ent_document_original(w->doc, c->end));
  ent_buf_char(w->out, '}');
}

static void put_event(const writer *w, const ent_claim *c)
{
  ent_buf_char(w->out, '{');
  put_side(w, "source", c, c->source, c->n_source);
  put_target(w, c);
  enti_json_text(w->out, "root", c->code);
  enti_json_text(w->out, "mode", c->mode);
  enti_json_words(w->out, "context", c->contexts, c->n_contexts);
  enti_json_text(w->out, "cameo", c->cameo);
  put_date(w, "date", c->from);
  put_date(w, "date_end", c->to);
  enti_json_text(w->out, "date_basis", ent_str_of(ent_basis_text(c->basis)));
  enti_json_text(w->out, "modality", ent_str_of(ent_modality_text(c->modality)));
  enti_json_text_if(w->out, "attributed", c->attributed);
  put_evidence(w, c);
  enti_json_text(w->out, "rule", c->rule);
  enti_json_share(w->out, "confidence", c->confidence);
  ent_buf_char(w->out, '}');
}

/* A group without a target ("A, B and C met"): each with those behind it. */
static void put_members(const writer *w, const ent_claim *c)
{
  if (!c->mutual || c->n_target || c->n_source < 2) {
    put_event(w, c);
    return;
  }
  for (size_t i = 0; i + 1 < c->n_source; i++) {
    ent_claim one = *c;
    one.n_source = 1;
    one.source = &c->source[i];
    one.target = &c->source[i + 1];
    one.n_target = c->n_source - i - 1;
    if (i)
      ent_buf_char(w->out, ',');
    put_event(w, &one);
  }
}

static bool is_listed(const ent_claim *c, bool all)
{
  return c->kind == ENT_EVENT && (all || enti_is_plover(c));
}

/* In order of the text: claims are, and asides are. */
static void put_events(const writer *w, bool all)
{
  const ent_document *doc = w->doc;
  size_t n_asides = all ? doc->n_asides : 0;
  bool first = true;
  for (size_t i = 0, k = 0; i < doc->n_claims || k < n_asides;) {
    bool aside = k < n_asides && (i == doc->n_claims || doc->asides[k].sentence < doc->claims[i].sentence);
    const ent_claim *c = aside ? &doc->asides[k++] : &doc->claims[i++];
    if (!is_listed(c, all))
      continue;
    if (!first)
      ent_buf_char(w->out, ',');
    first = false;
    put_members(w, c);
  }
}

void ent_view_events(const ent_document *doc, const ent_actors *actors, bool all, ent_buf *out)
{
  const writer w = {doc, actors, out};
  ent_buf_char(out, '{');
  enti_json_text(out, "id", doc->id);
  put_date(&w, "date", ent_document_day(doc));
  enti_json_key(out, "events");
  ent_buf_char(out, '[');
  put_events(&w, all);
  ent_buf_c(out, "]}\n");
}
