/* Dates with precision. Days are counted with the civil-calendar algorithms of Howard Hinnant
 * ("chrono-Compatible Low-Level Date Algorithms", 2013): years begin in March, eras have 400 years. */
#include <entente/base.h>

#include <string.h>

static int32_t days_from_civil(int y, int m, int d)
{
  y -= m <= 2;
  int era = (y >= 0 ? y : y - 399) / 400;
  unsigned yoe = (unsigned)(y - era * 400);
  unsigned doy = (153u * (unsigned)(m > 2 ? m - 3 : m + 9) + 2) / 5 + (unsigned)d - 1;
  unsigned doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  return era * 146097 + (int32_t)doe - 719468;
}

static void civil_from_days(int32_t z, int *y, int *m, int *d)
{
  z += 719468;
  int era = (z >= 0 ? z : z - 146096) / 146097;
  unsigned doe = (unsigned)(z - era * 146097);
  unsigned yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  unsigned doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  unsigned mp = (5 * doy + 2) / 153;
  *d = (int)(doy - (153 * mp + 2) / 5 + 1);
  *m = (int)(mp < 10 ? mp + 3 : mp - 9);
  *y = (int)yoe + era * 400 + (*m <= 2);
}

static bool is_leap(int y)
{
  return y % 4 == 0 && (y % 100 != 0 || y % 400 == 0);
}

static int days_in_month(int y, int m)
{
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return m == 2 && is_leap(y) ? 29 : days[m - 1];
}

ent_date ent_date_make(int year, int month, int day)
{
  if (year < 1 || year > 9999 || month < 0 || month > 12 || day < 0 || (day && !month))
    return ENT_NO_DATE;
  if (!month)
    return (ent_date){days_from_civil(year, 1, 1), ENT_DATE_YEAR};
  if (!day)
    return (ent_date){days_from_civil(year, month, 1), ENT_DATE_MONTH};
  if (day > days_in_month(year, month))
    return ENT_NO_DATE;
  return (ent_date){days_from_civil(year, month, day), ENT_DATE_DAY};
}

void ent_date_split(ent_date date, int *ret_year, int *ret_month, int *ret_day)
{
  *ret_year = *ret_month = *ret_day = 0;
  if (date.precision == ENT_DATE_NONE)
    return;
  civil_from_days(date.day, ret_year, ret_month, ret_day);
  if (date.precision < ENT_DATE_DAY)
    *ret_day = 0;
  if (date.precision < ENT_DATE_MONTH)
    *ret_month = 0;
}

bool ent_date_known(ent_date date)
{
  return date.precision != ENT_DATE_NONE;
}

int32_t ent_date_last(ent_date date)
{
  int y, m, d;
  ent_date_split(date, &y, &m, &d);
  switch (date.precision) {
  case ENT_DATE_YEAR: return days_from_civil(y, 12, 31);
  case ENT_DATE_MONTH: return days_from_civil(y, m, days_in_month(y, m));
  default: return date.day;
  }
}

ent_date ent_date_coarsen(ent_date date, ent_precision precision)
{
  if (date.precision <= precision)
    return date;
  int y, m, d;
  ent_date_split(date, &y, &m, &d);
  if (precision == ENT_DATE_NONE)
    return ENT_NO_DATE;
  return ent_date_make(y, precision >= ENT_DATE_MONTH ? m : 0, 0);
}

ent_date ent_date_add(ent_date date, int years, int months, int days)
{
  if (date.precision == ENT_DATE_NONE)
    return date;
  int y, m, d;
  civil_from_days(date.day, &y, &m, &d);
  long month = (long)(y + (long)years) * 12 + (m - 1) + months;
  if (month < 12 || month > 9999L * 12 + 11)
    return ENT_NO_DATE;
  y = (int)(month / 12);
  m = (int)(month % 12) + 1;
  if (d > days_in_month(y, m))
    d = days_in_month(y, m);
  ent_date moved = {days_from_civil(y, m, d) + days, date.precision};
  civil_from_days(moved.day, &y, &m, &d);
  return ent_date_make(y, date.precision >= ENT_DATE_MONTH ? m : 0, date.precision >= ENT_DATE_DAY ? d : 0);
}

int ent_date_weekday(ent_date date)
{
  return (int)(((date.day + 3) % 7 + 7) % 7); /* 1970-01-01 was a Thursday */
}

int ent_date_cmp(ent_date a, ent_date b)
{
  if (!a.precision || !b.precision)
    return (a.precision == 0) - (b.precision == 0);
  if (a.day != b.day)
    return a.day < b.day ? -1 : 1;
  return (a.precision > b.precision) - (a.precision < b.precision);
}

/* n digits at s.p[at]; false where there are not so many */
static bool digits(ent_str s, size_t at, size_t n, int *ret)
{
  int value = 0;
  if (at + n > s.n)
    return false;
  for (size_t i = at; i < at + n; i++) {
    if (s.p[i] < '0' || s.p[i] > '9')
      return false;
    value = value * 10 + (s.p[i] - '0');
  }
  *ret = value;
  return true;
}

bool ent_date_parse(ent_str s, ent_date *ret_date)
{
  int y, m = 0, d = 0;
  s = ent_str_trim(s);
  if (!digits(s, 0, 4, &y))
    return false;
  if (s.n == 8 && digits(s, 4, 2, &m) && digits(s, 6, 2, &d)) {
    if (!m || !d)
      return false;
  } else if (s.n > 4) {
    if (s.p[4] != '-' || !digits(s, 5, 2, &m) || m == 0)
      return false;
    if (s.n > 7 && (s.p[7] != '-' || !digits(s, 8, 2, &d) || d == 0))
      return false;
    if (s.n > 10 && s.p[10] != 'T' && s.p[10] != ' ')
      return false;
  }
  ent_date date = ent_date_make(y, m, d);
  if (!ent_date_known(date))
    return false;
  *ret_date = date;
  return true;
}

static void put_digits(char *out, int value, int n)
{
  for (; n > 0; n--, value /= 10)
    out[n - 1] = (char)('0' + value % 10);
}

const char *ent_date_format(ent_date date, char out[16])
{
  int y, m, d;
  ent_date_split(date, &y, &m, &d);
  memset(out, 0, 16);
  if (date.precision >= ENT_DATE_YEAR)
    put_digits(out, y, 4);
  if (date.precision >= ENT_DATE_MONTH) {
    out[4] = '-';
    put_digits(out + 5, m, 2);
  }
  if (date.precision >= ENT_DATE_DAY) {
    out[7] = '-';
    put_digits(out + 8, d, 2);
  }
  return out;
}
