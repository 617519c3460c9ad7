/* Columns by name and checked fields for the readers of the actor tables (actor_tables.h). */
#include "actor/actor_tables.h"

#include <string.h>

const char *const enti_name_kind_words[] = {"name",    "official", "short",   "historical",  "demonym", "adjective",
                                            "capital", "metonym",  "misspelling", "acronym", "group",   NULL};

const char *const enti_cue_words[] = {"",           "pronoun",    "generic",    "plural",      "count",
                                      "half",       "title",      "modifier",   "former",      "place-prep",
                                      "motion",     "place-noun", "product",    "made",        "brand",
                                      "brand-before", "name-of",    "given-name", "common-word", "us-place",   "against",
                                      "calendar",   "particle",   "surname-first", "speech",   "office", "function", "state-acts",
                                      NULL};

const char *const enti_org_types[] = {"IGO", "NGO", "IMG", "ISM", "MNC", "MED", "PTY", "UNI", "OTH", NULL};

static const char *const sectors[] = {"COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF",
                                      "UNK", "AGR", "BUS", "CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED",
                                      "REF", "OPP", "PRE", "REL", "SOC"};

bool enti_is_sector(ent_str s)
{
  for (size_t i = 0; i < sizeof sectors / sizeof *sectors; i++)
    if (ent_str_eq(s, ent_str_of(sectors[i])))
      return true;
  return false;
}

bool enti_is_org_type(ent_str s)
{
  for (size_t i = 0; enti_org_types[i]; i++)
    if (ent_str_eq(s, ent_str_of(enti_org_types[i])))
      return true;
  return false;
}

ent_status enti_row_no_memory(ent_error *err)
{
  return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "compiling actors: out of memory");
}

ent_status enti_actor_table_read(enti_builder *b, const char *path, const char *const *names, size_t n, size_t optional,
                                 enti_row_fn row, ent_error *err)
{
  enti_actor_table t = {.b = b, .arena = b->arena};
  ent_status status = enti_table_open(&t.table, path, t.arena, err);
  if (status == ENT_OK)
    enti_packer_version(b->packer, t.table.bytes);
  for (size_t i = 0; status == ENT_OK && i < n; i++) {
    t.columns[i] = enti_table_find(&t.table, names[i]);
    if (i < optional && t.columns[i] == SIZE_MAX)
      status = enti_table_column(&t.table, names[i], &t.columns[i], err);
  }
  bool more = true;
  while (status == ENT_OK && more) {
    status = enti_table_next(&t.table, &more, err);
    if (status == ENT_OK && more)
      status = row(&t, err);
  }
  return status;
}

ent_str enti_field(const enti_actor_table *t, size_t i)
{
  return enti_table_get(&t->table, t->columns[i]);
}

ent_status enti_field_date(enti_actor_table *t, size_t i, ent_date *ret, ent_error *err)
{
  return enti_table_date(&t->table, t->columns[i], ret, err);
}

ent_status enti_field_span(enti_actor_table *t, size_t from, size_t to, ent_date *ret_from, ent_date *ret_to,
                           ent_error *err)
{
  ent_status status = enti_field_date(t, from, ret_from, err);
  if (status == ENT_OK)
    status = enti_field_date(t, to, ret_to, err);
  if (status == ENT_OK && ent_date_known(*ret_from) && ent_date_known(*ret_to) && ret_from->day > ent_date_last(*ret_to))
    status = enti_table_fail(&t->table, err, "it ends (%.*s) before it begins (%.*s)", ENT_STR_ARG(enti_field(t, to)),
                             ENT_STR_ARG(enti_field(t, from)));
  return status;
}

ent_status enti_field_bounds(enti_actor_table *t, size_t from, size_t to, enti_form *form, ent_error *err)
{
  ent_date a, b;
  ent_status status = enti_field_span(t, from, to, &a, &b, err);
  if (status != ENT_OK)
    return status;
  form->from = ent_date_known(a) ? a.day : ENTI_DAY_MIN;
  form->to = ent_date_known(b) ? ent_date_last(b) : ENTI_DAY_MAX;
  return ENT_OK;
}

ent_status enti_field_not_empty(enti_actor_table *t, size_t i, ent_error *err)
{
  if (enti_field(t, i).n)
    return ENT_OK;
  ent_str column = t->columns[i] == SIZE_MAX ? ENT_STR("?") : t->table.columns[t->columns[i]];
  return enti_table_fail(&t->table, err, "\"%.*s\" is empty", ENT_STR_ARG(column));
}

ent_status enti_field_actor(enti_actor_table *t, size_t i, uint32_t *ret, ent_error *err)
{
  ent_str id = enti_field(t, i);
  uint32_t actor = enti_builder_find(t->b, id);
  if (!actor)
    return enti_table_fail(&t->table, err, "no state or organisation has the id \"%.*s\"", ENT_STR_ARG(id));
  *ret = actor;
  return ENT_OK;
}

ent_status enti_field_sector(enti_actor_table *t, size_t i, uint32_t *ret, ent_error *err)
{
  ent_str s = enti_field(t, i);
  if (s.n && !enti_is_sector(s))
    return enti_table_fail(&t->table, err, "\"%.*s\" is no sector", ENT_STR_ARG(s));
  *ret = enti_builder_str(t->b, s);
  return ENT_OK;
}

ent_status enti_field_word(enti_actor_table *t, size_t i, const char *const *words, uint32_t *ret, ent_error *err)
{
  ent_str s = enti_field(t, i);
  for (uint32_t k = 0; words[k]; k++)
    if (s.n && ent_str_eq(s, ent_str_of(words[k]))) {
      *ret = k;
      return ENT_OK;
    }
  return enti_table_fail(&t->table, err, "\"%.*s\" is no %.*s", ENT_STR_ARG(s),
                         ENT_STR_ARG(t->table.columns[t->columns[i]]));
}

ent_status enti_field_case(enti_actor_table *t, size_t i, enti_form *form, ent_error *err)
{
  ent_str s = enti_field(t, i);
  if (ent_str_eq(s, ENT_STR("exact")))
    form->flags |= ENTI_FORM_EXACT;
  else if (s.n && !ent_str_eq(s, ENT_STR("fold")))
    return enti_table_fail(&t->table, err, "case is \"exact\" or \"fold\", not \"%.*s\"", ENT_STR_ARG(s));
  return ENT_OK;
}

ent_status enti_row_form(enti_actor_table *t, ent_str text, enti_form form, ent_error *err)
{
  ent_error inner = {0};
  ent_status status = enti_builder_form_add(t->b, text, form, &inner);
  if (status == ENT_EINPUT)
    return enti_table_fail(&t->table, err, "%.600s", inner.message);
  if (status != ENT_OK && err)
    *err = inner;
  return status;
}

ent_status enti_row_forms(enti_actor_table *t, ent_str texts, enti_form form, ent_error *err)
{
  ent_str text;
  ent_status status = ENT_OK;
  while (status == ENT_OK && texts.n && ent_str_split(&texts, ';', &text)) {
    text = ent_str_trim(text);
    if (text.n)
      status = enti_row_form(t, text, form, err);
  }
  return status;
}
