/* Scales: from values and days to places in a picture, and the ticks that a reader expects. */
#ifndef ENTI_AXIS_H
#define ENTI_AXIS_H

#include <entente/base.h>

typedef struct enti_scale {
  double from, to; /* values, from < to */
  double at, end;  /* places; end may be less than at */
} enti_scale;

double enti_scale_at(const enti_scale *scale, double value);

#define AXIS_TICKS 16

typedef struct enti_ticks {
  double at[AXIS_TICKS];
  size_t n;
  double step; /* between two of them: 1, 2 or 5 times a power of ten */
} enti_ticks;

/* At most `most` (≤ AXIS_TICKS) round numbers from low to high. Low < high, both finite. */
enti_ticks enti_ticks_of(double low, double high, size_t most);
/* Widens low and high to round numbers, and a single value to a range around it. */
void enti_ticks_widen(double *low, double *high);
/* A number as its tick wants it written: as many decimals as the step has. */
const char *enti_tick_text(double value, double step, char out[32]);

typedef struct enti_time_ticks {
  int32_t day[AXIS_TICKS];
  size_t n;
  uint8_t precision; /* ent_precision: how to write them */
} enti_time_ticks;

/* First days of years (every 1, 2, 5, 10 … of them), or of months where the time is short. */
enti_time_ticks enti_time_ticks_of(int32_t first, int32_t last, size_t most);

#endif
