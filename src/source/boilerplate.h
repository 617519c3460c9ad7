/* Patterns of boilerplate (data/source/boilerplate.tsv), as they lie in the pack, and the matching of one piece of
 * text against all of them: each pattern has one key word, so that only patterns whose key word occurs are tried. */
#ifndef ENTI_BOILERPLATE_H
#define ENTI_BOILERPLATE_H

#include <entente/pack.h>

typedef enum enti_pattern_kind {
  ENTI_PATTERN_LINE = 1,  /* the whole line; the line is marked */
  ENTI_PATTERN_SENTENCE,  /* a whole sentence, wherever it stands; the sentence is marked */
  ENTI_PATTERN_PARAGRAPH, /* the whole paragraph */
  ENTI_PATTERN_TAIL,      /* a line after which only boilerplate follows: it and all behind it is marked */
  ENTI_PATTERN_HEAD,      /* a line among the first ones of the text */
  ENTI_PATTERN_FOOT,      /* a paragraph among the last ones of the text */
  ENTI_PATTERN_LABEL      /* the beginning of a line; only what the pattern matches is marked */
} enti_pattern_kind;

#define ENTI_PATTERN_SECTION "source/boilerplate"
#define ENTI_PATTERN_FOLD_MAX 1200 /* bytes of a piece that are looked at */

typedef struct enti_boilerplate enti_boilerplate;

/* A view on the pack, which must outlive it. *ret is NULL where the pack has no such section.
 * ENT_EMODEL: the section is damaged. */
ENT_CHECKED ent_status enti_boilerplate_open(const ent_pack *pack, enti_boilerplate **ret, ent_error *err);
void enti_boilerplate_close(enti_boilerplate *boilerplate);

/* A piece of text in the form that patterns are matched with: lower case, typographic signs as ASCII, white space as
 * single blanks, none at the ends. */
typedef struct enti_folded {
  char p[ENTI_PATTERN_FOLD_MAX + 8];
  uint16_t at[ENTI_PATTERN_FOLD_MAX + 8]; /* offset in the piece of each byte; at[n] is the end */
  size_t n;
  bool cut; /* the piece is longer than was looked at */
} enti_folded;

void enti_fold_piece(ent_str piece, enti_folded *ret);
/* Does a pattern of the kinds (bits 1 << kind) match? Returns its `why`, else NULL. *ret_end (may be NULL): how many
 * bytes of the piece are matched, for labels. */
const char *enti_boilerplate_match(const enti_boilerplate *boilerplate, const enti_folded *folded, unsigned kinds,
                                   enti_pattern_kind *ret_kind, size_t *ret_end);
/* The pattern language, for the tests and the compiler: pattern without alternatives against a folded text.
 * prefix: the pattern need only match the beginning; *ret_end gets how much. */
bool enti_glob(ent_str pattern, ent_str text, bool prefix, bool cut, size_t *ret_end);

#endif
