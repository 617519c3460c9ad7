/* The words of dates and durations, with what they mean. */
#ifndef ENTI_TIME_WORDS_H
#define ENTI_TIME_WORDS_H

#include <entente/base.h>

typedef enum enti_time_class {
  TW_NONE = 0,
  TW_MONTH,       /* value 1–12 */
  TW_MONTH_SHORT, /* "jan": only beside a day or a year */
  TW_WEEKDAY,     /* 0 = Monday */
  TW_NUMBER,
  TW_ORDINAL,
  TW_UNIT,    /* enti_time_unit */
  TW_UNITS,   /* the same, plural */
  TW_SEASON,  /* its first month in the north */
  TW_DAYTIME, /* morning, noon */
  TW_PREP,    /* enti_time_prep */
  TW_DET,     /* enti_time_det */
  TW_DEICTIC, /* days from today */
  TW_NOW,
  TW_WHICH, /* enti_time_which */
  TW_AGO,
  TW_LATER,  /* 1 later, -1 earlier */
  TW_PART,   /* enti_time_part */
  TW_APPROX, /* 1: about; 0: exactly */
  TW_SET,    /* annually */
  TW_VAGUE,  /* several, few, recent */
  TW_COUPLE,
  TW_DECADE,        /* "nineties": 90 */
  TW_FUTURE,        /* will, expected: what is said lies ahead */
  TW_PAST,          /* was, said */
  TW_COUNT,         /* things that are counted: a figure before them is no year */
  TW_LABEL,         /* things that are numbered: a figure behind them is no year */
  TW_YEAR,          /* four digits, 1000–2199: value */
  TW_DIGITS,        /* other digits up to 9999: value */
  TW_NTH,           /* "29th": value */
  TW_DECADE_DIGITS, /* "1990s", "90s": value */
  TW_NUMERIC_DATE,  /* 2024-07-03, 03/07/2024 */
  TW_OTHER          /* mid-July, Q3, then: known by their letters */
} enti_time_class;

typedef enum enti_time_unit {
  UNIT_MINUTE = 1,
  UNIT_HOUR,
  UNIT_DAY,
  UNIT_WEEKEND,
  UNIT_WEEK,
  UNIT_FORTNIGHT,
  UNIT_MONTH,
  UNIT_QUARTER,
  UNIT_YEAR,
  UNIT_DECADE,
  UNIT_CENTURY
} enti_time_unit;

typedef enum enti_time_prep {
  PREP_IN = 1,
  PREP_ON,
  PREP_AT,
  PREP_BY,
  PREP_SINCE,
  PREP_UNTIL,
  PREP_TILL,
  PREP_FROM,
  PREP_TO,
  PREP_BETWEEN,
  PREP_BEFORE,
  PREP_AFTER,
  PREP_DURING,
  PREP_WITHIN,
  PREP_FOR,
  PREP_OVER,
  PREP_THROUGH,
  PREP_THROUGHOUT,
  PREP_OF,
  PREP_UNDER,
  PREP_AS,
  PREP_PRIOR,
  PREP_AGAINST,
  PREP_TOWARDS,
  PREP_TOWARD,
  PREP_INTO,
  PREP_AND,
  PREP_OR
} enti_time_prep;

typedef enum enti_time_det {
  DET_THE = 1,
  DET_A,
  DET_THIS,
  DET_THAT,
  DET_THESE,
  DET_THOSE,
  DET_EACH,
  DET_SAME
} enti_time_det;

typedef enum enti_time_which {
  WHICH_LAST = 1,
  WHICH_PAST,
  WHICH_PREVIOUS,
  WHICH_NEXT,
  WHICH_COMING,
  WHICH_FOLLOWING,
  WHICH_CURRENT
} enti_time_which;

typedef enum enti_time_part { PART_EARLY = 1, PART_MID, PART_LATE, PART_TURN, PART_HALF } enti_time_part;

typedef struct enti_time_index {
  uint16_t start[26], end[26]; /* of a first letter's words in the table */
  uint32_t lengths[26];        /* bit n: some word of n letters */
} enti_time_index;

void enti_time_index_init(enti_time_index *index);
/* Class of a folded word, TW_NONE for most; figures too. */
enti_time_class enti_time_word(const enti_time_index *index, ent_str fold, int *ret_value);

#endif
