/* What pictures and the terminal's drawings of a panel share. */
#ifndef ENTI_PANEL_H
#define ENTI_PANEL_H

#include <entente/chart.h>

/* The range of the axis: as the panel asks, else of its values and bands, widened to round numbers. False where there is
 * no value at all. O(points). */
bool enti_panel_range(const ent_chart_panel *panel, double *low, double *high);

#endif
