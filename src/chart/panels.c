/* Series in panels over one time axis, with bands and marked moments. */
#include "chart/axis.h"
#include "chart/panel.h"
#include "chart/svg.h"

#include <math.h>

#define LEFT 64.0   /* room for the numbers of the axis */
#define RIGHT 20.0
#define PLOT 120.0  /* height of a panel's drawing */
#define EMPTY 30.0  /* of one that has nothing to draw */
#define HEAD 26.0   /* its title */
#define GAP 26.0    /* to the next one */
#define KEY 17.0    /* a line of the key */

typedef struct panel_at {
  ent_buf *out;
  const ent_chart_panel *panel;
  enti_scale x, y;
} panel_at;

/* ---- what a panel shows ------------------------------------------------------------------------------------------ */

static double plot_height(const ent_chart_panel *panel)
{
  double low, high;
  return HEAD + (enti_panel_range(panel, &low, &high) ? PLOT + (panel->n_lines > 1 ? KEY : 0) : EMPTY);
}

/* ---- drawing ------------------------------------------------------------------------------------------------------ */

static void draw_grid(const panel_at *at)
{
  const enti_ticks ticks = enti_ticks_of(at->y.from, at->y.to, 5);
  char text[32];
  for (size_t i = 0; i < ticks.n; i++) {
    const double y = enti_scale_at(&at->y, ticks.at[i]);
    const bool zero = fabs(ticks.at[i]) < ticks.step * 1e-6;
    enti_svg_line(at->out, at->x.at, y, at->x.end, y, zero ? SVG_FAINT : SVG_RULE, zero ? 1 : 0.8, NULL);
    enti_svg_text(at->out, at->x.at - 6, y + 4, SVG_SMALL, SVG_END, SVG_FAINT,
                  ent_str_of(enti_tick_text(ticks.at[i], ticks.step, text)));
  }
}

static void draw_time(const panel_at *at, bool labels)
{
  const enti_time_ticks ticks = enti_time_ticks_of((int32_t)at->x.from, (int32_t)at->x.to, 10);
  char text[16];
  for (size_t i = 0; i < ticks.n; i++) {
    const double x = enti_scale_at(&at->x, ticks.day[i]);
    enti_svg_line(at->out, x, at->y.at, x, at->y.at + 4, SVG_FAINT, 1, NULL);
    if (labels)
      enti_svg_text(at->out, x, at->y.at + 17, SVG_SMALL, SVG_MIDDLE, SVG_FAINT,
                    ent_str_of(ent_date_format((ent_date){ticks.day[i], ticks.precision}, text)));
  }
}

static double clamp(const enti_scale *scale, double value)
{
  const double low = scale->from < scale->to ? scale->from : scale->to;
  const double high = scale->from < scale->to ? scale->to : scale->from;
  return enti_scale_at(scale, value < low ? low : value > high ? high : value);
}

static void put_pair(const panel_at *at, const char *letter, double day, double value)
{
  ent_buf_c(at->out, letter);
  enti_svg_number(at->out, enti_scale_at(&at->x, day));
  ent_buf_char(at->out, ' ');
  enti_svg_number(at->out, clamp(&at->y, value));
}

static bool has_band(const ent_chart_point *p)
{
  return isfinite(p->value) && isfinite(p->lo) && isfinite(p->hi);
}

/* One closed shape for each stretch of points that have a band: along the top, and back along the bottom. */
static void draw_band(const panel_at *at, const ent_chart_line *line, size_t colour)
{
  for (size_t from = 0; from < line->n; from++) {
    size_t to = from;
    while (to < line->n && has_band(&line->points[to]))
      to++;
    if (to == from)
      continue;
    ent_buf_c(at->out, "<path d=\"");
    for (size_t i = from; i < to; i++) {
      if (line->step && i > from)
        put_pair(at, "L", line->points[i].day, line->points[i - 1].hi);
      put_pair(at, i == from ? "M" : "L", line->points[i].day, line->points[i].hi);
    }
    for (size_t i = to; i-- > from;) {
      put_pair(at, "L", line->points[i].day, line->points[i].lo);
      if (line->step && i > from)
        put_pair(at, "L", line->points[i].day, line->points[i - 1].lo);
    }
    ent_buf_printf(at->out, "Z\" fill=\"%s\" fill-opacity=\"0.18\"/>\n", enti_svg_colour(colour));
    from = to;
  }
}

static void draw_line(const panel_at *at, const ent_chart_line *line, size_t colour)
{
  bool open = false, any = false;
  ent_buf_c(at->out, "<path d=\"");
  for (size_t i = 0; i < line->n; i++) {
    const ent_chart_point *p = &line->points[i];
    if (isfinite(p->value)) {
      if (open && line->step)
        put_pair(at, "L", p->day, line->points[i - 1].value);
      put_pair(at, open ? "L" : "M", p->day, p->value);
      any = true;
    }
    open = isfinite(p->value);
  }
  if (!any)
    put_pair(at, "M", at->x.from, at->y.from);
  ent_buf_printf(at->out, "\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.8\" stroke-linejoin=\"round\"",
                 enti_svg_colour(colour));
  if (colour > 0)
    ent_buf_printf(at->out, " stroke-dasharray=\"%s\"", enti_svg_dash(colour));
  ent_buf_c(at->out, "/>\n");
}

/* A value with gaps on both sides would leave no trace as a line: a dot. */
static void draw_lone_points(const panel_at *at, const ent_chart_line *line, size_t colour)
{
  for (size_t i = 0; i < line->n; i++) {
    const bool before = i > 0 && isfinite(line->points[i - 1].value);
    const bool after = i + 1 < line->n && isfinite(line->points[i + 1].value);
    if (isfinite(line->points[i].value) && !before && !after)
      enti_svg_circle(at->out, enti_scale_at(&at->x, line->points[i].day), clamp(&at->y, line->points[i].value), 2.2,
                      enti_svg_colour(colour), NULL);
  }
}

/* The labels of marks stand on up to three levels, so that neighbours do not write over each other. */
static void draw_marks(const panel_at *at)
{
  double free_from[3] = {-1e9, -1e9, -1e9};
  const double top = at->y.end, bottom = at->y.at;
  for (size_t i = 0; i < at->panel->n_marks; i++) {
    const ent_chart_mark *mark = &at->panel->marks[i];
    if (mark->day < at->x.from || mark->day > at->x.to)
      continue;
    const double x = enti_scale_at(&at->x, mark->day), from = clamp(&at->x, mark->earliest), to = clamp(&at->x, mark->latest);
    if (to - from > 1)
      enti_svg_rect(at->out, from, top, to - from, bottom - top, "#00000010", NULL);
    enti_svg_line(at->out, x, top, x, bottom, SVG_INK, 1, "3 2");
    const double width = enti_svg_width(mark->label, SVG_SMALL) * 1.1;
    const bool left = x + width + 6 > at->x.end;
    const double begin = left ? x - width - 4 : x + 4;
    for (size_t level = 0; level < 3; level++)
      if (begin > free_from[level]) {
        enti_svg_text(at->out, left ? x - 4 : x + 4, top + 10 + 13 * (double)level, SVG_SMALL, left ? SVG_END : SVG_START,
                      SVG_INK, mark->label);
        free_from[level] = begin + width + 4;
        break;
      }
  }
}

static void draw_key(const panel_at *at, double y)
{
  double x = at->x.at;
  for (size_t i = 0; i < at->panel->n_lines; i++) {
    enti_svg_line(at->out, x, y - 4, x + 26, y - 4, enti_svg_colour(i), 2, enti_svg_dash(i));
    enti_svg_text(at->out, x + 31, y, SVG_SMALL, SVG_START, SVG_INK, at->panel->lines[i].label);
    x += 31 + enti_svg_width(at->panel->lines[i].label, SVG_SMALL) * 1.1 + 22;
  }
}

static void draw_head(const panel_at *at, double top)
{
  const ent_chart_panel *panel = at->panel;
  enti_svg_bold(at->out, SVG_MARGIN, top + 14, SVG_TEXT, SVG_START, SVG_INK, panel->title);
  if (panel->unit.n)
    enti_svg_text(at->out, SVG_MARGIN + enti_svg_width(panel->title, SVG_TEXT) * 1.12 + 10, top + 14, SVG_SMALL, SVG_START,
                  SVG_FAINT, panel->unit);
}

static void draw_series(const panel_at *at)
{
  const ent_chart_panel *panel = at->panel;
  draw_grid(at);
  for (size_t i = 0; i < panel->n_lines; i++)
    draw_band(at, &panel->lines[i], i);
  for (size_t i = panel->n_lines; i-- > 0;) { /* the first on top */
    draw_line(at, &panel->lines[i], i);
    draw_lone_points(at, &panel->lines[i], i);
  }
  draw_marks(at);
}

static void draw_panel(panel_at *at, double top, bool last)
{
  const ent_chart_panel *panel = at->panel;
  double low, high;
  const bool any = enti_panel_range(panel, &low, &high);
  const double plot = any ? PLOT : EMPTY;
  draw_head(at, top);
  at->y = (enti_scale){any ? low : 0, any ? high : 1, top + HEAD + plot, top + HEAD};
  if (any)
    draw_series(at);
  else {
    enti_svg_line(at->out, at->x.at, at->y.at, at->x.end, at->y.at, SVG_RULE, 0.8, NULL);
    enti_svg_text(at->out, at->x.at, top + HEAD + 14, SVG_TEXT, SVG_START, SVG_FAINT,
                  panel->missing.n ? panel->missing : ENT_STR("no data"));
  }
  draw_time(at, last);
  if (any && panel->n_lines > 1)
    draw_key(at, top + HEAD + plot + (last ? 34 : 20));
}

static ent_status check(const ent_chart_panel *panels, size_t n, int32_t first, int32_t last, ent_error *err)
{
  if (last < first)
    return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "the chart's last day is before its first");
  for (size_t i = 0; i < n; i++)
    if (panels[i].n_lines == 0)
      return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "panel %zu of the chart has no line", i + 1);
  return n ? ENT_OK : ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "a chart without a panel");
}

ent_status ent_chart_panels(const ent_chart_frame *frame, const ent_chart_panel *panels, size_t n, int32_t first,
                            int32_t last, ent_buf *out, ent_error *err)
{
  ent_status status = check(panels, n, first, last, err);
  if (status != ENT_OK)
    return status;
  const double width = enti_svg_frame_width(frame);
  double top = enti_svg_top(frame), height = top + 22;
  for (size_t i = 0; i < n; i++)
    height += plot_height(&panels[i]) + (i + 1 < n ? GAP : 0);
  height += enti_svg_foot(frame);
  enti_svg_open(out, frame, height, frame->subtitle);
  for (size_t i = 0; i < n; i++) {
    panel_at at = {out, &panels[i], {first, last > first ? last : first + 1, LEFT, width - RIGHT}, {0, 1, 0, 0}};
    draw_panel(&at, top, i + 1 == n);
    top += plot_height(&panels[i]) + GAP;
  }
  enti_svg_close(out, frame, height);
  return enti_svg_status(out, err);
}
