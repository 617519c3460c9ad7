/* Walking a folder: one sorted list of names for each open folder, so that memory grows with the widest folders and
 * not with the tree. Files are opened below their folder's descriptor without following links: what is checked is
 * what is read. */
#include "source/walk.h"

#include "base/fault.h"
#include "base/file.h"
#include "base/vec.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DEEPEST 64 /* folders open at the same time */
#define MOST_NAMES ((size_t)1 << 30) /* bytes of names in one folder */

typedef struct folder {
  int fd;
  ent_buf names;    /* NUL-terminated, "/" behind the names of folders */
  uint32_t *sorted; /* offsets of names */
  size_t n, cap, at;
  size_t path_n;    /* of walk.path without the names below */
} folder;

struct enti_walk {
  bool alone;        /* one file, not a folder */
  int alone_fd;
  bool hidden;
  char *root;        /* real path of the folder, for links */
  ent_buf path;      /* of the entry in hand, NUL-terminated */
  folder *folders;
  size_t n, cap;
  char **skipped;
  size_t n_skipped, cap_skipped, at_skipped;
};

static ent_status no_memory(ent_error *err)
{
  return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
}

/* ---- what is passed over ------------------------------------------------------------------------------------------ */

static ent_status skip(enti_walk *w, const char *reason, ent_error *err)
{
  void *skipped = w->skipped;
  ent_buf line = ENT_BUF_INIT(64 << 10);
  if (!enti_grow_heap(&skipped, w->n_skipped, &w->cap_skipped, sizeof *w->skipped))
    return no_memory(err);
  w->skipped = skipped;
  ent_buf_c(&line, w->path.p);
  ent_buf_c(&line, ": ");
  ent_buf_add(&line, reason, strlen(reason) + 1);
  if (line.failed) {
    ent_buf_done(&line);
    return no_memory(err);
  }
  w->skipped[w->n_skipped++] = line.p;
  return ENT_OK;
}

const char *enti_walk_skipped(enti_walk *w)
{
  return w->at_skipped < w->n_skipped ? w->skipped[w->at_skipped++] : NULL;
}

/* ---- folders ------------------------------------------------------------------------------------------------------- */

static void folder_done(folder *f)
{
  if (f->fd >= 0)
    close(f->fd);
  ent_buf_done(&f->names);
  free(f->sorted);
}

static int compare_names(const void *a, const void *b, void *context)
{
  const char *names = context;
  return strcmp(names + *(const uint32_t *)a, names + *(const uint32_t *)b);
}

static bool is_folder(int fd, const struct dirent *entry)
{
  struct stat st;
  if (entry->d_type != DT_UNKNOWN)
    return entry->d_type == DT_DIR;
  return fstatat(fd, entry->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(st.st_mode);
}

static bool add_name(folder *f, const char *name, bool is_dir)
{
  void *sorted = f->sorted;
  if (f->names.n > UINT32_MAX / 2 || !enti_grow_heap(&sorted, f->n, &f->cap, sizeof *f->sorted))
    return false;
  f->sorted = sorted;
  f->sorted[f->n++] = (uint32_t)f->names.n;
  ent_buf_c(&f->names, name);
  ent_buf_add(&f->names, "/", is_dir);
  ent_buf_char(&f->names, 0);
  return !f->names.failed;
}

/* "a-b" stands before "a/x", which compares as its path does, since "/" is part of a folder's name here. */
static bool list(folder *f, bool hidden)
{
  int copy = fcntl(f->fd, F_DUPFD_CLOEXEC, 0);
  DIR *dir = copy >= 0 ? fdopendir(copy) : NULL;
  bool fine = dir != NULL;
  if (!dir && copy >= 0)
    close(copy);
  for (struct dirent *entry; fine && (entry = readdir(dir));) {
    const char *name = entry->d_name;
    if (!strcmp(name, ".") || !strcmp(name, "..") || (!hidden && name[0] == '.'))
      continue;
    fine = add_name(f, name, is_folder(f->fd, entry));
    if (!fine)
      errno = ENOMEM;
  }
  if (dir)
    closedir(dir);
  if (f->n)
    qsort_r(f->sorted, f->n, sizeof *f->sorted, compare_names, f->names.p);
  return fine;
}

/* Takes fd. path is the folder's, with "/" at its end. */
static ent_status enter(enti_walk *w, int fd, ent_error *err)
{
  void *folders = w->folders;
  folder f = {.fd = fd, .names = ENT_BUF_INIT(MOST_NAMES), .path_n = w->path.n - 1};
  if (!enti_grow_heap(&folders, w->n, &w->cap, sizeof *w->folders)) {
    close(fd);
    return no_memory(err);
  }
  w->folders = folders;
  if (!list(&f, w->hidden)) {
    int number = errno;
    folder_done(&f);
    return enti_file_errno(err, w->path.p, number);
  }
  w->folders[w->n++] = f;
  return ENT_OK;
}

/* ---- one entry ----------------------------------------------------------------------------------------------------- */

/* A link is never followed: where it stays inside, its target is read under its own name. */
static ent_status pass_link(enti_walk *w, ent_error *err)
{
  char target[PATH_MAX];
  if (!realpath(w->path.p, target))
    return skip(w, "link without a target, passed over", err);
  size_t n = strlen(w->root);
  bool inside = !strncmp(target, w->root, n) && (target[n] == '/' || target[n] == 0 || w->root[n - 1] == '/');
  return skip(w, inside ? "link to a file of the same folder, read there" : "link out of the folder, passed over", err);
}

static ent_date changed(const struct stat *st)
{
  int64_t day = st->st_mtim.tv_sec / 86400;
  return day >= 0 && day < 100000 ? (ent_date){(int32_t)day, ENT_DATE_DAY} : ENT_NO_DATE;
}

static ent_status open_entry(enti_walk *w, int parent, const char *name, enti_walked *ret, bool *ret_file, ent_error *err)
{
  struct stat st;
  if (fstatat(parent, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
    return enti_file_errno(err, w->path.p, errno);
  if (S_ISLNK(st.st_mode))
    return pass_link(w, err);
  if (!S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode))
    return skip(w, S_ISFIFO(st.st_mode) ? "FIFO, passed over" : "no regular file, passed over", err);
  bool is_dir = S_ISDIR(st.st_mode);
  if (is_dir && w->n >= DEEPEST)
    return ent_fail(err, ENT_ELIMIT, ENT_NO_OFFSET, "%s: more than %d folders deep", w->path.p, DEEPEST);
  int fd = openat(parent, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | (is_dir ? O_DIRECTORY : 0));
  if (fd < 0 || fstat(fd, &st) != 0) {
    int number = errno;
    if (fd >= 0)
      close(fd);
    return enti_file_errno(err, w->path.p, number);
  }
  if (is_dir)
    return enter(w, fd, err);
  if (!S_ISREG(st.st_mode)) { /* changed under our hands */
    close(fd);
    return skip(w, "no regular file, passed over", err);
  }
  *ret = (enti_walked){fd, w->path.p, changed(&st)};
  *ret_file = true;
  return ENT_OK;
}

static bool set_path(enti_walk *w, size_t keep, const char *name)
{
  w->path.n = keep;
  ent_buf_add(&w->path, name, strlen(name) + 1);
  return !w->path.failed;
}

static ent_status next_below(enti_walk *w, enti_walked *ret, bool *ret_file, ent_error *err)
{
  folder *f = &w->folders[w->n - 1];
  if (f->at == f->n) {
    folder_done(f);
    w->n--;
    return ENT_OK;
  }
  const char *name = f->names.p + f->sorted[f->at++];
  if (!set_path(w, f->path_n, name)) {
    w->path.failed = false;
    return no_memory(err);
  }
  char entry[NAME_MAX + 2];
  size_t n = strlen(name);
  n -= n && name[n - 1] == '/';
  if (n > NAME_MAX)
    return ent_fail(err, ENT_EIO, ENT_NO_OFFSET, "%s: name too long", w->path.p);
  memcpy(entry, name, n);
  entry[n] = 0;
  return open_entry(w, f->fd, entry, ret, ret_file, err);
}

ent_status enti_walk_next(enti_walk *w, enti_walked *ret, bool *ret_more, ent_error *err)
{
  struct stat st;
  *ret_more = true;
  if (w->alone_fd >= 0) {
    bool regular = fstat(w->alone_fd, &st) == 0 && S_ISREG(st.st_mode);
    *ret = (enti_walked){w->alone_fd, w->path.p, regular ? changed(&st) : ENT_NO_DATE};
    w->alone_fd = -1;
    return ENT_OK;
  }
  for (bool file = false; w->n;) {
    ent_status status = next_below(w, ret, &file, err);
    if (status || file)
      return status;
  }
  *ret_more = false;
  return ENT_OK;
}

/* ---- opening ------------------------------------------------------------------------------------------------------- */

static ent_status open_root(enti_walk *w, const char *path, ent_error *err)
{
  struct stat st;
  if (!strcmp(path, "-")) {
    w->alone_fd = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0);
    return w->alone_fd >= 0 ? ENT_OK : enti_file_errno(err, "standard input", errno);
  }
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return enti_file_errno(err, path, errno);
  if (fstat(fd, &st) != 0 || !S_ISDIR(st.st_mode)) {
    w->alone_fd = fd;
    return ENT_OK;
  }
  w->root = realpath(path, NULL);
  size_t n = strlen(path);
  w->path.n--;
  if (n == 0 || path[n - 1] != '/')
    ent_buf_char(&w->path, '/');
  ent_buf_char(&w->path, 0);
  if (!w->root || w->path.failed) {
    close(fd);
    return no_memory(err);
  }
  return enter(w, fd, err);
}

ent_status enti_walk_open(const char *path, bool hidden, enti_walk **ret, ent_error *err)
{
  enti_walk *w = enti_calloc(1, sizeof *w);
  if (!w)
    return no_memory(err);
  *w = (enti_walk){.alone_fd = -1, .hidden = hidden, .path = ENT_BUF_INIT(1 << 20)};
  const char *shown = strcmp(path, "-") ? path : "standard input";
  ent_status status = set_path(w, 0, shown) ? open_root(w, path, err) : no_memory(err);
  if (status) {
    enti_walk_close(w);
    return status;
  }
  *ret = w;
  return ENT_OK;
}

void enti_walk_close(enti_walk *w)
{
  if (!w)
    return;
  if (w->alone_fd >= 0)
    close(w->alone_fd);
  while (w->n)
    folder_done(&w->folders[--w->n]);
  for (size_t i = 0; i < w->n_skipped; i++)
    free(w->skipped[i]);
  free(w->skipped);
  free(w->folders);
  free(w->root);
  ent_buf_done(&w->path);
  free(w);
}
