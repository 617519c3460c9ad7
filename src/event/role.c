/* Roles in the neighbourhood of a trigger. The tree is asked first; since one prepositional phrase in six is attached
 * to the wrong word, a preposition is also looked for under the object, under the verb that carries the noun, and at
 * last along the words behind the trigger (docs/events.md#roles). */
#include "event/role.h"

#define NEARBY 7 /* words behind the trigger in which a preposition may be found without the tree */

static void add(enti_candidates *list, uint32_t t)
{
  if (t == ENT_NONE || list->n == ENTI_MAX_CANDIDATES)
    return;
  for (size_t i = 0; i < list->n; i++)
    if (list->tokens[i] == t)
      return;
  list->tokens[list->n++] = t;
}

static bool has_case(const enti_tree *tree, uint32_t noun, uint32_t word)
{
  for (uint32_t c = tree->child[noun]; c != ENT_NONE; c = tree->next[c])
    if (ent_rel_base(enti_rel_of(tree, c)) == ENT_CASE && enti_token(tree, c)->word == word)
      return true;
  return false;
}

static void add_prepositional(const enti_tree *tree, uint32_t t, uint32_t word, enti_candidates *list)
{
  for (uint32_t c = t == ENT_NONE ? ENT_NONE : tree->child[t]; c != ENT_NONE; c = tree->next[c]) {
    unsigned base = ent_rel_base(enti_rel_of(tree, c));
    if ((base == ENT_OBL || base == ENT_NMOD || base == ENT_CONJ || base == ENT_ADVCL || base == ENT_ACL ||
         base == ENT_XCOMP) &&
        has_case(tree, c, word))
      add(list, c);
  }
}

static bool ends_phrase(const enti_tree *tree, uint32_t t)
{
  const ent_token *token = enti_token(tree, t);
  unsigned pos = enti_upos(tree, t), x = enti_xpos(tree, t);
  bool participle = x == ENT_X_VBG || x == ENT_X_VBN; /* "the threat posed by X" */
  return (pos == ENT_VERB && !participle) || pos == ENT_AUX || pos == ENT_SCONJ ||
         (pos == ENT_PUNCT && !ent_str_eq(token->fold, ENT_STR("-")));
}

/* "… <preposition> (the) (former) X": X, where X is a mention. */
static void add_nearby(const enti_tree *tree, uint32_t trigger, uint32_t word, enti_candidates *list)
{
  const ent_document *doc = tree->doc;
  const ent_sentence *sentence = &doc->sentences[doc->tokens[trigger].sentence];
  uint32_t end = sentence->first + sentence->n, stop = trigger + NEARBY < end ? trigger + NEARBY : end;
  for (uint32_t t = trigger + 1; t < stop && !ends_phrase(tree, t); t++) {
    if (doc->tokens[t].word != word)
      continue;
    for (uint32_t m = t + 1; m < end && m < t + 4; m++)
      if (enti_mention_at(tree, m) != ENT_NONE) {
        add(list, doc->mentions[enti_mention_at(tree, m)].head);
        return;
      }
  }
}

/* The verb that carries a noun as its object, or in "take part in", "agree on". */
static uint32_t carrier(const enti_tree *tree, uint32_t noun)
{
  uint32_t head = enti_head(tree, noun);
  unsigned base = ent_rel_base(enti_rel_of(tree, noun));
  if (head == ENT_NONE || !enti_is_verb(tree, head))
    return ENT_NONE;
  bool light = (enti_mood_of(tree, head) & ENTI_MOOD_LIGHT) != 0; /* not "after the war he shuttled between" */
  return base == ENT_OBJ || base == ENT_NSUBJ || base == ENT_XCOMP || (base == ENT_OBL && light) ? head : ENT_NONE;
}

static void prepositional(const enti_tree *tree, uint32_t trigger, uint32_t word, enti_candidates *list)
{
  add_prepositional(tree, trigger, word, list);
  list->n_sure = list->n;
  if (word == tree->rules->of)
    return;
  if (enti_is_verb(tree, trigger)) {
    add_prepositional(tree, enti_patient(tree, trigger), word, list);
    add_prepositional(tree, enti_child(tree, trigger, ENT_XCOMP), word, list);
  } else {
    add_prepositional(tree, carrier(tree, trigger), word, list);
    for (uint32_t c = tree->child[trigger]; c != ENT_NONE; c = tree->next[c]) /* "talks in Paris with X" */
      if (ent_rel_base(enti_rel_of(tree, c)) == ENT_NMOD)
        add_prepositional(tree, c, word, list);
  }
  add_nearby(tree, trigger, word, list);
}

static void modifiers(const enti_tree *tree, uint32_t t, enti_candidates *list)
{
  for (uint32_t c = tree->child[t]; c != ENT_NONE; c = tree->next[c]) {
    unsigned base = ent_rel_base(enti_rel_of(tree, c));
    bool before = c < t && (base == ENT_AMOD || base == ENT_COMPOUND || base == ENT_NMOD || base == ENT_FLAT ||
                            base == ENT_ADVMOD || base == ENT_NUMMOD || base == ENT_DET_REL);
    if (!before || enti_rel_of(tree, c) == ENT_NMOD_POSS)
      continue;
    add(list, c);
    for (uint32_t g = tree->child[c]; g != ENT_NONE; g = tree->next[g]) /* "nuclear weapons" program */
      if (g < t)
        add(list, g);
  }
}

static void subject(const enti_tree *tree, uint32_t t, enti_candidates *list)
{
  if (enti_is_verb(tree, t)) {
    add(list, enti_agent(tree, t));
    return;
  }
  if (enti_upos(tree, t) == ENT_ADJ || enti_upos(tree, t) == ENT_ADV) {
    uint32_t own = enti_child(tree, t, ENT_NSUBJ);
    unsigned base = ent_rel_base(enti_rel_of(tree, t));
    if (own == ENT_NONE && base == ENT_AMOD) {
      own = enti_head(tree, t);
      if (enti_child(tree, own, ENT_COP) != ENT_NONE) /* "Austria is a neutral country" */
        own = enti_holder(tree, own);
    }
    uint32_t head = enti_head(tree, t);
    if (own == ENT_NONE && base == ENT_XCOMP && head != ENT_NONE && (enti_mood_of(tree, head) & ENTI_MOOD_OBJECT) &&
        enti_child(tree, head, ENT_OBJ) != ENT_NONE)
      own = enti_child(tree, head, ENT_OBJ); /* "made it neutral" */
    if (own == ENT_NONE && (base == ENT_ADVMOD || base == ENT_XCOMP) && enti_head(tree, t) != ENT_NONE)
      own = enti_surface_subject(tree, enti_head(tree, t)); /* "drew closer" */
    add(list, own != ENT_NONE ? own : enti_surface_subject(tree, t));
    return;
  }
  add(list, enti_holder(tree, t));
}

static void complements(const enti_tree *tree, uint32_t t, enti_candidates *list)
{
  for (uint32_t c = tree->child[t]; c != ENT_NONE; c = tree->next[c]) {
    unsigned base = ent_rel_base(enti_rel_of(tree, c));
    if (base == ENT_XCOMP || base == ENT_CCOMP || base == ENT_ACL || (base == ENT_ADVCL && c > t))
      add(list, c);
  }
}

/* Each verb of a complement clause, by its object, then what hangs on it by a preposition ("would ruin relations with
 * X"). */
static void complement_objects(const enti_tree *tree, enti_candidates *list)
{
  enti_candidates verbs = *list;
  list->n = 0;
  for (size_t i = 0; i < verbs.n; i++) {
    uint32_t v = verbs.tokens[i];
    add(list, enti_is_verb(tree, v) ? enti_patient(tree, v) : v);
    for (uint32_t c = tree->child[v]; c != ENT_NONE; c = tree->next[c])
      if (ent_rel_base(enti_rel_of(tree, c)) == ENT_OBL)
        add(list, c);
  }
}

static void governors(const enti_tree *tree, uint32_t t, enti_candidates *list)
{
  uint32_t head = enti_head(tree, t);
  if (head == ENT_NONE)
    return;
  add(list, head);
  if (!enti_is_verb(tree, head))
    add(list, enti_governor(tree, head));
  else if (enti_mood_of(tree, head) & ENTI_MOOD_ASPECT) /* "began evolving" */
    add(list, enti_child(tree, head, ENT_XCOMP));
}

static void particles(const enti_tree *tree, uint32_t t, enti_candidates *list)
{
  add(list, enti_child_exact(tree, t, ENT_COMPOUND_PRT));
  const ent_document *doc = tree->doc;
  if (t + 1 < doc->n_tokens && doc->tokens[t + 1].sentence == doc->tokens[t].sentence &&
      (enti_upos(tree, t + 1) == ENT_ADP || enti_upos(tree, t + 1) == ENT_ADV))
    add(list, t + 1);
}

/* Other actors: before the trigger, nearest first, then behind it. */
static void others(const enti_tree *tree, uint32_t trigger, enti_candidates *list)
{
  const ent_document *doc = tree->doc;
  const ent_sentence *sentence = &doc->sentences[doc->tokens[trigger].sentence];
  for (uint32_t t = trigger; t-- > sentence->first;)
    if (enti_mention_at(tree, t) != ENT_NONE)
      add(list, doc->mentions[enti_mention_at(tree, t)].head);
  for (uint32_t t = trigger + 1; t < sentence->first + sentence->n; t++)
    if (enti_mention_at(tree, t) != ENT_NONE)
      add(list, doc->mentions[enti_mention_at(tree, t)].head);
}

static uint32_t root_of(const enti_tree *tree, uint32_t t)
{
  const ent_sentence *sentence = &tree->doc->sentences[enti_token(tree, t)->sentence];
  for (uint32_t k = 0; k < sentence->n && enti_head(tree, t) != ENT_NONE; k++)
    t = enti_head(tree, t);
  return t;
}

static void add_named(const enti_tree *tree, const ent_actor_ref *actors, size_t n, uint32_t sentence,
                      enti_candidates *list)
{
  const ent_document *doc = tree->doc;
  const ent_sentence *s = &doc->sentences[sentence];
  for (size_t i = 0; i < n; i++)
    for (uint32_t k = 0; k < s->n; k++) {
      uint32_t m = enti_mention_at(tree, s->first + k);
      if (m != ENT_NONE && ent_str_eq(doc->mentions[m].actors[0].id, actors[i].id)) {
        add(list, doc->mentions[m].head);
        break;
      }
    }
}

/* Moves organisations behind states, keeping the order otherwise: what one left out is mostly a state. */
static void states_first(const enti_tree *tree, enti_candidates *list)
{
  uint32_t sorted[ENTI_MAX_CANDIDATES];
  size_t n = 0;
  for (int orgs = 0; orgs < 2; orgs++)
    for (size_t i = 0; i < list->n; i++) {
      uint32_t m = enti_mention_at(tree, list->tokens[i]);
      bool org = m != ENT_NONE && tree->doc->mentions[m].actors[0].org.n > 0;
      if (org == (orgs == 1))
        sorted[n++] = list->tokens[i];
    }
  for (size_t i = 0; i < n; i++)
    list->tokens[i] = sorted[i];
}

/* Who the sentence before was about: the targets of its claims, their sources, then whoever it names, the last one
 * first. Where it names nobody, the one before it in the same paragraph. */
static void from_before(const enti_tree *tree, uint32_t trigger, enti_candidates *list)
{
  const ent_document *doc = tree->doc;
  uint32_t here = enti_token(tree, trigger)->sentence;
  for (uint32_t back = 1; back <= 2 && back <= here && list->n == 0; back++) {
    const ent_sentence *s = &doc->sentences[here - back];
    if (s->kind != ENT_SENTENCE_BODY || s->paragraph != doc->sentences[here].paragraph)
      return;
    for (size_t i = doc->n_claims; i-- > 0;)
      if (doc->claims[i].sentence == here - back)
        add_named(tree, doc->claims[i].target, doc->claims[i].n_target, here - back, list);
    for (size_t i = doc->n_claims; i-- > 0;)
      if (doc->claims[i].sentence == here - back)
        add_named(tree, doc->claims[i].source, doc->claims[i].n_source, here - back, list);
    for (uint32_t k = s->n; k-- > 0;)
      if (enti_mention_at(tree, s->first + k) != ENT_NONE)
        add(list, doc->mentions[enti_mention_at(tree, s->first + k)].head);
  }
  states_first(tree, list);
}

/* "the Treaty of Cooperation that X concluded": the treaty, though the clause hangs on what stands behind "of". */
static void add_whole(const enti_tree *tree, uint32_t verb, enti_candidates *list)
{
  uint32_t noun = enti_rel_of(tree, verb) == ENT_ACL_RELCL ? enti_head(tree, verb) : ENT_NONE;
  if (noun == ENT_NONE || list->n == 0 || list->tokens[0] != noun || ent_rel_base(enti_rel_of(tree, noun)) != ENT_NMOD ||
      !has_case(tree, noun, tree->rules->of))
    return;
  add(list, enti_head(tree, noun));
}

void enti_role_candidates(const enti_tree *tree, uint32_t trigger, const enti_role *role, enti_candidates *ret)
{
  uint32_t governor;
  *ret = (enti_candidates){0};
  switch ((enti_role_kind)role->kind) {
  case ENTI_ROLE_SUBJ:
    subject(tree, trigger, ret);
    break;
  case ENTI_ROLE_OBJ:
    if (enti_is_verb(tree, trigger)) {
      add(ret, enti_patient(tree, trigger));
      add(ret, enti_child(tree, trigger, ENT_OBJ)); /* "was granted the rank" */
      add_whole(tree, trigger, ret);
    }
    break;
  case ENTI_ROLE_IOBJ:
    add(ret, enti_child(tree, trigger, ENT_IOBJ));
    break;
  case ENTI_ROLE_POSS:
    add(ret, enti_child_exact(tree, trigger, ENT_NMOD_POSS));
    if (ret->n == 0 && ent_rel_base(enti_rel_of(tree, trigger)) == ENT_COMPOUND) /* "its rival Iran" */
      add(ret, enti_child_exact(tree, enti_head(tree, trigger), ENT_NMOD_POSS));
    break;
  case ENTI_ROLE_MOD:
    modifiers(tree, trigger, ret);
    break;
  case ENTI_ROLE_PREP:
    prepositional(tree, trigger, role->word, ret);
    return;
  case ENTI_ROLE_OBJ_PREP:
    add_prepositional(tree, enti_patient(tree, trigger), role->word, ret);
    break;
  case ENTI_ROLE_OBJ_OF:
    add(ret, enti_patient(tree, trigger));
    break;
  case ENTI_ROLE_COMP:
    complements(tree, trigger, ret);
    break;
  case ENTI_ROLE_GOV:
    governors(tree, trigger, ret);
    break;
  case ENTI_ROLE_GOV_SUBJ:
  case ENTI_ROLE_GOV_OBJ:
    governor = enti_governor(tree, trigger);
    if (governor != ENT_NONE)
      add(ret, role->kind == ENTI_ROLE_GOV_SUBJ ? enti_surface_subject(tree, governor) : enti_patient(tree, governor));
    if (governor != ENT_NONE && role->kind == ENTI_ROLE_GOV_OBJ)
      add(ret, enti_child(tree, governor, ENT_IOBJ)); /* "granted X the status" */
    break;
  case ENTI_ROLE_HEAD:
    if (ent_rel_base(enti_rel_of(tree, trigger)) != ENT_OBJ && ent_rel_base(enti_rel_of(tree, trigger)) != ENT_OBL)
      add(ret, enti_head(tree, trigger));
    break;
  case ENTI_ROLE_APPOS:
    add(ret, enti_child(tree, trigger, ENT_APPOS));
    if (enti_rel_of(tree, trigger) == ENT_APPOS)
      add(ret, enti_head(tree, trigger));
    if (ret->n == 0)
      add(ret, enti_name_behind(tree, trigger));
    break;
  case ENTI_ROLE_PRT:
    particles(tree, trigger, ret);
    break;
  case ENTI_ROLE_OTHER:
    others(tree, trigger, ret);
    break;
  case ENTI_ROLE_COMP_OBJ:
    complements(tree, trigger, ret);
    complement_objects(tree, ret);
    break;
  case ENTI_ROLE_BEFORE:
    from_before(tree, trigger, ret);
    break;
  case ENTI_ROLE_ORG:
    add(ret, enti_org_before(tree, trigger));
    break;
  case ENTI_ROLE_MAIN:
    add(ret, enti_surface_subject(tree, root_of(tree, trigger)));
    break;
  default: /* NEAR is tested word by word (near_has) */
    break;
  }
  ret->n_sure = ret->n;
}

/* Owners of things count in most roles ("lifted X's embargo": X), in a prepositional one whoever its phrase names
 * ("the embargo on sales to X"). */
static unsigned takes(const enti_role *role)
{
  unsigned take = role->places ? ENTI_TAKE_PLACES : 0;
  switch (role->kind) {
  case ENTI_ROLE_MOD:
  case ENTI_ROLE_OTHER:
  case ENTI_ROLE_BEFORE:
  case ENTI_ROLE_APPOS:
    return take;
  case ENTI_ROLE_SUBJ:
  case ENTI_ROLE_GOV_SUBJ:
    return take | ENTI_TAKE_OWNERS | ENTI_TAKE_AGENTS;
  case ENTI_ROLE_PREP:
  case ENTI_ROLE_OBJ_PREP:
  case ENTI_ROLE_COMP_OBJ:
    return take | ENTI_TAKE_OWNERS | ENTI_TAKE_DEEP;
  default: /* "bombed positions in X": within the object where places count */
    return take | ENTI_TAKE_OWNERS | (role->kind == ENTI_ROLE_OBJ && role->places ? ENTI_TAKE_DEEP : 0u);
  }
}

static bool generic_pair(const enti_tree *tree, uint32_t trigger)
{
  uint32_t subject = enti_is_verb(tree, trigger) ? enti_agent(tree, trigger) : enti_holder(tree, trigger);
  return subject != ENT_NONE &&
         (enti_rules_mood(tree->rules, enti_word(tree, subject), ENTI_POS_NOUN) & ENTI_MOOD_PAIR) != 0;
}

/* The two parties of the last claim before the trigger's sentence that had just two. */
static bool last_pair(const enti_tree *tree, uint32_t trigger, enti_parties *ret)
{
  const ent_document *doc = tree->doc;
  uint32_t sentence = enti_token(tree, trigger)->sentence;
  for (size_t i = doc->n_claims; i-- > 0;) {
    const ent_claim *c = &doc->claims[i];
    if (c->sentence >= sentence || c->n_source + c->n_target != 2)
      continue;
    *ret = (enti_parties){.n = 2, .nearby = true};
    for (size_t k = 0; k < 2; k++)
      ret->items[k] = (enti_party){k < c->n_source ? &c->source[k] : &c->target[k - c->n_source], ENT_NONE};
    return true;
  }
  return false;
}

/* The roles that the document as a whole fills. */
static bool from_document(const enti_tree *tree, uint32_t trigger, const enti_role *role, const enti_parties *without,
                          enti_parties *ret)
{
  if (role->kind == ENTI_ROLE_PAIR)
    return generic_pair(tree, trigger) && last_pair(tree, trigger, ret);
  if (role->kind != ENTI_ROLE_TOPIC || tree->topic == ENT_NONE)
    return false;
  const ent_actor_ref *actor = &tree->doc->mentions[tree->topic].actors[0];
  if (without && enti_parties_have(without, actor))
    return false;
  *ret = (enti_parties){.n = 1, .nearby = true, .items = {{actor, tree->topic}}};
  return true;
}

bool enti_role_parties(const enti_tree *tree, uint32_t trigger, const enti_role *roles, uint32_t n,
                       const enti_parties *without, enti_parties *ret)
{
  for (uint32_t r = 0; r < n; r++) {
    enti_candidates list;
    if (from_document(tree, trigger, &roles[r], without, ret))
      return true;
    enti_role_candidates(tree, trigger, &roles[r], &list);
    for (size_t i = 0; i < list.n; i++) {
      enti_parties found = {0};
      uint32_t t = list.tokens[i];
      if (roles[r].kind == ENTI_ROLE_COMP && enti_is_verb(tree, t)) /* "demanded that X go": X */
        t = enti_surface_subject(tree, t);
      if (t == trigger || !enti_parties_of(tree, t, takes(&roles[r]), &found))
        continue;
      if (without)
        enti_parties_without(tree, &found, without);
      if (!found.n)
        continue;
      found.nearby = i >= list.n_sure || roles[r].kind == ENTI_ROLE_OTHER || roles[r].kind == ENTI_ROLE_BEFORE;
      *ret = found;
      return true;
    }
  }
  *ret = (enti_parties){0};
  return false;
}

/* Part of a name ("the East Mediterranean Gas Forum" is no forum that one holds). */
static bool within_name(const enti_tree *tree, uint32_t t)
{
  uint32_t m = tree->doc->mention_of ? tree->doc->mention_of[t] : ENT_NONE;
  if (m == ENT_NONE)
    return false;
  const ent_mention *mention = &tree->doc->mentions[m];
  return mention->last > mention->first && mention->n_actors && mention->actors[0].org.n &&
         !(mention->via && ent_str_eq(ent_str_of(mention->via), ENT_STR("role")));
}

static bool word_in(const enti_tree *tree, const enti_cond *cond, uint32_t t)
{
  if (within_name(tree, t))
    return false;
  return enti_cond_has_word(tree->rules, cond, enti_word(tree, t)) ||
         enti_cond_has_word(tree->rules, cond, enti_token(tree, t)->word);
}

/* "part of its aid", "a package of loans": what matters is behind the "of". */
static uint32_t measured(const enti_tree *tree, uint32_t t)
{
  if (!(enti_rules_mood(tree->rules, enti_word(tree, t), ENTI_POS_NOUN) & ENTI_MOOD_MEASURE))
    return ENT_NONE;
  for (uint32_t c = tree->child[t]; c != ENT_NONE; c = tree->next[c])
    if (ent_rel_base(enti_rel_of(tree, c)) == ENT_NMOD && has_case(tree, c, tree->rules->of))
      return c;
  return ENT_NONE;
}

/* The phrase's head, what stands before it within the phrase, or what is coordinated with it. */
static bool phrase_has(const enti_tree *tree, const enti_cond *cond, uint32_t t)
{
  uint32_t of = measured(tree, t);
  if (word_in(tree, cond, t) || (of != ENT_NONE && word_in(tree, cond, of)))
    return true;
  for (uint32_t c = tree->child[t]; c != ENT_NONE; c = tree->next[c]) {
    unsigned base = ent_rel_base(enti_rel_of(tree, c));
    if ((base == ENT_AMOD || base == ENT_COMPOUND || base == ENT_FLAT || base == ENT_CONJ || base == ENT_APPOS ||
         base == ENT_NMOD) &&
        word_in(tree, cond, c))
      return true;
    for (uint32_t g = base == ENT_NMOD ? tree->child[c] : ENT_NONE; g != ENT_NONE; g = tree->next[g])
      if (ent_rel_base(enti_rel_of(tree, g)) == ENT_AMOD && word_in(tree, cond, g))
        return true; /* "Treaty of Mutual Cooperation" */
  }
  return false;
}

#define LONGEST_LOOK 200 /* tokens on either side: asked for every trigger, so that an endless sentence stays linear */

static bool near_has(const enti_tree *tree, const enti_cond *cond, uint32_t trigger)
{
  const ent_sentence *sentence = &tree->doc->sentences[enti_token(tree, trigger)->sentence];
  uint32_t first = sentence->first, end = sentence->first + sentence->n;
  first = trigger - first > LONGEST_LOOK ? trigger - LONGEST_LOOK : first;
  end = end - trigger > LONGEST_LOOK ? trigger + LONGEST_LOOK : end;
  for (uint32_t t = first; t < end; t++) {
    if (t != trigger && tree->clause[t] == tree->clause[trigger] && word_in(tree, cond, t))
      return true;
  }
  return false;
}

/* A person or an office rather than a state as a whole. */
static bool leader(const enti_tree *tree, const enti_parties *found)
{
  const char *via = tree->doc->mentions[found->items[0].mention].via;
  ent_str sector = found->items[0].actor->sector;
  if (sector.n && !ent_str_eq(sector, ENT_STR("GOV")) && !ent_str_eq(sector, ENT_STR("LEG")) &&
      !ent_str_eq(sector, ENT_STR("MIL")))
    return false; /* tourists, students, traders */
  return sector.n > 0 ||
         (via && (ent_str_eq(ent_str_of(via), ENT_STR("person")) || ent_str_eq(ent_str_of(via), ENT_STR("role"))));
}

static bool actor_test(const enti_tree *tree, const enti_cond *cond, uint32_t t)
{
  enti_parties found = {0};
  if (!enti_parties_of(tree, t, takes(&cond->role) & ~(unsigned)ENTI_TAKE_DEEP, &found))
    return false;
  bool org = found.items[0].actor->org.n > 0;
  if (cond->test == ENTI_TEST_NAMED)
    return enti_mention_at(tree, t) != ENT_NONE;
  if (cond->test == ENTI_TEST_LEADER)
    return leader(tree, &found);
  return cond->test == ENTI_TEST_ACTOR || (cond->test == ENTI_TEST_ORG) == org;
}

static bool cond_holds(const enti_tree *tree, uint32_t trigger, const enti_cond *cond)
{
  if (cond->role.kind == ENTI_ROLE_NEAR)
    return near_has(tree, cond, trigger);
  enti_candidates list;
  enti_role_candidates(tree, trigger, &cond->role, &list);
  bool strict = cond->role.kind == ENTI_ROLE_MOD || cond->role.kind == ENTI_ROLE_GOV || cond->role.kind == ENTI_ROLE_COMP;
  for (size_t i = 0; i < list.n; i++) {
    uint32_t t = list.tokens[i];
    bool holds = cond->test == ENTI_TEST_ANY  ? true
                 : cond->test                 ? actor_test(tree, cond, t)
                 : strict                     ? word_in(tree, cond, t)
                                              : phrase_has(tree, cond, t);
    if (holds)
      return true;
  }
  return false;
}

bool enti_conds_hold(const enti_tree *tree, uint32_t trigger, const enti_rule *rule)
{
  const enti_cond *conds = tree->rules->conds + rule->cond;
  bool group = false; /* has one of the alternatives so far held? */
  for (uint32_t i = 0; i < rule->n_cond; i++) {
    group = group || cond_holds(tree, trigger, &conds[i]) != (conds[i].negate != 0);
    if (conds[i].or_next && i + 1 < rule->n_cond)
      continue;
    if (!group)
      return false;
    group = false;
  }
  return true;
}
