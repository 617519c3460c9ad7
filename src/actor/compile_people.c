/* people*.tsv → persons, their offices, full names and names used alone. */
#include "actor/actor_tables.h"

enum { P_PERSON, P_NAME, P_NAMES, P_SURNAME, P_ACTOR, P_SECTOR, P_OFFICE, P_START, P_END, P_SEEN, P_SOURCE, P_COUNT };
static const char *const columns[P_COUNT] = {"person", "name",  "names", "surname", "actor", "sector",
                                             "office", "start", "end",   "seen",    "source"};

/* Offices whose holder the news calls by surname alone from the start. */
static bool is_top(ent_str office)
{
  return ent_str_starts(office, ENT_STR("head-of-")) || ent_str_starts(office, ENT_STR("secretary-general")) ||
         ent_str_eq(office, ENT_STR("leader")) || ent_str_eq(office, ENT_STR("supreme-leader"));
}

static ent_status check_row(enti_actor_table *t, enti_office *office, ent_error *err)
{
  static const size_t needed[] = {P_PERSON, P_NAME, P_OFFICE, P_SOURCE};
  ent_status status = ENT_OK;
  for (size_t i = 0; status == ENT_OK && i < sizeof needed / sizeof *needed; i++)
    status = enti_field_not_empty(t, needed[i], err);
  ent_date start, end, seen;
  if (status == ENT_OK)
    status = enti_field_actor(t, P_ACTOR, &office->actor, err);
  if (status == ENT_OK && !enti_is_org_type(enti_field(t, P_SECTOR))) /* "IGO": the organisation itself */
    status = enti_field_sector(t, P_SECTOR, &office->sector, err);
  if (status == ENT_OK)
    status = enti_field_span(t, P_START, P_END, &start, &end, err);
  if (status == ENT_OK)
    status = enti_field_date(t, P_SEEN, &seen, err);
  if (status != ENT_OK)
    return status;
  if (!ent_date_known(end) && !ent_date_known(seen))
    return enti_table_fail(&t->table, err, "an office without an end needs the day at which it was last `seen` held");
  office->start = enti_builder_day(start);
  office->end = enti_builder_day(end);
  office->seen = enti_builder_day(seen);
  return ENT_OK;
}

static ent_status people_row(enti_actor_table *t, ent_error *err)
{
  enti_builder *b = t->b;
  enti_office office = {0};
  ent_status status = check_row(t, &office, err);
  if (status != ENT_OK)
    return status;
  office.person = enti_builder_person(b, enti_field(t, P_PERSON));
  office.office = enti_builder_str(b, enti_field(t, P_OFFICE));
  office.top = is_top(enti_field(t, P_OFFICE)) ||
               (ent_str_eq(enti_field(t, P_OFFICE), ENT_STR("party-leader")) && ent_str_eq(enti_field(t, P_SECTOR), ENT_STR("GOV")));
  if (!office.person || !enti_builder_office(b, &office))
    return enti_row_no_memory(err);
  b->people[office.person].name = enti_builder_str(b, enti_field(t, P_NAME));
  enti_form form = {.what = ENTI_PERSON_FORM, .of = office.person, .from = ENTI_DAY_MIN, .to = ENTI_DAY_MAX,
                    .flags = ENTI_FORM_EXACT};
  status = enti_row_form(t, enti_field(t, P_NAME), form, err);
  if (status == ENT_OK)
    status = enti_row_forms(t, enti_field(t, P_NAMES), form, err);
  form.what = ENTI_SURNAME_FORM;
  return status == ENT_OK ? enti_row_forms(t, enti_field(t, P_SURNAME), form, err) : status;
}

ent_status enti_read_people(enti_builder *b, const char *path, ent_error *err)
{
  return enti_actor_table_read(b, path, columns, P_COUNT, P_COUNT, people_row, err);
}
