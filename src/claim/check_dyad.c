/* X did something to Y, once: joined, left, applied, recognised, invaded … */
#include "claim/compare.h"
#include "claim/verdict.h"

#define JOIN_LEEWAY 400 /* days; one applies, is accepted, signs and raises the flag in turn */
#define FLAG_LEEWAY 60

static bool same_actor(const enti_scene *s, ent_str a, ent_str b)
{
  return ent_str_eq(a, b) || enti_reference_pair(s->ref, PAIR_SAME_MEMBERS, a, b) ||
         enti_reference_pair(s->ref, PAIR_SAME_MEMBERS, b, a);
}

static bool holds_party(const enti_scene *s, ent_str parties, ent_str id, bool *ret_same)
{
  ent_str one;
  while (ent_str_split(&parties, ';', &one))
    if (enti_reference_family(s->ref, one, id)) {
      *ret_same = same_actor(s, one, id);
      return true;
    }
  return false;
}

static bool is_mutual(enti_frame frame)
{
  return frame == FRAME_RELATIONS || frame == FRAME_RESTORE || frame == FRAME_BREAK;
}

static bool holds_note(ent_str note, ent_str wanted)
{
  if (!wanted.n)
    return true;
  for (size_t i = 0; i + wanted.n <= note.n; i++) {
    size_t k = 0;
    while (k < wanted.n && (note.p[i + k] | 0x20) == (wanted.p[k] | 0x20))
      k++;
    if (k == wanted.n)
      return true;
  }
  return false;
}

/* Every fact between x and y of the frame's relations, compared with the times. Facts of a predecessor only confirm. */
static void compare_facts(enti_scene *s, const enti_hit *hit, ent_str x, ent_str y, ent_str list_of,
                          const ent_timex *const *times, size_t n_times, enti_comparison *c, bool *ret_any)
{
  const enti_frame_spec *spec = enti_frame_spec_of(hit->frame);
  size_t n;
  const uint32_t *facts = ent_reference_of(s->ref, list_of, &n);
  for (size_t i = 0; i < n; i++) {
    ent_fact f = ent_reference_fact(s->ref, facts[i]);
    bool same_x = false, same_y = false;
    bool joined = hit->frame == FRAME_JOIN; /* a treaty is joined by signing, ratifying, coming back */
    bool start = enti_frame_lists(spec->relations, f.relation) ||
                 (joined && enti_frame_lists("signed ratified in-force", f.relation));
    bool end = (spec->end_of && enti_frame_lists(spec->end_of, f.relation) && ent_date_known(f.end)) ||
               (joined && enti_frame_lists("withdrew-from suspended-from", f.relation) && ent_date_known(f.end));
    bool as_said = holds_party(s, f.subject, x, &same_x) && holds_party(s, f.object, y, &same_y);
    if (!as_said && is_mutual(hit->frame))
      as_said = holds_party(s, f.subject, y, &same_y) && holds_party(s, f.object, x, &same_x);
    if (hit->frame == FRAME_LEAVE && enti_partial_withdrawal(&f) != enti_partial_object(s, hit))
      continue;
    if (joined && enti_partial_object(s, hit) && !(end && enti_partial_withdrawal(&f))) /* came back into the command */
      continue;
    if ((!start && !end) || !holds_note(f.note, hit->note) || !as_said)
      continue;
    *ret_any = *ret_any || (same_x && same_y);
    for (size_t k = 0; k < n_times; k++) {
      enti_comparison before = *c;
      if (start)
        enti_compare_add(c, times[k], f.start, ENT_NO_DATE, f.checked, f.source);
      if (end)
        enti_compare_add(c, times[k], f.end, ENT_NO_DATE, f.checked, f.source);
      if (c->verdict != ENT_CONSISTENT && !(same_x && same_y))
        *c = before;
    }
  }
}

/* The same for y and those in whose place it stands. */
static bool compare_dyad(enti_scene *s, const enti_hit *hit, ent_str x, ent_str y, const ent_timex *const *times,
                         size_t n_times, enti_comparison *c)
{
  bool any = false;
  const ent_pack *p = s->ref->pack;
  compare_facts(s, hit, x, y, y, times, n_times, c, &any);
  for (size_t i = 0; i < s->ref->n_pairs; i++) {
    const pair_record *pair = &s->ref->pairs[i];
    ent_str a = ent_pack_string(p, pair->a), b = ent_pack_string(p, pair->b);
    if (pair->kind == PAIR_SUCCESSOR && (ent_str_eq(a, y) || ent_str_eq(b, y)))
      compare_facts(s, hit, x, y, ent_str_eq(a, y) ? b : a, times, n_times, c, &any);
  }
  enti_compare_end(c);
  return any;
}

static void report_date(enti_scene *s, const enti_hit *hit, ent_actor_ref x, ent_actor_ref y, const ent_timex *time,
                        const enti_comparison *c)
{
  ent_finding *f = enti_finding_pair(s, c->verdict, "date", hit, x, y);
  if (!f)
    return;
  bool wrong = c->verdict == ENT_CONTRADICTED;
  ent_str name_x = enti_name_of(s, x.id), name_y = enti_name_of(s, y.id);
  const char *words = enti_frame_spec_of(hit->frame)->words;
  ent_str known = enti_date_words(s, wrong ? c->nearest : c->agreed);
  ent_str said = ent_str_slice(s->doc->text, time->start, time->end);
  f->from = time->from;
  f->to = time->to;
  f->value_in_text =
      enti_printf(s, "%.*s %s %.*s %.*s", ENT_STR_ARG(name_x), words, ENT_STR_ARG(name_y), ENT_STR_ARG(said));
  f->value_reference =
      enti_printf(s, "%.*s %s %.*s: %.*s", ENT_STR_ARG(name_x), words, ENT_STR_ARG(name_y), ENT_STR_ARG(known));
  f->ref_source = c->source;
  f->days_off = wrong ? c->gap : 0;
}

static void report_membership(enti_scene *s, const enti_hit *hit, ent_actor_ref x, ent_actor_ref y, ent_verdict verdict)
{
  ent_finding *f = enti_finding_pair(s, verdict, "membership", hit, x, y);
  if (!f)
    return;
  ent_str name_x = enti_name_of(s, x.id), name_y = enti_name_of(s, y.id);
  const char *words = enti_frame_spec_of(hit->frame)->words;
  bool right = verdict == ENT_CONSISTENT;
  f->value_in_text = enti_printf(s, "%.*s %s %.*s", ENT_STR_ARG(name_x), words, ENT_STR_ARG(name_y));
  f->value_reference =
      right
          ? f->value_in_text
          : enti_printf(s, hit->frame == FRAME_LEAVE ? "%.*s is still a member of %.*s" : "%.*s has never joined %.*s",
                        ENT_STR_ARG(name_x), ENT_STR_ARG(name_y));
  f->ref_source = ENT_STR("entente");
}

static void report_none(enti_scene *s, const enti_hit *hit, ent_actor_ref x, ent_actor_ref y, ent_str source)
{
  ent_finding *f = enti_finding_pair(s, ENT_CONTRADICTED, "membership", hit, x, y);
  if (!f)
    return;
  ent_str a = enti_name_of(s, x.id), b = enti_name_of(s, y.id);
  f->value_in_text = enti_printf(s, "%.*s has relations with %.*s", ENT_STR_ARG(a), ENT_STR_ARG(b));
  f->value_reference = enti_printf(s, "%.*s and %.*s have no diplomatic relations", ENT_STR_ARG(a), ENT_STR_ARG(b));
  f->ref_source = source;
}

/* A time somewhere in the sentence may be the one that was meant. */
static bool says_time(const enti_scene *s)
{
  for (size_t i = 0; i < s->doc->n_times; i++)
    if (s->doc->times[i].first >= s->first && s->doc->times[i].first < s->end)
      return true;
  return false;
}

/* Does the base tell who left it? */
static bool knows_leavers(const enti_scene *s, ent_str y)
{
  size_t n;
  const uint32_t *facts = ent_reference_of(s->ref, y, &n);
  for (size_t i = 0; i < n; i++) {
    ent_fact f = ent_reference_fact(s->ref, facts[i]);
    if (ent_str_eq(f.object, y) && ent_str_eq(f.relation, ENT_STR("withdrew-from")) && !enti_partial_withdrawal(&f))
      return true;
  }
  return enti_complete_members(s->ref, y);
}

/* Whoever is a member a year later has not left: France, which left the military command in 1966. */
static bool stayed_on(const enti_scene *s, ent_str x, ent_str y, const ent_timex *time)
{
  bool all;
  int32_t to = ent_date_last(ent_date_known(time->to) ? time->to : time->from);
  return knows_leavers(s, y) && enti_was_member(s->ref, x, y, to + 30, to + 400, &all) == 1 && all;
}

/* "Croatia's accession"; not "the flag … went up", whose words hold a verb. */
static bool is_nominal(const enti_scene *s, const enti_hit *hit)
{
  if (enti_scene_token(s, hit->anchor)->upos != ENT_NOUN)
    return false;
  for (uint32_t t = hit->first; t <= hit->last; t++)
    if (enti_scene_token(s, t)->upos == ENT_VERB)
      return false;
  return true;
}

/* Of a noun's times only those count that hang on it, or of a clause that says that it happened: "its accession was
 * approved in 2024" says nothing of when it came. */
static size_t times_of(const enti_scene *s, const enti_hit *hit, const ent_timex *out[ENTI_TIMES_MAX])
{
  const ent_timex *all[ENTI_TIMES_MAX];
  size_t n = enti_scene_times(s, hit->anchor, all), kept = 0;
  bool noun = is_nominal(s, hit);
  bool standing = ent_str_eq(enti_scene_token(s, hit->first)->lemma, ENT_STR("be")); /* "was a candidate in 2010" */
  bool candidate = hit->frame == FRAME_CANDIDATE || hit->frame == FRAME_DIALOGUE || hit->frame == FRAME_OBSERVER ||
                   hit->frame == FRAME_MISSION || hit->frame == FRAME_APPLY;
  for (size_t i = 0; i < n; i++) {
    bool own = all[i]->first > hit->anchor && enti_scene_token(s, all[i]->first)->head >= all[i]->first &&
               enti_scene_token(s, enti_time_root(s, all[i]))->head == hit->anchor;
    bool announced = enti_clause_hit(s, hit->anchor, FRAME_ABOUT) != NULL; /* can confirm, not contradict */
    if (standing && hit->frame == FRAME_CANDIDATE && all[i]->role != ENT_TIME_SINCE)
      continue;
    if (!noun || own || candidate || announced || enti_clause_hit(s, hit->anchor, FRAME_HAPPEN))
      out[kept++] = all[i];
  }
  return kept;
}

/* The flag goes up some days after the accession. */
static bool is_flag(const enti_scene *s, const enti_hit *hit)
{
  return ent_str_eq(enti_scene_token(s, hit->anchor)->lemma, ENT_STR("flag"));
}

void enti_check_pair(enti_scene *s, const enti_hit *hit, ent_actor_ref x, ent_actor_ref y, bool sure)
{
  const ent_timex *times[ENTI_TIMES_MAX];
  enti_comparison c = ENTI_COMPARISON_INIT;
  size_t n = times_of(s, hit, times);
  bool is_one = enti_scene_child(s, hit->anchor, ENT_COP) != ENT_NONE && /* "Mongolia is an observer in" */
                (hit->frame == FRAME_OBSERVER || hit->frame == FRAME_DIALOGUE || hit->frame == FRAME_CANDIDATE);
  bool vague = is_nominal(s, hit) && hit->frame != FRAME_MEMBER && !n && !is_one;
  bool any = compare_dyad(s, hit, x.id, y.id, times, n, &c), denied = enti_negated(s, hit->anchor);
  bool never = !any && !enti_partial_object(s, hit) && (hit->frame == FRAME_JOIN || hit->frame == FRAME_MEMBER) && !enti_is_org(s, x) &&
               enti_complete_members(s->ref, y.id) && c.verdict != ENT_CONSISTENT &&
               enti_was_member(s->ref, x.id, y.id, INT32_MIN, INT32_MAX, &(bool){false}) == 0;
  bool stayed = !any && !enti_partial_object(s, hit) && hit->frame == FRAME_LEAVE && n && stayed_on(s, x.id, y.id, times[0]);
  if (hit->frame == FRAME_JOIN && c.verdict == ENT_CONTRADICTED &&
      ((c.gap <= JOIN_LEEWAY && !enti_complete_members(s->ref, y.id)) || (c.gap <= FLAG_LEEWAY && is_flag(s, hit))))
    c.verdict = ENT_UNKNOWN;
  if (denied) /* what did not happen is not checked: a false thing denied is no contradiction */
    return;
  if (vague)
    return;
  ent_str source = ENT_STR_NONE;
  bool relates = hit->frame == FRAME_RELATIONS || hit->frame == FRAME_RESTORE || hit->frame == FRAME_RECOGNISE;
  if (sure && !any && relates &&
      enti_without_relations(s->ref, x.id, y.id, hit->frame == FRAME_RECOGNISE, INT32_MAX, INT32_MAX, &source)) {
    report_none(s, hit, x, y, source);
    return;
  }
  if ((never || stayed) && sure)
    report_membership(s, hit, x, y, ENT_CONTRADICTED);
  else if (n && c.verdict != ENT_UNKNOWN && (sure || c.verdict == ENT_CONSISTENT))
    report_date(s, hit, x, y, times[0], &c);
  else if (!n && any && !says_time(s))
    report_membership(s, hit, x, y, ENT_CONSISTENT);
}

/* A noun's parties: "Croatia's accession", "the accession of Croatia"; of "the Russian invasion of Ukraine" the one
 * behind "of" is the other side. */
static void noun_parties(const enti_scene *s, const enti_hit *hit, enti_party *xs, enti_party *ys)
{
  bool two_sided = hit->frame == FRAME_INVADE;
  for (uint32_t t = s->first; t < s->end; t++) {
    const ent_token *token = enti_scene_token(s, t);
    ent_rel rel = ent_rel_base(token->rel);
    if (token->head != hit->anchor)
      continue;
    if (token->rel == ENT_NMOD_POSS || rel == ENT_AMOD || rel == ENT_COMPOUND)
      enti_party_at(s, t, xs);
    else if (rel == ENT_NMOD && ent_str_eq(enti_case_of(s, t), ENT_STR("of")))
      enti_party_at(s, t, two_sided ? ys : xs);
  }
}

static bool has_org(const enti_scene *s, const enti_party *party)
{
  for (size_t i = 0; i < party->n; i++)
    if (enti_is_org(s, party->actors[i]))
      return true;
  return false;
}

/* A treaty, operation or exercise that the text names behind the frame's words. */
static void named_thing(const enti_scene *s, const enti_hit *hit, enti_party *ys)
{
  for (size_t i = 0; i < s->n_names; i++) {
    const enti_named *name = &s->names[i];
    if (name->first < hit->first || name->first > hit->last + 8 || s->ref->names[name->name].kind != NAME_THING)
      continue;
    for (uint32_t k = 0; k < name->n; k++)
      enti_party_add(ys, (ent_actor_ref){ent_pack_string(s->ref->pack, s->ref->names[name->name + k].value),
                                         ENT_STR_NONE, ENT_STR("thing")});
    ys->sure = name->n == 1; /* one of a series: cannot contradict */
    return;
  }
}

static bool takes_thing(enti_frame frame)
{
  return frame == FRAME_JOIN || frame == FRAME_LEAVE || frame == FRAME_SUSPEND || frame == FRAME_CONTRIBUTE ||
         frame == FRAME_ATTEND;
}

static void find_object(enti_scene *s, const enti_hit *hit, enti_party *ys)
{
  ent_actor_ref org;
  uint32_t at, object = enti_scene_child(s, hit->anchor, ENT_OBJ);
  if (hit->object.n) {
    enti_party_add(ys, (ent_actor_ref){hit->object, ENT_STR_NONE, ENT_STR_NONE});
    ys->sure = true;
    return;
  }
  bool found = enti_object_org(s, hit, &org, &at);
  if (takes_thing(hit->frame) && !(found && (hit->frame == FRAME_JOIN || hit->frame == FRAME_LEAVE)))
    named_thing(s, hit, ys);
  if (ys->n)
    return;
  if (found) {
    enti_party_add(ys, org);
    ys->sure = true;
  } else if (object != ENT_NONE)
    enti_party_at(s, object, ys);
}

static bool acts_on(enti_frame frame)
{
  return frame == FRAME_INVADE || frame == FRAME_ANNEX || frame == FRAME_RECOGNISE;
}

/* The parties of "X joined Y", "Y admitted X", "X was admitted to Y". False where they cannot be told. */
static bool find_parties(enti_scene *s, const enti_hit *hit, enti_party *xs, enti_party *ys)
{
  bool passive = false, noun = enti_scene_token(s, hit->anchor)->upos != ENT_VERB;
  if (noun)
    noun_parties(s, hit, xs, ys);
  if (!xs->n) {
    uint32_t subject = enti_subject(s, noun ? enti_clause_of(s, hit->anchor) : hit->anchor, &passive);
    if (subject != ENT_NONE)
      enti_party_at(s, subject, xs);
  }
  if (!noun && passive && acts_on(hit->frame)) { /* "was invaded by Iraq" */
    *ys = *xs;
    *xs = (enti_party){0};
    enti_party_by(s, hit->anchor, xs);
    return xs->n && ys->n;
  }
  uint32_t object = enti_scene_child(s, hit->anchor, ENT_OBJ);
  bool goes = enti_frame_lists("join rejoin enter leave quit exit become", enti_scene_token(s, hit->anchor)->lemma);
  if (!noun && !goes && object != ENT_NONE && has_org(s, xs)) { /* "the UN admitted Monaco" */
    *ys = *xs;
    *xs = (enti_party){0};
    enti_party_at(s, object, xs);
  } else if (!ys->n)
    find_object(s, hit, ys);
  return xs->n && ys->n;
}

static bool wants_org(enti_frame frame)
{
  return frame <= FRAME_ACCESSION || frame == FRAME_DIALOGUE || frame == FRAME_OBSERVER || frame == FRAME_MISSION;
}

static bool fits(const enti_scene *s, enti_frame frame, ent_actor_ref y)
{
  if (ent_str_eq(y.org, ENT_STR("thing")))
    return takes_thing(frame);
  return wants_org(frame) == enti_is_org(s, y);
}

/* "joined the SCO as an observer": another relation. */
static bool other_status(const enti_scene *s, const enti_hit *hit)
{
  return (hit->frame == FRAME_JOIN || hit->frame == FRAME_LEAVE) &&
         (enti_clause_hit(s, hit->anchor, FRAME_OBSERVER) || enti_clause_hit(s, hit->anchor, FRAME_DIALOGUE) ||
          enti_clause_hit(s, hit->anchor, FRAME_PARTNER) || enti_clause_hit(s, hit->anchor, FRAME_APPLY) ||
          enti_clause_hit(s, hit->anchor, FRAME_CANDIDATE) || enti_clause_hit(s, hit->anchor, FRAME_OTHER));
}

/* "A and B established relations", "A broke off its relations with B": any two of those named. */
static void check_mutual(enti_scene *s, const enti_hit *hit)
{
  enti_party all = {0};
  enti_party_mutual(s, hit, hit->frame == FRAME_BREAK ? "with between from" : "with between to", true, &all);
  for (size_t i = 0; i < all.n; i++)
    for (size_t k = i + 1; k < all.n; k++)
      enti_check_pair(s, hit, all.actors[i], all.actors[k], all.sure && all.n == 2);
}

/* "suspended its participation in": nobody else suspended it. */
static bool suspends_itself(const enti_scene *s, const enti_hit *hit)
{
  uint32_t object = enti_scene_child(s, hit->anchor, ENT_OBJ);
  return hit->frame == FRAME_SUSPEND && object != ENT_NONE &&
         enti_frame_lists("participation membership activity cooperation involvement", enti_scene_token(s, object)->lemma);
}

void enti_check_dyad(enti_scene *s, const enti_hit *hit)
{
  enti_party xs = {0}, ys = {0};
  if (is_mutual(hit->frame)) {
    if (!enti_clause_hit(s, hit->anchor, FRAME_ABOUT))
      check_mutual(s, hit);
    return;
  }
  if (other_status(s, hit) || !find_parties(s, hit, &xs, &ys))
    return;
  bool sure = xs.sure && ys.sure && !enti_clause_hit(s, hit->anchor, FRAME_ABOUT) && /* "announced its withdrawal" */
              !suspends_itself(s, hit);
  for (size_t i = 0; i < xs.n; i++)
    for (size_t k = 0; k < ys.n; k++)
      if (!ent_str_eq(xs.actors[i].id, ys.actors[k].id) && fits(s, hit->frame, ys.actors[k])) {
        enti_check_pair(s, hit, xs.actors[i], ys.actors[k], sure);
        enti_check_order(s, hit, xs.actors[i], ys.actors[k], sure);
      }
}
