/* A pack of the text and actor rooms' tables, compiled in memory, and documents read with it. */
#ifndef ACTOR_FIXTURE_H
#define ACTOR_FIXTURE_H

#include "actor/actor_compile.h"
#include "text/text_compile.h"

#include <entente/actor.h>
#include <entente/text.h>

typedef struct actor_fixture {
  ent_pack *pack;
  ent_actors *actors;
} actor_fixture;

static inline ent_status actor_fixture_open(actor_fixture *x, const char *const *dirs, size_t n_dirs,
                                            const enti_petrarch_files *petrarch, ent_error *err)
{
  *x = (actor_fixture){0};
  enti_packer *packer = enti_packer_new();
  const enti_data_dirs data = {.dirs = dirs, .n = n_dirs};
  ent_status status = packer ? enti_text_compile(packer, &(enti_data_dirs){.dirs = dirs, .n = 1}, err)
                             : ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  if (status == ENT_OK)
    status = enti_actor_compile_with(packer, &data, petrarch, err);
  if (status == ENT_OK)
    status = enti_packer_open(packer, &x->pack, err);
  if (status == ENT_OK)
    status = ent_actors_open(x->pack, &x->actors, err);
  enti_packer_free(packer);
  return status;
}

static inline void actor_fixture_close(actor_fixture *x)
{
  ent_actors_close(x->actors);
  ent_pack_close(x->pack);
}

/* Splits, dates and finds; doc->arena must be there. The first `title` bytes are its headline (0: none). */
static inline ent_status actor_fixture_read(const actor_fixture *x, ent_document *doc, ent_error *err)
{
  ent_status status = ent_text_split(doc, x->pack, err);
  if (status == ENT_OK)
    status = ent_text_times(doc, err);
  return status == ENT_OK ? ent_actors_find(x->actors, doc, err) : status;
}

#endif
