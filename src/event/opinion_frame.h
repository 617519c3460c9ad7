/* How two marked actors hang together in a sentence: the words on the way between them through the tree, what these
 * govern, and under which mood each stands. The features of the second opinion are read off this. */
#ifndef ENTI_OPINION_FRAME_H
#define ENTI_OPINION_FRAME_H

#include "event/opinion_words.h"

#include <entente/opinion.h>

#define ENTI_MAX_CORE 20
#define ENTI_MAX_MOOD 12

/* A word that matters, and why. */
typedef struct enti_core {
  uint32_t token;
  char role;   /* g: governs the source; l: lowest that governs both; d: on the way down to the target; u: on the way up;
                  o: object of one of these; c: its infinitive; f: its finite clause; p: object of that; b: oblique; v: clause beside;
                  m: modifies a noun of these; s: another subject; a: stands above; k: first of coordinated verbs */
  char mood;   /* outermost operator: see opinion_frame.c; '-': none */
  char moods[ENTI_MAX_MOOD + 1]; /* all of them, innermost first */
  ent_str lemma; /* with particle, preposition or compound where the lexicon has them so ("pull_out") */
  const enti_opinion_word *word; /* NULL: the model does not know it */
} enti_core;

typedef struct enti_frame {
  const ent_document *doc;
  const enti_opinion_words *words;
  uint32_t first, end;      /* tokens of the sentence, or of the two */
  uint32_t source, target;  /* heads of the spans, ENT_NONE: not marked, or no word there */
  bool one_sentence;
  const ent_span *source_span, *target_span;
  enti_core core[ENTI_MAX_CORE];
  uint32_t n_core, n_path;  /* the first n_path of core lie on the way */
  char names[1024];         /* joined lemmas */
  uint32_t n_names;
} enti_frame;

/* False where neither span covers a word. */
bool enti_frame_build(const ent_document *doc, const enti_opinion_words *words, const ent_span *source,
                      const ent_span *target, enti_frame *ret);
bool enti_frame_in_span(const ent_span *span, const ent_token *token);
const ent_token *enti_frame_token(const enti_frame *frame, uint32_t t);
/* "agent", "patient", or the preposition, or the relation: what the span's head is to its governor. */
ent_str enti_frame_function(const enti_frame *frame, uint32_t t);
/* The next dependent of t behind `after` (ENT_NONE: the first). */
uint32_t enti_frame_child(const enti_frame *frame, uint32_t t, uint32_t after);
uint32_t enti_frame_head(const enti_frame *frame, uint32_t t);
/* Lemma and model word of any token of the frame, as for core words. */
ent_str enti_frame_lemma(enti_frame *frame, uint32_t t, const enti_opinion_word **ret_word);

#endif
