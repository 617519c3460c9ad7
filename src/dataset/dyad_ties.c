/* What ties two actors, and one to all others, from the facts of the reference base. The tables date an end by what ended
 * it (the day on which relations were restored), so that it is the first day without the tie. */
#include "dataset/tie_weights.h"

#include "base/vec.h"

typedef struct tie_list {
  const ent_reference *reference;
  ent_dyad_tie *items;
  size_t n, cap;
  ent_arena *arena;
} tie_list;

static ent_status add(tie_list *list, ent_dyad_tie tie, ent_error *err)
{
  if (!enti_grow(list->arena, (void **)&list->items, list->n, &list->cap, sizeof *list->items))
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  list->items[list->n++] = tie;
  return ENT_OK;
}

static ent_date later(ent_date a, ent_date b)
{
  return !ent_date_known(a) ? b : !ent_date_known(b) || a.day >= b.day ? a : b;
}

static ent_date earlier(ent_date a, ent_date b)
{
  return !ent_date_known(a) ? b : !ent_date_known(b) || a.day <= b.day ? a : b;
}

static bool meet(const ent_dyad_tie *t, ent_date start, ent_date end)
{
  return (!ent_date_known(end) || !ent_date_known(t->start) || t->start.day < end.day) &&
         (!ent_date_known(t->end) || !ent_date_known(start) || start.day < t->end.day);
}

/* Founders stand in the tables as members too, and two may have signed one treaty twice: once at a time is enough. */
static bool is_there(const tie_list *list, const ent_dyad_tie *tie)
{
  for (size_t i = 0; i < list->n; i++) {
    const ent_dyad_tie *t = &list->items[i];
    bool same = tie->shared.n ? ent_str_eq(t->shared, tie->shared)
                              : enti_tie_is_membership(&tie->fact) && enti_tie_is_membership(&t->fact) && !t->shared.n &&
                                    ent_str_eq(t->fact.object, tie->fact.object);
    if (same && ent_str_eq(t->partner, tie->partner) && meet(t, tie->start, tie->end))
      return true;
  }
  return false;
}

/* Puts a fact in as a tie of the two, where it is one. */
static ent_status add_fact(tie_list *list, const ent_fact *f, ent_str partner, ent_error *err)
{
  enti_tie_weight w = enti_tie_weigh(list->reference, f);
  if (w.weight == 0)
    return ENT_OK;
  ent_dyad_tie tie = {.start = f->start, .weight = w.weight, .fact = *f, .kind = w.kind, .partner = partner};
  tie.end = enti_tie_end(list->reference, f, &tie.replaced);
  if (ent_date_known(tie.start) && ent_date_known(tie.end) && tie.end.day <= tie.start.day)
    return ENT_OK; /* in force from the day of its signature: the tie is the treaty in force */
  return is_there(list, &tie) ? ENT_OK : add(list, tie, err);
}

/* ---- two actors ----------------------------------------------------------------------------------------------------------- */

/* Does the fact join the two: one to the other, or both as parties of a thing? */
static bool joins(const ent_fact *f, ent_str a, ent_str b)
{
  bool has_a = enti_tie_lists(f->subject, a), has_b = enti_tie_lists(f->subject, b);
  return (has_a && (has_b || ent_str_eq(f->object, b))) || (has_b && ent_str_eq(f->object, a));
}

static ent_status add_direct(tie_list *list, ent_str a, ent_str b, ent_error *err)
{
  size_t n;
  const uint32_t *facts = ent_reference_of(list->reference, a, &n);
  ent_status status = ENT_OK;
  for (size_t i = 0; i < n && status == ENT_OK; i++) {
    ent_fact f = ent_reference_fact(list->reference, facts[i]);
    if (joins(&f, a, b))
      status = add_fact(list, &f, b, err);
  }
  return status;
}

typedef struct memberships {
  ent_fact *facts;
  size_t n, cap;
} memberships;

static ent_status memberships_of(const tie_list *list, ent_str id, memberships *ret, ent_error *err)
{
  size_t n;
  const uint32_t *facts = ent_reference_of(list->reference, id, &n);
  *ret = (memberships){0};
  for (size_t i = 0; i < n; i++) {
    ent_fact f = ent_reference_fact(list->reference, facts[i]);
    if (!enti_tie_is_membership(&f) || !enti_tie_lists(f.subject, id))
      continue;
    if (!enti_grow(list->arena, (void **)&ret->facts, ret->n, &ret->cap, sizeof *ret->facts))
      return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
    ret->facts[ret->n++] = f;
  }
  return ENT_OK;
}

static ent_status add_common(tie_list *list, const ent_fact *f, const ent_fact *g, ent_str other, ent_error *err)
{
  enti_tie_weight w = enti_tie_shared(f->object);
  ent_date start = later(f->start, g->start), end = earlier(f->end, g->end);
  ent_dyad_tie tie = {start, end, w.weight, start.day == g->start.day ? *g : *f, f->object, w.kind, other, false};
  if (ent_date_known(end) && ent_date_known(start) && start.day >= end.day)
    return ENT_OK;
  return is_there(list, &tie) ? ENT_OK : add(list, tie, err);
}

/* Organisations of which both are members at once. */
static ent_status add_shared(tie_list *list, ent_str a, ent_str b, ent_error *err)
{
  memberships of_a, of_b;
  ent_status status = memberships_of(list, a, &of_a, err);
  if (status == ENT_OK)
    status = memberships_of(list, b, &of_b, err);
  for (size_t i = 0; status == ENT_OK && i < of_a.n; i++)
    for (size_t k = 0; k < of_b.n && status == ENT_OK; k++)
      if (ent_str_eq(of_a.facts[i].object, of_b.facts[k].object))
        status = add_common(list, &of_a.facts[i], &of_b.facts[k], b, err);
  return status;
}

ent_status ent_dyad_ties(const ent_reference *reference, ent_str actor, ent_str other, ent_arena *arena, ent_dyad_tie **ret,
                         size_t *ret_n, ent_error *err)
{
  tie_list list = {.reference = reference, .arena = arena};
  ent_status status = add_direct(&list, actor, other, err);
  if (status == ENT_OK)
    status = add_shared(&list, actor, other, err);
  if (status != ENT_OK)
    return status;
  *ret = list.items;
  *ret_n = list.n;
  return ENT_OK;
}

/* ---- one actor ------------------------------------------------------------------------------------------------------------ */

/* The others of a fact: who stands beside the actor as a party; or the object, where that is no thing; or the subjects. */
static ent_status add_others(tie_list *list, const ent_fact *f, ent_str actor, ent_error *err)
{
  ent_thing thing;
  ent_str ids = f->subject, id;
  bool party = enti_tie_lists(f->subject, actor);
  ent_status status = ENT_OK;
  if (party && !ent_reference_thing(list->reference, f->object, &thing))
    return ent_str_eq(f->object, actor) ? ENT_OK : add_fact(list, f, f->object, err);
  while (ids.n && status == ENT_OK && ent_str_split(&ids, ';', &id))
    if (!ent_str_eq(id, actor))
      status = add_fact(list, f, id, err);
  return status;
}

ent_status ent_actor_ties(const ent_reference *reference, ent_str actor, ent_arena *arena, ent_dyad_tie **ret, size_t *ret_n,
                          ent_error *err)
{
  tie_list list = {.reference = reference, .arena = arena};
  size_t n;
  const uint32_t *facts = ent_reference_of(reference, actor, &n);
  ent_status status = ENT_OK;
  for (size_t i = 0; i < n && status == ENT_OK; i++) {
    ent_fact f = ent_reference_fact(reference, facts[i]);
    status = add_others(&list, &f, actor, err);
  }
  if (status != ENT_OK)
    return status;
  *ret = list.items;
  *ret_n = list.n;
  return ENT_OK;
}
