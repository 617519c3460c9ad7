/* Reading the lexicon of classes, and spreading its classes to words that are near in the vectors. */
#include "lexicon.h"

#include "base/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_NAMES 400
#define SPREAD_WORDS 16000 /* words to which classes spread: the frequent ones */
#define SPREAD_NEAREST 4
#define SPREAD_LEAST 0.62f
#define COARSE 96
#define FINE 640

typedef struct entry {
  ent_str word;
  enti_opinion_word record;
  bool own; /* in the table itself */
} entry;

typedef struct build {
  tr_lexicon *lexicon;
  entry *entries;
  size_t n, cap;
  ent_arena *arena;
} build;

static void fail(const ent_error *err)
{
  fprintf(stderr, "train_relations: %s\n", err->message);
  exit(1);
}

static entry *entry_of(build *b, ent_str word)
{
  for (size_t i = 0; i < b->n; i++)
    if (ent_str_eq(b->entries[i].word, word))
      return &b->entries[i];
  if (b->n == b->cap) {
    b->cap = b->cap ? 2 * b->cap : 4096;
    b->entries = realloc(b->entries, b->cap * sizeof *b->entries);
  }
  entry *e = &b->entries[b->n++];
  *e = (entry){.word = word};
  e->record.key = enti_opinion_key(word);
  e->record.coarse = e->record.fine = ENTI_NO_CLUSTER;
  return e;
}

static void give_class(enti_opinion_word *record, uint16_t number)
{
  for (unsigned i = 0; i < ENTI_WORD_CLASSES; i++) {
    if (record->classes[i] == number)
      return;
    if (!record->classes[i]) {
      record->classes[i] = number;
      return;
    }
  }
}

static uint16_t class_number(tr_lexicon *lexicon, ent_str name)
{
  for (uint32_t i = 0; i < lexicon->n_names; i++)
    if (ent_str_eq(ent_str_of(lexicon->names[i]), name))
      return (uint16_t)(i + 1);
  if (name.n >= ENTI_CLASS_NAME || lexicon->n_names == MAX_NAMES) {
    fprintf(stderr, "train_relations: class \"%.*s\" is too long or one too many\n", ENT_STR_ARG(name));
    exit(1);
  }
  memcpy(lexicon->names[lexicon->n_names], name.p, name.n);
  return (uint16_t)++lexicon->n_names;
}

static void add_words(build *b, uint16_t number, ent_str words)
{
  for (ent_str rest = words, word; ent_str_split(&rest, ';', &word);) {
    ent_str trimmed = ent_str_trim(word);
    if (!trimmed.n)
      continue;
    ent_str copy = ent_arena_str(b->arena, trimmed);
    for (size_t i = 0; i < copy.n; i++)
      if (copy.p[i] == ' ')
        ((char *)(uintptr_t)copy.p)[i] = '_';
    entry *e = entry_of(b, copy);
    e->own = true;
    give_class(&e->record, number);
  }
}

static void read_table(build *b, const char *path)
{
  enti_table table;
  ent_error err;
  size_t name, words;
  bool more;
  if (enti_table_open(&table, path, b->arena, &err) != ENT_OK || enti_table_column(&table, "class", &name, &err) != ENT_OK ||
      enti_table_column(&table, "words", &words, &err) != ENT_OK)
    fail(&err);
  for (;;) {
    if (enti_table_next(&table, &more, &err) != ENT_OK)
      fail(&err);
    if (!more)
      break;
    add_words(b, class_number(b->lexicon, enti_table_get(&table, name)), enti_table_get(&table, words));
  }
}

/* A word that no row has takes the class of the majority of its nearest neighbours that have one. */
static void spread_to(const build *b, size_t n_own, const float *row, enti_opinion_word *record, const float **rows)
{
  float near[SPREAD_NEAREST] = {0};
  size_t who[SPREAD_NEAREST] = {0};
  for (size_t i = 0; i < n_own; i++) {
    float d = rows[i] ? tr_dot(rows[i], row) : 0;
    for (int k = 0; k < SPREAD_NEAREST; k++)
      if (d > near[k]) {
        memmove(near + k + 1, near + k, (size_t)(SPREAD_NEAREST - 1 - k) * sizeof *near);
        memmove(who + k + 1, who + k, (size_t)(SPREAD_NEAREST - 1 - k) * sizeof *who);
        near[k] = d;
        who[k] = i;
        break;
      }
  }
  float votes[MAX_NAMES + 1] = {0};
  for (int k = 0; k < SPREAD_NEAREST; k++)
    for (unsigned c = 0; near[k] >= SPREAD_LEAST && c < ENTI_WORD_CLASSES && b->entries[who[k]].record.classes[c]; c++)
      votes[b->entries[who[k]].record.classes[c]] += near[k];
  uint16_t best = 0;
  for (uint16_t c = 1; c <= b->lexicon->n_names; c++)
    if (votes[c] > votes[best])
      best = c;
  if (votes[best] > 1.25f) /* two neighbours agree */
    give_class(record, best);
}

static void add_vectors(build *b, const tr_vectors *v)
{
  size_t n_own = b->n;
  const float **rows = calloc(n_own ? n_own : 1, sizeof *rows);
  uint16_t *coarse = calloc(v->n, sizeof *coarse), *fine = calloc(v->n, sizeof *fine);
  tr_cluster(v, COARSE, coarse);
  tr_cluster(v, FINE, fine);
  for (size_t i = 0; i < n_own; i++)
    rows[i] = tr_vector_of(v, b->entries[i].word);
  for (size_t i = 0; i < n_own; i++)
    if (rows[i]) {
      size_t at = (size_t)(rows[i] - v->rows) / TR_DIM;
      b->entries[i].record.coarse = coarse[at];
      b->entries[i].record.fine = fine[at];
    }
  for (size_t i = 0; i < v->n; i++) {
    bool listed = false;
    for (size_t k = 0; k < n_own && !listed; k++)
      listed = rows[k] == v->rows + i * TR_DIM;
    if (listed || v->words[i].n < 3 || !(v->words[i].p[0] >= 'a' && v->words[i].p[0] <= 'z'))
      continue;
    if (b->n == b->cap) {
      b->cap *= 2;
      b->entries = realloc(b->entries, b->cap * sizeof *b->entries);
    }
    entry *e = &b->entries[b->n++];
    *e = (entry){.word = v->words[i]};
    e->record.key = enti_opinion_key(e->word);
    e->record.coarse = coarse[i];
    e->record.fine = fine[i];
    if (i < SPREAD_WORDS)
      spread_to(b, n_own, v->rows + i * TR_DIM, &e->record, rows);
  }
  free(coarse);
  free(fine);
  free(rows);
}

static int by_key(const void *a, const void *b)
{
  uint64_t x = ((const enti_opinion_word *)a)->key, y = ((const enti_opinion_word *)b)->key;
  return x < y ? -1 : x > y;
}

void tr_lexicon_build(tr_lexicon *lexicon, const char *path, const tr_vectors *vectors)
{
  *lexicon = (tr_lexicon){.names = calloc(MAX_NAMES, ENTI_CLASS_NAME)};
  build b = {.lexicon = lexicon, .arena = ent_arena_new(0)};
  read_table(&b, path);
  if (vectors->n)
    add_vectors(&b, vectors);
  lexicon->words = calloc(b.n, sizeof *lexicon->words);
  for (size_t i = 0; i < b.n; i++)
    lexicon->words[i] = b.entries[i].record;
  qsort(lexicon->words, b.n, sizeof *lexicon->words, by_key);
  for (size_t i = 0; i < b.n; i++)
    if (!lexicon->n || lexicon->words[lexicon->n - 1].key != lexicon->words[i].key)
      lexicon->words[lexicon->n++] = lexicon->words[i];
  free(b.entries);
  ent_arena_free(b.arena);
}
