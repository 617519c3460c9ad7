/* What the drawings of characters share. */
#ifndef ENTI_TEXT_CHART_H
#define ENTI_TEXT_CHART_H

#include <entente/chart.h>

unsigned enti_text_width(const ent_chart_style *style);
/* The escape sequence of a line's colour: blue, orange, …, as in the pictures, from the terminal's own sixteen. */
const char *enti_text_colour(size_t i);
/* An axis of time: a rule with ticks, and the years below it, behind `indent` columns. */
void enti_text_years(const ent_chart_style *style, unsigned indent, unsigned columns, int32_t first, int32_t last,
                     ent_buf *out);
/* s in exactly `columns` columns: padded, or cut with an ellipsis. Wide characters count as two. */
void enti_text_cell(const ent_chart_style *style, ent_buf *out, ent_str s, unsigned columns);

#endif
