/* Actors as the CAMEO family writes them (GDELT, PETRARCH, Phoenix): groups of three letters, the country first. */
#ifndef ENTI_CAMEO_ACTOR_H
#define ENTI_CAMEO_ACTOR_H

#include <entente/actor.h>
#include <entente/document.h>

typedef struct enti_cameo_actor {
  ent_str name;     /* the actor's usual name */
  ent_str country;  /* CAMEO's three letters; empty for an organisation */
  ent_str class;    /* of an organisation: IGO, NGO, IMG, MNC …; else empty */
  ent_str group;    /* CAMEO's letters for a known organisation: "NAT"; else empty */
  ent_str part;     /* of a part of a known organisation: "IAE" of UNO; else empty */
  ent_str sector;   /* GOV, MIL …, in CAMEO's spelling; else empty */
  char code[24];    /* all of them: "USAMIL", "IGOUNOIAE"; empty where nothing is known */
} enti_cameo_actor;

/* actor may be NULL (nobody): all empty. on: whose codes of a state with several. */
void enti_cameo_actor_of(const ent_actors *actors, const ent_actor_ref *actor, ent_date on, enti_cameo_actor *ret);

#endif
