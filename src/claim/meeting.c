/* Which meetings may be meant, and how they stand to the place and the time that a text gives. */
#include "claim/meeting.h"

#include <ctype.h>
#include <string.h>

/* "NATO_SUMMIT" of NATO_SUMMIT_2021 and NATO_SUMMIT_1989_05. */
static ent_str series_of(ent_str id)
{
  for (size_t i = 0; i + 5 <= id.n; i++)
    if (id.p[i] == '_' && (id.p[i + 1] == '1' || id.p[i + 1] == '2') && isdigit((unsigned char)id.p[i + 2]) &&
        isdigit((unsigned char)id.p[i + 3]) && isdigit((unsigned char)id.p[i + 4]))
      return ent_str_slice(id, 0, i);
  return id;
}

static bool same_members(ent_str members, const enti_party *who)
{
  size_t n = 0;
  ent_str one;
  while (ent_str_split(&members, ';', &one)) {
    if (one.n && !enti_party_has(who, one))
      return false;
    n += one.n > 0;
  }
  return n == who->n;
}

void enti_meeting_add(enti_meetings *m, ent_thing thing)
{
  for (size_t i = 0; i < m->n; i++)
    if (ent_str_eq(m->things[i].id, thing.id))
      return;
  if (m->n < ENTI_MEETINGS_MAX)
    m->things[m->n++] = thing;
}

void enti_meetings_of(const enti_scene *s, const enti_party *who, enti_meetings *out)
{
  for (size_t i = 0; i < s->ref->n_things; i++) {
    ent_thing t = enti_reference_thing(s->ref, i);
    ent_str series = series_of(t.id);
    bool of_org = who->n == 1 && series.n == who->actors[0].id.n + 7 && ent_str_starts(series, who->actors[0].id) &&
                  ent_str_ends(series, ENT_STR("_SUMMIT"));
    if (!ent_str_eq(t.kind, ENT_STR("summit")) || !(of_org || same_members(t.members, who)))
      continue;
    enti_meeting_add(out, t);
    if (of_org)
      out->series = series;
  }
}

/* ---- comparing ---- */

static bool at_time(const enti_said *what, const ent_thing *t)
{
  for (size_t i = 0; i < what->n_times; i++)
    if (enti_days_apart(what->times[i], t->start, t->end) == 0)
      return true;
  return false;
}

/* What the facts say of the place: 1 there, 0 elsewhere, -1 unknown. A state holds its cities; a city that no note
 * names may be a part of the one that is named. */
int enti_meeting_there(const enti_scene *s, const enti_said *what, const ent_thing *t, ent_str *ret_note)
{
  size_t n;
  int verdict = -1;
  const uint32_t *facts = ent_reference_of(s->ref, t->id, &n);
  for (size_t i = 0; i < n; i++) {
    ent_fact f = ent_reference_fact(s->ref, facts[i]);
    if (!ent_str_eq(f.subject, t->id) || !ent_str_eq(f.relation, ENT_STR("held-in")))
      continue;
    *ret_note = f.note;
    if (!ent_str_eq(f.object, what->place.state))
      verdict = verdict < 0 ? 0 : verdict;
    else if (!what->place.city.n || !f.note.n || memmem(f.note.p, f.note.n, what->place.city.p, what->place.city.n))
      return 1;
    else /* the same state, another town: known to be another only where it is a town that was host itself */
      verdict = what->place.town && what->who.n == 1 ? 0 : -2;
  }
  if (verdict == -1 && memmem(t->name.p, t->name.n, "virtual", 7)) /* nowhere */
    return 0;
  return verdict;
}

void enti_meetings_weigh(const enti_scene *s, const enti_said *what, const enti_meetings *m, enti_best *b)
{
  for (size_t i = 0; i < m->n; i++) {
    const ent_thing *t = &m->things[i];
    ent_str note = ENT_STR_NONE;
    bool then = at_time(what, t) || (m->n == 1 && !what->n_times); /* named with its year: that is the time */
    int there = what->placed ? enti_meeting_there(s, what, t, &note) : -1;
    if (then && (there == 1 || !what->placed))
      b->agrees = t;
    if (then && there < 0)
      b->doubtful = true;
    if (then && there <= 0 && !b->then) {
      b->then = t;
      b->then_note = note;
    }
    if (there == 1 && what->n_times) {
      int32_t gap = enti_days_apart(what->times[0], t->start, t->end);
      if (!b->there || gap < b->there_gap) {
        b->there = t;
        b->there_gap = gap;
        b->there_note = note;
      }
    } else if (there == 1 && !what->n_times)
      b->agrees = t;
  }
}
