/* The two word lists that both rule sets share: moods (events/moods.tsv) and issues (ties/issues.tsv). */
#include "base/table.h"
#include "base/vec.h"
#include "event/rule.h"
#include "event/rule_compile.h"
#include "event/rule_syntax.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct mood_list {
  enti_mood_word *words;
  size_t n, cap;
} mood_list;

typedef struct issue_list {
  enti_issue_word *words;
  size_t n, cap;
} issue_list;

static ent_status no_memory(ent_error *err)
{
  return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
}

static ent_status add_mood(mood_list *list, const enti_table *table, const size_t at[3], ent_arena *arena,
                           enti_packer *packer, ent_error *err)
{
  enti_mood_word entry = {0};
  ent_str moods = enti_table_get(table, at[2]), mood, words = enti_table_get(table, at[0]), word;
  if (!enti_pos_parse(enti_table_get(table, at[1]), &entry.pos))
    return enti_table_fail(table, err, "pos is v, n, a, aux, mark or neg");
  while (ent_str_split(&moods, ';', &mood)) {
    uint32_t bit = enti_mood_parse(mood);
    if (!bit)
      return enti_table_fail(table, err, "unknown mood \"%.*s\"", ENT_STR_ARG(mood));
    entry.mood |= bit;
  }
  while (ent_str_split(&words, ';', &word)) {
    void *p = list->words;
    if (!enti_grow(arena, &p, list->n, &list->cap, sizeof *list->words))
      return no_memory(err);
    list->words = p;
    entry.word = enti_packer_word(packer, word);
    if (!entry.word)
      return enti_table_fail(table, err, "empty word");
    list->words[list->n++] = entry;
  }
  return ENT_OK;
}

static int by_mood_word(const void *a, const void *b)
{
  const enti_mood_word *x = a, *y = b;
  if (x->word != y->word)
    return (x->word > y->word) - (x->word < y->word);
  return (x->pos > y->pos) - (x->pos < y->pos);
}

static ent_status read_moods(mood_list *list, const char *path, ent_arena *arena, enti_packer *packer, ent_error *err)
{
  enti_table table;
  size_t at[3];
  bool more = false;
  static const char *const names[3] = {"word", "pos", "mood"};
  ent_status status = enti_table_open(&table, path, arena, err);
  if (status == ENT_OK)
    enti_packer_version(packer, table.bytes);
  for (int i = 0; status == ENT_OK && i < 3; i++)
    status = enti_table_column(&table, names[i], &at[i], err);
  while (status == ENT_OK && (status = enti_table_next(&table, &more, err)) == ENT_OK && more)
    status = add_mood(list, &table, at, arena, packer, err);
  return status;
}

static ent_status append(enti_packer *packer, const char *name, const void *bytes, size_t n, ent_error *err)
{
  ent_buf *section = enti_packer_section(packer, name);
  if (!section)
    return no_memory(err);
  if (n)
    ent_buf_add(section, bytes, n);
  return section->failed ? no_memory(err) : ENT_OK;
}

ent_status enti_moods_compile(enti_packer *packer, const enti_data_dirs *dirs, ent_error *err)
{
  mood_list list = {0};
  ent_arena *arena = ent_arena_new(0);
  ent_status status = arena ? ENT_OK : no_memory(err);
  for (size_t d = 0; status == ENT_OK && d < dirs->n; d++) {
    char path[4096];
    snprintf(path, sizeof path, "%s/events/moods.tsv", dirs->dirs[d]);
    status = read_moods(&list, path, arena, packer, err);
    if (status == ENT_ENOTFOUND && d > 0)
      status = ENT_OK;
  }
  if (status == ENT_OK && list.n)
    qsort(list.words, list.n, sizeof *list.words, by_mood_word);
  if (status == ENT_OK)
    status = append(packer, "event.mood", list.words, list.n * sizeof *list.words, err);
  ent_arena_free(arena);
  return status;
}

static ent_status add_issue(issue_list *list, const enti_table *table, size_t at_word, size_t at_issue,
                            ent_arena *arena, enti_packer *packer, ent_error *err)
{
  ent_str words = enti_table_get(table, at_word), word;
  uint32_t issue = enti_packer_string(packer, enti_table_get(table, at_issue));
  if (issue == 0)
    return enti_table_fail(table, err, "no issue");
  while (ent_str_split(&words, ';', &word)) {
    void *p = list->words;
    if (!enti_grow(arena, &p, list->n, &list->cap, sizeof *list->words))
      return no_memory(err);
    list->words = p;
    uint32_t id = enti_packer_word(packer, word);
    if (!id)
      return enti_table_fail(table, err, "empty word");
    list->words[list->n++] = (enti_issue_word){id, issue};
  }
  return ENT_OK;
}

static int by_issue_word(const void *a, const void *b)
{
  const enti_issue_word *x = a, *y = b;
  return (x->word > y->word) - (x->word < y->word);
}

static ent_status read_issues(issue_list *list, const char *path, ent_arena *arena, enti_packer *packer,
                              ent_error *err)
{
  enti_table table;
  size_t words = 0, issue = 0;
  bool more = false;
  ent_status status = enti_table_open(&table, path, arena, err);
  if (status == ENT_OK)
    enti_packer_version(packer, table.bytes);
  if (status == ENT_OK)
    status = enti_table_column(&table, "word", &words, err);
  if (status == ENT_OK)
    status = enti_table_column(&table, "issue", &issue, err);
  while (status == ENT_OK && (status = enti_table_next(&table, &more, err)) == ENT_OK && more)
    status = add_issue(list, &table, words, issue, arena, packer, err);
  return status;
}

ent_status enti_issues_compile(enti_packer *packer, const enti_data_dirs *dirs, ent_error *err)
{
  issue_list list = {0};
  ent_arena *arena = ent_arena_new(0);
  ent_status status = arena ? ENT_OK : no_memory(err);
  for (size_t d = 0; status == ENT_OK && d < dirs->n; d++) {
    char path[4096];
    snprintf(path, sizeof path, "%s/ties/issues.tsv", dirs->dirs[d]);
    status = read_issues(&list, path, arena, packer, err);
    if (status == ENT_ENOTFOUND && d > 0)
      status = ENT_OK;
  }
  if (status == ENT_OK && list.n)
    qsort(list.words, list.n, sizeof *list.words, by_issue_word);
  if (status == ENT_OK)
    status = append(packer, "event.issue", list.words, list.n * sizeof *list.words, err);
  ent_arena_free(arena);
  return status;
}
