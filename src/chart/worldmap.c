/* A map of the world with the great circles from one state to its partners. */
#include "chart/map.h"
#include "chart/svg.h"

#include <math.h>
#include <string.h>

#define DEGREE (3.14159265358979323846 / 180)
#define STEPS 60      /* pieces of a great circle */
#define SOUTH (-57.0) /* nobody lives below */
#define NORTH 84.0

typedef struct xy {
  double x, y;
} xy;

typedef struct world_at {
  ent_buf *out;
  const ent_map *map;
  double scale, x, y; /* of the projection's unit; its 0, 0 in the picture */
  double middle;      /* the meridian in the middle, degrees */
  double width;       /* of the picture */
} world_at;

/* Degrees east of the middle, −180 … 180. */
static double turned(const world_at *at, double east)
{
  return remainder(east - at->middle, 360);
}

/* Equal Earth: polynomials of the parametric latitude (equations 9 and 10 of the paper). */
static xy equal_earth(double east, double north)
{
  static const double a1 = 1.340264, a2 = -0.081106, a3 = 0.000893, a4 = 0.003796;
  const double m = sqrt(3) / 2, t = asin(m * sin(north * DEGREE)), t2 = t * t, t6 = t2 * t2 * t2;
  return (xy){east * DEGREE * cos(t) / (m * (a1 + 3 * a2 * t2 + t6 * (7 * a3 + 9 * a4 * t2))),
              t * (a1 + a2 * t2 + t6 * (a3 + a4 * t2))};
}

/* east: of the middle */
static xy place(const world_at *at, double east, double north)
{
  const xy p = equal_earth(east, north);
  return (xy){at->x + p.x * at->scale, at->y - p.y * at->scale};
}

static void put_point(const world_at *at, char letter, xy p)
{
  ent_buf_char(at->out, letter);
  enti_svg_number(at->out, round(p.x * 10) / 10);
  ent_buf_char(at->out, ' ');
  enti_svg_number(at->out, round(p.y * 10) / 10);
}

/* ---- land ---------------------------------------------------------------------------------------------------------- */

#define MOST_POINTS 4096 /* of a ring, cut ones included; the largest has some 700 */

/* Of a ring, what lies on one side of a meridian (Sutherland and Hodgman 1974). Returns how many points. */
static size_t cut(const xy *ring, size_t n, double edge, double side, xy *ret)
{
  size_t m = 0;
  for (size_t i = 0; i < n && m + 2 < MOST_POINTS; i++) {
    const xy a = ring[i], b = ring[(i + 1) % n];
    const bool in = (a.x - edge) * side >= 0, next = (b.x - edge) * side >= 0;
    if (in)
      ret[m++] = a;
    if (in != next)
      ret[m++] = (xy){edge, a.y + (b.y - a.y) * (edge - a.x) / (b.x - a.x)};
  }
  return m;
}

static void draw_ring(const world_at *at, const xy *ring, size_t n)
{
  for (size_t i = 0; i < n; i++)
    put_point(at, i ? 'L' : 'M', place(at, ring[i].x, ring[i].y < SOUTH ? SOUTH : ring[i].y));
  if (n)
    ent_buf_char(at->out, 'Z');
}

/* A ring as it lies east of the middle; what is beyond an edge of the map comes in again on the other side. */
static void draw_turned(const world_at *at, const map_ring *r)
{
  xy ring[MOST_POINTS], left[MOST_POINTS], both[MOST_POINTS];
  const size_t n = r->n_points < MOST_POINTS ? r->n_points : MOST_POINTS;
  for (int turn = -1; turn <= 1; turn++) {
    double least = INFINITY, most = -INFINITY;
    for (size_t i = 0; i < n; i++) {
      const map_point *p = &at->map->points[r->point + i];
      ring[i] = (xy){p->east / 100.0 - at->middle + 360.0 * turn, p->north / 100.0};
      least = fmin(least, ring[i].x);
      most = fmax(most, ring[i].x);
    }
    if (least >= -180 && most <= 180)
      draw_ring(at, ring, n);
    else if (least < 180 && most > -180)
      draw_ring(at, both, cut(left, cut(ring, n, -180, 1, left), 180, -1, both));
  }
}

static void draw_state(const world_at *at, const map_state *state, const char *fill)
{
  if (state->n_rings == 0)
    return;
  ent_buf_c(at->out, "<path d=\"");
  for (uint32_t r = 0; r < state->n_rings; r++)
    draw_turned(at, &at->map->rings[state->ring + r]);
  ent_buf_printf(at->out, "\" fill=\"%s\"/>\n", fill);
}

/* The edge of the world, so that one sees where it ends. */
static void draw_sea(const world_at *at)
{
  ent_buf_c(at->out, "<path d=\"");
  for (int side = -1; side <= 1; side += 2)
    for (double north = side < 0 ? SOUTH : NORTH; side < 0 ? north <= NORTH : north >= SOUTH; north -= 3 * side)
      put_point(at, side < 0 && north == SOUTH ? 'M' : 'L', place(at, 180 * side, north));
  ent_buf_c(at->out, "Z\" fill=\"#f6f8fa\"/>\n");
}

static const ent_chart_arc *arc_to(const ent_chart_arc *arcs, size_t n, ent_str state)
{
  for (size_t i = 0; i < n; i++)
    if (ent_str_eq(arcs[i].state, state))
      return &arcs[i];
  return NULL;
}

static void draw_land(const world_at *at, ent_str centre, const ent_chart_arc *arcs, size_t n)
{
  static const char *const tones[] = {"#a8cbe6", "#f0c3a0", "#cfd4d9"};
  ent_buf_c(at->out, "<g stroke=\"#fff\" stroke-width=\"0.5\" fill-rule=\"evenodd\">\n");
  for (size_t i = 0; i < at->map->n_states; i++) {
    const ent_str name = ent_pack_string(at->map->pack, at->map->states[i].name);
    const ent_chart_arc *arc = name.n ? arc_to(arcs, n, name) : NULL;
    draw_state(at, &at->map->states[i], ent_str_eq(name, centre) && name.n ? "#004a75" : arc ? tones[arc->tone] : "#e9ebee");
  }
  ent_buf_c(at->out, "</g>\n");
}

/* ---- great circles --------------------------------------------------------------------------------------------------- */

typedef struct vector {
  double x, y, z;
} vector;

static vector on_sphere(double east, double north)
{
  return (vector){cos(north * DEGREE) * cos(east * DEGREE), cos(north * DEGREE) * sin(east * DEGREE), sin(north * DEGREE)};
}

/* The share t of the way from a to b along the great circle. */
static vector between(vector a, vector b, double angle, double t)
{
  const double s = sin(angle), p = s > 1e-9 ? sin((1 - t) * angle) / s : 1 - t, q = s > 1e-9 ? sin(t * angle) / s : t;
  return (vector){p * a.x + q * b.x, p * a.y + q * b.y, p * a.z + q * b.z};
}

static void draw_circle(const world_at *at, const ent_chart_arc *arc, double e1, double n1, double e2, double n2) /* east of the middle */
{
  static const char *const strokes[] = {"#0072b2", "#d55e00", "#5f6368"}, *const dashes[] = {"none", "6 3", "1.5 3"};
  const vector a = on_sphere(e1, n1), b = on_sphere(e2, n2);
  const double dot = a.x * b.x + a.y * b.y + a.z * b.z, angle = acos(dot > 1 ? 1 : dot < -1 ? -1 : dot);
  double before = 0;
  ent_buf_c(at->out, "<path d=\"");
  for (int i = 0; i <= STEPS; i++) {
    const vector v = between(a, b, angle, (double)i / STEPS);
    const double east = atan2(v.y, v.x) / DEGREE, north = asin(v.z > 1 ? 1 : v.z < -1 ? -1 : v.z) / DEGREE;
    const bool jumps = i > 0 && fabs(east - before) > 180; /* over the edge of the map */
    put_point(at, i == 0 || jumps ? 'M' : 'L', place(at, east, north));
    before = east;
  }
  const double weight = isfinite(arc->weight) ? fmin(fmax(arc->weight, 0), 1) : 0;
  ent_buf_printf(at->out, "\" fill=\"none\" stroke=\"%s\" stroke-opacity=\"0.75\" stroke-width=\"%.2f\"", strokes[arc->tone],
                 0.8 + 2.4 * weight);
  if (strcmp(dashes[arc->tone], "none") != 0)
    ent_buf_printf(at->out, " stroke-dasharray=\"%s\"", dashes[arc->tone]);
  ent_buf_c(at->out, "/>\n");
}

/* ---- names ------------------------------------------------------------------------------------------------------------- */

typedef struct label_box {
  double x, y, w;
} label_box;

#define MOST_LABELS 400

typedef struct labels {
  label_box taken[MOST_LABELS];
  size_t n;
} labels;

static bool free_at(const labels *l, label_box b)
{
  for (size_t i = 0; i < l->n; i++)
    if (fabs(l->taken[i].y - b.y) < SVG_SMALL && b.x < l->taken[i].x + l->taken[i].w && l->taken[i].x < b.x + b.w)
      return false;
  return l->n < MOST_LABELS;
}

/* Beside its mark, where it writes over no other. A white rim keeps it readable on land and arcs. */
static void draw_label(const world_at *at, labels *l, xy p, ent_str text, bool strong)
{
  const double size = strong ? SVG_TEXT : SVG_SMALL - 1, w = enti_svg_width(text, size) * 1.1;
  const label_box places[] = {{p.x + 5, p.y + 4, w},      {p.x - 5 - w, p.y + 4, w},   {p.x - w / 2, p.y - 6, w},
                              {p.x - w / 2, p.y + 14, w}, {p.x + 5, p.y - 8, w},       {p.x + 5, p.y + 16, w},
                              {p.x - 5 - w, p.y - 8, w},  {p.x - 5 - w, p.y + 16, w}};
  for (size_t i = 0; i < sizeof places / sizeof *places; i++)
    if (places[i].x > 2 && places[i].x + w < at->width - 2 && free_at(l, places[i])) {
      l->taken[l->n++] = places[i];
      ent_buf_c(at->out, "<g paint-order=\"stroke\" stroke=\"#fff\" stroke-width=\"2.5\" stroke-linejoin=\"round\">");
      (strong ? enti_svg_bold : enti_svg_text)(at->out, places[i].x, places[i].y, size, SVG_START, SVG_INK, text);
      ent_buf_c(at->out, "</g>\n");
      return;
    }
}

/* Where a state's mark stands: east of the middle, and north. */
static bool mark_of(const world_at *at, ent_str state, double *east, double *north)
{
  if (!ent_map_place(at->map, state, east, north))
    return false;
  *east = turned(at, *east);
  return true;
}

static void draw_partners(const world_at *at, const ent_chart_arc *centre, const ent_chart_arc *arcs, size_t n)
{
  double e1 = 0, n1 = 0, e2, n2;
  labels l = {.n = 0};
  mark_of(at, centre->state, &e1, &n1);
  for (size_t i = 0; i < n; i++)
    if (mark_of(at, arcs[i].state, &e2, &n2))
      draw_circle(at, &arcs[i], e1, n1, e2, n2);
  for (size_t i = 0; i < n; i++)
    if (mark_of(at, arcs[i].state, &e2, &n2)) {
      const xy p = place(at, e2, n2);
      enti_svg_circle(at->out, p.x, p.y, 2.2, arcs[i].tone == ENT_TONE_GOOD ? "#0072b2" : "#fff",
                      arcs[i].tone == ENT_TONE_BAD ? "#d55e00" : "#0072b2");
    }
  const xy home = place(at, e1, n1);
  enti_svg_circle(at->out, home.x, home.y, 4, "#004a75", "#fff");
  draw_label(at, &l, home, centre->label, true);
  for (size_t i = 0; i < n; i++)
    if (mark_of(at, arcs[i].state, &e2, &n2))
      draw_label(at, &l, place(at, e2, n2), arcs[i].label, false);
}

/* Partners without a place (organisations, states of the past) are named, not lost. */
static void draw_missing(const world_at *at, const ent_chart_arc *arcs, size_t n, double y, double width)
{
  ent_arena *arena = ent_arena_new(0);
  ent_buf names = ENT_BUF_INIT(1 << 16);
  double east, north;
  for (size_t i = 0; i < n; i++)
    if (!ent_map_place(at->map, arcs[i].state, &east, &north)) {
      ent_buf_c(&names, names.n ? ", " : "Not on the map: ");
      ent_buf_str(&names, arcs[i].label);
    }
  if (names.n && arena)
    enti_svg_text(at->out, SVG_MARGIN, y, SVG_SMALL, SVG_START, SVG_INK,
                  enti_svg_fit(arena, ent_buf_view(&names), SVG_SMALL, width - 2 * SVG_MARGIN));
  ent_buf_done(&names);
  ent_arena_free(arena);
}

ent_status ent_chart_map(const ent_chart_frame *frame, const ent_map *map, const ent_chart_arc *centre,
                         const ent_chart_arc *arcs, size_t n, ent_buf *out, ent_error *err)
{
  double east, north;
  if (!ent_map_place(map, centre->state, &east, &north))
    return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "\"%.*s\" is not on the map", ENT_STR_ARG(centre->state));
  const double width = enti_svg_frame_width(frame), top = enti_svg_top(frame);
  const double unit = (width - 2 * SVG_MARGIN) / (2 * equal_earth(180, 0).x);
  const double above = equal_earth(0, NORTH).y * unit, under = -equal_earth(0, SOUTH).y * unit;
  const double height = top + above + under + 28 + enti_svg_foot(frame);
  const world_at at = {out, map, unit, width / 2, top + above, round(east / 10) * 10, width};
  enti_svg_open(out, frame, height, frame->subtitle);
  draw_sea(&at);
  draw_land(&at, centre->state, arcs, n);
  draw_partners(&at, centre, arcs, n);
  draw_missing(&at, arcs, n, top + above + under + 18, width);
  enti_svg_close(out, frame, height);
  return enti_svg_status(out, err);
}
