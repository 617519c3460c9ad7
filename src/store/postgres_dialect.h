/* The store's SQL in PostgreSQL's words. */
#ifndef ENTI_POSTGRES_DIALECT_H
#define ENTI_POSTGRES_DIALECT_H

#include <entente/base.h>

/* Appends the statements: ?1 as $1; in those that make or alter tables the types, without STRICT and WITHOUT ROWID.
 * Returns the highest parameter. */
int enti_postgres_sql(const char *sql, ent_buf *ret);
/* Appends rows for COPY … FROM STDIN: a text, as a column has it. A NUL, which PostgreSQL cannot hold, becomes a space, so
 * that bytes keep their places. */
void enti_postgres_copy_text(ent_buf *buf, ent_str text);

/* Functions that the store's SQL names and PostgreSQL lacks. */
extern const char enti_postgres_functions[];

#endif
