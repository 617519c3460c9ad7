/* generate_news GRAMMAR TABLES SEED COUNT: COUNT made-up articles as JSONL on standard output; the same seed gives the same
 * bytes. A COUNT with a letter (k, M, G) is a size instead: whole articles until so many bytes are written.
 *
 * Sentences come from a small grammar (news.grammar), names from data/actors, so that the reader meets tens of
 * thousands of different names, dates and figures. Made for load: the articles mean nothing. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_LINES 4096
#define MAX_ARTICLE 16384
#define DEPTH 8

typedef struct list {
  char **items;
  size_t n, cap;
} list;

typedef struct rule {
  char *symbol, *words;
} rule;

static rule rules[MAX_LINES];
static size_t n_rules;
static list states, adjectives, capitals, orgs, people;
static uint64_t seed;

static uint64_t next(void) /* splitmix64 (Steele, Lea, Flood 2014) */
{
  uint64_t z = (seed += 0x9e3779b97f4a7c15ULL);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

static size_t below(size_t n)
{
  return n ? (size_t)(next() % n) : 0;
}

static void die(const char *why, const char *what)
{
  fprintf(stderr, "generate_news: %s: %s\n", what, why);
  exit(1);
}

static char *copy(const char *s, size_t n)
{
  char *p = malloc(n + 1);
  if (!p)
    die("out of memory", "names");
  memcpy(p, s, n);
  p[n] = 0;
  return p;
}

static void add(list *l, const char *s)
{
  if (l->n == l->cap) {
    l->cap = l->cap ? l->cap * 2 : 64;
    l->items = realloc(l->items, l->cap * sizeof *l->items);
    if (!l->items)
      die("out of memory", "names");
  }
  l->items[l->n++] = copy(s, strlen(s));
}

static void read_grammar(const char *path)
{
  char line[1024];
  FILE *in = fopen(path, "r");
  if (!in)
    die("cannot be opened", path);
  while (fgets(line, sizeof line, in) && n_rules < MAX_LINES) {
    char *colon = strchr(line, ':');
    line[strcspn(line, "\n")] = 0;
    if (line[0] == '#' || !colon)
      continue;
    rules[n_rules].symbol = copy(line, (size_t)(colon - line));
    rules[n_rules++].words = copy(colon + 2, strlen(colon + 2));
  }
  fclose(in);
}

/* Field `column` (counted from 0) of a row, cut in place. */
static char *field(char *row, int column)
{
  for (; column > 0 && row; column--) {
    row = strchr(row, '\t');
    row = row ? row + 1 : NULL;
  }
  if (row)
    row[strcspn(row, "\t\n")] = 0;
  return row;
}

/* Puts names into lists by kind. what: which columns hold name and kind. */
static void read_names(const char *tables, const char *file, int name_column, int kind_column)
{
  char path[4096], line[4096], again[4096];
  snprintf(path, sizeof path, "%s/actors/%s", tables, file);
  FILE *in = fopen(path, "r");
  if (!in)
    die("cannot be opened", path);
  for (int seen = 0; fgets(line, sizeof line, in);) {
    if (line[0] == '#' || line[0] == '\n' || seen++ == 0) /* the first line that is no comment names the columns */
      continue;
    memcpy(again, line, sizeof again);
    const char *name = field(line, name_column), *kind = kind_column < 0 ? "" : field(again, kind_column);
    if (!name || !*name || !kind || strchr(name, ';'))
      continue;
    if (kind_column < 0)
      add(strstr(file, "people") ? &people : &orgs, name);
    else if (strcmp(kind, "name") == 0 || strcmp(kind, "short") == 0)
      add(&states, name);
    else if (strcmp(kind, "adjective") == 0)
      add(&adjectives, name);
    else if (strcmp(kind, "capital") == 0)
      add(&capitals, name);
  }
  fclose(in);
}

typedef struct text {
  char bytes[MAX_ARTICLE];
  size_t n;
} text;

static void put(text *t, const char *s)
{
  size_t n = strlen(s);
  if (t->n + n + 1 < sizeof t->bytes) {
    memcpy(t->bytes + t->n, s, n);
    t->n += n;
  }
}

static void put_date(text *t, const char *symbol)
{
  static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                       "July",    "August",   "September", "October", "November", "December"};
  char s[64];
  int year = 1990 + (int)below(35);
  if (strcmp(symbol, "year") == 0)
    snprintf(s, sizeof s, "%d", year);
  else
    snprintf(s, sizeof s, "%d %s %d", 1 + (int)below(28), months[below(12)], year);
  put(t, s);
}

static const list *names_of(const char *symbol)
{
  const struct {
    const char *symbol;
    const list *names;
  } all[] = {{"state", &states}, {"adjective", &adjectives}, {"capital", &capitals}, {"CAPITAL", &capitals},
             {"org", &orgs},     {"person", &people}};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++)
    if (strcmp(all[i].symbol, symbol) == 0)
      return all[i].names;
  return NULL;
}

static void expand(text *t, const char *symbol, int depth);

static void put_words(text *t, const char *words, int depth)
{
  while (*words) {
    size_t n = strcspn(words, "{");
    char piece[1024];
    snprintf(piece, sizeof piece, "%.*s", (int)n, words);
    put(t, piece);
    words += n;
    if (*words == '{') {
      n = strcspn(words, "}");
      snprintf(piece, sizeof piece, "%.*s", (int)n - 1, words + 1);
      expand(t, piece, depth + 1);
      words += n + 1;
    }
  }
}

static void expand(text *t, const char *symbol, int depth)
{
  const list *names = names_of(symbol);
  char number[32];
  size_t alternatives = 0, chosen;
  if (names) {
    put(t, names->items[below(names->n)]);
    return;
  }
  if (strcmp(symbol, "day") == 0 || strcmp(symbol, "year") == 0) {
    put_date(t, symbol);
    return;
  }
  if (strcmp(symbol, "number") == 0 || strcmp(symbol, "small") == 0) {
    snprintf(number, sizeof number, "%zu", symbol[0] == 'n' ? 20 + below(4000) : 2 + below(18));
    put(t, number);
    return;
  }
  for (size_t i = 0; i < n_rules; i++)
    alternatives += strcmp(rules[i].symbol, symbol) == 0;
  if (!alternatives || depth > DEPTH)
    die("no such symbol, or too deep", symbol);
  chosen = below(alternatives);
  for (size_t i = 0; i < n_rules; i++)
    if (strcmp(rules[i].symbol, symbol) == 0 && chosen-- == 0)
      put_words(t, rules[i].words, depth);
}

static void put_json(const char *name, const text *t, size_t *written)
{
  *written += (size_t)printf("\"%s\":\"", name);
  for (size_t i = 0; i < t->n; i++) {
    char c = t->bytes[i];
    if (c == '"' || c == '\\')
      putchar('\\'), ++*written;
    if (c == '\n')
      *written += (size_t)printf("\\n");
    else
      putchar(c), ++*written;
  }
  putchar('"');
  ++*written;
}

static size_t article(size_t number)
{
  static text title, body;
  size_t written = 0;
  title.n = body.n = 0;
  expand(&title, "title", 0);
  expand(&body, "lead", 0);
  for (size_t i = 0, paragraphs = 3 + below(6); i < paragraphs; i++) {
    put(&body, "\n\n");
    for (size_t k = 0, sentences = 1 + below(4); k < sentences; k++) {
      if (k)
        put(&body, " ");
      expand(&body, "sentence", 0);
    }
  }
  written += (size_t)printf("{\"id\":\"made-%zu\",\"date\":\"%zu-%02zu-%02zu\",\"source\":\"Made-up News %zu\",", number,
                            2015 + below(10), 1 + below(12), 1 + below(28), below(40));
  put_json("title", &title, &written);
  putchar(',');
  put_json("text", &body, &written);
  written += (size_t)printf("}\n") + 1;
  return written;
}

int main(int argc, char **argv)
{
  if (argc != 5) {
    fprintf(stderr, "usage: generate_news GRAMMAR TABLES SEED COUNT[k|M|G]\n");
    return 2;
  }
  char *unit;
  seed = strtoull(argv[3], NULL, 10);
  size_t count = strtoull(argv[4], &unit, 10), bytes = 0;
  size_t scale = *unit == 'k' ? 1000 : *unit == 'M' ? 1000000 : *unit == 'G' ? 1000000000 : 0;
  read_grammar(argv[1]);
  read_names(argv[2], "state_names.tsv", 1, 2);
  read_names(argv[2], "orgs.tsv", 1, -1);
  read_names(argv[2], "people_europe.tsv", 1, -1);
  read_names(argv[2], "people_asia.tsv", 1, -1);
  read_names(argv[2], "people_africa.tsv", 1, -1);
  for (size_t i = 0; scale ? bytes < count * scale : i < count; i++)
    bytes += article(i + 1);
  return ferror(stdout) ? 1 : 0;
}
