/* What the commands over the field's data share: states and their numbers, the alliances of a year, tables out. */
#ifndef ENTI_CLI_FIELD_H
#define ENTI_CLI_FIELD_H

#include "cli/cli.h"

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

enum { CODES_ID, CODES_COW, CODES_GW, CODES_ISO };
extern const char *const cli_codes[]; /* id, cow, gw, iso, NULL */

/* The columns say ccode1 … whatever the numbering: a state of a year, by its COW number, as the user wants it. */
void cli_put_state(cli_table *t, const ent_reader *reader, int codes, int32_t cow, int32_t year);

#define CLI_STATE_CODES 4
/* The COW numbers that an actor has in a year, the latest first; those of the name that the user gives ("KOR", "South
 * Korea", "732" with --codes cow). *ret_n may be 0: it is no member of the system in that year. */
typedef struct cli_state {
  int32_t number; /* as given, -1: by id */
  ent_str id;
} cli_state;
ENT_CHECKED ent_status cli_state_resolve(const ent_reader *reader, int codes, const char *name, ent_arena *arena,
                                         cli_state *ret, ent_error *err);
size_t cli_state_numbers(const ent_reader *reader, const cli_state *state, int codes, int32_t year,
                         int32_t out[CLI_STATE_CODES]);

/* ---- what a store holds -------------------------------------------------------------------------------------------- */

typedef struct cli_capability {
  int32_t state, year;
  double cinc;
} cli_capability;

typedef struct cli_field { /* in the arena; pledges in order of years */
  ent_state_spell *spells;
  ent_pledge *pledges;
  int32_t *pledge_years;
  cli_capability *capabilities; /* in order of state, year */
  size_t n_spells, n_pledges, n_capabilities;
  size_t cap_spells, cap_pledges, cap_years, cap_capabilities;
  ent_arena *arena;
} cli_field;

/* States, and the pledges and capabilities of from … to. ENT_ENOTFOUND, with what to load, where there are none. */
ENT_CHECKED ent_status cli_field_read(ent_store *store, int32_t from, int32_t to, ent_arena *arena, cli_field *ret,
                                      ent_error *err);
double cli_field_cinc(const cli_field *field, int32_t state, int32_t year); /* NaN: missing */

typedef struct cli_alliances { /* of one year */
  int32_t year;
  int32_t *states;
  size_t n;
  uint8_t *flags, *values; /* n × n */
  double *cinc;            /* n, NaN: missing */
} cli_alliances;
ENT_CHECKED ent_status cli_alliances_of(const cli_field *field, int32_t year, ent_arena *arena, cli_alliances *ret,
                                        ent_error *err);

/* ---- options that all of them have -------------------------------------------------------------------------------- */

#define CLI_FIELD_OPTIONS                                                                                                  \
  {"store", required_argument, NULL, 'S'}, {"data", required_argument, NULL, 'D'}, {"format", required_argument, NULL, 'f'}, \
      {"codes", required_argument, NULL, 'C'}

typedef struct cli_field_options {
  const char *store;
  ent_reader_options reader;
  int format, codes;
} cli_field_options;
/* True where c was one of them; *code is CLI_USAGE where its value is none. */
bool cli_field_option(const char *command, int c, cli_field_options *o, int *code);

/* Store and reader, opened; what the run of a command holds. */
typedef struct cli_run {
  ent_store *store;
  ent_reader *reader;
  ent_arena *arena;
} cli_run;
ENT_CHECKED ent_status cli_run_begin(cli_run *run, const cli_field_options *o, bool with_store, ent_error *err);
/* Closes all, tells the failure, gives the exit code. */
int cli_run_end(cli_run *run, ent_status status, const ent_error *err);

/* PLOVER's scores, or those of a file. */
ENT_CHECKED ent_status cli_open_scores(const ent_reader *reader, const char *path, ent_scores **ret, ent_error *err);
/* Makes room for one more in an array of the arena. */
bool cli_grow(ent_arena *arena, void **items, size_t n, size_t *cap, size_t size);

#endif
