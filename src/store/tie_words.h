/* How the types of claims and the relations of the reference base belong together: the families of ties. */
#ifndef ENTI_TIE_WORDS_H
#define ENTI_TIE_WORDS_H

#include <entente/timeline.h>

enum { /* enti_tie_word.flags */
  TIE_STANDS = 1,    /* has a beginning and an end; else it happens */
  TIE_UNIQUE = 2,    /* begins (happens) once for each spell: two dates of it cannot both be true */
  TIE_MUTUAL = 4,    /* source and target may be exchanged */
  TIE_RELATION = 8,  /* a relation of the base, else a type of claims */
  TIE_THING = 16,    /* the fact's object is a thing, not the other party */
  TIE_PRINCIPAL = 32 /* its begin and end are the tie's */
};

typedef struct enti_tie_word {
  const char *word;   /* "member-of", "global-partner" */
  const char *family;
  const char *code;   /* the word for both: "member" */
  unsigned flags;
  ent_step_what what; /* what it says where that is fixed ("withdrew-from": ENDED); 0: by aspect and date */
} enti_tie_word;

/* NULL where the word is in no family. */
const enti_tie_word *enti_tie_word_of(ent_str word, bool relation);
int enti_family_order(ent_str family); /* place among ent_tie_families */
/* The flags of a step's code in its family; 0 where there is none. */
unsigned enti_tie_code_flags(ent_str family, ent_str code);
/* Can nobody have both statuses in an organisation at the same time? ("member", "candidate") */
bool enti_tie_excludes(ent_str a, ent_str b);

#endif
