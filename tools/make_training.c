/* Makes labelled sentences from the small grammar in data/events/training: phrases (what is done), frames (in which
 * mood), fillers (to whom, with what), and sentences in which the happening is a noun. A fixed seed gives the same sentences.
 *
 *   make_training DIR COUNT SEED > generated.tsv        columns: root mood sentence note
 *
 * The source stands between < and >, the target between [ and ]. What a mood makes of a type: enti below, as PLOVER
 * says (docs/relations.md). */
#include "base/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_ROWS 4096
#define MAX_TEXT 2000
#define MAX_DEPTH 12

typedef struct row {
  ent_str a, b, c, d, e;
  unsigned weight;
} row;

typedef struct grammar {
  ent_arena *arena;
  row phrases[MAX_ROWS], frames[MAX_ROWS], fillers[MAX_ROWS], verbs[MAX_ROWS], nominals[MAX_ROWS];
  size_t n_phrases, n_frames, n_fillers, n_verbs, n_nominals;
  uint64_t state;
} grammar;

typedef struct text {
  char p[MAX_TEXT];
  size_t n;
  bool failed;
} text;

/* ---- small things ------------------------------------------------------------------------------------------------ */

static void die(const char *why, ent_str what)
{
  fprintf(stderr, "make_training: %s: %.*s\n", why, ENT_STR_ARG(what));
  exit(1);
}

static size_t pick(grammar *g, size_t n)
{
  g->state ^= g->state << 13;
  g->state ^= g->state >> 7;
  g->state ^= g->state << 17;
  return (size_t)((g->state >> 11) % n);
}

static void add(text *t, ent_str s)
{
  if (t->n + s.n >= MAX_TEXT) {
    t->failed = true;
    return;
  }
  memcpy(t->p + t->n, s.p, s.n);
  t->n += s.n;
}

static void add_c(text *t, const char *s)
{
  add(t, ent_str_of(s));
}

/* One of the alternatives between bars. */
static ent_str choose(grammar *g, ent_str list)
{
  size_t n = 1, at = 0;
  for (size_t i = 0; i < list.n; i++)
    n += list.p[i] == '|';
  ent_str rest = list, field = list;
  for (size_t want = pick(g, n); ent_str_split(&rest, '|', &field) && at < want; at++)
    ;
  return field;
}

static size_t load(grammar *g, const char *dir, const char *file, const char *const *columns, size_t n, row *rows)
{
  char path[1024];
  enti_table table;
  ent_error err;
  size_t at[5] = {SIZE_MAX, SIZE_MAX, SIZE_MAX, SIZE_MAX, SIZE_MAX}, count = 0;
  bool more;
  snprintf(path, sizeof path, "%s/%s", dir, file);
  if (enti_table_open(&table, path, g->arena, &err) != ENT_OK)
    die("cannot read", ent_str_of(err.message));
  for (size_t i = 0; i < n; i++)
    if (enti_table_column(&table, columns[i], &at[i], &err) != ENT_OK)
      die("cannot read", ent_str_of(err.message));
  for (;;) {
    if (enti_table_next(&table, &more, &err) != ENT_OK)
      die("cannot read", ent_str_of(err.message));
    if (!more || count == MAX_ROWS)
      return count;
    ent_str f[5];
    for (size_t i = 0; i < 5; i++)
      f[i] = at[i] == SIZE_MAX ? ENT_STR_NONE : table.fields[at[i]];
    rows[count++] = (row){f[0], f[1], f[2], f[3], f[4], 1};
  }
}

static ent_str filler(const grammar *g, ent_str name)
{
  for (size_t i = 0; i < g->n_fillers; i++)
    if (ent_str_eq(g->fillers[i].a, name))
      return g->fillers[i].b;
  die("no such filler", name);
  return ENT_STR_NONE;
}

/* ---- forms of verbs ------------------------------------------------------------------------------------------------ */

static bool vowel(char c)
{
  return c && strchr("aeiou", c) != NULL;
}

static const row *irregular(const grammar *g, ent_str verb)
{
  for (size_t i = 0; i < g->n_verbs; i++)
    if (ent_str_eq(g->verbs[i].a, verb))
      return &g->verbs[i];
  return NULL;
}

static bool doubles(const grammar *g, ent_str v)
{
  const row *r = irregular(g, v);
  if (r && r->b.n > v.n + 2 && r->b.p[v.n] == v.p[v.n - 1])
    return true;
  static const char *const list[] = {"cut", "put", "hit", "let", "set", "shut", "sit", "begin", "quit", "run", "overrun", "win"};
  for (size_t i = 0; i < sizeof list / sizeof *list; i++)
    if (ent_str_eq(v, ent_str_of(list[i])))
      return true;
  return false;
}

static void add_stem(text *t, ent_str v, bool drop_e)
{
  add(t, drop_e && v.n && v.p[v.n - 1] == 'e' ? ent_str_slice(v, 0, v.n - 1) : v);
}

static void inflect(const grammar *g, ent_str v, char form, text *t)
{
  const row *r = irregular(g, v);
  char last = v.n ? v.p[v.n - 1] : 0, before = v.n > 1 ? v.p[v.n - 2] : 0;
  bool y = last == 'y' && !vowel(before), sibilant = strchr("sxz", last) || (last == 'h' && strchr("sc", before));
  if (form == 'b') {
    add(t, v);
  } else if ((form == 'd' || form == 'p') && r) {
    add(t, form == 'd' ? r->b : r->c);
  } else if (form == 'd' || form == 'p') {
    add(t, y ? ent_str_slice(v, 0, v.n - 1) : v);
    add_c(t, y ? "ied" : last == 'e' ? "d" : "ed");
  } else if (form == 'g') {
    add_stem(t, v, before != 'e' && !ent_str_eq(v, ENT_STR("be")));
    if (doubles(g, v))
      add(t, (ent_str){&v.p[v.n - 1], 1});
    add_c(t, "ing");
  } else if (ent_str_eq(v, ENT_STR("be")) || ent_str_eq(v, ENT_STR("have"))) {
    add_c(t, v.p[0] == 'b' ? "is" : "has");
  } else {
    add(t, y ? ent_str_slice(v, 0, v.n - 1) : v);
    add_c(t, y ? "ies" : sibilant || ent_str_eq(v, ENT_STR("go")) || ent_str_eq(v, ENT_STR("do")) ? "es" : "s");
  }
}

/* ---- filling in -------------------------------------------------------------------------------------------------- */

/* What T means while a phrase is written. */
typedef struct context {
  ent_str target; /* the finished text of the target */
  bool marked;    /* with brackets */
  int depth;
} context;

static void expand(grammar *g, ent_str s, const context *c, text *t);
static void other_phrase(grammar *g, char form, int depth, text *t);

static void add_target(const context *c, text *t)
{
  if (c->marked)
    add_c(t, "[");
  add(t, c->target);
  if (c->marked)
    add_c(t, "]");
}

static void slot(grammar *g, ent_str name, const context *c, text *t)
{
  context inner = {.depth = c->depth + 1};
  if (inner.depth > MAX_DEPTH)
    t->failed = true;
  else if (ent_str_starts(name, ENT_STR("other:")))
    other_phrase(g, name.p[6], inner.depth + 3, t);
  else
    expand(g, choose(g, filler(g, name)), &inner, t);
}

static bool letter(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Braces are filled, T is the target, "_" a blank. */
static void expand(grammar *g, ent_str s, const context *c, text *t)
{
  for (size_t i = 0; i < s.n && !t->failed; i++) {
    if (s.p[i] == '{') {
      size_t end = i;
      while (end < s.n && s.p[end] != '}')
        end++;
      slot(g, ent_str_slice(s, i + 1, end), c, t);
      i = end;
    } else if (s.p[i] == 'T' && c->target.n && (i == 0 || !letter(s.p[i - 1])) && (i + 1 == s.n || !letter(s.p[i + 1]))) {
      add_target(c, t);
    } else if (s.p[i] == '_') {
      add_c(t, " ");
    } else if (s.p[i] != '[' && s.p[i] != ']') {
      add(t, (ent_str){s.p + i, 1});
    }
  }
}

/* Chooses among alternatives word by word, or in all of a bracket: "[new laws|a ban] on|against T". */
static void expand_words(grammar *g, ent_str s, const context *c, text *t)
{
  size_t from = 0, depth = 0;
  for (size_t i = 0; i <= s.n; i++) {
    if (i < s.n && s.p[i] == '{')
      depth++;
    if (i < s.n && s.p[i] == '}')
      depth--;
    if (i < s.n && s.p[i] == '[')
      depth += 100;
    if (i < s.n && s.p[i] == ']')
      depth -= 100;
    if (i < s.n && (depth || s.p[i] != ' '))
      continue;
    ent_str word = ent_str_slice(s, from, i);
    if (word.n > 1 && word.p[0] == '[' && word.p[word.n - 1] == ']')
      word = ent_str_slice(word, 1, word.n - 1);
    expand(g, choose(g, word), c, t);
    if (i < s.n)
      add_c(t, " ");
    from = i + 1;
  }
}

static void verb_phrase(grammar *g, ent_str phrase, char form, const context *c, text *t)
{
  ent_str rest = phrase, verb;
  ent_str_split(&rest, ' ', &verb);
  verb = choose(g, verb);
  ent_str tail = verb, head;
  ent_str_split(&tail, '_', &head);
  inflect(g, head, form, t);
  if (head.n < verb.n) {
    add_c(t, " ");
    expand(g, tail, c, t);
  }
  if (rest.n) {
    add_c(t, " ");
    expand_words(g, rest, c, t);
  }
}

static ent_str fill_actor(grammar *g, ent_str kinds, char *buffer, size_t size)
{
  context c = {0};
  text t = {.n = 0};
  size_t n = 1;
  for (size_t i = 0; i < kinds.n; i++)
    n += kinds.p[i] == ';';
  ent_str rest = kinds, kind = kinds;
  for (size_t want = pick(g, n), at = 0; ent_str_split(&rest, ';', &kind) && at < want; at++)
    ;
  expand(g, choose(g, filler(g, kind)), &c, &t);
  t.n = t.n < size ? t.n : size;
  memcpy(buffer, t.p, t.n);
  while (t.n && buffer[t.n - 1] == ',')
    t.n--;
  return (ent_str){buffer, t.n};
}

static void other_phrase(grammar *g, char form, int depth, text *t)
{
  char buffer[300];
  const row *p = &g->phrases[pick(g, g->n_phrases)];
  context c = {.depth = depth};
  if (depth > MAX_DEPTH) {
    t->failed = true;
    return;
  }
  c.target = fill_actor(g, p->d, buffer, sizeof buffer);
  verb_phrase(g, p->b, form, &c, t);
}

/* ---- sentences ------------------------------------------------------------------------------------------------------ */

static bool plural(ent_str s)
{
  static const char *const words[] = {"police", "people", "Police", "women", "children", "militia"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (ent_str_ends(s, ent_str_of(words[i])))
      return true;
  return s.n > 2 && s.p[s.n - 1] == 's' && s.p[s.n - 2] != 's' && !ent_str_ends(s, ENT_STR("States")) &&
         !ent_str_ends(s, ENT_STR("Nations")) && !(s.p[0] >= 'A' && s.p[0] <= 'Z' && !memchr(s.p, ' ', s.n));
}

typedef struct making {
  const row *phrase, *frame;
  ent_str source, target, outsider; /* outsider: the phrase's own target under a demand */
  bool demand;
} making;

/* "sign a treaty with T" → "sign a treaty": for "S and T signed a treaty". Empty: the phrase does not end so. */
static ent_str without_target(ent_str phrase)
{
  return ent_str_ends(phrase, ENT_STR(" with T")) ? ent_str_slice(phrase, 0, phrase.n - 7) : ENT_STR_NONE;
}

static void add_source(const making *m, text *t)
{
  add_c(t, "<");
  add(t, m->source);
  add_c(t, ">");
}

/* "T was VBN …" or "the object was VBN … T" before "by S"; reduced: without the auxiliary, as part of a larger clause. */
static void passive(grammar *g, const making *m, bool reduced, text *t)
{
  const context c = {.target = m->target, .marked = true};
  ent_str s = m->phrase->b, rest = s, verb;
  size_t open = 0, close = 0;
  while (open < s.n && s.p[open] != '[')
    open++;
  close = open;
  while (close < s.n && s.p[close] != ']')
    close++;
  if (close >= s.n || memchr(s.p, ' ', open) != s.p + open - 1) { /* only an object right behind the verb */
    t->failed = true;
    return;
  }
  text object = {.n = 0}, after = {.n = 0};
  expand_words(g, ent_str_slice(s, open + 1, close), &c, &object);
  expand_words(g, ent_str_slice(s, close + 1, s.n), &c, &after);
  ent_str_split(&rest, ' ', &verb);
  verb = choose(g, verb);
  ent_str tail = verb, head;
  ent_str_split(&tail, '_', &head);
  ent_str o = {object.p, object.n}, bare = ent_str_ends(o, ENT_STR("]")) ? ent_str_slice(o, 0, o.n - 1) : o;
  static const char *const forms[] = {"was ", "was ", "has been ", "is being "}, *const many[] = {"were ", "were ", "have been ", "are being "};
  size_t which = pick(g, 4);
  add(t, o);
  add_c(t, " ");
  if (!reduced)
    add_c(t, plural(bare) ? many[which] : forms[which]);
  inflect(g, head, 'p', t);
  if (head.n < verb.n) {
    add_c(t, " ");
    expand(g, tail, &c, t);
  }
  add(t, (ent_str){after.p, after.n});
  add_c(t, " ");
}

static void auxiliary(const making *m, ent_str name, text *t)
{
  bool many = plural(m->source);
  if (ent_str_starts(name, ENT_STR("@has")))
    add_c(t, many ? "have" : "has");
  else if (ent_str_starts(name, ENT_STR("@is")))
    add_c(t, many ? "are" : "is");
  else
    add_c(t, many ? "were" : "was");
}

static void frame_text(grammar *g, const making *m, text *t)
{
  ent_str f = m->frame->c;
  const context phrase = {.target = m->demand ? m->outsider : m->target, .marked = !m->demand}, none = {0};
  for (size_t i = 0; i < f.n && !t->failed; i++) {
    ent_str here = ent_str_slice(f, i, f.n);
    size_t n = 1;
    if (ent_str_starts(here, ENT_STR("{S}"))) {
      add_source(m, t);
      n = 3;
    } else if (ent_str_starts(here, ENT_STR("{T}"))) {
      add_target(&(context){.target = m->target, .marked = true}, t);
      n = 3;
    } else if (f.p[i] == '{') {
      while (n < here.n && here.p[n - 1] != '}')
        n++;
      slot(g, ent_str_slice(here, 1, n - 1), &none, t);
    } else if (ent_str_starts(here, ENT_STR("@has")) || ent_str_starts(here, ENT_STR("@was"))) {
      auxiliary(m, here, t);
      n = 4;
    } else if (ent_str_starts(here, ENT_STR("@is"))) {
      auxiliary(m, here, t);
      n = 3;
    } else if (f.p[i] == '@' && i + 1 < f.n) {
      char form = f.p[i + 1];
      if (form == 'P' || form == 'R')
        passive(g, m, form == 'R', t);
      else
        verb_phrase(g, here.n > 2 && here.p[2] == '~' ? without_target(m->phrase->b) : m->phrase->b, form == 'G' ? 'g' : form == 'z' && plural(m->source) ? 'b' : form, &phrase, t);
      n = 2;
      if (here.n > 2 && here.p[2] == '~')
        n = 3;
    } else {
      add(t, (ent_str){f.p + i, 1});
    }
    i += n - 1;
  }
}

static bool one_of(ent_str word, const char *list)
{
  char padded[40];
  snprintf(padded, sizeof padded, " %.*s ", ENT_STR_ARG(word));
  return strstr(list, padded) != NULL;
}

#define FRIENDLY " APOLOGIZE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT "
#define HOSTILE " PROTEST SANCTION MOBILIZE COERCE ASSAULT OCCUPY REPRESS "

/* The type that a phrase has under a mood; "": the two do not go together. */
static const char *outcome(ent_str root, ent_str mood)
{
  if (ent_str_starts(mood, ENT_STR("both-")))
    mood = ent_str_slice(mood, 5, mood.n);
  if (ent_str_eq(root, ENT_STR("NONE")))
    return one_of(mood, " did pass reduced pass0 agree neg ") ? "NONE" : "";
  if (one_of(mood, " did pass reduced pass0 "))
    return "same";
  if (ent_str_eq(mood, ENT_STR("neg")))
    return one_of(root, HOSTILE) ? "NONE" : "";
  if (one_of(root, FRIENDLY))
    return ent_str_eq(mood, ENT_STR("agree"))    ? "AGREE"
           : ent_str_eq(mood, ENT_STR("refuse")) ? "REJECT"
           : ent_str_eq(mood, ENT_STR("demand")) ? "REQUEST"
                                                 : "";
  return one_of(root, HOSTILE) && ent_str_eq(mood, ENT_STR("harm")) ? "THREATEN" : "";
}

static const row *pick_frame(grammar *g)
{
  size_t sum = 0;
  for (size_t i = 0; i < g->n_frames; i++)
    sum += g->frames[i].weight;
  size_t want = pick(g, sum), i = 0;
  for (; want >= g->frames[i].weight; i++)
    want -= g->frames[i].weight;
  return &g->frames[i];
}

/* No type gets much more than its share. */
static bool enough_of(ent_str root)
{
  static struct {
    char name[16];
    size_t n;
  } counts[32];
  static size_t total;
  size_t i = 0;
  while (counts[i].name[0] && !ent_str_eq(ent_str_of(counts[i].name), root))
    i++;
  if (!counts[i].name[0])
    memcpy(counts[i].name, root.p, root.n < 15 ? root.n : 15);
  if (counts[i].n * 20 > total * 2 + 200)
    return true;
  counts[i].n++;
  total++;
  return false;
}

/* A capital at its beginning, a full stop at its end; prints the row. False: not wanted. */
static bool finish(grammar *g, text *t, ent_str label, ent_str mood, const row *from)
{
  if (t->failed || t->n > 600)
    return false;
  size_t first = t->p[0] == '<' || t->p[0] == '[' ? 1 : 0;
  if (t->p[first] >= 'a' && t->p[first] <= 'z')
    t->p[first] = (char)(t->p[first] - 32);
  bool has_target = memchr(t->p, '[', t->n) != NULL;
  if (!has_target && (!memchr(t->p, '<', t->n) || pick(g, 3)))
    return false;
  if (enough_of(label))
    return false;
  printf("%.*s\t%.*s\t%.*s.\t%.*s %.*s\n", ENT_STR_ARG(label), ENT_STR_ARG(mood), (int)t->n, t->p, ENT_STR_ARG(from->a),
         ENT_STR_ARG(from->e));
  return true;
}

/* A sentence of nominal.tsv: words with "|" between them are alternatives. */
static bool make_nominal(grammar *g)
{
  char source[300], target[300];
  const row *r = &g->nominals[pick(g, g->n_nominals)];
  text words = {.n = 0}, t = {.n = 0};
  for (ent_str rest = r->b, word; ent_str_split(&rest, ' ', &word);) {
    bool pre = ent_str_starts(word, ENT_STR("{pre}")), post = ent_str_ends(word, ENT_STR("{post}"));
    add_c(&words, pre ? "{pre}" : "");
    add(&words, choose(g, ent_str_slice(word, pre ? 5 : 0, word.n - (post ? 6 : 0))));
    add_c(&words, post ? "{post}" : "");
    if (rest.p)
      add_c(&words, " ");
  }
  making m = {.source = fill_actor(g, r->c, source, sizeof source), .target = fill_actor(g, r->d, target, sizeof target)};
  const row frame = {.c = {words.p, words.n}}, phrase = {.b = ENT_STR("x")};
  m.frame = &frame;
  m.phrase = &phrase;
  if (words.failed || !m.source.n || !m.target.n)
    return false;
  frame_text(g, &m, &t);
  for (size_t i = 0; i < t.n; i++)
    t.p[i] = t.p[i] == '_' ? ' ' : t.p[i];
  return finish(g, &t, r->a, ENT_STR("nominal"), r);
}

/* Half the time any phrase, half the time a phrase of any type, so that types with few phrases are met too. */
static const row *pick_phrase(grammar *g)
{
  const row *r = &g->phrases[pick(g, g->n_phrases)];
  if (pick(g, 2))
    return r;
  ent_str roots[64];
  size_t n = 0;
  for (size_t i = 0; i < g->n_phrases; i++) {
    size_t k = 0;
    while (k < n && !ent_str_eq(roots[k], g->phrases[i].a))
      k++;
    if (k == n && n < 64)
      roots[n++] = g->phrases[i].a;
  }
  ent_str root = roots[pick(g, n)];
  while (!ent_str_eq(r->a, root))
    r = &g->phrases[pick(g, g->n_phrases)];
  return r;
}

static bool make(grammar *g)
{
  char source[300], target[300], outsider[300];
  making m = {.phrase = pick_phrase(g), .frame = pick_frame(g)};
  ent_str mood = m.frame->a;
  const char *root = outcome(m.phrase->a, mood);
  if (!*root || (ent_str_starts(mood, ENT_STR("both-")) && !without_target(m.phrase->b).n))
    return false;
  m.demand = ent_str_eq(mood, ENT_STR("demand"));
  m.source = fill_actor(g, m.demand ? ENT_STR("any") : m.phrase->c, source, sizeof source);
  m.target = fill_actor(g, m.demand ? m.phrase->c : m.phrase->d, target, sizeof target);
  m.outsider = fill_actor(g, m.phrase->d, outsider, sizeof outsider);
  text t = {.n = 0};
  frame_text(g, &m, &t);
  if (!m.source.n || !m.target.n)
    return false;
  return finish(g, &t, strcmp(root, "same") ? ent_str_of(root) : m.phrase->a, mood, m.phrase);
}

static void read_grammar(grammar *g, const char *dir)
{
  static const char *const phrases[] = {"root", "phrase", "source", "target", "cameo"}, *const frames[] = {"mood", "weight", "frame"},
                                *const fillers[] = {"name", "alternatives"}, *const verbs[] = {"base", "past", "participle"},
                                *const nominals[] = {"root", "sentence", "source", "target", "cameo"};
  g->n_phrases = load(g, dir, "phrases.tsv", phrases, 5, g->phrases);
  g->n_frames = load(g, dir, "frames.tsv", frames, 3, g->frames);
  g->n_fillers = load(g, dir, "fillers.tsv", fillers, 2, g->fillers);
  g->n_verbs = load(g, dir, "irregular.tsv", verbs, 3, g->verbs);
  g->n_nominals = load(g, dir, "nominal.tsv", nominals, 5, g->nominals);
  for (size_t i = 0; i < g->n_frames; i++)
    g->frames[i].weight = (unsigned)strtoul(ent_arena_str(g->arena, g->frames[i].b).p, NULL, 10);
}

int main(int argc, char **argv)
{
  static grammar g;
  if (argc != 4) {
    fprintf(stderr, "usage: make_training DIR COUNT SEED\n");
    return 2;
  }
  g.arena = ent_arena_new(0);
  g.state = 0x9e3779b97f4a7c15ULL ^ strtoull(argv[3], NULL, 10) * 0x2545f4914f6cdd1dULL;
  read_grammar(&g, argv[1]);
  puts("root\tmood\tsentence\tnote");
  for (size_t left = strtoull(argv[2], NULL, 10); left > 0;)
    left -= pick(&g, 5) ? make(&g) : make_nominal(&g);
  ent_arena_free(g.arena);
  return 0;
}
