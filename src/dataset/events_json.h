/* Objects of a stream of JSON, as records of one field. */
#ifndef ENTI_DATASET_EVENTS_JSON_H
#define ENTI_DATASET_EVENTS_JSON_H

#include "dataset/record.h"

/* As record_next. A broken object is given as one line. */
ENT_CHECKED ent_status json_record_next(input *in, uint64_t *line, record *r, bool *ret_any, ent_error *err);

#endif
