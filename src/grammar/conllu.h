/* The CoNLL-U reader's insides, shared by reading and writing. */
#ifndef ENTI_GRAMMAR_CONLLU_H
#define ENTI_GRAMMAR_CONLLU_H

#include <entente/grammar.h>

#define ENTI_CONLLU_COLUMNS 10

enum { ENTI_CONLLU_COMMENT, ENTI_CONLLU_WORD, ENTI_CONLLU_RANGE, ENTI_CONLLU_EMPTY };

typedef struct enti_conllu_line {
  uint32_t start, n; /* bytes behind reader.at */
  uint32_t kind, last; /* last: last word of a range */
  uint32_t column[ENTI_CONLLU_COLUMNS], length[ENTI_CONLLU_COLUMNS]; /* within the line; not for comments */
} enti_conllu_line;

struct ent_conllu_reader {
  ent_read_fn read;
  void *context;
  const char *name;
  bool forms_only, ended;
  char *bytes;       /* heap; [at, n) not yet used */
  size_t at, n, cap;
  size_t used;       /* bytes behind `at` that belong to the sentence last read */
  size_t line, used_lines; /* number of the first line behind `at`; lines of the sentence last read */
  enti_conllu_line *lines;
  size_t n_lines, cap_lines;
  ent_document doc;
};

ent_str enti_conllu_column(const ent_conllu_reader *reader, const enti_conllu_line *line, size_t column);

#endif
