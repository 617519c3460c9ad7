/* Refuses facts about ids that are neither actors nor things, when the tables are compiled (id_check.h). */
#include "claim/id_check.h"

#include "base/fault.h"
#include "base/intern.h"
#include "base/table.h"

#include <stdio.h>
#include <unistd.h>

struct enti_id_check {
  enti_intern ids;
  bool has_actors;
};

static ent_status add_ids(enti_id_check *check, const char *path, ent_arena *arena, ent_error *err)
{
  enti_table t;
  size_t id;
  bool more = true;
  ent_status status = enti_table_open(&t, path, arena, err);
  if (status == ENT_OK)
    status = enti_table_column(&t, "id", &id, err);
  while (status == ENT_OK) {
    status = enti_table_next(&t, &more, err);
    if (status != ENT_OK || !more)
      break;
    if (enti_intern_add(&check->ids, enti_table_get(&t, id)) == UINT32_MAX)
      status = ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  }
  return status;
}

enti_id_check *enti_id_check_new(const enti_data_dirs *dirs, ent_arena *arena, ent_error *err)
{
  static const char *const files[] = {"actors/states.tsv", "actors/orgs.tsv", "reference/things.tsv"};
  enti_id_check *check = enti_calloc(1, sizeof *check);
  if (!check || !enti_intern_init(&check->ids)) {
    free(check);
    (void)ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
    return NULL;
  }
  for (size_t i = 0; i < dirs->n * 3; i++) {
    char path[4096];
    int n = snprintf(path, sizeof path, "%s/%s", dirs->dirs[i / 3], files[i % 3]);
    if (n <= 0 || (size_t)n >= sizeof path || access(path, R_OK) != 0)
      continue;
    check->has_actors = check->has_actors || i % 3 < 2;
    if (add_ids(check, path, arena, err) != ENT_OK) {
      enti_id_check_free(check);
      return NULL;
    }
  }
  return check;
}

void enti_id_check_free(enti_id_check *check)
{
  if (check)
    enti_intern_done(&check->ids);
  free(check);
}

ent_str enti_id_check_unknown(const enti_id_check *check, ent_str ids)
{
  ent_str id;
  while (check->has_actors && ent_str_split(&ids, ';', &id))
    if (id.n && enti_intern_find(&check->ids, id) == UINT32_MAX)
      return id;
  return ENT_STR_NONE;
}
