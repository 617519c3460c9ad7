/* Whom a question about two parties is about. An actor is itself. An organisation is itself, and beside that its members
 * as of each period, one by one with the other side. A group has no voice of its own: it is those whom it lists, and for
 * votes the members of those that cast none. */
#include "relation/closeness.h"

#include <string.h>

bool enti_lists(ent_str ids, ent_str id)
{
  ent_str one;
  while (ids.n && ent_str_split(&ids, ';', &one))
    if (ent_str_eq(one, id))
      return true;
  return false;
}

/* One side of a pair: an actor, and from when to when it counts. */
typedef struct side {
  size_t unit;
  ent_date from, to;
  bool acts, votes;
} side;

typedef struct sides {
  side *items;
  size_t n, cap;
} sides;

static ent_status unit_of(enti_closeness *c, ent_str id, size_t *ret, ent_error *err)
{
  for (*ret = 0; *ret < c->n_units; ++*ret)
    if (ent_str_eq(c->units[*ret], id))
      return ENT_OK;
  if (!enti_grow(c->arena, (void **)&c->units, c->n_units, &c->cap_units, sizeof *c->units))
    return enti_no_memory(err);
  c->units[c->n_units++] = id;
  return ENT_OK;
}

static ent_status add_side(enti_closeness *c, sides *s, ent_str id, ent_date from, ent_date to, bool acts, bool votes, ent_error *err)
{
  side one = {.from = from, .to = to, .acts = acts, .votes = votes};
  ent_status status = unit_of(c, id, &one.unit, err);
  if (status == ENT_OK && !enti_grow(c->arena, (void **)&s->items, s->n, &s->cap, sizeof *s->items))
    status = enti_no_memory(err);
  if (status == ENT_OK)
    s->items[s->n++] = one;
  return status;
}

static bool is_membership(ent_str relation)
{
  return ent_str_eq(relation, ENT_STR("member-of")) || ent_str_eq(relation, ENT_STR("founding-member-of"));
}

/* Founders may stand in the tables as members too: one spell of one member counts once. */
static bool is_there(const enti_closeness *c, const sides *s, size_t first, ent_str id, ent_date from)
{
  for (size_t i = first; i < s->n; i++)
    if (ent_str_eq(c->units[s->items[i].unit], id) &&
        (!ent_date_known(s->items[i].to) || (ent_date_known(from) && from.day < s->items[i].to.day)))
      return true;
  return false;
}

static ent_status add_members(enti_closeness *c, sides *s, ent_str organisation, bool acts, ent_error *err)
{
  size_t n, first = s->n;
  const uint32_t *facts = ent_reference_of(c->sources->reference, organisation, &n);
  ent_status status = ENT_OK;
  for (size_t i = 0; i < n && status == ENT_OK; i++) {
    ent_fact f = ent_reference_fact(c->sources->reference, facts[i]);
    ent_str ids = f.subject, id;
    if (!is_membership(f.relation) || !ent_str_eq(f.object, organisation))
      continue;
    while (ids.n && status == ENT_OK && ent_str_split(&ids, ';', &id))
      if (!is_there(c, s, first, id, f.start))
        status = add_side(c, s, id, f.start, f.end, acts, true, err);
  }
  return status;
}

static bool casts_votes(const enti_closeness *c, ent_str id)
{
  ent_actor_info info;
  return ent_actors_info(c->sources->actors, id, ENT_NO_DATE, &info) && info.cow.n;
}

/* Those who stand for a party; the first is the party itself where it is one actor. */
static ent_status sides_of(enti_closeness *c, const ent_party *party, sides *s, ent_error *err)
{
  bool group = party->n > 1;
  ent_status status = ENT_OK;
  for (size_t i = 0; i < party->n && status == ENT_OK; i++) {
    bool votes = casts_votes(c, party->ids[i]);
    status = add_side(c, s, party->ids[i], ENT_NO_DATE, ENT_NO_DATE, true, votes, err);
    if (status == ENT_OK && !votes)
      status = add_members(c, s, party->ids[i], !group, err);
  }
  return status;
}

static ent_status add_pair(enti_closeness *c, const side *a, const side *b, ent_error *err)
{
  if (c->n_pairs > ENTI_PAIRS)
    return ent_fail(err, ENT_ELIMIT, ENT_NO_OFFSET, "over %d pairs of members: ask for fewer", ENTI_PAIRS);
  if (!enti_grow(c->arena, (void **)&c->pairs, c->n_pairs, &c->cap_pairs, sizeof *c->pairs))
    return enti_no_memory(err);
  c->pairs[c->n_pairs++] = (enti_pair){.units = {a->unit, b->unit}, .from = {a->from, b->from}, .to = {a->to, b->to},
                                       .acts = a->acts && b->acts, .votes = a->votes && b->votes};
  return ENT_OK;
}

/* "NATO,EU" */
static ent_status name_of(enti_closeness *c, const ent_party *party, ent_str *ret, ent_error *err)
{
  ent_str name = party->ids[0];
  for (size_t i = 1; i < party->n; i++)
    name = ent_arena_printf(c->arena, "%.*s,%.*s", ENT_STR_ARG(name), ENT_STR_ARG(party->ids[i]));
  *ret = name;
  return name.p ? ENT_OK : enti_no_memory(err);
}

/* Of an organisation either the body itself or its members: a member with the other body is no pair of members. */
static bool counts(const sides *s, size_t i, const ent_party *party)
{
  return party->n > 1 || s->n == 1 || i > 0;
}

ent_status enti_closeness_pairs(enti_closeness *c, ent_error *err)
{
  const ent_party *p = c->query->parties;
  sides s[2] = {{0}, {0}};
  ent_status status = ENT_OK;
  if (!p[0].n || !p[1].n)
    return ent_fail(err, ENT_EUSAGE, ENT_NO_OFFSET, "two actors, please");
  for (int i = 0; i < 2 && status == ENT_OK; i++) {
    status = name_of(c, &p[i], &c->result.names[i], err);
    if (status == ENT_OK)
      status = sides_of(c, &p[i], &s[i], err);
  }
  c->has_own = p[0].n == 1 && p[1].n == 1;
  c->members = s[0].n > 1 || s[1].n > 1;
  if (status == ENT_OK && c->has_own)
    status = add_pair(c, &s[0].items[0], &s[1].items[0], err);
  for (size_t i = 0; i < s[0].n && c->members; i++)
    for (size_t k = 0; k < s[1].n && status == ENT_OK; k++)
      if (counts(&s[0], i, &p[0]) && counts(&s[1], k, &p[1]) && s[0].items[i].unit != s[1].items[k].unit)
        status = add_pair(c, &s[0].items[i], &s[1].items[k], err);
  return status;
}

ent_status enti_closeness_ties(enti_closeness *c, ent_error *err)
{
  ent_status status = ENT_OK;
  for (size_t i = 0; i < c->n_pairs && status == ENT_OK; i++) {
    enti_pair *p = &c->pairs[i];
    if (!p->acts)
      continue;
    status = ent_dyad_ties(c->sources->reference, c->units[p->units[0]], c->units[p->units[1]], c->arena, &p->ties, &p->n_ties, err);
    if (status != ENT_OK)
      return status;
    p->spans = ent_arena_array(c->arena, p->n_ties + 1, sizeof *p->spans);
    if (!p->spans)
      return enti_no_memory(err);
    for (size_t t = 0; t < p->n_ties; t++)
      p->spans[t] = enti_tie_span(&p->ties[t]);
  }
  return status;
}
