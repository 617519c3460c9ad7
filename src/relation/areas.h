/* The area of a tie: "defence", "cyber" …; "general" where no word tells, empty without a pack. */
#ifndef ENTI_RELATION_AREAS_H
#define ENTI_RELATION_AREAS_H

#include <entente/relation.h>

ent_str enti_area_of(const ent_sources *sources, const ent_dyad_tie *tie);

#endif
