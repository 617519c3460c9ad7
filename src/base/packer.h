/* Builds a pack (include/entente/pack.h) in memory: strings and words are interned, sections are appended to, then
 * all is written in one piece. Used by the build (tools/compile_data.c) and for --data at run time. */
#ifndef ENTI_PACKER_H
#define ENTI_PACKER_H

#include <entente/pack.h>

typedef struct enti_packer enti_packer;

enti_packer *enti_packer_new(void); /* NULL: out of memory */
void enti_packer_free(enti_packer *packer);

/* Offset of s in the string pool (the same for equal strings; 0 for ""). UINT32_MAX: out of memory. */
uint32_t enti_packer_string(enti_packer *packer, ent_str s);
/* Id of a word, which is folded first (ent_utf8_fold); 0: empty or out of memory. */
uint32_t enti_packer_word(enti_packer *packer, ent_str word);
/* The buffer of a section; made when new. Rooms append their own records, each size a multiple of 4.
 * NULL: out of memory. Pointers stay valid until the packer is freed. */
ent_buf *enti_packer_section(enti_packer *packer, const char *name);
/* Mixes a table's bytes into the version. */
void enti_packer_version(enti_packer *packer, ent_str bytes);

/* Lays out the finished pack as bytes. */
ENT_CHECKED ent_status enti_packer_write(enti_packer *packer, ent_buf *out, ent_error *err);
/* The same as an open pack, which owns a copy of the bytes. */
ENT_CHECKED ent_status enti_packer_open(enti_packer *packer, ent_pack **ret, ent_error *err);

/* Where the tables are: dirs[0] is the project's data/, the others (a user's) go on top. A file that is missing in a
 * later folder is fine. */
typedef struct enti_data_dirs {
  const char *const *dirs;
  size_t n;
  const struct enti_petrarch_files *petrarch; /* actor/actor_compile.h; NULL: none */
} enti_data_dirs;

#endif
