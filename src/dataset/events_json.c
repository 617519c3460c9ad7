/* PLOVER's JSON: one object a line, or one array of objects; also the layout of the gold records of 2016. */
#include "dataset/events_json.h"

#include "base/hash.h"
#include "dataset/cells.h"
#include "dataset/relations.h"
#include "source/json_scan.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

/* ---- objects of a stream ------------------------------------------------------------------------------------------- */

static void pass(input *in, uint64_t *line, size_t n)
{
  size_t have;
  const char *p = input_view(in, &have);
  for (size_t i = 0; i < n && i < have; i++)
    *line += p[i] == '\n';
  input_consume(in, n);
}

/* Passes over what stands between objects: white space, the brackets and commas of an array. False at the end. */
static ent_status to_object(input *in, uint64_t *line, bool *ret_any, ent_error *err)
{
  for (;;) {
    size_t n, i = 0;
    const char *p = input_view(in, &n);
    while (i < n && (strchr(" \t\r\n,[]", p[i]) && p[i]))
      i++;
    pass(in, line, i);
    *ret_any = i < n;
    if (i < n)
      return ENT_OK;
    bool more;
    ent_status status = input_more(in, &more, err);
    if (status != ENT_OK || !more)
      return status;
  }
}

ent_status json_record_next(input *in, uint64_t *line, record *r, bool *ret_any, ent_error *err)
{
  ent_status status = to_object(in, line, ret_any, err);
  r->n = 1;
  r->wrong = NULL;
  r->ended = true;
  while (status == ENT_OK && *ret_any) {
    size_t n, at = 0;
    const char *p = input_view(in, &n), *why = NULL;
    bool more = false;
    bool ok = enti_json_check((ent_str){p, n}, &at, &why);
    if (!ok && at >= n) { /* it may go on */
      status = input_more(in, &more, err);
      if (status == ENT_OK && more)
        continue;
      if (status == ENT_OK)
        r->ended = false;
    }
    if (status != ENT_OK)
      break;
    const char *newline = memchr(p, '\n', n);
    size_t length = ok ? at : newline ? (size_t)(newline - p) : n;
    r->wrong = ok ? NULL : why ? why : "no JSON";
    r->line = *line + 1;
    r->whole = r->fields[0] = (ent_str){p, length};
    for (size_t i = 0; i < length; i++)
      *line += p[i] == '\n';
    input_consume(in, length);
    break;
  }
  return status;
}

/* ---- events ---------------------------------------------------------------------------------------------------------- */

static ent_str text_of(const json_t *value)
{
  if (json_is_array(value))
    value = json_array_get(value, 0);
  return json_is_string(value) ? (ent_str){json_string_value(value), json_string_length(value)} : ENT_STR_NONE;
}

static const json_t *either(const json_t *o, const char *name, const char *other)
{
  const json_t *v = json_object_get(o, name);
  return v ? v : json_object_get(o, other);
}

#define SIDE 32

/* Codes of a list of actors: objects with `code`, or strings. */
static size_t codes_of(const json_t *list, ent_str out[SIDE])
{
  size_t n = 0;
  if (json_is_object(list) || (json_is_string(list) && json_string_length(list))) {
    ent_str one = json_is_object(list) ? text_of(either(list, "code", "country_name")) : text_of(list);
    if (one.n)
      out[n++] = one;
    return n;
  }
  for (size_t i = 0; i < json_array_size(list) && n < SIDE; i++) {
    const json_t *item = json_array_get(list, i);
    ent_str one = json_is_object(item) ? text_of(either(item, "code", "country_name")) : text_of(item);
    if (one.n)
      out[n++] = one;
  }
  return n;
}

static double number_of(const json_t *v)
{
  if (json_is_array(v))
    v = json_array_get(v, 0);
  return json_is_number(v) ? json_number_value(v) : json_is_string(v) ? cell_number(text_of(v)) : NAN;
}

/* Types of the version of 2016 under their names of today. */
static ent_str type_today(ent_str type)
{
  static const char *const old[][2] = {{"DEMAND", "REQUEST"}, {"DISAPPROVE", "ACCUSE"}, {"INVESTIGATE", "ACCUSE"}, {"FIGHT", "ASSAULT"}};
  for (size_t i = 0; i < sizeof old / sizeof *old; i++)
    if (ent_str_eq(type, ent_str_of(old[i][0])))
      return ent_str_of(old[i][1]);
  return type;
}

typedef struct sides {
  ent_str a[SIDE], b[SIDE];
  size_t n_a, n_b;
} sides;

static ent_status put_pairs(loader *l, ent_field_event *e, ent_str id, const sides *s, ent_error *err)
{
  ent_status status = ENT_OK;
  bool failed = false, mutual = s->n_b == 0 && s->n_a > 1;
  for (size_t i = 0; i < (s->n_a ? s->n_a : 1) && status == ENT_OK; i++)
    for (size_t j = mutual ? i + 1 : 0; j < (mutual ? s->n_a : s->n_b ? s->n_b : 1) && status == ENT_OK; j++) {
      ent_str source = i < s->n_a ? s->a[i] : ENT_STR_NONE;
      ent_str target = mutual ? s->a[j] : j < s->n_b ? s->b[j] : ENT_STR_NONE;
      e->same = enti_hash_fixed(target, enti_hash_fixed(source, enti_hash_fixed(id, 1)));
      e->source = code_number(l, "iso3", translate_id, source, ENT_STR_NONE, ENT_STR_NONE, &failed);
      e->target = code_number(l, "iso3", translate_id, target, ENT_STR_NONE, ENT_STR_NONE, &failed);
      status = failed ? ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory") : put_event(l, e, err);
    }
  return status;
}

static ent_status read_event(loader *l, const json_t *o, ent_error *err)
{
  ent_field_event e = {.corpus = ENT_CORPUS_PLOVER, .quad = -1, .tone = NAN, .latitude = NAN, .longitude = NAN,
                       .mentions = -1, .sources = -1};
  ent_str id = text_of(json_object_get(o, "id")), type = type_today(text_of(json_object_get(o, "event")));
  ent_str mode = text_of(json_object_get(o, "mode"));
  bool failed = false;
  if (ent_str_eq(type, ENT_STR("DOCUMENT")))
    return ENT_OK; /* the file's own description */
  if (!id.n || !type.n)
    return row_wrong(err, "no id or type of event");
  if (!cell_day(text_of(json_object_get(o, "date")), &e.day))
    return row_wrong(err, "no day");
  sides s;
  s.n_a = codes_of(either(o, "actor", "source"), s.a);
  s.n_b = codes_of(either(o, "recipient", "target"), s.b);
  e.report = CELL_TEXT(cell_text(l->arena, id));
  e.code = word_number(l, type, &failed);
  e.mode = word_number(l, mode, &failed);
  double quad = number_of(json_object_get(o, "quad_code"));
  e.quad = quad >= 1 && quad <= 4 ? (int)quad : -1;
  e.score = number_of(json_object_get(o, "event_scale"));
  if (isnan(e.score) && l->options->score)
    e.score = l->options->score(l->options->score_context, type, mode);
  e.document = cell_text(l->arena, text_of(json_object_get(json_object_get(o, "cite_info"), "url")));
  if (!e.document.n)
    e.document = cell_text(l->arena, text_of(json_object_get(o, "link")));
  const json_t *place = json_object_get(o, "event_loc");
  e.place = cell_text(l->arena, text_of(json_object_get(place, "resolved_place")));
  e.latitude = number_of(json_object_get(place, "lat"));
  e.longitude = number_of(json_object_get(place, "lon"));
  return failed ? ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory") : put_pairs(l, &e, id, &s, err);
}

/* ---- NGEC's coder ------------------------------------------------------------------------------------------------------ */

/* Countries of an attribute's items, each once. */
static size_t countries_of(const json_t *list, ent_str out[SIDE])
{
  size_t n = 0;
  for (size_t i = 0; i < json_array_size(list) && n < SIDE; i++) {
    ent_str country = text_of(json_object_get(json_array_get(list, i), "country"));
    size_t k = 0;
    while (k < n && !ent_str_eq(out[k], country))
      k++;
    if (country.n && k == n)
      out[n++] = country;
  }
  return n;
}

static void read_place(loader *l, const json_t *o, ent_field_event *e)
{
  const json_t *geo = json_object_get(json_object_get(o, "event_geolocation"), "geo");
  e->place = cell_text(l->arena, text_of(json_object_get(geo, "resolved_placename")));
  e->latitude = number_of(json_object_get(geo, "lat"));
  e->longitude = number_of(json_object_get(geo, "lon"));
}

/* A sentence with what the coder answered of it: actors and recipients with countries, types and modes as lists. The
 * coder, which wrote POLECAT, resolves the date against that of the publication. */
static ent_status read_coded(loader *l, const json_t *o, ent_error *err)
{
  ent_field_event e = {.corpus = ENT_CORPUS_POLECAT, .quad = -1, .score = NAN, .tone = NAN, .mentions = -1, .sources = -1};
  const json_t *attributes = json_object_get(o, "attributes");
  ent_str type = text_of(json_object_get(o, "event_type")), mode = text_of(json_object_get(o, "event_mode"));
  ent_str id = text_of(json_object_get(o, "id")), day = text_of(either(o, "date_resolved", "date"));
  bool failed = false;
  sides s;
  if (!type.n || !id.n)
    return row_wrong(err, type.n ? "no id" : "no event_type");
  if (!cell_day(ent_str_slice(day, 0, 10), &e.day))
    return row_wrong(err, "no day");
  s.n_a = countries_of(json_object_get(attributes, "ACTOR"), s.a);
  s.n_b = countries_of(json_object_get(attributes, "RECIP"), s.b);
  e.report = CELL_TEXT(cell_text(l->arena, id));
  e.code = word_number(l, type, &failed);
  e.mode = word_number(l, mode, &failed);
  e.publisher = word_number(l, text_of(json_object_get(o, "publisher")), &failed);
  if (l->options->score)
    e.score = l->options->score(l->options->score_context, type, mode);
  e.document = cell_text(l->arena, text_of(json_object_get(o, "story_id")));
  read_place(l, o, &e);
  return failed ? ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory") : put_pairs(l, &e, id, &s, err);
}

/* ---- rows -------------------------------------------------------------------------------------------------------------- */

static ent_status json_row(loader *l, const record *r, ent_status (*read)(loader *, const json_t *, ent_error *), ent_error *err)
{
  json_error_t why;
  json_t *o = json_loadb(r->fields[0].p, r->fields[0].n, 0, &why);
  ent_status status = json_is_object(o) ? read(l, o, err) : row_wrong(err, "%s", o ? "not an object" : why.text);
  json_decref(o);
  return status;
}

static ent_status plover_row(loader *l, const record *r, ent_error *err)
{
  return json_row(l, r, read_event, err);
}

static ent_status ngec_row(loader *l, const record *r, ent_error *err)
{
  return json_row(l, r, read_coded, err);
}

static bool fits_json(const record *r)
{
  ent_str s = ent_str_trim(r->whole);
  return s.n && (s.p[0] == '{' || s.p[0] == '[');
}

const format format_plover = {.name = "plover", .title = "PLOVER JSON", .lines = true, .fits = fits_json, .row = plover_row};
const format format_ngec = {.name = "ngec", .title = "NGEC coder's JSON", .lines = true, .fits = fits_json, .row = ngec_row};

const format *json_format(ent_str start)
{
  return memmem(start.p, start.n, "\"attributes\"", 12) ? &format_ngec : &format_plover;
}
