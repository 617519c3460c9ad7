/* Compiles the reference base: all files data/reference/ NAME.tsv, in order of name, things.tsv apart; then the tables
 * of data/claim/. */
#include "claim/claim_compile.h"

#include "claim/frame_compile.h"
#include "claim/id_check.h"
#include "claim/reference_format.h"
#include "claim/source_list.h"
#include "claim/thing_compile.h"

#include "base/fault.h"
#include "base/intern.h"
#include "base/table.h"
#include "base/vec.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

typedef struct pair { /* an id takes part in a fact */
  uint32_t id, fact;  /* id: number in `ids` */
} pair;

typedef struct compiler {
  enti_packer *packer;
  ent_arena *arena;
  ent_buf *facts;
  uint32_t n_facts;
  enti_name_list *names;
  enti_id_check *known;
  enti_intern ids;
  pair *pairs;
  size_t n_pairs, cap_pairs;
} compiler;

typedef struct columns {
  size_t subject, relation, object, start, end, precision, source, checked, note;
} columns;

static ent_status find_columns(const enti_table *t, columns *c, ent_error *err)
{
  const struct {
    const char *name;
    size_t *at;
  } wanted[] = {{"subject", &c->subject}, {"relation", &c->relation}, {"object", &c->object},
                {"start", &c->start},     {"end", &c->end},           {"precision", &c->precision},
                {"source", &c->source},   {"checked", &c->checked},   {"note", &c->note}};
  ent_status status = ENT_OK;
  for (size_t i = 0; i < sizeof wanted / sizeof *wanted && status == ENT_OK; i++)
    status = enti_table_column(t, wanted[i].name, wanted[i].at, err);
  return status;
}

static bool name_in_fact(compiler *c, ent_str id)
{
  uint32_t number = enti_intern_add(&c->ids, id);
  if (number == UINT32_MAX || !enti_grow_heap((void **)&c->pairs, c->n_pairs, &c->cap_pairs, sizeof *c->pairs))
    return false;
  c->pairs[c->n_pairs++] = (pair){number, c->n_facts};
  return true;
}

static bool index_fact(compiler *c, ent_str subject, ent_str object)
{
  ent_str id;
  bool ok = true;
  while (ok && ent_str_split(&subject, ';', &id))
    ok = !id.n || name_in_fact(c, id);
  while (ok && ent_str_split(&object, ';', &id))
    ok = !id.n || name_in_fact(c, id);
  return ok;
}

/* The note of "held-in" begins with the place: "Strasbourg and Kehl", "Carbis Bay, Cornwall", "Jeddah; Syria back". A
 * piece in small letters is no name. */
static bool name_places(compiler *c, ent_str relation, ent_str note, ent_str state)
{
  if (!ent_str_eq(relation, ENT_STR("held-in")) || !note.n)
    return true;
  ent_str places, piece;
  uint32_t kind = NAME_HOST; /* behind a comma: the region */
  bool ok = ent_str_split(&note, ';', &places);
  while (ok && ent_str_split(&places, ',', &piece)) {
    piece = ent_str_trim(piece);
    const char *and = piece.n ? memmem(piece.p, piece.n, " and ", 5) : NULL;
    ent_str second = and? ent_str_slice(piece, (size_t)(and-piece.p) + 5, piece.n) : ENT_STR_NONE;
    ent_str first = and? ent_str_slice(piece, 0, (size_t)(and-piece.p)) : piece;
    if (first.n && first.p[0] >= 'A' && first.p[0] <= 'Z')
      ok = enti_name_list_add(c->names, kind, first, state) && enti_name_list_add(c->names, kind, second, state);
    kind = NAME_PLACE;
  }
  return ok || !places.n;
}

/* The note of "at-war-with" begins with the war's name: "Korean War", "Vietnam War: fall of Saigon". */
static bool name_war(compiler *c, ent_str relation, ent_str note)
{
  if (!ent_str_eq(relation, ENT_STR("at-war-with")) || !note.n || note.p[0] < 'A' || note.p[0] > 'Z')
    return true;
  size_t n = strcspn(note.p, ",:;(\t\n");
  ent_str name = ent_str_trim(ent_str_slice(note, 0, n < note.n ? n : note.n));
  return !memmem(name.p, name.n, "War", 3) || enti_name_list_add(c->names, NAME_WAR, name, name);
}

static ent_status check_fact(const enti_table *t, const columns *c, ent_error *err)
{
  ent_str precision = enti_table_get(t, c->precision);
  if (!enti_table_get(t, c->subject).n || !enti_table_get(t, c->relation).n)
    return enti_table_fail(t, err, "a fact needs a subject and a relation");
  if (!enti_table_get(t, c->source).n)
    return enti_table_fail(t, err, "no source: no fact without one");
  if (!ent_str_eq(precision, ENT_STR("day")) && !ent_str_eq(precision, ENT_STR("month")) &&
      !ent_str_eq(precision, ENT_STR("year")) && !ent_str_eq(precision, ENT_STR("unknown")))
    return enti_table_fail(t, err, "precision \"%.*s\" is not day, month, year or unknown", ENT_STR_ARG(precision));
  return ENT_OK;
}

static ent_status check_ids(const compiler *c, const enti_table *t, const columns *at, ent_error *err)
{
  ent_str unknown = enti_id_check_unknown(c->known, enti_table_get(t, at->subject));
  if (!unknown.n)
    unknown = enti_id_check_unknown(c->known, enti_table_get(t, at->object));
  if (!unknown.n)
    return ENT_OK;
  return enti_table_fail(t, err, "\"%.*s\" is neither an actor (data/actors) nor a thing (things.tsv)",
                         ENT_STR_ARG(unknown));
}

static ent_status add_fact(compiler *c, const enti_table *t, const columns *at, ent_error *err)
{
  ent_date start, end;
  ent_status status = check_fact(t, at, err);
  if (status == ENT_OK)
    status = check_ids(c, t, at, err);
  if (status == ENT_OK)
    status = enti_table_date(t, at->start, &start, err);
  if (status == ENT_OK)
    status = enti_table_date(t, at->end, &end, err);
  if (status != ENT_OK)
    return status;
  if (ent_date_known(start) && ent_date_known(end) && ent_date_last(end) < start.day)
    return enti_table_fail(t, err, "ends before it begins");
  fact_record f = {.subject = enti_packer_string(c->packer, enti_table_get(t, at->subject)),
                   .relation = enti_packer_string(c->packer, enti_table_get(t, at->relation)),
                   .object = enti_packer_string(c->packer, enti_table_get(t, at->object)),
                   .precision = enti_packer_string(c->packer, enti_table_get(t, at->precision)),
                   .source = enti_packer_string(c->packer, enti_table_get(t, at->source)),
                   .note = enti_packer_string(c->packer, enti_table_get(t, at->note)),
                   .start_day = start.day,
                   .end_day = end.day,
                   .start_precision = start.precision,
                   .end_precision = end.precision,
                   .checked = ent_str_eq(enti_table_get(t, at->checked), ENT_STR("yes"))};
  ent_buf_add(c->facts, &f, sizeof f);
  if (!index_fact(c, enti_table_get(t, at->subject), enti_table_get(t, at->object)) || c->facts->failed ||
      !name_war(c, enti_table_get(t, at->relation), enti_table_get(t, at->note)) ||
      !name_places(c, enti_table_get(t, at->relation), enti_table_get(t, at->note), enti_table_get(t, at->object)))
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  c->n_facts++;
  return ENT_OK;
}

static ent_status compile_table(compiler *c, const char *path, ent_error *err)
{
  enti_table t;
  columns at;
  bool more = true;
  ent_status status = enti_table_open(&t, path, c->arena, err);
  if (status == ENT_OK)
    status = find_columns(&t, &at, err);
  if (status == ENT_OK)
    enti_packer_version(c->packer, t.bytes);
  while (status == ENT_OK) {
    status = enti_table_next(&t, &more, err);
    if (status != ENT_OK || !more)
      break;
    status = add_fact(c, &t, &at, err);
  }
  return status;
}

static int is_fact_table(const struct dirent *e)
{
  size_t n = strlen(e->d_name);
  return n > 4 && e->d_name[0] != '.' && strcmp(e->d_name + n - 4, ".tsv") == 0 && strcmp(e->d_name, "things.tsv") != 0;
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
  return strcmp((*a)->d_name, (*b)->d_name); /* not alphasort: that depends on the locale */
}

static ent_status compile_dir(compiler *c, const char *dir, ent_error *err)
{
  char path[4096];
  struct dirent **names = NULL;
  snprintf(path, sizeof path, "%s/reference", dir);
  int n = scandir(path, &names, is_fact_table, by_bytes);
  ent_status status = ENT_OK;
  for (int i = 0; i < n; i++) {
    int made = snprintf(path, sizeof path, "%s/reference/%s", dir, names[i]->d_name);
    if (status == ENT_OK && made > 0 && (size_t)made < sizeof path)
      status = compile_table(c, path, err);
    free(names[i]);
  }
  free(names);
  return status;
}

/* For qsort_r: by the bytes of the ids, then by fact. */
static int by_id(const void *a, const void *b, void *keys)
{
  const pair *x = a, *y = b;
  const ent_str *ids = keys;
  int order = x->id == y->id ? 0 : ent_str_cmp(ids[x->id], ids[y->id]);
  return order ? order : (x->fact > y->fact) - (x->fact < y->fact);
}

static ent_status write_index(compiler *c, ent_error *err)
{
  ent_buf *ids = enti_packer_section(c->packer, "reference.ids");
  ent_buf *index = enti_packer_section(c->packer, "reference.index");
  if (!ids || !index)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  if (c->n_pairs)
    qsort_r(c->pairs, c->n_pairs, sizeof *c->pairs, by_id, c->ids.keys);
  for (size_t i = 0; i < c->n_pairs;) {
    id_record r = {enti_packer_string(c->packer, c->ids.keys[c->pairs[i].id]), (uint32_t)(index->n / 4), 0};
    uint32_t id = c->pairs[i].id;
    for (; i < c->n_pairs && c->pairs[i].id == id; i++) {
      if (i && c->pairs[i - 1].id == id && c->pairs[i - 1].fact == c->pairs[i].fact)
        continue; /* named twice in one fact */
      ent_buf_add(index, &c->pairs[i].fact, sizeof c->pairs[i].fact);
      r.n++;
    }
    ent_buf_add(ids, &r, sizeof r);
  }
  return ids->failed || index->failed ? ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory") : ENT_OK;
}

ent_status enti_claim_compile(enti_packer *packer, const enti_data_dirs *dirs, ent_error *err)
{
  compiler c = {.packer = packer,
                .arena = ent_arena_new(0),
                .facts = enti_packer_section(packer, "reference.facts"),
                .names = enti_name_list_new(packer)};
  ent_status status = c.arena && c.facts && c.names && enti_intern_init(&c.ids)
                          ? ENT_OK
                          : ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  if (status == ENT_OK && !(c.known = enti_id_check_new(dirs, c.arena, err)))
    status = err ? err->status : ENT_ENOMEM;
  for (size_t i = 0; i < dirs->n && status == ENT_OK; i++)
    status = compile_dir(&c, dirs->dirs[i], err);
  if (status == ENT_OK)
    status = write_index(&c, err);
  if (status == ENT_OK)
    status = enti_thing_compile(packer, dirs, c.names, err);
  if (status == ENT_OK)
    status = enti_source_list_compile(packer, dirs, err);
  if (status == ENT_OK)
    status = enti_name_list_write(c.names, err);
  if (status == ENT_OK)
    status = enti_frame_compile(packer, dirs, err);
  enti_intern_done(&c.ids);
  enti_name_list_free(c.names);
  enti_id_check_free(c.known);
  free(c.pairs);
  ent_arena_free(c.arena);
  return status;
}
