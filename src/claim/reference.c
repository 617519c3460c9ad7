/* The view on the reference base in the pack. */
#include <entente/claim.h>

#include "claim/reference_format.h"

#include "base/fault.h"

struct ent_reference {
  const ent_pack *pack;
  const fact_record *facts;
  const id_record *ids;
  const uint32_t *index;
  size_t n_facts, n_ids;
};

static bool sections_fit(const ent_reference *r, size_t n_index)
{
  for (size_t i = 0; i < r->n_ids; i++)
    if (r->ids[i].first > n_index || r->ids[i].n > n_index - r->ids[i].first)
      return false;
  for (size_t i = 0; i < n_index; i++)
    if (r->index[i] >= r->n_facts)
      return false;
  return true;
}

ent_status ent_reference_open(const ent_pack *pack, ent_reference **ret, ent_error *err)
{
  ent_str facts = ent_pack_section(pack, "reference.facts"), ids = ent_pack_section(pack, "reference.ids");
  ent_str index = ent_pack_section(pack, "reference.index");
  ent_reference *r = enti_calloc(1, sizeof *r);
  if (!r)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  *r = (ent_reference){pack, (const fact_record *)(const void *)facts.p, (const id_record *)(const void *)ids.p,
                       (const uint32_t *)(const void *)index.p, facts.n / sizeof *r->facts, ids.n / sizeof *r->ids};
  if (sections_fit(r, index.n / sizeof *r->index)) {
    *ret = r;
    return ENT_OK;
  }
  free(r);
  return ent_fail(err, ENT_EMODEL, ENT_NO_OFFSET, "the pack's reference base is damaged; build it again");
}

void ent_reference_close(ent_reference *reference)
{
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
  return (ent_fact){ent_pack_string(p, f->subject), ent_pack_string(p, f->relation), ent_pack_string(p, f->object),
                    {f->start_day, f->start_precision}, {f->end_day, f->end_precision},
                    ent_pack_string(p, f->precision), ent_pack_string(p, f->source), ent_pack_string(p, f->note),
                    f->checked != 0};
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
