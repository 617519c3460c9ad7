/* A PETRARCH verb dictionary in memory: words, synonym sets, verbs, patterns. Everything lies in the dictionary's
 * arena; petrarch_read.c fills it, petrarch_match.c holds it against a sentence. */
#ifndef ENTI_PETRARCH_DICT_H
#define ENTI_PETRARCH_DICT_H

#include <entente/petrarch.h>

#include "base/intern.h"
#include "event/rule.h"

enum { /* limits of a dictionary */
  ENTI_PD_MAX_ELEMENTS = 24,  /* of a pattern */
  ENTI_PD_MAX_WORDS = 8,      /* of a phrase or verb */
  ENTI_PD_MAX_ENTRIES = 1000000
};
#define ENTI_PD_MAX_BYTES ((size_t)64 << 20)
#define ENTI_PD_MAX_LINE 20000 /* bytes */
#define ENTI_PD_MAX_NAME 64    /* bytes of a synonym set's name */
#define ENTI_PD_MAX_DEPTH 3    /* synonym sets within synonym sets */

typedef struct enti_pd_word { /* one word of a pattern, phrase or verb */
  uint32_t id;    /* in dict.words: lower case */
  bool exact;     /* this form only ("KRONER_"); else any form of the lemma */
  bool stem;      /* TABARI: any word that begins so */
  bool compound;  /* holds a hyphen, point or apostrophe: may be several tokens of the text */
} enti_pd_word;

typedef struct enti_pd_phrase { /* consecutive words; or, with `set`, the phrases of another synonym set */
  uint32_t first, n; /* in dict.phrase_words */
  uint32_t set;      /* ENT_NONE: none */
} enti_pd_phrase;

typedef struct enti_pd_set {
  ent_str name;
  uint32_t first, n; /* in dict.phrases */
} enti_pd_set;

typedef enum enti_pd_kind { ENTI_PD_WORD = 1, ENTI_PD_SET, ENTI_PD_SOURCE, ENTI_PD_TARGET, ENTI_PD_SKIP, ENTI_PD_BOTH } enti_pd_kind;

typedef struct enti_pd_element {
  uint8_t kind;      /* enti_pd_kind: WORD, &SET, $, +, ^, % */
  bool joined;       /* nothing stands between it and its neighbour on the verb's side */
  uint8_t reach;     /* most words between them where not joined; 255: any number */
  enti_pd_word word;
  uint32_t set;
} enti_pd_element;

typedef struct enti_pd_code {
  ent_str forth, back; /* "[032:033]": of the event, and of the one from target to source; empty: none */
} enti_pd_code;

typedef struct enti_pd_pattern {
  uint32_t upper, n_upper; /* elements before the verb, the nearest first */
  uint32_t lower, n_lower; /* elements behind it */
  uint32_t weight;         /* longer patterns are tried first */
  uint32_t line;
  enti_pd_code code;       /* both empty: [---], no event */
} enti_pd_pattern;

typedef struct enti_pd_verb { /* one form of a verb */
  enti_pd_word key;           /* the word that is the verb */
  uint32_t before, n_before;  /* words right before it, in order of the text, in dict.phrase_words */
  uint32_t after, n_after;
  bool coded;                 /* has a code of its own, not the block's */
  enti_pd_code code;
  uint32_t block, line;
  uint32_t next;              /* the next form with that key, ENT_NONE: none; more words come first */
} enti_pd_verb;

typedef struct enti_pd_block { /* verbs that share patterns */
  ent_str label;
  enti_pd_code code;
  bool coded;        /* its header names the code, if only "[---]" */
  uint32_t n_verbs;
  uint32_t first, n; /* in dict.patterns, longest first */
} enti_pd_block;

struct ent_petrarch_verbs {
  ent_arena *arena;
  enti_intern words, set_names;
  uint32_t *set_of; /* by number of the name: the set that is defined last */
  size_t cap_set_of;
  enti_rules rules;  /* for moods */
  bool stems;        /* TABARI's form: words are stems */
  enti_pd_word *phrase_words;
  enti_pd_phrase *phrases;
  enti_pd_set *sets;
  enti_pd_element *elements;
  enti_pd_pattern *patterns;
  enti_pd_verb *verbs;
  enti_pd_block *blocks;
  size_t n_phrase_words, n_phrases, n_sets, n_elements, n_patterns, n_verbs, n_blocks;
  size_t cap_phrase_words, cap_phrases, cap_sets, cap_elements, cap_patterns, cap_verbs, cap_blocks;
  uint32_t *verbs_of; /* words.n: the first verb with that key, ENT_NONE: none */
  ent_petrarch_report report;
};

/* ---- reading ---------------------------------------------------------------------------------------------------- */

typedef struct enti_pd_reader {
  ent_petrarch_verbs *dict;
  ent_str name, rest;
  size_t line;
  bool in_comment;
  void (*warn)(void *context, const char *line);
  void *context;
} enti_pd_reader;

/* The next line with something in it, comments ("#", ";", "<!-- … -->") cut off; false at the end. "### LABEL ###"
 * comes out as "--- LABEL ---". Lives until the next call at least. */
bool enti_pd_line(enti_pd_reader *r, ent_str *ret);
/* Tells "name:line: reason" and counts a rejected entry. */
void enti_pd_reject(enti_pd_reader *r, const char *format, ...) ENT_PRINTF(2, 3);
/* A word as patterns hold it. False: out of memory. */
bool enti_pd_word_of(ent_petrarch_verbs *dict, ent_str word, bool exact, enti_pd_word *ret);
/* The code in the first "[…]" of text; *ret_before is what stands before it, *ret_found whether there is one. False:
 * it is none (told). */
bool enti_pd_code_of(enti_pd_reader *r, ent_str text, ent_str *ret_before, enti_pd_code *ret, bool *ret_found);
/* Reads a pattern (without its leading "-" and its code) into the dictionary's elements. *ret_used false: it cannot be
 * used, and the reason is told. */
ENT_CHECKED ent_status enti_pd_pattern_read(enti_pd_reader *r, ent_str text, enti_pd_pattern *ret, bool *ret_used,
                                            ent_error *err);
/* Number of a synonym set by its name (a trailing "_" aside), ENT_NONE: not defined. */
uint32_t enti_pd_set_find(const ent_petrarch_verbs *dict, ent_str name);
/* Adds a phrase ("GOLDEN_GOBLIN_GALLEONS", "SWISS FRANCS", "&OTHER") to the set that is being read, the last one. */
ENT_CHECKED ent_status enti_pd_phrase_add(enti_pd_reader *r, ent_str text, bool exact, ent_error *err);

/* ---- matching --------------------------------------------------------------------------------------------------- */

#include "event/party.h"

typedef struct enti_pd_text { /* a document's words by the dictionary's numbers; UINT32_MAX: in no entry */
  const ent_petrarch_verbs *dict;
  const enti_tree *tree;
  uint32_t *form, *lemma;
} enti_pd_text;

typedef struct enti_pd_hit {
  const enti_pd_verb *verb;
  const enti_pd_pattern *pattern;        /* NULL: the verb alone */
  uint32_t first, last;                  /* tokens of the verb */
  uint32_t source, target, both, list;   /* mentions that "$", "+", "%" before and "%" behind stand for; ENT_NONE */
} enti_pd_hit;

/* The verb of the dictionary at token t, and its first pattern that matches. False: t is none of its verbs. */
bool enti_pd_match(const enti_pd_text *text, uint32_t t, enti_pd_hit *ret);
#define ENTI_PD_WINDOW 200 /* tokens to either side of a verb that are looked at: an endless sentence costs no more */
/* First token of the verb's sentence, or of the window. */
uint32_t enti_pd_begin(const enti_tree *tree, uint32_t verb);
/* Last token that the verb's own phrase reaches: its dependents, but not the verbs coordinated with it. */
uint32_t enti_pd_reach(const enti_tree *tree, uint32_t verb);
/* The next mention that may act, from token t on in a direction (1, -1) up to `end` (inclusive); ENT_NONE: none. */
uint32_t enti_pd_mention(const enti_tree *tree, uint32_t t, uint32_t end, int direction);

#endif
