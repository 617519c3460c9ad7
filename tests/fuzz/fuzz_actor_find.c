/* Finding actors: any text gives mentions in order that do not overlap, within their sentences (F1, F2), with actors or
 * a flag that says why there are none. The first two bytes choose the document's date. With the real pack, from
 * ENTENTE_PACK (without it nothing is tested). Reaches ent_actors_find, ent_actors_resolve. */
#include <entente/actor.h>
#include <entente/text.h>

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(int condition)
{
  if (!condition)
    abort();
}

static const ent_actors *open_actors(const ent_pack **ret_pack)
{
  static ent_pack *pack;
  static ent_actors *actors;
  const char *path = getenv("ENTENTE_PACK");
  if (!actors && path && ent_pack_open(path, &pack, NULL) == ENT_OK)
    check(ent_actors_open(pack, &actors, NULL) == ENT_OK);
  *ret_pack = pack;
  return actors;
}

static void check_mention(const ent_document *doc, const ent_mention *m)
{
  check(m->first <= m->last && m->last < doc->n_tokens && m->head >= m->first && m->head <= m->last);
  check(doc->tokens[m->first].sentence == doc->tokens[m->last].sentence);
  check(m->start == doc->tokens[m->first].start && m->end == doc->tokens[m->last].end);
  check(m->via != NULL && m->confidence >= 0.0f && m->confidence <= 1.0f);
  check(m->n_actors || (m->flags & (ENT_MENTION_NOT_ACTOR | ENT_MENTION_UNRESOLVED)));
  check(m->antecedent == ENT_NONE || m->antecedent < doc->n_mentions);
  for (uint32_t i = 0; i < m->n_actors; i++)
    check(m->actors[i].id.n > 0);
}

static void check_mentions(const ent_document *doc)
{
  for (size_t i = 0; i < doc->n_mentions; i++) {
    check_mention(doc, &doc->mentions[i]);
    check(i == 0 || doc->mentions[i].first > doc->mentions[i - 1].last);
  }
  for (size_t t = 0; t < doc->n_tokens; t++) {
    uint32_t m = doc->mention_of[t];
    check(m == ENT_NONE || (doc->mentions[m].first <= t && t <= doc->mentions[m].last));
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  const ent_pack *pack;
  const ent_actors *actors = open_actors(&pack);
  if (!actors || size < 3 || size > 20000)
    return 0;
  ent_str text = {(const char *)data + 2, size - 2};
  if (ent_utf8_valid(text) != text.n)
    return 0;
  ent_document doc = {.arena = ent_arena_new(0), .text = text, .date = ent_date_make(1900 + data[0] % 130, data[1] % 13, 0)};
  check(ent_text_split(&doc, pack, NULL) == ENT_OK && ent_text_times(&doc, NULL) == ENT_OK);
  check(ent_actors_find(actors, &doc, NULL) == ENT_OK);
  check_mentions(&doc);
  const ent_actor_reading *readings;
  size_t n;
  check(ent_actors_resolve(actors, text, doc.date, doc.arena, &readings, &n, NULL) == ENT_OK);
  ent_arena_free(doc.arena);
  return 0;
}
