/* The wording of what was found about a meeting, and how often somebody came. */
#include "claim/meeting.h"

static ent_str place_words(enti_scene *s, const ent_thing *t, ent_str note)
{
  ent_str city;
  ent_str rest = note;
  if (ent_str_split(&rest, ';', &city) && city.n)
    return city;
  return enti_name_of(s, t->place);
}

static ent_str when_words(enti_scene *s, const ent_thing *t)
{
  ent_str from = enti_date_words(s, t->start);
  if (!ent_date_known(t->end) || ent_date_cmp(t->start, t->end) == 0)
    return from;
  int year, month, day, last_year, last_month, last_day;
  ent_date_split(t->start, &year, &month, &day);
  ent_date_split(t->end, &last_year, &last_month, &last_day);
  ent_str to = enti_date_words(s, t->end);
  if (day && last_day && year == last_year && month == last_month)
    return enti_printf(s, "%d to %.*s", day, ENT_STR_ARG(to)); /* "9 to 11 July 2024" */
  return enti_printf(s, "%.*s to %.*s", ENT_STR_ARG(from), ENT_STR_ARG(to));
}

static ent_str known_words(enti_scene *s, const enti_best *b)
{
  ent_str text = ENT_STR_NONE;
  if (b->there) {
    ent_str when = when_words(s, b->there), where = place_words(s, b->there, b->there_note);
    text = enti_printf(s, "%.*s: %.*s, %.*s", ENT_STR_ARG(b->there->name), ENT_STR_ARG(where), ENT_STR_ARG(when));
  }
  if (b->then) {
    ent_str when = when_words(s, b->then), where = place_words(s, b->then, b->then_note);
    text = enti_printf(s, "%.*s%s%.*s: %.*s, %.*s", ENT_STR_ARG(text), text.n ? "; " : "", ENT_STR_ARG(b->then->name),
                       ENT_STR_ARG(where), ENT_STR_ARG(when));
  }
  return text;
}

/* The subject of the clause, or whoever's it is: "South Korea", "South Korea's participation". */
static void find_present(const enti_scene *s, uint32_t noun, enti_party *ret)
{
  bool passive;
  uint32_t clause = enti_clause_of(s, noun), subject = enti_subject(s, clause, &passive);
  enti_party present = {0};
  if (subject != ENT_NONE)
    for (uint32_t t = s->first; t < s->end && !present.n; t++) {
      uint32_t up = t;
      for (int i = 0; i < 4 && up != subject && up != ENT_NONE && up >= s->first && up < s->end; i++)
        up = enti_scene_token(s, up)->head;
      if (up == subject && (t == subject || enti_scene_token(s, t)->rel == ENT_NMOD_POSS))
        enti_party_at(s, t, &present);
    }
  *ret = present;
}

/* Who took part, as the text has it; else the party of the meeting. */
static void set_actors(enti_scene *s, ent_finding *f, uint32_t noun, const enti_said *what)
{
  enti_party present;
  size_t n = 0;
  find_present(s, noun, &present);
  for (size_t i = 0; i < present.n; i++)
    if (!enti_party_has(&what->who, present.actors[i].id))
      present.actors[n++] = present.actors[i];
  const enti_party *first = n ? &present : &what->who;
  f->source = enti_finding_actors(s, first->actors, n ? n : what->who.n);
  f->n_source = n ? n : what->who.n;
  f->target = enti_finding_actors(s, what->who.actors, what->who.n);
  f->n_target = n ? what->who.n : 0;
}

void enti_meeting_report(enti_scene *s, const enti_hit *hit, uint32_t noun, const enti_said *what, const enti_best *b,
                         ent_verdict verdict)
{
  bool date = b->there && (b->there_gap <= ENTI_NEAR_DAYS || !b->then);
  ent_finding *f = enti_finding_add(s, verdict, verdict == ENT_CONSISTENT || date ? "date" : "host", noun, hit->rule);
  if (!f)
    return;
  const ent_thing *known = verdict == ENT_CONSISTENT ? b->agrees : date ? b->there : b->then;
  size_t i = (size_t)(f - s->out);
  ent_str place = what->place.city.n ? what->place.city
                  : what->placed     ? enti_name_of(s, what->place.state)
                                     : ENT_STR_NONE;
  ent_str when = what->n_times ? ent_str_slice(s->doc->text, what->times[0]->start, what->times[0]->end) : ENT_STR_NONE;
  ent_str noun_text = enti_scene_token(s, noun)->norm;
  ent_str who = what->who.n ? enti_name_of(s, what->who.actors[0].id) : known->name;
  f = &s->out[i];
  set_actors(s, f, noun, what);
  if (what->n_times) {
    f->from = what->times[0]->from;
    f->to = what->times[0]->to;
  }
  f->value_in_text = enti_printf(s, "%.*s %.*s%s%.*s %.*s", ENT_STR_ARG(who), ENT_STR_ARG(noun_text),
                                 place.n ? " in " : "", ENT_STR_ARG(place), ENT_STR_ARG(when));
  enti_best one = {.there = known};
  f->value_reference = known_words(s, verdict == ENT_CONSISTENT ? &one : b);
  f->ref_source = known->source;
  f->days_off = date ? b->there_gap : 0;
}

/* ---- how often somebody came ---- */

static bool attended(const enti_scene *s, ent_str who, ent_str meeting)
{
  size_t n;
  const uint32_t *facts = ent_reference_of(s->ref, meeting, &n);
  for (size_t i = 0; i < n; i++) {
    ent_fact f = ent_reference_fact(s->ref, facts[i]);
    if (ent_str_eq(f.subject, who) && ent_str_eq(f.object, meeting) && ent_str_eq(f.relation, ENT_STR("attended")))
      return true;
  }
  return false;
}

/* The meeting of the series before this one. */
static const ent_thing *before(const enti_meetings *m, const ent_thing *t)
{
  const ent_thing *last = NULL;
  for (size_t i = 0; i < m->n; i++)
    if (m->things[i].start.day < t->start.day && (!last || m->things[i].start.day > last->start.day))
      last = &m->things[i];
  return last;
}

/* "third consecutive", "for the first time": the number said, 0: none. */
static unsigned times_said(const enti_scene *s, bool *ret_in_a_row)
{
  for (uint32_t t = s->first; t + 1 < s->end; t++) {
    bool ordinal;
    unsigned n = enti_number_at(s, t, &ordinal);
    ent_str next = enti_scene_token(s, t + 1)->fold;
    *ret_in_a_row = enti_frame_lists("consecutive straight successive", next);
    if (n && ordinal && (*ret_in_a_row || (n == 1 && ent_str_eq(next, ENT_STR("time")))))
      return n;
  }
  return 0;
}

static const ent_thing *first_attended(const enti_scene *s, const enti_meetings *m, ent_str who)
{
  const ent_thing *first = NULL;
  for (size_t i = 0; i < m->n; i++)
    if (attended(s, who, m->things[i].id) && (!first || m->things[i].start.day < first->start.day))
      first = &m->things[i];
  return first;
}

static unsigned in_a_row(const enti_scene *s, const enti_meetings *m, const ent_thing *t, ent_str who)
{
  unsigned n = 0;
  for (; t && attended(s, who, t->id); t = before(m, t))
    n++;
  return n;
}

/* Only where the base has the actor at some meeting of the series: else it knows nothing of when it came. */
void enti_meeting_count(enti_scene *s, const enti_hit *hit, uint32_t noun, const enti_meetings *m, const ent_thing *t)
{
  bool row;
  enti_party present;
  unsigned count = times_said(s, &row);
  find_present(s, noun, &present);
  for (size_t i = 0; count && i < present.n && present.sure; i++) {
    ent_str who = present.actors[i].id, name = enti_name_of(s, who);
    const ent_thing *first = first_attended(s, m, who);
    unsigned known = row ? in_a_row(s, m, t, who) : 0;
    if (!first || (row && !known))
      continue;
    bool right = row ? known == count : ent_str_eq(first->id, t->id);
    ent_finding *f = enti_finding_add(s, right ? ENT_CONSISTENT : ENT_CONTRADICTED, "number", noun, hit->rule);
    if (!f)
      return;
    f->source = enti_finding_actors(s, &present.actors[i], 1);
    f->n_source = 1;
    f->value_in_text = row ? enti_printf(s, "%.*s: number %u in a row", ENT_STR_ARG(name), count)
                           : enti_printf(s, "%.*s came for the first time", ENT_STR_ARG(name));
    f->value_reference = row ? enti_printf(s, "%.*s: number %u in a row", ENT_STR_ARG(name), known)
                             : enti_printf(s, "%.*s first came to %.*s", ENT_STR_ARG(name), ENT_STR_ARG(first->name));
    f->ref_source = first->source;
  }
}
