/* Who may have done something to whom. Wide on purpose: the second opinion chooses among the pairs (second.c). */
#include "event/pair.h"

#define MAX_CLIMB 12

typedef struct pairs {
  enti_pair *list;
  size_t n;
} pairs;

static bool premodifies(unsigned rel)
{
  unsigned base = ent_rel_base(rel);
  return base == ENT_COMPOUND || base == ENT_AMOD || base == ENT_FLAT || base == ENT_DET_REL || base == ENT_NUMMOD ||
         rel == ENT_NMOD_POSS;
}

/* The phrase of t: with its own mention and what stands before it. */
static ent_span span_of(const enti_tree *tree, uint32_t t)
{
  const ent_document *doc = tree->doc;
  uint32_t first = t, last = t, m = doc->mention_of[t];
  if (m != ENT_NONE) {
    first = doc->mentions[m].first;
    last = doc->mentions[m].last;
  }
  for (uint32_t c = tree->child[t]; c != ENT_NONE; c = tree->next[c]) {
    uint32_t own = doc->mention_of[c], from = own == ENT_NONE ? c : doc->mentions[own].first;
    if (premodifies(enti_rel_of(tree, c)) && c < t && from < first)
      first = from;
    if (ent_rel_base(enti_rel_of(tree, c)) == ENT_FLAT && c > last)
      last = c;
  }
  return (ent_span){.n = 1, .pieces = {{doc->tokens[first].start, doc->tokens[last].end}}};
}

/* Up to the head of the phrase that a mention only qualifies: "[Israel]'s decision", "[Iranian] tanker". */
static uint32_t phrase_head(const enti_tree *tree, uint32_t t, uint32_t predicate)
{
  for (unsigned steps = 0; steps < MAX_CLIMB; steps++) {
    uint32_t head = enti_head(tree, t);
    unsigned rel = enti_rel_of(tree, t);
    if (head == ENT_NONE || head == predicate || enti_is_verb(tree, head) || (!premodifies(rel) && rel != ENT_CONJ))
      return t;
    t = head;
  }
  return t;
}

static bool below(const enti_tree *tree, uint32_t t, uint32_t top, unsigned *ret_depth)
{
  for (unsigned depth = 0; t != ENT_NONE && depth < MAX_CLIMB; t = enti_head(tree, t), depth++)
    if (t == top) {
      *ret_depth = depth;
      return true;
    }
  return false;
}

static bool touch(const ent_span *a, const ent_span *b)
{
  return a->pieces[0].start < b->pieces[0].end && b->pieces[0].start < a->pieces[0].end;
}

/* Can the mention be the other party? It is none of the sources, and no pronoun that means one of them. */
static bool other_party(const enti_tree *tree, uint32_t m, const enti_parties *sources)
{
  const ent_mention *mention = &tree->doc->mentions[m];
  if (!mention->n_actors || (mention->flags & (ENT_MENTION_NOT_ACTOR | ENT_MENTION_UNRESOLVED)))
    return false;
  for (unsigned i = 0; i < sources->n; i++)
    if (sources->items[i].mention == m)
      return false;
  return !(mention->flags & ENT_MENTION_COREF) || !enti_parties_have(sources, &mention->actors[0]);
}

/* The same two phrases under a predicate nearer to the target. */
static bool known(const pairs *found, const enti_pair *p)
{
  for (size_t i = 0; i < found->n; i++)
    if (found->list[i].target == p->target && found->list[i].source == p->source && found->list[i].depth <= p->depth)
      return true;
  return false;
}

static void add(pairs *found, const enti_pair *p)
{
  if (found->n < ENTI_MAX_PAIRS && !touch(&p->source_span, &p->target_span) && !known(found, p))
    found->list[found->n++] = *p;
}

static void add_target(const enti_tree *tree, pairs *found, const enti_pair *like, uint32_t mention)
{
  enti_pair p = *like;
  p.target = tree->doc->mentions[mention].head;
  if (!other_party(tree, mention, &p.sources) || !below(tree, p.target, p.predicate, &p.depth))
    return;
  p.targets = (enti_parties){0};
  enti_parties_add(tree, mention, ENTI_TAKE_PLACES, &p.targets);
  p.target_span = span_of(tree, phrase_head(tree, p.target, p.predicate));
  add(found, &p);
}

/* "Chad and Mali signed a treaty" */
static void add_alike(const enti_tree *tree, pairs *found, const enti_pair *like)
{
  uint32_t a = like->sources.items[0].mention, b = like->sources.items[1].mention;
  if (like->sources.n < 2 || a == b || a == ENT_NONE || b == ENT_NONE)
    return;
  enti_pair p = *like;
  p.kind = ENTI_PAIR_ALIKE;
  p.target = tree->doc->mentions[b].head;
  p.targets = (enti_parties){.n = 1, .items = {like->sources.items[1]}};
  p.sources.n = 1;
  p.source_span = span_of(tree, tree->doc->mentions[a].head);
  p.target_span = span_of(tree, p.target);
  add(found, &p);
}

/* Who stands before a noun, or behind its "by" or "from". */
static uint32_t owner_of(const enti_tree *tree, uint32_t noun)
{
  for (uint32_t c = tree->child[noun]; c != ENT_NONE; c = tree->next[c]) {
    unsigned rel = enti_rel_of(tree, c), base = ent_rel_base(rel);
    uint32_t marker = enti_child(tree, c, ENT_CASE);
    bool by = marker != ENT_NONE && (ent_str_eq(enti_token(tree, marker)->fold, ENT_STR("by")) ||
                                     ent_str_eq(enti_token(tree, marker)->fold, ENT_STR("from")));
    if (rel == ENT_NMOD_POSS || (base == ENT_NMOD && by) ||
        ((base == ENT_AMOD || base == ENT_COMPOUND) && enti_mention_at(tree, c) != ENT_NONE))
      return c;
  }
  return ENT_NONE;
}

static bool states_something(const enti_tree *tree, uint32_t t)
{
  unsigned base = ent_rel_base(enti_rel_of(tree, t));
  return base != ENT_AUX_REL && base != ENT_COP && (enti_is_verb(tree, t) || enti_child(tree, t, ENT_NSUBJ) != ENT_NONE);
}

/* Predicate, kind and source of the pairs of word t; false: it relates nobody. */
static bool begin(const enti_tree *tree, uint32_t t, enti_pair *p)
{
  *p = (enti_pair){.kind = ENTI_PAIR_VERB, .predicate = t, .source = ENT_NONE};
  if (states_something(tree, t))
    p->source = enti_is_verb(tree, t) ? enti_agent(tree, t) : enti_child(tree, t, ENT_NSUBJ);
  else if ((enti_pos_of(tree, t) & ENTI_POS_NOUN) && tree->doc->mention_of[t] == ENT_NONE) {
    p->kind = ENTI_PAIR_NOUN;
    p->source = owner_of(tree, t);
  }
  /* "police in Japan", but not "some in Warsaw" */
  unsigned deep = p->source != ENT_NONE && enti_upos(tree, p->source) == ENT_NOUN ? ENTI_TAKE_DEEP | ENTI_TAKE_PLACES : 0;
  if (p->source == ENT_NONE || !enti_parties_of(tree, p->source, ENTI_TAKE_OWNERS | ENTI_TAKE_AGENTS | deep, &p->sources))
    return false;
  p->source_span = span_of(tree, p->source);
  return true;
}

size_t enti_pairs_find(const enti_tree *tree, const ent_sentence *s, enti_pair *ret)
{
  const ent_document *doc = tree->doc;
  pairs found = {.list = ret};
  for (uint32_t t = s->first; t < s->first + s->n; t++) {
    enti_pair p;
    unsigned up;
    if (!begin(tree, t, &p))
      continue;
    for (uint32_t u = s->first; u < s->first + s->n; u++) {
      uint32_t m = doc->mention_of[u];
      if (m != ENT_NONE && doc->mentions[m].first == u && !below(tree, doc->mentions[m].head, p.source, &up))
        add_target(tree, &found, &p, m);
    }
    add_alike(tree, &found, &p);
  }
  return found.n;
}
