/* Streams of bytes: files, memory, anything with a read function; see stream.h. */
#include "source/stream.h"

#include "base/fault.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define READ_SIZE ((size_t)64 << 10)

void enti_stream_init(enti_stream *stream, enti_origin origin)
{
  *stream = (enti_stream){.origin = origin, .window = ENT_BUF_INIT(ENTI_STREAM_WINDOW + READ_SIZE)};
}

void enti_stream_done(enti_stream *stream)
{
  if (stream->origin.close)
    stream->origin.close(stream->origin.context);
  ent_buf_done(&stream->window);
  *stream = (enti_stream){0};
}

/* ---- origins ------------------------------------------------------------------------------------------------ */

static ent_status file_read(void *context, char *p, size_t n, size_t *ret_n, ent_error *err)
{
  int fd = (int)(intptr_t)context;
  ssize_t got;
  do {
    got = read(fd, p, n);
  } while (got < 0 && errno == EINTR);
  if (got < 0)
    return ent_fail(err, ENT_EIO, ENT_NO_OFFSET, "%s", strerror(errno));
  *ret_n = (size_t)got;
  return ENT_OK;
}

static bool file_seek(void *context, int64_t offset, int whence, int64_t *ret_at)
{
  off_t at = lseek((int)(intptr_t)context, offset, whence);
  *ret_at = at;
  return at >= 0;
}

static void file_close(void *context)
{
  close((int)(intptr_t)context);
}

enti_origin enti_origin_file(int fd)
{
  bool seekable = lseek(fd, 0, SEEK_CUR) >= 0;
  return (enti_origin){file_read, seekable ? file_seek : NULL, file_close, (void *)(intptr_t)fd};
}

typedef struct memory {
  ent_str bytes;
  size_t at;
} memory;

static ent_status memory_read(void *context, char *p, size_t n, size_t *ret_n, ent_error *err)
{
  (void)err;
  memory *m = context;
  size_t left = m->bytes.n - m->at;
  *ret_n = n < left ? n : left;
  if (*ret_n)
    memcpy(p, m->bytes.p + m->at, *ret_n);
  m->at += *ret_n;
  return ENT_OK;
}

static bool memory_seek(void *context, int64_t offset, int whence, int64_t *ret_at)
{
  memory *m = context;
  int64_t base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? (int64_t)m->at : (int64_t)m->bytes.n;
  if (offset > (int64_t)m->bytes.n - base || offset < -base)
    return false;
  m->at = (size_t)(base + offset);
  *ret_at = (int64_t)m->at;
  return true;
}

ent_status enti_origin_memory(ent_str bytes, enti_origin *ret, ent_error *err)
{
  memory *m = enti_malloc(sizeof *m);
  if (!m)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  *m = (memory){bytes, 0};
  *ret = (enti_origin){memory_read, memory_seek, free, m};
  return ENT_OK;
}

/* ---- the window --------------------------------------------------------------------------------------------- */

static void close_up(enti_stream *s)
{
  if (s->start == 0)
    return;
  size_t left = s->window.n - s->start;
  if (left)
    memmove(s->window.p, s->window.p + s->start, left);
  s->window.n = left;
  s->start = 0;
}

static ent_status fill(enti_stream *s, ent_error *err)
{
  if (s->start == s->window.n || s->window.cap - s->window.n < READ_SIZE)
    close_up(s);
  if (!ent_buf_reserve(&s->window, READ_SIZE)) {
    s->window.failed = false;
    return ent_fail(err, ENT_ENOMEM, s->offset, "out of memory");
  }
  size_t n = 0;
  ent_status status = s->origin.read(s->origin.context, s->window.p + s->window.n, READ_SIZE, &n, err);
  if (status) {
    s->end = true; /* a broken origin does not get better by asking again */
    return status;
  }
  s->window.n += n;
  s->end = n == 0;
  return ENT_OK;
}

static ent_str view(const enti_stream *s)
{
  return (ent_str){s->window.p ? s->window.p + s->start : NULL, s->window.n - s->start};
}

ent_status enti_stream_peek(enti_stream *s, size_t want, ent_str *ret, ent_error *err)
{
  while (s->window.n - s->start < want && !s->end) {
    ent_status status = fill(s, err);
    if (status)
      return status;
  }
  *ret = view(s);
  return ENT_OK;
}

ent_status enti_stream_some(enti_stream *s, ent_str *ret, ent_error *err)
{
  return enti_stream_peek(s, 1, ret, err);
}

void enti_stream_consume(enti_stream *s, size_t n)
{
  s->start += n;
  s->offset += n;
}

/* Consumes up to n bytes, into out unless it is NULL. */
static ent_status move_on(enti_stream *s, uint64_t n, ent_buf *out, ent_error *err)
{
  while (n) {
    ent_str some;
    ent_status status = enti_stream_some(s, &some, err);
    if (status)
      return status;
    if (some.n == 0)
      return ENT_OK;
    size_t part = some.n < n ? some.n : (size_t)n;
    if (out)
      ent_buf_add(out, some.p, part);
    if (out && out->failed)
      return out->n + part > out->max
                 ? ent_fail(err, ENT_ELIMIT, s->offset, "larger than the limit of %zu bytes", out->max)
                 : ent_fail(err, ENT_ENOMEM, s->offset, "out of memory");
    enti_stream_consume(s, part);
    n -= part;
  }
  return ENT_OK;
}

ent_status enti_stream_skip(enti_stream *s, uint64_t n, ent_error *err)
{
  return move_on(s, n, NULL, err);
}

ent_status enti_stream_take(enti_stream *s, uint64_t n, ent_buf *out, ent_error *err)
{
  return move_on(s, n, out, err);
}

ent_status enti_stream_rest(enti_stream *s, ent_buf *out, ent_error *err)
{
  return move_on(s, UINT64_MAX, out, err);
}

ent_status enti_stream_line(enti_stream *s, ent_buf *out, bool *ret_any, ent_error *err)
{
  uint64_t begin = s->offset;
  *ret_any = false;
  for (bool ended = false; !ended;) {
    ent_str some;
    ent_status status = enti_stream_some(s, &some, err);
    if (status)
      return status;
    if (some.n == 0)
      break;
    const char *newline = memchr(some.p, '\n', some.n);
    size_t n = newline ? (size_t)(newline - some.p) + 1 : some.n;
    ent_buf_add(out, some.p, n); /* once it has failed, this only skips */
    enti_stream_consume(s, n);
    *ret_any = true;
    ended = newline != NULL;
  }
  if (out->failed)
    return s->offset - begin > out->max
               ? ent_fail(err, ENT_ELIMIT, begin, "longer than the limit of %zu bytes", out->max)
               : ent_fail(err, ENT_ENOMEM, begin, "out of memory");
  return ENT_OK;
}
