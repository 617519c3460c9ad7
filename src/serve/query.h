/* What a request asks for: its path, and parameters checked against what the path takes. */
#ifndef ENTI_QUERY_H
#define ENTI_QUERY_H

#include <entente/pipeline.h>

#define ENTI_MAX_PARAMETERS 12 /* of one request */

typedef struct enti_query {
  ent_str path; /* as sent: no path of ours needs decoding */
  struct {
    ent_str name, value; /* decoded: UTF-8 without control characters */
  } items[ENTI_MAX_PARAMETERS];
  size_t n;
} enti_query;

/* "/api/actor?id=KOR". ENT_EINPUT: not a path, a broken escape, text that is not UTF-8, a parameter twice, too many. */
ENT_CHECKED ent_status enti_query_parse(ent_str target, ent_arena *arena, enti_query *ret, ent_error *err);

typedef enum enti_parameter_kind {
  ENTI_TEXT,   /* at most `high` bytes */
  ENTI_ACTOR,  /* an id, a name or a code: value is the id */
  ENTI_DATE,
  ENTI_NUMBER, /* low … high */
  ENTI_WORD,   /* one of words */
  ENTI_HASH    /* 32 hex digits */
} enti_parameter_kind;

typedef struct enti_parameter {
  const char *name;
  enti_parameter_kind kind;
  bool required;
  long low, high, usual;
  const char *const *words; /* ended by NULL */
} enti_parameter;

typedef struct enti_value {
  bool given;
  ent_str text;  /* TEXT, ACTOR, WORD, HASH */
  ent_date date;
  long number;   /* NUMBER (the usual one where it was not given); WORD: its place */
} enti_value;

/* The values of a path's parameters, in its order. ENT_EINPUT, with the parameter's name: a wrong value, one that the
 * path does not take, one that is missing. ENT_ENOTFOUND: no such actor. */
ENT_CHECKED ent_status enti_query_check(const enti_query *query, const enti_parameter *parameters, size_t n,
                                        const ent_reader *reader, ent_arena *arena, enti_value *ret, ent_error *err);

#endif
