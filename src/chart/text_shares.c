/* Shares of a whole over time as characters: one stack a column, the line below it, and a key with the last shares. Shares
 * differ in how dense their cells are, so that they can be told apart without colour. */
#include "chart/axis.h"
#include "chart/share.h"
#include "chart/text.h"

#include <math.h>

#define INDENT 9 /* as wide as the axis of a panel, so that the years of both stand one below the other */

typedef struct stack {
  const ent_chart_style *style;
  const ent_chart_shares_of *of;
  ent_arena *arena;
  const double *totals; /* n_times */
  unsigned columns, rows;
  enti_scale days; /* of columns */
} stack;

static const char *fill_of(const ent_chart_style *style, size_t share)
{
  static const char *const blocks[] = {"█", "▒", "▚", "░", "▞", "▪"}, *const ascii[] = {"#", "=", "+", ":", "o", "."};
  return style->ascii ? ascii[share % 6] : blocks[share % 6];
}

/* The time that is nearest to the middle of a column. */
static size_t time_of(const stack *s, unsigned column)
{
  const double middle = enti_scale_at(&s->days, column + 0.5);
  size_t time = 0;
  while (time + 1 < s->of->n_times && s->of->days[time + 1] - middle <= middle - s->of->days[time])
    time++;
  return time;
}

/* Which share a cell shows: the one in whose part of the whole its middle lies; n_shares: nothing is known then. */
static size_t share_of(const stack *s, unsigned row, unsigned column)
{
  const size_t time = time_of(s, column), n = s->of->n_shares;
  const double total = s->totals[time], middle = total * (s->rows - row - 0.5) / s->rows;
  double sum = 0;
  for (size_t i = 0; i < n && total > 0; i++)
    if ((sum += enti_share_value(s->of, i, time)) > middle)
      return i;
  return n;
}

/* The cells of a row; a colour holds until the next share. */
static void put_row(const stack *s, unsigned row, ent_buf *out)
{
  const size_t none = s->of->n_shares;
  size_t before = none;
  for (unsigned column = 0; column < s->columns; column++) {
    const size_t share = share_of(s, row, column);
    if (s->style->colour && share != before)
      ent_buf_c(out, share == none ? "\x1b[0m" : enti_text_colour(share));
    ent_buf_c(out, share == none ? " " : fill_of(s->style, share));
    before = share;
  }
  ent_buf_c(out, s->style->colour && before != none ? "\x1b[0m\n" : "\n");
}

static void put_stacks(const stack *s, ent_buf *out)
{
  for (unsigned row = 0; row < s->rows; row++) {
    const char *label = row == 0 ? "100 %" : row == s->rows / 2 ? "50 %" : "";
    ent_buf_printf(out, "%*s %s", INDENT - 2, label, s->style->ascii ? "|" : *label ? "┤" : "│");
    put_row(s, row, out);
  }
}

/* From top to bottom as the stack stands, with the shares of the last time that has any. */
static ent_status put_key(const stack *s, ent_buf *out, ent_error *err)
{
  size_t last = s->of->n_times - 1;
  while (last && !(s->totals[last] > 0))
    last--;
  const double total = s->totals[last];
  const size_t n = s->of->n_shares;
  ent_chart_row *rows = ent_arena_array(s->arena, n, sizeof *rows);
  for (size_t i = 0; rows && i < n; i++) {
    const size_t share = n - 1 - i;
    const double part = total > 0 ? enti_share_value(s->of, share, last) / total : NAN;
    rows[i].label = ent_arena_printf(s->arena, "%s %.*s", fill_of(s->style, share), ENT_STR_ARG(s->of->shares[share].label));
    rows[i].note = isfinite(part) ? ent_arena_printf(s->arena, "%.0f %%", 100 * part) : ENT_STR_NONE;
    rows[i].value = part;
  }
  char date[16];
  const ent_date when = ent_date_coarsen((ent_date){s->of->days[last], ENT_DATE_DAY}, ENT_DATE_YEAR);
  ent_buf_printf(out, "%s\n", ent_date_format(when, date));
  if (rows)
    ent_chart_text_rows(s->style, rows, n, out);
  return rows ? ENT_OK : ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
}

static ent_status put_line(const stack *s, int32_t first, int32_t last, ent_buf *out, ent_error *err)
{
  const ent_chart_shares_of *of = s->of;
  ent_chart_point *points = ent_arena_array(s->arena, of->n_times, sizeof *points);
  if (!points)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  for (size_t i = 0; i < of->n_times; i++)
    points[i] = (ent_chart_point){of->days[i], of->line[i], NAN, NAN};
  const ent_chart_line line = {of->line_label, points, of->n_times, false};
  const ent_chart_panel panel = {.title = of->line_label, .low = 0, .high = NAN, .lines = &line, .n_lines = 1};
  ent_chart_style style = *s->style;
  style.height = s->rows / 2 < 4 ? 4 : s->rows / 2;
  ent_buf_char(out, '\n');
  return ent_chart_text_panel(&style, &panel, first, last, out, err);
}

static ent_status put_shares(stack *s, ent_buf *out, ent_error *err)
{
  const ent_chart_shares_of *of = s->of;
  const int32_t first = of->days[0], end = of->days[of->n_times - 1], last = end > first ? end : first + 1;
  s->days = (enti_scale){0, s->columns, first, (double)last + 1};
  ent_status status = ENT_OK;
  if (of->n_times > 1) { /* a single time has no course: its shares below are all */
    put_stacks(s, out);
    enti_text_years(s->style, INDENT, s->columns, first, last, out);
    if (of->line)
      status = put_line(s, first, last, out, err);
    ent_buf_char(out, '\n');
  }
  if (status == ENT_OK)
    status = put_key(s, out, err);
  return status == ENT_OK && out->failed ? ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory") : status;
}

ent_status ent_chart_text_shares(const ent_chart_style *style, const ent_chart_shares_of *of, ent_buf *out, ent_error *err)
{
  ent_arena *arena = ent_arena_new(0);
  double *totals = arena ? ent_arena_array(arena, of->n_times + 1, sizeof *totals) : NULL;
  ent_status status = totals ? enti_share_totals(of, totals, err) : ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  if (status == ENT_OK) {
    const unsigned width = enti_text_width(style);
    stack s = {.style = style, .of = of, .arena = arena, .totals = totals,
               .columns = width > INDENT + 10 ? width - INDENT : 10, .rows = style->height ? style->height : 12};
    status = put_shares(&s, out, err);
  }
  ent_arena_free(arena);
  return status;
}
