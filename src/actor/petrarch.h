/* PETRARCH's actor and agent dictionaries, on top of our own tables. */
#ifndef ENTI_PETRARCH_H
#define ENTI_PETRARCH_H

#include "actor/actor_builder.h"
#include "actor/actor_compile.h"

#define ENTI_PETRARCH_MAX_LINES 4000000u

/* Reads the files named. A bad line is told to files->warn and left out; only a file that cannot be read, or one
 * beyond the limits, is an error. Codes: three letters of a CAMEO country become our id, the next three the sector;
 * a country that nobody knows keeps its letters as an id. */
ENT_CHECKED ent_status enti_petrarch_read(enti_builder *b, const enti_petrarch_files *files, ent_error *err);

/* The same over bytes in memory; name is for messages. */
ENT_CHECKED ent_status enti_petrarch_actors(enti_builder *b, ent_str name, ent_str bytes,
                                            const enti_petrarch_files *files, ent_error *err);
ENT_CHECKED ent_status enti_petrarch_agents(enti_builder *b, ent_str name, ent_str bytes,
                                            const enti_petrarch_files *files, ent_error *err);

/* The lines of a dictionary without comments ("#", "<!-- … -->" over several lines), repaired to UTF-8. */
typedef struct enti_petrarch_lines {
  ent_str name, rest;
  const enti_petrarch_files *files;
  ent_arena *arena;
  size_t number;
  bool in_comment;
} enti_petrarch_lines;

bool enti_petrarch_next(enti_petrarch_lines *lines, ent_str *ret); /* never blank; white space in front is kept */
void enti_petrarch_warn(const enti_petrarch_lines *lines, const char *format, ...) ENT_PRINTF(2, 3);

#endif
