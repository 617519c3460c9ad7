/* The store: documents whole or not at all, the same content whatever the order, copies counted once. */
#include "unit/unit.h"

#include <entente/store.h>

#include <sqlite3.h>
#include <stdio.h>
#include <unistd.h>

static char folder[] = "/tmp/entente-store-XXXXXX";

static int make_folder(void **state)
{
  (void)state;
  return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
  (void)state;
  char command[128];
  snprintf(command, sizeof command, "rm -rf '%s'", folder);
  return system(command);
}

static const char *path_of(const char *name)
{
  static char path[256];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  return path;
}

/* Words as tokens of one sentence; enough of a document for the store. */
static void tokenise(ent_document *doc)
{
  size_t cap = doc->text.n + 1;
  doc->tokens = ent_arena_array(doc->arena, cap, sizeof *doc->tokens);
  doc->sentences = ent_arena_array(doc->arena, 1, sizeof *doc->sentences);
  ent_str rest = doc->text, word;
  for (size_t at = 0; ent_str_split(&rest, ' ', &word); at += word.n + 1) {
    ent_token *t = &doc->tokens[doc->n_tokens++];
    *t = (ent_token){.start = (uint32_t)at, .end = (uint32_t)(at + word.n), .norm = word, .fold = word};
  }
  doc->n_sentences = 1;
  doc->sentences[0] = (ent_sentence){.end = (uint32_t)doc->text.n, .n = (uint32_t)doc->n_tokens};
}

typedef struct sample {
  const char *hash; /* one character, repeated 32 times */
  const char *source, *date, *text;
} sample;

static ent_document *make(const sample *s)
{
  static const ent_actor_ref kor = {{"KOR", 3}, {"", 0}, {"", 0}}, nato = {{"NATO", 4}, {"", 0}, {"IGO", 3}};
  ent_document *doc = ent_document_new();
  memset(doc->hash, s->hash[0], 32);
  doc->id = ent_str_of(s->hash);
  doc->source = ent_str_of(s->source);
  doc->title = ENT_STR("A title");
  doc->text = ent_str_of(s->text);
  assert_true(ent_date_parse(ent_str_of(s->date), &doc->date));
  tokenise(doc);
  ent_claim *c = ent_claim_add(doc);
  c->kind = ENT_TIE;
  c->code = ENT_STR("partnership");
  c->source = &kor;
  c->target = &nato;
  c->n_source = c->n_target = 1;
  c->modality = ENT_ONGOING;
  c->from = ent_date_make(2012, 0, 0);
  c->end = (uint32_t)doc->text.n;
  c->confidence = 0.5f;
  return doc;
}

#define WIRE "south korea has been a global partner of the alliance since 2012 and sends its ministers to every summit " \
             "while its officials work with the cyber centre in tallinn on exercises that grow from year to year "

static const sample samples[] = {
    {"c", "Agency", "2024-01-10", WIRE "said the ministry in seoul on wednesday"},
    {"a", "Paper", "2024-01-11", WIRE "said the ministry in seoul on wednesday evening"},
    {"b", "Other", "2024-01-12", "a quite different report on fish and chips in the north sea ports this winter season"},
    {"d", "Late", "2024-06-01", WIRE "said the ministry in seoul on wednesday"},
};
enum { N_SAMPLES = sizeof samples / sizeof *samples };

static void add_in_order(const char *name, const size_t *order, size_t n, size_t batch)
{
  ent_error err = {0};
  ent_store *store;
  ent_store_added added = {0};
  assert_ok(ent_store_open(path_of(name), ENT_STORE_CREATE, &store, &err), &err);
  assert_ok(ent_store_begin_run(store, ENT_STR("1"), ENT_STR("2"), ENT_STR("3"), &err), &err);
  for (size_t i = 0; i < n; i += batch) {
    ent_document *docs[16];
    size_t k = 0;
    for (; k < batch && i + k < n; k++)
      docs[k] = make(&samples[order[i + k]]);
    assert_ok(ent_store_add(store, docs, k, &added, &err), &err);
    while (k)
      ent_document_free(docs[--k]);
  }
  ent_store_close(store);
}

/* All rows of all tables but `run`, in order, as one string. */
static void dump(const char *name, ent_buf *out)
{
  static const char *const tables[] = {"document", "document_name", "claim", "claim_actor", "signature", "band", "event",
                                       "tie"};
  sqlite3 *db;
  assert_int_equal(sqlite3_open(path_of(name), &db), SQLITE_OK);
  for (size_t t = 0; t < sizeof tables / sizeof *tables; t++) {
    char sql[64];
    sqlite3_stmt *stmt;
    snprintf(sql, sizeof sql, "SELECT * FROM %s", tables[t]);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), SQLITE_OK);
    while (sqlite3_step(stmt) == SQLITE_ROW) {
      ent_buf_c(out, tables[t]);
      for (int i = 0; i < sqlite3_column_count(stmt); i++) {
        const void *p = sqlite3_column_blob(stmt, i);
        ent_buf_char(out, '|');
        ent_buf_add(out, p, (size_t)sqlite3_column_bytes(stmt, i));
      }
      ent_buf_char(out, '\n');
    }
    sqlite3_finalize(stmt);
  }
  sqlite3_close(db);
}

static int64_t number(const char *name, const char *sql)
{
  sqlite3 *db;
  sqlite3_stmt *stmt;
  assert_int_equal(sqlite3_open(path_of(name), &db), SQLITE_OK);
  assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), SQLITE_OK);
  assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
  int64_t n = sqlite3_column_int64(stmt, 0);
  sqlite3_finalize(stmt);
  sqlite3_close(db);
  return n;
}

static void copies_are_counted_once(void **state)
{
  (void)state;
  const size_t order[] = {0, 1, 2, 3};
  add_in_order("copies.db", order, N_SAMPLES, 4);
  assert_int_equal(number("copies.db", "SELECT count(*) FROM document"), 4);
  /* the two wire copies of January are one story; the third lies months away, the fourth tells something else */
  assert_int_equal(number("copies.db", "SELECT count(DISTINCT story) FROM signature"), 3);
  assert_int_equal(number("copies.db", "SELECT n_documents FROM tie"), 4);
  assert_int_equal(number("copies.db", "SELECT n_stories FROM tie"), 3);
  assert_int_equal(number("copies.db", "SELECT n_sources FROM tie"), 4);
}

static void order_and_repetition_change_nothing(void **state)
{
  (void)state;
  static const size_t orders[][8] = {{0, 1, 2, 3, 0, 1, 2, 3}, {3, 2, 1, 0, 3, 3, 3, 3}, {1, 3, 0, 2, 2, 0, 3, 1}};
  ent_buf first = ENT_BUF_INIT(1 << 24), other = ENT_BUF_INIT(1 << 24);
  for (size_t i = 0; i < 3; i++) {
    char name[32];
    snprintf(name, sizeof name, "order%zu.db", i);
    add_in_order(name, orders[i], 8, i + 1);
    ent_buf_clear(&other);
    dump(name, i ? &other : &first);
    if (i && !ent_str_eq(ent_buf_view(&first), ent_buf_view(&other)))
      fail_msg("order %zu gave another store", i);
  }
  ent_buf_done(&first);
  ent_buf_done(&other);
}

static void merged_tables_can_be_made_again(void **state)
{
  (void)state;
  ent_error err = {0};
  ent_store *store;
  const size_t order[] = {0, 1, 2, 3};
  ent_buf before = ENT_BUF_INIT(1 << 24), after = ENT_BUF_INIT(1 << 24);
  add_in_order("rebuild.db", order, N_SAMPLES, 1);
  dump("rebuild.db", &before);
  sqlite3 *db;
  assert_int_equal(sqlite3_open(path_of("rebuild.db"), &db), SQLITE_OK);
  assert_int_equal(sqlite3_exec(db, "UPDATE tie SET n_stories = 99", NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close(db);
  assert_ok(ent_store_open(path_of("rebuild.db"), ENT_STORE_CREATE, &store, &err), &err);
  assert_ok(ent_store_rebuild(store, &err), &err);
  ent_store_close(store);
  dump("rebuild.db", &after);
  assert_true(ent_str_eq(ent_buf_view(&before), ent_buf_view(&after)));
  ent_buf_done(&before);
  ent_buf_done(&after);
}

typedef struct seen {
  size_t n;
  char evidence[512];
} seen;

static ent_status see(void *context, const ent_store_row *row, ent_error *err)
{
  (void)err;
  seen *s = context;
  s->n++;
  snprintf(s->evidence, sizeof s->evidence, "%.*s", ENT_STR_ARG(row->evidence));
  return ENT_OK;
}

static size_t show(const char *name, const char *actor, const char *other, const char *from, const char *to, seen *s)
{
  ent_error err = {0};
  ent_store *store;
  ent_store_query q = {.actor = ent_str_of(actor), .other = ent_str_of(other)};
  (void)ent_date_parse(ent_str_of(from), &q.from);
  (void)ent_date_parse(ent_str_of(to), &q.to);
  *s = (seen){0};
  assert_ok(ent_store_open(path_of(name), ENT_STORE_READ_ONLY, &store, &err), &err);
  assert_ok(ent_store_show(store, &q, see, s, &err), &err);
  ent_store_close(store);
  return s->n;
}

static void show_gives_each_story_with_its_sentence(void **state)
{
  (void)state;
  const size_t order[] = {1, 0, 2, 3};
  seen s;
  add_in_order("show.db", order, N_SAMPLES, 2);
  assert_int_equal(show("show.db", "KOR", "", "", "", &s), 3);
  assert_int_equal(show("show.db", "KOR", "NATO", "", "", &s), 3);
  assert_int_equal(show("show.db", "KOR", "JPN", "", "", &s), 0);
  assert_int_equal(show("show.db", "NATO", "", "2015", "", &s), 3); /* it still stands */
  assert_int_equal(show("show.db", "NATO", "", "", "2011", &s), 0);
  assert_int_equal(show("show.db", "NATO", "", "2012-05", "2012-06", &s), 3);
  assert_non_null(strstr(s.evidence, " "));
}

static void refuses_what_is_no_store(void **state)
{
  (void)state;
  ent_error err = {0};
  ent_store *store = NULL;
  assert_int_equal(ent_store_open(path_of("none.db"), ENT_STORE_READ_ONLY, &store, &err), ENT_ENOTFOUND);
  FILE *out = fopen(path_of("text.db"), "w");
  for (int i = 0; i < 200; i++)
    fputs("this is no database\n", out);
  fclose(out);
  assert_int_equal(ent_store_open(path_of("text.db"), ENT_STORE_CREATE, &store, &err), ENT_ESTORE);
  sqlite3 *db;
  assert_int_equal(sqlite3_open(path_of("newer.db"), &db), SQLITE_OK);
  sqlite3_exec(db, "PRAGMA user_version = 999", NULL, NULL, NULL);
  sqlite3_close(db);
  assert_int_equal(ent_store_open(path_of("newer.db"), ENT_STORE_CREATE, &store, &err), ENT_EMODEL);
  assert_int_equal(ent_store_open("/dev/null/x/y.db", ENT_STORE_CREATE, &store, &err), ENT_EIO);
}

static void a_sound_store_says_so(void **state)
{
  (void)state;
  ent_error err = {0};
  ent_store *store;
  ent_store_health health;
  const size_t order[] = {0, 1, 2, 3};
  add_in_order("health.db", order, N_SAMPLES, 4);
  assert_ok(ent_store_open(path_of("health.db"), ENT_STORE_READ_ONLY, &store, &err), &err);
  assert_ok(ent_store_check(store, &health, &err), &err);
  assert_true(health.sound);
  assert_int_equal(health.documents, 4);
  assert_int_equal(health.stories, 3);
  assert_int_equal(health.ties, 1);
  ent_store_close(store);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(copies_are_counted_once),         cmocka_unit_test(order_and_repetition_change_nothing),
      cmocka_unit_test(merged_tables_can_be_made_again), cmocka_unit_test(show_gives_each_story_with_its_sentence),
      cmocka_unit_test(refuses_what_is_no_store),        cmocka_unit_test(a_sound_store_says_so)};
  return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
