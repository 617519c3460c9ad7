/* The finder of times: its state and the parsers it is made of. Each parser looks at the tokens from `at` on, within
 * the sentence, and answers whether an expression of its kind begins there.
 *
 * Two days count: the anchor (the sentence's, "yesterday") and the focus, the date that the text last spoke of ("three
 * days later", "that November"). */
#ifndef ENTI_TIMES_H
#define ENTI_TIMES_H

#include "text/time_words.h"
#include <entente/document.h>

typedef struct enti_time_hit {
  uint32_t last; /* token */
  ent_timex_kind kind;
  ent_timex_role role; /* 0: the preposition says, else AT */
  ent_date from, to;
  ent_basis basis;
  bool approximate, future;
  int month, day; /* as stated, also where the year is unknown; 0: not stated */
  bool inferred;  /* the year is not stated here: one that follows may fix it */
  bool weak;      /* background ("the treaty of 1954"): does not become the focus */
  bool deictic;   /* counted from the anchor: the narrative is back in the present */
} enti_time_hit;

#define ENTI_MAX_LABELS 16

typedef struct enti_times {
  ent_document *doc;
  const ent_token *t;
  const uint8_t *class; /* by token: enti_time_class */
  const int16_t *value;
  const ent_sentence *sentence;
  uint32_t first, end; /* of the sentence */
  ent_date anchor;
  ent_date focus, focus_to; /* to: end of a period, else none */
  uint32_t focus_sentence, focus_paragraph;
  bool focus_deictic;          /* the focus was counted from the anchor */
  int labels[ENTI_MAX_LABELS]; /* figures that have been numbers of things: Resolution 1973 */
  unsigned n_labels;
  uint32_t last_year; /* token that was last taken for a year: "2023 and 2024" */
} enti_times;

/* ---- looking at tokens ------------------------------------------------------------------------------------- */

static inline unsigned enti_tw(const enti_times *x, uint32_t i)
{
  return i >= x->first && i < x->end ? x->class[i] : TW_NONE;
}
/* Value of a class; 0 outside of the sentence. */
static inline int enti_value(const enti_times *x, uint32_t i)
{
  return i >= x->first && i < x->end ? x->value[i] : 0;
}
/* A token; outside of the sentence an empty one. */
static inline const ent_token *enti_token_at(const enti_times *x, uint32_t i)
{
  static const ent_token none;
  return i >= x->first && i < x->end ? &x->t[i] : &none;
}
static inline bool enti_tw_is(const enti_times *x, uint32_t i, enti_time_class class, int value)
{
  return enti_tw(x, i) == (unsigned)class && enti_value(x, i) == value;
}
static inline bool enti_prep(const enti_times *x, uint32_t i, enti_time_prep prep)
{
  return enti_tw_is(x, i, TW_PREP, prep);
}
/* The token is written exactly so (folded). */
bool enti_word_is(const enti_times *x, uint32_t i, const char *word);
/* A sign of punctuation. */
bool enti_sign(const enti_times *x, uint32_t i, char sign);
/* A month's name in capitals where it could be another word (May, March). */
bool enti_is_month(const enti_times *x, uint32_t i);
/* Does what stands around token i speak of the future? Nearest cue within the clause. */
bool enti_speaks_of_future(const enti_times *x, uint32_t from, uint32_t to);

/* ---- the focus and the anchor --------------------------------------------------------------------------------- */

/* The date spoken of last, near enough for "that year", "a month later"; none where there is none. */
ent_date enti_focus(const enti_times *x);
/* Year of a month or day without one: of the narrative, else the nearest by tense to the anchor. 0: unknown.
 * *ret_deictic: it was counted from the anchor. */
int enti_year_for(const enti_times *x, int month, int day, uint32_t from, uint32_t to, bool *ret_deictic);

/* ---- parsers ---------------------------------------------------------------------------------------------------- */

/* "three", "12", "twenty-five", "a", "a few", "a couple of", "two and a half". */
typedef struct enti_number {
  int value; /* 0: vague */
  bool approximate, article;
  uint32_t next; /* token behind it */
} enti_number;
bool enti_parse_number(const enti_times *x, uint32_t at, enti_number *ret);

bool enti_parse_calendar(const enti_times *x, uint32_t at, enti_time_hit *hit); /* 27 July 2022, July, 2012, 1990s */
bool enti_parse_relative(const enti_times *x, uint32_t at, enti_time_hit *hit); /* last week, that year, on Monday */
bool enti_parse_offset(const enti_times *x, uint32_t at, enti_time_hit *hit);   /* a month later, two days ago */
/* A length of time, moved from base (sign 1: later, -1: earlier): "two weeks" from the anchor. */
bool enti_parse_length_from(const enti_times *x, uint32_t at, ent_date base, int sign, enti_time_hit *hit);
bool enti_parse_duration(const enti_times *x, uint32_t at, enti_time_hit *hit); /* 75 years, every year */
/* "of that year", ", 2022", "2022", "next year" behind a month or day: the year; *at moves behind it. 0: none there;
 * *ret_deictic where it is counted from the anchor. */
int enti_parse_year_behind(const enti_times *x, uint32_t *at, bool *ret_deictic);
/* Does the four-digit token at i name a year, seen from what stands around it? */
bool enti_is_year(const enti_times *x, uint32_t i);

/* A plain date out of the tokens [first, end) of a head line: "14 January 2024, 07:40 GMT". near: the document's date,
 * for the year. */
ent_date enti_date_in(ent_document *doc, uint32_t first, uint32_t end, ent_date near);

#endif
