/* The course of a tie: its start and end, whether it stood on a day, and which of its steps cannot both be true.
 *
 *  T1  What the base says starts and ends the tie; documents only where it says nothing.
 *  T2  A coarser date contradicts no finer one: only periods without a common day differ.
 *  T3  Two beginnings of one thing differ unless an end lies between them (a tie may begin anew). */
#include "store/timeline_private.h"

#include <string.h>

bool enti_step_is(const ent_tie *tie, const ent_step *step, unsigned flag)
{
  return (enti_tie_code_flags(tie->family, step->code) & flag) != 0;
}

int32_t enti_step_last(const ent_step *s)
{
  return ent_date_last(ent_date_known(s->to) ? s->to : s->from);
}

static bool dated(const ent_step *s)
{
  return ent_date_known(s->from) && s->what != ENT_STEP_PLANNED;
}

static bool apart(const ent_step *a, const ent_step *b)
{
  return enti_step_last(a) < b->from.day || enti_step_last(b) < a->from.day;
}

/* Did it end (as far as any step says) after `from` and not after `to`? */
static bool ended_between(const ent_tie *tie, ent_str code, int32_t from, int32_t to)
{
  for (size_t i = 0; i < tie->n_steps; i++) {
    const ent_step *s = &tie->steps[i];
    if ((s->what == ENT_STEP_ENDED || s->what == ENT_STEP_ABSENT) && dated(s) && ent_str_eq(s->code, code) &&
        enti_step_last(s) >= from && s->from.day <= to)
      return true;
  }
  return false;
}

/* The same of a step in force: do others tell of an end between the two steps? */
static bool ended_by(const ent_tie *tie, const ent_step *a, const ent_step *b)
{
  for (size_t i = 0; i < tie->n_steps; i++) {
    const ent_step *s = &tie->steps[i];
    if (s != b && s->what == ENT_STEP_ENDED && dated(s) && ent_str_eq(s->code, a->code) && enti_step_last(s) >= a->from.day &&
        s->from.day <= enti_step_last(b))
      return true;
  }
  return false;
}

static bool began_between(const ent_tie *tie, ent_str code, int32_t from, int32_t to)
{
  for (size_t i = 0; i < tie->n_steps; i++) {
    const ent_step *s = &tie->steps[i];
    if (s->what == ENT_STEP_BEGAN && dated(s) && ent_str_eq(s->code, code) && enti_step_last(s) >= from && s->from.day <= to)
      return true;
  }
  return false;
}

/* Two dates of one beginning, end, or happening. */
static bool dates_clash(const ent_tie *tie, const ent_step *a, const ent_step *b)
{
  if (a->what != b->what || !ent_str_eq(a->code, b->code) || !enti_step_is(tie, a, TIE_UNIQUE) || !apart(a, b))
    return false;
  const ent_step *first = a->from.day <= b->from.day ? a : b, *second = first == a ? b : a;
  if (a->what == ENT_STEP_BEGAN)
    return !ended_between(tie, a->code, first->from.day, enti_step_last(second));
  if (a->what == ENT_STEP_ENDED)
    return !began_between(tie, a->code, first->from.day, enti_step_last(second));
  return a->what == ENT_STEP_HAPPENED;
}

/* It stands after `s`: on the day that s tells of, and afterwards until an end is told. */
static bool stands_from(const ent_step *s)
{
  return s->what == ENT_STEP_BEGAN || s->what == ENT_STEP_STOOD;
}

/* A beginning that the base knows, before both steps, and no end that it or others tell of before the later one. */
static bool stood_through(const ent_tie *tie, const ent_step *a, const ent_step *b)
{
  const ent_step *first = a->from.day < b->from.day ? a : b, *second = first == a ? b : a;
  for (size_t i = 0; i < tie->n_steps; i++) {
    const ent_step *s = &tie->steps[i];
    if (s->what == ENT_STEP_BEGAN && s->n_facts && dated(s) && ent_str_eq(s->code, a->code) && enti_step_last(s) < first->from.day &&
        !ended_by(tie, s, second))
      return true;
  }
  return false;
}

/* "is a member" and "is not a member", "was a member since 2004" and "was not in 2010". */
static bool status_clash(const ent_tie *tie, const ent_step *a, const ent_step *b)
{
  if (b->what != ENT_STEP_ABSENT || !stands_from(a) || !ent_str_eq(a->code, b->code))
    return false;
  if (a->what == ENT_STEP_STOOD)
    return (a->from.precision == ENT_DATE_DAY && b->from.precision == ENT_DATE_DAY && !apart(a, b)) || stood_through(tie, a, b);
  int32_t since = enti_step_last(a);
  return a->what == ENT_STEP_BEGAN && b->from.day > since && !ended_by(tie, a, b);
}

/* A member is no candidate any more. */
static bool exclusive_clash(const ent_tie *tie, const ent_step *a, const ent_step *b)
{
  if (!enti_tie_excludes(a->code, b->code) || a->what != ENT_STEP_BEGAN || b->what != ENT_STEP_STOOD)
    return false;
  return ent_str_eq(a->code, ENT_STR("member")) && b->from.day > enti_step_last(a) && !ended_by(tie, a, b);
}

/* Ended, and yet standing later, with no new beginning told. */
static bool course_clash(const ent_tie *tie, const ent_step *a, const ent_step *b)
{
  if (a->what != ENT_STEP_ENDED || b->what != ENT_STEP_STOOD || !ent_str_eq(a->code, b->code) || !enti_step_is(tie, a, TIE_UNIQUE))
    return false;
  return b->from.day > enti_step_last(a) && !began_between(tie, a->code, a->from.day, enti_step_last(b));
}

static const char *clash(const ent_tie *tie, const ent_step *a, const ent_step *b)
{
  if (dates_clash(tie, a, b))
    return "dates";
  if (status_clash(tie, a, b) || exclusive_clash(tie, a, b))
    return "status";
  return course_clash(tie, a, b) ? "began-ended" : NULL;
}

const char *enti_steps_clash(const ent_tie *tie, const ent_step *a, const ent_step *b)
{
  if (!dated(a) || !dated(b))
    return NULL;
  const char *why = clash(tie, a, b);
  return why ? why : clash(tie, b, a);
}

/* ---- disputes ---- */

static unsigned root_of(ent_step *steps, size_t n, unsigned dispute, unsigned other)
{
  for (size_t i = 0; i < n; i++)
    if (steps[i].dispute == other)
      steps[i].dispute = dispute;
  return dispute;
}

static void set_disputes(const ent_tie *tie, ent_step *steps)
{
  unsigned next = 0;
  for (size_t i = 0; i < tie->n_steps; i++)
    for (size_t k = i + 1; k < tie->n_steps; k++) {
      if (!enti_steps_clash(tie, &steps[i], &steps[k]))
        continue;
      unsigned a = steps[i].dispute, b = steps[k].dispute;
      if (!a && !b)
        steps[i].dispute = steps[k].dispute = ++next;
      else if (a && b)
        root_of(steps, tie->n_steps, a < b ? a : b, a < b ? b : a);
      else
        steps[i].dispute = steps[k].dispute = a ? a : b;
    }
}

/* A document's word against the base's: shown, but not what the tie is dated by. */
static bool refuted(const ent_tie *tie, const ent_step *s)
{
  bool known = false;
  for (size_t i = 0; s->dispute && i < tie->n_steps; i++)
    known = known || (tie->steps[i].dispute == s->dispute && tie->steps[i].n_facts);
  return known && !s->n_facts;
}

/* ---- start and end ---- */

static bool has_principal(const ent_tie *tie)
{
  for (size_t i = 0; i < tie->n_steps; i++)
    if (enti_step_is(tie, &tie->steps[i], TIE_PRINCIPAL))
      return true;
  return false;
}

static bool tells_course(const ent_tie *tie, const ent_step *s, bool principal)
{
  return dated(s) && !refuted(tie, s) && enti_step_is(tie, s, principal ? TIE_PRINCIPAL : TIE_STANDS);
}

/* Another date for the same. */
static bool has_rival(const ent_tie *tie, const ent_step *s)
{
  for (size_t i = 0; i < tie->n_steps; i++)
    if (&tie->steps[i] != s && tie->steps[i].dispute == s->dispute && tie->steps[i].what == s->what)
      return true;
  return false;
}

void enti_tie_course(ent_tie *tie, ent_step *steps)
{
  bool open = false, principal = has_principal(tie);
  set_disputes(tie, steps);
  for (size_t i = 0; i < tie->n_steps; i++) {
    const ent_step *s = &steps[i];
    bool begins = s->what == ENT_STEP_BEGAN, ends = s->what == ENT_STEP_ENDED;
    bool disputed = s->dispute && enti_step_is(tie, s, principal ? TIE_PRINCIPAL : TIE_STANDS);
    tie->start_disputed = tie->start_disputed || (begins && disputed && has_rival(tie, s));
    tie->end_disputed = tie->end_disputed || (ends && disputed && has_rival(tie, s));
    if (!(begins || ends) || !tells_course(tie, s, principal))
      continue;
    bool settled = !s->dispute || s->n_facts; /* T1 */
    if (begins && !open) {
      tie->start = settled ? s->from : ENT_NO_DATE;
      tie->end = ENT_NO_DATE;
    } else if (ends) {
      tie->end = settled ? s->from : ENT_NO_DATE;
    }
    open = begins || (open && !ends);
  }
}

/* ---- on a day ---- */

static bool on_days(const ent_step *s, ent_date on)
{
  return s->from.day <= ent_date_last(on) && enti_step_last(s) >= on.day;
}

static int happened(const ent_tie *tie, ent_date on)
{
  int stood = 0;
  for (size_t i = 0; i < tie->n_steps; i++) {
    const ent_step *s = &tie->steps[i];
    if (dated(s) && on_days(s, on))
      return 1;
    stood = ent_date_known(s->from) || s->what == ENT_STEP_PLANNED ? stood : -1;
  }
  return stood;
}

int ent_tie_stood(const ent_tie *tie, ent_date on)
{
  bool principal = has_principal(tie), later = false;
  int stood = -1;
  if (!tie->standing)
    return happened(tie, on);
  for (size_t i = 0; i < tie->n_steps; i++) { /* in order of time */
    const ent_step *s = &tie->steps[i];
    if (!tells_course(tie, s, principal))
      continue;
    if (s->what == ENT_STEP_STOOD && on_days(s, on))
      return 1;
    if (s->what == ENT_STEP_ABSENT && on_days(s, on) && stood != 1)
      stood = 0;
    bool before = s->from.day <= ent_date_last(on);
    if (s->what == ENT_STEP_BEGAN && before)
      stood = 1;
    else if (s->what == ENT_STEP_BEGAN && stood < 0)
      later = true;
    else if (s->what == ENT_STEP_ENDED && enti_step_last(s) < on.day)
      stood = 0;
  }
  return stood < 0 && later ? 0 : stood;
}
