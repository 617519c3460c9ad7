/* orgs.tsv and memberships.tsv → actors, their full names, who belonged to what when. */
#include "actor/actor_tables.h"

enum { O_ID, O_NAME, O_NAMES, O_TYPE, O_SECTOR, O_COUNTRY, O_PARENT, O_START, O_END, O_SOURCE, O_COUNT };
static const char *const org_columns[O_COUNT] = {"id",      "name",   "names", "type", "sector",
                                                 "country", "parent", "start", "end",  "source"};
enum { TYPE_MED = 5 };

/* An id such as "HOUTHI" may also stand in the text as it is, but only org_names.tsv says so. */
static ent_status org_names(enti_actor_table *t, uint32_t actor, ent_error *err)
{
  enti_form form = {.what = ENTI_ACTOR_FORM, .kind = ENTI_KIND_NAME, .of = actor, .from = ENTI_DAY_MIN, .to = ENTI_DAY_MAX};
  form.sector = t->b->actors[actor].sector;
  ent_status status = enti_row_form(t, enti_field(t, O_NAME), form, err);
  return status == ENT_OK ? enti_row_forms(t, enti_field(t, O_NAMES), form, err) : status;
}

static ent_status org_row(enti_actor_table *t, ent_error *err)
{
  enti_builder *b = t->b;
  ent_date start, end;
  uint32_t type, sector;
  ent_status status = enti_field_not_empty(t, O_ID, err);
  if (status == ENT_OK)
    status = enti_field_not_empty(t, O_NAME, err);
  if (status == ENT_OK)
    status = enti_field_not_empty(t, O_SOURCE, err);
  if (status == ENT_OK)
    status = enti_field_word(t, O_TYPE, enti_org_types, &type, err);
  if (status == ENT_OK)
    status = enti_field_sector(t, O_SECTOR, &sector, err);
  if (status == ENT_OK)
    status = enti_field_span(t, O_START, O_END, &start, &end, err);
  if (status == ENT_OK && enti_field(t, O_COUNTRY).n && !enti_builder_find(b, enti_field(t, O_COUNTRY)))
    status = enti_table_fail(&t->table, err, "no state has the id \"%.*s\"", ENT_STR_ARG(enti_field(t, O_COUNTRY)));
  if (status != ENT_OK)
    return status;
  uint32_t known = enti_builder_find(b, enti_field(t, O_ID));
  if (known && (b->actors[known].flags & ENTI_ACTOR_STATE))
    return enti_table_fail(&t->table, err, "\"%.*s\" is the id of a state", ENT_STR_ARG(enti_field(t, O_ID)));
  uint32_t actor = enti_builder_actor(b, enti_field(t, O_ID));
  if (!actor)
    return enti_row_no_memory(err);
  enti_actor *a = &b->actors[actor];
  a->name = enti_builder_str(b, enti_field(t, O_NAME));
  a->kind = enti_builder_str(b, enti_field(t, O_TYPE));
  a->sector = sector;
  a->country = enti_builder_str(b, enti_field(t, O_COUNTRY));
  a->parent = enti_builder_str(b, enti_field(t, O_PARENT));
  a->start = enti_builder_day(start);
  a->end = enti_builder_day(end);
  a->flags = type == TYPE_MED ? ENTI_ACTOR_MEDIA : 0;
  return org_names(t, actor, err);
}

ent_status enti_read_orgs(enti_builder *b, const char *path, ent_error *err)
{
  return enti_actor_table_read(b, path, org_columns, O_COUNT, O_COUNT, org_row, err);
}

enum { M_SUBJECT, M_RELATION, M_OBJECT, M_START, M_END, M_COUNT };
static const char *const member_columns[M_COUNT] = {"subject", "relation", "object", "start", "end"};

/* Rows whose parties are no actors of ours are the reference base's business, and passed over here. */
static ent_status member_row(enti_actor_table *t, ent_error *err)
{
  ent_str relation = enti_field(t, M_RELATION);
  if (!ent_str_eq(relation, ENT_STR("member-of")) && !ent_str_eq(relation, ENT_STR("founding-member-of")))
    return ENT_OK;
  ent_date start, end;
  ent_status status = enti_field_span(t, M_START, M_END, &start, &end, err);
  enti_member m = {.org = enti_builder_find(t->b, enti_field(t, M_OBJECT)),
                   .member = enti_builder_find(t->b, enti_field(t, M_SUBJECT))};
  if (status != ENT_OK || !m.org || !m.member)
    return status;
  m.start = enti_builder_day(start);
  m.end = enti_builder_day(end);
  return enti_builder_member(t->b, &m) ? ENT_OK : enti_row_no_memory(err);
}

ent_status enti_read_memberships(enti_builder *b, const char *path, ent_error *err)
{
  return enti_actor_table_read(b, path, member_columns, M_COUNT, M_COUNT, member_row, err);
}
