/* libarchive unpacks; what it gives is copied behind what is still unread. */
#include "dataset/input.h"

#include "base/fault.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SLACK 64 /* readable bytes behind the window, for those who read words */

struct input {
  struct archive *archive; /* NULL: memory, or a plain file */
  int fd;                  /* of a plain file, else -1 */
  const char *path;
  char *window;
  size_t start, end, cap;
  uint64_t offset, total;
  const char *block; /* given by libarchive, not yet copied */
  size_t block_n;
  bool finished;
};

static ent_status fail(const input *in, ent_error *err)
{
  int number = archive_errno(in->archive);
  const char *why = archive_error_string(in->archive);
  return ent_fail(err, number == ENOENT ? ENT_ENOTFOUND : number == EACCES || number == EIO || number == EISDIR ? ENT_EIO : ENT_EINPUT,
                  in->offset, "%s: %s", in->path, why ? why : "cannot be unpacked");
}

static ent_status next_member(input *in, ent_error *err)
{
  struct archive_entry *entry;
  for (;;) {
    int rc = archive_read_next_header(in->archive, &entry);
    if (rc == ARCHIVE_EOF)
      return ent_fail(err, ENT_EINPUT, 0, "%s: empty", in->path);
    if (rc < ARCHIVE_WARN)
      return fail(in, err);
    if (archive_entry_filetype(entry) == AE_IFREG || archive_entry_filetype(entry) == 0)
      return ENT_OK;
  }
}

/* A file that is not packed is read into the window without a way round. */
static ent_status read_plainly(input *in, ent_error *err)
{
  in->fd = open(in->path, O_RDONLY | O_CLOEXEC);
  if (in->fd < 0)
    return ent_fail(err, ENT_EIO, ENT_NO_OFFSET, "%s: %s", in->path, strerror(errno));
  archive_read_free(in->archive);
  in->archive = NULL;
  return ENT_OK;
}

static ent_status begin(input *in, ent_error *err)
{
  struct stat st;
  if (stat(in->path, &st) != 0)
    return ent_fail(err, errno == ENOENT ? ENT_ENOTFOUND : ENT_EIO, ENT_NO_OFFSET, "%s: %s", in->path, strerror(errno));
  if (S_ISDIR(st.st_mode))
    return ent_fail(err, ENT_EIO, ENT_NO_OFFSET, "%s: is a folder", in->path);
  in->total = (uint64_t)st.st_size;
  in->archive = archive_read_new();
  if (!in->archive)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  archive_read_support_filter_all(in->archive);
  archive_read_support_format_zip(in->archive);
  archive_read_support_format_tar(in->archive);
  archive_read_support_format_raw(in->archive);
  archive_read_support_format_empty(in->archive);
  if (archive_read_open_filename(in->archive, in->path, 1 << 18) != ARCHIVE_OK)
    return fail(in, err);
  ent_status status = next_member(in, err);
  if (status == ENT_OK && archive_format(in->archive) == ARCHIVE_FORMAT_RAW && archive_filter_count(in->archive) == 1)
    status = read_plainly(in, err);
  return status;
}

static input *make(const char *path, size_t cap)
{
  input *in = enti_calloc(1, sizeof *in);
  if (!in)
    return NULL;
  in->path = path;
  in->fd = -1;
  in->cap = cap;
  in->window = enti_malloc(cap + SLACK);
  if (in->window)
    return in;
  free(in);
  return NULL;
}

ent_status input_open(const char *path, input **ret, ent_error *err)
{
  input *in = make(path, ENTI_INPUT_WINDOW);
  if (!in)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "%s: out of memory", path);
  ent_status status = begin(in, err);
  if (status == ENT_OK)
    *ret = in;
  else
    input_close(in);
  return status;
}

ent_status input_memory(ent_str bytes, input **ret, ent_error *err)
{
  input *in = make("memory", bytes.n < 64 ? 64 : bytes.n);
  if (!in)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  if (bytes.n)
    memcpy(in->window, bytes.p, bytes.n);
  in->end = bytes.n;
  in->finished = true;
  *ret = in;
  return ENT_OK;
}

void input_close(input *in)
{
  if (!in)
    return;
  if (in->archive)
    archive_read_free(in->archive);
  if (in->fd >= 0)
    close(in->fd);
  free(in->window);
  free(in);
}

char *input_view(const input *in, size_t *ret_n)
{
  *ret_n = in->end - in->start;
  return in->window + in->start;
}

void input_consume(input *in, size_t n)
{
  in->start += n;
  in->offset += n;
}

static ent_status next_block(input *in, ent_error *err)
{
  const void *p;
  size_t n;
  la_int64_t at;
  int rc;
  do {
    rc = archive_read_data_block(in->archive, &p, &n, &at);
  } while ((rc == ARCHIVE_OK || rc == ARCHIVE_WARN) && n == 0);
  if (rc == ARCHIVE_EOF) {
    in->finished = true;
    return ENT_OK;
  }
  if (rc < ARCHIVE_WARN)
    return fail(in, err);
  in->block = p;
  in->block_n = n;
  return ENT_OK;
}

static ent_status fill_plainly(input *in, ent_error *err)
{
  while (in->end < in->cap && !in->finished) {
    ssize_t n = read(in->fd, in->window + in->end, in->cap - in->end);
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return ent_fail(err, ENT_EIO, in->offset, "%s: %s", in->path, strerror(errno));
    in->finished = n == 0;
    in->end += (size_t)n;
  }
  return ENT_OK;
}

ent_status input_more(input *in, bool *ret_more, ent_error *err)
{
  if (in->start) {
    memmove(in->window, in->window + in->start, in->end - in->start);
    in->end -= in->start;
    in->start = 0;
  }
  size_t before = in->end;
  ent_status plain = in->fd >= 0 ? fill_plainly(in, err) : ENT_OK;
  if (plain != ENT_OK)
    return plain;
  /* a whole window at a time: few moves */
  while (in->fd < 0 && in->end < in->cap && !(in->finished && !in->block_n)) {
    if (!in->block_n) {
      ent_status status = next_block(in, err);
      if (status != ENT_OK) {
        if (in->end > before)
          break; /* what came before the damage first; it is met again on the next call */
        return status;
      }
      continue;
    }
    size_t n = in->block_n < in->cap - in->end ? in->block_n : in->cap - in->end;
    memcpy(in->window + in->end, in->block, n);
    in->end += n;
    in->block += n;
    in->block_n -= n;
  }
  *ret_more = in->end > before;
  if (!*ret_more && in->end == in->cap && !(in->finished && !in->block_n))
    return ent_fail(err, ENT_ELIMIT, in->offset, "a row is longer than %zu bytes", in->cap);
  return ENT_OK;
}

uint64_t input_offset(const input *in)
{
  return in->offset;
}

uint64_t input_packed(const input *in, uint64_t *ret_total)
{
  *ret_total = in->total;
  return in->archive ? (uint64_t)archive_filter_bytes(in->archive, -1) : in->offset;
}
