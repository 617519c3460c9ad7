/* Soft targets (soft.h). */
#include "soft.h"

#include <stdio.h>
#include <stdlib.h>

static size_t sizes(const tg_soft *s, size_t out[3])
{
  out[0] = (size_t)s->n * (s->n + 1);
  out[1] = (size_t)s->n * ENT_REL_COUNT;
  out[2] = (size_t)s->n * TG_TAGS;
  return out[0] + out[1] + out[2];
}

tg_soft *tg_soft_new(const tg_corpus *c)
{
  tg_soft *soft = calloc(c->n_sentences, sizeof *soft);
  for (size_t i = 0; i < c->n_sentences; i++) {
    size_t n[3];
    soft[i].n = c->sentences[i].n;
    soft[i].heads = calloc(sizes(&soft[i], n), sizeof(float));
    soft[i].rels = soft[i].heads + n[0];
    soft[i].tags = soft[i].rels + n[1];
  }
  return soft;
}

static FILE *open_or_die(const char *path, const char *mode)
{
  FILE *f = fopen(path, mode);
  if (!f) {
    fprintf(stderr, "train_grammar: cannot open %s\n", path);
    exit(1);
  }
  return f;
}

void tg_soft_write(const tg_soft *soft, const tg_corpus *c, const char *path)
{
  FILE *f = open_or_die(path, "wb");
  size_t n[3];
  for (size_t i = 0; i < c->n_sentences; i++)
    fwrite(soft[i].heads, sizeof(float), sizes(&soft[i], n), f);
  fclose(f);
}

void tg_soft_add(tg_soft *soft, const tg_corpus *c, const char *path)
{
  FILE *f = open_or_die(path, "rb");
  for (size_t i = 0; i < c->n_sentences; i++) {
    size_t parts[3], n = sizes(&soft[i], parts);
    float *more = malloc(n * sizeof *more);
    if (!more || fread(more, sizeof *more, n, f) != n) {
      fprintf(stderr, "train_grammar: %s does not fit the treebank\n", path);
      exit(1);
    }
    for (size_t k = 0; k < n; k++)
      soft[i].heads[k] += more[k];
    free(more);
  }
  fclose(f);
}

static void scale_rows(float *p, size_t rows, size_t stride, size_t width)
{
  for (size_t r = 0; r < rows; r++, p += stride) {
    float sum = 1e-9f;
    for (size_t i = 0; i < width; i++)
      sum += p[i];
    for (size_t i = 0; i < width; i++)
      p[i] /= sum;
  }
}

void tg_soft_finish(tg_soft *soft, const tg_corpus *c)
{
  for (size_t i = 0; i < c->n_sentences; i++) {
    scale_rows(soft[i].heads, soft[i].n, soft[i].n + 1, soft[i].n + 1);
    scale_rows(soft[i].rels, soft[i].n, ENT_REL_COUNT, ENT_REL_COUNT);
    scale_rows(soft[i].tags, soft[i].n, TG_TAGS, ENT_POS_COUNT);
    scale_rows(soft[i].tags + ENT_POS_COUNT, soft[i].n, TG_TAGS, ENT_X_COUNT);
  }
}
