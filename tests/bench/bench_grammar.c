/* bench_grammar MODEL FILE.conllu [KERNELS [ROUNDS]]
 *
 * Tokens a second of processor time on one core: reading CoNLL-U, tagging, parsing and writing, as `entente parse` does
 * it; the best of some rounds, since other work on the machine only ever slows one down. Under callgrind
 * (`valgrind --tool=callgrind bench_grammar MODEL FILE avx2 1`) its instruction counts compare two commits. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "grammar/grammar.h"

static ptrdiff_t read_file(void *context, char *buffer, size_t n)
{
  return (ptrdiff_t)fread(buffer, 1, n, context);
}

static double now(void)
{
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void fail(const char *message)
{
  fprintf(stderr, "bench_grammar: %s\n", message);
  exit(1);
}

static size_t read_all(const ent_grammar *g, const char *path, ent_buf *out)
{
  size_t n = 0;
  ent_error err = {0};
  FILE *f = fopen(path, "rb");
  ent_conllu_reader *reader = f ? ent_conllu_reader_new(read_file, f, path) : NULL;
  if (!reader)
    fail("cannot open the treebank");
  ent_conllu_reader_forms_only(reader, true);
  for (ent_document *doc = NULL;;) {
    if (ent_conllu_next(reader, &doc, &err) != ENT_OK)
      fail(err.message);
    if (!doc)
      break;
    if (ent_grammar_parse(g, doc, NULL, &err) != ENT_OK)
      fail(err.message);
    ent_buf_clear(out);
    ent_conllu_write_last(reader, doc, out);
    n += doc->n_tokens;
  }
  ent_conllu_reader_free(reader);
  fclose(f);
  return n;
}

int main(int argc, char **argv)
{
  ent_error err = {0};
  ent_grammar *g;
  if (argc < 3)
    fail("usage: bench_grammar MODEL FILE.conllu [KERNELS [ROUNDS]]");
  double start = now();
  if (ent_grammar_open(argv[1], &g, &err) != ENT_OK)
    fail(err.message);
  printf("load: %.2f ms\n", 1000 * (now() - start));
  if (argc > 3 && !enti_grammar_use_kernels(g, argv[3]))
    fail("this processor has no such kernels");
  ent_buf out = ENT_BUF_INIT((size_t)1 << 28);
  double best = 1e9;
  size_t n = 0;
  for (int rounds = argc > 4 ? atoi(argv[4]) : 7; rounds > 0; rounds--) {
    start = now();
    n = read_all(g, argv[2], &out);
    double seconds = now() - start;
    best = seconds < best ? seconds : best;
  }
  printf("%zu tokens, best round %.3f s: %.0f tokens/s\n", n, best, (double)n / best);
  ent_buf_done(&out);
  ent_grammar_close(g);
  return 0;
}
