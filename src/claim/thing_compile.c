/* Things: the treaties, summits, exercises and operations that are objects of facts, with the names that texts use. */
#include "claim/thing_compile.h"

#include "claim/reference_format.h"

#include "base/fault.h"
#include "base/table.h"
#include "base/vec.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef struct entry { /* a thing, and the bytes that it is sorted by */
  ent_str id;
  thing_record record;
} entry;

typedef struct compiler {
  enti_packer *packer;
  ent_arena *arena;
  enti_name_list *names;
  entry *things;
  size_t n, cap;
} compiler;

typedef struct columns {
  size_t id, name, names, kind, members, start, end, place, source;
} columns;

static ent_status find_columns(const enti_table *t, columns *c, ent_error *err)
{
  const struct {
    const char *name;
    size_t *at;
  } wanted[] = {{"id", &c->id},     {"name", &c->name},       {"names", &c->names},
                {"kind", &c->kind}, {"members", &c->members}, {"start", &c->start},
                {"end", &c->end},   {"place", &c->place},     {"source", &c->source}};
  ent_status status = ENT_OK;
  for (size_t i = 0; i < sizeof wanted / sizeof *wanted && status == ENT_OK; i++)
    status = enti_table_column(t, wanted[i].name, wanted[i].at, err);
  return status;
}

static bool is_year(ent_str s)
{
  if (s.n < 4)
    return false;
  const char *p = s.p + s.n - 4;
  return (p[0] == '1' || p[0] == '2') && isdigit((unsigned char)p[1]) && isdigit((unsigned char)p[2]) &&
         isdigit((unsigned char)p[3]) && (s.n == 4 || !isalnum((unsigned char)p[-1]));
}

/* "Talisman Sabre" for "Talisman Sabre 2023", "Freedom Edge" for "Freedom Edge, June 2024": a text may name the
 * series and say the year elsewhere. Empty where the name has no year at its end. */
static ent_str without_year(ent_str name)
{
  if (!is_year(name))
    return ENT_STR_NONE;
  ent_str s = ent_str_trim(ent_str_slice(name, 0, name.n - 4));
  const char *comma = s.n ? memrchr(s.p, ',', s.n) : NULL;
  if (comma)
    s.n = (size_t)(comma - s.p);
  while (s.n && !isalnum((unsigned char)s.p[s.n - 1]))
    s.n--;
  return s;
}

/* "NATO summit in Madrid, 2022" is a description: check_summit.c finds the meeting by series, place and time. */
static bool is_description(ent_str name, ent_str kind)
{
  return ent_str_eq(kind, ENT_STR("summit")) &&
         (memmem(name.p, name.n, " summit", 7) || memmem(name.p, name.n, " in ", 4));
}

static bool add_name(compiler *c, ent_str name, ent_str id)
{
  const char *bracket = name.n ? memchr(name.p, '(', name.n) : NULL;
  if (bracket) /* "Geneva Accords (1988)" */
    name = ent_str_trim(ent_str_slice(name, 0, (size_t)(bracket - name.p)));
  return enti_name_list_add(c->names, NAME_THING, name, id) &&
         enti_name_list_add(c->names, NAME_THING, without_year(name), id);
}

/* "Maastricht Treaty" is also the "Treaty of Maastricht". */
static bool add_turned(compiler *c, ent_str name, ent_str id)
{
  static const char *const words[] = {"Treaty",     "Agreement", "Accord",  "Accords",    "Pact",
                                      "Convention", "Protocol",  "Charter", "Declaration"};
  char text[128];
  const char *blank = name.n ? memchr(name.p, ' ', name.n) : NULL;
  ent_str first = blank ? ent_str_slice(name, 0, (size_t)(blank - name.p)) : name;
  ent_str rest = blank ? ent_str_slice(name, first.n + 1, name.n) : ENT_STR_NONE;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    ent_str word = ent_str_of(words[i]);
    int n = 0;
    if (ent_str_eq(rest, word))
      n = snprintf(text, sizeof text, "%s of %.*s", words[i], ENT_STR_ARG(first));
    else if (ent_str_eq(first, word) && ent_str_starts(rest, ENT_STR("of ")) && !memchr(rest.p + 3, ' ', rest.n - 3))
      n = snprintf(text, sizeof text, "%.*s %s", ENT_STR_ARG(ent_str_slice(rest, 3, rest.n)), words[i]);
    if (n > 0 && (size_t)n < sizeof text)
      return enti_name_list_add(c->names, NAME_THING, (ent_str){text, (size_t)n}, id);
  }
  return true;
}

static bool add_names(compiler *c, ent_str name, ent_str names, ent_str kind, ent_str id)
{
  ent_str one;
  bool ok = is_description(name, kind) || add_name(c, name, id);
  while (ok && ent_str_split(&names, ';', &one))
    ok = add_name(c, one, id) && add_turned(c, one, id);
  return ok && add_turned(c, name, id);
}

static ent_status add_thing(compiler *c, const enti_table *t, const columns *at, ent_error *err)
{
  ent_date start, end;
  ent_str id = enti_table_get(t, at->id);
  if (!id.n || !enti_table_get(t, at->name).n || !enti_table_get(t, at->kind).n)
    return enti_table_fail(t, err, "a thing needs id, name and kind");
  ent_status status = enti_table_date(t, at->start, &start, err);
  if (status == ENT_OK)
    status = enti_table_date(t, at->end, &end, err);
  if (status != ENT_OK)
    return status;
  thing_record r = {.id = enti_packer_string(c->packer, id),
                    .name = enti_packer_string(c->packer, enti_table_get(t, at->name)),
                    .kind = enti_packer_string(c->packer, enti_table_get(t, at->kind)),
                    .members = enti_packer_string(c->packer, enti_table_get(t, at->members)),
                    .place = enti_packer_string(c->packer, enti_table_get(t, at->place)),
                    .source = enti_packer_string(c->packer, enti_table_get(t, at->source)),
                    .start_day = start.day,
                    .end_day = end.day,
                    .start_precision = start.precision,
                    .end_precision = end.precision};
  if (!enti_grow_heap((void **)&c->things, c->n, &c->cap, sizeof *c->things) ||
      !add_names(c, enti_table_get(t, at->name), enti_table_get(t, at->names), enti_table_get(t, at->kind), id))
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  c->things[c->n++] = (entry){id, r};
  return ENT_OK;
}

/* Opens DIR/NAME; *ret_there false where the folder has none. */
static ent_status open_table(compiler *c, const char *dir, const char *name, enti_table *t, bool *ret_there,
                             ent_error *err)
{
  char path[4096];
  int n = snprintf(path, sizeof path, "%s/%s", dir, name);
  *ret_there = n > 0 && (size_t)n < sizeof path && access(path, R_OK) == 0;
  if (!*ret_there)
    return ENT_OK;
  ent_status status = enti_table_open(t, path, c->arena, err);
  if (status == ENT_OK)
    enti_packer_version(c->packer, t->bytes);
  return status;
}

static ent_status compile_things(compiler *c, const char *dir, ent_error *err)
{
  enti_table t;
  columns at;
  bool more = true;
  ent_status status = open_table(c, dir, "reference/things.tsv", &t, &more, err);
  if (status == ENT_OK && more)
    status = find_columns(&t, &at, err);
  while (status == ENT_OK && more) {
    status = enti_table_next(&t, &more, err);
    if (status == ENT_OK && more)
      status = add_thing(c, &t, &at, err);
  }
  return status;
}

/* names.tsv: places and further names of organisations. */
static ent_status compile_names(compiler *c, const char *dir, ent_error *err)
{
  enti_table t;
  bool more = true;
  size_t id = 0, name = 0, kind = 0;
  ent_status status = open_table(c, dir, "claim/names.tsv", &t, &more, err);
  if (status == ENT_OK && more)
    status = enti_table_column(&t, "id", &id, err);
  if (status == ENT_OK && more)
    status = enti_table_column(&t, "name", &name, err);
  if (status == ENT_OK && more)
    status = enti_table_column(&t, "kind", &kind, err);
  while (status == ENT_OK && more) {
    status = enti_table_next(&t, &more, err);
    if (status != ENT_OK || !more)
      break;
    bool place = ent_str_eq(enti_table_get(&t, kind), ENT_STR("place"));
    if (!place && !ent_str_eq(enti_table_get(&t, kind), ENT_STR("actor")))
      status =
          enti_table_fail(&t, err, "kind \"%.*s\" is neither place nor actor", ENT_STR_ARG(enti_table_get(&t, kind)));
    else if (!enti_name_list_add(c->names, place ? NAME_PLACE : NAME_ACTOR, enti_table_get(&t, name),
                                 enti_table_get(&t, id)))
      status = ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  }
  return status;
}

/* Full names of organisations, to find them misspelt; a short one misspelt may be another name. */
static ent_status compile_full_names(compiler *c, const char *dir, ent_error *err)
{
  enti_table t;
  bool more = true, ok = true;
  size_t id = 0, name = 0, names = 0;
  ent_status status = open_table(c, dir, "actors/orgs.tsv", &t, &more, err);
  if (status == ENT_OK && more)
    status = enti_table_column(&t, "id", &id, err);
  if (status == ENT_OK && more)
    status = enti_table_column(&t, "name", &name, err);
  if (status == ENT_OK && more)
    status = enti_table_column(&t, "names", &names, err);
  while (status == ENT_OK && more) {
    status = enti_table_next(&t, &more, err);
    if (status != ENT_OK || !more)
      break;
    ent_str one, rest = enti_table_get(&t, names);
    ok = enti_name_list_add(c->names, NAME_FULL, enti_table_get(&t, name), enti_table_get(&t, id));
    while (ok && ent_str_split(&rest, ';', &one))
      ok = enti_name_list_add(c->names, NAME_FULL, one, enti_table_get(&t, id));
    if (!ok)
      status = ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  }
  return status;
}

/* For qsort. */
static int by_id(const void *a, const void *b)
{
  return ent_str_cmp(((const entry *)a)->id, ((const entry *)b)->id);
}

static ent_status write_things(compiler *c, ent_error *err)
{
  ent_buf *out = enti_packer_section(c->packer, "reference.things");
  if (!out)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  if (c->n)
    qsort(c->things, c->n, sizeof *c->things, by_id);
  for (size_t i = 0; i < c->n; i++) {
    if (i && ent_str_eq(c->things[i].id, c->things[i - 1].id))
      return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "reference/things.tsv: \"%.*s\" stands there twice",
                      ENT_STR_ARG(c->things[i].id));
    ent_buf_add(out, &c->things[i].record, sizeof c->things[i].record);
  }
  return out->failed ? ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory") : ENT_OK;
}

ent_status enti_thing_compile(enti_packer *packer, const enti_data_dirs *dirs, enti_name_list *names, ent_error *err)
{
  compiler c = {.packer = packer, .arena = ent_arena_new(0), .names = names};
  ent_status status = c.arena ? ENT_OK : ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  for (size_t i = 0; i < dirs->n && status == ENT_OK; i++) {
    status = compile_things(&c, dirs->dirs[i], err);
    if (status == ENT_OK)
      status = compile_names(&c, dirs->dirs[i], err);
    if (status == ENT_OK)
      status = compile_full_names(&c, dirs->dirs[i], err);
  }
  if (status == ENT_OK)
    status = write_things(&c, err);
  free(c.things);
  ent_arena_free(c.arena);
  return status;
}
