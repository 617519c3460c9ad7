/* Writing SVG: escaped text, short numbers, and the frame that every picture has (title above, source below). */
#ifndef ENTI_SVG_H
#define ENTI_SVG_H

#include <entente/chart.h>

#define SVG_MARGIN 16.0     /* around the whole picture */
#define SVG_SMALL 11.0      /* font sizes: axes, keys, notes */
#define SVG_TEXT 12.0
#define SVG_TITLE 16.0
#define SVG_INK "#1a1a1a"   /* text */
#define SVG_FAINT "#5f6368" /* what stands behind: still 4.5 : 1 on white */
#define SVG_RULE "#d5d8dc"  /* grid */

/* The colours that the colour-blind tell apart, darkest and most used first; i may be any. */
const char *enti_svg_colour(size_t i);
/* "none", "6 3", "2 2" …: dashes that tell lines apart without colour. */
const char *enti_svg_dash(size_t i);

/* A number with at most two decimals, "0" for what is not finite (callers leave such out). */
void enti_svg_number(ent_buf *out, double x);
/* ` name="x"` */
void enti_svg_attribute(ent_buf *out, const char *name, double x);
/* Text as character data: escaped, control characters and broken bytes replaced. */
void enti_svg_escape(ent_buf *out, ent_str s);

/* Width that text will have, about: fonts differ, so callers leave a tenth. */
double enti_svg_width(ent_str s, double size);
/* As much of s as fits, with an ellipsis where it is cut; into the arena. */
ent_str enti_svg_fit(ent_arena *arena, ent_str s, double size, double width);

typedef enum svg_anchor { SVG_START, SVG_MIDDLE, SVG_END } svg_anchor;

/* fill: a colour. Weight 400 or 600. */
void enti_svg_text(ent_buf *out, double x, double y, double size, svg_anchor anchor, const char *fill, ent_str s);
void enti_svg_bold(ent_buf *out, double x, double y, double size, svg_anchor anchor, const char *fill, ent_str s);
void enti_svg_line(ent_buf *out, double x1, double y1, double x2, double y2, const char *stroke, double width,
                   const char *dash);
/* fill may be "none" or "url(#…)"; stroke NULL: none. */
void enti_svg_rect(ent_buf *out, double x, double y, double w, double h, const char *fill, const char *stroke);
void enti_svg_circle(ent_buf *out, double x, double y, double r, const char *fill, const char *stroke);

/* Patterns h0 … h5, in the colours, for areas: url(#h0). */
void enti_svg_hatches(ent_buf *out);
#define SVG_HATCHES 6

/* Where the drawing may begin, below title and subtitle. */
double enti_svg_top(const ent_chart_frame *frame);
/* Lines that the source takes at the foot, with the space above it. */
double enti_svg_foot(const ent_chart_frame *frame);
double enti_svg_frame_width(const ent_chart_frame *frame);
/* The opening tag, white ground, title and subtitle. height: of the whole picture. alt: what a screen reader says. */
void enti_svg_open(ent_buf *out, const ent_chart_frame *frame, double height, ent_str alt);
/* The source, and the closing tag. */
void enti_svg_close(ent_buf *out, const ent_chart_frame *frame, double height);
/* The status of all that was written. */
ENT_CHECKED ent_status enti_svg_status(const ent_buf *out, ent_error *err);

#endif
