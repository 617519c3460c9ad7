/* What ties two actors, from the facts of the reference base: each with a weight that is a judgement, and said to be
 * one (docs/datasets.md). The tables date an end by what ended it (the day on which relations were restored), so that it
 * is the first day without the tie. */
#include <entente/dataset.h>

#include "base/vec.h"

static const struct { const char *relation; double weight; } weights[] = {
    {"member-of", 4},          {"founding-member-of", 4}, {"partner-of", 1},     {"status-in", 1},
    {"dialogue-with", 0.5},    {"candidate-of", 0.5},     {"observer-of", 0.5},  {"mission-to", 0.5},
    {"signed-accession", 0.5}, {"in-force", 1},           {"base-in", 1},        {"diplomatic-relations-with", 0.5},
    {"restored-relations-with", 0.5},
    {"recognised", 0.25},      {"broke-relations-with", -3}, {"at-war-with", -5}, {"sanctioned", -2}};

#define SHARED 0.25  /* members of the same organisation */
#define SIGNED 0.5   /* a treaty of the two alone */
#define SUPPLIED 0.5 /* arms, as long as the contract runs */

static double weight_of(ent_str relation)
{
  for (size_t i = 0; i < sizeof weights / sizeof *weights; i++)
    if (ent_str_eq(relation, ent_str_of(weights[i].relation)))
      return weights[i].weight;
  return 0;
}

static bool lists(ent_str ids, ent_str id)
{
  ent_str one;
  while (ids.n && ent_str_split(&ids, ';', &one))
    if (ent_str_eq(one, id))
      return true;
  return false;
}

/* What depends on more than the relation: a signature counts where nobody else signed, arms where an end is known. */
static double weight_of_fact(const ent_fact *f)
{
  if (ent_str_eq(f->relation, ENT_STR("signed"))) {
    size_t n = 1;
    for (size_t i = 0; i < f->subject.n; i++)
      n += f->subject.p[i] == ';';
    return n == 2 ? SIGNED : 0;
  }
  if (ent_str_eq(f->relation, ENT_STR("supplied-arms-to")))
    return ent_date_known(f->end) ? SUPPLIED : 0;
  return weight_of(f->relation);
}

/* Does the fact join the two: one to the other, or both as parties of a thing? */
static bool joins(const ent_fact *f, ent_str a, ent_str b)
{
  bool has_a = lists(f->subject, a), has_b = lists(f->subject, b);
  return (has_a && (has_b || ent_str_eq(f->object, b))) || (has_b && ent_str_eq(f->object, a));
}

static bool is_membership(const ent_fact *f)
{
  return ent_str_eq(f->relation, ENT_STR("member-of")) || ent_str_eq(f->relation, ENT_STR("founding-member-of"));
}

typedef struct tie_list {
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

/* Signing an accession ties until the membership that follows. */
static ent_date end_of(const ent_fact *f, const ent_reference *r, const uint32_t *facts, size_t n)
{
  if (!ent_str_eq(f->relation, ENT_STR("signed-accession")))
    return f->end;
  for (size_t i = 0; i < n; i++) {
    ent_fact g = ent_reference_fact(r, facts[i]);
    if (is_membership(&g) && ent_str_eq(g.object, f->object) && lists(g.subject, f->subject) && g.start.day >= f->start.day)
      return g.start;
  }
  return f->end;
}

static ent_status add_direct(tie_list *list, const ent_reference *r, ent_str a, ent_str b, ent_error *err)
{
  size_t n;
  const uint32_t *facts = ent_reference_of(r, a, &n);
  ent_status status = ENT_OK;
  for (size_t i = 0; i < n && status == ENT_OK; i++) {
    ent_fact f = ent_reference_fact(r, facts[i]);
    double weight = weight_of_fact(&f);
    if (weight != 0 && joins(&f, a, b))
      status = add(list, (ent_dyad_tie){f.start, end_of(&f, r, facts, n), weight, f, ENT_STR_NONE}, err);
  }
  return status;
}

static ent_date later(ent_date a, ent_date b)
{
  return !ent_date_known(a) ? b : !ent_date_known(b) || a.day >= b.day ? a : b;
}

static ent_date earlier(ent_date a, ent_date b)
{
  return !ent_date_known(a) ? b : !ent_date_known(b) || a.day <= b.day ? a : b;
}

/* Founders stand in the tables as members too: one organisation ties once at a time. */
static bool has_shared(const tie_list *list, ent_str organisation, ent_date start, ent_date end)
{
  for (size_t i = 0; i < list->n; i++) {
    const ent_dyad_tie *t = &list->items[i];
    if (ent_str_eq(t->shared, organisation) && (!ent_date_known(end) || !ent_date_known(t->start) || t->start.day < end.day) &&
        (!ent_date_known(t->end) || !ent_date_known(start) || start.day < t->end.day))
      return true;
  }
  return false;
}

/* Organisations of which both are members at once. */
static ent_status add_shared(tie_list *list, const ent_reference *r, ent_str a, ent_str b, ent_error *err)
{
  size_t n_a, n_b;
  const uint32_t *of_a = ent_reference_of(r, a, &n_a), *of_b = ent_reference_of(r, b, &n_b);
  ent_status status = ENT_OK;
  for (size_t i = 0; i < n_a && status == ENT_OK; i++) {
    ent_fact f = ent_reference_fact(r, of_a[i]);
    if (!is_membership(&f) || !lists(f.subject, a))
      continue;
    for (size_t k = 0; k < n_b && status == ENT_OK; k++) {
      ent_fact g = ent_reference_fact(r, of_b[k]);
      if (!is_membership(&g) || !lists(g.subject, b) || !ent_str_eq(f.object, g.object))
        continue;
      ent_date start = later(f.start, g.start), end = earlier(f.end, g.end);
      if ((ent_date_known(end) && ent_date_known(start) && end.day <= start.day) || has_shared(list, f.object, start, end))
        continue;
      status = add(list, (ent_dyad_tie){start, end, SHARED, later(f.start, g.start).day == g.start.day ? g : f, f.object}, err);
    }
  }
  return status;
}

ent_status ent_dyad_ties(const ent_reference *reference, ent_str actor, ent_str other, ent_arena *arena, ent_dyad_tie **ret,
                         size_t *ret_n, ent_error *err)
{
  tie_list list = {.arena = arena};
  ent_status status = add_direct(&list, reference, actor, other, err);
  if (status == ENT_OK)
    status = add_shared(&list, reference, actor, other, err);
  if (status != ENT_OK)
    return status;
  *ret = list.items;
  *ret_n = list.n;
  return ENT_OK;
}
