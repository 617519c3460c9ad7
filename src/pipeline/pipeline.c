/* Many documents through the rooms, in parallel, given back in the order of the input.
 *
 * The caller's thread reads documents from their sources and hands them to a pool; the workers take each through the
 * rooms; finished ones go to the sink in order. At most a few documents a thread wait in between. With one thread there
 * is no pool: the caller's thread does all. */
#include <entente/pipeline.h>

#include "base/fault.h"
#include "base/pool.h"

#include <string.h>

#define DOCUMENTS_PER_THREAD 8 /* in flight: enough that one long document does not stall the others */
#define BYTES_IN_FLIGHT ((size_t)24 << 20)

typedef struct job {
  ent_document *doc; /* NULL: a failure of the source, kept in its place */
  ent_status status;
  ent_error err;
} job;

typedef struct run {
  const ent_reader *reader;
  const ent_pipeline_sink *sink;
  enti_pool *pool;
  size_t bytes; /* of text in flight */
  ent_status status; /* of the sink; a run that was stopped only drains */
  ent_error *err;
} run;

static void work(void *context, void *item)
{
  const ent_reader *reader = context;
  job *j = item;
  if (j->doc)
    j->status = ent_reader_read(reader, j->doc, &j->err);
}

static void deliver(run *r, job *j)
{
  if (j->doc)
    r->bytes -= j->doc->text.n;
  if (r->status == ENT_OK && j->status != ENT_OK)
    r->sink->failed(r->sink->context, &j->err);
  else if (r->status == ENT_OK)
    r->status = r->sink->document(r->sink->context, j->doc, r->err);
  ent_document_free(j->doc);
  free(j);
}

static void drain(run *r)
{
  while (!enti_pool_empty(r->pool) && (enti_pool_full(r->pool) || r->bytes > BYTES_IN_FLIGHT))
    deliver(r, enti_pool_take(r->pool));
}

static ent_status submit(run *r, ent_document *doc, ent_status status, const ent_error *err)
{
  job *j = enti_calloc(1, sizeof *j);
  if (!j) {
    ent_document_free(doc);
    return ent_fail(r->err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  }
  j->doc = doc;
  j->status = status;
  if (status != ENT_OK)
    j->err = *err;
  if (doc)
    r->bytes += doc->text.n;
  if (!r->pool) { /* one thread does it all */
    work((void *)(uintptr_t)r->reader, j);
    deliver(r, j);
    return r->status;
  }
  drain(r);
  enti_pool_submit(r->pool, j);
  return r->status;
}

static void tell_skipped(run *r, ent_source *source)
{
  const char *line;
  while ((line = ent_source_skipped(source)) != NULL)
    if (r->sink->skipped)
      r->sink->skipped(r->sink->context, line);
}

static ent_status read_source(run *r, const char *path, const ent_source_options *options)
{
  ent_source *source;
  ent_error err = {0};
  ent_status status = ent_source_open(path, options, &source, &err);
  if (status != ENT_OK)
    return submit(r, NULL, status, &err);
  for (ent_status stop = ENT_OK; stop == ENT_OK;) {
    ent_document *doc = NULL;
    status = ent_source_next(source, &doc, &err);
    if (status == ENT_OK && !doc)
      break;
    if (doc && r->sink->wanted && !r->sink->wanted(r->sink->context, doc)) {
      ent_document_free(doc);
      continue;
    }
    stop = submit(r, doc, status, &err);
    if (stop != ENT_OK) {
      ent_source_close(source);
      return stop;
    }
  }
  tell_skipped(r, source);
  ent_source_close(source);
  return ENT_OK;
}

ent_status ent_pipeline_run(const ent_reader *reader, const char *const *paths, size_t n,
                            const ent_source_options *options, unsigned jobs, const ent_pipeline_sink *sink,
                            ent_error *err)
{
  unsigned threads = jobs ? jobs : enti_cores();
  ent_source_options o = options ? *options : ENT_SOURCE_OPTIONS_INIT;
  if (!o.pack)
    o.pack = ent_reader_pack(reader);
  run r = {.reader = reader, .sink = sink, .err = err, .status = ENT_OK};
  if (threads > 1)
    r.pool = enti_pool_new(threads, (size_t)threads * DOCUMENTS_PER_THREAD, work, (void *)(uintptr_t)reader);
  if (threads > 1 && !r.pool)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "no threads to be had");
  ent_status status = ENT_OK;
  for (size_t i = 0; i < n && status == ENT_OK; i++)
    status = read_source(&r, paths[i], &o);
  while (r.pool && !enti_pool_empty(r.pool))
    deliver(&r, enti_pool_take(r.pool));
  enti_pool_free(r.pool);
  return status != ENT_OK ? status : r.status;
}
