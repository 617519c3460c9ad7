/* Scales and ticks; see axis.h. */
#include "chart/axis.h"

#include <math.h>
#include <stdio.h>

double enti_scale_at(const enti_scale *scale, double value)
{
  const double share = scale->to > scale->from ? (value - scale->from) / (scale->to - scale->from) : 0;
  return scale->at + share * (scale->end - scale->at);
}

/* The least of 1, 2, 5 times a power of ten that is not below x > 0. */
static double round_step(double x)
{
  const double power = pow(10, floor(log10(x)));
  const double lead = x / power;
  return power * (lead <= 1 + 1e-9 ? 1 : lead <= 2 + 1e-9 ? 2 : lead <= 5 + 1e-9 ? 5 : 10);
}

enti_ticks enti_ticks_of(double low, double high, size_t most)
{
  enti_ticks ticks = {.n = 0};
  if (!(high > low) || !isfinite(low) || !isfinite(high) || most < 2)
    return ticks;
  ticks.step = round_step((high - low) / (double)(most - 1));
  for (double i = ceil(low / ticks.step - 1e-9); i * ticks.step <= high + ticks.step * 1e-9 && ticks.n < AXIS_TICKS; i++)
    ticks.at[ticks.n++] = i * ticks.step;
  return ticks;
}

void enti_ticks_widen(double *low, double *high)
{
  if (*high - *low < 1e-9) {
    const double around = fabs(*low) > 1e-9 ? fabs(*low) * 0.5 : 1;
    *low -= around;
    *high += around;
  }
  const double step = round_step((*high - *low) / 4);
  *low = floor(*low / step + 1e-9) * step;
  *high = ceil(*high / step - 1e-9) * step;
}

const char *enti_tick_text(double value, double step, char out[32])
{
  int decimals = step > 0 && step < 1 ? (int)ceil(-log10(step) - 1e-9) : 0;
  if (decimals > 6)
    decimals = 6;
  if (fabs(value) < step * 1e-6)
    value = 0; /* never "-0" */
  snprintf(out, 32, "%.*f", decimals, value);
  return out;
}

/* ---- time ------------------------------------------------------------------------------------------------------- */

static void add_tick(enti_time_ticks *ticks, int32_t day, int32_t first, int32_t last)
{
  if (day >= first && day <= last && ticks->n < AXIS_TICKS)
    ticks->day[ticks->n++] = day;
}

static void add_years(enti_time_ticks *ticks, int32_t first, int32_t last, int from, int to, int step)
{
  ticks->precision = ENT_DATE_YEAR;
  for (int year = from - from % step; year <= to && year <= 9999; year += step)
    if (year >= 1)
      add_tick(ticks, ent_date_make(year, 1, 1).day, first, last);
}

static void add_months(enti_time_ticks *ticks, int32_t first, int32_t last, int from, int to, int step)
{
  ticks->precision = ENT_DATE_MONTH;
  for (int month = from * 12; month <= to * 12 + 11; month += step)
    add_tick(ticks, ent_date_make(month / 12, month % 12 + 1, 1).day, first, last);
}

enti_time_ticks enti_time_ticks_of(int32_t first, int32_t last, size_t most)
{
  static const int years[] = {1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000};
  static const int months[] = {1, 2, 3, 6};
  enti_time_ticks ticks = {.n = 0};
  int from, to, month, day;
  ent_date_split((ent_date){first, ENT_DATE_DAY}, &from, &month, &day);
  ent_date_split((ent_date){last, ENT_DATE_DAY}, &to, &month, &day);
  const double days = (double)last - first;
  if (most > AXIS_TICKS)
    most = AXIS_TICKS;
  if (most < 2)
    most = 2;
  if (days < 366 * 3) {
    for (size_t i = 0; i < sizeof months / sizeof *months; i++)
      if (days / (30.4 * months[i]) < (double)most) {
        add_months(&ticks, first, last, from, to, months[i]);
        return ticks;
      }
  }
  for (size_t i = 0; i < sizeof years / sizeof *years; i++)
    if (days / (365.25 * years[i]) < (double)most || i + 1 == sizeof years / sizeof *years) {
      add_years(&ticks, first, last, from, to, years[i]);
      return ticks;
    }
  return ticks;
}
