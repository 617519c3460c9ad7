/* Fields of JSON records by their usual names. */
#include "source/record.h"

#include "source/ascii.h"
#include "source/date_words.h"
#include "source/html.h"
#include "source/json_scan.h"
#include "source/sniff.h"

#include <string.h>

typedef enum field { F_ID, F_DATE, F_SOURCE, F_TITLE, F_TEXT, F_URL, F_LANGUAGE, F_COUNT } field;

/* In order of preference within each field; names without case, '_', '-' and blanks. */
typedef struct synonym {
  const char *name;
  field field;
} synonym;

static const synonym SYNONYMS[] = {
    {"id", F_ID},               {"docid", F_ID},           {"documentid", F_ID},      {"articleid", F_ID},
    {"storyid", F_ID},          {"uuid", F_ID},            {"guid", F_ID},            {"uid", F_ID},
    {"date", F_DATE},           {"datepublished", F_DATE}, {"publishedat", F_DATE},   {"published", F_DATE},
    {"publishdate", F_DATE},    {"publisheddate", F_DATE}, {"publicationdate", F_DATE}, {"pubdate", F_DATE},
    {"datetime", F_DATE},       {"publishedon", F_DATE},   {"publishedtime", F_DATE}, {"publishtime", F_DATE},
    {"datepub", F_DATE},        {"timestamp", F_DATE},     {"createdat", F_DATE},     {"created", F_DATE},
    {"source", F_SOURCE},       {"publisher", F_SOURCE},   {"publication", F_SOURCE}, {"sourcename", F_SOURCE},
    {"outlet", F_SOURCE},       {"newspaper", F_SOURCE},   {"sitename", F_SOURCE},    {"site", F_SOURCE},
    {"medium", F_SOURCE},       {"domain", F_SOURCE},      {"sourcedomain", F_SOURCE},
    {"title", F_TITLE},         {"headline", F_TITLE},     {"heading", F_TITLE},
    {"text", F_TEXT},           {"body", F_TEXT},          {"articlebody", F_TEXT},   {"fulltext", F_TEXT},
    {"articletext", F_TEXT},    {"maintext", F_TEXT},      {"bodytext", F_TEXT},      {"contenttext", F_TEXT},
    {"content", F_TEXT},        {"article", F_TEXT},       {"story", F_TEXT},         {"contenthtml", F_TEXT},
    {"bodyhtml", F_TEXT},       {"html", F_TEXT},          {"paragraphs", F_TEXT},    {"rawtext", F_TEXT},
    {"description", F_TEXT},    {"summary", F_TEXT},       {"abstract", F_TEXT},
    {"url", F_URL},             {"link", F_URL},           {"uri", F_URL},            {"weburl", F_URL},
    {"canonicalurl", F_URL},    {"sourceurl", F_URL},      {"permalink", F_URL},
    {"language", F_LANGUAGE},   {"lang", F_LANGUAGE},      {"languagecode", F_LANGUAGE},
};
#define N_SYNONYMS (sizeof SYNONYMS / sizeof *SYNONYMS)

typedef struct record {
  const enti_input *input;
  const enti_decoded *whole;
  enti_draft draft;
  ent_str value[F_COUNT];  /* raw; empty where it is not there */
  size_t rank[F_COUNT];    /* of the name that gave it */
  ent_buf text;            /* a decoded string that the draft copies from */
  enti_map map;
} record;

/* ---- which field is what ------------------------------------------------------------------------------------------------ */

static size_t find_synonym(ent_str key)
{
  char plain[24];
  size_t n = 0;
  for (size_t i = 0; i < key.n; i++) {
    if (key.p[i] == '_' || key.p[i] == '-' || key.p[i] == ' ' || key.p[i] == ':')
      continue;
    if (n == sizeof plain)
      return N_SYNONYMS;
    plain[n++] = enti_lower(key.p[i]);
  }
  for (size_t i = 0; i < N_SYNONYMS; i++)
    if (ent_str_eq((ent_str){plain, n}, ent_str_of(SYNONYMS[i].name)))
      return i;
  return N_SYNONYMS;
}

static bool is_string(ent_str value)
{
  return value.n >= 2 && value.p[0] == '"';
}

/* {"name": "Reuters"}, {"$date": "…"}: the string that stands for the object. */
static ent_str inner_value(ent_str value)
{
  static const char *const names[] = {"name", "title", "$oid", "$date", "value", "rendered", "text", "#text"};
  if (!value.n || value.p[0] != '{')
    return value;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    ent_str inner = enti_json_get(value, names[i]);
    if (inner.n && inner.p[0] != '{' && inner.p[0] != '[')
      return inner;
  }
  return ENT_STR_NONE;
}

/* Can the value serve as that field? An empty string or null cannot, nor a number as text. */
static bool serves(field f, ent_str value)
{
  value = inner_value(value);
  if (!value.n || value.p[0] == 'n' || value.p[0] == 't' || value.p[0] == 'f' || (is_string(value) && value.n == 2))
    return false;
  if (f == F_TEXT)
    return is_string(value) || value.p[0] == '[';
  if (f == F_ID || f == F_DATE)
    return value.p[0] != '[';
  return is_string(value);
}

static void keep_field(record *r, ent_str key, ent_str value)
{
  ent_buf name = ENT_BUF_INIT(4096);
  enti_map map = {0};
  ent_str quoted = {key.p - 1, key.n + 2};
  if (enti_json_decode(quoted, r->whole, &name, &map))
    enti_draft_field(&r->draft, ent_buf_view(&name), value);
  ent_buf_done(&name);
  enti_map_done(&map);
}

static void sort_fields(record *r)
{
  ent_str key, value, keys[F_COUNT] = {{0}};
  for (size_t at = 0; enti_json_member(r->whole->text, &at, &key, &value);) {
    size_t rank = find_synonym(key);
    field f = rank < N_SYNONYMS ? SYNONYMS[rank].field : F_COUNT;
    if (f == F_COUNT || !serves(f, value) || (r->value[f].n && r->rank[f] <= rank)) {
      keep_field(r, key, value);
      continue;
    }
    if (r->value[f].n)
      keep_field(r, keys[f], r->value[f]);
    keys[f] = key;
    r->value[f] = value;
    r->rank[f] = rank;
  }
}

/* ---- strings --------------------------------------------------------------------------------------------------------------- */

/* Decodes into r->text and r->map, emptied before. Empty where the value is no string. */
static ent_str decode(record *r, ent_str value)
{
  ent_buf_clear(&r->text);
  r->map.n = 0;
  value = inner_value(value);
  if (is_string(value) && !enti_json_decode(value, r->whole, &r->text, &r->map))
    r->draft.failed = true;
  else if (!is_string(value))
    ent_buf_str(&r->text, value); /* a number, as it is written */
  return ent_str_trim(ent_buf_view(&r->text));
}

static ent_str kept(record *r, field f)
{
  ent_str s = r->value[f].n ? decode(r, r->value[f]) : ENT_STR_NONE;
  return s.n ? enti_draft_keep(&r->draft, s) : ENT_STR_NONE;
}

/* From here on the draft's offsets are offsets in r->text. */
static void copy_from_text(record *r)
{
  r->draft.origin = &r->map;
  r->draft.origin_length = (uint32_t)r->text.n;
}

static void take_title(record *r)
{
  ent_str s = r->value[F_TITLE].n ? decode(r, r->value[F_TITLE]) : ENT_STR_NONE;
  for (size_t i = 0; i < s.n; i++)
    if (s.p[i] == '\n')
      r->text.p[(size_t)(s.p - r->text.p) + i] = ' ';
  copy_from_text(r);
  if (s.n)
    enti_draft_title(&r->draft, s, (uint64_t)(s.p - r->text.p), s.n);
}

static bool is_html(record *r, ent_str s)
{
  const char *name = SYNONYMS[r->rank[F_TEXT]].name;
  bool named = strstr(name, "html") != NULL;
  return s.n && (named || (memchr(s.p, '<', s.n) && enti_looks_like_html(s)));
}

static ent_status take_string(record *r, ent_str value, ent_error *err)
{
  ent_str s = decode(r, value);
  copy_from_text(r);
  if (is_html(r, s))
    return enti_html_fragment(&r->draft, ent_buf_view(&r->text), err);
  if (s.n)
    enti_draft_body(&r->draft, s, (uint64_t)(s.p - r->text.p));
  return ENT_OK;
}

static ent_status take_text(record *r, ent_error *err)
{
  ent_str value = r->value[F_TEXT], element;
  if (!value.n || value.p[0] != '[')
    return value.n ? take_string(r, value, err) : ENT_OK;
  ent_status status = ENT_OK;
  for (size_t at = 0; !status && enti_json_element(value, &at, &element);)
    if (is_string(element)) { /* a list of paragraphs */
      enti_draft_glue(&r->draft, "\n\n");
      status = take_string(r, element, err);
    }
  return status;
}

/* ---- the whole --------------------------------------------------------------------------------------------------------------- */

static ent_status fill(record *r, ent_error *err)
{
  ent_document *doc = r->draft.doc;
  sort_fields(r);
  if (!r->value[F_TEXT].n && !r->value[F_TITLE].n)
    return ent_fail(err, ENT_EINPUT, r->whole->map.n ? r->whole->map.pieces[0].from : 0,
                    "no text (none of the fields text, body, content … is there)");
  doc->id = kept(r, F_ID);
  doc->source = kept(r, F_SOURCE);
  doc->url = kept(r, F_URL);
  doc->language = kept(r, F_LANGUAGE);
  if (r->value[F_DATE].n)
    doc->date = enti_date_of_metadata(decode(r, r->value[F_DATE]));
  doc->date_basis = ent_date_known(doc->date) ? ENT_BASIS_METADATA : ENT_BASIS_NONE;
  take_title(r);
  return take_text(r, err);
}

ent_status enti_record_read(const enti_input *input, const enti_decoded *whole, ent_str kind, size_t number,
                            ent_document **ret, ent_error *err)
{
  record r = {.input = input, .whole = whole, .text = ENT_BUF_INIT(ENT_MAX_DOCUMENT)};
  ent_status status = enti_draft_init(&r.draft, kind, err);
  if (!status) {
    status = fill(&r, err);
    if (!status)
      status = enti_input_finish(input, &r.draft, number, ret, err);
    enti_draft_done(&r.draft);
  }
  ent_buf_done(&r.text);
  enti_map_done(&r.map);
  return status;
}
