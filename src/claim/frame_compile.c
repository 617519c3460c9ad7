/* The ways of saying a checkable thing. A pattern is a row of elements divided by blanks:
 *
 *   become|be     one of these words, as lemma or as written
 *   full?         may be missing
 *   *             up to five words, none of them a verb;  ** up to twelve
 *   v:found       a verb;  n:found  a noun (the first element decides what the frame hangs on) */
#include "claim/frame_compile.h"

#include "claim/frame.h"
#include "claim/reference_format.h"

#include "base/table.h"
#include "base/vec.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct compiler {
  enti_packer *packer;
  ent_arena *arena;
  ent_buf *frames, *words, *pairs, *starts;
  start_record *started;
  size_t n_started, cap_started;
} compiler;

static ent_status add_element(compiler *c, ent_str element, const enti_table *t, ent_error *err)
{
  uint32_t words[ELEMENT_WORDS], head = 0, n = 0;
  ent_str word;
  if (ent_str_eq(element, ENT_STR("*")) || ent_str_eq(element, ENT_STR("**"))) {
    head = element.n == 1 ? ELEMENT_GAP : ELEMENT_GAP | ELEMENT_LONG;
    ent_buf_add(c->words, &head, sizeof head);
    return ENT_OK;
  }
  if (ent_str_ends(element, ENT_STR("?"))) {
    head |= ELEMENT_OPTIONAL;
    element.n--;
  }
  if (ent_str_starts(element, ENT_STR("v:")) || ent_str_starts(element, ENT_STR("n:"))) {
    head |= element.p[0] == 'v' ? ELEMENT_VERB : ELEMENT_NOUN;
    element = ent_str_slice(element, 2, element.n);
  }
  while (ent_str_split(&element, '|', &word)) {
    if (!word.n || n == ELEMENT_WORDS)
      return enti_table_fail(t, err, "an element of the pattern has an empty word, or too many");
    words[n++] = enti_packer_word(c->packer, word);
  }
  head |= n;
  ent_buf_add(c->words, &head, sizeof head);
  ent_buf_add(c->words, words, n * sizeof *words);
  return ENT_OK;
}

/* The words that the pattern just written may begin with; its first element is no gap and not optional. */
static ent_status add_starts(compiler *c, uint32_t at, ent_error *err)
{
  const uint32_t *words = (const uint32_t *)(const void *)c->words->p + at;
  for (uint32_t i = 0; i < (words[0] & ELEMENT_WORDS); i++) {
    if (!enti_grow_heap((void **)&c->started, c->n_started, &c->cap_started, sizeof *c->started))
      return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
    c->started[c->n_started++] = (start_record){words[1 + i], (uint32_t)(c->frames->n / sizeof(frame_record))};
  }
  return ENT_OK;
}

/* For qsort: by word, then in order of the table. */
static int by_word(const void *a, const void *b)
{
  const start_record *x = a, *y = b;
  if (x->word != y->word)
    return x->word < y->word ? -1 : 1;
  return (x->frame > y->frame) - (x->frame < y->frame);
}

static ent_str optional(const enti_table *t, const char *column)
{
  return enti_table_get(t, enti_table_find(t, column));
}

static ent_status add_pattern(compiler *c, ent_str name, ent_str pattern, const enti_table *t, ent_error *err)
{
  char rule[96];
  ent_str element;
  ent_status status = ENT_OK;
  if (!enti_frame_known(name))
    return enti_table_fail(t, err, "there is no frame \"%.*s\"", ENT_STR_ARG(name));
  ent_str first = pattern;
  if (!ent_str_split(&(ent_str){pattern.p, pattern.n}, ' ', &first) || !first.n || first.p[0] == '*' ||
      first.p[first.n - 1] == '?')
    return enti_table_fail(t, err, "a pattern begins with a word that must be there");
  uint32_t from = (uint32_t)(c->words->n / sizeof(uint32_t));
  while (status == ENT_OK && ent_str_split(&pattern, ' ', &element))
    status = element.n ? add_element(c, element, t, err) : enti_table_fail(t, err, "two blanks in the pattern");
  int n = snprintf(rule, sizeof rule, "claim/%.*s:%zu", ENT_STR_ARG(name), t->line);
  frame_record r = {enti_packer_string(c->packer, name),
                    from,
                    (uint32_t)(c->words->n / sizeof(uint32_t)) - from,
                    enti_packer_string(c->packer, (ent_str){rule, (size_t)n}),
                    enti_packer_string(c->packer, optional(t, "note")),
                    enti_packer_string(c->packer, optional(t, "object"))};
  if (status == ENT_OK && !c->words->failed)
    status = add_starts(c, from, err);
  ent_buf_add(c->frames, &r, sizeof r);
  return status;
}

typedef ent_status (*row_fn)(compiler *c, ent_str a, ent_str b, const enti_table *t, ent_error *err);

static ent_status add_complete(compiler *c, ent_str a, ent_str b, const enti_table *t, ent_error *err)
{
  (void)t;
  (void)err;
  pair_record r = {PAIR_COMPLETE, enti_packer_string(c->packer, a), enti_packer_string(c->packer, b)};
  ent_buf_add(c->pairs, &r, sizeof r);
  return ENT_OK;
}

static ent_status add_successor(compiler *c, ent_str a, ent_str b, const enti_table *t, ent_error *err)
{
  ent_str members = optional(t, "members");
  pair_record r = {PAIR_SUCCESSOR, enti_packer_string(c->packer, a), enti_packer_string(c->packer, b)};
  if (members.n && !ent_str_eq(members, ENT_STR("same")))
    return enti_table_fail(t, err, "members: \"%.*s\" is neither \"same\" nor empty", ENT_STR_ARG(members));
  ent_buf_add(c->pairs, &r, sizeof r);
  r.kind = PAIR_SAME_MEMBERS;
  if (members.n)
    ent_buf_add(c->pairs, &r, sizeof r);
  return ENT_OK;
}

static ent_status compile_table(compiler *c, const char *dir, const char *file, const char *first, const char *second,
                                row_fn add, ent_error *err)
{
  char path[4096];
  enti_table t;
  size_t a = 0, b = 0;
  bool more = true;
  int n = snprintf(path, sizeof path, "%s/claim/%s", dir, file);
  if (n <= 0 || (size_t)n >= sizeof path || access(path, R_OK) != 0)
    return ENT_OK;
  ent_status status = enti_table_open(&t, path, c->arena, err);
  if (status == ENT_OK)
    status = enti_table_column(&t, first, &a, err);
  if (status == ENT_OK)
    status = enti_table_column(&t, second, &b, err);
  if (status == ENT_OK)
    enti_packer_version(c->packer, t.bytes);
  while (status == ENT_OK) {
    status = enti_table_next(&t, &more, err);
    if (status != ENT_OK || !more)
      break;
    status = add(c, enti_table_get(&t, a), enti_table_get(&t, b), &t, err);
  }
  return status;
}

ent_status enti_frame_compile(enti_packer *packer, const enti_data_dirs *dirs, ent_error *err)
{
  compiler c = {packer,
                ent_arena_new(0),
                enti_packer_section(packer, "claim.frames"),
                enti_packer_section(packer, "claim.frame_words"),
                enti_packer_section(packer, "claim.pairs"),
                enti_packer_section(packer, "claim.starts"),
                NULL,
                0,
                0};
  ent_status status = c.arena && c.frames && c.words && c.pairs && c.starts
                          ? ENT_OK
                          : ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  for (size_t i = 0; i < dirs->n && status == ENT_OK; i++) {
    status = compile_table(&c, dirs->dirs[i], "frames.tsv", "frame", "pattern", add_pattern, err);
    if (status == ENT_OK)
      status = compile_table(&c, dirs->dirs[i], "complete.tsv", "relation", "object", add_complete, err);
    if (status == ENT_OK)
      status = compile_table(&c, dirs->dirs[i], "successors.tsv", "id", "of", add_successor, err);
  }
  if (status == ENT_OK && c.n_started) {
    qsort(c.started, c.n_started, sizeof *c.started, by_word);
    ent_buf_add(c.starts, c.started, c.n_started * sizeof *c.started);
  }
  if (status == ENT_OK && (c.frames->failed || c.words->failed || c.pairs->failed || c.starts->failed))
    status = ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  free(c.started);
  ent_arena_free(c.arena);
  return status;
}
