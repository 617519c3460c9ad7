/* The document's own small helpers. */
#include <entente/document.h>

#include "base/vec.h"

ent_document *ent_document_new(void)
{
  ent_arena *arena = ent_arena_new(0);
  ent_document *doc = arena ? ent_arena_alloc(arena, sizeof *doc) : NULL;
  if (doc)
    doc->arena = arena;
  else
    ent_arena_free(arena);
  return doc;
}

void ent_document_free(ent_document *doc)
{
  if (doc && doc->holders)
    doc->holders--;
  else if (doc)
    ent_arena_free(doc->arena);
}

void ent_document_hold(ent_document *doc)
{
  doc->holders++;
}

ent_claim *ent_claim_add(ent_document *doc)
{
  void *claims = doc->claims;
  if (!enti_grow(doc->arena, &claims, doc->n_claims, &doc->cap_claims, sizeof *doc->claims))
    return NULL;
  doc->claims = claims;
  ent_claim *claim = &doc->claims[doc->n_claims++];
  *claim = (ent_claim){.trigger = ENT_NONE};
  return claim;
}

ent_claim *ent_aside_add(ent_document *doc)
{
  void *asides = doc->asides;
  if (!enti_grow(doc->arena, &asides, doc->n_asides, &doc->cap_asides, sizeof *doc->asides))
    return NULL;
  doc->asides = asides;
  ent_claim *aside = &doc->asides[doc->n_asides++];
  *aside = (ent_claim){.trigger = ENT_NONE};
  return aside;
}

ent_date ent_document_day(const ent_document *doc)
{
  return doc->date_basis == ENT_BASIS_FILE ? ENT_NO_DATE : doc->date;
}

uint64_t ent_document_original(const ent_document *doc, uint32_t offset)
{
  size_t low = 0, high = doc->n_map; /* the last piece that begins at or before offset */
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (doc->map[middle].at <= offset)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == 0)
    return offset; /* no map: text is the original */
  const ent_map_piece *piece = &doc->map[low - 1];
  uint64_t made = (low < doc->n_map ? doc->map[low].at : doc->text.n) - piece->at; /* bytes of text of this piece */
  uint64_t into = offset - piece->at;
  return into >= made ? piece->from + piece->n : piece->from + into * piece->n / made;
}
