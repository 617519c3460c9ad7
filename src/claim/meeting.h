/* Meetings: the summits and exercises of the base, and what a text says of one. For check_summit.c. */
#ifndef ENTI_MEETING_H
#define ENTI_MEETING_H

#include "claim/compare.h"
#include "claim/verdict.h"

#define ENTI_MEETINGS_MAX 96
#define ENTI_NEAR_DAYS (6 * 366) /* a meeting at the place so near in time is the one that was meant */

typedef struct enti_meetings {
  ent_thing things[ENTI_MEETINGS_MAX];
  size_t n;
  ent_str series; /* "NATO_SUMMIT"; empty where they are no series */
} enti_meetings;

typedef struct enti_said { /* what the text says of the meeting */
  enti_party who;
  enti_place place;
  const ent_timex *times[ENTI_TIMES_MAX];
  size_t n_times;
  bool placed;
} enti_said;

typedef struct enti_best {
  const ent_thing *agrees, *there, *then; /* both; at the place; at the time */
  int32_t there_gap;
  ent_str then_note, there_note;
  bool doubtful; /* one whose place is not known, or named otherwise */
} enti_best;

/* The meetings of an organisation's series, or those whose members are just these. */
void enti_meetings_of(const enti_scene *scene, const enti_party *who, enti_meetings *out);
void enti_meeting_add(enti_meetings *meetings, ent_thing thing);
/* What the facts say of the place: 1 there, 0 elsewhere, negative unknown. *ret_note: how the base words the place. */
int enti_meeting_there(const enti_scene *scene, const enti_said *what, const ent_thing *thing, ent_str *ret_note);
/* Fills best (zeroed by the caller). */
void enti_meetings_weigh(const enti_scene *scene, const enti_said *what, const enti_meetings *meetings,
                         enti_best *best);

/* What is said of the place: a place at the token; places that hang on it by "in" or "at" (or, where `before`, stand
 * before it); the next place behind it. The first that is found stays. */
void enti_said_place(const enti_scene *scene, uint32_t token, enti_said *what);
void enti_said_places(const enti_scene *scene, uint32_t token, bool before, enti_said *what);
void enti_said_behind(const enti_scene *scene, uint32_t from, enti_said *what);
/* The times of the meeting that the noun names: beside it, or of its clause where that is contemporary. */
void enti_said_times(const enti_scene *scene, uint32_t noun, enti_said *what);

/* Is the meeting what the sentence tells of, so that it can be right? Not where something else is said of a thing of the
 * meeting ("the communique of the Osaka summit was written on a train"), or it is only compared. */
bool enti_meeting_told(const enti_scene *scene, uint32_t noun);

void enti_meeting_report(enti_scene *scene, const enti_hit *hit, uint32_t noun, const enti_said *what,
                         const enti_best *best, ent_verdict verdict);
/* "third consecutive", "for the first time": compared with who attended the series. */
void enti_meeting_count(enti_scene *scene, const enti_hit *hit, uint32_t noun, const enti_meetings *meetings,
                        const ent_thing *meeting);

#endif
