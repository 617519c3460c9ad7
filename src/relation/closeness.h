/* What a closeness result is made of, between the files that make it. */
#ifndef ENTI_RELATION_CLOSENESS_H
#define ENTI_RELATION_CLOSENESS_H

#include "relation/field.h"

#define ENTI_PAIRS 4000 /* at most so many pairs of members */

typedef struct enti_vote_year {
  double kappa;
  ent_distance distance; /* of ideal points */
} enti_vote_year;

/* Two actors. Of a member the pair counts while it is one. */
typedef struct enti_pair {
  size_t units[2];
  ent_date from[2], to[2]; /* membership on either side; unknown: always, not ended */
  bool acts, votes;        /* counts for events and ties; for votes */
  ent_dyad_month *rows;    /* of the corpus */
  size_t n_rows;
  ent_month *months;
  ent_closeness_month *series;
  ent_dyad_tie *ties;
  ent_tie_span *spans;
  size_t n_ties;
  enti_vote_year *years;   /* of the window, from its first year */
} enti_pair;

typedef struct enti_closeness {
  const ent_sources *sources;
  const ent_closeness_query *query;
  ent_arena *arena;
  ent_str *units; /* the actors of all pairs, once each */
  size_t n_units, cap_units;
  bool has_own;   /* each party is one actor: pairs[0] is the two themselves */
  bool members;   /* pairs beyond it are members */
  enti_pair *pairs;
  size_t n_pairs, cap_pairs;
  int32_t first_year;
  size_t n_years;
  ent_closeness_result result;
} enti_closeness;

/* The pairs that the query is about. ENT_EUSAGE, ENT_ELIMIT. */
ENT_CHECKED ent_status enti_closeness_pairs(enti_closeness *c, ent_error *err);
/* Their ties, from the reference base. */
ENT_CHECKED ent_status enti_closeness_ties(enti_closeness *c, ent_error *err);
/* Corpus, months, series of each pair. */
ENT_CHECKED ent_status enti_closeness_read_events(enti_closeness *c, ent_error *err);
/* Votes and ideal points of the window's years. */
ENT_CHECKED ent_status enti_closeness_votes(enti_closeness *c, ent_error *err);
/* The state of things at the end of months first … last (of all that are known of). */
ENT_CHECKED ent_status enti_closeness_at(const enti_closeness *c, size_t first, size_t last, ent_date date,
                                         ent_closeness_period *ret, ent_error *err);

/* Events that documents of the store tell of, by month, as ent_dataset_dyad gives them; one a day, scored by
 * sources->scores. */
ENT_CHECKED ent_status enti_read_events(const ent_sources *sources, ent_str a, ent_str b, ent_arena *arena,
                                        ent_dyad_month **ret, size_t *ret_n, ent_error *err);
/* ent_relation_causes, but looking for events in n months alone where there are any. */
ENT_CHECKED ent_status enti_causes(const ent_sources *sources, ent_str a, ent_str b, ent_corpus corpus, ent_date from, ent_date to,
                                   const ent_date *months, size_t n_months, size_t most, ent_arena *arena, ent_cause **ret,
                                   size_t *ret_n, ent_error *err);
bool enti_lists(ent_str ids, ent_str id); /* "A;B" has it */

#endif
