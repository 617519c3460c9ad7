/* ent_text_times: goes through the tokens once and tries the parsers where a word of time stands.
 *
 * A preposition gives the role (since, until, by …); "from … to …" and "between … and …" join two expressions. What is
 * found becomes the focus that later expressions count from. Sources of the distinctions: TimeML's TIMEX3 (dates,
 * durations, sets; Pustejovsky et al. 2003). */
#include "base/fault.h"
#include "text/times.h"
#include "base/vec.h"
#include <entente/text.h>

#include <stdlib.h>
#include <string.h>

/* ---- classes of all tokens -----------------------------------------------------------------------------------------
 */

static unsigned other_class(ent_str fold)
{
  if (fold.n == 2 && fold.p[0] == 'q' && fold.p[1] >= '1' && fold.p[1] <= '4')
    return TW_OTHER;
  if (fold.p[0] == 'm' && ent_str_starts(fold, ENT_STR("mid-")))
    return TW_OTHER;
  if (fold.n < 4 || fold.n > 5 || (fold.p[0] != 't' && fold.p[0] != 'o'))
    return TW_NONE;
  bool is =
      ent_str_eq(fold, ENT_STR("then")) || ent_str_eq(fold, ENT_STR("once")) || ent_str_eq(fold, ENT_STR("twice"));
  return is ? TW_OTHER : TW_NONE;
}

static void classify(const ent_document *doc, uint8_t *class, int16_t *value)
{
  enti_time_index index;
  enti_time_index_init(&index);
  for (size_t i = 0; i < doc->n_tokens; i++) {
    int v;
    ent_str fold = doc->tokens[i].fold;
    unsigned c = enti_time_word(&index, fold, &v);
    if (!c && fold.n)
      c = other_class(fold);
    class[i] = (uint8_t)c;
    value[i] = (int16_t)v;
  }
}

/* ---- one expression
 * --------------------------------------------------------------------------------------------------- */

static ent_timex_role role_of(const enti_times *x, uint32_t *at)
{
  uint32_t i = *at;
  if (enti_word_is(x, i, "prior") && enti_prep(x, i + 1, PREP_TO)) {
    *at = i + 2;
    return ENT_TIME_BEFORE;
  }
  if (enti_tw(x, i) != TW_PREP)
    return 0;
  *at = i + 1;
  switch (enti_value(x, i)) {
  case PREP_SINCE:
    return ENT_TIME_SINCE;
  case PREP_FROM:
    return ENT_TIME_SINCE;
  case PREP_UNTIL:
  case PREP_TILL:
  case PREP_THROUGH:
    return ENT_TIME_UNTIL;
  case PREP_BY:
  case PREP_BEFORE:
    return ENT_TIME_BEFORE;
  case PREP_AFTER:
    return ENT_TIME_AFTER;
  case PREP_AS:
    if (!enti_prep(x, i + 1, PREP_OF) && !enti_prep(x, i + 1, PREP_FROM))
      break;
    *at = i + 2;
    return enti_prep(x, i + 1, PREP_OF) ? ENT_TIME_AS_OF : ENT_TIME_SINCE;
  case PREP_IN:
  case PREP_ON:
  case PREP_AT:
  case PREP_DURING:
  case PREP_WITHIN:
  case PREP_FOR:
  case PREP_OVER:
  case PREP_THROUGHOUT:
  case PREP_BETWEEN:
  case PREP_OF:
    return ENT_TIME_AT;
  default:
    break;
  }
  *at = i;
  return 0;
}

static bool parse_core(const enti_times *x, uint32_t at, enti_time_hit *hit)
{
  *hit = (enti_time_hit){0};
  if (enti_tw(x, at) == TW_NONE)
    return false;
  if (enti_parse_calendar(x, at, hit))
    return true;
  *hit = (enti_time_hit){0};
  if (enti_parse_relative(x, at, hit))
    return true;
  *hit = (enti_time_hit){0};
  if (enti_parse_offset(x, at, hit))
    return true;
  *hit = (enti_time_hit){0};
  return enti_parse_duration(x, at, hit);
}

/* Gives the first of two joined dates the year that only the second states: "from 28 June to 2 July 2024". */
static void share_year(enti_time_hit *a, const enti_time_hit *b)
{
  int month, day, year_b, month_b, day_b;
  month = a->month;
  day = a->day;
  ent_date_split(b->from, &year_b, &month_b, &day_b);
  if (!a->inferred || b->inferred || !month || !month_b || b->kind != ENT_TIME_DATE)
    return;
  a->from = ent_date_make(year_b - (month > month_b), month, day);
  a->to = ENT_NO_DATE;
  a->deictic = b->deictic;
  a->basis = b->basis;
}

static bool joins(const enti_times *x, uint32_t i, bool between)
{
  return enti_sign(x, i, '-') || enti_word_is(x, i, "--") ||
         (between ? enti_prep(x, i, PREP_AND)
                  : enti_prep(x, i, PREP_TO) || enti_prep(x, i, PREP_UNTIL) || enti_prep(x, i, PREP_TILL) ||
                        enti_prep(x, i, PREP_THROUGH));
}

/* "from A to B", "between A and B", "A - B" of two days or months. */
static void parse_second(const enti_times *x, uint32_t at, bool from, bool between, enti_time_hit *hit)
{
  uint32_t i = hit->last + 1;
  enti_time_hit second;
  bool dash = enti_sign(x, i, '-') || enti_word_is(x, i, "--");
  if (hit->kind != ENT_TIME_DATE || ent_date_known(hit->to) || i + 1 >= x->end || hit->role == ENT_TIME_BETWEEN)
    return;
  bool list = enti_prep(x, i, PREP_AND) || enti_sign(x, i, ',') || enti_prep(x, i, PREP_OR);
  if (!joins(x, i, between) && !list)
    return;
  uint32_t start = i + 1;
  bool years =
      joins(x, i, between) && (from || between) && x->class[hit->last] == TW_YEAR && enti_tw(x, start) == TW_YEAR;
  if (years)
    second = (enti_time_hit){.last = start, .kind = ENT_TIME_DATE, .from = ent_date_make(enti_value(x, start), 0, 0)};
  else if (!parse_core(x, start, &second) || second.kind != ENT_TIME_DATE)
    return;
  if (!ent_date_known(second.from) && !(hit->inferred || second.inferred))
    return;
  share_year(hit, &second);
  if (!from && !between && !dash)
    return;
  if (!joins(x, i, between) || !ent_date_known(hit->from) || ent_date_cmp(hit->from, second.from) >= 0)
    return;
  (void)at;
  hit->to = ent_date_known(second.to) ? second.to : second.from;
  hit->last = second.last;
  hit->role = ENT_TIME_BETWEEN;
  hit->approximate = hit->approximate || second.approximate;
}

/* "at least", "as early as", "no later than" between a preposition and a year. */
static uint32_t behind_padding(const enti_times *x, uint32_t i)
{
  if (enti_prep(x, i, PREP_AT) && (enti_word_is(x, i + 1, "least") || enti_word_is(x, i + 1, "most")))
    return i + 2;
  if (enti_word_is(x, i, "no") && enti_tw(x, i + 1) == TW_LATER && enti_word_is(x, i + 2, "than"))
    return i + 3;
  if (enti_prep(x, i, PREP_AS) && enti_prep(x, i + 2, PREP_AS))
    return i + 3;
  return i;
}

/* "since at least 2015", "by as early as 2026" */
static bool parse_padded_year(const enti_times *x, uint32_t at, enti_time_hit *hit)
{
  uint32_t i = behind_padding(x, at);
  if (i == at || enti_tw(x, i) != TW_YEAR || enti_value(x, i) < 1800 || enti_value(x, i) >= 2100 ||
      enti_tw(x, i + 1) == TW_COUNT)
    return false;
  *hit = (enti_time_hit){.last = i,
                         .kind = ENT_TIME_DATE,
                         .from = ent_date_make(enti_value(x, i), 0, 0),
                         .basis = ENT_BASIS_TEXT,
                         .approximate = true};
  return true;
}

/* "in two weeks' time": from the anchor on. */
static bool parse_in_time(const enti_times *x, uint32_t at, enti_time_hit *hit)
{
  enti_time_hit length;
  if (!enti_prep(x, at, PREP_IN) || !enti_parse_duration(x, at + 1, &length) || length.kind != ENT_TIME_DURATION)
    return false;
  uint32_t i = length.last + 1;
  i += enti_word_is(x, i, "'") || enti_word_is(x, i, "'s");
  if (i == length.last + 1 || !enti_word_is(x, i, "time"))
    return false;
  *hit = (enti_time_hit){0};
  if (!enti_parse_length_from(x, at + 1, x->anchor, 1, hit))
    return false;
  hit->last = i;
  hit->future = true;
  hit->deictic = true;
  hit->role = ENT_TIME_AT;
  return true;
}

/* The expression that begins at `at`, its preposition included; its role in hit->role. */
static bool parse_at(const enti_times *x, uint32_t at, enti_time_hit *hit)
{
  uint32_t i = at;
  bool from = enti_prep(x, at, PREP_FROM), between = enti_prep(x, at, PREP_BETWEEN), approximate = false;
  *hit = (enti_time_hit){0};
  ent_timex_role role = role_of(x, &i);
  if (role == 0 && (enti_prep(x, at, PREP_TO))) { /* "to date" */
    return enti_parse_relative(x, at, hit);
  }
  if (role && enti_prep(x, at, PREP_AT) && enti_parse_relative(x, at, hit)) /* "at present" */
    return true;
  while (i < x->end && (enti_tw(x, i) == TW_APPROX || enti_word_is(x, i, "back") || enti_word_is(x, i, "late"))) {
    if (enti_word_is(x, i, "late"))
      break;
    approximate = approximate || enti_value(x, i);
    i++;
  }
  if (enti_prep(x, at, PREP_ON) && enti_tw(x, i) == TW_WHICH && enti_tw(x, i + 1) == TW_UNIT &&
      enti_value(x, i + 1) != UNIT_DAY)
    return false; /* "go on | next week" */
  if (parse_in_time(x, at, hit) || ((role || enti_prep(x, at, PREP_AS)) && parse_padded_year(x, i, hit))) {
    hit->role = hit->role ? hit->role : role ? role : ENT_TIME_AT;
    return true;
  }
  if (!parse_core(x, i, hit) && !(enti_prep(x, at, PREP_AT) && parse_core(x, at, hit))) /* at least three years */
    return false;
  hit->approximate = hit->approximate || approximate;
  parse_second(x, i, from, between, hit);
  if (enti_prep(x, at, PREP_OF)) {
    hit->weak = true;
    if (hit->kind != ENT_TIME_DATE || hit->from.precision == ENT_DATE_DAY)
      hit->weak = hit->from.precision != ENT_DATE_DAY;
  }
  if ((from || between) && hit->kind == ENT_TIME_DATE && ent_date_known(hit->to) && hit->day) /* from 24 to 26 June */
    hit->role = ENT_TIME_BETWEEN;
  if (!hit->role)
    hit->role = role ? role : ENT_TIME_AT;
  return true;
}

/* ---- the document
 * --------------------------------------------------------------------------------------------------------- */

static void remember_label(enti_times *x, uint32_t i)
{
  bool label = enti_tw(x, i) == TW_YEAR && (enti_tw(x, i - 1) == TW_LABEL);
  if (label && x->n_labels < ENTI_MAX_LABELS)
    x->labels[x->n_labels++] = enti_value(x, i);
}

/* What the text has just spoken of. Background does not count, nor does a mere year beside a finer date of the same
 * sentence ("the treaty was to lapse a year later"). A word counted from today ends the story that was told. */
static void set_focus(enti_times *x, const enti_time_hit *hit)
{
  uint32_t here = x->t[x->first].sentence;
  bool finer = x->focus_sentence == here && ent_date_known(x->focus) && hit->from.precision == ENT_DATE_YEAR &&
               x->focus.precision > ENT_DATE_YEAR && !x->focus_deictic;
  bool background = hit->weak || hit->role == ENT_TIME_SINCE || hit->role == ENT_TIME_AS_OF;
  if (hit->kind != ENT_TIME_DATE || !ent_date_known(hit->from))
    return;
  if (background || finer) {
    x->focus_deictic = x->focus_deictic || hit->deictic;
    return;
  }
  x->focus = hit->from;
  x->focus_to = hit->to;
  x->focus_sentence = here;
  x->focus_paragraph = x->sentence->paragraph;
  x->focus_deictic = hit->deictic;
}

static bool add_time(enti_times *x, uint32_t first, const enti_time_hit *hit, size_t *cap)
{
  ent_document *doc = x->doc;
  void *items = doc->times;
  if (!enti_grow(doc->arena, &items, doc->n_times, cap, sizeof *doc->times))
    return false;
  doc->times = items;
  bool ahead = ent_date_known(hit->from) && ent_date_known(x->anchor) && hit->from.day > ent_date_last(x->anchor);
  doc->times[doc->n_times++] = (ent_timex){.first = first,
                                           .last = hit->last,
                                           .start = x->t[first].start,
                                           .end = x->t[hit->last].end,
                                           .kind = hit->kind,
                                           .role = hit->role,
                                           .from = hit->from,
                                           .to = hit->to,
                                           .basis = hit->basis,
                                           .approximate = hit->approximate,
                                           .future = hit->future || ahead};
  return true;
}

static bool read_sentence(enti_times *x, size_t *cap)
{
  for (uint32_t i = x->first; i < x->end; i++) {
    enti_time_hit hit;
    if (x->class[i] == TW_NONE)
      continue;
    remember_label(x, i);
    if (!parse_at(x, i, &hit))
      continue;
    if (!add_time(x, i, &hit, cap))
      return false;
    if (x->class[hit.last] == TW_YEAR)
      x->last_year = hit.last;
    set_focus(x, &hit);
    i = hit.last;
  }
  return true;
}

static bool read_document(ent_document *doc, const uint8_t *class, const int16_t *value)
{
  enti_times x = {.doc = doc, .t = doc->tokens, .class = class, .value = value};
  size_t cap = 0;
  x.last_year = ENT_NONE;
  doc->times = NULL;
  doc->n_times = 0;
  for (size_t i = 0; i < doc->n_sentences; i++) {
    const ent_sentence *s = &doc->sentences[i];
    x.sentence = s;
    x.first = s->first;
    x.end = s->first + s->n;
    x.anchor = s->anchor;
    if (s->kind == ENT_SENTENCE_ENTRY_HEAD)
      x.focus = x.focus_to = ENT_NO_DATE;
    if (s->kind != ENT_SENTENCE_BOILERPLATE && !read_sentence(&x, &cap))
      return false;
  }
  return true;
}

ent_status ent_text_times(ent_document *doc, ent_error *err)
{
  size_t n = doc->n_tokens ? doc->n_tokens : 1;
  uint8_t *class = enti_malloc(n);
  int16_t *value = enti_malloc(n * sizeof *value);
  bool ok = class && value;
  if (ok) {
    classify(doc, class, value);
    ok = read_document(doc, class, value);
  }
  free(class);
  free(value);
  return ok ? ENT_OK : ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "reading times: out of memory");
}
