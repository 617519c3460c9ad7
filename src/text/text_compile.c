/* The tables of data/text/ → the section "text.words" (lexicon.h): a number for each word, its bits set by the tables
 * that have the word. */
#include "base/fault.h"
#include "text/text_compile.h"
#include "base/table.h"
#include "text/lexicon.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct value_list {
  uint32_t *items; /* by word id */
  size_t n;
} value_list;

typedef struct kind_bit {
  const char *kind;
  uint32_t bit;
} kind_bit;

/* One table: its file, the bit of every row (0: by its column `kind`), and the column that changes a row's bits. */
typedef struct word_table {
  const char *file;
  uint32_t bit;
  const char *column; /* "case", "first", or NULL */
} word_table;

static const word_table tables[] = {
    {"abbreviations.tsv", 0, "case"},
    {"affixes.tsv", 0, NULL},
    {"contractions.tsv", ENTI_LEX_CUT, "first"},
    {"endings.tsv", ENTI_LEX_ENDING, NULL},
    {"followers.tsv", ENTI_LEX_FOLLOWS, NULL},
    {"letters.tsv", 0, NULL},
    {"starters.tsv", ENTI_LEX_STARTER, NULL},
    {"units.tsv", ENTI_LEX_UNIT, "case"},
};

static const kind_bit kinds[] = {
    {"before-name", ENTI_LEX_BEFORE_NAME}, {"before-number", ENTI_LEX_BEFORE_NUMBER},
    {"calendar", ENTI_LEX_CALENDAR},       {"abbreviation", ENTI_LEX_ABBREVIATION},
    {"salutation", ENTI_LEX_SALUTATION},   {"valediction", ENTI_LEX_VALEDICTION},
    {"prefix", ENTI_LEX_PREFIX},           {"suffix", ENTI_LEX_SUFFIX},
};

static ent_status set_bits(value_list *values, enti_packer *packer, ent_str word, uint32_t bits, ent_error *err)
{
  uint32_t id = enti_packer_word(packer, word);
  if (id >= values->n) {
    size_t n = (size_t)id * 2 + 64;
    uint32_t *items = id ? enti_realloc(values->items, n * sizeof *items) : NULL;
    if (!items)
      return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "data/text: out of memory");
    memset(items + values->n, 0, (n - values->n) * sizeof *items);
    values->items = items;
    values->n = n;
  }
  values->items[id] |= bits;
  return ENT_OK;
}

static ent_status kind_of_row(const enti_table *table, uint32_t *ret_bits, ent_error *err)
{
  ent_str kind = enti_table_get(table, enti_table_find(table, "kind"));
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (ent_str_eq(kind, ent_str_of(kinds[i].kind))) {
      *ret_bits = kinds[i].bit;
      return ENT_OK;
    }
  return enti_table_fail(table, err, "unknown kind '%.*s'", ENT_STR_ARG(kind));
}

/* The bits that a row's further column adds. */
static ent_status refine(const enti_table *table, const word_table *which, ent_str word, uint32_t *bits, ent_error *err)
{
  ent_str value = enti_table_get(table, enti_table_find(table, which->column));
  if (which->bit == ENTI_LEX_CUT) {
    if (!value.n || value.n >= word.n || value.n > 255 || !ent_str_starts(word, value))
      return enti_table_fail(table, err, "'%.*s' is not the beginning of '%.*s'", ENT_STR_ARG(value),
                             ENT_STR_ARG(word));
    *bits |= (uint32_t)value.n << 16;
  } else if (ent_str_eq(value, ENT_STR("capital"))) {
    *bits |= ENTI_LEX_CAPITAL;
  } else if (ent_str_eq(value, ENT_STR("small"))) {
    *bits |= ENTI_LEX_SAME_CASE;
  } else if (value.n) {
    return enti_table_fail(table, err, "case is '%.*s', not 'capital', 'small' or empty", ENT_STR_ARG(value));
  }
  return ENT_OK;
}

static ent_status compile_row(const enti_table *table, const word_table *which, enti_packer *packer, value_list *values,
                              ent_error *err)
{
  ent_str word = enti_table_get(table, enti_table_find(table, "word"));
  uint32_t bits = which->bit;
  if (!word.n)
    return enti_table_fail(table, err, "no word");
  ent_status status = bits ? ENT_OK : kind_of_row(table, &bits, err);
  if (status == ENT_OK && which->column)
    status = refine(table, which, word, &bits, err);
  return status == ENT_OK ? set_bits(values, packer, word, bits, err) : status;
}

static ent_status compile_table(const char *path, const word_table *which, enti_packer *packer, ent_arena *arena,
                                value_list *values, ent_error *err)
{
  enti_table table;
  size_t column;
  ent_status status = enti_table_open(&table, path, arena, err);
  if (status == ENT_OK)
    status = enti_table_column(&table, "word", &column, err);
  if (status == ENT_OK && !which->bit)
    status = enti_table_column(&table, "kind", &column, err);
  if (status == ENT_OK && which->column)
    status = enti_table_column(&table, which->column, &column, err);
  if (status == ENT_OK)
    enti_packer_version(packer, table.bytes);
  for (bool more = true; status == ENT_OK && more;) {
    status = enti_table_next(&table, &more, err);
    if (status == ENT_OK && more)
      status = compile_row(&table, which, packer, values, err);
  }
  return status;
}

static ent_status compile_dirs(enti_packer *packer, const enti_data_dirs *dirs, ent_arena *arena, value_list *values,
                               ent_error *err)
{
  for (size_t d = 0; d < dirs->n; d++)
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
      ent_str path = ent_arena_printf(arena, "%s/text/%s", dirs->dirs[d], tables[i].file);
      if (!path.p)
        return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "data/text: out of memory");
      ent_error why;
      ent_status status = compile_table(path.p, &tables[i], packer, arena, values, &why);
      if (status == ENT_ENOTFOUND && d > 0)
        continue; /* a user's folder need not have it */
      if (status != ENT_OK) {
        if (err)
          *err = why;
        return status;
      }
    }
  return ENT_OK;
}

ent_status enti_text_compile(enti_packer *packer, const enti_data_dirs *dirs, ent_error *err)
{
  ent_arena *arena = ent_arena_new(0);
  value_list values = {0};
  ent_status status = arena ? compile_dirs(packer, dirs, arena, &values, err)
                            : ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "data/text: out of memory");
  ent_buf *section = status == ENT_OK ? enti_packer_section(packer, ENTI_TEXT_SECTION) : NULL;
  if (section) {
    uint32_t n = (uint32_t)values.n;
    ent_buf_add(section, &n, sizeof n);
    ent_buf_add(section, values.items, values.n * sizeof *values.items);
  }
  if (status == ENT_OK && (!section || section->failed))
    status = ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "data/text: out of memory");
  free(values.items);
  ent_arena_free(arena);
  return status;
}
