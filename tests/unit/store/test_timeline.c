/* Timelines: what several documents say of one tie becomes one history; copies count once; what cannot both be true stands
 * side by side; a coarser date is no contradiction. */
#include "unit/unit.h"

#include <entente/timeline.h>

#include <sqlite3.h>
#include <stdio.h>
#include <unistd.h>

static char folder[] = "/tmp/entente-timeline-XXXXXX";

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

typedef struct said { /* one document with one claim */
  const char *hash, *publisher, *published;
  const char *source, *target, *code;
  ent_modality modality;
  ent_aspect aspect;
  const char *from, *to;
  const char *text; /* equal words make copies */
} said;

static ent_date date_of(const char *text)
{
  ent_date date = ENT_NO_DATE;
  if (*text)
    assert_true(ent_date_parse(ent_str_of(text), &date));
  return date;
}

static ent_document *make(const said *s)
{
  ent_document *doc = ent_document_new();
  memset(doc->hash, s->hash[0], 32);
  doc->id = ent_str_of(s->hash);
  doc->source = ent_str_of(s->publisher);
  doc->title = ENT_STR("A title");
  doc->text = ent_str_of(s->text);
  doc->date = date_of(s->published);
  doc->tokens = ent_arena_array(doc->arena, doc->text.n + 1, sizeof *doc->tokens);
  doc->sentences = ent_arena_array(doc->arena, 1, sizeof *doc->sentences);
  ent_str rest = doc->text, word;
  for (size_t at = 0; ent_str_split(&rest, ' ', &word); at += word.n + 1)
    doc->tokens[doc->n_tokens++] = (ent_token){.start = (uint32_t)at, .end = (uint32_t)(at + word.n), .norm = word, .fold = word};
  doc->n_sentences = 1;
  doc->sentences[0] = (ent_sentence){.end = (uint32_t)doc->text.n, .n = (uint32_t)doc->n_tokens};
  ent_actor_ref *actors = ent_arena_array(doc->arena, 2, sizeof *actors);
  actors[0].id = ent_str_of(s->source);
  actors[1].id = ent_str_of(s->target);
  ent_claim *c = ent_claim_add(doc);
  *c = (ent_claim){.kind = ENT_STATUS, .code = ent_str_of(s->code), .source = actors, .target = actors + 1, .n_source = 1,
                   .n_target = 1, .modality = s->modality, .aspect = s->aspect, .from = date_of(s->from), .to = date_of(s->to),
                   .basis = *s->from ? ENT_BASIS_TEXT : ENT_BASIS_NONE, .end = (uint32_t)doc->text.n, .confidence = 0.5f};
  return doc;
}

static ent_store *store_of(const char *name, const said *all, size_t n)
{
  ent_error err = {0};
  ent_store *store;
  assert_ok(ent_store_open(path_of(name), ENT_STORE_CREATE, &store, &err), &err);
  assert_ok(ent_store_begin_run(store, ENT_STR("1"), ENT_STR("2"), ENT_STR("3"), &err), &err);
  for (size_t i = 0; i < n; i++) {
    ent_document *doc = make(&all[i]);
    assert_ok(ent_store_add(store, &doc, 1, NULL, &err), &err);
    ent_document_free(doc);
  }
  return store;
}

static ent_timeline timeline_of(ent_store *store, const char *actor, const char *other, ent_arena *arena)
{
  ent_error err = {0};
  ent_timeline t;
  const ent_timeline_query query = {.actor = ent_str_of(actor), .other = ent_str_of(other)};
  assert_ok(ent_timeline_read(store, NULL, &query, arena, &t, &err), &err);
  return t;
}

static size_t conflicts_of(ent_store *store, ent_arena *arena, const ent_conflict **ret)
{
  ent_error err = {0};
  size_t n;
  assert_ok(ent_store_conflicts(store, NULL, arena, ret, &n, &err), &err);
  return n;
}

static void expect_str(ent_str s, const char *expected)
{
  if (!ent_str_eq(s, ent_str_of(expected)))
    fail_msg("\"%.*s\" instead of \"%s\"", ENT_STR_ARG(s), expected);
}

static void assert_date(ent_date date, const char *expected)
{
  char text[16];
  assert_string_equal(ent_date_format(date, text), expected);
}

#define WIRE "arland has taken part in the talks of the league since two thousand and five said the ministry in its capital " \
             "on wednesday when the ministers of both sides met for the ninth time in as many years to look back on it "

static const said history[] = {
    {"a", "Agency", "2024-02-20", "ARL", "LEAGUE", "dialogue-partner", ENT_ONGOING, ENT_ASPECT_BEGINS, "2005", "", WIRE},
    {"b", "Paper", "2024-02-21", "ARL", "LEAGUE", "dialogue-partner", ENT_ONGOING, ENT_ASPECT_BEGINS, "2005", "", WIRE "again"},
    {"c", "Review", "2024-03-01", "ARL", "LEAGUE", "partner", ENT_PAST, ENT_ASPECT_BEGINS, "2012", "", "it became a partner"},
    {"d", "Gazette", "2024-03-02", "ARL", "LEAGUE", "partner", ENT_PAST, ENT_ASPECT_ENDS, "2024-02", "", "the partnership ended"},
    {"e", "Review", "2024-04-01", "ARL", "LEAGUE", "dialogue-partner", ENT_PAST, ENT_ASPECT_BEGINS, "2005-07", "",
     "the dialogue opened in july of that year"},
};

static void documents_make_one_history(void **state)
{
  (void)state;
  ent_store *store = store_of("history.db", history, 5);
  ent_arena *arena = ent_arena_new(0);
  ent_timeline t = timeline_of(store, "ARL", "LEAGUE", arena);
  assert_int_equal(t.n, 1);
  const ent_tie *tie = &t.ties[0];
  expect_str(tie->family, "partnership");
  assert_date(tie->start, "2005-07");
  assert_date(tie->end, "2024-02");
  assert_int_equal(tie->n_steps, 3);
  assert_int_equal(tie->steps[0].what, ENT_STEP_BEGAN); /* "2005" and "2005-07": one step, as fine as the finer */
  assert_date(tie->steps[0].from, "2005-07");
  assert_int_equal(tie->steps[0].n_documents, 3);
  assert_int_equal(tie->steps[0].n_claims, 2); /* the copy is no story of its own */
  assert_int_equal(tie->steps[0].support, 2);
  assert_int_equal(tie->steps[0].claims[0].copies, 1);
  expect_str(tie->steps[0].claims[0].publisher, "Agency; Paper");
  expect_str(tie->steps[1].code, "partner");
  assert_int_equal(tie->steps[2].what, ENT_STEP_ENDED);
  expect_str(tie->steps[2].claims[0].evidence, "the partnership ended");
  for (size_t i = 0; i < tie->n_steps; i++)
    assert_int_equal(tie->steps[i].dispute, 0);
  assert_int_equal(ent_tie_stood(tie, ent_date_make(2004, 0, 0)), 0);
  assert_int_equal(ent_tie_stood(tie, ent_date_make(2010, 5, 1)), 1);
  assert_int_equal(ent_tie_stood(tie, ent_date_make(2025, 0, 0)), 0);
  const ent_conflict *none;
  assert_int_equal(conflicts_of(store, arena, &none), 0);
  ent_arena_free(arena);
  ent_store_close(store);
}

static const said quarrel[] = {
    {"a", "Agency", "2023-05-01", "ARL", "LEAGUE", "member", ENT_PAST, ENT_ASPECT_BEGINS, "2004-03", "", "it joined in march"},
    {"b", "Paper", "2023-05-02", "ARL", "LEAGUE", "member", ENT_PAST, ENT_ASPECT_BEGINS, "2007", "", "it joined much later"},
    {"c", "Review", "2023-05-03", "ARL", "LEAGUE", "non-member", ENT_ONGOING, ENT_ASPECT_STANDS, "", "", "it is no member"},
    {"d", "Gazette", "2023-05-04", "ARL", "LEAGUE", "member", ENT_PAST, ENT_ASPECT_BEGINS, "2004", "", "it joined in 2004 then"},
};

static void disagreements_stand_side_by_side(void **state)
{
  (void)state;
  ent_store *store = store_of("quarrel.db", quarrel, 4);
  ent_arena *arena = ent_arena_new(0);
  const ent_tie *tie = timeline_of(store, "LEAGUE", "", arena).ties;
  assert_int_equal(tie->n_steps, 3);
  assert_true(tie->start_disputed);
  assert_date(tie->start, ""); /* never averaged, nobody's word taken */
  assert_int_equal(tie->steps[0].support, 2);
  assert_true(tie->steps[0].dispute && tie->steps[0].dispute == tie->steps[1].dispute);
  const ent_conflict *conflicts;
  size_t n = conflicts_of(store, arena, &conflicts), dates = 0, status = 0;
  for (size_t i = 0; i < n; i++) {
    dates += strcmp(conflicts[i].why, "dates") == 0;
    status += strcmp(conflicts[i].why, "status") == 0;
  }
  assert_int_equal(n, 3);
  assert_int_equal(dates, 1);
  assert_int_equal(status, 2); /* either beginning, against "is no member" */
  ent_arena_free(arena);
  ent_store_close(store);
}

static const said spells[] = {
    {"a", "Agency", "2023-05-01", "ARL", "LEAGUE", "member", ENT_PAST, ENT_ASPECT_BEGINS, "1949", "", "it joined at first"},
    {"b", "Paper", "2023-05-02", "ARL", "LEAGUE", "withdrawn", ENT_PAST, ENT_ASPECT_ENDS, "1966", "", "it left in anger"},
    {"c", "Review", "2023-05-03", "ARL", "LEAGUE", "member", ENT_PAST, ENT_ASPECT_BEGINS, "2009-04", "", "it came back at last"},
    {"d", "Late", "2023-05-03", "ARL", "LEAGUE", "candidate", ENT_INTENDED, ENT_ASPECT_NONE, "2031", "", "it may be more one day"},
};

static void a_tie_may_begin_anew(void **state)
{
  (void)state;
  ent_store *store = store_of("spells.db", spells, 4);
  ent_arena *arena = ent_arena_new(0);
  const ent_tie *tie = timeline_of(store, "ARL", "", arena).ties;
  assert_date(tie->start, "2009-04");
  assert_date(tie->end, "");
  assert_false(tie->start_disputed);
  assert_int_equal(ent_tie_stood(tie, ent_date_make(1950, 0, 0)), 1);
  assert_int_equal(ent_tie_stood(tie, ent_date_make(1980, 0, 0)), 0);
  assert_int_equal(ent_tie_stood(tie, ent_date_make(2020, 0, 0)), 1);
  const ent_conflict *none;
  assert_int_equal(conflicts_of(store, arena, &none), 0);
  ent_arena_free(arena);
  ent_store_close(store);
}

/* Two stories of one publisher are one source; a story without a publisher is one of its own. */
static void support_counts_sources(void **state)
{
  (void)state;
  said all[4];
  static const char *const hashes[] = {"a", "b", "c", "d"}, *const publishers[] = {"Agency", "Agency", "", ""};
  static const char *const texts[] = {"one story", "another story", "a third one", "a fourth one"};
  for (size_t i = 0; i < 4; i++)
    all[i] = (said){hashes[i], publishers[i], "2023-01-01", "ARL", "LEAGUE", "member", ENT_PAST, ENT_ASPECT_BEGINS, "1999", "", texts[i]};
  ent_store *store = store_of("support.db", all, 4);
  ent_arena *arena = ent_arena_new(0);
  const ent_tie *tie = timeline_of(store, "ARL", "LEAGUE", arena).ties;
  assert_int_equal(tie->steps[0].n_claims, 4);
  assert_int_equal(tie->support, 3);
  ent_arena_free(arena);
  ent_store_close(store);
}

/* A store of schema 1 lacks the column and the table that version 2 brought. */
static void an_older_store_is_migrated(void **state)
{
  (void)state;
  sqlite3 *db;
  ent_error err = {0};
  ent_store_close(store_of("old.db", spells, 1));
  assert_int_equal(sqlite3_open(path_of("old.db"), &db), SQLITE_OK);
  assert_int_equal(sqlite3_exec(db, "ALTER TABLE claim DROP COLUMN aspect; DROP TABLE statement; PRAGMA user_version = 1", NULL,
                                NULL, NULL), SQLITE_OK);
  sqlite3_close(db);
  ent_store *store;
  assert_ok(ent_store_open(path_of("old.db"), ENT_STORE_READ_ONLY, &store, &err), &err);
  ent_arena *arena = ent_arena_new(0);
  ent_timeline t = timeline_of(store, "ARL", "LEAGUE", arena);
  assert_int_equal(t.n, 1);
  assert_int_equal(t.ties[0].steps[0].what, ENT_STEP_STOOD); /* whether it began is not known any more */
  ent_arena_free(arena);
  ent_store_close(store);
  store = store_of("old.db", history, 5); /* and it takes documents */
  ent_store_close(store);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(documents_make_one_history), cmocka_unit_test(disagreements_stand_side_by_side),
      cmocka_unit_test(a_tie_may_begin_anew),       cmocka_unit_test(support_counts_sources),
      cmocka_unit_test(an_older_store_is_migrated),
  };
  return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
