/* When: the times that date what a clause says. */
#include "claim/scene.h"

static bool is_fold(const enti_scene *s, uint32_t t, const char *word)
{
  return ent_str_eq(enti_scene_token(s, t)->fold, ent_str_of(word));
}

uint32_t enti_time_root(const enti_scene *s, const ent_timex *time)
{
  for (uint32_t t = time->first; t <= time->last && t < s->end; t++) {
    uint32_t head = enti_scene_token(s, t)->head;
    if (enti_scene_token(s, t)->upos != ENT_ADP && (head == ENT_NONE || head < time->first || head > time->last))
      return t;
  }
  return time->last;
}

/* "at its 2023 summit" dates the clause, "after the 2008 war", "the 2015 deal collapsed" do not. */
static bool dates_clause(const enti_scene *s, const ent_timex *time)
{
  uint32_t t = enti_time_root(s, time), head = enti_scene_token(s, t)->head;
  ent_rel rel = ent_rel_base(enti_scene_token(s, t)->rel);
  if (head == ENT_NONE || head < t || enti_case_of(s, t).n ||
      (rel != ENT_NUMMOD && rel != ENT_COMPOUND && rel != ENT_NMOD))
    return true;
  uint32_t c = enti_scene_child(s, head, ENT_CASE);
  return c != ENT_NONE && (is_fold(s, c, "at") || is_fold(s, c, "during") || is_fold(s, c, "in"));
}

static bool usable(const ent_timex *t)
{
  if (t->kind != ENT_TIME_DATE || !ent_date_known(t->from) || t->future)
    return false;
  return t->role == ENT_TIME_AT || t->role == ENT_TIME_SINCE || t->role == ENT_TIME_UNTIL ||
         t->role == ENT_TIME_BETWEEN;
}

/* "thirty years after leaving it", "a decade before": a distance to what follows, no date of the clause. */
static bool is_distance(const enti_scene *s, const ent_timex *time)
{
  bool unit = false;
  for (uint32_t t = time->first; t <= time->last && t < s->end; t++)
    unit = unit || enti_frame_lists("year month week day decade", enti_scene_token(s, t)->lemma);
  uint32_t next = time->last + 1;
  return unit && (enti_frame_lists("after before", enti_scene_token(s, time->last)->fold) ||
                  (next < s->end && enti_frame_lists("after before", enti_scene_token(s, next)->fold)));
}

/* The year of a name ("the Geneva Conventions of 1949") says nothing of when the clause took place. */
static bool in_name(const enti_scene *s, const ent_timex *t)
{
  for (size_t i = 0; i < s->n_names; i++)
    if (s->ref->names[s->names[i].name].kind == NAME_THING && t->first >= s->names[i].first &&
        t->last <= s->names[i].last)
      return true;
  return false;
}

/* Right behind the words of the clause, with neither comma nor verb between: "After it joined the Union in 1995,". */
static bool follows(const enti_scene *s, uint32_t token, const ent_timex *time)
{
  if (time->first <= token || time->first > token + 12)
    return false;
  for (uint32_t t = token + 1; t < time->first; t++)
    if (enti_scene_token(s, t)->upos == ENT_VERB || ent_str_eq(enti_scene_token(s, t)->norm, ENT_STR(",")))
      return false;
  return true;
}

/* "came back in 2017, thirty years *after leaving*": another time than that of the clause above. */
static bool at_another_time(const enti_scene *s, uint32_t clause)
{
  static const char other[] = "after before since until despite without";
  uint32_t mark = enti_scene_child(s, clause, ENT_MARK);
  return enti_frame_lists(other, enti_case_of(s, clause)) ||
         (mark != ENT_NONE && enti_frame_lists(other, enti_scene_token(s, mark)->fold));
}

/* The clause that shares its times: "applied to join it in 1987", "joined, becoming its 30th member, in 2020". */
static uint32_t sharing(const enti_scene *s, uint32_t clause)
{
  const ent_token *t = enti_scene_token(s, clause);
  if (at_another_time(s, clause))
    return ENT_NONE;
  bool purpose = ent_rel_base(t->rel) == ENT_ADVCL && t->xpos == ENT_X_VB && t->head != ENT_NONE && clause > t->head &&
                 clause <= t->head + 3; /* "applied to join", taken for "in order to" */
  bool shares = purpose || ent_rel_base(t->rel) == ENT_XCOMP || (ent_rel_base(t->rel) == ENT_ADVCL && t->xpos == ENT_X_VBG);
  return shares && t->head != ENT_NONE && t->head >= s->first && t->head < s->end ? enti_clause_of(s, t->head)
                                                                                  : ENT_NONE;
}

enum reach { OWN, SHARED, BEHIND };

static bool in_reach(const enti_scene *s, uint32_t token, const ent_timex *t, enum reach reach)
{
  uint32_t clause = enti_clause_of(s, token), its = enti_clause_of(s, enti_time_root(s, t));
  if (reach == BEHIND)
    return follows(s, token, t);
  return dates_clause(s, t) && (reach == OWN ? its == clause : sharing(s, its) == clause || sharing(s, clause) == its);
}

static size_t collect(const enti_scene *s, uint32_t token, enum reach reach, const ent_timex *out[ENTI_TIMES_MAX])
{
  size_t n = 0;
  for (size_t i = 0; i < s->doc->n_times && n < ENTI_TIMES_MAX; i++) {
    const ent_timex *t = &s->doc->times[i];
    if (t->first >= s->first && t->first < s->end && usable(t) && !is_distance(s, t) && !in_name(s, t) && in_reach(s, token, t, reach))
      out[n++] = t;
  }
  return n;
}

size_t enti_scene_times(const enti_scene *s, uint32_t token, const ent_timex *out[ENTI_TIMES_MAX])
{
  size_t n = 0;
  for (enum reach r = OWN; r <= BEHIND && !n; r++)
    n = collect(s, token, r, out);
  return n;
}
