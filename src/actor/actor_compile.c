/* All tables of the actor room, in the order in which they refer to each other (actor_compile.h). */
#include "actor/actor_compile.h"

#include "actor/actor_builder.h"
#include "actor/petrarch.h"

#include <errno.h>
#include <glob.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef ent_status (*reader)(enti_builder *b, const char *path, ent_error *err);

/* One pattern in all folders; in the project's own folder (the first) at least one file must be there if needed. */
static ent_status read_all(enti_builder *b, const enti_data_dirs *dirs, const char *pattern, bool needed, reader read,
                           ent_error *err)
{
  ent_status status = ENT_OK;
  for (size_t i = 0; status == ENT_OK && i < dirs->n; i++) {
    char path[4096];
    if ((size_t)snprintf(path, sizeof path, "%s/%s", dirs->dirs[i], pattern) >= sizeof path)
      return ent_fail(err, ENT_ELIMIT, ENT_NO_OFFSET, "%s: the path is too long", dirs->dirs[i]);
    glob_t found = {0};
    int rc = glob(path, 0, NULL, &found); /* in order of name */
    if (rc == GLOB_NOSPACE)
      status = ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "%s: out of memory", path);
    else if (rc != 0 && needed && i == 0)
      status = ent_fail(err, ENT_ENOTFOUND, ENT_NO_OFFSET, "%s: not found", path);
    for (size_t k = 0; rc == 0 && status == ENT_OK && k < found.gl_pathc; k++)
      status = read(b, found.gl_pathv[k], err);
    globfree(&found);
  }
  return status;
}

ent_status enti_actor_compile_with(enti_packer *packer, const enti_data_dirs *dirs, const enti_petrarch_files *petrarch,
                                   ent_error *err)
{
  static const struct { const char *pattern; bool needed; reader read; } tables[] = {
      {"actors/states.tsv", true, enti_read_states},
      {"actors/state_homes.tsv", false, enti_read_state_homes},
      {"actors/orgs.tsv", false, enti_read_orgs},
      {"actors/state_names.tsv", true, enti_read_state_names},
      {"actors/org_names.tsv", false, enti_read_org_names},
      {"actors/people*.tsv", false, enti_read_people},
      {"actors/roles.tsv", false, enti_read_roles},
      {"actors/cues.tsv", false, enti_read_cues},
      {"actors/not_actors.tsv", false, enti_read_not_actors},
      {"actors/place_eras.tsv", false, enti_read_place_eras},
      {"actors/places_*.tsv", false, enti_read_places},
      {"reference/memberships.tsv", false, enti_read_memberships},
  };
  enti_builder b;
  ent_status status = enti_builder_init(&b, packer, err);
  for (size_t i = 0; status == ENT_OK && i < sizeof tables / sizeof *tables; i++)
    status = read_all(&b, dirs, tables[i].pattern, tables[i].needed, tables[i].read, err);
  if (status == ENT_OK && petrarch)
    status = enti_petrarch_read(&b, petrarch, err);
  if (status == ENT_OK)
    status = enti_builder_write(&b, err);
  enti_builder_done(&b);
  return status;
}

ent_status enti_actor_compile(enti_packer *packer, const enti_data_dirs *dirs, ent_error *err)
{
  return enti_actor_compile_with(packer, dirs, dirs->petrarch, err);
}
