/* PETRARCH dictionaries: any bytes are read to the end, bad lines are told, and what was read makes a pack that opens
 * and finds. The first byte chooses actors or agents. Reaches enti_petrarch_actors, enti_petrarch_agents. */
#include "actor/actor_builder.h"
#include "actor/petrarch.h"

#include <entente/actor.h>
#include <entente/text.h>

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(int condition)
{
  if (!condition)
    abort();
}

static void told(void *context, const char *line)
{
  check(strstr(line, "dict:") != NULL); /* names its file */
  ++*(size_t *)context;
}

/* The text of the dictionary itself is full of its own names. */
static void find(enti_packer *packer, ent_str bytes)
{
  ent_pack *pack = NULL;
  ent_actors *actors = NULL;
  ent_document doc = {.arena = ent_arena_new(0), .date = ent_date_make(1999, 1, 1)};
  check(enti_packer_open(packer, &pack, NULL) == ENT_OK);
  check(ent_actors_open(pack, &actors, NULL) == ENT_OK);
  doc.text = bytes;
  if (ent_utf8_valid(bytes) == bytes.n && ent_text_split(&doc, pack, NULL) == ENT_OK) {
    check(ent_actors_find(actors, &doc, NULL) == ENT_OK);
    for (size_t i = 0; i < doc.n_mentions; i++)
      check(doc.mentions[i].last < doc.n_tokens && (i == 0 || doc.mentions[i].first > doc.mentions[i - 1].last));
  }
  ent_arena_free(doc.arena);
  ent_actors_close(actors);
  ent_pack_close(pack);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  if (size == 0 || size > 20000)
    return 0;
  size_t lines = 0;
  const enti_petrarch_files files = {.warn = told, .context = &lines};
  ent_str bytes = {(const char *)data + 1, size - 1};
  enti_packer *packer = enti_packer_new();
  enti_builder b;
  ent_error err = {0};
  check(packer && enti_builder_init(&b, packer, &err) == ENT_OK);
  ent_status status = data[0] & 1 ? enti_petrarch_agents(&b, ENT_STR("dict"), bytes, &files, &err)
                                  : enti_petrarch_actors(&b, ENT_STR("dict"), bytes, &files, &err);
  check(status == ENT_OK);
  check(enti_builder_write(&b, &err) == ENT_OK);
  enti_builder_done(&b);
  find(packer, bytes);
  enti_packer_free(packer);
  return 0;
}
