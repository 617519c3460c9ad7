/* What the paths of the API share: a call, its parameters, its answer. One file a subject: api_actor.c, api_tie.c … */
#ifndef ENTI_API_H
#define ENTI_API_H

#include "serve/query.h"

#include <entente/browse.h>
#include <entente/chart.h>
#include <entente/dataset.h>
#include <entente/measure.h>
#include <entente/relation.h>
#include <entente/serve.h>
#include <entente/timeline.h>

#include "view/json.h"

#include <pthread.h>
#include <stdatomic.h>

#define ENTI_MAX_ANSWER ((size_t)64 << 20)

typedef struct enti_call {
  ent_api *api;
  const ent_reader *reader;
  ent_store *store;     /* of this call alone; NULL: there is none */
  ent_arena *arena;     /* forgotten when the call is answered */
  const enti_value *v;  /* by the path's list of parameters */
  ent_str body;
  ent_buf *out;
} enti_call;

typedef ent_status (*enti_handler)(enti_call *c, ent_error *err);

typedef struct enti_path {
  const char *path, *method;
  enti_handler answer;
  const enti_parameter *parameters;
  size_t n_parameters;
  const char *type; /* of the answer; NULL: JSON */
  bool heavy;       /* may take long: never more than half of the workers at once */
} enti_path;

/* All paths of the API; NULL: there is no such one. */
const enti_path *enti_paths(size_t *ret_n);

typedef struct enti_worker {
  ent_store *store;
  ent_arena *arena;
  bool busy, heavy;
} enti_worker;

typedef struct enti_counters { /* of one path, since the start */
  atomic_ullong requests, refused /* 4xx */, failed /* 5xx */, microseconds;
} enti_counters;

typedef struct enti_search enti_search; /* search.c */

struct ent_api {
  const ent_reader *reader;
  char *path; /* of the store */
  enti_worker *workers;
  unsigned n_workers;
  pthread_mutex_t lock; /* of `busy` */
  pthread_cond_t freed;
  char **hosts;
  size_t n_hosts;
  char *token;
  enti_search *search;
  ent_scores *scores;
  ent_map *map;
  enti_counters *counters; /* a path each, then one for all else */
  struct enti_assets *assets;
};

ENT_CHECKED ent_status enti_search_open(const ent_actors *actors, enti_search **ret, ent_error *err);
void enti_search_close(enti_search *search);

/* Where results come from, for entente/relation.h. */
ent_sources enti_call_sources(const enti_call *c);

/* ---- pieces of JSON ------------------------------------------------------------------------------------------------ */

/* A comma, where the array or object that is being written has something in it already. */
void enti_json_item(ent_buf *out);
/* null where it is not a finite number; 6 significant digits, whatever the locale. */
void enti_json_real(ent_buf *out, const char *name, double value);
void enti_json_signed(ent_buf *out, const char *name, int64_t value);
void enti_json_bool(ent_buf *out, const char *name, bool value);
/* As ent_date_format writes it; null where unknown. */
void enti_json_date(ent_buf *out, const char *name, ent_date date);
/* A list out of "A;B". */
void enti_json_list(ent_buf *out, const char *name, ent_str joined);
/* {"id": …, "name": …} of an actor, under a name (NULL: as an item of an array). */
void enti_json_actor(const enti_call *c, const char *name, ent_str id);
/* A fact of the reference base with title and address of its sources. */
void enti_json_fact(const enti_call *c, const ent_fact *fact);
void enti_json_claim(const enti_call *c, const ent_browse_claim *claim);
/* A claim that supports a step of a timeline, as an item (api_tie.c). */
void enti_json_step_claim(ent_buf *out, const ent_step_claim *claim);

/* "place": [degrees east, north] of a state, null where it is on no map. */
void enti_json_place(const enti_call *c, ent_str id);

/* A standing tie that brings together (not that two merely know each other); one that sets apart. */
bool enti_tie_binds(const ent_tie *tie);
bool enti_tie_parts(const ent_tie *tie);

/* ---- answers ------------------------------------------------------------------------------------------------------- */

ent_status enti_answer_version(enti_call *c, ent_error *err);
ent_status enti_answer_metrics(enti_call *c, ent_error *err);
ent_status enti_answer_search(enti_call *c, ent_error *err);
ent_status enti_answer_actor(enti_call *c, ent_error *err);
ent_status enti_answer_facts(enti_call *c, ent_error *err);
ent_status enti_answer_sources(enti_call *c, ent_error *err);
ent_status enti_answer_timeline(enti_call *c, ent_error *err);
ent_status enti_answer_partners(enti_call *c, ent_error *err);
ent_status enti_answer_closeness(enti_call *c, ent_error *err);
ent_status enti_answer_posture(enti_call *c, ent_error *err);
ent_status enti_answer_network(enti_call *c, ent_error *err);
ent_status enti_answer_alliances(enti_call *c, ent_error *err);
ent_status enti_answer_claims(enti_call *c, ent_error *err);
ent_status enti_answer_document(enti_call *c, ent_error *err);
ent_status enti_answer_contradictions(enti_call *c, ent_error *err);
ent_status enti_answer_read(enti_call *c, ent_error *err);

#endif
