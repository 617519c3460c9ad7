/* What the files of the store's datasets share. */
#ifndef ENTI_DATASET_PRIVATE_H
#define ENTI_DATASET_PRIVATE_H

#include "base/intern.h"
#include "store/store_private.h"

#define DAY_BASE (-65536) /* of dataset_event.key: 1790-07-26 */
#define DAY_BITS 17
#define SAME_BITS 43

/* Sums of one dyad, month and quad class that are not in the store yet. */
typedef struct rollup {
  uint32_t source, target; /* dataset_word of the actors; source 0: a month of the whole corpus */
  int32_t month;
  int8_t corpus, quad;
  uint64_t n, unscored;
  double sum, sum_sq, positive, negative;
} rollup;

typedef struct rollups {
  rollup *slots; /* open addressing; n + unscored 0: empty */
  size_t n, cap;
} rollups;

/* So many at most are held back: 38 MB. */
#define ROLLUPS_HELD ((size_t)250000)

bool enti_rollups_add(rollups *r, const rollup *one);
void enti_rollups_done(rollups *r);

/* Events that were put lately, so that a further report of one costs no look into the store. Each key has one place: a later
 * one takes it, and what is not found here is looked for in the store. */
typedef struct recent {
  int64_t key;
  uint32_t source, target, code, mode;
  int64_t report;
} recent;
#define RECENT ((size_t)1 << 19) /* places: 20 MB */

/* Further reports of events that wait for the flush, to be put in order of keys. */
typedef struct late_report {
  int64_t event, number;
} late_report;
#define REPORTS_HELD ((size_t)1 << 19) /* 8 MB */

/* Hashes of the keys of relations that this file has put: a set, open addressing, 0 empty. */
typedef struct file_keys {
  uint64_t *slots;
  size_t n, cap;
} file_keys;

enum { PUT_EVENT, FIND_EVENT, PUT_REPORT, PUT_WORD, PUT_CODE, PUT_DYAD, PUT_MONTH, PUT_FILE, N_STATEMENTS };

struct ent_dataset_writer {
  ent_store *store;
  enti_stmt *stmts[N_STATEMENTS], *tables[ENT_TABLE_COUNT];
  enti_stmt *find[ENT_TABLE_COUNT], *update[ENT_TABLE_COUNT]; /* made when a key is met again */
  char file[64];  /* hash */
  file_keys keys;
  enti_intern words, codes;  /* of codes: "system\x1f code" */
  uint32_t words_kept, codes_kept; /* how many of them are in the store */
  uint32_t *actors;          /* of each code, dataset_word or 0 */
  size_t actors_cap;
  rollups rollups;
  recent *recent;            /* RECENT of them; NULL until the first event */
  late_report *reports;           /* REPORTS_HELD of them */
  size_t n_reports;
  ent_buf key;
  bool open; /* in a transaction */
};

/* Words and codes that are not in the store yet: before the rows that refer to them. */
ENT_CHECKED ent_status enti_dataset_keep_words(ent_dataset_writer *w, ent_error *err);
ENT_CHECKED ent_status enti_dataset_flush_reports(ent_dataset_writer *w, ent_error *err);
ENT_CHECKED ent_status enti_dataset_flush_rollups(ent_dataset_writer *w, ent_error *err);
/* A row of a relation that was put; one whose key was there already. */
ENT_CHECKED ent_status enti_dataset_note_key(ent_dataset_writer *w, ent_dataset_table table, const ent_cell *cells, ent_error *err);
ENT_CHECKED ent_status enti_dataset_met_again(ent_dataset_writer *w, ent_dataset_table table, const ent_cell *cells, ent_error *err);
void enti_dataset_bind(enti_stmt *s, int at, const ent_cell *cell);
size_t enti_dataset_columns(ent_dataset_table table);

#endif
