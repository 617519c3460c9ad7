/* data/map/ → the section that map.c reads. */
#include "chart/map_compile.h"

#include "base/table.h"
#include "base/vec.h"
#include "chart/map_format.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct draft {
  enti_packer *packer;
  ent_arena *arena;
  map_state *states;
  map_ring *rings;
  map_point *points;
  ent_str *names; /* of the states */
  size_t n_states, cap_states, cap_names, n_rings, cap_rings, n_points, cap_points;
} draft;

static ent_status no_memory(ent_error *err)
{
  return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
}

/* "127.87" as hundredths of a degree, at most `most` in size. */
static bool degrees(ent_str s, double most, int16_t *ret)
{
  char digits[24], *end;
  if (s.n == 0 || s.n >= sizeof digits)
    return false;
  memcpy(digits, s.p, s.n);
  digits[s.n] = '\0';
  const double x = strtod(digits, &end);
  if (*end || !(fabs(x) <= most))
    return false;
  *ret = (int16_t)lround(x * 100);
  return true;
}

static bool add_point(draft *d, ent_str pair)
{
  ent_str east;
  map_point point;
  void *points = d->points;
  if (!ent_str_split(&pair, ',', &east) || !degrees(east, 320, &point.east) || !degrees(pair, 90, &point.north) ||
      !enti_grow(d->arena, &points, d->n_points, &d->cap_points, sizeof *d->points))
    return false;
  d->points = points;
  d->points[d->n_points++] = point;
  return true;
}

/* The state's row, made when new; rows come grouped by state, so a new one is appended. NULL: out of memory. */
static map_state *state_of(draft *d, ent_str name)
{
  for (size_t i = 0; i < d->n_states; i++)
    if (ent_str_eq(d->names[i], name))
      return &d->states[i];
  void *states = d->states, *names = d->names;
  if (!enti_grow(d->arena, &states, d->n_states, &d->cap_states, sizeof *d->states) ||
      !enti_grow(d->arena, &names, d->n_states, &d->cap_names, sizeof *d->names))
    return NULL;
  d->states = states;
  d->names = names;
  const uint32_t text = enti_packer_string(d->packer, name);
  if (text == UINT32_MAX)
    return NULL;
  d->names[d->n_states] = name;
  d->states[d->n_states] = (map_state){.name = text, .ring = (uint32_t)d->n_rings};
  return &d->states[d->n_states++];
}

static ent_status add_ring(draft *d, const enti_table *table, ent_str name, ent_str ring, ent_error *err)
{
  map_state *state = state_of(d, name);
  void *rings = d->rings;
  if (!state || !enti_grow(d->arena, &rings, d->n_rings, &d->cap_rings, sizeof *d->rings))
    return no_memory(err);
  if (state->ring + state->n_rings != d->n_rings)
    return enti_table_fail(table, err, "the rings of \"%.*s\" do not stand together", ENT_STR_ARG(name));
  d->rings = rings;
  const size_t first = d->n_points;
  ent_str pair;
  while (ring.n && ent_str_split(&ring, ' ', &pair))
    if (!add_point(d, pair))
      return enti_table_fail(table, err, "\"%.*s\" is no pair of degrees", ENT_STR_ARG(pair));
  if (d->n_points - first < 4)
    return enti_table_fail(table, err, "a ring has at least four points");
  d->rings[d->n_rings++] = (map_ring){(uint32_t)first, (uint32_t)(d->n_points - first)};
  state->n_rings++;
  return ENT_OK;
}

typedef ent_status row_fn(draft *d, const enti_table *table, const size_t columns[3], ent_error *err);

static ent_status shape_row(draft *d, const enti_table *table, const size_t columns[3], ent_error *err)
{
  return add_ring(d, table, enti_table_get(table, columns[0]), enti_table_get(table, columns[1]), err);
}

static ent_status place_row(draft *d, const enti_table *table, const size_t columns[3], ent_error *err)
{
  map_state *state = state_of(d, enti_table_get(table, columns[0]));
  if (!state)
    return no_memory(err);
  if (!degrees(enti_table_get(table, columns[1]), 180, &state->east) ||
      !degrees(enti_table_get(table, columns[2]), 90, &state->north))
    return enti_table_fail(table, err, "no place in degrees");
  state->has_place = 1;
  return ENT_OK;
}

static ent_status read_rows(draft *d, const char *dir, const char *file, const char *const names[3], row_fn *row,
                            ent_error *err)
{
  enti_table table;
  size_t columns[3] = {0};
  ent_str path = ent_arena_printf(d->arena, "%s/map/%s", dir, file);
  ent_status status = path.p ? enti_table_open(&table, path.p, d->arena, err) : no_memory(err);
  if (status == ENT_ENOTFOUND)
    return ENT_OK;
  for (size_t i = 0; i < 3 && names[i] && status == ENT_OK; i++)
    status = enti_table_column(&table, names[i], &columns[i], err);
  for (bool more = true; status == ENT_OK && more;) {
    status = enti_table_next(&table, &more, err);
    if (status == ENT_OK && more)
      status = row(d, &table, columns, err);
  }
  return status;
}

/* Ascending by name, so that a state is found by halving. */
static void sort_states(draft *d)
{
  for (size_t i = 1; i < d->n_states; i++) {
    const map_state state = d->states[i];
    const ent_str name = d->names[i];
    size_t at = i;
    for (; at > 0 && ent_str_cmp(d->names[at - 1], name) > 0; at--) {
      d->states[at] = d->states[at - 1];
      d->names[at] = d->names[at - 1];
    }
    d->states[at] = state;
    d->names[at] = name;
  }
}

static ent_status write_section(draft *d, ent_error *err)
{
  ent_buf *out = enti_packer_section(d->packer, ENTI_MAP_SECTION);
  if (!out)
    return no_memory(err);
  const map_head head = {ENTI_MAP_MAGIC, (uint32_t)d->n_states, (uint32_t)d->n_rings, (uint32_t)d->n_points};
  ent_buf_add(out, &head, sizeof head);
  ent_buf_add(out, d->states, d->n_states * sizeof *d->states);
  ent_buf_add(out, d->rings, d->n_rings * sizeof *d->rings);
  ent_buf_add(out, d->points, d->n_points * sizeof *d->points);
  return out->failed ? no_memory(err) : ENT_OK;
}

ent_status enti_chart_compile(enti_packer *packer, const enti_data_dirs *dirs, ent_error *err)
{
  static const char *const shapes[3] = {"state", "ring"}, *const places[3] = {"state", "east", "north"};
  draft d = {.packer = packer, .arena = ent_arena_new(0)};
  if (!d.arena)
    return no_memory(err);
  ent_status status = ENT_OK;
  if (dirs->n)
    status = read_rows(&d, dirs->dirs[0], "shapes.tsv", shapes, shape_row, err);
  if (dirs->n && status == ENT_OK)
    status = read_rows(&d, dirs->dirs[0], "places.tsv", places, place_row, err);
  if (status == ENT_OK && d.n_states) {
    sort_states(&d);
    status = write_section(&d, err);
  }
  ent_arena_free(d.arena);
  return status;
}
