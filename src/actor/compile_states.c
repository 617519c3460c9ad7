/* states.tsv and state_names.tsv → actors, spans, forms. */
#include "actor/actor_tables.h"

#include <string.h>

enum { S_ID, S_NAME, S_KIND, S_START, S_END, S_SOURCE, S_ISO2, S_ISO3, S_ISONUM, S_COWABB, S_COW, S_GW, S_CAMEO, S_FIPS,
       S_COUNT };
static const char *const state_columns[S_COUNT] = {"id",   "name",   "kind",   "start", "end", "source", "iso2",
                                                   "iso3", "isonum", "cowabb", "cow",   "gw",  "cameo",  "fips"};
static const char *const state_kinds[] = {"state", "former", "territory", "contested", NULL};

/* The actor takes name and kind of its latest span, its start from the first and its end from the last. */
static void widen_actor(enti_builder *b, uint32_t actor, const enti_span *span, uint32_t kind)
{
  enti_actor *a = &b->actors[actor];
  bool first = a->n_spans++ == 0;
  a->name = span->name;
  a->kind = span->kind;
  a->flags = ENTI_ACTOR_STATE | (kind == 1 ? (uint32_t)ENTI_ACTOR_FORMER : 0u) | (kind == 2 ? (uint32_t)ENTI_ACTOR_TERRITORY : 0u);
  if (first || (a->start.precision && (!span->start.precision || span->start.day < a->start.day)))
    a->start = span->start;
  if (first || (a->end.precision && (!span->end.precision || span->end.day > a->end.day)))
    a->end = span->end;
}

static ent_status state_row(enti_actor_table *t, ent_error *err)
{
  enti_builder *b = t->b;
  ent_date start, end;
  uint32_t kind;
  ent_status status = enti_field_not_empty(t, S_ID, err);
  if (status == ENT_OK)
    status = enti_field_not_empty(t, S_NAME, err);
  if (status == ENT_OK)
    status = enti_field_not_empty(t, S_SOURCE, err);
  if (status == ENT_OK)
    status = enti_field_word(t, S_KIND, state_kinds, &kind, err);
  if (status == ENT_OK)
    status = enti_field_span(t, S_START, S_END, &start, &end, err);
  if (status != ENT_OK)
    return status;
  enti_span span = {.name = enti_builder_str(b, enti_field(t, S_NAME)), .kind = enti_builder_str(b, enti_field(t, S_KIND)),
                    .start = enti_builder_day(start), .end = enti_builder_day(end)};
  uint32_t *const codes[] = {&span.iso2, &span.iso3, &span.isonum, &span.cowabb, &span.cow, &span.gw, &span.cameo, &span.fips};
  for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
    *codes[i] = enti_builder_str(b, enti_field(t, S_ISO2 + i));
  uint32_t actor = enti_builder_actor(b, enti_field(t, S_ID));
  if (!actor || !enti_builder_span(b, actor, &span))
    return enti_row_no_memory(err);
  widen_actor(b, actor, &span, kind);
  return ENT_OK;
}

ent_status enti_read_states(enti_builder *b, const char *path, ent_error *err)
{
  return enti_actor_table_read(b, path, state_columns, S_COUNT, S_ISO2, state_row, err);
}

enum { H_ID, H_STATE, H_SOURCE, H_COUNT };
static const char *const home_columns[H_COUNT] = {"id", "state", "source"};

static ent_status home_row(enti_actor_table *t, ent_error *err)
{
  uint32_t area, state;
  ent_status status = enti_field_actor(t, H_ID, &area, err);
  if (status == ENT_OK)
    status = enti_field_actor(t, H_STATE, &state, err);
  if (status == ENT_OK)
    status = enti_field_not_empty(t, H_SOURCE, err);
  if (status == ENT_OK)
    t->b->actors[area].country = t->b->actors[state].id;
  return status;
}

ent_status enti_read_state_homes(enti_builder *b, const char *path, ent_error *err)
{
  return enti_actor_table_read(b, path, home_columns, H_COUNT, H_COUNT, home_row, err);
}

enum { N_ID, N_NAME, N_KIND, N_FROM, N_TO, N_SECTOR, N_CASE, N_SOURCE, N_COUNT };
static const char *const name_columns[N_COUNT] = {"id", "name", "kind", "from", "to", "sector", "case", "source"};

static ent_status name_row(enti_actor_table *t, ent_error *err)
{
  enti_form form = {.what = ENTI_ACTOR_FORM};
  ent_status status = enti_field_actor(t, N_ID, &form.of, err);
  if (status == ENT_OK)
    status = enti_field_not_empty(t, N_NAME, err);
  if (status == ENT_OK)
    status = enti_field_not_empty(t, N_SOURCE, err);
  if (status == ENT_OK)
    status = enti_field_word(t, N_KIND, enti_name_kind_words, &form.kind, err);
  if (status == ENT_OK)
    status = enti_field_bounds(t, N_FROM, N_TO, &form, err);
  if (status == ENT_OK)
    status = enti_field_sector(t, N_SECTOR, &form.sector, err);
  if (status == ENT_OK)
    status = enti_field_case(t, N_CASE, &form, err);
  if (status != ENT_OK)
    return status;
  ent_str name = enti_field(t, N_NAME);
  if (form.kind == ENTI_KIND_SHORT && name.p[name.n - 1] == 's')
    form.flags |= ENTI_FORM_PLURAL; /* "the Koreas": only where several states share it (join_plurals) */
  return enti_row_form(t, name, form, err);
}

ent_status enti_read_state_names(enti_builder *b, const char *path, ent_error *err)
{
  return enti_actor_table_read(b, path, name_columns, N_COUNT, N_COUNT, name_row, err);
}

ent_status enti_read_org_names(enti_builder *b, const char *path, ent_error *err)
{
  return enti_actor_table_read(b, path, name_columns, N_COUNT, N_COUNT, name_row, err);
}
