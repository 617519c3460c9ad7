/* Climbs from the trigger to the root, collecting what bears on its reality. It stops where the way up leaves what is
 * asserted: a relative clause, "after X attacked", the subject of another verb. */
#include "event/mood.h"

#define MAX_CLIMB 24

static uint32_t mood_as(const enti_tree *tree, uint32_t t, uint32_t pos)
{
  const ent_token *token = enti_token(tree, t);
  return enti_rules_mood(tree->rules, token->lemma_word, pos) | enti_rules_mood(tree->rules, token->word, pos);
}

/* A form of be, then "to", then the verb: "are to work". */
static bool infinitive_behind(const enti_tree *tree, uint32_t verb, uint32_t be)
{
  uint32_t mark = enti_child(tree, verb, ENT_MARK);
  return mark != ENT_NONE && mark > be && enti_xpos(tree, mark) == ENT_X_TO &&
         ent_str_eq(enti_token(tree, be)->lemma, ENT_STR("be"));
}

/* Negation, auxiliaries, marks among a word's own dependents. */
static void read_dependents(const enti_tree *tree, uint32_t t, enti_mood *mood)
{
  for (uint32_t c = tree->child[t]; c != ENT_NONE; c = tree->next[c]) {
    unsigned rel = enti_rel_of(tree, c), base = ent_rel_base(rel);
    if (base == ENT_ADVMOD || base == ENT_DET_REL || base == ENT_CC || base == ENT_CASE)
      mood->negated ^= (mood_as(tree, c, ENTI_POS_NEG) & ENTI_MOOD_NOT) != 0;
    if (base == ENT_AUX_REL || base == ENT_COP) {
      uint32_t aux = mood_as(tree, c, ENTI_POS_AUX);
      mood->future |= (aux & ENTI_MOOD_FUTURE) && !(aux & ENTI_MOOD_HYPO);
      mood->hypothetical |= (aux & ENTI_MOOD_HYPO) != 0;
      mood->would |= (aux & ENTI_MOOD_HYPO) && (aux & ENTI_MOOD_FUTURE);
      mood->future |= infinitive_behind(tree, t, c); /* "are to work" */
    }
    if (base == ENT_MARK || base == ENT_ADVMOD)
      mood->hypothetical |= (mood_as(tree, c, ENTI_POS_MARK) & ENTI_MOOD_HYPO) != 0;
    if (base == ENT_MARK)
      mood->negated ^= (mood_as(tree, c, ENTI_POS_NEG) & ENTI_MOOD_NOT) != 0;
    if (base == ENT_NSUBJ || base == ENT_OBJ) /* "no state recognised", "none of us supports", "took no part" */
      for (uint32_t d = c, first = 1; d != ENT_NONE; d = first ? tree->child[c] : tree->next[d], first = 0)
        if ((d == c || ent_rel_base(enti_rel_of(tree, d)) == ENT_DET_REL ||
             ent_rel_base(enti_rel_of(tree, d)) == ENT_ADVMOD ||
             enti_rel_of(tree, d) == ENT_CC_PRECONJ) && /* "neither Chad nor Peru recognises" */
            (mood_as(tree, d, ENTI_POS_NEG) & ENTI_MOOD_NOT))
          mood->negated = true;
  }
}

/* "is to visit", "are to be built": a form of be that takes an infinitive. */
static bool be_to(const enti_tree *tree, uint32_t head, uint32_t t)
{
  const ent_token *token = enti_token(tree, head);
  return enti_upos(tree, head) != ENT_NOUN && ent_rel_base(enti_rel_of(tree, t)) == ENT_XCOMP &&
         ent_str_eq(token->lemma, ENT_STR("be"));
}

/* "Should X join", "Were X to attack", "Had X known": the auxiliary or verb before its subject. */
static bool opens_with_condition(const enti_tree *tree, uint32_t t)
{
  static const char *const openers[] = {"had", "were", "should"};
  const ent_sentence *s = &tree->doc->sentences[enti_token(tree, t)->sentence];
  bool opens = false;
  for (size_t i = 0; i < sizeof openers / sizeof *openers; i++)
    opens = opens || ent_str_eq(enti_token(tree, s->first)->fold, ent_str_of(openers[i]));
  for (uint32_t k = 1; opens && k < s->n && s->first + k <= t; k++)
    if (ent_str_eq(enti_token(tree, s->first + k)->fold, ENT_STR(",")))
      return false;
  return opens && !enti_is_verb(tree, s->first + (s->n > 1));
}

static bool inverted(const enti_tree *tree, uint32_t t)
{
  if (opens_with_condition(tree, t))
    return true;
  uint32_t subject = enti_child(tree, t, ENT_NSUBJ);
  if (subject == ENT_NONE || ent_rel_base(enti_rel_of(tree, t)) != ENT_ADVCL)
    return false;
  if (t < subject && enti_child(tree, t, ENT_MARK) == ENT_NONE)
    return true;
  for (uint32_t c = tree->child[t]; c != ENT_NONE && c < subject; c = tree->next[c])
    if (ent_rel_base(enti_rel_of(tree, c)) == ENT_AUX_REL || enti_rel_of(tree, c) == ENT_COP)
      return enti_child(tree, t, ENT_MARK) == ENT_NONE;
  return false;
}

static void read_tense(const enti_tree *tree, uint32_t t, enti_mood *mood)
{
  unsigned x = enti_xpos(tree, t);
  mood->clause = t;
  mood->past = x == ENT_X_VBD || x == ENT_X_VBN;
  for (uint32_t c = tree->child[t]; c != ENT_NONE; c = tree->next[c]) {
    unsigned base = ent_rel_base(enti_rel_of(tree, c));
    if (base != ENT_AUX_REL && enti_rel_of(tree, c) != ENT_COP)
      continue;
    unsigned cx = enti_xpos(tree, c);
    if (cx == ENT_X_VBD || ent_str_eq(enti_token(tree, c)->lemma, ENT_STR("have")))
      mood->past = true;
    else if ((cx == ENT_X_VBZ || cx == ENT_X_VBP) && x != ENT_X_VBN)
      mood->past = false;
  }
}

/* Has no tense of its own: "began [to lift]", "by [lifting]". */
static bool infinite(const enti_tree *tree, uint32_t verb)
{
  unsigned x = enti_xpos(tree, verb);
  return (x == ENT_X_VB || x == ENT_X_VBG) && enti_child(tree, verb, ENT_AUX_REL) == ENT_NONE;
}

static void add_operator(const enti_tree *tree, uint32_t t, uint32_t bits, enti_mood *mood)
{
  const uint32_t operators = ENTI_MOOD_PROMISE | ENTI_MOOD_INTEND | ENTI_MOOD_REFUSE | ENTI_MOOD_DEMAND |
                             ENTI_MOOD_THREATEN | ENTI_MOOD_DENY | ENTI_MOOD_DOUBT | ENTI_MOOD_END | ENTI_MOOD_HISTORY;
  bits &= operators;
  if (bits && mood->op == ENT_NONE)
    mood->op = t;
  mood->operators |= bits;
  (void)tree;
}

/* The subject of a governing verb of saying. */
static void read_sayer(const enti_tree *tree, uint32_t verb, uint32_t bits, enti_mood *mood)
{
  if ((bits & (ENTI_MOOD_SAY | ENTI_MOOD_DOUBT | ENTI_MOOD_THREATEN | ENTI_MOOD_DENY)) && mood->sayer == ENT_NONE)
    mood->sayer = enti_surface_subject(tree, verb);
}

/* "the first leader to visit", "the only state to recognise": the infinitive tells what was done. */
static bool ordinal(const enti_tree *tree, uint32_t noun)
{
  for (uint32_t c = tree->child[noun]; c != ENT_NONE; c = tree->next[c])
    if (mood_as(tree, c, ENTI_POS_ADJ) & ENTI_MOOD_ASPECT)
      return true;
  return false;
}

/* "at the summit", "after the war": where or when, not what is agreed or asked. */
static bool circumstance(const enti_tree *tree, uint32_t noun)
{
  static const char *const words[] = {"at", "in", "during", "after", "before", "since", "by", "near", "amid", "from"};
  uint32_t marker = enti_child(tree, noun, ENT_CASE);
  for (size_t i = 0; marker != ENT_NONE && i < sizeof words / sizeof *words; i++)
    if (ent_str_eq(enti_token(tree, marker)->fold, ent_str_of(words[i])))
      return true;
  return false;
}

/* "have yet to ratify" */
static bool yet(const enti_tree *tree, uint32_t head)
{
  ent_str lemma = enti_token(tree, head)->lemma;
  if (!ent_str_eq(lemma, ENT_STR("have")) && !ent_str_eq(lemma, ENT_STR("be")) && !ent_str_eq(lemma, ENT_STR("remain")))
    return false;
  for (uint32_t c = tree->child[head]; c != ENT_NONE; c = tree->next[c])
    if (ent_str_eq(enti_token(tree, c)->fold, ENT_STR("yet")))
      return true;
  return false;
}

/* A noun of which its verb tells something, without making or unmaking it: "has not condemned the invasion". */
static bool stands_for_itself(const enti_tree *tree, uint32_t noun, uint32_t verb)
{
  const uint32_t bears = ENTI_MOOD_LIGHT | ENTI_MOOD_PROMISE | ENTI_MOOD_INTEND | ENTI_MOOD_REFUSE | ENTI_MOOD_DEMAND |
                         ENTI_MOOD_THREATEN | ENTI_MOOD_DENY | ENTI_MOOD_DOUBT | ENTI_MOOD_COPULA;
  unsigned base = ent_rel_base(enti_rel_of(tree, noun));
  return (base == ENT_OBL || base == ENT_OBJ) && !(enti_mood_of(tree, verb) & bears) &&
         enti_child(tree, noun, ENT_COP) == ENT_NONE;
}

/* One step up from t to its head. False: nothing above bears on t. */
static bool climb(const enti_tree *tree, uint32_t t, uint32_t head, enti_mood *mood)
{
  unsigned rel = enti_rel_of(tree, t), base = ent_rel_base(rel);
  bool head_verb = enti_is_verb(tree, head);
  uint32_t bits = enti_mood_of(tree, head);
  if ((bits & ENTI_MOOD_DEMAND) && base == ENT_XCOMP && enti_child(tree, head, ENT_OBJ) == ENT_NONE &&
      enti_child(tree, head, ENT_IOBJ) == ENT_NONE && enti_child(tree, head, ENT_OBL) == ENT_NONE)
    bits = (bits & ~(uint32_t)ENTI_MOOD_DEMAND) | ENTI_MOOD_INTEND; /* "wants to join", "asked to leave" */
  switch (base) {
  case ENT_XCOMP:
  case ENT_CCOMP:
    if (mood->would && (bits & ENTI_MOOD_SAY)) { /* "said it would leave": the future, seen from then */
      mood->hypothetical = false;
      mood->future = true;
    }
    mood->negated |= base == ENT_XCOMP && yet(tree, head);
    add_operator(tree, head, bits, mood);
    read_sayer(tree, head, bits, mood);
    mood->future |= be_to(tree, head, t);
    return true;
  case ENT_OBJ:
  case ENT_OBL:
    if (head_verb && !(base == ENT_OBL && circumstance(tree, t)))
      add_operator(tree, head, bits, mood);
    return true;
  case ENT_NSUBJ:
    if (rel == ENT_NSUBJ_PASS)
      add_operator(tree, head, bits, mood);
    else if (!head_verb) /* "an American base is out of the question" */
      add_operator(tree, head, bits & ENTI_MOOD_DOUBT, mood);
    return rel == ENT_NSUBJ_PASS && head_verb;
  case ENT_CSUBJ:
    return false;
  case ENT_ACL:
    if (enti_xpos(tree, t) == ENT_X_VBG && (bits & ENTI_MOOD_DOUBT)) { /* "talk of Serbia recognising Kosovo" */
      add_operator(tree, head, bits, mood);
      return true;
    }
    if (rel == ENT_ACL_RELCL || enti_xpos(tree, t) == ENT_X_VBN || enti_xpos(tree, t) == ENT_X_VBG)
      return false;
    if (ordinal(tree, head)) {
      if (enti_child(tree, head, ENT_COP) != ENT_NONE)
        read_dependents(tree, head, mood); /* "will be the first state to recognise it": not yet */
      return false;
    }
    add_operator(tree, head, bits, mood); /* "a plan to leave" */
    if (!(bits & (ENTI_MOOD_PROMISE | ENTI_MOOD_INTEND | ENTI_MOOD_REFUSE | ENTI_MOOD_THREATEN | ENTI_MOOD_DEMAND)))
      mood->future = true; /* "framework agreements to buy": not yet bought */
    return true;
  case ENT_NMOD:
    add_operator(tree, head, bits, mood); /* "the threat of sanctions", "calls for talks" */
    return true;
  case ENT_ADVCL:
    if (enti_child(tree, t, ENT_MARK) != ENT_NONE && enti_xpos(tree, t) == ENT_X_VB)
      mood->future = true; /* purpose: "in order to", "to secure" */
    return false;
  case ENT_CONJ:
    return true;
  default:
    return base == ENT_COMPOUND || base == ENT_AMOD;
  }
}

/* Coordinated predicates share auxiliaries ("will sign and ratify"), not operators on the first alone. */
static void share_auxiliaries(const enti_tree *tree, uint32_t t, uint32_t head, enti_mood *mood)
{
  if (!enti_is_verb(tree, t) || enti_child(tree, t, ENT_NSUBJ) != ENT_NONE ||
      enti_child(tree, t, ENT_AUX_REL) != ENT_NONE)
    return;
  unsigned a = enti_xpos(tree, t), b = enti_xpos(tree, head);
  if (a == b || (a == ENT_X_VB && b == ENT_X_VB)) {
    enti_mood first = {.op = ENT_NONE, .sayer = ENT_NONE};
    read_dependents(tree, head, &first);
    mood->future |= first.future;
    mood->hypothetical |= first.hypothetical;
  }
}

void enti_mood_read(const enti_tree *tree, uint32_t trigger, enti_mood *ret)
{
  enti_mood mood = {.op = ENT_NONE, .clause = ENT_NONE, .sayer = ENT_NONE};
  uint32_t t = trigger;
  bool apart = false; /* a noun beside what the verb denies: "did not help Pakistan in its wars" */
  for (unsigned steps = 0; steps < MAX_CLIMB; steps++) {
    bool predicate = enti_is_verb(tree, t) || enti_child(tree, t, ENT_COP) != ENT_NONE;
    enti_mood before = mood;
    read_dependents(tree, t, &mood);
    /* What stands above an operator tells of the operator ("did not refuse to", "would agree to"), except that a
     * governing doubt or condition covers all below it. */
    if ((before.op != ENT_NONE && t != before.op) || apart)
      mood.negated = before.negated;
    mood.op_negated |= t == before.op && mood.negated != before.negated;
    if (predicate && (mood.clause == ENT_NONE || t == mood.op || infinite(tree, mood.clause)))
      read_tense(tree, t, &mood);
    mood.hypothetical |= inverted(tree, t);
    uint32_t head = enti_head(tree, t);
    if (head == ENT_NONE)
      break;
    apart = apart || (enti_is_nominal(tree, t) && enti_is_verb(tree, head) && stands_for_itself(tree, t, head));
    if (enti_rel_of(tree, t) == ENT_CONJ)
      share_auxiliaries(tree, t, head, &mood);
    if (!climb(tree, t, head, &mood)) {
      mood.presupposed = true;
      break;
    }
    if (enti_rel_of(tree, t) == ENT_CONJ && enti_is_verb(tree, t)) { /* go on above the first conjunct */
      unsigned guard = 0;
      while (enti_rel_of(tree, head) == ENT_CONJ && enti_head(tree, head) != ENT_NONE && guard++ < MAX_CLIMB)
        head = enti_head(tree, head);
      uint32_t above = enti_head(tree, head);
      if (above == ENT_NONE || !climb(tree, head, above, &mood))
        break;
      head = above;
    }
    t = head;
  }
  *ret = mood;
}

bool enti_mood_game(const enti_tree *tree, const ent_sentence *sentence)
{
  const uint32_t all = ENTI_POS_NOUN | ENTI_POS_VERB | ENTI_POS_ADJ;
  unsigned n = 0;
  for (uint32_t t = sentence->first; t < sentence->first + sentence->n; t++) {
    if (tree->doc->mention_of && tree->doc->mention_of[t] != ENT_NONE)
      continue;
    uint32_t bits = mood_as(tree, t, all);
    if (bits & ENTI_MOOD_GAME)
      return true;
    n += (bits & ENTI_MOOD_SPORT) != 0;
  }
  return n >= 2;
}
