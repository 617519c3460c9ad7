/* Archives through libarchive: gz, zst, xz, bz2, lz4, and zip and tar inside or without them.
 *
 * Bombs: what comes out may be at most RATIO times what went in, once it is large at all. Text packs 3 to 10 times,
 * repetitive records 50 times; bombs live from 1,000 times and more. */
#include "source/unpack.h"

#include "base/fault.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#define RATIO 200
#define HARMLESS ((uint64_t)64 << 20)
#define MOST_MEMBERS ((size_t)10 << 20)
#define READ_SIZE ((size_t)64 << 10)

struct enti_unpacker {
  struct archive *archive;
  struct archive_entry *entry;
  enti_stream *packed;
  uint64_t in, out;    /* bytes consumed and produced */
  size_t given;        /* of the window, to libarchive: consumed when it asks for more */
  size_t members;
  bool over;           /* nothing more to be had */
  ent_error inner;     /* of the packed stream, told through libarchive */
};

/* ---- libarchive's side ------------------------------------------------------------------------------------------- */

static la_ssize_t feed(struct archive *a, void *context, const void **ret)
{
  enti_unpacker *u = context;
  ent_str some;
  enti_stream_consume(u->packed, u->given);
  u->given = 0;
  if (enti_stream_some(u->packed, &some, &u->inner)) {
    archive_set_error(a, EINVAL, "%s", u->inner.message);
    return ARCHIVE_FATAL;
  }
  u->in = u->packed->offset + some.n > u->in ? u->packed->offset + some.n : u->in;
  u->given = some.n;
  *ret = some.p;
  return (la_ssize_t)some.n;
}

static la_int64_t jump(struct archive *a, void *context, la_int64_t offset, int whence)
{
  enti_unpacker *u = context;
  int64_t at;
  if (!u->packed->origin.seek(u->packed->origin.context, offset, whence, &at)) {
    archive_set_error(a, EINVAL, "cannot seek");
    return ARCHIVE_FATAL;
  }
  u->given = 0;
  u->packed->window.n = u->packed->start = 0;
  u->packed->offset = (uint64_t)at;
  u->packed->end = false;
  return at;
}

static void set_formats(struct archive *a)
{
  archive_read_support_filter_gzip(a);
  archive_read_support_filter_zstd(a);
  archive_read_support_filter_xz(a);
  archive_read_support_filter_bzip2(a);
  archive_read_support_filter_lz4(a);
  archive_read_support_format_tar(a);
  archive_read_support_format_zip(a);
  archive_read_support_format_raw(a);
}

/* A zip is read from its directory at the end, where we can seek: what was deleted from it is not read then. */
static bool give_seek(enti_unpacker *u)
{
  int64_t at;
  if (!u->packed->origin.seek)
    return true;
  if (!u->packed->origin.seek(u->packed->origin.context, 0, SEEK_SET, &at))
    return true; /* what was sniffed is still in the window */
  u->packed->window.n = u->packed->start = 0;
  u->packed->offset = 0;
  u->packed->end = false;
  return archive_read_set_seek_callback(u->archive, jump) == ARCHIVE_OK;
}

ent_status enti_unpacker_open(enti_stream *packed, enti_unpacker **ret, ent_error *err)
{
  enti_unpacker *u = enti_calloc(1, sizeof *u);
  if (u) {
    u->packed = packed;
    u->archive = archive_read_new();
  }
  if (!u || !u->archive) {
    free(u);
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  }
  set_formats(u->archive);
  bool ready = give_seek(u) && archive_read_set_callback_data(u->archive, u) == ARCHIVE_OK &&
               archive_read_set_read_callback(u->archive, feed) == ARCHIVE_OK;
  if (!ready || archive_read_open1(u->archive) != ARCHIVE_OK) {
    const char *why = archive_error_string(u->archive);
    ent_status status = ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "damaged archive: %s", why ? why : "cannot be opened");
    enti_unpacker_close(u);
    return status;
  }
  *ret = u;
  return ENT_OK;
}

void enti_unpacker_close(enti_unpacker *u)
{
  if (!u)
    return;
  archive_read_free(u->archive);
  free(u);
}

/* ---- the member's side ------------------------------------------------------------------------------------------- */

static ent_status damaged(enti_unpacker *u, ent_error *err)
{
  const char *why = archive_error_string(u->archive);
  return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "damaged archive: %s", why ? why : "no reason given");
}

static ent_status member_read(void *context, char *p, size_t n, size_t *ret_n, ent_error *err)
{
  enti_unpacker *u = context;
  la_ssize_t got;
  do {
    got = archive_read_data(u->archive, p, n < READ_SIZE ? n : READ_SIZE);
  } while (got == ARCHIVE_RETRY);
  if (got < 0) {
    u->over |= got == ARCHIVE_FATAL;
    return damaged(u, err);
  }
  u->out += (uint64_t)got;
  if (u->out > HARMLESS && u->out / RATIO > u->in) {
    u->over = true;
    return ent_fail(err, ENT_ELIMIT, ENT_NO_OFFSET, "unpacks to more than %d times its size", RATIO);
  }
  *ret_n = (size_t)got;
  return ENT_OK;
}

static ent_str member_name(enti_unpacker *u)
{
  if (archive_format(u->archive) == ARCHIVE_FORMAT_RAW)
    return ENT_STR_NONE;
  const char *name = archive_entry_pathname(u->entry);
  if (!name)
    name = archive_entry_pathname_utf8(u->entry);
  return name ? ent_str_of(name) : ENT_STR("member");
}

static ent_date member_date(struct archive_entry *entry)
{
  int64_t day = archive_entry_mtime_is_set(entry) ? archive_entry_mtime(entry) / 86400 : -1;
  return day > 3652 && day < 100000 ? (ent_date){(int32_t)day, ENT_DATE_DAY} : ENT_NO_DATE; /* from 1980 on */
}

/* Folders, links and devices inside archives are passed over; so are empty names of Mac resource forks. */
static bool is_read(struct archive_entry *entry)
{
  const char *name = archive_entry_pathname(entry);
  bool fork = name && (!strncmp(name, "__MACOSX/", 9));
  return archive_entry_filetype(entry) == AE_IFREG && !archive_entry_hardlink(entry) && !fork;
}

ent_status enti_unpacker_next(enti_unpacker *u, enti_member *ret, bool *ret_more, ent_error *err)
{
  *ret_more = false;
  while (!u->over) {
    int got = archive_read_next_header(u->archive, &u->entry);
    if (got == ARCHIVE_RETRY)
      continue;
    if (got == ARCHIVE_EOF)
      break;
    if (got == ARCHIVE_FATAL || got == ARCHIVE_FAILED) {
      u->over = true;
      return damaged(u, err);
    }
    if (archive_format(u->archive) == ARCHIVE_FORMAT_RAW && archive_filter_count(u->archive) < 2) {
      u->over = true; /* the bytes themselves: nothing could be unpacked */
      return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "damaged archive: it cannot be unpacked");
    }
    if (++u->members > MOST_MEMBERS) {
      u->over = true;
      return ent_fail(err, ENT_ELIMIT, ENT_NO_OFFSET, "more than %zu members", MOST_MEMBERS);
    }
    if (archive_format(u->archive) != ARCHIVE_FORMAT_RAW && !is_read(u->entry))
      continue;
    *ret = (enti_member){{member_read, NULL, NULL, u}, member_name(u), member_date(u->entry)};
    *ret_more = true;
    return ENT_OK;
  }
  return ENT_OK;
}
