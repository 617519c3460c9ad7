/* Events in the layout of GDELT 2.0: 61 columns, tabs, no header (Event Codebook V2.0, 2015). Columns that GDELT fills
 * from what one document cannot tell (tone, places, reports elsewhere) are empty. */
#include "view/field_table.h"

#include <math.h>

const enti_view_column enti_gdelt_columns[ENTI_GDELT_COLUMNS] = {
    {"GLOBALEVENTID", "a number for the row, the same in every run"},
    {"Day", "YYYYMMDD: of the event; of an undated one the story's day; empty where only its month or year is known"},
    {"MonthYear", "YYYYMM"},
    {"Year", "YYYY"},
    {"FractionDate", "year + (month * 30 + day) / 365"},
    {"Actor1Code", "CAMEO letters of the source, together"},
    {"Actor1Name", "its usual name"},
    {"Actor1CountryCode", "CAMEO's three letters of a state"},
    {"Actor1KnownGroupCode", "of an organisation: UNO, NAT, EEC …"},
    {"Actor1EthnicCode", "empty"},
    {"Actor1Religion1Code", "empty"},
    {"Actor1Religion2Code", "empty"},
    {"Actor1Type1Code", "class of an organisation (IGO …), or sector (GOV …)"},
    {"Actor1Type2Code", "sector of an organisation's part"},
    {"Actor1Type3Code", "empty"},
    {"Actor2Code", "the target, likewise"},
    {"Actor2Name", ""},
    {"Actor2CountryCode", ""},
    {"Actor2KnownGroupCode", ""},
    {"Actor2EthnicCode", ""},
    {"Actor2Religion1Code", ""},
    {"Actor2Religion2Code", ""},
    {"Actor2Type1Code", ""},
    {"Actor2Type2Code", ""},
    {"Actor2Type3Code", ""},
    {"IsRootEvent", "1 in the title or first paragraph, else 0"},
    {"EventCode", "CAMEO"},
    {"EventBaseCode", "its first three digits"},
    {"EventRootCode", "its first two"},
    {"QuadClass", "1 verbal cooperation … 4 material conflict, as GDELT counts"},
    {"GoldsteinScale", "of the code"},
    {"NumMentions", "empty: not known from one document"},
    {"NumSources", "empty"},
    {"NumArticles", "empty"},
    {"AvgTone", "empty"},
    {"Actor1Geo_Type", "empty, as all places"},
    {"Actor1Geo_FullName", ""},
    {"Actor1Geo_CountryCode", ""},
    {"Actor1Geo_ADM1Code", ""},
    {"Actor1Geo_ADM2Code", ""},
    {"Actor1Geo_Lat", ""},
    {"Actor1Geo_Long", ""},
    {"Actor1Geo_FeatureID", ""},
    {"Actor2Geo_Type", ""},
    {"Actor2Geo_FullName", ""},
    {"Actor2Geo_CountryCode", ""},
    {"Actor2Geo_ADM1Code", ""},
    {"Actor2Geo_ADM2Code", ""},
    {"Actor2Geo_Lat", ""},
    {"Actor2Geo_Long", ""},
    {"Actor2Geo_FeatureID", ""},
    {"ActionGeo_Type", ""},
    {"ActionGeo_FullName", ""},
    {"ActionGeo_CountryCode", ""},
    {"ActionGeo_ADM1Code", ""},
    {"ActionGeo_ADM2Code", ""},
    {"ActionGeo_Lat", ""},
    {"ActionGeo_Long", ""},
    {"ActionGeo_FeatureID", ""},
    {"DATEADDED", "empty: no file of GDELT had it"},
    {"SOURCEURL", "the story's address, else its id"},
};

static void put_fraction(ent_buf *out, ent_date date)
{
  int y, m, d;
  if (!ent_date_known(date) || date.precision != ENT_DATE_DAY) {
    enti_put_text(out, ENT_STR_NONE);
    return;
  }
  ent_date_split(date, &y, &m, &d);
  long parts = lround((m * 30 + d) / 365.0 * 10000);
  ent_buf_printf(out, "\t%ld.%04ld", y + parts / 10000, parts % 10000);
}

static void put_actor(const enti_coded_row *row, const ent_actor_ref *actor, ent_buf *out)
{
  enti_cameo_actor a;
  enti_cameo_actor_of(row->knowledge->actors, actor, row->day, &a);
  enti_put_c(out, a.code);
  enti_put_text(out, a.name);
  enti_put_text(out, a.country);
  enti_put_text(out, a.group);
  enti_put_nothing(out, 3); /* ethnic group, religions */
  enti_put_text(out, a.class.n ? a.class : a.sector);
  enti_put_text(out, a.class.n ? a.sector : ENT_STR_NONE);
  enti_put_nothing(out, 1);
}

static bool is_lead(const enti_coded_row *row)
{
  const ent_document *doc = row->doc;
  const ent_sentence *s = &doc->sentences[row->claim->sentence];
  if (s->kind == ENT_SENTENCE_TITLE)
    return true;
  for (size_t i = 0; i < doc->n_sentences; i++)
    if (doc->sentences[i].kind == ENT_SENTENCE_BODY)
      return s->paragraph == doc->sentences[i].paragraph;
  return false;
}

/* GDELT's own: 09 counts as material cooperation and 14 as verbal conflict in its files. */
static int quad(ent_str cameo)
{
  int root = enti_cameo_root(cameo);
  return root <= 5 ? 1 : root <= 9 ? 2 : root <= 14 ? 3 : 4;
}

/* GDELT's value of 164 is not the codebook's. */
static double goldstein(const enti_coded_row *row)
{
  return ent_str_eq(row->pair.cameo, ENT_STR("164")) ? -7.0 : row->goldstein;
}

static void put_row(const enti_coded_row *row, ent_buf *out)
{
  ent_str cameo = row->pair.cameo;
  enti_put_number(out, row->number);
  enti_put_date(out, row->day, '8');
  enti_put_date(out, row->day, '6');
  enti_put_date(out, row->day, 'Y');
  put_fraction(out, row->day);
  put_actor(row, row->pair.source, out);
  put_actor(row, row->pair.target, out);
  enti_put_number(out, is_lead(row));
  enti_put_text(out, cameo);
  enti_put_text(out, enti_cameo_level(cameo, 3));
  enti_put_text(out, enti_cameo_level(cameo, 2));
  enti_put_number(out, (uint64_t)quad(cameo));
  if (row->scored)
    enti_put_tenths(out, goldstein(row));
  else
    enti_put_nothing(out, 1);
  enti_put_nothing(out, 4 + 3 * 8 + 1);
  enti_put_text(out, row->doc->url.n ? row->doc->url : row->doc->id);
  enti_put_line_end(out);
}

void ent_view_gdelt(const ent_document *doc, const ent_view_knowledge *knowledge, ent_buf *out)
{
  enti_each_row(doc, knowledge, put_row, out);
}
