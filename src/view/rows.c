/* Rows of `entente show`: a claim with its evidence, for people and for programs. */
#include <entente/view.h>

#include "view/json.h"
#include "view/print.h"

static void put_list(ent_buf *out, const char *name, ent_str joined)
{
  enti_json_key(out, name);
  ent_buf_char(out, '[');
  ent_str word;
  for (bool first = true; joined.n && ent_str_split(&joined, ';', &word); first = false) {
    if (!first)
      ent_buf_char(out, ',');
    ent_buf_json(out, word);
  }
  ent_buf_char(out, ']');
}

void ent_view_row_jsonl(const ent_store_row *row, ent_buf *out)
{
  ent_buf_char(out, '{');
  enti_json_text(out, "kind", ent_str_of(ent_claim_kind_text(row->kind)));
  enti_json_text(out, row->kind == ENT_EVENT ? "root" : "type", row->code);
  put_list(out, "source", row->source);
  put_list(out, "target", row->target);
  enti_json_text(out, "modality", row->modality);
  enti_json_text(out, "date_start", row->date_start);
  enti_json_text(out, "date_end", row->date_end);
  enti_json_text_if(out, "date_basis", row->basis);
  enti_json_text(out, "evidence", row->evidence);
  if (row->issues.n)
    put_list(out, "issues", row->issues);
  enti_json_text_if(out, "object", row->object);
  enti_json_text(out, "doc", row->document);
  enti_json_text_if(out, "title", row->title);
  enti_json_text_if(out, "publisher", row->publisher);
  enti_json_text_if(out, "published", row->published);
  enti_json_number(out, "start", row->start);
  enti_json_number(out, "end", row->end);
  enti_json_number(out, "stories", (uint64_t)row->n_documents);
  enti_json_text_if(out, "rule", row->rule);
  enti_json_share(out, "confidence", (float)row->confidence);
  ent_buf_c(out, "}\n");
}

static void put_field(ent_buf *out, ent_str s, bool last)
{
  ent_buf_csv(out, s);
  ent_buf_c(out, last ? "\r\n" : ",");
}

void ent_view_row_csv(const ent_store_row *row, ent_buf *out)
{
  if (!row) {
    ent_buf_c(out, "kind,code,source,target,modality,date_start,date_end,date_basis,object,issues,stories,doc,title,"
                   "publisher,published,start,end,rule,evidence\r\n");
    return;
  }
  const ent_str before[] = {ent_str_of(ent_claim_kind_text(row->kind)), row->code, row->source, row->target,
                            row->modality, row->date_start, row->date_end, row->basis, row->object, row->issues};
  for (size_t i = 0; i < sizeof before / sizeof *before; i++)
    put_field(out, before[i], false);
  ent_buf_printf(out, "%lld,", (long long)row->n_documents);
  const ent_str document[] = {row->document, row->title, row->publisher, row->published};
  for (size_t i = 0; i < sizeof document / sizeof *document; i++)
    put_field(out, document[i], false);
  ent_buf_printf(out, "%u,%u,", row->start, row->end);
  put_field(out, row->rule, false);
  put_field(out, row->evidence, true);
}

static void put_ids(const enti_printer *p, ent_str ids)
{
  ent_str id;
  for (bool first = true; ids.n && ent_str_split(&ids, ';', &id); first = false) {
    if (!first)
      ent_buf_c(p->out, ", ");
    enti_print_actor(p, id);
  }
}

static void put_origin(const enti_printer *p, const ent_store_row *row)
{
  enti_print_indent(p);
  enti_print_inline(p, row->title.n ? row->title : row->document);
  if (row->publisher.n) {
    ent_buf_c(p->out, " (");
    enti_print_inline(p, row->publisher);
    ent_buf_char(p->out, ')');
  }
  if (row->published.n) {
    ent_buf_c(p->out, ", ");
    enti_print_inline(p, row->published);
  }
  ent_buf_printf(p->out, " [bytes %u-%u]", row->start, row->end);
  if (row->n_documents > 1)
    ent_buf_printf(p->out, "; %lld stories say so", (long long)row->n_documents);
  ent_buf_char(p->out, '\n');
}

void ent_view_row_account(const ent_store_row *row, const ent_actors *actors, const ent_view_style *style, ent_buf *out)
{
  enti_printer p = {actors, style, out, ENT_NO_DATE};
  enti_print_when(&p, row->kind, row->modality, row->date_start, row->date_end);
  enti_print_code(&p, row->code, ENT_STR_NONE);
  put_ids(&p, row->source);
  if (row->target.n) {
    ent_buf_c(out, style->ascii ? " -> " : " → ");
    put_ids(&p, row->target);
  }
  if (row->object.n) {
    ent_buf_c(out, ", \"");
    enti_print_inline(&p, row->object);
    ent_buf_char(out, '"');
  }
  enti_print_modality(&p, row->modality);
  ent_buf_char(out, '\n');
  enti_print_quote(&p, row->evidence);
  put_origin(&p, row);
}
