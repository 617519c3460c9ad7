/* Entente, room `view`: results of the room `relation` and timelines → charts. Translates; computes nothing. */
#ifndef ENTENTE_PICTURE_H
#define ENTENTE_PICTURE_H

#include <entente/chart.h>
#include <entente/relation.h>
#include <entente/timeline.h>

/* What every picture needs beside its result. */
typedef struct ent_picture {
  const ent_actors *actors; /* names instead of ids; may be NULL */
  ent_str source;           /* at the foot: program, data, store */
  double width;             /* 0: 720 */
  unsigned most;            /* rows of a timeline, partners of a map or portfolio; 0: as many as are readable */
} ent_picture;

/* Three panels: events with their 95 % band, ties with the range that imprecise dates leave, similarity of UN votes;
 * turning points marked and labelled. ENT_EINPUT: a result without a period. */
ENT_API ENT_CHECKED ent_status ent_picture_closeness(const ent_picture *how, const ent_closeness_result *c,
                                                     const ent_turn *turns, size_t n_turns, ent_buf *out, ent_error *err);
/* The same panels for a terminal, those without a value left out. */
ENT_API ENT_CHECKED ent_status ent_picture_closeness_text(const ent_chart_style *style, const ent_closeness_result *c,
                                                          const ent_turn *turns, size_t n_turns, ent_buf *out,
                                                          ent_error *err);

/* One bar a tie, grouped by partner. actor: whose partners (its id); from, to: unknown: all that there is.
 * ENT_EINPUT: no tie of the timeline is dated. */
ENT_API ENT_CHECKED ent_status ent_picture_timeline(const ent_picture *how, const ent_timeline *timeline, ent_str actor,
                                                    ent_date from, ent_date to, ent_buf *out, ent_error *err);
ENT_API ENT_CHECKED ent_status ent_picture_timeline_text(const ent_picture *how, const ent_chart_style *style,
                                                         const ent_timeline *timeline, ent_str actor, ent_date from,
                                                         ent_date to, ent_buf *out, ent_error *err);

/* The states that an actor has ties with on a day, on a map; width by their number. ENT_EINPUT: the actor is no state on
 * the map, or has no tie then. */
ENT_API ENT_CHECKED ent_status ent_picture_map(const ent_picture *how, const ent_map *map, const ent_timeline *timeline,
                                               ent_str actor, ent_date on, ent_buf *out, ent_error *err);

/* States that have a tie, with communities; the others are counted at the foot. what: "Defence alliances". */
ENT_API ENT_CHECKED ent_status ent_picture_network(const ent_picture *how, const ent_alliance_network *network,
                                                   const char *what, ent_buf *out, ent_error *err);

/* Shares of the partners of a state over years, weighed by power, and the effective number of partners.
 *   years   n, of one state, in order; only those whose portfolio is known are drawn
 *   defense of defence ties alone, else of any
 * ENT_EINPUT: no year with a partner. */
ENT_API ENT_CHECKED ent_status ent_picture_posture(const ent_picture *how, const ent_posture_year *years, size_t n,
                                                   bool defense, ent_buf *out, ent_error *err);
/* For a terminal: title, stacks, the effective number below, and the partners of the last year. */
ENT_API ENT_CHECKED ent_status ent_picture_posture_text(const ent_picture *how, const ent_chart_style *style,
                                                        const ent_posture_year *years, size_t n, bool defense, ent_buf *out,
                                                        ent_error *err);

/* The same of the reference base: shares of what an actor can lean on (alliances, bases, treaties of two, partnerships,
 * arms), by partner. standing: n, in order of time. ENT_EINPUT: no date with a partner. */
ENT_API ENT_CHECKED ent_status ent_picture_standing(const ent_picture *how, ent_str actor, const ent_standing *standing,
                                                    size_t n, ent_buf *out, ent_error *err);
ENT_API ENT_CHECKED ent_status ent_picture_standing_text(const ent_picture *how, const ent_chart_style *style, ent_str actor,
                                                         const ent_standing *standing, size_t n, ent_buf *out, ent_error *err);

/* The other side of an actor's tie: ids joined with ";", empty where the tie has no other side. */
ENT_API ent_str ent_picture_partner(const ent_tie *tie, ent_str actor);

/* What a family of ties does: brings together, sets apart, neither. */
ENT_API ent_chart_tone ent_picture_tone(ent_str family);

#endif
