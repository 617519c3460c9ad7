/* A stream of bytes with a window to look ahead in, whatever the bytes come from: a file, memory, a member of an
 * archive. Readers and unpackers stand on streams and so can be stacked. */
#ifndef ENTI_STREAM_H
#define ENTI_STREAM_H

#include <entente/base.h>

/* Where bytes come from. read: up to n bytes into p; *ret_n 0 at the end. seek: NULL where the origin cannot. */
typedef struct enti_origin {
  ent_status (*read)(void *context, char *p, size_t n, size_t *ret_n, ent_error *err);
  bool (*seek)(void *context, int64_t offset, int whence, int64_t *ret_at);
  void (*close)(void *context);
  void *context;
} enti_origin;

typedef struct enti_stream {
  enti_origin origin;
  ent_buf window;   /* bytes read and not yet consumed are window.p[start … window.n) */
  size_t start;
  uint64_t offset;  /* of window.p[start] in the stream */
  bool end;         /* the origin has nothing more */
} enti_stream;

/* How far one can look ahead at most. */
#define ENTI_STREAM_WINDOW ((size_t)1 << 20)

/* Takes the origin over: enti_stream_done closes it. */
void enti_stream_init(enti_stream *stream, enti_origin origin);
void enti_stream_done(enti_stream *stream); /* a zeroed stream is fine */

/* An open file; closed with the stream. Seekable where it is a regular file. */
enti_origin enti_origin_file(int fd);
/* Bytes that outlive the stream. ENT_ENOMEM: context is NULL. */
ent_status enti_origin_memory(ent_str bytes, enti_origin *ret, ent_error *err);

/* The next bytes without consuming them: at least `want` (≤ ENTI_STREAM_WINDOW) unless the stream ends before.
 * The view holds until the next call on the stream. */
ENT_CHECKED ent_status enti_stream_peek(enti_stream *stream, size_t want, ent_str *ret, ent_error *err);
/* What is in the window now, at least one byte; empty at the end of the stream. */
ENT_CHECKED ent_status enti_stream_some(enti_stream *stream, ent_str *ret, ent_error *err);
/* Consumes n bytes that the window holds. */
void enti_stream_consume(enti_stream *stream, size_t n);
/* Consumes n bytes; fewer at the end. */
ENT_CHECKED ent_status enti_stream_skip(enti_stream *stream, uint64_t n, ent_error *err);
/* All that remains, appended to out. ENT_ELIMIT: more than out->max. */
ENT_CHECKED ent_status enti_stream_rest(enti_stream *stream, ent_buf *out, ent_error *err);
/* Appends exactly n bytes to out; fewer at the end (the caller looks at out->n). ENT_ELIMIT over out->max. */
ENT_CHECKED ent_status enti_stream_take(enti_stream *stream, uint64_t n, ent_buf *out, ent_error *err);
/* The next line, with its line break, appended to out; *ret_any false at the end of the stream. A line longer than
 * out->max is consumed whole and gives ENT_ELIMIT. */
ENT_CHECKED ent_status enti_stream_line(enti_stream *stream, ent_buf *out, bool *ret_any, ent_error *err);

#endif
