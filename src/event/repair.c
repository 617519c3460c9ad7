/* Repairs of parses. The grammar was trained on blogs, reviews and mail; in the prose of news it takes many a verb for
 * a participle or a noun when its subject is a name: "Israeli jets [struck] targets", "Laos [rules] out alliances".
 * What can be told for certain is put right here, once, in the document itself, so that every room that follows sees
 * the same tree.
 *
 * Each repair looks for one mistake, and states what it would get wrong. A sentence that repairs would leave without a
 * proper tree keeps the parser's (D3). */
#include "event/repair.h"

static bool nominal(const enti_tree *tree, uint32_t t)
{
  return enti_is_nominal(tree, t);
}

static bool tensed(const enti_tree *tree, uint32_t t)
{
  unsigned x = enti_xpos(tree, t);
  return x == ENT_X_VBD || x == ENT_X_VBZ || x == ENT_X_VBP || x == ENT_X_MD;
}

static bool bare(const enti_tree *tree, uint32_t verb)
{
  return enti_child(tree, verb, ENT_AUX_REL) == ENT_NONE && enti_child(tree, verb, ENT_NSUBJ) == ENT_NONE;
}

static void set(enti_tree *tree, uint32_t t, uint32_t head, ent_rel rel)
{
  tree->head[t] = head;
  tree->rel[t] = (uint8_t)rel;
}

static void make_verb(enti_tree *tree, uint32_t t, ent_xpos xpos)
{
  tree->upos[t] = ENT_VERB;
  tree->xpos[t] = (uint8_t)xpos;
}

/* First member of the list that t is in. */
static uint32_t list_head(const enti_tree *tree, uint32_t t)
{
  for (unsigned guard = 0; enti_rel_of(tree, t) == ENT_CONJ && enti_head(tree, t) != ENT_NONE && guard < 12; guard++)
    t = enti_head(tree, t);
  return t;
}

/* "Israeli jets [struck] targets": a participle before a noun, behind another noun. verb, noun and subject are put in
 * order. Wrong for "the United Nations mandated force", which is mostly written with a dash. */
static bool verb_before_noun(enti_tree *tree, uint32_t verb, uint32_t first)
{
  uint32_t noun = enti_head(tree, verb);
  if (enti_xpos(tree, verb) != ENT_X_VBN || ent_rel_base(enti_rel_of(tree, verb)) != ENT_AMOD || noun == ENT_NONE ||
      noun < verb || verb == first || !nominal(tree, verb - 1) || !bare(tree, verb))
    return false;
  uint32_t subject = list_head(tree, verb - 1), rel = enti_rel_of(tree, noun);
  bool linked = enti_head(tree, subject) == noun || enti_head(tree, subject) == verb ||
                enti_head(tree, subject) == enti_head(tree, noun);
  if (!linked || subject > verb || enti_rel_of(tree, verb - 1) == ENT_NMOD_POSS || ent_rel_base(rel) == ENT_NSUBJ)
    return false;
  for (uint32_t c = tree->child[noun]; c != ENT_NONE; c = tree->next[c]) {
    bool of_subject = c < subject && (enti_rel_of(tree, c) == ENT_AMOD || ent_rel_base(enti_rel_of(tree, c)) == ENT_DET_REL ||
                                      enti_rel_of(tree, c) == ENT_COMPOUND);
    if (c < verb && c != subject)
      set(tree, c, of_subject ? subject : verb, of_subject ? enti_rel_of(tree, c) : ENT_OBL);
    else if (c > noun && ent_rel_base(enti_rel_of(tree, c)) == ENT_PUNCT_REL)
      tree->head[c] = verb;
  }
  set(tree, verb, enti_head(tree, noun), (ent_rel)rel);
  set(tree, noun, verb, ENT_OBJ);
  set(tree, subject, verb, ENT_NSUBJ);
  make_verb(tree, verb, ENT_X_VBD);
  return true;
}

/* "Serbia [accused Kosovo]", "The Union [called] on Burundi": the only verb of a clause, hung on its subject. Wrong for
 * a heading such as "Troops accused of looting", which has no object. */
static bool verb_behind_noun(enti_tree *tree, uint32_t verb)
{
  uint32_t noun = enti_head(tree, verb);
  unsigned x = enti_xpos(tree, verb);
  if (enti_rel_of(tree, verb) != ENT_ACL || noun == ENT_NONE || noun > verb || !nominal(tree, noun) ||
      !bare(tree, verb) || enti_child(tree, noun, ENT_COP) != ENT_NONE)
    return false;
  if (x != ENT_X_VBD && !(x == ENT_X_VBN && enti_child(tree, verb, ENT_OBJ) != ENT_NONE))
    return false;
  unsigned rel = ent_rel_base(enti_rel_of(tree, noun));
  if (rel != ENT_ROOT && rel != ENT_CCOMP && rel != ENT_PARATAXIS && rel != ENT_CONJ)
    return false;
  for (uint32_t c = tree->child[noun]; c != ENT_NONE; c = tree->next[c])
    if (c > verb || ent_rel_base(enti_rel_of(tree, c)) == ENT_OBL || ent_rel_base(enti_rel_of(tree, c)) == ENT_ADVMOD)
      tree->head[c] = verb;
  set(tree, verb, enti_head(tree, noun), (ent_rel)enti_rel_of(tree, noun));
  set(tree, noun, verb, ENT_NSUBJ);
  make_verb(tree, verb, ENT_X_VBD);
  return true;
}

static bool tensed_elsewhere(const enti_tree *tree, const ent_sentence *s, uint32_t noun)
{
  for (uint32_t k = 0; k < s->n; k++) {
    uint32_t t = s->first + k, up = t;
    if (!tensed(tree, t))
      continue;
    for (uint32_t guard = 0; up != ENT_NONE && up != noun && guard < s->n; guard++)
      up = enti_head(tree, up);
    if (up != noun)
      return true;
  }
  return false;
}

/* "Laos [rules] out alliances", "Bosnia [plans] to join": a plural noun behind a name, in a sentence without another
 * finite verb. Wrong for a heading ("France talks"), which is not read. */
static bool verb_as_noun(enti_tree *tree, const ent_sentence *s, uint32_t noun)
{
  if (enti_xpos(tree, noun) != ENT_X_NNS || noun == s->first || !nominal(tree, noun - 1) ||
      enti_child(tree, noun, ENT_DET_REL) != ENT_NONE || enti_child(tree, noun, ENT_CASE) != ENT_NONE ||
      enti_child(tree, noun, ENT_COP) != ENT_NONE || enti_rel_of(tree, noun - 1) == ENT_NMOD_POSS)
    return false;
  uint32_t subject = list_head(tree, noun - 1);
  unsigned rel = enti_rel_of(tree, subject);
  if (enti_head(tree, subject) != noun || (rel != ENT_COMPOUND && ent_rel_base(rel) != ENT_NMOD) ||
      enti_rel_of(tree, noun) != ENT_ROOT || enti_xpos(tree, noun - 1) == ENT_X_NN || tensed_elsewhere(tree, s, noun))
    return false;
  for (uint32_t c = tree->child[noun]; c != ENT_NONE; c = tree->next[c]) {
    unsigned base = ent_rel_base(enti_rel_of(tree, c));
    if (c > noun && base == ENT_ACL)
      tree->rel[c] = ENT_XCOMP;
    else if (c > noun && base == ENT_NMOD)
      tree->rel[c] = enti_child(tree, c, ENT_CASE) == ENT_NONE ? ENT_OBJ : ENT_OBL;
  }
  set(tree, subject, noun, ENT_NSUBJ);
  make_verb(tree, noun, ENT_X_VBZ);
  return true;
}

/* "contests Somali [claims]": a noun behind an adjective, taken for a verb. */
static bool noun_as_verb(enti_tree *tree, uint32_t t, uint32_t first)
{
  unsigned base = ent_rel_base(enti_rel_of(tree, t));
  if (enti_xpos(tree, t) != ENT_X_VBZ || (base != ENT_OBJ && base != ENT_OBL && base != ENT_NMOD) || t == first)
    return false;
  tree->upos[t] = ENT_NOUN;
  tree->xpos[t] = ENT_X_NNS;
  for (uint32_t c = tree->child[t]; c != ENT_NONE; c = tree->next[c])
    if (ent_rel_base(enti_rel_of(tree, c)) == ENT_NSUBJ)
      tree->rel[c] = ENT_AMOD;
  return true;
}

/* A verb that has a subject right before it in a wrong relation: "Oman [mediated]" as a passive without its auxiliary,
 * "Thailand [founded] ASEAN" with the name as a compound. */
static bool subject_misnamed(enti_tree *tree, uint32_t verb, uint32_t first)
{
  unsigned x = enti_xpos(tree, verb);
  uint32_t passive = enti_child_exact(tree, verb, ENT_NSUBJ_PASS);
  bool present = x == ENT_X_VBZ || x == ENT_X_VBP;
  if ((x != ENT_X_VBN && x != ENT_X_VBD && !present) || enti_child(tree, verb, ENT_AUX_REL) != ENT_NONE ||
      enti_upos(tree, verb) != ENT_VERB)
    return false;
  bool has_subject = enti_child(tree, verb, ENT_NSUBJ) != ENT_NONE;
  bool before = verb > first && nominal(tree, verb - 1) && enti_head(tree, verb - 1) == verb &&
                enti_child(tree, verb - 1, ENT_CASE) == ENT_NONE && !has_subject;
  if ((passive == ENT_NONE || present) && !before)
    return false;
  set(tree, passive != ENT_NONE ? passive : verb - 1, verb, ENT_NSUBJ);
  make_verb(tree, verb, present ? (ent_xpos)x : ENT_X_VBD);
  uint32_t complement = enti_child(tree, verb, ENT_XCOMP);
  if (complement != ENT_NONE && nominal(tree, complement) && enti_child(tree, verb, ENT_OBJ) == ENT_NONE)
    tree->rel[complement] = ENT_OBJ;
  return true;
}

static bool within_relative(const enti_tree *tree, uint32_t t)
{
  for (unsigned guard = 0; t != ENT_NONE && guard < 24; guard++, t = enti_head(tree, t))
    if (enti_rel_of(tree, t) == ENT_ACL_RELCL)
      return true;
  return false;
}

/* "Sweden, which had been neutral for centuries, [applied] for membership": behind a relative clause, taken for part of
 * it. The root is a noun, and no verb outside the clause is tensed. */
static bool verb_behind_relative(enti_tree *tree, const ent_sentence *s, uint32_t verb)
{
  uint32_t root = verb;
  unsigned x = enti_xpos(tree, verb), base = ent_rel_base(enti_rel_of(tree, verb));
  if ((x != ENT_X_VBN && x != ENT_X_VBD) || (base != ENT_ACL && base != ENT_ADVCL && base != ENT_CONJ) ||
      verb == s->first || !bare(tree, verb) || !ent_str_eq(enti_token(tree, verb - 1)->fold, ENT_STR(",")))
    return false;
  for (uint32_t guard = 0; enti_head(tree, root) != ENT_NONE && guard < s->n; guard++)
    root = enti_head(tree, root);
  if (root > verb || !nominal(tree, root) || enti_upos(tree, root) == ENT_PRON || enti_child(tree, root, ENT_COP) != ENT_NONE)
    return false;
  for (uint32_t k = 0; k < s->n; k++)
    if (tensed(tree, s->first + k) && s->first + k != verb && !within_relative(tree, s->first + k))
      return false;
  set(tree, verb, ENT_NONE, ENT_ROOT);
  set(tree, root, verb, ENT_NSUBJ);
  make_verb(tree, verb, ENT_X_VBD);
  return true;
}

/* "the treaty [that Japan concluded]": "that" is the object, behind a noun, yet the clause was hung elsewhere. */
static bool relative_clause(enti_tree *tree, uint32_t that, uint32_t first)
{
  uint32_t verb = enti_head(tree, that), noun = that - 1;
  bool word = ent_str_eq(enti_token(tree, that)->fold, ENT_STR("that")) ||
              ent_str_eq(enti_token(tree, that)->fold, ENT_STR("which"));
  if (that == first || !word || enti_rel_of(tree, that) != ENT_OBJ || verb == ENT_NONE || verb < that ||
      !enti_is_verb(tree, verb) || !nominal(tree, noun) || ent_rel_base(enti_rel_of(tree, verb)) == ENT_ACL)
    return false;
  for (uint32_t up = enti_head(tree, noun); up != ENT_NONE && up < that && nominal(tree, up); up = enti_head(tree, up))
    noun = up;
  if (enti_head(tree, noun) == verb)
    return false;
  set(tree, verb, noun, ENT_ACL_RELCL);
  tree->xpos[that] = ENT_X_WDT;
  return true;
}

/* "founded ASEAN": a name as a complement of what is no copula. */
static bool named_object(enti_tree *tree, uint32_t t)
{
  uint32_t head = enti_head(tree, t);
  if (enti_rel_of(tree, t) != ENT_XCOMP || enti_upos(tree, t) != ENT_PROPN || head == ENT_NONE || head > t ||
      enti_child(tree, head, ENT_OBJ) != ENT_NONE || enti_child(tree, t, ENT_CASE) != ENT_NONE ||
      (enti_rules_mood(tree->rules, enti_word(tree, head), ENTI_POS_VERB) & ENTI_MOOD_COPULA))
    return false;
  tree->rel[t] = ENT_OBJ;
  return true;
}

/* A tag of a verb with the part of speech of a noun: the tag is the better witness. */
static bool tag_says_verb(enti_tree *tree, uint32_t t)
{
  unsigned x = enti_xpos(tree, t);
  if (enti_upos(tree, t) != ENT_NOUN || (x != ENT_X_VBZ && x != ENT_X_VBD && x != ENT_X_VBP))
    return false;
  tree->upos[t] = ENT_VERB;
  return true;
}

/* "Cyprus [buys] drones": taken for the first half of a compound. The lemma was a noun's: without its s. */
static bool verb_as_compound(enti_tree *tree, const ent_sentence *s, uint32_t t)
{
  uint32_t noun = enti_head(tree, t);
  const ent_token *token = enti_token(tree, t);
  if (enti_rel_of(tree, t) != ENT_COMPOUND || enti_upos(tree, t) != ENT_NOUN || noun == ENT_NONE || noun < t ||
      enti_rel_of(tree, noun) != ENT_ROOT || t == s->first || enti_head(tree, t - 1) != t ||
      enti_xpos(tree, t - 1) != ENT_X_NNP || !ent_str_ends(token->fold, ENT_STR("s")) ||
      tensed_elsewhere(tree, s, t))
    return false;
  ent_str stem = ent_str_slice(token->fold, 0, token->fold.n - 1);
  tree->word[t] = ent_vocab_find(ent_pack_vocab(tree->rules->pack), stem);
  set(tree, t, enti_head(tree, noun), ENT_ROOT);
  set(tree, noun, t, ENT_OBJ);
  set(tree, t - 1, t, ENT_NSUBJ);
  make_verb(tree, t, ENT_X_VBZ);
  return true;
}

static bool outer_subject(enti_tree *tree, uint32_t t)
{
  uint32_t head = enti_head(tree, t);
  if (enti_rel_of(tree, t) != ENT_NSUBJ_OUTER || head == ENT_NONE ||
      enti_child_exact(tree, head, ENT_NSUBJ) != ENT_NONE)
    return false;
  tree->rel[t] = ENT_NSUBJ;
  return true;
}

/* "…over a name, and Malta [joined]": the noun between "and" and the verb, hung on a noun before "and" though the "and"
 * is the verb's. */
static bool subject_behind_and(enti_tree *tree, uint32_t verb, uint32_t first)
{
  uint32_t and = enti_child(tree, verb, ENT_CC), noun = verb - 1;
  if (verb == first || and == ENT_NONE || and >= noun || !tensed(tree, verb) || !nominal(tree, noun) ||
      enti_child(tree, verb, ENT_NSUBJ) != ENT_NONE || ent_rel_base(enti_rel_of(tree, noun)) != ENT_CONJ ||
      enti_head(tree, noun) == ENT_NONE || enti_head(tree, noun) > and || enti_child(tree, noun, ENT_CC) != ENT_NONE)
    return false;
  set(tree, noun, verb, ENT_NSUBJ);
  return true;
}

/* "Chad had bought it, and [in 2020] Peru sold it": an adverbial between "and" and the second verb, hung on the first. */
static bool adverbial_behind_and(enti_tree *tree, uint32_t t)
{
  uint32_t first = enti_head(tree, t), and = enti_child(tree, t, ENT_CC);
  if (ent_rel_base(enti_rel_of(tree, t)) != ENT_OBL || first == ENT_NONE || and == ENT_NONE || and > t || and < first)
    return false;
  for (uint32_t verb = tree->child[first]; verb != ENT_NONE; verb = tree->next[verb])
    if (verb > t && ent_rel_base(enti_rel_of(tree, verb)) == ENT_CONJ && enti_is_verb(tree, verb)) {
      set(tree, t, verb, ENT_OBL);
      set(tree, and, verb, ENT_CC);
      return true;
    }
  return false;
}

/* "Togo [will] in return be the first": an auxiliary before an aside, hung on the aside's noun. */
static bool auxiliary_of_aside(enti_tree *tree, uint32_t t)
{
  uint32_t noun = enti_head(tree, t);
  if (ent_rel_base(enti_rel_of(tree, t)) != ENT_AUX_REL || noun == ENT_NONE || noun < t || !nominal(tree, noun) ||
      ent_rel_base(enti_rel_of(tree, noun)) != ENT_OBL || enti_head(tree, noun) == ENT_NONE)
    return false;
  uint32_t marker = enti_child(tree, noun, ENT_CASE);
  if (marker == ENT_NONE || marker < t)
    return false;
  set(tree, t, enti_head(tree, noun), ENT_AUX_REL);
  return true;
}

/* "Sudan [normalised] relations with Israel": a participle before a noun that has a subject of its own is the verb. */
static bool participle_with_subject(enti_tree *tree, uint32_t verb)
{
  uint32_t noun = enti_head(tree, verb), subject = enti_child(tree, verb, ENT_NSUBJ);
  if (subject == ENT_NONE || subject > verb || ent_rel_base(enti_rel_of(tree, verb)) != ENT_AMOD || noun < verb ||
      enti_xpos(tree, verb) != ENT_X_VBN || enti_child(tree, noun, ENT_COP) != ENT_NONE)
    return false;
  uint32_t head = enti_head(tree, noun);
  set(tree, verb, head, (ent_rel)enti_rel_of(tree, noun));
  set(tree, noun, verb, ENT_OBJ);
  make_verb(tree, verb, ENT_X_VBD);
  return true;
}

/* A subject that hangs on an auxiliary is the verb's. */
static bool subject_of_auxiliary(enti_tree *tree, uint32_t t)
{
  uint32_t head = enti_head(tree, t);
  if (head == ENT_NONE || ent_rel_base(enti_rel_of(tree, t)) != ENT_NSUBJ ||
      ent_rel_base(enti_rel_of(tree, head)) != ENT_AUX_REL || enti_head(tree, head) == ENT_NONE)
    return false;
  tree->head[t] = enti_head(tree, head);
  return true;
}

static bool repair_word(enti_tree *tree, const ent_sentence *s, uint32_t t)
{
  return participle_with_subject(tree, t) || subject_of_auxiliary(tree, t) || tag_says_verb(tree, t) || verb_as_compound(tree, s, t) || verb_before_noun(tree, t, s->first) ||
         verb_behind_noun(tree, t) || verb_as_noun(tree, s, t) || verb_behind_relative(tree, s, t) ||
         named_object(tree, t) || relative_clause(tree, t, s->first) || noun_as_verb(tree, t, s->first) ||
         subject_misnamed(tree, t, s->first) || outer_subject(tree, t) || auxiliary_of_aside(tree, t) ||
         subject_behind_and(tree, t, s->first) || adverbial_behind_and(tree, t);
}

/* D3: does every way up end? Each token's height is found once. */
static bool sound(const enti_tree *tree, const ent_sentence *s)
{
  for (uint32_t k = 0; k < s->n; k++) {
    uint32_t t = s->first + k, steps = 0;
    while (tree->head[t] != ENT_NONE && steps++ <= s->n)
      t = tree->head[t];
    if (steps > s->n)
      return false;
  }
  return true;
}

/* Hands the tree's annotation of a sentence to the document. */
static void write_back(const enti_tree *tree, ent_document *doc, const ent_sentence *s)
{
  for (uint32_t t = s->first; t < s->first + s->n; t++) {
    ent_token *token = &doc->tokens[t];
    token->upos = tree->upos[t];
    token->xpos = tree->xpos[t];
    token->rel = tree->rel[t];
    token->head = tree->head[t];
    if (!tree->word[t] || tree->word[t] == token->lemma_word || tree->word[t] == token->word)
      continue;
    token->lemma_word = tree->word[t]; /* "buys", which had been a noun */
    token->lemma = ent_vocab_word(ent_pack_vocab(tree->rules->pack), tree->word[t]);
  }
}

ent_status enti_repair(const enti_rules *rules, ent_document *doc, ent_error *err)
{
  enti_tree tree;
  ent_status status = enti_tree_copy(&tree, doc, rules, err);
  for (size_t i = 0; status == ENT_OK && i < doc->n_sentences; i++) {
    const ent_sentence *s = &doc->sentences[i];
    bool changed = false;
    for (uint32_t k = 0; k < s->n; k++)
      if (repair_word(&tree, s, s->first + k)) {
        enti_relink(&tree, s);
        changed = true;
      }
    if (changed && sound(&tree, s))
      write_back(&tree, doc, s);
  }
  return status;
}
