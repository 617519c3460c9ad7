/* Which claims are events that count, and who their actors are (view/coded.h). */
#include "view/coded.h"

#include <string.h>

bool enti_is_coded(const ent_claim *claim)
{
  if (claim->kind != ENT_EVENT)
    return false;
  switch (claim->modality) {
  case ENT_ACTUAL:
  case ENT_PAST:
  case ENT_ONGOING:
    return true;
  case ENT_INTENDED: /* what is announced is coded as a promise or a threat; other plans are no events yet */
    return ent_str_eq(claim->code, ENT_STR("AGREE")) || ent_str_eq(claim->code, ENT_STR("THREATEN"));
  default:
    return false;
  }
}

/* How well a mention names the actor: 0 not at all; its sector too, and by a name rather than a pronoun, is better. */
static int names(const ent_mention *m, const ent_actor_ref *actor)
{
  if (m->flags & ENT_MENTION_NOT_ACTOR)
    return 0;
  for (uint32_t i = 0; i < m->n_actors; i++)
    if (ent_str_eq(m->actors[i].id, actor->id))
      return 1 + 2 * ent_str_eq(m->actors[i].sector, actor->sector) + !(m->flags & ENT_MENTION_COREF);
  return 0;
}

ent_str enti_actor_words(const ent_document *doc, const ent_claim *claim, const ent_actor_ref *actor)
{
  const ent_mention *best = NULL;
  int most = 0;
  for (size_t i = 0; i < doc->n_mentions; i++) {
    const ent_mention *m = &doc->mentions[i];
    if (doc->tokens[m->first].sentence > claim->sentence)
      break;
    int n = doc->tokens[m->first].sentence == claim->sentence ? names(m, actor) : 0;
    if (n > most) {
      most = n;
      best = m;
    }
  }
  return best ? ent_str_slice(doc->text, best->start, best->end) : ENT_STR_NONE;
}

ent_str enti_actor_country(const ent_actors *actors, const ent_actor_ref *actor, ent_date on)
{
  ent_actor_info info;
  if (actor->org.n || !actors || !ent_actors_info(actors, actor->id, on, &info))
    return ENT_STR_NONE;
  return info.iso3;
}

ent_str enti_actor_org(const ent_actor_ref *actor)
{
  static const char *const classes[] = {"IGO", "NGO", "IMG", "ISM", "MNC", "NGM", "UIS"};
  for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
    if (ent_str_eq(actor->org, ent_str_of(classes[i])))
      return actor->org;
  return ENT_STR_NONE;
}
