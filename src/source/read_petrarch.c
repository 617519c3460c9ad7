/* PETRARCH's input: <Sentence date id source><Text>…</Text><Parse>…</Parse></Sentence>, and whole <Article>s; also the
 * records of its validation files. Each record is a document. */
#include "source/xml_records.h"

#include "base/fault.h"
#include "source/ascii.h"
#include "source/date_words.h"

#include <string.h>

typedef struct petrarch_reader {
  enti_reader reader;
  enti_input input;
  enti_xml_records records;
  size_t number;
  bool done;
} petrarch_reader;

/* Text between tags, references resolved; empty when out of memory (draft->failed). */
static ent_str plain(enti_draft *draft, ent_str content, const enti_decoded *whole)
{
  ent_buf text = ENT_BUF_INIT(ENT_MAX_DOCUMENT);
  enti_map map = {0};
  draft->failed |= !enti_xml_text(content, whole, true, &text, &map);
  ent_str kept = text.n ? enti_draft_keep(draft, ent_buf_view(&text)) : ENT_STR_NONE;
  ent_buf_done(&text);
  enti_map_done(&map);
  return kept;
}

static void keep_as_json(enti_draft *draft, const char *name, ent_str value)
{
  ent_buf json = ENT_BUF_INIT(ENT_MAX_DOCUMENT);
  if (!value.n)
    return;
  ent_buf_json(&json, value);
  draft->failed |= json.failed;
  enti_draft_field(draft, ent_str_of(name), ent_buf_view(&json));
  ent_buf_done(&json);
}

static void take_attributes(enti_draft *draft, const enti_xml_record *record)
{
  static const char *const kept[] = {"category", "place", "evaluate", "mongoid", "valid", "sentence"};
  ent_str a = record->tag.inside;
  ent_document *doc = draft->doc;
  doc->id = plain(draft, enti_xml_attribute(a, "id"), &record->decoded);
  doc->source = plain(draft, enti_xml_attribute(a, "source"), &record->decoded);
  doc->url = plain(draft, enti_xml_attribute(a, "url"), &record->decoded);
  doc->date = enti_date_of_metadata(enti_xml_attribute(a, "date"));
  doc->date_basis = ent_date_known(doc->date) ? ENT_BASIS_METADATA : ENT_BASIS_NONE;
  for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
    keep_as_json(draft, kept[i], plain(draft, enti_xml_attribute(a, kept[i]), &record->decoded));
}

/* The content of <Text>, or of the record itself where only text is in it. */
static ent_status find_text(const enti_xml_record *record, enti_draft *draft, ent_str *ret, ent_error *err)
{
  enti_xml_token token;
  ent_str s = record->content;
  bool found = false;
  for (size_t at = 0; enti_xml_next(s, &at, &token);) {
    if (token.kind != ENTI_XML_OPEN)
      continue;
    ent_str content = enti_xml_content(s, &at, token.name);
    if (!found && enti_eq_nocase(token.name, "text")) {
      *ret = content;
      found = true;
    } else if (enti_eq_nocase(token.name, "parse")) {
      keep_as_json(draft, "parse", content);
    }
  }
  if (found)
    return ENT_OK;
  return ent_fail(err, ENT_EINPUT, record->base, "line %zu: a record without <Text>", record->line);
}

/* A missing </Text> lets its content run on into <Parse>: the text ends there. */
static ent_str before_parse(ent_str content)
{
  size_t at = enti_find_nocase(content, "<parse");
  return at == SIZE_MAX ? content : ent_str_slice(content, 0, at);
}

static ent_status fill(enti_draft *draft, const enti_xml_record *record, ent_error *err)
{
  ent_buf text = ENT_BUF_INIT(ENT_MAX_DOCUMENT);
  enti_map map = {0};
  ent_str content = ENT_STR_NONE;
  take_attributes(draft, record);
  ent_status status = find_text(record, draft, &content, err);
  if (!status) {
    draft->failed |= !enti_xml_text(before_parse(content), &record->decoded, true, &text, &map);
    draft->origin = &map;
    draft->origin_length = (uint32_t)text.n;
    enti_draft_add(draft, ent_buf_view(&text), 0, text.n);
    draft->origin = NULL;
  }
  ent_buf_done(&text);
  enti_map_done(&map);
  return status;
}

static ent_status read_record(petrarch_reader *r, enti_xml_record *record, ent_document **ret, ent_error *err)
{
  enti_draft draft;
  ent_status status = enti_draft_init(&draft, ENT_STR("petrarch-xml"), err);
  if (!status) {
    status = fill(&draft, record, err);
    if (!status)
      status = enti_input_finish(&r->input, &draft, r->number, ret, err);
    enti_draft_done(&draft);
  }
  enti_decoded_done(&record->decoded);
  return status;
}

static ent_status petrarch_next(enti_reader *reader, ent_document **ret, ent_error *err)
{
  petrarch_reader *r = (petrarch_reader *)reader;
  enti_xml_record record;
  ent_error inner = {.offset = ENT_NO_OFFSET};
  bool any = false;
  *ret = NULL;
  if (r->done)
    return ENT_OK;
  ent_status status = enti_xml_records_next(&r->records, &record, &any, &inner);
  r->done = (!status && !any) || status == ENT_EIO || status == ENT_ENOMEM;
  r->number++;
  if (!status && any)
    status = read_record(r, &record, ret, &inner);
  else if (!status && r->number == 1)
    status = ent_fail(&inner, ENT_EINPUT, ENT_NO_OFFSET, "no <Sentence> and no <Article> in it");
  if (status && err) {
    *err = inner;
    enti_input_fail(&r->input, err, status, any || status != ENT_EINPUT ? r->number : 0);
  }
  return status;
}

static void petrarch_close(enti_reader *reader)
{
  petrarch_reader *r = (petrarch_reader *)reader;
  enti_xml_records_done(&r->records);
  free(r);
}

ent_status enti_open_petrarch(const enti_input *input, enti_reader **ret, ent_error *err)
{
  static const char *const names[] = {"sentence", "article"};
  petrarch_reader *r = enti_calloc(1, sizeof *r);
  if (!r)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  *r = (petrarch_reader){.reader = {petrarch_next, petrarch_close}, .input = *input};
  enti_xml_records_init(&r->records, &r->input, names, 2);
  *ret = &r->reader;
  return ENT_OK;
}
