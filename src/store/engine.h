/* What the store asks of the database under it. Two engines answer: SQLite in a file (engine_sqlite.c) and PostgreSQL
 * (engine_postgres.c, postgresql:// addresses). The rest of the store never names either.
 *
 * The SQL of the store is written once, in words that both understand:
 *   - parameters are ?1, ?2, … (the PostgreSQL engine writes them as $1, $2, …);
 *   - `ON CONFLICT (key) DO …` in place of INSERT OR IGNORE; columns named like keywords stand in quotes ("end", "any");
 *   - schema.sql has SQLite's types, STRICT and WITHOUT ROWID; postgres_dialect.c writes them in PostgreSQL's words;
 *   - later(a, b), the greater of two texts, and piece(text, start, end), bytes [start, end) of a text, are functions that
 *     both engines are given; group_concat(text, separator) SQLite has and PostgreSQL is given;
 *   - text is compared byte by byte (SQLite's BINARY, PostgreSQL's "C").
 *
 * One writer at a time: between begin and commit nobody else's transaction writes (SQLite's BEGIN IMMEDIATE, an advisory
 * lock in PostgreSQL), and what was committed before begin is seen. That S1 and S2 hold rests on it. */
#ifndef ENTI_ENGINE_H
#define ENTI_ENGINE_H

#include <entente/store.h>

typedef struct enti_engine enti_engine;

struct ent_store {
  const enti_engine *engine;
  void *db;              /* the engine's connection */
  char *path;            /* as it is told in messages: without a password */
  ent_str program, data; /* of the run; "" before ent_store_begin_run */
  ent_arena *arena;      /* owns them */
};

/* A prepared statement; the engine's own begins with this. */
typedef struct enti_stmt {
  const enti_engine *engine;
} enti_stmt;

typedef enum enti_step_result { ENTI_ROW, ENTI_DONE, ENTI_FAILED } enti_step_result;
typedef enum enti_value { ENTI_NULL, ENTI_INT, ENTI_REAL, ENTI_TEXT, ENTI_BLOB } enti_value;

struct enti_engine {
  const char *name;
  /* address: a path, or with the engine's scheme. Sets store->db also on failure, for close and fail. */
  ent_status (*open)(ent_store *store, const char *address, unsigned flags, ent_error *err);
  void (*close)(ent_store *store);
  /* The engine's words for what went wrong last, with the store's place in front. */
  ent_status (*fail)(const ent_store *store, ent_error *err, const char *doing);
  ent_status (*exec)(ent_store *store, const char *sql, const char *doing, ent_error *err);
  ent_status (*begin)(ent_store *store, ent_error *err);      /* to write */
  ent_status (*begin_read)(ent_store *store, ent_error *err); /* one state of the store for several statements */
  ent_status (*commit)(ent_store *store, ent_error *err);
  void (*rollback)(ent_store *store);
  ent_status (*version)(ent_store *store, int *ret, ent_error *err); /* of the schema; 0: none yet */
  ent_status (*set_version)(ent_store *store, int version, ent_error *err);
  ent_status (*read_only)(ent_store *store, ent_error *err);         /* from now on nothing is written */
  ent_status (*check)(ent_store *store, ent_store_health *health, ent_error *err);
  /* Settings for putting in millions of rows, on and off; outside transactions. */
  ent_status (*loading)(ent_store *store, bool on, ent_error *err);

  ent_status (*prepare)(ent_store *store, const char *sql, enti_stmt **ret, ent_error *err);
  /* A statement that puts rows of n columns into a table; a row whose key is there already stays as it is. The engine may
   * hold rows back until another statement is stepped or the transaction ends. */
  ent_status (*inserter)(ent_store *store, const char *table, size_t n, enti_stmt **ret, ent_error *err);
  void (*finalize)(enti_stmt *s);
  void (*reset)(enti_stmt *s, bool forget); /* forget: what was bound, too */
  enti_step_result (*step)(enti_stmt *s);
  int64_t (*changes)(const enti_stmt *s); /* rows that the last step of a writing statement (no inserter) changed */
  /* Parameters count from 1. Text and bytes are not copied: they live until the next step that ends the statement. */
  void (*bind_null)(enti_stmt *s, int parameter);
  void (*bind_int)(enti_stmt *s, int parameter, int64_t value);
  void (*bind_real)(enti_stmt *s, int parameter, double value);
  void (*bind_text)(enti_stmt *s, int parameter, ent_str value);
  void (*bind_blob)(enti_stmt *s, int parameter, ent_str value);
  /* Columns count from 0; text and bytes live until the next step. */
  enti_value (*type)(enti_stmt *s, int column);
  int64_t (*column_int)(enti_stmt *s, int column);
  double (*column_real)(enti_stmt *s, int column);
  ent_str (*column_text)(enti_stmt *s, int column);
  ent_str (*column_blob)(enti_stmt *s, int column);
};

extern const enti_engine enti_sqlite;
/* NULL where the program was built without it. */
const enti_engine *enti_postgres(void);

static inline enti_step_result enti_step(enti_stmt *s) { return s->engine->step(s); }
static inline void enti_reset(enti_stmt *s) { s->engine->reset(s, false); }
static inline int64_t enti_changes(const enti_stmt *s) { return s->engine->changes(s); }
static inline void enti_bind_null(enti_stmt *s, int parameter) { s->engine->bind_null(s, parameter); }
static inline void enti_bind_int(enti_stmt *s, int parameter, int64_t value) { s->engine->bind_int(s, parameter, value); }
static inline void enti_bind_real(enti_stmt *s, int parameter, double value) { s->engine->bind_real(s, parameter, value); }
static inline void enti_bind_blob(enti_stmt *s, int parameter, ent_str value) { s->engine->bind_blob(s, parameter, value); }
static inline enti_value enti_column_type(enti_stmt *s, int column) { return s->engine->type(s, column); }
static inline int64_t enti_column_int(enti_stmt *s, int column) { return s->engine->column_int(s, column); }
static inline double enti_column_real(enti_stmt *s, int column) { return s->engine->column_real(s, column); }
static inline ent_str enti_column_blob(enti_stmt *s, int column) { return s->engine->column_blob(s, column); }
/* s may be NULL. */
static inline void enti_finalize(enti_stmt *s)
{
  if (s)
    s->engine->finalize(s);
}

#endif
