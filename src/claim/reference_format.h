/* How the reference base lies in the pack. Strings are offsets of the pack's string pool.
 *
 *   reference.facts   fact_record, in the order of the tables (files in order of name)
 *   reference.ids     id_record, sorted by the bytes of the id: which facts name it
 *   reference.index   uint32_t fact numbers; each id's stretch of it is ascending */
#ifndef ENTI_REFERENCE_FORMAT_H
#define ENTI_REFERENCE_FORMAT_H

#include <stdint.h>

typedef struct fact_record {
  uint32_t subject, relation, object, precision, source, note;
  int32_t start_day, end_day;
  uint8_t start_precision, end_precision, checked, zero;
} fact_record;

typedef struct id_record {
  uint32_t id, first, n; /* string; stretch of reference.index */
} id_record;

#endif
