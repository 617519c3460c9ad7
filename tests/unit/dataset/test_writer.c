/* Events in a store: one event of several reports, hashes that collide, roll-ups that equal what is there, and what a
 * writer that ends without a checkpoint leaves: nothing. */
#include "unit/unit.h"

#include <entente/store.h>

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static char path[64];

static ent_store *open_new(void)
{
  ent_store *store;
  ent_error err;
  snprintf(path, sizeof path, "/tmp/entente-dataset-%d.db", (int)getpid());
  unlink(path);
  assert_int_equal(ent_store_open(path, ENT_STORE_CREATE, &store, &err), ENT_OK);
  return store;
}

static void close_store(ent_store *store)
{
  char other[80];
  ent_store_close(store);
  unlink(path);
  snprintf(other, sizeof other, "%s-wal", path);
  unlink(other);
  snprintf(other, sizeof other, "%s-shm", path);
  unlink(other);
}

static ent_dataset_file file_named(const char *hash)
{
  return (ent_dataset_file){.hash = ent_str_of(hash), .name = ENT_STR("f"), .format = ENT_STR("events")};
}

static ent_dataset_writer *begin(ent_store *store, ent_dataset_file *file)
{
  ent_dataset_writer *w;
  ent_error err;
  assert_int_equal(ent_dataset_begin(store, file, &w, &err), ENT_OK);
  return w;
}

static void put(ent_dataset_writer *w, uint64_t same, const char *source, const char *target, int64_t report, int32_t day, double score)
{
  ent_error err;
  ent_field_event e = {.corpus = ENT_CORPUS_EVENTS, .day = day, .same = same, .report = {.kind = ENT_CELL_INT, .i = report},
                       .source = ent_dataset_code(w, ENT_STR("events"), ent_str_of(source), ent_str_of(source)),
                       .target = ent_dataset_code(w, ENT_STR("events"), ent_str_of(target), ent_str_of(target)),
                       .code = ent_dataset_word(w, ENT_STR("AID")), .quad = -1, .score = score, .tone = NAN, .latitude = NAN,
                       .longitude = NAN, .mentions = -1, .sources = -1};
  assert_int_equal(ent_dataset_put_event(w, &e, &err), ENT_OK);
}

static ent_dyad_month *dyad(ent_store *store, ent_arena *arena, size_t *n)
{
  ent_dyad_month *rows;
  assert_int_equal(ent_dataset_dyad(store, ENT_CORPUS_EVENTS, ENT_STR("A"), ENT_STR("B"), arena, &rows, n, NULL), ENT_OK);
  return rows;
}

static void test_reports(void **state)
{
  (void)state;
  ent_store *store = open_new();
  ent_arena *arena = ent_arena_new(0);
  ent_dataset_file file = file_named("one");
  ent_dataset_writer *w = begin(store, &file);
  put(w, 7, "A", "B", 1, 18000, 4);
  put(w, 7, "A", "B", 2, 18000, 4); /* another report of it */
  put(w, 7, "A", "B", 1, 18000, 4); /* the same report again */
  put(w, 7, "B", "A", 3, 18000, -2); /* another event whose hash is the same */
  put(w, 7, "B", "A", 4, 18000, -2); /* and a report of that */
  put(w, 9, "A", "B", 5, 18031, NAN); /* without a score */
  put(w, 9, "A", "A", 6, 18031, 1);   /* no dyad */
  assert_int_equal(ent_dataset_checkpoint(w, &file, NULL), ENT_OK);
  ent_dataset_end(w);
  size_t n;
  ent_dyad_month *rows = dyad(store, arena, &n);
  assert_int_equal(n, 3);
  assert_true(rows[0].n == 1 && rows[0].sum == 4 && rows[0].sum_sq == 16 && rows[0].positive == 4 && !rows[0].reverse);
  assert_true(rows[1].n == 1 && rows[1].sum == -2 && rows[1].negative == 2 && rows[1].reverse);
  assert_true(rows[2].n == 0 && rows[2].unscored == 1 && rows[2].month == rows[0].month + 1);
  ent_corpus_month *months;
  assert_int_equal(ent_dataset_months(store, arena, &months, &n, NULL), ENT_OK);
  assert_true(n == 2 && months[0].n == 2 && months[1].n == 2);
  ent_arena_free(arena);
  close_store(store);
}

static void test_undone(void **state)
{
  (void)state;
  ent_store *store = open_new();
  ent_arena *arena = ent_arena_new(0);
  ent_dataset_file file = file_named("one");
  ent_dataset_writer *w = begin(store, &file);
  put(w, 1, "A", "B", 1, 18000, 4);
  file.bytes = 100;
  assert_int_equal(ent_dataset_checkpoint(w, &file, NULL), ENT_OK);
  put(w, 2, "A", "B", 2, 18000, 4);
  ent_dataset_end(w); /* no checkpoint: undone */
  size_t n;
  ent_dyad_month *rows = dyad(store, arena, &n);
  assert_true(n == 1 && rows[0].n == 1);
  file.bytes = 0;
  w = begin(store, &file);
  assert_int_equal(file.bytes, 100); /* where it went on */
  assert_false(file.complete);
  put(w, 1, "A", "B", 1, 18000, 4);
  put(w, 2, "A", "B", 2, 18000, 4);
  file.complete = true;
  assert_int_equal(ent_dataset_checkpoint(w, &file, NULL), ENT_OK);
  ent_dataset_end(w);
  rows = dyad(store, arena, &n);
  assert_true(n == 1 && rows[0].n == 2 && rows[0].sum == 8);
  w = begin(store, &file);
  assert_true(file.complete);
  ent_dataset_end(w);
  ent_arena_free(arena);
  close_store(store);
}

typedef struct counted {
  size_t n;
  int64_t reports;
} counted;

static ent_status count(void *context, const ent_dataset_row *row, ent_error *err)
{
  counted *c = context;
  (void)err;
  c->n++;
  c->reports += row->reports;
  assert_true(row->source.n == 1 && ent_str_eq(row->code, ENT_STR("AID")));
  return ENT_OK;
}

static void test_events(void **state)
{
  (void)state;
  ent_store *store = open_new();
  ent_dataset_file file = file_named("one");
  ent_dataset_writer *w = begin(store, &file);
  for (int64_t i = 0; i < 100; i++)
    put(w, (uint64_t)i / 2, i % 4 < 2 ? "A" : "B", "C", i, 18000 + (int32_t)(i / 10), 1);
  assert_int_equal(ent_dataset_checkpoint(w, &file, NULL), ENT_OK);
  ent_dataset_end(w);
  counted c = {0, 0};
  ent_date from = {18002, ENT_DATE_DAY}, to = {18003, ENT_DATE_DAY};
  assert_int_equal(ent_dataset_events(store, ENT_CORPUS_EVENTS, ENT_STR("C"), ENT_STR("A"), from, to, count, &c, NULL), ENT_OK);
  assert_int_equal(c.n, 5); /* days 2 and 3 have 10 events of two reports each, half of them of A */
  assert_int_equal(c.reports, 10);
  c = (counted){0, 0};
  assert_int_equal(ent_dataset_events(store, 0, ENT_STR(""), ENT_STR(""), ENT_NO_DATE, ENT_NO_DATE, count, &c, NULL), ENT_OK);
  assert_true(c.n == 50 && c.reports == 100);
  close_store(store);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_reports), cmocka_unit_test(test_undone), cmocka_unit_test(test_events)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
