/* Do two states have diplomatic relations? What was established, broken and restored last decides; that there are none
 * is said by rows of no-relations-with. */
#include "claim/compare.h"
#include "claim/verdict.h"

enum state { NOBODY_KNOWS = -1, NONE = 0, SOME = 1 };

static bool between(const ent_fact *f, ent_str a, ent_str b)
{
  return (ent_str_eq(f->subject, a) && ent_str_eq(f->object, b)) || (ent_str_eq(f->subject, b) && ent_str_eq(f->object, a));
}

static bool is_denial(const ent_fact *f, bool recognition)
{
  return ent_str_eq(f->relation, ENT_STR("no-relations-with")) &&
         (!recognition || ent_str_starts(f->note, ENT_STR("no diplomatic relations; not recognised")));
}

bool enti_without_relations(const ent_reference *r, ent_str a, ent_str b, bool recognition, int32_t from, int32_t to,
                            ent_str *ret_source)
{
  size_t n;
  const uint32_t *facts = ent_reference_of(r, a, &n);
  for (size_t i = 0; i < n; i++) {
    ent_fact f = ent_reference_fact(r, facts[i]);
    if (!is_denial(&f, recognition) || !between(&f, a, b) || (ent_date_known(f.start) && f.start.day > from) ||
        (ent_date_known(f.end) && ent_date_last(f.end) < to))
      continue;
    *ret_source = f.source;
    return true;
  }
  return false;
}

/* A date that changed it: 1 from then on there are relations, 0 none, -1 the fact says nothing of it. */
static int changes(const ent_fact *f)
{
  if (enti_frame_lists("diplomatic-relations-with restored-relations-with", f->relation))
    return SOME;
  return enti_frame_lists("broke-relations-with", f->relation) ? NONE : NOBODY_KNOWS;
}

static void take_later(ent_date date, int state, int32_t to, ent_date *last, int *now)
{
  if (!ent_date_known(date) || ent_date_last(date) > to || (ent_date_known(*last) && date.day < last->day))
    return;
  *now = ent_date_known(*last) && date.day == last->day && state != *now ? NOBODY_KNOWS : state;
  *last = date;
}

/* On the last day of a period; *ret_since: the change that made it so. */
static int relations_on(const ent_reference *r, ent_str a, ent_str b, int32_t to, ent_date *ret_since, ent_str *ret_source)
{
  size_t n;
  int now = NOBODY_KNOWS;
  ent_date last = ENT_NO_DATE;
  const uint32_t *facts = ent_reference_of(r, a, &n);
  for (size_t i = 0; i < n; i++) {
    ent_fact f = ent_reference_fact(r, facts[i]);
    int to_state = changes(&f);
    if (to_state < 0 || !between(&f, a, b))
      continue;
    ent_date before = last;
    take_later(f.start, to_state, to, &last, &now);
    take_later(f.end, to_state == SOME ? NONE : SOME, to, &last, &now);
    if (last.day != before.day || last.precision != before.precision)
      *ret_source = f.source;
  }
  *ret_since = last;
  return now;
}

static bool says_no(const enti_scene *s, const enti_hit *hit)
{
  for (uint32_t t = hit->first; t <= hit->last; t++)
    if (enti_frame_lists("no neither", enti_scene_token(s, t)->fold))
      return true;
  return enti_negated(s, hit->anchor);
}

static void check_two(enti_scene *s, const enti_hit *hit, ent_actor_ref a, ent_actor_ref b, bool sure)
{
  const ent_timex *times[ENTI_TIMES_MAX];
  size_t n = enti_scene_times(s, hit->anchor, times);
  ent_date day = ent_document_day(s->doc), since = ENT_NO_DATE;
  ent_str source = ENT_STR("entente");
  if (n && times[0]->role == ENT_TIME_SINCE)
    return;
  int32_t to = n ? ent_date_last(ent_date_known(times[0]->to) ? times[0]->to : times[0]->from)
               : ent_date_known(day) ? ent_date_last(day) : INT32_MAX;
  int now = enti_without_relations(s->ref, a.id, b.id, false, to, to, &source) ? NONE
                                                                        : relations_on(s->ref, a.id, b.id, to, &since, &source);
  bool denied = says_no(s, hit), right = (now == SOME) != denied;
  if (now == NOBODY_KNOWS || (!right && !sure))
    return;
  ent_finding *f = enti_finding_pair(s, right ? ENT_CONSISTENT : ENT_CONTRADICTED, "membership", hit, a, b);
  if (!f)
    return;
  ent_str x = enti_name_of(s, a.id), y = enti_name_of(s, b.id), when = enti_date_words(s, since);
  f->value_in_text = enti_printf(s, "%.*s and %.*s have %sdiplomatic relations", ENT_STR_ARG(x), ENT_STR_ARG(y),
                                 denied ? "no " : "");
  f->value_reference = enti_printf(s, "%.*s and %.*s have %sdiplomatic relations%s%.*s", ENT_STR_ARG(x), ENT_STR_ARG(y),
                                   now == SOME ? "" : "no ", when.n ? " since " : "", ENT_STR_ARG(when));
  f->ref_source = source;
}

/* "A and B have diplomatic relations", "A has no diplomatic relations with B". */
void enti_check_relations(enti_scene *s, const enti_hit *hit)
{
  enti_party all = {0};
  enti_party_mutual(s, hit, "with", false, &all);
  if (all.n == 2 && !enti_is_org(s, all.actors[0]) && !enti_is_org(s, all.actors[1]))
    check_two(s, hit, all.actors[0], all.actors[1], all.sure);
}
