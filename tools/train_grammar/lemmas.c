/* Builds the table of lemmas (lemmas.h). */
#include "lemmas.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/intern.h"
#include "grammar/lemma.h"

#define LISTED_FORMS 80000u /* the most frequent words whose lemma is worked out */

typedef struct choice {
  ent_str lemma;
  uint32_t count;
} choice;

typedef struct entry { /* a form under its class, with the lemmas that it had */
  ent_str fold;
  unsigned lemma_class;
  choice choices[4];
  uint32_t n;
  bool listed; /* not from the treebank */
} entry;

typedef struct table {
  tg_map keys;
  entry *entries;
  size_t cap;
} table;

static entry *entry_of(table *t, ent_str fold, unsigned k)
{
  uint32_t i = tg_map_add(&t->keys, enti_lemma_key(fold, k));
  if (i >= t->cap) {
    size_t cap = t->cap ? 2 * t->cap : 4096;
    t->entries = realloc(t->entries, cap * sizeof *t->entries);
    memset(t->entries + t->cap, 0, (cap - t->cap) * sizeof *t->entries);
    t->cap = cap;
  }
  entry *e = &t->entries[i];
  e->fold = fold;
  e->lemma_class = k;
  return e;
}

static void count_lemma(entry *e, ent_str lemma)
{
  for (uint32_t i = 0; i < e->n; i++)
    if (ent_str_eq(e->choices[i].lemma, lemma)) {
      e->choices[i].count++;
      return;
    }
  if (e->n < 4)
    e->choices[e->n++] = (choice){lemma, 1};
}

static ent_str best_lemma(const entry *e)
{
  uint32_t best = 0;
  for (uint32_t i = 1; i < e->n; i++)
    if (e->choices[i].count > e->choices[best].count)
      best = i;
  return e->choices[best].lemma;
}

static bool rule_gives(const entry *e, ent_str lemma)
{
  char out[ENTI_LEMMA_MAX + 2];
  if (e->fold.n > ENTI_LEMMA_MAX)
    return true;
  size_t n = enti_lemma_rule(e->fold, e->lemma_class, out);
  return ent_str_eq((ent_str){out, n}, lemma);
}

/* ---- the treebank ---- */

static bool in_table(unsigned xpos)
{
  return xpos != ENT_X_NNP && xpos != ENT_X_NNPS && xpos != ENT_X_ADD && xpos != ENT_X_GW && xpos != ENT_X_FW &&
         xpos != ENT_X_XX && xpos != ENT_X_SYM && xpos != ENT_X_NFP;
}

static void count_treebank(table *t, const tg_corpus *c)
{
  for (size_t i = 0; i < c->n_tokens; i++)
    if (in_table(c->tokens[i].xpos) && c->tokens[i].lemma.n && !ent_str_eq(c->tokens[i].lemma, ENT_STR("_")))
      count_lemma(entry_of(t, c->tokens[i].fold, enti_lemma_class(c->tokens[i].xpos)), c->tokens[i].lemma);
}

/* ---- listed words ---- */

typedef struct ranks {
  enti_intern words;
} ranks;

static uint32_t rank_of(const ranks *r, const char *p, size_t n)
{
  uint32_t id = enti_intern_find(&r->words, (ent_str){p, n});
  return id == UINT32_MAX ? UINT32_MAX : id + 10;
}

static bool vowel(char c) { return memchr("aeiou", c, 5) != NULL; }

/* "hop", "star": a short stem that would have doubled its last letter before the ending. */
static bool would_double(const char *p, size_t n)
{
  size_t vowels = 0;
  for (size_t i = 0; i < n; i++)
    vowels += vowel(p[i]);
  return vowels == 1 && n >= 3 && !vowel(p[n - 1]) && !strchr("wxy", p[n - 1]) && vowel(p[n - 2]);
}

/* The likeliest of stem, stem+e and stem with its double letter undone, by how frequent each is as a word. */
static bool choose_stem(const ranks *r, const char *word, size_t n, char out[ENTI_LEMMA_MAX + 2], size_t *ret_n)
{
  uint32_t plain = rank_of(r, word, n), undone = UINT32_MAX, with_e;
  memcpy(out, word, n);
  out[n] = 'e';
  with_e = rank_of(r, out, n + 1);
  if (n > 2 && word[n - 1] == word[n - 2] && !vowel(word[n - 1]))
    undone = rank_of(r, word, n - 1);
  if (undone != UINT32_MAX && strchr("lszf", word[n - 1]) && plain < 60000)
    undone = UINT32_MAX; /* "passed", "called" */
  if (would_double(word, n) && with_e != UINT32_MAX)
    plain = UINT32_MAX;
  if (n >= 2 && word[n - 1] == 'e')
    plain = UINT32_MAX; /* "agre" */
  if (plain == UINT32_MAX && undone == UINT32_MAX && with_e == UINT32_MAX)
    return false;
  *ret_n = undone < plain && undone < with_e ? n - 1 : with_e < plain ? n + 1 : n;
  return true;
}

static void add_listed(table *t, const tg_vocab *v, ent_str fold, unsigned k, const char *lemma, size_t n)
{
  entry *e = entry_of(t, fold, k);
  if (e->n)
    return; /* the treebank knows better */
  e->listed = true;
  count_lemma(e, ent_arena_str(v->arena, (ent_str){lemma, n}));
}

static void add_ending(table *t, const tg_vocab *v, const ranks *r, ent_str w, const char *ending, unsigned k)
{
  char out[ENTI_LEMMA_MAX + 2];
  size_t m = strlen(ending), n;
  if (w.n < m + 2 || w.n > 30 || !ent_str_ends(w, (ent_str){ending, m}))
    return;
  char rule[ENTI_LEMMA_MAX + 2];
  size_t n_rule = enti_lemma_rule(w, k, rule);
  if (n_rule && rule[n_rule - 1] == 'y' && w.p[w.n - m - 1] == 'i') /* tried: try */
    return;
  if (choose_stem(r, w.p, w.n - m, out, &n))
    add_listed(t, v, w, k, out, n);
}

/* -s: the rule's word if there is one, else the word without -es or -s. */
static void add_plural(table *t, const tg_vocab *v, const ranks *r, ent_str w, unsigned k)
{
  char rule[ENTI_LEMMA_MAX + 2];
  if (w.n < 4 || w.n > 30 || w.p[w.n - 1] != 's' || w.p[w.n - 2] == 's')
    return;
  size_t n = enti_lemma_rule(w, k, rule);
  if (rank_of(r, rule, n) != UINT32_MAX)
    return;
  uint32_t one = rank_of(r, w.p, w.n - 1), two = w.p[w.n - 2] == 'e' ? rank_of(r, w.p, w.n - 2) : UINT32_MAX;
  if (one != UINT32_MAX || two != UINT32_MAX)
    add_listed(t, v, w, k, w.p, one < two ? w.n - 1 : w.n - 2);
}

static bool plain_word(ent_str w)
{
  for (size_t i = 0; i < w.n; i++)
    if (w.p[i] < 'a' || w.p[i] > 'z')
      return false;
  return w.n > 0;
}

static void count_listed(table *t, const tg_vocab *v)
{
  ranks r;
  enti_intern_init(&r.words);
  for (size_t i = 0; i < v->n_listed; i++)
    enti_intern_add(&r.words, v->listed[i]);
  for (size_t i = 0; i < v->n_listed && i < LISTED_FORMS; i++) {
    ent_str w = v->listed[i];
    if (!plain_word(w))
      continue;
    add_ending(t, v, &r, w, "ed", ENT_X_VBD);
    add_ending(t, v, &r, w, "ing", ENT_X_VBG);
    add_plural(t, v, &r, w, ENT_X_NNS);
    add_plural(t, v, &r, w, ENT_X_VBZ);
  }
  enti_intern_done(&r.words);
}

/* ---- irregular words that a small treebank may lack ---- */

static const char irregular[] =
    "arose arisen:arise|awoke awoken:awake|bore borne:bear|beat beaten:beat|became become:become|began begun:begin|"
    "bent:bend|bound:bind|bit bitten:bite|bled:bleed|blew blown:blow|broke broken:break|bred:breed|brought:bring|"
    "built:build|burnt:burn|bought:buy|caught:catch|chose chosen:choose|clung:cling|came:come|crept:creep|dealt:deal|"
    "dug:dig|drew drawn:draw|dreamt:dream|drank drunk:drink|drove driven:drive|ate eaten:eat|fell fallen:fall|fed:feed|"
    "felt:feel|fought:fight|found:find|fled:flee|flew flown:fly|forbade forbidden:forbid|forgot forgotten:forget|"
    "forgave forgiven:forgive|froze frozen:freeze|got gotten:get|gave given:give|went gone:go|ground:grind|grew grown:grow|"
    "hung:hang|had:have|heard:hear|hid hidden:hide|held:hold|kept:keep|knelt:kneel|knew known:know|laid:lay|led:lead|"
    "leapt:leap|left:leave|lent:lend|lay lain:lie|lit:light|lost:lose|made:make|meant:mean|met:meet|mistook mistaken:mistake|"
    "overcame:overcome|overthrew overthrown:overthrow|oversaw overseen:oversee|overtook overtaken:overtake|paid:pay|"
    "pled:plead|proven:prove|quit:quit|rebuilt:rebuild|rode ridden:ride|rang rung:ring|rose risen:rise|ran:run|said:say|"
    "saw seen:see|sought:seek|sold:sell|sent:send|shook shaken:shake|shone:shine|shot:shoot|showed shown:show|"
    "shrank shrunk:shrink|sang sung:sing|sank sunk:sink|sat:sit|slew slain:slay|slept:sleep|slid:slide|spoke spoken:speak|"
    "sped:speed|spent:spend|spun:spin|sprang sprung:spring|stood:stand|stole stolen:steal|stuck:stick|stung:sting|"
    "struck stricken:strike|strove striven:strive|swore sworn:swear|swept:sweep|swam swum:swim|swung:swing|took taken:take|"
    "taught:teach|tore torn:tear|told:tell|thought:think|threw thrown:throw|undertook undertaken:undertake|"
    "understood:understand|undid undone:undo|upheld:uphold|withheld:withhold|woke woken:wake|wore worn:wear|won:win|"
    "withdrew withdrawn:withdraw|withstood:withstand|wrote written:write|rewrote rewritten:rewrite|did done:do|"
    "cut:cut|put:put|set:set|hit:hit|let:let|shut:shut|split:split|spread:spread|hurt:hurt|cost:cost|cast:cast|"
    "broadcast:broadcast|forecast:forecast|offset:offset|beset:beset|upset:upset|read:read|bid:bid|shed:shed|"
    "was were been:be|foresaw foreseen:foresee|outgrew outgrown:outgrow|resold:resell|retook retaken:retake|"
    "misled:mislead|severed:sever|barred:bar|allied:ally|outbid:outbid|repaid:repay|unwound:unwind|wound:wind|wove woven:weave|wept:weep";
static const char plurals[] =
    "men:man|women:woman|children:child|people:people|police:police|feet:foot|teeth:tooth|geese:goose|mice:mouse|"
    "lives:life|wives:wife|knives:knife|leaves:leaf|wolves:wolf|halves:half|shelves:shelf|thieves:thief|loaves:loaf|"
    "selves:self|calves:calf|crises:crisis|analyses:analysis|bases:base|theses:thesis|hypotheses:hypothesis|"
    "oases:oasis|axes:axis|criteria:criterion|phenomena:phenomenon|media:medium|data:datum|bacteria:bacterium|"
    "memoranda:memorandum|referenda:referendum|indices:index|vertices:vertex|series:series|species:species|"
    "means:means|headquarters:headquarters|aircraft:aircraft|spacecraft:spacecraft|forces:force|troops:troop|"
    "sanctions:sanction|premises:premise|diagnoses:diagnosis|parentheses:parenthesis|works:work|ties:tie|dies:die|"
    "lies:lie|cookies:cookie|movies:movie|pies:pie|zombies:zombie|rookies:rookie|buses:bus|gases:gas|viruses:virus|"
    "statuses:status|campuses:campus|bonuses:bonus|censuses:census|consensuses:consensus|heroes:hero|vetoes:veto|"
    "echoes:echo|shoes:shoe|toes:toe|foes:foe|canoes:canoe|goes:go|photos:photo|axe:axe|lenses:lens|allies:ally";
static const char presents[] =
    "is:be|'s:be|has:have|does:do|goes:go|dies:die|lies:lie|ties:tie|vies:vie|focuses:focus|biases:bias|says:say|"
    "passes:pass|leaves:leave|lives:live|proves:prove|moves:move|unties:untie|belies:belie|undergoes:undergo|"
    "forgoes:forgo|vetoes:veto|echoes:echo|harnesses:harness|discusses:discuss|gases:gas|quizzes:quiz";
static const char degrees[] =
    "better:good|worse:bad|further:far|farther:far|more:more|less:less|older:old|elder:old|best:good|worst:bad|"
    "furthest:far|most:most|least:least|eldest:old|latest:late|later:late|larger:large|largest:large|bigger:big|"
    "biggest:big|closer:close|closest:close|wider:wide|widest:wide|safer:safe|safest:safe|nicer:nice|freer:free|"
    "longer:long|longest:long|stronger:strong|strongest:strong|younger:young|youngest:young|higher:high|highest:high";

/* "form form:lemma|…" */
static void add_list(table *t, const tg_vocab *v, const char *list, unsigned k)
{
  ent_str rest = ent_str_of(list), item, form;
  while (ent_str_split(&rest, '|', &item)) {
    const char *colon = memchr(item.p, ':', item.n);
    ent_str forms = {item.p, (size_t)(colon - item.p)}, lemma = ent_str_slice(item, forms.n + 1, item.n);
    while (ent_str_split(&forms, ' ', &form))
      add_listed(t, v, form, k, lemma.p, lemma.n);
  }
}

/* ---- the table ---- */

static void place(tg_lemmas *out, uint64_t key, ent_str lemma)
{
  size_t s = (uint32_t)key & (out->n_slots - 1);
  while (out->slots[s].row)
    s = (s + 1) & (out->n_slots - 1);
  out->slots[s] = (enti_slot){(uint32_t)(key >> 32), (uint32_t)out->bytes.n};
  ent_buf_char(&out->bytes, (char)lemma.n);
  ent_buf_str(&out->bytes, lemma);
  out->n++;
}

/* Forms whose lemma was seen once only, in a class where the rules are good, are left to the rules. */
static bool worth_it(const entry *e)
{
  return e->n && best_lemma(e).n < 100 && !rule_gives(e, best_lemma(e));
}

static void report(const table *t)
{
  size_t n = 0, rules = 0, both = 0;
  for (size_t i = 0; i < t->keys.n; i++) {
    const entry *e = &t->entries[i];
    for (uint32_t k = 0; k < e->n && !e->listed; k++) {
      n += e->choices[k].count;
      if (rule_gives(e, e->choices[k].lemma))
        rules += e->choices[k].count;
      if (ent_str_eq(e->choices[k].lemma, best_lemma(e)))
        both += e->choices[k].count;
    }
  }
  printf("lemmas: of %zu forms in training rules alone give %.2f %%, with the table %.2f %%", n,
         100.0 * (double)rules / (double)n, 100.0 * (double)both / (double)n);
}

void tg_lemmas_build(tg_lemmas *out, const tg_corpus *train, const tg_vocab *vocab)
{
  table t = {0};
  count_treebank(&t, train);
  add_list(&t, vocab, irregular, ENT_X_VBD);
  add_list(&t, vocab, plurals, ENT_X_NNS);
  add_list(&t, vocab, presents, ENT_X_VBZ);
  add_list(&t, vocab, degrees, ENT_X_JJR);
  add_list(&t, vocab, degrees, ENT_X_RBR);
  add_list(&t, vocab, degrees, ENT_X_RBS);
  add_list(&t, vocab, degrees, ENT_X_JJS);
  count_listed(&t, vocab);
  size_t n = 0;
  for (size_t i = 0; i < t.keys.n; i++)
    n += worth_it(&t.entries[i]);
  *out = (tg_lemmas){.n_slots = 64, .bytes = ENT_BUF_INIT((size_t)64 << 20)};
  while (out->n_slots < n * 2)
    out->n_slots *= 2;
  out->slots = calloc(out->n_slots, sizeof *out->slots);
  ent_buf_char(&out->bytes, 0);
  for (size_t i = 0; i < t.keys.n; i++)
    if (worth_it(&t.entries[i]))
      place(out, t.keys.keys[i], best_lemma(&t.entries[i]));
  report(&t);
  printf("; %zu entries, %zu bytes\n", out->n, out->bytes.n);
  free(t.entries);
}
