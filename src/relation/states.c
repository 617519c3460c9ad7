/* States and their numbers: COW in the data, ids for people, and what else is asked for. A state may be member of the
 * system in a part of a year only: it is looked up at the year's last day and at the first of every month. */
#include <entente/relation.h>

#include "relation/field.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DAYS 13

/* The last first. 0: no such year. */
static size_t days_of_year(int32_t year, ent_date out[DAYS])
{
  out[0] = ent_date_make(year, 12, 31);
  for (int month = 12; month >= 1; month--)
    out[13 - month] = ent_date_make(year, month, 1);
  return ent_date_known(out[0]) ? DAYS : 0;
}

int32_t enti_number_of(ent_str s)
{
  char text[16];
  if (s.n == 0 || s.n >= sizeof text)
    return -1;
  memcpy(text, s.p, s.n);
  text[s.n] = 0;
  char *end;
  long n = strtol(text, &end, 10);
  return *end || n < 0 || n > 100000 ? -1 : (int32_t)n;
}

size_t ent_state_numbers(const ent_actors *actors, const ent_state *state, ent_codes codes, int32_t year,
                         int32_t out[ENT_STATE_CODES])
{
  ent_date days[DAYS];
  size_t n = 0;
  if (state->number >= 0) {
    out[0] = state->number;
    return 1;
  }
  for (size_t i = 0, n_days = days_of_year(year, days); i < n_days && n < ENT_STATE_CODES; i++) {
    ent_actor_info info;
    int32_t number = ent_actors_info(actors, state->id, days[i], &info) ? enti_number_of(info.cow) : -1;
    size_t j = 0;
    while (j < n && out[j] != number)
      j++;
    if (number >= 0 && j == n)
      out[n++] = number;
    if (n && codes != ENT_CODES_COW)
      break; /* by id a state has one row a year */
  }
  return n;
}

/* What is known of the state that had a COW number in a year. */
static bool info_of(const ent_actors *actors, int32_t cow, int32_t year, ent_arena *arena, ent_actor_info *ret)
{
  char query[32];
  ent_date days[DAYS];
  ent_error err;
  snprintf(query, sizeof query, "cow:%d", cow);
  for (size_t i = 0, n = days_of_year(year, days); i < n; i++) {
    const ent_actor_reading *readings;
    size_t n_readings;
    if (ent_actors_resolve(actors, ent_str_of(query), days[i], arena, &readings, &n_readings, &err) != ENT_OK)
      return false;
    for (size_t r = 0; r < n_readings; r++)
      if (ent_actors_info(actors, readings[r].actor.id, days[i], ret) && enti_number_of(ret->cow) == cow)
        return true;
  }
  return false;
}

const char *ent_state_text(const ent_actors *actors, ent_codes codes, int32_t cow, int32_t year, char out[24])
{
  ent_arena *arena = codes == ENT_CODES_COW ? NULL : ent_arena_new(0);
  ent_actor_info info;
  ent_str s = ENT_STR_NONE;
  if (arena && info_of(actors, cow, year, arena, &info))
    s = codes == ENT_CODES_GW ? info.gw : codes == ENT_CODES_ISO ? info.iso3 : info.id;
  if (s.n && s.n < 24)
    snprintf(out, 24, "%.*s", ENT_STR_ARG(s));
  else
    snprintf(out, 24, codes == ENT_CODES_COW ? "%d" : "cow:%d", cow);
  ent_arena_free(arena);
  return out;
}
