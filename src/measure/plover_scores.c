/* The scores of PLOVER events and modes: a small table read at run time, since it ships as a file of its own under its
 * own licence (data/measure/SOURCE), and since people have scales of their own. */
#include "base/table.h"
#include "base/vec.h"
#include <entente/measure.h>

#include <math.h>
#include <stdlib.h>

#define MAX_ROWS 100000

typedef struct score_row {
  ent_str event, mode;
  double score;
  size_t line;
} score_row;

struct ent_scores {
  ent_arena *arena;
  score_row *rows; /* sorted by event, mode */
  size_t n, cap;
};

/* "-3.5", "10": digits with at most one point, no exponent. False for all else and for sizes over 10. */
static bool read_score(ent_str s, double *ret)
{
  bool minus = s.n && s.p[0] == '-', point = false;
  double value = 0, unit = 1;
  size_t digits = 0;
  for (size_t i = minus; i < s.n; i++) {
    if (s.p[i] == '.' && !point) {
      point = true;
      continue;
    }
    if (s.p[i] < '0' || s.p[i] > '9' || ++digits > 12)
      return false;
    value = value * 10 + (s.p[i] - '0');
    unit *= point ? 10 : 1;
  }
  value /= unit;
  *ret = minus ? -value : value;
  return digits > 0 && value <= 10;
}

static int by_pair(const void *a, const void *b)
{
  const score_row *x = a, *y = b;
  int order = ent_str_cmp(x->event, y->event);
  return order ? order : ent_str_cmp(x->mode, y->mode);
}

static ent_status add_row(ent_scores *scores, const enti_table *table, const size_t columns[3], ent_error *err)
{
  void *rows = scores->rows;
  score_row row = {enti_table_get(table, columns[0]), enti_table_get(table, columns[1]), 0, table->line};
  if (row.event.n == 0)
    return enti_table_fail(table, err, "no event");
  if (!read_score(enti_table_get(table, columns[2]), &row.score))
    return enti_table_fail(table, err, "a score is a number from -10 to 10");
  if (scores->n == MAX_ROWS)
    return ent_fail(err, ENT_ELIMIT, ENT_NO_OFFSET, "%.*s: more than %d rows", ENT_STR_ARG(table->name), MAX_ROWS);
  if (!enti_grow(scores->arena, &rows, scores->n, &scores->cap, sizeof row))
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  scores->rows = rows;
  scores->rows[scores->n++] = row;
  return ENT_OK;
}

static ent_status read_rows(ent_scores *scores, enti_table *table, ent_error *err)
{
  static const char *const names[] = {"event", "mode", "score"};
  size_t columns[3];
  bool more = false;
  ent_status status = ENT_OK;
  for (size_t i = 0; status == ENT_OK && i < 3; i++)
    status = enti_table_column(table, names[i], &columns[i], err);
  while (status == ENT_OK && (status = enti_table_next(table, &more, err)) == ENT_OK && more)
    status = add_row(scores, table, columns, err);
  if (status == ENT_OK && scores->n)
    qsort(scores->rows, scores->n, sizeof *scores->rows, by_pair);
  for (size_t i = 1; status == ENT_OK && i < scores->n; i++)
    if (by_pair(&scores->rows[i - 1], &scores->rows[i]) == 0)
      status = ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "%.*s:%zu: %.*s %.*s has a score already",
                        ENT_STR_ARG(table->name), scores->rows[i].line > scores->rows[i - 1].line
                          ? scores->rows[i].line : scores->rows[i - 1].line,
                        ENT_STR_ARG(scores->rows[i].event), ENT_STR_ARG(scores->rows[i].mode));
  return status;
}

static ent_scores *new_scores(void)
{
  ent_scores *scores = calloc(1, sizeof *scores);
  if (scores)
    scores->arena = ent_arena_new(0);
  if (scores && !scores->arena) {
    free(scores);
    scores = NULL;
  }
  return scores;
}

void ent_scores_close(ent_scores *scores)
{
  if (!scores)
    return;
  ent_arena_free(scores->arena);
  free(scores);
}

/* Ends both ways of opening: the rows are read, or all is given back. */
static ent_status finish(ent_scores *scores, enti_table *table, ent_status status, ent_scores **ret, ent_error *err)
{
  if (status == ENT_OK)
    status = read_rows(scores, table, err);
  if (status == ENT_OK)
    *ret = scores;
  else
    ent_scores_close(scores);
  return status;
}

ent_status ent_scores_parse(ent_str name, ent_str bytes, ent_scores **ret, ent_error *err)
{
  enti_table table;
  ent_scores *scores = new_scores();
  if (!scores)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  ent_str copy = ent_arena_str(scores->arena, bytes), name_copy = ent_arena_str(scores->arena, name);
  ent_status status = (bytes.n && !copy.p) || (name.n && !name_copy.p)
                          ? ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory")
                          : enti_table_init(&table, name_copy, copy, err);
  return finish(scores, &table, status, ret, err);
}

ent_status ent_scores_open(const char *path, ent_scores **ret, ent_error *err)
{
  enti_table table;
  ent_scores *scores = new_scores();
  if (!scores)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  return finish(scores, &table, enti_table_open(&table, path, scores->arena, err), ret, err);
}

size_t ent_scores_size(const ent_scores *scores)
{
  return scores->n;
}

static const score_row *find(const ent_scores *scores, ent_str event, ent_str mode)
{
  score_row key = {event, mode, 0, 0};
  return scores->n ? bsearch(&key, scores->rows, scores->n, sizeof key, by_pair) : NULL;
}

double ent_scores_find(const ent_scores *scores, ent_str event, ent_str mode)
{
  const score_row *row = find(scores, event, mode);
  if (!row && mode.n)
    row = find(scores, event, ENT_STR_NONE);
  return row ? row->score : NAN;
}
