/* HTML pages: decoded, parsed, the main text written, metadata taken. */
#include "source/html.h"

#include "source/ascii.h"
#include "source/html_meta.h"
#include "source/html_text.h"
#include "source/reader.h"

#include <string.h>

/* <meta charset="…"> or <meta http-equiv … content="text/html; charset=…"> in the first bytes. */
static ent_str declared_charset(ent_str bytes)
{
  ent_str head = ent_str_slice(bytes, 0, 4096);
  size_t at = enti_find_nocase(head, "charset");
  if (at == SIZE_MAX)
    return ENT_STR_NONE;
  at += 7;
  while (at < head.n && strchr(" =\"'\t", head.p[at]))
    at++;
  size_t end = at;
  while (end < head.n && !strchr(" \"'/>;\t\n", head.p[end]))
    end++;
  return ent_str_slice(head, at, end);
}

static void take_meta(enti_draft *draft, enti_htree *tree)
{
  enti_hmeta meta;
  ent_document *doc = draft->doc;
  enti_hmeta_read(tree, &meta);
  if (!doc->title.n && meta.title.s.n)
    enti_draft_title(draft, meta.title.s, meta.title.at, meta.title.n);
  if (!doc->source.n && meta.source.n)
    doc->source = enti_draft_keep(draft, meta.source);
  if (!doc->url.n && meta.url.n)
    doc->url = enti_draft_keep(draft, meta.url);
  if (!doc->language.n && meta.language.n)
    doc->language = enti_draft_keep(draft, meta.language);
  if (!ent_date_known(doc->date) && ent_date_known(meta.date)) {
    doc->date = meta.date;
    doc->date_basis = ENT_BASIS_METADATA;
  }
  if (meta.title_node != SIZE_MAX)
    tree->nodes[meta.title_node].flags |= ENTI_H_SKIP;
}

ent_status enti_html_page(enti_draft *draft, ent_str html, ent_error *err)
{
  enti_htree tree;
  ent_status status = enti_htree_parse(&tree, html, err);
  if (status)
    return status;
  take_meta(draft, &tree);
  enti_htext_write(&tree, enti_htext_find(&tree), false, draft);
  enti_htree_done(&tree);
  return ENT_OK;
}

ent_status enti_html_fragment(enti_draft *draft, ent_str html, ent_error *err)
{
  enti_htree tree;
  ent_status status = enti_htree_parse(&tree, html, err);
  if (status)
    return status;
  enti_htext_write(&tree, 0, true, draft);
  enti_htree_done(&tree);
  return ENT_OK;
}

ent_status enti_read_html(const enti_input *input, ent_str bytes, uint64_t base, ent_document **ret, ent_error *err)
{
  enti_decoded decoded;
  enti_draft draft;
  ent_str charset = input->charset.n ? input->charset : declared_charset(bytes);
  ent_status status = enti_decode(bytes, base, charset, &decoded, err);
  if (status)
    return status;
  status = enti_draft_init(&draft, ENT_STR("html"), err);
  if (!status) {
    draft.origin = &decoded.map;
    draft.origin_length = (uint32_t)decoded.text.n;
    status = enti_html_page(&draft, decoded.text, err);
    if (!status)
      status = enti_input_finish(input, &draft, 0, ret, err);
    enti_draft_done(&draft);
  }
  enti_decoded_done(&decoded);
  return status;
}
