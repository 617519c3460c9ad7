/* score_grammar GOLD.conllu SYSTEM.conllu [--table]
 *
 * How many words of SYSTEM agree with GOLD: every word counts, punctuation too. LAS leaves subtypes of relations out
 * ("nsubj:pass" is "nsubj"); LAS* counts them. --table lists the relations that are confused most. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <entente/grammar.h>

typedef struct sums {
  size_t words, sentences, exact, upos, xpos, lemma, uas, las, full;
  size_t confused[ENT_REL_COUNT][ENT_REL_COUNT]; /* gold, system; heads right or not */
  size_t wrong_head[ENT_REL_COUNT], gold[ENT_REL_COUNT];
  size_t tags[ENT_POS_COUNT][ENT_POS_COUNT];
} sums;

static ptrdiff_t read_file(void *context, char *buffer, size_t n)
{
  return (ptrdiff_t)fread(buffer, 1, n, context);
}

static ent_document *next(ent_conllu_reader *reader)
{
  ent_error err = {0};
  ent_document *doc = NULL;
  if (ent_conllu_next(reader, &doc, &err) != ENT_OK) {
    fprintf(stderr, "score_grammar: %s\n", err.message);
    exit(1);
  }
  return doc;
}

static void compare(const ent_document *gold, const ent_document *system, sums *s)
{
  size_t wrong = 0;
  for (size_t i = 0; i < gold->n_tokens; i++) {
    const ent_token *g = &gold->tokens[i], *y = &system->tokens[i];
    unsigned a = ent_rel_base(g->rel), b = ent_rel_base(y->rel);
    bool head = g->head == y->head;
    s->upos += g->upos == y->upos;
    s->xpos += g->xpos == y->xpos;
    s->lemma += ent_str_eq(g->lemma, y->lemma);
    s->uas += head;
    s->las += head && a == b;
    s->full += head && g->rel == y->rel;
    s->gold[a]++;
    s->wrong_head[a] += !head;
    s->confused[a][b]++;
    s->tags[g->upos][y->upos]++;
    wrong += !head;
  }
  s->words += gold->n_tokens;
  s->sentences++;
  s->exact += wrong == 0;
}

static void print_scores(const sums *s)
{
  double n = (double)s->words / 100;
  printf("%zu sentences, %zu words: UPOS %.2f XPOS %.2f lemma %.2f UAS %.2f LAS %.2f LAS* %.2f, whole trees %.2f\n",
         s->sentences, s->words, (double)s->upos / n, (double)s->xpos / n, (double)s->lemma / n, (double)s->uas / n,
         (double)s->las / n, (double)s->full / n, 100.0 * (double)s->exact / (double)s->sentences);
}

static void print_pairs(const char *title, const size_t *counts, unsigned n, const char *(*name)(unsigned), int lines)
{
  char *done = calloc((size_t)n * n, 1);
  printf("\n%s (gold -> given)\n", title);
  for (int k = 0; k < lines; k++) {
    size_t best = 0;
    for (size_t i = 0; i < (size_t)n * n; i++)
      if (i / n != i % n && !done[i] && (done[best] || best / n == best % n || counts[i] > counts[best]))
        best = i;
    done[best] = 1;
    printf("%6zu  %s -> %s\n", counts[best], name((unsigned)(best / n)), name((unsigned)(best % n)));
  }
  free(done);
}

static void print_tables(const sums *s)
{
  printf("\nrelation      words  head right %%\n");
  for (unsigned r = 1; r < ENT_REL_COUNT; r++)
    if (s->gold[r])
      printf("%-12s %6zu  %.1f\n", ent_rel_text(r), s->gold[r],
             100.0 * (double)(s->gold[r] - s->wrong_head[r]) / (double)s->gold[r]);
  print_pairs("relations confused", &s->confused[0][0], ENT_REL_COUNT, ent_rel_text, 25);
  print_pairs("tags confused", &s->tags[0][0], ENT_POS_COUNT, ent_upos_text, 15);
}

int main(int argc, char **argv)
{
  FILE *a = argc > 2 ? fopen(argv[1], "rb") : NULL, *b = argc > 2 ? fopen(argv[2], "rb") : NULL;
  if (!a || !b) {
    fputs("usage: score_grammar GOLD.conllu SYSTEM.conllu [--table]\n", stderr);
    return 2;
  }
  static sums s;
  ent_conllu_reader *gold = ent_conllu_reader_new(read_file, a, argv[1]);
  ent_conllu_reader *system = ent_conllu_reader_new(read_file, b, argv[2]);
  ent_document *g, *y;
  while ((g = next(gold)) && (y = next(system))) {
    if (g->n_tokens != y->n_tokens) {
      fprintf(stderr, "score_grammar: sentence %zu has %zu words, not %zu\n", s.sentences + 1, y->n_tokens, g->n_tokens);
      return 1;
    }
    compare(g, y, &s);
  }
  if (g || next(system)) {
    fputs("score_grammar: one file has more sentences than the other\n", stderr);
    return 1;
  }
  print_scores(&s);
  if (argc > 3 && strcmp(argv[3], "--table") == 0)
    print_tables(&s);
  ent_conllu_reader_free(gold);
  ent_conllu_reader_free(system);
  return 0;
}
