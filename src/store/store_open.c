/* Opening a store: which engine answers for its address, its schema, the run. */
#include "store/store_private.h"

#include "base/fault.h"

#include <string.h>
#include <time.h>

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
  return store->engine->fail(store, err, doing);
}

ent_status enti_store_exec(ent_store *store, const char *sql, const char *doing, ent_error *err)
{
  return store->engine->exec(store, sql, doing, err);
}

ent_status enti_store_prepare(ent_store *store, const char *sql, enti_stmt **ret, ent_error *err)
{
  return store->engine->prepare(store, sql, ret, err);
}

ent_status enti_store_inserter(ent_store *store, const char *table, size_t n, enti_stmt **ret, ent_error *err)
{
  return store->engine->inserter(store, table, n, ret, err);
}

ent_status enti_store_step(ent_store *store, enti_stmt *stmt, const char *doing, ent_error *err)
{
  ent_status status = enti_step(stmt) == ENTI_DONE ? ENT_OK : enti_store_fail(store, err, doing);
  stmt->engine->reset(stmt, true);
  return status;
}

ent_status enti_store_begin(ent_store *store, ent_error *err)
{
  return store->engine->begin(store, err);
}

ent_status enti_store_end(ent_store *store, ent_status so_far, ent_error *err)
{
  if (so_far == ENT_OK)
    so_far = store->engine->commit(store, err);
  if (so_far != ENT_OK)
    store->engine->rollback(store);
  return so_far;
}

/* The schema is made in one transaction, so that a store killed in its first moment is empty or whole. Two programs may
 * make the same store at once: the version is read again under the lock. */
static ent_status bring_schema(ent_store *store, bool create, ent_error *err)
{
  const enti_engine *e = store->engine;
  int version = 0;
  ent_status status = e->version(store, &version, err);
  if (status != ENT_OK || version == STORE_SCHEMA)
    return status;
  if (version > STORE_SCHEMA)
    return ent_fail(err, ENT_EMODEL, ENT_NO_OFFSET, "store %s: schema %d is newer than this program's (%d)",
                    store->path, version, STORE_SCHEMA);
  if (!create && version == 0)
    return ent_fail(err, ENT_ESTORE, ENT_NO_OFFSET, "store %s: not a store of Entente", store->path);
  status = e->begin(store, err);
  if (status != ENT_OK)
    return status;
  status = e->version(store, &version, err);
  if (status == ENT_OK && version == 0)
    status = e->exec(store, enti_schema_sql, "making the schema", err);
  else if (status == ENT_OK && version < STORE_SCHEMA)
    status = enti_store_migrate(store, version, err);
  if (status == ENT_OK && version < STORE_SCHEMA)
    status = e->set_version(store, STORE_SCHEMA, err);
  return enti_store_end(store, status, err);
}

bool ent_store_is_address(const char *place)
{
  return strncmp(place, "postgresql://", 13) == 0 || strncmp(place, "postgres://", 11) == 0;
}

/* An address as messages show it: postgresql://user:SECRET@host/db without the secret, and no parameters. */
static char *shown(const char *place)
{
  size_t size = strlen(place) + 1;
  char *copy = enti_malloc(size);
  if (!copy)
    return NULL;
  memcpy(copy, place, size);
  if (!ent_store_is_address(place))
    return copy;
  char *user = strstr(copy, "://") + 3, *query = strchr(user, '?');
  if (query)
    *query = 0;
  char *host = strrchr(user, '@'), *colon = host ? memchr(user, ':', (size_t)(host - user)) : NULL;
  if (colon)
    memmove(colon, host, strlen(host) + 1);
  return copy;
}

static ent_status open_engine(ent_store *store, const char *place, unsigned flags, ent_error *err)
{
  store->engine = ent_store_is_address(place) ? enti_postgres() : &enti_sqlite;
  if (!store->engine)
    return ent_fail(err, ENT_EUSAGE, ENT_NO_OFFSET, "store %s: this program was built without PostgreSQL", store->path);
  ent_status status = store->engine->open(store, place, flags, err);
  if (status == ENT_OK) /* an older store is migrated even by one who only reads */
    status = bring_schema(store, (flags & ENT_STORE_CREATE) != 0, err);
  return status == ENT_OK && flags & ENT_STORE_READ_ONLY ? store->engine->read_only(store, err) : status;
}

ent_status ent_store_open(const char *path, unsigned flags, ent_store **ret, ent_error *err)
{
  ent_store *store = enti_calloc(1, sizeof *store);
  if (store) {
    store->path = shown(path);
    store->arena = ent_arena_new(0);
  }
  if (!store || !store->path || !store->arena) {
    ent_store_close(store);
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "store %s: out of memory", ent_store_is_address(path) ? "" : path);
  }
  ent_status status = open_engine(store, path, flags, err);
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
  if (store->engine)
    store->engine->close(store);
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
  enti_stmt *stmt;
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
  enti_finalize(stmt);
  return status;
}
