/* JSON: one object a line, an array of objects, or one object; read record by record, whatever the size of the file.
 * A record that is wrong is named with its number and place, and the next one is read. */
#include "source/reader.h"

#include "base/fault.h"
#include "source/ascii.h"
#include "source/json_scan.h"
#include "source/record.h"
#include "source/sniff.h"

#include <string.h>

typedef enum shape { SHAPE_LINES, SHAPE_ARRAY, SHAPE_OBJECTS } shape;

typedef struct json_reader {
  enti_reader reader;
  enti_input input;
  shape shape;
  ent_buf record;   /* bytes of the record in hand */
  uint64_t base;    /* their offset in the stream */
  size_t number;    /* of the record: its line, or its place in the array */
  bool done;
  ent_buf wrapper;  /* an object that holds an array of records; empty for none */
  uint64_t wrapper_base;
  ent_str list;     /* its array */
  size_t list_at;
} json_reader;

/* ---- taking records from the stream ----------------------------------------------------------------------------------- */

static ent_status next_line(json_reader *r, bool *ret_any, ent_error *err)
{
  for (;;) {
    ent_buf_clear(&r->record);
    r->base = r->input.stream->offset;
    r->number++;
    ent_status status = enti_stream_line(r->input.stream, &r->record, ret_any, err);
    if (status || !*ret_any)
      return status;
    ent_str line = ent_str_trim(ent_buf_view(&r->record));
    if (line.n && line.p[line.n - 1] == ',')
      line.n--;
    if (line.n == 0)
      continue;
    r->base += (uint64_t)(line.p - r->record.p);
    memmove(r->record.p, line.p, line.n);
    r->record.n = line.n;
    return ENT_OK;
  }
}

/* State of the search for the end of a value. */
typedef struct cutter {
  size_t depth;
  bool string, escaped, begun;
} cutter;

/* How many bytes of s belong to the value; *ret_end: it ends there. */
static size_t cut(cutter *c, ent_str s, bool *ret_end)
{
  for (size_t i = 0; i < s.n; i++) {
    char ch = s.p[i];
    if (c->string) {
      c->string = c->escaped || ch != '"';
      c->escaped = !c->escaped && ch == '\\';
      continue;
    }
    bool close = ch == '}' || ch == ']';
    if (c->depth == 0 && c->begun && (close || ch == ',' || enti_is_blank(ch)))
      return *ret_end = true, i; /* a scalar ends before what follows it */
    c->begun = true;
    c->string = ch == '"';
    c->depth += ch == '{' || ch == '[';
    c->depth -= close && c->depth;
    if (close && c->depth == 0)
      return *ret_end = true, i + 1;
  }
  return s.n;
}

/* Blanks and commas before a record. */
static ent_status skip_between(json_reader *r, ent_str *ret, ent_error *err)
{
  for (;;) {
    ent_status status = enti_stream_some(r->input.stream, ret, err);
    size_t n = 0;
    while (!status && n < ret->n && (enti_is_blank(ret->p[n]) || ret->p[n] == ','))
      n++;
    if (status || n < ret->n || n == 0)
      return enti_stream_consume(r->input.stream, n), *ret = ent_str_slice(*ret, n, ret->n), status;
    enti_stream_consume(r->input.stream, n);
  }
}

static ent_status next_value(json_reader *r, bool *ret_any, ent_error *err)
{
  ent_str some;
  cutter c = {0};
  ent_buf_clear(&r->record);
  r->number++;
  *ret_any = false;
  ent_status status = skip_between(r, &some, err);
  r->base = r->input.stream->offset;
  if (status || some.n == 0)
    return status;
  if (r->shape == SHAPE_ARRAY && some.p[0] == ']')
    return ENT_OK; /* whatever follows the array is no record */
  *ret_any = true;
  for (bool end = false; !end && some.n;) {
    size_t n = cut(&c, some, &end);
    if (n == 0 && end && r->record.n == 0)
      n = 1; /* a stray bracket: a record of its own, and a wrong one */
    ent_buf_add(&r->record, some.p, n);
    enti_stream_consume(r->input.stream, n);
    if (!end && (status = enti_stream_some(r->input.stream, &some, err)))
      return status;
  }
  if (r->record.failed)
    return ent_fail(err, r->input.stream->offset - r->base > r->record.max ? ENT_ELIMIT : ENT_ENOMEM, r->base,
                    "longer than the limit of %zu bytes", r->record.max);
  return ENT_OK;
}

/* ---- one record ------------------------------------------------------------------------------------------------------- */

static ent_status bad_record(const enti_decoded *d, size_t at, ent_error *err, const char *why)
{
  uint64_t place = enti_map_original(d->map.pieces, d->map.n, (uint32_t)at, (uint32_t)d->text.n);
  return ent_fail(err, ENT_EINPUT, place, "%s", why);
}

static ent_status check(const enti_decoded *d, ent_error *err)
{
  size_t at = 0;
  const char *why;
  if (!enti_json_check(d->text, &at, &why))
    return bad_record(d, at, err, why);
  if (d->text.p[0] != '{')
    return bad_record(d, 0, err, "not an object");
  while (at < d->text.n && enti_is_blank(d->text.p[at]))
    at++;
  return at == d->text.n ? ENT_OK : bad_record(d, at, err, "more than one value");
}

/* An object without a text of its own that holds a list of objects under a usual name ("articles": […]). */
static bool take_wrapper(json_reader *r, const enti_decoded *d)
{
  static const char *const names[] = {"articles", "items", "documents", "docs", "data", "results", "records", "entries",
                                      "stories", "news", "posts", "hits"};
  if (r->shape != SHAPE_OBJECTS || r->wrapper.n || d->text.p != r->record.p)
    return false; /* only where the bytes were UTF-8 as they are */
  if (enti_json_get(d->text, "text").n || enti_json_get(d->text, "body").n || enti_json_get(d->text, "content").n)
    return false;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    ent_str value = enti_json_get(d->text, names[i]), first;
    size_t at = 0;
    if (value.n && value.p[0] == '[' && enti_json_element(value, &at, &first) && first.p[0] == '{') {
      size_t offset = (size_t)(value.p - r->record.p);
      r->wrapper = r->record;
      r->record = ENT_BUF_INIT(r->wrapper.max);
      r->wrapper_base = r->base;
      r->list = (ent_str){r->wrapper.p + offset, value.n};
      r->list_at = 0;
      r->number = 0;
      return true;
    }
  }
  return false;
}

static ent_status next_listed(json_reader *r, bool *ret_any, ent_error *err)
{
  ent_str value;
  *ret_any = enti_json_element(r->list, &r->list_at, &value);
  if (!*ret_any)
    return ENT_OK;
  ent_buf_clear(&r->record);
  ent_buf_str(&r->record, value);
  r->base = r->wrapper_base + (uint64_t)(value.p - r->wrapper.p);
  r->number++;
  return r->record.failed ? ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory") : ENT_OK;
}

static ent_status read_record(json_reader *r, ent_document **ret, ent_error *err)
{
  enti_decoded d;
  ent_status status = enti_decode(ent_buf_view(&r->record), r->base, ENT_STR_NONE, &d, err);
  if (status)
    return status;
  status = d.text.n ? check(&d, err) : ent_fail(err, ENT_EINPUT, r->base, "empty");
  bool alone = r->shape == SHAPE_OBJECTS && !r->wrapper.n;
  if (!status && !take_wrapper(r, &d))
    status = enti_record_read(&r->input, &d, r->shape == SHAPE_LINES ? ENT_STR("jsonl") : ENT_STR("json"),
                              alone ? 0 : r->number, ret, err);
  enti_decoded_done(&d);
  return status;
}

/* ---- the reader ------------------------------------------------------------------------------------------------------- */

static ent_status take_next(json_reader *r, bool *ret_any, ent_error *err)
{
  if (r->wrapper.n)
    return next_listed(r, ret_any, err);
  return r->shape == SHAPE_LINES ? next_line(r, ret_any, err) : next_value(r, ret_any, err);
}

static ent_status json_next(enti_reader *reader, ent_document **ret, ent_error *err)
{
  json_reader *r = (json_reader *)reader;
  ent_error inner = {.offset = ENT_NO_OFFSET};
  ent_status status = ENT_OK;
  *ret = NULL;
  while (!r->done && !*ret && !status) {
    bool any = false;
    status = take_next(r, &any, &inner);
    r->done = (!status && !any) || status == ENT_EIO || status == ENT_ENOMEM ||
              (status && r->input.stream->end && r->input.stream->start == r->input.stream->window.n && !r->wrapper.n &&
               r->shape != SHAPE_LINES);
    if (!status && any)
      status = read_record(r, ret, &inner);
  }
  if (status && err) {
    *err = inner;
    enti_input_fail(&r->input, err, status, r->number);
  }
  return status;
}

static void json_close(enti_reader *reader)
{
  json_reader *r = (json_reader *)reader;
  ent_buf_done(&r->record);
  ent_buf_done(&r->wrapper);
  free(r);
}

/* One object a line, or objects that are broken over lines? Pretty-printed JSON has no line but the first that begins
 * with a brace, and its first line is no whole object. */
static bool are_lines(ent_str s)
{
  size_t at = 0;
  const char *why, *newline = memchr(s.p, '\n', s.n);
  ent_str first = ent_str_slice(s, 0, newline ? (size_t)(newline - s.p) : s.n);
  if (!newline)
    return s.n >= ENTI_SNIFF_BYTES && enti_find_nocase(s, "\n") == SIZE_MAX;
  if (enti_json_check(first, &at, &why) && ent_str_trim(ent_str_slice(first, at, first.n)).n <= 1)
    return ent_str_trim(ent_str_slice(s, first.n, s.n)).n > 0 || s.n >= ENTI_SNIFF_BYTES;
  for (size_t i = first.n; i + 1 < s.n; i++)
    if (s.p[i] == '\n' && s.p[i + 1] == '{')
      return ent_str_trim(first).n > 1;
  return false;
}

static ent_status find_shape(json_reader *r, ent_error *err)
{
  ent_str s;
  ent_status status = enti_stream_peek(r->input.stream, ENTI_SNIFF_BYTES, &s, err);
  if (status)
    return status;
  size_t skip = ent_str_starts(s, ENT_STR("\xEF\xBB\xBF")) ? 3 : 0;
  size_t lines = 0;
  while (skip < s.n && enti_is_blank(s.p[skip]))
    lines += s.p[skip++] == '\n';
  bool array = skip < s.n && s.p[skip] == '[';
  enti_stream_consume(r->input.stream, skip + array);
  s = ent_str_slice(s, skip, s.n);
  r->shape = array ? SHAPE_ARRAY : are_lines(s) ? SHAPE_LINES : SHAPE_OBJECTS;
  r->number = r->shape == SHAPE_LINES ? lines : 0;
  return ENT_OK;
}

ent_status enti_open_json(const enti_input *input, enti_reader **ret, ent_error *err)
{
  json_reader *r = enti_calloc(1, sizeof *r);
  if (!r)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  *r = (json_reader){.reader = {json_next, json_close}, .input = *input, .record = ENT_BUF_INIT(enti_input_limit(input))};
  ent_status status = find_shape(r, err);
  if (status) {
    json_close(&r->reader);
    return status;
  }
  *ret = &r->reader;
  return ENT_OK;
}
