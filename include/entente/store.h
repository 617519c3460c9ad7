/* Entente, room `store`: claims with evidence; events and ties merged from them; kept in SQLite or PostgreSQL. */
#ifndef ENTENTE_STORE_H
#define ENTENTE_STORE_H

#include <entente/document.h>

typedef struct ent_store ent_store;

enum { ENT_STORE_READ_ONLY = 1, ENT_STORE_CREATE = 2 };

/* Opens (and with ENT_STORE_CREATE makes, folders too) a store, migrating an older schema. path: of a file, or the address
 * of a PostgreSQL database as libpq has them (postgresql://user@host/database?…), in which the schema is made.
 * ENT_ENOTFOUND where there is none; ENT_ESTORE with the engine's words; ENT_EMODEL for a newer schema than ours. */
ENT_API ENT_CHECKED ent_status ent_store_open(const char *path, unsigned flags, ent_store **ret, ent_error *err);
ENT_API void ent_store_close(ent_store *store);
/* Is it the address of a database rather than a path? */
ENT_API bool ent_store_is_address(const char *place);
/* Default place: $ENTENTE_STORE, else $XDG_DATA_HOME/entente/entente.db, else ~/.local/share/entente/entente.db. */
ENT_API ENT_CHECKED ent_status ent_store_default_path(ent_arena *arena, ent_str *ret, ent_error *err);

typedef struct ent_store_added {
  size_t documents; /* new */
  size_t known;     /* already there, by content: nothing changed */
  size_t copies;    /* new copies of a story that was already there */
  size_t claims;    /* new */
} ent_store_added;

/* Adds documents in one transaction, each whole or not at all; counts into *added (which may be NULL). */
ENT_API ENT_CHECKED ent_status ent_store_add(ent_store *store, ent_document *const *docs, size_t n,
                                             ent_store_added *added, ent_error *err);

/* A run of the program, for the table `run`: versions of program, data, model. */
ENT_API ENT_CHECKED ent_status ent_store_begin_run(ent_store *store, ent_str program, ent_str data, ent_str grammar,
                                                   ent_error *err);

typedef struct ent_store_row { /* one line of `show`: a claim with its evidence */
  ent_claim_kind kind;
  ent_str code, modality, date_start, date_end, basis;
  ent_str source, target;  /* actor ids joined with ";" */
  ent_str object, issues, rule;
  ent_str evidence;        /* the sentence, verbatim */
  uint32_t start, end;     /* its bytes in the document's text */
  ent_str document, title, publisher, published; /* id, title, source(s) joined with "; ", date */
  int64_t n_documents;     /* independent documents (copies counted once) that say so */
  double confidence;
} ent_store_row;

typedef struct ent_store_query {
  ent_str actor, other;    /* ids; other empty: all that actor takes part in */
  ent_date from, to;       /* unknown: no bound */
} ent_store_query;

/* Rows in order of date, newest last, undated first; handed to each() one by one. A status other than ENT_OK from it
 * ends the query. The row lives during the call. */
ENT_API ENT_CHECKED ent_status ent_store_show(ent_store *store, const ent_store_query *query,
                                              ent_status (*each)(void *context, const ent_store_row *row, ent_error *err),
                                              void *context, ent_error *err);

typedef struct ent_store_health {
  int schema_version;
  int64_t documents, stories, claims, events, ties;
  bool sound;             /* integrity_check and foreign_key_check found nothing */
  char message[400];      /* the first thing that they found */
} ent_store_health;

ENT_API ENT_CHECKED ent_status ent_store_check(ent_store *store, ent_store_health *ret, ent_error *err);
/* Makes merged events and ties anew from the claims. */
ENT_API ENT_CHECKED ent_status ent_store_rebuild(ent_store *store, ent_error *err);

/* ---- datasets: what others have gathered ------------------------------------------------------------------------
 *
 * Events of coders and relations of states, as `entente load` puts them in. States are COW numbers in all relations.
 * Missing is ENT_CELL_NONE or NaN, never 0. */

typedef enum ent_cell_kind { ENT_CELL_NONE = 0, ENT_CELL_INT, ENT_CELL_REAL, ENT_CELL_TEXT } ent_cell_kind;

typedef struct ent_cell {
  ent_cell_kind kind;
  int64_t i;
  double d;
  ent_str s;
} ent_cell;

/* The tables of relations; each has the columns of schema.sql, in that order. */
typedef enum ent_dataset_table {
  ENT_TABLE_STATE, ENT_TABLE_PLEDGE, ENT_TABLE_TREATY, ENT_TABLE_AGREEMENT, ENT_TABLE_TRADE, ENT_TABLE_IGO,
  ENT_TABLE_IGO_MEMBER, ENT_TABLE_DISPUTE, ENT_TABLE_RIVALRY, ENT_TABLE_CAPABILITY, ENT_TABLE_VOTE, ENT_TABLE_IDEAL_POINT,
  ENT_TABLE_MENTION, ENT_TABLE_REPLACED, ENT_TABLE_COUNT
} ent_dataset_table;
#define ENT_TABLE_COLUMNS 10 /* at most so many */
ENT_API const char *ent_dataset_table_name(ent_dataset_table table);
ENT_API const char *const *ent_dataset_columns(ent_dataset_table table); /* their names, ended by NULL */

typedef enum ent_corpus { /* where events come from; their scores and quad classes are not mixed */
  ENT_CORPUS_EVENTS = 1, ENT_CORPUS_GDELT, ENT_CORPUS_ICEWS, ENT_CORPUS_POLECAT, ENT_CORPUS_PHOENIX, ENT_CORPUS_PLOVER,
  ENT_CORPUS_ACLED, ENT_CORPUS_READ, /* read: what documents of the store tell of; its events are not dataset rows */
  ENT_CORPUS_END
} ent_corpus;
ENT_API const char *ent_corpus_text(ent_corpus corpus); /* "events" "gdelt" …; "" for another number */

typedef struct ent_field_event {
  ent_corpus corpus;
  int32_t day;
  uint64_t same;            /* hash of all but corpus and day that makes two reports one event */
  ent_cell report;          /* the source's id of this report */
  uint32_t source, target;  /* ent_dataset_code; 0: none */
  uint32_t code, mode, publisher; /* ent_dataset_word; 0: none */
  int quad;                 /* -1 unknown */
  double score, tone, latitude, longitude; /* NaN unknown */
  int64_t mentions, sources; /* -1 unknown */
  ent_str place, document;
} ent_field_event;

typedef struct ent_dataset_file { /* how far a file was read */
  ent_str hash, name, format;
  uint64_t bytes, lines, rows, rejected;
  bool complete;
} ent_dataset_file;

/* Puts the rows of one file in. One transaction runs from begin or checkpoint to the next checkpoint; what comes after
 * the last one is undone by ent_dataset_end, as by a crash. */
typedef struct ent_dataset_writer ent_dataset_writer;

/* file: hash, name and format are read; the rest is filled with what an earlier run came to (all 0 if none). */
ENT_API ENT_CHECKED ent_status ent_dataset_begin(ent_store *store, ent_dataset_file *file, ent_dataset_writer **ret,
                                                 ent_error *err);
ENT_API void ent_dataset_end(ent_dataset_writer *writer);
/* Notes how far the file was read, and commits all that was put. */
ENT_API ENT_CHECKED ent_status ent_dataset_checkpoint(ent_dataset_writer *writer, const ent_dataset_file *file,
                                                      ent_error *err);
/* Numbers from 1 of a word and of a source's code, made where they are new; 0: out of memory. actor: whose code it is,
 * empty where not known; looked at only for a new code. */
ENT_API uint32_t ent_dataset_word(ent_dataset_writer *writer, ent_str word);
ENT_API uint32_t ent_dataset_code(ent_dataset_writer *writer, ent_str system, ent_str code, ent_str actor);
/* The number of a code that is there, 0 else. */
ENT_API uint32_t ent_dataset_code_find(const ent_dataset_writer *writer, ent_str system, ent_str code);
ENT_API ENT_CHECKED ent_status ent_dataset_put_event(ent_dataset_writer *writer, const ent_field_event *event, ent_error *err);
/* A row of a relation: as many cells as the table has columns. Within a file the first row of a key counts; of two files
 * the one loaded last, whose values take the place of others (ENT_TABLE_REPLACED keeps those) and fill gaps, while what it
 * leaves out stays. Of a state's spell the later end counts; a mention stays as it is. */
ENT_API ENT_CHECKED ent_status ent_dataset_put(ent_dataset_writer *writer, ent_dataset_table table, const ent_cell *cells,
                                               ent_error *err);

/* Rows of a table with from ≤ year ≤ to (tables without years: all), in order of the key; cells live during the call. */
ENT_API ENT_CHECKED ent_status ent_dataset_each(ent_store *store, ent_dataset_table table, int32_t from, int32_t to,
                                                ent_status (*each)(void *context, const ent_cell *cells, ent_error *err),
                                                void *context, ent_error *err);

/* One month of one dyad, both directions together, one quad class. Kept while rows come in, so that asking costs the
 * same however many events there are. */
typedef struct ent_dyad_month {
  int32_t month; /* year × 12 + month − 1 */
  int quad;      /* −1: unknown */
  bool reverse;  /* from the second actor to the first */
  uint64_t n, unscored;
  double sum, sum_sq, positive, negative;
} ent_dyad_month;

/* Of a corpus, in order of months, in the arena; ids as they were loaded. */
ENT_API ENT_CHECKED ent_status ent_dataset_dyad(ent_store *store, ent_corpus corpus, ent_str actor, ent_str other,
                                                ent_arena *arena, ent_dyad_month **ret, size_t *ret_n, ent_error *err);

/* One year of one dyad, source to target, all quad classes together. */
typedef struct ent_dyad_year {
  ent_corpus corpus;
  ent_str source, target; /* ids; live during the call */
  int32_t year;
  uint64_t n, unscored;   /* events with a score and without */
  double sum, sum_sq, positive, negative;
} ent_dyad_year;

/* All dyads, year by year, of a corpus (0: of all) from … to. A walk over the roll-ups, not over the events. */
ENT_API ENT_CHECKED ent_status ent_dataset_dyad_years(ent_store *store, ent_corpus corpus, int32_t from, int32_t to,
                                                      ent_status (*each)(void *context, const ent_dyad_year *year, ent_error *err),
                                                      void *context, ent_error *err);

/* Does any loaded event name an actor by this id? */
ENT_API ENT_CHECKED ent_status ent_dataset_has_actor(ent_store *store, ent_str actor, bool *ret, ent_error *err);

typedef struct ent_corpus_month {
  ent_corpus corpus;
  int32_t month;
  uint64_t n; /* events, with a score or without */
} ent_corpus_month;

/* All months of all corpora that have events, in order of corpus and month, in the arena. Of documents: merged events that
 * took place and whose month is known. */
ENT_API ENT_CHECKED ent_status ent_dataset_months(ent_store *store, ent_arena *arena, ent_corpus_month **ret, size_t *ret_n,
                                                  ent_error *err);

/* An event with its words, as it was loaded. */
typedef struct ent_dataset_row {
  ent_corpus corpus;
  int32_t day;
  ent_str source, target, source_code, target_code; /* actors' ids ("" not known), and the source's codes */
  ent_str code, mode, report, place, publisher, document;
  int quad;
  double score, tone, latitude, longitude;
  int64_t mentions, sources, reports; /* reports: of the same event, this one included */
} ent_dataset_row;

/* Events of a dyad (either direction; both ids empty: all) in order of days; corpus 0: all. A walk over the days asked
 * for. */
ENT_API ENT_CHECKED ent_status ent_dataset_events(ent_store *store, ent_corpus corpus, ent_str actor, ent_str other,
                                                  ent_date from, ent_date to,
                                                  ent_status (*each)(void *context, const ent_dataset_row *row, ent_error *err),
                                                  void *context, ent_error *err);

#endif
