/* Entente: the pack, all tables of data/ compiled into one file that is mapped read-only; and the vocabulary in it.
 *
 * A pack is a row of named sections of plain little-endian data without pointers, so that opening it costs a map and
 * a check of its header. Each room writes and reads its own sections. */
#ifndef ENTENTE_PACK_H
#define ENTENTE_PACK_H

#include <entente/base.h>

typedef struct ent_pack ent_pack;
typedef struct ent_vocab ent_vocab;

/* Maps a compiled pack. ENT_ENOTFOUND; ENT_EMODEL when it is damaged, truncated or of another version. */
ENT_API ENT_CHECKED ent_status ent_pack_open(const char *path, ent_pack **ret, ent_error *err);
ENT_API void ent_pack_close(ent_pack *pack);
/* Hash over all tables that went in, 32 hex digits: the version of the knowledge. */
ENT_API const char *ent_pack_version(const ent_pack *pack);
/* A section's bytes, 16-byte aligned; empty where there is none. Lives as long as the pack. */
ENT_API ent_str ent_pack_section(const ent_pack *pack, const char *name);
/* A string that sections refer to by its offset in the pack's string pool (offset 0 is ""). Equal strings have equal
 * offsets and pointers. Out-of-range offsets give "". */
ENT_API ent_str ent_pack_string(const ent_pack *pack, uint32_t offset);

/* The words that occur in any table, folded (ent_utf8_fold). Belongs to the pack. */
ENT_API const ent_vocab *ent_pack_vocab(const ent_pack *pack);
/* Id of a folded word, 0 where no table has it. Lock-free, O(length). */
ENT_API uint32_t ent_vocab_find(const ent_vocab *vocab, ent_str fold);
ENT_API ent_str ent_vocab_word(const ent_vocab *vocab, uint32_t id);
ENT_API uint32_t ent_vocab_size(const ent_vocab *vocab); /* ids are 1 … size */

#endif
