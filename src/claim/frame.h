/* Frames: the kinds of statement that can be checked, and how they hang together with the relations of the base. */
#ifndef ENTI_FRAME_H
#define ENTI_FRAME_H

#include <entente/base.h>

typedef enum enti_frame {
  FRAME_NONE = 0,
  FRAME_JOIN,
  FRAME_MEMBER,
  FRAME_LEAVE,
  FRAME_SUSPEND,
  FRAME_LIFT,
  FRAME_APPLY,
  FRAME_INVITE,
  FRAME_CANDIDATE,
  FRAME_ACCESSION,
  FRAME_FOUND,
  FRAME_SEAT,
  FRAME_SIGN,
  FRAME_FORCE,
  FRAME_RATIFY,
  FRAME_END,
  FRAME_BEGIN,
  FRAME_RELATIONS,
  FRAME_RESTORE,
  FRAME_BREAK,
  FRAME_RECOGNISE,
  FRAME_INVADE,
  FRAME_ANNEX,
  FRAME_PARTNER,
  FRAME_DIALOGUE,
  FRAME_OBSERVER,
  FRAME_MISSION,
  FRAME_ATTEND,
  FRAME_CONTRIBUTE,
  FRAME_HOST,
  FRAME_HOLD,
  FRAME_GATHER,
  FRAME_SUMMIT,
  FRAME_LEADERS,
  FRAME_GROUP,
  FRAME_STATUS,
  FRAME_RELATED,
  FRAME_POST,
  FRAME_SANCTION,
  FRAME_UNSANCTION,
  /* not statements: what they do to others */
  FRAME_UNSURE,
  FRAME_NOT,
  FRAME_ABOUT,
  FRAME_BEGINS,
  FRAME_OTHER,
  FRAME_SAME,
  FRAME_HAPPEN,
  FRAME_COUNT
} enti_frame;

typedef struct enti_frame_spec {
  const char *name;      /* in data/claim/frames.tsv */
  const char *relations; /* of the base, divided by blanks: their start is the date; NULL: no such dyad */
  const char *end_of;    /* relations whose end is the date, too; NULL: none */
  const char *words;     /* "joined": X … Y, for what is known */
} enti_frame_spec;

enti_frame enti_frame_of(ent_str name); /* FRAME_NONE where unknown */
bool enti_frame_known(ent_str name);
const enti_frame_spec *enti_frame_spec_of(enti_frame frame);
/* Is `word` one of the blank-divided words of a list? */
bool enti_frame_lists(const char *words, ent_str word);

#endif
