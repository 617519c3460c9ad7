/* Index of dependents and clauses. */
#include "event/walk_tree.h"

const ent_token *enti_token(const enti_tree *tree, uint32_t t)
{
  return &tree->doc->tokens[t];
}

unsigned enti_upos(const enti_tree *tree, uint32_t t)
{
  return tree->upos[t];
}

unsigned enti_xpos(const enti_tree *tree, uint32_t t)
{
  return tree->xpos[t];
}

uint32_t enti_head(const enti_tree *tree, uint32_t t)
{
  return tree->head[t];
}

unsigned enti_rel_of(const enti_tree *tree, uint32_t t)
{
  return tree->rel[t];
}

/* A coordinated word opens a clause of its own when it is a predicate. */
static bool predicate(const enti_tree *tree, uint32_t t)
{
  unsigned pos = enti_upos(tree, t);
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

#define LONGEST_LOOK 200 /* tokens: asked for every mention, so that an endless sentence must not be looked through */

static bool says(const ent_document *doc, const ent_sentence *s, const char *const *words, size_t n)
{
  for (uint32_t k = 0; k < s->n && k < LONGEST_LOOK; k++)
    for (size_t i = 0; i < n; i++)
      if (ent_str_eq(doc->tokens[s->first + k].fold, ent_str_of(words[i])))
        return true;
  return false;
}

/* How much a mention speaks for its state being the speaker's: "we in Togo" much; named beside "we" or "us", hardly
 * ("France sold us radars"); otherwise a little, more in questions, title and opening. */
static int home_weight(const ent_document *doc, const ent_mention *mention)
{
  static const char *const first_person[] = {"we", "us", "our", "ours"};
  const ent_sentence *s = &doc->sentences[doc->tokens[mention->first].sentence];
  if (mention->first >= s->first + 2 && ent_str_eq(doc->tokens[mention->first - 1].fold, ENT_STR("in")) &&
      ent_str_eq(doc->tokens[mention->first - 2].fold, ENT_STR("we")))
    return 8;
  bool opening = s->kind == ENT_SENTENCE_TITLE || s->paragraph < 2;
  if (s->kind == ENT_SENTENCE_QUESTION)
    return 3; /* what the interviewer calls "us" is another matter */
  if (mention->first > s->first && (ent_str_eq(doc->tokens[mention->first - 1].fold, ENT_STR("we")) ||
                                    ent_str_eq(doc->tokens[mention->first - 1].fold, ENT_STR("us"))))
    return 8; /* "we Moldovans" */
  if (says(doc, s, first_person, 4)) {
    bool leader = mention->actors[0].sector.n > 0; /* one writes of one's own president, too */
    return opening ? 1 : leader ? 0 : -2;
  }
  return opening ? 3 : 1;
}

/* Each mention alike: what the text is about. */
static int topic_weight(const ent_document *doc, const ent_mention *mention)
{
  (void)doc, (void)mention;
  return 1;
}

/* The state with the largest weight over `least`. For home_weight the one that an interviewee or a columnist mostly
 * means by "we" when nothing says it; wrong where a text is about another state than the speaker's. */
static uint32_t weigh(const ent_document *doc, int (*weight_of)(const ent_document *, const ent_mention *), int least)
{
  enum { MOST = 32 };
  ent_str ids[MOST];
  uint32_t first[MOST], n = 0, best = ENT_NONE;
  int weight[MOST], most = least;
  for (uint32_t m = 0; m < doc->n_mentions; m++) {
    const ent_mention *mention = &doc->mentions[m];
    uint32_t k = 0;
    if (mention->n_actors != 1 || mention->actors[0].org.n ||
        (mention->flags & (ENT_MENTION_NOT_ACTOR | ENT_MENTION_UNRESOLVED | ENT_MENTION_COREF | ENT_MENTION_AMBIGUOUS)))
      continue;
    while (k < n && !ent_str_eq(ids[k], mention->actors[0].id))
      k++;
    if (k == MOST)
      continue;
    if (k == n) {
      ids[n] = mention->actors[0].id;
      first[n] = m;
      weight[n++] = 0;
    }
    weight[k] += weight_of(doc, mention);
  }
  for (uint32_t k = 0; k < n; k++)
    if (weight[k] > most) {
      most = weight[k];
      best = first[k];
    }
  return best;
}

/* The only state that the title names, if the text names it again: "Papua New Guinea", a country's entry. */
static uint32_t title_state(const ent_document *doc)
{
  uint32_t found = ENT_NONE, again = 0;
  for (uint32_t m = 0; m < doc->n_mentions; m++) {
    const ent_mention *mention = &doc->mentions[m];
    bool named = mention->n_actors == 1 && !mention->actors[0].org.n && !(mention->flags & (ENT_MENTION_NOT_ACTOR | ENT_MENTION_UNRESOLVED | ENT_MENTION_AMBIGUOUS));
    if (!named)
      continue;
    bool title = doc->sentences[doc->tokens[mention->first].sentence].kind == ENT_SENTENCE_TITLE;
    bool same = found != ENT_NONE && ent_str_eq(doc->mentions[found].actors[0].id, mention->actors[0].id);
    if (title && found != ENT_NONE && !same)
      return ENT_NONE;
    found = title ? m : found;
    again += !title && same;
  }
  return again ? found : ENT_NONE;
}

/* Does the author speak as "I"? Then "we" is his people, whatever group was named before. */
static bool says_i(const ent_document *doc)
{
  static const char *const i[] = {"i", "my"};
  for (size_t s = 0; s < doc->n_sentences; s++)
    if (says(doc, &doc->sentences[s], i, 2))
      return true;
  return false;
}

static bool make_arrays(enti_tree *tree, ent_arena *arena, size_t n)
{
  tree->child = ent_arena_array(arena, n, sizeof *tree->child);
  tree->next = ent_arena_array(arena, n, sizeof *tree->next);
  tree->clause = ent_arena_array(arena, n, sizeof *tree->clause);
  tree->head = ent_arena_array(arena, n, sizeof *tree->head);
  tree->word = ent_arena_array(arena, n, sizeof *tree->word);
  tree->upos = ent_arena_array(arena, n, 1);
  tree->xpos = ent_arena_array(arena, n, 1);
  tree->rel = ent_arena_array(arena, n, 1);
  return tree->child && tree->next && tree->clause && tree->head && tree->word && tree->upos && tree->xpos && tree->rel;
}

/* The lemma's id, else the form's. The lemmatiser leaves some doubled consonants ("quarrell"). */
static uint32_t word_of(const enti_tree *tree, const ent_token *token)
{
  size_t n = token->lemma.n;
  if (token->lemma_word || n < 5 || token->lemma.p[n - 1] != token->lemma.p[n - 2])
    return token->lemma_word ? token->lemma_word : token->word;
  uint32_t word = ent_vocab_find(ent_pack_vocab(tree->rules->pack), ent_str_slice(token->lemma, 0, n - 1));
  return word ? word : token->word;
}

/* The document's annotation; a head outside its sentence is none. */
static void copy_annotation(enti_tree *tree, const ent_document *doc)
{
  for (uint32_t t = 0; t < doc->n_tokens; t++) {
    const ent_token *token = &doc->tokens[t];
    tree->upos[t] = token->upos;
    tree->xpos[t] = token->xpos;
    tree->rel[t] = token->rel;
    tree->word[t] = word_of(tree, token);
    bool inside = token->head != t && token->head < doc->n_tokens && doc->tokens[token->head].sentence == token->sentence;
    tree->head[t] = inside ? token->head : ENT_NONE;
    tree->clause[t] = ENT_NONE;
  }
}

void enti_relink(enti_tree *tree, const ent_sentence *sentence)
{
  for (uint32_t k = 0; k < sentence->n; k++)
    tree->child[sentence->first + k] = tree->next[sentence->first + k] = ENT_NONE;
  for (uint32_t k = sentence->n; k-- > 0;) { /* backwards, so that the lists of dependents stand in order */
    uint32_t t = sentence->first + k, head = tree->head[t];
    if (head == ENT_NONE)
      continue;
    tree->next[t] = tree->child[head];
    tree->child[head] = t;
  }
}

ent_status enti_tree_copy(enti_tree *tree, ent_document *doc, const enti_rules *rules, ent_error *err)
{
  *tree = (enti_tree){.doc = doc, .rules = rules, .home = ENT_NONE, .topic = ENT_NONE};
  if (doc->n_tokens && !make_arrays(tree, doc->arena, doc->n_tokens))
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  copy_annotation(tree, doc);
  for (size_t s = 0; s < doc->n_sentences; s++)
    enti_relink(tree, &doc->sentences[s]);
  return ENT_OK;
}

ent_status enti_tree_build(enti_tree *tree, ent_document *doc, const enti_rules *rules, ent_error *err)
{
  ent_status status = enti_tree_copy(tree, doc, rules, err);
  if (status != ENT_OK)
    return status;
  tree->home = weigh(doc, home_weight, 2);
  tree->topic = title_state(doc);
  if (tree->topic == ENT_NONE)
    tree->topic = weigh(doc, topic_weight, 1);
  tree->personal = says_i(doc);
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
  return tree->word[t];
}

bool enti_is_verb(const enti_tree *tree, uint32_t t)
{
  unsigned pos = enti_upos(tree, t);
  return pos == ENT_VERB || pos == ENT_AUX;
}

bool enti_is_nominal(const enti_tree *tree, uint32_t t)
{
  unsigned pos = enti_upos(tree, t);
  return pos == ENT_NOUN || pos == ENT_PROPN || pos == ENT_PRON || pos == ENT_NUM;
}

uint32_t enti_pos_of(const enti_tree *tree, uint32_t t)
{
  switch (enti_upos(tree, t)) {
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
  case ENT_ADV:
    return ENTI_POS_MARK | ENTI_POS_NEG | ENTI_POS_ADJ; /* "drew closer" */
  case ENT_SCONJ:
  case ENT_ADP:
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
