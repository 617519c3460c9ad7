/* Writing SVG; see svg.h. */
#include "chart/svg.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Okabe and Ito 2008, "Color universal design", in an order that keeps neighbours far apart in lightness too. */
static const char *const COLOURS[] = {"#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#7f7f7f"};
static const char *const DASHES[] = {"none", "7 3", "2 2.5", "9 3 2 3", "4 2", "1 4", "12 4"};

#define COUNT(a) (sizeof(a) / sizeof *(a))
#define FONTS "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', 'Noto Sans CJK KR', sans-serif"

const char *enti_svg_colour(size_t i)
{
  return COLOURS[i % COUNT(COLOURS)];
}

const char *enti_svg_dash(size_t i)
{
  return DASHES[i % COUNT(DASHES)];
}

void enti_svg_number(ent_buf *out, double x)
{
  char digits[64];
  int n = isfinite(x) && fabs(x) < 1e9 ? snprintf(digits, sizeof digits, "%.2f", x) : snprintf(digits, sizeof digits, "0");
  while (n > 0 && strchr(digits, '.') && (digits[n - 1] == '0' || digits[n - 1] == '.'))
    if (digits[--n] == '.')
      break;
  if (n == 2 && memcmp(digits, "-0", 2) == 0)
    ent_buf_char(out, '0');
  else
    ent_buf_add(out, digits, (size_t)n);
}

void enti_svg_attribute(ent_buf *out, const char *name, double x)
{
  ent_buf_printf(out, " %s=\"", name);
  enti_svg_number(out, x);
  ent_buf_char(out, '"');
}

void enti_svg_escape(ent_buf *out, ent_str s)
{
  for (size_t at = 0; at < s.n;) {
    const uint32_t c = ent_utf8_next(s, &at);
    char bytes[4];
    if (c == '<')
      ent_buf_c(out, "&lt;");
    else if (c == '>')
      ent_buf_c(out, "&gt;");
    else if (c == '&')
      ent_buf_c(out, "&amp;");
    else if (c == '"')
      ent_buf_c(out, "&quot;");
    else if (c == '\'')
      ent_buf_c(out, "&#39;");
    else if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xfffe || c == 0xffff) /* what XML does not allow, or nobody sees */
      ent_buf_char(out, ' ');
    else
      ent_buf_add(out, bytes, ent_utf8_put(c, bytes));
  }
}

/* ---- widths ---------------------------------------------------------------------------------------------------- */

/* In thousandths of the size: classes of widths as sans-serif faces have them. */
static unsigned advance(uint32_t c)
{
  if (c < 0x80 && strchr("iljI.,:;'|!", (int)c) && c)
    return 290;
  if (c < 0x80 && strchr("frt()[]-/ \"", (int)c) && c)
    return 380;
  if (c < 0x80 && strchr("mwMW@%", (int)c) && c)
    return 880;
  if (c >= 'A' && c <= 'Z')
    return 690;
  return 580;
}

/* Moves behind one character; its width in thousandths. */
static unsigned step(ent_str s, size_t *at)
{
  const size_t from = *at;
  const uint32_t c = ent_utf8_next(s, at);
  const size_t columns = c < 0x80 ? 1 : ent_utf8_width(ent_str_slice(s, from, *at));
  return columns == 2 ? 1000 : columns == 0 ? 0 : advance(c);
}

double enti_svg_width(ent_str s, double size)
{
  double width = 0;
  for (size_t at = 0; at < s.n;)
    width += step(s, &at);
  return width * size / 1000;
}

ent_str enti_svg_fit(ent_arena *arena, ent_str s, double size, double width)
{
  if (enti_svg_width(s, size) <= width)
    return s;
  const double room = width - size * 0.8; /* the ellipsis */
  double used = 0;
  size_t keep = 0;
  for (size_t at = 0; at < s.n;) {
    used += step(s, &at) * size / 1000;
    if (used > room)
      break;
    keep = at;
  }
  return ent_arena_printf(arena, "%.*s\u2026", (int)keep, s.p);
}

/* ---- marks ----------------------------------------------------------------------------------------------------- */

static void put_text(ent_buf *out, double x, double y, double size, svg_anchor anchor, const char *more, const char *fill,
                     ent_str s)
{
  static const char *const anchors[] = {"", " text-anchor=\"middle\"", " text-anchor=\"end\""};
  ent_buf_c(out, "<text");
  enti_svg_attribute(out, "x", x);
  enti_svg_attribute(out, "y", y);
  enti_svg_attribute(out, "font-size", size);
  ent_buf_printf(out, "%s%s fill=\"%s\">", anchors[anchor], more, fill);
  enti_svg_escape(out, s);
  ent_buf_c(out, "</text>\n");
}

void enti_svg_text(ent_buf *out, double x, double y, double size, svg_anchor anchor, const char *fill, ent_str s)
{
  put_text(out, x, y, size, anchor, "", fill, s);
}

void enti_svg_bold(ent_buf *out, double x, double y, double size, svg_anchor anchor, const char *fill, ent_str s)
{
  put_text(out, x, y, size, anchor, " font-weight=\"600\"", fill, s);
}

void enti_svg_line(ent_buf *out, double x1, double y1, double x2, double y2, const char *stroke, double width,
                   const char *dash)
{
  ent_buf_c(out, "<line");
  enti_svg_attribute(out, "x1", x1);
  enti_svg_attribute(out, "y1", y1);
  enti_svg_attribute(out, "x2", x2);
  enti_svg_attribute(out, "y2", y2);
  ent_buf_printf(out, " stroke=\"%s\"", stroke);
  enti_svg_attribute(out, "stroke-width", width);
  if (dash && strcmp(dash, "none") != 0)
    ent_buf_printf(out, " stroke-dasharray=\"%s\"", dash);
  ent_buf_c(out, "/>\n");
}

void enti_svg_rect(ent_buf *out, double x, double y, double w, double h, const char *fill, const char *stroke)
{
  ent_buf_c(out, "<rect");
  enti_svg_attribute(out, "x", x);
  enti_svg_attribute(out, "y", y);
  enti_svg_attribute(out, "width", w > 0 ? w : 0);
  enti_svg_attribute(out, "height", h > 0 ? h : 0);
  ent_buf_printf(out, " fill=\"%s\"", fill);
  if (stroke)
    ent_buf_printf(out, " stroke=\"%s\"", stroke);
  ent_buf_c(out, "/>\n");
}

void enti_svg_circle(ent_buf *out, double x, double y, double r, const char *fill, const char *stroke)
{
  ent_buf_c(out, "<circle");
  enti_svg_attribute(out, "cx", x);
  enti_svg_attribute(out, "cy", y);
  enti_svg_attribute(out, "r", r);
  ent_buf_printf(out, " fill=\"%s\"", fill);
  if (stroke)
    ent_buf_printf(out, " stroke=\"%s\" stroke-width=\"1.2\"", stroke);
  ent_buf_c(out, "/>\n");
}

/* Each in its colour and with its own lines, so that a black-and-white print still tells them apart. */
void enti_svg_hatches(ent_buf *out)
{
  static const char *const lines[SVG_HATCHES] = {
      "", "<path d=\"M0 6L6 0\"/>", "<path d=\"M0 3H6\"/>", "<circle cx=\"3\" cy=\"3\" r=\"0.8\"/>", "<path d=\"M0 0L6 6\"/>",
      "<path d=\"M3 0V6M0 3H6\"/>"};
  ent_buf_c(out, "<defs>\n");
  for (size_t i = 0; i < SVG_HATCHES; i++)
    ent_buf_printf(out,
                   "<pattern id=\"h%zu\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\"><rect width=\"6\" "
                   "height=\"6\" fill=\"%s\"/><g stroke=\"#fff\" stroke-width=\"1\" fill=\"none\">%s</g></pattern>\n",
                   i, enti_svg_colour(i), lines[i]);
  ent_buf_c(out, "</defs>\n");
}

/* ---- the frame -------------------------------------------------------------------------------------------------- */

double enti_svg_frame_width(const ent_chart_frame *frame)
{
  return frame->width > 0 ? frame->width : 720;
}

double enti_svg_top(const ent_chart_frame *frame)
{
  return SVG_MARGIN + (frame->title.n ? SVG_TITLE * 1.3 : 0) + (frame->subtitle.n ? SVG_TEXT * 1.4 : 0) + 8;
}

typedef void wrap_sink(void *context, ent_str line);

/* Cuts text into lines of the width, at spaces. Returns how many; sink may be NULL. */
static size_t wrap(ent_str s, double size, double width, wrap_sink *sink, void *context)
{
  size_t lines = 0;
  while (s.n) {
    size_t cut = s.n, space = 0;
    double used = 0;
    for (size_t at = 0; at < s.n;) {
      if (s.p[at] == ' ')
        space = at;
      used += step(s, &at) * size / 1000;
      if (used > width) {
        cut = space ? space : at;
        break;
      }
    }
    if (sink)
      sink(context, ent_str_slice(s, 0, cut));
    lines++;
    s = ent_str_trim(ent_str_slice(s, cut, s.n));
  }
  return lines;
}

double enti_svg_foot(const ent_chart_frame *frame)
{
  const double width = enti_svg_frame_width(frame) - 2 * SVG_MARGIN;
  const double lines = (double)wrap(frame->source, SVG_SMALL, width * 0.95, NULL, NULL);
  return SVG_MARGIN + (lines > 0 ? 8 + lines * SVG_SMALL * 1.35 : 0);
}

void enti_svg_open(ent_buf *out, const ent_chart_frame *frame, double height, ent_str alt)
{
  const double width = enti_svg_frame_width(frame);
  ent_buf_c(out, "<svg xmlns=\"http://www.w3.org/2000/svg\"");
  enti_svg_attribute(out, "width", width);
  enti_svg_attribute(out, "height", height);
  ent_buf_c(out, " viewBox=\"0 0 ");
  enti_svg_number(out, width);
  ent_buf_char(out, ' ');
  enti_svg_number(out, height);
  ent_buf_c(out, "\" role=\"img\" font-family=\"" FONTS "\">\n<title>");
  enti_svg_escape(out, frame->title);
  ent_buf_c(out, "</title>\n<desc>");
  enti_svg_escape(out, alt);
  ent_buf_c(out, "</desc>\n");
  enti_svg_rect(out, 0, 0, width, height, "#fff", NULL);
  double y = SVG_MARGIN;
  if (frame->title.n)
    enti_svg_bold(out, SVG_MARGIN, y += SVG_TITLE, SVG_TITLE, SVG_START, SVG_INK, frame->title);
  if (frame->subtitle.n)
    enti_svg_text(out, SVG_MARGIN, y + SVG_TEXT * 1.5, SVG_TEXT, SVG_START, SVG_FAINT, frame->subtitle);
}

typedef struct foot_line {
  ent_buf *out;
  double y;
} foot_line;

static void put_foot_line(void *context, ent_str line)
{
  foot_line *at = context;
  enti_svg_text(at->out, SVG_MARGIN, at->y, SVG_SMALL, SVG_START, SVG_FAINT, line);
  at->y += SVG_SMALL * 1.35;
}

void enti_svg_close(ent_buf *out, const ent_chart_frame *frame, double height)
{
  const double width = enti_svg_frame_width(frame) - 2 * SVG_MARGIN;
  foot_line at = {out, height - enti_svg_foot(frame) + 8 + SVG_SMALL};
  (void)wrap(frame->source, SVG_SMALL, width * 0.95, put_foot_line, &at);
  ent_buf_c(out, "</svg>\n");
}

ent_status enti_svg_status(const ent_buf *out, ent_error *err)
{
  return out->failed ? ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "the picture does not fit into memory") : ENT_OK;
}
