/* What the splitter knows of single words (data/text/): one number a word, found by the word's vocabulary id. */
#ifndef ENTI_LEXICON_H
#define ENTI_LEXICON_H

#include <entente/pack.h>

enum {                               /* low 16 bits of a word's number */
       ENTI_LEX_BEFORE_NAME = 1,     /* Mr. Gen. St.: a stop here does not end a sentence */
       ENTI_LEX_BEFORE_NUMBER = 2,   /* No. p. Art.: an abbreviation only before a figure */
       ENTI_LEX_ABBREVIATION = 4,    /* Inc. etc. Jr.: may end a sentence or not */
       ENTI_LEX_CALENDAR = 8,        /* Jan. Mon.: an abbreviation unless a capital or nothing follows */
       ENTI_LEX_CAPITAL = 16,        /* an abbreviation only with a capital */
       ENTI_LEX_PREFIX = 32,         /* non- anti-: stays with its word */
       ENTI_LEX_SUFFIX = 64,         /* -wise -esque */
       ENTI_LEX_STARTER = 128,       /* with a capital after a stop: begins a sentence */
       ENTI_LEX_ENDING = 256,        /* com, doc: ends the name of a site or a file */
       ENTI_LEX_UNIT = 512,          /* km, bn, pm: may stick to a figure */
       ENTI_LEX_CUT = 1024,          /* cannot, gonna: two tokens, the first as long as bits 16 to 23 say */
       ENTI_LEX_SAME_CASE = 2048,    /* only in small letters: 5m, est. */
       ENTI_LEX_SALUTATION = 8192,   /* Dear …, */
       ENTI_LEX_VALEDICTION = 16384, /* Regards, */
       ENTI_LEX_FOLLOWS = 4096       /* after a time of day or a name: EST, GMT, Inc.: goes on the sentence */
};
#define ENTI_LEX_ANY_ABBREVIATION                                                                                      \
  (ENTI_LEX_BEFORE_NAME | ENTI_LEX_BEFORE_NUMBER | ENTI_LEX_ABBREVIATION | ENTI_LEX_CALENDAR)

typedef struct enti_lexicon {
  const ent_vocab *vocab; /* NULL: no pack */
  const uint32_t *values; /* by vocabulary id */
  uint32_t n;
} enti_lexicon;

#define ENTI_TEXT_SECTION "text.words"

/* pack may be NULL: then no word is known. ENT_EMODEL: the section is damaged. */
ENT_CHECKED ent_status enti_lexicon_open(enti_lexicon *lexicon, const ent_pack *pack, ent_error *err);
/* Vocabulary id of a folded word; 0 where no table has it. */
static inline uint32_t enti_lexicon_word(const enti_lexicon *lexicon, ent_str fold)
{
  return lexicon->vocab ? ent_vocab_find(lexicon->vocab, fold) : 0;
}
static inline uint32_t enti_lexicon_value(const enti_lexicon *lexicon, uint32_t word)
{
  return word < lexicon->n ? lexicon->values[word] : 0;
}

#endif
