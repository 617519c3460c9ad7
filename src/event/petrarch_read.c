/* Reading a PETRARCH, PETRARCH2 or TABARI verb dictionary: synonym sets, blocks of verbs with their patterns.
 *
 *   &NAME               --- LABEL [CODE] ---         (### LABEL ### in version 1; none in TABARI, where each verb is a
 *   +PHRASE             VERB {FORM FORM} [CODE]       block of its own and words are stems)
 *                       - PATTERN [CODE]
 *
 * Everything that cannot be used is told with its line and counted. */
#include "event/petrarch_dict.h"

#include "base/fault.h"
#include "base/file.h"
#include "base/vec.h"

#include <stdlib.h>
#include <string.h>

typedef enum place { NOWHERE, IN_SET, IN_BLOCK } place;

typedef struct reading {
  enti_pd_reader r;
  place place;
  bool set_exact; /* "&NAME_": no plurals of its phrases */
  bool blocks;    /* the file has headers of blocks */
} reading;

static ent_status no_memory(ent_error *err)
{
  return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
}

static bool is_blank(char c)
{
  return c == ' ' || c == '\t' || c == '\r' || c == ',';
}

/* ---- synonym sets ----------------------------------------------------------------------------------------------------- */

static ent_str bare(ent_str name)
{
  while (name.n && name.p[name.n - 1] == '_')
    name.n--;
  return name;
}

uint32_t enti_pd_set_find(const ent_petrarch_verbs *dict, ent_str name)
{
  uint32_t n = enti_intern_find(&dict->set_names, bare(name));
  return n == UINT32_MAX ? ENT_NONE : dict->set_of[n];
}

/* The last set goes by that name, whatever did before. */
static bool name_set(ent_petrarch_verbs *dict, ent_str name)
{
  uint32_t n = enti_intern_add(&dict->set_names, name);
  void *set_of = dict->set_of;
  if (n == UINT32_MAX || !enti_grow(dict->arena, &set_of, n, &dict->cap_set_of, sizeof *dict->set_of))
    return false;
  dict->set_of = set_of;
  dict->set_of[n] = (uint32_t)dict->n_sets - 1;
  return true;
}

static ent_status open_set(reading *g, ent_str line, ent_error *err)
{
  ent_petrarch_verbs *dict = g->r.dict;
  size_t n = 1;
  while (n < line.n && !is_blank(line.p[n]))
    n++;
  ent_str name = ent_str_slice(line, 1, n);
  void *sets = dict->sets;
  g->place = NOWHERE;
  if (!bare(name).n || name.n > ENTI_PD_MAX_NAME) {
    enti_pd_reject(&g->r, "a synonym set has a name of 1 to %d letters", ENTI_PD_MAX_NAME);
    return ENT_OK;
  }
  if (!enti_grow(dict->arena, &sets, dict->n_sets, &dict->cap_sets, sizeof *dict->sets))
    return no_memory(err);
  dict->sets = sets;
  g->set_exact = name.p[name.n - 1] == '_';
  dict->sets[dict->n_sets++] = (enti_pd_set){.name = ent_arena_str(dict->arena, bare(name)), .first = (uint32_t)dict->n_phrases};
  dict->report.synsets++;
  g->place = IN_SET;
  return name_set(dict, bare(name)) ? ENT_OK : no_memory(err);
}

static bool add_word(ent_petrarch_verbs *dict, enti_pd_word word)
{
  void *words = dict->phrase_words;
  if (!enti_grow(dict->arena, &words, dict->n_phrase_words, &dict->cap_phrase_words, sizeof *dict->phrase_words))
    return false;
  dict->phrase_words = words;
  dict->phrase_words[dict->n_phrase_words++] = word;
  return true;
}

/* "SWISS FRANCS", "GOLDEN_GOBLIN": the next word, false behind the last. */
static bool next_word(ent_str *text, ent_str *ret)
{
  size_t from = 0, to;
  while (from < text->n && (is_blank(text->p[from]) || text->p[from] == '_'))
    from++;
  for (to = from; to < text->n && !is_blank(text->p[to]) && text->p[to] != '_';)
    to++;
  *ret = ent_str_slice(*text, from, to);
  *text = ent_str_slice(*text, to, text->n);
  return ret->n > 0;
}

ent_status enti_pd_phrase_add(enti_pd_reader *r, ent_str text, bool exact, ent_error *err)
{
  ent_petrarch_verbs *dict = r->dict;
  enti_pd_phrase phrase = {.first = (uint32_t)dict->n_phrase_words, .set = ENT_NONE};
  enti_pd_set *set = &dict->sets[dict->n_sets - 1];
  exact = exact || (text.n && text.p[text.n - 1] == '_');
  if (text.n && text.p[0] == '&') {
    phrase.set = enti_pd_set_find(dict, ent_str_slice(text, 1, text.n));
    if (phrase.set == ENT_NONE || phrase.set == dict->n_sets - 1) {
      enti_pd_reject(r, "a synonym set that is not defined: \"%.*s\"", (int)(text.n < 80 ? text.n : 80), text.p);
      return ENT_OK;
    }
  }
  for (ent_str word; phrase.set == ENT_NONE && next_word(&text, &word); phrase.n++) {
    enti_pd_word w;
    if (memchr(word.p, '&', word.n) || phrase.n == ENTI_PD_MAX_WORDS) {
      enti_pd_reject(r, "a phrase holds words alone, at most %d of them", ENTI_PD_MAX_WORDS);
      return ENT_OK;
    }
    if (!enti_pd_word_of(dict, word, exact, &w) || !add_word(dict, w))
      return no_memory(err);
  }
  void *phrases = dict->phrases;
  if (!enti_grow(dict->arena, &phrases, dict->n_phrases, &dict->cap_phrases, sizeof *dict->phrases))
    return no_memory(err);
  dict->phrases = phrases;
  if (phrase.n || phrase.set != ENT_NONE) {
    dict->phrases[dict->n_phrases++] = phrase;
    set->n++;
  }
  return ENT_OK;
}

/* ---- blocks and verbs --------------------------------------------------------------------------------------------------- */

static ent_status open_block(reading *g, ent_str label, enti_pd_code code, bool coded, ent_error *err)
{
  ent_petrarch_verbs *dict = g->r.dict;
  void *blocks = dict->blocks;
  if (!enti_grow(dict->arena, &blocks, dict->n_blocks, &dict->cap_blocks, sizeof *dict->blocks))
    return no_memory(err);
  dict->blocks = blocks;
  dict->blocks[dict->n_blocks++] = 
      (enti_pd_block){.label = ent_arena_str(dict->arena, label), .code = code, .coded = coded, .first = (uint32_t)dict->n_patterns};
  g->place = IN_BLOCK;
  return dict->blocks[dict->n_blocks - 1].label.p ? ENT_OK : no_memory(err);
}

/* "--- ABANDON [345] ---" */
static ent_status header(reading *g, ent_str line, ent_error *err)
{
  ent_str label;
  enti_pd_code code;
  bool found;
  ent_str inside = ent_str_trim(ent_str_slice(line, 3, line.n));
  while (inside.n && inside.p[inside.n - 1] == '-' && !memchr(inside.p, '[', inside.n))
    inside.n--;
  if (!enti_pd_code_of(&g->r, inside, &label, &code, &found))
    code = (enti_pd_code){0};
  return open_block(g, label, code, found, err);
}

/* Where "+" marks the verb in "WIRE_+TAP"; 0 where nothing does. */
static size_t marked(ent_str text)
{
  ent_str rest = text, word;
  for (size_t i = 0; next_word(&rest, &word); i++)
    if (word.p[0] == '+')
      return i;
  return 0;
}

/* One form, "BREAKS_DOWN" or "BAN"; exact: listed in braces, so no other form is meant. */
static ent_status add_form(reading *g, ent_str text, bool exact, enti_pd_verb verb, ent_error *err)
{
  ent_petrarch_verbs *dict = g->r.dict;
  size_t key = marked(text), n = 0;
  verb.before = (uint32_t)dict->n_phrase_words;
  exact = exact || (text.n && text.p[text.n - 1] == '_' && !dict->stems);
  for (ent_str word; next_word(&text, &word); n++) {
    enti_pd_word w;
    ent_str plain = word.p[0] == '+' ? ent_str_slice(word, 1, word.n) : word;
    if (n == ENTI_PD_MAX_WORDS || !plain.n) {
      enti_pd_reject(&g->r, "a verb has one to %d words", ENTI_PD_MAX_WORDS);
      return ENT_OK;
    }
    bool whole = exact || (dict->stems && (text.n && text.p[0] == '_'));
    if (!enti_pd_word_of(dict, plain, whole, &w) || (n != key && !add_word(dict, w)))
      return no_memory(err);
    if (n == key)
      verb.key = w;
  }
  verb.n_before = (uint32_t)(key < n ? key : 0);
  verb.after = verb.before + verb.n_before;
  verb.n_after = (uint32_t)(n - verb.n_before - (n > 0));
  void *verbs = dict->verbs;
  if (!n)
    return ENT_OK;
  if (!enti_grow(dict->arena, &verbs, dict->n_verbs, &dict->cap_verbs, sizeof *dict->verbs))
    return no_memory(err);
  dict->verbs = verbs;
  dict->verbs[dict->n_verbs++] = verb;
  return ENT_OK;
}

/* "BREAK { BROKE BROKEN }": the forms in braces, after the verb itself. */
static ent_status add_forms(reading *g, ent_str text, enti_pd_verb verb, ent_error *err)
{
  const char *open = memchr(text.p, '{', text.n);
  ent_str root = open ? ent_str_trim(ent_str_slice(text, 0, (size_t)(open - text.p))) : text, form;
  ent_str forms = open ? ent_str_slice(text, (size_t)(open - text.p) + 1, text.n) : ENT_STR_NONE;
  const char *close = forms.n ? memchr(forms.p, '}', forms.n) : NULL;
  if (open && !close) {
    enti_pd_reject(&g->r, "\"{\" without \"}\"");
    return ENT_OK;
  }
  if (close)
    forms.n = (size_t)(close - forms.p);
  ent_status status = add_form(g, root, false, verb, err);
  while (status == ENT_OK && forms.n) {
    size_t from = 0, to;
    while (from < forms.n && is_blank(forms.p[from]))
      from++;
    for (to = from; to < forms.n && !is_blank(forms.p[to]);)
      to++;
    form = ent_str_slice(forms, from, to);
    forms = ent_str_slice(forms, to, forms.n);
    status = form.n ? add_form(g, form, true, verb, err) : ENT_OK;
  }
  return status;
}

static ent_status verb_line(reading *g, ent_str line, ent_error *err)
{
  ent_petrarch_verbs *dict = g->r.dict;
  enti_pd_verb verb = {.line = (uint32_t)g->r.line};
  ent_str text;
  if (!enti_pd_code_of(&g->r, line, &text, &verb.code, &verb.coded))
    return ENT_OK;
  if (!text.n) {
    enti_pd_reject(&g->r, "a code without a verb");
    return ENT_OK;
  }
  ent_status status = ENT_OK;
  if (g->place != IN_BLOCK || !g->blocks)
    status = open_block(g, text, verb.code, true, err);
  if (status != ENT_OK)
    return status;
  enti_pd_block *block = &dict->blocks[dict->n_blocks - 1];
  if (!block->coded && !block->n_verbs++)
    block->code = verb.code; /* version 1: the first verb's code is the block's */
  verb.block = (uint32_t)dict->n_blocks - 1;
  if (dict->n_verbs >= ENTI_PD_MAX_ENTRIES)
    return ent_fail(err, ENT_ELIMIT, ENT_NO_OFFSET, "%.*s: more than %d verbs", ENT_STR_ARG(g->r.name), ENTI_PD_MAX_ENTRIES);
  dict->report.verbs++;
  return add_forms(g, text, verb, err);
}

/* ---- patterns ------------------------------------------------------------------------------------------------------------ */

static ent_status pattern_line(reading *g, ent_str line, ent_error *err)
{
  ent_petrarch_verbs *dict = g->r.dict;
  enti_pd_pattern pattern = {.line = (uint32_t)g->r.line};
  ent_str text;
  bool found, used = false;
  if (g->place != IN_BLOCK) {
    enti_pd_reject(&g->r, "a pattern outside a block of verbs");
    return ENT_OK;
  }
  if (!enti_pd_code_of(&g->r, ent_str_slice(line, 1, line.n), &text, &pattern.code, &found))
    return ENT_OK;
  if (!found) {
    enti_pd_reject(&g->r, "a pattern without a code");
    return ENT_OK;
  }
  if (dict->n_patterns >= ENTI_PD_MAX_ENTRIES)
    return ent_fail(err, ENT_ELIMIT, ENT_NO_OFFSET, "%.*s: more than %d patterns", ENT_STR_ARG(g->r.name), ENTI_PD_MAX_ENTRIES);
  ent_status status = enti_pd_pattern_read(&g->r, text, &pattern, &used, err);
  if (status != ENT_OK || !used)
    return status;
  void *patterns = dict->patterns;
  if (!enti_grow(dict->arena, &patterns, dict->n_patterns, &dict->cap_patterns, sizeof *dict->patterns))
    return no_memory(err);
  dict->patterns = patterns;
  dict->patterns[dict->n_patterns++] = pattern;
  dict->blocks[dict->n_blocks - 1].n++;
  dict->report.patterns++;
  return ENT_OK;
}

/* ---- the whole ------------------------------------------------------------------------------------------------------------ */

static ent_status read_line(reading *g, ent_str line, ent_error *err)
{
  if (ent_str_starts(line, ENT_STR("---")))
    return header(g, line, err);
  switch (line.p[0]) {
  case '&':
    return open_set(g, line, err);
  case '-':
    return pattern_line(g, line, err);
  case '~':
    enti_pd_reject(&g->r, "transformations are not used");
    return ENT_OK;
  case '+':
    if (g->place == IN_SET)
      return enti_pd_phrase_add(&g->r, ent_str_trim(ent_str_slice(line, 1, line.n)), g->set_exact, err);
    break;
  default:
    break;
  }
  return verb_line(g, line, err);
}

/* Does any line open a block? TABARI's dictionaries have none. */
static bool has_blocks(ent_str bytes)
{
  ent_str line;
  while (bytes.n && ent_str_split(&bytes, '\n', &line)) {
    ent_str s = ent_str_trim(line);
    if (ent_str_starts(s, ENT_STR("--- ")) || (ent_str_starts(s, ENT_STR("### ")) && ent_str_ends(s, ENT_STR(" ###"))))
      return true;
  }
  return false;
}

static int by_weight(const void *a, const void *b)
{
  const enti_pd_pattern *x = a, *y = b;
  if (x->weight != y->weight)
    return x->weight > y->weight ? -1 : 1;
  return x->line < y->line ? -1 : x->line > y->line;
}

/* A form and what its place in the index depends on. */
typedef struct form {
  uint32_t key, words, verb;
} form;

/* By key; forms of more words first, then in order of the file. */
static int by_key(const void *a, const void *b)
{
  const form *x = a, *y = b;
  if (x->key != y->key)
    return x->key < y->key ? -1 : 1;
  if (x->words != y->words)
    return x->words > y->words ? -1 : 1;
  return x->verb < y->verb ? -1 : x->verb > y->verb;
}

/* For each word the chain of the forms of which it is the key. */
static bool index_verbs(ent_petrarch_verbs *dict)
{
  form *forms = ent_arena_array(dict->arena, dict->n_verbs, sizeof *forms);
  dict->verbs_of = ent_arena_array(dict->arena, dict->words.n, sizeof *dict->verbs_of);
  if (dict->n_verbs && (!forms || !dict->verbs_of))
    return false;
  for (uint32_t i = 0; i < dict->words.n; i++)
    dict->verbs_of[i] = ENT_NONE;
  for (uint32_t i = 0; i < dict->n_verbs; i++) {
    const enti_pd_verb *v = &dict->verbs[i];
    forms[i] = (form){v->key.id, v->n_before + v->n_after, i};
  }
  if (dict->n_verbs)
    qsort(forms, dict->n_verbs, sizeof *forms, by_key);
  for (size_t i = dict->n_verbs; i-- > 0;) {
    dict->verbs[forms[i].verb].next = dict->verbs_of[forms[i].key];
    dict->verbs_of[forms[i].key] = forms[i].verb;
  }
  return true;
}

static ent_status finish(ent_petrarch_verbs *dict, ent_str name, ent_error *err)
{
  for (size_t i = 0; i < dict->n_blocks; i++)
    if (dict->blocks[i].n)
      qsort(dict->patterns + dict->blocks[i].first, dict->blocks[i].n, sizeof *dict->patterns, by_weight);
  if (!index_verbs(dict))
    return no_memory(err);
  return dict->n_verbs ? ENT_OK
                       : ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "%.*s: no verb in it", ENT_STR_ARG(name));
}

static ent_status read_all(reading *g, ent_error *err)
{
  ent_status status = ENT_OK;
  for (ent_str line; status == ENT_OK && enti_pd_line(&g->r, &line);)
    status = read_line(g, line, err);
  return status == ENT_OK ? finish(g->r.dict, g->r.name, err) : status;
}

ent_status ent_petrarch_verbs_read(const ent_pack *pack, ent_str name, ent_str bytes,
                                   void (*warn)(void *context, const char *line), void *context,
                                   ent_petrarch_verbs **ret, ent_error *err)
{
  if (bytes.n > ENTI_PD_MAX_BYTES)
    return ent_fail(err, ENT_ELIMIT, ENT_NO_OFFSET, "%.*s: more than 64 MiB", ENT_STR_ARG(name));
  ent_petrarch_verbs *dict = enti_calloc(1, sizeof *dict);
  if (!dict)
    return no_memory(err);
  dict->arena = ent_arena_new(0);
  bool ready = dict->arena && enti_intern_init(&dict->words) && enti_intern_init(&dict->set_names);
  reading g = {.r = {.dict = dict, .name = name, .warn = warn, .context = context}, .blocks = has_blocks(bytes)};
  dict->stems = !g.blocks;
  ent_status status = ready ? enti_rules_open(pack, "event", &dict->rules, err) : no_memory(err);
  if (status == ENT_OK) {
    g.r.rest = bytes;
    status = read_all(&g, err);
  }
  if (status == ENT_OK)
    *ret = dict;
  else
    ent_petrarch_verbs_close(dict);
  return status;
}

ent_status ent_petrarch_verbs_open(const ent_pack *pack, const char *path, void (*warn)(void *context, const char *line),
                                   void *context, ent_petrarch_verbs **ret, ent_error *err)
{
  ent_str bytes;
  ent_arena *arena = ent_arena_new(0);
  ent_status status = arena ? enti_file_read(path, ENTI_PD_MAX_BYTES, arena, &bytes, err) : no_memory(err);
  if (status == ENT_OK)
    status = ent_petrarch_verbs_read(pack, ent_str_of(path), bytes, warn, context, ret, err);
  ent_arena_free(arena);
  return status;
}

void ent_petrarch_verbs_close(ent_petrarch_verbs *verbs)
{
  if (!verbs)
    return;
  enti_intern_done(&verbs->words);
  enti_intern_done(&verbs->set_names);
  ent_arena_free(verbs->arena);
  free(verbs);
}

ent_petrarch_report ent_petrarch_verbs_report(const ent_petrarch_verbs *verbs)
{
  return verbs->report;
}
