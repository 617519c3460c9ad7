/* Datelines, read by hand: a place in capitals (or any place with a date or an agency), then a dash.
 * Known to go wrong: a headline-like sentence "Poland - The first ally" as opening paragraph is taken for a dateline
 * (tests/cases/source/datelines.txt has such cases, and what is refused). */
#include "source/dateline.h"

#include "source/ascii.h"

#include <string.h>

#define LONGEST 120

typedef struct cursor {
  ent_str s;
  size_t at;
} cursor;

static ent_str rest(const cursor *c)
{
  return ent_str_slice(c->s, c->at, c->s.n);
}

static void skip_blanks(cursor *c)
{
  while (c->at < c->s.n && (c->s.p[c->at] == ' ' || c->s.p[c->at] == '\t'))
    c->at++;
  if (ent_str_starts(rest(c), ENT_STR("\xC2\xA0"))) { /* no-break space */
    c->at += 2;
    skip_blanks(c);
  }
}

/* ---- the dash ------------------------------------------------------------------------------------------------ */

/* A dash that ends a dateline; a plain hyphen only between blanks. */
static bool dash(cursor *c)
{
  static const char *const dashes[] = {"\xE2\x80\x94", "\xE2\x80\x93", "\xE2\x80\x95", "--", "-"};
  cursor back = *c;
  skip_blanks(c);
  bool spaced = c->at > back.at;
  for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
    if (!ent_str_starts(rest(c), ent_str_of(dashes[i])))
      continue;
    c->at += strlen(dashes[i]);
    while (c->at < c->s.n && c->s.p[c->at] == '-')
      c->at++;
    size_t end = c->at;
    skip_blanks(c);
    bool blank_after = c->at > end || c->at == c->s.n || (c->at < c->s.n && c->s.p[c->at] == '\n');
    if (i == 4 && !(spaced && blank_after))
      break;
    return true;
  }
  *c = back;
  return false;
}

/* ---- the place ----------------------------------------------------------------------------------------------- */

typedef struct words {
  size_t n;      /* words */
  bool capitals; /* all letters are capitals, and there are two or more in a row */
} words;

static bool opens_word(ent_str s)
{
  return s.n && (enti_is_upper(s.p[0]) || (unsigned char)s.p[0] >= 0xC3) && !ent_str_starts(s, ENT_STR("\xE2\x80"));
}

static size_t one_word(ent_str s, bool *capitals)
{
  size_t n = 0;
  bool small = false;
  while (n < s.n && (enti_is_letter(s.p[n]) || strchr("'.-", s.p[n]))) {
    if (s.p[n] == '-' && (n + 1 >= s.n || !enti_is_letter(s.p[n + 1])))
      break;
    if (ent_str_starts(ent_str_slice(s, n, s.n), ENT_STR("\xE2\x80")) &&
        !ent_str_starts(ent_str_slice(s, n, s.n), ENT_STR("\xE2\x80\x99")))
      break; /* a dash, not an apostrophe */
    small |= s.p[n] >= 'a' && s.p[n] <= 'z';
    n++;
  }
  *capitals &= !small;
  return n;
}

/* Capitalised words, joined by blanks or "/". */
static words place(cursor *c, size_t most)
{
  words w = {0, true};
  size_t letters = 0;
  while (w.n < most && opens_word(rest(c))) {
    size_t n = one_word(rest(c), &w.capitals);
    if (n == 0)
      break;
    c->at += n;
    letters += n;
    w.n++;
    cursor next = *c;
    if (next.at < next.s.n && next.s.p[next.at] == '/')
      next.at++;
    else
      skip_blanks(&next);
    if (!opens_word(rest(&next)) || next.at == c->at)
      break;
    *c = next;
  }
  w.capitals = w.capitals && letters >= 4; /* "US - China talks", "EU - Ukraine summit" are none */
  return w;
}

/* ---- agency and date ------------------------------------------------------------------------------------------ */

static bool agency_words(ent_str s)
{
  size_t count = 0;
  ent_str word;
  if (s.n < 2 || s.n > 60)
    return false;
  while (ent_str_split(&s, ' ', &word)) {
    bool joins = ent_str_eq(word, ENT_STR("of")) || ent_str_eq(word, ENT_STR("and")) || ent_str_eq(word, ENT_STR("&")) ||
                 ent_str_eq(word, ENT_STR("-")) || ent_str_eq(word, ENT_STR("|")) || ent_str_eq(word, ENT_STR("the"));
    if (word.n == 0 || joins)
      continue;
    if (!opens_word(word) && !enti_is_digit(word.p[0]))
      return false;
    count++;
  }
  return count >= 1 && count <= 6;
}

/* "MENAFN- Asia Times": the last of several is who wrote it. */
static ent_str last_agency(ent_str s)
{
  static const char *const joints[] = {"- ", " | ", "/", " via "};
  for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
    ent_str joint = ent_str_of(joints[i]);
    for (size_t at = s.n; at-- > 1;)
      if (ent_str_starts(ent_str_slice(s, at, s.n), joint) && at + joint.n < s.n)
        return ent_str_trim(ent_str_slice(s, at + joint.n, s.n));
  }
  return ent_str_trim(s);
}

/* "(Yonhap)", "[Xinhua]", "/TASS/", ". /TASS/." */
static bool agency(cursor *c, ent_str *ret)
{
  cursor back = *c;
  skip_blanks(c);
  if (c->at < c->s.n && c->s.p[c->at] == '.') {
    c->at++;
    skip_blanks(c);
  }
  const char *pairs = "()[]//";
  for (size_t i = 0; i < 6; i += 2) {
    if (c->at >= c->s.n || c->s.p[c->at] != pairs[i])
      continue;
    const char *begin = c->s.p + c->at + 1;
    const char *end = memchr(begin, pairs[i + 1], c->s.n - c->at - 1);
    ent_str inside = {begin, end ? (size_t)(end - begin) : 0};
    if (!end || !agency_words(inside))
      break;
    *ret = last_agency(inside);
    c->at += inside.n + 2;
    if (pairs[i] == '/' && c->at < c->s.n && c->s.p[c->at] == '.')
      c->at++;
    return true;
  }
  *c = back;
  return false;
}

static bool date(cursor *c, enti_stated *ret)
{
  size_t n = enti_stated_read(rest(c), ret);
  c->at += n;
  return n > 0;
}

/* After the place: ", Nigeria", ", Aug 10", " (AP)", in any order that occurs. */
static void additions(cursor *c, enti_dateline *d, bool *dated, bool *signed_)
{
  for (int i = 0; i < 4; i++) {
    cursor back = *c;
    skip_blanks(c);
    if (c->at < c->s.n && c->s.p[c->at] == ',') {
      c->at++;
      skip_blanks(c);
      if (!*dated && date(c, &d->date)) {
        *dated = true;
        continue;
      }
      if (!*signed_ && place(c, 3).n)
        continue;
    } else if (!*signed_ && (*c = back, agency(c, &d->agency))) {
      *signed_ = true;
      continue;
    } else if (!*dated && c->at == back.at && (skip_blanks(c), date(c, &d->date))) {
      *dated = true;
      continue;
    }
    *c = back;
    return;
  }
}

/* ---- the whole ------------------------------------------------------------------------------------------------ */

static bool finish(cursor *c, enti_dateline *d)
{
  skip_blanks(c);
  d->n = c->at;
  return c->at <= LONGEST && c->at > 0;
}

static bool capital_follows(const cursor *c)
{
  ent_str s = rest(c);
  static const char *const quotes[] = {"\"", "'", "\xE2\x80\x9C", "\xE2\x80\x98"};
  for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++)
    if (ent_str_starts(s, ent_str_of(quotes[i])))
      s = ent_str_slice(s, strlen(quotes[i]), s.n);
  return opens_word(s) || (s.n && enti_is_digit(s.p[0]));
}

/* A second dash soon after: an insertion between dashes, not a dateline. */
static bool dash_comes_again(const cursor *c)
{
  cursor look = {ent_str_slice(rest(c), 0, 160), 0};
  for (; look.at < look.s.n && !strchr(".!?", look.s.p[look.at]); look.at++) {
    cursor here = look;
    if (look.s.p[look.at] == ' ' && dash(&here))
      return true;
  }
  return false;
}

/* "(MENAFN- Asia Times) South Korea's …": an agency before anything else. */
static bool agency_first(ent_str s, enti_dateline *d)
{
  cursor c = {s, 0};
  if (s.n == 0 || (s.p[0] != '(' && s.p[0] != '[') || !agency(&c, &d->agency))
    return false;
  skip_blanks(&c);
  if (c.at < c.s.n && c.s.p[c.at] == ':')
    c.at++;
  (void)dash(&c);
  skip_blanks(&c);
  return capital_follows(&c) && finish(&c, d);
}

bool enti_dateline_read(ent_str s, bool first, enti_dateline *ret)
{
  enti_dateline d = {0};
  cursor c = {ent_str_slice(s, 0, 2 * LONGEST), 0};
  bool dated = false, is_signed = false;
  if (first && agency_first(c.s, &d)) {
    *ret = d;
    return true;
  }
  words w = place(&c, 5);
  if (w.n == 0)
    return false;
  additions(&c, &d, &dated, &is_signed);
  bool whole = rest(&c).n == 0 || rest(&c).p[0] == '\n';
  bool fine;
  if (whole && s.n <= c.s.n)
    fine = dated && d.date.year && (w.capitals || first); /* "CAMP DAVID, 18 August 2023" as a line of its own */
  else if (dash(&c))
    fine = capital_follows(&c) && (w.capitals || dated || is_signed || (first && w.n <= 3 && !dash_comes_again(&c)));
  else if (rest(&c).n && rest(&c).p[0] == ':' && w.capitals && (dated || is_signed))
    fine = (c.at++, true);
  else
    fine = is_signed && w.capitals && c.s.p[c.at - 1] == '.'; /* MOSCOW, March 4. /TASS/. */
  if (!fine || !finish(&c, &d))
    return false;
  *ret = d;
  return true;
}
