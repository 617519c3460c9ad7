/* Damaged actor sections: opening gives an error or a view that never leads outside of them, whatever they hold. The
 * input is cut into the sections, sizes first. Reaches ent_actors_open and every reader behind it. */
#include <entente/actor.h>
#include <entente/text.h>

#include "actor/actor_format.h"
#include "base/packer.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct { const char *name; size_t record; } sections[] = {
    {"actor.first", 4}, {"actor.edges", sizeof(enti_edge)}, {"actor.nodes", sizeof(enti_node)},
    {"actor.forms", sizeof(enti_form)}, {"actor.actors", sizeof(enti_actor)}, {"actor.byid", 4},
    {"actor.spans", sizeof(enti_span)}, {"actor.people", sizeof(enti_person)}, {"actor.offices", sizeof(enti_office)},
    {"actor.groups", 4}, {"actor.members", sizeof(enti_member)}};
#define N_SECTIONS (sizeof sections / sizeof *sections)

static const char text[] = "The Red Blue said it met Green, the president of Black (RED). They agreed; the North refused. RED BLUE.";

static void use(const ent_pack *pack, const ent_actors *actors)
{
  ent_arena *arena = ent_arena_new(0);
  ent_document doc = {.arena = arena, .text = {text, sizeof text - 1}, .date = ent_date_make(2000, 1, 1)};
  if (ent_text_split(&doc, pack, NULL) != ENT_OK || ent_actors_find(actors, &doc, NULL) != ENT_OK)
    abort();
  const ent_actor_reading *readings;
  size_t n;
  ent_actor_info info;
  if (ent_actors_resolve(actors, ENT_STR("red blue"), doc.date, arena, &readings, &n, NULL) != ENT_OK)
    abort();
  if (ent_actors_resolve(actors, ENT_STR("cow:1"), doc.date, arena, &readings, &n, NULL) != ENT_OK)
    abort();
  ent_actors_info(actors, ENT_STR("red"), doc.date, &info);
  ent_actors_is_member(actors, ENT_STR("red"), ENT_STR("blue"), doc.date);
  ent_arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static const char *const words[] = {"red", "blue", "green", "black", "it", "they", "the", "north", "president", "of"};
  if (size < N_SECTIONS || size > 1 << 16)
    return 0;
  enti_packer *packer = enti_packer_new();
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    enti_packer_word(packer, ent_str_of(words[i]));
  const uint8_t *at = data + N_SECTIONS;
  size_t left = size - N_SECTIONS;
  for (size_t i = 0; i < N_SECTIONS; i++) {
    size_t n = data[i] % 32 * sections[i].record;
    n = n < left ? n : left / sections[i].record * sections[i].record;
    ent_buf_add(enti_packer_section(packer, sections[i].name), at, n);
    at += n;
    left -= n;
  }
  ent_pack *pack = NULL;
  ent_actors *actors = NULL;
  if (enti_packer_open(packer, &pack, NULL) == ENT_OK && ent_actors_open(pack, &actors, NULL) == ENT_OK)
    use(pack, actors);
  ent_actors_close(actors);
  ent_pack_close(pack);
  enti_packer_free(packer);
  return 0;
}
