/* Maximum spanning tree with one root (tree.h). Most sentences end after the greedy choice. Otherwise circles are
 * contracted, one after the other, into new nodes that take the place of their first member in the matrix, and then
 * opened again from the last to the first. */
#include "grammar/tree.h"

#include <stdbool.h>
#include <string.h>

#define MORE_THAN_ONE_ROOT ((int64_t)1 << 40) /* what an arc from the root costs: as few of them as can be */

typedef struct edge { /* the arc between two tokens that stands for an arc between contracted nodes */
  uint16_t head, dependent;
} edge;

/* Nodes: 0 root, 1 … n tokens, then contractions; fewer than 2n+2. A row of the matrix holds one node at a time. */
struct enti_tree {
  size_t n;          /* rows: n + 1 */
  int64_t *score;    /* rows × rows: [from · rows + to] */
  edge *arc;         /* the same */
  uint32_t *best;    /* row: best incoming row */
  uint32_t *node;    /* row: node that it holds */
  uint32_t *parent;  /* node: contraction that swallowed it, or 0 */
  edge *enter;       /* node: the arc chosen into it */
  uint32_t *first;   /* contraction: its first member in `members` */
  uint32_t *members; /* nodes of the contractions, one list after the other */
  uint8_t *active, *mark;
};

static size_t part(size_t *at, size_t n)
{
  size_t from = *at;
  *at += (n + 15) / 16 * 16;
  return from;
}

static size_t lay_out(enti_tree *t, size_t n)
{
  size_t rows = n + 1, nodes = 2 * n + 4, at = (sizeof *t + 15) / 16 * 16;
  char *base = (char *)t;
  size_t p[10] = {part(&at, rows * rows * sizeof(int64_t)), part(&at, rows * rows * sizeof(edge)),
                  part(&at, rows * 4),  part(&at, rows * 4),  part(&at, nodes * 4),
                  part(&at, nodes * sizeof(edge)), part(&at, nodes * 4), part(&at, 2 * nodes * 4),
                  part(&at, rows), part(&at, rows)};
  if (t)
    *t = (enti_tree){n, (void *)(base + p[0]), (void *)(base + p[1]), (void *)(base + p[2]), (void *)(base + p[3]),
                     (void *)(base + p[4]), (void *)(base + p[5]), (void *)(base + p[6]), (void *)(base + p[7]),
                     (void *)(base + p[8]), (void *)(base + p[9])};
  return at;
}

size_t enti_tree_size(size_t n)
{
  return lay_out(NULL, n);
}

/* ---- greedy ------------------------------------------------------------------------------------------------ */

static bool one_root(const uint32_t *head, size_t n)
{
  size_t roots = 0;
  for (size_t i = 0; i < n; i++)
    roots += head[i] == 0;
  return roots == 1;
}

/* Follows best[] (0 at the root) from every row in turn; a row met twice on one walk lies on a circle. */
static uint32_t find_circle(const uint32_t *best, const uint8_t *active, uint8_t *mark, size_t rows)
{
  memset(mark, 0, rows);
  for (size_t i = 1; i < rows; i++) {
    if (active && !active[i])
      continue;
    uint32_t v = (uint32_t)i;
    while (v && mark[v] == 0) {
      mark[v] = 1;
      v = best[v];
    }
    if (v && mark[v] == 1)
      return v;
    for (v = (uint32_t)i; v && mark[v] == 1; v = best[v])
      mark[v] = 2;
  }
  return 0;
}

/* ---- contraction ------------------------------------------------------------------------------------------- */

static void fill(enti_tree *t, const int32_t *scores)
{
  size_t rows = t->n + 1;
  for (size_t to = 1; to < rows; to++)
    for (size_t from = 0; from < rows; from++) {
      t->score[from * rows + to] = scores[(to - 1) * rows + from] - (from ? 0 : MORE_THAN_ONE_ROOT);
      t->arc[from * rows + to] = (edge){(uint16_t)from, (uint16_t)to};
    }
  for (size_t i = 0; i < rows; i++) {
    t->active[i] = 1;
    t->node[i] = (uint32_t)i;
  }
  memset(t->parent, 0, (2 * t->n + 4) * sizeof *t->parent);
}

static void choose_best(enti_tree *t, size_t to)
{
  size_t rows = t->n + 1, best = 0;
  for (size_t from = 1; from < rows; from++)
    if (t->active[from] && from != to && t->score[from * rows + to] > t->score[best * rows + to])
      best = from;
  t->best[to] = (uint32_t)best;
}

/* Arcs of circle member c to and from row x go over to row r, which stands for the circle. */
static void take_over(enti_tree *t, size_t r, size_t c, size_t x, int64_t own)
{
  size_t rows = t->n + 1, out = c * rows + x, in = x * rows + c, r_out = r * rows + x, r_in = x * rows + r;
  int64_t value = t->score[in] - own;
  if (c == r) {
    t->score[r_in] = value;
    return;
  }
  if (x && t->score[out] > t->score[r_out]) {
    t->score[r_out] = t->score[out];
    t->arc[r_out] = t->arc[out];
  }
  if (value > t->score[r_in]) {
    t->score[r_in] = value;
    t->arc[r_in] = t->arc[in];
  }
}

/* Contracts the circle through row r into `fresh`; its members' own arcs are kept in enter[]. */
static void contract(enti_tree *t, uint32_t r, uint32_t fresh, uint32_t *n_members)
{
  size_t rows = t->n + 1;
  memset(t->mark, 0, rows);
  uint32_t c = r;
  do {
    t->mark[c] = 1;
    t->members[(*n_members)++] = t->node[c];
    t->parent[t->node[c]] = fresh;
    t->enter[t->node[c]] = t->arc[t->best[c] * rows + c];
    c = t->best[c];
  } while (c != r);
  do {
    int64_t own = t->score[t->best[c] * rows + c];
    for (size_t x = 0; x < rows; x++)
      if (t->active[x] && !t->mark[x])
        take_over(t, r, c, x, own);
    t->active[c] = c == r;
    c = t->best[c];
  } while (c != r);
  t->node[r] = fresh;
}

/* Rows whose best was in the circle look again; so does the circle itself. */
static void choose_again(enti_tree *t, uint32_t r)
{
  for (size_t x = 1; x <= t->n; x++)
    if (t->active[x] && (x == r || t->mark[t->best[x]]))
      choose_best(t, x);
}

/* The arc into a contraction replaces the own arc of the member that it reaches; the others keep theirs. */
static void open_up(enti_tree *t, uint32_t fresh, uint32_t from, uint32_t to)
{
  uint32_t reached = t->enter[fresh].dependent;
  while (t->parent[reached] != fresh)
    reached = t->parent[reached];
  for (uint32_t i = from; i < to; i++)
    if (t->members[i] == reached)
      t->enter[reached] = t->enter[fresh];
}

static void best_tree(enti_tree *t, const int32_t *scores, uint32_t *head)
{
  size_t rows = t->n + 1;
  uint32_t fresh = (uint32_t)rows, n_members = 0, r;
  fill(t, scores);
  for (size_t i = 1; i < rows; i++)
    choose_best(t, i);
  while ((r = find_circle(t->best, t->active, t->mark, rows)) != 0) {
    t->first[fresh] = n_members;
    contract(t, r, fresh++, &n_members);
    choose_again(t, r);
  }
  for (size_t i = 1; i < rows; i++)
    if (t->active[i])
      t->enter[t->node[i]] = t->arc[t->best[i] * rows + i];
  uint32_t end = n_members;
  while (fresh-- > rows) {
    open_up(t, fresh, t->first[fresh], end);
    end = t->first[fresh];
  }
  for (size_t i = 1; i < rows; i++)
    head[i - 1] = t->enter[i].head;
}

void enti_tree_best(enti_tree *t, const int32_t *scores, size_t n, uint32_t *head)
{
  lay_out(t, n);
  t->best[0] = 0;
  memcpy(t->best + 1, head, n * sizeof *head);
  if (!one_root(head, n) || find_circle(t->best, NULL, t->mark, n + 1))
    best_tree(t, scores, head);
}
