/* What a format is, and what its row functions work with. */
#ifndef ENTI_DATASET_FORMAT_H
#define ENTI_DATASET_FORMAT_H

#include "dataset/record.h"

#include <entente/dataset.h>

#define FORMAT_NAMES 24

typedef struct loader loader;

typedef struct format {
  const char *name, *title;
  /* Columns that are read, by name: "!a|b": a or b, without which it is another format. None: there is no header. */
  const char *names[FORMAT_NAMES];
  /* Relations whose rows are the columns above as they are, one letter each (cells.h); else row(). */
  const char *types;
  ent_dataset_table table;
  bool (*fits)(const record *first); /* without header: is this a row of it? */
  bool lines;                        /* one field a line: JSON */
  const char *refused;               /* recognised, but not loaded: why, and what to load instead */
  /* ENT_EINPUT: the row cannot be used, and why; any other failure ends the load. */
  ent_status (*row)(loader *l, const record *r, ent_error *err);
} format;

extern const format *const formats[]; /* ended by NULL */

struct loader {
  const ent_load_options *options;
  const format *format;
  ent_dataset_writer *writer; /* NULL: rows are only checked */
  ent_arena *arena;           /* for a row; reset after it */
  size_t col[FORMAT_NAMES];   /* of format->names; SIZE_MAX: not there */
  record header;              /* its fields live as long as the loader */
  const char *path;
};

/* Recognises by the header or, without, by the first row; NULL. */
const format *format_find(const record *first);
const format *format_named(const char *name);
/* Of a file that begins with an object or an array. */
const format *json_format(ent_str start);
/* Finds the columns. False: one that must be there is not. */
bool format_columns(const format *f, const record *header, size_t col[FORMAT_NAMES]);

/* Field of the row by its place in format->names, trimmed; empty where the column is missing. */
ent_str field_at(const loader *l, const record *r, size_t name);

/* "why": fills err with ENT_EINPUT. */
ent_status row_wrong(ent_error *err, const char *reason, ...) ENT_PRINTF(2, 3);

/* ---- rows out --------------------------------------------------------------------------------------------------- */

ent_status put_row(loader *l, ent_dataset_table table, const ent_cell *cells, ent_error *err);
ent_status put_event(loader *l, const ent_field_event *event, ent_error *err);
/* 0 for an empty word; *failed is set when out of memory. */
uint32_t word_number(loader *l, ent_str word, bool *failed);

/* The id of the actor that "prefix" + code stands for on a date (unknown: any); empty: nobody, or several. */
ent_str resolve_code(const loader *l, const char *prefix, ent_str code, ent_date on);

/* Whose code is it? Empty: not known. */
typedef ent_str (*translator)(const loader *l, ent_str code, ent_str country, ent_str group);
ent_str translate_cameo(const loader *l, ent_str code, ent_str country, ent_str group);
ent_str translate_name(const loader *l, ent_str code, ent_str country, ent_str group);
ent_str translate_id(const loader *l, ent_str code, ent_str country, ent_str group); /* ids, ISO alpha-3 */
ent_str translate_self(const loader *l, ent_str code, ent_str country, ent_str group); /* known or not, the code is the actor */
/* Number of a code, 0 for an empty one. country and group help to translate it when it is new. */
uint32_t code_number(loader *l, const char *system, translator translate, ent_str code, ent_str country, ent_str group,
                     bool *failed);

#endif
