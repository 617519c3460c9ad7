/* Files as a whole: read into memory, mapped. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

ent_status enti_file_errno(ent_error *err, const char *path, int number)
{
  ent_status status = number == ENOENT || number == ENOTDIR ? ENT_ENOTFOUND : number == ENOMEM ? ENT_ENOMEM : ENT_EIO;
  char reason[128];
  return ent_fail(err, status, ENT_NO_OFFSET, "%s: %s", path, strerror_r(number, reason, sizeof reason));
}

static ent_status read_all(int fd, const char *path, size_t max, ent_buf *buf, ent_error *err)
{
  buf->max = max + 1;
  for (;;) {
    if (!ent_buf_reserve(buf, 1))
      return buf->n > max ? ent_fail(err, ENT_ELIMIT, max, "%s: larger than %zu bytes", path, max)
                          : ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "%s: out of memory", path);
    ssize_t n = read(fd, buf->p + buf->n, buf->cap - buf->n);
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return enti_file_errno(err, path, errno);
    if (n == 0)
      return ENT_OK;
    buf->n += (size_t)n;
  }
}

ent_status enti_file_read(const char *path, size_t max, ent_arena *arena, ent_str *ret, ent_error *err)
{
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return enti_file_errno(err, path, errno);
  ent_buf buf = ENT_BUF_INIT(0);
  ent_status status = read_all(fd, path, max, &buf, err);
  close(fd);
  if (status == ENT_OK && buf.n > max)
    status = ent_fail(err, ENT_ELIMIT, max, "%s: larger than %zu bytes", path, max);
  if (status == ENT_OK) {
    ent_str copy = ent_arena_str(arena, ent_buf_view(&buf));
    if (copy.p)
      *ret = copy;
    else
      status = ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "%s: out of memory", path);
  }
  ent_buf_done(&buf);
  return status;
}

ent_status enti_file_map(const char *path, ent_str *ret, ent_error *err)
{
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return enti_file_errno(err, path, errno);
  struct stat st;
  if (fstat(fd, &st) != 0) {
    int number = errno;
    close(fd);
    return enti_file_errno(err, path, number);
  }
  if (!S_ISREG(st.st_mode) || st.st_size <= 0) {
    close(fd);
    return ent_fail(err, ENT_EMODEL, ENT_NO_OFFSET, "%s: empty, or not a regular file", path);
  }
  void *p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
  int number = errno;
  close(fd);
  if (p == MAP_FAILED)
    return enti_file_errno(err, path, number);
  *ret = (ent_str){p, (size_t)st.st_size};
  return ENT_OK;
}

void enti_file_unmap(ent_str mapped)
{
  if (mapped.p)
    munmap((void *)(uintptr_t)mapped.p, mapped.n);
}
