/* Files as a whole: read into memory, mapped. */
#ifndef ENTI_FILE_H
#define ENTI_FILE_H

#include <entente/base.h>

/* The whole file in the arena. ENT_ENOTFOUND, ENT_EIO (the system's reason), ENT_ELIMIT over max bytes. */
ENT_CHECKED ent_status enti_file_read(const char *path, size_t max, ent_arena *arena, ent_str *ret, ent_error *err);
/* Mapped read-only. An empty file is ENT_EMODEL. Undo with enti_file_unmap. */
ENT_CHECKED ent_status enti_file_map(const char *path, ent_str *ret, ent_error *err);
void enti_file_unmap(ent_str mapped);
/* The system's reason as status and message: "path: No such file or directory". */
ent_status enti_file_errno(ent_error *err, const char *path, int number);

#endif
