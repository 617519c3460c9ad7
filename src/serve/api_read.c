/* Reading a text that somebody pastes: marked up with actors, events, ties and contradictions. Nothing is kept. */
#include "serve/api.h"

#include <entente/source.h>

#include <string.h>

#define MARKS 20000 /* mentions, claims: at most so many are told */

static const char *const sentence_kinds[] = {"body", "title", "heading", "boilerplate", "question", "entry-head"};

static void put_range(ent_buf *out, uint32_t start, uint32_t end)
{
  enti_json_number(out, "start", start);
  enti_json_number(out, "end", end);
}

static void put_sentences(const ent_document *doc, ent_buf *out)
{
  enti_json_key(out, "sentences");
  ent_buf_char(out, '[');
  for (size_t i = 0; i < doc->n_sentences; i++) {
    const ent_sentence *s = &doc->sentences[i];
    enti_json_item(out);
    ent_buf_char(out, '{');
    put_range(out, s->start, s->end);
    enti_json_number(out, "paragraph", s->paragraph);
    enti_json_text(out, "kind", ent_str_of(sentence_kinds[s->kind]));
    ent_buf_char(out, '}');
  }
  ent_buf_char(out, ']');
}

static void put_mentions(const enti_call *c, const ent_document *doc)
{
  ent_buf *out = c->out;
  enti_json_key(out, "mentions");
  ent_buf_char(out, '[');
  for (size_t i = 0; i < doc->n_mentions && i < MARKS; i++) {
    const ent_mention *m = &doc->mentions[i];
    if (m->flags & ENT_MENTION_NOT_ACTOR || !m->n_actors)
      continue;
    enti_json_item(out);
    ent_buf_char(out, '{');
    put_range(out, m->start, m->end);
    enti_json_key(out, "actors");
    ent_buf_char(out, '[');
    for (uint32_t k = 0; k < m->n_actors; k++)
      enti_json_actor(c, NULL, m->actors[k].id);
    ent_buf_char(out, ']');
    enti_json_text(out, "via", ent_str_of(m->via));
    enti_json_bool(out, "ambiguous", (m->flags & ENT_MENTION_AMBIGUOUS) != 0);
    ent_buf_char(out, '}');
  }
  ent_buf_char(out, ']');
}

static void put_claim(const ent_document *doc, const ent_claim *k, size_t number, ent_buf *out)
{
  char from[16], to[16];
  enti_json_item(out);
  ent_buf_char(out, '{');
  enti_json_number(out, "number", number);
  enti_json_text(out, "kind", ent_str_of(ent_claim_kind_text(k->kind)));
  enti_json_text(out, "code", k->code);
  enti_json_text(out, "mode", k->mode);
  enti_json_ids(out, "source", k->source, k->n_source);
  enti_json_ids(out, "target", k->target, k->n_target);
  enti_json_text(out, "modality", ent_str_of(ent_modality_text(k->modality)));
  enti_json_text(out, "date_start", ent_str_of(ent_date_format(k->from, from)));
  enti_json_text(out, "date_end", ent_str_of(ent_date_format(k->to, to)));
  enti_json_text(out, "date_basis", ent_str_of(ent_basis_text(k->basis)));
  enti_json_words(out, "issues", k->issues, k->n_issues);
  enti_json_text(out, "object", k->object);
  enti_json_text_if(out, "value_in_text", k->value_in_text);
  enti_json_text_if(out, "value_reference", k->value_reference);
  if (k->ref_source.n)
    enti_json_list(out, "reference_sources", k->ref_source);
  enti_json_text_if(out, "attributed", k->attributed);
  enti_json_text(out, "rule", k->rule);
  enti_json_real(out, "confidence", (double)k->confidence);
  enti_json_text(out, "evidence", ent_str_slice(doc->text, k->start, k->end));
  put_range(out, k->start, k->end);
  ent_buf_char(out, '}');
}

static void put_document(const enti_call *c, const ent_document *doc)
{
  ent_buf *out = c->out;
  char date[16];
  enti_json_text(out, "title", doc->title);
  enti_json_text(out, "publisher", doc->source);
  enti_json_text(out, "published", ent_str_of(ent_date_format(ent_document_day(doc), date)));
  enti_json_text(out, "date_basis", ent_str_of(ent_basis_text(doc->date_basis)));
  enti_json_text(out, "type", doc->kind);
  enti_json_text(out, "text", doc->text);
  put_sentences(doc, out);
  put_mentions(c, doc);
  enti_json_key(out, "claims");
  ent_buf_char(out, '[');
  for (size_t i = 0; i < doc->n_claims && i < MARKS; i++)
    put_claim(doc, &doc->claims[i], i, out);
  ent_buf_char(out, ']');
}

/* Kinds that cost more than their size: an archive unpacks to anything, a PDF is read by another program. */
static bool is_packed(ent_str s)
{
  static const struct { const char *magic; size_t n; } kinds[] = {
      {"\x1f\x8b", 2}, {"\x28\xb5\x2f\xfd", 4}, {"PK\x03\x04", 4}, {"BZh", 3}, {"\xfd" "7zXZ", 5}, {"%PDF", 4}, {"WARC/", 5}};
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (s.n >= kinds[i].n && memcmp(s.p, kinds[i].magic, kinds[i].n) == 0)
      return true;
  return s.n > 262 && memcmp(s.p + 257, "ustar", 5) == 0;
}

ent_status enti_answer_read(enti_call *c, ent_error *err)
{
  enum { DATE, SOURCE };
  ent_document *doc = NULL;
  ent_source_options options = ENT_SOURCE_OPTIONS_INIT;
  options.max_bytes = ENT_API_MAX_BODY;
  options.date = c->v[DATE].date;
  options.name = c->v[SOURCE].text;
  options.pack = ent_reader_pack(c->reader);
  if (!ent_str_trim(c->body).n)
    return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "there is no text");
  if (is_packed(c->body))
    return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "packed files and PDF are not read here: `entente read` and `entente add` do it");
  ent_status status = ent_document_from_bytes(c->body, ENT_STR("text"), &options, &doc, err);
  if (status == ENT_OK)
    status = ent_reader_read(c->reader, doc, err);
  if (status == ENT_OK)
    put_document(c, doc);
  ent_document_free(doc);
  return status;
}
