/* Which claims are events that count, and who their actors are (view/coded.h). */
#include "view/coded.h"

#include <entente/event.h>

#include "base/hash.h"

#include <string.h>

#define LONGEST_LOOK 1000 /* tokens: an endless sentence is not looked through for each actor of each claim */

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

bool enti_is_plover(const ent_claim *claim)
{
  return enti_is_coded(claim) && ent_plover_quad(claim->code) > 0;
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
  const ent_sentence *s = claim->sentence < doc->n_sentences ? &doc->sentences[claim->sentence] : NULL;
  const ent_mention *best = NULL;
  int most = 0;
  for (uint32_t k = 0; s && doc->mention_of && k < s->n && k < LONGEST_LOOK; k++) {
    uint32_t m = doc->mention_of[s->first + k];
    int n = m < doc->n_mentions ? names(&doc->mentions[m], actor) : 0;
    if (n > most) {
      most = n;
      best = &doc->mentions[m];
    }
  }
  return best ? ent_str_slice(doc->text, best->start, best->end) : ENT_STR_NONE;
}

ent_str enti_actor_country(const ent_actors *actors, const ent_actor_ref *actor, ent_date on)
{
  ent_actor_info info;
  if (actor->org.n || !actors || !ent_actors_info(actors, actor->id, on, &info))
    return ENT_STR_NONE;
  return info.iso3.n ? info.iso3 : info.country; /* a former state has neither */
}

ent_str enti_actor_org(const ent_actor_ref *actor)
{
  static const char *const classes[] = {"IGO", "NGO", "IMG", "ISM", "MNC", "NGM", "UIS"};
  for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
    if (ent_str_eq(actor->org, ent_str_of(classes[i])))
      return actor->org;
  return ENT_STR_NONE;
}

/* ---- rows ----------------------------------------------------------------------------------------------------------- */

static ent_str turned_code(ent_str cameo)
{
  if (ent_str_eq(cameo, ENT_STR("042")))
    return ENT_STR("043");
  return ent_str_eq(cameo, ENT_STR("043")) ? ENT_STR("042") : cameo;
}

/* Sources × targets; either may be empty. */
static bool crossed(const ent_claim *c, size_t i, enti_pair *ret)
{
  size_t n_source = c->n_source ? c->n_source : 1, n_target = c->n_target ? c->n_target : 1;
  if (i >= n_source * n_target)
    return false;
  *ret = (enti_pair){c->n_source ? &c->source[i / n_target] : NULL, c->n_target ? &c->target[i % n_target] : NULL, c->cameo};
  return true;
}

/* Each of a group with each other. */
static bool within(const ent_claim *c, size_t i, enti_pair *ret)
{
  size_t others = c->n_source - 1;
  if (i >= c->n_source * others)
    return false;
  size_t a = i / others, b = i % others;
  *ret = (enti_pair){&c->source[a], &c->source[b + (b >= a)], c->cameo};
  return true;
}

bool enti_pair_at(const ent_claim *claim, size_t i, enti_pair *ret)
{
  if (claim->mutual && !claim->n_target && claim->n_source > 1)
    return within(claim, i, ret);
  if (crossed(claim, i, ret))
    return true;
  size_t n = claim->n_source * claim->n_target;
  bool both_ways = n && (claim->mutual || !ent_str_eq(turned_code(claim->cameo), claim->cameo));
  if (!both_ways || i >= 2 * n || !crossed(claim, i - n, ret))
    return false;
  *ret = (enti_pair){ret->target, ret->source, turned_code(claim->cameo)};
  return true;
}

ent_date enti_coded_day(const ent_document *doc, const ent_claim *claim)
{
  if (ent_date_known(claim->from))
    return claim->from;
  return ent_date_known(claim->to) ? claim->to : ent_document_day(doc);
}

#define BITS_53 (((uint64_t)1 << 53) - 1)

uint64_t enti_story_number(const ent_document *doc)
{
  return enti_hash_fixed(ent_str_of(doc->hash), 1) & BITS_53;
}

uint64_t enti_row_number(const ent_document *doc, size_t event, size_t pair)
{
  uint64_t place[2] = {event, pair};
  return enti_hash_fixed((ent_str){(const char *)place, sizeof place}, enti_hash_fixed(ent_str_of(doc->hash), 1)) & BITS_53;
}
