/* Sums of shares, and whether they can be drawn; see share.h. */
#include "chart/share.h"

#include <math.h>

double enti_share_value(const ent_chart_shares_of *of, size_t share, size_t time)
{
  const double value = of->shares[share].values[time];
  return isfinite(value) ? value : 0;
}

ent_status enti_share_totals(const ent_chart_shares_of *of, double *totals, ent_error *err)
{
  for (size_t t = 0; t < of->n_times; t++) {
    if (t > 0 && of->days[t] <= of->days[t - 1])
      return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "the chart's times are out of order");
    for (size_t i = 0; i < of->n_shares; i++) {
      if (of->shares[i].values[t] < 0)
        return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "share %zu of the chart is negative", i + 1);
      totals[t] += enti_share_value(of, i, t);
    }
  }
  return of->n_times && of->n_shares ? ENT_OK : ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "nothing to draw shares of");
}
