/* Bringing an older store up to this program's schema. Each version has one step, which adds what that version brought;
 * steps are never changed once a program with them was released. What only reading a document anew could fill stays empty
 * (docs/formats.md). */
#include "store/store_private.h"

/* steps[v]: from version v to v + 1 */
static const char *const steps[STORE_SCHEMA] = {
    [1] = "ALTER TABLE claim ADD COLUMN aspect TEXT NOT NULL DEFAULT '';"
          "CREATE TABLE statement (document TEXT NOT NULL REFERENCES document(hash) ON DELETE CASCADE,"
          " number INTEGER NOT NULL, topic TEXT NOT NULL, attribute TEXT NOT NULL, value TEXT NOT NULL,"
          " date_start TEXT NOT NULL, date_end TEXT NOT NULL, date_basis TEXT NOT NULL, start INTEGER NOT NULL,"
          " \"end\" INTEGER NOT NULL, PRIMARY KEY (document, number)) STRICT, WITHOUT ROWID;"
          "CREATE INDEX statement_topic ON statement(topic, attribute);",
    [2] = "CREATE TABLE IF NOT EXISTS submission (hash TEXT PRIMARY KEY, record TEXT NOT NULL, submitted TEXT NOT NULL) STRICT, WITHOUT ROWID;"
          "CREATE TABLE IF NOT EXISTS dead_letter (hash TEXT PRIMARY KEY, record TEXT NOT NULL, error TEXT NOT NULL,"
          " failures INTEGER NOT NULL, died TEXT NOT NULL) STRICT, WITHOUT ROWID;"};

ent_status enti_store_migrate(ent_store *store, int from, ent_error *err)
{
  ent_status status = ENT_OK;
  for (int v = from; v < STORE_SCHEMA && status == ENT_OK; v++)
    status = enti_store_exec(store, steps[v], "migrating the schema", err);
  return status;
}
