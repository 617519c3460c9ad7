/* The room's door: opens a model, and reads the sentences of a document with it (include/entente/grammar.h). */
#include <entente/grammar.h>

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "grammar/grammar.h"
#include "grammar/lemma.h"
#include "grammar/network.h"

struct ent_grammar {
  enti_model model;
  const enti_kernels *kernels;
  char version[200];
};

ent_status ent_grammar_open(const char *path, ent_grammar **ret, ent_error *err)
{
  ent_str file;
  ent_grammar *g = calloc(1, sizeof *g);
  if (!g)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "%s: out of memory", path);
  ent_status status = enti_file_map(path, &file, err);
  if (status != ENT_OK) {
    free(g);
    return status;
  }
  status = enti_model_read(&g->model, file, path, err);
  if (status != ENT_OK) {
    enti_file_unmap(file);
    free(g);
    return status;
  }
  g->kernels = enti_kernels_choose();
  size_t n = g->model.name.n < sizeof g->version ? g->model.name.n : sizeof g->version - 1;
  memcpy(g->version, g->model.name.p ? g->model.name.p : "", n);
  *ret = g;
  return ENT_OK;
}

void ent_grammar_close(ent_grammar *g)
{
  if (!g)
    return;
  enti_model_done(&g->model);
  enti_file_unmap(g->model.file);
  free(g);
}

const char *ent_grammar_version(const ent_grammar *g)
{
  return g->version;
}

bool enti_grammar_use_kernels(ent_grammar *g, const char *name)
{
  const enti_kernels *k = enti_kernels_named(name);
  if (k)
    g->kernels = k;
  return k != NULL;
}

/* ---- one sentence ---------------------------------------------------------------------------------------- */

/* Where to cut before token `from + ENTI_NETWORK_MAX`: behind the last mark in the second half, else there. */
static uint32_t cut_at(const ent_token *tokens, uint32_t from, uint32_t n)
{
  if (n - from <= ENTI_NETWORK_MAX)
    return n;
  for (uint32_t i = from + ENTI_NETWORK_MAX; i-- > from + ENTI_NETWORK_MAX / 2;)
    if (tokens[i].norm.n == 1 && strchr(";:.,-", tokens[i].norm.p[0]))
      return i + 1;
  return from + ENTI_NETWORK_MAX;
}

/* Reads tokens [from, to) of the sentence and gives their heads their place in the document. Returns the root. */
static uint32_t read_stretch(enti_network *network, ent_token *tokens, uint32_t first, uint32_t from, uint32_t to)
{
  uint32_t root = from;
  bool alone = from == 0; /* up to the first word, quotes before it included */
  for (uint32_t i = from; i < to; i++) {
    enti_network_token(network, i - from, tokens[i].norm, tokens[i].fold, alone);
    alone = alone && !(tokens[i].flags & ENT_TOKEN_FIRST);
  }
  enti_network_run(network, to - from, tokens + from);
  for (uint32_t i = from; i < to; i++)
    if (tokens[i].head == ENT_NONE)
      root = i;
    else
      tokens[i].head += first + from;
  return root;
}

static ent_status set_lemmas(const ent_grammar *g, ent_document *doc, const ent_sentence *s, const ent_vocab *vocab,
                             ent_error *err)
{
  for (uint32_t i = s->first; i < s->first + s->n; i++) {
    ent_token *t = &doc->tokens[i];
    ent_str lemma = enti_lemma_of(&g->model, doc->arena, t);
    if (!lemma.p && t->fold.n)
      return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
    t->lemma = lemma;
    if (!vocab)
      continue;
    ent_str fold = ent_utf8_fold(doc->arena, lemma);
    t->lemma_word = ent_str_eq(fold, t->fold) && t->word ? t->word : ent_vocab_find(vocab, fold);
  }
  return ENT_OK;
}

/* A sentence longer than the network reads is cut; the roots of the later pieces hang on that of the first. */
static ent_status parse(const ent_grammar *g, enti_network *network, ent_document *doc, ent_sentence *s,
                        const ent_vocab *vocab, ent_error *err)
{
  ent_token *tokens = doc->tokens + s->first;
  uint32_t root = ENT_NONE;
  for (uint32_t from = 0, to; from < s->n; from = to) {
    to = cut_at(tokens, from, s->n);
    uint32_t own = read_stretch(network, tokens, s->first, from, to);
    if (root == ENT_NONE)
      root = own;
    else {
      tokens[own].head = s->first + root;
      tokens[own].rel = ENT_PARATAXIS;
    }
  }
  s->parsed = true;
  return set_lemmas(g, doc, s, vocab, err);
}

static enti_network *network_for(const ent_grammar *g, size_t longest)
{
  size_t n = longest < ENTI_NETWORK_MAX ? longest : ENTI_NETWORK_MAX;
  return enti_network_new(&g->model, g->kernels, n ? n : 1);
}

ent_status ent_grammar_parse_sentence(const ent_grammar *g, ent_document *doc, size_t sentence, const ent_vocab *vocab,
                                      ent_error *err)
{
  if (sentence >= doc->n_sentences)
    return ent_fail(err, ENT_EUSAGE, ENT_NO_OFFSET, "no sentence %zu", sentence);
  ent_sentence *s = &doc->sentences[sentence];
  enti_network *network = network_for(g, s->n);
  if (!network)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  ent_status status = parse(g, network, doc, s, vocab, err);
  enti_network_free(network);
  return status;
}

ent_status ent_grammar_parse(const ent_grammar *g, ent_document *doc, const ent_vocab *vocab, ent_error *err)
{
  uint32_t longest = 0;
  for (size_t i = 0; i < doc->n_sentences; i++)
    if (doc->sentences[i].kind != ENT_SENTENCE_BOILERPLATE && doc->sentences[i].n > longest)
      longest = doc->sentences[i].n;
  enti_network *network = network_for(g, longest);
  if (!network)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  ent_status status = ENT_OK;
  for (size_t i = 0; status == ENT_OK && i < doc->n_sentences; i++)
    if (doc->sentences[i].kind != ENT_SENTENCE_BOILERPLATE)
      status = parse(g, network, doc, &doc->sentences[i], vocab, err);
  enti_network_free(network);
  return status;
}
