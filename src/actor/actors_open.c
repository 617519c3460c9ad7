/* Opening the actor sections of a pack (actors.h): no parsing, only their sizes are checked. */
#include "actor/actors.h"

#include "base/fault.h"

typedef struct view {
  const void **p;
  uint32_t *n;
  size_t size;
  const char *name;
  uint32_t least; /* elements that must be there */
} view;

static ent_status open_view(const ent_pack *pack, const view *v, ent_error *err)
{
  ent_str s = ent_pack_section(pack, v->name);
  if (s.n % v->size || s.n / v->size >= UINT32_MAX || s.n / v->size < v->least)
    return ent_fail(err, ENT_EMODEL, ENT_NO_OFFSET, "section %s of the pack is missing or damaged; build it again", v->name);
  *v->p = s.p;
  *v->n = (uint32_t)(s.n / v->size);
  return ENT_OK;
}

static ent_status open_views(ent_actors *a, const ent_pack *pack, ent_error *err)
{
  uint32_t n_edges = 0;
  const view views[] = {
      {(const void **)&a->first, &a->n_first, sizeof *a->first, "actor.first", 1},
      {(const void **)&a->edges, &n_edges, sizeof *a->edges, "actor.edges", 1},
      {(const void **)&a->nodes, &a->n_nodes, sizeof *a->nodes, "actor.nodes", 1},
      {(const void **)&a->forms, &a->n_forms, sizeof *a->forms, "actor.forms", 0},
      {(const void **)&a->actors, &a->n_actors, sizeof *a->actors, "actor.actors", 1},
      {(const void **)&a->byid, &a->n_byid, sizeof *a->byid, "actor.byid", 0},
      {(const void **)&a->spans, &a->n_spans, sizeof *a->spans, "actor.spans", 0},
      {(const void **)&a->people, &a->n_people, sizeof *a->people, "actor.people", 1},
      {(const void **)&a->offices, &a->n_offices, sizeof *a->offices, "actor.offices", 0},
      {(const void **)&a->groups, &a->n_groups, sizeof *a->groups, "actor.groups", 1},
      {(const void **)&a->members, &a->n_members, sizeof *a->members, "actor.members", 0},
  };
  ent_status status = ENT_OK;
  for (size_t i = 0; status == ENT_OK && i < sizeof views / sizeof *views; i++)
    status = open_view(pack, &views[i], err);
  if (status == ENT_OK && (n_edges & (n_edges - 1)))
    status = ent_fail(err, ENT_EMODEL, ENT_NO_OFFSET, "section actor.edges of the pack is damaged; build it again");
  a->edge_mask = n_edges - 1;
  return status;
}

uint32_t enti_actors_find_id(const ent_actors *a, ent_str id)
{
  uint32_t low = 0, high = a->n_byid;
  while (low < high) {
    uint32_t mid = low + (high - low) / 2;
    int order = ent_str_cmp(enti_actors_str(a, enti_actors_actor(a, a->byid[mid])->id), id);
    if (order == 0)
      return a->byid[mid] < a->n_actors ? a->byid[mid] : 0;
    if (order < 0)
      low = mid + 1;
    else
      high = mid;
  }
  return 0;
}

ent_actor_ref enti_actors_ref(const ent_actors *a, uint32_t actor, uint32_t sector)
{
  const enti_actor *x = enti_actors_actor(a, actor);
  ent_actor_ref ref = a->refs[actor < a->n_actors ? actor : 0];
  bool home = x->country && !(x->flags & ENTI_ACTOR_STATE);
  if (!home || !x->sector) /* a state's own body acts as that part of it: the CIA is USA.SPY, whoever speaks for it */
    ref.sector = sector ? enti_actors_str(a, sector) : ENT_STR("");
  return ref;
}

static bool make_refs(ent_actors *a)
{
  a->refs = enti_calloc(a->n_actors, sizeof *a->refs);
  for (uint32_t i = 0; a->refs && i < a->n_actors; i++) {
    const enti_actor *x = &a->actors[i];
    bool state = x->flags & ENTI_ACTOR_STATE, home = x->country && !state;
    a->refs[i] = (ent_actor_ref){.id = enti_actors_str(a, home ? x->country : x->id),
                                 .sector = enti_actors_str(a, home ? x->sector : 0),
                                 .org = state || home ? ENT_STR("") : enti_actors_str(a, x->kind)};
  }
  return a->refs != NULL;
}

ent_status ent_actors_open(const ent_pack *pack, ent_actors **ret, ent_error *err)
{
  ent_actors *a = enti_calloc(1, sizeof *a);
  if (!a)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "opening the actors: out of memory");
  a->pack = pack;
  ent_status status = open_views(a, pack, err);
  if (status == ENT_OK && !make_refs(a))
    status = ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "opening the actors: out of memory");
  if (status != ENT_OK) {
    free(a);
    return status;
  }
  *ret = a;
  return ENT_OK;
}

void ent_actors_close(ent_actors *actors)
{
  if (actors)
    free(actors->refs);
  free(actors);
}

int enti_office_holds(const enti_office *office, int32_t from, int32_t to)
{
  ent_date start = enti_date_of(office->start), end = enti_date_of(office->end), seen = enti_date_of(office->seen);
  if (ent_date_known(start) && start.day > to)
    return 0;
  if (ent_date_known(end))
    return ent_date_last(end) < from ? 0 : 1;
  return ent_date_known(seen) && ent_date_last(seen) < from ? 2 : 1;
}
