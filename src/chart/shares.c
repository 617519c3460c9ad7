/* Shares of a whole over time, stacked, and a line below them. */
#include "chart/axis.h"
#include "chart/share.h"
#include "chart/svg.h"

#include <math.h>

#define LEFT 64.0
#define RIGHT 170.0 /* names of the areas stand at their right ends */
#define AREA 220.0
#define LINE 90.0
#define GAP 34.0

typedef struct shares_at {
  ent_buf *out;
  const ent_chart_shares_of *of;
  const double *totals; /* n_times */
  enti_scale x, y;
} shares_at;

/* Sum of the shares below `share` at a time, 0 … 1; NaN where the whole is nothing. */
static double below(const shares_at *at, size_t share, size_t time)
{
  double sum = 0;
  for (size_t i = 0; i < share; i++)
    sum += enti_share_value(at->of, i, time);
  return at->totals[time] > 0 ? sum / at->totals[time] : NAN;
}

static void put_pair(const shares_at *at, char letter, double x, double share)
{
  ent_buf_char(at->out, letter);
  enti_svg_number(at->out, x);
  ent_buf_char(at->out, ' ');
  enti_svg_number(at->out, enti_scale_at(&at->y, share));
}

/* One shape for each stretch of times that have a whole. Steps: a share holds until the next time. */
static void draw_area(const shares_at *at, size_t share)
{
  const ent_chart_shares_of *of = at->of;
  for (size_t from = 0; from < of->n_times; from++) {
    size_t to = from;
    while (to < of->n_times && at->totals[to] > 0)
      to++;
    if (to == from)
      continue;
    ent_buf_c(at->out, "<path d=\"");
    for (size_t i = from; i < to; i++)
      put_pair(at, i == from ? 'M' : 'L', enti_scale_at(&at->x, of->days[i]), below(at, share + 1, i));
    for (size_t i = to; i-- > from;)
      put_pair(at, 'L', enti_scale_at(&at->x, of->days[i]), below(at, share, i));
    ent_buf_printf(at->out, "Z\" fill=\"url(#h%zu)\" stroke=\"#fff\" stroke-width=\"0.6\"/>\n", share % SVG_HATCHES);
    from = to;
  }
}

static void draw_percents(const shares_at *at)
{
  char text[32];
  for (int percent = 0; percent <= 100; percent += 25) {
    const double y = enti_scale_at(&at->y, percent / 100.0);
    enti_svg_line(at->out, at->x.at, y, at->x.end, y, SVG_RULE, 0.8, NULL);
    ent_str label = ent_str_of(enti_tick_text(percent, 1, text));
    enti_svg_text(at->out, at->x.at - 18, y + 4, SVG_SMALL, SVG_END, SVG_FAINT, label);
    enti_svg_text(at->out, at->x.at - 16, y + 4, SVG_SMALL, SVG_START, SVG_FAINT, ENT_STR("%"));
  }
}

/* A key at the right, from top to bottom as the areas lie at the last time. */
static void draw_names(const shares_at *at, ent_arena *arena)
{
  const double x = at->x.end + 10, room = RIGHT - SVG_MARGIN - 24;
  double y = at->y.end + 10;
  for (size_t i = at->of->n_shares; i-- > 0; y += 18) {
    ent_buf_printf(at->out, "<rect x=\"%.0f\" y=\"%.0f\" width=\"12\" height=\"12\" fill=\"url(#h%zu)\"/>\n", x, y - 10,
                   i % SVG_HATCHES);
    enti_svg_text(at->out, x + 17, y, SVG_SMALL, SVG_START, SVG_INK,
                  enti_svg_fit(arena, at->of->shares[i].label, SVG_SMALL, room));
  }
}

static void draw_years(const shares_at *at, double y)
{
  const enti_time_ticks ticks = enti_time_ticks_of((int32_t)at->x.from, (int32_t)at->x.to, 9);
  char text[16];
  for (size_t i = 0; i < ticks.n; i++) {
    const double x = enti_scale_at(&at->x, ticks.day[i]);
    enti_svg_line(at->out, x, y, x, y + 4, SVG_FAINT, 1, NULL);
    enti_svg_text(at->out, x, y + 17, SVG_SMALL, SVG_MIDDLE, SVG_FAINT,
                  ent_str_of(ent_date_format((ent_date){ticks.day[i], ticks.precision}, text)));
  }
}

static void draw_line_values(shares_at *at)
{
  const ent_chart_shares_of *of = at->of;
  bool open = false;
  ent_buf_c(at->out, "<path d=\"");
  for (size_t i = 0; i < of->n_times; i++) {
    if (isfinite(of->line[i]))
      put_pair(at, open ? 'L' : 'M', enti_scale_at(&at->x, of->days[i]), of->line[i]);
    open = isfinite(of->line[i]);
  }
  ent_buf_printf(at->out, "\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.8\"/>\n", SVG_INK);
}

/* The line below, on its own axis from 0 up. */
static void draw_line_panel(shares_at *at, double top)
{
  double low = 0, high = 1;
  for (size_t i = 0; i < at->of->n_times; i++)
    if (at->of->line[i] > high)
      high = at->of->line[i];
  enti_ticks_widen(&low, &high);
  at->y = (enti_scale){0, high, top + LINE, top};
  enti_svg_bold(at->out, SVG_MARGIN, top - 10, SVG_TEXT, SVG_START, SVG_INK, at->of->line_label);
  const enti_ticks ticks = enti_ticks_of(0, high, 4);
  char text[32];
  for (size_t i = 0; i < ticks.n; i++) {
    const double y = enti_scale_at(&at->y, ticks.at[i]);
    enti_svg_line(at->out, at->x.at, y, at->x.end, y, SVG_RULE, 0.8, NULL);
    enti_svg_text(at->out, at->x.at - 6, y + 4, SVG_SMALL, SVG_END, SVG_FAINT,
                  ent_str_of(enti_tick_text(ticks.at[i], ticks.step, text)));
  }
  draw_line_values(at);
}

static void draw(shares_at *at, const ent_chart_frame *frame, ent_arena *arena)
{
  const double top = enti_svg_top(frame) + 4;
  const double lines = at->of->line ? GAP + LINE : 0;
  const double height = top + AREA + lines + 24 + enti_svg_foot(frame);
  at->y = (enti_scale){0, 1, top + AREA, top};
  enti_svg_open(at->out, frame, height, frame->subtitle);
  enti_svg_hatches(at->out);
  draw_percents(at);
  for (size_t i = 0; i < at->of->n_shares; i++)
    draw_area(at, i);
  draw_names(at, arena);
  if (at->of->line)
    draw_line_panel(at, top + AREA + GAP);
  draw_years(at, top + AREA + lines);
  enti_svg_close(at->out, frame, height);
}

ent_status ent_chart_shares(const ent_chart_frame *frame, const ent_chart_shares_of *of, ent_buf *out, ent_error *err)
{
  ent_arena *arena = ent_arena_new(0);
  double *totals = arena ? ent_arena_array(arena, of->n_times + 1, sizeof *totals) : NULL;
  ent_status status = totals ? enti_share_totals(of, totals, err) : ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  if (status == ENT_OK) {
    const int32_t first = of->days[0], last = of->days[of->n_times - 1];
    shares_at at = {out, of, totals, {first, last > first ? last : first + 1, LEFT, enti_svg_frame_width(frame) - RIGHT}, {0, 1, 0, 0}};
    draw(&at, frame, arena);
    status = enti_svg_status(out, err);
  }
  ent_arena_free(arena);
  return status;
}
