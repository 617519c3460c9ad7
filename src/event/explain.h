/* The index behind ent_explainer: rules by their ids, and the rows of the tables that they were made of. */
#ifndef ENTI_EXPLAIN_H
#define ENTI_EXPLAIN_H

#include <entente/explain.h>
#include <entente/opinion.h>

#include "base/intern.h"
#include "event/rule.h"

enum { ENTI_EX_TRIGGER, ENTI_EX_POS, ENTI_EX_WHERE, ENTI_EX_SOURCE, ENTI_EX_TARGET, ENTI_EX_FORM, ENTI_EX_EXAMPLE, ENTI_EX_COLUMNS };

typedef struct enti_ex_row { /* a row of a table as it is written; all empty where the tables are not at hand */
  ent_str file;              /* "data/events/support.tsv" or the user's path */
  size_t line;
  ent_str fields[ENTI_EX_COLUMNS];
} enti_ex_row;

struct ent_explainer {
  ent_arena *arena;
  enti_rules events, ties;
  enti_intern ids;         /* "event/support:sign" */
  const enti_rule **rules; /* by number of the id */
  const enti_rules **sets; /* the set that it belongs to */
  enti_ex_row *rows;
  size_t cap_rules, cap_sets, cap_rows;
  ent_opinions *opinions;  /* NULL: no model */
  ent_str verbs;           /* the PETRARCH dictionary's bytes; empty: none */
  const char *verbs_path;
};

/* Number of a rule by the id of a claim; UINT32_MAX: it is no rule of a table. */
uint32_t enti_ex_find(const ent_explainer *explainer, ent_str id);
/* Line n (from 1) of the PETRARCH dictionary, trimmed; empty where there is none. */
ent_str enti_ex_verb_line(const ent_explainer *explainer, size_t n);

#endif
