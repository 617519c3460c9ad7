/* Fields → values (cells.h). */
#include "dataset/cells.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool cell_missing(ent_str s)
{
  if (s.n > 4)
    return false;
  return s.n == 0 || ent_str_eq(s, ENT_STR("NA")) || ent_str_eq(s, ENT_STR("NULL")) || ent_str_eq(s, ENT_STR(".")) ||
         ent_str_eq(s, ENT_STR("None")) || ent_str_eq(s, ENT_STR("NaN")) || ent_str_eq(s, ENT_STR("null"));
}

static bool is_digit(char c)
{
  return c >= '0' && c <= '9';
}

/* Slow and sure: through a C string. */
static bool real_by_strtod(ent_str s, double *ret)
{
  char text[64], *end;
  if (s.n == 0 || s.n >= sizeof text || !(is_digit(s.p[0]) || s.p[0] == '-' || s.p[0] == '+' || s.p[0] == '.'))
    return false;
  memcpy(text, s.p, s.n);
  text[s.n] = 0;
  if (strpbrk(text, "xXnNiI"))
    return false;
  double d = strtod(text, &end);
  if (end != text + s.n || !isfinite(d))
    return false;
  *ret = d;
  return true;
}

/* Up to 15 digits and no exponent: one exact division rounds as strtod does. */
bool cell_real(ent_str s, double *ret)
{
  static const double powers[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
  uint64_t digits = 0;
  size_t i = s.n && s.p[0] == '-', n = 0, decimals = 0;
  bool negative = i, point = false;
  for (; i < s.n && n <= 15; i++) {
    if (s.p[i] == '.' && !point) {
      point = true;
    } else if (is_digit(s.p[i])) {
      digits = digits * 10 + (uint64_t)(s.p[i] - '0');
      n++;
      decimals += point;
    } else {
      break;
    }
  }
  if (i < s.n || n == 0 || n > 15)
    return real_by_strtod(s, ret);
  double d = (double)digits / powers[decimals];
  *ret = negative ? -d : d;
  return true;
}

bool cell_int(ent_str s, int64_t *ret)
{
  int64_t n = 0;
  size_t i = s.n && s.p[0] == '-', first = i;
  for (; i < s.n && i - first < 18 && is_digit(s.p[i]); i++)
    n = n * 10 + (s.p[i] - '0');
  if (i == s.n && i > first) {
    *ret = first ? -n : n;
    return true;
  }
  double d;
  if (!real_by_strtod(s, &d) || d != floor(d) || fabs(d) > 9e15)
    return false;
  *ret = (int64_t)d;
  return true;
}

double cell_number(ent_str s)
{
  double d;
  return cell_real(s, &d) ? d : NAN;
}

int64_t cell_count(ent_str s)
{
  int64_t n;
  return cell_int(s, &n) && n >= 0 ? n : -1;
}

bool cell_of_type(char type, ent_str s, ent_cell *ret)
{
  *ret = CELL_NONE;
  if (cell_missing(s))
    return type != 'i' && type != 'S';
  switch (type) {
  case 'i': case 'I': case 'N':
    if (!cell_int(s, &ret->i))
      return false;
    ret->kind = type == 'N' && ret->i < 0 ? ENT_CELL_NONE : ENT_CELL_INT;
    return true;
  case 'R': case 'D':
    if (!cell_real(s, &ret->d))
      return false;
    ret->kind = type == 'D' && ret->d < 0 ? ENT_CELL_NONE : ENT_CELL_REAL;
    return true;
  default: *ret = CELL_TEXT(s); return true;
  }
}

/* "12/1/2017": the month first, as the files that have it do. */
static bool american(ent_str s, ent_date *ret)
{
  ent_str month, day;
  int64_t y, m, d;
  if (!memchr(s.p, '/', s.n) || !ent_str_split(&s, '/', &month) || !ent_str_split(&s, '/', &day) || !cell_int(s, &y) ||
      !cell_int(month, &m) || !cell_int(day, &d) || y < 1000 || y > 9999 || m < 1 || m > 12 || d < 1 || d > 31)
    return false;
  *ret = ent_date_make((int)y, (int)m, (int)d);
  return ent_date_known(*ret);
}

bool cell_day(ent_str s, int32_t *ret)
{
  ent_date date;
  if (s.n < 8 || !(ent_date_parse(s, &date) || american(s, &date)) || date.precision != ENT_DATE_DAY)
    return false;
  if (date.day < ent_date_make(1800, 1, 1).day || date.day >= ent_date_make(2140, 1, 1).day)
    return false;
  *ret = date.day;
  return true;
}

ent_cell cell_date(ent_arena *arena, ent_str year, ent_str month, ent_str day)
{
  int64_t y, m = 0, d = 0;
  char text[16];
  if (!cell_int(year, &y) || y < 1 || y > 9999)
    return CELL_NONE;
  if (!cell_int(month, &m) || m < 1 || m > 12)
    m = 0;
  if (m == 0 || !cell_int(day, &d) || d < 1 || d > 31)
    d = 0;
  ent_date date = ent_date_make((int)y, (int)m, (int)d);
  if (!ent_date_known(date))
    date = ent_date_make((int)y, (int)m, 0);
  ent_str s = ent_arena_str(arena, ent_str_of(ent_date_format(date, text)));
  return s.p ? CELL_TEXT(s) : CELL_NONE;
}

ent_str cell_text(ent_arena *arena, ent_str s)
{
  if (ent_utf8_valid(s) == s.n)
    return s;
  char *out = ent_arena_alloc(arena, s.n * 2);
  size_t n = 0;
  for (size_t i = 0; out && i < s.n; i++)
    n += ent_utf8_put((unsigned char)s.p[i], out + n);
  return (ent_str){out, out ? n : 0};
}
