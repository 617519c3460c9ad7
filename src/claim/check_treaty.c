/* Treaties: signed, in force, ratified, ended. A treaty is named, or meant by its parties and what it is about ("their
 * mutual defence treaty"). */
#include "claim/compare.h"
#include "claim/verdict.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define MAX_TREATIES 32
#define YEAR_LEEWAY 92 /* days: agreed in December, signed in February */

typedef struct treaties {
  ent_str ids[MAX_TREATIES];
  size_t n;
  bool named;
  uint32_t token;
} treaties;

static bool is_treaty_word(ent_str fold)
{
  return enti_frame_lists("treaty pact agreement accord accords declaration memorandum protocol charter convention "
                          "communique statement alliance armistice act treaties",
                          fold);
}

static bool holds(const enti_scene *s, ent_str ids, ent_str id)
{
  ent_str one;
  while (ent_str_split(&ids, ';', &one))
    if (enti_reference_family(s->ref, one, id))
      return true;
  return false;
}

/* ---- by name ---- */

/* Is the name the verb's subject or object, or stands beside what is ("the ANZUS treaty")? */
static bool belongs(const enti_scene *s, const enti_named *name, uint32_t verb, uint32_t node)
{
  for (uint32_t t = name->first; t <= name->last; t++) {
    uint32_t head = enti_scene_token(s, t)->head;
    ent_rel rel = ent_rel_base(enti_scene_token(s, t)->rel);
    bool inner = head != ENT_NONE && head >= name->first && head <= name->last;
    if (t == node ||
        (!inner && head == node && node != ENT_NONE && (rel == ENT_COMPOUND || rel == ENT_APPOS || rel == ENT_FLAT)))
      return true;
    if (!inner && head == verb && (rel == ENT_NSUBJ || rel == ENT_OBJ || rel == ENT_NMOD || rel == ENT_DEP))
      return true;
  }
  return false;
}

/* A named treaty is meant only where its few parties hold those of the text: Russia signs no treaty between Japan and
 * Korea, and "a treaty on basic relations" may be another's. */
static bool parties_fit(const enti_scene *s, const ent_thing *thing, const enti_party *parties, bool as_name)
{
  if (!parties->n)
    return as_name;
  for (size_t k = 0; k < parties->n && enti_count_ids(thing->members) <= 6; k++)
    if (!holds(s, thing->members, parties->actors[k].id))
      return false;
  return true;
}

/* With capitals, the sentence's own apart; or one word alone ("NAFTA"). */
static bool written_as_name(const enti_scene *s, const enti_named *name)
{
  unsigned capitals = 0;
  for (uint32_t t = name->first; t <= name->last; t++)
    capitals += (enti_scene_token(s, t)->flags & (ENT_TOKEN_CAPITAL | ENT_TOKEN_FIRST)) == ENT_TOKEN_CAPITAL;
  return capitals > 0;
}

static bool find_named(const enti_scene *s, uint32_t verb, uint32_t subject, const enti_party *parties, treaties *out)
{
  for (size_t i = 0; i < s->n_names && !out->n; i++) {
    const enti_named *name = &s->names[i];
    if (s->ref->names[name->name].kind != NAME_THING || !belongs(s, name, verb, subject))
      continue;
    bool as_name = written_as_name(s, name);
    for (uint32_t k = 0; k < name->n && out->n < MAX_TREATIES; k++) {
      ent_thing thing;
      if (ent_reference_thing(s->ref, ent_pack_string(s->ref->pack, s->ref->names[name->name + k].value), &thing) &&
          ent_str_eq(thing.kind, ENT_STR("treaty")) && parties_fit(s, &thing, parties, as_name))
        out->ids[out->n++] = thing.id;
    }
    out->token = name->last;
  }
  out->named = out->n > 0;
  return out->named;
}

/* Organisations that are called by their treaty: ANZUS, CPTPP. */
static bool treaty_of_actor(const enti_scene *s, ent_str id, ent_thing *ret)
{
  static const char *const endings[] = {"", "_TREATY", "_AGREEMENT"};
  char text[64];
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
    int n = snprintf(text, sizeof text, "%.*s%s", ENT_STR_ARG(id), endings[i]);
    if (n > 0 && (size_t)n < sizeof text && ent_reference_thing(s->ref, (ent_str){text, (size_t)n}, ret) &&
        ent_str_eq(ret->kind, ENT_STR("treaty")))
      return true;
  }
  return false;
}

/* "the EAEU treaty", "the US-Japan security treaty": the mention before the noun. */
static uint32_t named_before(const enti_scene *s, uint32_t noun)
{
  for (uint32_t t = s->first; t < noun && noun < s->end; t++) {
    ent_rel rel = ent_rel_base(enti_scene_token(s, t)->rel);
    if (enti_scene_token(s, t)->head == noun && (rel == ENT_COMPOUND || rel == ENT_AMOD) && s->doc->mention_of &&
        s->doc->mention_of[t] != ENT_NONE)
      return t;
  }
  return ENT_NONE;
}

static bool find_by_actor(const enti_scene *s, uint32_t node, const enti_party *parties, treaties *out)
{
  ent_thing thing;
  if (node != ENT_NONE && is_treaty_word(enti_scene_token(s, node)->fold) && named_before(s, node) != ENT_NONE)
    node = named_before(s, node);
  uint32_t m = node != ENT_NONE && s->doc->mention_of ? s->doc->mention_of[node] : ENT_NONE;
  if (m == ENT_NONE || s->doc->mentions[m].n_actors != 1 || (s->doc->mentions[m].flags & ENT_MENTION_COREF) ||
      !treaty_of_actor(s, s->doc->mentions[m].actors[0].id, &thing) || !parties_fit(s, &thing, parties, true))
    return false;
  out->ids[out->n++] = thing.id;
  out->named = true;
  return true;
}

static void note(enti_scene *s, ent_str id)
{
  s->treaties = s->treaties || (s->treaty.n && !ent_str_eq(s->treaty, id));
  s->treaty = id;
}

void enti_note_treaties(enti_scene *s)
{
  ent_thing thing;
  for (size_t i = 0; i < s->n_names; i++)
    if (s->ref->names[s->names[i].name].kind == NAME_THING && s->names[i].n == 1 && written_as_name(s, &s->names[i]) &&
        ent_reference_thing(s->ref, ent_pack_string(s->ref->pack, s->ref->names[s->names[i].name].value), &thing) &&
        ent_str_eq(thing.kind, ENT_STR("treaty")))
      note(s, thing.id);
  for (uint32_t t = s->first; t < s->end; t++) {
    uint32_t m = s->doc->mention_of ? s->doc->mention_of[t] : ENT_NONE;
    if (m != ENT_NONE && s->doc->mentions[m].first == t && s->doc->mentions[m].n_actors == 1 &&
        treaty_of_actor(s, s->doc->mentions[m].actors[0].id, &thing))
      note(s, thing.id);
  }
}

/* "The treaty", with nothing to tell which: the one that the document named before, if it named just one. */
static bool find_before(const enti_scene *s, uint32_t noun, treaties *out)
{
  uint32_t det = enti_scene_child(s, noun, ENT_DET_REL);
  if (!s->treaty.n || s->treaties || det == ENT_NONE || !enti_frame_lists("the this", enti_scene_token(s, det)->fold))
    return false;
  for (uint32_t t = s->first; t < s->end; t++) {
    ent_rel rel = ent_rel_base(enti_scene_token(s, t)->rel);
    if (enti_scene_token(s, t)->head == noun &&
        (rel == ENT_AMOD || rel == ENT_COMPOUND || rel == ENT_NMOD || rel == ENT_APPOS))
      return false;
  }
  out->ids[out->n++] = s->treaty;
  out->named = true;
  return true;
}

/* ---- by parties ---- */

/* Does the name hold a word that begins like this one ("defence" and "Defense" agree)? */
static bool name_has(ent_str name, ent_str word)
{
  size_t n = word.n > 5 ? 5 : word.n;
  for (size_t i = 0; i + n <= name.n; i++)
    if ((i == 0 || !isalpha((unsigned char)name.p[i - 1])) && strncasecmp(name.p + i, word.p, n) == 0)
      return true;
  return false;
}

/* All describing words of the noun stand in the treaty's name; *ret_n how many there are. */
static bool described_by(const enti_scene *s, uint32_t noun, ent_str name, size_t *ret_n)
{
  *ret_n = 0;
  for (uint32_t t = s->first; t < s->end; t++) {
    const ent_token *token = enti_scene_token(s, t);
    ent_rel rel = ent_rel_base(token->rel);
    bool mention = s->doc->mention_of && s->doc->mention_of[t] != ENT_NONE;
    bool before = t < noun && t + 5 >= noun && (rel == ENT_AMOD || rel == ENT_COMPOUND);
    bool of = t > noun && rel == ENT_NMOD && token->head == noun && ent_str_eq(enti_case_of(s, t), ENT_STR("of")) &&
              token->upos == ENT_NOUN;
    if (mention || (!before && !of) ||
        enti_frame_lists("bilateral new landmark historic own first formal revised updated renewed", token->fold))
      continue;
    if (token->head != noun && enti_scene_token(s, token->head)->head != noun)
      continue;
    if (!name_has(name, token->fold))
      return false;
    ++*ret_n;
  }
  return true;
}

static void add_behind(const enti_scene *s, uint32_t head, const char *cases, enti_party *parties)
{
  for (uint32_t t = s->first; t < s->end; t++) {
    ent_rel rel = ent_rel_base(enti_scene_token(s, t)->rel);
    if (enti_scene_token(s, t)->head != head || (rel != ENT_OBL && rel != ENT_NMOD))
      continue;
    /* "between A and B", the second sometimes hung beside the first */
    bool beside = rel == ENT_NMOD && !enti_case_of(s, t).n && enti_scene_child(s, t, ENT_CC) != ENT_NONE;
    if (enti_frame_lists(cases, enti_case_of(s, t)) || enti_scene_token(s, t)->rel == ENT_NMOD_POSS || beside)
      enti_party_at(s, t, parties);
  }
}

/* "the US-Japan treaty", "the Sino-Soviet treaty": two states joined by a dash before the noun. */
static void add_before(const enti_scene *s, uint32_t noun, enti_party *parties)
{
  enti_party two = {0};
  for (uint32_t t = noun > s->first + 8 ? noun - 8 : s->first; t < noun; t++) {
    bool dash = t + 1 < noun && ent_str_eq(enti_scene_token(s, t + 1)->norm, ENT_STR("-"));
    if (s->doc->mention_of && s->doc->mention_of[t] != ENT_NONE &&
        (dash || (t > s->first && ent_str_eq(enti_scene_token(s, t - 1)->norm, ENT_STR("-")))))
      enti_party_at(s, t, &two);
  }
  for (size_t i = 0; i < two.n && two.n >= 2; i++)
    enti_party_add(parties, two.actors[i]);
}

static void find_by_parties(const enti_scene *s, uint32_t noun, const enti_party *parties, treaties *out)
{
  for (size_t i = 0; i < s->ref->n_things && out->n < MAX_TREATIES; i++) {
    ent_thing thing = enti_reference_thing(s->ref, i);
    size_t words, fit = 0;
    if (!ent_str_eq(thing.kind, ENT_STR("treaty")) || enti_count_ids(thing.members) != parties->n)
      continue;
    for (size_t k = 0; k < parties->n; k++)
      fit += holds(s, thing.members, parties->actors[k].id);
    if (fit == parties->n && described_by(s, noun, thing.name, &words)) {
      out->ids[out->n++] = thing.id;
      out->named = words > 0;
    }
  }
}

/* ---- dates ---- */

static bool relation_dates(enti_frame frame, ent_str relation, bool *ret_end)
{
  *ret_end = frame == FRAME_END && ent_str_eq(relation, ENT_STR("in-force"));
  return *ret_end || enti_frame_lists(enti_frame_spec_of(frame)->relations, relation);
}

static void compare_treaty(const enti_scene *s, enti_frame frame, ent_str id, const enti_party *parties,
                           const ent_timex *const *times, size_t n_times, enti_comparison *c)
{
  size_t n;
  const uint32_t *facts = ent_reference_of(s->ref, id, &n);
  for (size_t i = 0; i < n; i++) {
    ent_fact f = ent_reference_fact(s->ref, facts[i]);
    bool end, party = !parties->n;
    if (!relation_dates(frame, f.relation, &end) || !ent_str_eq(f.object, id))
      continue;
    for (size_t k = 0; k < parties->n; k++)
      party = party || holds(s, f.subject, parties->actors[k].id);
    if (!party)
      continue;
    for (size_t k = 0; k < n_times && (!end || ent_date_known(f.end)); k++)
      enti_compare_add(c, times[k], end ? f.end : f.start, ENT_NO_DATE, f.checked, f.source);
  }
  ent_thing thing;
  if (!ent_reference_thing(s->ref, id, &thing))
    return;
  ent_date own = frame == FRAME_SIGN ? thing.start : frame == FRAME_END ? thing.end : ENT_NO_DATE;
  for (size_t k = 0; k < n_times && ent_date_known(own); k++)
    enti_compare_add(c, times[k], own, ENT_NO_DATE, false, thing.source);
}

static void report(enti_scene *s, const enti_hit *hit, ent_str id, const enti_party *parties, const ent_timex *time,
                   const enti_comparison *c)
{
  ent_finding *f = enti_finding_add(s, c->verdict, "date", hit->anchor, hit->rule);
  if (!f)
    return;
  bool wrong = c->verdict == ENT_CONTRADICTED;
  const char *words = enti_frame_spec_of(hit->frame)->words;
  ent_str name = enti_name_of(s, id), known = enti_date_words(s, wrong ? c->nearest : c->agreed);
  ent_str said = ent_str_slice(s->doc->text, time->start, time->end);
  size_t n = parties->n;
  f->source = enti_finding_actors(s, parties->actors, n > 1 ? 1 : n);
  f->n_source = n > 1 ? 1 : n;
  f->target = n > 1 ? enti_finding_actors(s, parties->actors + 1, n - 1) : NULL;
  f->n_target = n > 1 ? n - 1 : 0;
  f->from = time->from;
  f->to = time->to;
  f->value_in_text = enti_printf(s, "%.*s %s %.*s", ENT_STR_ARG(name), words, ENT_STR_ARG(said));
  f->value_reference = enti_printf(s, "%.*s: %s %.*s", ENT_STR_ARG(name), words, ENT_STR_ARG(known));
  f->ref_source = c->source;
  f->days_off = wrong ? c->gap : 0;
}

/* ---- the check ---- */

static void find_treaties(const enti_scene *s, const enti_hit *hit, enti_party *parties, treaties *out)
{
  bool passive = false, noun = enti_scene_token(s, hit->anchor)->upos == ENT_NOUN;
  uint32_t verb = hit->anchor, subject = noun ? ENT_NONE : enti_subject(s, verb, &passive);
  uint32_t object = enti_scene_child(s, verb, ENT_OBJ);
  bool active = !passive && subject != ENT_NONE && object != ENT_NONE && hit->frame != FRAME_FORCE;
  if (active)
    enti_party_at(s, subject, parties);
  add_behind(s, verb, "with by", parties);
  uint32_t what = active ? object : noun ? enti_scene_child(s, verb, ENT_NMOD) : subject;
  bool treaty = what != ENT_NONE && is_treaty_word(enti_scene_token(s, what)->fold);
  if (treaty) {
    add_behind(s, what, "between with", parties);
    add_before(s, what, parties);
  }
  if (find_named(s, verb, active ? object : subject, parties, out) ||
      find_by_actor(s, active ? object : subject, parties, out))
    return;
  if (treaty && find_before(s, what, out))
    return;
  if (treaty && parties->n >= 2)
    find_by_parties(s, what, parties, out);
}

/* Notes of signatures say so of treaties that were never in force. */
static bool never_in_force(const enti_scene *s, ent_str id, ent_str *ret_source)
{
  size_t n;
  const uint32_t *facts = ent_reference_of(s->ref, id, &n);
  for (size_t i = 0; i < n; i++) {
    ent_fact f = ent_reference_fact(s->ref, facts[i]);
    if (ent_str_eq(f.object, id) && ent_str_eq(f.relation, ENT_STR("signed")) &&
        (ent_str_starts(f.note, ENT_STR("never in force")) || ent_str_starts(f.note, ENT_STR("not in force")))) {
      *ret_source = f.source;
      return true;
    }
  }
  return false;
}

static void report_never(enti_scene *s, const enti_hit *hit, ent_str id, ent_str source)
{
  ent_finding *f = enti_finding_add(s, ENT_CONTRADICTED, "date", hit->anchor, hit->rule);
  ent_str name = enti_name_of(s, id);
  if (!f)
    return;
  f->value_in_text = enti_printf(s, "%.*s in force", ENT_STR_ARG(name));
  f->value_reference = enti_printf(s, "%.*s has not entered into force", ENT_STR_ARG(name));
  f->ref_source = source;
}

/* Places that a signature names are no parties. */
void enti_check_treaty(enti_scene *s, const enti_hit *hit)
{
  treaties found = {0};
  enti_party parties = {.sure = true};
  const ent_timex *times[ENTI_TIMES_MAX];
  size_t n = enti_scene_times(s, hit->anchor, times);
  if (enti_negated(s, hit->anchor) || enti_clause_hit(s, hit->anchor, FRAME_ABOUT))
    return;
  find_treaties(s, hit, &parties, &found);
  ent_thing one;
  if (found.n == 1 && found.named && hit->frame == FRAME_SIGN && ent_reference_thing(s->ref, found.ids[0], &one))
    enti_check_signing_place(s, hit, &one);
  if (!found.n || !n)
    return;
  ent_str source;
  if (hit->frame == FRAME_FORCE && found.n == 1 && found.named && never_in_force(s, found.ids[0], &source)) {
    report_never(s, hit, found.ids[0], source);
    return;
  }
  enti_comparison c = ENTI_COMPARISON_INIT;
  for (size_t i = 0; i < found.n; i++)
    compare_treaty(s, hit->frame, found.ids[i], &parties, times, n, &c);
  enti_compare_end(&c);
  if (hit->frame == FRAME_SIGN && times[0]->from.precision == ENT_DATE_YEAR && c.gap <= YEAR_LEEWAY)
    c.verdict = c.verdict == ENT_CONTRADICTED ? ENT_UNKNOWN : c.verdict;
  if (c.verdict == ENT_CONSISTENT || (c.verdict == ENT_CONTRADICTED && found.named && (parties.sure || !parties.n)))
    report(s, hit, found.ids[0], &parties, times[0], &c);
}
