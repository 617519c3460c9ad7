/* What the readers share, and the reader of kinds that are one document a stream. */
#include "source/reader.h"

#include "base/fault.h"

#include <inttypes.h>

size_t enti_input_limit(const enti_input *input)
{
  return input->options->max_bytes ? input->options->max_bytes : ENT_MAX_DOCUMENT;
}

ent_status enti_input_finish(const enti_input *input, enti_draft *draft, size_t record, ent_document **ret, ent_error *err)
{
  ent_arena *arena = draft->doc->arena;
  enti_finish finish = {input->options, input->boilerplate, input->path, input->id};
  if (record) {
    finish.path = ent_arena_printf(arena, "%.*s:%zu", ENT_STR_ARG(input->path), record);
    finish.id = ent_arena_printf(arena, "%.*s:%zu", ENT_STR_ARG(input->id), record);
  }
  if (!ent_date_known(draft->weak_date))
    draft->weak_date = input->weak_date;
  if (!draft->doc->url.n && input->url.n)
    draft->doc->url = enti_draft_keep(draft, input->url);
  return enti_draft_finish(draft, &finish, ret, err);
}

ent_status enti_input_fail(const enti_input *input, ent_error *err, ent_status status, size_t record)
{
  if (!err)
    return status;
  bool placed = err->offset != ENT_NO_OFFSET;
  if (record && placed)
    return ent_fail_in(err, status, "%.*s:%zu, byte %" PRIu64, ENT_STR_ARG(input->path), record, err->offset);
  if (record)
    return ent_fail_in(err, status, "%.*s:%zu", ENT_STR_ARG(input->path), record);
  if (placed && err->offset)
    return ent_fail_in(err, status, "%.*s, byte %" PRIu64, ENT_STR_ARG(input->path), err->offset);
  return ent_fail_in(err, status, "%.*s", ENT_STR_ARG(input->path));
}

/* ---- one document a stream ----------------------------------------------------------------------------------------- */

typedef struct one_reader {
  enti_reader reader;
  const enti_input *input;
  enti_read_one read;
  bool done;
} one_reader;

static ent_status one_next(enti_reader *reader, ent_document **ret, ent_error *err)
{
  one_reader *r = (one_reader *)reader;
  *ret = NULL;
  if (r->done)
    return ENT_OK;
  r->done = true;
  ent_buf bytes = ENT_BUF_INIT(enti_input_limit(r->input));
  uint64_t base = r->input->stream->offset;
  ent_error inner = {.offset = ENT_NO_OFFSET};
  ent_status status = enti_stream_rest(r->input->stream, &bytes, &inner);
  if (!status)
    status = r->read(r->input, ent_buf_view(&bytes), base, ret, &inner);
  ent_buf_done(&bytes);
  if (status && err) {
    *err = inner;
    enti_input_fail(r->input, err, status, 0);
  }
  return status;
}

static void one_close(enti_reader *reader)
{
  free(reader);
}

ent_status enti_open_one(const enti_input *input, enti_read_one read, enti_reader **ret, ent_error *err)
{
  one_reader *r = enti_malloc(sizeof *r);
  if (!r)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  *r = (one_reader){{one_next, one_close}, input, read, false};
  *ret = &r->reader;
  return ENT_OK;
}
