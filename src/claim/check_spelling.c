/* A name written almost as it is known: "Cooperative Cyber Defencs Center of Excellence". The words of a long name are
 * compared with those of the text; all but one must agree, and that one by a letter or two. */
#include "claim/verdict.h"

#include <string.h>

#define MIN_WORDS 4   /* of a name: in short ones a near miss may be another name */
#define MIN_LETTERS 6 /* of the word */
#define MAX_LETTERS 24

static unsigned least(unsigned a, unsigned b)
{
  return a < b ? a : b;
}

/* Damerau-Levenshtein distance (restricted: no piece edited twice) of two short words of bytes. */
static unsigned distance(ent_str a, ent_str b)
{
  unsigned d[MAX_LETTERS + 1][MAX_LETTERS + 1];
  for (unsigned i = 0; i <= a.n; i++)
    d[i][0] = i;
  for (unsigned j = 0; j <= b.n; j++)
    d[0][j] = j;
  for (unsigned i = 1; i <= a.n; i++)
    for (unsigned j = 1; j <= b.n; j++) {
      unsigned cost = a.p[i - 1] != b.p[j - 1];
      d[i][j] = least(least(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + cost);
      if (i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] && a.p[i - 2] == b.p[j - 1])
        d[i][j] = least(d[i][j], d[i - 2][j - 2] + 1);
    }
  return d[a.n][b.n];
}

static bool near_miss(ent_str a, ent_str b)
{
  if (a.n < MIN_LETTERS || b.n < MIN_LETTERS || a.n > MAX_LETTERS || b.n > MAX_LETTERS)
    return false;
  unsigned d = distance(a, b);
  return d == 1 || (d == 2 && a.n >= 10 && b.n >= 10);
}

/* Does the name fit the tokens from t but for one word? *ret_wrong that token, *ret_word how it should be. */
static bool fits_but_one(const enti_scene *s, const name_record *name, uint32_t t, uint32_t *ret_wrong,
                         ent_str *ret_word)
{
  const ent_vocab *vocab = ent_pack_vocab(s->ref->pack);
  unsigned wrong = 0;
  if (name->n < MIN_WORDS || name->n > s->end - t)
    return false;
  for (uint32_t i = 0; i < name->n; i++) {
    uint32_t word = s->ref->name_words[name->at + i];
    const ent_token *token = enti_scene_token(s, t + i);
    if (word == token->word && word)
      continue;
    /* a word that stands in some table is spelt as somebody meant it */
    if (++wrong > 1 || token->word || !near_miss(token->fold, ent_vocab_word(vocab, word)))
      return false;
    *ret_wrong = t + i;
    *ret_word = ent_vocab_word(vocab, word);
  }
  return wrong == 1;
}

static void report(enti_scene *s, const name_record *name, uint32_t token)
{
  ent_finding *f = enti_finding_add(s, ENT_CONTRADICTED, "spelling", token, ENT_STR("claim/spelling"));
  if (!f)
    return;
  ent_actor_ref actor = {ent_pack_string(s->ref->pack, name->value), ENT_STR_NONE, ENT_STR_NONE};
  f->source = enti_finding_actors(s, &actor, 1);
  f->n_source = 1;
  f->value_in_text = enti_scene_token(s, token)->norm;
  f->value_reference = ent_pack_string(s->ref->pack, name->text);
  f->ref_source = ENT_STR("entente");
}

/* Names that begin with the word of token t. */
static bool check_at(enti_scene *s, uint32_t t)
{
  const ent_reference *r = s->ref;
  uint32_t word = enti_scene_token(s, t)->word, wrong = 0;
  ent_str right;
  size_t low = 0, high = r->n_names;
  while (word && low < high) {
    size_t middle = low + (high - low) / 2;
    if (r->names[middle].first_word < word)
      low = middle + 1;
    else
      high = middle;
  }
  for (; word && low < r->n_names && r->names[low].first_word == word; low++)
    if (r->names[low].n >= MIN_WORDS && fits_but_one(s, &r->names[low], t, &wrong, &right)) {
      report(s, &r->names[low], wrong);
      return true;
    }
  return false;
}

void enti_check_spelling(enti_scene *s)
{
  for (uint32_t t = s->first; t + MIN_WORDS <= s->end; t++)
    if ((enti_scene_token(s, t)->flags & ENT_TOKEN_CAPITAL) && check_at(s, t))
      return;
}
