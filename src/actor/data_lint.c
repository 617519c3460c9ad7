/* Checks all tables below a folder and names every problem, where the build stops at the first (entente lint-data).
 *
 * One reader for all: each file's columns say what is to be checked in a row (id, actor, start, sector, source …).
 * After the rows come the checks between rows: spans of one thing that overlap, offices held by two at once. */
#include <entente/actor.h>

#include "actor/actor_tables.h"

#include "base/vec.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A row that lasts: rows with the same key must not overlap. */
typedef struct lint_span {
  uint32_t key, who; /* interned */
  ent_date start, end;
  const char *file;
  size_t line;
} lint_span;

typedef struct linter {
  void (*problem)(void *context, const char *line, bool error);
  void *context;
  const char *dir;
  ent_arena *arena;
  enti_intern ids, sources, keys;
  lint_span *spans;
  size_t n_spans, cap_spans;
  enti_table table;
  const char *file; /* of the row in hand, in the arena */
} linter;

static void tell(linter *l, bool error, const char *format, ...) ENT_PRINTF(3, 4);

static void tell(linter *l, bool error, const char *format, ...)
{
  char reason[600], line[4800];
  va_list args;
  va_start(args, format);
  vsnprintf(reason, sizeof reason, format, args);
  va_end(args);
  snprintf(line, sizeof line, "%s:%zu: %s", l->file, l->table.line, reason);
  l->problem(l->context, line, error);
}

static ent_str field(const linter *l, const char *name)
{
  return enti_table_get(&l->table, enti_table_find(&l->table, name));
}

static bool has(const linter *l, const char *name)
{
  return enti_table_find(&l->table, name) != SIZE_MAX;
}

typedef void (*row_fn)(linter *l);

/* Calls row for each good row of each file that a pattern names; bad rows are told and passed over. */
static ent_status each_row(linter *l, const char *pattern, row_fn row, ent_error *err)
{
  char path[4096];
  if ((size_t)snprintf(path, sizeof path, "%s/%s", l->dir, pattern) >= sizeof path)
    return ent_fail(err, ENT_ELIMIT, ENT_NO_OFFSET, "%s: the path is too long", l->dir);
  glob_t found = {0};
  ent_status status = glob(path, 0, NULL, &found) == GLOB_NOSPACE ? ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory") : ENT_OK;
  for (size_t i = 0; status == ENT_OK && i < found.gl_pathc; i++) {
    ent_error bad = {0};
    l->file = ent_arena_str(l->arena, ent_str_of(found.gl_pathv[i])).p;
    if (!l->file)
      status = ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
    else if (enti_table_open(&l->table, l->file, l->arena, &bad) != ENT_OK) {
      l->problem(l->context, bad.message, true);
      continue;
    }
    for (bool more = true; status == ENT_OK && more;) {
      if (enti_table_next(&l->table, &more, &bad) != ENT_OK)
        l->problem(l->context, bad.message, true);
      else if (more)
        row(l);
    }
  }
  globfree(&found);
  return status;
}

/* ---- what is known ------------------------------------------------------------------------------------------------ */

static void learn_id(linter *l)
{
  enti_intern_add(&l->ids, field(l, "id"));
}

static void learn_source(linter *l)
{
  enti_intern_add(&l->sources, field(l, "key"));
}

static bool known_id(const linter *l, ent_str id)
{
  return enti_intern_find(&l->ids, id) != UINT32_MAX;
}

/* ---- single rows ---------------------------------------------------------------------------------------------------- */

static void check_sources(linter *l)
{
  ent_str list = field(l, "source"), key;
  if (!list.n)
    tell(l, true, "no source");
  while (list.n && ent_str_split(&list, ';', &key))
    if (l->sources.n && enti_intern_find(&l->sources, key) == UINT32_MAX)
      tell(l, true, "source \"%.*s\" is not in sources.tsv", ENT_STR_ARG(key));
}

static ent_date check_date(linter *l, const char *name)
{
  ent_str s = field(l, name);
  ent_date date = ENT_NO_DATE;
  if (s.n && !ent_date_parse(s, &date))
    tell(l, true, "%s \"%.*s\" is no date", name, ENT_STR_ARG(s));
  return date;
}

/* A span that begins before it ends; longest > 0: in years, beyond which it is impossible. */
static void check_span(linter *l, const char *from, const char *to, int longest, ent_date *start, ent_date *end)
{
  *start = check_date(l, from);
  *end = check_date(l, to);
  if (!ent_date_known(*start) || !ent_date_known(*end))
    return;
  if (start->day > ent_date_last(*end))
    tell(l, true, "ends (%.*s) before it begins (%.*s)", ENT_STR_ARG(field(l, to)), ENT_STR_ARG(field(l, from)));
  else if (longest && (end->day - start->day) / 365 > longest)
    tell(l, true, "lasts more than %d years", longest);
}

static void check_checked(linter *l)
{
  ent_str s = field(l, "checked");
  if (s.n && !ent_str_eq(s, ENT_STR("yes")))
    tell(l, true, "checked is \"yes\" or empty, not \"%.*s\"", ENT_STR_ARG(s));
}

static void check_sector(linter *l)
{
  ent_str s = field(l, "sector");
  if (s.n && !enti_is_sector(s) && !enti_is_org_type(s))
    tell(l, true, "\"%.*s\" is no sector", ENT_STR_ARG(s));
}

static void check_ids(linter *l, const char *name)
{
  ent_str list = field(l, name), id;
  while (list.n && ent_str_split(&list, ';', &id))
    if (!known_id(l, id))
      tell(l, true, "%s: no state, organisation or thing has the id \"%.*s\"", name, ENT_STR_ARG(id));
}

/* Every column that says something checkable, by its name. */
static void check_row(linter *l, ent_date *start, ent_date *end, int longest)
{
  *start = *end = ENT_NO_DATE;
  if (has(l, "source"))
    check_sources(l);
  if (has(l, "start"))
    check_span(l, "start", "end", longest, start, end);
  if (has(l, "from"))
    check_span(l, "from", "to", 0, start, end);
  if (has(l, "checked"))
    check_checked(l);
  if (has(l, "sector"))
    check_sector(l);
}

static void add_span(linter *l, ent_str key, ent_str who, ent_date start, ent_date end)
{
  if (!enti_grow(l->arena, (void **)&l->spans, l->n_spans, &l->cap_spans, sizeof *l->spans))
    return;
  l->spans[l->n_spans++] = (lint_span){enti_intern_add(&l->keys, key), enti_intern_add(&l->keys, who), start, end, l->file,
                                       l->table.line};
}

static void check_state(linter *l)
{
  ent_date start, end;
  check_row(l, &start, &end, 0);
  ent_str key = ent_arena_printf(l->arena, "state %.*s", ENT_STR_ARG(field(l, "id")));
  if (!ent_str_eq(field(l, "kind"), ENT_STR("territory")))
    add_span(l, key, ENT_STR(""), start, end);
}

static void check_name(linter *l)
{
  ent_date start, end;
  check_row(l, &start, &end, 0);
  check_ids(l, "id");
  if (!field(l, "name").n)
    tell(l, true, "no name");
}

static void check_org(linter *l)
{
  ent_date start, end;
  check_row(l, &start, &end, 0);
  check_ids(l, "country");
  check_ids(l, "parent");
}

static bool is_single_office(ent_str office)
{
  static const char *const single[] = {"head-of-state", "head-of-government", "foreign-minister", "defence-minister",
                                       "secretary-general"};
  for (size_t i = 0; i < sizeof single / sizeof *single; i++)
    if (ent_str_eq(office, ent_str_of(single[i])))
      return true;
  return false;
}

static void check_person(linter *l)
{
  ent_date start, end, seen = check_date(l, "seen");
  check_row(l, &start, &end, 75);
  check_ids(l, "actor");
  ent_str office = field(l, "office"), actor = field(l, "actor"), person = field(l, "person");
  if (!ent_date_known(start))
    tell(l, false, "an office without a start");
  if (!ent_date_known(end) && !ent_date_known(seen))
    tell(l, true, "an office without an end needs `seen`");
  if (!ent_date_known(end) && ent_date_known(seen) && ent_date_known(start) && start.day > ent_date_last(seen))
    tell(l, true, "seen before it begins");
  if (ent_date_known(start) && is_single_office(office))
    add_span(l, ent_arena_printf(l->arena, "%.*s of %.*s", ENT_STR_ARG(office), ENT_STR_ARG(actor)), person, start, end);
}

static void check_role(linter *l)
{
  ent_date start, end;
  check_row(l, &start, &end, 0);
  if (!field(l, "phrase").n)
    tell(l, true, "no phrase");
}

static void check_era(linter *l)
{
  ent_date start, end;
  check_row(l, &start, &end, 0);
  check_ids(l, "state");
  check_ids(l, "before");
}

static void check_home(linter *l)
{
  ent_date start, end;
  check_row(l, &start, &end, 0);
  check_ids(l, "id");
  check_ids(l, "state");
}

static void check_place(linter *l)
{
  ent_date start, end;
  check_row(l, &start, &end, 0);
  check_ids(l, "state");
  if (!field(l, "names").n)
    tell(l, true, "no names");
}

static const char *const relations[] = {
    "member-of", "founding-member-of", "applied-to", "candidate-of", "invited-to", "signed-accession", "withdrew-from",
    "suspended-from", "partner-of", "dialogue-with", "mission-to", "observer-of", "signed", "ratified", "in-force",
    "terminated", "held-in", "hosted", "attended", "participated-in", "contributed-to", "founded", "seated-in", "led-by",
    "suspended", "recognised", "diplomatic-relations-with", "broke-relations-with", "restored-relations-with",
    "no-relations-with",
    "at-war-with", "ceasefire-with", "invaded", "annexed", "base-in", "supplied-arms-to", "sanctioned", "status-in"};

static void check_precision(linter *l, ent_date start)
{
  static const char *const words[] = {"unknown", "year", "month", "day"};
  ent_str s = field(l, "precision");
  if (!ent_str_eq(s, ent_str_of(words[start.precision <= ENT_DATE_DAY ? start.precision : 0])))
    tell(l, true, "precision \"%.*s\" does not fit the start \"%.*s\"", ENT_STR_ARG(s), ENT_STR_ARG(field(l, "start")));
}

static void check_fact(linter *l)
{
  ent_date start, end;
  check_row(l, &start, &end, 0);
  check_ids(l, "subject");
  check_ids(l, "object");
  check_precision(l, start);
  bool known = false;
  for (size_t i = 0; i < sizeof relations / sizeof *relations; i++)
    known |= ent_str_eq(field(l, "relation"), ent_str_of(relations[i]));
  if (!known)
    tell(l, true, "\"%.*s\" is no relation", ENT_STR_ARG(field(l, "relation")));
  if (!field(l, "subject").n || !field(l, "object").n)
    tell(l, true, "subject or object is empty");
}

static void check_thing(linter *l)
{
  ent_date start, end;
  check_row(l, &start, &end, 0);
  check_ids(l, "members");
  check_ids(l, "place");
}

/* ---- between rows ------------------------------------------------------------------------------------------------------- */

static int by_key(const void *a, const void *b)
{
  const lint_span *x = a, *y = b;
  if (x->key != y->key)
    return x->key < y->key ? -1 : 1;
  int32_t a_day = ent_date_known(x->start) ? x->start.day : INT32_MIN; /* an unknown start is that of the list */
  int32_t b_day = ent_date_known(y->start) ? y->start.day : INT32_MIN;
  int order = (a_day > b_day) - (a_day < b_day);
  return order ? order : x->line < y->line ? -1 : x->line > y->line;
}

/* Days that both surely cover: coarse dates are given the benefit of the doubt, and a day of change belongs to both. */
static bool overlap(const lint_span *a, const lint_span *b)
{
  int32_t last_a = ent_date_known(a->end) ? a->end.day : INT32_MAX, first_b = ent_date_known(b->start) ? ent_date_last(b->start) : INT32_MIN;
  return first_b < last_a;
}

static void check_overlaps(linter *l)
{
  if (l->n_spans)
    qsort(l->spans, l->n_spans, sizeof *l->spans, by_key);
  for (size_t i = 1; i < l->n_spans; i++) {
    const lint_span *a = &l->spans[i - 1], *b = &l->spans[i];
    if (a->key != b->key || !overlap(a, b))
      continue;
    bool same = a->who == b->who;
    l->file = b->file;
    l->table.line = b->line;
    tell(l, false, "%.*s: overlaps with line %zu%s%s%s", ENT_STR_ARG(l->keys.keys[b->key]), a->line, same ? " (the same)" : "",
         a->file == b->file ? "" : " of ", a->file == b->file ? "" : a->file);
  }
}

static ent_status lint_all(linter *l, ent_error *err)
{
  static const struct { const char *pattern; row_fn row; } steps[] = {
      {"sources.tsv", learn_source},          {"actors/states.tsv", learn_id},      {"actors/orgs.tsv", learn_id},
      {"reference/things.tsv", learn_id},     {"actors/states.tsv", check_state},   {"actors/state_names.tsv", check_name},
      {"actors/orgs.tsv", check_org},         {"actors/org_names.tsv", check_name}, {"actors/people*.tsv", check_person},
      {"actors/roles.tsv", check_role},       {"actors/not_actors.tsv", check_role}, {"actors/state_homes.tsv", check_home}, {"actors/place_eras.tsv", check_era}, {"actors/places_*.tsv", check_place},
      {"reference/things.tsv", check_thing},
      {"reference/[!t]*.tsv", check_fact},    {"reference/treaties.tsv", check_fact}};
  ent_status status = ENT_OK;
  for (size_t i = 0; status == ENT_OK && i < sizeof steps / sizeof *steps; i++)
    status = each_row(l, steps[i].pattern, steps[i].row, err);
  if (status == ENT_OK && l->ids.n == 0)
    status = ent_fail(err, ENT_ENOTFOUND, ENT_NO_OFFSET, "%s: no table of states or organisations below it", l->dir);
  if (status == ENT_OK)
    check_overlaps(l);
  return status;
}

ent_status ent_data_lint(const char *dir, void (*problem)(void *context, const char *line, bool error), void *context,
                         ent_error *err)
{
  linter l = {.problem = problem, .context = context, .dir = dir, .arena = ent_arena_new(0)};
  bool ok = l.arena && enti_intern_init(&l.ids) && enti_intern_init(&l.sources) && enti_intern_init(&l.keys);
  ent_status status = ok ? lint_all(&l, err) : ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  enti_intern_done(&l.ids);
  enti_intern_done(&l.sources);
  enti_intern_done(&l.keys);
  ent_arena_free(l.arena);
  return status;
}
