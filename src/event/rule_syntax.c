/* Words of the rule tables → numbers. */
#include "event/rule_syntax.h"

#include "base/table.h"
#include "base/vec.h"

#include <stdio.h>
#include <string.h>

typedef struct name_value {
  const char *name;
  uint32_t value;
} name_value;

static uint32_t look_up(const name_value *names, size_t n, ent_str text)
{
  for (size_t i = 0; i < n; i++)
    if (ent_str_eq(ent_str_of(names[i].name), text))
      return names[i].value;
  return 0;
}
#define LOOK_UP(names, text) look_up(names, sizeof(names) / sizeof *(names), text)

static const name_value role_names[] = {
    {"subj", ENTI_ROLE_SUBJ},         {"obj", ENTI_ROLE_OBJ},          {"iobj", ENTI_ROLE_IOBJ},
    {"poss", ENTI_ROLE_POSS},         {"mod", ENTI_ROLE_MOD},          {"obj.poss", ENTI_ROLE_OBJ_OF},
    {"comp", ENTI_ROLE_COMP},         {"gov", ENTI_ROLE_GOV},          {"gov.subj", ENTI_ROLE_GOV_SUBJ},
    {"gov.obj", ENTI_ROLE_GOV_OBJ},   {"head", ENTI_ROLE_HEAD},        {"appos", ENTI_ROLE_APPOS},
    {"prt", ENTI_ROLE_PRT},           {"near", ENTI_ROLE_NEAR},        {"other", ENTI_ROLE_OTHER},
    {"main", ENTI_ROLE_MAIN},         {"comp.obj", ENTI_ROLE_COMP_OBJ}, {"before", ENTI_ROLE_BEFORE},
    {"topic", ENTI_ROLE_TOPIC},       {"pair", ENTI_ROLE_PAIR},
    {"org", ENTI_ROLE_ORG}};

static const char prepositions[] =
    "about above across after against along alongside amid among around as at before behind beside between beyond by "
    "despite during for from in inside into near of off on onto outside over past since through throughout to toward "
    "towards under until up upon via versus with within without";

static bool is_preposition(ent_str text)
{
  ent_str rest = ENT_STR(prepositions), one;
  while (ent_str_split(&rest, ' ', &one))
    if (ent_str_eq(one, text))
      return true;
  return false;
}

bool enti_role_parse(enti_packer *packer, ent_str text, enti_role *ret)
{
  *ret = (enti_role){.places = text.n && text.p[text.n - 1] == '*'};
  text = ent_str_slice(text, 0, text.n - ret->places);
  ret->kind = LOOK_UP(role_names, text);
  if (ret->kind)
    return true;
  ret->kind = ENTI_ROLE_PREP;
  if (ent_str_starts(text, ENT_STR("obj."))) {
    ret->kind = ENTI_ROLE_OBJ_PREP;
    text = ent_str_slice(text, 4, text.n);
  }
  if (!is_preposition(text))
    return false;
  ret->word = enti_packer_word(packer, text);
  return ret->word != 0;
}

bool enti_test_parse(ent_str text, uint32_t *ret)
{
  static const name_value tests[] = {
      {"@actor", ENTI_TEST_ACTOR}, {"@org", ENTI_TEST_ORG}, {"@state", ENTI_TEST_STATE}, {"@any", ENTI_TEST_ANY},
      {"@leader", ENTI_TEST_LEADER}, {"@named", ENTI_TEST_NAMED}};
  *ret = LOOK_UP(tests, text);
  return *ret != 0;
}

bool enti_pos_parse(ent_str text, uint32_t *ret)
{
  static const name_value whole[] = {{"aux", ENTI_POS_AUX}, {"mark", ENTI_POS_MARK}, {"neg", ENTI_POS_NEG}};
  *ret = LOOK_UP(whole, text);
  for (size_t i = 0; !LOOK_UP(whole, text) && i < text.n; i++) {
    uint32_t bit = text.p[i] == 'v' ? ENTI_POS_VERB : text.p[i] == 'n' ? ENTI_POS_NOUN : 0;
    bit = text.p[i] == 'a' ? ENTI_POS_ADJ : bit;
    if (!bit)
      return false;
    *ret |= bit;
  }
  return *ret != 0;
}

uint32_t enti_form_parse(ent_str word)
{
  static const name_value forms[] = {
      {"mutual", ENTI_RULE_MUTUAL}, {"raw", ENTI_RULE_RAW}, {"void", ENTI_RULE_VOID}, {"extra", ENTI_RULE_EXTRA},
      {"planned", ENTI_RULE_PLANNED},
      {"echo", ENTI_RULE_ECHO},             {"unplanned", ENTI_RULE_UNPLANNED},
      {"company", ENTI_RULE_COMPANY},     {"negated", ENTI_RULE_NEGATED},
      {"domestic", ENTI_RULE_DOMESTIC},    {"standing", ENTI_RULE_STANDING},
      {"asserted", ENTI_RULE_ASSERTED}};
  return LOOK_UP(forms, word);
}

uint32_t enti_mood_parse(ent_str word)
{
  static const name_value moods[] = {
      {"promise", ENTI_MOOD_PROMISE},   {"intend", ENTI_MOOD_INTEND},     {"refuse", ENTI_MOOD_REFUSE},
      {"demand", ENTI_MOOD_DEMAND},     {"threaten", ENTI_MOOD_THREATEN}, {"deny", ENTI_MOOD_DENY},
      {"doubt", ENTI_MOOD_DOUBT},       {"say", ENTI_MOOD_SAY},           {"aspect", ENTI_MOOD_ASPECT},
      {"end", ENTI_MOOD_END},           {"future", ENTI_MOOD_FUTURE},     {"hypothetical", ENTI_MOOD_HYPO},
      {"not", ENTI_MOOD_NOT},           {"light", ENTI_MOOD_LIGHT},       {"object", ENTI_MOOD_OBJECT},
      {"no-agent", ENTI_MOOD_NO_AGENT}, {"sport", ENTI_MOOD_SPORT},       {"history", ENTI_MOOD_HISTORY},
      {"measure", ENTI_MOOD_MEASURE}, {"copula", ENTI_MOOD_COPULA},
      {"pair", ENTI_MOOD_PAIR}, {"game", ENTI_MOOD_GAME}};
  return LOOK_UP(moods, word);
}

bool enti_sets_find(const enti_sets *sets, ent_str name, ent_str *ret_members)
{
  uint32_t id = sets->names.arena ? enti_intern_find(&sets->names, name) : UINT32_MAX;
  if (id == UINT32_MAX)
    return false;
  *ret_members = sets->members[id];
  return true;
}

void enti_sets_done(enti_sets *sets)
{
  enti_intern_done(&sets->names);
}

/* Words of a row, with the sets among them (which must stand above it) put in. */
static ent_status expand(const enti_sets *sets, const enti_table *table, ent_str words, ent_arena *arena, ent_str *ret,
                         ent_error *err)
{
  ent_str word, all = ENT_STR_NONE;
  while (ent_str_split(&words, ';', &word)) {
    ent_str members = word;
    if (word.n && word.p[0] == '&' && !enti_sets_find(sets, word, &members))
      return enti_table_fail(table, err, "no set %.*s above this line", ENT_STR_ARG(word));
    all = ent_arena_printf(arena, "%.*s%s%.*s", ENT_STR_ARG(all), all.n ? ";" : "", ENT_STR_ARG(members));
    if (!all.p)
      return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  }
  *ret = all;
  return ENT_OK;
}

static ent_status add_set(enti_sets *sets, const enti_table *table, ent_str name, ent_str words, ent_arena *arena,
                          ent_error *err)
{
  if (name.n < 2 || name.p[0] != '&' || !words.n)
    return enti_table_fail(table, err, "a set has a name with & and words");
  ent_str members;
  ent_status status = expand(sets, table, words, arena, &members, err);
  if (status != ENT_OK)
    return status;
  uint32_t id = enti_intern_add(&sets->names, name);
  void *list = sets->members;
  if (id == UINT32_MAX || !enti_grow(arena, &list, sets->n, &sets->cap, sizeof *sets->members))
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  sets->members = list;
  if (id < sets->n) /* a user's row adds to the set */
    members = ent_arena_printf(arena, "%.*s;%.*s", ENT_STR_ARG(sets->members[id]), ENT_STR_ARG(members));
  else
    sets->n = id + 1;
  sets->members[id] = members;
  return members.p ? ENT_OK : ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
}

static ent_status read_file(enti_sets *sets, const char *path, ent_arena *arena, enti_packer *packer, ent_error *err)
{
  enti_table table;
  size_t set = 0, words = 0;
  bool more = false;
  ent_status status = enti_table_open(&table, path, arena, err);
  if (status == ENT_OK)
    enti_packer_version(packer, table.bytes);
  if (status == ENT_OK)
    status = enti_table_column(&table, "set", &set, err);
  if (status == ENT_OK)
    status = enti_table_column(&table, "words", &words, err);
  while (status == ENT_OK && (status = enti_table_next(&table, &more, err)) == ENT_OK && more)
    status = add_set(sets, &table, enti_table_get(&table, set), enti_table_get(&table, words), arena, err);
  return status;
}

ent_status enti_sets_read(enti_sets *sets, const enti_data_dirs *dirs, ent_arena *arena, enti_packer *packer,
                          ent_error *err)
{
  ent_status status = ENT_OK;
  if (!enti_intern_init(&sets->names))
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  for (size_t d = 0; status == ENT_OK && d < dirs->n; d++) {
    char path[4096];
    snprintf(path, sizeof path, "%s/events/synonyms.tsv", dirs->dirs[d]);
    status = read_file(sets, path, arena, packer, err);
    if (status == ENT_ENOTFOUND && d > 0)
      status = ENT_OK;
  }
  return status;
}
