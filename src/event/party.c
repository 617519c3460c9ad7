/* Noun phrase → actors. Lists are followed through the tree (conj) and, because parsers break lists, along the line
 * of words: "A, B and C". */
#include "event/party.h"

static uint32_t mention_for(const enti_tree *tree, uint32_t t, unsigned take)
{
  const ent_document *doc = tree->doc;
  uint32_t m = doc->mention_of ? doc->mention_of[t] : ENT_NONE;
  if (m == ENT_NONE || m >= doc->n_mentions || !doc->mentions[m].n_actors)
    return ENT_NONE;
  uint32_t flags = doc->mentions[m].flags, bars = ENT_MENTION_NOT_ACTOR | ENT_MENTION_UNRESOLVED;
  if (flags & bars)
    return ENT_NONE;
  return (flags & ENT_MENTION_PLACE) && !(take & ENTI_TAKE_PLACES) ? ENT_NONE : m;
}

uint32_t enti_mention_at(const enti_tree *tree, uint32_t t)
{
  return mention_for(tree, t, 0);
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

/* "US-Vietnam": a dash without space on either side. */
static bool joined_dash(const enti_tree *tree, uint32_t t)
{
  return (is(tree, t, ENT_STR("-")) || is(tree, t, ENT_STR("/"))) &&
         !(enti_token(tree, t)->flags & ENT_TOKEN_SPACE_BEFORE);
}

/* "and", "or"; not "but it". */
static bool joins(const enti_tree *tree, uint32_t t)
{
  return enti_upos(tree, t) == ENT_CCONJ && !is(tree, t, ENT_STR("but")) && !is(tree, t, ENT_STR("yet")) &&
         !is(tree, t, ENT_STR("nor")) && !is(tree, t, ENT_STR("so"));
}

/* Token behind a list's comma, "and", "or", "the": where the next member would begin; ENT_NONE: the list ends. */
static uint32_t next_member(const enti_tree *tree, uint32_t t, uint32_t end)
{
  uint32_t start = t;
  while (t < end && (is(tree, t, ENT_STR(",")) || joins(tree, t) || joined_dash(tree, t)))
    t++;
  if (t == start)
    return ENT_NONE;
  while (t < end && (enti_upos(tree, t) == ENT_DET || enti_upos(tree, t) == ENT_ADP) && t < start + 4)
    t++;
  return t < end ? t : ENT_NONE;
}

/* Does the mention stand in a clause as something of its own (a new subject) rather than as a member of the list? */
static bool modifies(unsigned rel)
{
  unsigned base = ent_rel_base(rel);
  return base == ENT_COMPOUND || base == ENT_AMOD || rel == ENT_NMOD_POSS;
}

static bool stands_alone(const enti_tree *tree, const ent_mention *before, const ent_mention *mention)
{
  unsigned rel = enti_rel_of(tree, mention->head), base = ent_rel_base(rel);
  if (base == ENT_NSUBJ || base == ENT_ROOT || base == ENT_CSUBJ)
    return true;
  return modifies(rel) && !modifies(enti_rel_of(tree, before->head)); /* "Poland, a [NATO] member" */
}

static void follow_list(const enti_tree *tree, uint32_t m, unsigned take, enti_parties *to)
{
  const ent_document *doc = tree->doc;
  const ent_sentence *sentence = &doc->sentences[doc->tokens[doc->mentions[m].first].sentence];
  uint32_t end = sentence->first + sentence->n;
  for (unsigned members = 0; members < ENTI_MAX_PARTIES; members++) {
    uint32_t t = next_member(tree, doc->mentions[m].last + 1, end);
    uint32_t next = t == ENT_NONE ? ENT_NONE : mention_for(tree, t, take);
    if (next == ENT_NONE || next == m || stands_alone(tree, &doc->mentions[m], &doc->mentions[next]))
      return;
    if (is(tree, t, ENT_STR("it")) || is(tree, t, ENT_STR("they")))
      return;
    add_mention(tree, next, to);
    m = next;
  }
}

/* Mention that ends right before token t, behind a list's separator; ENT_NONE: none. and_needed: the separator must
 * have an "and", as the last one of a list has. */
static uint32_t member_before(const enti_tree *tree, uint32_t t, unsigned take, bool and_needed)
{
  const ent_sentence *sentence = &tree->doc->sentences[enti_token(tree, t)->sentence];
  uint32_t start = t;
  bool has_and = false;
  while (t > sentence->first && enti_upos(tree, t - 1) == ENT_DET)
    start = --t;
  if (t == start && t > sentence->first + 1 && joined_dash(tree, t - 1) && !(enti_token(tree, t)->flags & ENT_TOKEN_SPACE_BEFORE)) {
    has_and = true; /* "the US-[Japan] alliance" */
    t--;
  }
  for (; t > sentence->first && (is(tree, t - 1, ENT_STR(",")) || joins(tree, t - 1)); t--)
    has_and |= joins(tree, t - 1);
  if (t == start || t == sentence->first || (and_needed && !has_and))
    return ENT_NONE;
  uint32_t m = mention_for(tree, t - 1, take);
  if (m == ENT_NONE || enti_is_verb(tree, tree->doc->mentions[m].head))
    return ENT_NONE;
  return m;
}

/* The other way: the mention is the last of a list whose head the parser has missed ("A, B and [C] founded D"). */
static void follow_back(const enti_tree *tree, uint32_t m, unsigned take, enti_parties *to)
{
  bool and_needed = true;
  for (unsigned members = 0; members < ENTI_MAX_PARTIES; members++) {
    uint32_t before = member_before(tree, tree->doc->mentions[m].first, take, and_needed);
    if (before == ENT_NONE)
      return;
    add_mention(tree, before, to);
    and_needed = false;
    m = before;
    if (enti_child(tree, tree->doc->mentions[m].head, ENT_CASE) != ENT_NONE)
      return;
  }
}

void enti_parties_add(const enti_tree *tree, uint32_t mention, unsigned take, enti_parties *to)
{
  add_mention(tree, mention, to);
  follow_list(tree, mention, take, to);
}

static bool no_agent(const enti_tree *tree, uint32_t t)
{
  return (enti_rules_mood(tree->rules, enti_word(tree, t), ENTI_POS_NOUN) & ENTI_MOOD_NO_AGENT) != 0;
}

static bool case_is(const enti_tree *tree, uint32_t noun, ent_str word)
{
  uint32_t marker = enti_child(tree, noun, ENT_CASE);
  return marker != ENT_NONE && is(tree, marker, word);
}

/* Does c, a dependent of a thing, name its owner? */
static bool owns(const enti_tree *tree, uint32_t c)
{
  unsigned rel = enti_rel_of(tree, c), base = ent_rel_base(rel);
  if (rel == ENT_NMOD_POSS || base == ENT_AMOD || base == ENT_COMPOUND || base == ENT_APPOS)
    return true;
  return base == ENT_NMOD && (enti_child(tree, c, ENT_CASE) == ENT_NONE || case_is(tree, c, ENT_STR("of")) ||
                              case_is(tree, c, ENT_STR("between")) || case_is(tree, c, ENT_STR("from")));
}

static bool first_person(const enti_tree *tree, uint32_t t);

/* A pronoun that coreference has left open, or a "we" that it gave to whoever was named before. */
static bool open_pronoun(const enti_tree *tree, uint32_t t)
{
  unsigned x = enti_xpos(tree, t);
  if (x != ENT_X_PRP && x != ENT_X_PRPS)
    return false;
  uint32_t m = tree->doc->mention_of ? tree->doc->mention_of[t] : ENT_NONE;
  return m == ENT_NONE || (tree->personal && first_person(tree, t) && tree->doc->mentions[m].first == t &&
                           tree->doc->mentions[m].last == t);
}

static bool first_person(const enti_tree *tree, uint32_t t)
{
  static const char *const words[] = {"we", "our", "us", "ours"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (ent_str_eq(enti_token(tree, t)->fold, ent_str_of(words[i])))
      return true;
  return false;
}

/* Adds the owner that dependent c of a thing names ("Russia-backed": within the adjective). */
static void add_owning(const enti_tree *tree, uint32_t c, unsigned take, enti_parties *to)
{
  size_t before = to->n;
  uint32_t m = mention_for(tree, c, take);
  if (open_pronoun(tree, c) && first_person(tree, c) && tree->home != ENT_NONE)
    add_mention(tree, tree->home, to);
  else if (m != ENT_NONE)
    enti_parties_add(tree, m, take, to);
  for (uint32_t g = tree->child[c]; m == ENT_NONE && g != ENT_NONE && to->n == before; g = tree->next[g])
    if (mention_for(tree, g, take) != ENT_NONE && (owns(tree, g) || enti_rel_of(tree, g) == ENT_OBL))
      enti_parties_add(tree, mention_for(tree, g, take), take, to);
}

/* Owner of a thing: who stands in apposition ("his counterpart, X"), then possessive, adjective or noun before it,
 * "of X"; a pronoun only where nothing else is ("his Rwandan counterpart"). */
static bool add_owner(const enti_tree *tree, uint32_t t, unsigned take, enti_parties *to)
{
  size_t before = to->n;
  for (int round = 0; round < 3; round++)
    for (uint32_t c = tree->child[t]; c != ENT_NONE && to->n == before; c = tree->next[c]) {
      bool pronoun = enti_xpos(tree, c) == ENT_X_PRPS, appos = ent_rel_base(enti_rel_of(tree, c)) == ENT_APPOS;
      if (owns(tree, c) && round == (appos ? 0 : pronoun ? 2 : 1))
        add_owning(tree, c, take, to);
    }
  to->owner = to->owner || to->n > before;
  return to->n > before;
}

/* The first actor named within the phrase of t, two steps deep. */
static void add_deep(const enti_tree *tree, uint32_t t, unsigned take, enti_parties *to)
{
  size_t before = to->n;
  for (uint32_t c = tree->child[t]; c != ENT_NONE && to->n == before; c = tree->next[c]) {
    unsigned base = ent_rel_base(enti_rel_of(tree, c));
    if (base != ENT_NMOD && base != ENT_OBL && base != ENT_COMPOUND && base != ENT_AMOD)
      continue;
    uint32_t m = mention_for(tree, c, take);
    if (m != ENT_NONE)
      enti_parties_add(tree, m, take, to);
    else if (!add_owner(tree, c, take, to))
      for (uint32_t g = tree->child[c]; g != ENT_NONE && to->n == before; g = tree->next[g])
        if (ent_rel_base(enti_rel_of(tree, g)) == ENT_NMOD && mention_for(tree, g, take) != ENT_NONE)
          enti_parties_add(tree, mention_for(tree, g, take), take, to);
  }
  to->owner = to->owner || to->n > before;
}

/* "organisations such as NATO", "partners like India and Australia" */
static void add_examples(const enti_tree *tree, uint32_t t, unsigned take, enti_parties *to)
{
  for (uint32_t c = tree->child[t]; c != ENT_NONE; c = tree->next[c]) {
    bool example = case_is(tree, c, ENT_STR("like")) || case_is(tree, c, ENT_STR("such")) ||
                   case_is(tree, c, ENT_STR("including")) || case_is(tree, c, ENT_STR("as"));
    uint32_t m = example && ent_rel_base(enti_rel_of(tree, c)) == ENT_NMOD ? mention_for(tree, c, take) : ENT_NONE;
    if (m != ENT_NONE)
      enti_parties_add(tree, m, take, to);
  }
}

static void add_conjuncts(const enti_tree *tree, uint32_t t, unsigned take, enti_parties *to)
{
  for (uint32_t c = tree->child[t]; c != ENT_NONE; c = tree->next[c]) {
    if (enti_rel_of(tree, c) != ENT_CONJ || enti_is_verb(tree, c) || enti_plain_apposition(tree, c))
      continue;
    uint32_t m = mention_for(tree, c, take);
    if (m != ENT_NONE)
      enti_parties_add(tree, m, take, to);
    else if ((take & ENTI_TAKE_OWNERS) && !add_owner(tree, c, take, to))
      add_examples(tree, c, take, to);
  }
}

/* A pronoun that coreference has left open takes the subject of the clause above: "Bolivia said it had asked". */
static uint32_t subject_above(const enti_tree *tree, uint32_t pronoun)
{
  uint32_t clause = tree->clause[pronoun];
  uint32_t head = clause == ENT_NONE ? ENT_NONE : enti_head(tree, clause);
  if (head == ENT_NONE || !enti_is_verb(tree, head))
    return ENT_NONE;
  uint32_t subject = enti_surface_subject(tree, head);
  return subject != ENT_NONE && enti_mention_at(tree, subject) != ENT_NONE ? subject : ENT_NONE;
}

/* "police in Japan", "farmers in Greece": people without a state of their own belong to the place they are in. Those
 * who are sent abroad need not ("troops in Mali", "the embassy in Oslo"). */
static void add_locals(const enti_tree *tree, uint32_t t, enti_parties *to)
{
  static const char *const abroad[] = {"troop", "troops", "soldier", "force", "forces", "peacekeeper", "contingent",
                                       "mission", "ambassador", "envoy", "diplomat", "embassy", "consulate", "marine",
                                       "mercenary", "adviser", "advisor", "tourist", "delegation", "inspector"};
  uint32_t m = tree->doc->mention_of ? tree->doc->mention_of[t] : ENT_NONE;
  if (m == ENT_NONE || !(tree->doc->mentions[m].flags & ENT_MENTION_UNRESOLVED) || tree->doc->mentions[m].head != t)
    return;
  for (size_t i = 0; i < sizeof abroad / sizeof *abroad; i++)
    if (ent_str_eq(enti_token(tree, t)->lemma, ent_str_of(abroad[i])))
      return;
  for (uint32_t c = tree->child[t]; c != ENT_NONE; c = tree->next[c]) {
    uint32_t place = ent_rel_base(enti_rel_of(tree, c)) == ENT_NMOD && case_is(tree, c, ENT_STR("in"))
                         ? mention_for(tree, c, ENTI_TAKE_PLACES)
                         : ENT_NONE;
    if (place != ENT_NONE) {
      enti_parties_add(tree, place, ENTI_TAKE_PLACES, to);
      to->owner = true;
      return;
    }
  }
}

/* "Sweden and Finland [each] signed": the names right before it. */
static bool floated(const enti_tree *tree, uint32_t t, unsigned take, enti_parties *to)
{
  if (t == 0 || !(is(tree, t, ENT_STR("each")) || is(tree, t, ENT_STR("both")) || is(tree, t, ENT_STR("all"))))
    return false;
  uint32_t m = enti_token(tree, t - 1)->sentence == enti_token(tree, t)->sentence ? mention_for(tree, t - 1, take) : ENT_NONE;
  if (m == ENT_NONE || mention_for(tree, t, take) != ENT_NONE)
    return false;
  add_mention(tree, m, to);
  follow_back(tree, m, take, to);
  return true;
}

bool enti_parties_of(const enti_tree *tree, uint32_t t, unsigned take, enti_parties *to)
{
  if (t != ENT_NONE && floated(tree, t, take, to))
    return true;
  if (t != ENT_NONE && open_pronoun(tree, t)) {
    if (first_person(tree, t) && tree->home != ENT_NONE) {
      add_mention(tree, tree->home, to);
      to->nearby = true;
      return true;
    }
    t = subject_above(tree, t);
  }
  if (t != ENT_NONE)
    t = enti_meant(tree, t);
  if (t == ENT_NONE)
    return false;
  size_t before = to->n;
  uint32_t m = mention_for(tree, t, take);
  uint32_t covering = tree->doc->mention_of ? tree->doc->mention_of[t] : ENT_NONE;
  bool thing = covering == ENT_NONE && !((take & ENTI_TAKE_AGENTS) && no_agent(tree, t));
  if (m != ENT_NONE) {
    enti_parties_add(tree, m, take, to);
    if (enti_upos(tree, t) != ENT_PRON && enti_rel_of(tree, t) != ENT_CONJ && enti_child(tree, t, ENT_CASE) == ENT_NONE)
      follow_back(tree, m, take, to); /* else its first member hangs on something of its own */
  } else if (thing && (take & ENTI_TAKE_OWNERS) && !add_owner(tree, t, take, to))
    add_examples(tree, t, take, to);
  if (to->n == before && (take & ENTI_TAKE_OWNERS))
    add_locals(tree, t, to);
  if (to->n == before && thing && (take & ENTI_TAKE_DEEP))
    add_deep(tree, t, take, to);
  if (to->n > before || (take & ENTI_TAKE_OWNERS))
    add_conjuncts(tree, t, take, to);
  return to->n > before;
}

/* "both ministers" does not mean the host himself: a group that was guessed and has him in it was guessed wrong. */
static bool guessed_group_with(const ent_document *doc, uint32_t mention, const enti_parties *which)
{
  if (mention == ENT_NONE)
    return false;
  const ent_mention *m = &doc->mentions[mention];
  if (!(m->flags & ENT_MENTION_COREF) || !(m->flags & ENT_MENTION_GROUP))
    return false;
  for (uint32_t i = 0; i < m->n_actors; i++)
    if (enti_parties_have(which, &m->actors[i]))
      return true;
  return false;
}

void enti_parties_without(const enti_tree *tree, enti_parties *from, const enti_parties *which)
{
  size_t kept = 0;
  for (size_t i = 0; i < from->n; i++)
    if (!enti_parties_have(which, from->items[i].actor) &&
        !guessed_group_with(tree->doc, from->items[i].mention, which))
      from->items[kept++] = from->items[i];
  from->n = kept;
}
