/* Entente, room `dataset`: files of the field (events of coders, relations of states) → rows of a store.
 *
 * A file is read as a stream, packed (.gz .zst .xz .bz2 .zip .tar) or not; memory does not grow with it. The format is
 * recognised by the names of the columns, where there are none by their number and content. docs/datasets.md lists the
 * formats and what is taken from each. */
#ifndef ENTENTE_DATASET_H
#define ENTENTE_DATASET_H

#include <entente/actor.h>
#include <entente/claim.h>
#include <entente/store.h>

typedef struct ent_load_options {
  const char *format;       /* a name of ent_dataset_format_name; NULL: recognise */
  const ent_actors *actors; /* whose codes are translated with; NULL: codes stay as they are */
  double (*score)(void *context, ent_str event, ent_str mode); /* of PLOVER events; NULL: none has one */
  void *score_context;
  const char *rejects;      /* folder for the lists of rejected rows, made where it is missing */
  uint64_t batch;           /* unpacked bytes between two checkpoints; 0: 128 MiB */
  /* Now and then: packed bytes done and in all, rows. A status other than ENT_OK stops. May be NULL. */
  ent_status (*progress)(void *context, uint64_t done, uint64_t total, uint64_t rows, ent_error *err);
  void *context;
} ent_load_options;

typedef struct ent_load_report {
  const char *format;      /* name; NULL where it was not recognised */
  uint64_t rows, rejected; /* of the whole file, whichever run read them */
  bool known;              /* loaded completely before: nothing was done */
  char rejects[4096];      /* path of the list of rejected rows: file, line, reason */
} ent_load_report;

/* Loads a file. Rows that cannot be used are listed and passed over. *ret is filled also on failure, as far as it is
 * known. ENT_ENOTFOUND, ENT_EIO: cannot be read. ENT_EINPUT: no known format, damaged or cut short (what came before
 * is kept), no row. ENT_EUSAGE: options->format is none. After a crash or a kill, the next call goes on from the last
 * checkpoint. */
ENT_API ENT_CHECKED ent_status ent_dataset_load(ent_store *store, const char *path, const ent_load_options *options,
                                                ent_load_report *ret, ent_error *err);

/* Names of the formats, 0 … n-1; NULL beyond. */
ENT_API const char *ent_dataset_format_name(size_t i);
/* "GDELT 2.0 events" */
ENT_API const char *ent_dataset_format_title(size_t i);

/* Reads bytes as a file of a format (NULL: recognise) and counts rows without a store: for tests and fuzzing.
 * ENT_EINPUT as above. */
ENT_API ENT_CHECKED ent_status ent_dataset_check(ent_str bytes, const char *as, ent_load_report *ret, ent_error *err);

/* Series of numbers from a table with the columns series, t, value (CSV, packed or not), row by row; the strings live
 * during the call. ENT_EINPUT "file:line: …": the first row that is wrong ends it. */
typedef ent_status (*ent_series_value)(void *context, ent_str series, ent_str t, double value, ent_error *err);
ENT_API ENT_CHECKED ent_status ent_series_read(const char *path, ent_series_value each, void *context, ent_error *err);

typedef enum ent_tie_kind {
  ENT_TIE_ALLIANCE, ENT_TIE_BASE, ENT_TIE_TREATY, ENT_TIE_PARTNERSHIP, ENT_TIE_MEMBERSHIP, ENT_TIE_ARMS, ENT_TIE_RELATIONS,
  ENT_TIE_ADVERSE, ENT_TIE_KINDS
} ent_tie_kind;

/* A tie between two actors, from the facts of the reference base. */
typedef struct ent_dyad_tie {
  ent_date start, end; /* the first day, and the first day without it; unknown: not known, not ended */
  double weight;       /* above 0 brings together; docs/datasets.md#ties has the weights */
  ent_fact fact;       /* of a shared membership: the other's, which began later */
  ent_str shared;      /* the organisation that both are members of, else empty */
  ent_tie_kind kind;
  ent_str partner;     /* the other actor */
  bool replaced;       /* another tie took its place when it ended: however coarse that date is, the two never overlap */
} ent_dyad_tie;

/* All ties between two actors that the reference base knows, in order of its tables, in the arena. A relation that was
 * broken off ends when it was restored; a treaty signed is replaced by the treaty in force, a step of a partnership by
 * the next. O(facts of both and of the things they name). */
ENT_API ENT_CHECKED ent_status ent_dyad_ties(const ent_reference *reference, ent_str actor, ent_str other, ent_arena *arena,
                                             ent_dyad_tie **ret, size_t *ret_n, ent_error *err);
/* All ties of one actor with others, but for those of shared membership: a member's tie is to the organisation. A treaty
 * of n parties ties the actor to n - 1 partners. */
ENT_API ENT_CHECKED ent_status ent_actor_ties(const ent_reference *reference, ent_str actor, ent_arena *arena, ent_dyad_tie **ret,
                                              size_t *ret_n, ent_error *err);

#endif
