/* Events in the layout of the Phoenix daily files, which PETRARCH2 made: 26 columns, tabs, no header. The pipeline's
 * one-a-day filter is not applied: each row is one statement of one document. */
#include "view/field_table.h"

const enti_view_column enti_phoenix_columns[ENTI_PHOENIX_COLUMNS] = {
    {"EventID", "a number for the row, the same in every run, and the program's version"},
    {"Date", "YYYYMMDD: of the event; of an undated one the story's day; empty where only its month or year is known"},
    {"Year", ""},
    {"Month", ""},
    {"Day", ""},
    {"SourceActorFull", "CAMEO letters of the source, together"},
    {"SourceActorEntity", "country, or IGO, NGO, IMG, MNC"},
    {"SourceActorRole", "sector"},
    {"SourceActorAttribute", "other letters, between semicolons"},
    {"TargetActorFull", "the target, likewise"},
    {"TargetActorEntity", ""},
    {"TargetActorRole", ""},
    {"TargetActorAttribute", ""},
    {"EventCode", "CAMEO"},
    {"EventRootCode", "its first two digits"},
    {"QuadClass", "0 to 4, as Phoenix counts"},
    {"GoldsteinScore", "of the code"},
    {"Issues", "empty"},
    {"Lat", "empty, as all places"},
    {"Lon", ""},
    {"LocationName", ""},
    {"StateName", ""},
    {"CountryCode", ""},
    {"SentenceID", "document and number of the sentence, the title counted, from 1"},
    {"URLs", "the story's address"},
    {"NewsSources", "its publisher"},
};

static void put_actor(const enti_coded_row *row, const ent_actor_ref *actor, ent_buf *out)
{
  enti_cameo_actor a;
  enti_cameo_actor_of(row->knowledge->actors, actor, row->day, &a);
  enti_put_c(out, a.code);
  enti_put_text(out, a.country.n ? a.country : a.class);
  enti_put_text(out, a.sector);
  enti_put_text(out, a.group);
  if (a.part.n)
    ent_buf_printf(out, ";%.*s", ENT_STR_ARG(a.part));
}

static uint64_t quad(ent_str cameo)
{
  static const uint8_t of_root[] = {0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3, 4, 4, 3, 4, 4, 4, 4};
  int root = enti_cameo_root(cameo);
  return root >= 0 && root <= 20 ? of_root[root] : 0;
}

static void put_row(const enti_coded_row *row, ent_buf *out)
{
  ent_str cameo = row->pair.cameo;
  ent_buf_printf(out, "%llu_v%s", (unsigned long long)row->number, ent_version());
  enti_put_date(out, row->day, '8');
  enti_put_date(out, row->day, 'Y');
  enti_put_date(out, row->day, 'm');
  enti_put_date(out, row->day, 'd');
  put_actor(row, row->pair.source, out);
  put_actor(row, row->pair.target, out);
  enti_put_text(out, cameo);
  enti_put_text(out, enti_cameo_level(cameo, 2));
  enti_put_number(out, quad(cameo));
  if (row->scored)
    enti_put_tenths(out, row->goldstein);
  else
    enti_put_nothing(out, 1);
  enti_put_nothing(out, 6);
  enti_put_text(out, row->doc->id);
  ent_buf_printf(out, "_%u", row->claim->sentence + 1);
  enti_put_text(out, row->doc->url);
  enti_put_text(out, row->doc->source);
  enti_put_line_end(out);
}

void ent_view_phoenix(const ent_document *doc, const ent_view_knowledge *knowledge, ent_buf *out)
{
  enti_each_row(doc, knowledge, put_row, out);
}
