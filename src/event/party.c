/* Noun phrase → actors. Lists are followed through the tree (conj) and, because parsers break lists, along the line
 * of words: "A, B and C". */
#include "event/party.h"

uint32_t enti_mention_at(const enti_tree *tree, uint32_t t)
{
  const ent_document *doc = tree->doc;
  uint32_t m = doc->mention_of ? doc->mention_of[t] : ENT_NONE;
  if (m == ENT_NONE || m >= doc->n_mentions)
    return ENT_NONE;
  const ent_mention *mention = &doc->mentions[m];
  return mention->n_actors && !(mention->flags & (ENT_MENTION_NOT_ACTOR | ENT_MENTION_UNRESOLVED)) ? m : ENT_NONE;
}

bool enti_parties_have(const enti_parties *parties, const ent_actor_ref *actor)
{
  for (size_t i = 0; i < parties->n; i++)
    if (ent_str_eq(parties->items[i].actor->id, actor->id))
      return true;
  return false;
}

static void add_one(uint32_t mention, const ent_actor_ref *actor, enti_parties *to)
{
  if (to->n < ENTI_MAX_PARTIES && !enti_parties_have(to, actor))
    to->items[to->n++] = (enti_party){actor, mention};
}

static void add_mention(const enti_tree *tree, uint32_t m, enti_parties *to)
{
  const ent_mention *mention = &tree->doc->mentions[m];
  uint32_t n = mention->flags & ENT_MENTION_AMBIGUOUS ? 1 : mention->n_actors; /* the first reading is the likeliest */
  for (uint32_t i = 0; i < n; i++)
    add_one(m, &mention->actors[i], to);
}

static bool is(const enti_tree *tree, uint32_t t, ent_str word)
{
  return ent_str_eq(enti_token(tree, t)->fold, word);
}

/* Token behind a list's comma, "and", "or", "the": where the next member would begin; ENT_NONE: the list ends. */
static uint32_t next_member(const enti_tree *tree, uint32_t t, uint32_t end)
{
  uint32_t start = t;
  while (t < end && (is(tree, t, ENT_STR(",")) || enti_token(tree, t)->upos == ENT_CCONJ))
    t++;
  if (t == start)
    return ENT_NONE;
  while (t < end && (enti_token(tree, t)->upos == ENT_DET || enti_token(tree, t)->upos == ENT_ADP) && t < start + 4)
    t++;
  return t < end ? t : ENT_NONE;
}

/* Does the mention stand in a clause as something of its own (a new subject) rather than as a member of the list? */
static bool stands_alone(const enti_tree *tree, const ent_mention *mention)
{
  unsigned rel = ent_rel_base(enti_rel_of(tree, mention->head));
  return rel == ENT_NSUBJ || rel == ENT_ROOT || rel == ENT_CSUBJ;
}

static void follow_list(const enti_tree *tree, uint32_t m, enti_parties *to)
{
  const ent_document *doc = tree->doc;
  const ent_sentence *sentence = &doc->sentences[doc->tokens[doc->mentions[m].first].sentence];
  uint32_t end = sentence->first + sentence->n;
  for (unsigned members = 0; members < ENTI_MAX_PARTIES; members++) {
    uint32_t t = next_member(tree, doc->mentions[m].last + 1, end);
    uint32_t next = t == ENT_NONE ? ENT_NONE : enti_mention_at(tree, t);
    if (next == ENT_NONE || next == m || stands_alone(tree, &doc->mentions[next]))
      return;
    if (is(tree, t, ENT_STR("it")) || is(tree, t, ENT_STR("they")))
      return;
    add_mention(tree, next, to);
    m = next;
  }
}

void enti_parties_add(const enti_tree *tree, uint32_t mention, enti_parties *to)
{
  add_mention(tree, mention, to);
  follow_list(tree, mention, to);
}

static bool no_agent(const enti_tree *tree, uint32_t t)
{
  return (enti_rules_mood(tree->rules, enti_word(tree, t), ENTI_POS_NOUN) & ENTI_MOOD_NO_AGENT) != 0;
}

static bool case_is_of(const enti_tree *tree, uint32_t noun)
{
  uint32_t marker = enti_child(tree, noun, ENT_CASE);
  return marker != ENT_NONE && is(tree, marker, ENT_STR("of"));
}

/* Owner of a thing: possessive, adjective or noun before it, "of X". */
static bool add_owner(const enti_tree *tree, uint32_t t, enti_parties *to)
{
  size_t before = to->n;
  for (uint32_t c = tree->child[t]; c != ENT_NONE && to->n == before; c = tree->next[c]) {
    unsigned rel = enti_rel_of(tree, c), base = ent_rel_base(rel);
    bool owns = rel == ENT_NMOD_POSS || base == ENT_AMOD || base == ENT_COMPOUND || base == ENT_APPOS ||
                (base == ENT_NMOD && (case_is_of(tree, c) || enti_child(tree, c, ENT_CASE) == ENT_NONE));
    uint32_t m = owns ? enti_mention_at(tree, c) : ENT_NONE;
    if (m != ENT_NONE)
      enti_parties_add(tree, m, to);
    else if (owns && base == ENT_NMOD) /* "some of the soldiers of X" */
      for (uint32_t g = tree->child[c]; g != ENT_NONE && to->n == before; g = tree->next[g])
        if (enti_mention_at(tree, g) != ENT_NONE && enti_rel_of(tree, g) != ENT_CASE)
          enti_parties_add(tree, enti_mention_at(tree, g), to);
  }
  to->owner = to->owner || to->n > before;
  return to->n > before;
}

static void add_conjuncts(const enti_tree *tree, uint32_t t, bool owners, enti_parties *to)
{
  for (uint32_t c = tree->child[t]; c != ENT_NONE; c = tree->next[c]) {
    if (enti_rel_of(tree, c) != ENT_CONJ || enti_is_verb(tree, c))
      continue;
    uint32_t m = enti_mention_at(tree, c);
    if (m != ENT_NONE)
      enti_parties_add(tree, m, to);
    else if (owners)
      add_owner(tree, c, to);
  }
}

bool enti_parties_of(const enti_tree *tree, uint32_t t, bool owners, enti_parties *to)
{
  if (t == ENT_NONE)
    return false;
  size_t before = to->n;
  uint32_t m = enti_mention_at(tree, t);
  uint32_t covering = tree->doc->mention_of ? tree->doc->mention_of[t] : ENT_NONE;
  if (m != ENT_NONE)
    enti_parties_add(tree, m, to);
  else if (covering == ENT_NONE && owners && !no_agent(tree, t))
    add_owner(tree, t, to);
  if (to->n > before || owners)
    add_conjuncts(tree, t, owners, to);
  return to->n > before;
}

void enti_parties_without(enti_parties *from, const enti_parties *which)
{
  size_t kept = 0;
  for (size_t i = 0; i < from->n; i++)
    if (!enti_parties_have(which, from->items[i].actor))
      from->items[kept++] = from->items[i];
  from->n = kept;
}
