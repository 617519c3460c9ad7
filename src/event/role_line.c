/* Roles that are found along the line of words, where the tree does not lead there.
 *
 * The organisation that a clause leaves out: "Eritrea left IGAD in 2007, rejoined in 2023". It is the last one named
 * before the trigger in its sentence, else the heading's or the title's, else the last one of the paragraph. Known to be wrong where the sentence
 * names another organisation in passing ("told the EU that it would stay").
 *
 * The name in apposition that the parser hangs on the nearest name: "its closest ally in Europe, Belarus, sent …". */
#include "event/role.h"

#define REACH 3u      /* sentences back in which the organisation is looked for */
#define SECTION 200u  /* sentences back to a heading */
#define OPENING 4u    /* first sentences, where the title stands */
#define APPOSITION 6u /* words of the phrase before the comma */

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

static uint32_t headed_org(const enti_tree *tree, uint32_t i)
{
  const ent_sentence *s = &tree->doc->sentences[i];
  bool head = s->kind == ENT_SENTENCE_TITLE || s->kind == ENT_SENTENCE_HEADING;
  return head ? last_org(tree, s->first, s->first + s->n) : ENT_NONE;
}

/* The organisation of the last heading above that names one, else the title's. */
static uint32_t title_org(const enti_tree *tree, uint32_t here)
{
  for (uint32_t i = here; i-- > 0 && here - i < SECTION;) {
    uint32_t org = headed_org(tree, i);
    if (org != ENT_NONE)
      return org;
  }
  for (uint32_t i = 0; i < here && i < OPENING; i++) {
    uint32_t org = headed_org(tree, i);
    if (org != ENT_NONE)
      return org;
  }
  return ENT_NONE;
}

uint32_t enti_org_before(const enti_tree *tree, uint32_t trigger)
{
  const ent_document *doc = tree->doc;
  uint32_t here = enti_token(tree, trigger)->sentence;
  uint32_t found = last_org(tree, doc->sentences[here].first, trigger), title = title_org(tree, here);
  if (found != ENT_NONE || title != ENT_NONE)
    return found != ENT_NONE ? found : title;
  for (uint32_t back = 1; back <= REACH && back <= here && found == ENT_NONE; back++) {
    const ent_sentence *before = &doc->sentences[here - back];
    if (before->kind != ENT_SENTENCE_BODY || before->paragraph != doc->sentences[here].paragraph)
      return ENT_NONE;
    found = last_org(tree, before->first, before->first + before->n);
  }
  return found;
}

static bool comma(const enti_tree *tree, uint32_t t)
{
  return ent_str_eq(enti_token(tree, t)->fold, ENT_STR(","));
}

/* Where the noun's phrase ends with a comma; ENT_NONE: it does not, or a verb comes first. */
static uint32_t comma_behind(const enti_tree *tree, uint32_t noun, uint32_t end)
{
  for (uint32_t t = noun + 1; t < end && t <= noun + APPOSITION; t++) {
    if (comma(tree, t))
      return t;
    if (enti_is_verb(tree, t) || enti_upos(tree, t) == ENT_AUX || enti_upos(tree, t) == ENT_SCONJ)
      break;
  }
  return ENT_NONE;
}

uint32_t enti_name_behind(const enti_tree *tree, uint32_t noun)
{
  const ent_sentence *s = &tree->doc->sentences[enti_token(tree, noun)->sentence];
  uint32_t end = s->first + s->n, t = comma_behind(tree, noun, end);
  if (t == ENT_NONE || t + 2 >= end)
    return ENT_NONE;
  t += enti_upos(tree, t + 1) == ENT_DET ? 2 : 1;
  uint32_t m = enti_mention_at(tree, t);
  if (m == ENT_NONE)
    return ENT_NONE;
  uint32_t next = tree->doc->mentions[m].last + 1;
  bool closed = next < end && (comma(tree, next) || enti_upos(tree, next) == ENT_PUNCT);
  return closed ? tree->doc->mentions[m].head : ENT_NONE;
}
