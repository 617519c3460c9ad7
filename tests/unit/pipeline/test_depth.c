/* Reading only as far as events finds the same events as reading all (ent_depth): `test_depth DIR…`, folders of documents. */
#include "tests/unit/unit.h"

#include <entente/pipeline.h>
#include <entente/view.h>

static const char *const *folders;
static size_t n_folders;

typedef struct written {
  const ent_reader *reader;
  size_t documents;
  ent_buf events, plover, gdelt; /* all layouts that number their rows */
  bool others;                   /* a claim that is no event was met */
} written;

static ent_status write(void *context, ent_document *doc, ent_error *err)
{
  (void)err;
  written *w = context;
  ent_view_knowledge knowledge = {ent_reader_actors(w->reader), ent_reader_pack(w->reader)};
  w->documents++;
  ent_view_events(doc, knowledge.actors, true, &w->events);
  ent_view_plover(doc, &knowledge, &w->plover);
  ent_view_gdelt(doc, &knowledge, &w->gdelt);
  for (size_t i = 0; i < doc->n_claims; i++)
    w->others |= doc->claims[i].kind != ENT_EVENT;
  return ENT_OK;
}

static void not_read(void *context, const ent_error *err)
{
  (void)context;
  fail_msg("%s", err->message);
}

static void read_to(ent_depth depth, written *w)
{
  ent_error err = {0};
  ent_reader *reader;
  ent_reader_options how = {.data_dir = getenv("ENTENTE_DATA"), .depth = depth};
  assert_ok(ent_reader_open(&how, &reader, &err), &err);
  *w = (written){.reader = reader, .events = ENT_BUF_INIT(1 << 26), .plover = ENT_BUF_INIT(1 << 26), .gdelt = ENT_BUF_INIT(1 << 26)};
  ent_pipeline_sink sink = {.document = write, .failed = not_read, .context = w};
  assert_ok(ent_pipeline_run(reader, folders, n_folders, NULL, 1, &sink, &err), &err);
  assert_false(w->events.failed || w->plover.failed || w->gdelt.failed);
  ent_reader_close(reader);
}

static void assert_same(ent_buf *a, ent_buf *b)
{
  assert_true(a->n > 0);
  assert_int_equal(a->n, b->n);
  assert_memory_equal(a->p, b->p, a->n);
  ent_buf_done(a);
  ent_buf_done(b);
}

static void test_same_events(void **state)
{
  (void)state;
  written all, events;
  read_to(ENT_READ_ALL, &all);
  read_to(ENT_READ_EVENTS, &events);
  assert_true(all.documents > 3);
  assert_int_equal(all.documents, events.documents);
  assert_true(all.others);
  assert_false(events.others);
  assert_same(&all.events, &events.events);
  assert_same(&all.plover, &events.plover);
  assert_same(&all.gdelt, &events.gdelt);
}

int main(int argc, char **argv)
{
  folders = (const char *const *)argv + 1;
  n_folders = (size_t)argc - 1;
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_same_events)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
