/* Summits and exercises: which one is meant, where it was, and when.
 *
 * The meetings of one series (NATO_SUMMIT_1957 … NATO_SUMMIT_2025) are compared with the place and the time that the
 * text gives. One that agrees with both confirms it. Where none does: a meeting at that place at another time means
 * that the date is off, a meeting at that time elsewhere that the place is. */
#include "claim/meeting.h"
#include "claim/statement.h"

#include <string.h>

/* Whose meetings are called by their name alone: "India hosted the G20", "the Forum met in Suva". */
#define CALLED_BY_MEMBERS "G7 G8 G20 PIF SAARC BRICS"

/* The base knows all meetings of the series, and none in the years that the text tells of. */
static bool none_then(const enti_scene *s, const enti_said *what, const enti_meetings *m)
{
  int32_t newest = INT32_MIN, oldest = INT32_MAX;
  if (!what->n_times || what->times[0]->approximate || !enti_reference_pair(s->ref, PAIR_COMPLETE, ENT_STR("held-in"), m->series))
    return false;
  const ent_timex *t = what->times[0];
  ent_date year = ent_date_coarsen(t->from, ENT_DATE_YEAR);
  int32_t last = ent_date_last(ent_date_known(t->to) ? ent_date_coarsen(t->to, ENT_DATE_YEAR) : year);
  for (size_t i = 0; i < m->n; i++) {
    int32_t day = m->things[i].start.day;
    if (day >= year.day && day <= last)
      return false;
    newest = day > newest ? day : newest;
    oldest = day < oldest ? day : oldest;
  }
  return m->n && last < newest && year.day > oldest;
}

static void report_none(enti_scene *s, const enti_hit *hit, uint32_t noun, const enti_said *what, const enti_meetings *m)
{
  ent_finding *f = enti_finding_add(s, ENT_CONTRADICTED, "date", noun, hit->rule);
  if (!f)
    return;
  ent_str who = enti_name_of(s, what->who.actors[0].id), when = ent_str_slice(s->doc->text, what->times[0]->start, what->times[0]->end);
  f->source = enti_finding_actors(s, what->who.actors, what->who.n);
  f->n_source = what->who.n;
  f->from = what->times[0]->from;
  f->to = what->times[0]->to;
  f->value_in_text = enti_printf(s, "%.*s summit %.*s", ENT_STR_ARG(who), ENT_STR_ARG(when));
  f->value_reference = enti_printf(s, "there was no summit of %.*s then", ENT_STR_ARG(who));
  f->ref_source = m->things[0].source;
}

static void settle(enti_scene *s, const enti_hit *hit, uint32_t noun, const enti_said *what, const enti_meetings *m)
{
  enti_best b = {0};
  if (!what->who.n && m->n > 1 && !what->n_times) /* some summit in Paris */
    return;
  enti_meetings_weigh(s, what, m, &b);
  if (b.agrees) {
    if ((what->placed || what->n_times) && enti_meeting_told(s, noun))
      enti_meeting_report(s, hit, noun, what, &b, ENT_CONSISTENT);
    if (m->series.n)
      enti_meeting_count(s, hit, noun, m, b.agrees);
    return;
  }
  if (what->who.sure && what->who.n && !enti_negated(s, noun) && what->placed && none_then(s, what, m) && !b.there) {
    report_none(s, hit, noun, what, m);
    return;
  }
  if (!what->placed || (!what->n_times && m->n > 1) || b.doubtful || (!b.there && !b.then) || !what->who.sure ||
      enti_negated(s, noun))
    return;
  bool complete = enti_reference_pair(s->ref, PAIR_COMPLETE, ENT_STR("held-in"), m->series);
  bool exact = !what->n_times || what->times[0]->from.precision >= ENT_DATE_MONTH;
  /* a meeting at that very time elsewhere; or the one at the place was near, of a series known completely */
  bool wrong = complete || (b.then && exact) || (b.there && b.then && b.there_gap <= ENTI_NEAR_DAYS) ||
               ((b.there || b.then) && m->n == 1);
  if (wrong)
    enti_meeting_report(s, hit, noun, what, &b, ENT_CONTRADICTED);
}

/* "the first summit": the oldest of a series known completely; "in person" leaves out the virtual ones. Not where the
 * noun says more of which it was ("the first summit in Asia"). */
static const ent_thing *first_of(const enti_scene *s, uint32_t noun, const enti_meetings *m)
{
  unsigned n;
  const ent_thing *first = NULL;
  bool narrowed = false, seen = false;
  if (enti_scene_ordinal(s, noun, &n) == ENT_NONE || n != 1 ||
      !enti_reference_pair(s->ref, PAIR_COMPLETE, ENT_STR("held-in"), m->series))
    return NULL;
  for (uint32_t t = s->first; t < s->end; t++) {
    ent_rel rel = ent_rel_base(enti_scene_token(s, t)->rel);
    narrowed = narrowed || (t > noun && enti_scene_token(s, t)->head == noun && (rel == ENT_NMOD || rel == ENT_ACL));
    seen = seen || enti_frame_lists("person in-person face-to-face", enti_scene_token(s, t)->fold);
  }
  for (size_t i = 0; i < m->n && !narrowed; i++) {
    const ent_thing *t = &m->things[i];
    if (!(seen && memmem(t->name.p, t->name.n, "virtual", 7)) && (!first || t->start.day < first->start.day))
      first = t;
  }
  return first;
}

static void check_first(enti_scene *s, const enti_hit *hit, uint32_t noun, const enti_said *what, const enti_meetings *m)
{
  const ent_thing *first = first_of(s, noun, m);
  ent_str note = ENT_STR_NONE;
  if (!first || !what->who.sure || enti_negated(s, noun) || !what->placed ||
      enti_meeting_there(s, what, first, &note) != 0)
    return;
  ent_finding *f = enti_finding_add(s, ENT_CONTRADICTED, "host", noun, hit->rule);
  if (!f)
    return;
  ent_str when = enti_date_words(s, first->start);
  f->source = enti_finding_actors(s, what->who.actors, what->who.n);
  f->n_source = what->who.n;
  f->value_in_text = enti_printf(s, "the first summit was elsewhere");
  f->value_reference = enti_printf(s, "the first: %.*s, %.*s", ENT_STR_ARG(first->name), ENT_STR_ARG(when));
  f->ref_source = first->source;
}

/* ---- who meets ---- */

static void party_of_summit(const enti_scene *s, uint32_t noun, enti_said *what)
{
  what->who.sure = true;
  for (uint32_t t = s->first; t < s->end; t++) {
    const ent_token *token = enti_scene_token(s, t);
    ent_rel rel = ent_rel_base(token->rel);
    if (token->head != noun)
      continue;
    enti_place place;
    if (enti_place_at(s, t, &place) && place.city.n) /* "the Camp David summit" */
      continue;
    bool of = rel == ENT_NMOD && enti_frame_lists("of between with", enti_case_of(s, t));
    if (of || (t < noun && (rel == ENT_COMPOUND || rel == ENT_AMOD || token->rel == ENT_NMOD_POSS))) {
      enti_party one = {0};
      enti_party_at(s, t, &one);
      for (size_t i = 0; i < one.n; i++)
        if (of || enti_is_org(s, one.actors[i]) || token->rel != ENT_COMPOUND)
          enti_party_add(&what->who, one.actors[i]);
      what->who.sure = what->who.sure && (one.sure || !one.n);
    }
  }
}

/* "NATO held its summit", "the G20 held a summit": the subject. */
static void party_of_clause(const enti_scene *s, uint32_t verb, enti_said *what)
{
  bool passive;
  uint32_t subject = enti_subject(s, verb, &passive);
  if (subject != ENT_NONE && !passive)
    enti_party_at(s, subject, &what->who);
}

/* "NATO marked its anniversary at a summit in": "a summit" of the organisation that is the subject. */
static void party_at_summit(const enti_scene *s, uint32_t noun, enti_said *what)
{
  uint32_t det = enti_scene_child(s, noun, ENT_DET_REL);
  enti_party party = {0};
  bool passive;
  uint32_t subject = enti_subject(s, enti_clause_of(s, noun), &passive);
  if (subject == ENT_NONE || !enti_frame_lists("a an", enti_scene_token(s, det)->fold) ||
      !ent_str_eq(enti_case_of(s, noun), ENT_STR("at")))
    return;
  enti_party_at(s, subject, &party);
  if (party.n == 1 && enti_is_org(s, party.actors[0]))
    what->who = party;
}

static void drop_hosts(const enti_scene *s, enti_said *what)
{
  size_t n = 0;
  bool org = false;
  for (size_t i = 0; i < what->who.n; i++)
    org = org || enti_is_org(s, what->who.actors[i]);
  for (size_t i = 0; i < what->who.n; i++)
    if (!org || enti_is_org(s, what->who.actors[i]))
      what->who.actors[n++] = what->who.actors[i];
  what->who.n = n;
}

/* The frame's verb, where the noun is its subject or object: host, hold, take place. */
static uint32_t verb_of(const enti_scene *s, uint32_t noun, enti_frame frame)
{
  for (size_t i = 0; i < s->n_hits; i++) {
    bool passive;
    uint32_t verb = s->hits[i].anchor;
    if (s->hits[i].frame == frame &&
        (enti_scene_child(s, verb, ENT_OBJ) == noun || enti_subject(s, verb, &passive) == noun))
      return verb;
  }
  return ENT_NONE;
}

static void host_of(const enti_scene *s, uint32_t noun, enti_said *what)
{
  uint32_t verb = verb_of(s, noun, FRAME_HOST);
  bool passive = false;
  uint32_t subject = verb == ENT_NONE ? ENT_NONE : enti_subject(s, verb, &passive);
  if (verb != ENT_NONE && passive && subject == noun) /* "was hosted by Lithuania" */
    for (uint32_t t = s->first; t < s->end; t++)
      if (enti_scene_token(s, t)->head == verb && ent_str_eq(enti_case_of(s, t), ENT_STR("by")))
        enti_said_place(s, t, what);
  if (subject == ENT_NONE || enti_scene_child(s, verb, ENT_OBJ) != noun)
    return;
  if (!what->placed)
    enti_said_place(s, subject, what);
}

static bool was_host(const enti_scene *s, const ent_thing *meeting, ent_str id)
{
  size_t n;
  const uint32_t *facts = ent_reference_of(s->ref, meeting->id, &n);
  for (size_t i = 0; i < n; i++) {
    ent_fact f = ent_reference_fact(s->ref, facts[i]);
    if ((ent_str_eq(f.relation, ENT_STR("hosted")) && ent_str_eq(f.subject, id)) ||
        (ent_str_eq(f.relation, ENT_STR("held-in")) && ent_str_eq(f.object, id)))
      return true;
  }
  return false;
}

/* "India hosted the SCO summit of 2024 in Astana": the meeting at that place and time, by another host. */
static void check_host(enti_scene *s, const enti_hit *hit, uint32_t noun, const enti_said *what, const enti_meetings *m)
{
  enti_best b = {0};
  enti_party host = {0};
  bool passive = false;
  uint32_t verb = verb_of(s, noun, FRAME_HOST), subject = verb == ENT_NONE ? ENT_NONE : enti_subject(s, verb, &passive);
  if (subject == ENT_NONE || passive || enti_negated(s, noun))
    return;
  enti_meetings_weigh(s, what, m, &b);
  enti_party_at(s, subject, &host);
  if (!b.agrees || host.n != 1 || !host.sure || enti_is_org(s, host.actors[0]) || was_host(s, b.agrees, host.actors[0].id))
    return;
  ent_finding *f = enti_finding_add(s, ENT_CONTRADICTED, "host", noun, hit->rule);
  if (!f)
    return;
  ent_str a = enti_name_of(s, host.actors[0].id), known = enti_name_of(s, b.agrees->place);
  f->source = enti_finding_actors(s, host.actors, 1);
  f->n_source = 1;
  f->value_in_text = enti_printf(s, "%.*s: hosted by %.*s", ENT_STR_ARG(b.agrees->name), ENT_STR_ARG(a));
  f->value_reference = enti_printf(s, "%.*s: held in %.*s", ENT_STR_ARG(b.agrees->name), ENT_STR_ARG(known));
  f->ref_source = b.agrees->source;
}

/* "attended a summit for the first time in Madrid": the place, hung on the time. */
static void place_of_attendance(const enti_scene *s, uint32_t noun, enti_said *what)
{
  uint32_t verb = verb_of(s, noun, FRAME_ATTEND);
  if (verb == ENT_NONE || what->placed)
    return;
  enti_said_places(s, verb, false, what);
  for (uint32_t t = s->first; t < s->end && !what->placed; t++)
    if (enti_scene_token(s, t)->head == verb && ent_str_eq(enti_scene_token(s, t)->lemma, ENT_STR("time")))
      enti_said_places(s, t, false, what);
}

static void check_noun(enti_scene *s, const enti_hit *hit, uint32_t noun, enti_meetings *m, enti_said *what)
{
  uint32_t verb = verb_of(s, noun, FRAME_HOLD);
  enti_said_places(s, noun, true, what);
  enti_said_behind(s, noun, what);
  if (verb != ENT_NONE)
    enti_said_places(s, verb, false, what);
  host_of(s, noun, what);
  place_of_attendance(s, noun, what);
  enti_said_times(s, noun, what);
  enti_state_host(s, m, what);
  if (m->n) {
    check_first(s, hit, noun, what, m);
    check_host(s, hit, noun, what, m);
    settle(s, hit, noun, what, m);
  }
}

/* "the Camp David summit": whose it was is not said. Such a meeting can only be found, not contradicted. */
static void find_by_place(const enti_scene *s, uint32_t noun, enti_said *what, enti_meetings *out)
{
  ent_str note;
  enti_said_places(s, noun, true, what);
  what->who.sure = false;
  for (size_t i = 0; i < s->ref->n_things && what->placed; i++) {
    ent_thing t = enti_reference_thing(s->ref, i);
    if (ent_str_eq(t.kind, ENT_STR("summit")) && enti_meeting_there(s, what, &t, &note) == 1)
      enti_meeting_add(out, t);
  }
}

/* Of "the APEC leaders' meeting", "a meeting of G20 leaders" the leaders; ENT_NONE: a meeting of others. */
static uint32_t leaders_of(const enti_scene *s, uint32_t noun)
{
  for (size_t i = 0; i < s->n_hits; i++)
    if (s->hits[i].frame == FRAME_LEADERS && enti_scene_token(s, s->hits[i].anchor)->head == noun)
      return s->hits[i].anchor;
  return ENT_NONE;
}

static void check_summit_noun(enti_scene *s, const enti_hit *hit)
{
  enti_said what = {0};
  enti_meetings m = {0};
  uint32_t leaders = leaders_of(s, hit->anchor);
  if (hit->note.n && leaders == ENT_NONE)
    return;
  uint32_t verb = verb_of(s, hit->anchor, FRAME_HOLD);
  party_of_summit(s, hit->anchor, &what);
  if (leaders != ENT_NONE && !what.who.n)
    party_of_summit(s, leaders, &what);
  if (verb != ENT_NONE && (!what.who.n || !what.who.sure)) {
    what.who = (enti_party){.sure = true};
    party_of_clause(s, verb, &what);
  }
  if (!what.who.n && enti_scene_child(s, hit->anchor, ENT_DET_REL) != ENT_NONE)
    party_at_summit(s, hit->anchor, &what);
  drop_hosts(s, &what);
  if (what.who.n)
    enti_meetings_of(s, &what.who, &m);
  else
    find_by_place(s, hit->anchor, &what, &m);
  check_noun(s, hit, hit->anchor, &m, &what);
}

/* "NATO leaders met in Madrid in June 2022", "Kim and Trump met in Singapore". */
static void check_gathering(enti_scene *s, const enti_hit *hit)
{
  enti_said what = {0};
  enti_meetings m = {0};
  bool passive;
  uint32_t subject = enti_subject(s, hit->anchor, &passive);
  if (subject == ENT_NONE || enti_clause_hit(s, hit->anchor, FRAME_SUMMIT))
    return;
  what.who.sure = true;
  enti_party_at(s, subject, &what.who);
  uint32_t with = enti_scene_child(s, hit->anchor, ENT_OBJ);
  if (with != ENT_NONE)
    enti_party_at(s, with, &what.who);
  bool leaders = false, org = what.who.n == 1 && enti_is_org(s, what.who.actors[0]);
  for (size_t i = 0; i < s->n_hits; i++)
    leaders = leaders || s->hits[i].frame == FRAME_LEADERS;
  if (!what.who.n || (org && !leaders && !enti_frame_lists(CALLED_BY_MEMBERS, what.who.actors[0].id)))
    return;
  enti_meetings_of(s, &what.who, &m);
  enti_said_places(s, hit->anchor, false, &what);
  what.n_times = enti_scene_times(s, hit->anchor, what.times);
  enti_state_host(s, &m, &what);
  if (m.n)
    settle(s, hit, hit->anchor, &what, &m);
}

/* "hosted the leaders of NATO in Vilnius": the leaders stand for the meeting. */
static void check_hosted_leaders(enti_scene *s, const enti_hit *hit)
{
  enti_said what = {0};
  enti_meetings m = {0};
  uint32_t leaders = enti_scene_child(s, hit->anchor, ENT_OBJ);
  bool found = false;
  for (size_t i = 0; i < s->n_hits && leaders != ENT_NONE; i++)
    found = found || (s->hits[i].frame == FRAME_LEADERS && s->hits[i].anchor == leaders);
  if (found)
    party_of_summit(s, leaders, &what);
  else if (leaders != ENT_NONE)
    enti_party_at(s, leaders, &what.who);
  drop_hosts(s, &what);
  if (!found && !(what.who.n == 1 && enti_frame_lists(CALLED_BY_MEMBERS, what.who.actors[0].id)))
    return;
  if (!what.who.n)
    return;
  enti_meetings_of(s, &what.who, &m);
  enti_said_places(s, hit->anchor, false, &what);
  what.n_times = enti_scene_times(s, hit->anchor, what.times);
  host_of(s, leaders, &what);
  if (m.n)
    settle(s, hit, leaders, &what, &m);
}

/* A thing that the text names: an exercise, a conference. */
static void check_named(enti_scene *s, const enti_hit *hit, const enti_named *name)
{
  enti_said what = {.who = {.sure = true}};
  enti_meetings m = {0};
  for (uint32_t k = 0; k < name->n; k++) {
    ent_thing thing;
    if (ent_reference_thing(s->ref, ent_pack_string(s->ref->pack, s->ref->names[name->name + k].value), &thing) &&
        (ent_str_eq(thing.kind, ENT_STR("exercise")) || ent_str_eq(thing.kind, ENT_STR("summit"))))
      enti_meeting_add(&m, thing);
  }
  if (!m.n)
    return;
  uint32_t noun = name->last; /* the name's head, or the word "exercise" that it stands beside */
  for (uint32_t t = name->first; t <= name->last; t++) {
    uint32_t head = enti_scene_token(s, t)->head;
    if (head == ENT_NONE || head < name->first || head > name->last)
      noun = t;
  }
  uint32_t head = enti_scene_token(s, noun)->head;
  if (head != ENT_NONE && head >= s->first && head < s->end &&
      enti_frame_lists("exercise drill manoeuvre maneuver summit conference", enti_scene_token(s, head)->lemma))
    noun = head;
  check_noun(s, hit, noun, &m, &what);
}

/* A meeting that the base does not count, in the same clause: of ministers, of youth. Prime ministers are leaders. */
static bool other_meeting(const enti_scene *s, const enti_hit *hit)
{
  uint32_t clause = enti_clause_of(s, hit->anchor);
  for (size_t i = 0; i < s->n_hits; i++) {
    uint32_t t = s->hits[i].first;
    bool prime = t > s->first && enti_frame_lists("prime", enti_scene_token(s, t - 1)->fold);
    if (s->hits[i].frame == FRAME_OTHER && !prime && enti_clause_of(s, s->hits[i].anchor) == clause)
      return true;
  }
  return false;
}

void enti_check_summit(enti_scene *s, const enti_hit *hit)
{
  if (other_meeting(s, hit))
    return;
  if (hit->frame == FRAME_SUMMIT)
    check_summit_noun(s, hit);
  else if (hit->frame == FRAME_GATHER)
    check_gathering(s, hit);
  else {
    if (hit->frame == FRAME_HOST)
      check_hosted_leaders(s, hit);
    for (size_t i = 0; i < s->n_names; i++)
      if (s->ref->names[s->names[i].name].kind == NAME_THING &&
          enti_clause_of(s, s->names[i].last) == enti_clause_of(s, hit->anchor))
        check_named(s, hit, &s->names[i]);
  }
}
