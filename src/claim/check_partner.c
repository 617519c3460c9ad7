/* Named statuses: major non-NATO ally, comprehensive strategic partnership, Partnership for Peace, global partner. */
#include "claim/compare.h"
#include "claim/verdict.h"

#include <string.h>

static bool holds(ent_str parties, ent_str id)
{
  ent_str one;
  while (ent_str_split(&parties, ';', &one))
    if (ent_str_eq(one, id))
      return true;
  return false;
}

static bool has_words(ent_str text, ent_str words)
{
  for (size_t i = 0; words.n && i + words.n <= text.n; i++)
    if (strncasecmp(text.p + i, words.p, words.n) == 0)
      return true;
  return !words.n;
}

/* Parties: the subject, and who stands behind "with", "to", "of" in the same clause. */
static void find_parties(const enti_scene *s, const enti_hit *hit, enti_party *all)
{
  uint32_t clause = enti_clause_of(s, hit->anchor);
  bool passive;
  uint32_t subject = enti_subject(s, clause, &passive);
  all->sure = true;
  if (subject != ENT_NONE)
    enti_party_at(s, subject, all);
  for (uint32_t t = s->first; t < s->end; t++) {
    ent_str c = enti_case_of(s, t);
    if (t == subject || enti_clause_of(s, t) != clause || !enti_frame_lists("with of between to and", c))
      continue;
    enti_party more = {0};
    enti_party_at(s, t, &more);
    for (size_t i = 0; i < more.n; i++)
      enti_party_add(all, more.actors[i]);
    all->sure = all->sure && (more.sure || !more.n);
  }
}

/* A time dates the status where the status begins then, or holds "since" then. */
static bool dates_beginning(const enti_scene *s, const enti_hit *hit, const ent_timex *time)
{
  return time->role == ENT_TIME_SINCE || enti_clause_hit(s, hit->anchor, FRAME_BEGINS);
}

static bool compare(enti_scene *s, const enti_hit *hit, ent_str a, ent_str b, const ent_timex *const *times,
                    size_t n_times, enti_comparison *c)
{
  size_t n;
  bool any = false;
  const uint32_t *facts = ent_reference_of(s->ref, a, &n);
  for (size_t i = 0; i < n; i++) {
    ent_fact f = ent_reference_fact(s->ref, facts[i]);
    if (!enti_frame_lists(enti_frame_spec_of(FRAME_PARTNER)->relations, f.relation) || !has_words(f.note, hit->note) ||
        !((holds(f.subject, a) && holds(f.object, b)) || (holds(f.subject, b) && holds(f.object, a))))
      continue;
    any = true;
    for (size_t k = 0; k < n_times; k++)
      enti_compare_add(c, times[k], f.start, ENT_NO_DATE, f.checked, f.source);
  }
  enti_compare_end(c);
  return any;
}

static void report(enti_scene *s, const enti_hit *hit, const ent_actor_ref pair[2], const ent_timex *time,
                   const enti_comparison *c)
{
  ent_verdict verdict = time ? c->verdict : ENT_CONSISTENT;
  ent_finding *f = enti_finding_pair(s, verdict, time ? "date" : "membership", hit, pair[0], pair[1]);
  if (!f)
    return;
  bool wrong = verdict == ENT_CONTRADICTED;
  ent_str a = enti_name_of(s, pair[0].id), b = enti_name_of(s, pair[1].id);
  if (time) {
    ent_str known = enti_date_words(s, wrong ? c->nearest : c->agreed);
    f->from = time->from;
    f->to = time->to;
    f->value_in_text = enti_printf(s, "%.*s of %.*s and %.*s, %.*s", ENT_STR_ARG(hit->note), ENT_STR_ARG(a),
                                   ENT_STR_ARG(b), ENT_STR_ARG(ent_str_slice(s->doc->text, time->start, time->end)));
    f->value_reference = enti_printf(s, "%.*s of %.*s and %.*s: %.*s", ENT_STR_ARG(hit->note), ENT_STR_ARG(a),
                                     ENT_STR_ARG(b), ENT_STR_ARG(known));
    f->ref_source = c->source;
    f->days_off = wrong ? c->gap : 0;
  } else
    f->value_reference = f->value_in_text =
        enti_printf(s, "%.*s of %.*s and %.*s", ENT_STR_ARG(hit->note), ENT_STR_ARG(a), ENT_STR_ARG(b));
}

static void check_pair(enti_scene *s, const enti_hit *hit, ent_actor_ref a, ent_actor_ref b, bool sure)
{
  const ent_timex *times[ENTI_TIMES_MAX], *used[ENTI_TIMES_MAX];
  size_t n = enti_scene_times(s, hit->anchor, times), n_used = 0;
  for (size_t i = 0; i < n; i++)
    if (dates_beginning(s, hit, times[i]))
      used[n_used++] = times[i];
  enti_comparison c = ENTI_COMPARISON_INIT;
  bool any = compare(s, hit, a.id, b.id, used, n_used, &c);
  if (n_used ? c.verdict == ENT_CONSISTENT || (c.verdict == ENT_CONTRADICTED && sure) : any && !n)
    report(s, hit, (const ent_actor_ref[2]){a, b}, n_used ? used[0] : NULL, &c);
}

static bool in_name(const enti_scene *s, const enti_hit *hit)
{
  for (size_t i = 0; i < s->n_names; i++)
    if (s->names[i].first < hit->first && s->names[i].last >= hit->last)
      return true;
  return false;
}

void enti_check_partner(enti_scene *s, const enti_hit *hit)
{
  enti_party all = {0};
  if (in_name(s, hit)) /* "Treaty on Strategic Partnership" */
    return;
  if (ent_rel_base(enti_scene_token(s, hit->last)->rel) == ENT_COMPOUND) /* "a strategic partnership agreement" */
    return;
  find_parties(s, hit, &all);
  if (enti_negated(s, hit->anchor) || !all.n)
    return;
  bool fixed = hit->object.n > 0;
  for (size_t i = 0; i < all.n; i++) {
    if (fixed && !ent_str_eq(all.actors[i].id, hit->object))
      check_pair(s, hit, all.actors[i], (ent_actor_ref){hit->object, ENT_STR_NONE, ENT_STR_NONE}, all.sure);
    for (size_t k = i + 1; k < all.n && !fixed; k++)
      check_pair(s, hit, all.actors[i], all.actors[k], all.sure && all.n == 2);
  }
}
