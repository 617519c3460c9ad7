/* The events of a document as the formats of the field want them: which claims are events that count, who stands on
 * each side, and a row for each pair of actors. */
#ifndef ENTI_CODED_H
#define ENTI_CODED_H

#include <entente/actor.h>
#include <entente/document.h>

/* One row of a format that has one actor on each side. */
typedef struct enti_pair {
  const ent_actor_ref *source, *target; /* NULL: nobody */
  ent_str cameo; /* the claim's, or its counterpart where the pair is turned: who visits 042, who is visited 043 */
} enti_pair;

/* An event that took place, or whose type itself says that it is still to come (AGREE, THREATEN). */
bool enti_is_coded(const ent_claim *claim);
/* One of a type that PLOVER has: a dictionary may code statements and appeals, which it has not. */
bool enti_is_plover(const ent_claim *claim);

/* The words in the claim's sentence that name the actor; empty where it is not named there. O(words of the sentence). */
ent_str enti_actor_words(const ent_document *doc, const ent_claim *claim, const ent_actor_ref *actor);

/* ISO 3166 alpha-3 of a state; empty for an organisation and for a state that has no code. */
ent_str enti_actor_country(const ent_actors *actors, const ent_actor_ref *actor, ent_date on);
/* IGO, NGO, IMG, ISM, MNC, NGM or UIS; else empty. */
ent_str enti_actor_org(const ent_actor_ref *actor);

/* The i-th row of a claim, false behind the last: each source with each target. What two do together ("met") stands in
 * both directions, a group without a target is the set of its pairs, and a visit has its host's row. */
bool enti_pair_at(const ent_claim *claim, size_t i, enti_pair *ret);

/* The day of a row: the event's where the text dates it; of an undated event the story's; as precise as known. */
ent_date enti_coded_day(const ent_document *doc, const ent_claim *claim);

/* A number that stays the same from run to run, of 53 bits so that R and JavaScript keep it: of the document, or of
 * row `pair` of its event number `event`. */
uint64_t enti_story_number(const ent_document *doc);
uint64_t enti_row_number(const ent_document *doc, size_t event, size_t pair);

#endif
