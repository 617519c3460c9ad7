/* The load of one file: recognise, pass over what an earlier run has, put row after row, note how far it came. */
#include "dataset/cells.h"
#include "dataset/events_json.h"
#include "dataset/format.h"

#include "base/fault.h"
#include "base/hash.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BATCH ((uint64_t)128 << 20)
#define LOOK 4096 /* rows between two looks at batch and progress */

typedef struct load {
  loader l;
  input *in;
  layout how;
  record row;
  uint64_t line, resumed, checkpoint; /* resumed: bytes that an earlier run has read */
  uint64_t rows, rejected;
  ent_dataset_file file;
  FILE *rejects;
  ent_load_report *report;
  bool cut_short;
} load;

/* ---- identity --------------------------------------------------------------------------------------------------- */

/* Hash of the file's bytes as they lie there. */
static ent_status identify(const char *path, char out[33], ent_error *err)
{
  enum { PIECE = 1 << 20 };
  enti_hash128 h = ENTI_HASH128_INIT;
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  char *piece = fd < 0 ? NULL : enti_malloc(PIECE);
  ssize_t n = 0;
  size_t filled = 0;
  while (piece && (n = read(fd, piece + filled, PIECE - filled)) > 0) {
    filled += (size_t)n;
    if (filled == PIECE) { /* whole pieces, however much each read gives */
      enti_hash128_add(&h, (ent_str){piece, filled});
      filled = 0;
    }
  }
  int number = errno;
  if (filled)
    enti_hash128_add(&h, (ent_str){piece, filled});
  enti_hash128_hex(h, out);
  bool no_memory = fd >= 0 && !piece;
  free(piece);
  if (fd >= 0)
    close(fd);
  if (no_memory)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "%s: out of memory", path);
  if (fd < 0 || n < 0)
    return ent_fail(err, number == ENOENT ? ENT_ENOTFOUND : ENT_EIO, ENT_NO_OFFSET, "%s: %s", path, strerror(number));
  return ENT_OK;
}

/* ---- rejected rows ------------------------------------------------------------------------------------------------ */

/* The list as it was at the checkpoint: what an interrupted run listed behind it will be met again. */
static FILE *reopen(const char *path, uint64_t rejected)
{
  FILE *f = fopen(path, "r+");
  uint64_t lines = 0;
  for (int c; f && lines < rejected + 1 && (c = getc(f)) != EOF;)
    lines += c == '\n';
  if (!f)
    return fopen(path, "a");
  if (fseek(f, 0, SEEK_CUR) != 0 || ftruncate(fileno(f), ftell(f)) != 0) {
    fclose(f);
    return NULL;
  }
  return f;
}

static ent_status open_rejects(load *d, const char *path, const char *hash, ent_error *err)
{
  const char *folder = d->l.options->rejects, *slash = strrchr(path, '/');
  char *out = d->report->rejects;
  size_t room = sizeof d->report->rejects;
  if (!folder)
    return ENT_OK;
  if (mkdir(folder, 0777) != 0 && errno != EEXIST)
    return ent_fail(err, ENT_EIO, ENT_NO_OFFSET, "%s: %s", folder, strerror(errno));
  int n = snprintf(out, room, "%s/%s.%.8s.tsv", folder, slash ? slash + 1 : path, hash);
  if (n < 0 || (size_t)n >= room)
    return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "%s: the path is too long", path);
  if (d->file.complete)
    return ENT_OK;
  d->rejects = d->file.bytes ? reopen(out, d->file.rejected) : fopen(out, "w");
  if (!d->rejects)
    return ent_fail(err, ENT_EIO, ENT_NO_OFFSET, "%s: %s", out, strerror(errno));
  if (!d->file.bytes)
    fputs("file\tline\treason\n", d->rejects);
  return ENT_OK;
}

static void reject(load *d, const char *why)
{
  d->rejected++;
  if (!d->rejects)
    return;
  fprintf(d->rejects, "%s\t%llu\t", d->l.path, (unsigned long long)d->row.line);
  for (; *why; why++)
    fputc((unsigned char)*why < ' ' ? ' ' : *why, d->rejects);
  fputc('\n', d->rejects);
}

/* ---- header ---------------------------------------------------------------------------------------------------------- */

static ent_status next(load *d, bool *ret_any, ent_error *err)
{
  if (d->l.format && d->l.format->lines)
    return json_record_next(d->in, &d->line, &d->row, ret_any, err);
  return record_next(d->in, d->how, &d->line, &d->row, ret_any, err);
}

/* The header's fields, which the window will pass over, on the heap; one block. */
static ent_status keep_header(load *d, ent_error *err)
{
  size_t bytes = 0;
  for (size_t i = 0; i < d->row.n; i++)
    bytes += d->row.fields[i].n;
  ent_str *fields = enti_malloc(d->row.n * sizeof *fields + bytes + 1);
  if (!fields)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "%s: out of memory", d->l.path);
  char *p = (char *)(fields + d->row.n);
  for (size_t i = 0; i < d->row.n; i++) {
    ent_str s = d->row.fields[i];
    if (s.n)
      memcpy(p, s.p, s.n);
    fields[i] = ent_str_trim((ent_str){p, s.n});
    p += s.n;
  }
  d->l.header = (record){.fields = fields, .n = d->row.n};
  return ENT_OK;
}

/* Looks at the first line without consuming it. */
static ent_status first_line(load *d, ent_str *ret, ent_error *err)
{
  size_t n = 0;
  char *p = input_view(d->in, &n);
  for (bool more = true; !memchr(p, '\n', n) && more; p = input_view(d->in, &n)) {
    ent_status status = input_more(d->in, &more, err);
    if (status != ENT_OK)
      return status;
  }
  p = input_view(d->in, &n);
  if (n >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0) {
    input_consume(d->in, 3);
    p = input_view(d->in, &n);
  }
  if (n == 0)
    return ent_fail(err, ENT_EINPUT, 0, "%s: empty", d->l.path);
  const char *end = memchr(p, '\n', n);
  *ret = (ent_str){p, end ? (size_t)(end - p) : n};
  return ENT_OK;
}

static ent_status wrong_format(const load *d, ent_error *err)
{
  if (d->l.format && d->l.format->refused)
    return ent_fail(err, ENT_EINPUT, 0, "%s: %s: not loaded: %s", d->l.path, d->l.format->title, d->l.format->refused);
  if (d->l.options->format)
    return ent_fail(err, ENT_EINPUT, 0, "%s: not as %s has it (missing columns)", d->l.path, d->l.format->title);
  return ent_fail(err, ENT_EINPUT, 0, "%s: no format that is known", d->l.path);
}

/* Recognises the format; leaves the input before the first row. */
static ent_status recognise(load *d, ent_error *err)
{
  ent_str line;
  ent_status status = first_line(d, &line, err);
  if (status != ENT_OK)
    return status;
  d->how = record_layout(line);
  d->l.format = d->l.options->format ? format_named(d->l.options->format) : NULL;
  if (d->l.options->format && !d->l.format)
    return ent_fail(err, ENT_EUSAGE, ENT_NO_OFFSET, "there is no format \"%s\"", d->l.options->format);
  ent_str start = ent_str_trim(line);
  if (!d->l.format && start.n && (start.p[0] == '{' || start.p[0] == '['))
    d->l.format = json_format(start);
  if (d->l.format && d->l.format->refused)
    return wrong_format(d, err);
  if (d->l.format && d->l.format->lines)
    return ENT_OK;
  if (d->l.format && !d->l.format->names[0])
    return ENT_OK;
  /* a header is cut from a copy: quoted fields are decoded in place, and without header it is the first row */
  input *copy = NULL;
  bool any = false;
  uint64_t line_number = 0;
  status = input_memory(line, &copy, err);
  if (status == ENT_OK)
    status = record_next(copy, d->how, &line_number, &d->row, &any, err);
  if (status == ENT_OK && !d->l.format)
    d->l.format = d->row.wrong || !any ? NULL : format_find(&d->row);
  if (status == ENT_OK && (!d->l.format || d->l.format->refused || (d->l.format->names[0] && !format_columns(d->l.format, &d->row, d->l.col))))
    status = wrong_format(d, err);
  if (status == ENT_OK && d->l.format->names[0]) {
    status = keep_header(d, err);
    d->how.columns = d->l.header.n;
  }
  input_close(copy);
  if (status == ENT_OK && d->l.format->names[0]) {
    size_t n;
    input_view(d->in, &n);
    input_consume(d->in, line.n < n ? line.n + 1 : n);
    d->line = 1;
  }
  return status;
}

/* ---- rows ---------------------------------------------------------------------------------------------------------------- */

static ent_status plain_row(loader *l, const record *r, ent_error *err)
{
  ent_cell cells[ENT_TABLE_COLUMNS];
  for (size_t i = 0; l->format->types[i]; i++) {
    ent_str s = field_at(l, r, i);
    if (!cell_of_type(l->format->types[i], s, &cells[i])) {
      const char *name = l->format->names[i];
      return row_wrong(err, "%s is no number: \"%.*s\"", name + (*name == '!'), (int)(s.n < 40 ? s.n : 40), s.n ? s.p : "");
    }
    if (cells[i].kind == ENT_CELL_TEXT)
      cells[i].s = cell_text(l->arena, cells[i].s);
  }
  return put_row(l, l->format->table, cells, err);
}

/* Empty lines are no rows. A header again (files put one behind the other) is none either. */
static bool is_nothing(const load *d)
{
  const record *r = &d->row;
  if (r->wrong)
    return false;
  if (r->n == 1 && ent_str_trim(r->fields[0]).n == 0)
    return true;
  return d->l.header.n && r->n == d->l.header.n && ent_str_eq(ent_str_trim(r->fields[0]), d->l.header.fields[0]) &&
         ent_str_eq(ent_str_trim(r->fields[r->n - 1]), d->l.header.fields[r->n - 1]);
}

static ent_status one_row(load *d, ent_error *err)
{
  loader *l = &d->l;
  const record *r = &d->row;
  ent_status status = ENT_OK;
  if (is_nothing(d))
    return ENT_OK;
  if (r->wrong)
    status = row_wrong(err, "%s", r->wrong);
  else if (l->header.n && r->n != l->header.n)
    status = row_wrong(err, "%zu columns, not %zu", r->n, l->header.n);
  else
    status = l->format->types ? plain_row(l, r, err) : l->format->row(l, r, err);
  if (status == ENT_OK)
    d->rows++;
  else if (status == ENT_EINPUT) {
    reject(d, err->message);
    d->cut_short = !r->ended;
    status = ENT_OK;
  }
  ent_arena_reset(l->arena);
  return status;
}

static ent_status checkpoint(load *d, bool complete, ent_error *err)
{
  d->file.bytes = input_offset(d->in);
  d->file.lines = d->line;
  d->file.rows = d->rows;
  d->file.rejected = d->rejected;
  d->file.complete = complete;
  d->checkpoint = d->file.bytes;
  if (d->rejects && fflush(d->rejects) != 0)
    return ent_fail(err, ENT_EIO, ENT_NO_OFFSET, "%s: %s", d->report->rejects, strerror(errno));
  return d->l.writer ? ent_dataset_checkpoint(d->l.writer, &d->file, err) : ENT_OK;
}

static ent_status look(load *d, ent_error *err)
{
  const ent_load_options *o = d->l.options;
  ent_status status = ENT_OK;
  if (input_offset(d->in) - d->checkpoint >= (o->batch ? o->batch : BATCH))
    status = checkpoint(d, false, err);
  if (status == ENT_OK && o->progress) {
    uint64_t total, done = input_packed(d->in, &total);
    status = o->progress(o->context, done, total, d->rows, err);
  }
  return status;
}

/* Goes to where an earlier run stopped. */
static ent_status resume(load *d, ent_error *err)
{
  while (input_offset(d->in) < d->file.bytes) {
    size_t n, left = (size_t)(d->file.bytes - input_offset(d->in));
    input_view(d->in, &n);
    input_consume(d->in, n < left ? n : left);
    bool more = true;
    if (n < left) {
      ent_status status = input_more(d->in, &more, err);
      if (status != ENT_OK)
        return status;
    }
    if (!more)
      return ent_fail(err, ENT_EINPUT, input_offset(d->in), "%s: shorter than an earlier run found it", d->l.path);
  }
  if (d->file.bytes) {
    d->line = d->file.lines;
    d->rows = d->file.rows;
    d->rejected = d->file.rejected;
  }
  d->checkpoint = input_offset(d->in);
  return ENT_OK;
}

static ent_status all_rows(load *d, ent_error *err)
{
  bool any = true;
  ent_status status = resume(d, err);
  for (uint64_t n = 1; status == ENT_OK; n++) {
    status = next(d, &any, err);
    if (status != ENT_OK || !any)
      break;
    status = one_row(d, err);
    if (status == ENT_OK && n % LOOK == 0)
      status = look(d, err);
  }
  return status;
}

/* ---- the load --------------------------------------------------------------------------------------------------------------- */

static ent_status prepare(load *d, ent_error *err)
{
  d->row.fields = enti_malloc(ENTI_RECORD_FIELDS * sizeof *d->row.fields);
  d->l.arena = ent_arena_new(0);
  return d->row.fields && d->l.arena ? ENT_OK : ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "%s: out of memory", d->l.path);
}

static void finish(load *d)
{
  if (d->rejects)
    fclose(d->rejects);
  ent_dataset_end(d->l.writer);
  input_close(d->in);
  free(d->row.fields);
  free(d->l.header.fields);
  ent_arena_free(d->l.arena);
  d->report->format = d->l.format ? d->l.format->name : NULL;
  d->report->rows = d->rows;
  d->report->rejected = d->rejected;
}

/* The end of the file: how it ended is what the caller hears. */
static ent_status conclude(load *d, ent_status status, ent_error *err)
{
  bool damaged = status == ENT_EINPUT || status == ENT_ELIMIT || status == ENT_EIO;
  ent_error why;
  if (status != ENT_OK && !damaged)
    return status;
  if (damaged || d->cut_short || d->rows == 0) { /* what came before is kept; another attempt begins where it ended */
    ent_status kept = checkpoint(d, false, &why);
    if (kept != ENT_OK)
      return ent_fail(err, kept, ENT_NO_OFFSET, "%s", why.message);
    if (damaged)
      return ent_fail_in(err, status, "%s: line %llu", d->l.path, (unsigned long long)d->line + 1);
    return ent_fail(err, ENT_EINPUT, input_offset(d->in),
                    d->rows ? "%s: cut short: its last row is not whole" : "%s: no row that can be used", d->l.path);
  }
  return checkpoint(d, true, err);
}

static ent_status run(load *d, ent_store *store, const char *path, ent_error *err)
{
  char hash[33];
  ent_status status = prepare(d, err);
  if (status == ENT_OK)
    status = identify(path, hash, err);
  if (status == ENT_OK)
    status = input_open(path, &d->in, err);
  if (status == ENT_OK)
    status = recognise(d, err);
  if (status != ENT_OK)
    return status;
  d->file = (ent_dataset_file){ent_str_of(hash), ent_str_of(path), ent_str_of(d->l.format->name), 0, 0, 0, 0, false};
  status = ent_dataset_begin(store, &d->file, &d->l.writer, err);
  if (status == ENT_OK)
    status = open_rejects(d, path, hash, err);
  if (status != ENT_OK)
    return status;
  if (d->file.complete) {
    d->rows = d->file.rows;
    d->rejected = d->file.rejected;
    d->report->known = true;
    return ENT_OK;
  }
  return conclude(d, all_rows(d, err), err);
}

ent_status ent_dataset_load(ent_store *store, const char *path, const ent_load_options *options, ent_load_report *ret,
                            ent_error *err)
{
  ent_error mine;
  *ret = (ent_load_report){0};
  load d = {.l = {.options = options, .path = path}, .report = ret};
  ent_status status = run(&d, store, path, err ? err : &mine);
  finish(&d);
  return status;
}

ent_status ent_dataset_check(ent_str bytes, const char *as, ent_load_report *ret, ent_error *err)
{
  ent_error mine;
  const ent_load_options options = {.format = as};
  *ret = (ent_load_report){0};
  load d = {.l = {.options = &options, .path = "memory"}, .report = ret};
  err = err ? err : &mine;
  ent_status status = prepare(&d, err);
  if (status == ENT_OK)
    status = input_memory(bytes, &d.in, err);
  if (status == ENT_OK)
    status = recognise(&d, err);
  if (status == ENT_OK)
    status = conclude(&d, all_rows(&d, err), err);
  finish(&d);
  return status;
}
