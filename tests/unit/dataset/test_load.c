/* A load that is stopped at any look goes on where its last checkpoint was, and ends as if nothing had happened. */
#include "unit/unit.h"

#include <entente/dataset.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define ROWS 30000

static char folder[64], data[96];

static int make_file(void **state)
{
  (void)state;
  snprintf(folder, sizeof folder, "/tmp/entente-load-XXXXXX");
  if (!mkdtemp(folder))
    return -1;
  snprintf(data, sizeof data, "%s/events.csv", folder);
  FILE *f = fopen(data, "w");
  fputs("date,source,target,event,mode,doc_id\n", f);
  for (int i = 0; i < ROWS; i++)
    if (i % 1000 == 999)
      fprintf(f, "no day,A,B,AID,,d%d\n", i);
    else
      fprintf(f, "20%02d-%02d-%02d,%c,%c,AID,\"m%d\",d%d\n", i / 3000, 1 + i % 12, 1 + i % 28, 'A' + i % 3, 'B' + i % 3, i % 50, i);
  return fclose(f);
}

static int remove_all(void **state)
{
  char command[128];
  (void)state;
  snprintf(command, sizeof command, "rm -rf %s", folder);
  return system(command);
}

typedef struct stopper {
  uint64_t rows;
} stopper;

static ent_status stop(void *context, uint64_t done, uint64_t total, uint64_t rows, ent_error *err)
{
  stopper *s = context;
  (void)done, (void)total;
  return rows >= s->rows ? ent_fail(err, ENT_ECANCELLED, ENT_NO_OFFSET, "stopped") : ENT_OK;
}

static double one(void *context, ent_str event, ent_str mode)
{
  (void)context, (void)event, (void)mode;
  return 1;
}

static ent_store *store_named(const char *name)
{
  char path[128];
  ent_store *store;
  ent_error err;
  snprintf(path, sizeof path, "%s/%s", folder, name);
  assert_ok(ent_store_open(path, ENT_STORE_CREATE, &store, &err), &err);
  return store;
}

static uint64_t all_events(ent_store *store)
{
  ent_arena *arena = ent_arena_new(0);
  ent_corpus_month *months;
  size_t n;
  uint64_t sum = 0;
  assert_int_equal(ent_dataset_months(store, arena, &months, &n, NULL), ENT_OK);
  for (size_t i = 0; i < n; i++)
    sum += months[i].n;
  ent_arena_free(arena);
  return sum;
}

static int lines_of(const char *path)
{
  FILE *f = fopen(path, "r");
  int n = 0;
  assert_non_null(f);
  for (int c; (c = getc(f)) != EOF;)
    n += c == '\n';
  fclose(f);
  return n;
}

static void test_resume(void **state)
{
  char rejects[96], own[96];
  (void)state;
  snprintf(rejects, sizeof rejects, "%s/rejected", folder);
  snprintf(own, sizeof own, "%s/rejected-b", folder);
  ent_load_options how = {.score = one, .rejects = rejects, .batch = 100000};
  ent_load_report whole, report;
  ent_error err;
  ent_store *a = store_named("a.db"), *b = store_named("b.db");
  assert_ok(ent_dataset_load(a, data, &how, &whole, &err), &err);
  assert_int_equal(whole.rows, ROWS - ROWS / 1000);
  assert_int_equal(whole.rejected, ROWS / 1000);
  how.rejects = own;
  for (uint64_t rows = 3000; rows < ROWS; rows += 7000) {
    stopper s = {rows};
    how.progress = stop;
    how.context = &s;
    assert_int_equal(ent_dataset_load(b, data, &how, &report, &err), ENT_ECANCELLED);
  }
  assert_true(all_events(b) > 0); /* something was committed on the way */
  assert_true(all_events(b) < all_events(a));
  how.progress = NULL;
  assert_ok(ent_dataset_load(b, data, &how, &report, &err), &err);
  assert_int_equal(report.rows, whole.rows);
  assert_int_equal(report.rejected, whole.rejected);
  assert_false(report.known);
  assert_int_equal(all_events(b), all_events(a));
  assert_int_equal(lines_of(report.rejects), ROWS / 1000 + 1); /* each once, and the header */
  assert_ok(ent_dataset_load(b, data, &how, &report, &err), &err);
  assert_true(report.known && report.rows == whole.rows);
  assert_int_equal(all_events(b), all_events(a));
  ent_store_close(a);
  ent_store_close(b);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_resume)};
  return cmocka_run_group_tests(tests, make_file, remove_all);
}
