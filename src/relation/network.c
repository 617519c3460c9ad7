/* The alliances of a year as a network, and the balance of its triads (relation.h). */
#include "relation/field.h"

static ent_status alliances_in(const ent_sources *sources, int32_t year, ent_arena *arena, enti_alliances *ret, ent_error *err)
{
  enti_field field;
  ent_status status = enti_need_store(sources, err);
  if (status == ENT_OK)
    status = enti_field_read(sources->store, year, year, arena, &field, err);
  return status == ENT_OK ? enti_alliances_of(&field, year, arena, ret, err) : status;
}

ent_status ent_relation_network(const ent_sources *sources, int32_t year, uint8_t mask, uint64_t seed, ent_arena *arena,
                                ent_alliance_network *ret, ent_error *err)
{
  enti_alliances a;
  ent_status status = alliances_in(sources, year, arena, &a, err);
  if (status != ENT_OK)
    return status;
  ent_alliance_network g = {.year = year, .states = a.states, .n = a.n,
                            .edges = ent_arena_array(arena, a.n * a.n + 1, sizeof *g.edges),
                            .nodes = ent_arena_array(arena, a.n + 1, sizeof *g.nodes)};
  if (!g.edges || !g.nodes)
    return enti_no_memory(err);
  ent_alliance_edges(a.flags, a.n, mask, g.edges, &g.n_edges);
  ent_network_options how = {.seed = seed, .layout = true};
  status = ent_network_measure(g.edges, g.n_edges, g.n, &how, g.nodes, &g.summary, err);
  if (status == ENT_OK)
    *ret = g;
  return status;
}

/* ---- triads ---------------------------------------------------------------------------------------------------------- */

typedef struct foes {
  const enti_alliances *a;
  uint8_t *matrix;
  size_t n;
} foes;

static ent_status add_dispute(void *context, const ent_cell *c, ent_error *err)
{
  foes *f = context;
  (void)err;
  f->n++;
  size_t i = ent_state_index(f->a->states, f->a->n, (int32_t)c[1].i);
  size_t k = ent_state_index(f->a->states, f->a->n, (int32_t)c[2].i);
  if (i == SIZE_MAX || k == SIZE_MAX || i == k || c[4].kind != ENT_CELL_INT || c[4].i == 0 || c[7].kind != ENT_CELL_INT || c[7].i < 4)
    return ENT_OK;
  f->matrix[i * f->a->n + k] = f->matrix[k * f->a->n + i] = 1;
  return ENT_OK;
}

static ent_status count(const ent_sources *sources, const enti_alliances *a, ent_arena *arena, ent_triads *ret, ent_error *err)
{
  size_t n = a->n;
  foes f = {.a = a, .matrix = ent_arena_array(arena, n * n + 1, 1)};
  uint8_t *friends = ent_arena_array(arena, n * n + 1, 1);
  if (!f.matrix || !friends)
    return enti_no_memory(err);
  ent_status status = ent_dataset_each(sources->store, ENT_TABLE_DISPUTE, a->year, a->year, add_dispute, &f, err);
  if (status == ENT_OK && f.n == 0)
    return ent_fail(err, ENT_ENOTFOUND, ENT_NO_OFFSET, "the store has no disputes of %d: without foes nothing can be balanced", a->year);
  for (size_t i = 0; i < n * n; i++)
    friends[i] = a->flags[i] & ENT_PLEDGE_DEFENSE;
  return status == ENT_OK ? ent_triads_count(friends, f.matrix, n, ret, err) : status;
}

ent_status ent_relation_triads(const ent_sources *sources, int32_t year, ent_triads *ret, ent_error *err)
{
  ent_arena *arena = ent_arena_new(0);
  enti_alliances a;
  ent_status status = arena ? alliances_in(sources, year, arena, &a, err) : enti_no_memory(err);
  if (status == ENT_OK)
    status = count(sources, &a, arena, ret, err);
  ent_arena_free(arena);
  return status;
}
