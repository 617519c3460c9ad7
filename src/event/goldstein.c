/* The Goldstein scale: compiled, opened, asked. */
#include "event/goldstein.h"

#include "base/table.h"
#include "base/vec.h"

#include <stdio.h>
#include <stdlib.h>

enum { CODE, NAME, VALUE, MODE, UNDER, N_COLUMNS = UNDER + ENTI_UNDER_COUNT };

typedef struct row {
  ent_str code, name, mode, under[ENTI_UNDER_COUNT];
  int32_t tenths;
} row;

typedef struct row_list {
  row *rows;
  size_t n, cap;
} row_list;

/* "-5", "3.4" → tenths. */
static bool read_tenths(ent_str s, int32_t *ret)
{
  bool minus = s.n && s.p[0] == '-', point = false;
  int32_t value = 0;
  size_t decimals = 0;
  for (size_t i = minus; i < s.n; i++) {
    if (s.p[i] == '.' && !point) {
      point = true;
      continue;
    }
    if (s.p[i] < '0' || s.p[i] > '9' || value > 1000)
      return false;
    value = value * 10 + (s.p[i] - '0');
    decimals += point;
  }
  if (s.n == minus || decimals > 1)
    return false;
  *ret = (minus ? -1 : 1) * (decimals ? value : value * 10);
  return true;
}

static int by_code(const void *a, const void *b)
{
  return ent_str_cmp(((const row *)a)->code, ((const row *)b)->code);
}

static ent_status add_row(row_list *list, const enti_table *table, const size_t col[N_COLUMNS], ent_arena *arena,
                          ent_error *err)
{
  row r = {.code = enti_table_get(table, col[CODE]), .name = enti_table_get(table, col[NAME]),
           .mode = enti_table_get(table, col[MODE])};
  for (size_t i = 0; i < ENTI_UNDER_COUNT; i++)
    r.under[i] = enti_table_get(table, col[UNDER + i]);
  void *rows = list->rows;
  if (r.code.n < 2 || r.code.n > 4)
    return enti_table_fail(table, err, "a CAMEO code has two to four digits");
  if (!read_tenths(enti_table_get(table, col[VALUE]), &r.tenths))
    return enti_table_fail(table, err, "a Goldstein value is a number with one decimal");
  if (!enti_grow(arena, &rows, list->n, &list->cap, sizeof *list->rows))
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  list->rows = rows;
  list->rows[list->n++] = r;
  return ENT_OK;
}

static ent_status read_file(row_list *list, const char *path, ent_arena *arena, enti_packer *packer, ent_error *err)
{
  enti_table table;
  static const char *const names[] = {"code", "name", "goldstein", "mode", "agree", "reject", "request", "threaten",
                                      "stop"};
  size_t col[N_COLUMNS] = {0};
  bool more = false;
  ent_status status = enti_table_open(&table, path, arena, err);
  if (status == ENT_OK)
    enti_packer_version(packer, table.bytes);
  for (size_t i = 0; status == ENT_OK && i < N_COLUMNS; i++)
    status = enti_table_column(&table, names[i], &col[i], err);
  while (status == ENT_OK && (status = enti_table_next(&table, &more, err)) == ENT_OK && more)
    status = add_row(list, &table, col, arena, err);
  return status;
}

static ent_status write_codes(row_list *list, enti_packer *packer, ent_error *err)
{
  ent_buf *section = enti_packer_section(packer, "event.cameo");
  if (list->n)
    qsort(list->rows, list->n, sizeof *list->rows, by_code);
  for (size_t i = 0; section && i < list->n; i++) {
    const row *r = &list->rows[i];
    enti_cameo cameo = {.code = enti_packer_string(packer, r->code), .name = enti_packer_string(packer, r->name),
                        .tenths = r->tenths, .mode = enti_packer_string(packer, r->mode)};
    for (size_t k = 0; k < ENTI_UNDER_COUNT; k++)
      cameo.under[k] = enti_packer_string(packer, r->under[k]);
    ent_buf_add(section, &cameo, sizeof cameo);
  }
  return section && !section->failed ? ENT_OK : ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
}

ent_status enti_goldstein_compile(enti_packer *packer, const enti_data_dirs *dirs, ent_error *err)
{
  row_list list = {0};
  char path[4096];
  ent_arena *arena = ent_arena_new(0);
  if (!arena)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  snprintf(path, sizeof path, "%s/events/cameo.tsv", dirs->n ? dirs->dirs[0] : ".");
  ent_status status = read_file(&list, path, arena, packer, err);
  if (status == ENT_OK)
    status = write_codes(&list, packer, err);
  ent_arena_free(arena);
  return status;
}

ent_status enti_goldstein_open(const ent_pack *pack, enti_goldstein_table *ret, ent_error *err)
{
  ent_str bytes = ent_pack_section(pack, "event.cameo");
  if (bytes.n % sizeof(enti_cameo) || bytes.n / sizeof(enti_cameo) > UINT32_MAX / 2)
    return ent_fail(err, ENT_EMODEL, ENT_NO_OFFSET, "data pack: section event.cameo is damaged");
  const void *codes = bytes.p;
  *ret = (enti_goldstein_table){pack, codes, (uint32_t)(bytes.n / sizeof(enti_cameo))};
  return ENT_OK;
}

/* NULL: the table does not have it. */
static const enti_cameo *find_code(const enti_goldstein_table *table, ent_str cameo)
{
  uint32_t low = 0, high = table->n;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (ent_str_cmp(ent_pack_string(table->pack, table->codes[middle].code), cameo) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  if (low >= table->n || !ent_str_eq(ent_pack_string(table->pack, table->codes[low].code), cameo))
    return NULL;
  return &table->codes[low];
}

bool enti_goldstein_find(const enti_goldstein_table *table, ent_str cameo, double *ret)
{
  for (; cameo.n >= 2; cameo.n--) {
    const enti_cameo *found = find_code(table, cameo);
    if (found) {
      *ret = found->tenths / 10.0;
      return true;
    }
  }
  return false;
}

ent_str enti_cameo_name(const enti_goldstein_table *table, ent_str cameo)
{
  const enti_cameo *found = find_code(table, cameo);
  return found ? ent_pack_string(table->pack, found->name) : ENT_STR_NONE;
}

ent_str enti_cameo_under(const enti_goldstein_table *table, ent_str cameo, ent_str type, ent_str *ret_mode)
{
  static const struct {
    const char *type;
    int under;
  } types[] = {{"AGREE", ENTI_UNDER_AGREE},       {"REJECT", ENTI_UNDER_REJECT}, {"REQUEST", ENTI_UNDER_REQUEST},
               {"THREATEN", ENTI_UNDER_THREATEN}, {"SANCTION", ENTI_UNDER_STOP}, {"CONCEDE", ENTI_UNDER_STOP},
               {"RETREAT", ENTI_UNDER_STOP}};
  const enti_cameo *found = find_code(table, cameo);
  *ret_mode = ENT_STR_NONE;
  for (size_t i = 0; found && i < sizeof types / sizeof *types; i++) {
    if (!ent_str_eq(ent_str_of(types[i].type), type))
      continue;
    ent_str code = ent_pack_string(table->pack, found->under[types[i].under]);
    const enti_cameo *derived = find_code(table, code);
    if (derived)
      *ret_mode = ent_pack_string(table->pack, derived->mode);
    return code;
  }
  return ENT_STR_NONE;
}
