/* Entente, room `store`: ties with a start, an end and a history, merged from the claims of a store and from the
 * reference base. What sources say differently stands side by side; nothing is averaged. See docs/ties.md. */
#ifndef ENTENTE_TIMELINE_H
#define ENTENTE_TIMELINE_H

#include <entente/claim.h>
#include <entente/store.h>

/* What a step says of its tie. */
typedef enum ent_step_what {
  ENT_STEP_BEGAN = 1,  /* it began in the period */
  ENT_STEP_STOOD,      /* it stood in the period; when it began is not said */
  ENT_STEP_HAPPENED,   /* what happens rather than stands: a summit, an exercise, a delivery, an application */
  ENT_STEP_SUSPENDED,
  ENT_STEP_ENDED,
  ENT_STEP_ABSENT,     /* it did not stand in the period */
  ENT_STEP_PLANNED     /* intended, demanded, thought of: says nothing of what was */
} ent_step_what;
ENT_API const char *ent_step_text(ent_step_what what); /* "began" "stood" "happened" "suspended" "ended" "absent" "planned" */

/* One story (a report and its copies) that supports a step, told by its first document. */
typedef struct ent_step_claim {
  ent_str document, title, publisher, published; /* hash, title, "A; B" of all copies, date of the first */
  ent_str story;            /* names the story: the least hash of its documents */
  ent_str name, url;        /* under which the document came; url may be empty */
  ent_str code, modality, attributed, object;
  ent_date from, to;        /* as this claim has them */
  ent_str basis;            /* "text", "publication" … */
  ent_str evidence;         /* the sentence, verbatim */
  uint32_t start, end;      /* its bytes in the document's text */
  int64_t copies;           /* further documents of the story */
  double confidence;
} ent_step_claim;

typedef struct ent_step {
  ent_step_what what;
  ent_str code;             /* "member" "global-partner" "defence-treaty" …, or a relation of the base ("signed") */
  ent_str object;           /* the thing as it is called; may be empty */
  ent_date from, to;        /* as fine as the finest source; unknown: not dated. to: end of a period, else unknown */
  bool as_of;               /* not dated by its text: from is the day on which it was written */
  const ent_step_claim *claims; /* one a story, in order of publication */
  size_t n_claims;
  const ent_fact *facts;    /* of the reference base */
  size_t n_facts;
  size_t n_documents;       /* that say so, copies counted */
  size_t support;           /* independent sources: stories, but no more than there are publishers (a story without a
                               publisher is one of its own). The reference base is not counted */
  unsigned dispute;         /* 0: none. Steps of one tie with the same number cannot all be true */
} ent_step;

typedef struct ent_tie {
  ent_str family;           /* "membership" "partnership" … (ent_tie_families) */
  ent_str source, target;   /* ids; target: several joined with ";" (parties of a treaty), or empty */
  ent_str object;           /* id of the thing for treaties of the base, the name for others; may be empty */
  bool mutual;              /* source and target may be exchanged */
  ent_date start, end;      /* of its last spell; unknown: nothing dates it, or documents disagree and the base is silent */
  bool start_disputed, end_disputed;
  bool standing;            /* can stand (a membership), not only happen (a summit) */
  const ent_step *steps;    /* in order of time, undated first */
  size_t n_steps;
  size_t n_documents, support; /* of all steps together */
  bool in_reference;
} ent_tie;

typedef struct ent_timeline {
  const ent_tie *ties;      /* in order of family, source, target, time */
  size_t n;
} ent_timeline;

typedef struct ent_timeline_query {
  ent_str actor, other;     /* ids. other empty: with anybody; both empty: all of the store's, with what
                               the base says of the same pairs */
  ent_str kind;             /* a family, or a code of a step ("global-partner"); empty: all */
  ent_date from, to;        /* ties with a step in the period, or that stood in it; unknown: no bound */
  ent_date on;              /* ties that stood (or perhaps stood) then */
} ent_timeline_query;

/* The timeline, in the arena. store NULL: from the reference base alone; reference NULL: from the store alone.
 * O(claims and facts of the actors asked for, n log n). An empty timeline is no error. */
ENT_API ENT_CHECKED ent_status ent_timeline_read(ent_store *store, const ent_reference *reference,
                                                 const ent_timeline_query *query, ent_arena *arena, ent_timeline *ret,
                                                 ent_error *err);

/* Did the tie stand on some day of `on`: 1 yes, 0 no, -1 not known. What only happens stands on its days alone. */
ENT_API int ent_tie_stood(const ent_tie *tie, ent_date on);

/* The names of the families, ended by NULL. */
ENT_API const char *const *ent_tie_families(void);
/* Is it a family, a code of a step, or a type of claims that a timeline shows? */
ENT_API bool ent_tie_kind_known(ent_str kind);

/* ---- contradictions between documents ---------------------------------------------------------------------------- */

/* Two groups of claims that cannot both be true. */
typedef struct ent_conflict {
  const char *why;          /* "dates", "status", "began-ended", "host", "members" */
  ent_str family;           /* of the tie; "summit" or "membership" for hosts and numbers */
  ent_str source, target;   /* ids; target may be empty */
  ent_str said_a, said_b;   /* what each side says, in words: "began member 2004", "host LTU Vilnius 2023-07" */
  const ent_step_claim *a, *b; /* one a story, in order of publication */
  size_t n_a, n_b, support_a, support_b;
  ent_str reference, reference_source; /* what the base says of it, in words, and keys of data/sources.tsv; empty: nothing */
} ent_conflict;

/* All pairs of things said by different stories that cannot both be true, in order of family and actors, hosts and numbers
 * last, in the arena. A coarser date contradicts no finer one. reference may be NULL.
 * O(claims · log claims + steps of a tie squared). */
ENT_API ENT_CHECKED ent_status ent_store_conflicts(ent_store *store, const ent_reference *reference, ent_arena *arena,
                                                   const ent_conflict **ret, size_t *ret_n, ent_error *err);

#endif
