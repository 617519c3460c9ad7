/* roles.tsv, cues.tsv, not_actors.tsv → forms that are no names of actors but decide about them. */
#include "actor/actor_tables.h"

#include <string.h>
#include <strings.h>

enum { R_PHRASE, R_PLURAL, R_SECTOR, R_KIND, R_SOURCE, R_COUNT };
static const char *const role_columns[R_COUNT] = {"phrase", "plural", "sector", "kind", "source"};
static const char *const role_kinds[] = {"", "person", "body", "group", NULL};

/* Compares an ending without regard to the case of ASCII letters. */
static bool ends_like(ent_str s, const char *end)
{
  size_t n = strlen(end);
  return s.n >= n && strncasecmp(s.p + s.n - n, end, n) == 0;
}

ent_str enti_regular_plural(ent_arena *arena, ent_str s)
{
  static const struct { const char *end, *plural; size_t cut; } rules[] = {
      {"man", "men", 3}, {"ay", "ays", 2}, {"ey", "eys", 2}, {"oy", "oys", 2}, {"y", "ies", 1},
      {"s", "ses", 1},   {"x", "xes", 1},  {"ch", "ches", 2}, {"sh", "shes", 2}};
  for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
    if (ends_like(s, rules[i].end))
      return ent_arena_printf(arena, "%.*s%s", (int)(s.n - rules[i].cut), s.p, rules[i].plural);
  return ent_arena_printf(arena, "%.*ss", ENT_STR_ARG(s));
}

static ent_status role_row(enti_actor_table *t, ent_error *err)
{
  enti_form form = {.what = ENTI_ROLE_FORM, .from = ENTI_DAY_MIN, .to = ENTI_DAY_MAX};
  ent_status status = enti_field_not_empty(t, R_PHRASE, err);
  if (status == ENT_OK)
    status = enti_field_not_empty(t, R_SOURCE, err);
  if (status == ENT_OK)
    status = enti_field_sector(t, R_SECTOR, &form.sector, err);
  if (status == ENT_OK)
    status = enti_field_word(t, R_KIND, role_kinds, &form.kind, err);
  if (status == ENT_OK)
    status = enti_row_form(t, enti_field(t, R_PHRASE), form, err);
  ent_str plural = enti_field(t, R_PLURAL);
  if (status != ENT_OK || ent_str_eq(plural, ENT_STR("-")))
    return status;
  if (!plural.n && form.kind == ENTI_ROLE_GROUP)
    return ENT_OK; /* a group's phrase is a plural already ("protesters") unless the row gives one */
  form.flags |= ENTI_FORM_PLURAL;
  return enti_row_forms(t, plural.n ? plural : enti_regular_plural(t->b->arena, enti_field(t, R_PHRASE)), form, err);
}

ent_status enti_read_roles(enti_builder *b, const char *path, ent_error *err)
{
  return enti_actor_table_read(b, path, role_columns, R_COUNT, R_COUNT, role_row, err);
}

enum { C_PHRASE, C_CUE, C_VALUE, C_COUNT };
static const char *const cue_columns[C_COUNT] = {"phrase", "cue", "value"};

/* Cues whose value is a list of actors; in a generic it may also be a word ("state", "IGO"). */
static bool takes_group(uint32_t cue, ent_str value)
{
  bool ids = cue == ENTI_CUE_HALF || cue == ENTI_CUE_AGAINST || cue == ENTI_CUE_GENERIC || cue == ENTI_CUE_SURNAME_FIRST;
  return ids && value.n && value.p[0] >= 'A' && value.p[0] <= 'Z' && !ent_str_eq(value, ENT_STR("IGO"));
}

static ent_status cue_row(enti_actor_table *t, ent_error *err)
{
  enti_form form = {.what = ENTI_CUE_FORM, .from = ENTI_DAY_MIN, .to = ENTI_DAY_MAX};
  ent_status status = enti_field_not_empty(t, C_PHRASE, err);
  if (status == ENT_OK)
    status = enti_field_word(t, C_CUE, enti_cue_words, &form.kind, err);
  if (status != ENT_OK)
    return status;
  ent_str value = enti_field(t, C_VALUE);
  form.value = enti_builder_str(t->b, value.n ? value : ENT_STR("-"));
  if (takes_group(form.kind, value) && !(form.of = enti_builder_group(t->b, value)))
    return enti_table_fail(&t->table, err, "unknown actor in \"%.*s\"", ENT_STR_ARG(value));
  return enti_row_forms(t, enti_field(t, C_PHRASE), form, err);
}

ent_status enti_read_cues(enti_builder *b, const char *path, ent_error *err)
{
  return enti_actor_table_read(b, path, cue_columns, C_COUNT, C_COUNT, cue_row, err);
}

enum { X_PHRASE, X_CASE, X_SOURCE, X_COUNT };
static const char *const not_columns[X_COUNT] = {"phrase", "case", "source"};

static ent_status not_row(enti_actor_table *t, ent_error *err)
{
  enti_form form = {.what = ENTI_NOT_ACTOR_FORM, .from = ENTI_DAY_MIN, .to = ENTI_DAY_MAX};
  ent_status status = enti_field_not_empty(t, X_PHRASE, err);
  if (status == ENT_OK && t->columns[X_CASE] != SIZE_MAX)
    status = enti_field_case(t, X_CASE, &form, err);
  return status == ENT_OK ? enti_row_forms(t, enti_field(t, X_PHRASE), form, err) : status;
}

ent_status enti_read_not_actors(enti_builder *b, const char *path, ent_error *err)
{
  return enti_actor_table_read(b, path, not_columns, X_COUNT, X_CASE, not_row, err);
}
