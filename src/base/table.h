/* Reads the tables of data/: tab-separated, '#' comments, a header line that names the columns (data/README.md).
 * Errors name file, line and reason. */
#ifndef ENTI_TABLE_H
#define ENTI_TABLE_H

#include <entente/base.h>

#define ENTI_TABLE_MAX_COLUMNS 32
#define ENTI_TABLE_MAX_BYTES ((size_t)256 << 20)

typedef struct enti_table {
  ent_str name;                            /* path, for messages */
  ent_str bytes;                           /* the whole file, in the arena */
  size_t at;                               /* where the next line begins */
  size_t line;                             /* number of the row last read */
  size_t n_columns;
  ent_str columns[ENTI_TABLE_MAX_COLUMNS]; /* header */
  ent_str fields[ENTI_TABLE_MAX_COLUMNS];  /* row last read */
} enti_table;

/* Reads path whole into the arena and its header. ENT_ENOTFOUND, ENT_EIO, ENT_EINPUT (no UTF-8, no header). */
ENT_CHECKED ent_status enti_table_open(enti_table *table, const char *path, ent_arena *arena, ent_error *err);
/* Same, over bytes in memory. */
ENT_CHECKED ent_status enti_table_init(enti_table *table, ent_str name, ent_str bytes, ent_error *err);
/* Column number of a name; ENT_EINPUT where it is missing. */
ENT_CHECKED ent_status enti_table_column(const enti_table *table, const char *name, size_t *ret, ent_error *err);
/* Column number, or SIZE_MAX where it is missing: for optional columns. */
size_t enti_table_find(const enti_table *table, const char *name);
/* Next row into fields[]; *ret_more false at the end. ENT_EINPUT: wrong number of fields (the next call goes on). */
ENT_CHECKED ent_status enti_table_next(enti_table *table, bool *ret_more, ent_error *err);
/* Field of the row last read, trimmed; "" for column SIZE_MAX. */
ent_str enti_table_get(const enti_table *table, size_t column);
/* "file:line: …" */
ent_status enti_table_fail(const enti_table *table, ent_error *err, const char *format, ...) ENT_PRINTF(3, 4);
/* The field as a date; "" is no date; ENT_EINPUT for anything else. */
ENT_CHECKED ent_status enti_table_date(const enti_table *table, size_t column, ent_date *ret, ent_error *err);

#endif
