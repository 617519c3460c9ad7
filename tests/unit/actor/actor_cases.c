/* Runs the case files of tests/cases/actor: `actor_cases DATA FILE…`, or `actor_cases DATA --show DATE TEXT` to look.
 *
 *   # note
 *   @ 2023-07-11            the document's date ("@ -": none); a new case begins
 *   Yoon met Biden.         the passage, one line or more ("\n" starts a paragraph)
 *   > Yoon = KOR.GOV        what the mention over these words must be; several actors with ";" in any order
 *   > Seoul#2 = KOR place   the second occurrence; flags that must be set: place group coref last-known ambiguous defined
 *   > Jordan = -            nothing may be resolved here
 *   > its = KOR~            may also be left unresolved, but nothing else
 */
#include "actor_fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool stands(const ent_mention *m)
{
  bool town = (m->flags & ENT_MENTION_PLACE) && (strcmp(m->via, "capital") == 0 || strcmp(m->via, "place") == 0);
  return m->n_actors && !town && !(m->flags & (ENT_MENTION_NOT_ACTOR | ENT_MENTION_AMBIGUOUS));
}

static const struct { const char *word; unsigned flag; } flags[] = {
    {"place", ENT_MENTION_PLACE}, {"group", ENT_MENTION_GROUP}, {"coref", ENT_MENTION_COREF},
    {"last-known", ENT_MENTION_LAST_KNOWN}, {"ambiguous", ENT_MENTION_AMBIGUOUS}, {"defined", ENT_MENTION_DEFINED}};

static void print_mention(FILE *out, const ent_document *doc, const ent_mention *m)
{
  fprintf(out, "[%.*s] ", (int)(m->end - m->start), doc->text.p + m->start);
  for (uint32_t i = 0; i < m->n_actors; i++)
    fprintf(out, "%s%.*s%s%.*s", i ? ";" : "", ENT_STR_ARG(m->actors[i].id), m->actors[i].sector.n ? "." : "",
            ENT_STR_ARG(m->actors[i].sector));
  fprintf(out, " %s %.2f", m->via, (double)m->confidence);
  for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
    if (m->flags & flags[i].flag)
      fprintf(out, " %s", flags[i].word);
  fprintf(out, "%s%s\n", m->flags & ENT_MENTION_NOT_ACTOR ? " not-actor" : "", m->flags & ENT_MENTION_UNRESOLVED ? " unresolved" : "");
}

/* Is every "ID.SECTOR" of wanted among the mention's actors, and as many? */
static bool same_actors(ent_str wanted, const ent_mention *m)
{
  ent_str part;
  uint32_t n = 0;
  while (wanted.n && ent_str_split(&wanted, ';', &part)) {
    ent_str id, sector = part;
    ent_str_split(&sector, '.', &id);
    bool found = false;
    for (uint32_t i = 0; i < m->n_actors; i++)
      found |= ent_str_eq(m->actors[i].id, id) && ent_str_eq(m->actors[i].sector, sector);
    if (!found)
      return false;
    n++;
  }
  return n == m->n_actors;
}

static bool has_flags(ent_str words, const ent_mention *m)
{
  ent_str word;
  while (words.n && ent_str_split(&words, ' ', &word)) {
    bool set = word.n == 0;
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
      set |= ent_str_eq(word, ent_str_of(flags[i].word)) && (m->flags & flags[i].flag);
    if (!set)
      return false;
  }
  return true;
}

/* Offset of the words "text" or "text#2"; -1 where the passage lacks them. */
static long where(const ent_document *doc, ent_str words, uint32_t *ret_end)
{
  ent_str rest = words, text;
  ent_str_split(&rest, '#', &text);
  int skip = rest.n ? atoi(rest.p) - 1 : 0;
  size_t from = 0;
  for (;;) {
    const char *at = memmem(doc->text.p + from, doc->text.n - from, text.p, text.n);
    if (!at)
      return -1;
    from = (size_t)(at - doc->text.p) + 1;
    if (skip-- == 0) {
      *ret_end = (uint32_t)(from - 1 + text.n);
      return (long)from - 1;
    }
  }
}

typedef struct expectation {
  ent_str words, actors, flags;
  size_t line;
} expectation;

static bool check(const ent_document *doc, const expectation *e)
{
  uint32_t end = 0;
  long start = where(doc, e->words, &end);
  if (start < 0)
    return false;
  ent_str actors = e->actors;
  bool none = ent_str_eq(actors, ENT_STR("-")), maybe = ent_str_ends(actors, ENT_STR("~"));
  if (maybe)
    actors.n--;
  bool right = false, any = false;
  for (size_t i = 0; i < doc->n_mentions; i++) {
    const ent_mention *m = &doc->mentions[i];
    if (m->end <= (uint32_t)start || m->start >= end)
      continue;
    bool wanted_flag = e->flags.n && has_flags(e->flags, m);
    any |= stands(m);
    if (none && stands(m))
      return false;
    right |= same_actors(actors, m) && m->n_actors && has_flags(e->flags, m) && (stands(m) || wanted_flag);
  }
  return none || right || (maybe && !any);
}

#define MAX_EXPECTED 40

typedef struct runner {
  const actor_fixture *x;
  const char *file;
  ent_date date;
  bool has_case;
  char text[20000];
  size_t n_text, line;
  expectation expected[MAX_EXPECTED];
  size_t n_expected;
  int passed, failed;
} runner;

static void run_case(runner *r)
{
  if (!r->has_case || !r->n_text)
    return;
  ent_error err = {0};
  ent_document doc = {.arena = ent_arena_new(0), .text = {r->text, r->n_text}, .date = r->date, .date_basis = ENT_BASIS_GIVEN,
                      .path = ent_str_of(r->file)};
  if (actor_fixture_read(r->x, &doc, &err) != ENT_OK) {
    fprintf(stderr, "%s:%zu: %s\n", r->file, r->line, err.message);
    r->failed++;
  }
  bool shown = false;
  for (size_t i = 0; i < r->n_expected; i++) {
    expectation *e = &r->expected[i];
    if (check(&doc, e)) {
      r->passed++;
      continue;
    }
    r->failed++;
    fprintf(stderr, "%s:%zu: \"%.*s\" is not %.*s %.*s\n", r->file, e->line, ENT_STR_ARG(e->words), ENT_STR_ARG(e->actors),
            ENT_STR_ARG(e->flags));
    for (size_t k = 0; !shown && k < doc.n_mentions; k++) {
      fprintf(stderr, "    ");
      print_mention(stderr, &doc, &doc.mentions[k]);
    }
    shown = true;
  }
  ent_arena_free(doc.arena);
}

static void add_expected(runner *r, ent_str line)
{
  ent_str words, rest = line, actors;
  const char *eq = memmem(line.p, line.n, " = ", 3);
  if (!eq || r->n_expected == MAX_EXPECTED) {
    fprintf(stderr, "%s:%zu: no \" = \", or too many lines\n", r->file, r->line);
    r->failed++;
    return;
  }
  words = ent_str_trim(ent_str_slice(line, 0, (size_t)(eq - line.p)));
  rest = ent_str_slice(line, (size_t)(eq - line.p) + 3, line.n);
  ent_str_split(&rest, ' ', &actors);
  r->expected[r->n_expected++] = (expectation){words, actors, ent_str_trim(rest), r->line};
}

static void add_text(runner *r, ent_str line)
{
  if (r->n_text + line.n + 2 > sizeof r->text)
    return;
  if (r->n_text)
    r->text[r->n_text++] = ' ';
  for (size_t i = 0; i < line.n; i++) {
    if (i + 1 < line.n && line.p[i] == '\\' && line.p[i + 1] == 'n') {
      r->text[r->n_text++] = '\n';
      r->text[r->n_text++] = '\n';
      i++;
    } else {
      r->text[r->n_text++] = line.p[i];
    }
  }
}

static void run_line(runner *r, ent_str line)
{
  if (line.n == 0 || line.p[0] == '#')
    return;
  if (line.p[0] == '@') {
    run_case(r);
    r->n_text = r->n_expected = 0;
    r->has_case = true;
    r->date = ENT_NO_DATE;
    ent_str date = ent_str_trim(ent_str_slice(line, 1, line.n));
    if (!ent_str_eq(date, ENT_STR("-")) && !ent_date_parse(date, &r->date)) {
      fprintf(stderr, "%s:%zu: no date\n", r->file, r->line);
      r->failed++;
    }
  } else if (line.p[0] == '>') {
    add_expected(r, ent_str_slice(line, 1, line.n));
  } else {
    add_text(r, line);
  }
}

static int run_file(runner *r, const char *path, ent_arena *arena)
{
  FILE *in = fopen(path, "rb");
  static char bytes[4 << 20];
  size_t n = in ? fread(bytes, 1, sizeof bytes, in) : 0;
  if (!in || n == 0) {
    fprintf(stderr, "%s: cannot be read\n", path);
    return 1;
  }
  fclose(in);
  ent_str rest = ent_arena_str(arena, (ent_str){bytes, n}), line; /* expectations point into it */
  r->file = path;
  r->line = 0;
  r->has_case = false;
  while (rest.n && ent_str_split(&rest, '\n', &line)) {
    r->line++;
    run_line(r, ent_str_trim(line));
  }
  run_case(r);
  r->has_case = false;
  return 0;
}

static int show(const actor_fixture *x, const char *date, const char *text)
{
  ent_error err = {0};
  ent_document doc = {.arena = ent_arena_new(0), .text = ent_str_of(text), .date_basis = ENT_BASIS_GIVEN};
  if (strcmp(date, "-") != 0 && !ent_date_parse(ent_str_of(date), &doc.date))
    return 2;
  if (actor_fixture_read(x, &doc, &err) != ENT_OK) {
    fprintf(stderr, "%s\n", err.message);
    return 1;
  }
  for (size_t k = 0; k < doc.n_mentions; k++)
    print_mention(stdout, &doc, &doc.mentions[k]);
  ent_arena_free(doc.arena);
  return 0;
}

int main(int argc, char **argv)
{
  if (argc < 3)
    return 2;
  ent_error err = {0};
  actor_fixture x;
  if (actor_fixture_open(&x, (const char *const *)&argv[1], 1, NULL, &err) != ENT_OK) {
    fprintf(stderr, "%s\n", err.message);
    return 1;
  }
  int code = 0;
  if (argc == 5 && strcmp(argv[2], "--show") == 0) {
    code = show(&x, argv[3], argv[4]);
  } else {
    static runner r;
    ent_arena *arena = ent_arena_new(0);
    r.x = &x;
    for (int i = 2; i < argc; i++)
      code |= run_file(&r, argv[i], arena);
    printf("%d of %d right\n", r.passed, r.passed + r.failed);
    code |= r.failed > 0 || r.passed == 0;
    ent_arena_free(arena);
  }
  actor_fixture_close(&x);
  return code;
}
