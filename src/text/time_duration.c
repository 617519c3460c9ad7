/* Numbers in words; lengths of time and what is counted with them: "a month later", "two days ago", "for 75 years",
 * "every year". */
#include "text/times.h"

#include <string.h>

/* ---- numbers
 * ----------------------------------------------------------------------------------------------------------- */

/* twenty-five, "a hundred" → value; gives the token behind it, or at. */
static uint32_t plain_number(const enti_times *x, uint32_t at, int *ret)
{
  unsigned class = enti_tw(x, at);
  *ret = enti_value(x, at);
  if (class == TW_DIGITS || class == TW_YEAR)
    return at + 1;
  if (class != TW_NUMBER)
    return at;
  bool tens = *ret >= 20 && *ret < 100;
  if (tens && enti_sign(x, at + 1, '-') && enti_tw(x, at + 2) == TW_NUMBER && enti_value(x, at + 2) < 10) {
    *ret += enti_value(x, at + 2);
    return at + 3;
  }
  if (*ret < 10 && (enti_tw_is(x, at + 1, TW_NUMBER, 100) || enti_tw_is(x, at + 1, TW_NUMBER, 12))) {
    *ret *= enti_value(x, at + 1);
    return at + 2;
  }
  return at + 1;
}

/* more than, at least, about, nearly, over: the number is not exact. */
static uint32_t behind_approx(const enti_times *x, uint32_t i, bool *ret)
{
  if (enti_tw(x, i) == TW_APPROX) {
    *ret = *ret || enti_value(x, i);
    return i + 1;
  }
  bool than = (enti_word_is(x, i, "more") || enti_word_is(x, i, "less") || enti_word_is(x, i, "fewer")) &&
              enti_word_is(x, i + 1, "than");
  bool at = enti_prep(x, i, PREP_AT) && (enti_word_is(x, i + 1, "least") || enti_word_is(x, i + 1, "most"));
  if (than || at || (enti_word_is(x, i, "up") && enti_prep(x, i + 1, PREP_TO))) {
    *ret = true;
    return i + 2;
  }
  bool over = enti_prep(x, i, PREP_OVER) || enti_word_is(x, i, "some") || enti_prep(x, i, PREP_UNDER);
  unsigned next = enti_tw(x, i + 1);
  if (over && (next == TW_NUMBER || next == TW_DIGITS || next == TW_APPROX || next == TW_DET)) {
    *ret = true;
    return i + 1;
  }
  return i;
}

bool enti_parse_number(const enti_times *x, uint32_t at, enti_number *ret)
{
  *ret = (enti_number){.next = at};
  uint32_t i = behind_approx(x, at, &ret->approximate);
  bool a = enti_tw_is(x, i, TW_DET, DET_A);
  if (enti_tw(x, i) == TW_VAGUE || (a && enti_tw(x, i + 1) == TW_VAGUE)) {
    ret->next = i + 1 + a;
    ret->approximate = true;
    return true;
  }
  if (enti_tw(x, i + a) == TW_COUPLE) {
    ret->next = i + a + 1 + enti_prep(x, i + a + 1, PREP_OF);
    ret->value = 2;
    ret->approximate = true;
    return true;
  }
  if (a && enti_tw(x, i + 1) != TW_NUMBER) {
    ret->next = i + 1;
    ret->value = 1;
    ret->article = true;
    return true;
  }
  if (a && !enti_tw_is(x, i + 1, TW_NUMBER, 100) && !enti_tw_is(x, i + 1, TW_NUMBER, 12))
    return false; /* "a two-week tour": the article is the tour's */
  uint32_t behind = plain_number(x, i + a, &ret->value);
  if (behind == i + a)
    return false;
  ret->next = behind;
  return true;
}

/* ---- a number of units
 * ----------------------------------------------------------------------------------------------------- */

typedef struct length {
  int n, unit; /* n 0: vague */
  bool approximate;
  uint32_t next; /* token behind */
} length;

/* "three years", "a month", "a year and a half", "half a year", "44-day"; "days" alone is vague. */
static bool parse_length(const enti_times *x, uint32_t at, length *ret)
{
  enti_number number;
  uint32_t i = at;
  *ret = (length){0};
  if (enti_tw_is(x, i, TW_PART, PART_HALF) && enti_tw_is(x, i + 1, TW_DET, DET_A) && enti_tw(x, i + 2) == TW_UNIT) {
    int unit = enti_value(x, i + 2);
    *ret = unit == UNIT_YEAR      ? (length){6, UNIT_MONTH, true, i + 3}
           : unit == UNIT_DECADE  ? (length){5, UNIT_YEAR, true, i + 3}
           : unit == UNIT_CENTURY ? (length){50, UNIT_YEAR, true, i + 3}
                                  : (length){0, unit, true, i + 3};
    return true;
  }
  if (enti_parse_number(x, i, &number)) {
    i = number.next;
    ret->n = number.value;
    ret->approximate = number.approximate;
    if (enti_prep(x, i, PREP_AND) && enti_tw_is(x, i + 1, TW_DET, DET_A) && enti_tw_is(x, i + 2, TW_PART, PART_HALF)) {
      ret->approximate = true; /* two and a half */
      i += 3;
    }
    i += enti_sign(x, i, '-') || enti_word_is(x, i, "more") || enti_word_is(x, i, "full");
  } else if (enti_tw(x, i) == TW_UNITS) {
    ret->approximate = true;
  } else {
    return false;
  }
  if (enti_tw(x, i) != TW_UNIT && enti_tw(x, i) != TW_UNITS)
    return false;
  ret->unit = enti_value(x, i++);
  if (enti_prep(x, i, PREP_AND) && enti_tw_is(x, i + 1, TW_DET, DET_A) && enti_tw_is(x, i + 2, TW_PART, PART_HALF)) {
    ret->approximate = true;
    i += 3;
  }
  if (ret->unit == UNIT_FORTNIGHT) {
    ret->unit = UNIT_WEEK;
    ret->n *= 2;
  }
  ret->next = i;
  return true;
}

/* Moves base by a length: as precise as unit and base allow. Weeks give a week around the day. */
static void move(ent_date base, const length *l, int sign, ent_date *from, ent_date *to)
{
  int n = l->n * sign, year, month, day;
  *from = *to = ENT_NO_DATE;
  ent_date_split(base, &year, &month, &day);
  if (!year || !l->n || l->n > 3000)
    return;
  switch (l->unit) {
  case UNIT_DAY:
    if (day)
      *from = ent_date_add(base, 0, 0, n);
    else if (month && l->n <= 10) /* somewhere in that month, most likely */
      *from = base;
    break;
  case UNIT_WEEK:
    if (!day)
      break;
    *from = ent_date_add(base, 0, 0, n * 7 - 3);
    *to = ent_date_add(base, 0, 0, n * 7 + 3);
    break;
  case UNIT_MONTH:
    if (month)
      *from = ent_date_add(ent_date_coarsen(base, ENT_DATE_MONTH), 0, n, 0);
    break;
  case UNIT_QUARTER:
    if (month)
      *from = ent_date_add(ent_date_coarsen(base, ENT_DATE_MONTH), 0, n * 3, 0);
    break;
  case UNIT_YEAR:
    *from = ent_date_add(ent_date_coarsen(base, ENT_DATE_YEAR), n, 0, 0);
    break;
  case UNIT_DECADE:
    *from = ent_date_add(ent_date_coarsen(base, ENT_DATE_YEAR), n * 10, 0, 0);
    break;
  default:
    break;
  }
}

/* "days later", "within weeks": no number; the year, where the count can hardly leave it. */
static ent_date move_vaguely(ent_date base, int unit)
{
  int year, month, day;
  ent_date_split(base, &year, &month, &day);
  if (unit == UNIT_DAY && day && day <= 20)
    return ent_date_coarsen(base, ENT_DATE_MONTH);
  if (month && month <= 9 && (unit == UNIT_DAY || unit == UNIT_WEEK))
    return ent_date_coarsen(base, ENT_DATE_YEAR);
  return ENT_NO_DATE;
}

static bool set(enti_time_hit *hit, const length *l, uint32_t last, ent_date from, ent_date to, bool deictic)
{
  hit->kind = ENT_TIME_DATE;
  hit->last = last;
  hit->from = from;
  hit->to = to;
  hit->deictic = deictic;
  hit->approximate = l->approximate || l->unit == UNIT_WEEK || (l->unit >= UNIT_DECADE);
  hit->basis = !ent_date_known(from) ? ENT_BASIS_NONE : deictic ? ENT_BASIS_PUBLICATION : ENT_BASIS_TEXT;
  return true;
}

/* ---- later, earlier, ago
 * ------------------------------------------------------------------------------------------------------ */

/* May "before" or "after" at i stand alone ("A month before, …", "three months before had signed")? */
static bool stands_alone(const enti_times *x, uint32_t i)
{
  uint32_t next = i + 1;
  if (next >= x->end)
    return true;
  char c = enti_token_at(x, next)->norm.n == 1 ? enti_token_at(x, next)->norm.p[0] : 0;
  return (c && strchr(",.;:!?)", c)) || enti_tw(x, next) == TW_PAST;
}

/* "27 June, a day after Moldova had opened …": the date right before it, moved the other way, dates what follows. */
static bool parse_apposed(const enti_times *x, uint32_t at, const length *l, enti_time_hit *hit)
{
  int sign = enti_prep(x, l->next, PREP_AFTER) ? -1 : enti_prep(x, l->next, PREP_BEFORE) ? 1 : 0;
  const ent_document *doc = x->doc;
  if (!sign || !doc->n_times || !enti_sign(x, at - 1, ','))
    return false;
  const ent_timex *before = &doc->times[doc->n_times - 1];
  if (before->last + 2 != at || before->kind != ENT_TIME_DATE || !ent_date_known(before->from) ||
      ent_date_known(before->to))
    return false;
  ent_date from, to;
  move(before->from, l, sign, &from, &to);
  hit->weak = true;
  hit->role = ENT_TIME_AT;
  return set(hit, l, l->next, from, to, before->basis == ENT_BASIS_PUBLICATION);
}

bool enti_parse_offset(const enti_times *x, uint32_t at, enti_time_hit *hit)
{
  length l;
  ent_date from, to;
  uint32_t i = at + (enti_tw_is(x, at, TW_DET, DET_THE) && enti_tw(x, at + 1) == TW_UNIT); /* "the day before" */
  if (i > at)
    l = (length){1, enti_value(x, i), false, i + 1};
  else if (!parse_length(x, at, &l))
    return false;
  uint32_t sign_at = l.next;
  if (enti_tw(x, sign_at) == TW_AGO && i == at) {
    move(x->anchor, &l, -1, &from, &to);
    return set(hit, &l, sign_at, from, to, true);
  }
  int sign = 0;
  if (enti_tw(x, sign_at) == TW_LATER && i == at)
    sign = enti_word_is(x, sign_at + 1, "than") ? 0 : enti_value(x, sign_at);
  else if (enti_prep(x, sign_at, PREP_BEFORE) && stands_alone(x, sign_at))
    sign = -1;
  else if (enti_prep(x, sign_at, PREP_AFTER) && stands_alone(x, sign_at))
    sign = 1;
  else if (enti_prep(x, sign_at, PREP_ON) && enti_sign(x, sign_at + 1, ',') && i == at) /* "A decade on, …" */
    sign = 1;
  if (!sign)
    return i == at && parse_apposed(x, at, &l, hit);
  ent_date base =
      sign > 0 && ent_date_known(x->focus_to) && ent_date_known(enti_focus(x)) ? x->focus_to : enti_focus(x);
  if (l.n)
    move(base, &l, sign, &from, &to);
  else
    from = sign > 0 ? move_vaguely(base, l.unit) : ENT_NO_DATE, to = ENT_NO_DATE;
  return set(hit, &l, sign_at, from, to, x->focus_deictic);
}

bool enti_parse_length_from(const enti_times *x, uint32_t at, ent_date base, int sign, enti_time_hit *hit)
{
  length l;
  ent_date from, to;
  if (!parse_length(x, at, &l))
    return false;
  move(base, &l, sign, &from, &to);
  return set(hit, &l, l.next - 1, from, to, true);
}

/* ---- durations and sets
 * ------------------------------------------------------------------------------------------------------- */

/* Is "has been", "had been", "have" near: does the length run up to now? */
static bool runs_on(const enti_times *x, uint32_t from, uint32_t to)
{
  uint32_t low = from > x->first + 6 ? from - 6 : x->first, high = to + 6 < x->end ? to + 6 : x->end;
  for (uint32_t i = low; i < high; i++) {
    if (i >= from && i <= to)
      continue;
    if (enti_sign(x, i, ';') || enti_sign(x, i, ','))
      continue;
    if (enti_word_is(x, i, "has") || enti_word_is(x, i, "have") || enti_word_is(x, i, "had") ||
        enti_word_is(x, i, "'ve"))
      return true;
  }
  return false;
}

/* "every year", "each month", "every two years", "annually", "twice a year", "once a week". */
static bool parse_set(const enti_times *x, uint32_t at, enti_time_hit *hit)
{
  uint32_t last = at;
  if (enti_tw_is(x, at, TW_DET, DET_EACH)) {
    enti_number number = {.next = at + 1};
    uint32_t i = enti_parse_number(x, at + 1, &number) ? number.next : at + 1;
    i += enti_word_is(x, i, "other") || enti_tw(x, i) == TW_ORDINAL;
    if (enti_tw(x, i) != TW_UNIT && enti_tw(x, i) != TW_UNITS && enti_tw(x, i) != TW_WEEKDAY &&
        enti_tw(x, i) != TW_SEASON && !enti_is_month(x, i))
      return false;
    last = i;
  } else if (enti_word_is(x, at, "twice") || enti_word_is(x, at, "once") || enti_word_is(x, at, "times")) {
    if (!enti_tw_is(x, at + 1, TW_DET, DET_A) || enti_tw(x, at + 2) != TW_UNIT)
      return false;
    last = at + 2;
  } else if (enti_tw(x, at) != TW_SET) {
    return false;
  }
  hit->kind = ENT_TIME_SET;
  hit->last = last;
  hit->weak = true;
  return true;
}

/* Not an age, a term of office or the like: "15-year-old", "75th anniversary". */
static bool is_age(const enti_times *x, uint32_t next)
{
  return enti_word_is(x, next, "old") || (enti_sign(x, next, '-') && enti_word_is(x, next + 1, "old")) ||
                 enti_word_is(x, next, "of")
             ? enti_word_is(x, next + 1, "age") || !enti_word_is(x, next, "of")
             : false;
}

bool enti_parse_duration(const enti_times *x, uint32_t at, enti_time_hit *hit)
{
  length l;
  if (parse_set(x, at, hit))
    return true;
  if (!parse_length(x, at, &l) || is_age(x, l.next))
    return false;
  bool vague = !l.n;
  if (vague && enti_tw(x, at - 1) != TW_PREP)
    return false;
  hit->kind = ENT_TIME_DURATION;
  hit->last = l.next - 1;
  hit->approximate = l.approximate;
  hit->weak = true;
  bool since = enti_prep(x, at - 1, PREP_FOR) && runs_on(x, at - 1, hit->last);
  if (since && l.n && l.unit >= UNIT_DAY) {
    ent_date to;
    move(x->anchor, &l, -1, &hit->from, &to);
    hit->role = ENT_TIME_SINCE;
    hit->approximate = true;
    hit->basis = ent_date_known(hit->from) ? ENT_BASIS_PUBLICATION : ENT_BASIS_NONE;
  } else if (vague && enti_prep(x, at - 1, PREP_WITHIN)) {
    hit->from = move_vaguely(enti_focus(x), l.unit);
    if (ent_date_known(hit->from)) {
      hit->kind = ENT_TIME_DATE;
      hit->approximate = true;
      hit->basis = ENT_BASIS_TEXT;
    }
  }
  return true;
}
