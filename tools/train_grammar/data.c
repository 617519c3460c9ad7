/* Reading for the trainer (data.h). */
#include "data.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "grammar/conllu.h"

static void die(const char *what, const char *why)
{
  fprintf(stderr, "train_grammar: %s: %s\n", what, why);
  exit(1);
}

static void *grown(void *items, size_t n, size_t *cap, size_t size)
{
  if (!enti_grow_heap(&items, n, cap, size))
    die("memory", "out of memory");
  return items;
}

/* ---- sentences ---- */

static ptrdiff_t read_file(void *context, char *buffer, size_t n)
{
  size_t got = fread(buffer, 1, n, context);
  return got || !ferror((FILE *)context) ? (ptrdiff_t)got : -1;
}

static void add_sentence(tg_corpus *c, const ent_document *doc)
{
  c->sentences = grown(c->sentences, c->n_sentences, &c->cap_sentences, sizeof *c->sentences);
  c->sentences[c->n_sentences++] = (tg_sentence){(uint32_t)c->n_tokens, (uint32_t)doc->n_tokens};
  bool first = true;
  for (size_t i = 0; i < doc->n_tokens; i++) {
    const ent_token *t = &doc->tokens[i];
    c->tokens = grown(c->tokens, c->n_tokens, &c->cap_tokens, sizeof *c->tokens);
    c->tokens[c->n_tokens++] = (tg_token){ent_arena_str(c->arena, t->norm), ent_arena_str(c->arena, t->fold),
                                          ent_arena_str(c->arena, t->lemma), t->head == ENT_NONE ? 0 : t->head + 1,
                                          t->upos, t->xpos, t->rel, first};
    first = first && !(t->flags & ENT_TOKEN_FIRST);
  }
}

void tg_corpus_read(tg_corpus *c, const char *path)
{
  FILE *f = fopen(path, "rb");
  if (!f)
    die(path, "cannot open");
  if (!c->arena)
    c->arena = ent_arena_new(0);
  ent_conllu_reader *reader = ent_conllu_reader_new(read_file, f, path);
  for (;;) {
    ent_error err = {0};
    ent_document *doc = NULL;
    if (ent_conllu_next(reader, &doc, &err) != ENT_OK)
      die(path, err.message);
    if (!doc)
      break;
    if (doc->n_tokens)
      add_sentence(c, doc);
  }
  ent_conllu_reader_free(reader);
  fclose(f);
}

/* ---- map ---- */

static void rehash(tg_map *m)
{
  free(m->slots);
  m->n_slots = m->n_slots ? m->n_slots * 2 : 1024;
  m->slots = calloc(m->n_slots, sizeof *m->slots);
  for (size_t i = 0; i < m->n; i++) {
    size_t s = m->keys[i] & (m->n_slots - 1);
    while (m->slots[s])
      s = (s + 1) & (m->n_slots - 1);
    m->slots[s] = (uint32_t)i + 1;
  }
}

static size_t find_slot(const tg_map *m, uint64_t key)
{
  size_t s = key & (m->n_slots - 1);
  while (m->slots[s] && m->keys[m->slots[s] - 1] != key)
    s = (s + 1) & (m->n_slots - 1);
  return s;
}

uint32_t tg_map_find(const tg_map *m, uint64_t key)
{
  return m->n_slots ? m->slots[find_slot(m, key)] - 1 : UINT32_MAX;
}

uint32_t tg_map_add(tg_map *m, uint64_t key)
{
  if (2 * (m->n + 1) > m->n_slots)
    rehash(m);
  size_t s = find_slot(m, key);
  if (!m->slots[s]) {
    size_t cap = m->cap;
    m->keys = grown(m->keys, m->n, &cap, sizeof *m->keys);
    m->counts = grown(m->counts, m->n, &m->cap, sizeof *m->counts);
    m->keys[m->n] = key;
    m->counts[m->n] = 0;
    m->slots[s] = (uint32_t)++m->n;
  }
  m->counts[m->slots[s] - 1]++;
  return m->slots[s] - 1;
}

/* ---- vectors: {"…","words":["the",…],"vectors":{"the":[…],…}} in order of frequency ---- */

static char *read_whole(const char *path, size_t *ret_n)
{
  FILE *f = fopen(path, "rb");
  if (!f)
    die(path, "cannot open");
  fseek(f, 0, SEEK_END);
  long n = ftell(f);
  rewind(f);
  char *p = malloc((size_t)n + 1);
  if (!p || fread(p, 1, (size_t)n, f) != (size_t)n)
    die(path, "cannot read");
  p[n] = 0;
  fclose(f);
  *ret_n = (size_t)n;
  return p;
}

/* A JSON string at p (behind its quote), with its escapes taken off in place. */
static char *json_word(char *p, ent_str *ret)
{
  char *to = p, *start = p;
  while (*p && *p != '"') {
    if (*p == '\\' && p[1])
      p++;
    *to++ = *p++;
  }
  *ret = (ent_str){start, (size_t)(to - start)};
  return *p ? p + 1 : p;
}

typedef struct vector_entry {
  uint64_t key;
  float v[TG_GLOVE];
} vector_entry;

static size_t parse_vectors(char *p, vector_entry *out, size_t max, tg_vocab *v)
{
  size_t n = 0;
  while (n < max && *p == '"') {
    ent_str word;
    p = json_word(p + 1, &word);
    p += strspn(p, ":[");
    for (size_t i = 0; i < TG_GLOVE; i++) {
      out[n].v[i] = strtof(p, &p);
      p += *p == ',';
    }
    v->listed[n] = ent_arena_str(v->arena, word);
    out[n].key = enti_features_word(ent_utf8_fold(v->arena, v->listed[n]));
    n++;
    p += strcspn(p, "]");
    p += strspn(p, "],");
  }
  return n;
}

static size_t read_vectors(const char *path, vector_entry **ret, size_t max, tg_vocab *v)
{
  size_t n;
  char *text = read_whole(path, &n), *p = strstr(text, "\"vectors\":{");
  if (!p)
    die(path, "has no vectors");
  *ret = malloc(max * sizeof **ret);
  v->arena = ent_arena_new(0);
  v->listed = calloc(max, sizeof *v->listed);
  n = parse_vectors(p + strlen("\"vectors\":{"), *ret, max, v);
  v->n_listed = n;
  free(text);
  return n;
}

/* ---- vocabulary ---- */

static void count_features(const tg_corpus *c, tg_map *words, tg_map *affixes)
{
  for (size_t s = 0; s < c->n_sentences; s++)
    for (uint32_t i = 0; i < c->sentences[s].n; i++) {
      const tg_token *t = &c->tokens[c->sentences[s].first + i];
      enti_features f;
      enti_features_of(t->norm, t->fold, t->first, &f);
      tg_map_add(words, f.word);
      for (uint32_t k = 0; k < f.n_affixes; k++)
        tg_map_add(affixes, f.affix[k]);
    }
}

static void set_vectors(tg_vocab *v, const vector_entry *entries, size_t n)
{
  v->vectors = calloc(v->words.n * TG_GLOVE, sizeof *v->vectors);
  v->has_vector = calloc(v->words.n, sizeof *v->has_vector);
  for (size_t i = 0; i < n; i++) {
    uint32_t w = tg_map_find(&v->words, entries[i].key);
    if (w == UINT32_MAX || v->has_vector[w])
      continue;
    memcpy(v->vectors + w * TG_GLOVE, entries[i].v, sizeof entries[i].v);
    v->has_vector[w] = true;
  }
}

void tg_vocab_build(tg_vocab *v, const tg_corpus *train, const char *path, size_t max_words)
{
  tg_map words = {0}, affixes = {0}, known = {0};
  vector_entry *entries;
  size_t n = read_vectors(path, &entries, 200000, v);
  for (size_t i = 0; i < n; i++)
    tg_map_add(&known, entries[i].key);
  count_features(train, &words, &affixes);
  tg_map_add(&v->words, 0); /* unknown */
  for (size_t i = 0; i < words.n; i++)
    if (words.counts[i] > 1 || tg_map_find(&known, words.keys[i]) != UINT32_MAX)
      tg_map_add(&v->words, words.keys[i]);
  v->n_trained = (uint32_t)v->words.n;
  for (size_t i = 0; i < n && v->words.n < max_words; i++)
    tg_map_add(&v->words, entries[i].key);
  set_vectors(v, entries, n);
  v->frequency = calloc(v->words.n, sizeof *v->frequency);
  for (size_t i = 0; i < words.n; i++) {
    uint32_t w = tg_map_find(&v->words, words.keys[i]);
    if (w != UINT32_MAX)
      v->frequency[w] = words.counts[i];
  }
  tg_map_add(&v->affixes, 0); /* row 0: nothing */
  for (size_t i = 0; i < affixes.n; i++)
    if (affixes.counts[i] >= 4)
      tg_map_add(&v->affixes, affixes.keys[i]);
  free(entries);
}

void tg_feat_of(const tg_vocab *v, ent_str norm, ent_str fold, bool first, tg_feat *out)
{
  enti_features f;
  enti_features_of(norm, fold, first, &f);
  uint32_t w = tg_map_find(&v->words, f.word);
  out->word = w == UINT32_MAX ? 0 : w;
  out->n = 0;
  for (uint32_t k = 0; k < f.n_affixes; k++) {
    uint32_t a = tg_map_find(&v->affixes, f.affix[k]);
    if (a != UINT32_MAX)
      out->affix[out->n++] = a;
  }
}
