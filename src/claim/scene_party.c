/* Who stands in a place of a statement. */
#include "claim/scene.h"

#define MAX_DEPTH 8

void enti_party_add(enti_party *party, ent_actor_ref actor)
{
  if (actor.id.n && party->n < ENTI_PARTY_MAX && !enti_party_has(party, actor.id))
    party->actors[party->n++] = actor;
}

bool enti_party_has(const enti_party *party, ent_str id)
{
  for (size_t i = 0; i < party->n; i++)
    if (ent_str_eq(party->actors[i].id, id))
      return true;
  return false;
}

/* A description of data/claim/names.tsv ("NATO's cyber defence centre") hides the names inside it. */
static bool described(const enti_scene *s, uint32_t token, ent_actor_ref *ret)
{
  for (size_t i = 0; i < s->n_names; i++) {
    const name_record *r = &s->ref->names[s->names[i].name];
    if (r->kind != NAME_ACTOR || token < s->names[i].first || token > s->names[i].last)
      continue;
    *ret = (ent_actor_ref){ent_pack_string(s->ref->pack, r->value), ENT_STR_NONE, ENT_STR("IGO")};
    return true;
  }
  return false;
}

static void add_mention(const enti_scene *s, uint32_t token, enti_party *party)
{
  ent_actor_ref actor;
  if (described(s, token, &actor)) {
    enti_party_add(party, actor);
    return;
  }
  uint32_t m = s->doc->mention_of ? s->doc->mention_of[token] : ENT_NONE;
  if (m == ENT_NONE)
    return;
  const ent_mention *mention = &s->doc->mentions[m];
  if (mention->flags & (ENT_MENTION_NOT_ACTOR | ENT_MENTION_UNRESOLVED))
    return;
  bool known = true; /* "their", of those who stand there already, adds nothing */
  for (uint32_t i = 0; i < mention->n_actors; i++)
    known = known && enti_party_has(party, mention->actors[i].id);
  if (!known && (mention->flags & (ENT_MENTION_COREF | ENT_MENTION_AMBIGUOUS)))
    party->sure = false;
  for (uint32_t i = 0; i < mention->n_actors; i++)
    enti_party_add(party, mention->actors[i]);
}

static bool introduces_parties(ent_str preposition)
{
  return ent_str_eq(preposition, ENT_STR("of")) || ent_str_eq(preposition, ENT_STR("between")) ||
         ent_str_eq(preposition, ENT_STR("among"));
}

/* The span whose children count: the whole mention, else the token. */
static void span_of(const enti_scene *s, uint32_t node, uint32_t *ret_first, uint32_t *ret_last)
{
  uint32_t m = s->doc->mention_of ? s->doc->mention_of[node] : ENT_NONE;
  *ret_first = *ret_last = node;
  if (m != ENT_NONE && s->doc->mentions[m].first >= s->first && s->doc->mentions[m].last < s->end) {
    *ret_first = s->doc->mentions[m].first;
    *ret_last = s->doc->mentions[m].last;
  }
}

static void collect(const enti_scene *s, uint32_t node, enti_party *party, int depth)
{
  uint32_t first, last;
  size_t before = party->n;
  if (depth > MAX_DEPTH)
    return;
  add_mention(s, node, party);
  bool descend = party->n == before; /* "the leaders of A and B" */
  span_of(s, node, &first, &last);
  for (uint32_t t = s->first; t < s->end; t++) {
    const ent_token *token = enti_scene_token(s, t);
    if (token->head < first || token->head > last || (t >= first && t <= last))
      continue;
    ent_rel rel = ent_rel_base(token->rel);
    if (rel == ENT_CONJ && token->upos != ENT_VERB)
      collect(s, t, party, depth + 1);
    else if (rel == ENT_APPOS && party->n > before && enti_scene_child(s, t, ENT_CONJ) != ENT_NONE)
      collect(s, t, party, depth + 1); /* "A, B and C" taken for "A, that is B and C" */
    else if (descend && rel == ENT_NMOD && introduces_parties(enti_case_of(s, t)))
      collect(s, t, party, depth + 1);
  }
}

void enti_party_at(const enti_scene *s, uint32_t node, enti_party *party)
{
  if (!party->n) {
    party->sure = true;
    party->token = node;
  }
  if (node != ENT_NONE)
    collect(s, node, party, 0);
}

bool enti_is_org(const enti_scene *s, ent_actor_ref actor)
{
  size_t n;
  if (actor.org.n)
    return true;
  const uint32_t *facts = ent_reference_of(s->ref, actor.id, &n);
  for (size_t i = 0; i < n; i++) {
    ent_fact f = ent_reference_fact(s->ref, facts[i]);
    if (ent_str_eq(f.object, actor.id) && ent_str_eq(f.relation, ENT_STR("member-of")))
      return true;
  }
  return false;
}

static bool within_hit(const enti_hit *hit, uint32_t t)
{
  return t >= hit->first && t <= hit->last;
}

static bool same_kind_word(const enti_scene *s, uint32_t t)
{
  for (size_t i = 0; i < s->n_hits; i++)
    if ((s->hits[i].frame == FRAME_SAME || s->hits[i].frame == FRAME_MEMBER) && within_hit(&s->hits[i], t))
      return true;
  return false;
}

/* "joined NATO's mission", "joined NATO partners": the name only describes what was joined. */
static bool describes_other(const enti_scene *s, const enti_hit *hit, uint32_t last)
{
  const ent_token *t = enti_scene_token(s, last);
  uint32_t head = t->head;
  ent_rel rel = ent_rel_base(t->rel);
  if (head == ENT_NONE || head <= last || head >= s->end || within_hit(hit, head))
    return false;
  if (rel != ENT_COMPOUND && rel != ENT_NMOD && rel != ENT_AMOD)
    return false;
  if (enti_frame_lists("year month week day decade", enti_scene_token(s, head)->lemma)) /* "joined NATO six years ago" */
    return false;
  bool flag = enti_scene_token(s, hit->anchor)->upos == ENT_NOUN && enti_frame_lists("headquarters seat", enti_scene_token(s, head)->lemma);
  return !flag && !enti_partial_object(s, hit) && !same_kind_word(s, head);
}

/* "NATO's integrated military command": a part of the organisation that one can leave and stay a member. */
bool enti_partial_object(const enti_scene *s, const enti_hit *hit)
{
  if (hit->frame != FRAME_LEAVE && hit->frame != FRAME_JOIN)
    return false;
  for (uint32_t t = hit->last + 1; t < s->end && t <= hit->last + 8; t++) {
    if (enti_scene_token(s, t)->upos == ENT_VERB && enti_scene_token(s, t)->xpos != ENT_X_JJ) /* "integrated" */
      return false;
    if (enti_frame_lists("command structure", enti_scene_token(s, t)->lemma))
      return true;
  }
  return false;
}

/* An organisation at a token; *ret_last its last token. */
static bool org_at(const enti_scene *s, const enti_hit *hit, uint32_t t, ent_actor_ref *ret, uint32_t *ret_head,
                   uint32_t *ret_last)
{
  if (described(s, t, ret)) {
    *ret_head = *ret_last = t;
    for (size_t i = 0; i < s->n_names; i++)
      if (t >= s->names[i].first && t <= s->names[i].last)
        *ret_last = s->names[i].last;
    *ret_head = *ret_last;
    return true;
  }
  uint32_t m = s->doc->mention_of ? s->doc->mention_of[t] : ENT_NONE;
  if (m == ENT_NONE)
    return false;
  const ent_mention *mention = &s->doc->mentions[m];
  *ret_last = mention->last;
  *ret_head = mention->head;
  if (mention->flags & (ENT_MENTION_NOT_ACTOR | ENT_MENTION_UNRESOLVED | ENT_MENTION_COREF) ||
      (t > hit->last && ent_str_eq(ent_str_of(mention->via), ENT_STR("role")) && !enti_partial_object(s, hit)))
    /* "joined NATO leaders" */
    return false;
  for (uint32_t i = 0; i < mention->n_actors; i++)
    if (enti_is_org(s, mention->actors[i])) {
      *ret = mention->actors[i];
      return true;
    }
  return false;
}

bool enti_object_org(const enti_scene *s, const enti_hit *hit, ent_actor_ref *ret, uint32_t *ret_token)
{
  bool through_verbs = hit->frame == FRAME_APPLY || hit->frame == FRAME_INVITE; /* "applied to join" */
  uint32_t from = hit->frame == FRAME_CANDIDATE && hit->first >= s->first + 3 ? hit->first - 3 : hit->first;
  for (uint32_t t = from; t < s->end && t <= hit->last + 8; t++) {
    uint32_t head, last = t;
    const ent_token *token = enti_scene_token(s, t);
    if (t > hit->last && !through_verbs && (token->upos == ENT_VERB || ent_str_eq(token->norm, ENT_STR(";"))))
      return false;
    if (org_at(s, hit, t, ret, &head, &last)) {
      if (describes_other(s, hit, head))
        return false;
      *ret_token = t;
      return true;
    }
    if (last > t && last < s->end)
      t = last;
  }
  return false;
}

/* ---- who does it ---- */

void enti_party_by(const enti_scene *s, uint32_t verb, enti_party *party)
{
  for (uint32_t t = s->first; t < s->end; t++)
    if (enti_scene_token(s, t)->head == verb && ent_str_eq(enti_case_of(s, t), ENT_STR("by")))
      enti_party_at(s, t, party);
}

void enti_party_doing(const enti_scene *s, uint32_t verb, enti_party *party)
{
  bool passive;
  uint32_t subject = enti_subject(s, verb, &passive);
  if (passive)
    enti_party_by(s, verb, party);
  else if (subject != ENT_NONE)
    enti_party_at(s, subject, party);
}

void enti_party_mutual(const enti_scene *s, const enti_hit *hit, const char *preps, bool of_subject, enti_party *party)
{
  bool passive;
  uint32_t subject = enti_subject(s, hit->anchor, &passive), object = enti_scene_child(s, hit->anchor, ENT_OBJ);
  if (subject != ENT_NONE)
    enti_party_at(s, subject, party);
  for (uint32_t t = s->first; t < s->end; t++) {
    uint32_t head = enti_scene_token(s, t)->head;
    if ((head == hit->anchor || head == hit->last || head == object || (of_subject && head == subject)) &&
        enti_frame_lists(preps, enti_case_of(s, t)))
      enti_party_at(s, t, party);
  }
}

size_t enti_count_ids(ent_str ids)
{
  size_t n = 0;
  ent_str one;
  while (ent_str_split(&ids, ';', &one))
    n += one.n > 0;
  return n;
}
