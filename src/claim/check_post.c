/* Where an operation is at work: "UNMISS is deployed in South Sudan". */
#include "claim/meeting.h"
#include "claim/verdict.h"

/* Known places of the operation: how many, and whether one is the state. */
static size_t places(const enti_scene *s, const ent_thing *op, ent_str state, bool *ret_there, ent_str *ret_one)
{
  size_t n, found = 0;
  const uint32_t *facts = ent_reference_of(s->ref, op->id, &n);
  *ret_there = false;
  for (size_t i = 0; i < n; i++) {
    ent_fact f = ent_reference_fact(s->ref, facts[i]);
    if (!ent_str_eq(f.relation, ENT_STR("held-in")) || !ent_str_eq(f.subject, op->id))
      continue;
    *ret_there = *ret_there || enti_reference_family(s->ref, f.object, state) || enti_reference_family(s->ref, state, f.object);
    *ret_one = f.object;
    found++;
  }
  return found;
}

/* Operations that work in several states, or of which only a part is known, are never called elsewhere. */
void enti_check_post(enti_scene *s, const enti_hit *hit)
{
  ent_thing op;
  ent_str known = ENT_STR_NONE;
  enti_place place;
  bool there, placed = false;
  if (enti_negated(s, hit->anchor) || !enti_find_operation(s, hit->anchor, &op))
    return;
  for (uint32_t t = hit->last + 1; t < s->end && t <= hit->last + 4 && !placed; t++)
    placed = enti_place_at(s, t, &place);
  if (!placed || !place.state.n)
    return;
  size_t n = places(s, &op, place.state, &there, &known);
  if (!n || (!there && (n > 1 || place.city.n)))
    return;
  ent_finding *f = enti_finding_add(s, there ? ENT_CONSISTENT : ENT_CONTRADICTED, "host", hit->anchor, hit->rule);
  if (!f)
    return;
  ent_str said = enti_name_of(s, place.state), where = enti_name_of(s, there ? place.state : known);
  f->value_in_text = enti_printf(s, "%.*s in %.*s", ENT_STR_ARG(op.name), ENT_STR_ARG(said));
  f->value_reference = enti_printf(s, "%.*s in %.*s", ENT_STR_ARG(op.name), ENT_STR_ARG(where));
  f->ref_source = op.source;
}
