/* What must hold of every sentence that the grammar has read: D3, exactly one root, tags and relations set. Used by the
 * unit tests and the fuzz harnesses. */
#ifndef GRAMMAR_CHECK_H
#define GRAMMAR_CHECK_H

#include <entente/grammar.h>

#include <stdlib.h>

/* NULL where all is well, else what is wrong. */
static inline const char *sentence_broken(const ent_document *doc, const ent_sentence *s)
{
  size_t roots = 0, steps = 0;
  for (uint32_t i = s->first; i < s->first + s->n; i++) {
    const ent_token *t = &doc->tokens[i];
    if (!t->upos || t->upos >= ENT_POS_COUNT || !t->xpos || t->xpos >= ENT_X_COUNT)
      return "a tag is missing";
    if (!t->rel || t->rel >= ENT_REL_COUNT || (t->rel == ENT_ROOT) != (t->head == ENT_NONE))
      return "a relation is wrong";
    if (t->head != ENT_NONE && (t->head < s->first || t->head >= s->first + s->n || t->head == i))
      return "a head lies outside the sentence";
    if (t->fold.n && !t->lemma.n)
      return "a lemma is missing";
    roots += t->head == ENT_NONE;
  }
  uint8_t *fine = calloc(s->n + 1, 1); /* the walk from here ends at the root */
  for (uint32_t i = s->first; i < s->first + s->n; i++) {
    uint32_t t = i;
    for (steps = 0; t != ENT_NONE && !fine[t - s->first] && steps <= s->n; steps++)
      t = doc->tokens[t].head;
    if (steps > s->n)
      break;
    for (t = i; t != ENT_NONE && !fine[t - s->first]; t = doc->tokens[t].head)
      fine[t - s->first] = 1;
  }
  free(fine);
  if (steps > s->n)
    return "the heads form a circle";
  return s->n && roots != 1 ? "not exactly one root" : NULL;
}

static inline const char *document_broken(const ent_document *doc)
{
  const char *why = NULL;
  for (size_t i = 0; !why && i < doc->n_sentences; i++)
    why = sentence_broken(doc, &doc->sentences[i]);
  return why;
}

#endif
