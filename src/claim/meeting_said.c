/* What a text says of a meeting: where and when. */
#include "claim/meeting.h"

void enti_said_place(const enti_scene *s, uint32_t token, enti_said *what)
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
void enti_said_places(const enti_scene *s, uint32_t token, bool before, enti_said *what)
{
  for (uint32_t t = s->first; t < s->end; t++) {
    ent_rel rel = ent_rel_base(enti_scene_token(s, t)->rel);
    if (enti_scene_token(s, t)->head != token)
      continue;
    if ((rel == ENT_OBL || rel == ENT_NMOD) && local(enti_case_of(s, t)))
      enti_said_place(s, t, what);
    else if (before && t < token &&
             (rel == ENT_COMPOUND || rel == ENT_AMOD || enti_scene_token(s, t)->rel == ENT_NMOD_POSS))
      enti_said_place(s, t, what);
  }
}

/* The next token behind `from` that is a place, with nothing between but small words: "summit, held in Wales". */
void enti_said_behind(const enti_scene *s, uint32_t from, enti_said *what)
{
  for (uint32_t t = from + 1; t < s->end && t <= from + 6 && !what->placed; t++) {
    const ent_token *token = enti_scene_token(s, t);
    if (t > from + 1 && local(enti_scene_token(s, t - 1)->fold))
      enti_said_place(s, t, what);
    if (token->upos == ENT_VERB && !enti_frame_lists("hold host convene", token->lemma))
      return;
  }
}

/* ---- the time ---- */

static bool adjacent(const enti_scene *s, const ent_timex *t, uint32_t noun, const enti_said *what)
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

/* "better than the one in Kazan": the comparison is what is claimed. */
static bool compares(const enti_scene *s, uint32_t token)
{
  uint32_t clause = enti_clause_of(s, token);
  for (uint32_t t = s->first; t < s->end; t++)
    if (ent_str_eq(enti_scene_token(s, t)->fold, ENT_STR("than")) && t > s->first &&
        enti_clause_of(s, enti_scene_token(s, t)->head == ENT_NONE ? t : enti_scene_token(s, t)->head) == clause &&
        !enti_frame_lists("more less fewer", enti_scene_token(s, t - 1)->fold))
      return true;
  return false;
}

/* The noun that a phrase "of the summit" describes is nobody who was there, and no part in it. */
static bool is_thing_of_it(const enti_scene *s, uint32_t head)
{
  const ent_token *t = enti_scene_token(s, head);
  ent_rel rel = ent_rel_base(t->rel);
  if (t->upos != ENT_NOUN || (rel != ENT_NSUBJ && rel != ENT_OBJ) || (s->doc->mention_of && s->doc->mention_of[head] != ENT_NONE))
    return false;
  return !enti_frame_lists("participation attendance presence part host venue site leader member guest participant "
                           "visit day appearance meeting summit session seat place invitation president minister "
                           "state government one ally partner",
                           t->lemma);
}

bool enti_meeting_told(const enti_scene *s, uint32_t noun)
{
  const ent_token *t = enti_scene_token(s, noun);
  bool inner = ent_rel_base(t->rel) == ENT_NMOD && t->head != ENT_NONE && t->head >= s->first && t->head < s->end;
  return !compares(s, noun) && !(inner && is_thing_of_it(s, t->head));
}

void enti_said_times(const enti_scene *s, uint32_t noun, enti_said *what)
{
  const ent_timex *all[ENTI_TIMES_MAX];
  size_t n = 0;
  for (size_t i = 0; i < s->doc->n_times; i++) { /* beside the noun: always its own */
    const ent_timex *t = &s->doc->times[i];
    if (t->first >= s->first && t->last < s->end && t->kind == ENT_TIME_DATE && ent_date_known(t->from) &&
        !t->approximate && !t->future && (t->role == ENT_TIME_AT || t->role == ENT_TIME_BETWEEN) &&
        adjacent(s, t, noun, what) && what->n_times < ENTI_TIMES_MAX)
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
