/* The range of a panel's axis; see panel.h. */
#include "chart/panel.h"

#include "chart/axis.h"

#include <math.h>

static void stretch(double value, double *low, double *high)
{
  if (!isfinite(value))
    return;
  if (!(value >= *low))
    *low = value;
  if (!(value <= *high))
    *high = value;
}

bool enti_panel_range(const ent_chart_panel *panel, double *low, double *high)
{
  *low = *high = NAN;
  for (size_t i = 0; i < panel->n_lines; i++)
    for (size_t p = 0; p < panel->lines[i].n; p++) {
      stretch(panel->lines[i].points[p].value, low, high);
      stretch(panel->lines[i].points[p].lo, low, high);
      stretch(panel->lines[i].points[p].hi, low, high);
    }
  const bool any = isfinite(*low);
  if (any)
    enti_ticks_widen(low, high);
  if (isfinite(panel->low))
    *low = panel->low;
  if (isfinite(panel->high))
    *high = panel->high;
  return any && *low < *high;
}
