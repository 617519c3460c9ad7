/* For the tests that compare with the reference data of the field (shared/data/relations), which are not part of the
 * project: a reader of CSV files, plain or gzipped, and a tally of how closely numbers agree. The folder is the first
 * argument; where it is absent, a test ends with 77, "skipped". */
#ifndef ORACLE_H
#define ORACLE_H

#include <entente/measure.h>

typedef struct csv {
  char *bytes, *at;
  char *fields[40];
  char *columns[40];
  size_t n_columns;
} csv;

/* folder/name. Ends the program where it cannot be read: 77 when the folder is absent, else 1. */
csv csv_open(const char *folder, const char *name);
void csv_close(csv *file);
bool csv_next(csv *file);
/* Field of the row by the name of its column; ends the program where there is none. */
const char *csv_get(const csv *file, const char *column);
int csv_int(const csv *file, const char *column);
double csv_number(const csv *file, const char *column); /* NaN where empty */

/* Agreement of one column. */
typedef struct tally {
  const char *name;
  double tolerance; /* |a - b| ≤ tolerance · max(1, |b|); an empty cell agrees with NaN alone */
  size_t n, wrong, undefined;
  double worst; /* |a - b| / max(1, |b|) */
} tally;

void tally_add(tally *t, const csv *expected, double got);
/* Prints all; 0 where everything agrees and something was compared. */
int tally_report(const char *what, const tally *tallies, size_t n);

/* The alliance input of a year, straight from the raw files. */
typedef struct raw {
  ent_state_spell *spells;
  ent_pledge *pledges; /* sorted by year */
  int *pledge_years;
  size_t n_spells, n_pledges;
} raw;

raw raw_load(const char *folder);
void raw_free(raw *data);
/* States of the year (ascending) and their flags; free both. */
size_t raw_year(const raw *data, int year, int32_t **states, uint8_t **flags);

void *must(void *memory); /* not NULL, or the program ends */

#endif
