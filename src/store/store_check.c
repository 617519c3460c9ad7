/* Is the store sound, and what is in it. */
#include "store/store_private.h"

static ent_status count(ent_store *store, const char *sql, int64_t *ret, ent_error *err)
{
  enti_stmt *stmt;
  ent_status status = enti_store_prepare(store, sql, &stmt, err);
  if (status != ENT_OK)
    return status;
  if (enti_step(stmt) == ENTI_ROW)
    *ret = enti_column_int(stmt, 0);
  else
    status = enti_store_fail(store, err, "counting");
  enti_finalize(stmt);
  return status;
}

ent_status ent_store_check(ent_store *store, ent_store_health *ret, ent_error *err)
{
  ent_store_health health = {.sound = true};
  const struct {
    const char *sql;
    int64_t *count;
  } wanted[] = {{"SELECT count(*) FROM document", &health.documents},
                {"SELECT count(DISTINCT story) FROM signature", &health.stories},
                {"SELECT count(*) FROM claim", &health.claims},
                {"SELECT count(*) FROM event", &health.events},
                {"SELECT count(*) FROM tie", &health.ties}};
  ent_status status = store->engine->check(store, &health, err);
  if (status == ENT_OK)
    status = store->engine->version(store, &health.schema_version, err);
  for (size_t i = 0; i < sizeof wanted / sizeof *wanted && status == ENT_OK && health.sound; i++)
    status = count(store, wanted[i].sql, wanted[i].count, err);
  if (status == ENT_OK)
    *ret = health;
  return status;
}
