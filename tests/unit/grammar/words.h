/* A document of one sentence from words with spaces between them, through the CoNLL-U reader. */
#ifndef GRAMMAR_TEST_WORDS_H
#define GRAMMAR_TEST_WORDS_H

#include <entente/grammar.h>

#include <string.h>

typedef struct words_source {
  ent_str rest;
} words_source;

static inline ptrdiff_t words_read(void *context, char *buffer, size_t n)
{
  words_source *s = context;
  size_t take = s->rest.n < n ? s->rest.n : n;
  if (take)
    memcpy(buffer, s->rest.p, take);
  s->rest = ent_str_slice(s->rest, take, s->rest.n);
  return (ptrdiff_t)take;
}

/* Writes the words of a line as CoNLL-U. */
static inline void words_conllu(ent_str line, ent_buf *out)
{
  ent_str word;
  for (int n = 1; ent_str_split(&line, ' ', &word);)
    if (word.n)
      ent_buf_printf(out, "%d\t%.*s\t_\t_\t_\t_\t_\t_\t_\t_\n", n++, ENT_STR_ARG(word));
  ent_buf_char(out, '\n');
}

#endif
