/* How the reference base and the claim room's own tables lie in the pack. Strings are offsets of the pack's string
 * pool, words are ids of its vocabulary.
 *
 *   reference.facts    fact_record, in the order of the tables (files in order of name)
 *   reference.ids      id_record, sorted by the bytes of the id: which facts name it
 *   reference.index    uint32_t fact numbers; each id's stretch of it is ascending
 *   reference.things   thing_record, sorted by the bytes of the id
 *   claim.names        name_record, sorted by first word, longer ones first: things, places and other names of actors
 *   claim.name_words   uint32_t words of the names
 *   claim.frames       frame_record, in order of the table
 *   claim.frame_words  uint32_t elements of the patterns: a head (flags and number of words), then the words
 *   claim.starts       start_record, sorted by word: the frames whose pattern may begin with it
 *   claim.pairs        pair_record: what is known completely, and who stands for whom
 *   reference.sources  source_record, in the order of data/sources.tsv
 *
 * A forged pack must not crash the reader: stretches are checked when the reference is opened. */
#ifndef ENTI_REFERENCE_FORMAT_H
#define ENTI_REFERENCE_FORMAT_H

#include <stdint.h>

typedef struct fact_record {
  uint32_t subject, relation, object, precision, source, note;
  int32_t start_day, end_day;
  uint8_t start_precision, end_precision, checked, zero;
} fact_record;

typedef struct id_record {
  uint32_t id, first, n; /* string; stretch of reference.index */
} id_record;

typedef struct thing_record {
  uint32_t id, name, kind, members, place, source;
  int32_t start_day, end_day;
  uint8_t start_precision, end_precision, zero, zero2;
} thing_record;

enum {
  NAME_THING = 1,
  NAME_PLACE,
  NAME_ACTOR,
  NAME_HOST /* a town that a summit was held in */,
  NAME_WAR /* value: how the notes of at-war-with begin */,
  NAME_FULL /* of an organisation, for spelling alone */
};

typedef struct source_record {
  uint32_t key, title, url;
} source_record;

typedef struct name_record {
  uint32_t first_word, at, n; /* stretch of claim.name_words */
  uint32_t kind, value, text; /* id of the thing, state or actor; the name as written */
} name_record;

enum {
  ELEMENT_OPTIONAL = 0x100,
  ELEMENT_GAP = 0x200,
  ELEMENT_VERB = 0x400,
  ELEMENT_NOUN = 0x800,
  ELEMENT_LONG = 0x1000,
  ELEMENT_WORDS = 0xff
};

typedef struct frame_record {
  uint32_t frame, at, n, rule; /* name; stretch of claim.frame_words; "claim/join:12" */
  uint32_t note, object;       /* what the fact's note must hold; the party that is meant where the text names none */
} frame_record;

typedef struct start_record {
  uint32_t word, frame;
} start_record;

enum { PAIR_COMPLETE = 1, PAIR_SUCCESSOR, PAIR_SAME_MEMBERS };

typedef struct pair_record {
  uint32_t kind, a, b; /* COMPLETE: relation, object; SUCCESSOR, SAME_MEMBERS: who, in whose place */
} pair_record;

#endif
