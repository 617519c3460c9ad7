/* Who does what in a clause: voice, control, relative clauses, coordination, participles. All functions follow a
 * chain of heads; `depth` bounds it, since a damaged parse may chain without end. */
#include "event/party.h"

#define MAX_DEPTH 12

bool enti_passive(const enti_tree *tree, uint32_t verb)
{
  if (enti_child_exact(tree, verb, ENT_AUX_PASS) != ENT_NONE ||
      enti_child_exact(tree, verb, ENT_NSUBJ_PASS) != ENT_NONE)
    return true;
  if (enti_xpos(tree, verb) != ENT_X_VBN)
    return false;
  if (enti_child(tree, verb, ENT_AUX_REL) != ENT_NONE || enti_child(tree, verb, ENT_NSUBJ) != ENT_NONE)
    return false; /* have + VBN; "Russia-backed" has neither */
  switch (ent_rel_base(enti_rel_of(tree, verb))) {
  case ENT_ACL:
  case ENT_ADVCL:
  case ENT_AMOD:
    return true;
  case ENT_XCOMP: { /* "remains suspended" */
    uint32_t head = enti_head(tree, verb);
    return head != ENT_NONE && (enti_mood_of(tree, head) & ENTI_MOOD_COPULA) != 0;
  }
  case ENT_CONJ: { /* "was attacked and occupied" */
    uint32_t head = enti_head(tree, verb);
    return head != ENT_NONE && enti_child_exact(tree, head, ENT_AUX_PASS) != ENT_NONE;
  }
  default:
    return false;
  }
}

static bool relative(const enti_tree *tree, uint32_t t)
{
  unsigned x = enti_xpos(tree, t);
  return x == ENT_X_WDT || x == ENT_X_WP || (x == ENT_X_WPS);
}

/* The noun that a relative clause (of which t is part) hangs on. */
static uint32_t antecedent(const enti_tree *tree, uint32_t clause)
{
  unsigned depth = 0;
  while (clause != ENT_NONE && ent_rel_base(enti_rel_of(tree, clause)) != ENT_ACL && depth++ < MAX_DEPTH)
    clause = enti_head(tree, clause);
  return clause == ENT_NONE ? ENT_NONE : enti_head(tree, clause);
}

static uint32_t surface(const enti_tree *tree, uint32_t verb, unsigned depth);

/* Subject of a complement: the governing verb's object ("forced X to go"), else its subject ("agreed to go"). */
static uint32_t controlled(const enti_tree *tree, uint32_t governor, unsigned depth)
{
  if (governor == ENT_NONE || depth > MAX_DEPTH)
    return ENT_NONE;
  if (enti_mood_of(tree, governor) & ENTI_MOOD_OBJECT) {
    if (enti_passive(tree, governor))
      return surface(tree, governor, depth + 1);
    uint32_t object = enti_child(tree, governor, ENT_OBJ);
    if (object == ENT_NONE)
      object = enti_child(tree, governor, ENT_IOBJ);
    if (object == ENT_NONE) /* called on X to go */
      object = enti_child_exact(tree, governor, ENT_OBL);
    if (object != ENT_NONE)
      return object;
  }
  return surface(tree, governor, depth + 1);
}

/* Subject of an infinitive or participle that hangs on a noun: "its decision to leave", "troops fighting in". */
static uint32_t of_noun(const enti_tree *tree, uint32_t verb, uint32_t noun)
{
  unsigned x = enti_xpos(tree, verb);
  if (x == ENT_X_VBG || x == ENT_X_VBN || enti_rel_of(tree, verb) == ENT_ACL_RELCL)
    return noun;
  return enti_holder(tree, noun);
}

static uint32_t own_subject(const enti_tree *tree, uint32_t verb)
{
  for (uint32_t c = tree->child[verb]; c != ENT_NONE; c = tree->next[c]) {
    unsigned rel = enti_rel_of(tree, c);
    if (ent_rel_base(rel) != ENT_NSUBJ || rel == ENT_NSUBJ_OUTER)
      continue;
    return relative(tree, c) ? antecedent(tree, verb) : c;
  }
  return ENT_NONE;
}

static uint32_t surface(const enti_tree *tree, uint32_t verb, unsigned depth)
{
  uint32_t subject = own_subject(tree, verb), head = enti_head(tree, verb);
  if (subject != ENT_NONE || head == ENT_NONE || depth > MAX_DEPTH)
    return subject;
  unsigned rel = enti_rel_of(tree, verb);
  switch (ent_rel_base(rel)) {
  case ENT_XCOMP:
    return controlled(tree, head, depth);
  case ENT_CCOMP:
    return controlled(tree, head, depth); /* a parser's slip for xcomp: a finite clause has a subject of its own */
  case ENT_CONJ:
  case ENT_ADVCL:
  case ENT_PARATAXIS:
    if (enti_is_verb(tree, head) || enti_child(tree, head, ENT_COP) != ENT_NONE)
      return surface(tree, head, depth + 1);
    return rel == ENT_CONJ ? ENT_NONE : enti_holder(tree, head);
  case ENT_ACL:
    return of_noun(tree, verb, head);
  case ENT_AMOD:
    return enti_xpos(tree, verb) == ENT_X_VBG ? head : ENT_NONE;
  default:
    return ENT_NONE;
  }
}

uint32_t enti_surface_subject(const enti_tree *tree, uint32_t verb)
{
  return surface(tree, verb, 0);
}

/* "by X" of a passive. */
static uint32_t by_phrase(const enti_tree *tree, uint32_t verb)
{
  uint32_t agent = enti_child_exact(tree, verb, ENT_OBL_AGENT);
  if (agent != ENT_NONE)
    return agent;
  for (uint32_t c = tree->child[verb]; c != ENT_NONE; c = tree->next[c]) {
    if (ent_rel_base(enti_rel_of(tree, c)) != ENT_OBL)
      continue;
    uint32_t marker = enti_child(tree, c, ENT_CASE);
    if (marker != ENT_NONE && ent_str_eq(enti_token(tree, marker)->fold, ENT_STR("by")))
      return c;
  }
  return ENT_NONE;
}

uint32_t enti_agent(const enti_tree *tree, uint32_t verb)
{
  return enti_passive(tree, verb) ? by_phrase(tree, verb) : enti_surface_subject(tree, verb);
}

static uint32_t passive_patient(const enti_tree *tree, uint32_t verb)
{
  uint32_t subject = own_subject(tree, verb);
  if (subject != ENT_NONE)
    return subject;
  unsigned rel = ent_rel_base(enti_rel_of(tree, verb));
  uint32_t head = enti_head(tree, verb);
  if (rel == ENT_ACL || rel == ENT_AMOD)
    return head;
  return enti_surface_subject(tree, verb);
}

uint32_t enti_patient(const enti_tree *tree, uint32_t verb)
{
  if (enti_passive(tree, verb))
    return passive_patient(tree, verb);
  uint32_t object = enti_child(tree, verb, ENT_OBJ);
  if (object != ENT_NONE)
    return relative(tree, object) ? antecedent(tree, verb) : object;
  uint32_t subject = own_subject(tree, verb);
  bool clause = enti_rel_of(tree, verb) == ENT_ACL_RELCL || (enti_rel_of(tree, verb) == ENT_ACL && subject != ENT_NONE);
  if (clause && subject != enti_head(tree, verb))
    return enti_head(tree, verb); /* "the treaty that Japan signed" */
  for (uint32_t c = tree->child[verb]; c != ENT_NONE; c = tree->next[c])
    if (enti_rel_of(tree, c) == ENT_CONJ && enti_is_verb(tree, c) && enti_child(tree, c, ENT_OBJ) != ENT_NONE &&
        c - verb < 5)
      return enti_child(tree, c, ENT_OBJ); /* "signed and ratified the treaty" */
  return ENT_NONE;
}

uint32_t enti_governor(const enti_tree *tree, uint32_t noun)
{
  uint32_t t = noun;
  for (unsigned depth = 0; depth < MAX_DEPTH; depth++) {
    uint32_t head = enti_head(tree, t);
    if (head == ENT_NONE)
      return ENT_NONE;
    if (enti_is_verb(tree, head))
      return head;
    t = head;
  }
  return ENT_NONE;
}

static bool has_case(const enti_tree *tree, uint32_t noun, ent_str word)
{
  uint32_t marker = enti_child(tree, noun, ENT_CASE);
  return marker != ENT_NONE && ent_str_eq(enti_token(tree, marker)->fold, word);
}

static uint32_t complement_holder(const enti_tree *tree, uint32_t noun, uint32_t head, unsigned rel)
{
  if (rel == ENT_XCOMP && enti_is_verb(tree, head)) /* "became a member", "made X a member" */
    return controlled(tree, head, 0);
  uint32_t object = enti_is_verb(tree, head) && (enti_mood_of(tree, head) & ENTI_MOOD_OBJECT)
                        ? enti_child(tree, head, ENT_OBJ)
                        : ENT_NONE;
  if (rel == ENT_OBJ && object != ENT_NONE && object < noun) /* "made X a candidate", with two objects */
    return object;
  if (rel == ENT_OBJ && object == noun && enti_passive(tree, head)) /* "was made a candidate" */
    return enti_surface_subject(tree, head);
  if (!has_case(tree, noun, ENT_STR("as")))
    return ENT_NONE;
  if (enti_is_verb(tree, head)) { /* "joined as a member", "designated X as a partner" */
    uint32_t patient = enti_patient(tree, head);
    if (patient == ENT_NONE && (enti_mood_of(tree, head) & ENTI_MOOD_OBJECT)) /* "rely on X as a guarantor" */
      for (uint32_t c = tree->child[head]; c != ENT_NONE && c < noun; c = tree->next[c])
        if (ent_rel_base(enti_rel_of(tree, c)) == ENT_OBL && enti_child(tree, c, ENT_CASE) != ENT_NONE)
          patient = c;
    bool names_patient = enti_passive(tree, head) || (enti_mood_of(tree, head) & ENTI_MOOD_OBJECT);
    return names_patient && patient != ENT_NONE ? patient : enti_surface_subject(tree, head);
  }
  uint32_t owner = enti_child_exact(tree, head, ENT_NMOD_POSS); /* "its designation as a partner" */
  return owner != ENT_NONE ? owner : ENT_NONE;
}

/* The subject of a verb that only carries the noun ("held talks", "signed a pact", "took part in a drill"). */
static uint32_t carried(const enti_tree *tree, uint32_t head, unsigned rel)
{
  unsigned base = ent_rel_base(rel);
  if (!enti_is_verb(tree, head) || !(enti_mood_of(tree, head) & ENTI_MOOD_LIGHT))
    return ENT_NONE;
  if (base == ENT_OBJ || rel == ENT_NSUBJ_PASS || base == ENT_OBL || base == ENT_XCOMP)
    return enti_agent(tree, head);
  return ENT_NONE;
}

static bool indefinite(const enti_tree *tree, uint32_t noun)
{
  for (uint32_t c = tree->child[noun]; c != ENT_NONE; c = tree->next[c])
    if (ent_rel_base(enti_rel_of(tree, c)) == ENT_DET_REL &&
        (ent_str_eq(enti_token(tree, c)->fold, ENT_STR("a")) || ent_str_eq(enti_token(tree, c)->fold, ENT_STR("an"))))
      return true;
  return false;
}

/* "Kenya and Uganda, both members": common nouns that no "and" joins to the names before them, as it would in a list. */
bool enti_plain_apposition(const enti_tree *tree, uint32_t noun)
{
  uint32_t name = enti_head(tree, noun);
  if (enti_rel_of(tree, noun) != ENT_CONJ || name > noun || enti_mention_at(tree, name) == ENT_NONE ||
      enti_mention_at(tree, noun) != ENT_NONE || enti_upos(tree, noun) != ENT_NOUN ||
      enti_child(tree, noun, ENT_CC) != ENT_NONE)
    return false;
  for (uint32_t c = tree->next[noun]; c != ENT_NONE; c = tree->next[c])
    if (enti_rel_of(tree, c) == ENT_CONJ && c > noun)
      return false;
  return true;
}

/* "one (of the members)", "most", "part" */
static bool measures(const enti_tree *tree, uint32_t t)
{
  return (enti_rules_mood(tree->rules, enti_word(tree, t), ENTI_POS_NOUN) & ENTI_MOOD_MEASURE) != 0;
}

uint32_t enti_holder(const enti_tree *tree, uint32_t noun)
{
  uint32_t head = enti_head(tree, noun);
  unsigned rel = enti_rel_of(tree, noun);
  uint32_t subject = enti_child(tree, noun, ENT_NSUBJ);
  bool copula = enti_child(tree, noun, ENT_COP) != ENT_NONE;
  if (subject != ENT_NONE && copula)
    return relative(tree, subject) ? antecedent(tree, noun) : subject;
  if (rel == ENT_APPOS && tree->doc->mention_of && tree->doc->mention_of[head] != ENT_NONE)
    return head;
  uint32_t holder = head == ENT_NONE ? ENT_NONE : complement_holder(tree, noun, head, rel);
  if (holder == ENT_NONE && ent_rel_base(rel) == ENT_NMOD && has_case(tree, noun, ENT_STR("of")) && measures(tree, head))
    holder = enti_holder(tree, head); /* "is one of the bloc's founding members" */
  if (holder == ENT_NONE)
    holder = enti_child_exact(tree, noun, ENT_NMOD_POSS);
  if (holder != ENT_NONE || head == ENT_NONE)
    return holder;
  if (copula && (ent_rel_base(rel) == ENT_ADVCL || rel == ENT_ACL_RELCL))
    return rel == ENT_ACL_RELCL ? head : enti_surface_subject(tree, head);
  if (!copula && ent_rel_base(rel) == ENT_ADVCL && enti_child(tree, noun, ENT_MARK) != ENT_NONE && enti_is_verb(tree, head))
    return enti_surface_subject(tree, head); /* "though not a member, it sent" */
  if (enti_plain_apposition(tree, noun))
    return head;
  if (rel == ENT_CONJ && tree->doc->mention_of && tree->doc->mention_of[head] != ENT_NONE && indefinite(tree, noun))
    return head; /* "Lesotho, a kingdom and a member", where the second is taken for a conjunct of the name */
  if (rel == ENT_CONJ) /* "is an ally and a member", "held talks and signed a pact" */
    return head < noun && enti_is_nominal(tree, head) ? enti_holder(tree, head) : ENT_NONE;
  return carried(tree, head, rel);
}

uint32_t enti_meant(const enti_tree *tree, uint32_t t)
{
  if (!relative(tree, t))
    return t;
  uint32_t clause = tree->clause[t], noun = clause == ENT_NONE ? ENT_NONE : antecedent(tree, clause);
  if (noun == ENT_NONE)
    return t;
  uint32_t subject = enti_child(tree, noun, ENT_NSUBJ);
  return enti_child(tree, noun, ENT_COP) != ENT_NONE && subject != ENT_NONE ? subject : noun;
}
