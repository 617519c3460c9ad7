/* Maps the sections of a rule set and checks them once, so that the coder need not. */
#include "event/rule.h"

#include <stdio.h>

static ent_str section(const ent_pack *pack, const char *set, const char *part)
{
  char name[64];
  snprintf(name, sizeof name, "%s.%s", set, part);
  return ent_pack_section(pack, name);
}

static ent_status damaged(ent_error *err, const char *set, const char *what)
{
  return ent_fail(err, ENT_EMODEL, ENT_NO_OFFSET, "data pack: section %s.%s is damaged", set, what);
}

static bool inside(uint32_t first, uint32_t n, uint32_t size)
{
  return first <= size && n <= size - first;
}

static bool rule_sound(const enti_rules *r, const enti_rule *rule)
{
  return inside(rule->source, rule->n_source, r->n_roles) && inside(rule->target, rule->n_target, r->n_roles) &&
         inside(rule->cond, rule->n_cond, r->n_conds) && rule->kind >= ENT_EVENT && rule->kind <= ENT_CONTRADICTION &&
         rule->modality <= ENT_DENIED;
}

static ent_status check(const enti_rules *r, const char *set, ent_error *err)
{
  for (uint32_t i = 0; i < r->n_rules; i++)
    if (!rule_sound(r, &r->rules[i]))
      return damaged(err, set, "rule");
  for (uint32_t i = 0; i < r->n_roles; i++)
    if (r->roles[i].kind >= ENTI_ROLE_COUNT)
      return damaged(err, set, "role");
  for (uint32_t i = 0; i < r->n_conds; i++)
    if (!inside(r->conds[i].words, r->conds[i].n_words, r->n_words) || r->conds[i].role.kind >= ENTI_ROLE_COUNT)
      return damaged(err, set, "cond");
  for (uint32_t i = 0; i < r->n_keys; i++)
    if (r->keys[i].rule >= r->n_rules || (i && r->keys[i - 1].word > r->keys[i].word))
      return damaged(err, set, "key");
  return ENT_OK;
}

/* The records of a section, *ret_n of them; sets *failed where the section is no whole number of records. */
static const void *records(const ent_pack *pack, const char *set, const char *part, size_t size, uint32_t *ret_n,
                           const char **failed)
{
  ent_str bytes = section(pack, set, part);
  if (bytes.n % size || bytes.n / size > UINT32_MAX / 2)
    *failed = part;
  *ret_n = (uint32_t)(bytes.n / size);
  return bytes.p;
}

ent_status enti_rules_open(const ent_pack *pack, const char *set, enti_rules *ret, ent_error *err)
{
  enti_rules r = {.pack = pack};
  const char *failed = NULL;
  r.rules = records(pack, set, "rule", sizeof *r.rules, &r.n_rules, &failed);
  r.roles = records(pack, set, "role", sizeof *r.roles, &r.n_roles, &failed);
  r.conds = records(pack, set, "cond", sizeof *r.conds, &r.n_conds, &failed);
  r.words = records(pack, set, "word", sizeof *r.words, &r.n_words, &failed);
  r.keys = records(pack, set, "key", sizeof *r.keys, &r.n_keys, &failed);
  r.moods = records(pack, "event", "mood", sizeof *r.moods, &r.n_moods, &failed);
  r.issues = records(pack, "event", "issue", sizeof *r.issues, &r.n_issues, &failed);
  if (failed)
    return damaged(err, set, failed);
  ent_status status = check(&r, set, err);
  r.of = ent_vocab_find(ent_pack_vocab(pack), ENT_STR("of"));
  if (status == ENT_OK)
    *ret = r;
  return status;
}

void enti_rules_of(const enti_rules *rules, uint32_t word, uint32_t *ret_first, uint32_t *ret_n)
{
  uint32_t low = 0, high = rules->n_keys;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (rules->keys[middle].word < word)
      low = middle + 1;
    else
      high = middle;
  }
  uint32_t n = 0;
  while (word && low + n < rules->n_keys && rules->keys[low + n].word == word)
    n++;
  *ret_first = low;
  *ret_n = n;
}

uint32_t enti_rules_mood(const enti_rules *rules, uint32_t word, uint32_t pos)
{
  uint32_t low = 0, high = rules->n_moods, mood = 0;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (rules->moods[middle].word < word)
      low = middle + 1;
    else
      high = middle;
  }
  for (; word && low < rules->n_moods && rules->moods[low].word == word; low++)
    if (rules->moods[low].pos & pos)
      mood |= rules->moods[low].mood;
  return mood;
}

ent_str enti_rules_issue(const enti_rules *rules, uint32_t word)
{
  uint32_t low = 0, high = rules->n_issues;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (rules->issues[middle].word < word)
      low = middle + 1;
    else
      high = middle;
  }
  if (!word || low >= rules->n_issues || rules->issues[low].word != word)
    return ENT_STR_NONE;
  return ent_pack_string(rules->pack, rules->issues[low].issue);
}

bool enti_cond_has_word(const enti_rules *rules, const enti_cond *cond, uint32_t word)
{
  const uint32_t *words = rules->words + cond->words;
  uint32_t low = 0, high = cond->n_words;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (words[middle] < word)
      low = middle + 1;
    else
      high = middle;
  }
  return word && low < cond->n_words && words[low] == word;
}
