/* What the readers of all kinds have in common. A reader takes documents from a stream, one after the other. */
#ifndef ENTI_SOURCE_READER_H
#define ENTI_SOURCE_READER_H

#include "source/draft.h"
#include "source/stream.h"

/* Where a reader reads from, and how. Outlives the reader. */
typedef struct enti_input {
  enti_stream *stream;
  const ent_source_options *options;
  const enti_boilerplate *boilerplate; /* may be NULL */
  ent_str path;       /* file, or "x.zip/a.html" */
  ent_str id;         /* name without folders and ending */
  ent_date weak_date; /* of the file or member */
  ent_str charset;    /* what a protocol around the document says (HTTP header), or empty */
  ent_str url;        /* where it was fetched, or empty */
} enti_input;

/* next: *ret is NULL at the end. After a failure, which concerns one record, it may be called again. */
typedef struct enti_reader enti_reader;
struct enti_reader {
  ent_status (*next)(enti_reader *reader, ent_document **ret, ent_error *err);
  void (*close)(enti_reader *reader);
};

/* A kind that is one document: reads it from its bytes, the first of which is at offset `base` of the stream. */
typedef ent_status (*enti_read_one)(const enti_input *input, ent_str bytes, uint64_t base, ent_document **ret,
                                    ent_error *err);

ent_status enti_read_text(const enti_input *input, ent_str bytes, uint64_t base, ent_document **ret, ent_error *err);
ent_status enti_read_html(const enti_input *input, ent_str bytes, uint64_t base, ent_document **ret, ent_error *err);
ent_status enti_read_pdf(const enti_input *input, ent_str bytes, uint64_t base, ent_document **ret, ent_error *err);

/* Whole stream → one document. */
ENT_CHECKED ent_status enti_open_one(const enti_input *input, enti_read_one read, enti_reader **ret, ent_error *err);
ENT_CHECKED ent_status enti_open_json(const enti_input *input, enti_reader **ret, ent_error *err);
ENT_CHECKED ent_status enti_open_petrarch(const enti_input *input, enti_reader **ret, ent_error *err);
ENT_CHECKED ent_status enti_open_feed(const enti_input *input, enti_reader **ret, ent_error *err);
ENT_CHECKED ent_status enti_open_warc(const enti_input *input, enti_reader **ret, ent_error *err);

/* Finishes a draft with the input's path and id as defaults; record: number from 1 for ":N", 0 for none. */
ENT_CHECKED ent_status enti_input_finish(const enti_input *input, enti_draft *draft, size_t record, ent_document **ret,
                                         ent_error *err);
/* "path: " or "path:record, byte N: " in front of err's message; offset is kept as err's. */
ent_status enti_input_fail(const enti_input *input, ent_error *err, ent_status status, size_t record);
size_t enti_input_limit(const enti_input *input); /* bytes of one document */

#endif
