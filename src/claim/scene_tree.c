/* Clauses, subjects and the force of what is said, from the dependency tree. */
#include "claim/scene.h"
#include "claim/verdict.h"

#include <string.h>

#define MAX_CLIMB 64

static bool is_fold(const enti_scene *s, uint32_t t, const char *word)
{
  return ent_str_eq(enti_scene_token(s, t)->fold, ent_str_of(word));
}

uint32_t enti_scene_child(const enti_scene *s, uint32_t token, ent_rel rel)
{
  for (uint32_t t = s->first; t < s->end; t++)
    if (enti_scene_token(s, t)->head == token && ent_rel_base(enti_scene_token(s, t)->rel) == rel)
      return t;
  return ENT_NONE;
}

ent_str enti_case_of(const enti_scene *s, uint32_t token)
{
  uint32_t c = enti_scene_child(s, token, ENT_CASE);
  return c == ENT_NONE ? ENT_STR_NONE : enti_scene_token(s, c)->fold;
}

static bool heads_clause(const enti_scene *s, uint32_t t)
{
  const ent_token *token = enti_scene_token(s, t);
  switch (ent_rel_base(token->rel)) {
  case ENT_ROOT:
  case ENT_CCOMP:
  case ENT_ADVCL:
  case ENT_CSUBJ:
  case ENT_PARATAXIS:
  case ENT_XCOMP:
    return true;
  case ENT_ACL:
    return token->upos == ENT_VERB || token->upos == ENT_AUX || token->rel == ENT_ACL_RELCL;
  case ENT_CONJ:
    return token->upos == ENT_VERB || enti_scene_child(s, t, ENT_NSUBJ) != ENT_NONE;
  default:
    return false;
  }
}

uint32_t enti_clause_of(const enti_scene *s, uint32_t token)
{
  for (int i = 0; i < MAX_CLIMB; i++) {
    uint32_t head = enti_scene_token(s, token)->head;
    /* "became a member": the complement belongs to the verb that it completes */
    bool nominal =
        ent_rel_base(enti_scene_token(s, token)->rel) == ENT_XCOMP && enti_scene_token(s, token)->upos != ENT_VERB;
    if (head == ENT_NONE || head < s->first || head >= s->end || (heads_clause(s, token) && !nominal))
      return token;
    token = head;
  }
  return token;
}

const enti_hit *enti_clause_hit(const enti_scene *s, uint32_t token, enti_frame frame)
{
  uint32_t clause = enti_clause_of(s, token);
  for (size_t i = 0; i < s->n_hits; i++)
    if (s->hits[i].frame == frame && enti_clause_of(s, s->hits[i].anchor) == clause)
      return &s->hits[i];
  return NULL;
}

static bool is_infinitive(const enti_scene *s, uint32_t t)
{
  uint32_t mark = enti_scene_child(s, t, ENT_MARK);
  return mark != ENT_NONE && is_fold(s, mark, "to");
}

static bool in_name(const enti_scene *s, uint32_t token)
{
  for (size_t i = 0; i < s->n_names; i++)
    if (token >= s->names[i].first && token <= s->names[i].last)
      return true;
  return false;
}

/* Between quotation marks that hold more than a name. */
static bool quoted(const enti_scene *s, uint32_t token)
{
  uint32_t open = ENT_NONE;
  for (uint32_t t = s->first; t < s->end; t++) {
    if (!ent_str_eq(enti_scene_token(s, t)->norm, ENT_STR("\"")))
      continue;
    if (open == ENT_NONE)
      open = t;
    else {
      if (token > open && token < t && t - open > 5)
        return true;
      open = ENT_NONE;
    }
  }
  return open != ENT_NONE && token > open && s->end - open > 5;
}

uint32_t enti_scene_ordinal(const enti_scene *s, uint32_t noun, unsigned *ret)
{
  bool ordinal;
  for (uint32_t t = s->first; t < noun && noun < s->end; t++)
    if (enti_scene_token(s, t)->head == noun && (*ret = enti_number_at(s, t, &ordinal)) && ordinal)
      return t;
  *ret = 0;
  return ENT_NONE;
}

static bool asks(const enti_scene *s)
{
  for (uint32_t t = s->end; t-- > s->first && t + 3 > s->end;)
    if (ent_str_eq(enti_scene_token(s, t)->norm, ENT_STR("?")))
      return true;
  return false;
}

/* "the thirtieth state", "the most recent country": what follows with "to" took place. */
static bool is_singled_out(const enti_scene *s, uint32_t noun)
{
  for (uint32_t t = s->first; t < noun && noun < s->end; t++)
    if (enti_scene_token(s, t)->head == noun && enti_frame_lists("recent latest newest last", enti_scene_token(s, t)->fold))
      return true;
  return enti_scene_ordinal(s, noun, &(unsigned){0}) != ENT_NONE;
}

bool enti_asserted(const enti_scene *s, uint32_t token)
{
  uint32_t c = enti_clause_of(s, token);
  if (quoted(s, token) || asks(s))
    return false;
  for (int i = 0; i < MAX_CLIMB; i++) {
    if (enti_clause_hit(s, c, FRAME_UNSURE))
      return false;
    const ent_token *t = enti_scene_token(s, c);
    ent_rel rel = ent_rel_base(t->rel);
    if (rel == ENT_CCOMP && in_name(s, t->head)) /* "Locked Shields 2022 was held": a name taken for a verb */
      return true;
    if (rel == ENT_CCOMP || rel == ENT_CSUBJ || (rel == ENT_XCOMP && t->upos == ENT_VERB) || rel == ENT_PARATAXIS)
      return rel == ENT_CSUBJ && t->xpos == ENT_X_VBN; /* "Founded in 1967, ASEAN …", often taken for a subject */
    if ((rel == ENT_ACL || rel == ENT_ADVCL || rel == ENT_CONJ) && is_infinitive(s, c))
      return rel == ENT_ACL && is_singled_out(s, t->head); /* "the 30th state to join" */
    if (rel == ENT_ACL || t->head == ENT_NONE || t->head < s->first || t->head >= s->end)
      return true;
    if (rel == ENT_CONJ && enti_scene_child(s, c, ENT_NSUBJ) != ENT_NONE &&
        ent_rel_base(enti_scene_token(s, enti_clause_of(s, t->head))->rel) == ENT_ROOT)
      return true; /* a main clause of its own */
    c = enti_clause_of(s, t->head);
  }
  return false;
}

bool enti_negated(const enti_scene *s, uint32_t token)
{
  uint32_t det = enti_scene_child(s, token, ENT_DET_REL);
  return enti_clause_hit(s, token, FRAME_NOT) || (det != ENT_NONE && is_fold(s, det, "no"));
}

/* Before the verb, without preposition, whatever the parser calls it. */
static bool looks_like_subject(const enti_scene *s, uint32_t t, uint32_t verb)
{
  const ent_token *token = enti_scene_token(s, t);
  ent_rel rel = ent_rel_base(token->rel);
  if (rel == ENT_NSUBJ)
    return true;
  return t < verb && (token->upos == ENT_PROPN || in_name(s, t)) &&
         (rel == ENT_OBL || rel == ENT_DEP || rel == ENT_NMOD) && enti_scene_child(s, t, ENT_CASE) == ENT_NONE &&
         token->rel != ENT_NMOD_POSS;
}

static uint32_t own_subject(const enti_scene *s, uint32_t verb, bool *ret_passive)
{
  uint32_t found = ENT_NONE;
  for (uint32_t t = s->first; t < s->end; t++)
    if (enti_scene_token(s, t)->head == verb && looks_like_subject(s, t, verb) &&
        (found == ENT_NONE || ent_rel_base(enti_scene_token(s, t)->rel) == ENT_NSUBJ)) {
      found = t;
      *ret_passive = enti_scene_token(s, t)->rel == ENT_NSUBJ_PASS;
    }
  return found;
}

static bool is_participle(const enti_scene *s, uint32_t verb)
{
  return enti_scene_token(s, verb)->xpos == ENT_X_VBN && enti_scene_child(s, verb, ENT_AUX_REL) == ENT_NONE &&
         enti_scene_child(s, verb, ENT_OBJ) == ENT_NONE;
}

/* "ASEAN, founded in 1967, …", whatever the parser makes of it. */
static uint32_t behind_comma(const enti_scene *s, uint32_t verb)
{
  bool fits = verb >= s->first + 2 && is_participle(s, verb) && is_fold(s, verb - 1, ",") && s->doc->mention_of;
  return fits && s->doc->mention_of[verb - 2] != ENT_NONE ? s->doc->mentions[s->doc->mention_of[verb - 2]].head
                                                          : ENT_NONE;
}

static uint32_t first_conjunct(const enti_scene *s, uint32_t token)
{
  for (int i = 0; i < MAX_CLIMB && ent_rel_base(enti_scene_token(s, token)->rel) == ENT_CONJ; i++)
    token = enti_scene_token(s, token)->head;
  return token;
}

/* "By the end of 1999 the Czech Republic, Hungary and Poland were members", where the parser hangs the names on the time: a
 * name that ends right before the copula, and what it is coordinated to. */
static uint32_t before_copula(const enti_scene *s, uint32_t predicate)
{
  uint32_t cop = enti_scene_child(s, predicate, ENT_COP);
  if (cop == ENT_NONE || cop <= s->first || cop > predicate || !s->doc->mention_of || s->doc->mention_of[cop - 1] == ENT_NONE)
    return ENT_NONE;
  return first_conjunct(s, s->doc->mentions[s->doc->mention_of[cop - 1]].head);
}

static bool is_state_word(const enti_scene *s, uint32_t t)
{
  return enti_frame_lists("state country nation power republic member", enti_scene_token(s, t)->lemma);
}

/* "X was among the states that joined", "X was the thirtieth state to join", "the thirtieth state to join was X": X for
 * the state. The noun itself where it is nobody's description. */
static uint32_t described_state(const enti_scene *s, uint32_t noun)
{
  bool passive;
  uint32_t t = noun;
  for (int i = 0; i < 4 && is_state_word(s, noun); i++) {
    const ent_token *token = enti_scene_token(s, t);
    bool nominal = enti_scene_child(s, t, ENT_COP) != ENT_NONE || ent_rel_base(token->rel) == ENT_ROOT;
    uint32_t subject = nominal ? own_subject(s, t, &passive) : ENT_NONE;
    if (subject != ENT_NONE && subject != noun)
      return subject;
    if (token->head == ENT_NONE || token->head < s->first || token->head >= s->end)
      break;
    if (ent_rel_base(token->rel) == ENT_NSUBJ && enti_scene_child(s, token->head, ENT_COP) != ENT_NONE)
      return token->head;
    t = token->head;
  }
  return noun;
}

uint32_t enti_subject(const enti_scene *s, uint32_t verb, bool *ret_passive)
{
  uint32_t own = ENT_NONE;
  *ret_passive = false;
  for (int i = 0; i < MAX_CLIMB; i++) {
    bool passive = false;
    own = own_subject(s, verb, &passive);
    const ent_token *t = enti_scene_token(s, verb);
    ent_rel rel = ent_rel_base(t->rel);
    if (i == 0)
      *ret_passive = passive || is_participle(s, verb);
    bool relative = own != ENT_NONE && enti_scene_token(s, own)->upos == ENT_PRON && rel == ENT_ACL;
    if (own == ENT_NONE && i == 0 && before_copula(s, verb) != ENT_NONE)
      return before_copula(s, verb);
    if (own == ENT_NONE && i == 0 && behind_comma(s, verb) != ENT_NONE)
      return behind_comma(s, verb);
    if (own != ENT_NONE && !relative)
      return own;
    if (t->head == ENT_NONE || t->head < s->first || t->head >= s->end)
      return ENT_NONE;
    uint8_t above = enti_scene_token(s, t->head)->upos;
    if (rel == ENT_ACL) /* "the treaty, signed in 1951"; with an object it is "A and B signed", misread */
      return enti_scene_child(s, verb, ENT_OBJ) == ENT_NONE || is_state_word(s, t->head) ? described_state(s, t->head)
                                                                                         : first_conjunct(s, t->head);
    if (rel == ENT_CONJ && t->head < verb && (above == ENT_PROPN || above == ENT_NOUN))
      return t->head; /* "A and B signed", where the parser coordinates the verb with the names */
    if (rel != ENT_CONJ && rel != ENT_XCOMP && rel != ENT_ADVCL && rel != ENT_CSUBJ)
      return ENT_NONE;
    verb = t->head;
  }
  return ENT_NONE;
}
