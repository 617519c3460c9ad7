/* "Seoul might review its alliance with Washington": there is an alliance, whatever is reviewed. A definite or owned
 * noun phrase takes for granted what it names (Strawson's presupposition), so negation, doubt and plans of the verb
 * above do not touch it; those of a verb that makes the thing ("will sign the treaty") do. Known to be wrong where the
 * noun is the content of talk: "the idea of the alliance". */
#include "event/presuppose.h"

static bool is_one_of(const enti_tree *tree, uint32_t t, const char *const *words)
{
  for (; *words; words++)
    if (ent_str_eq(enti_token(tree, t)->fold, ent_str_of(*words)))
      return true;
  return false;
}

static bool definite(const enti_tree *tree, uint32_t noun)
{
  static const char *const sure[] = {"the", "this", "that", "these", "those", NULL};
  for (uint32_t c = tree->child[noun]; c != ENT_NONE; c = tree->next[c]) {
    if (enti_rel_of(tree, c) == ENT_NMOD_POSS)
      return true;
    if (ent_rel_base(enti_rel_of(tree, c)) == ENT_DET_REL && is_one_of(tree, c, sure))
      return true;
  }
  return false;
}

/* Is the noun what a verb brings about ("signed the treaty", "the treaty was signed")? */
static bool made(const enti_tree *tree, uint32_t noun)
{
  uint32_t verb = enti_head(tree, noun);
  unsigned rel = enti_rel_of(tree, noun), base = ent_rel_base(rel);
  return verb != ENT_NONE && enti_is_verb(tree, verb) && (base == ENT_OBJ || rel == ENT_NSUBJ_PASS) &&
         (enti_mood_of(tree, verb) & ENTI_MOOD_LIGHT) != 0;
}

void enti_presuppose(const enti_tree *tree, uint32_t trigger, enti_mood *mood)
{
  if (!(enti_pos_of(tree, trigger) & ENTI_POS_NOUN) || enti_child(tree, trigger, ENT_COP) != ENT_NONE ||
      !definite(tree, trigger) || made(tree, trigger))
    return;
  mood->negated = mood->hypothetical = mood->future = mood->would = false;
  mood->operators &= (uint32_t)ENTI_MOOD_HISTORY;
  if (!mood->operators)
    mood->op = ENT_NONE;
}
