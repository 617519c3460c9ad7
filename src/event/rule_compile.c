/* Tables of coding rules → sections of the pack. One pass over the rows; the index of triggers is sorted at the end.
 *
 * A row: id trigger pos where source target code …; what each column may hold stands in docs/events.md. Whatever is
 * misspelt (a role, a set, a type, a CAMEO code) is an error here, since at run time it would only be silence. */
#include "event/rule_compile.h"

#include "base/intern.h"
#include "base/table.h"
#include "base/vec.h"
#include "event/rule.h"
#include "event/rule_syntax.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_WORDS 4096 /* of one condition or trigger, sets expanded */

typedef struct vec {
  void *items;
  size_t n, cap;
} vec;

typedef struct compiler {
  enti_packer *packer;
  ent_arena *arena;
  enti_sets sets;
  vec rules, roles, conds, words, keys; /* of enti_rule, enti_role, enti_cond, uint32_t, enti_rule_key */
} compiler;

typedef struct columns {
  size_t id, trigger, pos, where, source, target, code, mode, cameo, contexts, issues, form, modality, example,
      confidence;
} columns;

static void *push(compiler *c, vec *to, size_t size)
{
  if (!enti_grow(c->arena, &to->items, to->n, &to->cap, size))
    return NULL;
  return (char *)to->items + to->n++ * size;
}

static ent_status no_memory(ent_error *err)
{
  return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
}

static int by_number(const void *a, const void *b)
{
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

/* "a;b;&set" (or with '|') → ids of words at the end of `out`. */
static ent_status read_words(compiler *c, const enti_table *table, ent_str list, char separator, uint32_t *out,
                             uint32_t *n, ent_error *err)
{
  ent_str word;
  while (list.n && ent_str_split(&list, separator, &word)) {
    ent_str members = word;
    if (word.n && word.p[0] == '&' && !enti_sets_find(&c->sets, word, &members))
      return enti_table_fail(table, err, "no set %.*s in synonyms.tsv", ENT_STR_ARG(word));
    ent_str member;
    while (ent_str_split(&members, ';', &member)) {
      uint32_t id = enti_packer_word(c->packer, member);
      if (!id)
        return enti_table_fail(table, err, "empty word in \"%.*s\"", ENT_STR_ARG(list));
      if (*n == MAX_WORDS)
        return enti_table_fail(table, err, "more than %d words", MAX_WORDS);
      out[(*n)++] = id;
    }
  }
  return ENT_OK;
}

static ent_status add_words(compiler *c, const enti_table *table, ent_str list, enti_cond *cond, ent_error *err)
{
  uint32_t ids[MAX_WORDS], n = 0;
  ent_status status = read_words(c, table, list, ';', ids, &n, err);
  if (status != ENT_OK)
    return status;
  qsort(ids, n, sizeof *ids, by_number);
  cond->words = (uint32_t)c->words.n;
  cond->n_words = n;
  for (uint32_t i = 0; i < n; i++) {
    uint32_t *slot = push(c, &c->words, sizeof(uint32_t));
    if (!slot)
      return no_memory(err);
    *slot = ids[i];
  }
  return ENT_OK;
}

/* "[!]role=word;word" */
static ent_status add_cond(compiler *c, const enti_table *table, ent_str text, ent_error *err)
{
  enti_cond cond = {.negate = text.n && text.p[0] == '!'};
  ent_str rest = ent_str_slice(text, cond.negate, text.n), role;
  if (!ent_str_split(&rest, '=', &role) || !rest.n)
    return enti_table_fail(table, err, "\"%.*s\" is no condition (role=words)", ENT_STR_ARG(text));
  if (!enti_role_parse(c->packer, role, &cond.role))
    return enti_table_fail(table, err, "unknown role \"%.*s\"", ENT_STR_ARG(role));
  if (rest.p[0] == '@') {
    if (!enti_test_parse(rest, &cond.test))
      return enti_table_fail(table, err, "unknown test \"%.*s\"", ENT_STR_ARG(rest));
  } else {
    ent_status status = add_words(c, table, rest, &cond, err);
    if (status != ENT_OK)
      return status;
  }
  enti_cond *slot = push(c, &c->conds, sizeof(enti_cond));
  if (!slot)
    return no_memory(err);
  *slot = cond;
  return ENT_OK;
}

static ent_status add_conds(compiler *c, const enti_table *table, ent_str text, enti_rule *rule, ent_error *err)
{
  ent_str group, cond;
  rule->cond = (uint32_t)c->conds.n;
  while (text.n && ent_str_split(&text, ' ', &group))
    while (group.n && ent_str_split(&group, '|', &cond)) {
      ent_status status = add_cond(c, table, cond, err);
      if (status != ENT_OK)
        return status;
      ((enti_cond *)c->conds.items)[c->conds.n - 1].or_next = group.p != NULL && group.n > 0;
    }
  rule->n_cond = (uint32_t)c->conds.n - rule->cond;
  return ENT_OK;
}

/* "subj|poss|with?" → roles; *optional for the question mark, or for an empty list. */
static ent_status add_roles(compiler *c, const enti_table *table, ent_str text, uint32_t *ret_first, uint32_t *ret_n,
                            bool *optional, ent_error *err)
{
  *ret_first = (uint32_t)c->roles.n;
  *optional = text.n == 0 || text.p[text.n - 1] == '?';
  ent_str rest = ent_str_slice(text, 0, text.n - (text.n && *optional)), name;
  while (rest.n && ent_str_split(&rest, '|', &name)) {
    enti_role *slot = push(c, &c->roles, sizeof(enti_role));
    if (!slot)
      return no_memory(err);
    if (!enti_role_parse(c->packer, name, slot))
      return enti_table_fail(table, err, "unknown role \"%.*s\"", ENT_STR_ARG(name));
  }
  *ret_n = (uint32_t)c->roles.n - *ret_first;
  return ENT_OK;
}

static bool listed(const char *list, ent_str word)
{
  ent_str rest = ent_str_of(list), one;
  while (word.n && ent_str_split(&rest, ' ', &one))
    if (ent_str_eq(one, word))
      return true;
  return false;
}

static ent_status read_code(compiler *c, const enti_table *table, const enti_rule_table *kind, ent_str code,
                            enti_rule *rule, ent_error *err)
{
  bool one_only = !strchr(kind->codes, ' ');
  if (one_only && !code.n)
    code = ent_str_of(kind->codes);
  if (rule->flags & (ENTI_RULE_VOID | ENTI_RULE_ECHO))
    code = ENT_STR_NONE;
  else if (!listed(kind->codes, code))
    return enti_table_fail(table, err, "unknown type \"%.*s\"; known: %s", ENT_STR_ARG(code), kind->codes);
  rule->code = enti_packer_string(c->packer, code);
  return ENT_OK;
}

static ent_status read_strings(compiler *c, const enti_table *table, const columns *at, enti_rule *rule, ent_error *err)
{
  const struct {
    size_t column;
    uint32_t *to;
  } fields[] = {{at->mode, &rule->mode},
                {at->cameo, &rule->cameo},
                {at->contexts, &rule->contexts},
                {at->issues, &rule->issues}};
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
    *fields[i].to = enti_packer_string(c->packer, enti_table_get(table, fields[i].column));
    if (*fields[i].to == UINT32_MAX)
      return no_memory(err);
  }
  ent_str cameo = enti_table_get(table, at->cameo);
  for (size_t i = 0; i < cameo.n; i++)
    if (cameo.p[i] < '0' || cameo.p[i] > '9' || cameo.n < 2 || cameo.n > 4)
      return enti_table_fail(table, err, "\"%.*s\" is no CAMEO code", ENT_STR_ARG(cameo));
  return ENT_OK;
}

static ent_status read_form(const enti_table *table, ent_str form, enti_rule *rule, ent_error *err)
{
  ent_str word;
  while (ent_str_split(&form, ' ', &word)) {
    uint32_t flag = enti_form_parse(word);
    if (!flag && word.n)
      return enti_table_fail(table, err, "unknown form \"%.*s\"", ENT_STR_ARG(word));
    rule->flags |= flag;
  }
  return ENT_OK;
}

static ent_status read_modality(const enti_table *table, ent_str word, enti_rule *rule, ent_error *err)
{
  for (unsigned m = ENT_ACTUAL; m <= ENT_DENIED; m++)
    if (ent_str_eq(word, ent_str_of(ent_modality_text((ent_modality)m))))
      rule->modality = m;
  if (word.n && !rule->modality)
    return enti_table_fail(table, err, "unknown modality \"%.*s\"", ENT_STR_ARG(word));
  return ENT_OK;
}

static ent_status read_confidence(const enti_table *table, ent_str field, enti_rule *rule, ent_error *err)
{
  uint32_t n = 0;
  for (size_t i = 0; i < field.n; i++) {
    if (field.p[i] < '0' || field.p[i] > '9' || n > 100)
      return enti_table_fail(table, err, "confidence is a percentage, not \"%.*s\"", ENT_STR_ARG(field));
    n = n * 10 + (uint32_t)(field.p[i] - '0');
  }
  rule->confidence = field.n ? n * 10 : 800;
  return n <= 100 ? ENT_OK : enti_table_fail(table, err, "confidence over 100");
}

static ent_status add_keys(compiler *c, const enti_table *table, ent_str trigger, uint32_t rule, ent_error *err)
{
  uint32_t ids[MAX_WORDS], n = 0;
  ent_status status = read_words(c, table, trigger, '|', ids, &n, err);
  if (status == ENT_OK && n == 0)
    status = enti_table_fail(table, err, "no trigger");
  for (uint32_t i = 0; status == ENT_OK && i < n; i++) {
    enti_rule_key *key = push(c, &c->keys, sizeof(enti_rule_key));
    if (!key)
      return no_memory(err);
    *key = (enti_rule_key){ids[i], rule};
  }
  return status;
}

/* Where a user's table repeats an id, the old rule loses its keys and so never fires. */
static void drop_same(compiler *c, uint32_t id, size_t before)
{
  const enti_rule *rules = c->rules.items;
  enti_rule_key *keys = c->keys.items;
  for (size_t i = 0; i < before; i++)
    for (size_t k = 0; rules[i].id == id && k < c->keys.n;) {
      if (keys[k].rule == i)
        keys[k] = keys[--c->keys.n];
      else
        k++;
    }
}

static bool repeated(const compiler *c, uint32_t id, size_t from)
{
  const enti_rule *rules = c->rules.items;
  for (size_t i = from; i < c->rules.n; i++)
    if (rules[i].id == id)
      return true;
  return false;
}

static ent_status rule_id(compiler *c, const enti_table *table, const char *set, const enti_rule_table *kind, ent_str id,
                          size_t folder_first, enti_rule *rule, ent_error *err)
{
  char name[200];
  int n = snprintf(name, sizeof name, "%s/%s:%.*s", set, kind->name, ENT_STR_ARG(id));
  if (!id.n || n < 0 || (size_t)n >= sizeof name)
    return enti_table_fail(table, err, "no id, or a long one");
  rule->id = enti_packer_string(c->packer, ent_str_of(name));
  if (repeated(c, rule->id, folder_first))
    return enti_table_fail(table, err, "id \"%.*s\" stands twice", ENT_STR_ARG(id));
  drop_same(c, rule->id, folder_first);
  return ENT_OK;
}

static ent_status add_parties(compiler *c, const enti_table *table, const columns *at, enti_rule *rule, ent_error *err)
{
  bool source_free, target_free;
  ent_status status = add_roles(c, table, enti_table_get(table, at->source), &rule->source, &rule->n_source,
                                &source_free, err);
  if (status == ENT_OK)
    status = add_roles(c, table, enti_table_get(table, at->target), &rule->target, &rule->n_target, &target_free, err);
  rule->flags |= (source_free ? (uint32_t)ENTI_RULE_SOURCE_OPTIONAL : 0u) |
                 (target_free ? (uint32_t)ENTI_RULE_TARGET_OPTIONAL : 0u);
  return status;
}

static ent_status add_row(compiler *c, const enti_table *table, const char *set, const enti_rule_table *kind,
                          const columns *at, size_t folder_first, ent_error *err)
{
  enti_rule rule = {.kind = kind->kind};
  ent_status status = rule_id(c, table, set, kind, enti_table_get(table, at->id), folder_first, &rule, err);
  if (status == ENT_OK && !enti_pos_parse(enti_table_get(table, at->pos), &rule.pos))
    status = enti_table_fail(table, err, "pos is one or several of v n a");
  if (status == ENT_OK)
    status = read_form(table, enti_table_get(table, at->form), &rule, err);
  if (status == ENT_OK)
    status = read_code(c, table, kind, enti_table_get(table, at->code), &rule, err);
  if (status == ENT_OK)
    status = read_strings(c, table, at, &rule, err);
  if (status == ENT_OK)
    status = read_modality(table, enti_table_get(table, at->modality), &rule, err);
  if (status == ENT_OK)
    status = read_confidence(table, enti_table_get(table, at->confidence), &rule, err);
  if (status == ENT_OK && !enti_table_get(table, at->example).n)
    status = enti_table_fail(table, err, "no example");
  if (status == ENT_OK)
    status = add_conds(c, table, enti_table_get(table, at->where), &rule, err);
  if (status == ENT_OK)
    status = add_parties(c, table, at, &rule, err);
  enti_rule *slot = status == ENT_OK ? push(c, &c->rules, sizeof(enti_rule)) : NULL;
  if (!slot)
    return status == ENT_OK ? no_memory(err) : status;
  *slot = rule;
  return add_keys(c, table, enti_table_get(table, at->trigger), (uint32_t)(c->rules.n - 1), err);
}

static ent_status find_columns(const enti_table *table, columns *at, ent_error *err)
{
  const struct {
    const char *name;
    size_t *to;
  } needed[] = {{"id", &at->id},         {"trigger", &at->trigger}, {"pos", &at->pos},
                {"where", &at->where},   {"source", &at->source},   {"target", &at->target},
                {"example", &at->example}};
  for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
    ent_status status = enti_table_column(table, needed[i].name, needed[i].to, err);
    if (status != ENT_OK)
      return status;
  }
  at->code = enti_table_find(table, "code");
  at->mode = enti_table_find(table, "mode");
  at->cameo = enti_table_find(table, "cameo");
  at->contexts = enti_table_find(table, "contexts");
  at->issues = enti_table_find(table, "issues");
  at->form = enti_table_find(table, "form");
  at->modality = enti_table_find(table, "modality");
  at->confidence = enti_table_find(table, "confidence");
  return ENT_OK;
}

static ent_status add_table(compiler *c, const char *path, const char *set, const enti_rule_table *kind,
                            ent_error *err)
{
  enti_table table;
  columns at;
  size_t folder_first = c->rules.n;
  bool more = false;
  ent_status status = enti_table_open(&table, path, c->arena, err);
  if (status != ENT_OK)
    return status;
  enti_packer_version(c->packer, table.bytes);
  status = find_columns(&table, &at, err);
  while (status == ENT_OK && (status = enti_table_next(&table, &more, err)) == ENT_OK && more)
    status = add_row(c, &table, set, kind, &at, folder_first, err);
  return status;
}

static const compiler *sorting; /* qsort has no context; the build compiles in one thread */

/* How special a rule is: the conditions of what must stand (alternatives are one), since a rule that only says what must
 * not is a general one. */
static uint32_t demands(const enti_rule *rule)
{
  const enti_cond *conds = sorting->conds.items;
  uint32_t n = 0;
  for (uint32_t i = 0; i < rule->n_cond; i++)
    n += !conds[rule->cond + i].negate && !conds[rule->cond + i].or_next;
  return n;
}

/* By word, then the more special rule first, then the one with more conditions, then in order of the tables. */
static int by_key(const void *a, const void *b)
{
  const enti_rule_key *x = a, *y = b;
  const enti_rule *rules = sorting->rules.items;
  if (x->word != y->word)
    return (x->word > y->word) - (x->word < y->word);
  uint32_t m = demands(&rules[x->rule]), n = demands(&rules[y->rule]);
  if (m == n) {
    m = rules[x->rule].n_cond;
    n = rules[y->rule].n_cond;
  }
  if (m != n)
    return (m < n) - (m > n);
  return (x->rule > y->rule) - (x->rule < y->rule);
}

static ent_status write_section(enti_packer *packer, const char *set, const char *part, const void *bytes, size_t n,
                                ent_error *err)
{
  char name[64];
  snprintf(name, sizeof name, "%s.%s", set, part);
  ent_buf *section = enti_packer_section(packer, name);
  if (!section)
    return no_memory(err);
  if (n)
    ent_buf_add(section, bytes, n);
  return section->failed ? no_memory(err) : ENT_OK;
}

static ent_status write_rules(compiler *c, const char *set, ent_error *err)
{
  sorting = c;
  if (c->keys.n)
    qsort(c->keys.items, c->keys.n, sizeof(enti_rule_key), by_key);
  ent_status status = write_section(c->packer, set, "rule", c->rules.items, c->rules.n * sizeof(enti_rule), err);
  if (status == ENT_OK)
    status = write_section(c->packer, set, "role", c->roles.items, c->roles.n * sizeof(enti_role), err);
  if (status == ENT_OK)
    status = write_section(c->packer, set, "cond", c->conds.items, c->conds.n * sizeof(enti_cond), err);
  if (status == ENT_OK)
    status = write_section(c->packer, set, "word", c->words.items, c->words.n * sizeof(uint32_t), err);
  if (status == ENT_OK)
    status = write_section(c->packer, set, "key", c->keys.items, c->keys.n * sizeof(enti_rule_key), err);
  return status;
}

static ent_status add_all(compiler *c, const enti_data_dirs *dirs, const char *set, const enti_rule_table *tables,
                          size_t n, ent_error *err)
{
  ent_status status = enti_sets_read(&c->sets, dirs, c->arena, c->packer, err);
  for (size_t t = 0; status == ENT_OK && t < n; t++)
    for (size_t d = 0; status == ENT_OK && d < dirs->n; d++) {
      char path[4096];
      snprintf(path, sizeof path, "%s/%s", dirs->dirs[d], tables[t].path);
      status = add_table(c, path, set, &tables[t], err);
      if (status == ENT_ENOTFOUND && d > 0)
        status = ENT_OK;
    }
  return status;
}

ent_status enti_rules_compile(enti_packer *packer, const enti_data_dirs *dirs, const char *set,
                              const enti_rule_table *tables, size_t n, ent_error *err)
{
  compiler c = {.packer = packer, .arena = ent_arena_new(0)};
  if (!c.arena)
    return no_memory(err);
  ent_status status = add_all(&c, dirs, set, tables, n, err);
  if (status == ENT_OK)
    status = write_rules(&c, set, err);
  enti_sets_done(&c.sets);
  ent_arena_free(c.arena);
  return status;
}
