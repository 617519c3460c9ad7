/* The interchange format: one claim a line. The keys that the format defines come first; those that only Entente
 * writes (doc, bytes, rule …) after them. */
#include <entente/view.h>

#include "view/json.h"

static void put_date(ent_buf *out, const char *name, ent_date date)
{
  char text[16];
  enti_json_text(out, name, ent_str_of(ent_date_format(date, text)));
}

static void put_code(const ent_claim *c, ent_buf *out)
{
  enti_json_text(out, c->kind == ENT_EVENT ? "root" : "type", c->code);
  enti_json_text_if(out, "mode", c->mode);
  enti_json_text_if(out, "cameo", c->cameo);
  if (c->n_contexts)
    enti_json_words(out, "context", c->contexts, c->n_contexts);
}

static void put_when(const ent_claim *c, ent_buf *out)
{
  enti_json_text(out, "modality", ent_str_of(ent_modality_text(c->modality)));
  put_date(out, "date_start", c->from);
  put_date(out, "date_end", c->to);
  if (ent_date_known(c->from) || ent_date_known(c->to))
    enti_json_text(out, "date_basis", ent_str_of(ent_basis_text(c->basis)));
}

static void put_origin(const ent_document *doc, const ent_claim *c, ent_buf *out)
{
  enti_json_text(out, "doc", doc->id);
  enti_json_text(out, "hash", ent_str_of(doc->hash));
  enti_json_number(out, "start", ent_document_original(doc, c->start));
  enti_json_number(out, "end", ent_document_original(doc, c->end));
  enti_json_text_if(out, "attributed", c->attributed);
  enti_json_text_if(out, "rule", c->rule);
  enti_json_share(out, "confidence", c->confidence);
}

static void put_claim(const ent_document *doc, const ent_claim *c, ent_buf *out)
{
  ent_buf_char(out, '{');
  enti_json_text(out, "kind", ent_str_of(ent_claim_kind_text(c->kind)));
  put_code(c, out);
  enti_json_ids(out, "source", c->source, c->n_source);
  enti_json_ids(out, "target", c->target, c->n_target);
  put_when(c, out);
  enti_json_text(out, "evidence", ent_str_slice(doc->text, c->start, c->end));
  if (c->n_issues)
    enti_json_words(out, "issues", c->issues, c->n_issues);
  enti_json_text_if(out, "object", c->object);
  enti_json_text_if(out, "value_in_text", c->value_in_text);
  enti_json_text_if(out, "value_reference", c->value_reference);
  enti_json_text_if(out, "reference_source", c->ref_source);
  put_origin(doc, c, out);
  ent_buf_c(out, "}\n");
}

void ent_view_jsonl(const ent_document *doc, ent_buf *out)
{
  for (size_t i = 0; i < doc->n_claims; i++)
    put_claim(doc, &doc->claims[i], out);
}
