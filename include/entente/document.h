/* Entente: the document, and the plain results that the rooms add to it, one after the other.
 *
 *   source  text, title, date, regions, map     text   sentences, tokens, times
 *   grammar tags, lemmas, heads, relations      actor  mentions
 *   event, tie, claim   claims
 *
 * Invariants (cited by code and tests)
 *  D1  text is valid UTF-8; every offset into it lies on a character boundary.
 *  D2  sentences do not overlap, stand in order, and tokens of a sentence stand in order inside it.
 *  D3  a token's head lies in the same sentence; following heads ends at a token without one.
 *  D4  evidence of a claim is a range of text within one sentence (or the headline and nothing else).
 *  D5  everything here points into the document's arena, its text, or read-only knowledge. */
#ifndef ENTENTE_DOCUMENT_H
#define ENTENTE_DOCUMENT_H

#include <entente/base.h>

#define ENT_NONE UINT32_MAX /* "no token", "no mention" … */

/* ---- source -------------------------------------------------------------------------------------------------- */

typedef enum ent_region_kind {
  ENT_REGION_TITLE = 1,
  ENT_REGION_HEADING,
  ENT_REGION_DATELINE,    /* "NIAMEY -", "(MENAFN- Asia Times)", "SEOUL, July 3 (Yonhap) --" */
  ENT_REGION_BOILERPLATE, /* disclaimers, newsletter lines, copyright, agency tags, document numbers, bylines */
  ENT_REGION_QUESTION,    /* an interviewer's question */
  ENT_REGION_ENTRY_HEAD   /* the dated head of an entry of a live blog or digest */
} ent_region_kind;

/* A marked stretch of text. In order of start; a heading never overlaps boilerplate. */
typedef struct ent_region {
  uint32_t start, end;
  ent_region_kind kind;
  const char *why; /* the pattern that matched; a static or pack string, never NULL */
} ent_region;

/* Where a piece of text came from: text[at …] was made from the original bytes [from, from+n).
 * Pieces in order of `at`; within a piece bytes and text grow at one ratio (1 where the text is a copy; 2 for UTF-16),
 * so that the offset is exact on character boundaries. n is 0 for text of our own (a blank line between blocks). */
typedef struct ent_map_piece {
  uint32_t at;
  uint64_t from;
  uint32_t n;
} ent_map_piece;

typedef enum ent_basis { /* how a date is known */
  ENT_BASIS_NONE = 0,
  ENT_BASIS_TEXT,        /* stated, or worked out from what the text states */
  ENT_BASIS_METADATA,    /* <meta>, JSON field, feed entry */
  ENT_BASIS_GIVEN,       /* --date */
  ENT_BASIS_PUBLICATION, /* only the day on which the document appeared */
  ENT_BASIS_FILE         /* the file's time: weakest */
} ent_basis;

typedef struct ent_field { /* a field of the input that Entente does not know, kept as it was */
  ent_str name, json;
} ent_field;

struct ent_sentence;
struct ent_token;
struct ent_timex;
struct ent_mention;
struct ent_claim;

typedef struct ent_document {
  ent_arena *arena; /* owns everything below */
  unsigned holders; /* beyond the first: see ent_document_hold */

  /* source */
  ent_str path;      /* file (and member, record: "x.zip/a.html", "x.jsonl:17") for messages */
  ent_str id;        /* the input's own id, else the name of the file without its ending */
  char hash[33];     /* 128 bits in hex over date, source, title and text: the identity of the document */
  ent_str kind;      /* "text" "html" "jsonl" "json" "petrarch-xml" "rss" "atom" "pdf" "warc" */
  ent_str title, source, url, language;
  ent_date date;     /* of publication; see date_basis */
  ent_basis date_basis;
  ent_str text;      /* D1; at most ENT_MAX_DOCUMENT bytes */
  const ent_map_piece *map;
  size_t n_map;
  const ent_region *regions;
  size_t n_regions;
  const ent_field *fields;
  size_t n_fields;

  /* text */
  struct ent_sentence *sentences;
  size_t n_sentences;
  struct ent_token *tokens;
  size_t n_tokens;
  struct ent_timex *times;
  size_t n_times;

  /* actor */
  struct ent_mention *mentions; /* in order of first token; no two overlap */
  size_t n_mentions;
  uint32_t *mention_of; /* n_tokens: index of the mention that covers the token, or ENT_NONE */

  /* event, tie, claim */
  struct ent_claim *claims; /* in order of evidence, then of finding */
  size_t n_claims, cap_claims;
  struct ent_claim *asides; /* events that are no news and no claims: told of as history, or of a game */
  size_t n_asides, cap_asides;
  const struct ent_statement *statements; /* in order of the text; filled by ent_claims_finish */
  size_t n_statements;
} ent_document;

#define ENT_MAX_DOCUMENT ((size_t)16 << 20)

/* ---- text ---------------------------------------------------------------------------------------------------- */

typedef enum ent_sentence_kind {
  ENT_SENTENCE_BODY = 0,
  ENT_SENTENCE_TITLE,
  ENT_SENTENCE_HEADING,
  ENT_SENTENCE_BOILERPLATE, /* never read as news */
  ENT_SENTENCE_QUESTION,
  ENT_SENTENCE_ENTRY_HEAD
} ent_sentence_kind;

typedef struct ent_sentence {
  uint32_t start, end;     /* bytes of text, white space off both ends; a dateline is not part of it */
  uint32_t first, n;       /* tokens */
  uint32_t paragraph;      /* number of its paragraph, from 0 */
  ent_sentence_kind kind;
  ent_date anchor;         /* the day that "yesterday" is counted from: the document's, or the entry head's */
  bool parsed;             /* the grammar has seen it */
} ent_sentence;

/* Universal part-of-speech tags (universaldependencies.org/u/pos). */
typedef enum ent_upos {
  ENT_POS_NONE = 0,
  ENT_ADJ, ENT_ADP, ENT_ADV, ENT_AUX, ENT_CCONJ, ENT_DET, ENT_INTJ, ENT_NOUN, ENT_NUM, ENT_PART,
  ENT_PRON, ENT_PROPN, ENT_PUNCT, ENT_SCONJ, ENT_SYM, ENT_VERB, ENT_X,
  ENT_POS_COUNT
} ent_upos;

/* Penn tags as used in UD English-EWT. */
typedef enum ent_xpos {
  ENT_X_NONE = 0,
  ENT_X_CC, ENT_X_CD, ENT_X_DT, ENT_X_EX, ENT_X_FW, ENT_X_IN, ENT_X_JJ, ENT_X_JJR, ENT_X_JJS, ENT_X_LS,
  ENT_X_MD, ENT_X_NN, ENT_X_NNS, ENT_X_NNP, ENT_X_NNPS, ENT_X_PDT, ENT_X_POS, ENT_X_PRP, ENT_X_PRPS,
  ENT_X_RB, ENT_X_RBR, ENT_X_RBS, ENT_X_RP, ENT_X_SYM, ENT_X_TO, ENT_X_UH, ENT_X_VB, ENT_X_VBD, ENT_X_VBG,
  ENT_X_VBN, ENT_X_VBP, ENT_X_VBZ, ENT_X_WDT, ENT_X_WP, ENT_X_WPS, ENT_X_WRB, ENT_X_ADD, ENT_X_AFX,
  ENT_X_GW, ENT_X_HYPH, ENT_X_LRB, ENT_X_RRB, ENT_X_NFP, ENT_X_XX, ENT_X_COMMA, ENT_X_PERIOD,
  ENT_X_COLON, ENT_X_OPEN_QUOTE, ENT_X_CLOSE_QUOTE, ENT_X_DOLLAR, ENT_X_HASH,
  ENT_X_COUNT
} ent_xpos;

/* Universal dependency relations, with the subtypes of UD English-EWT. The subtypes of one relation follow it,
 * so that a range test asks for the relation without its subtype (ent_rel_base does it). */
typedef enum ent_rel {
  ENT_REL_NONE = 0,
  ENT_ACL, ENT_ACL_RELCL, ENT_ADVCL, ENT_ADVCL_RELCL, ENT_ADVMOD, ENT_AMOD, ENT_APPOS, ENT_AUX_REL,
  ENT_AUX_PASS, ENT_CASE, ENT_CC, ENT_CC_PRECONJ, ENT_CCOMP, ENT_COMPOUND, ENT_COMPOUND_PRT, ENT_CONJ,
  ENT_COP, ENT_CSUBJ, ENT_CSUBJ_PASS, ENT_CSUBJ_OUTER, ENT_DEP, ENT_DET_REL, ENT_DET_PREDET, ENT_DISCOURSE,
  ENT_DISLOCATED, ENT_EXPL, ENT_FIXED, ENT_FLAT, ENT_GOESWITH, ENT_IOBJ, ENT_LIST, ENT_MARK, ENT_NMOD,
  ENT_NMOD_DESC, ENT_NMOD_POSS, ENT_NMOD_UNMARKED, ENT_NSUBJ, ENT_NSUBJ_PASS, ENT_NSUBJ_OUTER, ENT_NUMMOD,
  ENT_OBJ, ENT_OBL, ENT_OBL_AGENT, ENT_OBL_UNMARKED, ENT_ORPHAN, ENT_PARATAXIS, ENT_PUNCT_REL,
  ENT_REPARANDUM, ENT_ROOT, ENT_VOCATIVE, ENT_XCOMP,
  ENT_REL_COUNT
} ent_rel;

enum { /* ent_token.flags */
  ENT_TOKEN_SPACE_BEFORE = 1, /* white space stands before it */
  ENT_TOKEN_CAPITAL = 2,      /* begins with a capital */
  ENT_TOKEN_ALL_CAPS = 4,     /* two letters or more, no small one */
  ENT_TOKEN_FIRST = 8,        /* first word of its sentence (quotes aside): its capital says nothing */
  ENT_TOKEN_DIGITS = 16,      /* begins with a digit */
  ENT_TOKEN_NEW_LINE = 32,    /* a line break stands before it */
  ENT_TOKEN_JOINED = 64       /* cut off the token before it, within one word: n't, 's, not (cannot) */
};

typedef struct ent_token {
  uint32_t start, end; /* bytes of text */
  ent_str norm;        /* its characters; typographic quotes, dashes and spaces made ASCII */
  ent_str fold;        /* norm in lower case without diacritics */
  ent_str lemma;       /* grammar; else empty */
  uint32_t word;       /* vocabulary id of fold, 0: in no table */
  uint32_t lemma_word; /* vocabulary id of the lemma, 0: in no table */
  uint32_t sentence;
  uint32_t head;       /* index in document.tokens; ENT_NONE: root, or not parsed */
  uint8_t upos, xpos, rel; /* ent_upos, ent_xpos, ent_rel */
  uint8_t flags;
} ent_token;

typedef enum ent_timex_kind {
  ENT_TIME_DATE = 1, /* a period: from, to */
  ENT_TIME_DURATION, /* "for 75 years", "three years": n_days approximate; from/to where the text fixes them */
  ENT_TIME_SET       /* "every year", "annually" */
} ent_timex_kind;

typedef enum ent_timex_role { /* what the expression says of the thing it dates */
  ENT_TIME_AT = 1, /* happened within the period */
  ENT_TIME_SINCE,  /* began then and goes on: "since 2005", "for over 75 years" */
  ENT_TIME_UNTIL,  /* ended then */
  ENT_TIME_BEFORE, ENT_TIME_AFTER,
  ENT_TIME_BETWEEN, /* from … to … : from and to are its ends */
  ENT_TIME_AS_OF    /* now, currently, today */
} ent_timex_role;

typedef struct ent_timex {
  uint32_t first, last; /* tokens, inclusive; with its preposition ("in July 2023") */
  uint32_t start, end;  /* bytes */
  ent_timex_kind kind;
  ent_timex_role role;
  ent_date from, to;    /* to unknown: the same period as from. Both unknown: vague ("in recent years") */
  ent_basis basis;      /* TEXT: the expression alone, or counted from dates in the text; PUBLICATION: counted
                           from the document's date ("yesterday") */
  bool approximate;     /* "around", "early 2000s", "about" */
  bool future;          /* lies after the anchor, or is said to */
} ent_timex;

/* ---- actor --------------------------------------------------------------------------------------------------- */

typedef struct ent_actor_ref {
  ent_str id;      /* "KOR", "NATO"; interned in the pack: equal ids have equal pointers */
  ent_str sector;  /* "GOV", "MIL" …; empty: the whole */
  ent_str org;     /* for organisations IGO, NGO, IMG, ISM, MNC …; empty for states */
} ent_actor_ref;

enum { /* ent_mention.flags */
  ENT_MENTION_AMBIGUOUS = 1,  /* actors are alternatives, not a group */
  ENT_MENTION_COREF = 2,      /* resolved through another mention */
  ENT_MENTION_LAST_KNOWN = 4, /* an office that the tables last knew to be held before the document's date */
  ENT_MENTION_GROUP = 8,      /* several actors together: "both Koreas", "the three states" */
  ENT_MENTION_NOT_ACTOR = 16, /* recognised so as not to be taken for an actor: media, places, products */
  ENT_MENTION_UNRESOLVED = 32, /* an agent without a country ("the rebels"): actors is empty */
  ENT_MENTION_DEFINED = 64,   /* an acronym that the text itself defines */
  ENT_MENTION_PLACE = 128     /* where something is, not who acts: "in Seoul", "the Geneva talks" */
};

typedef struct ent_mention {
  uint32_t first, last; /* tokens, inclusive */
  uint32_t head;        /* the token that carries its relation to the rest of the sentence */
  uint32_t start, end;  /* bytes */
  const ent_actor_ref *actors;
  uint32_t n_actors;
  uint32_t flags;
  const char *via;      /* "name" "official" "demonym" "adjective" "capital" "metonym" "acronym" "person" "role"
                           "pronoun" "short" …: static or pack string */
  uint32_t antecedent;  /* mention, where COREF */
  float confidence;     /* 0..1 */
} ent_mention;

/* ---- event, tie, claim ---------------------------------------------------------------------------------------- */

typedef enum ent_claim_kind {
  ENT_EVENT = 1, ENT_TIE, ENT_STATUS, ENT_THREAT, ENT_INTENT, ENT_CAUSE, ENT_ASSESSMENT, ENT_CONTRADICTION
} ent_claim_kind;

typedef enum ent_modality {
  ENT_ACTUAL = 1, ENT_PAST, ENT_ONGOING, ENT_INTENDED, ENT_HYPOTHETICAL, ENT_DENIED,
  ENT_HISTORICAL, ENT_SPORT /* of asides alone */
} ent_modality;

typedef enum ent_aspect { /* what a claim of a tie or status says of its course; set by ent_claims_finish */
  ENT_ASPECT_NONE = 0, /* not told apart */
  ENT_ASPECT_BEGINS,   /* it began in the period: "joined", "established", "since 2005" */
  ENT_ASPECT_STANDS,   /* it stood in the period: "was a member in 1960" */
  ENT_ASPECT_ENDS      /* it ended in the period: "closed its base" */
} ent_aspect;

typedef struct ent_claim {
  ent_claim_kind kind;
  ent_str code;        /* event: PLOVER type ("CONSULT"); else the type ("alliance") */
  ent_str mode;        /* event: PLOVER mode, or empty */
  ent_str cameo;       /* event: CAMEO code, or empty */
  const ent_str *contexts; /* event: PLOVER contexts */
  size_t n_contexts;
  const ent_actor_ref *source, *target;
  size_t n_source, n_target;
  ent_modality modality;
  ent_date from, to;   /* to unknown: the period of `from`, or still running */
  ent_basis basis;     /* of the date */
  const ent_str *issues;
  size_t n_issues;
  ent_str object;      /* name of the thing: exercise, treaty, weapon */
  ent_str value_in_text, value_reference; /* contradiction; reference fact's source in ref_source */
  ent_str ref_source;
  ent_str attributed;  /* id of who is said to have said it; empty: the author */
  uint32_t sentence;
  uint32_t start, end; /* evidence: bytes of text (D4) */
  uint32_t trigger;    /* token */
  ent_str rule;        /* id of the rule that found it: "event/consult:12" */
  float confidence;    /* 0..1 */
  ent_aspect aspect;   /* of ties and statuses */
  bool mutual;         /* source and target do the same ("met", "signed"); without a target the sources are a group */
} ent_claim;

/* What a text says of a thing's place or number, in a form that two texts can be compared by. */
typedef struct ent_statement {
  ent_str topic;       /* "NATO_SUMMIT", an organisation's id */
  ent_str attribute;   /* "host": value is a state's id and the town ("LTU|Vilnius"); "members": a number */
  ent_str value;
  ent_date from, to;   /* when it was so; to unknown: the period of `from` */
  ent_basis basis;     /* PUBLICATION: as of the document */
  uint32_t sentence, start, end; /* evidence (D4) */
} ent_statement;

/* An empty document that lives in an arena of its own; NULL when out of memory. */
ENT_API ent_document *ent_document_new(void);
ENT_API void ent_document_free(ent_document *doc); /* NULL is fine */
/* Keeps a document that somebody else is about to free (a sink, say): it then takes one more ent_document_free. */
ENT_API void ent_document_hold(ent_document *doc);
/* Room for one more claim, zeroed, at the end of doc->claims (grows in the arena); NULL when out of memory. */
ENT_API ent_claim *ent_claim_add(ent_document *doc);
/* The same at the end of doc->asides. */
ENT_API ent_claim *ent_aside_add(ent_document *doc);
/* "event" "tie" …; "past" "ongoing" …; "text" "publication" …: the words of the interchange format. */
ENT_API const char *ent_claim_kind_text(ent_claim_kind kind);
ENT_API const char *ent_modality_text(ent_modality modality);
ENT_API const char *ent_basis_text(ent_basis basis);
ENT_API const char *ent_aspect_text(ent_aspect aspect); /* "" "begins" "stands" "ends" */
/* Names as CoNLL-U writes them: "PROPN", "NNP", "nsubj:pass"; "_" for none. And back: 0 where unknown. */
ENT_API const char *ent_upos_text(unsigned upos);
ENT_API const char *ent_xpos_text(unsigned xpos);
ENT_API const char *ent_rel_text(unsigned rel);
ENT_API ent_upos ent_upos_parse(ent_str s);
ENT_API ent_xpos ent_xpos_parse(ent_str s);
ENT_API ent_rel ent_rel_parse(ent_str s); /* an unknown subtype gives the relation without it */
/* nsubj for nsubj:pass, and so on. */
ENT_API ent_rel ent_rel_base(unsigned rel);
/* The date that the document can be read as of: its date, but not the one that only the file system gives (the day of a
 * download would date an article of 2012 to today). */
ENT_API ent_date ent_document_day(const ent_document *doc);
/* Offset in the original bytes of an offset in text. */
ENT_API uint64_t ent_document_original(const ent_document *doc, uint32_t offset);

#endif
