/* Times that name their place in the calendar: 27 July 2022, July 27, 9-11 July, July 2023, 2012, 2001-2014, 1990s,
 * late 2019, the first quarter of 2024, the 20th century, 2024-07-03. */
#include "text/times.h"

#include <string.h>

bool enti_word_is(const enti_times *x, uint32_t i, const char *word)
{
  return i >= x->first && i < x->end && ent_str_eq(enti_token_at(x, i)->fold, ent_str_of(word));
}

bool enti_sign(const enti_times *x, uint32_t i, char sign)
{
  return i >= x->first && i < x->end && enti_token_at(x, i)->norm.n == 1 && enti_token_at(x, i)->norm.p[0] == sign;
}

static bool is_dash(const enti_times *x, uint32_t i)
{
  return enti_sign(x, i, '-') || enti_word_is(x, i, "--");
}

bool enti_is_month(const enti_times *x, uint32_t i)
{
  unsigned class = enti_tw(x, i);
  if ((class != TW_MONTH && class != TW_MONTH_SHORT) || !(enti_token_at(x, i)->flags & ENT_TOKEN_CAPITAL))
    return false;
  bool figure = enti_tw(x, i + 1) == TW_DIGITS || enti_tw(x, i + 1) == TW_NTH || enti_tw(x, i + 1) == TW_YEAR ||
                enti_tw(x, i - 1) == TW_DIGITS || enti_tw(x, i - 1) == TW_NTH;
  if (figure)
    return true;
  if (class == TW_MONTH_SHORT)
    return false;
  bool doubtful = enti_value(x, i) == 5 || enti_value(x, i) == 3 || enti_value(x, i) == 8; /* May, March, August */
  if (!doubtful || enti_value(x, i) == 8)
    return !(enti_token_at(x, i)->flags & ENT_TOKEN_ALL_CAPS) || enti_token_at(x, i)->norm.n > 3 || !doubtful;
  unsigned before = enti_tw(x, i - 1);
  return before == TW_PREP || before == TW_WHICH || before == TW_PART || before == TW_DET;
}

static int day_number(const enti_times *x, uint32_t i)
{
  unsigned class = enti_tw(x, i);
  bool is = class == TW_NTH || (class == TW_DIGITS && enti_token_at(x, i)->norm.n <= 2) || class == TW_ORDINAL;
  return is && enti_value(x, i) >= 1 && enti_value(x, i) <= 31 ? enti_value(x, i) : 0;
}

/* ---- years --------------------------------------------------------------------------------------------------------
 */

static bool was_label(const enti_times *x, int value)
{
  for (unsigned i = 0; i < x->n_labels; i++)
    if (x->labels[i] == value)
      return true;
  return false;
}

static bool is_money_or_sign(const enti_times *x, uint32_t i)
{
  return i >= x->first && i < x->end && enti_token_at(x, i)->norm.n <= 3 &&
         ((enti_token_at(x, i)->norm.p[0] && strchr("$#&@*/+", enti_token_at(x, i)->norm.p[0])) ||
          ent_str_ends(enti_token_at(x, i)->norm, ENT_STR("$")) ||
          (unsigned char)enti_token_at(x, i)->norm.p[0] >= 0x80);
}

/* "more than 2000", "a force of 2000": a number of things? */
static bool follows_measure(const enti_times *x, uint32_t i)
{
  static const char *const measures[] = {"than",   "least",  "most",   "some",      "over",  "exceed",    "exceeding",
                                         "nearly", "almost", "number", "numbering", "total", "totalling", "totaling"};
  for (size_t k = 0; k < sizeof measures / sizeof *measures; k++)
    if (enti_word_is(x, i - 1, measures[k]))
      return true;
  static const char *const heads[] = {"force",      "army",  "crowd",    "total",  "group", "population",
                                      "contingent", "team",  "altitude", "height", "speed", "garrison",
                                      "fleet",      "quota", "limit",    "tens"};
  if (!enti_prep(x, i - 1, PREP_OF) || i < 2)
    return false;
  for (size_t k = 0; k < sizeof heads / sizeof *heads; k++)
    if (enti_word_is(x, i - 2, heads[k]))
      return true;
  return false;
}

/* Behind a preposition that years stand behind? */
static bool follows_year_prep(const enti_times *x, uint32_t i)
{
  if (enti_prep(x, i - 1, PREP_TO) && enti_word_is(x, i - 2, "prior"))
    return true;
  if (enti_word_is(x, i - 1, "around") || enti_word_is(x, i - 1, "circa"))
    return true;
  if (enti_tw(x, i - 1) == TW_APPROX || (enti_tw(x, i - 1) == TW_PART && enti_value(x, i - 1) != PART_HALF))
    i--;
  if (enti_word_is(x, i - 1, "year") || enti_word_is(x, i - 1, "years") || enti_word_is(x, i - 1, "fiscal") ||
      enti_word_is(x, i - 1, "summer"))
    return true;
  if (enti_tw(x, i - 1) != TW_PREP)
    return false;
  switch (enti_value(x, i - 1)) {
  case PREP_IN:
  case PREP_SINCE:
  case PREP_UNTIL:
  case PREP_TILL:
  case PREP_FROM:
  case PREP_BY:
  case PREP_OF:
  case PREP_BEFORE:
  case PREP_AFTER:
  case PREP_DURING:
  case PREP_BETWEEN:
  case PREP_THROUGH:
  case PREP_THROUGHOUT:
  case PREP_FOR:
    return true;
  default:
    return false;
  }
}

/* "Zapad 2021", "Zapad-2021", "Locked Shields 2021". */
static bool follows_name(const enti_times *x, uint32_t i)
{
  uint32_t name = is_dash(x, i - 1) ? i - 2 : i - 1;
  if (i < x->first + (i - name) || !(enti_token_at(x, name)->flags & ENT_TOKEN_CAPITAL) ||
      enti_token_at(x, name)->norm.n < 3)
    return false;
  bool small = !(enti_token_at(x, name)->flags & ENT_TOKEN_ALL_CAPS) || enti_token_at(x, name)->norm.n > 3;
  return small && enti_tw(x, name) != TW_LABEL && enti_tw(x, name) != TW_PREP &&
         !(enti_token_at(x, name)->flags & ENT_TOKEN_FIRST);
}

/* "the 2021 exercise", "its 2013 agreement", "Seoul's 2022 strategy". */
static bool is_attribute(const enti_times *x, uint32_t i)
{
  static const char *const owners[] = {"its", "their", "his", "her", "our", "my", "'s", "'"};
  uint32_t before = i - 1;
  if (enti_tw(x, before) == TW_PART || enti_tw(x, before) == TW_MONTH)
    before--;
  bool owned = enti_tw(x, before) == TW_DET;
  for (size_t k = 0; k < sizeof owners / sizeof *owners && !owned; k++)
    owned = enti_word_is(x, before, owners[k]);
  if (!owned || i + 1 >= x->end)
    return false;
  char next = enti_token_at(x, i + 1)->norm.n ? enti_token_at(x, i + 1)->norm.p[0] : ' ';
  return (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || next == '"' || next == '-' || next == '\'';
}

bool enti_is_year(const enti_times *x, uint32_t i)
{
  int year = enti_value(x, i);
  if (enti_tw(x, i) != TW_YEAR || was_label(x, year) || is_money_or_sign(x, i - 1) || enti_tw(x, i - 1) == TW_LABEL)
    return false;
  uint32_t behind = i + 1 < x->end && is_dash(x, i + 1) ? i + 2 : i + 1;
  if (enti_tw(x, behind) == TW_COUNT || enti_sign(x, i + 1, '%') || enti_word_is(x, behind, "strong") ||
      follows_measure(x, i))
    return false;
  if ((enti_prep(x, i + 1, PREP_TO) || enti_prep(x, i + 1, PREP_AND)) && enti_tw(x, i + 3) == TW_COUNT)
    return false; /* from 1500 to 2000 troops */
  if (enti_word_is(x, i + 1, "agenda") || enti_word_is(x, i + 1, "vision"))
    return false;
  if (is_dash(x, i - 1) && i >= 2 && enti_tw(x, i - 2) != TW_YEAR && !follows_name(x, i)) /* 555-2001 */
    return false;
  bool modern = year >= 1900 && year < 2100;
  if (modern && i >= 2 && x->last_year == i - 2 && x->last_year >= x->first &&
      (enti_tw(x, i - 1) == TW_PREP || enti_sign(x, i - 1, ',')))
    return true; /* 2023 and 2024 */
  if (follows_year_prep(x, i))
    return year >= 1800 ? year < 2100
                        : year >= 1400 && !enti_prep(x, i - 1, PREP_OF) && !enti_prep(x, i - 1, PREP_BY) &&
                              !enti_prep(x, i - 1, PREP_FOR) && !enti_prep(x, i - 1, PREP_UNTIL);
  if (!modern)
    return false;
  if (enti_sign(x, i - 1, '(') && (enti_sign(x, i + 1, ')') || is_dash(x, i + 1) || enti_sign(x, i + 1, ',')))
    return true;
  return enti_word_is(x, i + 1, "'s") || is_attribute(x, i) || follows_name(x, i) || i == x->first;
}

int enti_parse_year_behind(const enti_times *x, uint32_t *at, bool *ret_deictic)
{
  uint32_t i = *at;
  int year, month, day;
  *ret_deictic = false;
  if (enti_sign(x, i, ',') || enti_prep(x, i, PREP_OF) || enti_prep(x, i, PREP_IN))
    i++;
  if (enti_tw(x, i) == TW_YEAR && enti_value(x, i) >= 1400 && enti_value(x, i) < 2100 &&
      enti_tw(x, i + 1) != TW_COUNT) {
    *at = i + 1;
    return enti_value(x, i);
  }
  uint32_t unit = enti_tw(x, i) == TW_DET && enti_tw(x, i + 1) != TW_UNIT ? i + 1 : i; /* "the same year" */
  if (!enti_tw_is(x, unit + 1, TW_UNIT, UNIT_YEAR))
    return 0;
  if (enti_tw_is(x, unit, TW_DET, DET_THAT) || enti_tw_is(x, unit, TW_DET, DET_SAME)) {
    ent_date_split(enti_focus(x), &year, &month, &day);
  } else {
    int move = enti_tw_is(x, unit, TW_DET, DET_THIS) || enti_tw_is(x, unit, TW_WHICH, WHICH_CURRENT) ? 0
               : enti_tw_is(x, unit, TW_WHICH, WHICH_LAST)                                           ? -1
               : enti_tw_is(x, unit, TW_WHICH, WHICH_NEXT)                                           ? 1
                                                                                                     : 2;
    bool focus = enti_tw_is(x, unit, TW_WHICH, WHICH_FOLLOWING) || enti_tw_is(x, unit, TW_WHICH, WHICH_PREVIOUS);
    if (move == 2 && !focus)
      return 0;
    ent_date_split(focus ? enti_focus(x) : x->anchor, &year, &month, &day);
    year += !year ? 0 : focus ? (enti_value(x, unit) == WHICH_FOLLOWING ? 1 : -1) : move;
    *ret_deictic = !focus;
  }
  if (year)
    *at = unit + 2;
  return year;
}

/* ---- days and months
 * -------------------------------------------------------------------------------------------------- */

static void set_period(enti_time_hit *hit, ent_date from, ent_date to, bool deictic)
{
  hit->kind = ENT_TIME_DATE;
  hit->from = from;
  hit->to = to;
  hit->deictic = deictic;
  hit->basis = !ent_date_known(from) ? ENT_BASIS_NONE : deictic ? ENT_BASIS_PUBLICATION : ENT_BASIS_TEXT;
}

/* The day or days of a month found, behind which tokens a year may stand at `next`. */
static bool finish_days(const enti_times *x, uint32_t at, uint32_t next, int month, int day, int day2,
                        enti_time_hit *hit)
{
  bool deictic, fixed;
  int year = enti_parse_year_behind(x, &next, &fixed);
  deictic = year ? fixed : false;
  hit->inferred = !year;
  hit->month = month;
  hit->day = day;
  if (!year)
    year = enti_year_for(x, month, day, at, next, &deictic);
  ent_date from = year ? ent_date_make(year, month, day) : ENT_NO_DATE;
  ent_date to = year && day2 ? ent_date_make(year, month, day2) : ENT_NO_DATE;
  if (year && !ent_date_known(from))
    return false; /* 31 February */
  hit->last = next - 1;
  set_period(hit, from, day2 > day ? to : ENT_NO_DATE, deictic);
  return true;
}

/* "27 July", "27th of July", "9-11 July", "3rd and 4th of May", with or without a year. */
static bool parse_day_month(const enti_times *x, uint32_t at, enti_time_hit *hit)
{
  uint32_t i = at + (enti_tw_is(x, at, TW_DET, DET_THE));
  int day = day_number(x, i), day2 = 0;
  if (!day)
    return false;
  i++;
  bool joins = is_dash(x, i) || enti_prep(x, i, PREP_AND) || enti_prep(x, i, PREP_TO) || enti_prep(x, i, PREP_OR);
  if (joins) {
    uint32_t second = i + 1 + enti_tw_is(x, i + 1, TW_DET, DET_THE);
    if ((day2 = day_number(x, second)) != 0)
      i = second + 1;
  }
  if (enti_prep(x, i, PREP_OF))
    i++;
  if (!enti_is_month(x, i) || (enti_tw(x, at) == TW_ORDINAL && !enti_prep(x, i - 1, PREP_OF)))
    return false;
  return finish_days(x, at, i + 1, enti_value(x, i), day, day2, hit);
}

/* "July 27", "July 27th", "July 11-12", with or without a year; "March 3-April 5". */
static bool parse_month_day(const enti_times *x, uint32_t at, enti_time_hit *hit)
{
  if (!enti_is_month(x, at))
    return false;
  uint32_t i = at + 1 + (enti_tw_is(x, at + 1, TW_DET, DET_THE));
  int day = day_number(x, i), day2 = 0;
  if (!day || enti_tw(x, i + 1) == TW_COUNT || enti_tw(x, i + 1) == TW_UNITS)
    return false;
  i++;
  if ((is_dash(x, i) || enti_prep(x, i, PREP_AND) || enti_prep(x, i, PREP_TO)) && day_number(x, i + 1) > day &&
      !enti_is_month(x, i + 2)) {
    day2 = day_number(x, i + 1);
    i += 2;
  }
  return finish_days(x, at, i, enti_value(x, at), day, day2, hit);
}

/* Which of the Mays "that May", "last May", "next May", "the following May" is; 0: unknown. */
static int year_of_named_month(const enti_times *x, uint32_t which, int month, bool *ret_deictic)
{
  int year, now, day;
  bool that = enti_tw_is(x, which, TW_DET, DET_THAT) || enti_tw_is(x, which, TW_DET, DET_SAME);
  bool following = enti_tw_is(x, which, TW_WHICH, WHICH_FOLLOWING),
       previous = enti_tw_is(x, which, TW_WHICH, WHICH_PREVIOUS);
  bool from_focus = that || following || previous;
  *ret_deictic = !from_focus;
  ent_date_split(from_focus ? enti_focus(x) : x->anchor, &year, &now, &day);
  if (!year)
    return 0;
  if (that)
    return year;
  if (following) /* a focus without a month: the year after it */
    return year + (!now || month <= now);
  if (previous)
    return year - (!now || month >= now);
  if (!now)
    return enti_tw_is(x, which, TW_DET, DET_THIS) ? year : 0;
  switch (enti_value(x, which)) {
  case WHICH_LAST:
  case WHICH_PAST:
    return year - (month >= now);
  case WHICH_NEXT:
  case WHICH_COMING:
    return year + (month <= now);
  default:
    return year;
  }
}

/* "July 2023", "July", "that November", "last March", "early July 2023", "mid-July". */
static bool parse_month(const enti_times *x, uint32_t at, enti_time_hit *hit)
{
  uint32_t i = at, which = UINT32_MAX;
  if (enti_tw(x, i) == TW_DET && enti_tw(x, i + 1) == TW_WHICH)
    i++;
  bool this_past = enti_tw_is(x, i, TW_DET, DET_THIS) && enti_tw_is(x, i + 1, TW_WHICH, WHICH_PAST);
  i += this_past;
  i += enti_tw_is(x, i, TW_DET, DET_THAT) && enti_tw_is(x, i + 1, TW_DET, DET_SAME);
  if (enti_tw(x, i) == TW_WHICH || enti_tw_is(x, i, TW_DET, DET_THIS) || enti_tw_is(x, i, TW_DET, DET_THAT) ||
      enti_tw_is(x, i, TW_DET, DET_SAME))
    which = i++;
  if (enti_tw(x, i) == TW_PART && enti_value(x, i) <= PART_LATE) {
    hit->approximate = true;
    i++;
    while (enti_prep(x, i, PREP_OF) || enti_sign(x, i, '-'))
      i++;
  }
  if (!enti_is_month(x, i))
    return false;
  int month = enti_value(x, i);
  uint32_t next = i + 1;
  bool deictic = false, fixed = false;
  int year = which == UINT32_MAX ? enti_parse_year_behind(x, &next, &fixed) : 0, fixed_year = year;
  if (!year && i == at && enti_tw(x, at - 1) != TW_PREP && next < x->end &&
      (enti_token_at(x, next)->flags & ENT_TOKEN_CAPITAL))
    return false; /* Minister April Jones */
  if (year)
    deictic = fixed;
  else if (which != UINT32_MAX)
    year = year_of_named_month(x, which, month, &deictic);
  else
    year = enti_year_for(x, month, 0, at, next, &deictic);
  hit->inferred = !fixed_year && which == UINT32_MAX;
  hit->month = month;
  hit->last = next - 1;
  set_period(hit, year ? ent_date_make(year, month, 0) : ENT_NO_DATE, ENT_NO_DATE, deictic);
  return true;
}

/* "mid-July", one token. */
static bool parse_mid(const enti_times *x, uint32_t at, enti_time_hit *hit)
{
  at += enti_tw_is(x, at, TW_DET, DET_THE) && at + 1 < x->end;
  ent_str fold = enti_token_at(x, at)->fold;
  if (!ent_str_starts(fold, ENT_STR("mid-")))
    return false;
  static const char *const months[] = {"january", "february", "march",     "april",   "may",      "june",
                                       "july",    "august",   "september", "october", "november", "december"};
  ent_str rest = ent_str_slice(fold, 4, fold.n);
  enti_time_index index;
  int value;
  enti_time_index_init(&index);
  hit->approximate = true;
  for (int month = 1; month <= 12; month++)
    if (ent_str_eq(rest, ent_str_of(months[month - 1]))) {
      uint32_t next = at + 1;
      bool deictic, fixed;
      int year = enti_parse_year_behind(x, &next, &fixed);
      deictic = year ? fixed : false;
      if (!year)
        year = enti_year_for(x, month, 0, at, next, &deictic);
      hit->last = next - 1;
      set_period(hit, year ? ent_date_make(year, month, 0) : ENT_NO_DATE, ENT_NO_DATE, deictic);
      return true;
    }
  enti_time_class class = enti_time_word(&index, rest, &value);
  if (class == TW_DECADE_DIGITS || class == TW_DECADE)
    value = value < 100 ? 1900 + value : value;
  else if (class != TW_YEAR)
    return false;
  hit->last = at;
  set_period(hit, ent_date_make(class == TW_YEAR ? value : value + 3, 0, 0),
             class == TW_YEAR ? ENT_NO_DATE : ent_date_make(value + 6, 0, 0), false);
  return true;
}

/* ---- years, decades, centuries
 * --------------------------------------------------------------------------------------- */

/* "early 1990s": the third of ten years that a part means. */
static void set_decade(enti_time_hit *hit, int first, int part)
{
  int from = part == PART_MID ? first + 3 : part == PART_LATE ? first + 6 : first;
  int to = part == PART_EARLY ? first + 3 : part == PART_MID ? first + 6 : first + 9;
  hit->approximate = hit->approximate || part != 0;
  set_period(hit, ent_date_make(from, 0, 0), ent_date_make(to, 0, 0), false);
}

static bool parse_decade(const enti_times *x, uint32_t at, enti_time_hit *hit)
{
  uint32_t i = at;
  int part = 0;
  if (enti_tw_is(x, i, TW_DET, DET_THE))
    i++;
  if (enti_tw(x, i) == TW_PART && enti_value(x, i) <= PART_LATE) {
    part = enti_value(x, i++);
    while (enti_prep(x, i, PREP_OF) || enti_tw_is(x, i, TW_DET, DET_THE))
      i++;
  }
  unsigned class = enti_tw(x, i);
  if (class != TW_DECADE_DIGITS && !(class == TW_DECADE && i > at))
    return false;
  int first = enti_value(x, i) >= 100 ? enti_value(x, i)
              : enti_value(x, i) < 30 ? 2000 + enti_value(x, i)
                                      : 1900 + enti_value(x, i);
  hit->last = i;
  set_decade(hit, first, part);
  return true;
}

/* End of the tokens "20th", "twentieth", "twenty-first" and the number; 0 where none is. */
static uint32_t ordinal_end(const enti_times *x, uint32_t i, int *ret)
{
  *ret = enti_value(x, i);
  if (enti_tw(x, i) == TW_NTH || enti_tw(x, i) == TW_ORDINAL)
    return i + 1;
  if (enti_tw(x, i) == TW_NUMBER && enti_value(x, i) == 20 && enti_sign(x, i + 1, '-') &&
      enti_tw(x, i + 2) == TW_ORDINAL) {
    *ret = 20 + enti_value(x, i + 2);
    return i + 3;
  }
  return 0;
}

/* "the 20th century", "this century", "the early years of this century", "the turn of the century". */
static bool parse_century(const enti_times *x, uint32_t at, enti_time_hit *hit)
{
  uint32_t i = at;
  int part = 0, number = 0, year, month, day;
  i += enti_tw_is(x, i, TW_DET, DET_THE);
  if (enti_tw(x, i) == TW_PART) {
    part = enti_value(x, i++);
    if (enti_tw_is(x, i, TW_UNITS, UNIT_YEAR) || enti_tw_is(x, i, TW_UNITS, UNIT_DECADE))
      i++;
    while (enti_prep(x, i, PREP_OF) || enti_tw_is(x, i, TW_DET, DET_THE))
      i++;
  }
  uint32_t behind = ordinal_end(x, i, &number);
  bool this = enti_tw_is(x, i, TW_DET, DET_THIS) || enti_tw_is(x, i - 1, TW_DET, DET_THE);
  bool last = enti_tw_is(x, i, TW_WHICH, WHICH_LAST);
  if (!behind) {
    behind = enti_tw_is(x, i, TW_DET, DET_THIS) || last ? i + 1 : i;
    ent_date_split(x->anchor, &year, &month, &day);
    number = year && (this || last) ? (year / 100) + 1 - last : 0;
  }
  if (!enti_tw_is(x, behind, TW_UNIT, UNIT_CENTURY) || (!number && i == at) || number > 22)
    return false;
  hit->last = behind;
  hit->approximate = part != 0;
  int first = (number - 1) * 100;
  set_period(hit, ENT_NO_DATE, ENT_NO_DATE, false);
  if (number && part == PART_EARLY)
    set_period(hit, ent_date_make(first ? first : 1, 0, 0), ent_date_make(first + 9, 0, 0), false);
  else if (number && part != PART_TURN && part != PART_HALF && number > 1)
    set_period(hit,
               ent_date_make(part == PART_LATE  ? first + 67
                             : part == PART_MID ? first + 33
                                                : first,
                             0, 0),
               ent_date_make(part == PART_MID ? first + 66 : first + 99, 0, 0), false);
  return true;
}

/* Months of a quarter or half, or a part of a year said in words. */
static void set_months(enti_time_hit *hit, int year, int from, int to, bool deictic)
{
  set_period(hit, year ? ent_date_make(year, from, 0) : ENT_NO_DATE, year ? ent_date_make(year, to, 0) : ENT_NO_DATE,
             deictic);
}

/* "the first quarter of 2024", "the second half of last year", "Q3 2024", "the first months of 2020". */
static bool parse_quarter(const enti_times *x, uint32_t at, enti_time_hit *hit)
{
  uint32_t i = at + enti_tw_is(x, at, TW_DET, DET_THE);
  int n = 0;
  bool q = enti_token_at(x, i)->fold.n == 2 && enti_token_at(x, i)->fold.p[0] == 'q' &&
           enti_token_at(x, i)->fold.p[1] >= '1' && enti_token_at(x, i)->fold.p[1] <= '4';
  bool half = false, months = false;
  if (q) {
    n = enti_token_at(x, i++)->fold.p[1] - '0';
  } else {
    bool last = enti_tw_is(x, i, TW_WHICH, WHICH_LAST) || enti_word_is(x, i, "final");
    if (enti_tw(x, i) != TW_ORDINAL && !last)
      return false;
    n = last ? 4 : enti_value(x, i);
    half = enti_tw_is(x, i + 1, TW_PART, PART_HALF);
    months = enti_tw(x, i + 1) == TW_UNITS && (enti_value(x, i + 1) == UNIT_MONTH ||
                                               enti_value(x, i + 1) == UNIT_WEEK || enti_value(x, i + 1) == UNIT_DAY);
    if (!half && !months && !enti_tw_is(x, i + 1, TW_UNIT, UNIT_QUARTER))
      return false;
    n = half && last ? 2 : n;
    i += 2;
  }
  bool deictic;
  int year = enti_parse_year_behind(x, &i, &deictic);
  if (!year || n > 4 || (half && n > 2) || (months && n != 1 && n != 4))
    return false;
  hit->last = i - 1;
  if (months) {
    hit->approximate = true;
    set_period(hit, ent_date_make(year, 0, 0), ENT_NO_DATE, deictic);
  } else {
    set_months(hit, year, half ? n * 6 - 5 : n * 3 - 2, half ? n * 6 : n * 3, deictic);
  }
  return true;
}

/* "2012", "2001-2014", "2001-14", "late 2019", "the end of 2023", "the year 2000". */
static bool parse_year(const enti_times *x, uint32_t at, enti_time_hit *hit)
{
  uint32_t i = at;
  bool part = false;
  if (enti_tw_is(x, i, TW_DET, DET_THE) &&
      (enti_tw(x, i + 1) == TW_PART || enti_word_is(x, i + 1, "year") || enti_word_is(x, i + 1, "fiscal")))
    i++;
  if (enti_tw(x, i) == TW_PART && enti_value(x, i) != PART_HALF) {
    part = true;
    i++;
    while (enti_prep(x, i, PREP_OF) || enti_sign(x, i, '-') || enti_prep(x, i, PREP_IN))
      i++;
  }
  if (enti_word_is(x, i, "year") || enti_word_is(x, i, "fiscal"))
    i += 1 + enti_word_is(x, i + 1, "year");
  if (!(i > at && enti_tw(x, i) == TW_YEAR && enti_value(x, i) >= 1400 && enti_value(x, i) < 2100) &&
      !enti_is_year(x, i))
    return false;
  int year = enti_value(x, i), year2 = 0;
  bool dash = is_dash(x, i + 1) || enti_sign(x, i + 1, '/');
  if (dash && enti_tw(x, i + 2) == TW_YEAR)
    year2 = enti_value(x, i + 2);
  else if (dash && enti_tw(x, i + 2) == TW_DIGITS && enti_token_at(x, i + 2)->norm.n == 2)
    year2 = year / 100 * 100 + enti_value(x, i + 2);
  if (year2 <= year || year2 - year > 150)
    year2 = 0;
  hit->last = year2 ? i + 2 : i;
  hit->approximate = hit->approximate || part;
  hit->role = year2 ? ENT_TIME_BETWEEN : hit->role;
  bool in = i == at && enti_tw(x, i - 1) == TW_PREP && enti_value(x, i - 1) != PREP_OF;
  hit->weak = !in && !part && i + 1 < x->end && !enti_sign(x, i + 1, ',');
  set_period(hit, ent_date_make(year, 0, 0), year2 ? ent_date_make(year2, 0, 0) : ENT_NO_DATE, false);
  return true;
}

/* "winter of 2022", "spring 2024", "last spring", "this summer", "that autumn". Winter lies in two years: only the year
 * is said. */
static bool parse_season(const enti_times *x, uint32_t at, enti_time_hit *hit)
{
  uint32_t i = at, which = UINT32_MAX;
  i += enti_tw_is(x, i, TW_DET, DET_THE);
  if (enti_tw(x, i) == TW_WHICH || (enti_tw(x, i) == TW_DET && enti_value(x, i) != DET_A))
    which = i++;
  if (enti_tw(x, i) == TW_PART)
    i++;
  while (enti_sign(x, i, '-') || (i > at && enti_prep(x, i, PREP_OF)))
    i++;
  if (enti_tw(x, i) != TW_SEASON)
    return false;
  int month = enti_value(x, i), year;
  uint32_t next = i + 1;
  bool deictic = false;
  if (which != UINT32_MAX && i > at)
    year = year_of_named_month(x, which, month == 12 ? 1 : month, &deictic);
  else
    year = enti_parse_year_behind(x, &next, &deictic);
  if (!year)
    return false;
  hit->last = next - 1;
  hit->approximate = true;
  if (month == 12)
    set_period(hit, ent_date_make(year, 0, 0), ENT_NO_DATE, deictic);
  else
    set_months(hit, year, month, month + 2, deictic);
  return true;
}

/* 2024-07-03, 03/07/2024; where day and month cannot be told apart, the year alone. */
static bool parse_numeric(const enti_times *x, uint32_t at, enti_time_hit *hit)
{
  if (enti_tw(x, at) != TW_NUMERIC_DATE)
    return false;
  ent_str rest = enti_token_at(x, at)->norm;
  int n[3] = {0}, k = 0;
  for (size_t i = 0; i < rest.n; i++) {
    if (rest.p[i] >= '0' && rest.p[i] <= '9')
      n[k] = n[k] * 10 + (rest.p[i] - '0');
    else if (++k > 2)
      return false;
  }
  ent_date date = ENT_NO_DATE;
  if (n[0] > 1000)
    date = ent_date_make(n[0], n[1], n[2]);
  else if (n[2] > 1000 && (n[0] > 12 || n[0] == n[1]))
    date = ent_date_make(n[2], n[1], n[0]);
  else if (n[2] > 1000 && n[1] > 12)
    date = ent_date_make(n[2], n[0], n[1]);
  else if (n[2] > 1000 && n[2] < 2200)
    date = ent_date_make(n[2], 0, 0);
  if (!ent_date_known(date))
    return false;
  hit->last = at;
  set_period(hit, date, ENT_NO_DATE, false);
  return true;
}

/* A weekday that only repeats what the date behind it says: "Tuesday, 9 July". Gives where the date begins. */
static uint32_t behind_weekday(const enti_times *x, uint32_t at)
{
  if (enti_tw(x, at) != TW_WEEKDAY)
    return at;
  uint32_t i = at + 1;
  i += enti_sign(x, i, ',');
  return i;
}

bool enti_parse_calendar(const enti_times *x, uint32_t at, enti_time_hit *hit)
{
  uint32_t i = behind_weekday(x, at);
  if (parse_numeric(x, i, hit) || parse_day_month(x, i, hit) || parse_month_day(x, i, hit))
    return true;
  if (i != at)
    return false;
  return parse_month(x, at, hit) || parse_mid(x, at, hit) || parse_quarter(x, at, hit) || parse_decade(x, at, hit) ||
         parse_century(x, at, hit) || parse_season(x, at, hit) || parse_year(x, at, hit);
}
