/* What the unit tests of the measures share: numbers compared with what was worked out by hand. */
#ifndef MEASURE_UNIT_H
#define MEASURE_UNIT_H

#include "tests/unit/unit.h"

#include <entente/measure.h>

#include <math.h>

/* Equal to six digits or so, or both undefined. */
#define assert_near(got, expected) assert_near_at((got), (expected), 1e-6, __FILE__, __LINE__)
/* Equal but for rounding. */
#define assert_same(got, expected) assert_near_at((got), (expected), 1e-11, __FILE__, __LINE__)

static inline void assert_near_at(double got, double expected, double tolerance, const char *file, int line)
{
  if (isnan(got) && isnan(expected))
    return;
  if (fabs(got - expected) <= tolerance * fmax(1, fabs(expected)))
    return;
  print_error("got %.12g, expected %.12g\n", got, expected);
  _fail(file, line);
}

/* A call that must fail, with a word that its message has. */
#define assert_fails(call, status, err, word) assert_fails_at((call), (status), (err), (word), __FILE__, __LINE__)

static inline void assert_fails_at(ent_status got, ent_status expected, const ent_error *err, const char *word,
                                   const char *file, int line)
{
  if (got == expected && strstr(err->message, word))
    return;
  print_error("status %d instead of %d, \"%s\" without \"%s\"\n", got, expected, got ? err->message : "", word);
  _fail(file, line);
}

/* 0 … 1, the same everywhere. */
static inline double pseudo(uint64_t *state)
{
  *state = *state * 6364136223846793005u + 1442695040888963407u;
  return (double)(*state >> 11) / 9007199254740992.0;
}

#endif
