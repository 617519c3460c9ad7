/* One pattern of a PETRARCH dictionary: "- SUGGESTED_+ * DEMAND_&GENINT_CONVENTIONS", "- * {RELIEF AID} (TO +)". A blank
 * lets other words in between, "_" does not. Phrases in braces and parentheses (PETRARCH2) keep their words near each
 * other; braces with bars (TABARI) are alternatives. */
#include "event/petrarch_dict.h"

#include "base/vec.h"

#include <string.h>

enum { REACH_NOUN = 4, REACH_PREPOSITION = 6, REACH_ANY = 255 }; /* words that may stand in between */

typedef struct scanner {
  enti_pd_reader *r;
  ent_str text;
  size_t at;
  enti_pd_element list[ENTI_PD_MAX_ELEMENTS + 1];
  bool joined[ENTI_PD_MAX_ELEMENTS + 2];   /* [i]: element i to the one before it (the verb counts as one) */
  uint8_t reach[ENTI_PD_MAX_ELEMENTS + 2];
  size_t n, verb; /* elements so far, with the verb; its place, SIZE_MAX: not seen */
  char group;     /* the bracket that is open, 0: none */
  size_t in_group; /* elements in it */
  bool join;      /* "_" stands before what comes next */
  const char *why; /* what is wrong, NULL: nothing yet */
} scanner;

static bool is_blank(char c)
{
  return c == ' ' || c == '\t' || c == '\r';
}

static bool ends_word(char c)
{
  return is_blank(c) || strchr("_*(){}|", c);
}

static void add(scanner *s, enti_pd_element e)
{
  if (s->n > ENTI_PD_MAX_ELEMENTS) {
    s->why = "too many words in a pattern";
    return;
  }
  s->joined[s->n] = s->join && s->n;
  s->reach[s->n] = s->group && s->in_group ? (s->group == '{' ? REACH_NOUN : REACH_PREPOSITION) : REACH_ANY;
  s->list[s->n++] = e;
  s->in_group++;
  s->join = false;
}

static void verb_mark(scanner *s)
{
  while (s->at < s->text.n && s->text.p[s->at] == '*')
    s->at++;
  if (s->verb != SIZE_MAX)
    s->why = "more than one \"*\"";
  s->verb = s->n;
  add(s, (enti_pd_element){0});
}

/* "&FIGHT_OF_WORDS_&TREATY": the longest name that is defined; what follows a "_" is then joined to it. */
static void set_mark(scanner *s)
{
  size_t start = s->at + 1, end = start;
  while (end < s->text.n && end < start + ENTI_PD_MAX_NAME + 1 && !is_blank(s->text.p[end]) && !strchr("*(){}|&", s->text.p[end]))
    end++;
  for (size_t stop = end; stop > start; stop--) {
    if (stop < end && s->text.p[stop] != '_')
      continue;
    uint32_t set = enti_pd_set_find(s->r->dict, ent_str_slice(s->text, start, stop));
    if (set != ENT_NONE) {
      add(s, (enti_pd_element){.kind = ENTI_PD_SET, .set = set});
      s->at = stop;
      return;
    }
  }
  s->why = "a synonym set that is not defined";
}

static void word(scanner *s)
{
  size_t start = s->at;
  while (s->at < s->text.n && !ends_word(s->text.p[s->at]))
    s->at++;
  enti_pd_element e = {.kind = ENTI_PD_WORD};
  bool exact = s->at < s->text.n && s->text.p[s->at] == '_';
  bool alone = exact && (s->at + 1 == s->text.n || is_blank(s->text.p[s->at + 1])); /* "IN_ *": the word as it is */
  if (!enti_pd_word_of(s->r->dict, ent_str_slice(s->text, start, s->at), s->r->dict->stems ? exact : alone, &e.word)) {
    s->why = "out of memory";
    return;
  }
  add(s, e);
  s->at += alone;
}

/* "{ WAS | WERE }": an unnamed synonym set. */
static void alternatives(scanner *s, size_t close)
{
  ent_petrarch_verbs *dict = s->r->dict;
  ent_str rest = ent_str_slice(s->text, s->at + 1, close), one;
  void *sets = dict->sets;
  if (!enti_grow(dict->arena, &sets, dict->n_sets, &dict->cap_sets, sizeof *dict->sets)) {
    s->why = "out of memory";
    return;
  }
  dict->sets = sets;
  dict->sets[dict->n_sets] = (enti_pd_set){.first = (uint32_t)dict->n_phrases};
  dict->n_sets++;
  while (rest.n && ent_str_split(&rest, '|', &one))
    if (ent_str_trim(one).n && enti_pd_phrase_add(s->r, ent_str_trim(one), false, NULL) != ENT_OK)
      s->why = "an alternative that cannot be read";
  add(s, (enti_pd_element){.kind = ENTI_PD_SET, .set = (uint32_t)dict->n_sets - 1});
  s->at = close + 1;
}

static void open_group(scanner *s)
{
  const char *p = s->text.p + s->at, *close = memchr(p, '}', s->text.n - s->at);
  if (s->group)
    s->why = "brackets within brackets";
  else if (*p == '{' && close && memchr(p, '|', (size_t)(close - p)))
    alternatives(s, (size_t)(close - s->text.p));
  else {
    s->group = *p;
    s->in_group = 0;
    s->at++;
  }
}

static void close_group(scanner *s)
{
  if (s->group != (s->text.p[s->at] == '}' ? '{' : '('))
    s->why = "a bracket that closes nothing";
  s->group = 0;
  s->at++;
}

static void role(scanner *s, enti_pd_kind kind)
{
  add(s, (enti_pd_element){.kind = (uint8_t)kind});
  s->at++;
}

static void step(scanner *s)
{
  char c = s->text.p[s->at];
  bool alone = s->at + 1 == s->text.n || ends_word(s->text.p[s->at + 1]);
  if (is_blank(c))
    s->join = false, s->at++;
  else if (c == '_')
    s->join = true, s->at++;
  else if (c == '*')
    verb_mark(s);
  else if (c == '&')
    set_mark(s);
  else if (c == '(' || c == '{')
    open_group(s);
  else if (c == ')' || c == '}')
    close_group(s);
  else if (c == '|')
    s->why = "\"|\" outside braces";
  else if (c == '$' && alone)
    role(s, ENTI_PD_SOURCE);
  else if (c == '+' && alone)
    role(s, ENTI_PD_TARGET);
  else if (c == '^' && alone)
    role(s, ENTI_PD_SKIP);
  else if (c == '%' && alone)
    role(s, ENTI_PD_BOTH);
  else
    word(s);
}

static bool keep_element(ent_petrarch_verbs *dict, enti_pd_element e, bool joined, uint8_t reach)
{
  void *elements = dict->elements;
  if (!enti_grow(dict->arena, &elements, dict->n_elements, &dict->cap_elements, sizeof *dict->elements))
    return false;
  dict->elements = elements;
  e.joined = joined;
  e.reach = reach;
  dict->elements[dict->n_elements++] = e;
  return true;
}

/* Words before the verb are kept from the verb outwards, so that both halves are matched the same way. */
static bool keep(const scanner *s, enti_pd_pattern *ret)
{
  ent_petrarch_verbs *dict = s->r->dict;
  bool kept = true;
  ret->upper = (uint32_t)dict->n_elements;
  ret->n_upper = (uint32_t)s->verb;
  for (size_t i = s->verb; i-- > 0;)
    kept = kept && keep_element(dict, s->list[i], s->joined[i + 1], s->reach[i + 1]);
  ret->lower = (uint32_t)dict->n_elements;
  ret->n_lower = (uint32_t)(s->n - s->verb - 1);
  for (size_t i = s->verb + 1; i < s->n; i++)
    kept = kept && keep_element(dict, s->list[i], s->joined[i], s->reach[i]);
  size_t letters = s->text.n < 500 ? s->text.n : 500;
  ret->weight = (uint32_t)(s->n * 1000 + letters);
  return kept;
}

ent_status enti_pd_pattern_read(enti_pd_reader *r, ent_str text, enti_pd_pattern *ret, bool *ret_used, ent_error *err)
{
  scanner s = {.r = r, .text = text, .verb = SIZE_MAX};
  while (!s.why && s.at < text.n)
    step(&s);
  if (!s.why && s.group)
    s.why = "a bracket that is not closed";
  if (!s.why && s.verb == SIZE_MAX)
    s.why = "no \"*\" for the verb";
  *ret_used = !s.why;
  if (s.why)
    enti_pd_reject(r, "%s: \"%.*s\"", s.why, (int)(text.n < 120 ? text.n : 120), text.p);
  else if (!keep(&s, ret))
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  return ENT_OK;
}
