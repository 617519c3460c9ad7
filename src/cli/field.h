/* What the commands over the field's data share: tables out, states as the user writes them, options, a run. */
#ifndef ENTI_CLI_FIELD_H
#define ENTI_CLI_FIELD_H

#include "cli/options.h"

/* ---- tables -------------------------------------------------------------------------------------------------- */

enum { TABLE_TEXT, TABLE_CSV, TABLE_JSONL };
extern const char *const cli_table_formats[]; /* text, csv, jsonl, NULL */

/* Rows written as they come; numbers with 15 digits, the undefined empty (CSV) or null. */
typedef struct cli_table {
  int format;
  const char *const *columns; /* ended by NULL */
  size_t column, rows;
  ent_buf out;
  bool failed; /* output */
} cli_table;

cli_table cli_table_begin(int format, const char *const *columns);
void cli_put_int(cli_table *t, long long value);
void cli_put_real(cli_table *t, double value);
void cli_put_text(cli_table *t, ent_str value);
void cli_put_none(cli_table *t);
/* ENT_ECANCELLED where the output is closed. */
ENT_CHECKED ent_status cli_row_end(cli_table *t, ent_error *err);
/* Writes what is left (and the header of an empty table). */
ENT_CHECKED ent_status cli_table_end(cli_table *t, ent_error *err);

/* ---- states ------------------------------------------------------------------------------------------------------ */

extern const char *const cli_codes[]; /* id, cow, gw, iso, NULL: as ent_codes */

/* The columns say ccode1 … whatever the numbering: a state of a year, by its COW number, as the user wants it. */
void cli_put_state(cli_table *t, const ent_reader *reader, int codes, int32_t cow, int32_t year);
/* The state that the user names: "KOR", "South Korea"; "732" with --codes cow. */
ENT_CHECKED ent_status cli_state_resolve(const ent_reader *reader, int codes, const char *name, ent_arena *arena,
                                         ent_state *ret, ent_error *err);
/* All of them, in the arena. */
ENT_CHECKED ent_status cli_states_resolve(const ent_reader *reader, int codes, char **names, size_t n, ent_arena *arena,
                                          ent_state **ret, ent_error *err);
/* An actor: a code that the loaded events use is meant as it is; else as cli_state_resolve, for its id. */
ENT_CHECKED ent_status cli_actor_resolve(ent_store *store, const ent_reader *reader, int codes, const char *name, ent_arena *arena,
                                         ent_str *ret, ent_error *err);
/* Year of a date, `otherwise` where it is not known. */
int32_t cli_year(ent_date date, int32_t otherwise);

/* ---- options that all of them have -------------------------------------------------------------------------------- */

typedef struct cli_field_options {
  const char *store;
  ent_reader_options reader;
  int format, codes;
} cli_field_options;

/* `formats`: the words of --format. */
#define CLI_FIELD_OPTIONS_OF(o, formats)                                                            \
  CLI_OPTION_STRING("store", &(o)->store), CLI_OPTION_STRING("data", &(o)->reader.user_data),        \
      CLI_OPTION_CHOICE("codes", &(o)->codes, cli_codes), {"format", 'f', CLI_CHOICE, &(o)->format, formats, 0, 0}
#define CLI_FIELD_OPTIONS(o) CLI_FIELD_OPTIONS_OF(o, cli_table_formats)
extern const char *const cli_corpora[]; /* of --corpus: its place + 1 is the ent_corpus */

/* Store and reader, opened; what the run of a command holds. */
typedef struct cli_run {
  ent_store *store;
  ent_reader *reader;
  ent_scores *scores;
  ent_arena *arena;
  ent_sources sources; /* all of it, for the room `relation` */
} cli_run;
typedef enum cli_need { CLI_NO_STORE, CLI_STORE, CLI_STORE_IF_ANY /* none is fine unless --store names it */ } cli_need;
ENT_CHECKED ent_status cli_run_begin(cli_run *run, const cli_field_options *o, cli_need need, ent_error *err);
/* Closes all, tells the failure, gives the exit code. */
int cli_run_end(cli_run *run, ent_status status, const ent_error *err);

/* PLOVER's scores, or those of a file. */
ENT_CHECKED ent_status cli_open_scores(const ent_reader *reader, const char *path, ent_scores **ret, ent_error *err);
/* "QAT", or "NATO,EU": what entente closeness takes for one side. */
ENT_CHECKED ent_status cli_party_resolve(const cli_run *run, int codes, const char *text, ent_party *ret, ent_error *err);
/* "QAT" or "QAT,SAU": one actor or two; ret[1] is empty for one. */
ENT_CHECKED ent_status cli_pair_resolve(const cli_run *run, int codes, const char *text, ent_str ret[2], ent_error *err);
/* One cell: "2017-06-05 QAT broke-relations-with SAU -0.43 [source]; …" */
void cli_put_causes(cli_table *t, const ent_cause *causes, size_t n);
/* Makes room for one more in an array of the arena. */
bool cli_grow(ent_arena *arena, void **items, size_t n, size_t *cap, size_t size);

#endif
