/* Index of dependents and clauses. */
#include "event/walk_tree.h"

const ent_token *enti_token(const enti_tree *tree, uint32_t t)
{
  return &tree->doc->tokens[t];
}

uint32_t enti_head(const enti_tree *tree, uint32_t t)
{
  const ent_document *doc = tree->doc;
  uint32_t head = doc->tokens[t].head;
  if (head == t || head >= doc->n_tokens || doc->tokens[head].sentence != doc->tokens[t].sentence)
    return ENT_NONE;
  return head;
}

unsigned enti_rel_of(const enti_tree *tree, uint32_t t)
{
  return tree->doc->tokens[t].rel;
}

/* A coordinated word opens a clause of its own when it is a predicate. */
static bool predicate(const enti_tree *tree, uint32_t t)
{
  unsigned pos = tree->doc->tokens[t].upos;
  return pos == ENT_VERB || pos == ENT_AUX || enti_child(tree, t, ENT_COP) != ENT_NONE ||
         enti_child(tree, t, ENT_NSUBJ) != ENT_NONE;
}

static bool opens_clause(const enti_tree *tree, uint32_t t)
{
  switch (ent_rel_base(enti_rel_of(tree, t))) {
  case ENT_ROOT:
  case ENT_CCOMP:
  case ENT_ADVCL:
  case ENT_ACL:
  case ENT_PARATAXIS:
  case ENT_CSUBJ:
  case ENT_REL_NONE:
    return true;
  case ENT_CONJ:
    return predicate(tree, t);
  default:
    return false;
  }
}

/* Climbs to the nearest clause whose head is known, then tells all tokens on the way: each token is passed once. */
static void find_clause(enti_tree *tree, uint32_t t, uint32_t limit)
{
  uint32_t top = t, steps = 0;
  while (tree->clause[top] == ENT_NONE && !opens_clause(tree, top) && enti_head(tree, top) != ENT_NONE &&
         steps++ < limit)
    top = enti_head(tree, top);
  uint32_t clause = tree->clause[top] == ENT_NONE ? top : tree->clause[top];
  for (uint32_t at = t; tree->clause[at] == ENT_NONE;) {
    tree->clause[at] = clause;
    if (at == top || enti_head(tree, at) == ENT_NONE)
      break;
    at = enti_head(tree, at);
  }
}

ent_status enti_tree_build(enti_tree *tree, ent_document *doc, const enti_rules *rules, ent_error *err)
{
  size_t n = doc->n_tokens;
  *tree = (enti_tree){.doc = doc, .rules = rules};
  tree->child = ent_arena_array(doc->arena, n, sizeof *tree->child);
  tree->next = ent_arena_array(doc->arena, n, sizeof *tree->next);
  tree->clause = ent_arena_array(doc->arena, n, sizeof *tree->clause);
  if (n && (!tree->child || !tree->next || !tree->clause))
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  for (size_t i = 0; i < n; i++)
    tree->child[i] = tree->next[i] = tree->clause[i] = ENT_NONE;
  for (size_t i = n; i-- > 0;) { /* backwards, so that the lists of dependents stand in order */
    uint32_t head = enti_head(tree, (uint32_t)i);
    if (head == ENT_NONE)
      continue;
    tree->next[i] = tree->child[head];
    tree->child[head] = (uint32_t)i;
  }
  for (size_t s = 0; s < doc->n_sentences; s++)
    for (uint32_t k = 0; k < doc->sentences[s].n; k++)
      find_clause(tree, doc->sentences[s].first + k, doc->sentences[s].n);
  return ENT_OK;
}

uint32_t enti_child(const enti_tree *tree, uint32_t t, ent_rel rel)
{
  for (uint32_t c = tree->child[t]; c != ENT_NONE; c = tree->next[c])
    if (ent_rel_base(enti_rel_of(tree, c)) == rel)
      return c;
  return ENT_NONE;
}

uint32_t enti_child_exact(const enti_tree *tree, uint32_t t, ent_rel rel)
{
  for (uint32_t c = tree->child[t]; c != ENT_NONE; c = tree->next[c])
    if (enti_rel_of(tree, c) == rel)
      return c;
  return ENT_NONE;
}

uint32_t enti_word(const enti_tree *tree, uint32_t t)
{
  const ent_token *token = enti_token(tree, t);
  return token->lemma_word ? token->lemma_word : token->word;
}

bool enti_is_verb(const enti_tree *tree, uint32_t t)
{
  unsigned pos = enti_token(tree, t)->upos;
  return pos == ENT_VERB || pos == ENT_AUX;
}

bool enti_is_nominal(const enti_tree *tree, uint32_t t)
{
  unsigned pos = enti_token(tree, t)->upos;
  return pos == ENT_NOUN || pos == ENT_PROPN || pos == ENT_PRON || pos == ENT_NUM;
}

uint32_t enti_pos_of(const enti_tree *tree, uint32_t t)
{
  switch (enti_token(tree, t)->upos) {
  case ENT_VERB:
    return ENTI_POS_VERB;
  case ENT_AUX:
    return ENTI_POS_AUX | ENTI_POS_VERB;
  case ENT_NOUN:
  case ENT_PROPN:
  case ENT_PRON:
    return ENTI_POS_NOUN | ENTI_POS_NEG;
  case ENT_ADJ:
    return ENTI_POS_ADJ;
  case ENT_SCONJ:
  case ENT_ADP:
  case ENT_ADV:
    return ENTI_POS_MARK | ENTI_POS_NEG;
  case ENT_PART:
  case ENT_DET:
  case ENT_CCONJ:
    return ENTI_POS_NEG;
  default:
    return 0;
  }
}

uint32_t enti_mood_of(const enti_tree *tree, uint32_t t)
{
  return enti_rules_mood(tree->rules, enti_word(tree, t), enti_pos_of(tree, t));
}

uint32_t enti_case_word(const enti_tree *tree, uint32_t noun)
{
  uint32_t c = enti_child(tree, noun, ENT_CASE);
  return c == ENT_NONE ? 0 : enti_token(tree, c)->word;
}
