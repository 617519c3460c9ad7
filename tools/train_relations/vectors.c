/* Reading word vectors, and clustering them. */
#include "vectors.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void die(const char *path, const char *why)
{
  fprintf(stderr, "train_relations: %s: %s\n", path, why);
  exit(1);
}

static char *slurp(const char *path)
{
  FILE *file = fopen(path, "rb");
  if (!file || fseek(file, 0, SEEK_END))
    die(path, "cannot be read");
  long n = ftell(file);
  rewind(file);
  char *bytes = malloc((size_t)n + 1);
  if (!bytes || fread(bytes, 1, (size_t)n, file) != (size_t)n)
    die(path, "cannot be read");
  bytes[n] = 0;
  fclose(file);
  return bytes;
}

/* The vectors stand in the order of their index, the last number of each; words with escapes are left out. */
void tr_vectors_read(tr_vectors *v, const char *path, size_t max)
{
  *v = (tr_vectors){.bytes = slurp(path)};
  v->words = calloc(max, sizeof *v->words);
  v->rows = calloc(max * TR_DIM, sizeof *v->rows);
  char *p = strstr(v->bytes, "\"vectors\":{");
  if (!p || !v->words || !v->rows)
    die(path, "no vectors in it");
  for (p += 11; *p == '"' && v->n < max;) {
    char *end = p + 1;
    while (*end && (*end != '"' || end[-1] == '\\'))
      end++;
    ent_str word = {p + 1, (size_t)(end - p - 1)};
    p = strchr(end, '[');
    if (!p)
      die(path, "a vector is missing");
    float *row = v->rows + v->n * TR_DIM, sum = 0;
    for (int i = 0; i < TR_DIM; i++) {
      row[i] = strtof(p + 1, &p);
      sum += row[i] * row[i];
    }
    for (int i = 0; i < TR_DIM; i++)
      row[i] /= sqrtf(sum) + 1e-9f;
    if (!memchr(word.p, '\\', word.n))
      v->words[v->n++] = word;
    p = strchr(p, ']');
    if (!p)
      break;
    p += p[1] == ',' ? 2 : 1;
  }
}

float tr_dot(const float *a, const float *b)
{
  float sum = 0;
  for (int i = 0; i < TR_DIM; i++)
    sum += a[i] * b[i];
  return sum;
}

const float *tr_vector_of(const tr_vectors *v, ent_str word)
{
  static size_t *slots;
  static size_t n_slots;
  if (!slots) { /* built at the first question */
    for (n_slots = 1; n_slots < v->n * 2; n_slots *= 2)
      ;
    slots = calloc(n_slots, sizeof *slots);
    for (size_t i = 0; i < v->n; i++) {
      size_t h = 5381;
      for (size_t k = 0; k < v->words[i].n; k++)
        h = h * 33 + (unsigned char)v->words[i].p[k];
      for (h &= n_slots - 1; slots[h]; h = (h + 1) & (n_slots - 1))
        ;
      slots[h] = i + 1;
    }
  }
  size_t h = 5381;
  for (size_t k = 0; k < word.n; k++)
    h = h * 33 + (unsigned char)word.p[k];
  for (h &= n_slots - 1; slots[h]; h = (h + 1) & (n_slots - 1))
    if (ent_str_eq(v->words[slots[h] - 1], word))
      return v->rows + (slots[h] - 1) * TR_DIM;
  return NULL;
}

static void assign(const tr_vectors *v, const float *centres, unsigned k, uint16_t *cluster)
{
  for (size_t i = 0; i < v->n; i++) {
    float best = -2;
    for (unsigned c = 0; c < k; c++) {
      float d = tr_dot(v->rows + i * TR_DIM, centres + (size_t)c * TR_DIM);
      if (d > best) {
        best = d;
        cluster[i] = (uint16_t)c;
      }
    }
  }
}

static void recentre(const tr_vectors *v, float *centres, unsigned k, const uint16_t *cluster)
{
  memset(centres, 0, (size_t)k * TR_DIM * sizeof *centres);
  for (size_t i = 0; i < v->n; i++)
    for (int d = 0; d < TR_DIM; d++)
      centres[(size_t)cluster[i] * TR_DIM + (size_t)d] += v->rows[i * TR_DIM + (size_t)d];
  for (unsigned c = 0; c < k; c++) {
    float *row = centres + (size_t)c * TR_DIM, length = sqrtf(tr_dot(row, row)) + 1e-9f;
    for (int d = 0; d < TR_DIM; d++)
      row[d] /= length;
  }
}

void tr_cluster(const tr_vectors *v, unsigned k, uint16_t *cluster)
{
  float *centres = malloc((size_t)k * TR_DIM * sizeof *centres);
  for (unsigned c = 0; c < k; c++)
    memcpy(centres + (size_t)c * TR_DIM, v->rows + (100 + (size_t)c * (v->n / 2 - 100) / k) * TR_DIM,
           TR_DIM * sizeof *centres);
  for (int round = 0; round < 12; round++) {
    assign(v, centres, k, cluster);
    recentre(v, centres, k, cluster);
  }
  free(centres);
}
