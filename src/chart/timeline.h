/* What the two drawings of bars in time share: which bars there are to draw. */
#ifndef ENTI_TIMELINE_H
#define ENTI_TIMELINE_H

#include <entente/chart.h>

/* Has a date, and touches the days from first to last. */
bool enti_bar_within(const ent_chart_bar *bar, int32_t first, int32_t last);
/* How many there are to draw. ENT_EINPUT: none, or last not after first. */
ENT_CHECKED ent_status enti_bars_check(const ent_chart_bar *bars, size_t n, int32_t first, int32_t last, size_t *ret_shown,
                                       ent_error *err);

#endif
