/* Times counted from the anchor (yesterday, last week, on Monday, the past three years) or from the focus (that year,
 * the following month, the same day, on the 28th). */
#include "text/times.h"

#include <string.h>

static bool set(enti_time_hit *hit, uint32_t last, ent_date from, ent_date to, bool deictic)
{
  hit->kind = ENT_TIME_DATE;
  hit->last = last;
  hit->from = from;
  hit->to = ent_date_known(to) && ent_date_cmp(from, to) < 0 ? to : ENT_NO_DATE;
  hit->deictic = deictic;
  hit->basis = !ent_date_known(from) ? ENT_BASIS_NONE : deictic ? ENT_BASIS_PUBLICATION : ENT_BASIS_TEXT;
  return true;
}

static bool is_day(ent_date date)
{
  return date.precision == ENT_DATE_DAY;
}

static ent_date move_days(ent_date date, int days)
{
  return is_day(date) ? ent_date_add(date, 0, 0, days) : ENT_NO_DATE;
}

/* ---- days
 * ------------------------------------------------------------------------------------------------------------ */

static uint32_t behind_daytime(const enti_times *x, uint32_t i)
{
  return enti_tw(x, i) == TW_DAYTIME || enti_word_is(x, i, "night") ? i + 1 : i;
}

/* yesterday, today, tonight, tomorrow, "last night", "the day before yesterday" */
static bool parse_deictic(const enti_times *x, uint32_t at, enti_time_hit *hit)
{
  if (enti_tw_is(x, at, TW_WHICH, WHICH_LAST) && enti_word_is(x, at + 1, "night"))
    return set(hit, at + 1, move_days(x->anchor, -1), ENT_NO_DATE, true);
  if (enti_tw_is(x, at, TW_DET, DET_THIS) && enti_tw(x, at + 1) == TW_DAYTIME)
    return set(hit, at + 1, move_days(x->anchor, 0), ENT_NO_DATE, true);
  uint32_t i = at;
  int days = 0;
  i += enti_tw_is(x, i, TW_DET, DET_THE);
  at = enti_tw_is(x, i, TW_UNIT, UNIT_DAY) ? i : at;
  if (enti_tw_is(x, i, TW_UNIT, UNIT_DAY) && enti_tw(x, i + 1) == TW_PREP && enti_tw(x, i + 2) == TW_DEICTIC) {
    days = enti_prep(x, i + 1, PREP_BEFORE) ? -1 : enti_prep(x, i + 1, PREP_AFTER) ? 1 : 0;
    i += 2;
  }
  if (enti_tw(x, i) != TW_DEICTIC || (i == at + 2 && !days))
    return false;
  bool possessive = enti_word_is(x, i + 1, "'s"); /* "today's world" */
  hit->role = enti_value(x, i) == 0 && i == at &&
                      (possessive || enti_word_is(x, at - 1, "is") || enti_word_is(x, at - 1, "are"))
                  ? ENT_TIME_AS_OF
                  : 0;
  return set(hit, behind_daytime(x, i + 1) - 1, move_days(x->anchor, enti_value(x, i) + days), ENT_NO_DATE, true);
}

/* Day of the week: the last one, or the next where the future is spoken of; "last Monday", "next Friday", "that
 * Tuesday". */
static bool parse_weekday(const enti_times *x, uint32_t at, enti_time_hit *hit)
{
  uint32_t i = at;
  bool last = false, next = false, that = false;
  if (enti_tw(x, i) == TW_WHICH || enti_tw(x, i) == TW_DET) {
    last = enti_tw_is(x, i, TW_WHICH, WHICH_LAST) || enti_tw_is(x, i, TW_WHICH, WHICH_PAST);
    next = enti_tw_is(x, i, TW_WHICH, WHICH_NEXT) || enti_tw_is(x, i, TW_WHICH, WHICH_COMING);
    that = enti_tw_is(x, i, TW_DET, DET_THAT) || enti_tw_is(x, i, TW_WHICH, WHICH_FOLLOWING);
    i++;
  }
  if (enti_tw(x, i) != TW_WEEKDAY || !(enti_token_at(x, i)->flags & ENT_TOKEN_CAPITAL))
    return false;
  ent_date base = that ? enti_focus(x) : x->anchor;
  uint32_t end = behind_daytime(x, i + 1);
  hit->weak = true;
  if (!is_day(base))
    return set(hit, end - 1, ENT_NO_DATE, ENT_NO_DATE, !that);
  int ahead = (enti_value(x, i) - ent_date_weekday(base) + 7) % 7;
  if (that)
    return set(hit, end - 1, move_days(base, ahead ? ahead : 7), ENT_NO_DATE, false);
  bool future = next || (!last && enti_speaks_of_future(x, at, end));
  int days = future ? (ahead ? ahead : 7) : ahead ? ahead - 7 : last ? -7 : 0;
  hit->future = future;
  hit->weak = false;
  return set(hit, end - 1, move_days(base, days), ENT_NO_DATE, true);
}

/* "on the 28th": a day of the focus's month. */
static bool parse_day_alone(const enti_times *x, uint32_t at, enti_time_hit *hit)
{
  if (!enti_tw_is(x, at, TW_DET, DET_THE) || !enti_prep(x, at - 1, PREP_ON) || enti_tw(x, at + 1) != TW_NTH)
    return false;
  if (!enti_sign(x, at + 2, ',') && !enti_sign(x, at + 2, '.') && !enti_sign(x, at + 2, ';') && at + 2 < x->end &&
      (enti_token_at(x, at + 2)->flags & ENT_TOKEN_CAPITAL)) /* "on the 75th Anniversary", "on the 38th Parallel" */
    return false;
  if (enti_word_is(x, at + 2, "anniversary") || enti_word_is(x, at + 2, "parallel") ||
      enti_word_is(x, at + 2, "floor") || enti_word_is(x, at + 2, "day"))
    return false;
  int year, month, day;
  ent_date focus = enti_focus(x), date = ENT_NO_DATE;
  ent_date_split(focus, &year, &month, &day);
  if (month)
    date = ent_date_make(year, month, enti_value(x, at + 1));
  if (ent_date_known(x->focus_to) && ent_date_known(date) &&
      date.day < focus.day) { /* the period runs into a second month */
    ent_date_split(x->focus_to, &year, &month, &day);
    if (month)
      date = ent_date_make(year, month, enti_value(x, at + 1));
  }
  return set(hit, at + 1, date, ENT_NO_DATE, x->focus_deictic);
}

/* ---- weeks, months, years
 * ---------------------------------------------------------------------------------------------- */

/* The period of a unit that holds `date`, moved by n units. A week is a range of days. */
static void period_of(ent_date date, int unit, int n, ent_date *from, ent_date *to)
{
  int year, month, day;
  ent_date_split(date, &year, &month, &day);
  *from = *to = ENT_NO_DATE;
  switch (unit) {
  case UNIT_DAY:
    *from = move_days(date, n);
    break;
  case UNIT_WEEK:
  case UNIT_WEEKEND:
    if (!is_day(date))
      break;
    *from = move_days(date, n * 7 - ent_date_weekday(date) + (unit == UNIT_WEEKEND ? 5 : 0));
    *to = move_days(*from, unit == UNIT_WEEKEND ? 1 : 6);
    break;
  case UNIT_MONTH:
    if (month)
      *from = ent_date_add(ent_date_coarsen(date, ENT_DATE_MONTH), 0, n, 0);
    break;
  case UNIT_QUARTER:
    if (!month)
      break;
    *from = ent_date_add(ent_date_make(year, (month - 1) / 3 * 3 + 1, 0), 0, n * 3, 0);
    *to = ent_date_add(*from, 0, 2, 0);
    break;
  case UNIT_YEAR:
    if (year)
      *from = ent_date_make(year + n, 0, 0);
    break;
  case UNIT_DECADE:
    if (year) {
      *from = ent_date_make((year / 10 + n) * 10, 0, 0);
      *to = ent_date_make((year / 10 + n) * 10 + 9, 0, 0);
    }
    break;
  default:
    break;
  }
}

/* "early years of", "the beginning of", "later", "earlier", "the end of" before a unit. */
static uint32_t behind_part(const enti_times *x, uint32_t at, bool *ret_part)
{
  uint32_t i = at;
  if (enti_tw_is(x, i, TW_DET, DET_THE) && enti_tw(x, i + 1) == TW_PART)
    i++;
  if (enti_tw(x, i) != TW_PART && !(enti_tw(x, i) == TW_LATER && enti_tw(x, i + 1) != TW_NONE))
    return at;
  *ret_part = true;
  i++;
  while (enti_prep(x, i, PREP_OF) || enti_prep(x, i, PREP_IN))
    i++;
  return i;
}

/* What the word before a unit counts from: 0 nothing, 1 the anchor, 2 the focus; *ret_n: units away. */
static int counted_from(const enti_times *x, uint32_t i, bool the, bool part, int *ret_n)
{
  unsigned class = enti_tw(x, i);
  int value = enti_value(x, i);
  *ret_n = 0;
  if (class == TW_DET)
    return value == DET_THIS ? 1 : value == DET_THAT || value == DET_SAME ? 2 : part && value == DET_THE ? 1 : 0;
  if (class != TW_WHICH)
    return 0;
  switch (value) {
  case WHICH_CURRENT:
    return 1;
  case WHICH_LAST:
    *ret_n = -1;
    return 1;
  case WHICH_NEXT:
    *ret_n = 1;
    return the && ent_date_known(enti_focus(x)) ? 2 : 1;
  case WHICH_COMING:
    *ret_n = 1;
    return 1;
  case WHICH_FOLLOWING:
    *ret_n = 1;
    return 2;
  case WHICH_PREVIOUS:
    *ret_n = -1;
    return 2;
  default:
    return 0;
  }
}

static bool is_span_prep(const enti_times *x, uint32_t i)
{
  return enti_prep(x, i, PREP_IN) || enti_prep(x, i, PREP_OVER) || enti_prep(x, i, PREP_DURING) ||
         enti_prep(x, i, PREP_WITHIN) || enti_prep(x, i, PREP_FOR);
}

/* "last week", "this year", "that month", "the following year", "earlier this month", "the beginning of the month". */
static bool parse_unit(const enti_times *x, uint32_t at, enti_time_hit *hit)
{
  bool part = false;
  uint32_t i = behind_part(x, at, &part);
  bool the = enti_tw_is(x, i, TW_DET, DET_THE);
  bool that = enti_tw_is(x, i, TW_DET, DET_THAT); /* "that same year" */
  if (that && enti_tw_is(x, i + 1, TW_DET, DET_SAME))
    i++;
  if (the && (enti_tw(x, i + 1) == TW_WHICH || enti_tw_is(x, i + 1, TW_DET, DET_SAME)))
    i++;
  int n, from = counted_from(x, i, the, part, &n);
  if (the && enti_tw_is(x, i, TW_WHICH, WHICH_LAST) && is_span_prep(x, at - 1)) /* "in the last decade": up to now */
    return false;
  if (enti_tw_is(x, i, TW_DET, DET_THE) && enti_tw_is(x, i + 1, TW_UNIT, UNIT_WEEKEND) && is_day(x->anchor))
    from = 1, n = ent_date_weekday(x->anchor) < 5 ? -1 : 0;
  bool of = enti_prep(x, i + 2, PREP_OF) && enti_tw(x, i) == TW_WHICH; /* "the last week of June" */
  if (!from || of || enti_tw(x, i + 1) != TW_UNIT)
    return false;
  bool same_time_of_day = enti_value(x, i + 1) == UNIT_DAY && enti_word_is(x, i + 1, "night");
  ent_date base = from == 1 ? x->anchor : enti_focus(x), start, stop;
  period_of(base, enti_value(x, i + 1), n, &start, &stop);
  if (from == 2 && n == 0 && !ent_date_known(start)) /* "that week" of a month: no finer than the focus */
    start = ENT_NO_DATE;
  hit->approximate = part;
  hit->future = from == 1 && n > 0;
  return set(hit, i + 1, start, stop, from == 1 || x->focus_deictic) && !same_time_of_day;
}

/* "the past three years", "the last decade", "the coming weeks", "recent months": from then to the anchor. */
static bool parse_span_to_now(const enti_times *x, uint32_t at, enti_time_hit *hit)
{
  uint32_t i = at + enti_tw_is(x, at, TW_DET, DET_THE) + enti_tw_is(x, at, TW_DET, DET_THESE);
  if (enti_word_is(x, i, "recent") && enti_tw(x, i + 1) == TW_UNITS) {
    hit->approximate = true;
    return set(hit, i + 1, ENT_NO_DATE, ENT_NO_DATE, true);
  }
  if (enti_tw(x, i) != TW_WHICH)
    return false;
  int which = enti_value(x, i), n = 1;
  enti_number number = {.value = 1, .next = i + 1};
  bool counted = enti_parse_number(x, i + 1, &number);
  n = counted ? number.value : enti_tw(x, i + 1) == TW_UNITS ? 0 : 1;
  unsigned class = enti_tw(x, number.next);
  if (enti_prep(x, number.next + 1, PREP_OF)) /* "the last week of June" */
    return false;
  bool ahead = which == WHICH_COMING || which == WHICH_NEXT || which == WHICH_FOLLOWING;
  if ((class != TW_UNIT && class != TW_UNITS) || (class == TW_UNIT && which != WHICH_PAST && which != WHICH_LAST))
    return false;
  if (class == TW_UNIT && which == WHICH_LAST && !enti_tw_is(x, at, TW_DET, DET_THE))
    return false;
  int unit = enti_value(x, number.next), years = unit == UNIT_YEAR      ? n
                                                 : unit == UNIT_DECADE  ? n * 10
                                                 : unit == UNIT_CENTURY ? n * 100
                                                                        : 0;
  int months = unit == UNIT_MONTH ? n : 0, days = unit == UNIT_DAY ? n : unit == UNIT_WEEK ? n * 7 : 0;
  ent_precision precision = years ? ENT_DATE_YEAR : months ? ENT_DATE_MONTH : ENT_DATE_DAY;
  ent_date here = ent_date_coarsen(x->anchor, precision);
  hit->approximate = true;
  hit->future = ahead;
  if (!n || here.precision < precision || !(years + months + days))
    return set(hit, number.next, ENT_NO_DATE, ENT_NO_DATE, true);
  int sign = ahead ? 1 : -1;
  ent_date there = ent_date_add(here, sign * years, sign * months, sign * days);
  hit->role = ENT_TIME_BETWEEN;
  return set(hit, number.next, ahead ? here : there, ahead ? there : here, true);
}

/* ---- then and now
 * --------------------------------------------------------------------------------------------------------- */

/* now, currently, "at present", "to date", "to this day" */
static bool parse_now(const enti_times *x, uint32_t at, enti_time_hit *hit)
{
  uint32_t last = at;
  if (enti_prep(x, at, PREP_AT) && enti_word_is(x, at + 1, "present"))
    last = at + 1;
  else if (enti_prep(x, at, PREP_TO) && enti_word_is(x, at + 1, "date"))
    last = at + 1;
  else if (enti_prep(x, at, PREP_TO) && enti_tw_is(x, at + 1, TW_DET, DET_THIS) &&
           enti_tw_is(x, at + 2, TW_UNIT, UNIT_DAY))
    last = at + 2;
  else if (enti_tw(x, at) != TW_NOW)
    return false;
  hit->role = ENT_TIME_AS_OF;
  hit->weak = true;
  return set(hit, last, x->anchor, ENT_NO_DATE, true);
}

/* "since then", "by then", "at that time": the focus. Not "for much of that time", which is a stretch. */
static bool parse_then(const enti_times *x, uint32_t at, enti_time_hit *hit)
{
  bool then = enti_word_is(x, at, "then") && enti_tw(x, at - 1) == TW_PREP && !enti_prep(x, at - 1, PREP_AND);
  bool time = enti_tw_is(x, at, TW_DET, DET_THAT) && enti_word_is(x, at + 1, "time") && enti_tw(x, at - 1) == TW_PREP &&
              !enti_word_is(x, at - 1, "of");
  if (!then && !time)
    return false;
  hit->weak = true;
  return set(hit, at + time, enti_focus(x), ENT_NO_DATE, x->focus_deictic);
}

bool enti_parse_relative(const enti_times *x, uint32_t at, enti_time_hit *hit)
{
  return parse_deictic(x, at, hit) || parse_weekday(x, at, hit) || parse_unit(x, at, hit) ||
         parse_span_to_now(x, at, hit) || parse_day_alone(x, at, hit) || parse_now(x, at, hit) ||
         parse_then(x, at, hit);
}
