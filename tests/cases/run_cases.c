/* Runs case files and the examples of rule tables through the whole pipeline and counts what comes out.
 *
 *   run_cases DATA [-v] [--min PERCENT] FILE…     DATA: folder with entente.pack
 *
 * A case file (.txt): a passage, then what it must give, one claim a line; a blank line ends the case.
 *     # remark            @ 2024-04-01   (day of publication of the cases below)
 *     Chile and Peru signed a treaty in 1929.
 *     = event SUPPORT CHL,PER past 1929
 *     ? tie agreement CHL,PER
 *     = event AGREE CHL>PER | tie agreement CHL>PER
 *     ~ event            (from here on, a claim of that kind which no line asks for is not held against the program)
 *   "=" must come out (of several readings with "|" one), "?" may; everything else that comes out is wrong. "= none": nothing at all.
 *   Actors: SRC>TGT, lists with commas; without ">" a group. Then modality and first date, both optional.
 * A rule table (.tsv): its columns example and gives; the row's claim must come out (others are not looked at), and
 * "none" means none of the table's kind.
 * The end: found/expected, wrong outputs, precision, recall, F1; exit 1 when F1 (recall for tables) is below --min. */
#include "base/table.h"

#include <entente/pipeline.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_EXPECTED 64
#define MAX_IDS 16

typedef struct expectation {
  bool optional, none, met;
  int group; /* readings of one fact share a number */
  ent_str kind, code, source, target, modality, date; /* target.p NULL: a group */
} expectation;

typedef struct tally {
  size_t expected, found, outputs, wrong;
} tally;

typedef struct runner {
  ent_reader *reader;
  bool verbose;
  unsigned unasked; /* bits of the kinds (1 << kind) that a case file is not about */
  tally all;
} runner;

static ent_str next_word(ent_str *rest)
{
  *rest = ent_str_trim(*rest);
  size_t n = 0;
  while (n < rest->n && rest->p[n] != ' ')
    n++;
  ent_str word = ent_str_slice(*rest, 0, n);
  *rest = ent_str_slice(*rest, n, rest->n);
  return word;
}

/* kind may be given (tables) or stand first in the text (cases). */
static bool parse_expectation(ent_str text, ent_str kind, expectation *ret)
{
  *ret = (expectation){.kind = kind};
  if (ent_str_eq(ent_str_trim(text), ENT_STR("none"))) {
    ret->none = true;
    return true;
  }
  if (!kind.n)
    ret->kind = next_word(&text);
  ret->code = next_word(&text);
  ent_str actors = next_word(&text);
  ret->source = actors;
  for (size_t i = 0; i < actors.n; i++)
    if (actors.p[i] == '>') {
      ret->source = ent_str_slice(actors, 0, i);
      ret->target = ent_str_slice(actors, i + 1, actors.n);
    }
  for (ent_str word; (word = next_word(&text)).n;) {
    if (word.p[0] >= '0' && word.p[0] <= '9')
      ret->date = word;
    else
      ret->modality = word;
  }
  return ret->code.n && ret->source.n;
}

static size_t split_ids(ent_str list, ent_str ids[MAX_IDS])
{
  size_t n = 0;
  while (list.n && n < MAX_IDS && ent_str_split(&list, ',', &ids[n]))
    n++;
  return n;
}

static bool same_set(ent_str list, const ent_actor_ref *a, size_t n_a, const ent_actor_ref *b, size_t n_b)
{
  ent_str ids[MAX_IDS];
  size_t n = split_ids(list, ids);
  if (n != n_a + n_b)
    return false;
  for (size_t i = 0; i < n; i++) {
    bool found = false;
    for (size_t k = 0; k < n_a + n_b && !found; k++)
      found = ent_str_eq(ids[i], k < n_a ? a[k].id : b[k - n_a].id);
    if (!found)
      return false;
  }
  return true;
}

static bool real(ent_modality m)
{
  return m == ENT_ACTUAL || m == ENT_PAST || m == ENT_ONGOING;
}

static bool same_modality(ent_str word, ent_modality m)
{
  bool word_real = !word.n || ent_str_eq(word, ENT_STR("past")) || ent_str_eq(word, ENT_STR("ongoing")) ||
                   ent_str_eq(word, ENT_STR("actual"));
  return word_real ? real(m) : ent_str_eq(word, ent_str_of(ent_modality_text(m)));
}

static bool matches(const expectation *e, const ent_claim *c)
{
  char date[16];
  if (!ent_str_eq(e->kind, ent_str_of(ent_claim_kind_text(c->kind))) || !ent_str_eq(e->code, c->code))
    return false;
  bool actors = e->target.p ? same_set(e->source, c->source, c->n_source, NULL, 0) &&
                                  same_set(e->target, c->target, c->n_target, NULL, 0)
                            : same_set(e->source, c->source, c->n_source, c->target, c->n_target);
  if (!actors || !same_modality(e->modality, c->modality))
    return false;
  return !e->date.n || ent_str_eq(e->date, ent_str_of(ent_date_format(c->from, date)));
}

static void print_ids(const ent_actor_ref *actors, size_t n)
{
  for (size_t i = 0; i < n; i++)
    printf("%s%.*s", i ? "," : "", ENT_STR_ARG(actors[i].id));
}

static void print_claim(const char *what, const ent_claim *c)
{
  char date[16];
  printf("    %s %s %.*s ", what, ent_claim_kind_text(c->kind), ENT_STR_ARG(c->code));
  print_ids(c->source, c->n_source);
  printf(">");
  print_ids(c->target, c->n_target);
  printf(" %s %s [%.*s]\n", ent_modality_text(c->modality), ent_date_format(c->from, date), ENT_STR_ARG(c->rule));
}

static void print_missed(const expectation *e)
{
  printf("    missed %.*s %.*s %.*s", ENT_STR_ARG(e->kind), ENT_STR_ARG(e->code), ENT_STR_ARG(e->source));
  printf("%s%.*s %.*s %.*s\n", e->target.p ? ">" : "", ENT_STR_ARG(e->target), ENT_STR_ARG(e->modality),
         ENT_STR_ARG(e->date));
}

/* Has a reading before list[k] of the same fact come out? */
static bool group_met(const expectation *list, size_t k)
{
  for (size_t i = k; i-- > 0 && list[i].group == list[k].group;)
    if (list[i].met)
      return true;
  return false;
}

/* all: everything else that comes out is wrong too. */
static void compare(runner *r, const char *where, ent_str text, const ent_document *doc, expectation *list, size_t n,
                    bool all)
{
  tally before = r->all;
  bool wrong[64] = {false};
  for (size_t i = 0; i < doc->n_claims; i++) {
    const ent_claim *c = &doc->claims[i];
    bool expected = c->kind == ENT_CONTRADICTION || (r->unasked >> c->kind & 1), required = false;
    for (size_t k = 0; k < n && !required; k++)
      if (!list[k].none && !list[k].met && matches(&list[k], c)) {
        list[k].met = expected = true;
        required = !list[k].optional && !group_met(list, k);
      }
    bool barred = n && list[0].none && ent_str_eq(list[0].kind, ent_str_of(ent_claim_kind_text(c->kind)));
    r->all.outputs += required || (all && !expected);
    r->all.wrong += (all && !expected) || barred;
    if (i < 64)
      wrong[i] = (all && !expected) || barred;
  }
  for (size_t k = 0; k < n; k++)
    if (!list[k].none && !list[k].optional && (k + 1 == n || list[k + 1].group != list[k].group)) {
      r->all.expected++;
      r->all.found += list[k].met || group_met(list, k);
    }
  bool good = r->all.found - before.found == r->all.expected - before.expected && r->all.wrong == before.wrong;
  if (!r->verbose || good)
    return;
  printf("%s: %.*s\n", where, ENT_STR_ARG(text));
  for (size_t k = 0; k < n; k++)
    if (!list[k].none && !list[k].optional && (k + 1 == n || list[k + 1].group != list[k].group) && !list[k].met &&
        !group_met(list, k))
      print_missed(&list[k]);
  for (size_t i = 0; i < doc->n_claims && i < 64; i++)
    if (wrong[i] || !all)
      print_claim(wrong[i] ? "wrong " : "gave  ", &doc->claims[i]);
}

static bool run_one(runner *r, const char *where, ent_str text, ent_date date, expectation *list, size_t n, bool all)
{
  ent_error err = {0};
  ent_document *doc = NULL;
  ent_source_options options = ENT_SOURCE_OPTIONS_INIT;
  options.date = date;
  options.pack = ent_reader_pack(r->reader);
  ent_status status = ent_document_from_bytes(text, ENT_STR("case.txt"), &options, &doc, &err);
  if (status == ENT_OK)
    status = ent_reader_read(r->reader, doc, &err);
  if (status == ENT_OK)
    compare(r, where, text, doc, list, n, all);
  else
    printf("%s: %s\n", where, err.message);
  if (doc)
    ent_arena_free(doc->arena);
  return status == ENT_OK;
}

/* ---- case files -------------------------------------------------------------------------------------------------- */

typedef struct open_case {
  ent_buf text;
  expectation list[MAX_EXPECTED];
  size_t n, line;
} open_case;

static bool close_case(runner *r, const char *path, open_case *c, ent_date date)
{
  char where[4200];
  bool fine = true;
  snprintf(where, sizeof where, "%s:%zu", path, c->line);
  if (c->text.n && c->n == 0) {
    printf("%s: a passage without a line that begins with \"=\"\n", where);
    fine = false;
  } else if (c->text.n)
    fine = run_one(r, where, ent_buf_view(&c->text), date, c->list, c->n, true);
  ent_buf_clear(&c->text);
  c->n = 0;
  return fine;
}

/* "reading | reading" */
static bool add_readings(open_case *c, ent_str text, bool optional, int group)
{
  ent_str one;
  while (ent_str_split(&text, '|', &one)) {
    if (c->n == MAX_EXPECTED || !parse_expectation(one, ENT_STR_NONE, &c->list[c->n]))
      return false;
    c->list[c->n].optional = optional;
    c->list[c->n++].group = group;
  }
  return true;
}

static bool skip_kind(runner *r, ent_str kind)
{
  for (int k = ENT_EVENT; k <= ENT_CONTRADICTION; k++)
    if (ent_str_eq(kind, ent_str_of(ent_claim_kind_text((ent_claim_kind)k)))) {
      r->unasked |= 1u << k;
      return true;
    }
  return false;
}

static bool case_line(runner *r, const char *path, ent_str line, size_t number, open_case *c, ent_date *date)
{
  if (!line.n)
    return close_case(r, path, c, *date);
  if (line.p[0] == '#')
    return true;
  if (line.p[0] == '~')
    return skip_kind(r, ent_str_trim(ent_str_slice(line, 1, line.n)));
  if (line.p[0] == '@')
    return ent_date_parse(ent_str_trim(ent_str_slice(line, 1, line.n)), date);
  if (line.p[0] == '=' || line.p[0] == '?') {
    if (!add_readings(c, ent_str_slice(line, 1, line.n), line.p[0] == '?', (int)number)) {
      printf("%s:%zu: cannot read this line\n", path, number);
      return false;
    }
    return true;
  }
  if (!c->text.n)
    c->line = number;
  if (c->text.n)
    ent_buf_char(&c->text, '\n');
  ent_buf_str(&c->text, line);
  return true;
}

static bool run_cases(runner *r, const char *path, ent_str bytes)
{
  open_case c = {.text = ENT_BUF_INIT(1 << 20)};
  ent_date date = ENT_NO_DATE;
  ent_str line;
  bool fine = true;
  for (size_t number = 1; ent_str_split(&bytes, '\n', &line); number++)
    fine = case_line(r, path, ent_str_trim(line), number, &c, &date) && fine;
  fine = close_case(r, path, &c, date) && fine;
  r->unasked = 0;
  ent_buf_done(&c.text);
  return fine;
}

/* ---- tables ------------------------------------------------------------------------------------------------------- */

static ent_str kind_of_table(const char *path)
{
  static const char *const kinds[] = {"tie", "status", "threat", "intent", "cause", "assessment"};
  const char *name = strrchr(path, '/');
  for (size_t i = 0; strstr(path, "ties/") && name && i < sizeof kinds / sizeof *kinds; i++)
    if (strncmp(name + 1, kinds[i], strlen(kinds[i])) == 0)
      return ent_str_of(kinds[i]);
  return ENT_STR("event");
}

static bool run_table(runner *r, const char *path, enti_table *table)
{
  size_t example = enti_table_find(table, "example"), gives = enti_table_find(table, "gives");
  ent_error err = {0};
  bool more = false, fine = true;
  if (example == SIZE_MAX || gives == SIZE_MAX)
    return true;
  while (enti_table_next(table, &more, &err) == ENT_OK && more) {
    expectation list[MAX_EXPECTED];
    size_t n = 0;
    char where[4200];
    ent_str all = enti_table_get(table, gives), one;
    for (; all.n && n < MAX_EXPECTED && ent_str_split(&all, ';', &one); n++) {
      fine = parse_expectation(one, kind_of_table(path), &list[n]) && fine;
      list[n].group = (int)n;
    }
    snprintf(where, sizeof where, "%s:%zu", path, table->line);
    fine = run_one(r, where, enti_table_get(table, example), ENT_NO_DATE, list, n, false) && fine;
  }
  return fine;
}

static bool run_file(runner *r, const char *path)
{
  ent_error err = {0};
  enti_table table;
  ent_arena *arena = ent_arena_new(0);
  bool tsv = strlen(path) > 4 && strcmp(path + strlen(path) - 4, ".tsv") == 0;
  ent_status status = arena ? enti_table_open(&table, path, arena, &err) : ENT_ENOMEM;
  bool fine = status == ENT_OK;
  if (!fine)
    printf("%s\n", err.message);
  else
    fine = tsv ? run_table(r, path, &table) : run_cases(r, path, table.bytes);
  ent_arena_free(arena);
  return fine;
}

static double ratio(size_t a, size_t b)
{
  return b ? (double)a / (double)b : 1.0;
}

static int report(const tally *t, double least)
{
  double recall = ratio(t->found, t->expected);
  double precision = ratio(t->found, t->found + t->wrong);
  double f1 = precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
  printf("found %zu/%zu, wrong %zu: precision %.3f, recall %.3f, F1 %.3f\n", t->found, t->expected, t->wrong, precision,
         recall, f1);
  if (f1 * 100 < least)
    printf("below %.1f\n", least);
  return f1 * 100 < least;
}

int main(int argc, char **argv)
{
  runner r = {0};
  double least = 0;
  bool fine = true;
  ent_error err = {0};
  if (argc < 3) {
    fprintf(stderr, "usage: run_cases DATA [-v] [--min PERCENT] FILE...\n");
    return 2;
  }
  if (ent_reader_open(&(ent_reader_options){.data_dir = argv[1]}, &r.reader, &err) != ENT_OK) {
    fprintf(stderr, "%s\n", err.message);
    return 1;
  }
  for (int i = 2; i < argc; i++) {
    if (strcmp(argv[i], "-v") == 0)
      r.verbose = true;
    else if (strcmp(argv[i], "--min") == 0 && i + 1 < argc)
      least = strtod(argv[++i], NULL);
    else
      fine = run_file(&r, argv[i]) && fine;
  }
  ent_reader_close(r.reader);
  return report(&r.all, least) || !fine;
}
