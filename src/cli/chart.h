/* Pictures that commands write: where to, and what stands at their foot. */
#ifndef ENTI_CLI_CHART_H
#define ENTI_CLI_CHART_H

#include "cli/cli.h"

typedef enum cli_chart_kind { CLI_CHART_NONE, CLI_CHART_TERM, CLI_CHART_SVG, CLI_CHART_PNG } cli_chart_kind;

/* "term", "FILE.svg", "FILE.png"; NULL: none. False after telling what is wrong. */
bool cli_chart_of(const char *command, const char *value, cli_chart_kind *ret);
/* Standard output is a terminal, and no --format was asked for: people see a picture rather than a wide table. */
bool cli_chart_wanted(int argc, char **argv);
/* What to call a store at the foot of a picture; NULL where there is none. path: as the user gave it, may be NULL. */
const char *cli_store_name(const ent_store *store, const char *path);
/* Writes bytes to a file, whole or not at all. */
ENT_CHECKED ent_status cli_write_file(const char *path, ent_str bytes, ent_error *err);
/* Writes a picture (as PNG with two pixels for one) to the file, whole or not at all. */
ENT_CHECKED ent_status cli_chart_write(const char *path, cli_chart_kind kind, ent_str svg, ent_error *err);
/* "Entente 0.1.0, data 1a2b3c4d5e6f; store PATH." in the arena. */
ent_str cli_chart_source(const ent_reader *reader, const char *store, ent_arena *arena);
/* Copies a year of a posture, which lives only while it is told, into the arena. */
ENT_CHECKED ent_status cli_keep_posture(ent_arena *arena, const ent_posture_year *year, ent_posture_year **years, size_t *n,
                                        size_t *cap, ent_error *err);
/* How to draw on standard output. */
ent_chart_style cli_chart_style(void);

#endif
