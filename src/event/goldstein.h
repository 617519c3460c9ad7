/* CAMEO codes, their Goldstein values (conflict −10 … cooperation +10) as ICEWS uses them, and what they become under a
 * mood; data/events/cameo.tsv. */
#ifndef ENTI_GOLDSTEIN_H
#define ENTI_GOLDSTEIN_H

#include "base/packer.h"

enum { ENTI_UNDER_AGREE, ENTI_UNDER_REJECT, ENTI_UNDER_REQUEST, ENTI_UNDER_THREATEN, ENTI_UNDER_STOP, ENTI_UNDER_COUNT };

typedef struct enti_cameo {
  uint32_t code, name; /* strings */
  int32_t tenths;      /* Goldstein value times ten */
  uint32_t mode;       /* string: PLOVER's mode, for codes that come from a mood */
  uint32_t under[ENTI_UNDER_COUNT]; /* strings: the code when the act is promised, refused … */
} enti_cameo;

typedef struct enti_goldstein_table {
  const ent_pack *pack;
  const enti_cameo *codes; /* sorted by code */
  uint32_t n;
} enti_goldstein_table;

ENT_CHECKED ent_status enti_goldstein_compile(enti_packer *packer, const enti_data_dirs *dirs, ent_error *err);
ENT_CHECKED ent_status enti_goldstein_open(const ent_pack *pack, enti_goldstein_table *ret, ent_error *err);
/* A code that the table lacks takes the value of its parent ("1614" of "161"). False: no parent either. */
bool enti_goldstein_find(const enti_goldstein_table *table, ent_str cameo, double *ret);

/* "Sign formal agreement"; empty for a code that the table lacks. Lives as long as the pack. */
ent_str enti_cameo_name(const enti_goldstein_table *table, ent_str cameo);

/* The code that an act (071, economic aid) has as PLOVER type `type` ("REJECT": 1221, "SANCTION", "CONCEDE", "RETREAT":
 * brought to an end), and its mode; "" where the table does not say. */
ent_str enti_cameo_under(const enti_goldstein_table *table, ent_str cameo, ent_str type, ent_str *ret_mode);

#endif
