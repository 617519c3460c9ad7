/* The words of dates and durations. The table is in order of its words; an index by first letter and
 * length, made for each document, lets an ordinary word pass with two comparisons.
 *
 * This is the one place where src/text knows English words: the times are found without a pack. */
#include "text/time_words.h"

#include <string.h>

typedef struct time_word {
  char word[15];
  uint8_t class;
  int16_t value;
} time_word;

/* clang-format off */
static const time_word words[] = {
    {"a", TW_DET, DET_A}, {"about", TW_APPROX, 1}, {"acres", TW_COUNT, 0},
    {"act", TW_LABEL, 0}, {"after", TW_PREP, PREP_AFTER}, {"afternoon", TW_DAYTIME, 0}, {"afterward", TW_LATER, 1},
    {"afterwards", TW_LATER, 1}, {"against", TW_PREP, PREP_AGAINST}, {"agenda", TW_LABEL, 0}, {"ago", TW_AGO, 0},
    {"airbus", TW_LABEL, 0}, {"aircraft", TW_COUNT, 0}, {"almost", TW_APPROX, 1}, {"an", TW_DET, DET_A},
    {"and", TW_PREP, PREP_AND}, {"annual", TW_SET, 0}, {"annually", TW_SET, 0}, {"apartment", TW_LABEL, 0},
    {"approximately", TW_APPROX, 1}, {"apr", TW_MONTH_SHORT, 4}, {"apr.", TW_MONTH, 4}, {"april", TW_MONTH, 4},
    {"apt.", TW_LABEL, 0}, {"area", TW_LABEL, 0}, {"around", TW_APPROX, 1}, {"article", TW_LABEL, 0},
    {"as", TW_PREP, PREP_AS}, {"at", TW_PREP, PREP_AT}, {"aug", TW_MONTH_SHORT, 8}, {"aug.", TW_MONTH, 8},
    {"august", TW_MONTH, 8}, {"autumn", TW_SEASON, 9}, {"avenue", TW_LABEL, 0}, {"barely", TW_APPROX, 1},
    {"barrels", TW_COUNT, 0}, {"battalion", TW_LABEL, 0}, {"bc", TW_COUNT, 0}, {"bce", TW_COUNT, 0},
    {"became", TW_PAST, 0}, {"before", TW_PREP, PREP_BEFORE}, {"began", TW_PAST, 0},
    {"beginning", TW_PART, PART_EARLY}, {"between", TW_PREP, PREP_BETWEEN}, {"biannual", TW_SET, 0},
    {"biennial", TW_SET, 0}, {"bill", TW_LABEL, 0}, {"block", TW_LABEL, 0}, {"boats", TW_COUNT, 0},
    {"boeing", TW_LABEL, 0}, {"box", TW_LABEL, 0}, {"brigade", TW_LABEL, 0}, {"broke", TW_PAST, 0},
    {"brought", TW_PAST, 0}, {"building", TW_LABEL, 0}, {"built", TW_PAST, 0}, {"by", TW_PREP, PREP_BY},
    {"c.", TW_APPROX, 1}, {"ca.", TW_APPROX, 1}, {"came", TW_PAST, 0}, {"case", TW_LABEL, 0},
    {"casualties", TW_COUNT, 0}, {"centuries", TW_UNITS, UNIT_CENTURY}, {"century", TW_UNIT, UNIT_CENTURY},
    {"channel", TW_LABEL, 0}, {"chapter", TW_LABEL, 0}, {"children", TW_COUNT, 0}, {"chose", TW_PAST, 0},
    {"circa", TW_APPROX, 1}, {"civilians", TW_COUNT, 0}, {"class", TW_LABEL, 0}, {"clause", TW_LABEL, 0},
    {"close", TW_PART, PART_LATE}, {"code", TW_LABEL, 0}, {"coming", TW_WHICH, WHICH_COMING},
    {"companies", TW_COUNT, 0}, {"copies", TW_COUNT, 0}, {"countless", TW_VAGUE, 0}, {"couple", TW_COUPLE, 2},
    {"current", TW_WHICH, WHICH_CURRENT}, {"currently", TW_NOW, 0}, {"daily", TW_SET, 0}, {"dawn", TW_DAYTIME, 0},
    {"day", TW_UNIT, UNIT_DAY}, {"days", TW_UNITS, UNIT_DAY}, {"dead", TW_COUNT, 0}, {"deaths", TW_COUNT, 0},
    {"dec", TW_MONTH_SHORT, 12}, {"dec.", TW_MONTH, 12}, {"decade", TW_UNIT, UNIT_DECADE},
    {"decades", TW_UNITS, UNIT_DECADE}, {"december", TW_MONTH, 12}, {"decree", TW_LABEL, 0},
    {"delegates", TW_COUNT, 0}, {"demonstrators", TW_COUNT, 0}, {"did", TW_PAST, 0}, {"diplomats", TW_COUNT, 0},
    {"directive", TW_LABEL, 0}, {"docket", TW_LABEL, 0}, {"dollars", TW_COUNT, 0}, {"dozen", TW_NUMBER, 12},
    {"drew", TW_PAST, 0}, {"drones", TW_COUNT, 0}, {"drove", TW_PAST, 0}, {"due", TW_FUTURE, 0},
    {"during", TW_PREP, PREP_DURING}, {"dusk", TW_DAYTIME, 0}, {"each", TW_DET, DET_EACH}, {"earlier", TW_LATER, -1},
    {"early", TW_PART, PART_EARLY}, {"edt", TW_COUNT, 0}, {"eight", TW_NUMBER, 8}, {"eighteen", TW_NUMBER, 18},
    {"eighteenth", TW_ORDINAL, 18}, {"eighth", TW_ORDINAL, 8}, {"eighties", TW_DECADE, 80}, {"eighty", TW_NUMBER, 80},
    {"eleven", TW_NUMBER, 11}, {"eleventh", TW_ORDINAL, 11}, {"employees", TW_COUNT, 0}, {"end", TW_PART, PART_LATE},
    {"ensuing", TW_WHICH, WHICH_FOLLOWING}, {"est", TW_COUNT, 0}, {"euros", TW_COUNT, 0}, {"evening", TW_DAYTIME, 0},
    {"every", TW_DET, DET_EACH}, {"exactly", TW_APPROX, 0}, {"expected", TW_FUTURE, 0}, {"extension", TW_LABEL, 0},
    {"fall", TW_SEASON, 9}, {"feb", TW_MONTH_SHORT, 2}, {"feb.", TW_MONTH, 2}, {"february", TW_MONTH, 2},
    {"feet", TW_COUNT, 0}, {"fell", TW_PAST, 0}, {"few", TW_VAGUE, 0}, {"fewer", TW_OTHER, 0}, {"fifteen", TW_NUMBER, 15},
    {"fifteenth", TW_ORDINAL, 15}, {"fifth", TW_ORDINAL, 5}, {"fifties", TW_DECADE, 50}, {"fifty", TW_NUMBER, 50},
    {"fighters", TW_COUNT, 0}, {"file", TW_LABEL, 0}, {"firms", TW_COUNT, 0}, {"first", TW_ORDINAL, 1},
    {"five", TW_NUMBER, 5}, {"flew", TW_PAST, 0}, {"flight", TW_LABEL, 0}, {"following", TW_WHICH, WHICH_FOLLOWING},
    {"for", TW_PREP, PREP_FOR}, {"form", TW_LABEL, 0}, {"forthcoming", TW_FUTURE, 0}, {"forties", TW_DECADE, 40},
    {"fortnight", TW_UNIT, UNIT_FORTNIGHT}, {"fortnights", TW_UNITS, UNIT_FORTNIGHT}, {"forty", TW_NUMBER, 40},
    {"fought", TW_PAST, 0}, {"four", TW_NUMBER, 4}, {"fourteen", TW_NUMBER, 14}, {"fourteenth", TW_ORDINAL, 14},
    {"fourth", TW_ORDINAL, 4}, {"frequency", TW_LABEL, 0}, {"fri.", TW_WEEKDAY, 4}, {"friday", TW_WEEKDAY, 4},
    {"from", TW_PREP, PREP_FROM}, {"gave", TW_PAST, 0}, {"gmt", TW_COUNT, 0}, {"got", TW_PAST, 0},
    {"guests", TW_COUNT, 0}, {"guns", TW_COUNT, 0}, {"had", TW_PAST, 0}, {"half", TW_PART, PART_HALF},
    {"hectares", TW_COUNT, 0}, {"height", TW_LABEL, 0}, {"held", TW_PAST, 0}, {"hence", TW_LATER, 1},
    {"highway", TW_LABEL, 0}, {"hill", TW_LABEL, 0}, {"hit", TW_PAST, 0}, {"homes", TW_COUNT, 0},
    {"hostages", TW_COUNT, 0}, {"hosted", TW_PAST, 0}, {"hour", TW_UNIT, UNIT_HOUR}, {"hours", TW_UNITS, UNIT_HOUR},
    {"households", TW_COUNT, 0}, {"houses", TW_COUNT, 0}, {"hundred", TW_NUMBER, 100}, {"in", TW_PREP, PREP_IN},
    {"intends", TW_FUTURE, 0}, {"into", TW_PREP, PREP_INTO}, {"iso", TW_LABEL, 0}, {"item", TW_LABEL, 0},
    {"jan", TW_MONTH_SHORT, 1}, {"jan.", TW_MONTH, 1}, {"january", TW_MONTH, 1}, {"jobs", TW_COUNT, 0},
    {"journalists", TW_COUNT, 0}, {"jul", TW_MONTH_SHORT, 7}, {"jul.", TW_MONTH, 7}, {"july", TW_MONTH, 7},
    {"jun", TW_MONTH_SHORT, 6}, {"jun.", TW_MONTH, 6}, {"june", TW_MONTH, 6}, {"kept", TW_PAST, 0},
    {"kilometers", TW_COUNT, 0}, {"kilometres", TW_COUNT, 0}, {"km", TW_COUNT, 0}, {"last", TW_WHICH, WHICH_LAST},
    {"late", TW_PART, PART_LATE}, {"later", TW_LATER, 1}, {"law", TW_LABEL, 0}, {"led", TW_PAST, 0},
    {"left", TW_PAST, 0}, {"less", TW_OTHER, 0}, {"local", TW_COUNT, 0}, {"lost", TW_PAST, 0}, {"lot", TW_LABEL, 0}, {"made", TW_PAST, 0},
    {"many", TW_VAGUE, 0}, {"mar", TW_MONTH_SHORT, 3}, {"mar.", TW_MONTH, 3}, {"march", TW_MONTH, 3},
    {"may", TW_MONTH, 5}, {"megawatts", TW_COUNT, 0}, {"members", TW_COUNT, 0}, {"men", TW_COUNT, 0},
    {"met", TW_PAST, 0}, {"meters", TW_COUNT, 0}, {"metres", TW_COUNT, 0}, {"mid", TW_PART, PART_MID},
    {"midday", TW_DAYTIME, 0}, {"middle", TW_PART, PART_MID}, {"midnight", TW_DAYTIME, 0}, {"migrants", TW_COUNT, 0},
    {"miles", TW_COUNT, 0}, {"militants", TW_COUNT, 0}, {"minute", TW_UNIT, UNIT_MINUTE},
    {"minutes", TW_UNITS, UNIT_MINUTE}, {"missiles", TW_COUNT, 0}, {"model", TW_LABEL, 0}, {"mon.", TW_WEEKDAY, 0},
    {"monday", TW_WEEKDAY, 0}, {"month", TW_UNIT, UNIT_MONTH}, {"monthly", TW_SET, 0},
    {"months", TW_UNITS, UNIT_MONTH}, {"more", TW_OTHER, 0}, {"morning", TW_DAYTIME, 0}, {"must", TW_FUTURE, 0}, {"mw", TW_COUNT, 0},
    {"nearly", TW_APPROX, 1}, {"next", TW_WHICH, WHICH_NEXT}, {"night", TW_UNIT, UNIT_DAY},
    {"nights", TW_UNITS, UNIT_DAY}, {"nine", TW_NUMBER, 9}, {"nineteen", TW_NUMBER, 19},
    {"nineteenth", TW_ORDINAL, 19}, {"nineties", TW_DECADE, 90}, {"ninety", TW_NUMBER, 90}, {"ninth", TW_ORDINAL, 9},
    {"no", TW_LABEL, 0}, {"no.", TW_LABEL, 0}, {"noon", TW_DAYTIME, 0}, {"nos.", TW_LABEL, 0},
    {"nov", TW_MONTH_SHORT, 11}, {"nov.", TW_MONTH, 11}, {"november", TW_MONTH, 11}, {"now", TW_NOW, 0},
    {"nowadays", TW_NOW, 0}, {"number", TW_LABEL, 0}, {"numerous", TW_VAGUE, 0}, {"oct", TW_MONTH_SHORT, 10},
    {"oct.", TW_MONTH, 10}, {"october", TW_MONTH, 10}, {"of", TW_PREP, PREP_OF}, {"officers", TW_COUNT, 0},
    {"officials", TW_COUNT, 0}, {"on", TW_PREP, PREP_ON}, {"one", TW_NUMBER, 1}, {"op", TW_LABEL, 0},
    {"opening", TW_PART, PART_EARLY}, {"or", TW_PREP, PREP_OR}, {"order", TW_LABEL, 0}, {"ordinance", TW_LABEL, 0},
    {"outset", TW_PART, PART_EARLY}, {"over", TW_PREP, PREP_OVER}, {"overnight", TW_DEICTIC, 0},
    {"page", TW_LABEL, 0}, {"pages", TW_COUNT, 0}, {"paid", TW_PAST, 0}, {"paragraph", TW_LABEL, 0},
    {"participants", TW_COUNT, 0}, {"past", TW_WHICH, WHICH_PAST}, {"people", TW_COUNT, 0}, {"percent", TW_COUNT, 0},
    {"percentage", TW_COUNT, 0}, {"personnel", TW_COUNT, 0}, {"phone", TW_LABEL, 0}, {"pin", TW_LABEL, 0},
    {"planned", TW_FUTURE, 0}, {"plans", TW_FUTURE, 0}, {"points", TW_COUNT, 0}, {"policemen", TW_COUNT, 0},
    {"pounds", TW_COUNT, 0}, {"preceding", TW_WHICH, WHICH_PREVIOUS}, {"precisely", TW_APPROX, 0},
    {"presently", TW_NOW, 0}, {"previous", TW_WHICH, WHICH_PREVIOUS}, {"previously", TW_LATER, -1},
    {"prior", TW_PREP, PREP_PRIOR}, {"prisoners", TW_COUNT, 0}, {"protesters", TW_COUNT, 0}, {"pub", TW_LABEL, 0},
    {"quarter", TW_UNIT, UNIT_QUARTER}, {"quarterly", TW_SET, 0}, {"quarters", TW_UNITS, UNIT_QUARTER},
    {"ran", TW_PAST, 0}, {"rebels", TW_COUNT, 0}, {"recent", TW_VAGUE, 0}, {"refugees", TW_COUNT, 0},
    {"regiment", TW_LABEL, 0}, {"regulation", TW_LABEL, 0}, {"residents", TW_COUNT, 0}, {"resolution", TW_LABEL, 0},
    {"resolutions", TW_LABEL, 0}, {"rockets", TW_COUNT, 0}, {"room", TW_LABEL, 0}, {"rose", TW_PAST, 0},
    {"roubles", TW_COUNT, 0}, {"roughly", TW_APPROX, 1}, {"rounds", TW_COUNT, 0}, {"route", TW_LABEL, 0},
    {"rpm", TW_COUNT, 0}, {"rubles", TW_COUNT, 0}, {"rule", TW_LABEL, 0}, {"rupees", TW_COUNT, 0},
    {"said", TW_PAST, 0}, {"same", TW_DET, DET_SAME}, {"sank", TW_PAST, 0}, {"sat.", TW_WEEKDAY, 5},
    {"saturday", TW_WEEKDAY, 5}, {"saw", TW_PAST, 0}, {"scheduled", TW_FUTURE, 0}, {"schools", TW_COUNT, 0},
    {"seats", TW_COUNT, 0}, {"second", TW_ORDINAL, 2}, {"section", TW_LABEL, 0}, {"sent", TW_PAST, 0},
    {"sep", TW_MONTH_SHORT, 9}, {"sep.", TW_MONTH, 9}, {"sept", TW_MONTH_SHORT, 9}, {"sept.", TW_MONTH, 9},
    {"september", TW_MONTH, 9}, {"serial", TW_LABEL, 0}, {"seven", TW_NUMBER, 7}, {"seventeen", TW_NUMBER, 17},
    {"seventeenth", TW_ORDINAL, 17}, {"seventh", TW_ORDINAL, 7}, {"seventies", TW_DECADE, 70},
    {"seventy", TW_NUMBER, 70}, {"several", TW_VAGUE, 0}, {"shall", TW_FUTURE, 0}, {"shells", TW_COUNT, 0},
    {"ships", TW_COUNT, 0}, {"shot", TW_PAST, 0}, {"should", TW_FUTURE, 0}, {"signed", TW_PAST, 0},
    {"since", TW_PREP, PREP_SINCE}, {"six", TW_NUMBER, 6}, {"sixteen", TW_NUMBER, 16}, {"sixteenth", TW_ORDINAL, 16},
    {"sixth", TW_ORDINAL, 6}, {"sixties", TW_DECADE, 60}, {"sixty", TW_NUMBER, 60}, {"slated", TW_FUTURE, 0},
    {"soldiers", TW_COUNT, 0}, {"some", TW_VAGUE, 0}, {"sought", TW_PAST, 0}, {"spoke", TW_PAST, 0},
    {"spring", TW_SEASON, 3}, {"square", TW_COUNT, 0}, {"sr", TW_LABEL, 0}, {"staff", TW_COUNT, 0},
    {"start", TW_PART, PART_EARLY}, {"street", TW_LABEL, 0}, {"struck", TW_PAST, 0}, {"students", TW_COUNT, 0},
    {"subsequent", TW_WHICH, WHICH_FOLLOWING}, {"suite", TW_LABEL, 0}, {"summer", TW_SEASON, 6},
    {"sun.", TW_WEEKDAY, 6}, {"sunday", TW_WEEKDAY, 6}, {"tanks", TW_COUNT, 0}, {"tel.", TW_LABEL, 0},
    {"ten", TW_NUMBER, 10}, {"tenth", TW_ORDINAL, 10}, {"that", TW_DET, DET_THAT}, {"the", TW_DET, DET_THE},
    {"these", TW_DET, DET_THESE}, {"third", TW_ORDINAL, 3}, {"thirteen", TW_NUMBER, 13},
    {"thirteenth", TW_ORDINAL, 13}, {"thirties", TW_DECADE, 30}, {"thirtieth", TW_ORDINAL, 30},
    {"thirty", TW_NUMBER, 30}, {"this", TW_DET, DET_THIS}, {"those", TW_DET, DET_THOSE}, {"three", TW_NUMBER, 3},
    {"threw", TW_PAST, 0}, {"through", TW_PREP, PREP_THROUGH}, {"throughout", TW_PREP, PREP_THROUGHOUT},
    {"thu.", TW_WEEKDAY, 3}, {"thur.", TW_WEEKDAY, 3}, {"thurs.", TW_WEEKDAY, 3}, {"thursday", TW_WEEKDAY, 3},
    {"till", TW_PREP, PREP_TILL}, {"times", TW_COUNT, 0}, {"to", TW_PREP, PREP_TO}, {"today", TW_DEICTIC, 0},
    {"told", TW_PAST, 0}, {"tomorrow", TW_DEICTIC, 1}, {"tonight", TW_DEICTIC, 0}, {"tonnes", TW_COUNT, 0},
    {"tons", TW_COUNT, 0}, {"took", TW_PAST, 0}, {"toward", TW_PREP, PREP_TOWARD}, {"towards", TW_PREP, PREP_TOWARDS},
    {"troops", TW_COUNT, 0}, {"tue.", TW_WEEKDAY, 1}, {"tues.", TW_WEEKDAY, 1}, {"tuesday", TW_WEEKDAY, 1},
    {"turn", TW_PART, PART_TURN}, {"twelfth", TW_ORDINAL, 12}, {"twelve", TW_NUMBER, 12}, {"twenties", TW_DECADE, 20},
    {"twentieth", TW_ORDINAL, 20}, {"twenty", TW_NUMBER, 20}, {"two", TW_NUMBER, 2}, {"type", TW_LABEL, 0},
    {"under", TW_PREP, PREP_UNDER}, {"unit", TW_LABEL, 0}, {"unsc", TW_LABEL, 0}, {"unscr", TW_LABEL, 0},
    {"until", TW_PREP, PREP_UNTIL}, {"upcoming", TW_WHICH, WHICH_COMING}, {"utc", TW_COUNT, 0},
    {"vehicles", TW_COUNT, 0}, {"version", TW_LABEL, 0}, {"villages", TW_COUNT, 0}, {"vision", TW_LABEL, 0},
    {"visitors", TW_COUNT, 0}, {"votes", TW_COUNT, 0}, {"was", TW_PAST, 0}, {"wed.", TW_WEEKDAY, 2},
    {"wednesday", TW_WEEKDAY, 2}, {"week", TW_UNIT, UNIT_WEEK}, {"weekend", TW_UNIT, UNIT_WEEKEND},
    {"weekends", TW_UNITS, UNIT_WEEKEND}, {"weekly", TW_SET, 0}, {"weeks", TW_UNITS, UNIT_WEEK}, {"went", TW_PAST, 0},
    {"were", TW_PAST, 0}, {"will", TW_FUTURE, 0}, {"windows", TW_LABEL, 0}, {"winter", TW_SEASON, 12},
    {"within", TW_PREP, PREP_WITHIN}, {"women", TW_COUNT, 0}, {"won", TW_PAST, 0}, {"words", TW_COUNT, 0},
    {"workers", TW_COUNT, 0}, {"would", TW_FUTURE, 0}, {"wounded", TW_COUNT, 0}, {"year", TW_UNIT, UNIT_YEAR},
    {"yearly", TW_SET, 0}, {"years", TW_UNITS, UNIT_YEAR}, {"yesterday", TW_DEICTIC, -1}, {"yuan", TW_COUNT, 0},
};
/* clang-format on */

#define N_WORDS (sizeof words / sizeof *words)

void enti_time_index_init(enti_time_index *index)
{
  memset(index, 0, sizeof *index);
  for (size_t i = 0; i < N_WORDS; i++) {
    unsigned letter = (unsigned)(words[i].word[0] - 'a');
    if (letter >= 26)
      continue; /* "'ll": looked for by itself */
    if (!index->end[letter])
      index->start[letter] = (uint16_t)i;
    index->end[letter] = (uint16_t)(i + 1);
    index->lengths[letter] |= 1u << strlen(words[i].word);
  }
}

static bool all_digits(ent_str s, size_t n)
{
  for (size_t i = 0; i < n; i++)
    if (s.p[i] < '0' || s.p[i] > '9')
      return false;
  return n > 0;
}

static int number(ent_str s, size_t n)
{
  int value = 0;
  for (size_t i = 0; i < n; i++)
    value = value * 10 + (s.p[i] - '0');
  return value;
}

static bool numeric_date(ent_str s)
{
  size_t signs = 0;
  for (size_t i = 0; i < s.n; i++) {
    bool sign = s.p[i] == '-' || s.p[i] == '/' || s.p[i] == '.';
    if (!sign && (s.p[i] < '0' || s.p[i] > '9'))
      return false;
    signs += sign;
  }
  return signs == 2 && s.n >= 8 && s.n <= 10;
}

/* "1990s", "90s", "90's", "'90s" */
static bool decade(ent_str s, int *ret)
{
  ent_str digits = s.n && s.p[0] == '\'' ? ent_str_slice(s, 1, s.n) : s;
  if (!ent_str_ends(digits, ENT_STR("s")))
    return false;
  digits.n -= digits.n > 2 && digits.p[digits.n - 2] == '\'' ? 2 : 1;
  if ((digits.n != 4 && digits.n != 2) || !all_digits(digits, digits.n) || digits.p[digits.n - 1] != '0')
    return false;
  *ret = number(digits, digits.n);
  return true;
}

static enti_time_class figure(ent_str s, int *ret)
{
  if (s.n <= 4 && all_digits(s, s.n)) {
    *ret = number(s, s.n);
    return s.n == 4 && *ret >= 1000 && *ret < 2200 ? TW_YEAR : TW_DIGITS;
  }
  if (s.n <= 4 && s.n >= 3 && all_digits(s, s.n - 2) &&
      (ent_str_ends(s, ENT_STR("th")) || ent_str_ends(s, ENT_STR("st")) || ent_str_ends(s, ENT_STR("nd")) ||
       ent_str_ends(s, ENT_STR("rd")))) {
    *ret = number(s, s.n - 2);
    return TW_NTH;
  }
  if (decade(s, ret))
    return TW_DECADE_DIGITS;
  return numeric_date(s) ? TW_NUMERIC_DATE : TW_NONE;
}

enti_time_class enti_time_word(const enti_time_index *index, ent_str fold, int *ret_value)
{
  *ret_value = 0;
  if (!fold.n)
    return TW_NONE;
  char c = fold.p[0];
  if ((c >= '0' && c <= '9') || (c == '\'' && fold.n > 2 && fold.p[1] >= '0' && fold.p[1] <= '9'))
    return figure(fold, ret_value);
  unsigned letter = (unsigned)(c - 'a');
  if (letter >= 26)
    return ent_str_eq(fold, ENT_STR("'ll")) ? TW_FUTURE : TW_NONE;
  if (fold.n > 14 || !(index->lengths[letter] >> fold.n & 1u))
    return TW_NONE;
  for (size_t i = index->start[letter]; i < index->end[letter]; i++)
    if (!memcmp(words[i].word, fold.p, fold.n) && !words[i].word[fold.n]) {
      *ret_value = words[i].value;
      return (enti_time_class)words[i].class;
    }
  return TW_NONE;
}
