/* What the store holds of states, read once and asked for year by year: spells, pledges, capabilities. */
#ifndef ENTI_RELATION_FIELD_H
#define ENTI_RELATION_FIELD_H

#include <entente/relation.h>

#include "base/vec.h"

typedef struct enti_capability {
  int32_t state, year;
  double cinc;
} enti_capability;

typedef struct enti_field { /* in the arena; pledges in order of years */
  ent_state_spell *spells;
  ent_pledge *pledges;
  int32_t *pledge_years;
  enti_capability *capabilities; /* in order of state, year */
  size_t n_spells, n_pledges, n_capabilities;
  size_t cap_spells, cap_pledges, cap_years, cap_capabilities;
  ent_arena *arena;
} enti_field;

/* States, and the pledges and capabilities of from … to. ENT_ENOTFOUND, with what to load, where there are no states or
 * no pledges. */
ENT_CHECKED ent_status enti_field_read(ent_store *store, int32_t from, int32_t to, ent_arena *arena, enti_field *ret,
                                       ent_error *err);

typedef struct enti_alliances { /* of one year */
  int32_t year;
  int32_t *states;
  size_t n;
  uint8_t *flags, *values; /* n × n */
  double *cinc;            /* n, NaN: missing */
} enti_alliances;
ENT_CHECKED ent_status enti_alliances_of(const enti_field *field, int32_t year, ent_arena *arena, enti_alliances *ret,
                                         ent_error *err);

int32_t enti_number_of(ent_str s); /* a number from 0 to 100,000; −1: none */
int32_t enti_year_of(ent_date date, int32_t otherwise);
ent_status enti_no_memory(ent_error *err);
/* A tie as the measures take it. */
ent_tie_span enti_tie_span(const ent_dyad_tie *tie);
/* ENT_ENOTFOUND where there is no store. */
ENT_CHECKED ent_status enti_need_store(const ent_sources *sources, ent_error *err);

#endif
