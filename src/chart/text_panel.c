/* A panel of series as characters: braille cells (2 × 4 dots each), or ASCII. */
#include "chart/axis.h"
#include "chart/panel.h"
#include "chart/text.h"

#include "base/fault.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define AXIS 9 /* columns for the numbers on the left */

enum { NOTHING, BAND, RULE, FIRST }; /* what a dot belongs to: the line i is FIRST + i */

typedef struct canvas {
  unsigned columns, rows; /* of characters */
  unsigned wide, high;    /* of dots */
  uint8_t *dots;          /* high × wide, from the top */
  enti_scale x, y;
} canvas;

static void dot(canvas *c, double x, double y, uint8_t what)
{
  if (!(x >= 0) || !(y >= 0) || x >= c->wide || y >= c->high)
    return;
  uint8_t *at = &c->dots[(size_t)y * c->wide + (size_t)x];
  if (what > *at || *at == NOTHING)
    *at = what;
}

static void draw_segment(canvas *c, double x1, double y1, double x2, double y2, uint8_t what)
{
  const double steps = ceil(fmax(fabs(x2 - x1), fabs(y2 - y1)));
  for (double i = 0; i <= steps; i++) {
    const double t = steps > 0 ? i / steps : 0;
    dot(c, x1 + (x2 - x1) * t, y1 + (y2 - y1) * t, what);
  }
}

static void draw_line(canvas *c, const ent_chart_line *line, uint8_t what)
{
  bool open = false;
  double before_x = 0, before_y = 0;
  for (size_t i = 0; i < line->n; i++) {
    const ent_chart_point *p = &line->points[i];
    const double x = enti_scale_at(&c->x, p->day), y = enti_scale_at(&c->y, p->value);
    if (isfinite(p->value)) {
      if (open && line->step)
        draw_segment(c, before_x, before_y, x, before_y, what);
      if (open && line->step)
        draw_segment(c, x, before_y, x, y, what);
      else
        draw_segment(c, open ? before_x : x, open ? before_y : y, x, y, what);
      before_x = x;
      before_y = y;
    }
    open = isfinite(p->value);
  }
}

/* Every second dot of every second column, so that a line stands out on it. */
static void draw_band(canvas *c, const ent_chart_line *line)
{
  for (size_t i = 0; i < line->n; i++) {
    const ent_chart_point *p = &line->points[i];
    if (!isfinite(p->value) || !isfinite(p->lo) || !isfinite(p->hi))
      continue;
    const double next = i + 1 < line->n ? line->points[i + 1].day : p->day;
    const double top = enti_scale_at(&c->y, p->hi), bottom = enti_scale_at(&c->y, p->lo);
    for (double x = floor(enti_scale_at(&c->x, p->day)); x <= enti_scale_at(&c->x, next); x++)
      for (double y = floor(fmax(top, 0)); y <= bottom && y < c->high; y++)
        if (fmod(x, 2) < 1 && fmod(x + 2 * y, 4) < 1)
          dot(c, x, y, BAND);
  }
}

static void draw_marks(canvas *c, const ent_chart_panel *panel)
{
  for (size_t i = 0; i < panel->n_marks; i++)
    for (unsigned y = 0; y < c->high; y += 2)
      dot(c, floor(enti_scale_at(&c->x, panel->marks[i].day)), y, RULE);
}

/* ---- dots to characters ---------------------------------------------------------------------------------------------- */

/* What a cell shows: its dots as braille bits, and the foremost thing among them. */
static unsigned cell(const canvas *c, unsigned row, unsigned column, uint8_t *ret_what)
{
  static const uint8_t bits[4][2] = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
  unsigned set = 0;
  *ret_what = NOTHING;
  for (unsigned y = 0; y < 4; y++)
    for (unsigned x = 0; x < 2; x++) {
      const uint8_t what = c->dots[(size_t)(row * 4 + y) * c->wide + column * 2 + x];
      if (what != NOTHING)
        set |= bits[y][x];
      if (what > *ret_what)
        *ret_what = what;
    }
  return set;
}

static void put_cell(const ent_chart_style *style, ent_buf *out, unsigned set, uint8_t what)
{
  static const char ascii[] = {' ', '.', '|'}, lines[] = {'*', '+', 'o', 'x'};
  if (style->ascii) {
    ent_buf_char(out, what >= FIRST ? lines[(what - FIRST) % 4] : ascii[what]);
    return;
  }
  char bytes[4];
  if (style->colour && what != NOTHING)
    ent_buf_c(out, what == BAND ? "\x1b[2m" : what == RULE ? "\x1b[33m" : enti_text_colour((size_t)(what - FIRST)));
  if (set == 0)
    ent_buf_char(out, ' ');
  else
    ent_buf_add(out, bytes, ent_utf8_put(0x2800 + set, bytes));
  if (style->colour && what != NOTHING)
    ent_buf_c(out, "\x1b[0m");
}

/* The number that belongs to a row, where a tick falls on it; else blanks. */
static void put_axis(const canvas *c, const ent_chart_style *style, const enti_ticks *ticks, unsigned row, ent_buf *out)
{
  char text[32] = "";
  bool tick = false;
  for (size_t i = 0; i < ticks->n && !tick; i++) {
    const double y = enti_scale_at(&c->y, ticks->at[i]);
    tick = (unsigned)fmin(fmax(y, 0), c->high - 1) / 4 == row;
    if (tick)
      enti_tick_text(ticks->at[i], ticks->step, text);
  }
  ent_buf_printf(out, "%*s %s", AXIS - 2, text, style->ascii ? (tick ? "+" : "|") : (tick ? "┤" : "│"));
}

static void put_rows(const canvas *c, const ent_chart_style *style, ent_buf *out)
{
  const enti_ticks ticks = enti_ticks_of(c->y.from, c->y.to, c->rows / 2 < 2 ? 2 : c->rows / 2 > 6 ? 6 : c->rows / 2);
  for (unsigned row = 0; row < c->rows; row++) {
    put_axis(c, style, &ticks, row, out);
    unsigned last = 0; /* nothing behind the last drawn cell */
    uint8_t what;
    for (unsigned column = 0; column < c->columns; column++)
      if (cell(c, row, column, &what))
        last = column + 1;
    for (unsigned column = 0; column < last; column++) {
      const unsigned set = cell(c, row, column, &what);
      put_cell(style, out, set, what);
    }
    ent_buf_char(out, '\n');
  }
}

/* ---- the panel ----------------------------------------------------------------------------------------------------------- */

static void put_head(const ent_chart_style *style, const ent_chart_panel *panel, ent_buf *out)
{
  if (style->colour)
    ent_buf_c(out, "\x1b[1m");
  ent_buf_str(out, panel->title);
  if (style->colour)
    ent_buf_c(out, "\x1b[0m");
  if (panel->unit.n)
    ent_buf_printf(out, "  %.*s", ENT_STR_ARG(panel->unit));
  ent_buf_char(out, '\n');
}

static void put_key(const ent_chart_style *style, const ent_chart_panel *panel, ent_buf *out)
{
  static const char *const ascii[] = {"*", "+", "o", "x"};
  if (panel->n_lines > 1) {
    ent_buf_printf(out, "%*s", AXIS, "");
    for (size_t i = 0; i < panel->n_lines; i++) {
      if (style->colour)
        ent_buf_c(out, enti_text_colour(i));
      ent_buf_printf(out, "%s %.*s%s", style->ascii ? ascii[i % 4] : "⣤⣤", ENT_STR_ARG(panel->lines[i].label),
                     style->colour ? "\x1b[0m" : "");
      ent_buf_c(out, "   ");
    }
    ent_buf_char(out, '\n');
  }
  for (size_t i = 0; i < panel->n_marks; i++)
    ent_buf_printf(out, "%*s%s %.*s\n", AXIS, "", style->ascii ? "|" : "┆", ENT_STR_ARG(panel->marks[i].label));
}

static void draw(canvas *c, const ent_chart_panel *panel)
{
  draw_marks(c, panel);
  for (size_t i = 0; i < panel->n_lines; i++)
    draw_band(c, &panel->lines[i]);
  for (size_t i = panel->n_lines; i-- > 0;)
    draw_line(c, &panel->lines[i], (uint8_t)(FIRST + (i < 200 ? i : 200)));
}

ent_status ent_chart_text_panel(const ent_chart_style *style, const ent_chart_panel *panel, int32_t first, int32_t last,
                                ent_buf *out, ent_error *err)
{
  if (last <= first)
    return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "the chart's last day is not after its first");
  const unsigned width = enti_text_width(style);
  canvas c = {.columns = width > AXIS + 10 ? width - AXIS : 10, .rows = style->height ? style->height : 12};
  double low, high;
  put_head(style, panel, out);
  if (!enti_panel_range(panel, &low, &high)) {
    ent_buf_printf(out, "%*s%.*s\n", AXIS, "", ENT_STR_ARG(panel->missing.n ? panel->missing : ENT_STR("no data")));
    return out->failed ? ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory") : ENT_OK;
  }
  c.wide = c.columns * 2;
  c.high = c.rows * 4;
  c.dots = enti_calloc((size_t)c.wide * c.high, 1);
  if (!c.dots)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  c.x = (enti_scale){first, last, 0, c.wide - 1};
  c.y = (enti_scale){low, high, c.high - 1, 0};
  draw(&c, panel);
  put_rows(&c, style, out);
  enti_text_years(style, AXIS, c.columns, first, last, out);
  put_key(style, panel, out);
  free(c.dots);
  return out->failed ? ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory") : ENT_OK;
}
