/* Records: lines cut into fields, as CSV (RFC 4180) or as plain lines with a delimiter. */
#ifndef ENTI_DATASET_RECORD_H
#define ENTI_DATASET_RECORD_H

#include "dataset/input.h"

#define ENTI_RECORD_FIELDS 4096

typedef struct layout {
  char delimiter; /* '\t' ',' ';'; 0: the whole line is one field */
  bool quotes;    /* fields may stand in double quotes, and then hold delimiters, line breaks, "" */
  size_t columns; /* how many a record should have, 0: not known. One over several lines that has not is a stray quote */
} layout;

typedef struct record {
  ent_str *fields; /* room for ENTI_RECORD_FIELDS */
  size_t n;
  ent_str whole;   /* its bytes as they were read; quoted fields are decoded in place */
  uint64_t line;   /* number of its first line, from 1 */
  const char *wrong; /* why it cannot be used, NULL where it can */
  bool ended;      /* a line break stood behind it */
} record;

/* The next record; *ret_any false at the end. One that is wrong is given with `wrong` set, and counts as one line, so
 * that a stray quote loses no more than that. line: counted on. */
ENT_CHECKED ent_status record_next(input *in, layout how, uint64_t *line, record *ret, bool *ret_any, ent_error *err);
/* How the file is laid out, by its first line. */
layout record_layout(ent_str first_line);

#endif
