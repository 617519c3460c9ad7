/* Bars in time: when each tie began and ended. What is uncertain fades. */
#include "chart/axis.h"
#include "chart/svg.h"
#include "chart/timeline.h"

#include <math.h>

#define RIGHT 24.0
#define ROW 19.0
#define BAR 11.0
#define GROUP 24.0

bool enti_bar_within(const ent_chart_bar *bar, int32_t first, int32_t last)
{
  const bool starts = ent_date_known(bar->start), ends = ent_date_known(bar->end);
  if (!starts && !ends)
    return false;
  if (bar->moment)
    return starts && bar->start.day <= last && ent_date_last(bar->start) >= first;
  return (!starts || bar->start.day <= last) && (!ends || ent_date_last(bar->end) >= first);
}

ent_status enti_bars_check(const ent_chart_bar *bars, size_t n, int32_t first, int32_t last, size_t *ret_shown,
                           ent_error *err)
{
  if (last <= first)
    return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "the chart's last day is not after its first");
  size_t shown = 0;
  for (size_t i = 0; i < n; i++)
    shown += enti_bar_within(&bars[i], first, last);
  if (shown == 0)
    return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "nothing with a date between the chart's first and last day");
  *ret_shown = shown;
  return ENT_OK;
}

typedef struct timeline_at {
  ent_buf *out;
  ent_arena *arena;
  enti_scale x; /* x.at: where the labels end */
} timeline_at;

/* As wide as the widest of them needs, but no more than two fifths of the picture. */
static double labels_width(const ent_chart_bar *bars, size_t n, int32_t first, int32_t last, double width)
{
  double widest = 80;
  for (size_t i = 0; i < n; i++)
    if (enti_bar_within(&bars[i], first, last))
      widest = fmax(widest, enti_svg_width(bars[i].label, SVG_SMALL) * 1.1);
  return SVG_MARGIN + 24 + fmin(widest, width * 0.4);
}

static double place(const timeline_at *at, double day)
{
  return enti_scale_at(&at->x, day < at->x.from ? at->x.from : day > at->x.to ? at->x.to : day);
}

static bool new_group(const ent_chart_bar *bars, size_t i, ent_str group)
{
  return bars[i].group.n > 0 && !ent_str_eq(bars[i].group, group);
}

/* ---- one bar ------------------------------------------------------------------------------------------------------ */

static const char *const FILLS[] = {"#0072b2", "url(#apart)", "#ffffff"};
static const char *const STROKES[] = {"#0072b2", "#a34700", "#5f6368"};

static void draw_piece(const timeline_at *at, double from, double to, double y, ent_chart_tone tone, double opacity)
{
  if (to - from < 0.05)
    return;
  ent_buf_c(at->out, "<g");
  enti_svg_attribute(at->out, "opacity", opacity);
  ent_buf_c(at->out, ">");
  enti_svg_rect(at->out, from, y, to - from, BAR, FILLS[tone], STROKES[tone]);
  ent_buf_c(at->out, "</g>\n");
}

/* A coarse date: three steps from faint to full over its period (or the other way round). */
static void draw_fade(const timeline_at *at, ent_date date, double y, ent_chart_tone tone, bool in)
{
  const double from = place(at, date.day), to = place(at, (double)ent_date_last(date) + 1);
  for (int i = 0; i < 3; i++) {
    const double share = in ? 0.2 + 0.25 * i : 0.7 - 0.25 * i;
    draw_piece(at, from + (to - from) * i / 3, from + (to - from) * (i + 1) / 3, y, tone, share);
  }
}

static bool coarse(ent_date date)
{
  return ent_date_known(date) && date.precision != ENT_DATE_DAY;
}

static void draw_arrow(const timeline_at *at, double x, double y, bool right, ent_chart_tone tone)
{
  const double tip = right ? x + 6 : x - 6;
  ent_buf_c(at->out, "<path d=\"M");
  enti_svg_number(at->out, x);
  ent_buf_char(at->out, ' ');
  enti_svg_number(at->out, y);
  ent_buf_c(at->out, "L");
  enti_svg_number(at->out, tip);
  ent_buf_char(at->out, ' ');
  enti_svg_number(at->out, y + BAR / 2);
  ent_buf_c(at->out, "L");
  enti_svg_number(at->out, x);
  ent_buf_char(at->out, ' ');
  enti_svg_number(at->out, y + BAR);
  ent_buf_printf(at->out, "Z\" fill=\"%s\"/>\n", STROKES[tone]);
}

static void draw_moment(const timeline_at *at, const ent_chart_bar *bar, double y)
{
  const double from = place(at, bar->start.day), to = place(at, (double)ent_date_last(bar->start) + 1);
  if (coarse(bar->start))
    enti_svg_line(at->out, from, y + BAR / 2, to, y + BAR / 2, STROKES[bar->tone], 1.5, "2 2");
  enti_svg_circle(at->out, (from + to) / 2, y + BAR / 2, 4.2, bar->tone == ENT_TONE_GOOD ? FILLS[0] : "#fff",
                  STROKES[bar->tone]);
  if (bar->tone == ENT_TONE_BAD)
    enti_svg_circle(at->out, (from + to) / 2, y + BAR / 2, 1.6, STROKES[bar->tone], NULL);
}

static void draw_span(const timeline_at *at, const ent_chart_bar *bar, double y)
{
  const bool starts = ent_date_known(bar->start), ends = ent_date_known(bar->end);
  double from = starts ? place(at, coarse(bar->start) ? (double)ent_date_last(bar->start) + 1 : bar->start.day) : at->x.at;
  double to = ends ? place(at, bar->end.day) : at->x.end;
  if (to < from) /* both dates lie in one period */
    to = from;
  if (coarse(bar->start))
    draw_fade(at, bar->start, y, bar->tone, true);
  draw_piece(at, from, to - from < 2 && !coarse(bar->start) ? from + 2 : to, y, bar->tone, 1);
  if (coarse(bar->end))
    draw_fade(at, bar->end, y, bar->tone, false);
  if (!ends)
    draw_arrow(at, at->x.end, y, true, bar->tone);
  if (!starts || bar->start_unknown)
    draw_arrow(at, starts ? place(at, bar->start.day) : at->x.at, y, false, bar->tone);
}

static void draw_bar(const timeline_at *at, const ent_chart_bar *bar, double y)
{
  enti_svg_text(at->out, at->x.at - 12, y + BAR - 1, SVG_SMALL, SVG_END, SVG_INK,
                enti_svg_fit(at->arena, bar->label, SVG_SMALL, at->x.at - SVG_MARGIN - 24));
  if (bar->moment)
    draw_moment(at, bar, y);
  else
    draw_span(at, bar, y);
}

/* ---- the whole ---------------------------------------------------------------------------------------------------- */

static void draw_years(const timeline_at *at, double top, double bottom)
{
  const enti_time_ticks ticks = enti_time_ticks_of((int32_t)at->x.from, (int32_t)at->x.to, 9);
  char text[16];
  for (size_t i = 0; i < ticks.n; i++) {
    const double x = enti_scale_at(&at->x, ticks.day[i]);
    enti_svg_line(at->out, x, top, x, bottom, SVG_RULE, 0.8, NULL);
    enti_svg_text(at->out, x, bottom + 15, SVG_SMALL, SVG_MIDDLE, SVG_FAINT,
                  ent_str_of(ent_date_format((ent_date){ticks.day[i], ticks.precision}, text)));
  }
}

static double rows_height(const ent_chart_bar *bars, size_t n, int32_t first, int32_t last)
{
  double height = 0;
  ent_str group = ENT_STR_NONE;
  for (size_t i = 0; i < n; i++) {
    if (!enti_bar_within(&bars[i], first, last))
      continue;
    height += ROW + (new_group(bars, i, group) ? GROUP : 0);
    group = bars[i].group;
  }
  return height;
}

static void draw_rows(const timeline_at *at, const ent_chart_bar *bars, size_t n, double y)
{
  ent_str group = ENT_STR_NONE;
  for (size_t i = 0; i < n; i++) {
    if (!enti_bar_within(&bars[i], (int32_t)at->x.from, (int32_t)at->x.to))
      continue;
    if (new_group(bars, i, group)) {
      enti_svg_bold(at->out, SVG_MARGIN, y + 15, SVG_TEXT, SVG_START, SVG_INK, bars[i].group);
      y += GROUP;
    }
    group = bars[i].group;
    draw_bar(at, &bars[i], y + 3);
    y += ROW;
  }
}

static void draw_key(const timeline_at *at, double y, size_t left_out)
{
  static const char *const words[] = {"brings together", "sets apart", "neither"};
  double x = SVG_MARGIN;
  for (int tone = 0; tone < 3; tone++) {
    draw_piece(at, x, x + 22, y - 9, (ent_chart_tone)tone, 1);
    enti_svg_text(at->out, x + 28, y, SVG_SMALL, SVG_START, SVG_FAINT, ent_str_of(words[tone]));
    x += 28 + enti_svg_width(ent_str_of(words[tone]), SVG_SMALL) * 1.1 + 18;
  }
  ent_str more = ENT_STR("Fading: the date is known by month or year only. Arrow: goes on beyond what is shown or known.");
  if (left_out)
    more = ent_arena_printf(at->arena, "%.*s %zu outside the period.", ENT_STR_ARG(more), left_out);
  enti_svg_text(at->out, SVG_MARGIN, y + 16, SVG_SMALL, SVG_START, SVG_FAINT,
                enti_svg_fit(at->arena, more, SVG_SMALL, at->x.end + RIGHT - 2 * SVG_MARGIN));
}

static void put_apart_pattern(ent_buf *out)
{
  ent_buf_c(out, "<defs><pattern id=\"apart\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\"><rect width=\"5\" "
                 "height=\"5\" fill=\"#fff\"/><path d=\"M-1 6L6 -1M-1 1L1 -1M4 6L6 4\" stroke=\"#d55e00\" "
                 "stroke-width=\"1.6\"/></pattern></defs>\n");
}

ent_status ent_chart_timeline(const ent_chart_frame *frame, const ent_chart_bar *bars, size_t n, int32_t first,
                              int32_t last, ent_buf *out, ent_error *err)
{
  size_t shown = 0;
  ent_status status = enti_bars_check(bars, n, first, last, &shown, err);
  if (status != ENT_OK)
    return status;
  const double top = enti_svg_top(frame) + 4, rows = rows_height(bars, n, first, last);
  const double height = top + rows + 64 + enti_svg_foot(frame);
  const double width = enti_svg_frame_width(frame);
  timeline_at at = {out, ent_arena_new(0), {first, last, labels_width(bars, n, first, last, width), width - RIGHT}};
  if (!at.arena)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  enti_svg_open(out, frame, height, frame->subtitle);
  put_apart_pattern(out);
  draw_years(&at, top, top + rows + 4);
  draw_rows(&at, bars, n, top);
  draw_key(&at, top + rows + 44, n - shown);
  enti_svg_close(out, frame, height);
  ent_arena_free(at.arena);
  return enti_svg_status(out, err);
}
