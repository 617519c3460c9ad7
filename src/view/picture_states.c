/* Alliances of states as a network, and the portfolio of one over time. */
#include "view/picture.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define SHOWN 5 /* partners with an area of their own; the rest are one */

static ent_str state_id(ent_arena *arena, const ent_actors *actors, int32_t cow, int32_t year)
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
    nodes[n++] = (ent_chart_node){.label = state_id(arena, how->actors, g->states[i], g->year), .x = g->nodes[i].x,
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

/* ---- posture --------------------------------------------------------------------------------------------------------- */

typedef struct partner_sum {
  int32_t state;
  double sum;
} partner_sum;

typedef struct shares {
  const ent_posture_year *years;
  size_t n;
  bool defense;
  partner_sum *sums; /* largest first */
  size_t n_sums;
} shares;

static double share_of(const shares *s, const ent_posture_partner *p)
{
  return s->defense ? p->share_defense : p->share_any;
}

static const ent_portfolio *portfolio_of(const shares *s, size_t year)
{
  return s->defense ? &s->years[year].defense : &s->years[year].any;
}

static int largest_first(const void *x, const void *y)
{
  const partner_sum *a = x, *b = y;
  return a->sum != b->sum ? (a->sum < b->sum ? 1 : -1) : (a->state > b->state) - (a->state < b->state);
}

/* Who had most over all years together. */
static bool rank_partners(shares *s, ent_arena *arena)
{
  size_t cap = 0;
  for (size_t y = 0; y < s->n; y++)
    cap += s->years[y].n_partners;
  s->sums = ent_arena_array(arena, cap + 1, sizeof *s->sums);
  if (!s->sums)
    return false;
  for (size_t y = 0; y < s->n; y++)
    for (size_t i = 0; i < s->years[y].n_partners; i++) {
      const ent_posture_partner *p = &s->years[y].partners[i];
      const double share = share_of(s, p);
      if (!(share > 0))
        continue;
      size_t at = 0;
      while (at < s->n_sums && s->sums[at].state != p->state)
        at++;
      if (at == s->n_sums)
        s->sums[s->n_sums++] = (partner_sum){p->state, 0};
      s->sums[at].sum += share;
    }
  qsort(s->sums, s->n_sums, sizeof *s->sums, largest_first);
  return true;
}

/* The row of areas that a partner belongs to: its own, or the last one for all others. */
static size_t area_of(const shares *s, int32_t state, size_t n_areas)
{
  for (size_t i = 0; i + 1 < n_areas && i < s->n_sums; i++)
    if (s->sums[i].state == state)
      return i;
  return n_areas - 1;
}

static bool fill_areas(const shares *s, ent_chart_share *areas, size_t n_areas, ent_arena *arena)
{
  double *values = ent_arena_array(arena, n_areas * s->n + 1, sizeof *values);
  if (!values)
    return false;
  for (size_t y = 0; y < s->n; y++)
    for (size_t i = 0; i < s->years[y].n_partners; i++) {
      const double share = share_of(s, &s->years[y].partners[i]);
      if (portfolio_of(s, y)->known && share > 0)
        values[area_of(s, s->years[y].partners[i].state, n_areas) * s->n + y] += share;
    }
  for (size_t i = 0; i < n_areas; i++)
    areas[i].values = values + i * s->n;
  return true;
}

static void name_areas(const ent_picture *how, const shares *s, ent_chart_share *areas, size_t n_areas, ent_arena *arena)
{
  const int32_t year = s->years[s->n - 1].year;
  for (size_t i = 0; i < n_areas; i++)
    areas[i].label = i < s->n_sums && (i + 1 < n_areas || s->n_sums == n_areas)
                         ? enti_picture_name(arena, how->actors, state_id(arena, how->actors, s->sums[i].state, year),
                                             ent_date_make(year, 0, 0))
                         : ent_arena_printf(arena, "%zu others", s->n_sums - (n_areas - 1));
}

static ent_status draw_posture(const ent_picture *how, shares *s, ent_arena *arena, ent_buf *out, ent_error *err)
{
  const size_t most = how->most && how->most < SHOWN ? how->most : SHOWN, n = s->n;
  const size_t n_areas = s->n_sums <= most + 1 ? s->n_sums : most + 1;
  ent_chart_share *areas = ent_arena_array(arena, n_areas + 1, sizeof *areas);
  int32_t *days = ent_arena_array(arena, n + 1, sizeof *days);
  double *effective = ent_arena_array(arena, n + 1, sizeof *effective);
  if (!areas || !days || !effective || !fill_areas(s, areas, n_areas, arena))
    return enti_picture_no_memory(err);
  name_areas(how, s, areas, n_areas, arena);
  for (size_t y = 0; y < n; y++) {
    days[y] = ent_date_make(s->years[y].year, 1, 1).day;
    effective[y] = portfolio_of(s, y)->known ? portfolio_of(s, y)->weighed.effective : NAN;
  }
  const int32_t last = s->years[n - 1].year;
  const ent_str id = state_id(arena, how->actors, s->years[0].state, last);
  const ent_str name = enti_picture_name(arena, how->actors, id, ent_date_make(last, 0, 0));
  const ent_chart_frame frame = enti_picture_frame(
      how, ent_arena_printf(arena, "On whom %.*s relies", ENT_STR_ARG(name)),
      ent_arena_printf(arena, "shares of its %s, weighed by the partners' power (CINC), %d to %d",
                       s->defense ? "defence alliances" : "alliances of any kind", s->years[0].year, last));
  const ent_chart_shares_of of = {days, n, areas, n_areas, effective, ENT_STR("Effective number of partners (1 / HHI)")};
  return ent_chart_shares(&frame, &of, out, err);
}

ent_status ent_picture_posture(const ent_picture *how, const ent_posture_year *years, size_t n, bool defense, ent_buf *out,
                               ent_error *err)
{
  ent_arena *arena = ent_arena_new(0);
  shares s = {.years = years, .n = n, .defense = defense};
  ent_status status = arena && rank_partners(&s, arena) ? ENT_OK : enti_picture_no_memory(err);
  if (status == ENT_OK && s.n_sums == 0)
    status = ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "no year with a partner of known power to draw");
  if (status == ENT_OK)
    status = draw_posture(how, &s, arena, out, err);
  ent_arena_free(arena);
  return status;
}
