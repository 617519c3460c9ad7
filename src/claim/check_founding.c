/* Beginnings and ends of organisations and operations. The founding of an organisation has several good dates (signed,
 * announced, in force, first meeting), so only what lies a year off all of them is wrong. */
#include "claim/compare.h"
#include "claim/verdict.h"

#define FOUNDING_LEEWAY 366

static void report(enti_scene *s, const enti_hit *hit, ent_actor_ref y, const char *did, const ent_timex *time,
                   const enti_comparison *c)
{
  ent_finding *f = enti_finding_add(s, c->verdict, "date", hit->anchor, hit->rule);
  if (!f)
    return;
  bool wrong = c->verdict == ENT_CONTRADICTED;
  ent_str name = enti_name_of(s, y.id), known = enti_date_words(s, wrong ? c->nearest : c->agreed);
  f->source = enti_finding_actors(s, &y, 1);
  f->n_source = 1;
  f->from = time->from;
  f->to = time->to;
  f->value_in_text = enti_printf(s, "%.*s %s %.*s", ENT_STR_ARG(name), did,
                                 ENT_STR_ARG(ent_str_slice(s->doc->text, time->start, time->end)));
  f->value_reference = enti_printf(s, "%.*s %s %.*s", ENT_STR_ARG(name), did, ENT_STR_ARG(known));
  f->ref_source = c->source.n ? c->source : ENT_STR("entente");
  f->days_off = wrong ? c->gap : 0;
}

static void add_all_times(enti_comparison *c, const ent_timex *const *times, size_t n, ent_date date, ent_str source)
{
  for (size_t i = 0; i < n && ent_date_known(date); i++)
    enti_compare_add(c, times[i], date, ENT_NO_DATE, true, source);
}

static void compare_founding(const enti_scene *s, ent_str org, const ent_timex *const *times, size_t n, bool end,
                             enti_comparison *c)
{
  size_t n_facts;
  ent_actor_info info;
  const uint32_t *facts = ent_reference_of(s->ref, org, &n_facts);
  for (size_t i = 0; i < n_facts; i++) {
    ent_fact f = ent_reference_fact(s->ref, facts[i]);
    if (!ent_str_eq(f.object, org))
      continue;
    if (!end && enti_frame_lists("founded founding-member-of", f.relation))
      add_all_times(c, times, n, f.start, f.source);
    if (end && enti_frame_lists("terminated", f.relation))
      add_all_times(c, times, n, f.start, f.source);
  }
  if (s->ref->actors && ent_actors_info(s->ref->actors, org, ENT_NO_DATE, &info))
    add_all_times(c, times, n, end ? info.end : info.start, ENT_STR_NONE);
  enti_compare_end(c);
  if (c->verdict == ENT_CONTRADICTED && c->gap <= FOUNDING_LEEWAY)
    c->verdict = ENT_UNKNOWN;
}

/* "the UN established Eritrea": what follows is what was founded, whatever the parser makes of the verb. */
static bool followed_by_object(const enti_scene *s, const enti_hit *hit)
{
  if (hit->last + 1 >= s->end)
    return false;
  uint8_t next = enti_scene_token(s, hit->last + 1)->upos;
  return next == ENT_PROPN || next == ENT_DET || next == ENT_NOUN || next == ENT_ADJ || next == ENT_PRON;
}

/* The organisation that was founded: the object of an active verb, the subject of a passive one. */
static void find_founded(const enti_scene *s, const enti_hit *hit, enti_party *ys)
{
  bool passive = false, noun = enti_scene_token(s, hit->anchor)->upos == ENT_NOUN;
  uint32_t subject = noun ? ENT_NONE : enti_subject(s, hit->anchor, &passive);
  uint32_t object = enti_scene_child(s, hit->anchor, noun ? ENT_NMOD : ENT_OBJ);
  bool came = !noun && hit->last > hit->first && enti_frame_lists("come be", enti_scene_token(s, hit->anchor)->lemma);
  bool ends = hit->frame == FRAME_END; /* "SEATO disbanded" */
  if (object != ENT_NONE)
    enti_party_at(s, object, ys);
  else if (subject != ENT_NONE && (passive || came || ends) && !followed_by_object(s, hit))
    enti_party_at(s, subject, ys);
  /* "NATO's mission": the party must be the node itself */
  uint32_t node = object != ENT_NONE ? object : subject;
  uint32_t m = node != ENT_NONE && s->doc->mention_of ? s->doc->mention_of[node] : ENT_NONE;
  bool related =
      node != ENT_NONE && enti_frame_lists("partnership pact alliance treaty bloc group grouping organisation",
                                           enti_scene_token(s, node)->lemma);
  if (m == ENT_NONE && related) { /* "the AUKUS partnership" */
    *ys = (enti_party){0};
    for (uint32_t t = s->first; t < s->end; t++)
      if (enti_scene_token(s, t)->head == node && ent_rel_base(enti_scene_token(s, t)->rel) == ENT_COMPOUND)
        enti_party_at(s, t, ys);
  } else if (m == ENT_NONE)
    ys->n = 0;
}

/* "A and B founded Y". */
static bool is_founder(const enti_scene *s, ent_str x, ent_str y)
{
  size_t n;
  const uint32_t *facts = ent_reference_of(s->ref, y, &n);
  for (size_t i = 0; i < n; i++) {
    ent_fact f = ent_reference_fact(s->ref, facts[i]);
    if (ent_str_eq(f.object, y) && enti_frame_lists("founded founding-member-of", f.relation) &&
        (ent_str_eq(f.subject, x) || enti_reference_family(s->ref, f.subject, x)))
      return true;
  }
  return false;
}

/* Of those that are said to have founded it: who did not, where all members are known; the last in *ret. */
static size_t no_founders(const enti_scene *s, const enti_party *xs, ent_str y, ent_actor_ref *ret)
{
  size_t n = 0;
  for (size_t k = 0; k < xs->n; k++)
    if (!is_founder(s, xs->actors[k].id, y) && !enti_is_org(s, xs->actors[k])) {
      *ret = xs->actors[k];
      n++;
    }
  return n;
}

static void check_founders(enti_scene *s, const enti_hit *hit, ent_actor_ref y)
{
  bool passive;
  enti_party xs = {0};
  ent_actor_ref odd;
  uint32_t subject = enti_subject(s, hit->anchor, &passive);
  if (subject == ENT_NONE || passive)
    return;
  enti_party_at(s, subject, &xs);
  size_t wrong = no_founders(s, &xs, y.id, &odd);
  /* one alone may have proposed it; a real founder beside shows that the founders are meant */
  bool sure = xs.sure && enti_complete_members(s->ref, y.id) && xs.n >= 2 && wrong < xs.n;
  if (!xs.n || (wrong && !sure))
    return;
  ent_finding *f = enti_finding_add(s, wrong ? ENT_CONTRADICTED : ENT_CONSISTENT, "membership", hit->anchor, hit->rule);
  if (!f)
    return;
  ent_str name = enti_name_of(s, y.id);
  f->source = enti_finding_actors(s, wrong ? &odd : xs.actors, wrong ? 1 : xs.n);
  f->n_source = wrong ? 1 : xs.n;
  f->target = enti_finding_actors(s, &y, 1);
  f->n_target = 1;
  f->value_in_text = f->value_reference = enti_printf(s, "founders of %.*s", ENT_STR_ARG(name));
  if (wrong)
    f->value_reference = enti_printf(s, "%.*s is no founder of %.*s", ENT_STR_ARG(enti_name_of(s, odd.id)), ENT_STR_ARG(name));
}

/* What is announced behind a comma is more often what was told of the organisation than itself: "leave OPEC, announced
 * last week". */
static bool told_of_it(const enti_scene *s, const enti_hit *hit)
{
  bool passive;
  uint32_t subject = enti_subject(s, hit->anchor, &passive);
  return enti_frame_lists("announce unveil launch", enti_scene_token(s, hit->anchor)->lemma) && subject != ENT_NONE &&
         passive && enti_scene_token(s, subject)->rel != ENT_NSUBJ_PASS;
}

void enti_check_founding(enti_scene *s, const enti_hit *hit)
{
  enti_party ys = {0};
  const ent_timex *times[ENTI_TIMES_MAX];
  size_t n = enti_scene_times(s, hit->anchor, times);
  bool end = hit->frame == FRAME_END;
  if (enti_negated(s, hit->anchor) || told_of_it(s, hit) ||
      (end && !enti_frame_lists("dissolve disband abolish", enti_scene_token(s, hit->anchor)->lemma)))
    return;
  find_founded(s, hit, &ys);
  if (ys.n != 1 || !enti_is_org(s, ys.actors[0]))
    return;
  if (!end)
    check_founders(s, hit, ys.actors[0]);
  if (!n)
    return;
  enti_comparison c = ENTI_COMPARISON_INIT;
  compare_founding(s, ys.actors[0].id, times, n, end, &c);
  if (c.verdict == ENT_CONSISTENT || (c.verdict == ENT_CONTRADICTED && ys.sure))
    report(s, hit, ys.actors[0], end ? "ended" : "founded", times[0], &c);
}

/* ---- operations ---- */

/* An operation that is the verb's subject or object. */
bool enti_find_operation(const enti_scene *s, uint32_t verb, ent_thing *ret)
{
  bool passive;
  uint32_t subject = enti_subject(s, verb, &passive), object = enti_scene_child(s, verb, ENT_OBJ);
  for (size_t i = 0; i < s->n_names; i++) {
    const enti_named *name = &s->names[i];
    if (s->ref->names[name->name].kind != NAME_THING || name->n != 1)
      continue;
    for (uint32_t t = name->first; t <= name->last; t++) {
      uint32_t head = enti_scene_token(s, t)->head;
      bool part = t == subject || t == object ||
                  (head != ENT_NONE && (head == subject || head == object) &&
                   ent_rel_base(enti_scene_token(s, t)->rel) != ENT_NMOD);
      if (part && ent_reference_thing(s->ref, ent_pack_string(s->ref->pack, s->ref->names[name->name].value), ret))
        return ent_str_eq(ret->kind, ENT_STR("operation"));
    }
  }
  return false;
}

/* A war that is the verb's subject or object. */
static bool find_war(const enti_scene *s, uint32_t verb, ent_str *ret)
{
  bool passive;
  uint32_t subject = enti_subject(s, verb, &passive), object = enti_scene_child(s, verb, ENT_OBJ);
  for (size_t i = 0; i < s->n_names; i++)
    for (uint32_t t = s->names[i].first; t <= s->names[i].last; t++)
      if (s->ref->names[s->names[i].name].kind == NAME_WAR && (t == subject || t == object)) {
        *ret = ent_pack_string(s->ref->pack, s->ref->names[s->names[i].name].value);
        return true;
      }
  return false;
}

static void check_war(enti_scene *s, const enti_hit *hit, const ent_timex *const *times, size_t n, bool end)
{
  ent_str war;
  ent_date first = ENT_NO_DATE;
  enti_comparison c = ENTI_COMPARISON_INIT;
  if (!find_war(s, hit->anchor, &war))
    return;
  for (size_t i = 0; i < s->ref->n_facts; i++) {
    ent_fact f = ent_reference_fact(s->ref, i);
    if (!ent_str_eq(f.relation, ENT_STR("at-war-with")) || !ent_str_starts(f.note, war))
      continue;
    if (ent_date_cmp(f.start, first) < 0)
      first = f.start;
    for (size_t k = 0; k < n; k++)
      enti_compare_add(&c, times[k], end ? f.end : f.start, ENT_NO_DATE, f.checked, f.source);
  }
  enti_compare_end(&c);
  if (ent_date_known(first) && c.verdict == ENT_CONTRADICTED && !end)
    c.nearest = first; /* others joined it later */
  if (c.verdict != ENT_UNKNOWN)
    report(s, hit, (ent_actor_ref){war, ENT_STR_NONE, ENT_STR_NONE}, end ? "ended" : "began", times[0], &c);
}

void enti_check_span(enti_scene *s, const enti_hit *hit)
{
  ent_thing thing;
  const ent_timex *times[ENTI_TIMES_MAX];
  size_t n = enti_scene_times(s, hit->anchor, times);
  bool end = hit->frame == FRAME_END;
  if (!n || enti_negated(s, hit->anchor))
    return;
  check_war(s, hit, times, n, end);
  if (!enti_find_operation(s, hit->anchor, &thing))
    return;
  /* "EUFOR replaced SFOR in 2004": the end of one, the beginning of the other; either date agrees */
  enti_comparison c = ENTI_COMPARISON_INIT;
  bool both = enti_frame_lists("replace succeed", enti_scene_token(s, hit->anchor)->lemma);
  for (size_t i = 0; i < n; i++) {
    if (!end || both)
      enti_compare_add(&c, times[i], thing.start, ENT_NO_DATE, false, thing.source);
    if (end || both)
      enti_compare_add(&c, times[i], thing.end, ENT_NO_DATE, false, thing.source);
  }
  enti_compare_end(&c);
  if (c.verdict != ENT_UNKNOWN)
    report(s, hit, (ent_actor_ref){thing.id, ENT_STR_NONE, ENT_STR_NONE}, end ? "ended" : "began", times[0], &c);
}
