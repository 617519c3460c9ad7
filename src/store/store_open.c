/* Opening a store: making it, its folders, its schema; the settings that SQLite needs to be safe and fast. */
#include "store/store_private.h"

#include "base/fault.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* The schema's text, taken in whole by the assembler; ended by a NUL. */
__asm__(".section .rodata\n"
        ".global enti_schema_sql\n"
        ".hidden enti_schema_sql\n"
        "enti_schema_sql:\n"
        ".incbin \"" ENT_SCHEMA_FILE "\"\n"
        ".byte 0\n"
        ".section .text\n");
extern const char enti_schema_sql[];

ent_status enti_store_fail(const ent_store *store, ent_error *err, const char *doing)
{
  int code = sqlite3_errcode(store->db) & 0xff;
  ent_status status = code == SQLITE_NOMEM ? ENT_ENOMEM : code == SQLITE_IOERR || code == SQLITE_FULL ? ENT_EIO : ENT_ESTORE;
  const char *hint = code == SQLITE_BUSY ? " (another program is writing to it)" : "";
  return ent_fail(err, status, ENT_NO_OFFSET, "store %s: %s: %s%s", store->path, doing, sqlite3_errmsg(store->db), hint);
}

ent_status enti_store_exec(ent_store *store, const char *sql, const char *doing, ent_error *err)
{
  return sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK ? ENT_OK : enti_store_fail(store, err, doing);
}

ent_status enti_store_prepare(ent_store *store, const char *sql, sqlite3_stmt **ret, ent_error *err)
{
  if (sqlite3_prepare_v2(store->db, sql, -1, ret, NULL) == SQLITE_OK)
    return ENT_OK;
  return enti_store_fail(store, err, "preparing a statement");
}

ent_status enti_store_step(ent_store *store, sqlite3_stmt *stmt, const char *doing, ent_error *err)
{
  ent_status status = sqlite3_step(stmt) == SQLITE_DONE ? ENT_OK : enti_store_fail(store, err, doing);
  sqlite3_reset(stmt);
  sqlite3_clear_bindings(stmt);
  return status;
}

void enti_store_bind(sqlite3_stmt *stmt, int parameter, ent_str s)
{
  sqlite3_bind_text64(stmt, parameter, s.p ? s.p : "", s.n, SQLITE_STATIC, SQLITE_UTF8);
}

ent_str enti_store_column(sqlite3_stmt *stmt, int column)
{
  const char *p = (const char *)sqlite3_column_text(stmt, column);
  return (ent_str){p, (size_t)sqlite3_column_bytes(stmt, column)};
}

static ent_status pragma_number(ent_store *store, const char *sql, int *ret, ent_error *err)
{
  sqlite3_stmt *stmt;
  ent_status status = enti_store_prepare(store, sql, &stmt, err);
  if (status != ENT_OK)
    return status;
  if (sqlite3_step(stmt) == SQLITE_ROW)
    *ret = sqlite3_column_int(stmt, 0);
  else
    status = enti_store_fail(store, err, sql);
  sqlite3_finalize(stmt);
  return status;
}

static ent_status make_schema(ent_store *store, ent_error *err)
{
  ent_status status = enti_store_exec(store, enti_schema_sql, "making the schema", err);
  return status == ENT_OK ? enti_store_exec(store, "PRAGMA user_version = " STORE_SCHEMA_TEXT, "making the schema", err)
                          : status;
}

/* The schema is made in one transaction, so that a store killed in its first moment is empty or whole. Two programs may
 * make the same store at once: the version is read again under the lock. */
static ent_status bring_schema(ent_store *store, bool create, ent_error *err)
{
  int version = 0;
  ent_status status = pragma_number(store, "PRAGMA user_version", &version, err);
  if (status != ENT_OK || version == STORE_SCHEMA)
    return status;
  if (version > STORE_SCHEMA)
    return ent_fail(err, ENT_EMODEL, ENT_NO_OFFSET, "store %s: schema %d is newer than this program's (%d)",
                    store->path, version, STORE_SCHEMA);
  if (!create && version == 0)
    return ent_fail(err, ENT_ESTORE, ENT_NO_OFFSET, "store %s: not a store of Entente", store->path);
  status = enti_store_exec(store, "BEGIN IMMEDIATE", "making the schema", err);
  if (status != ENT_OK)
    return status;
  status = pragma_number(store, "PRAGMA user_version", &version, err);
  if (status == ENT_OK && version == 0)
    status = make_schema(store, err);
  else if (status == ENT_OK && version < STORE_SCHEMA)
    status = enti_store_migrate(store, version, err);
  if (status == ENT_OK)
    status = enti_store_exec(store, "COMMIT", "making the schema", err);
  else
    sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
  return status;
}

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

/* Durable against kill at any moment (WAL); NORMAL may lose the last transactions, never the order, in a power cut.
 * Large pages (of new stores): datasets load a fifth faster. */
static const char settings[] = "PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;"
                               "PRAGMA cache_size = -32768; PRAGMA mmap_size = 268435456; PRAGMA secure_delete = OFF;"
                               "PRAGMA temp_store = MEMORY;";
static const char read_settings[] = "PRAGMA foreign_keys = ON; PRAGMA mmap_size = 268435456;";

static ent_status open_database(ent_store *store, unsigned flags, ent_error *err)
{
  bool create = flags & ENT_STORE_CREATE;
  int mode = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (create ? SQLITE_OPEN_CREATE : 0);
  if (!create && access(store->path, F_OK) != 0)
    return ent_fail(err, ENT_ENOTFOUND, ENT_NO_OFFSET, "there is no store at %s (`entente add` makes one)", store->path);
  ent_status status = create ? make_folders(store->path, err) : ENT_OK;
  if (status != ENT_OK)
    return status;
  bool read_only = (flags & ENT_STORE_READ_ONLY) != 0;
  int rc = sqlite3_open_v2(store->path, &store->db, mode, NULL);
  if (rc != SQLITE_OK && read_only) { /* a store on a medium that cannot be written */
    sqlite3_close(store->db);
    rc = sqlite3_open_v2(store->path, &store->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL);
  }
  if (!store->db)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "store %s: out of memory", store->path);
  if (rc != SQLITE_OK)
    return enti_store_fail(store, err, "opening");
  sqlite3_busy_timeout(store->db, 60000);
  status = enti_store_exec(store, read_only ? read_settings : settings, "opening", err);
  if (status == ENT_OK)
    status = bring_schema(store, create, err); /* an older store is migrated even by one who only reads */
  return status == ENT_OK && read_only ? enti_store_exec(store, "PRAGMA query_only = ON", "opening", err) : status;
}

ent_status ent_store_open(const char *path, unsigned flags, ent_store **ret, ent_error *err)
{
  ent_store *store = enti_calloc(1, sizeof *store);
  if (store) {
    store->path = strdup(path);
    store->arena = ent_arena_new(0);
  }
  if (!store || !store->path || !store->arena) {
    ent_store_close(store);
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "store %s: out of memory", path);
  }
  ent_status status = open_database(store, flags, err);
  if (status == ENT_OK)
    *ret = store;
  else
    ent_store_close(store);
  return status;
}

void ent_store_close(ent_store *store)
{
  if (!store)
    return;
  sqlite3_close(store->db);
  ent_arena_free(store->arena);
  free(store->path);
  free(store);
}

ent_status ent_store_default_path(ent_arena *arena, ent_str *ret, ent_error *err)
{
  const char *given = getenv("ENTENTE_STORE"), *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
  ent_str path;
  if (given && *given)
    path = ent_arena_str(arena, ent_str_of(given));
  else if (data && *data == '/') /* the XDG specification: a relative path is invalid and to be ignored */
    path = ent_arena_printf(arena, "%s/entente/entente.db", data);
  else if (home && *home)
    path = ent_arena_printf(arena, "%s/.local/share/entente/entente.db", home);
  else
    return ent_fail(err, ENT_EUSAGE, ENT_NO_OFFSET, "no place for the store: set ENTENTE_STORE, or give --store PATH");
  if (!path.p)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  *ret = path;
  return ENT_OK;
}

ent_status ent_store_begin_run(ent_store *store, ent_str program, ent_str data, ent_str grammar, ent_error *err)
{
  sqlite3_stmt *stmt;
  char started[32];
  time_t t = time(NULL);
  struct tm utc;
  strftime(started, sizeof started, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&t, &utc));
  store->program = ent_arena_str(store->arena, program);
  store->data = ent_arena_str(store->arena, data);
  ent_status status = enti_store_prepare(
      store, "INSERT INTO run(started, program, data, grammar) VALUES (?1, ?2, ?3, ?4)", &stmt, err);
  if (status != ENT_OK)
    return status;
  enti_store_bind(stmt, 1, ent_str_of(started));
  enti_store_bind(stmt, 2, program);
  enti_store_bind(stmt, 3, data);
  enti_store_bind(stmt, 4, grammar);
  status = enti_store_step(store, stmt, "noting the run", err);
  sqlite3_finalize(stmt);
  return status;
}
