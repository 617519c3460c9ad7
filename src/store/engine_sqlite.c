/* The store in a file, through SQLite; the settings that SQLite needs to be safe and fast. */
#include "store/engine.h"

#include "base/fault.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct statement {
  enti_stmt base;
  sqlite3_stmt *s;
} statement;

static sqlite3 *db_of(const ent_store *store)
{
  return store->db;
}

static sqlite3_stmt *stmt_of(const enti_stmt *s)
{
  return ((const statement *)s)->s;
}

static ent_status fail(const ent_store *store, ent_error *err, const char *doing)
{
  int code = sqlite3_errcode(db_of(store)) & 0xff;
  ent_status status = code == SQLITE_NOMEM ? ENT_ENOMEM : code == SQLITE_IOERR || code == SQLITE_FULL ? ENT_EIO : ENT_ESTORE;
  const char *hint = code == SQLITE_BUSY ? " (another program is writing to it)" : "";
  return ent_fail(err, status, ENT_NO_OFFSET, "store %s: %s: %s%s", store->path, doing, sqlite3_errmsg(db_of(store)), hint);
}

static ent_status exec(ent_store *store, const char *sql, const char *doing, ent_error *err)
{
  return sqlite3_exec(db_of(store), sql, NULL, NULL, NULL) == SQLITE_OK ? ENT_OK : fail(store, err, doing);
}

/* ---- opening ------------------------------------------------------------------------------------------------------ */

static ent_status make_folders(const char *path, ent_error *err)
{
  char folder[4096];
  int n = snprintf(folder, sizeof folder, "%s", path);
  if (n < 0 || (size_t)n >= sizeof folder)
    return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "store %s: the path is too long", path);
  for (char *p = folder + 1; *p; p++) {
    if (*p != '/')
      continue;
    *p = 0;
    if (mkdir(folder, 0777) != 0 && errno != EEXIST)
      return ent_fail(err, ENT_EIO, ENT_NO_OFFSET, "store %s: cannot make folder %s: %s", path, folder, strerror(errno));
    *p = '/';
  }
  return ENT_OK;
}

/* piece(text, start, end): bytes, where substr() counts characters. */
static void piece(sqlite3_context *context, int n, sqlite3_value **values)
{
  (void)n;
  const unsigned char *text = sqlite3_value_text(values[0]);
  sqlite3_int64 have = sqlite3_value_bytes(values[0]), start = sqlite3_value_int64(values[1]), end = sqlite3_value_int64(values[2]);
  end = end > have ? have : end;
  if (!text || start < 0 || start > end)
    sqlite3_result_null(context);
  else
    sqlite3_result_text64(context, (const char *)text + start, (sqlite3_uint64)(end - start), SQLITE_TRANSIENT, SQLITE_UTF8);
}

static void later(sqlite3_context *context, int n, sqlite3_value **values)
{
  (void)n;
  ent_str text[2];
  for (int i = 0; i < 2; i++) {
    text[i].p = (const char *)sqlite3_value_text(values[i]);
    text[i].n = text[i].p ? (size_t)sqlite3_value_bytes(values[i]) : 0;
  }
  if (!text[0].p || !text[1].p)
    sqlite3_result_null(context);
  else
    sqlite3_result_value(context, values[ent_str_cmp(text[0], text[1]) < 0]);
}

static ent_status add_functions(ent_store *store, ent_error *err)
{
  const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
  int rc = sqlite3_create_function_v2(db_of(store), "piece", 3, flags, NULL, piece, NULL, NULL, NULL);
  if (rc == SQLITE_OK)
    rc = sqlite3_create_function_v2(db_of(store), "later", 2, flags, NULL, later, NULL, NULL, NULL);
  return rc == SQLITE_OK ? ENT_OK : fail(store, err, "opening");
}

/* Durable against kill at any moment (WAL); NORMAL may lose the last transactions, never the order, in a power cut.
 * Large pages (of new stores): datasets load a fifth faster. */
static const char settings[] = "PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;"
                               "PRAGMA cache_size = -32768; PRAGMA mmap_size = 268435456; PRAGMA secure_delete = OFF;"
                               "PRAGMA temp_store = MEMORY;";
static const char read_settings[] = "PRAGMA foreign_keys = ON; PRAGMA mmap_size = 268435456;";

static ent_status open_file(ent_store *store, const char *path, unsigned flags, ent_error *err)
{
  bool create = flags & ENT_STORE_CREATE, reads = (flags & ENT_STORE_READ_ONLY) != 0;
  int mode = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (create ? SQLITE_OPEN_CREATE : 0);
  sqlite3 *db = NULL;
  if (!create && access(path, F_OK) != 0)
    return ent_fail(err, ENT_ENOTFOUND, ENT_NO_OFFSET, "there is no store at %s (`entente add` makes one)", path);
  ent_status status = create ? make_folders(path, err) : ENT_OK;
  if (status != ENT_OK)
    return status;
  int rc = sqlite3_open_v2(path, &db, mode, NULL);
  if (rc != SQLITE_OK && reads) { /* a store on a medium that cannot be written */
    sqlite3_close(db);
    rc = sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL);
  }
  store->db = db;
  if (!db)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "store %s: out of memory", path);
  if (rc != SQLITE_OK)
    return fail(store, err, "opening");
  sqlite3_busy_timeout(db, 60000);
  status = exec(store, reads ? read_settings : settings, "opening", err);
  return status == ENT_OK ? add_functions(store, err) : status;
}

static void close_file(ent_store *store)
{
  sqlite3_close(db_of(store));
}

static ent_status read_only(ent_store *store, ent_error *err)
{
  return exec(store, "PRAGMA query_only = ON", "opening", err);
}

/* ---- transactions, versions, soundness ------------------------------------------------------------------------------ */

static ent_status begin(ent_store *store, ent_error *err)
{
  return exec(store, "BEGIN IMMEDIATE", "beginning a transaction", err);
}

static ent_status begin_read(ent_store *store, ent_error *err)
{
  return exec(store, "BEGIN", "beginning to read", err);
}

static ent_status commit(ent_store *store, ent_error *err)
{
  return exec(store, "COMMIT", "ending a transaction", err);
}

static void rollback(ent_store *store)
{
  sqlite3_exec(db_of(store), "ROLLBACK", NULL, NULL, NULL);
}

static ent_status version(ent_store *store, int *ret, ent_error *err)
{
  sqlite3_stmt *s;
  if (sqlite3_prepare_v2(db_of(store), "PRAGMA user_version", -1, &s, NULL) != SQLITE_OK)
    return fail(store, err, "reading the schema's version");
  bool ok = sqlite3_step(s) == SQLITE_ROW;
  ent_status status = ok ? ENT_OK : fail(store, err, "reading the schema's version");
  if (ok)
    *ret = sqlite3_column_int(s, 0);
  sqlite3_finalize(s);
  return status;
}

static ent_status set_version(ent_store *store, int number, ent_error *err)
{
  char sql[64];
  snprintf(sql, sizeof sql, "PRAGMA user_version = %d", number);
  return exec(store, sql, "noting the schema's version", err);
}

/* A check pragma gives no row, or the one row "ok", where all is well. */
static ent_status check_one(ent_store *store, const char *pragma, ent_store_health *health, ent_error *err)
{
  sqlite3_stmt *s;
  if (sqlite3_prepare_v2(db_of(store), pragma, -1, &s, NULL) != SQLITE_OK)
    return fail(store, err, "checking");
  int rc = sqlite3_step(s);
  const char *found = rc == SQLITE_ROW ? (const char *)sqlite3_column_text(s, 0) : rc == SQLITE_DONE ? "ok" : sqlite3_errmsg(db_of(store));
  if (!found || strcmp(found, "ok") != 0) {
    health->sound = false;
    snprintf(health->message, sizeof health->message, "%s: %s", pragma, found ? found : "");
  }
  sqlite3_finalize(s);
  return ENT_OK;
}

static ent_status check(ent_store *store, ent_store_health *health, ent_error *err)
{
  ent_status status = check_one(store, "PRAGMA integrity_check(1)", health, err);
  return status == ENT_OK && health->sound ? check_one(store, "PRAGMA foreign_key_check", health, err) : status;
}

/* Rows come in no order of their keys within a day, so a page that is needed again should still be there. Almost all
 * pages are new: a rollback journal then writes each of them once, where the write-ahead log writes it twice. It is as
 * safe; where somebody else has the store open it is refused, and the log stays. */
static ent_status loading(ent_store *store, bool on, ent_error *err)
{
  const char *sql = on ? "PRAGMA cache_size = -65536; PRAGMA foreign_keys = OFF; PRAGMA mmap_size = 0;"
                       : "PRAGMA foreign_keys = ON; PRAGMA mmap_size = 268435456; PRAGMA cache_size = -32768";
  ent_status status = exec(store, sql, "setting", err);
  sqlite3_busy_timeout(db_of(store), 0);
  sqlite3_exec(db_of(store), on ? "PRAGMA journal_mode = TRUNCATE" : "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
  sqlite3_busy_timeout(db_of(store), 60000);
  return status;
}

/* ---- statements ----------------------------------------------------------------------------------------------------- */

static ent_status prepare(ent_store *store, const char *sql, enti_stmt **ret, ent_error *err)
{
  statement *s = enti_calloc(1, sizeof *s);
  if (!s)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "store %s: out of memory", store->path);
  s->base.engine = &enti_sqlite;
  if (sqlite3_prepare_v2(db_of(store), sql, -1, &s->s, NULL) != SQLITE_OK) {
    free(s);
    return fail(store, err, "preparing a statement");
  }
  *ret = &s->base;
  return ENT_OK;
}

static ent_status inserter(ent_store *store, const char *table, size_t n, enti_stmt **ret, ent_error *err)
{
  ent_buf sql = ENT_BUF_INIT(4096);
  ent_buf_printf(&sql, "INSERT INTO %s VALUES (", table);
  for (size_t i = 1; i <= n; i++)
    ent_buf_printf(&sql, i == 1 ? "?%zu" : ", ?%zu", i);
  ent_buf_c(&sql, ") ON CONFLICT DO NOTHING");
  ent_buf_char(&sql, 0);
  ent_status status = sql.failed ? ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "store %s: out of memory", store->path)
                                 : prepare(store, sql.p, ret, err);
  ent_buf_done(&sql);
  return status;
}

static void finalize(enti_stmt *s)
{
  sqlite3_finalize(stmt_of(s));
  free(s);
}

static void reset(enti_stmt *s, bool forget)
{
  sqlite3_reset(stmt_of(s));
  if (forget)
    sqlite3_clear_bindings(stmt_of(s));
}

static enti_step_result step(enti_stmt *s)
{
  int rc = sqlite3_step(stmt_of(s));
  return rc == SQLITE_ROW ? ENTI_ROW : rc == SQLITE_DONE ? ENTI_DONE : ENTI_FAILED;
}

static int64_t changes(const enti_stmt *s)
{
  return sqlite3_changes64(sqlite3_db_handle(stmt_of(s)));
}

static void bind_null(enti_stmt *s, int parameter)
{
  sqlite3_bind_null(stmt_of(s), parameter);
}

static void bind_int(enti_stmt *s, int parameter, int64_t value)
{
  sqlite3_bind_int64(stmt_of(s), parameter, value);
}

static void bind_real(enti_stmt *s, int parameter, double value)
{
  sqlite3_bind_double(stmt_of(s), parameter, value);
}

static void bind_text(enti_stmt *s, int parameter, ent_str value)
{
  sqlite3_bind_text64(stmt_of(s), parameter, value.p ? value.p : "", value.n, SQLITE_STATIC, SQLITE_UTF8);
}

static void bind_blob(enti_stmt *s, int parameter, ent_str value)
{
  sqlite3_bind_blob64(stmt_of(s), parameter, value.p ? value.p : "", value.n, SQLITE_STATIC);
}

static enti_value type(enti_stmt *s, int column)
{
  switch (sqlite3_column_type(stmt_of(s), column)) {
  case SQLITE_INTEGER: return ENTI_INT;
  case SQLITE_FLOAT: return ENTI_REAL;
  case SQLITE_TEXT: return ENTI_TEXT;
  case SQLITE_BLOB: return ENTI_BLOB;
  default: return ENTI_NULL;
  }
}

static int64_t column_int(enti_stmt *s, int column)
{
  return sqlite3_column_int64(stmt_of(s), column);
}

static double column_real(enti_stmt *s, int column)
{
  return sqlite3_column_double(stmt_of(s), column);
}

static ent_str column_text(enti_stmt *s, int column)
{
  const char *p = (const char *)sqlite3_column_text(stmt_of(s), column);
  return (ent_str){p, (size_t)sqlite3_column_bytes(stmt_of(s), column)};
}

static ent_str column_blob(enti_stmt *s, int column)
{
  const char *p = sqlite3_column_blob(stmt_of(s), column);
  return (ent_str){p, (size_t)sqlite3_column_bytes(stmt_of(s), column)};
}

const enti_engine enti_sqlite = {
    "sqlite", open_file, close_file, fail, exec, begin, begin_read, commit, rollback, version, set_version, read_only, check,
    loading, prepare, inserter, finalize, reset, step, changes, bind_null, bind_int, bind_real, bind_text, bind_blob, type,
    column_int, column_real, column_text, column_blob};
