/* Reading the tables of data/ (base/table.h). */
#include "base/table.h"

#include "base/file.h"

#include <stdio.h>
#include <string.h>

ent_status enti_table_fail(const enti_table *table, ent_error *err, const char *format, ...)
{
  char reason[700];
  va_list args;
  va_start(args, format);
  vsnprintf(reason, sizeof reason, format, args);
  va_end(args);
  return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "%.*s:%zu: %s", ENT_STR_ARG(table->name), table->line, reason);
}

/* The next line that is neither blank nor a comment; false at the end. */
static bool next_line(enti_table *table, ent_str *ret)
{
  while (table->at < table->bytes.n) {
    ent_str rest = ent_str_slice(table->bytes, table->at, table->bytes.n), line;
    ent_str_split(&rest, '\n', &line);
    table->at += line.n + 1;
    table->line++;
    if (line.n && line.p[line.n - 1] == '\r')
      line.n--;
    if (ent_str_trim(line).n && line.p[0] != '#') {
      *ret = line;
      return true;
    }
  }
  return false;
}

/* Cuts a line at its tabs; returns the number of fields, which may exceed the maximum. */
static size_t cut(ent_str line, ent_str *fields)
{
  size_t n = 0;
  ent_str field;
  while (ent_str_split(&line, '\t', &field)) {
    if (n < ENTI_TABLE_MAX_COLUMNS)
      fields[n] = ent_str_trim(field);
    n++;
  }
  return n;
}

ent_status enti_table_init(enti_table *table, ent_str name, ent_str bytes, ent_error *err)
{
  *table = (enti_table){.name = name, .bytes = bytes};
  if (ent_str_starts(bytes, ENT_STR("\xEF\xBB\xBF")))
    table->at = 3;
  size_t bad = ent_utf8_valid(bytes);
  if (bad < bytes.n) {
    table->line = 1;
    for (size_t i = 0; i < bad; i++)
      table->line += bytes.p[i] == '\n';
    return enti_table_fail(table, err, "byte %zu is not UTF-8", bad);
  }
  ent_str line;
  if (!next_line(table, &line))
    return enti_table_fail(table, err, "no header line that names the columns");
  table->n_columns = cut(line, table->columns);
  if (table->n_columns > ENTI_TABLE_MAX_COLUMNS)
    return enti_table_fail(table, err, "more than %d columns", ENTI_TABLE_MAX_COLUMNS);
  for (size_t i = 0; i < table->n_columns; i++)
    for (size_t j = 0; j < i; j++)
      if (ent_str_eq(table->columns[i], table->columns[j]))
        return enti_table_fail(table, err, "column \"%.*s\" twice", ENT_STR_ARG(table->columns[i]));
  return ENT_OK;
}

ent_status enti_table_open(enti_table *table, const char *path, ent_arena *arena, ent_error *err)
{
  ent_str bytes;
  ent_status status = enti_file_read(path, ENTI_TABLE_MAX_BYTES, arena, &bytes, err);
  if (status != ENT_OK)
    return status;
  ent_str name = ent_arena_str(arena, ent_str_of(path));
  if (!name.p)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "%s: out of memory", path);
  return enti_table_init(table, name, bytes, err);
}

size_t enti_table_find(const enti_table *table, const char *name)
{
  for (size_t i = 0; i < table->n_columns; i++)
    if (ent_str_eq(table->columns[i], ent_str_of(name)))
      return i;
  return SIZE_MAX;
}

ent_status enti_table_column(const enti_table *table, const char *name, size_t *ret, ent_error *err)
{
  size_t column = enti_table_find(table, name);
  if (column == SIZE_MAX)
    return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "%.*s: no column \"%s\"", ENT_STR_ARG(table->name), name);
  *ret = column;
  return ENT_OK;
}

ent_status enti_table_next(enti_table *table, bool *ret_more, ent_error *err)
{
  ent_str line;
  if (!next_line(table, &line)) {
    *ret_more = false;
    return ENT_OK;
  }
  size_t n = cut(line, table->fields);
  if (n != table->n_columns)
    return enti_table_fail(table, err, "%zu fields, but %zu columns in the header", n, table->n_columns);
  *ret_more = true;
  return ENT_OK;
}

ent_str enti_table_get(const enti_table *table, size_t column)
{
  return column < table->n_columns ? table->fields[column] : ENT_STR("");
}

ent_status enti_table_date(const enti_table *table, size_t column, ent_date *ret, ent_error *err)
{
  ent_str field = enti_table_get(table, column);
  ent_date date = ENT_NO_DATE;
  if (field.n && !ent_date_parse(field, &date))
    return enti_table_fail(table, err, "\"%.*s\" is no date (YYYY, YYYY-MM or YYYY-MM-DD)", ENT_STR_ARG(field));
  *ret = date;
  return ENT_OK;
}
