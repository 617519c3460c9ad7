/* Entente, room `view`: a report on one actor or a dyad, as one HTML file that needs no network. */
#ifndef ENTENTE_REPORT_H
#define ENTENTE_REPORT_H

#include <entente/picture.h>

typedef struct ent_report_partner {
  ent_closeness_result closeness; /* of the actor (names[0]) and this partner */
  const ent_turn *turns;
  size_t n_turns;
} ent_report_partner;

/* All results that the report tells; what is missing (NULL, 0) is said to be missing. */
typedef struct ent_report {
  ent_str actor, other;           /* ids; other may be empty */
  ent_date then, now;             /* the two days that are compared: then < now */
  const ent_timeline *timeline;   /* of the actor, or of the two */
  const ent_report_partner *partners; /* in the order in which they are told */
  size_t n_partners;
  const ent_posture_year *posture; /* of the actor, in order of years */
  size_t n_posture;
  const ent_standing *standing;   /* of the reference base, in order of years */
  size_t n_standing;
  const ent_conflict *conflicts;
  size_t n_conflicts;
  const ent_map *map;             /* may be NULL */
  size_t n_documents;             /* in the store */
  ent_str store;                  /* its path, "" for none */
} ent_report;

/* Writes the whole page. how->source stands at its foot. Parts that have nothing to draw are told in words, never drawn
 * as if they were 0. ENT_EINPUT: then is not before now. */
ENT_API ENT_CHECKED ent_status ent_view_report(const ent_picture *how, const ent_report *report, ent_buf *out,
                                               ent_error *err);

#endif
