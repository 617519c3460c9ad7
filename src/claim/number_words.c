/* Numbers up to 999 as texts write them. */
#include "claim/verdict.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

typedef struct number_word {
  const char *cardinal, *ordinal;
  unsigned value;
} number_word;

static const number_word words[] = {{"one", "first", 1},
                                    {"two", "second", 2},
                                    {"three", "third", 3},
                                    {"four", "fourth", 4},
                                    {"five", "fifth", 5},
                                    {"six", "sixth", 6},
                                    {"seven", "seventh", 7},
                                    {"eight", "eighth", 8},
                                    {"nine", "ninth", 9},
                                    {"ten", "tenth", 10},
                                    {"eleven", "eleventh", 11},
                                    {"twelve", "twelfth", 12},
                                    {"thirteen", "thirteenth", 13},
                                    {"fourteen", "fourteenth", 14},
                                    {"fifteen", "fifteenth", 15},
                                    {"sixteen", "sixteenth", 16},
                                    {"seventeen", "seventeenth", 17},
                                    {"eighteen", "eighteenth", 18},
                                    {"nineteen", "nineteenth", 19},
                                    {"twenty", "twentieth", 20},
                                    {"thirty", "thirtieth", 30},
                                    {"forty", "fortieth", 40},
                                    {"fifty", "fiftieth", 50},
                                    {"sixty", "sixtieth", 60},
                                    {"seventy", "seventieth", 70},
                                    {"eighty", "eightieth", 80},
                                    {"ninety", "ninetieth", 90}};

static unsigned word_value(ent_str s, bool *ret_ordinal)
{
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    *ret_ordinal = ent_str_eq(s, ent_str_of(words[i].ordinal));
    if (*ret_ordinal || ent_str_eq(s, ent_str_of(words[i].cardinal)))
      return words[i].value;
  }
  *ret_ordinal = false;
  return 0;
}

static unsigned figures(ent_str s, bool *ret_ordinal)
{
  unsigned value = 0;
  size_t i = 0;
  for (; i < s.n && i < 4 && isdigit((unsigned char)s.p[i]); i++)
    value = value * 10 + (unsigned)(s.p[i] - '0');
  ent_str rest = ent_str_slice(s, i, s.n);
  *ret_ordinal = ent_str_eq(rest, ENT_STR("st")) || ent_str_eq(rest, ENT_STR("nd")) ||
                 ent_str_eq(rest, ENT_STR("rd")) || ent_str_eq(rest, ENT_STR("th"));
  return i && value < 1000 && (!rest.n || *ret_ordinal) ? value : 0;
}

unsigned enti_number_said(ent_str fold, bool *ret_ordinal)
{
  *ret_ordinal = false;
  if (fold.n && isdigit((unsigned char)fold.p[0]))
    return figures(fold, ret_ordinal);
  unsigned whole = word_value(fold, ret_ordinal);
  const char *hyphen = fold.n ? memchr(fold.p, '-', fold.n) : NULL;
  if (whole || !hyphen)
    return whole;
  bool none;
  unsigned tens = word_value(ent_str_slice(fold, 0, (size_t)(hyphen - fold.p)), &none);
  unsigned ones = word_value(ent_str_slice(fold, (size_t)(hyphen - fold.p) + 1, fold.n), ret_ordinal);
  return tens >= 20 && tens % 10 == 0 && ones && ones < 10 ? tens + ones : 0;
}

unsigned enti_number_at(const enti_scene *s, uint32_t t, bool *ret_ordinal)
{
  char joined[64];
  ent_str last = enti_scene_token(s, t)->fold;
  if (t < s->first + 2 || !ent_str_eq(enti_scene_token(s, t - 1)->norm, ENT_STR("-")))
    return enti_number_said(last, ret_ordinal);
  ent_str tens = enti_scene_token(s, t - 2)->fold;
  int n = snprintf(joined, sizeof joined, "%.*s-%.*s", ENT_STR_ARG(tens), ENT_STR_ARG(last));
  unsigned whole = n > 0 && (size_t)n < sizeof joined ? enti_number_said(ent_str_of(joined), ret_ordinal) : 0;
  return whole ? whole : enti_number_said(last, ret_ordinal);
}
