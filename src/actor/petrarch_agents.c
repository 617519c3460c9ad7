/* PETRARCH's agent dictionary: words that add a sector to an actor.
 *
 *   PHRASE {PLURAL} [~CODE]      no braces: regular plural; {}: none
 *   !SET! = MAN, MEN, WOMAN      then CONGRESS!SET! [~LEG] */
#include "actor/petrarch.h"

#include "actor/actor_tables.h"
#include "base/vec.h"

#include <string.h>

typedef struct word_set {
  ent_str name, words; /* "!PERSON!"; words joined with "," */
} word_set;

typedef struct agent_reader {
  enti_builder *b;
  enti_petrarch_lines lines;
  word_set *sets;
  size_t n_sets, cap_sets;
} agent_reader;

static ent_str spaces(ent_arena *arena, ent_str s)
{
  ent_str copy = ent_arena_str(arena, s);
  char *p = (char *)(uintptr_t)copy.p;
  for (size_t i = 0; p && i < copy.n; i++)
    if (p[i] == '_')
      p[i] = ' ';
  return ent_str_trim(copy);
}

/* The sector of "GOVFRM" or "MUSUAF": the first group of three that is one, else the first group. */
static ent_str sector_of(ent_str code)
{
  for (size_t i = 0; i + 3 <= code.n; i += 3)
    if (enti_is_sector(ent_str_slice(code, i, i + 3)))
      return ent_str_slice(code, i, i + 3);
  return ent_str_slice(code, 0, 3);
}

static ent_status add_role(agent_reader *r, ent_str text, enti_form form, ent_error *err)
{
  ent_error inner = {0};
  ent_status status = enti_builder_form_add(r->b, spaces(r->b->arena, text), form, &inner);
  if (status == ENT_EINPUT) {
    enti_petrarch_warn(&r->lines, "%.300s", inner.message);
    return ENT_OK;
  }
  return status == ENT_OK ? ENT_OK : ent_fail(err, status, ENT_NO_OFFSET, "%s", inner.message);
}

/* A phrase with a set in it stands for one phrase for each word of the set. One set a phrase. */
static ent_status add_expanded(agent_reader *r, ent_str phrase, enti_form form, ent_error *err)
{
  const char *open = memchr(phrase.p, '!', phrase.n);
  if (!open)
    return add_role(r, phrase, form, err);
  size_t from = (size_t)(open - phrase.p);
  const char *close = memchr(open + 1, '!', phrase.n - from - 1);
  ent_str name = close ? ent_str_slice(phrase, from, (size_t)(close - phrase.p) + 1) : ENT_STR("");
  const word_set *set = NULL;
  for (size_t i = 0; i < r->n_sets; i++)
    if (name.n && ent_str_eq(r->sets[i].name, name))
      set = &r->sets[i];
  if (!set) {
    enti_petrarch_warn(&r->lines, "\"%.*s\" names a set that is not defined above", ENT_STR_ARG(phrase));
    return ENT_OK;
  }
  ent_str words = set->words, word;
  ent_status status = ENT_OK;
  while (status == ENT_OK && words.n && ent_str_split(&words, ',', &word)) {
    word = ent_str_trim(word);
    ent_str whole = ent_arena_printf(r->b->arena, "%.*s%.*s%.*s", (int)from, phrase.p, ENT_STR_ARG(word),
                                     (int)(phrase.n - from - name.n), phrase.p + from + name.n);
    if (whole.n)
      status = add_role(r, whole, form, err);
  }
  return status;
}

static bool define_set(agent_reader *r, ent_str line)
{
  ent_str words = line, name;
  ent_str_split(&words, '=', &name);
  if (!enti_grow(r->b->arena, (void **)&r->sets, r->n_sets, &r->cap_sets, sizeof *r->sets))
    return false;
  r->sets[r->n_sets++] = (word_set){ent_str_trim(name), words};
  return true;
}

/* What stands between two marks of the line; false where they are missing. */
static bool between(ent_str line, char open, char close, ent_str *ret, size_t *ret_at)
{
  const char *a = line.n ? memchr(line.p, open, line.n) : NULL;
  const char *z = a ? memchr(a, close, line.n - (size_t)(a - line.p)) : NULL;
  if (!z)
    return false;
  *ret_at = (size_t)(a - line.p);
  *ret = ent_str_trim(ent_str_slice(line, *ret_at + 1, (size_t)(z - line.p)));
  return true;
}

static ent_status agent_line(agent_reader *r, ent_str line, ent_error *err)
{
  ent_str code, plural = ENT_STR("");
  size_t code_at, plural_at;
  if (!between(line, '[', ']', &code, &code_at)) {
    enti_petrarch_warn(&r->lines, "an agent without its code in brackets");
    return ENT_OK;
  }
  bool braces = between(ent_str_slice(line, 0, code_at), '{', '}', &plural, &plural_at);
  ent_str phrase = ent_str_trim(ent_str_slice(line, 0, braces ? plural_at : code_at));
  size_t tilde = code.n ? (size_t)(memchr(code.p, '~', code.n) ? (const char *)memchr(code.p, '~', code.n) - code.p : (ptrdiff_t)code.n) : 0;
  if (!phrase.n || tilde == code.n || (tilde != 0 && tilde + 1 != code.n) || code.n < 4) {
    enti_petrarch_warn(&r->lines, "an agent is PHRASE {PLURAL} [~CODE] or [CODE~]");
    return ENT_OK;
  }
  ent_str letters = tilde == 0 ? ent_str_slice(code, 1, code.n) : ent_str_slice(code, 0, tilde);
  enti_form form = {.what = ENTI_ROLE_FORM, .kind = ENTI_ROLE_PERSON, .from = ENTI_DAY_MIN, .to = ENTI_DAY_MAX,
                    .sector = enti_builder_str(r->b, sector_of(letters)), .flags = ENTI_FORM_ALONE};
  ent_status status = add_expanded(r, phrase, form, err);
  form.flags |= ENTI_FORM_PLURAL;
  if (status == ENT_OK && braces && plural.n)
    status = add_expanded(r, plural, form, err);
  else if (status == ENT_OK && !braces && !memchr(phrase.p, '!', phrase.n))
    status = add_expanded(r, enti_regular_plural(r->b->arena, phrase), form, err);
  return status;
}

ent_status enti_petrarch_agents(enti_builder *b, ent_str name, ent_str bytes, const enti_petrarch_files *files,
                                ent_error *err)
{
  agent_reader r = {.b = b, .lines = {.name = name, .rest = bytes, .files = files, .arena = b->arena}};
  ent_str line;
  ent_status status = ENT_OK;
  while (status == ENT_OK && enti_petrarch_next(&r.lines, &line)) {
    line = ent_str_trim(line);
    if (line.p[0] == '!' && memchr(line.p, '=', line.n))
      status = define_set(&r, line) ? ENT_OK : enti_row_no_memory(err);
    else
      status = agent_line(&r, line, err);
  }
  return status;
}
