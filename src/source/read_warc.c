/* WARC (ISO 28500): what a crawler got, record after record. Responses and resources that are text, HTML, JSON, XML or
 * PDF are read; the rest is passed over. */
#include "source/reader.h"

#include "base/fault.h"
#include "source/ascii.h"
#include "source/sniff.h"
#include "source/unpack.h"

#include <stdio.h>
#include <string.h>

#define HEADER_MOST ((size_t)256 << 10)

typedef struct warc_reader {
  enti_reader reader;
  enti_input input;
  ent_buf header, block, body;
  size_t number;
  bool done;
} warc_reader;

/* ---- headers ----------------------------------------------------------------------------------------------------------- */

/* Value of "Name: value" among lines, trimmed; empty where it is not there. */
static ent_str header_value(ent_str lines, const char *name)
{
  ent_str line;
  size_t n = strlen(name);
  while (ent_str_split(&lines, '\n', &line))
    if (enti_starts_nocase(line, name) && line.n > n && line.p[n] == ':')
      return ent_str_trim(ent_str_slice(line, n + 1, line.n));
  return ENT_STR_NONE;
}

static uint64_t number_of(ent_str s, unsigned base, bool *ret_fine)
{
  uint64_t value = 0;
  size_t i = 0;
  for (; i < s.n; i++) {
    char c = enti_lower(s.p[i]);
    unsigned digit = enti_is_digit(c) ? (unsigned)(c - '0') : c >= 'a' && c <= 'f' ? (unsigned)(c - 'a' + 10) : 99;
    if (digit >= base || value > UINT64_MAX / 32)
      break;
    value = value * base + digit;
  }
  *ret_fine = i > 0;
  return value;
}

/* Lines up to a blank one, into r->header; *ret_any false at the end of the file. */
static ent_status read_header(warc_reader *r, bool *ret_any, ent_error *err)
{
  ent_buf_clear(&r->header);
  for (;;) {
    size_t before = r->header.n;
    bool any;
    ent_status status = enti_stream_line(r->input.stream, &r->header, &any, err);
    if (status)
      return status;
    ent_str line = ent_str_trim(ent_str_slice(ent_buf_view(&r->header), before, r->header.n));
    if (line.n == 0 && before == 0 && any) {
      ent_buf_clear(&r->header); /* blank lines between records */
      continue;
    }
    *ret_any = r->header.n > 0;
    if (line.n == 0 || !any)
      return ENT_OK;
  }
}

/* ---- HTTP --------------------------------------------------------------------------------------------------------------- */

static size_t header_end(ent_str block)
{
  const char *crlf = memmem(block.p, block.n, "\r\n\r\n", 4), *lf = memmem(block.p, block.n, "\n\n", 2);
  if (crlf && (!lf || crlf < lf))
    return (size_t)(crlf - block.p) + 4;
  return lf ? (size_t)(lf - block.p) + 2 : block.n;
}

static bool status_is_ok(ent_str http)
{
  const char *blank = memchr(http.p, ' ', http.n < 16 ? http.n : 16);
  return blank && http.p + http.n - blank > 4 && !memcmp(blank + 1, "200", 3);
}

static bool is_read(ent_str type)
{
  static const char *const types[] = {"text/html", "application/xhtml", "text/plain", "application/json", "text/xml",
                                      "application/xml", "application/rss", "application/atom", "application/pdf",
                                      "application/ld+json"};
  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    if (enti_starts_nocase(type, types[i]))
      return true;
  return type.n == 0;
}

static ent_str charset_of(ent_str type)
{
  size_t at = enti_find_nocase(type, "charset=");
  ent_str value = at == SIZE_MAX ? ENT_STR_NONE : ent_str_slice(type, at + 8, type.n);
  if (value.n && (value.p[0] == '"' || value.p[0] == '\''))
    value = ent_str_slice(value, 1, value.n);
  size_t n = 0;
  while (n < value.n && !strchr("\"'; \t", value.p[n]))
    n++;
  return ent_str_slice(value, 0, n);
}

/* Chunks put together. Damage ends the body early: what came before it is still read. */
static void dechunk(ent_str s, ent_buf *out)
{
  while (s.n) {
    const char *newline = memchr(s.p, '\n', s.n < 64 ? s.n : 64);
    bool fine = false;
    uint64_t n = newline ? number_of(ent_str_slice(s, 0, (size_t)(newline - s.p)), 16, &fine) : 0;
    if (!fine || n == 0)
      return;
    s = ent_str_slice(s, (size_t)(newline - s.p) + 1, s.n);
    ent_buf_add(out, s.p, n < s.n ? (size_t)n : s.n);
    s = ent_str_slice(s, n + 2 < s.n ? (size_t)n + 2 : s.n, s.n);
  }
}

static ent_status decompress(ent_str body, ent_buf *out, ent_error *err)
{
  enti_stream packed, plain = {0};
  enti_origin origin;
  enti_unpacker *unpacker = NULL;
  enti_member member;
  bool more = false;
  ent_status status = enti_origin_memory(body, &origin, err);
  if (status)
    return status;
  enti_stream_init(&packed, origin);
  status = enti_unpacker_open(&packed, &unpacker, err);
  if (!status)
    status = enti_unpacker_next(unpacker, &member, &more, err);
  if (!status && more) {
    enti_stream_init(&plain, member.origin);
    status = enti_stream_rest(&plain, out, err);
    enti_stream_done(&plain);
  }
  enti_unpacker_close(unpacker);
  enti_stream_done(&packed);
  return status;
}

/* The body of an HTTP message without its transfer and content codings. *ret_exact: it is a slice of the block. */
static ent_status take_body(warc_reader *r, ent_str http, ent_str *body, bool *ret_exact, ent_error *err)
{
  ent_str transfer = header_value(http, "transfer-encoding"), content = header_value(http, "content-encoding");
  *ret_exact = true;
  if (enti_find_nocase(transfer, "chunked") != SIZE_MAX) {
    ent_buf_clear(&r->body);
    dechunk(*body, &r->body);
    if (r->body.n) { /* crawlers often store bodies dechunked under the old header */
      *body = ent_buf_view(&r->body);
      *ret_exact = false;
    }
  }
  bool packed = ent_str_starts(*body, ENT_STR("\x1F\x8B")) || ent_str_starts(*body, ENT_STR("\x28\xB5\x2F\xFD"));
  if (packed) {
    ent_buf plain = ENT_BUF_INIT(enti_input_limit(&r->input));
    ent_status status = decompress(*body, &plain, err);
    ent_buf_done(&r->body);
    r->body = plain;
    *body = ent_buf_view(&r->body);
    *ret_exact = false;
    return status;
  }
  if (content.n && !enti_eq_nocase(content, "identity") && !enti_eq_nocase(content, "gzip") &&
      enti_find_nocase(ent_str_slice(*body, 0, 4096), "<") == SIZE_MAX)
    return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "content encoding %.*s is not read", content.n < 20 ? (int)content.n : 20,
                    content.p);
  return ENT_OK;
}

/* ---- records ---------------------------------------------------------------------------------------------------------------- */

static ent_status read_body(warc_reader *r, ent_str body, ent_str type, uint64_t base, ent_document **ret, ent_error *err)
{
  char room[80];
  const char *why;
  enti_input input = r->input;
  ent_str url = header_value(ent_buf_view(&r->header), "warc-target-uri");
  ent_date captured;
  if (url.n > 1 && url.p[0] == '<')
    url = ent_str_slice(url, 1, url.n - 1);
  input.url = url;
  input.charset = charset_of(type);
  if (ent_date_parse(header_value(ent_buf_view(&r->header), "warc-date"), &captured))
    input.weak_date = captured;
  char path[512], id[512];
  input.path.n = (size_t)snprintf(path, sizeof path, "%.*s:%zu", input.path.n < 480 ? (int)input.path.n : 480, input.path.p, r->number);
  input.path.p = path;
  input.id.n = (size_t)snprintf(id, sizeof id, "%.*s:%zu", input.id.n < 480 ? (int)input.id.n : 480, input.id.p, r->number);
  input.id.p = id;
  switch (enti_sniff(body, room, &why)) {
  case ENTI_KIND_HTML: return enti_read_html(&input, body, base, ret, err);
  case ENTI_KIND_TEXT: return enti_read_text(&input, body, base, ret, err);
  case ENTI_KIND_PDF: return enti_read_pdf(&input, body, base, ret, err);
  default: return ENT_OK; /* feeds and data among pages: no articles */
  }
}

static ent_status read_block(warc_reader *r, uint64_t base, ent_document **ret, ent_error *err)
{
  ent_str header = ent_buf_view(&r->header), block = ent_buf_view(&r->block), body = block;
  ent_str type = header_value(header, "content-type");
  bool exact = true;
  if (enti_starts_nocase(type, "application/http")) {
    size_t end = header_end(block);
    ent_str http = ent_str_slice(block, 0, end);
    type = header_value(http, "content-type");
    body = ent_str_slice(block, end, block.n);
    if (!status_is_ok(http) || !is_read(type))
      return ENT_OK;
    base += end;
    ent_status status = take_body(r, http, &body, &exact, err);
    if (status)
      return status;
  } else if (!is_read(type)) {
    return ENT_OK;
  }
  return body.n ? read_body(r, body, type, exact ? base : 0, ret, err) : ENT_OK;
}

static bool wanted(ent_str header)
{
  ent_str type = header_value(header, "warc-type");
  return enti_eq_nocase(type, "response") || enti_eq_nocase(type, "resource") || enti_eq_nocase(type, "conversion");
}

static ent_status next_record(warc_reader *r, ent_document **ret, ent_error *err)
{
  bool any = false, fine = false;
  uint64_t at = r->input.stream->offset;
  ent_status status = read_header(r, &any, err);
  r->done = status || !any;
  if (r->done)
    return status;
  r->number++;
  ent_str header = ent_buf_view(&r->header);
  uint64_t n = number_of(header_value(header, "content-length"), 10, &fine);
  if (!enti_starts_nocase(header, "warc/") || !fine) {
    r->done = true; /* nothing tells where the next record begins */
    return ent_fail(err, ENT_EINPUT, at, "no WARC header, or one without its length");
  }
  uint64_t base = r->input.stream->offset;
  if (!wanted(header))
    return enti_stream_skip(r->input.stream, n, err);
  if (n > enti_input_limit(&r->input)) {
    status = enti_stream_skip(r->input.stream, n, err);
    return status ? status
                  : ent_fail(err, ENT_ELIMIT, at, "larger than the limit of %zu bytes", enti_input_limit(&r->input));
  }
  ent_buf_clear(&r->block);
  status = enti_stream_take(r->input.stream, n, &r->block, err);
  if (!status && r->block.n < n)
    return ent_fail(err, ENT_EINPUT, base, "the file ends inside a record");
  return status ? status : read_block(r, base, ret, err);
}

static ent_status warc_next(enti_reader *reader, ent_document **ret, ent_error *err)
{
  warc_reader *r = (warc_reader *)reader;
  ent_status status = ENT_OK;
  ent_error inner = {.offset = ENT_NO_OFFSET};
  *ret = NULL;
  while (!r->done && !*ret && !status)
    status = next_record(r, ret, &inner);
  r->done |= status == ENT_EIO || status == ENT_ENOMEM;
  if (status && err) {
    *err = inner;
    enti_input_fail(&r->input, err, status, r->number ? r->number : 1);
  }
  return status;
}

static void warc_close(enti_reader *reader)
{
  warc_reader *r = (warc_reader *)reader;
  ent_buf_done(&r->header);
  ent_buf_done(&r->block);
  ent_buf_done(&r->body);
  free(r);
}

ent_status enti_open_warc(const enti_input *input, enti_reader **ret, ent_error *err)
{
  warc_reader *r = enti_calloc(1, sizeof *r);
  if (!r)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  size_t most = enti_input_limit(input);
  *r = (warc_reader){.reader = {warc_next, warc_close}, .input = *input, .header = ENT_BUF_INIT(HEADER_MOST)};
  r->block = ENT_BUF_INIT(most);
  r->body = ENT_BUF_INIT(most);
  *ret = &r->reader;
  return ENT_OK;
}
