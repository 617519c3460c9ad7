/* Trade and shared organisations of the states that are asked for: weights by year and partner. */
#ifndef ENTI_RELATION_FLOWS_H
#define ENTI_RELATION_FLOWS_H

#include "relation/field.h"

typedef struct enti_flow {
  int32_t year, state, other;
  double weight; /* NaN: missing */
} enti_flow;

typedef struct enti_flows {
  enti_flow *items; /* in order of year, state, other */
  size_t n, cap;
  int32_t first, last; /* years that the data have */
  const int32_t *wanted;
  size_t n_wanted;
  ent_arena *arena;
} enti_flows;

/* table: ENT_TABLE_IGO or ENT_TABLE_TRADE; wanted: COW numbers, which must live as long as *ret. */
ENT_CHECKED ent_status enti_flows_read(ent_store *store, ent_dataset_table table, int32_t from, int32_t to,
                                       const int32_t *wanted, size_t n_wanted, ent_arena *arena, enti_flows *ret, ent_error *err);
/* Those of one state in one year; *ret_n of them. */
const enti_flow *enti_flows_of(const enti_flows *flows, int32_t state, int32_t year, size_t *ret_n);

#endif
