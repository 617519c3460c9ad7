/* What is said of one actor alone: its independence, its first nuclear test; and the seat of an organisation. */
#include "claim/compare.h"
#include "claim/verdict.h"

#include <string.h>

#define STATUS_LEEWAY 1200 /* independence is declared, recognised and celebrated on different days */

static bool has_words(ent_str text, ent_str words)
{
  for (size_t i = 0; words.n && i + words.n <= text.n; i++)
    if (strncasecmp(text.p + i, words.p, words.n) == 0)
      return true;
  return false;
}

static void report(enti_scene *s, const enti_hit *hit, ent_actor_ref x, ent_verdict verdict, const char *type,
                   ent_str in_text, ent_str known, ent_str source)
{
  ent_finding *f = enti_finding_add(s, verdict, type, hit->anchor, hit->rule);
  if (!f)
    return;
  f->source = enti_finding_actors(s, &x, 1);
  f->n_source = 1;
  f->value_in_text = in_text;
  f->value_reference = known;
  f->ref_source = source;
}

static void check_date(enti_scene *s, const enti_hit *hit, ent_actor_ref x, const ent_timex *const *times,
                       size_t n_times)
{
  size_t n;
  enti_comparison c = ENTI_COMPARISON_INIT;
  bool only_first = ent_str_starts(hit->note, ENT_STR("first "));
  ent_str wanted = only_first ? ent_str_slice(hit->note, 6, hit->note.n) : hit->note;
  ent_fact first = {.start = ENT_NO_DATE};
  const uint32_t *facts = ent_reference_of(s->ref, x.id, &n);
  for (size_t i = 0; i < n; i++) {
    ent_fact f = ent_reference_fact(s->ref, facts[i]);
    if (!ent_str_eq(f.subject, x.id) || !ent_str_eq(f.relation, ENT_STR("status-in")) || !has_words(f.note, wanted))
      continue;
    if (ent_date_cmp(f.start, first.start) < 0)
      first = f;
    for (size_t k = 0; k < n_times && !only_first; k++)
      enti_compare_add(&c, times[k], f.start, ENT_NO_DATE, f.checked, f.source);
  }
  for (size_t k = 0; k < n_times && only_first; k++)
    enti_compare_add(&c, times[k], first.start, ENT_NO_DATE, first.checked, first.source);
  enti_compare_end(&c);
  if (c.verdict == ENT_UNKNOWN || (c.verdict == ENT_CONTRADICTED && c.gap <= STATUS_LEEWAY))
    return;
  ent_str name = enti_name_of(s, x.id);
  ent_str date = enti_date_words(s, c.verdict == ENT_CONTRADICTED ? c.nearest : c.agreed);
  ent_str said = ent_str_slice(s->doc->text, times[0]->start, times[0]->end);
  report(s, hit, x, c.verdict, "date",
         enti_printf(s, "%.*s: %.*s %.*s", ENT_STR_ARG(name), ENT_STR_ARG(hit->note), ENT_STR_ARG(said)),
         enti_printf(s, "%.*s: %.*s %.*s", ENT_STR_ARG(name), ENT_STR_ARG(hit->note), ENT_STR_ARG(date)), c.source);
}

static uint32_t verb_of(const enti_scene *s, const enti_hit *hit)
{
  return enti_scene_token(s, hit->anchor)->upos == ENT_VERB ? hit->anchor : enti_clause_of(s, hit->anchor);
}

void enti_check_status(enti_scene *s, const enti_hit *hit)
{
  bool passive;
  enti_party xs = {0};
  const ent_timex *times[ENTI_TIMES_MAX];
  size_t n = enti_scene_times(s, hit->anchor, times);
  uint32_t subject = enti_subject(s, verb_of(s, hit), &passive);
  if (!n || enti_negated(s, hit->anchor) || enti_clause_hit(s, hit->anchor, FRAME_ABOUT) || subject == ENT_NONE)
    return;
  enti_party_at(s, subject, &xs);
  for (size_t i = 0; i < xs.n && xs.sure; i++)
    check_date(s, hit, xs.actors[i], times, n);
}

/* ---- seats ---- */

/* The first place behind the frame's words. */
static bool place_behind(const enti_scene *s, const enti_hit *hit, enti_place *ret)
{
  for (uint32_t t = hit->last + 1; t < s->end && t <= hit->last + 6; t++)
    if (enti_place_at(s, t, ret))
      return true;
  return false;
}

/* Is it a seat of the time that the text is of? One in the past tense may mean any. */
static bool seat_then(const enti_scene *s, const ent_fact *f, bool past)
{
  ent_date day = ent_document_day(s->doc);
  if (past)
    return true;
  if (!ent_date_known(day))
    return !ent_date_known(f->end);
  return (!ent_date_known(f->start) || f->start.day <= ent_date_last(day)) &&
         (!ent_date_known(f->end) || ent_date_last(f->end) >= day.day);
}

void enti_check_seat(enti_scene *s, const enti_hit *hit)
{
  bool passive, past = enti_scene_child(s, hit->anchor, ENT_AUX_REL) != ENT_NONE &&
                       enti_scene_token(s, enti_scene_child(s, hit->anchor, ENT_AUX_REL))->xpos == ENT_X_VBD;
  enti_party ys = {0};
  enti_place place;
  size_t n, here = 0, elsewhere = 0, seats = 0;
  uint32_t subject = enti_subject(s, hit->anchor, &passive);
  if (subject == ENT_NONE)
    subject = hit->first;
  if (enti_negated(s, hit->anchor) || !place_behind(s, hit, &place))
    return;
  enti_party_at(s, subject, &ys);
  for (uint32_t t = s->first; t < s->end && !ys.n; t++) /* "NATO's headquarters are in", "the seat of OPEC is in" */
    if (enti_scene_token(s, t)->head == hit->first &&
        (enti_scene_token(s, t)->rel == ENT_NMOD_POSS || ent_rel_base(enti_scene_token(s, t)->rel) == ENT_NMOD ||
         ent_rel_base(enti_scene_token(s, t)->rel) == ENT_COMPOUND))
      enti_party_at(s, t, &ys);
  if (ys.n != 1 || !ys.sure || !enti_is_org(s, ys.actors[0]))
    return;
  const uint32_t *facts = ent_reference_of(s->ref, ys.actors[0].id, &n);
  ent_str note = ENT_STR_NONE, source = ENT_STR_NONE;
  for (size_t i = 0; i < n; i++) {
    ent_fact f = ent_reference_fact(s->ref, facts[i]);
    if (!ent_str_eq(f.relation, ENT_STR("seated-in")) || !ent_str_eq(f.subject, ys.actors[0].id))
      continue;
    if (!seat_then(s, &f, past))
      continue;
    bool town = !place.city.n || !f.note.n || memmem(f.note.p, f.note.n, place.city.p, place.city.n);
    here += ent_str_eq(f.object, place.state) && town;
    elsewhere += ent_str_eq(f.object, place.state) && !town; /* another town of the state: a suburb, perhaps */
    seats++;
    note = f.note.n ? f.note : enti_name_of(s, f.object);
    source = f.source;
  }
  if (!seats || (!here && (past || elsewhere)))
    return;
  ent_str name = enti_name_of(s, ys.actors[0].id), where = place.city.n ? place.city : enti_name_of(s, place.state);
  report(s, hit, ys.actors[0], here ? ENT_CONSISTENT : ENT_CONTRADICTED, "host",
         enti_printf(s, "%.*s is seated in %.*s", ENT_STR_ARG(name), ENT_STR_ARG(where)),
         enti_printf(s, "%.*s is seated in %.*s", ENT_STR_ARG(name), ENT_STR_ARG(note)), source);
}
