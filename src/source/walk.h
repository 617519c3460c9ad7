/* The files of a path: itself, or all regular files below it in byte order of their paths. */
#ifndef ENTI_WALK_H
#define ENTI_WALK_H

#include <entente/base.h>

typedef struct enti_walk enti_walk;

typedef struct enti_walked {
  int fd;             /* open for reading; the caller's to close */
  const char *path;   /* until the next call */
  ent_date date;      /* of its last change; no date for standard input, FIFOs and the like */
} enti_walked;

/* ENT_ENOTFOUND, ENT_EIO. path "-" is standard input; a FIFO or device named directly is read as a stream. */
ENT_CHECKED ent_status enti_walk_open(const char *path, bool hidden, enti_walk **ret, ent_error *err);
void enti_walk_close(enti_walk *walk);
/* The next file; *ret_more false at the end. A failure concerns one file or folder; the next call goes on. */
ENT_CHECKED ent_status enti_walk_next(enti_walk *walk, enti_walked *ret, bool *ret_more, ent_error *err);
/* What was passed over since, one line each; NULL when there is no further one. Lives until the walk is closed. */
const char *enti_walk_skipped(enti_walk *walk);

#endif
