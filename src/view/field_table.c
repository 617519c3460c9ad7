/* Rows of the formats of the field (view/field_table.h), and the file that explains their columns. */
#include "view/field_table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void enti_each_row(const ent_document *doc, const ent_view_knowledge *knowledge,
                   void (*put)(const enti_coded_row *row, ent_buf *out), ent_buf *out)
{
  enti_goldstein_table codes = {0};
  bool known = knowledge->pack && enti_goldstein_open(knowledge->pack, &codes, NULL) == ENT_OK;
  for (size_t i = 0, number = 0; i < doc->n_claims; number += doc->claims[i++].kind == ENT_EVENT) {
    const ent_claim *c = &doc->claims[i];
    enti_coded_row row = {.doc = doc, .knowledge = knowledge, .claim = c, .day = enti_coded_day(doc, c)};
    if (!enti_is_coded(c) || !c->cameo.n)
      continue;
    for (size_t k = 0; enti_pair_at(c, k, &row.pair); k++) {
      row.number = enti_row_number(doc, number, k);
      row.scored = known && enti_goldstein_find(&codes, row.pair.cameo, &row.goldstein);
      put(&row, out);
    }
  }
}

/* ---- fields --------------------------------------------------------------------------------------------------------- */

static void next_field(ent_buf *out)
{
  if (out->n && out->p[out->n - 1] != '\n')
    ent_buf_char(out, '\t');
}

void enti_put_text(ent_buf *out, ent_str value)
{
  next_field(out);
  for (size_t i = 0; i < value.n; i++)
    ent_buf_char(out, (unsigned char)value.p[i] < 0x20 ? ' ' : value.p[i]);
}

void enti_put_c(ent_buf *out, const char *value)
{
  enti_put_text(out, ent_str_of(value));
}

void enti_put_number(ent_buf *out, uint64_t value)
{
  next_field(out);
  ent_buf_printf(out, "%llu", (unsigned long long)value);
}

void enti_put_nothing(ent_buf *out, size_t n)
{
  for (size_t i = 0; i < n; i++)
    ent_buf_char(out, '\t');
}

void enti_put_tenths(ent_buf *out, double value)
{
  long tenths = lround(value * 10);
  next_field(out);
  ent_buf_printf(out, "%s%ld", tenths < 0 ? "-" : "", labs(tenths) / 10);
  if (tenths % 10)
    ent_buf_printf(out, ".%ld", labs(tenths) % 10);
}

void enti_put_date(ent_buf *out, ent_date date, char what)
{
  int y = 0, m = 0, d = 0;
  next_field(out);
  if (ent_date_known(date))
    ent_date_split(date, &y, &m, &d);
  if (y < 1 || y > 9999)
    return;
  if (what == 'Y')
    ent_buf_printf(out, "%d", y);
  else if (what == 'm' && m)
    ent_buf_printf(out, "%d", m);
  else if (what == 'd' && d)
    ent_buf_printf(out, "%d", d);
  else if (what == '6' && m)
    ent_buf_printf(out, "%04d%02d", y, m);
  else if (what == '8' && d)
    ent_buf_printf(out, "%04d%02d%02d", y, m, d);
  else if (what == '-' && d)
    ent_buf_printf(out, "%04d-%02d-%02d", y, m, d);
}

void enti_put_line_end(ent_buf *out)
{
  ent_buf_char(out, '\n');
}

ent_str enti_cameo_level(ent_str code, size_t digits)
{
  return ent_str_slice(code, 0, code.n < digits ? code.n : digits);
}

int enti_cameo_root(ent_str code)
{
  int root = 0;
  for (size_t i = 0; i < 2 && i < code.n; i++)
    root = root * 10 + (code.p[i] >= '0' && code.p[i] <= '9' ? code.p[i] - '0' : 0);
  return root;
}

/* ---- the column file ------------------------------------------------------------------------------------------------ */

static const enti_view_column plover_keys[] = {
    {"id", "document and number of the event"},
    {"date", "first day of the event; of an undated one the story's"},
    {"enddate", "last day, where it is another"},
    {"actor", "who acts: code (ISO 3166 alpha-3, or IGO, NGO …), sector, entity_text"},
    {"recipient", "to whom, likewise"},
    {"event", "PLOVER type"},
    {"quad_code", "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict"},
    {"mode", "PLOVER mode"},
    {"context", "PLOVER contexts"},
    {"text", "the sentence"},
    {"text_info", "its number, and its place in bytes of the original file"},
    {"cite_info", "title, publisher, address of the story; program, codebook, version"},
};

static void put_columns(const enti_view_column *columns, size_t n, ent_buf *out)
{
  ent_buf_c(out, "column\tname\tmeaning\n");
  for (size_t i = 0; i < n; i++)
    ent_buf_printf(out, "%zu\t%s\t%s\n", i + 1, columns[i].name, columns[i].meaning);
}

bool ent_view_columns(const char *format, const ent_pack *pack, ent_buf *out)
{
  static const struct {
    const char *format, *layout, *ontology;
    const enti_view_column *columns;
    size_t n;
  } all[] = {
      {"gdelt", "GDELT 2.0 events", "CAMEO 1.1b3", enti_gdelt_columns, ENTI_GDELT_COLUMNS},
      {"icews", "ICEWS coded events", "CAMEO 1.1b3", enti_icews_columns, ENTI_ICEWS_COLUMNS},
      {"phoenix", "Phoenix daily file (PETRARCH2)", "CAMEO 1.1b3", enti_phoenix_columns, ENTI_PHOENIX_COLUMNS},
      {"plover", "PLOVER JSON records", "PLOVER 2021, draft 2.0", plover_keys, sizeof plover_keys / sizeof *plover_keys},
  };
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
    if (strcmp(all[i].format, format) != 0)
      continue;
    ent_buf_printf(out, "# layout\t%s\n# program\tentente %s\n# data\t%s\n# ontology\t%s\n", all[i].layout, ent_version(),
                   ent_pack_version(pack), all[i].ontology);
    put_columns(all[i].columns, all[i].n, out);
    return true;
  }
  return false;
}
