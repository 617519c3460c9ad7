/* Is the store sound, and what is in it. */
#include "store/store_private.h"

#include <stdio.h>
#include <string.h>

static ent_status count(ent_store *store, const char *sql, int64_t *ret, ent_error *err)
{
  sqlite3_stmt *stmt;
  ent_status status = enti_store_prepare(store, sql, &stmt, err);
  if (status != ENT_OK)
    return status;
  if (sqlite3_step(stmt) == SQLITE_ROW)
    *ret = sqlite3_column_int64(stmt, 0);
  else
    status = enti_store_fail(store, err, "counting");
  sqlite3_finalize(stmt);
  return status;
}

/* A check pragma gives no row, or the one row "ok", where all is well. */
static ent_status check(ent_store *store, const char *pragma, ent_store_health *health, ent_error *err)
{
  sqlite3_stmt *stmt;
  ent_status status = enti_store_prepare(store, pragma, &stmt, err);
  if (status != ENT_OK)
    return status;
  int rc = sqlite3_step(stmt);
  if (rc == SQLITE_ROW) {
    ent_str found = enti_store_column(stmt, 0);
    if (!ent_str_eq(found, ENT_STR("ok"))) {
      health->sound = false;
      snprintf(health->message, sizeof health->message, "%s: %.*s", pragma, ENT_STR_ARG(found));
    }
  } else if (rc != SQLITE_DONE) {
    health->sound = false;
    snprintf(health->message, sizeof health->message, "%s: %s", pragma, sqlite3_errmsg(store->db));
  }
  sqlite3_finalize(stmt);
  return ENT_OK;
}

ent_status ent_store_check(ent_store *store, ent_store_health *ret, ent_error *err)
{
  ent_store_health health = {.sound = true};
  int64_t version = 0;
  const struct {
    const char *sql;
    int64_t *count;
  } wanted[] = {{"PRAGMA user_version", &version},
                {"SELECT count(*) FROM document", &health.documents},
                {"SELECT count(DISTINCT story) FROM signature", &health.stories},
                {"SELECT count(*) FROM claim", &health.claims},
                {"SELECT count(*) FROM event", &health.events},
                {"SELECT count(*) FROM tie", &health.ties}};
  ent_status status = check(store, "PRAGMA integrity_check(1)", &health, err);
  if (status == ENT_OK && health.sound)
    status = check(store, "PRAGMA foreign_key_check", &health, err);
  for (size_t i = 0; i < sizeof wanted / sizeof *wanted && status == ENT_OK && health.sound; i++)
    status = count(store, wanted[i].sql, wanted[i].count, err);
  health.schema_version = (int)version;
  if (status == ENT_OK)
    *ret = health;
  return status;
}
