/* Sources: a path gives files, a file gives streams (itself, or the members of an archive, and theirs), a stream gives
 * documents. Levels of that nesting are a short stack; the one on top gives the next document. */
#include <entente/source.h>

#include "base/fault.h"
#include "source/date_words.h"
#include "source/reader.h"
#include "source/sniff.h"
#include "source/unpack.h"
#include "source/walk.h"

#include <string.h>

#define DEEPEST 4 /* archives in archives */

typedef struct level {
  enti_stream stream;
  enti_input input;
  ent_arena *arena; /* path and id */
  bool sniffed;
  enti_reader *reader;
  enti_unpacker *unpacker; /* one of the two, once sniffed */
} level;

struct ent_source {
  ent_source_options options;
  ent_arena *arena; /* copies of the options' strings */
  enti_boilerplate *boilerplate;
  enti_walk *walk;
  level levels[DEEPEST];
  size_t n;
};

/* ---- names and dates -------------------------------------------------------------------------------------------- */

static ent_str base_name(ent_str path)
{
  for (size_t i = path.n; i-- > 0;)
    if (path.p[i] == '/')
      return ent_str_slice(path, i + 1, path.n);
  return path;
}

/* Without its ending, and without those of compression before it: "a.html.gz" → "a". */
static ent_str without_ending(ent_str name)
{
  static const char *const packed[] = {".gz", ".zst", ".xz", ".bz2", ".lz4"};
  for (size_t i = 0; i < sizeof packed / sizeof *packed; i++)
    if (name.n > strlen(packed[i]) && ent_str_ends(name, ent_str_of(packed[i])))
      name.n -= strlen(packed[i]);
  for (size_t i = name.n; i-- > 1;)
    if (name.p[i] == '.')
      return name.n - i <= 8 && !memchr(name.p + i, ' ', name.n - i) ? ent_str_slice(name, 0, i) : name;
  return name;
}

/* Names come from file systems and archives: any bytes; what we print is UTF-8. */
static ent_str valid_copy(ent_arena *arena, ent_str s)
{
  char *p = ent_arena_alloc(arena, 3 * s.n + 1);
  size_t n = 0;
  if (!p)
    return ENT_STR_NONE;
  for (size_t at = 0; at < s.n;) {
    uint32_t c = ent_utf8_next(s, &at);
    n += ent_utf8_put(c < 0x20 || c == 0x7f ? 0xFFFD : c, p + n);
  }
  return (ent_str){p, n};
}

/* ---- levels --------------------------------------------------------------------------------------------------------- */

static void pop(ent_source *source)
{
  level *l = &source->levels[--source->n];
  if (l->reader)
    l->reader->close(l->reader);
  enti_unpacker_close(l->unpacker);
  enti_stream_done(&l->stream);
  ent_arena_free(l->arena);
  *l = (level){0};
}

/* Takes the origin over, also on failure. */
static ent_status push(ent_source *source, enti_origin origin, ent_str path, ent_date date, ent_error *err)
{
  level *l = &source->levels[source->n];
  *l = (level){.arena = ent_arena_new(0)};
  enti_stream_init(&l->stream, origin);
  source->n++;
  if (!l->arena) {
    pop(source);
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  }
  l->input = (enti_input){.stream = &l->stream, .options = &source->options, .boilerplate = source->boilerplate};
  l->input.path = valid_copy(l->arena, path);
  ent_str name = base_name(l->input.path);
  l->input.id = without_ending(name);
  ent_date named = enti_date_of_name(name);
  l->input.weak_date = ent_date_known(named) ? named : date;
  if (l->input.path.p)
    return ENT_OK;
  pop(source);
  return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
}

static ent_status open_kind(ent_source *source, level *l, ent_str first, ent_error *err)
{
  char room[80];
  const char *why;
  switch (enti_sniff(first, room, &why)) {
  case ENTI_KIND_TEXT: return enti_open_one(&l->input, enti_read_text, &l->reader, err);
  case ENTI_KIND_HTML: return enti_open_one(&l->input, enti_read_html, &l->reader, err);
  case ENTI_KIND_PDF: return enti_open_one(&l->input, enti_read_pdf, &l->reader, err);
  case ENTI_KIND_JSON: return enti_open_json(&l->input, &l->reader, err);
  case ENTI_KIND_PETRARCH: return enti_open_petrarch(&l->input, &l->reader, err);
  case ENTI_KIND_FEED: return enti_open_feed(&l->input, &l->reader, err);
  case ENTI_KIND_WARC: return enti_open_warc(&l->input, &l->reader, err);
  case ENTI_KIND_PACKED:
    if (source->n == DEEPEST)
      return ent_fail(err, ENT_ELIMIT, ENT_NO_OFFSET, "more than %d archives inside each other", DEEPEST - 1);
    return enti_unpacker_open(&l->stream, &l->unpacker, err);
  case ENTI_KIND_EMPTY: return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "empty");
  case ENTI_KIND_NO_TEXT: break;
  }
  return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "not a text: %s", why);
}

/* Finds out what the top level is. A failure ends that level. */
static ent_status sniff_top(ent_source *source, ent_error *err)
{
  level *l = &source->levels[source->n - 1];
  ent_str first;
  ent_error inner = {.offset = ENT_NO_OFFSET};
  ent_status status = enti_stream_peek(&l->stream, ENTI_SNIFF_BYTES, &first, &inner);
  if (!status)
    status = open_kind(source, l, first, &inner);
  l->sniffed = true;
  if (!status)
    return ENT_OK;
  if (err) {
    *err = inner;
    enti_input_fail(&l->input, err, status, 0);
  }
  pop(source);
  return status;
}

static ent_status next_file(ent_source *source, bool *ret_more, ent_error *err)
{
  enti_walked file;
  *ret_more = false;
  if (!source->walk) /* bytes in memory */
    return ENT_OK;
  ent_status status = enti_walk_next(source->walk, &file, ret_more, err);
  if (status || !*ret_more)
    return status;
  return push(source, enti_origin_file(file.fd), ent_str_of(file.path), file.date, err);
}

/* The next member of the archive on top; pops it at its end. */
static ent_status next_member(ent_source *source, ent_error *err)
{
  level *l = &source->levels[source->n - 1];
  enti_member member;
  bool more;
  ent_error inner = {.offset = ENT_NO_OFFSET};
  ent_status status = enti_unpacker_next(l->unpacker, &member, &more, &inner);
  if (status) {
    if (err) {
      *err = inner;
      enti_input_fail(&l->input, err, status, 0);
    }
    return status;
  }
  if (!more) {
    pop(source);
    return ENT_OK;
  }
  ent_buf path = ENT_BUF_INIT(64 << 10);
  ent_buf_str(&path, l->input.path);
  if (member.name.n) { /* one compressed file keeps its name */
    ent_buf_char(&path, '/');
    ent_buf_str(&path, member.name);
  }
  ent_date date = ent_date_known(member.date) ? member.date : l->input.weak_date;
  status = path.failed ? ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory")
                       : push(source, member.origin, ent_buf_view(&path), date, err);
  ent_buf_done(&path);
  return status;
}

/* ---- public --------------------------------------------------------------------------------------------------------- */

static ent_status copy_options(ent_source *source, const ent_source_options *options, ent_error *err)
{
  source->options = options ? *options : ENT_SOURCE_OPTIONS_INIT;
  source->options.name = ent_arena_str(source->arena, source->options.name);
  if (!source->options.name.p)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  return source->options.pack ? enti_boilerplate_open(source->options.pack, &source->boilerplate, err) : ENT_OK;
}

static ent_status new_source(const ent_source_options *options, ent_source **ret, ent_error *err)
{
  ent_source *source = enti_calloc(1, sizeof *source);
  if (source)
    source->arena = ent_arena_new(0);
  if (!source || !source->arena) {
    free(source);
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  }
  ent_status status = copy_options(source, options, err);
  if (status) {
    ent_source_close(source);
    return status;
  }
  *ret = source;
  return ENT_OK;
}

ent_status ent_source_open(const char *path, const ent_source_options *options, ent_source **ret, ent_error *err)
{
  ent_source *source = NULL;
  ent_status status = new_source(options, &source, err);
  if (status)
    return status;
  status = enti_walk_open(path, source->options.hidden, &source->walk, err);
  if (status) {
    ent_source_close(source);
    return status;
  }
  *ret = source;
  return ENT_OK;
}

void ent_source_close(ent_source *source)
{
  if (!source)
    return;
  while (source->n)
    pop(source);
  enti_walk_close(source->walk);
  enti_boilerplate_close(source->boilerplate);
  ent_arena_free(source->arena);
  free(source);
}

/* One step: opens, sniffs, or reads. *ret stays NULL where there was no document in it. */
static ent_status step(ent_source *source, ent_document **ret, bool *ret_more, ent_error *err)
{
  if (source->n == 0)
    return next_file(source, ret_more, err);
  level *top = &source->levels[source->n - 1];
  if (!top->sniffed)
    return sniff_top(source, err);
  if (top->unpacker)
    return next_member(source, err);
  ent_status status = top->reader->next(top->reader, ret, err);
  if (!status && !*ret)
    pop(source);
  return status;
}

ent_status ent_source_next(ent_source *source, ent_document **ret_doc, ent_error *err)
{
  ent_document *doc = NULL;
  ent_status status = ENT_OK;
  for (bool more = true; more && !doc && !status;)
    status = step(source, &doc, &more, err);
  if (!status)
    *ret_doc = doc;
  return status;
}

const char *ent_source_skipped(ent_source *source)
{
  return source->walk ? enti_walk_skipped(source->walk) : NULL;
}

/* The only document of a source; a second one is wrong usage. */
static ent_status only_document(ent_source *source, ent_document **ret, ent_error *err)
{
  ent_document *second = NULL;
  ent_status status = ent_source_next(source, ret, err);
  if (!status && !*ret)
    return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "no document in it");
  if (status || !source->n)
    return status;
  status = source->n ? ent_source_next(source, &second, err) : ENT_OK;
  if (second)
    status = ent_fail(err, ENT_EUSAGE, ENT_NO_OFFSET, "more than one document");
  ent_document_free(second);
  if (status)
    ent_document_free(*ret);
  return status;
}

ent_status ent_document_from_bytes(ent_str bytes, ent_str name, const ent_source_options *options, ent_document **ret_doc,
                                   ent_error *err)
{
  ent_source *source = NULL;
  ent_document *doc = NULL;
  enti_origin origin;
  ent_status status = new_source(options, &source, err);
  if (status)
    return status;
  status = enti_origin_memory(bytes, &origin, err);
  if (!status)
    status = push(source, origin, name, ENT_NO_DATE, err);
  if (!status)
    status = only_document(source, &doc, err);
  ent_source_close(source);
  if (!status)
    *ret_doc = doc;
  return status;
}
