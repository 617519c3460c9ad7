/* What a date without a year, or without a day to count from, leans on: the focus (the date the text last spoke of) and
 * the anchor (the day of the document), and whether the words around speak of the past or the future.
 *
 * Known to be wrong: a background date ("the war that broke out in March 2011") takes the focus like any other. */
#include "text/times.h"

#define FAR_SENTENCES 12u /* "that year" reaches back so far */
#define NEAR_SENTENCES 2u /* a bare month belongs to the story told so near */

ent_date enti_focus(const enti_times *x)
{
  uint32_t here = x->t[x->first].sentence;
  return here - x->focus_sentence <= FAR_SENTENCES ? x->focus : ENT_NO_DATE;
}

static bool is_cue(const enti_times *x, uint32_t i, bool *future)
{
  unsigned class = enti_tw(x, i), xpos = enti_token_at(x, i)->xpos;
  if (class == TW_FUTURE ||
      (enti_prep(x, i, PREP_TO) && (enti_word_is(x, i - 1, "is") || enti_word_is(x, i - 1, "are")))) {
    *future = true;
    return true;
  }
  if (enti_prep(x, i + 1, PREP_TO) && (enti_word_is(x, i, "was") || enti_word_is(x, i, "were"))) { /* were to leave */
    *future = true;
    return true;
  }
  *future = false;
  if (enti_word_is(x, i - 1, "be") || enti_word_is(x, i - 1, "is") || enti_word_is(x, i - 1, "are"))
    return false; /* will be held */
  ent_str fold = enti_token_at(x, i)->fold;
  bool past = xpos ? xpos == ENT_X_VBD : fold.n > 4 && ent_str_ends(fold, ENT_STR("ed")) && class == TW_NONE;
  *future = false;
  return past || class == TW_PAST;
}

static bool ends_clause(const enti_times *x, uint32_t i)
{
  return enti_sign(x, i, ';') || enti_sign(x, i, ':');
}

bool enti_speaks_of_future(const enti_times *x, uint32_t from, uint32_t to)
{
  bool future = false;
  for (uint32_t d = 1; d <= 14; d++) { /* the nearest cue, before or behind */
    uint32_t before = from - d, behind = to + d - 1;
    if (from >= x->first + d && !ends_clause(x, before) && is_cue(x, before, &future))
      return future;
    if (behind < x->end && is_cue(x, behind, &future))
      return future;
  }
  return false;
}

/* Is the focus part of the story that this sentence goes on with? */
static bool focus_is_near(const enti_times *x)
{
  uint32_t distance = x->t[x->first].sentence - x->focus_sentence;
  if (!ent_date_known(x->focus) || x->focus_deictic)
    return false;
  if (x->focus.precision < ENT_DATE_MONTH)
    return distance <= 1 && x->focus_paragraph == x->sentence->paragraph;
  return distance <= (x->focus_paragraph == x->sentence->paragraph ? NEAR_SENTENCES : 1);
}

static bool had_near(const enti_times *x, uint32_t at)
{
  for (uint32_t i = at > x->first + 12 ? at - 12 : x->first; i < at + 6 && i < x->end; i++)
    if (enti_word_is(x, i, "had"))
      return true;
  return false;
}

/* Nearest year to the anchor: the last such month or day, or the next where the future is spoken of. */
static int year_near_anchor(const enti_times *x, int month, int day, bool future)
{
  int year, now, today;
  ent_date_split(x->anchor, &year, &now, &today);
  if (!year || !now)
    return 0;
  int there = month * 32 + (day ? day : today), here = now * 32 + today;
  if (!day || !today) {
    there = month;
    here = now;
  } else if (!future && there > here && there <= here + 2) { /* dated a day ahead: another time zone */
    return year;
  }
  if (future)
    return there < here ? year + 1 : year;
  return there > here ? year - 1 : year;
}

/* In the story of the focus: its year, or the next where the story has moved on beyond December. */
static int year_in_story(const enti_times *x, int month, int day, uint32_t at)
{
  int year, before, now, anchor_month, unused;
  ent_date_split(x->focus, &year, &before, &unused);
  ent_date_split(x->anchor, &now, &anchor_month, &unused);
  if (before && month < before && now == year + 1 && (!anchor_month || month <= anchor_month) && !had_near(x, at))
    return year + 1;
  ent_date there = ent_date_make(year, month, day);
  if (now && ent_date_known(there) && ent_date_cmp(there, x->anchor) > 0 && year >= now)
    return 0; /* ahead of the document: leave it to tense */
  return year;
}

int enti_year_for(const enti_times *x, int month, int day, uint32_t from, uint32_t to, bool *ret_deictic)
{
  *ret_deictic = false;
  int year = focus_is_near(x) ? year_in_story(x, month, day, from) : 0;
  if (year)
    return year;
  bool future = enti_speaks_of_future(x, from, to);
  return year_near_anchor(x, month, day, future);
}
