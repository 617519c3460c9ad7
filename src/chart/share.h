/* What pictures and the terminal's drawings of shares have in common. */
#ifndef ENTI_SHARE_H
#define ENTI_SHARE_H

#include <entente/chart.h>

/* A share at a time; 0 where it is unknown. */
double enti_share_value(const ent_chart_shares_of *of, size_t share, size_t time);
/* Adds the sums of the shares to n_times totals, which are 0 before. ENT_EINPUT: a negative share, times out of order, or
 * nothing to draw. O(shares · times). */
ENT_CHECKED ent_status enti_share_totals(const ent_chart_shares_of *of, double *totals, ent_error *err);

#endif
