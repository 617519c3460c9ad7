/* RSS and Atom: one document for each item or entry, its text from the fullest element that it has. */
#include "source/xml_records.h"

#include "base/fault.h"
#include "source/ascii.h"
#include "source/date_words.h"
#include "source/html.h"
#include "source/sniff.h"

#include <string.h>

typedef struct feed_reader {
  enti_reader reader;
  enti_input input;
  enti_xml_records records;
  ent_arena *arena;        /* of the next two */
  ent_str title, language; /* of the whole feed */
  bool knows_feed, done;
  size_t number;
} feed_reader;

/* What an entry holds; contents as they stand. */
typedef struct entry {
  ent_str title, text, date, id, link, source, language;
  unsigned text_rank, date_rank;
  bool xhtml;
} entry;

/* ---- elements ------------------------------------------------------------------------------------------------------- */

static unsigned rank_of_text(const enti_xml_token *t)
{
  if (enti_eq_nocase(t->name, "encoded"))
    return 4;
  if (enti_eq_nocase(t->name, "content") && !enti_eq_nocase(t->prefix, "media"))
    return 3;
  if (enti_eq_nocase(t->name, "description") && !enti_eq_nocase(t->prefix, "media"))
    return 2;
  return enti_eq_nocase(t->name, "summary") ? 1 : 0;
}

static unsigned rank_of_date(ent_str name)
{
  static const char *const names[] = {"updated", "modified", "created", "issued", "date", "published", "pubdate"};
  for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
    if (enti_eq_nocase(name, names[i]))
      return i + 1;
  return 0;
}

static void take_link(entry *e, const enti_xml_token *t, ent_str content)
{
  ent_str rel = enti_xml_attribute(t->inside, "rel"), href = enti_xml_attribute(t->inside, "href");
  if (!e->link.n && (!rel.n || enti_eq_nocase(rel, "alternate")))
    e->link = href.n ? href : content;
}

static void take_element(entry *e, const enti_xml_token *t, ent_str content)
{
  unsigned text = rank_of_text(t), date = rank_of_date(t->name);
  bool media = enti_eq_nocase(t->prefix, "media") || enti_eq_nocase(t->prefix, "itunes");
  if (text > e->text_rank && ent_str_trim(content).n) {
    e->text = content;
    e->text_rank = text;
    e->xhtml = enti_eq_nocase(enti_xml_attribute(t->inside, "type"), "xhtml");
  } else if (date > e->date_rank) {
    e->date = content;
    e->date_rank = date;
  } else if (enti_eq_nocase(t->name, "title") && !media && !e->title.n) {
    e->title = content;
  } else if (enti_eq_nocase(t->name, "guid") || enti_eq_nocase(t->name, "id")) {
    e->id = content;
  } else if (enti_eq_nocase(t->name, "link")) {
    take_link(e, t, content);
  } else if (enti_eq_nocase(t->name, "source") || enti_eq_nocase(t->name, "publisher")) {
    e->source = content;
  } else if (enti_eq_nocase(t->name, "language")) {
    e->language = content;
  }
}

static entry read_elements(ent_str s)
{
  entry e = {0};
  enti_xml_token token;
  for (size_t at = 0; enti_xml_next(s, &at, &token);) {
    if (token.kind == ENTI_XML_OPEN)
      take_element(&e, &token, enti_xml_content(s, &at, token.name));
    else if (token.kind == ENTI_XML_EMPTY && enti_eq_nocase(token.name, "link"))
      take_link(&e, &token, ENT_STR_NONE);
  }
  return e;
}

/* ---- the feed itself -------------------------------------------------------------------------------------------------- */

static ent_str plain(ent_arena *arena, ent_str content, const enti_decoded *whole)
{
  ent_buf text = ENT_BUF_INIT((size_t)1 << 20);
  enti_map map = {0};
  ent_str kept = ENT_STR_NONE;
  if (content.n && enti_xml_text(content, whole, true, &text, &map) && text.n)
    kept = ent_arena_str(arena, ent_buf_view(&text));
  ent_buf_done(&text);
  enti_map_done(&map);
  return kept;
}

/* <channel><title> or <feed><title>, before the first item. */
static void read_head(feed_reader *r)
{
  enti_decoded d;
  enti_xml_token token;
  if (enti_decode(ent_buf_view(&r->records.preface), 0, ent_str_of(r->records.charset), &d, NULL))
    return;
  for (size_t at = 0; enti_xml_next(d.text, &at, &token);) {
    bool title = enti_eq_nocase(token.name, "title"), image = enti_eq_nocase(token.name, "image");
    if (enti_eq_nocase(token.name, "feed") && !r->language.n)
      r->language = plain(r->arena, enti_xml_attribute(token.inside, "lang"), &d);
    if (token.kind != ENTI_XML_OPEN || !(title || image || enti_eq_nocase(token.name, "language")))
      continue;
    ent_str content = enti_xml_content(d.text, &at, token.name);
    if (title && !r->title.n)
      r->title = plain(r->arena, content, &d);
    else if (!image && !title && !r->language.n)
      r->language = plain(r->arena, content, &d);
  }
  enti_decoded_done(&d);
}

/* ---- entries ------------------------------------------------------------------------------------------------------------ */

static void take_title(enti_draft *draft, const entry *e, const enti_decoded *whole)
{
  ent_buf text = ENT_BUF_INIT((size_t)1 << 20);
  enti_map map = {0};
  if (e->title.n && enti_xml_text(e->title, whole, true, &text, &map) && text.n) {
    draft->origin = &map;
    draft->origin_length = (uint32_t)text.n;
    enti_draft_title(draft, ent_buf_view(&text), 0, text.n);
  }
  draft->origin = NULL;
  ent_buf_done(&text);
  enti_map_done(&map);
}

/* Escaped HTML, a CDATA section of it, XHTML in place, or plain text. */
static ent_status take_text(enti_draft *draft, const entry *e, const enti_decoded *whole, ent_error *err)
{
  ent_buf text = ENT_BUF_INIT(ENT_MAX_DOCUMENT);
  enti_map map = {0};
  ent_status status = ENT_OK;
  size_t begin = e->text.n ? (size_t)(e->text.p - whole->text.p) : 0;
  if (e->xhtml) {
    ent_buf_str(&text, e->text);
    draft->failed |= !enti_map_copy(&map, 0, &whole->map, (uint32_t)whole->text.n, (uint32_t)begin, (uint32_t)(begin + e->text.n));
  } else {
    draft->failed |= !enti_xml_text(e->text, whole, false, &text, &map);
  }
  draft->origin = &map;
  draft->origin_length = (uint32_t)text.n;
  ent_str s = ent_buf_view(&text), trimmed = ent_str_trim(s);
  bool html = s.n && memchr(s.p, '<', s.n) && memchr(s.p, '>', s.n);
  if (html || (s.n && memchr(s.p, '&', s.n)))
    status = enti_html_fragment(draft, s, err);
  else if (trimmed.n)
    enti_draft_body(draft, trimmed, (uint64_t)(trimmed.p - s.p));
  draft->origin = NULL;
  ent_buf_done(&text);
  enti_map_done(&map);
  return status;
}

static ent_status fill(feed_reader *r, enti_draft *draft, const enti_xml_record *record, ent_error *err)
{
  entry e = read_elements(record->content);
  ent_document *doc = draft->doc;
  const enti_decoded *whole = &record->decoded;
  if (!e.title.n && !e.text.n)
    return ent_fail(err, ENT_EINPUT, record->base, "line %zu: an entry without title and text", record->line);
  ent_str date = plain(doc->arena, e.date, whole);
  doc->date = enti_date_of_metadata(date);
  doc->date_basis = ent_date_known(doc->date) ? ENT_BASIS_METADATA : ENT_BASIS_NONE;
  doc->id = plain(doc->arena, e.id, whole);
  doc->url = plain(doc->arena, e.link, whole);
  doc->source = plain(doc->arena, e.source, whole);
  doc->language = plain(doc->arena, e.language, whole);
  if (!doc->source.n && r->title.n)
    doc->source = enti_draft_keep(draft, r->title);
  if (!doc->language.n && r->language.n)
    doc->language = enti_draft_keep(draft, r->language);
  take_title(draft, &e, whole);
  return take_text(draft, &e, whole, err);
}

static ent_status read_entry(feed_reader *r, enti_xml_record *record, ent_document **ret, ent_error *err)
{
  enti_draft draft;
  bool atom = enti_eq_nocase(record->tag.name, "entry");
  ent_status status = enti_draft_init(&draft, atom ? ENT_STR("atom") : ENT_STR("rss"), err);
  if (!status) {
    status = fill(r, &draft, record, err);
    if (!status)
      status = enti_input_finish(&r->input, &draft, r->number, ret, err);
    enti_draft_done(&draft);
  }
  enti_decoded_done(&record->decoded);
  return status;
}

static ent_status feed_next(enti_reader *reader, ent_document **ret, ent_error *err)
{
  feed_reader *r = (feed_reader *)reader;
  enti_xml_record record;
  ent_error inner = {.offset = ENT_NO_OFFSET};
  bool any = false;
  *ret = NULL;
  if (r->done)
    return ENT_OK;
  ent_status status = enti_xml_records_next(&r->records, &record, &any, &inner);
  r->done = (!status && !any) || status == ENT_EIO || status == ENT_ENOMEM;
  r->number++;
  if (!r->knows_feed)
    read_head(r);
  r->knows_feed = true;
  if (!status && any)
    status = read_entry(r, &record, ret, &inner);
  if (status && err) {
    *err = inner;
    enti_input_fail(&r->input, err, status, r->number);
  }
  return status;
}

static void feed_close(enti_reader *reader)
{
  feed_reader *r = (feed_reader *)reader;
  enti_xml_records_done(&r->records);
  ent_arena_free(r->arena);
  free(r);
}

ent_status enti_open_feed(const enti_input *input, enti_reader **ret, ent_error *err)
{
  static const char *const names[] = {"item", "entry"};
  feed_reader *r = enti_calloc(1, sizeof *r);
  if (!r)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  *r = (feed_reader){.reader = {feed_next, feed_close}, .input = *input, .arena = ent_arena_new(0)};
  enti_xml_records_init(&r->records, &r->input, names, 2);
  if (!r->arena) {
    feed_close(&r->reader);
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  }
  *ret = &r->reader;
  return ENT_OK;
}
