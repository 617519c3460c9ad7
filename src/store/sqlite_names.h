/* SQLite's names for the calls of engine.h, for the files of datasets that are still to be converted. */
#ifndef ENTI_SQLITE_NAMES_H
#define ENTI_SQLITE_NAMES_H

#include "store/engine.h"

#include <sqlite3.h>

#define sqlite3_stmt enti_stmt
#define sqlite3_step enti_step
#define sqlite3_reset enti_reset
#define sqlite3_finalize enti_finalize
#define sqlite3_bind_null enti_bind_null
#define sqlite3_bind_int enti_bind_int
#define sqlite3_bind_int64 enti_bind_int
#define sqlite3_bind_double enti_bind_real
#define sqlite3_column_type enti_column_type
#define sqlite3_column_int(s, column) ((int)enti_column_int(s, column))
#define sqlite3_column_int64 enti_column_int
#define sqlite3_column_double enti_column_real
#undef SQLITE_ROW
#define SQLITE_ROW ENTI_ROW
#undef SQLITE_DONE
#define SQLITE_DONE ENTI_DONE
#undef SQLITE_INTEGER
#define SQLITE_INTEGER ENTI_INT
#undef SQLITE_TEXT
#define SQLITE_TEXT ENTI_TEXT

#endif
