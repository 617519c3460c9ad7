/* What a request asks for (query.h). */
#include "serve/query.h"

#include <stdio.h>

static int hex_digit(char c)
{
  return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool is_plain(ent_str s)
{
  for (size_t i = 0; i < s.n; i++)
    if ((unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7f)
      return false;
  return ent_utf8_valid(s) == s.n;
}

/* application/x-www-form-urlencoded, as the URL standard has it */
static ent_status decode(ent_str s, ent_arena *arena, ent_str *ret, ent_error *err)
{
  char *out = ent_arena_alloc(arena, s.n + 1);
  size_t n = 0;
  if (!out)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  for (size_t i = 0; i < s.n; i++) {
    if (s.p[i] != '%') {
      out[n++] = s.p[i] == '+' ? ' ' : s.p[i];
      continue;
    }
    int high = i + 2 < s.n ? hex_digit(s.p[i + 1]) : -1;
    int low = i + 2 < s.n ? hex_digit(s.p[i + 2]) : -1;
    if (high < 0 || low < 0)
      return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "a %% in the address is not followed by two hexadecimal digits");
    out[n++] = (char)(high * 16 + low);
    i += 2;
  }
  *ret = (ent_str){out, n};
  return is_plain(*ret) ? ENT_OK
                        : ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "the address holds bytes that are no UTF-8 text");
}

static ent_status add_parameter(enti_query *q, ent_str field, ent_arena *arena, ent_error *err)
{
  size_t equals = 0;
  while (equals < field.n && field.p[equals] != '=')
    equals++;
  ent_str name, value;
  ent_status status = decode(ent_str_slice(field, 0, equals), arena, &name, err);
  if (status == ENT_OK)
    status = decode(ent_str_slice(field, equals + 1, field.n), arena, &value, err);
  if (status != ENT_OK)
    return status;
  for (size_t i = 0; i < q->n; i++)
    if (ent_str_eq(q->items[i].name, name))
      return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "parameter \"%.60s\" is given twice", name.p);
  if (q->n == ENTI_MAX_PARAMETERS)
    return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "more than %d parameters", ENTI_MAX_PARAMETERS);
  q->items[q->n].name = name;
  q->items[q->n++].value = value;
  return ENT_OK;
}

ent_status enti_query_parse(ent_str target, ent_arena *arena, enti_query *ret, ent_error *err)
{
  *ret = (enti_query){.path = target};
  if (!target.n || target.p[0] != '/')
    return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "the address does not begin with a /");
  size_t mark = 0;
  while (mark < target.n && target.p[mark] != '?')
    mark++;
  ret->path = ent_str_slice(target, 0, mark);
  ent_str rest = ent_str_slice(target, mark + 1, target.n), field;
  ent_status status = ENT_OK;
  while (status == ENT_OK && rest.n && ent_str_split(&rest, '&', &field))
    if (field.n)
      status = add_parameter(ret, field, arena, err);
  return status;
}

/* ---- checking ------------------------------------------------------------------------------------------------------ */

/* An id as it stands, else what a name or code surely means; all that it may mean is told where that is several. */
static ent_status resolve(const ent_reader *reader, ent_str name, ent_arena *arena, ent_str *ret, ent_error *err)
{
  ent_actor_info info;
  if (ent_actors_info(ent_reader_actors(reader), name, ENT_NO_DATE, &info)) {
    *ret = info.id;
    return ENT_OK;
  }
  const ent_actor_reading *readings;
  size_t n;
  ent_status status = ent_actors_resolve(ent_reader_actors(reader), name, ENT_NO_DATE, arena, &readings, &n, err);
  if (status != ENT_OK)
    return status;
  if (n == 0)
    return ent_fail(err, ENT_ENOTFOUND, ENT_NO_OFFSET, "no actor is called \"%.*s\"", ENT_STR_ARG(ent_str_slice(name, 0, 200)));
  for (size_t i = 1; i < n; i++)
    if (!ent_str_eq(readings[i].actor.id, readings[0].actor.id) && readings[i].confidence >= readings[0].confidence)
      return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "\"%.*s\" may be %.*s or %.*s: which one?",
                      ENT_STR_ARG(ent_str_slice(name, 0, 200)), ENT_STR_ARG(readings[0].actor.id),
                      ENT_STR_ARG(readings[i].actor.id));
  *ret = readings[0].actor.id;
  return ENT_OK;
}

static bool parse_number(ent_str s, long low, long high, long *ret)
{
  long n = 0;
  if (!s.n || s.n > 9)
    return false;
  for (size_t i = 0; i < s.n; i++) {
    if (s.p[i] < '0' || s.p[i] > '9')
      return false;
    n = n * 10 + (s.p[i] - '0');
  }
  *ret = n;
  return n >= low && n <= high;
}

static bool is_hash(ent_str s)
{
  for (size_t i = 0; i < s.n; i++)
    if (hex_digit(s.p[i]) < 0 || (s.p[i] >= 'A' && s.p[i] <= 'F'))
      return false;
  return s.n == 32;
}

static ent_status bad(const enti_parameter *p, ent_error *err, const char *what)
{
  return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "parameter \"%s\": %s", p->name, what);
}

static ent_status check_word(const enti_parameter *p, ent_str s, enti_value *ret, ent_error *err)
{
  char list[300] = "not one of";
  size_t n = 10;
  for (long i = 0; p->words[i]; i++) {
    if (ent_str_eq(s, ent_str_of(p->words[i]))) {
      ret->number = i;
      return ENT_OK;
    }
    int more = snprintf(list + n, sizeof list - n, "%s %s", i ? "," : "", p->words[i]);
    n += more > 0 && (size_t)more < sizeof list - n ? (size_t)more : 0;
  }
  return bad(p, err, list);
}

static ent_status check_value(const enti_parameter *p, ent_str s, const ent_reader *reader, ent_arena *arena, enti_value *ret,
                              ent_error *err)
{
  *ret = (enti_value){.given = true, .text = s};
  switch (p->kind) {
  case ENTI_TEXT:
    return s.n <= (size_t)p->high ? ENT_OK : bad(p, err, "too long");
  case ENTI_ACTOR:
    return s.n == 0 ? bad(p, err, "empty") : s.n > 200 ? bad(p, err, "too long") : resolve(reader, s, arena, &ret->text, err);
  case ENTI_DATE:
    return s.n <= 10 && ent_date_parse(s, &ret->date) ? ENT_OK : bad(p, err, "not a date (YYYY, YYYY-MM or YYYY-MM-DD)");
  case ENTI_NUMBER: {
    char what[80];
    snprintf(what, sizeof what, "not a whole number from %ld to %ld", p->low, p->high);
    return parse_number(s, p->low, p->high, &ret->number) ? ENT_OK : bad(p, err, what);
  }
  case ENTI_WORD:
    return check_word(p, s, ret, err);
  case ENTI_HASH:
    return is_hash(s) ? ENT_OK : bad(p, err, "not 32 hexadecimal digits");
  }
  return ENT_OK;
}

ent_status enti_query_check(const enti_query *query, const enti_parameter *parameters, size_t n, const ent_reader *reader,
                            ent_arena *arena, enti_value *ret, ent_error *err)
{
  for (size_t i = 0; i < n; i++)
    ret[i] = (enti_value){.number = parameters[i].usual};
  for (size_t i = 0; i < query->n; i++) {
    size_t k = 0;
    while (k < n && !ent_str_eq(query->items[i].name, ent_str_of(parameters[k].name)))
      k++;
    if (k == n)
      return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "there is no parameter \"%.*s\" here",
                      ENT_STR_ARG(ent_str_slice(query->items[i].name, 0, 60)));
    ent_status status = check_value(&parameters[k], query->items[i].value, reader, arena, &ret[k], err);
    if (status != ENT_OK)
      return status;
  }
  for (size_t i = 0; i < n; i++)
    if (parameters[i].required && !ret[i].given)
      return bad(&parameters[i], err, "missing");
  return ENT_OK;
}
