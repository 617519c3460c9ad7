/* data/source/boilerplate.tsv → the section that boilerplate.c reads. */
#include "source/source_compile.h"

#include "base/table.h"
#include "base/vec.h"
#include "source/boilerplate.h"
#include "source/boilerplate_pack.h"

#include <stdio.h>
#include <string.h>

#define MOST_VARIANTS 512

typedef struct compiler {
  enti_packer *packer;
  ent_arena *arena;
  enti_pattern_row *rows; /* arena */
  size_t n, cap;
  enti_table table;
  enti_pattern_kind kind;
  ent_str example;
  uint32_t why;
  size_t variants;   /* of the row in hand */
  bool example_matches;
} compiler;

static ent_status no_memory(ent_error *err)
{
  return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
}

static bool parse_kind(ent_str s, enti_pattern_kind *ret)
{
  static const char *const names[] = {"line", "sentence", "paragraph", "tail", "head", "foot", "label"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (ent_str_eq(s, ent_str_of(names[i]))) {
      *ret = (enti_pattern_kind)(i + 1);
      return true;
    }
  return false;
}

/* The longest word of the pattern that stands whole in it, or at least has its end there ("*reproduction"): patterns are
 * tried on texts in which their key word occurs as a whole word. */
static ent_str key_word(ent_str pattern)
{
  ent_str best = ENT_STR_NONE, half = ENT_STR_NONE;
  for (size_t at = 0; at < pattern.n;) {
    size_t begin = at;
    while (at < pattern.n && enti_is_pattern_word(pattern.p[at]))
      at++;
    bool open_left = begin && pattern.p[begin - 1] == '*', open_right = at < pattern.n && pattern.p[at] == '*';
    if (!open_left && !open_right && at - begin > best.n)
      best = ent_str_slice(pattern, begin, at);
    if (open_left && !open_right && at - begin > half.n)
      half = ent_str_slice(pattern, begin, at);
    at += at == begin;
  }
  return best.n >= 2 ? best : half;
}

static ent_status add_pattern(compiler *c, ent_str pattern, ent_error *err)
{
  ent_str key = key_word(pattern);
  if (key.n < 2)
    return enti_table_fail(&c->table, err, "pattern \"%.*s\" has no whole word to find it by", ENT_STR_ARG(pattern));
  void *rows = c->rows;
  if (!enti_grow(c->arena, &rows, c->n, &c->cap, sizeof *c->rows))
    return no_memory(err);
  c->rows = rows;
  uint32_t hash = ENTI_PATTERN_HASH_START;
  for (size_t i = 0; i < key.n; i++)
    hash = enti_pattern_hash(hash, key.p[i]);
  uint32_t text = enti_packer_string(c->packer, pattern);
  if (text == UINT32_MAX)
    return no_memory(err);
  c->rows[c->n++] = (enti_pattern_row){hash, text, c->why, c->kind, 0};
  enti_folded folded;
  size_t end;
  enti_fold_piece(c->example, &folded);
  c->example_matches |= enti_glob(pattern, enti_pattern_trim((ent_str){folded.p, folded.n}),
                                  c->kind == ENTI_PATTERN_LABEL, folded.cut, &end);
  return ENT_OK;
}

/* Folds a variant without alternatives as texts are folded, keeping a star at either end. */
static ent_status fold_and_add(compiler *c, ent_str variant, ent_error *err)
{
  enti_folded *folded = ent_arena_alloc(c->arena, sizeof *folded);
  if (!folded)
    return no_memory(err);
  enti_fold_piece(variant, folded);
  if (folded->cut)
    return enti_table_fail(&c->table, err, "pattern is too long");
  return add_pattern(c, enti_pattern_trim((ent_str){folded->p, folded->n}), err);
}

/* {a|b|c} → one variant for each; the first brace in the pattern is expanded, the rest by recursion (depth = number
 * of braces, which the count of variants bounds). */
static ent_status expand(compiler *c, ent_str pattern, unsigned depth, ent_error *err)
{
  const char *open = memchr(pattern.p, '{', pattern.n);
  if (!open) {
    if (++c->variants > MOST_VARIANTS)
      return enti_table_fail(&c->table, err, "more than %d variants", MOST_VARIANTS);
    return fold_and_add(c, pattern, err);
  }
  size_t begin = (size_t)(open - pattern.p);
  const char *close = memchr(open, '}', pattern.n - begin);
  if (!close || depth > 16)
    return enti_table_fail(&c->table, err, "brace without its end, or too many of them");
  size_t end = (size_t)(close - pattern.p);
  ent_str before = ent_str_slice(pattern, 0, begin), after = ent_str_slice(pattern, end + 1, pattern.n);
  ent_str choices = ent_str_slice(pattern, begin + 1, end);
  for (bool more = true; more;) {
    const char *bar = memchr(choices.p, '|', choices.n);
    ent_str choice = ent_str_slice(choices, 0, bar ? (size_t)(bar - choices.p) : choices.n);
    more = bar != NULL;
    choices = ent_str_slice(choices, choice.n + 1, choices.n);
    ent_str whole = ent_arena_printf(c->arena, "%.*s%.*s%.*s", ENT_STR_ARG(before), ENT_STR_ARG(choice),
                                     ENT_STR_ARG(after));
    if (!whole.p)
      return no_memory(err);
    ent_status status = expand(c, whole, depth + 1, err);
    if (status)
      return status;
  }
  return ENT_OK;
}

typedef struct columns {
  size_t pattern, kind, why, example, source;
} columns;

static ent_status compile_row(compiler *c, const columns *col, ent_error *err)
{
  ent_str pattern = enti_table_get(&c->table, col->pattern), why = enti_table_get(&c->table, col->why);
  ent_str kind = enti_table_get(&c->table, col->kind);
  c->example = enti_table_get(&c->table, col->example);
  if (!parse_kind(kind, &c->kind))
    return enti_table_fail(&c->table, err, "unknown kind \"%.*s\"", ENT_STR_ARG(kind));
  if (!pattern.n || !why.n || !c->example.n)
    return enti_table_fail(&c->table, err, "pattern, why and example must not be empty");
  c->why = enti_packer_string(c->packer, why);
  if (c->why == UINT32_MAX)
    return no_memory(err);
  c->variants = 0;
  c->example_matches = false;
  ent_status status = expand(c, pattern, 0, err);
  if (!status && !c->example_matches)
    return enti_table_fail(&c->table, err, "the example is not matched by the pattern \"%.*s\"", ENT_STR_ARG(pattern));
  return status;
}

static ent_status compile_table(compiler *c, ent_error *err)
{
  columns col;
  ent_status status = enti_table_column(&c->table, "pattern", &col.pattern, err);
  if (!status)
    status = enti_table_column(&c->table, "kind", &col.kind, err);
  if (!status)
    status = enti_table_column(&c->table, "why", &col.why, err);
  if (!status)
    status = enti_table_column(&c->table, "example", &col.example, err);
  if (!status)
    status = enti_table_column(&c->table, "source", &col.source, err);
  for (bool more = true; !status;) {
    status = enti_table_next(&c->table, &more, err);
    if (status || !more)
      break;
    status = compile_row(c, &col, err);
  }
  return status;
}

static void hash_rows(compiler *c, enti_pattern_head *head, uint32_t *slots)
{
  uint32_t mask = head->n_slots - 1;
  for (uint32_t i = 0; i < c->n; i++) {
    enti_pattern_row *row = &c->rows[i];
    uint32_t at = row->hash & mask;
    while (slots[at] && c->rows[slots[at] - 1].hash != row->hash)
      at = (at + 1) & mask;
    head->filter[row->hash >> 5 & 127] |= 1u << (row->hash & 31);
    if (!slots[at]) {
      slots[at] = i + 1;
      continue;
    }
    enti_pattern_row *last = &c->rows[slots[at] - 1];
    while (last->next)
      last = &c->rows[last->next - 1];
    last->next = i + 1;
  }
}

static ent_status write_section(compiler *c, ent_error *err)
{
  enti_pattern_head head = {.magic = ENTI_PATTERN_MAGIC, .n_slots = 16, .n_rows = (uint32_t)c->n};
  while (head.n_slots < 2 * c->n)
    head.n_slots *= 2;
  uint32_t *slots = ent_arena_array(c->arena, head.n_slots, sizeof *slots);
  ent_buf *out = enti_packer_section(c->packer, ENTI_PATTERN_SECTION);
  if (!slots || !out)
    return no_memory(err);
  hash_rows(c, &head, slots);
  ent_buf_add(out, &head, sizeof head);
  ent_buf_add(out, slots, head.n_slots * sizeof *slots);
  ent_buf_add(out, c->rows, c->n * sizeof *c->rows);
  return out->failed ? no_memory(err) : ENT_OK;
}

static ent_status compile_dir(compiler *c, const char *dir, bool required, ent_error *err)
{
  ent_str path = ent_arena_printf(c->arena, "%s/source/boilerplate.tsv", dir);
  if (!path.p)
    return no_memory(err);
  ent_error inner = {0};
  ent_status status = enti_table_open(&c->table, path.p, c->arena, &inner);
  if (status == ENT_ENOTFOUND && !required)
    return ENT_OK;
  if (status)
    return ent_fail(err, status, inner.offset, "%s", inner.message);
  enti_packer_version(c->packer, c->table.bytes);
  return compile_table(c, err);
}

ent_status enti_source_compile(enti_packer *packer, const enti_data_dirs *dirs, ent_error *err)
{
  compiler c = {.packer = packer, .arena = ent_arena_new(0)};
  ent_status status = c.arena ? ENT_OK : no_memory(err);
  for (size_t i = 0; i < dirs->n && !status; i++)
    status = compile_dir(&c, dirs->dirs[i], i == 0, err);
  if (!status)
    status = write_section(&c, err);
  ent_arena_free(c.arena);
  return status;
}
