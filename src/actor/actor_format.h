/* The actor room's sections in the pack, as written by actor_compile.c and read in place by actors_open.c.
 *
 *   actor.first    u32[max word + 1]   word id → node of the trie that a form beginning with it leads to; 0: none
 *   actor.edges    enti_edge[2^k]      open addressing over (node, word) → node; node 0: empty slot
 *   actor.nodes    enti_node[]         node → its forms (node 0 is nobody)
 *   actor.forms    enti_form[]         what a form stands for, a row for each reading
 *   actor.actors   enti_actor[]        index 0 is nobody
 *   actor.byid     u32[]               actors in order of id
 *   actor.spans    enti_span[]         the spans of states with their codes
 *   actor.people   enti_person[]       index 0 is nobody
 *   actor.offices  enti_office[]       a person's stand together
 *   actor.groups   u32[]               per group: n, then n actors ("both Koreas")
 *   actor.members  enti_member[]       in order of (org, member)
 *
 * "str" is an offset in the pack's string pool. A forged pack must not crash the reader: every index is checked
 * where it is used (actors.h). */
#ifndef ENTI_ACTOR_FORMAT_H
#define ENTI_ACTOR_FORMAT_H

#include <entente/base.h>

#define ENTI_DAY_MIN INT32_MIN /* no lower bound */
#define ENTI_DAY_MAX INT32_MAX

typedef struct enti_edge {
  uint32_t node, word, child;
} enti_edge;

/* Where (node, word) belongs in actor.edges, before it is cut to the table's size. */
static inline uint32_t enti_edge_hash(uint32_t node, uint32_t word)
{
  uint32_t h = node * 0x9E3779B1u ^ word * 0x85EBCA77u;
  return h ^ h >> 15;
}

typedef struct enti_node {
  uint32_t first, n; /* forms */
  uint32_t what;     /* bit (1 << enti_what) for each kind of form here */
  uint32_t deeper;   /* 1 where an edge leaves it */
  uint32_t cues;     /* bit (1 << enti_cue) for each cue here */
  uint32_t only_cues; /* 1: nothing but cues that make no piece, and no edge: all there is to know is `cues` */
} enti_node;


typedef enum enti_what {
  ENTI_ACTOR_FORM = 0, /* `of` is an actor */
  ENTI_PERSON_FORM,    /* `of` is a person, by full name */
  ENTI_SURNAME_FORM,   /* `of` is a person, by the name used alone */
  ENTI_ROLE_FORM,      /* `kind` is an enti_role_kind */
  ENTI_NOT_ACTOR_FORM, /* a phrase that must not be taken for an actor */
  ENTI_CUE_FORM,       /* `kind` is an enti_cue, `of` a group or 0, `value` its value */
  ENTI_PLACE_FORM,     /* a town or region: `of` is its state, `kind` an enti_place_kind */
  ENTI_WHAT_COUNT
} enti_what;

typedef enum enti_name_kind { /* of ENTI_ACTOR_FORM; the words of ent_mention.via */
  ENTI_KIND_NAME = 0,
  ENTI_KIND_OFFICIAL,
  ENTI_KIND_SHORT,
  ENTI_KIND_HISTORICAL,
  ENTI_KIND_DEMONYM,
  ENTI_KIND_ADJECTIVE,
  ENTI_KIND_CAPITAL,
  ENTI_KIND_METONYM,
  ENTI_KIND_MISSPELLING,
  ENTI_KIND_ACRONYM,
  ENTI_KIND_GROUP, /* `of` is a group */
  ENTI_KIND_COUNT
} enti_name_kind;

/* Numbered apart from enti_name_kind, so that a place's form is never taken for a name of its state. */
typedef enum enti_place_kind { ENTI_PLACE_TOWN = 32, ENTI_PLACE_REGION, ENTI_PLACE_ADJECTIVE } enti_place_kind;

typedef enum enti_role_kind { ENTI_ROLE_PERSON = 1, ENTI_ROLE_BODY, ENTI_ROLE_GROUP } enti_role_kind;

/* Words that say something about the names around them (data/actors/cues.tsv). */
typedef enum enti_cue {
  ENTI_CUE_NONE = 0,
  ENTI_CUE_PRONOUN,      /* value: it, he, they, we */
  ENTI_CUE_GENERIC,      /* one thing by its kind: country, alliance; value: state, or ids, or type */
  ENTI_CUE_PLURAL,       /* countries, sides, leaders: several of them */
  ENTI_CUE_COUNT_WORD,   /* two, both, three: value is the number */
  ENTI_CUE_HALF,         /* the North, the South: value ids */
  ENTI_CUE_TITLE,        /* Mr, Dr, Lord: a name follows */
  ENTI_CUE_MODIFIER,     /* senior, deputy, state-run: between a state and a role */
  ENTI_CUE_FORMER,       /* former, ex, late, ousted: the office is over */
  ENTI_CUE_PLACE_PREP,   /* in, at, near: a capital behind it is a place */
  ENTI_CUE_MOTION,       /* flew, trip, arrived: then "to Seoul" is a place */
  ENTI_CUE_PLACE_NOUN,   /* airport, suburb, summit, agreement: "Geneva talks" */
  ENTI_CUE_PRODUCT,      /* arms, drones, gas: "American arms" */
  ENTI_CUE_MADE,         /* made, built, backed: "Russian-made" */
  ENTI_CUE_BRAND,        /* Post, Airlines, Steel, FC: "Jakarta Post" */
  ENTI_CUE_BRAND_BEFORE, /* Radio, Hotel, Spartak: "Radio Moscow" */
  ENTI_CUE_NAME_OF,      /* bank, university, gulf: "Bank of England", "Gulf of Oman" */
  ENTI_CUE_GIVEN_NAME,   /* names of states that people bear: Jordan, Chad, Georgia */
  ENTI_CUE_COMMON_WORD,  /* surnames that are words: May, Rice, Bush */
  ENTI_CUE_US_PLACE,     /* American states and cities: "Athens, Georgia" */
  ENTI_CUE_AGAINST,      /* value: id, against which the word speaks: Atlanta, GEO */
  ENTI_CUE_CALENDAR,     /* months, weekdays: a capital letter that makes no name */
  ENTI_CUE_PARTICLE,     /* al, bin, de, van: inside names of persons */
  ENTI_CUE_SURNAME_FIRST, /* a demonym or role whose people put the surname first: value ids */
  ENTI_CUE_SPEECH,       /* said, warned, vowed: only actors do that */
  ENTI_CUE_OFFICE,       /* titles: value is the office that they name */
  ENTI_CUE_FUNCTION,     /* the, when, after: never part of a name for their capital */
  ENTI_CUE_STATE_ACTS,   /* nouns that follow a capital only when it means the state: "Moscow officials" */
  ENTI_CUE_COUNT
} enti_cue;

/* Cues that become pieces or are kept with their value; all others are bits on their tokens and no more. */
#define ENTI_CUES_WITH_VALUE                                                                                              \
  (1u << ENTI_CUE_PRONOUN | 1u << ENTI_CUE_GENERIC | 1u << ENTI_CUE_PLURAL | 1u << ENTI_CUE_COUNT_WORD |               \
   1u << ENTI_CUE_HALF | 1u << ENTI_CUE_AGAINST)

enum { /* enti_form.flags */
  ENTI_FORM_EXACT = 1,  /* capitals as in `shape` */
  ENTI_FORM_PLURAL = 2,
  ENTI_FORM_ALONE = 4,  /* its actor has no other sense here (user's dictionaries): traps do not apply */
  ENTI_FORM_ONE_WORD = 8,
  ENTI_FORM_DEFAULT = 16, /* holds only where no dated form of its name does (PETRARCH) */
  ENTI_FORM_UNSURE = 32   /* a place whose name people and things bear too: something must say that it is one */
};

_Static_assert(ENTI_CUE_COUNT <= 32, "cues are bits of a word");

typedef struct enti_form {
  uint32_t what, kind;
  uint32_t of;     /* actor, person or group */
  uint32_t sector; /* str */
  uint32_t value;  /* str: the form as the table has it; for cues their value */
  int32_t from, to;
  uint32_t shape;  /* two bits a token, first token lowest: 0 small, 1 Capital, 2 ALL CAPS, 3 MiXed */
  uint32_t flags;
} enti_form;

enum { ENTI_ACTOR_STATE = 1, ENTI_ACTOR_FORMER = 2, ENTI_ACTOR_MEDIA = 4, ENTI_ACTOR_TERRITORY = 8 };

typedef struct enti_day {
  int32_t day;
  uint32_t precision;
} enti_day;

typedef struct enti_actor {
  uint32_t id, name, kind, country, parent, sector; /* str */
  enti_day start, end;
  uint32_t first_span, n_spans;
  uint32_t flags;
} enti_actor;

typedef struct enti_span {
  uint32_t name, kind, iso2, iso3, isonum, cowabb, cow, gw, cameo, fips; /* str */
  enti_day start, end;
} enti_span;

typedef struct enti_person {
  uint32_t id, name; /* str */
  uint32_t first, n; /* offices */
} enti_person;

typedef struct enti_office {
  uint32_t person, actor;
  uint32_t sector, office; /* str */
  enti_day start, end, seen;
  uint32_t top; /* 1: head of state, of government or of the organisation */
} enti_office;

typedef struct enti_member {
  uint32_t org, member;
  enti_day start, end;
} enti_member;

/* "LeT", "AfD": a capital behind a small letter tells it from the word "let". */
static inline bool enti_is_mixed(ent_str norm)
{
  for (size_t i = 1; i < norm.n; i++)
    if (norm.p[i] >= 'A' && norm.p[i] <= 'Z' && norm.p[i - 1] >= 'a' && norm.p[i - 1] <= 'z')
      return true;
  return false;
}

#endif
