/* String views: comparing, cutting, trimming. */
#include <entente/base.h>

#include <string.h>

ent_str ent_str_of(const char *c_string)
{
  return c_string ? (ent_str){c_string, strlen(c_string)} : ENT_STR_NONE;
}

bool ent_str_eq(ent_str a, ent_str b)
{
  return a.n == b.n && (a.n == 0 || a.p == b.p || memcmp(a.p, b.p, a.n) == 0);
}

int ent_str_cmp(ent_str a, ent_str b)
{
  size_t n = a.n < b.n ? a.n : b.n;
  int order = n ? memcmp(a.p, b.p, n) : 0;
  return order ? order : (a.n > b.n) - (a.n < b.n);
}

bool ent_str_starts(ent_str s, ent_str prefix)
{
  return s.n >= prefix.n && (prefix.n == 0 || memcmp(s.p, prefix.p, prefix.n) == 0);
}

bool ent_str_ends(ent_str s, ent_str suffix)
{
  return s.n >= suffix.n && (suffix.n == 0 || memcmp(s.p + s.n - suffix.n, suffix.p, suffix.n) == 0);
}

static bool is_space(char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}

ent_str ent_str_trim(ent_str s)
{
  while (s.n && is_space(s.p[0])) {
    s.p++;
    s.n--;
  }
  while (s.n && is_space(s.p[s.n - 1]))
    s.n--;
  return s;
}

ent_str ent_str_slice(ent_str s, size_t from, size_t to)
{
  if (to > s.n)
    to = s.n;
  if (from > to)
    from = to;
  return s.p ? (ent_str){s.p + from, to - from} : ENT_STR_NONE;
}

bool ent_str_split(ent_str *rest, char separator, ent_str *ret_field)
{
  if (!rest->p)
    return false;
  const char *end = rest->n ? memchr(rest->p, separator, rest->n) : NULL;
  if (!end) {
    *ret_field = *rest;
    *rest = ENT_STR_NONE;
    return true;
  }
  size_t n = (size_t)(end - rest->p);
  *ret_field = (ent_str){rest->p, n};
  rest->p = end + 1;
  rest->n -= n + 1;
  return true;
}
