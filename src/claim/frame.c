/* The frames: each way of saying something that can be checked, with the relations of the reference base that it is
 * checked against (frame.h). */
#include "claim/frame.h"

#include <string.h>

#define MEMBER_OF "member-of founding-member-of"

static const enti_frame_spec specs[FRAME_COUNT] = {
    [FRAME_JOIN] = {"join", MEMBER_OF, NULL, "joined"},
    [FRAME_MEMBER] = {"member", MEMBER_OF, NULL, "joined"},
    [FRAME_LEAVE] = {"leave", "withdrew-from", MEMBER_OF " in-force", "left"},
    [FRAME_SUSPEND] = {"suspend", "suspended-from suspended", NULL, "was suspended from"},
    [FRAME_LIFT] = {"lift", "", "suspended-from suspended", "suspension lifted by"},
    [FRAME_SANCTION] = {"sanction", "sanctioned", NULL, "imposed sanctions on"},
    [FRAME_UNSANCTION] = {"unsanction", "", "sanctioned", "lifted its sanctions on"},
    [FRAME_APPLY] = {"apply", "applied-to", NULL, "applied to"},
    [FRAME_INVITE] = {"invite", "invited-to", NULL, "was invited to"},
    [FRAME_CANDIDATE] = {"candidate", "candidate-of", NULL, "became a candidate of"},
    [FRAME_ACCESSION] = {"accession", "signed-accession", NULL, "signed its accession to"},
    [FRAME_FOUND] = {"found", NULL, NULL, "founded"},
    [FRAME_SEAT] = {"seat", NULL, NULL, "seated in"},
    [FRAME_SIGN] = {"sign", "signed", NULL, "signed"},
    [FRAME_FORCE] = {"force", "in-force", NULL, "in force"},
    [FRAME_RATIFY] = {"ratify", "ratified", NULL, "ratified"},
    [FRAME_END] = {"end", "terminated", NULL, "ended"},
    [FRAME_BEGIN] = {"begin", NULL, NULL, "began"},
    [FRAME_RELATIONS] = {"relations", "diplomatic-relations-with restored-relations-with", NULL,
                         "established relations with"},
    [FRAME_RESTORE] = {"restore", "restored-relations-with diplomatic-relations-with", NULL, "restored relations with"},
    [FRAME_BREAK] = {"break", "broke-relations-with", NULL, "broke relations with"},
    [FRAME_RECOGNISE] = {"recognise", "recognised", NULL, "recognised"},
    [FRAME_INVADE] = {"invade", "invaded at-war-with", NULL, "invaded"},
    [FRAME_ANNEX] = {"annex", "annexed", NULL, "annexed"},
    [FRAME_PARTNER] = {"partner", "partner-of status-in member-of", NULL, "became a partner of"},
    [FRAME_DIALOGUE] = {"dialogue", "dialogue-with partner-of", NULL, "began the dialogue with"},
    [FRAME_OBSERVER] = {"observer", "observer-of", NULL, "became an observer in"},
    [FRAME_MISSION] = {"mission", "mission-to", NULL, "opened its mission to"},
    [FRAME_ATTEND] = {"attend", "attended participated-in", NULL, "attended"},
    [FRAME_CONTRIBUTE] = {"contribute", "contributed-to participated-in", NULL, "contributed to"},
    [FRAME_HOST] = {"host", NULL, NULL, "hosted"},
    [FRAME_HOLD] = {"hold", NULL, NULL, "held"},
    [FRAME_GATHER] = {"gather", NULL, NULL, "met"},
    [FRAME_SUMMIT] = {"summit", NULL, NULL, "summit"},
    [FRAME_LEADERS] = {"leaders", NULL, NULL, "leaders"},
    [FRAME_GROUP] = {"group", MEMBER_OF, NULL, "joined"},
    [FRAME_STATUS] = {"status", "status-in", NULL, ""},
    [FRAME_RELATED] = {"related", NULL, NULL, ""},
    [FRAME_POST] = {"post", NULL, NULL, ""},
    [FRAME_UNSURE] = {"@unsure", NULL, NULL, ""},
    [FRAME_NOT] = {"@not", NULL, NULL, ""},
    [FRAME_ABOUT] = {"@about", NULL, NULL, ""},
    [FRAME_BEGINS] = {"@begins", NULL, NULL, ""},
    [FRAME_OTHER] = {"@other", NULL, NULL, ""},
    [FRAME_SAME] = {"@same", NULL, NULL, ""},
    [FRAME_HAPPEN] = {"@happen", NULL, NULL, ""}};

enti_frame enti_frame_of(ent_str name)
{
  for (int i = FRAME_NONE + 1; i < FRAME_COUNT; i++)
    if (ent_str_eq(name, ent_str_of(specs[i].name)))
      return (enti_frame)i;
  return FRAME_NONE;
}

bool enti_frame_known(ent_str name)
{
  return enti_frame_of(name) != FRAME_NONE;
}

const enti_frame_spec *enti_frame_spec_of(enti_frame frame)
{
  return &specs[frame < FRAME_COUNT ? frame : FRAME_NONE];
}

bool enti_frame_lists(const char *words, ent_str word)
{
  ent_str rest = ent_str_of(words), one;
  while (ent_str_split(&rest, ' ', &one))
    if (ent_str_eq(one, word))
      return true;
  return false;
}
