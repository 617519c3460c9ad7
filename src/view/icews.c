/* Events in the layout of ICEWS: 20 columns, tabs, one header row. Actors are named as ICEWS names them: "Military
 * (Vietnam)" for a part of a country, the country's English name for the whole. */
#include "view/field_table.h"

const enti_view_column enti_icews_columns[ENTI_ICEWS_COLUMNS] = {
    {"Event ID", "a number for the row, the same in every run"},
    {"Event Date", "YYYY-MM-DD: of the event; of an undated one the story's day; empty where only its month or year is known"},
    {"Source Name", "who acts"},
    {"Source Sectors", "sector, in ICEWS's words"},
    {"Source Country", "English name, in ICEWS's spelling; empty for an organisation"},
    {"Event Text", "label of the code"},
    {"CAMEO Code", "CAMEO"},
    {"Intensity", "Goldstein value of the code, -10 to 10"},
    {"Target Name", "to whom"},
    {"Target Sectors", ""},
    {"Target Country", ""},
    {"Story ID", "a number for the story, the same in every run"},
    {"Sentence Number", "from 1, the title counted"},
    {"Publisher", "as the story states it"},
    {"City", "empty, as all places"},
    {"District", ""},
    {"Province", ""},
    {"Country", ""},
    {"Latitude", ""},
    {"Longitude", ""},
};

typedef struct pair {
  const char *from, *to;
} pair;

static ent_str translate(const pair *table, size_t n, ent_str word, ent_str otherwise)
{
  for (size_t i = 0; i < n; i++)
    if (ent_str_eq(word, ent_str_of(table[i].from)))
      return ent_str_of(table[i].to);
  return otherwise;
}

/* ICEWS's spelling where it is not the usual name. */
static ent_str country_name(ent_str id, ent_str usual)
{
  static const pair names[] = {
      {"RUS", "Russian Federation"}, {"PSE", "Occupied Palestinian Territory"}, {"MDA", "Moldova, Republic of"},
      {"COD", "Democratic Republic of Congo"}, {"COG", "Congo"}, {"CZE", "Czech Republic"}, {"TLS", "Timor-Leste"},
      {"CIV", "Cote d'Ivoire"}, {"MKD", "the former Yugoslav Republic of Macedonia"}};
  return translate(names, sizeof names / sizeof *names, id, usual);
}

static ent_str sector_name(ent_str sector)
{
  static const pair names[] = {
      {"GOV", "Government"}, {"MIL", "Military"}, {"COP", "Police"}, {"JUD", "Judicial"},
      {"LEG", "Legislative / Parliamentary"}, {"SPY", "Military Intelligence"}, {"PTY", "Parties"}, {"OPP", "Dissident"},
      {"REB", "Rebel"}, {"UAF", "Unidentified Forces"}, {"CRM", "Criminals / Gangs"}, {"ELI", "Elite"},
      {"CVL", "General Population / Civilian / Social"}, {"SOC", "Social"}, {"BUS", "Business"}, {"JRN", "Media"},
      {"MED", "Medical / Health"}, {"EDU", "Education"}, {"LAB", "Labor"}, {"AGR", "Agricultural"},
      {"REF", "Refugees / Displaced"}, {"REL", "National Religious"}};
  return translate(names, sizeof names / sizeof *names, sector, ENT_STR_NONE);
}

static ent_str class_name(ent_str org)
{
  static const pair names[] = {{"IGO", "International Government Organization"},
                               {"NGO", "Nongovernmental Organization (International)"},
                               {"IMG", "International Insurgents"},
                               {"MNC", "Multinational Corporation"}};
  return translate(names, sizeof names / sizeof *names, org, ENT_STR_NONE);
}

static ent_str usual_name(const enti_coded_row *row, const ent_actor_ref *actor)
{
  ent_actor_info info;
  const ent_actors *actors = row->knowledge->actors;
  return actors && ent_actors_info(actors, actor->id, row->day, &info) && info.name.n ? info.name : actor->id;
}

static void put_actor(const enti_coded_row *row, const ent_actor_ref *actor, ent_buf *out)
{
  if (!actor) {
    enti_put_nothing(out, 3);
    return;
  }
  bool whole = !actor->sector.n;
  ent_str sector = sector_name(actor->sector), usual = usual_name(row, actor);
  if (actor->org.n) {
    enti_put_text(out, usual);
    enti_put_text(out, class_name(actor->org));
    if (!whole && sector.n)
      ent_buf_printf(out, ",%.*s", ENT_STR_ARG(sector));
    enti_put_nothing(out, 1);
    return;
  }
  ent_str country = country_name(actor->id, usual);
  enti_put_text(out, whole || !sector.n ? country : sector);
  if (!whole && sector.n)
    ent_buf_printf(out, " (%.*s)", ENT_STR_ARG(country));
  enti_put_text(out, sector);
  enti_put_text(out, country);
}

static void put_row(const enti_coded_row *row, ent_buf *out)
{
  enti_goldstein_table codes = {0};
  bool known = row->knowledge->pack && enti_goldstein_open(row->knowledge->pack, &codes, NULL) == ENT_OK;
  enti_put_number(out, row->number);
  enti_put_date(out, row->day, '-');
  put_actor(row, row->pair.source, out);
  enti_put_text(out, known ? enti_cameo_name(&codes, row->pair.cameo) : ENT_STR_NONE);
  enti_put_text(out, row->pair.cameo);
  if (row->scored)
    enti_put_tenths(out, row->goldstein);
  else
    enti_put_nothing(out, 1);
  put_actor(row, row->pair.target, out);
  enti_put_number(out, enti_story_number(row->doc));
  enti_put_number(out, (uint64_t)row->claim->sentence + 1);
  enti_put_text(out, row->doc->source);
  enti_put_nothing(out, 6);
  enti_put_line_end(out);
}

void ent_view_icews(const ent_document *doc, const ent_view_knowledge *knowledge, ent_buf *out)
{
  enti_each_row(doc, knowledge, put_row, out);
}

void ent_view_icews_header(ent_buf *out)
{
  for (size_t i = 0; i < ENTI_ICEWS_COLUMNS; i++)
    enti_put_c(out, enti_icews_columns[i].name);
  enti_put_line_end(out);
}
