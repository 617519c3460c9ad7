/* Opening an explainer: the rules of the pack by id, and for each the row of the table that it was made of. */
#include "event/explain.h"

#include "base/fault.h"
#include "base/file.h"
#include "base/table.h"
#include "base/vec.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define MAX_DICTIONARY ((size_t)64 << 20)

static ent_status no_memory(ent_error *err)
{
  return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
}

uint32_t enti_ex_find(const ent_explainer *explainer, ent_str id)
{
  return id.n ? enti_intern_find(&explainer->ids, id) : UINT32_MAX;
}

ent_str enti_ex_verb_line(const ent_explainer *explainer, size_t n)
{
  ent_str rest = explainer->verbs, line = ENT_STR_NONE;
  for (size_t i = 0; i < n; i++)
    if (!rest.n || !ent_str_split(&rest, '\n', &line))
      return ENT_STR_NONE;
  return ent_str_trim(line);
}

/* ---- rules ------------------------------------------------------------------------------------------------------------ */

static bool grow(ent_explainer *x, size_t n)
{
  void *rules = x->rules, *sets = x->sets, *rows = x->rows;
  bool room = enti_grow(x->arena, &rules, n, &x->cap_rules, sizeof *x->rules) &&
              enti_grow(x->arena, &sets, n, &x->cap_sets, sizeof *x->sets) &&
              enti_grow(x->arena, &rows, n, &x->cap_rows, sizeof *x->rows);
  x->rules = rules;
  x->sets = sets;
  x->rows = rows;
  return room;
}

/* A rule that a later one of the same id has replaced stands before it, so the last counts. */
static bool index_set(ent_explainer *x, const enti_rules *set)
{
  for (uint32_t i = 0; i < set->n_rules; i++) {
    uint32_t known = x->ids.n, n = enti_intern_add(&x->ids, ent_pack_string(set->pack, set->rules[i].id));
    if (n == UINT32_MAX || (n == known && !grow(x, n)))
      return false;
    x->rules[n] = &set->rules[i];
    x->sets[n] = set;
    if (n == known)
      x->rows[n] = (enti_ex_row){.line = 0};
  }
  return true;
}

/* ---- rows ------------------------------------------------------------------------------------------------------------- */

/* "event/support:sign" → "event/support"; the folder of "event" is events/, of "tie" ties/. */
static ent_str table_of(ent_str id)
{
  ent_str table;
  return ent_str_split(&id, ':', &table) ? table : ENT_STR_NONE;
}

static ent_status read_rows(ent_explainer *x, const char *path, ent_str shown, ent_str table, ent_error *err)
{
  static const char *const names[ENTI_EX_COLUMNS] = {"trigger", "pos", "where", "source", "target", "form", "example"};
  enti_table t;
  bool more = false;
  ent_status status = enti_table_open(&t, path, x->arena, err);
  size_t id = status == ENT_OK ? enti_table_find(&t, "id") : SIZE_MAX;
  while (status == ENT_OK && (status = enti_table_next(&t, &more, err)) == ENT_OK && more) {
    ent_str name = enti_table_get(&t, id);
    ent_str whole = ent_arena_printf(x->arena, "%.*s:%.*s", ENT_STR_ARG(table), ENT_STR_ARG(name));
    uint32_t n = whole.p ? enti_ex_find(x, whole) : UINT32_MAX;
    if (n == UINT32_MAX)
      continue;
    x->rows[n].file = shown;
    x->rows[n].line = t.line;
    for (size_t i = 0; i < ENTI_EX_COLUMNS; i++)
      x->rows[n].fields[i] = enti_table_get(&t, enti_table_find(&t, names[i]));
  }
  return status;
}

/* The table of each rule once, below one folder. */
static ent_status read_tables(ent_explainer *x, const char *folder, const char *shown, ent_error *err)
{
  ent_str last = ENT_STR_NONE;
  ent_status status = ENT_OK;
  for (uint32_t i = 0; folder && status == ENT_OK && i < x->ids.n; i++) {
    ent_str table = table_of(x->ids.keys[i]), set, name = table;
    char path[PATH_MAX];
    if (ent_str_eq(table, last) || !ent_str_split(&name, '/', &set))
      continue;
    last = table;
    int n = snprintf(path, sizeof path, "%s/%.*ss/%.*s.tsv", folder, ENT_STR_ARG(set), ENT_STR_ARG(name));
    if (n < 0 || (size_t)n >= sizeof path || access(path, R_OK) != 0)
      continue;
    ent_str where = ent_arena_printf(x->arena, "%s/%.*ss/%.*s.tsv", shown, ENT_STR_ARG(set), ENT_STR_ARG(name));
    status = where.p ? read_rows(x, path, where, table, err) : no_memory(err);
  }
  return status;
}

/* ---- the whole ---------------------------------------------------------------------------------------------------------- */

static ent_status fill(ent_explainer *x, const ent_explainer_options *o, ent_error *err)
{
  ent_status status = enti_rules_open(o->pack, "event", &x->events, err);
  if (status == ENT_OK)
    status = enti_rules_open(o->pack, "tie", &x->ties, err);
  if (status == ENT_OK && (!index_set(x, &x->events) || !index_set(x, &x->ties)))
    status = no_memory(err);
  if (status == ENT_OK)
    status = read_tables(x, o->tables, "data", err);
  if (status == ENT_OK)
    status = read_tables(x, o->user_tables, o->user_tables ? o->user_tables : "", err);
  if (status == ENT_OK && o->model && access(o->model, R_OK) == 0)
    status = ent_opinions_open(o->model, &x->opinions, err);
  if (status == ENT_OK && o->verbs)
    status = enti_file_read(o->verbs, MAX_DICTIONARY, x->arena, &x->verbs, err);
  return status;
}

ent_status ent_explainer_open(const ent_explainer_options *options, ent_explainer **ret, ent_error *err)
{
  ent_explainer *x = enti_calloc(1, sizeof *x);
  if (!x)
    return no_memory(err);
  x->arena = ent_arena_new(0);
  x->verbs_path = options->verbs;
  ent_status status = x->arena && enti_intern_init(&x->ids) ? fill(x, options, err) : no_memory(err);
  if (status == ENT_OK)
    *ret = x;
  else
    ent_explainer_close(x);
  return status;
}

void ent_explainer_close(ent_explainer *explainer)
{
  if (!explainer)
    return;
  ent_opinions_close(explainer->opinions);
  enti_intern_done(&explainer->ids);
  ent_arena_free(explainer->arena);
  free(explainer);
}
