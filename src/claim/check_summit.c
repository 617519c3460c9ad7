/* Summits and exercises: which one is meant, where it was, and when.
 *
 * The meetings of one series (NATO_SUMMIT_1957 … NATO_SUMMIT_2025) are compared with the place and the time that the
 * text gives. One that agrees with both confirms it. Where none does: a meeting at that place at another time means
 * that the date is off, a meeting at that time elsewhere that the place is. */
#include "claim/compare.h"
#include "claim/verdict.h"

#include <ctype.h>
#include <string.h>

#define MAX_MEETINGS 96
#define NEAR_DAYS (6 * 366) /* a meeting at the place so near in time is the one that was meant */

typedef struct meetings {
  ent_thing things[MAX_MEETINGS];
  size_t n;
  ent_str series; /* "NATO_SUMMIT"; empty where they are no series */
} meetings;

typedef struct said { /* what the text says of the meeting */
  enti_party who;
  enti_place place;
  const ent_timex *times[ENTI_TIMES_MAX];
  size_t n_times;
  bool placed;
} said;

/* ---- the meetings that may be meant ---- */

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

static void add_meeting(meetings *m, ent_thing thing)
{
  for (size_t i = 0; i < m->n; i++)
    if (ent_str_eq(m->things[i].id, thing.id))
      return;
  if (m->n < MAX_MEETINGS)
    m->things[m->n++] = thing;
}

static void find_by_members(const enti_scene *s, const enti_party *who, meetings *out)
{
  for (size_t i = 0; i < s->ref->n_things; i++) {
    ent_thing t = enti_reference_thing(s->ref, i);
    ent_str series = series_of(t.id);
    bool of_org = who->n == 1 && series.n == who->actors[0].id.n + 7 && ent_str_starts(series, who->actors[0].id) &&
                  ent_str_ends(series, ENT_STR("_SUMMIT"));
    if (!ent_str_eq(t.kind, ENT_STR("summit")) || !(of_org || same_members(t.members, who)))
      continue;
    add_meeting(out, t);
    if (of_org)
      out->series = series;
  }
}

/* ---- what the text says ---- */

static void take_place(const enti_scene *s, uint32_t token, said *what)
{
  enti_place place;
  if (!what->placed && enti_place_at(s, token, &place)) {
    what->place = place;
    what->placed = true;
  }
}

static bool local(ent_str preposition)
{
  return enti_frame_lists("in at off near", preposition);
}

/* Places that hang on a token by "in" or "at"; or that stand before it: "the Bucharest summit". */
static void places_of(const enti_scene *s, uint32_t token, bool before, said *what)
{
  for (uint32_t t = s->first; t < s->end; t++) {
    ent_rel rel = ent_rel_base(enti_scene_token(s, t)->rel);
    if (enti_scene_token(s, t)->head != token)
      continue;
    if ((rel == ENT_OBL || rel == ENT_NMOD) && local(enti_case_of(s, t)))
      take_place(s, t, what);
    else if (before && t < token && (rel == ENT_COMPOUND || rel == ENT_AMOD || enti_scene_token(s, t)->rel == ENT_NMOD_POSS))
      take_place(s, t, what);
  }
}

/* The next token behind `from` that is a place, with nothing between but small words: "summit, held in Wales". */
static void place_behind(const enti_scene *s, uint32_t from, said *what)
{
  for (uint32_t t = from + 1; t < s->end && t <= from + 6 && !what->placed; t++) {
    const ent_token *token = enti_scene_token(s, t);
    if (t > from + 1 && local(enti_scene_token(s, t - 1)->fold))
      take_place(s, t, what);
    if (token->upos == ENT_VERB && !enti_frame_lists("hold host convene", token->lemma))
      return;
  }
}

static bool in_party(const enti_scene *s, const enti_party *who, ent_str id)
{
  for (size_t i = 0; i < who->n; i++)
    if (ent_str_eq(who->actors[i].id, id) && !enti_is_org(s, who->actors[i]))
      return true;
  return false;
}

/* ---- the time ---- */

static bool adjacent(const enti_scene *s, const ent_timex *t, uint32_t noun, const said *what)
{
  uint32_t last = what->placed && what->place.first > noun && what->place.first < noun + 8 ? what->place.last : noun;
  return (t->first > last && t->first <= last + 2) || (t->last < noun && t->last + 3 >= noun) || t->first == noun + 1 ||
         (t->first > noun && t->first <= noun + 3 && s->end > noun);
}

/* Is what the clause tells contemporary with the meeting? By how the noun hangs on it: "at the summit", "attended the
 * summit", "its participation in the summit"; not "ahead of the summit", "invited to the summit". */
static bool contemporary(const enti_scene *s, uint32_t noun)
{
  uint32_t t = noun;
  if (enti_clause_hit(s, noun, FRAME_ABOUT) && !ent_str_eq(enti_case_of(s, noun), ENT_STR("at")) &&
      !ent_str_eq(enti_case_of(s, noun), ENT_STR("during")))
    return false;
  for (int i = 0; i < 8; i++) {
    ent_str c = enti_case_of(s, t);
    if (c.n && !enti_frame_lists("at in during of by for on with", c))
      return false;
    uint32_t head = enti_scene_token(s, t)->head;
    ent_rel rel = ent_rel_base(enti_scene_token(s, t)->rel);
    if (head == ENT_NONE || head < s->first || head >= s->end)
      return true;
    if (rel == ENT_OBJ)
      return enti_frame_lists("host attend hold join convene open chair visit mark", enti_scene_token(s, head)->lemma);
    if (rel == ENT_NSUBJ || rel == ENT_OBL || rel == ENT_ROOT)
      return true;
    t = head;
  }
  return false;
}

static void find_times(const enti_scene *s, uint32_t noun, said *what)
{
  const ent_timex *all[ENTI_TIMES_MAX];
  size_t n = 0;
  for (size_t i = 0; i < s->doc->n_times; i++) { /* beside the noun: always its own */
    const ent_timex *t = &s->doc->times[i];
    if (t->first >= s->first && t->last < s->end && t->kind == ENT_TIME_DATE && ent_date_known(t->from) && !t->approximate &&
        !t->future && (t->role == ENT_TIME_AT || t->role == ENT_TIME_BETWEEN) && adjacent(s, t, noun, what) &&
        what->n_times < ENTI_TIMES_MAX)
      what->times[what->n_times++] = t;
  }
  uint32_t held = enti_scene_child(s, noun, ENT_ACL); /* "the summit held in Riga in 2006" */
  if (!what->n_times && held != ENT_NONE && enti_frame_lists("hold host convene", enti_scene_token(s, held)->lemma))
    what->n_times = enti_scene_times(s, held, what->times);
  if (what->n_times || !contemporary(s, noun))
    return;
  n = enti_scene_times(s, noun, all);
  for (size_t i = 0; i < n; i++)
    if (all[i]->role == ENT_TIME_AT || all[i]->role == ENT_TIME_BETWEEN)
      what->times[what->n_times++] = all[i];
}

/* ---- comparing ---- */

static bool at_time(const said *what, const ent_thing *t)
{
  for (size_t i = 0; i < what->n_times; i++)
    if (enti_days_apart(what->times[i], t->start, t->end) == 0)
      return true;
  return false;
}

/* What the facts say of the place: 1 there, 0 elsewhere, -1 unknown. A state holds its cities; a city that no note
 * names may be a part of the one that is named. */
static int at_place(const enti_scene *s, const said *what, const ent_thing *t, ent_str *ret_note)
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
  return verdict;
}

typedef struct best {
  const ent_thing *agrees, *there, *then; /* both; at the place; at the time */
  int32_t there_gap;
  ent_str then_note, there_note;
  bool doubtful; /* one whose place is not known, or named otherwise */
} best;

static void weigh(const enti_scene *s, const said *what, const meetings *m, best *b)
{
  for (size_t i = 0; i < m->n; i++) {
    const ent_thing *t = &m->things[i];
    ent_str note = ENT_STR_NONE;
    bool then = at_time(what, t) || (m->n == 1 && !what->n_times); /* named with its year: that is the time */
    int there = what->placed ? at_place(s, what, t, &note) : -1;
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

/* ---- reporting ---- */

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
  ent_str to = enti_date_words(s, t->end);
  return enti_printf(s, "%.*s to %.*s", ENT_STR_ARG(from), ENT_STR_ARG(to));
}

static ent_str known_words(enti_scene *s, const best *b)
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
static void set_actors(enti_scene *s, ent_finding *f, uint32_t noun, const said *what)
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

static void report(enti_scene *s, const enti_hit *hit, uint32_t noun, const said *what, const best *b,
                   ent_verdict verdict)
{
  bool date = b->there && (b->there_gap <= NEAR_DAYS || !b->then);
  ent_finding *f = enti_finding_add(s, verdict, verdict == ENT_CONSISTENT || date ? "date" : "host", noun, hit->rule);
  if (!f)
    return;
  const ent_thing *known = verdict == ENT_CONSISTENT ? b->agrees : date ? b->there : b->then;
  size_t i = (size_t)(f - s->out);
  ent_str place = what->place.city.n ? what->place.city : what->placed ? enti_name_of(s, what->place.state) : ENT_STR_NONE;
  ent_str when = what->n_times ? ent_str_slice(s->doc->text, what->times[0]->start, what->times[0]->end) : ENT_STR_NONE;
  ent_str noun_text = enti_scene_token(s, noun)->norm;
  ent_str who = what->who.n ? enti_name_of(s, what->who.actors[0].id) : known->name;
  f = &s->out[i];
  set_actors(s, f, noun, what);
  if (what->n_times) {
    f->from = what->times[0]->from;
    f->to = what->times[0]->to;
  }
  f->value_in_text = enti_printf(s, "%.*s %.*s%s%.*s %.*s", ENT_STR_ARG(who), ENT_STR_ARG(noun_text), place.n ? " in " : "",
                                 ENT_STR_ARG(place), ENT_STR_ARG(when));
  best one = {.there = known};
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
static const ent_thing *before(const meetings *m, const ent_thing *t)
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
    unsigned n = enti_number_of(enti_scene_token(s, t)->fold, &ordinal);
    ent_str next = enti_scene_token(s, t + 1)->fold;
    *ret_in_a_row = enti_frame_lists("consecutive straight successive", next);
    if (n && ordinal && (*ret_in_a_row || (n == 1 && ent_str_eq(next, ENT_STR("time")))))
      return n;
  }
  return 0;
}

static const ent_thing *first_attended(const enti_scene *s, const meetings *m, ent_str who)
{
  const ent_thing *first = NULL;
  for (size_t i = 0; i < m->n; i++)
    if (attended(s, who, m->things[i].id) && (!first || m->things[i].start.day < first->start.day))
      first = &m->things[i];
  return first;
}

static unsigned in_a_row(const enti_scene *s, const meetings *m, const ent_thing *t, ent_str who)
{
  unsigned n = 0;
  for (; t && attended(s, who, t->id); t = before(m, t))
    n++;
  return n;
}

/* Only where the base has the actor at some meeting of the series: else it knows nothing of when it came. */
static void check_count(enti_scene *s, const enti_hit *hit, uint32_t noun, const meetings *m, const ent_thing *t)
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

static void settle(enti_scene *s, const enti_hit *hit, uint32_t noun, const said *what, const meetings *m)
{
  best b = {0};
  if (!what->who.n && m->n > 1 && !what->n_times) /* some summit in Paris */
    return;
  weigh(s, what, m, &b);
  if (b.agrees) {
    if (what->placed || what->n_times)
      report(s, hit, noun, what, &b, ENT_CONSISTENT);
    if (m->series.n)
      check_count(s, hit, noun, m, b.agrees);
    return;
  }
  if (!what->placed || (!what->n_times && m->n > 1) || b.doubtful || (!b.there && !b.then) || !what->who.sure || enti_negated(s, noun))
    return;
  bool complete = enti_reference_pair(s->ref, PAIR_COMPLETE, ENT_STR("held-in"), m->series);
  bool exact = !what->n_times || what->times[0]->from.precision >= ENT_DATE_MONTH;
  /* a meeting at that very time elsewhere; or the one at the place was near, of a series known completely */
  bool wrong = complete || (b.then && exact) || (b.there && b.then && b.there_gap <= NEAR_DAYS) ||
               ((b.there || b.then) && m->n == 1);
  if (wrong)
    report(s, hit, noun, what, &b, ENT_CONTRADICTED);
}

/* ---- who meets ---- */

static void party_of_summit(const enti_scene *s, uint32_t noun, said *what)
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
static void party_of_clause(const enti_scene *s, uint32_t verb, said *what)
{
  bool passive;
  uint32_t subject = enti_subject(s, verb, &passive);
  if (subject != ENT_NONE && !passive)
    enti_party_at(s, subject, &what->who);
}

/* "NATO marked its anniversary at a summit in": "a summit" of the organisation that is the subject. */
static void party_at_summit(const enti_scene *s, uint32_t noun, said *what)
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

static void drop_hosts(const enti_scene *s, said *what)
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
    if (s->hits[i].frame == frame && (enti_scene_child(s, verb, ENT_OBJ) == noun || enti_subject(s, verb, &passive) == noun))
      return verb;
  }
  return ENT_NONE;
}

static void host_of(const enti_scene *s, uint32_t noun, said *what)
{
  uint32_t verb = verb_of(s, noun, FRAME_HOST);
  bool passive = false;
  uint32_t subject = verb == ENT_NONE ? ENT_NONE : enti_subject(s, verb, &passive);
  if (verb != ENT_NONE && passive && subject == noun) /* "was hosted by Lithuania" */
    for (uint32_t t = s->first; t < s->end; t++)
      if (enti_scene_token(s, t)->head == verb && ent_str_eq(enti_case_of(s, t), ENT_STR("by")))
        take_place(s, t, what);
  if (subject == ENT_NONE || enti_scene_child(s, verb, ENT_OBJ) != noun)
    return;
  if (!what->placed)
    take_place(s, subject, what);
}

static void check_noun(enti_scene *s, const enti_hit *hit, uint32_t noun, meetings *m, said *what)
{
  uint32_t verb = verb_of(s, noun, FRAME_HOLD);
  places_of(s, noun, true, what);
  place_behind(s, noun, what);
  if (verb != ENT_NONE)
    places_of(s, verb, false, what);
  host_of(s, noun, what);
  find_times(s, noun, what);
  if (m->n)
    settle(s, hit, noun, what, m);
}

/* "the Camp David summit": whose it was is not said. Such a meeting can only be found, not contradicted. */
static void find_by_place(const enti_scene *s, uint32_t noun, said *what, meetings *out)
{
  ent_str note;
  places_of(s, noun, true, what);
  what->who.sure = false;
  for (size_t i = 0; i < s->ref->n_things && what->placed; i++) {
    ent_thing t = enti_reference_thing(s->ref, i);
    if (ent_str_eq(t.kind, ENT_STR("summit")) && at_place(s, what, &t, &note) == 1)
      add_meeting(out, t);
  }
}

static void check_summit_noun(enti_scene *s, const enti_hit *hit)
{
  said what = {0};
  meetings m = {0};
  uint32_t verb = verb_of(s, hit->anchor, FRAME_HOLD);
  party_of_summit(s, hit->anchor, &what);
  if (verb != ENT_NONE && (!what.who.n || !what.who.sure)) {
    what.who = (enti_party){.sure = true};
    party_of_clause(s, verb, &what);
  }
  if (!what.who.n && enti_scene_child(s, hit->anchor, ENT_DET_REL) != ENT_NONE)
    party_at_summit(s, hit->anchor, &what);
  drop_hosts(s, &what);
  if (what.who.n)
    find_by_members(s, &what.who, &m);
  else
    find_by_place(s, hit->anchor, &what, &m);
  check_noun(s, hit, hit->anchor, &m, &what);
}

/* "NATO leaders met in Madrid in June 2022", "Kim and Trump met in Singapore". */
static void check_gathering(enti_scene *s, const enti_hit *hit)
{
  said what = {0};
  meetings m = {0};
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
  if (!what.who.n || (org && !leaders && !enti_frame_lists("G7 G8 G20", what.who.actors[0].id)))
    return;
  find_by_members(s, &what.who, &m);
  places_of(s, hit->anchor, false, &what);
  what.n_times = enti_scene_times(s, hit->anchor, what.times);
  if (m.n && !in_party(s, &what.who, what.place.state))
    settle(s, hit, hit->anchor, &what, &m);
  else if (m.n && m.n < MAX_MEETINGS)
    settle(s, hit, hit->anchor, &what, &m);
}

/* A thing that the text names: an exercise, a conference. */
static void check_named(enti_scene *s, const enti_hit *hit, const enti_named *name)
{
  said what = {.who = {.sure = true}};
  meetings m = {0};
  for (uint32_t k = 0; k < name->n; k++) {
    ent_thing thing;
    if (ent_reference_thing(s->ref, ent_pack_string(s->ref->pack, s->ref->names[name->name + k].value), &thing) &&
        (ent_str_eq(thing.kind, ENT_STR("exercise")) || ent_str_eq(thing.kind, ENT_STR("summit"))))
      add_meeting(&m, thing);
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

void enti_check_summit(enti_scene *s, const enti_hit *hit)
{
  if (enti_clause_hit(s, hit->anchor, FRAME_OTHER))
    return;
  if (hit->frame == FRAME_SUMMIT)
    check_summit_noun(s, hit);
  else if (hit->frame == FRAME_GATHER)
    check_gathering(s, hit);
  else
    for (size_t i = 0; i < s->n_names; i++)
      if (s->ref->names[s->names[i].name].kind == NAME_THING &&
          enti_clause_of(s, s->names[i].last) == enti_clause_of(s, hit->anchor))
        check_named(s, hit, &s->names[i]);
}
