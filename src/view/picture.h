/* What the pictures share: names, dates, the frame. */
#ifndef ENTI_PICTURE_H
#define ENTI_PICTURE_H

#include <entente/picture.h>

/* An actor's name on a day, its id where it has none; several ids joined with "," or ";" give names joined with ", ". In
 * the arena. */
ent_str enti_picture_name(ent_arena *arena, const ent_actors *actors, ent_str ids, ent_date on);
/* Id of a state by its COW number, in the arena. */
ent_str enti_picture_state(ent_arena *arena, const ent_actors *actors, int32_t cow, int32_t year);
ent_chart_frame enti_picture_frame(const ent_picture *how, ent_str title, ent_str subtitle);
ent_status enti_picture_no_memory(ent_error *err);

/* Ties that tell something of whom one is close to: embassies are had with nearly everybody. */
bool enti_picture_telling(ent_str family);

/* Bars of a timeline, in the arena, and the days that they span. See picture_timeline.c. */
typedef struct enti_bars {
  ent_chart_bar *bars;
  size_t n, left_out;
  int32_t first, last;
} enti_bars;
ENT_CHECKED ent_status enti_picture_bars(const ent_picture *how, const ent_timeline *timeline, ent_str actor, ent_date from,
                                         ent_date to, ent_arena *arena, enti_bars *ret, ent_error *err);

#endif
