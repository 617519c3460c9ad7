/* The organisation that a clause leaves out: "Eritrea left IGAD in 2007, rejoined in 2023". It is the last one named
 * before the trigger, in its sentence or the one before within the paragraph. Known to be wrong where the sentence
 * names another organisation in passing ("told the EU that it would stay"). */
#include "event/role.h"

static bool is_org(const enti_tree *tree, uint32_t mention)
{
  const ent_mention *m = &tree->doc->mentions[mention];
  return m->n_actors == 1 && m->actors[0].org.n > 0;
}

static uint32_t last_org(const enti_tree *tree, uint32_t first, uint32_t end)
{
  for (uint32_t t = end; t-- > first;) {
    uint32_t m = enti_mention_at(tree, t);
    if (m != ENT_NONE && is_org(tree, m))
      return tree->doc->mentions[m].head;
  }
  return ENT_NONE;
}

uint32_t enti_org_before(const enti_tree *tree, uint32_t trigger)
{
  const ent_document *doc = tree->doc;
  uint32_t here = enti_token(tree, trigger)->sentence;
  uint32_t found = last_org(tree, doc->sentences[here].first, trigger);
  if (found != ENT_NONE || here == 0)
    return found;
  const ent_sentence *before = &doc->sentences[here - 1];
  if (before->kind != ENT_SENTENCE_BODY || before->paragraph != doc->sentences[here].paragraph)
    return ENT_NONE;
  return last_org(tree, before->first, before->first + before->n);
}
