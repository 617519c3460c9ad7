/* run_grammar_cases [--mark] MODEL CASES.txt
 *
 * A case is a sentence, cut into words by spaces, and what must hold of it:
 *
 *   > South Korea signed the treaty .
 *   = Korea nsubj signed        the word Korea hangs on signed, as nsubj (subtypes count when they are written)
 *   = signed root -             signed is the root
 *   = signed : VERB sign        tag and, where given, lemma
 *   ? treaty nmod signed        known failure: must fail; when it begins to hold, the line is to be changed to =
 *
 * word#2 is the second occurrence of a word. Lines that begin with # are comments. --mark prints the file with = and ?
 * set to what holds now, for use after a new model has been trained; look at what changed before keeping it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <entente/grammar.h>

#include "grammar_check.h"
#include "words.h"

typedef struct run {
  const ent_grammar *grammar;
  const char *path;
  bool mark;
  ent_conllu_reader *reader;
  ent_document *doc; /* of the present sentence */
  ent_buf conllu;
  words_source source;
  size_t line, held, known, wrong;
} run;

static void complain(run *r, ent_str line, const char *why)
{
  fprintf(stderr, "%s:%zu: %s: %.*s\n", r->path, r->line, why, ENT_STR_ARG(line));
  r->wrong++;
}

static void read_sentence(run *r, ent_str words)
{
  ent_error err = {0};
  ent_conllu_reader_free(r->reader);
  ent_buf_clear(&r->conllu);
  words_conllu(words, &r->conllu);
  r->source = (words_source){ent_buf_view(&r->conllu)};
  r->reader = ent_conllu_reader_new(words_read, &r->source, r->path);
  r->doc = NULL;
  if (!r->reader || ent_conllu_next(r->reader, &r->doc, &err) != ENT_OK || !r->doc ||
      ent_grammar_parse(r->grammar, r->doc, NULL, &err) != ENT_OK)
    complain(r, words, err.message);
  else if (document_broken(r->doc))
    complain(r, words, document_broken(r->doc));
}

/* "word" or "word#2"; NULL where the sentence has none. */
static const ent_token *find_word(const run *r, ent_str name)
{
  size_t nth = 1;
  const char *mark = name.n > 2 ? memrchr(name.p, '#', name.n) : NULL;
  if (mark && mark[1] >= '1' && mark[1] <= '9') {
    nth = (size_t)(mark[1] - '0');
    name.n = (size_t)(mark - name.p);
  }
  for (size_t i = 0; i < r->doc->n_tokens; i++)
    if (ent_str_eq(ent_str_slice(r->doc->text, r->doc->tokens[i].start, r->doc->tokens[i].end), name) && --nth == 0)
      return &r->doc->tokens[i];
  return NULL;
}

static bool rel_fits(ent_str rel, unsigned got)
{
  return ent_str_eq(rel, ent_str_of(ent_rel_text(got))) ||
         (!memchr(rel.p, ':', rel.n) && ent_str_eq(rel, ent_str_of(ent_rel_text(ent_rel_base(got)))));
}

/* 1 holds, 0 does not, -1 the line makes no sense. */
static int holds(const run *r, ent_str line)
{
  ent_str field[4] = {0};
  size_t n = 0;
  while (n < 4 && ent_str_split(&line, ' ', &field[n]))
    n += field[n].n > 0;
  const ent_token *word = n >= 3 && r->doc ? find_word(r, field[0]) : NULL;
  if (!word)
    return -1;
  if (ent_str_eq(field[1], ENT_STR(":")))
    return ent_upos_parse(field[2]) == ENT_POS_NONE
               ? -1
               : word->upos == ent_upos_parse(field[2]) && (n < 4 || ent_str_eq(word->lemma, field[3]));
  if (ent_rel_parse(field[1]) == ENT_REL_NONE || n > 3)
    return -1;
  if (ent_str_eq(field[2], ENT_STR("-")))
    return word->head == ENT_NONE && rel_fits(field[1], word->rel);
  const ent_token *head = find_word(r, field[2]);
  if (!head)
    return -1;
  return word->head == (uint32_t)(head - r->doc->tokens) && rel_fits(field[1], word->rel);
}

static void check(run *r, ent_str line)
{
  int got = holds(r, ent_str_trim(ent_str_slice(line, 1, line.n)));
  if (got < 0)
    complain(r, line, "no such word, tag or relation");
  else if (r->mark)
    printf("%c%.*s\n", got ? '=' : '?', (int)line.n - 1, line.p + 1);
  else if (line.p[0] == '=' && !got) {
    complain(r, line, "does not hold");
    ent_buf out = ENT_BUF_INIT(1 << 20);
    ent_conllu_write_last(r->reader, r->doc, &out);
    fprintf(stderr, "%.*s", ENT_STR_ARG(ent_buf_view(&out)));
    ent_buf_done(&out);
  } else if (line.p[0] == '?' && got)
    complain(r, line, "known failure holds now: mark it =");
  r->held += got == 1;
  r->known += got == 0;
}

static void take_line(run *r, ent_str line)
{
  r->line++;
  char c = line.n ? line.p[0] : 0;
  if (c == '=' || c == '?') {
    check(r, line);
    return;
  }
  if (r->mark)
    printf("%.*s\n", ENT_STR_ARG(line));
  if (c == '>')
    read_sentence(r, ent_str_trim(ent_str_slice(line, 1, line.n)));
  else if (c && c != '#')
    complain(r, line, "unknown kind of line");
}

static char *read_whole(const char *path, size_t *ret_n)
{
  static char bytes[1 << 20];
  FILE *f = fopen(path, "rb");
  *ret_n = f ? fread(bytes, 1, sizeof bytes, f) : 0;
  if (f)
    fclose(f);
  return f ? bytes : NULL;
}

int main(int argc, char **argv)
{
  run r = {.conllu = ENT_BUF_INIT(1 << 20)};
  ent_error err = {0};
  ent_grammar *grammar;
  int at = 1;
  if (argc > at && strcmp(argv[at], "--mark") == 0) {
    r.mark = true;
    at++;
  }
  size_t n = 0;
  char *bytes = argc == at + 2 ? read_whole(r.path = argv[at + 1], &n) : NULL;
  if (!bytes || ent_grammar_open(argv[at], &grammar, &err) != ENT_OK) {
    fprintf(stderr, "usage: run_grammar_cases [--mark] MODEL CASES.txt\n%s\n", err.message);
    return 2;
  }
  r.grammar = grammar;
  ent_str rest = {bytes, n}, line;
  while (rest.n && ent_str_split(&rest, '\n', &line))
    take_line(&r, line);
  fprintf(stderr, "%s: %zu hold, %zu known failures, %zu wrong\n", r.path, r.held, r.known, r.wrong);
  ent_conllu_reader_free(r.reader);
  ent_buf_done(&r.conllu);
  ent_grammar_close(grammar);
  return r.wrong || r.held == 0 ? 1 : 0;
}
