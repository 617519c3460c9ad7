/* The store in a PostgreSQL database, through libpq.
 *
 * Statements are prepared once a connection and found again by their text. Rows of inserters are held back and written
 * together: COPY into a temporary table, then INSERT … ON CONFLICT DO NOTHING. A connection that is lost is not made
 * again here: the caller opens the store anew (ENT_EIO tells it that the database, not its data, is the trouble). */
#include "store/postgres_dialect.h"
#include "store/postgres_library.h"
#include "store/engine.h"

#include "base/fault.h"
#include "base/vec.h"

#include <stdio.h>
#include <string.h>

#define MOST_PARAMETERS 32
#define HELD_BYTES (1 << 20) /* rows held back of one table */
#define LOCK "7310593858020254331" /* "entente" and a nought, of all advisory locks the one for writers */

enum { OID_BYTEA = 17, OID_INT8 = 20, OID_INT2 = 21, OID_INT4 = 23, OID_FLOAT4 = 700, OID_FLOAT8 = 701, OID_NUMERIC = 1700 };

typedef struct statement statement;

typedef struct connection {
  const enti_pq *pq;
  PGconn *conn;
  struct known { /* statements that the server has under the name of their number */
    char *sql;
    int parameters;
  } *known;
  size_t n_known, cap_known;
  statement *inserters; /* the newest first */
  char error[512], state[6];
} connection;

typedef struct parameter {
  const char *p;
  size_t n;
  bool given, binary;
  char number[40];
  char *copy; /* of a text with a NUL in it */
} parameter;

struct statement {
  enti_stmt base;
  connection *c;
  char name[24];
  int n; /* parameters */
  parameter parameters[MOST_PARAMETERS];
  PGresult *result;
  int row, rows;
  char *bytes; /* of the last column_blob */
  /* inserters */
  char *table;
  ent_buf held;
  statement *older;
};

static connection *connection_of(const ent_store *store)
{
  return store->db;
}

static statement *own(enti_stmt *s)
{
  return (statement *)s;
}

/* ---- what went wrong -------------------------------------------------------------------------------------------------- */

static void note(connection *c, const PGresult *r)
{
  const char *words = r ? c->pq->PQresultErrorMessage(r) : "", *state = r ? c->pq->PQresultErrorField(r, PG_DIAG_SQLSTATE) : NULL;
  if (!*words)
    words = c->pq->PQerrorMessage(c->conn);
  snprintf(c->error, sizeof c->error, "%s", words);
  c->error[strcspn(c->error, "\n")] = 0;
  snprintf(c->state, sizeof c->state, "%s", state ? state : "");
}

/* Trouble of the database and not of what it was given: connection, space, memory, shutdown, locks. */
static bool passing(const connection *c)
{
  static const char *const classes[] = {"08", "53", "57", "58", "40", "55", "XX"};
  if (!c->state[0] || c->pq->PQstatus(c->conn) != CONNECTION_OK)
    return true;
  for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
    if (strncmp(c->state, classes[i], 2) == 0)
      return true;
  return false;
}

static ent_status fail(const ent_store *store, ent_error *err, const char *doing)
{
  const connection *c = connection_of(store);
  return ent_fail(err, passing(c) ? ENT_EIO : ENT_ESTORE, ENT_NO_OFFSET, "store %s: %s: %s", store->path, doing, c->error);
}

static ent_status no_memory(const ent_store *store, ent_error *err)
{
  return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "store %s: out of memory", store->path);
}

/* Takes the result; true where the command did what it should. */
static bool done(connection *c, PGresult *r, ExecStatusType wanted)
{
  bool ok = r && c->pq->PQresultStatus(r) == wanted;
  if (!ok)
    note(c, r);
  c->pq->PQclear(r);
  return ok;
}

static bool run(connection *c, const char *sql)
{
  PGresult *r = c->pq->PQexec(c->conn, sql);
  return done(c, r, r && c->pq->PQresultStatus(r) == PGRES_TUPLES_OK ? PGRES_TUPLES_OK : PGRES_COMMAND_OK);
}

/* ---- rows held back --------------------------------------------------------------------------------------------------- */

static bool copy_rows(connection *c, statement *s)
{
  const enti_pq *pq = c->pq;
  char sql[200];
  snprintf(sql, sizeof sql, "COPY stage_%s FROM STDIN", s->table);
  if (!done(c, pq->PQexec(c->conn, sql), PGRES_COPY_IN))
    return false;
  bool sent = pq->PQputCopyData(c->conn, s->held.p, (int)s->held.n) == 1 && pq->PQputCopyEnd(c->conn, NULL) == 1;
  bool ok = done(c, pq->PQgetResult(c->conn), PGRES_COMMAND_OK) && sent;
  for (PGresult *r; (r = pq->PQgetResult(c->conn)) != NULL;)
    pq->PQclear(r);
  return ok;
}

static bool write_held(connection *c, statement *s)
{
  char sql[400];
  if (!s->held.n)
    return true;
  if (s->held.failed) {
    snprintf(c->error, sizeof c->error, "too much at once");
    return false;
  }
  bool ok = copy_rows(c, s);
  snprintf(sql, sizeof sql, "INSERT INTO %s SELECT * FROM stage_%s ON CONFLICT DO NOTHING; DELETE FROM stage_%s", s->table, s->table,
           s->table);
  ent_buf_clear(&s->held);
  return ok && run(c, sql);
}

/* In the order in which the inserters were made, so that a row comes after the one that it refers to. */
static bool write_all_held(connection *c, statement *s)
{
  return !s || (write_all_held(c, s->older) && write_held(c, s));
}

static void drop_held(connection *c)
{
  for (statement *s = c->inserters; s; s = s->older)
    ent_buf_clear(&s->held);
}

/* ---- opening ---------------------------------------------------------------------------------------------------------- */

static void silent(void *context, const char *message)
{
  (void)context;
  (void)message;
}

/* A writer that is cut off in the middle of a transaction must not lock out the others for long. */
static const char settings[] =
    "SET client_min_messages = warning; SET idle_in_transaction_session_timeout = '60s'; SET tcp_keepalives_idle = 10;"
    "SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3; SET bytea_output = hex; SET extra_float_digits = 1; SET jit = off";
/* jit: the plans below look dear to the planner, and compiling them takes longer than running them (a tenth of a second each).
 * Writers look rows up by key; the planner, which knows nothing of temporary tables, would rather read everything. */
static const char write_settings[] = "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off";

static PGconn *reach(const enti_pq *pq, const char *address)
{
  const char *const names[] = {"connect_timeout", "keepalives_idle", "keepalives_interval", "keepalives_count", "tcp_user_timeout",
                               "application_name", "dbname", "client_encoding", NULL};
  const char *const values[] = {"10", "10", "5", "3", "30000", "entente", address, "UTF8", NULL}; /* the address overrides */
  return pq->PQconnectdbParams(names, values, 1);
}

static ent_status open_address(ent_store *store, const char *address, unsigned flags, ent_error *err)
{
  const enti_pq *pq = enti_pq_library();
  if (!pq)
    return ent_fail(err, ENT_EMODEL, ENT_NO_OFFSET, "store %s: %s is not installed (apt install libpq5)", store->path, ENTI_PQ_SONAME);
  connection *c = enti_calloc(1, sizeof *c);
  if (!c)
    return no_memory(store, err);
  store->db = c;
  c->pq = pq;
  c->conn = reach(pq, address);
  if (!c->conn)
    return no_memory(store, err);
  if (pq->PQstatus(c->conn) != CONNECTION_OK) {
    note(c, NULL);
    return fail(store, err, "connecting");
  }
  pq->PQsetNoticeProcessor(c->conn, silent, NULL);
  bool ok = run(c, settings) && (flags & ENT_STORE_READ_ONLY || run(c, write_settings));
  return ok ? ENT_OK : fail(store, err, "opening");
}

static void close_connection(ent_store *store)
{
  connection *c = connection_of(store);
  if (!c)
    return;
  for (size_t i = 0; i < c->n_known; i++)
    free(c->known[i].sql);
  free(c->known);
  c->pq->PQfinish(c->conn);
  free(c);
  store->db = NULL;
}

static ent_status exec(ent_store *store, const char *sql, const char *doing, ent_error *err)
{
  connection *c = connection_of(store);
  ent_buf text = ENT_BUF_INIT(1 << 20);
  enti_postgres_sql(sql, &text);
  ent_buf_char(&text, 0);
  ent_status status = text.failed ? no_memory(store, err) : ENT_OK;
  if (status == ENT_OK && !(write_all_held(c, c->inserters) && run(c, text.p)))
    status = fail(store, err, doing);
  ent_buf_done(&text);
  return status;
}

static ent_status read_only(ent_store *store, ent_error *err)
{
  return exec(store, "SET default_transaction_read_only = on", "opening", err);
}

/* ---- transactions, versions --------------------------------------------------------------------------------------------- */

static ent_status begin(ent_store *store, ent_error *err)
{
  return exec(store, "BEGIN; SELECT pg_advisory_xact_lock(" LOCK ")", "beginning a transaction", err);
}

static ent_status begin_read(ent_store *store, ent_error *err)
{
  return exec(store, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", "beginning to read", err);
}

static ent_status commit(ent_store *store, ent_error *err)
{
  return exec(store, "COMMIT", "ending a transaction", err);
}

static void rollback(ent_store *store)
{
  connection *c = connection_of(store);
  char error[sizeof c->error], state[sizeof c->state];
  memcpy(error, c->error, sizeof error);
  memcpy(state, c->state, sizeof state);
  drop_held(c);
  (void)run(c, "ROLLBACK");
  memcpy(c->error, error, sizeof error); /* what led here is what is told */
  memcpy(c->state, state, sizeof state);
}

static ent_status version(ent_store *store, int *ret, ent_error *err)
{
  connection *c = connection_of(store);
  PGresult *r = c->pq->PQexec(c->conn, "SELECT to_regclass('entente_schema') IS NOT NULL");
  bool there = r && c->pq->PQresultStatus(r) == PGRES_TUPLES_OK && c->pq->PQgetvalue(r, 0, 0)[0] == 't';
  *ret = 0;
  if (done(c, r, PGRES_TUPLES_OK) && !there)
    return ENT_OK;
  r = there ? c->pq->PQexec(c->conn, "SELECT version FROM entente_schema") : NULL;
  if (r && c->pq->PQresultStatus(r) == PGRES_TUPLES_OK && c->pq->PQntuples(r) == 1)
    *ret = (int)strtol(c->pq->PQgetvalue(r, 0, 0), NULL, 10);
  return done(c, r, PGRES_TUPLES_OK) ? ENT_OK : fail(store, err, "reading the schema's version");
}

static ent_status set_version(ent_store *store, int number, ent_error *err)
{
  char sql[200];
  snprintf(sql, sizeof sql, "CREATE TABLE IF NOT EXISTS entente_schema(version INTEGER NOT NULL); DELETE FROM entente_schema;"
           "INSERT INTO entente_schema VALUES (%d)", number);
  connection *c = connection_of(store);
  if (!run(c, enti_postgres_functions))
    return fail(store, err, "making the functions");
  return exec(store, sql, "noting the schema's version", err);
}

/* PostgreSQL keeps its tables sound itself, and its foreign keys; that they can be read at all is counted after this. */
static ent_status check(ent_store *store, ent_store_health *health, ent_error *err)
{
  (void)health;
  return exec(store, "SELECT 1", "checking", err);
}

static ent_status loading(ent_store *store, bool on, ent_error *err)
{
  (void)store, (void)on, (void)err;
  return ENT_OK;
}

/* ---- statements --------------------------------------------------------------------------------------------------------- */

static statement *new_statement(connection *c)
{
  statement *s = enti_calloc(1, sizeof *s);
  if (s) {
    s->base.engine = enti_postgres();
    s->c = c;
    s->held = ENT_BUF_INIT((size_t)1 << 30);
  }
  return s;
}

/* The statement's number at the server, made known to it where it is new; -1 on failure. */
static int know(connection *c, const char *sql)
{
  for (size_t i = 0; i < c->n_known; i++)
    if (strcmp(c->known[i].sql, sql) == 0)
      return (int)i;
  if (!enti_grow_heap((void **)&c->known, c->n_known, &c->cap_known, sizeof *c->known))
    return -1;
  ent_buf text = ENT_BUF_INIT(1 << 20);
  char name[24], *copy = strdup(sql);
  int parameters = enti_postgres_sql(sql, &text);
  ent_buf_char(&text, 0);
  snprintf(name, sizeof name, "s%zu", c->n_known);
  bool ok = copy && !text.failed && parameters <= MOST_PARAMETERS &&
            done(c, c->pq->PQprepare(c->conn, name, text.p, 0, NULL), PGRES_COMMAND_OK);
  ent_buf_done(&text);
  if (!ok) {
    free(copy);
    return -1;
  }
  c->known[c->n_known] = (struct known){copy, parameters};
  return (int)c->n_known++;
}

static ent_status prepare(ent_store *store, const char *sql, enti_stmt **ret, ent_error *err)
{
  connection *c = connection_of(store);
  if (!write_all_held(c, c->inserters))
    return fail(store, err, "adding rows");
  int number = know(c, sql);
  if (number < 0)
    return fail(store, err, "preparing a statement");
  statement *s = new_statement(c);
  if (!s)
    return no_memory(store, err);
  snprintf(s->name, sizeof s->name, "s%d", number);
  s->n = c->known[number].parameters;
  *ret = &s->base;
  return ENT_OK;
}

static ent_status inserter(ent_store *store, const char *table, size_t n, enti_stmt **ret, ent_error *err)
{
  connection *c = connection_of(store);
  char sql[400];
  snprintf(sql, sizeof sql, "CREATE TEMP TABLE IF NOT EXISTS stage_%s (LIKE %s) ON COMMIT DELETE ROWS", table, table);
  if (n > MOST_PARAMETERS || !run(c, sql))
    return fail(store, err, "making a temporary table");
  statement *s = new_statement(c);
  char *copy = strdup(table);
  if (!s || !copy) {
    free(s);
    free(copy);
    return no_memory(store, err);
  }
  s->table = copy;
  s->n = (int)n;
  s->older = c->inserters;
  c->inserters = s;
  *ret = &s->base;
  return ENT_OK;
}

static void forget(statement *s)
{
  for (int i = 0; i < s->n; i++) {
    free(s->parameters[i].copy);
    s->parameters[i] = (parameter){0};
  }
}

static void reset(enti_stmt *base, bool all)
{
  statement *s = own(base);
  s->c->pq->PQclear(s->result);
  s->result = NULL;
  if (all)
    forget(s);
}

/* An inserter that is done with leaves its rows behind: they are written now. What fails here fails again at commit, in a
 * transaction that PostgreSQL has given up. */
static void finalize(enti_stmt *base)
{
  statement *s = own(base);
  if (s->table) {
    (void)write_all_held(s->c, s->c->inserters);
    statement **at = &s->c->inserters;
    while (*at && *at != s)
      at = &(*at)->older;
    if (*at)
      *at = s->older;
  }
  reset(base, true);
  ent_buf_done(&s->held);
  free(s->table);
  free(s->bytes);
  free(s);
}

static void hold_row(statement *s)
{
  for (int i = 0; i < s->n; i++) {
    const parameter *p = &s->parameters[i];
    if (i)
      ent_buf_char(&s->held, '\t');
    if (!p->given)
      ent_buf_c(&s->held, "\\N");
    else if (p->binary)
      enti_postgres_copy_text(&s->held, (ent_str){p->p, p->n});
    else
      ent_buf_c(&s->held, p->p ? p->p : p->number);
  }
  ent_buf_char(&s->held, '\n');
}

static bool execute(statement *s)
{
  const char *values[MOST_PARAMETERS];
  int lengths[MOST_PARAMETERS], formats[MOST_PARAMETERS];
  connection *c = s->c;
  for (int i = 0; i < s->n; i++) {
    const parameter *p = &s->parameters[i];
    values[i] = !p->given ? NULL : p->p ? p->p : p->number;
    lengths[i] = (int)p->n;
    formats[i] = p->binary;
  }
  if (!write_all_held(c, c->inserters))
    return false;
  s->result = c->pq->PQexecPrepared(c->conn, s->name, s->n, values, lengths, formats, 0);
  ExecStatusType got = c->pq->PQresultStatus(s->result);
  s->rows = got == PGRES_TUPLES_OK ? c->pq->PQntuples(s->result) : 0;
  s->row = -1;
  if (got == PGRES_TUPLES_OK || got == PGRES_COMMAND_OK)
    return true;
  note(c, s->result);
  c->pq->PQclear(s->result);
  s->result = NULL;
  return false;
}

static enti_step_result step(enti_stmt *base)
{
  statement *s = own(base);
  if (s->table) {
    hold_row(s);
    return s->held.n < HELD_BYTES || write_all_held(s->c, s->c->inserters) ? ENTI_DONE : ENTI_FAILED;
  }
  if (!s->result && !execute(s))
    return ENTI_FAILED;
  return ++s->row < s->rows ? ENTI_ROW : ENTI_DONE;
}

static int64_t changes(const enti_stmt *base)
{
  const statement *s = (const statement *)base;
  return s->result ? strtoll(s->c->pq->PQcmdTuples(s->result), NULL, 10) : 0;
}

/* ---- values in ------------------------------------------------------------------------------------------------------------ */

static parameter *parameter_at(enti_stmt *base, int at)
{
  statement *s = own(base);
  static _Thread_local parameter nowhere;
  parameter *p = at >= 1 && at <= s->n ? &s->parameters[at - 1] : &nowhere;
  free(p->copy);
  p->copy = NULL;
  p->p = NULL;
  p->n = 0;
  p->given = p->binary = false;
  return p;
}

static void bind_null(enti_stmt *s, int at)
{
  parameter_at(s, at);
}

static void bind_int(enti_stmt *s, int at, int64_t value)
{
  parameter *p = parameter_at(s, at);
  snprintf(p->number, sizeof p->number, "%lld", (long long)value);
  p->given = true;
}

static void bind_real(enti_stmt *s, int at, double value)
{
  parameter *p = parameter_at(s, at);
  snprintf(p->number, sizeof p->number, "%.17g", value);
  p->given = true;
}

static void bind_text(enti_stmt *s, int at, ent_str value)
{
  parameter *p = parameter_at(s, at);
  *p = (parameter){.p = value.p ? value.p : "", .n = value.n, .given = true, .binary = true};
  if (own(s)->table || !value.n || !memchr(value.p, 0, value.n) || !(p->copy = enti_malloc(value.n)))
    return;
  for (size_t i = 0; i < value.n; i++) /* as in COPY: PostgreSQL holds no NUL */
    p->copy[i] = value.p[i] ? value.p[i] : ' ';
  p->p = p->copy;
}

static void bind_blob(enti_stmt *s, int at, ent_str value)
{
  parameter *p = parameter_at(s, at);
  if (!own(s)->table) {
    *p = (parameter){.p = value.p ? value.p : "", .n = value.n, .given = true, .binary = true};
    return;
  }
  char *hex = enti_malloc(value.n * 2 + 4); /* "\\x" and the digits, as COPY reads it */
  *p = (parameter){.p = hex, .given = hex != NULL, .copy = hex};
  if (!hex)
    return;
  memcpy(hex, "\\\\x", 4);
  for (size_t i = 0; i < value.n; i++)
    snprintf(hex + 3 + 2 * i, 3, "%02x", (unsigned char)value.p[i]);
}

/* ---- values out ----------------------------------------------------------------------------------------------------------- */

static ent_str value_at(const statement *s, int column)
{
  const enti_pq *pq = s->c->pq;
  if (!s->result || s->row >= s->rows || pq->PQgetisnull(s->result, s->row, column))
    return ENT_STR_NONE;
  return (ent_str){pq->PQgetvalue(s->result, s->row, column), (size_t)pq->PQgetlength(s->result, s->row, column)};
}

static enti_value type(enti_stmt *base, int column)
{
  const statement *s = own(base);
  if (!s->result || s->c->pq->PQgetisnull(s->result, s->row, column))
    return ENTI_NULL;
  switch (s->c->pq->PQftype(s->result, column)) {
  case OID_INT2: case OID_INT4: case OID_INT8: return ENTI_INT;
  case OID_FLOAT4: case OID_FLOAT8: case OID_NUMERIC: return ENTI_REAL;
  case OID_BYTEA: return ENTI_BLOB;
  default: return ENTI_TEXT;
  }
}

static int64_t column_int(enti_stmt *s, int column)
{
  ent_str value = value_at(own(s), column);
  return value.n ? strtoll(value.p, NULL, 10) : 0;
}

static double column_real(enti_stmt *s, int column)
{
  ent_str value = value_at(own(s), column);
  return value.n ? strtod(value.p, NULL) : 0;
}

static ent_str column_text(enti_stmt *s, int column)
{
  return value_at(own(s), column);
}

static int digit(char c)
{
  return c <= '9' ? c - '0' : c - 'a' + 10;
}

static ent_str column_blob(enti_stmt *base, int column)
{
  statement *s = own(base);
  ent_str hex = value_at(s, column);
  free(s->bytes);
  s->bytes = NULL;
  if (hex.n < 2 || !(s->bytes = enti_malloc(hex.n / 2)))
    return ENT_STR_NONE;
  size_t n = hex.n / 2 - 1;
  for (size_t i = 0; i < n; i++)
    s->bytes[i] = (char)(digit(hex.p[2 + 2 * i]) << 4 | digit(hex.p[3 + 2 * i]));
  return (ent_str){s->bytes, n};
}

static const enti_engine engine = {
    "postgresql", open_address, close_connection, fail, exec, begin, begin_read, commit, rollback, version, set_version, read_only,
    check, loading, prepare, inserter, finalize, reset, step, changes, bind_null, bind_int, bind_real, bind_text, bind_blob, type,
    column_int, column_real, column_text, column_blob};

const enti_engine *enti_postgres(void)
{
  return &engine;
}
