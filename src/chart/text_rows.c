/* Bars of characters: shares of a portfolio, and ties in time. */
#include "chart/axis.h"
#include "chart/text.h"
#include "chart/timeline.h"

#include <math.h>
#include <string.h>

unsigned enti_text_width(const ent_chart_style *style)
{
  return style->width ? style->width : 80;
}

const char *enti_text_colour(size_t i)
{
  static const char *const colours[] = {"\x1b[34m", "\x1b[33m", "\x1b[36m", "\x1b[35m"};
  return colours[i % 4];
}

void enti_text_cell(const ent_chart_style *style, ent_buf *out, ent_str s, unsigned columns)
{
  size_t used = 0, keep = 0;
  const bool cut = ent_utf8_width(s) > columns;
  for (size_t at = 0; at < s.n;) {
    const size_t from = at;
    (void)ent_utf8_next(s, &at);
    const size_t w = ent_utf8_width(ent_str_slice(s, from, at));
    if (used + w > columns - (cut && columns))
      break;
    used += w;
    keep = at;
  }
  ent_buf_add(out, s.p, keep);
  if (cut && columns) {
    ent_buf_c(out, style->ascii ? "~" : "…");
    used++;
  }
  for (; used < columns; used++)
    ent_buf_char(out, ' ');
}

void enti_text_years(const ent_chart_style *style, unsigned indent, unsigned columns, int32_t first, int32_t last,
                     ent_buf *out)
{
  const enti_time_ticks ticks = enti_time_ticks_of(first, last, columns / 9 < 2 ? 2 : columns / 9);
  const enti_scale scale = {first, last, 0, columns - 1};
  ent_buf_printf(out, "%*s%s", (int)indent - 1, "", style->ascii ? "+" : "└");
  size_t next = 0;
  for (unsigned x = 0; x < columns; x++) {
    const bool tick = next < ticks.n && (unsigned)enti_scale_at(&scale, ticks.day[next]) == x;
    next += tick;
    ent_buf_c(out, style->ascii ? (tick ? "+" : "-") : (tick ? "┴" : "─"));
  }
  ent_buf_printf(out, "\n%*s", (int)indent, "");
  unsigned at = 0;
  char text[16];
  for (size_t i = 0; i < ticks.n; i++) {
    const unsigned x = (unsigned)enti_scale_at(&scale, ticks.day[i]);
    const char *label = ent_date_format((ent_date){ticks.day[i], ticks.precision}, text);
    if (x < at || x + strlen(label) > columns)
      continue;
    ent_buf_printf(out, "%*s%s", (int)(x - at), "", label);
    at = x + (unsigned)strlen(label) + 1;
    ent_buf_char(out, ' ');
  }
  while (out->n && !out->failed && out->p[out->n - 1] == ' ')
    out->n--;
  ent_buf_char(out, '\n');
}

/* ---- shares ------------------------------------------------------------------------------------------------------------ */

/* Eighths of a block, so that a short bar is still exact. */
static void put_bar(const ent_chart_style *style, ent_buf *out, double share, unsigned columns)
{
  static const char *const eighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  const unsigned parts = (unsigned)lround(fmin(fmax(share, 0), 1) * columns * 8);
  unsigned used = parts / 8;
  for (unsigned i = 0; i < parts / 8; i++)
    ent_buf_c(out, style->ascii ? "#" : "█");
  if (parts % 8 && !style->ascii) {
    ent_buf_c(out, eighths[parts % 8]);
    used++;
  }
  for (; used < columns; used++)
    ent_buf_char(out, ' ');
}

static unsigned widest_label(const ent_chart_row *rows, size_t n, unsigned most)
{
  size_t widest = 0;
  for (size_t i = 0; i < n; i++) {
    const size_t w = ent_utf8_width(rows[i].label);
    widest = w > widest ? w : widest;
  }
  return (unsigned)(widest > most ? most : widest);
}

void ent_chart_text_rows(const ent_chart_style *style, const ent_chart_row *rows, size_t n, ent_buf *out)
{
  const unsigned width = enti_text_width(style), label = widest_label(rows, n, width / 3), bar = width / 3;
  for (size_t i = 0; i < n; i++) {
    enti_text_cell(style, out, rows[i].label, label);
    ent_buf_c(out, "  ");
    if (style->colour)
      ent_buf_c(out, enti_text_colour(0));
    put_bar(style, out, isfinite(rows[i].value) ? rows[i].value : 0, bar);
    if (style->colour)
      ent_buf_c(out, "\x1b[0m");
    if (rows[i].note.n)
      ent_buf_printf(out, "  %.*s", ENT_STR_ARG(rows[i].note));
    ent_buf_char(out, '\n');
  }
}

/* ---- bars in time -------------------------------------------------------------------------------------------------------- */

static const char *const SOLID[] = {"█", "▒", "─"}, *const FAINT[] = {"░", "░", "·"};
static const char ASCII_SOLID[] = "#x-", ASCII_FAINT[] = ":::";

typedef enum shade { SHADE_NONE, SHADE_FAINT, SHADE_SOLID } shade;

/* What a bar is on the days of one column: surely, possibly or not in force. */
static shade shade_of(const ent_chart_bar *bar, double from, double to)
{
  const bool starts = ent_date_known(bar->start), ends = ent_date_known(bar->end);
  if (bar->moment)
    return bar->start.day < to && ent_date_last(bar->start) + 1 > from ? SHADE_SOLID : SHADE_NONE;
  if ((starts && bar->start.day >= to) || (ends && ent_date_last(bar->end) < from))
    return SHADE_NONE;
  const bool maybe = (starts && bar->start.precision != ENT_DATE_DAY && ent_date_last(bar->start) >= to) ||
                     (ends && bar->end.precision != ENT_DATE_DAY && bar->end.day < from) || !starts;
  return maybe ? SHADE_FAINT : SHADE_SOLID;
}

static void put_span(const ent_chart_style *style, ent_buf *out, const ent_chart_bar *bar, unsigned columns,
                     const enti_scale *days)
{
  if (style->colour)
    ent_buf_c(out, bar->tone == ENT_TONE_PLAIN ? "\x1b[2m" : enti_text_colour(bar->tone == ENT_TONE_BAD));
  for (unsigned x = 0; x < columns; x++) {
    const shade s = shade_of(bar, enti_scale_at(days, x), enti_scale_at(days, x + 1));
    if (s == SHADE_NONE)
      ent_buf_char(out, ' ');
    else if (style->ascii)
      ent_buf_char(out, s == SHADE_SOLID ? (bar->moment ? 'o' : ASCII_SOLID[bar->tone]) : ASCII_FAINT[bar->tone]);
    else
      ent_buf_c(out, s == SHADE_SOLID ? (bar->moment ? "●" : SOLID[bar->tone]) : FAINT[bar->tone]);
  }
  if (style->colour)
    ent_buf_c(out, "\x1b[0m");
  ent_buf_c(out, !bar->moment && !ent_date_known(bar->end) ? (style->ascii ? ">" : "▶") : "");
  ent_buf_char(out, '\n');
}

static unsigned widest_bar(const ent_chart_bar *bars, size_t n, int32_t first, int32_t last, unsigned most)
{
  size_t widest = 8;
  for (size_t i = 0; i < n; i++)
    if (enti_bar_within(&bars[i], first, last)) {
      const size_t w = ent_utf8_width(bars[i].label);
      widest = w > widest ? w : widest;
    }
  return (unsigned)(widest > most ? most : widest);
}

ent_status ent_chart_text_timeline(const ent_chart_style *style, const ent_chart_bar *bars, size_t n, int32_t first,
                                   int32_t last, ent_buf *out, ent_error *err)
{
  size_t shown = 0;
  ent_status status = enti_bars_check(bars, n, first, last, &shown, err);
  if (status != ENT_OK)
    return status;
  const unsigned width = enti_text_width(style), label = widest_bar(bars, n, first, last, width * 2 / 5);
  const unsigned columns = width > label + 14 ? width - label - 4 : 10;
  const enti_scale days = {0, columns, first, (double)last + 1};
  ent_str group = ENT_STR_NONE;
  for (size_t i = 0; i < n; i++) {
    if (!enti_bar_within(&bars[i], first, last))
      continue;
    if (bars[i].group.n && !ent_str_eq(bars[i].group, group))
      ent_buf_printf(out, style->colour ? "\x1b[1m%.*s\x1b[0m\n" : "%.*s\n", ENT_STR_ARG(bars[i].group));
    group = bars[i].group;
    enti_text_cell(style, out, bars[i].label, label);
    ent_buf_c(out, "  ");
    put_span(style, out, &bars[i], columns, &days);
  }
  enti_text_years(style, label + 2, columns, first, last, out);
  if (n > shown)
    ent_buf_printf(out, "%zu outside the period\n", n - shown);
  return out->failed ? ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory") : ENT_OK;
}
