/* Finding actors in one document: the working state that match.c, names.c, people.c, compose.c, define.c and coref.c
 * share. The way of a document (find.c):
 *
 *   match    tokens → pieces: longest forms of the trie, and bits for the cue words around them
 *   define   acronyms that the text itself introduces → further pieces
 *   names    what each piece stands for on the document's date; traps; places
 *   compose  roles take the name beside them (and the person behind them) into one piece
 *   coref    in reading order: pronouns, "the country", "the alliance", roles alone → mentions
 *
 * Invariants: F1 pieces stand in order of first token and do not overlap; F2 a piece lies in one sentence;
 * F3 `owner` of a piece is a role of the same sentence that owns itself by being NONE. */
#ifndef ENTI_FIND_H
#define ENTI_FIND_H

#include "actor/actors.h"

#include <entente/document.h>

#include <string.h>

typedef enum enti_piece_kind {
  ENTI_PIECE_NONE = 0, /* taken out of play */
  ENTI_PIECE_ACTOR = 1,
  ENTI_PIECE_PERSON,  /* full name */
  ENTI_PIECE_SURNAME, /* name used alone */
  ENTI_PIECE_NAME,    /* a person that no table knows: a name beside a role, or its later short form */
  ENTI_PIECE_ROLE,
  ENTI_PIECE_NOT,     /* not an actor; hides what lies inside */
  ENTI_PIECE_DEFINED, /* an acronym that the text defines, or the name that it stands for */
  ENTI_PIECE_PRONOUN,
  ENTI_PIECE_GENERIC, /* country, alliance */
  ENTI_PIECE_PLURAL,  /* countries, sides */
  ENTI_PIECE_COUNT,   /* both, two, three */
  ENTI_PIECE_HALF,    /* the North */
  ENTI_PIECE_PLACE    /* a town or region: lends its state to a role */
} enti_piece_kind;

typedef struct enti_reading {
  uint32_t actor, sector; /* index; str */
  uint32_t person;        /* index, 0: none */
  uint32_t office;        /* str */
  uint8_t kind;           /* enti_name_kind */
  bool last_known, top;
} enti_reading;

typedef struct enti_piece {
  uint32_t first, last; /* tokens */
  uint32_t node;
  enti_piece_kind kind;
  const enti_form *form; /* the first form that fits */
  enti_reading *readings;
  uint32_t n_readings;
  uint32_t flags;      /* ENT_MENTION_… */
  uint32_t owner;      /* the role that has taken it up, ENT_NONE */
  uint32_t mod, name;  /* of a role: pieces of its actor and of its person, ENT_NONE */
  uint32_t sector;     /* of a role, or given by coordination; str */
  uint32_t head_node;  /* of a role: the last of its chain */
  uint32_t alias;      /* of DEFINED and NAME: index of the alias, ENT_NONE */
  float confidence;
  bool weak;   /* only capitals of a line all in capitals speak for it */
  bool former; /* "former president" */
  uint32_t mention; /* once emitted */
} enti_piece;

/* A name that this document introduces: an acronym, or a person beside a role. */
typedef struct enti_alias {
  ent_str text;     /* fold for persons, norm for acronyms */
  bool acronym;
  uint32_t actor;   /* index where known, else 0 */
  ent_str id;       /* of an organisation that no table knows */
  uint32_t piece;   /* persons: the role beside which they were introduced, ENT_NONE */
  uint32_t mention; /* of that introduction, once emitted */
  uint32_t token;   /* where */
} enti_alias;

typedef struct enti_period {
  int32_t from, to;
} enti_period;

#define ENTI_MAX_PERIODS 6u
#define ENTI_HELD 32u

typedef struct enti_sentence_case {
  bool all_caps, title, lower;
} enti_sentence_case;

typedef struct enti_finder {
  const ent_actors *actors;
  ent_document *doc;
  ent_arena *arena;
  uint32_t *cues; /* per token: bits (1 << enti_cue) */
  enti_piece *pieces;
  size_t n_pieces, cap_pieces;
  uint32_t *piece_at; /* per sentence: index of its first piece; one more at the end */
  enti_sentence_case *cases; /* per sentence */
  enti_alias *aliases;
  size_t n_aliases, cap_aliases;
  uint16_t *counts;      /* per actor: clear mentions in this document */
  uint32_t *against;     /* groups that words of the text speak against, with their sentence */
  size_t n_against, cap_against;
  uint32_t *introduced;  /* per person: token + 1 at which the text names them in full, 0: never; NULL: nobody yet */
  enti_reading held[ENTI_HELD]; /* offices that persons held on days the text speaks of: the latest, a ring */
  uint32_t n_held;
  /* of the sentence in hand */
  ent_date doc_date;
  enti_period doc_period; /* of doc_date */
  bool doc_known;
  enti_period periods[ENTI_MAX_PERIODS];
  uint32_t n_periods, time_at, paragraph, carried;
  /* result */
  ent_mention *mentions;
  size_t n_mentions, cap_mentions;
  bool failed; /* out of memory */
} enti_finder;

/* match.c */
bool enti_match(enti_finder *f);
/* define.c: acronyms → aliases and their later pieces. */
bool enti_define(enti_finder *f);
bool enti_alias_pieces(enti_finder *f);
/* period.c: sets the periods of a sentence. */
void enti_periods(enti_finder *f, const ent_sentence *s);
/* names.c */
bool enti_resolve_names(enti_finder *f);
void enti_resolve_context(enti_finder *f);
/* traps.c: sets NOT for a name that means no state here; places.c: PLACE flags. */
void enti_trap(enti_finder *f, uint32_t piece);
void enti_place(enti_finder *f, uint32_t piece);
/* towns.c: what a town's or region's name stands for, once all other names are resolved. */
void enti_town(enti_finder *f, uint32_t piece);
/* Does a preposition or a noun before the token say that a place follows? */
bool enti_placed(const enti_finder *f, uint32_t first);
/* people.c */
void enti_person_readings(enti_finder *f, enti_piece *p);
/* A full name behind a title, without an office on its day. */
void enti_person_titled(enti_finder *f, enti_piece *p);
void enti_resolve_surname(enti_finder *f, uint32_t piece);
/* compose.c */
bool enti_compose(enti_finder *f, uint32_t sentence);
/* emit.c: pieces → mentions; coref.c: what pronouns and the like stand for. */
bool enti_corefer(enti_finder *f);

/* helpers (find.c) */
enti_piece *enti_piece_add(enti_finder *f, uint32_t first, uint32_t last, enti_piece_kind kind);
enti_piece *enti_piece_covering(enti_finder *f, uint32_t token); /* NULL: none */
const char *enti_via(uint32_t name_kind);
static inline const ent_token *enti_tok(const enti_finder *f, uint32_t i)
{
  return &f->doc->tokens[i];
}
static inline bool enti_cue_at(const enti_finder *f, uint32_t token, enti_cue cue)
{
  return token < f->doc->n_tokens && (f->cues[token] >> cue & 1u);
}
static inline bool enti_is(const ent_token *t, const char *fold)
{
  size_t n = strlen(fold); /* known to the compiler */
  return t->fold.n == n && memcmp(t->fold.p, fold, n) == 0;
}
/* Is it one of the words? They end with NULL. */
static inline bool enti_is_any(const ent_token *t, const char *const *words)
{
  for (; *words; words++)
    if (enti_is(t, *words))
      return true;
  return false;
}
bool enti_is_hyphen(const ent_token *t);
bool enti_is_possessive(const ent_token *t); /* 's or ' cut off the word before it */
/* Is i a token of the same sentence as j? */
static inline bool enti_same_sentence(const enti_finder *f, uint32_t i, uint32_t j)
{
  return i < f->doc->n_tokens && j < f->doc->n_tokens && enti_tok(f, i)->sentence == enti_tok(f, j)->sentence;
}
/* A capitalised word that no piece, role, cue or calendar explains: part of some name. Not asked of title case. */
bool enti_unknown_capital(enti_finder *f, uint32_t token);
/* The same where the token is the first of its sentence, whose capital proves nothing: does it look like a name? */
bool enti_first_is_name(const enti_finder *f, uint32_t token);

#endif
