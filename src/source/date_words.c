/* Dates of publication in their usual written forms; see date_words.h. */
#include "source/date_words.h"

#include "source/ascii.h"

static const char *const MONTHS[] = {"january", "february", "march",     "april",   "may",      "june",
                                     "july",    "august",   "september", "october", "november", "december"};
static const char *const DAYS[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

/* ---- pieces: each returns the bytes taken, 0 for none -------------------------------------------------------- */

static size_t number(ent_str s, size_t most, int *ret)
{
  size_t n = 0;
  int value = 0;
  while (n < s.n && n < most && enti_is_digit(s.p[n]))
    value = value * 10 + (s.p[n++] - '0');
  if (n < s.n && enti_is_digit(s.p[n]))
    return 0;
  *ret = value;
  return n;
}

static size_t letters(ent_str s)
{
  size_t n = 0;
  while (n < s.n && enti_lower(s.p[n]) >= 'a' && enti_lower(s.p[n]) <= 'z')
    n++;
  return n;
}

/* A word of `names`, whole or shortened to three letters or more, with the dot of an abbreviation. */
static size_t name(ent_str s, const char *const *names, size_t count, int *ret)
{
  size_t n = letters(s);
  ent_str word = ent_str_slice(s, 0, n);
  for (size_t i = 0; i < count && n >= 3; i++) {
    size_t full = ent_str_of(names[i]).n;
    bool cut = n == 3 || (n == 4 && i == 8) || (n <= 5 && count == 7); /* "Sept", "Thurs" */
    if (n > full || (n < full && !cut))
      continue;
    ent_str begin = {names[i], n};
    size_t j = 0;
    while (j < n && enti_lower(word.p[j]) == begin.p[j])
      j++;
    if (j < n)
      continue;
    *ret = (int)i + 1;
    return n < full && n < s.n && s.p[n] == '.' ? n + 1 : n;
  }
  return 0;
}

static size_t blanks(ent_str s, size_t at)
{
  while (at < s.n && (s.p[at] == ' ' || s.p[at] == '\t'))
    at++;
  return at;
}

static size_t comma_and_blanks(ent_str s, size_t at)
{
  if (at < s.n && s.p[at] == ',')
    at++;
  return blanks(s, at);
}

static ent_str from(ent_str s, size_t at)
{
  return ent_str_slice(s, at, s.n);
}

static size_t ordinal(ent_str s, size_t at)
{
  ent_str rest = from(s, at);
  bool is = enti_starts_nocase(rest, "st") || enti_starts_nocase(rest, "nd") || enti_starts_nocase(rest, "rd") ||
            enti_starts_nocase(rest, "th");
  return is && letters(rest) == 2 ? at + 2 : at;
}

static bool valid(enti_stated d)
{
  if (d.month < 1 || d.month > 12 || d.day < 0 || d.day > 31)
    return false;
  return d.year == 0 || (d.year >= 1000 && ent_date_known(ent_date_make(d.year, d.month, d.day)));
}

static bool word_goes_on(ent_str s, size_t at)
{
  return at < s.n && (enti_is_letter(s.p[at]) || enti_is_digit(s.p[at]));
}

/* A year of four digits after an optional comma; `at` itself where none follows. */
static size_t year_after(ent_str s, size_t at, int *ret)
{
  size_t begin = comma_and_blanks(s, at);
  int year = 0;
  size_t n = begin > at ? number(from(s, begin), 4, &year) : 0;
  if (n != 4 || year < 1000 || word_goes_on(s, begin + n))
    return at;
  *ret = year;
  return begin + n;
}

/* ---- forms --------------------------------------------------------------------------------------------------- */

static size_t day_first(ent_str s, enti_stated *d) /* 3 July 2024, 03-Jul-2024, 3rd of July, 2024 */
{
  size_t at = number(s, 2, &d->day);
  if (!at)
    return 0;
  at = ordinal(s, at);
  bool dash = at < s.n && s.p[at] == '-';
  size_t begin = dash ? at + 1 : blanks(s, at);
  if (enti_starts_nocase(from(s, begin), "of "))
    begin += 3;
  size_t n = begin > at ? name(from(s, begin), MONTHS, 12, &d->month) : 0;
  if (!n)
    return 0;
  at = begin + n;
  if (dash && at < s.n && s.p[at] == '-') {
    n = number(from(s, at + 1), 4, &d->year);
    return n == 4 ? at + 1 + n : 0;
  }
  return year_after(s, at, &d->year);
}

static size_t month_first(ent_str s, enti_stated *d) /* July 3, 2024; July 2024; Aug. 10 */
{
  size_t at = name(s, MONTHS, 12, &d->month);
  if (!at)
    return 0;
  size_t begin = blanks(s, at);
  size_t n = begin > at ? number(from(s, begin), 2, &d->day) : 0;
  if (!n) {
    d->day = 0;
    size_t end = year_after(s, at, &d->year);
    return end > at ? end : 0;
  }
  return year_after(s, ordinal(s, begin + n), &d->year);
}

static size_t figures(ent_str s, enti_stated *d) /* 2024-07-03, 2024/07/03, 03.07.2024 */
{
  size_t at = number(s, 4, &d->year);
  if (at == 4 && at < s.n && (s.p[4] == '-' || s.p[4] == '/' || s.p[4] == '.')) {
    size_t n = number(from(s, 5), 2, &d->month), m = 0;
    if (n && 5 + n < s.n && s.p[5 + n] == s.p[4])
      m = number(from(s, 6 + n), 2, &d->day);
    return m ? 6 + n + m : 0;
  }
  at = number(s, 2, &d->day);
  if (!at || at >= s.n || s.p[at] != '.')
    return 0;
  size_t n = number(from(s, at + 1), 2, &d->month);
  if (!n || at + 1 + n >= s.n || s.p[at + 1 + n] != '.')
    return 0;
  size_t m = number(from(s, at + 2 + n), 4, &d->year);
  return m == 4 ? at + 2 + n + m : 0;
}

static size_t without_weekday(ent_str s, enti_stated *ret)
{
  static size_t (*const forms[])(ent_str, enti_stated *) = {day_first, month_first, figures};
  for (size_t i = 0; i < 3; i++) {
    enti_stated d = {0, 0, 0};
    size_t n = forms[i](s, &d);
    if (n && valid(d) && !word_goes_on(s, n)) {
      *ret = d;
      return n;
    }
  }
  return 0;
}

size_t enti_stated_read(ent_str s, enti_stated *ret)
{
  int weekday;
  size_t at = name(s, DAYS, 7, &weekday);
  if (at) {
    size_t begin = comma_and_blanks(s, at);
    size_t n = begin > at ? without_weekday(from(s, begin), ret) : 0;
    return n ? begin + n : 0;
  }
  return without_weekday(s, ret);
}

/* ---- time of day --------------------------------------------------------------------------------------------- */

static size_t zone(ent_str s, size_t at)
{
  static const char *const zones[] = {"gmt", "utc", "bst", "cest", "cet", "eest", "eet", "msk", "est", "edt", "et", "pst",
                                      "pdt", "pt",  "ist", "kst",  "jst", "aest", "wat", "cat", "eat", "local time"};
  ent_str rest = from(s, at);
  for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
    size_t n = ent_str_of(zones[i]).n;
    if (enti_starts_nocase(rest, zones[i]) && !word_goes_on(rest, n))
      return at + n;
  }
  return at;
}

static size_t half_of_day(ent_str s, size_t at)
{
  static const char *const halves[] = {"am", "pm", "a.m.", "p.m.", "hrs", "hours", "h"};
  ent_str rest = from(s, at);
  for (size_t i = 0; i < sizeof halves / sizeof *halves; i++) {
    size_t n = ent_str_of(halves[i]).n;
    if (enti_starts_nocase(rest, halves[i]) && !word_goes_on(rest, n))
      return at + n;
  }
  return at;
}

/* 14:05, 14.05, 2 (with am/pm only), 1405 (with a zone only) */
static size_t figures_of_time(ent_str s, bool *ret_bare)
{
  int hour = 0, minute = 0;
  size_t n = number(s, 4, &hour);
  *ret_bare = true;
  if (n == 4)
    return hour / 100 < 24 && hour % 100 < 60 ? 4 : 0;
  if (n == 0 || n > 2 || hour > 24)
    return 0;
  if (n + 2 < s.n && (s.p[n] == ':' || s.p[n] == '.') && number(from(s, n + 1), 2, &minute) == 2 && minute < 60) {
    *ret_bare = false;
    n += 3;
    if (n + 2 < s.n && s.p[n] == ':' && number(from(s, n + 1), 2, &minute) == 2)
      n += 3;
  }
  return n;
}

size_t enti_clock_read(ent_str s, bool *ret_zone)
{
  size_t at = 0;
  while (at < s.n && (s.p[at] == ' ' || s.p[at] == ',' || s.p[at] == '|' || s.p[at] == '-' || s.p[at] == '/'))
    at++;
  if (enti_starts_nocase(from(s, at), "at "))
    at += 3;
  else if (at < s.n && s.p[at] == 'T')
    at++;
  bool bare;
  size_t n = figures_of_time(from(s, at), &bare);
  if (!n)
    return 0;
  size_t figures_end = at + n;
  size_t end = half_of_day(s, blanks(s, figures_end));
  end = end > blanks(s, figures_end) ? end : figures_end;
  size_t zoned = zone(s, blanks(s, end));
  end = zoned > blanks(s, end) ? zoned : end;
  if (end == figures_end && figures_end < s.n && s.p[figures_end] == 'Z')
    end++;
  if (ret_zone)
    *ret_zone = end > figures_end;
  return bare && end == figures_end ? 0 : end;
}

/* ---- metadata ------------------------------------------------------------------------------------------------ */

static bool all_digits(ent_str s)
{
  for (size_t i = 0; i < s.n; i++)
    if (!enti_is_digit(s.p[i]))
      return false;
  return s.n > 0;
}

/* Seconds or milliseconds since 1970, from 1980 to 2099. */
static ent_date epoch(ent_str s)
{
  int64_t value = 0;
  if (s.n < 9 || s.n > 13 || !all_digits(s))
    return ENT_NO_DATE;
  for (size_t i = 0; i < s.n; i++)
    value = value * 10 + (s.p[i] - '0');
  if (s.n > 11)
    value /= 1000;
  int64_t day = value / 86400;
  return day >= 3652 && day < 47482 ? (ent_date){(int32_t)day, ENT_DATE_DAY} : ENT_NO_DATE;
}

ent_date enti_date_of_metadata(ent_str s)
{
  ent_date date;
  enti_stated stated;
  s = ent_str_trim(s);
  if (ent_str_starts(s, ENT_STR("D:")) && s.n >= 10)
    return ent_date_parse(ent_str_slice(s, 2, 10), &date) ? date : ENT_NO_DATE;
  if (ent_date_parse(s, &date))
    return date;
  if (s.n >= 14 && all_digits(ent_str_slice(s, 0, 14)) && ent_date_parse(ent_str_slice(s, 0, 8), &date))
    return date; /* 20240703100000, 20240703T… */
  if (s.n > 9 && s.p[8] == 'T' && ent_date_parse(ent_str_slice(s, 0, 8), &date))
    return date;
  date = epoch(s);
  if (ent_date_known(date))
    return date;
  if (enti_stated_read(s, &stated) && stated.year)
    return ent_date_make(stated.year, stated.month, stated.day);
  return ENT_NO_DATE;
}

/* ---- names of files ------------------------------------------------------------------------------------------ */

/* YYYY MM DD with the same separator (or none) at `at`. */
static ent_date in_name(ent_str s, size_t at)
{
  int y = 0, m = 0, d = 0;
  ent_str rest = from(s, at);
  if (rest.n >= 8 && all_digits(ent_str_slice(rest, 0, 8)) && (rest.n == 8 || !enti_is_digit(rest.p[8]))) {
    number(ent_str_slice(rest, 0, 4), 4, &y);
    number(ent_str_slice(rest, 4, 6), 2, &m);
    number(ent_str_slice(rest, 6, 8), 2, &d);
  } else if (rest.n >= 10 && (rest.p[4] == '-' || rest.p[4] == '_' || rest.p[4] == '.') && rest.p[7] == rest.p[4] &&
             all_digits(ent_str_slice(rest, 0, 4)) && all_digits(ent_str_slice(rest, 5, 7)) &&
             all_digits(ent_str_slice(rest, 8, 10)) && (rest.n == 10 || !enti_is_digit(rest.p[10]))) {
    number(ent_str_slice(rest, 0, 4), 4, &y);
    number(ent_str_slice(rest, 5, 7), 2, &m);
    number(ent_str_slice(rest, 8, 10), 2, &d);
  } else {
    return ENT_NO_DATE;
  }
  return y >= 1800 && y <= 2200 && m && d ? ent_date_make(y, m, d) : ENT_NO_DATE;
}

ent_date enti_date_of_name(ent_str file)
{
  for (size_t i = 0; i < file.n; i++) {
    if (!enti_is_digit(file.p[i]) || (i && enti_is_digit(file.p[i - 1])))
      continue;
    ent_date date = in_name(file, i);
    if (ent_date_known(date))
      return date;
  }
  return ENT_NO_DATE;
}
