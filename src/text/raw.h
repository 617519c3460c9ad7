/* The splitter's working form of a token, before there are sentences: 16 bytes, so that a text's worth of them stays
 * small and the final arrays can be made at their exact size. */
#ifndef ENTI_RAW_H
#define ENTI_RAW_H

#include "text/lexicon.h"
#include <entente/document.h>

typedef enum enti_raw_kind {
  ENTI_RAW_WORD = 0,
  ENTI_RAW_NUMBER,
  ENTI_RAW_ADDRESS,      /* web or mail address, name of a file */
  ENTI_RAW_INITIAL,      /* "J." */
  ENTI_RAW_TITLE,        /* "Gen." "No.": goes on */
  ENTI_RAW_ABBREVIATION, /* "Inc." "U.S." */
  ENTI_RAW_STOP,         /* "." */
  ENTI_RAW_MARK,         /* "?" "!" and rows of them */
  ENTI_RAW_ELLIPSIS,     /* ".." "..." "…" */
  ENTI_RAW_OPEN,         /* ( [ { “ ‘ «, and ` */
  ENTI_RAW_CLOSE,        /* ) ] } ” ’ » */
  ENTI_RAW_QUOTE,        /* " and ': either */
  ENTI_RAW_COLON,
  ENTI_RAW_DASH,
  ENTI_RAW_PUNCT, /* other punctuation and symbols */
  ENTI_RAW_LINE   /* a drawn line, a row of symbols, a smiley */
} enti_raw_kind;

typedef struct enti_raw {
  uint32_t start, end;
  uint32_t word; /* vocabulary id; 0 also where it has not been looked up (beyond ASCII) */
  uint8_t kind;  /* enti_raw_kind */
  uint8_t flags; /* ENT_TOKEN_SPACE_BEFORE, _NEW_LINE, _JOINED */
  uint8_t ends;  /* sentence ends behind it */
  uint8_t high;  /* has characters beyond ASCII */
} enti_raw;

typedef struct enti_raws {
  enti_raw *items; /* heap */
  size_t n, cap;
  bool failed; /* out of memory, or too many */
} enti_raws;

/* A stretch of text that no sentence crosses. */
typedef struct enti_block {
  uint32_t start, end;
  uint32_t paragraph;
  uint8_t kind; /* ent_sentence_kind */
  bool dateline;
} enti_block;

typedef struct enti_blocks {
  enti_block *items; /* heap */
  size_t n, cap;
  bool failed;
} enti_blocks;

/* layout.c: lines, paragraphs and regions of a document → blocks in order. O(bytes + regions). */
void enti_layout(const ent_document *doc, enti_blocks *out);
/* tokenize.c: the tokens of text[start, end); lower: the text with its ASCII letters made small. O(bytes). */
void enti_tokenize(ent_str text, const char *lower, const enti_lexicon *lexicon, uint32_t start, uint32_t end,
                   enti_raws *out);
/* boundary.c: sets `ends` on the tokens [first, n) of one block; the last one always ends. O(tokens). */
void enti_find_ends(ent_str text, const enti_lexicon *lexicon, enti_raw *tokens, size_t n);

#endif
