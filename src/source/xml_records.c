/* Records of large XML files. A record ends with its end tag, or, where that is missing, at the next record. */
#include "source/xml_records.h"

#include "source/ascii.h"

#include <string.h>

#define LOOK 32 /* bytes that tell what a "<" begins */

void enti_xml_records_init(enti_xml_records *r, const enti_input *input, const char *const *names, size_t n)
{
  *r = (enti_xml_records){.input = input, .names = names, .n_names = n};
  r->bytes = ENT_BUF_INIT(enti_input_limit(input) + ((size_t)1 << 20));
  r->preface = ENT_BUF_INIT(ENTI_XML_PREFACE);
  r->base = input->stream->offset;
}

void enti_xml_records_done(enti_xml_records *r)
{
  ent_buf_done(&r->bytes);
  ent_buf_done(&r->preface);
}

/* ---- the bytes in hand --------------------------------------------------------------------------------------------- */

static void keep_preface(enti_xml_records *r, size_t n)
{
  size_t room = ENTI_XML_PREFACE - r->preface.n;
  if (!r->started)
    ent_buf_add(&r->preface, r->bytes.p, n < room ? n : room);
}

static void drop(enti_xml_records *r, size_t n)
{
  for (size_t i = 0; i < n; i++)
    r->lines += r->bytes.p[i] == '\n';
  if (n)
    memmove(r->bytes.p, r->bytes.p + n, r->bytes.n - n);
  r->bytes.n -= n;
  r->base += n;
  r->at -= n < r->at ? n : r->at;
}

static ent_status more(enti_xml_records *r, bool *ret_end, ent_error *err)
{
  ent_str some;
  ent_status status = enti_stream_some(r->input->stream, &some, err);
  if (status)
    return status;
  *ret_end = some.n == 0;
  ent_buf_add(&r->bytes, some.p, some.n);
  enti_stream_consume(r->input->stream, some.n);
  return r->bytes.failed ? ent_fail(err, ENT_ENOMEM, r->base, "out of memory") : ENT_OK;
}

/* ---- the search ------------------------------------------------------------------------------------------------------ */

static bool names_record(const enti_xml_records *r, ent_str here, char name[16])
{
  size_t skip = 1;
  for (size_t i = 1; i < here.n && i < 12; i++) /* a prefix: atom:entry */
    if (here.p[i] == ':')
      skip = i + 1;
  ent_str rest = ent_str_slice(here, skip, here.n);
  for (size_t i = 0; i < r->n_names; i++) {
    size_t n = strlen(r->names[i]);
    if (!enti_starts_nocase(rest, r->names[i]) || (n < rest.n && !enti_is_blank(rest.p[n]) && rest.p[n] != '>' && rest.p[n] != '/'))
      continue;
    memcpy(name, r->names[i], n + 1);
    return true;
  }
  return false;
}

static bool closes(const enti_xml_records *r, ent_str here)
{
  size_t skip = 2;
  if (!ent_str_starts(here, ENT_STR("</")))
    return false;
  for (size_t i = 2; i < here.n && i < 12; i++)
    if (here.p[i] == ':')
      skip = i + 1;
  ent_str rest = ent_str_slice(here, skip, here.n);
  size_t n = strlen(r->name);
  return enti_starts_nocase(rest, r->name) && (rest.n == n || !enti_is_letter(rest.p[n]));
}

/* End of a comment or CDATA section at `at`: 0 where there is none, SIZE_MAX where its end is not in hand. */
static size_t shielded(ent_str s, size_t at)
{
  ent_str here = ent_str_slice(s, at, s.n);
  bool comment = ent_str_starts(here, ENT_STR("<!--"));
  if (!comment && !ent_str_starts(here, ENT_STR("<![CDATA[")))
    return 0;
  const char *end = memmem(here.p, here.n, comment ? "-->" : "]]>", 3);
  return end ? (size_t)(end - s.p) + 3 : SIZE_MAX;
}

typedef enum found { FOUND_NOTHING, FOUND_BEGIN, FOUND_END } found;

/* Searches on from r->at. FOUND_END: *ret_n bytes are the record. */
static found search(enti_xml_records *r, bool end, size_t *ret_n)
{
  ent_str s = ent_buf_view(&r->bytes);
  while (r->at < s.n) {
    const char *p = memchr(s.p + r->at, '<', s.n - r->at);
    r->at = p ? (size_t)(p - s.p) : s.n;
    if (!p || (s.n - r->at < LOOK && !end))
      return FOUND_NOTHING;
    size_t behind = shielded(s, r->at);
    if (behind) {
      if (behind == SIZE_MAX && !end)
        return FOUND_NOTHING;
      r->at = behind == SIZE_MAX ? r->at + 4 : behind; /* never closed: go on inside */
      continue;
    }
    ent_str here = ent_str_slice(s, r->at, s.n);
    char name[16];
    bool record = names_record(r, here, name);
    if (!r->inside && record) {
      memcpy(r->name, name, sizeof name);
      return FOUND_BEGIN;
    }
    if (r->inside && record && r->at > 0) {
      *ret_n = r->at; /* the end tag is missing */
      return FOUND_END;
    }
    if (r->inside && closes(r, here)) {
      const char *close = memchr(here.p, '>', here.n);
      if (!close && !end)
        return FOUND_NOTHING;
      *ret_n = close ? (size_t)(close - s.p) + 1 : s.n;
      return FOUND_END;
    }
    r->at++;
  }
  return FOUND_NOTHING;
}

/* ---- records ---------------------------------------------------------------------------------------------------------- */

static void find_charset(enti_xml_records *r)
{
  ent_str head = ent_str_slice(ent_buf_view(&r->preface), 0, 300);
  size_t at = enti_find_nocase(head, "encoding");
  ent_str value = at == SIZE_MAX ? ENT_STR_NONE : enti_xml_attribute(ent_str_slice(head, at, head.n), "encoding");
  if (value.n && value.n < sizeof r->charset) {
    memcpy(r->charset, value.p, value.n);
    r->charset[value.n] = 0;
  }
}

static ent_status give(enti_xml_records *r, size_t n, enti_xml_record *ret, ent_error *err)
{
  ent_str bytes = {r->bytes.p, n};
  r->taken = n;
  r->inside = false;
  *ret = (enti_xml_record){.line = r->lines + 1, .base = r->base};
  ent_str charset = r->charset[0] ? ent_str_of(r->charset) : r->input->charset;
  ent_status status = enti_decode(bytes, r->base, charset, &ret->decoded, err);
  if (status)
    return status;
  size_t at = 0;
  if (!enti_xml_next(ret->decoded.text, &at, &ret->tag) || !ret->tag.name.n) {
    enti_decoded_done(&ret->decoded);
    return ent_fail(err, ENT_EINPUT, r->base, "line %zu: a start tag without its end", r->lines + 1);
  }
  size_t from = at;
  ret->content = ret->tag.kind == ENTI_XML_OPEN ? enti_xml_content(ret->decoded.text, &from, ret->tag.name) : ENT_STR_NONE;
  return ENT_OK;
}

/* A record beyond the limit: it is dropped, and the search goes on behind it. */
static ent_status too_large(enti_xml_records *r, ent_error *err)
{
  ent_status status = ent_fail(err, ENT_ELIMIT, r->base, "line %zu: longer than the limit of %zu bytes", r->lines + 1,
                               enti_input_limit(r->input));
  r->inside = false;
  drop(r, r->at ? r->at : r->bytes.n);
  return status;
}

ent_status enti_xml_records_next(enti_xml_records *r, enti_xml_record *ret, bool *ret_any, ent_error *err)
{
  drop(r, r->taken);
  r->taken = 0;
  *ret_any = true;
  for (bool end = false;;) {
    size_t n = 0;
    switch (search(r, end, &n)) {
    case FOUND_BEGIN:
      keep_preface(r, r->at);
      if (!r->started)
        find_charset(r);
      r->started = true;
      drop(r, r->at);
      r->inside = true;
      r->at = 1;
      continue;
    case FOUND_END:
      return n > enti_input_limit(r->input) ? too_large(r, err) : give(r, n, ret, err);
    case FOUND_NOTHING:
      break;
    }
    if (r->inside && r->bytes.n > enti_input_limit(r->input))
      return too_large(r, err);
    if (end && r->inside)
      return give(r, r->bytes.n, ret, err);
    if (end)
      break;
    if (!r->inside) {
      keep_preface(r, r->at);
      drop(r, r->at);
    }
    ent_status status = more(r, &end, err);
    if (status)
      return status;
  }
  *ret_any = false;
  return ENT_OK;
}
