/* Which documents contradict each other: steps of one tie that cannot both be true (timeline_course.c), told by different
 * stories. Hosts and numbers are in conflicts_said.c. */
#include "store/conflicts.h"

#include "base/vec.h"

ent_conflict *enti_conflict_add(enti_conflicts *list)
{
  if (!enti_grow(list->arena, (void **)&list->items, list->n, &list->cap, sizeof *list->items))
    return NULL;
  list->items[list->n] = (ent_conflict){0};
  return &list->items[list->n++];
}

bool enti_other_story(const ent_step_claim *a, size_t n_a, const ent_step_claim *b, size_t n_b)
{
  for (size_t i = 0; i < n_a; i++)
    for (size_t k = 0; k < n_b; k++)
      if (!ent_str_eq(a[i].story, b[k].story))
        return true;
  return false;
}

ent_str enti_period_text(ent_arena *arena, ent_date from, ent_date to)
{
  char a[16], b[16];
  ent_date_format(from, a);
  ent_date_format(to, b);
  return ent_arena_printf(arena, "%s%s%s", a, *b ? " to " : "", b);
}

/* As the documents have it (by the finest of their own dates), or as the base does. */
static ent_str words_of(ent_arena *arena, const ent_step *s, bool of_base)
{
  const ent_step_claim *finest = NULL;
  for (size_t i = 0; i < s->n_claims && !s->as_of && !of_base; i++)
    if (!finest || s->claims[i].from.precision > finest->from.precision)
      finest = &s->claims[i];
  bool own = finest && ent_date_known(finest->from);
  ent_str when = enti_period_text(arena, own ? finest->from : s->from, own ? ENT_NO_DATE : s->to);
  return ent_arena_printf(arena, "%s %.*s%s%.*s", ent_step_text(s->what), ENT_STR_ARG(s->code), s->as_of ? " as of " : " ",
                          ENT_STR_ARG(when));
}

/* What the base says: the steps that it tells of in the same dispute, else the beginning of the same thing. */
static const ent_step *known_step(const ent_tie *tie, const ent_step *a)
{
  for (size_t i = 0; i < tie->n_steps; i++)
    if (tie->steps[i].n_facts && tie->steps[i].dispute == a->dispute && a->dispute)
      return &tie->steps[i];
  for (size_t i = 0; i < tie->n_steps; i++)
    if (tie->steps[i].n_facts && ent_str_eq(tie->steps[i].code, a->code))
      return &tie->steps[i];
  return NULL;
}

static bool add_pair(enti_conflicts *list, const ent_tie *tie, const ent_step *a, const ent_step *b)
{
  const char *why = enti_steps_clash(tie, a, b);
  if (!why || !enti_other_story(a->claims, a->n_claims, b->claims, b->n_claims))
    return true;
  const ent_step *known = known_step(tie, a);
  ent_conflict *c = enti_conflict_add(list);
  if (!c)
    return false;
  *c = (ent_conflict){.why = why, .family = tie->family, .source = tie->source, .target = tie->target,
                      .said_a = words_of(list->arena, a, false), .said_b = words_of(list->arena, b, false), .a = a->claims, .b = b->claims,
                      .n_a = a->n_claims, .n_b = b->n_claims, .support_a = a->support, .support_b = b->support};
  if (known) {
    c->reference = words_of(list->arena, known, true);
    c->reference_source = known->facts[0].source;
  }
  return c->said_a.p && c->said_b.p;
}

static bool add_tie(enti_conflicts *list, const ent_tie *tie)
{
  bool ok = true;
  for (size_t i = 0; i < tie->n_steps && ok; i++) {
    if (!tie->steps[i].dispute || !tie->steps[i].n_claims) /* whatever clashes is in a dispute */
      continue;
    for (size_t k = i + 1; k < tie->n_steps && ok; k++)
      if (tie->steps[k].dispute == tie->steps[i].dispute && tie->steps[k].n_claims)
        ok = add_pair(list, tie, &tie->steps[i], &tie->steps[k]);
  }
  return ok;
}

static ent_status fill_evidence(ent_store *store, enti_conflicts *list, ent_error *err)
{
  ent_status status = ENT_OK;
  for (size_t i = 0; i < list->n && status == ENT_OK; i++) {
    ent_conflict *c = &list->items[i];
    status = enti_timeline_evidence(store, (ent_step_claim *)c->a, c->n_a, list->arena, err);
    if (status == ENT_OK)
      status = enti_timeline_evidence(store, (ent_step_claim *)c->b, c->n_b, list->arena, err);
  }
  return status;
}

ent_status ent_store_conflicts(ent_store *store, const ent_reference *reference, ent_arena *arena, const ent_conflict **ret,
                               size_t *ret_n, ent_error *err)
{
  const ent_timeline_query everything = {0};
  enti_assertions said = {.arena = arena, .reference = reference, .query = &everything};
  enti_conflicts list = {.arena = arena, .reference = reference};
  ent_timeline all = {0};
  ent_status status = enti_timeline_all(store, &said, &all, err);
  for (size_t i = 0; i < all.n && status == ENT_OK; i++)
    if (!add_tie(&list, &all.ties[i]))
      status = ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "store %s: out of memory", store->path);
  if (status == ENT_OK)
    status = enti_conflicts_said(store, &list, err);
  if (status == ENT_OK)
    status = fill_evidence(store, &list, err);
  if (status == ENT_OK) {
    *ret = list.items;
    *ret_n = list.n;
  }
  return status;
}
