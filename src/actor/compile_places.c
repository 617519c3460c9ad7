/* place_eras.tsv and places_*.tsv → forms of towns, regions and their adjectives. A place without a date of its own
 * belongs to its state as long as that stands, and before it to whoever place_eras.tsv says. */
#include "actor/actor_tables.h"

#include "base/vec.h"

enum { E_STATE, E_BEFORE, E_FROM, E_TO, E_SOURCE, E_COUNT };
static const char *const era_columns[E_COUNT] = {"state", "before", "from", "to", "source"};

static ent_status era_row(enti_actor_table *t, ent_error *err)
{
  enti_builder *b = t->b;
  enti_era era;
  enti_form bounds = {0};
  ent_status status = enti_field_actor(t, E_STATE, &era.state, err);
  if (status == ENT_OK)
    status = enti_field_actor(t, E_BEFORE, &era.before, err);
  if (status == ENT_OK)
    status = enti_field_not_empty(t, E_TO, err);
  if (status == ENT_OK)
    status = enti_field_bounds(t, E_FROM, E_TO, &bounds, err);
  if (status != ENT_OK)
    return status;
  era.from = bounds.from;
  era.to = bounds.to;
  if (!enti_grow(b->arena, (void **)&b->eras, b->n_eras, &b->cap_eras, sizeof *b->eras))
    return enti_row_no_memory(err);
  b->eras[b->n_eras++] = era;
  return ENT_OK;
}

ent_status enti_read_place_eras(enti_builder *b, const char *path, ent_error *err)
{
  return enti_actor_table_read(b, path, era_columns, E_COUNT, E_SOURCE, era_row, err);
}

enum { P_NAMES, P_STATE, P_KIND, P_FROM, P_TO, P_NEEDS, P_SOURCE, P_COUNT };
static const char *const place_columns[P_COUNT] = {"names", "state", "kind", "from", "to", "needs", "source"};
static const char *const place_kinds[] = {"town", "region", "adjective", NULL};
static const char *const needs[] = {"unsure", NULL};

/* The forms of the times before the state; *from moves to where the state's own time begins. */
static ent_status earlier(enti_actor_table *t, const enti_form *form, int32_t *from, ent_error *err)
{
  const enti_builder *b = t->b;
  ent_status status = ENT_OK;
  for (size_t i = 0; status == ENT_OK && i < b->n_eras; i++) {
    if (b->eras[i].state != form->of)
      continue;
    enti_form before = *form;
    before.of = b->eras[i].before;
    before.from = b->eras[i].from;
    before.to = b->eras[i].to;
    *from = before.to + 1 > *from ? before.to + 1 : *from;
    status = enti_row_forms(t, enti_field(t, P_NAMES), before, err);
  }
  return status;
}

static ent_status place_row(enti_actor_table *t, ent_error *err)
{
  enti_form form = {.what = ENTI_PLACE_FORM, .flags = ENTI_FORM_EXACT};
  uint32_t need = 0;
  ent_status status = enti_field_actor(t, P_STATE, &form.of, err);
  if (status == ENT_OK)
    status = enti_field_not_empty(t, P_NAMES, err);
  if (status == ENT_OK)
    status = enti_field_not_empty(t, P_SOURCE, err);
  if (status == ENT_OK)
    status = enti_field_word(t, P_KIND, place_kinds, &form.kind, err);
  if (status == ENT_OK)
    status = enti_field_bounds(t, P_FROM, P_TO, &form, err);
  if (status == ENT_OK && enti_field(t, P_NEEDS).n) {
    status = enti_field_word(t, P_NEEDS, needs, &need, err);
    form.flags |= ENTI_FORM_UNSURE;
  }
  if (status != ENT_OK)
    return status;
  form.kind += ENTI_PLACE_TOWN;
  if (!enti_field(t, P_FROM).n)
    status = earlier(t, &form, &form.from, err);
  return status == ENT_OK ? enti_row_forms(t, enti_field(t, P_NAMES), form, err) : status;
}

ent_status enti_read_places(enti_builder *b, const char *path, ent_error *err)
{
  return enti_actor_table_read(b, path, place_columns, P_COUNT, P_COUNT, place_row, err);
}
