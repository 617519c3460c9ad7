/* PETRARCH dictionaries on top of our tables: dated codes, synonyms, agents, sets, and slips that are named. */
#include "actor_small.h"

static const char actors_text[] =
    "<!-- a comment\n over lines -->\n"
    "ARNOR [ARN]\n"
    "OLD_FOREST_ [ARNREB]\n"
    "+GREENWOOD_\n"
    "SILVER_HAND_ # dated\n"
    "\t[GDRGOV 900101-991231] [GDROPP >20000101]\n"
    "\t[GDRMIL]\n"
    "MITHLOND [HVN]\n"
    "BARROW_WIGHT_ [---]\n"
    "BAD_DATE_ [ARN 2004017-2005]\n"
    "NO_CODE_\n"
    "[ARN]\n"
    "WORLD_COUNCIL_ [IGOWCC]\n";

static const char agents_text[] = "!WHO! = MAN, WOMAN\nRANGER [~MIL]\nWATCH!WHO! [~COP]\nELF {ELVES} [~REF]\nSHEEP {} [~AGR]\n"
                                  "BROKEN ~GOV\nUNKNOWN!SET! [~GOV]\nCHARITY [NGO~]\n";

static size_t n_warnings;
static char warnings[4000];

static void warn(void *context, const char *line)
{
  (void)context;
  n_warnings++;
  strncat(warnings, line, sizeof warnings - strlen(warnings) - 2);
  strcat(warnings, "\n");
}

static actor_fixture x;
static small_tables tables;
static char actors_path[100], agents_path[100];

static int open_small(void **state)
{
  (void)state;
  ent_error err = {0};
  small_make(&tables);
  small_write(&tables, "a.txt", actors_text);
  small_write(&tables, "g.txt", agents_text);
  snprintf(actors_path, sizeof actors_path, "%s/a.txt", tables.dir);
  snprintf(agents_path, sizeof agents_path, "%s/g.txt", tables.dir);
  const enti_petrarch_files files = {actors_path, agents_path, warn, NULL};
  assert_ok(small_open(&tables, &files, &x, &err), &err);
  return 0;
}

static int close_small(void **state)
{
  (void)state;
  actor_fixture_close(&x);
  unlink(actors_path);
  unlink(agents_path);
  small_remove(&tables);
  return 0;
}

static void expect(const char *text, int year, const char *id, const char *sector)
{
  ent_error err = {0};
  ent_document doc = {.arena = ent_arena_new(0), .text = ent_str_of(text), .date = ent_date_make(year, 6, 1)};
  assert_ok(actor_fixture_read(&x, &doc, &err), &err);
  const ent_mention *m = NULL;
  for (size_t i = 0; i < doc.n_mentions && !m; i++)
    if (doc.mentions[i].n_actors)
      m = &doc.mentions[i];
  if (!*id) {
    assert_null(m);
  } else {
    assert_non_null(m);
    assert_str_at(m->actors[0].id, ent_str_of(id), text, __LINE__);
    assert_str_at(m->actors[0].sector, ent_str_of(sector), text, __LINE__);
  }
  ent_arena_free(doc.arena);
}

static void codes_by_day(void **state)
{
  (void)state;
  expect("The Silver Hand spoke.", 1995, "GON", "GOV"); /* GDR is Gondor's CAMEO code */
  expect("The Silver Hand spoke.", 2005, "GON", "OPP");
  expect("The Silver Hand spoke.", 1985, "GON", "MIL"); /* the default, when no dated code fits */
  expect("The greenwood burned.", 1995, "ARN", "REB");
  expect("Mithlond sailed.", 1995, "HVN", "");
  expect("The Barrow Wight slept.", 1995, "", "");
  expect("The World Council met.", 1995, "IGOWCC", "");
}

static void agents_add_sectors(void **state)
{
  (void)state;
  expect("Arnorian rangers came.", 1995, "ARN", "MIL");
  expect("A Gondorian watchwoman came.", 1995, "GON", "COP");
  expect("Gondorian elves fled.", 1995, "GON", "REF");
  expect("A Gondorian charity helped.", 1995, "GON", "NGO");
}

static void slips_are_named(void **state)
{
  (void)state;
  static const char *const expected[] = {"a.txt:11:", "a.txt:12:", "g.txt:6:", "g.txt:7:"};
  for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
    if (!strstr(warnings, expected[i]))
      fail_msg("no \"%s\" in:\n%s", expected[i], warnings);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(codes_by_day), cmocka_unit_test(agents_add_sectors),
                                     cmocka_unit_test(slips_are_named)};
  return cmocka_run_group_tests(tests, open_small, close_small);
}
