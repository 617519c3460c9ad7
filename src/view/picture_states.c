/* Alliances of states as a network. */
#include "view/picture.h"

ent_str enti_picture_state(ent_arena *arena, const ent_actors *actors, int32_t cow, int32_t year)
{
  char text[24];
  return ent_arena_str(arena, ent_str_of(ent_state_text(actors, ENT_CODES_ID, cow, year, text)));
}

/* ---- network ------------------------------------------------------------------------------------------------------- */

/* Only nodes with a tie are drawn: place[i] is the drawn number of node i, UINT32_MAX where it is left out. */
static size_t drawn_nodes(const ent_picture *how, const ent_alliance_network *g, ent_arena *arena, ent_chart_node *nodes,
                          uint32_t *place)
{
  size_t n = 0;
  for (size_t i = 0; i < g->n; i++) {
    place[i] = UINT32_MAX;
    if (g->nodes[i].degree == 0)
      continue;
    place[i] = (uint32_t)n;
    nodes[n++] = (ent_chart_node){.label = enti_picture_state(arena, how->actors, g->states[i], g->year), .x = g->nodes[i].x,
                                  .y = g->nodes[i].y, .size = g->nodes[i].degree, .community = g->nodes[i].community};
  }
  return n;
}

ent_status ent_picture_network(const ent_picture *how, const ent_alliance_network *g, const char *what, ent_buf *out,
                               ent_error *err)
{
  ent_arena *arena = ent_arena_new(0);
  ent_chart_node *nodes = arena ? ent_arena_array(arena, g->n + 1, sizeof *nodes) : NULL;
  uint32_t *place = arena ? ent_arena_array(arena, g->n + 1, sizeof *place) : NULL;
  uint32_t *edges = arena ? ent_arena_array(arena, 2 * g->n_edges + 1, sizeof *edges) : NULL;
  ent_status status = nodes && place && edges ? ENT_OK : enti_picture_no_memory(err);
  if (status == ENT_OK) {
    const size_t n = drawn_nodes(how, g, arena, nodes, place);
    for (size_t i = 0; i < 2 * g->n_edges; i++)
      edges[i] = place[g->edges[i]];
    const ent_chart_frame frame = enti_picture_frame(
        how, ent_arena_printf(arena, "%s, %d", what, g->year),
        ent_arena_printf(arena, "%zu states with a tie, %zu without; size: number of ties; colour and shape: communities (Leiden)",
                         n, g->n - n));
    status = n ? ent_chart_network(&frame, nodes, n, edges, g->n_edges, out, err)
               : ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "no state has a tie in %d", g->year);
  }
  ent_arena_free(arena);
  return status;
}
