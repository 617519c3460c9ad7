/* What entente closeness has read of two actors. */
#ifndef ENTI_CLI_CLOSENESS_H
#define ENTI_CLI_CLOSENESS_H

#include "cli/field.h"

#define CLOSENESS_K 2 /* weight of ties at which a single one gives one half */

typedef struct closeness_options {
  cli_field_options field;
  ent_date from, to;
  bool by_month, turning, ties, composite, why;
  ent_corpus corpus;
} closeness_options;

typedef struct yearly {
  int32_t year;
  double kappa, distance;
} yearly;

typedef struct closeness {
  ent_str actors[2];
  ent_corpus corpus;
  bool has_events; /* the corpus has any */
  int32_t first_month;
  size_t n, window_first, window_last; /* months, and which of them are asked for */
  ent_month *months;
  ent_closeness_month *series;
  ent_dyad_tie *ties;
  ent_tie_span *spans;
  size_t n_ties;
  yearly *years; /* similarity of votes, in order */
  size_t n_years, cap_years;
} closeness;

/* Reads everything, into the run's arena. ENT_EUSAGE: no such actor. */
ENT_CHECKED ent_status closeness_read(cli_run *r, const closeness_options *o, char **names, closeness *ret, ent_error *err);
double closeness_kappa(const closeness *c, ent_date month);    /* of the month's year; NaN: none */
double closeness_distance(const closeness *c, ent_date month);
/* All three on −1 … 1, each weighed between half and twice as much. */
ENT_CHECKED ent_status closeness_composite(const closeness *c, size_t month, double ties, double kappa, ent_composite *ret,
                                           ent_error *err);
/* Below the table, for people: the verdict over the window, and with --why what made the difference. */
ENT_CHECKED ent_status closeness_tell(cli_run *r, const closeness *c, const closeness_options *o, ent_error *err);

#endif
