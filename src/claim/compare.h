/* A date in the text against dates that are known.
 *
 *  C1  Periods that share a day agree: a coarser date never contradicts a finer one.
 *  C2  A date that nobody checked at its source is not trusted to two days (time zones, eve of the ceremony).
 *  C3  A known year alone is not trusted to the neighbouring year.
 *  C4  A fact without a date can neither confirm a date nor let another be called wrong. */
#ifndef ENTI_COMPARE_H
#define ENTI_COMPARE_H

#include "claim/scene.h"

typedef struct enti_comparison {
  ent_verdict verdict;  /* CONSISTENT: some known date agrees; CONTRADICTED: none does; UNKNOWN: nothing to compare */
  bool undated, close;  /* a fact without date was met; one that differs by less than it is trusted */
  int32_t gap;          /* days to the nearest that differs */
  ent_date nearest;     /* and that one's date */
  ent_date agreed;      /* the date that agrees */
  ent_str source, note; /* of the fact that decided */
  ent_str subject, object;
} enti_comparison;

#define ENTI_COMPARISON_INIT ((enti_comparison){.gap = INT32_MAX})

/* Days between the expression's period and a known period [date, last]; 0 where they share a day. */
int32_t enti_days_apart(const ent_timex *time, ent_date date, ent_date last);
/* Adds one known date. trusted: read at its source. */
void enti_compare_add(enti_comparison *c, const ent_timex *time, ent_date date, ent_date last, bool trusted,
                      ent_str source);
/* Settles the verdict after the last. */
void enti_compare_end(enti_comparison *c);

#endif
