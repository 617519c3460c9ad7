/* The view on the reference base in the pack. */
#include <entente/claim.h>

#include "claim/reference_view.h"

#include "base/fault.h"

#define SECTION(r, field, count, name)                                                                                 \
  do {                                                                                                                 \
    ent_str bytes = ent_pack_section((r)->pack, name);                                                                 \
    (r)->field = (const void *)bytes.p;                                                                                \
    (r)->count = bytes.n / sizeof *(r)->field;                                                                         \
  } while (0)

static bool inside(uint32_t first, uint32_t n, size_t all)
{
  return first <= all && n <= all - first;
}

static bool sections_fit(const ent_reference *r)
{
  for (size_t i = 0; i < r->n_ids; i++)
    if (!inside(r->ids[i].first, r->ids[i].n, r->n_index))
      return false;
  for (size_t i = 0; i < r->n_index; i++)
    if (r->index[i] >= r->n_facts)
      return false;
  for (size_t i = 0; i < r->n_names; i++)
    if (!r->names[i].n || !inside(r->names[i].at, r->names[i].n, r->n_name_words))
      return false;
  for (size_t i = 0; i < r->n_frames; i++)
    if (!r->frames[i].n || !inside(r->frames[i].at, r->frames[i].n, r->n_frame_words))
      return false;
  for (size_t i = 0; i < r->n_starts; i++)
    if (r->starts[i].frame >= r->n_frames)
      return false;
  return true;
}

/* The elements of each pattern must fill its stretch exactly. */
static bool patterns_fit(const ent_reference *r)
{
  for (size_t i = 0; i < r->n_frames; i++) {
    uint32_t at = r->frames[i].at, end = at + r->frames[i].n;
    while (at < end)
      at += 1 + (r->frame_words[at] & ELEMENT_WORDS);
    if (at != end)
      return false;
  }
  return true;
}

ent_status ent_reference_open(const ent_pack *pack, ent_reference **ret, ent_error *err)
{
  ent_reference *r = enti_calloc(1, sizeof *r);
  if (!r)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  r->pack = pack;
  SECTION(r, facts, n_facts, "reference.facts");
  SECTION(r, ids, n_ids, "reference.ids");
  SECTION(r, index, n_index, "reference.index");
  SECTION(r, things, n_things, "reference.things");
  SECTION(r, names, n_names, "claim.names");
  SECTION(r, name_words, n_name_words, "claim.name_words");
  SECTION(r, frames, n_frames, "claim.frames");
  SECTION(r, frame_words, n_frame_words, "claim.frame_words");
  SECTION(r, starts, n_starts, "claim.starts");
  SECTION(r, pairs, n_pairs, "claim.pairs");
  SECTION(r, sources, n_sources, "reference.sources");
  if (sections_fit(r) && patterns_fit(r)) {
    if (ent_actors_open(pack, &r->actors, NULL) != ENT_OK)
      r->actors = NULL; /* a pack of facts alone: ids stand for names */
    *ret = r;
    return ENT_OK;
  }
  free(r);
  return ent_fail(err, ENT_EMODEL, ENT_NO_OFFSET, "the pack's reference base is damaged; build it again");
}

void ent_reference_close(ent_reference *reference)
{
  if (reference && reference->actors)
    ent_actors_close(reference->actors);
  free(reference);
}

size_t ent_reference_count(const ent_reference *reference)
{
  return reference->n_facts;
}

ent_fact ent_reference_fact(const ent_reference *reference, size_t i)
{
  const fact_record *f = &reference->facts[i];
  const ent_pack *p = reference->pack;
  return (ent_fact){
      ent_pack_string(p, f->subject),     ent_pack_string(p, f->relation), ent_pack_string(p, f->object),
      {f->start_day, f->start_precision}, {f->end_day, f->end_precision},  ent_pack_string(p, f->precision),
      ent_pack_string(p, f->source),      ent_pack_string(p, f->note),     f->checked != 0};
}

const uint32_t *ent_reference_of(const ent_reference *reference, ent_str id, size_t *ret_n)
{
  size_t low = 0, high = reference->n_ids;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    const id_record *r = &reference->ids[middle];
    int order = ent_str_cmp(ent_pack_string(reference->pack, r->id), id);
    if (order == 0) {
      *ret_n = r->n;
      return reference->index + r->first;
    }
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  *ret_n = 0;
  return NULL;
}

const ent_actors *ent_reference_actors(const ent_reference *reference)
{
  return reference->actors;
}

static ent_thing thing_of(const ent_reference *r, const thing_record *t)
{
  const ent_pack *p = r->pack;
  return (ent_thing){ent_pack_string(p, t->id),          ent_pack_string(p, t->name),   ent_pack_string(p, t->kind),
                     ent_pack_string(p, t->members),     ent_pack_string(p, t->place),  ent_pack_string(p, t->source),
                     {t->start_day, t->start_precision}, {t->end_day, t->end_precision}};
}

ent_thing enti_reference_thing(const ent_reference *reference, size_t i)
{
  return thing_of(reference, &reference->things[i]);
}

bool ent_reference_thing(const ent_reference *reference, ent_str id, ent_thing *ret)
{
  size_t low = 0, high = reference->n_things;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int order = ent_str_cmp(ent_pack_string(reference->pack, reference->things[middle].id), id);
    if (order == 0) {
      *ret = thing_of(reference, &reference->things[middle]);
      return true;
    }
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return false;
}

bool enti_reference_pair(const ent_reference *reference, uint32_t kind, ent_str a, ent_str b)
{
  for (size_t i = 0; i < reference->n_pairs; i++) /* some dozens */
    if (reference->pairs[i].kind == kind && ent_str_eq(ent_pack_string(reference->pack, reference->pairs[i].a), a) &&
        ent_str_eq(ent_pack_string(reference->pack, reference->pairs[i].b), b))
      return true;
  return false;
}

bool enti_reference_family(const ent_reference *reference, ent_str a, ent_str b)
{
  return ent_str_eq(a, b) || enti_reference_pair(reference, PAIR_SUCCESSOR, a, b) ||
         enti_reference_pair(reference, PAIR_SUCCESSOR, b, a);
}
