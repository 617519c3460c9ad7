/* Entente, room `chart`: finished numbers → pictures: SVG for print and the report, PNG through it, and drawings of
 * characters for the terminal. Knows series, bars, nodes and places, nothing of actors or the store. Computes nothing.
 *
 * Conventions of this header
 *  C1  A value that is NaN is not drawn: a line breaks there. It is never drawn as 0.
 *  C2  Every picture can be read without colour: lines differ in dashes, areas in hatching, nodes in shape; and with
 *      the colours of Okabe and Ito (2008), which the colour-blind tell apart.
 *  C3  Same input, same bytes. No script, no link, no font in the file: text stays text.
 *  C4  Text may be anything: it is escaped, and cut with an ellipsis where it has no room. */
#ifndef ENTENTE_CHART_H
#define ENTENTE_CHART_H

#include <entente/base.h>
#include <entente/pack.h>

/* What stands around a picture. */
typedef struct ent_chart_frame {
  ent_str title, subtitle;
  ent_str source;  /* at the foot: where the figures come from, and the versions */
  double width;    /* in CSS pixels (1/96 inch); 0: 720. The height follows from what is drawn */
} ent_chart_frame;

/* ---- series in panels ------------------------------------------------------------------------------------------ */

typedef struct ent_chart_point {
  int32_t day;          /* days since 1970-01-01 */
  double value, lo, hi; /* lo, hi: a band around it; NaN: none */
} ent_chart_point;

typedef struct ent_chart_line {
  ent_str label;                 /* in the key, where a panel has more than one line */
  const ent_chart_point *points; /* in order of time */
  size_t n;
  bool step;                     /* holds its value until the next point */
} ent_chart_line;

typedef struct ent_chart_mark {
  int32_t day, earliest, latest; /* a moment, and where else it may lie (both equal to day: sure) */
  ent_str label;
} ent_chart_mark;

typedef struct ent_chart_panel {
  ent_str title, unit;
  double low, high; /* of the axis; NaN: from the values */
  const ent_chart_line *lines;
  size_t n_lines;
  const ent_chart_mark *marks;
  size_t n_marks;
  ent_str missing;  /* written where there is no value to draw: why */
} ent_chart_panel;

/* Panels one below the other over the same time, from the first day to the last.
 * ENT_EINPUT: last before first, a panel without lines. O(points). */
ENT_API ENT_CHECKED ent_status ent_chart_panels(const ent_chart_frame *frame, const ent_chart_panel *panels, size_t n,
                                                int32_t first, int32_t last, ent_buf *out, ent_error *err);

/* ---- shares over time ------------------------------------------------------------------------------------------ */

typedef struct ent_chart_share {
  ent_str label;
  const double *values; /* n_times; ≥ 0; NaN: nothing then */
} ent_chart_share;

typedef struct ent_chart_shares_of {
  const int32_t *days; /* n_times, in order */
  size_t n_times;
  const ent_chart_share *shares; /* drawn from below, in this order */
  size_t n_shares;
  const double *line; /* n_times, on an axis of its own below (effective number of partners); may be NULL */
  ent_str line_label;
} ent_chart_shares_of;

/* Stacked shares of the whole (each time sums to 100 %), and below them a line.
 * ENT_EINPUT: times out of order, a negative value. O(n_times · n_shares). */
ENT_API ENT_CHECKED ent_status ent_chart_shares(const ent_chart_frame *frame, const ent_chart_shares_of *of,
                                                ent_buf *out, ent_error *err);

/* ---- bars in time ---------------------------------------------------------------------------------------------- */

typedef enum ent_chart_tone { ENT_TONE_GOOD, ENT_TONE_BAD, ENT_TONE_PLAIN } ent_chart_tone;

typedef struct ent_chart_bar {
  ent_str label;
  ent_str group;       /* a heading where it differs from the bar before; empty: none */
  ent_date start, end; /* end unknown: still there. A coarse date fades over its period */
  bool start_unknown;  /* it was there before `start` (which is then the first we know of it) */
  bool moment;         /* no duration: a dot at start */
  ent_chart_tone tone; /* brings together (filled), sets apart (hatched), neither (outline) */
} ent_chart_bar;

/* ENT_EINPUT: no bar has a date, last before first. Bars wholly outside first … last are left out, and counted at the
 * foot. O(bars). */
ENT_API ENT_CHECKED ent_status ent_chart_timeline(const ent_chart_frame *frame, const ent_chart_bar *bars, size_t n,
                                                  int32_t first, int32_t last, ent_buf *out, ent_error *err);

/* ---- networks -------------------------------------------------------------------------------------------------- */

typedef struct ent_chart_node {
  ent_str label;
  double x, y;        /* any unit; what matters is the shape */
  double size;        /* ≥ 0; area of its mark, largest = 1 */
  uint32_t community; /* colour and shape */
  bool strong;        /* the one the picture is about */
} ent_chart_node;

/* edges: 2 · n_edges node numbers. ENT_EINPUT: a number ≥ n, a place that is not finite. O(n² + edges) (labels). */
ENT_API ENT_CHECKED ent_status ent_chart_network(const ent_chart_frame *frame, const ent_chart_node *nodes, size_t n,
                                                 const uint32_t *edges, size_t n_edges, ent_buf *out, ent_error *err);

/* ---- maps ------------------------------------------------------------------------------------------------------ */

/* Shapes of states, out of the pack (section made of data/map/). */
typedef struct ent_map ent_map;

/* Points into the pack, which must outlive it. ENT_EMODEL: damaged. */
ENT_API ENT_CHECKED ent_status ent_map_open(const ent_pack *pack, ent_map **ret, ent_error *err);
ENT_API void ent_map_close(ent_map *map);
/* Where a state's mark stands; false: not on the map. Degrees east and north. O(log states). */
ENT_API bool ent_map_place(const ent_map *map, ent_str state, double *ret_east, double *ret_north);

typedef struct ent_chart_arc {
  ent_str state;       /* alpha-3: from the centre to this one */
  ent_str label;
  double weight;       /* 0 … 1: width */
  ent_chart_tone tone; /* full, dashed, dotted */
} ent_chart_arc;

/* The world (Equal Earth projection: Šavrič, Patterson and Jenny 2018, doi:10.1080/13658816.2018.1504949), turned so
 * that the centre is in the middle, with its great circles to its partners. Small states are points. States that are
 * not on the map are named at the foot.
 *   centre  its state and label count
 * ENT_EINPUT: the centre is not on the map. O(points of all shapes). */
ENT_API ENT_CHECKED ent_status ent_chart_map(const ent_chart_frame *frame, const ent_map *map,
                                             const ent_chart_arc *centre, const ent_chart_arc *arcs, size_t n,
                                             ent_buf *out, ent_error *err);

/* ---- PNG --------------------------------------------------------------------------------------------------------- */

/* An SVG of this room as PNG, `scale` pixels for each of its pixels (2 is fit for print at half size), through
 * librsvg's rsvg-convert as a child process. ENT_ENOTFOUND: not installed (err says which package). O(pixels). */
ENT_API ENT_CHECKED ent_status ent_chart_png(ent_str svg, double scale, ent_buf *out, ent_error *err);

/* ---- the terminal ------------------------------------------------------------------------------------------------ */

typedef struct ent_chart_style {
  unsigned width, height; /* columns and rows of the drawing; 0: 80, 12 */
  bool colour, ascii;
} ent_chart_style;

/* A panel as characters: braille dots, or `*` and `.` in ASCII; the band as a shade, marks as columns. */
ENT_API ENT_CHECKED ent_status ent_chart_text_panel(const ent_chart_style *style, const ent_chart_panel *panel,
                                                    int32_t first, int32_t last, ent_buf *out, ent_error *err);
/* Bars of a portfolio: label, bar, share; shares need not sum to 1. note (may be empty) stands behind. */
typedef struct ent_chart_row {
  ent_str label, note;
  double value; /* 0 … 1 of the longest bar; NaN: no bar */
} ent_chart_row;
ENT_API void ent_chart_text_rows(const ent_chart_style *style, const ent_chart_row *rows, size_t n, ent_buf *out);
/* Stacked shares, one stack a column, the line below them, and the last shares as bars. Same rules as ent_chart_shares. */
ENT_API ENT_CHECKED ent_status ent_chart_text_shares(const ent_chart_style *style, const ent_chart_shares_of *of, ent_buf *out,
                                                     ent_error *err);
/* Bars in time, one line each, with an axis of years below. Same rules as ent_chart_timeline. */
ENT_API ENT_CHECKED ent_status ent_chart_text_timeline(const ent_chart_style *style, const ent_chart_bar *bars, size_t n,
                                                       int32_t first, int32_t last, ent_buf *out, ent_error *err);

#endif
