/* Reading states, pledges and capabilities; the alliances of a year (field.h). */
#include "relation/field.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

ent_status enti_no_memory(ent_error *err)
{
  return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
}

ent_status enti_need_store(const ent_sources *sources, ent_error *err)
{
  return sources->store ? ENT_OK : ent_fail(err, ENT_ENOTFOUND, ENT_NO_OFFSET, "there is no store: `entente load` the data first");
}

int32_t enti_year_of(ent_date date, int32_t otherwise)
{
  int year, month, day;
  if (!ent_date_known(date))
    return otherwise;
  ent_date_split(date, &year, &month, &day);
  return year;
}

/* What another tie replaced counts until that one may have begun: a day, however coarse the date. */
ent_tie_span enti_tie_span(const ent_dyad_tie *t)
{
  ent_date end = t->replaced ? (ent_date){t->end.day, ENT_DATE_DAY} : t->end;
  return (ent_tie_span){t->start, end, t->weight};
}

typedef struct spell_list {
  enti_field *field;
  char (*ends)[16];
  size_t cap_ends;
  char last[16]; /* the end of the list */
} spell_list;

static int32_t year_in(ent_str date)
{
  return enti_number_of(ent_str_slice(date, 0, 4));
}

static ent_status add_spell(void *context, const ent_cell *c, ent_error *err)
{
  spell_list *list = context;
  enti_field *f = list->field;
  if (!ent_str_eq(c[0].s, ENT_STR("cow")))
    return ENT_OK;
  if (!enti_grow(f->arena, (void **)&f->spells, f->n_spells, &f->cap_spells, sizeof *f->spells) ||
      !enti_grow(f->arena, (void **)&list->ends, f->n_spells, &list->cap_ends, sizeof *list->ends))
    return enti_no_memory(err);
  snprintf(list->ends[f->n_spells], sizeof *list->ends, "%.*s", (int)(c[3].s.n < 15 ? c[3].s.n : 15), c[3].s.n ? c[3].s.p : "");
  if (strcmp(list->ends[f->n_spells], list->last) > 0)
    memcpy(list->last, list->ends[f->n_spells], sizeof list->last);
  f->spells[f->n_spells++] = (ent_state_spell){(int32_t)c[1].i, year_in(c[2].s), c[3].s.n ? year_in(c[3].s) : 9999, !c[3].s.n};
  return ENT_OK;
}

/* A spell that ends on the last day of the list has not ended. */
static ent_status read_spells(ent_store *store, enti_field *f, ent_error *err)
{
  spell_list list = {.field = f};
  ent_status status = ent_dataset_each(store, ENT_TABLE_STATE, 0, 9999, add_spell, &list, err);
  for (size_t i = 0; status == ENT_OK && i < f->n_spells; i++)
    f->spells[i].open |= strcmp(list.ends[i], list.last) == 0;
  return status;
}

static ent_status add_pledge(void *context, const ent_cell *c, ent_error *err)
{
  enti_field *f = context;
  uint8_t flags = 0;
  if (!enti_grow(f->arena, (void **)&f->pledges, f->n_pledges, &f->cap_pledges, sizeof *f->pledges) ||
      !enti_grow(f->arena, (void **)&f->pledge_years, f->n_pledges, &f->cap_years, sizeof *f->pledge_years))
    return enti_no_memory(err);
  for (int i = 0; i < 5; i++)
    flags |= (uint8_t)((c[3 + i].kind == ENT_CELL_INT && c[3 + i].i > 0) << i);
  f->pledge_years[f->n_pledges] = (int32_t)c[0].i;
  f->pledges[f->n_pledges++] = (ent_pledge){(int32_t)c[1].i, (int32_t)c[2].i, flags};
  return ENT_OK;
}

static ent_status add_capability(void *context, const ent_cell *c, ent_error *err)
{
  enti_field *f = context;
  if (!enti_grow(f->arena, (void **)&f->capabilities, f->n_capabilities, &f->cap_capabilities, sizeof *f->capabilities))
    return enti_no_memory(err);
  f->capabilities[f->n_capabilities++] = (enti_capability){(int32_t)c[0].i, (int32_t)c[1].i, c[8].kind ? c[8].d : NAN};
  return ENT_OK;
}

ent_status enti_field_read(ent_store *store, int32_t from, int32_t to, ent_arena *arena, enti_field *ret, ent_error *err)
{
  *ret = (enti_field){.arena = arena};
  ent_status status = read_spells(store, ret, err);
  if (status == ENT_OK)
    status = ent_dataset_each(store, ENT_TABLE_PLEDGE, from, to, add_pledge, ret, err);
  if (status == ENT_OK)
    status = ent_dataset_each(store, ENT_TABLE_CAPABILITY, from, to, add_capability, ret, err);
  if (status == ENT_OK && !ret->n_spells)
    return ent_fail(err, ENT_ENOTFOUND, ENT_NO_OFFSET, "the store has no states: `entente load` a COW list of states first");
  if (status == ENT_OK && !ret->n_pledges)
    return ent_fail(err, ENT_ENOTFOUND, ENT_NO_OFFSET, "the store has no alliances of these years: `entente load` ATOP first");
  return status;
}

static double cinc_of(const enti_field *f, int32_t state, int32_t year)
{
  size_t low = 0, high = f->n_capabilities;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    const enti_capability *c = &f->capabilities[mid];
    if (c->state < state || (c->state == state && c->year < year))
      low = mid + 1;
    else
      high = mid;
  }
  return low < f->n_capabilities && f->capabilities[low].state == state && f->capabilities[low].year == year
             ? f->capabilities[low].cinc : NAN;
}

static size_t first_of_year(const enti_field *f, int32_t year)
{
  size_t low = 0, high = f->n_pledges;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    if (f->pledge_years[mid] < year)
      low = mid + 1;
    else
      high = mid;
  }
  return low;
}

ent_status enti_alliances_of(const enti_field *f, int32_t year, ent_arena *arena, enti_alliances *ret, ent_error *err)
{
  enti_alliances a = {.year = year};
  size_t first = first_of_year(f, year), end = first_of_year(f, year + 1);
  a.states = ent_arena_array(arena, f->n_spells, sizeof *a.states);
  if (!a.states)
    return enti_no_memory(err);
  ent_states_of_year(f->spells, f->n_spells, year, a.states, &a.n);
  a.flags = ent_arena_array(arena, a.n * a.n + 1, 1);
  a.values = ent_arena_array(arena, a.n * a.n + 1, 1);
  a.cinc = ent_arena_array(arena, a.n + 1, sizeof *a.cinc);
  if (!a.flags || !a.values || !a.cinc)
    return enti_no_memory(err);
  ent_status status = ent_pledge_matrix(f->pledges + first, end - first, a.states, a.n, a.flags, NULL, err);
  if (status != ENT_OK)
    return status;
  ent_alliance_values(a.flags, a.n, a.values);
  for (size_t i = 0; i < a.n; i++)
    a.cinc[i] = cinc_of(f, a.states[i], year);
  *ret = a;
  return ENT_OK;
}
