/* A network: nodes where a layout put them, ties as lines, communities by colour and shape. */
#include "chart/svg.h"

#include <math.h>

#define SIDE 640.0 /* height of the drawing */
#define LARGEST 9.0
#define SMALLEST 3.0

typedef struct box {
  double x, y, w, h;
} box;

typedef struct network_at {
  ent_buf *out;
  const ent_chart_node *nodes;
  double *x, *y; /* in the picture */
  box *taken;    /* labels that stand already */
  size_t n, n_taken;
} network_at;

static double radius(const ent_chart_node *node, double largest)
{
  const double share = largest > 0 && node->size > 0 ? sqrt(node->size / largest) : 0;
  return SMALLEST + (LARGEST - SMALLEST) * share;
}

static double largest_size(const ent_chart_node *nodes, size_t n)
{
  double largest = 0;
  for (size_t i = 0; i < n; i++)
    if (nodes[i].size > largest)
      largest = nodes[i].size;
  return largest;
}

/* Into the drawing, the shape kept; a single node or a row of equal places goes to the middle. */
static void fit(network_at *at, double left, double top, double width, double height)
{
  double lx = INFINITY, ly = INFINITY, hx = -INFINITY, hy = -INFINITY;
  for (size_t i = 0; i < at->n; i++) {
    lx = fmin(lx, at->nodes[i].x), hx = fmax(hx, at->nodes[i].x);
    ly = fmin(ly, at->nodes[i].y), hy = fmax(hy, at->nodes[i].y);
  }
  const double wide = hx - lx, high = hy - ly;
  const double sx = wide > 1e-12 ? width / wide : INFINITY, sy = high > 1e-12 ? height / high : INFINITY;
  const double scale = isfinite(fmin(sx, sy)) ? fmin(sx, sy) : 0;
  for (size_t i = 0; i < at->n; i++) {
    at->x[i] = left + width / 2 + scale * (at->nodes[i].x - (lx + hx) / 2);
    at->y[i] = top + height / 2 + scale * (at->nodes[i].y - (ly + hy) / 2);
  }
}

static void draw_edges(const network_at *at, const uint32_t *edges, size_t n)
{
  ent_buf_c(at->out, "<g stroke=\"#5f6368\" stroke-opacity=\"0.28\" stroke-width=\"0.8\">\n");
  for (size_t i = 0; i < n; i++) {
    const uint32_t a = edges[2 * i], b = edges[2 * i + 1];
    ent_buf_c(at->out, "<path d=\"M");
    enti_svg_number(at->out, at->x[a]);
    ent_buf_char(at->out, ' ');
    enti_svg_number(at->out, at->y[a]);
    ent_buf_char(at->out, 'L');
    enti_svg_number(at->out, at->x[b]);
    ent_buf_char(at->out, ' ');
    enti_svg_number(at->out, at->y[b]);
    ent_buf_c(at->out, "\"/>\n");
  }
  ent_buf_c(at->out, "</g>\n");
}

/* Circle, square, diamond, triangle: communities without colour. */
static void draw_mark(const network_at *at, size_t i, double r)
{
  const char *fill = enti_svg_colour(at->nodes[i].community), *stroke = at->nodes[i].strong ? "#000" : "#fff";
  const double x = at->x[i], y = at->y[i];
  const uint32_t shape = at->nodes[i].community % 4;
  if (shape == 0) {
    enti_svg_circle(at->out, x, y, r, fill, stroke);
    return;
  }
  if (shape == 1) {
    enti_svg_rect(at->out, x - r * 0.88, y - r * 0.88, r * 1.76, r * 1.76, fill, stroke);
    return;
  }
  const double points[2][4][2] = {{{0, -1.25}, {1.25, 0}, {0, 1.25}, {-1.25, 0}}, {{0, -1.2}, {1.15, 0.9}, {-1.15, 0.9}, {-1.15, 0.9}}};
  ent_buf_c(at->out, "<path d=\"");
  for (size_t p = 0; p < 4; p++) {
    ent_buf_char(at->out, p ? 'L' : 'M');
    enti_svg_number(at->out, x + r * points[shape - 2][p][0]);
    ent_buf_char(at->out, ' ');
    enti_svg_number(at->out, y + r * points[shape - 2][p][1]);
  }
  ent_buf_printf(at->out, "Z\" fill=\"%s\" stroke=\"%s\"/>\n", fill, stroke);
}

static bool overlaps(const network_at *at, box b)
{
  for (size_t i = 0; i < at->n_taken; i++) {
    const box *t = &at->taken[i];
    if (b.x < t->x + t->w && t->x < b.x + b.w && b.y < t->y + t->h && t->y < b.y + b.h)
      return true;
  }
  return false;
}

/* Right of the node, left of it, above, below: the first that writes over no other name; else no name. */
static void draw_label(network_at *at, size_t i, double r, bool must)
{
  const double size = at->nodes[i].strong ? SVG_TEXT : SVG_SMALL - 1;
  const double w = enti_svg_width(at->nodes[i].label, size) * 1.1, x = at->x[i], y = at->y[i];
  const box places[] = {{x + r + 2, y - size / 2, w, size}, {x - r - 2 - w, y - size / 2, w, size},
                        {x - w / 2, y - r - size - 1, w, size}, {x - w / 2, y + r + 1, w, size}};
  for (size_t p = 0; p < 4; p++)
    if (!overlaps(at, places[p]) || (must && p == 3)) {
      ent_buf_c(at->out, "<g paint-order=\"stroke\" stroke=\"#fff\" stroke-width=\"2\" stroke-linejoin=\"round\">");
      (at->nodes[i].strong ? enti_svg_bold : enti_svg_text)(at->out, places[p].x, places[p].y + size * 0.84, size, SVG_START,
                                                            SVG_INK, at->nodes[i].label);
      ent_buf_c(at->out, "</g>\n");
      at->taken[at->n_taken++] = places[p];
      return;
    }
}

/* The largest first, so that they have their names where there is no room for all. */
static void draw_nodes(network_at *at, ent_arena *arena, double largest)
{
  size_t *order = ent_arena_array(arena, at->n, sizeof *order);
  if (!order) {
    at->out->failed = true;
    return;
  }
  for (size_t i = 0; i < at->n; i++) {
    size_t p = i;
    for (; p > 0 && at->nodes[order[p - 1]].size < at->nodes[i].size; p--)
      order[p] = order[p - 1];
    order[p] = i;
  }
  for (size_t i = at->n; i-- > 0;)
    draw_mark(at, order[i], radius(&at->nodes[order[i]], largest));
  for (size_t i = 0; i < at->n; i++)
    if (at->nodes[order[i]].strong)
      draw_label(at, order[i], radius(&at->nodes[order[i]], largest), true);
  for (size_t i = 0; i < at->n; i++)
    if (!at->nodes[order[i]].strong)
      draw_label(at, order[i], radius(&at->nodes[order[i]], largest), false);
}

static ent_status check(const ent_chart_node *nodes, size_t n, const uint32_t *edges, size_t n_edges, ent_error *err)
{
  for (size_t i = 0; i < n; i++)
    if (!isfinite(nodes[i].x) || !isfinite(nodes[i].y) || fabs(nodes[i].x) > 1e9 || fabs(nodes[i].y) > 1e9)
      return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "node %zu of the chart has no place", i);
  for (size_t i = 0; i < 2 * n_edges; i++)
    if (edges[i] >= n)
      return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "a tie of the chart names node %u of %zu", (unsigned)edges[i], n);
  return n ? ENT_OK : ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "a network without nodes");
}

ent_status ent_chart_network(const ent_chart_frame *frame, const ent_chart_node *nodes, size_t n, const uint32_t *edges,
                             size_t n_edges, ent_buf *out, ent_error *err)
{
  ent_status status = check(nodes, n, edges, n_edges, err);
  if (status != ENT_OK)
    return status;
  ent_arena *arena = ent_arena_new(0);
  network_at at = {.out = out, .nodes = nodes, .n = n};
  if (arena) {
    at.x = ent_arena_array(arena, n, sizeof *at.x);
    at.y = ent_arena_array(arena, n, sizeof *at.y);
    at.taken = ent_arena_array(arena, n, sizeof *at.taken);
  }
  if (!at.x || !at.y || !at.taken) {
    ent_arena_free(arena);
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  }
  const double top = enti_svg_top(frame), height = top + SIDE + enti_svg_foot(frame);
  fit(&at, SVG_MARGIN + 40, top + 24, enti_svg_frame_width(frame) - 2 * SVG_MARGIN - 80, SIDE - 48);
  enti_svg_open(out, frame, height, frame->subtitle);
  draw_edges(&at, edges, n_edges);
  draw_nodes(&at, arena, largest_size(nodes, n));
  enti_svg_close(out, frame, height);
  ent_arena_free(arena);
  return enti_svg_status(out, err);
}
