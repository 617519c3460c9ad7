/* Reading PETRARCH dictionaries (petrarch.h). Format: docs/actors.md#petrarch-dictionaries. */
#include "actor/petrarch.h"

#include "base/file.h"

#include <stdio.h>
#include <string.h>

void enti_petrarch_warn(const enti_petrarch_lines *lines, const char *format, ...)
{
  if (!lines->files || !lines->files->warn)
    return;
  char reason[400], line[700];
  va_list args;
  va_start(args, format);
  vsnprintf(reason, sizeof reason, format, args);
  va_end(args);
  snprintf(line, sizeof line, "%.*s:%zu: %s", ENT_STR_ARG(lines->name), lines->number, reason);
  lines->files->warn(lines->files->context, line);
}

/* Bytes that are no UTF-8 become "?"; the dictionaries hold stray ones. */
static ent_str repair(ent_arena *arena, ent_str s)
{
  if (ent_utf8_valid(s) == s.n)
    return s;
  ent_str copy = ent_arena_str(arena, s);
  char *p = (char *)(uintptr_t)copy.p;
  for (size_t i = 0; p && i < copy.n; i++)
    if ((unsigned char)p[i] >= 0x80)
      p[i] = '?';
  return copy;
}

/* Cuts "<!-- … -->" and "# …" off a line. */
static ent_str without_comments(enti_petrarch_lines *lines, ent_str line)
{
  if (lines->in_comment) {
    const char *end = line.n ? memmem(line.p, line.n, "-->", 3) : NULL;
    if (!end)
      return ENT_STR("");
    lines->in_comment = false;
    line = ent_str_slice(line, (size_t)(end - line.p) + 3, line.n);
  }
  const char *open = line.n ? memmem(line.p, line.n, "<!--", 4) : NULL;
  if (open) {
    const char *close = memmem(open, line.n - (size_t)(open - line.p), "-->", 3);
    lines->in_comment = close == NULL;
    line = ent_str_slice(line, 0, (size_t)(open - line.p)); /* what follows a comment on its line is dropped */
  }
  const char *hash = line.n ? memchr(line.p, '#', line.n) : NULL;
  if (hash)
    line.n = (size_t)(hash - line.p);
  return line.n && line.p[0] == ';' ? ENT_STR("") : line;
}

bool enti_petrarch_next(enti_petrarch_lines *lines, ent_str *ret)
{
  ent_str line;
  while (lines->number < ENTI_PETRARCH_MAX_LINES && lines->rest.n && ent_str_split(&lines->rest, '\n', &line)) {
    lines->number++;
    line = without_comments(lines, line);
    if (ent_str_trim(line).n) {
      *ret = repair(lines->arena, line);
      return true;
    }
  }
  return false;
}

typedef ent_status (*dictionary_reader)(enti_builder *b, ent_str name, ent_str bytes, const enti_petrarch_files *files,
                                        ent_error *err);

static ent_status read_file(enti_builder *b, const char *path, dictionary_reader read, const enti_petrarch_files *files,
                            ent_error *err)
{
  ent_str bytes;
  if (!path)
    return ENT_OK;
  ent_status status = enti_file_read(path, ENTI_TABLE_MAX_BYTES, b->arena, &bytes, err);
  if (status != ENT_OK)
    return status;
  enti_packer_version(b->packer, bytes);
  return read(b, ent_str_of(path), bytes, files, err);
}

ent_status enti_petrarch_read(enti_builder *b, const enti_petrarch_files *files, ent_error *err)
{
  ent_status status = read_file(b, files->actors, enti_petrarch_actors, files, err);
  return status == ENT_OK ? read_file(b, files->agents, enti_petrarch_agents, files, err) : status;
}
