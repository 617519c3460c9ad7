/* Rows of the formats of the field: fields behind tabs, what is unknown left empty. */
#ifndef ENTI_VIEW_TABLE_H
#define ENTI_VIEW_TABLE_H

#include <entente/view.h>

#include "event/goldstein.h"
#include "view/cameo_actor.h"
#include "view/coded.h"

typedef struct enti_view_column {
  const char *name, *meaning;
} enti_view_column;

#define ENTI_GDELT_COLUMNS 61
#define ENTI_ICEWS_COLUMNS 20
#define ENTI_PHOENIX_COLUMNS 26
extern const enti_view_column enti_gdelt_columns[ENTI_GDELT_COLUMNS];
extern const enti_view_column enti_icews_columns[ENTI_ICEWS_COLUMNS];
extern const enti_view_column enti_phoenix_columns[ENTI_PHOENIX_COLUMNS];

/* What a row tells of. */
typedef struct enti_coded_row {
  const ent_document *doc;
  const ent_view_knowledge *knowledge;
  const ent_claim *claim;
  enti_pair pair;
  uint64_t number; /* of the row: enti_row_number */
  ent_date day;    /* enti_coded_day */
  bool scored;     /* its code has a Goldstein value */
  double goldstein;
} enti_coded_row;

/* Calls `put` for each row of the document, in order of its claims. */
void enti_each_row(const ent_document *doc, const ent_view_knowledge *knowledge,
                   void (*put)(const enti_coded_row *row, ent_buf *out), ent_buf *out);

/* Fields. Each but the first of a line, which must not be empty, puts the tab before it. Control characters, which would end a field or a line,
 * become spaces. */
void enti_put_text(ent_buf *out, ent_str value);
void enti_put_c(ent_buf *out, const char *value);
void enti_put_number(ent_buf *out, uint64_t value);
void enti_put_nothing(ent_buf *out, size_t n);
/* "-10", "3.4" */
void enti_put_tenths(ent_buf *out, double value);
/* What a date tells of year ('Y'), month ('m'), day ('d'), or together: '6' YYYYMM, '8' YYYYMMDD, '-' YYYY-MM-DD. Empty
 * where it is not as precise as that. */
void enti_put_date(ent_buf *out, ent_date date, char what);
void enti_put_line_end(ent_buf *out);

/* Leading digits of a CAMEO code: 2 its root, 3 its base. */
ent_str enti_cameo_level(ent_str code, size_t digits);
int enti_cameo_root(ent_str code);

#endif
