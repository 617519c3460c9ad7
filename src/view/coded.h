/* The events of a document as the formats of the field want them: which claims are events that count, who stands on
 * each side, and a row for each pair of actors. */
#ifndef ENTI_CODED_H
#define ENTI_CODED_H

#include <entente/actor.h>
#include <entente/document.h>

/* An event that PLOVER codes: it took place, or its type itself says that it is still to come (AGREE, THREATEN). */
bool enti_is_coded(const ent_claim *claim);

/* The words in the claim's sentence that name the actor; empty where it is not named there. O(mentions). */
ent_str enti_actor_words(const ent_document *doc, const ent_claim *claim, const ent_actor_ref *actor);

/* ISO 3166 alpha-3 of a state; empty for an organisation and for a state that has no code. */
ent_str enti_actor_country(const ent_actors *actors, const ent_actor_ref *actor, ent_date on);
/* IGO, NGO, IMG, ISM, MNC, NGM or UIS; else empty. */
ent_str enti_actor_org(const ent_actor_ref *actor);

#endif
