/* A sentence against a PETRARCH dictionary: which verb stands here, and which pattern around it.
 *
 * A pattern's halves are matched outwards from the verb, chunk by chunk (words joined by "_" are one chunk); a chunk is
 * taken where it first stands. With free gaps between chunks the first place is as good as any, so that nothing needs
 * to be tried twice: O(words of the sentence · words of the pattern). Actors ("$", "+", "^", "%") are the mentions of
 * our actor tables; the next one in the direction of the match is the one meant. */
#include "event/petrarch_dict.h"

#include <string.h>

typedef struct field { /* one half of a sentence: where a match may go */
  const enti_pd_text *text;
  uint32_t first, last; /* tokens, inclusive */
  int direction;        /* 1 behind the verb, -1 before it */
  enti_pd_hit *hit;
} field;

/* ---- words ---------------------------------------------------------------------------------------------------------- */

static const ent_token *token(const field *f, uint32_t t)
{
  return enti_token(f->text->tree, t);
}

static bool inside(const field *f, uint32_t t)
{
  return t >= f->first && t <= f->last;
}

/* "peace-keeping", which may be three tokens without a blank, from t on in the field's direction: how many; 0: no. */
static uint32_t compound(const field *f, uint32_t t, ent_str word)
{
  char joined[80];
  uint32_t first = t, last = t;
  for (uint32_t n = 1; n <= 5 && inside(f, first) && inside(f, last); n++) {
    size_t length = 0;
    for (uint32_t i = first; i <= last; i++) {
      ent_str s = token(f, i)->fold;
      if ((i > first && (token(f, i)->flags & ENT_TOKEN_SPACE_BEFORE)) || length + s.n > sizeof joined)
        return 0;
      memcpy(joined + length, s.p, s.n);
      length += s.n;
    }
    if (ent_str_eq((ent_str){joined, length}, word))
      return n;
    if (f->direction > 0)
      last++;
    else if (first == 0)
      return 0;
    else
      first--;
  }
  return 0;
}

/* Tokens that the word takes at t in the field's direction; 0: it does not stand there. */
static uint32_t match_word(const field *f, const enti_pd_word *word, uint32_t t)
{
  const enti_pd_text *text = f->text;
  if (!inside(f, t))
    return 0;
  if (text->form[t] == word->id || (!word->exact && !word->stem && text->lemma[t] == word->id))
    return 1;
  ent_str letters = text->dict->words.keys[word->id];
  if (word->stem && ent_str_starts(token(f, t)->fold, letters))
    return 1;
  return word->compound ? compound(f, t, letters) : 0;
}

/* Consecutive words from t on; in the other direction the last of them comes first. */
static uint32_t match_words(const field *f, uint32_t first, uint32_t n, uint32_t t)
{
  uint32_t taken = 0;
  for (uint32_t i = 0; i < n; i++) {
    const enti_pd_word *word = &f->text->dict->phrase_words[first + (f->direction > 0 ? i : n - 1 - i)];
    uint32_t more = match_word(f, word, f->direction > 0 ? t + taken : t - taken);
    if (!more)
      return 0;
    taken += more;
  }
  return taken;
}

/* The longest phrase of the set that stands at t. */
static uint32_t match_set(const field *f, uint32_t set, uint32_t t, int depth)
{
  const enti_pd_set *s = &f->text->dict->sets[set];
  uint32_t most = 0;
  for (uint32_t i = 0; i < s->n && depth < ENTI_PD_MAX_DEPTH; i++) {
    const enti_pd_phrase *phrase = &f->text->dict->phrases[s->first + i];
    uint32_t n = phrase->set == ENT_NONE ? match_words(f, phrase->first, phrase->n, t) : match_set(f, phrase->set, t, depth + 1);
    most = n > most ? n : most;
  }
  return most;
}

/* ---- actors --------------------------------------------------------------------------------------------------------- */

static bool may_act(const ent_mention *m)
{
  return m->n_actors && !(m->flags & (ENT_MENTION_NOT_ACTOR | ENT_MENTION_UNRESOLVED));
}

uint32_t enti_pd_mention(const enti_tree *tree, uint32_t t, uint32_t end, int direction)
{
  const ent_document *doc = tree->doc;
  while (direction > 0 ? t <= end : t >= end) {
    uint32_t m = doc->mention_of ? doc->mention_of[t] : ENT_NONE;
    if (m < doc->n_mentions && may_act(&doc->mentions[m]))
      return m;
    if (t == end)
      break;
    t = direction > 0 ? t + 1 : t - 1;
  }
  return ENT_NONE;
}

static bool is_list(const enti_tree *tree, uint32_t mention)
{
  enti_parties list = {0};
  enti_parties_add(tree, mention, ENTI_TAKE_PLACES, &list);
  return list.n > 1;
}

/* The first member of the list ("Gondor and Osgiliath") that the mention stands in. */
static uint32_t list_head(const enti_tree *tree, uint32_t mention)
{
  const ent_document *doc = tree->doc;
  uint32_t t = doc->mentions[mention].head;
  for (unsigned i = 0; i < 24 && enti_rel_of(tree, t) == ENT_CONJ && enti_head(tree, t) != ENT_NONE; i++) {
    t = enti_head(tree, t);
    uint32_t m = doc->mention_of[t];
    if (m < doc->n_mentions && may_act(&doc->mentions[m]) && doc->mentions[m].first < doc->mentions[mention].first)
      mention = m;
  }
  return mention;
}

/* Tokens from t to the far end of the mention's list, so that the next actor is another one. */
static uint32_t span(const field *f, uint32_t mention, uint32_t t)
{
  const ent_mention *m = &f->text->tree->doc->mentions[mention];
  uint32_t end = f->direction > 0 ? (m->last < f->last ? m->last : f->last) : (m->first > f->first ? m->first : f->first);
  return (f->direction > 0 ? end - t : t - end) + 1;
}

static uint32_t match_actor(const field *f, const enti_pd_element *e, uint32_t t)
{
  const enti_tree *tree = f->text->tree;
  uint32_t m = enti_pd_mention(tree, t, t, f->direction);
  if (m == ENT_NONE)
    return 0;
  uint32_t taken = span(f, m, t), head = list_head(tree, m);
  switch (e->kind) {
  case ENTI_PD_SOURCE:
    f->hit->source = head;
    return taken;
  case ENTI_PD_TARGET:
    f->hit->target = head;
    return taken;
  case ENTI_PD_BOTH: /* before the verb who acts, behind it with whom */
    if (!is_list(tree, head))
      return 0;
    if (f->direction < 0)
      f->hit->both = head;
    else
      f->hit->target = f->hit->list = head;
    return taken;
  default:
    return taken;
  }
}

/* ---- patterns ------------------------------------------------------------------------------------------------------- */

static uint32_t match_element(const field *f, const enti_pd_element *e, uint32_t t)
{
  if (!inside(f, t))
    return 0;
  switch (e->kind) {
  case ENTI_PD_WORD:
    return match_word(f, &e->word, t);
  case ENTI_PD_SET:
    return match_set(f, e->set, t, 0);
  default:
    return match_actor(f, e, t);
  }
}

static uint32_t step(const field *f, uint32_t t, uint32_t n)
{
  return f->direction > 0 ? t + n : t - n;
}

/* An actor joined to a word may have an article: "IN_$" and "in the Shire". */
static uint32_t over_article(const field *f, const enti_pd_element *e, uint32_t t)
{
  bool actor = e->kind > ENTI_PD_SET;
  return actor && f->direction > 0 && inside(f, t) && enti_upos(f->text->tree, t) == ENT_DET ? t + 1 : t;
}

/* Elements list[0 … n) joined to each other, at t; *ret_end is the token behind them. */
static bool match_chunk(const field *f, const enti_pd_element *list, size_t n, uint32_t t, uint32_t *ret_end)
{
  for (size_t i = 0; i < n; i++) {
    t = i ? over_article(f, &list[i], t) : t;
    uint32_t taken = match_element(f, &list[i], t);
    if (!taken)
      return false;
    t = step(f, t, taken);
  }
  *ret_end = t;
  return true;
}

/* The first place of the chunk from t on, at most `reach` words away; an actor is the next one, or none. */
static bool find_chunk(const field *f, const enti_pd_element *list, size_t n, uint32_t t, uint32_t *ret_end)
{
  bool actor = list[0].kind > ENTI_PD_SET;
  for (uint32_t skipped = 0; inside(f, t); t = step(f, t, 1), skipped++) {
    if (list[0].joined ? skipped > 0 : (list[0].reach != 255 && skipped > list[0].reach))
      return false;
    uint32_t at = list[0].joined ? over_article(f, &list[0], t) : t;
    if (match_chunk(f, list, n, at, ret_end))
      return true;
    if (actor && enti_pd_mention(f->text->tree, at, at, f->direction) != ENT_NONE)
      return false;
  }
  return false;
}

static bool match_half(const field *f, const enti_pd_element *list, size_t n, uint32_t t)
{
  for (size_t i = 0; i < n;) {
    size_t length = 1;
    while (i + length < n && list[i + length].joined)
      length++;
    if (!find_chunk(f, list + i, length, t, &t))
      return false;
    i += length;
  }
  return true;
}

/* A clause of its own hangs here: a coordinated verb, a relative clause, "after crowds burned its embassy". */
static bool own_clause(const enti_tree *tree, uint32_t t)
{
  unsigned rel = enti_rel_of(tree, t), base = ent_rel_base(rel);
  if (base == ENT_CONJ)
    return enti_is_verb(tree, t);
  if (base == ENT_ADVCL)
    return enti_child(tree, t, ENT_NSUBJ) != ENT_NONE;
  return base == ENT_PARATAXIS || rel == ENT_ACL_RELCL;
}

uint32_t enti_pd_begin(const enti_tree *tree, uint32_t verb)
{
  uint32_t first = tree->doc->sentences[enti_token(tree, verb)->sentence].first;
  return verb - first > ENTI_PD_WINDOW ? verb - ENTI_PD_WINDOW : first;
}

uint32_t enti_pd_reach(const enti_tree *tree, uint32_t verb)
{
  const ent_sentence *s = &tree->doc->sentences[enti_token(tree, verb)->sentence];
  uint32_t last = verb;
  for (uint32_t t = verb + 1; t < s->first + s->n && t - verb <= ENTI_PD_WINDOW; t++) {
    uint32_t at = t;
    for (unsigned steps = 0; at != verb && at != ENT_NONE && steps < 60; steps++)
      at = own_clause(tree, at) ? ENT_NONE : enti_head(tree, at);
    if (at == verb)
      last = t;
  }
  return last;
}

static bool match_pattern(const enti_pd_text *text, const enti_pd_pattern *p, uint32_t reach, enti_pd_hit *hit)
{
  uint32_t begin = enti_pd_begin(text->tree, hit->first);
  const enti_pd_element *elements = text->dict->elements;
  hit->source = hit->target = hit->both = hit->list = ENT_NONE;
  field before = {text, begin, hit->first ? hit->first - 1 : 0, -1, hit};
  field behind = {text, hit->last + 1, reach, 1, hit};
  if (p->n_upper && (hit->first == begin || !match_half(&before, elements + p->upper, p->n_upper, hit->first - 1)))
    return false;
  return match_half(&behind, elements + p->lower, p->n_lower, hit->last + 1);
}

/* ---- verbs ---------------------------------------------------------------------------------------------------------- */

/* Do the words around token t make it this form of the verb? */
static bool is_form(const enti_pd_text *text, const enti_pd_verb *verb, uint32_t t, enti_pd_hit *hit)
{
  const ent_sentence *s = &text->tree->doc->sentences[enti_token(text->tree, t)->sentence];
  field whole = {text, s->first, s->first + s->n - 1, 1, hit}, back = whole;
  back.direction = -1;
  uint32_t after = verb->n_after ? match_words(&whole, verb->after, verb->n_after, t + 1) : 0;
  uint32_t before = verb->n_before && t > s->first ? match_words(&back, verb->before, verb->n_before, t - 1) : 0;
  if ((verb->n_after && !after) || (verb->n_before && !before) || !match_word(&whole, &verb->key, t))
    return false;
  *hit = (enti_pd_hit){.verb = verb, .first = t - before, .last = t + after, .source = ENT_NONE, .target = ENT_NONE, .both = ENT_NONE, .list = ENT_NONE};
  return true;
}

static void try_patterns(const enti_pd_text *text, uint32_t t, enti_pd_hit *hit)
{
  const enti_pd_block *block = &text->dict->blocks[hit->verb->block];
  uint32_t reach = block->n ? enti_pd_reach(text->tree, t) : t;
  for (uint32_t i = 0; i < block->n && !hit->pattern; i++)
    if (match_pattern(text, &text->dict->patterns[block->first + i], reach > hit->last ? reach : hit->last, hit))
      hit->pattern = &text->dict->patterns[block->first + i];
  if (!hit->pattern)
    hit->source = hit->target = hit->both = hit->list = ENT_NONE;
}

static bool is_coded(const enti_pd_text *text, const enti_pd_verb *verb)
{
  const enti_pd_code *code = verb->coded ? &verb->code : &text->dict->blocks[verb->block].code;
  return code->forth.n || code->back.n;
}

/* Of the forms that have the key, those of most words first: the first with a pattern that matches, else the first with
 * a code, else the first. A word may stand in several blocks. */
static bool find_form(const enti_pd_text *text, uint32_t key, uint32_t t, enti_pd_hit *ret)
{
  bool found = false;
  if (key == UINT32_MAX)
    return false;
  for (uint32_t v = text->dict->verbs_of[key]; v != ENT_NONE; v = text->dict->verbs[v].next) {
    const enti_pd_verb *verb = &text->dict->verbs[v];
    enti_pd_hit hit;
    if (!is_form(text, verb, t, &hit))
      continue;
    if (found && verb->n_before + verb->n_after < ret->verb->n_before + ret->verb->n_after)
      break;
    try_patterns(text, t, &hit);
    if (!found || hit.pattern || (is_coded(text, verb) && !is_coded(text, ret->verb)))
      *ret = hit;
    found = true;
    if (hit.pattern)
      break;
  }
  return found;
}

/* TABARI: a verb is any word that begins with the stem; the longest stem counts. */
static bool find_stem(const enti_pd_text *text, uint32_t t, enti_pd_hit *ret)
{
  ent_str fold = enti_token(text->tree, t)->fold;
  for (size_t n = fold.n < 40 ? fold.n : 40; n > 1; n--)
    if (find_form(text, enti_intern_find(&text->dict->words, ent_str_slice(fold, 0, n)), t, ret))
      return true;
  return false;
}

bool enti_pd_match(const enti_pd_text *text, uint32_t t, enti_pd_hit *ret)
{
  if (text->dict->stems)
    return find_stem(text, t, ret);
  return find_form(text, text->form[t], t, ret) ||
         (text->lemma[t] != text->form[t] && find_form(text, text->lemma[t], t, ret));
}
