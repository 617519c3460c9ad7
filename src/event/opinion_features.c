/* What the second opinion looks at in a sentence with two marked actors: the path between them, the words that
 * govern it, moods, the rules' votes (opinion_features.h). */
#include "event/opinion_features.h"

#include "base/hash.h"

#include <stdio.h>
#include <string.h>

#define MAX_SYMBOLS 8

/* Names of a word, from the special to the general: its classes, else its coarse cluster. */
typedef struct symbols {
  char text[MAX_SYMBOLS][ENTI_CLASS_NAME + 2];
  unsigned n;
} symbols;

typedef struct writer {
  enti_frame *frame;
  enti_feature_fn emit;
  void *context;
} writer;

uint32_t enti_feature_key(ent_str feature)
{
  uint64_t h = enti_hash_fixed(feature, 0x2545f4914f6cdd1dULL);
  return (uint32_t)(h ^ h >> 32);
}

static void put(const writer *w, const char *format, ...) ENT_PRINTF(2, 3);
static void put(const writer *w, const char *format, ...)
{
  char text[160];
  va_list args;
  va_start(args, format);
  int n = vsnprintf(text, sizeof text, format, args);
  va_end(args);
  if (n > 0)
    w->emit(w->context, (ent_str){text, (size_t)n < sizeof text ? (size_t)n : sizeof text - 1});
}

/* ---- words --------------------------------------------------------------------------------------------------- */

/* Whether a class speaks of the part of speech that the token has: v. of verbs, n. and mn. of nouns; m. and p. of all. */
static bool fits(const char *name, const ent_token *token)
{
  bool verb = token->upos == ENT_VERB || token->upos == ENT_AUX;
  bool noun = token->upos == ENT_NOUN || token->upos == ENT_PROPN || token->upos == ENT_ADJ;
  return name[0] == 'v' ? verb : name[0] == 'n' || strncmp(name, "mn.", 3) == 0 ? noun : true;
}

static void add_classes(const enti_frame *f, const enti_opinion_word *word, const ent_token *token, bool all, symbols *s)
{
  for (unsigned i = 0; i < ENTI_WORD_CLASSES && word->classes[i] && s->n < MAX_SYMBOLS; i++) {
    const char *name = enti_opinion_class(f->words, word->classes[i] - 1u);
    if (all || fits(name, token))
      snprintf(s->text[s->n++], sizeof s->text[0], "%s", name);
  }
}

static void symbols_of(const enti_frame *f, const enti_opinion_word *word, const ent_token *token, bool cluster,
                       symbols *ret)
{
  ret->n = 0;
  if (!word)
    return;
  add_classes(f, word, token, false, ret);
  if (!ret->n)
    add_classes(f, word, token, true, ret);
  if (cluster && !ret->n && word->coarse != ENTI_NO_CLUSTER)
    snprintf(ret->text[ret->n++], sizeof ret->text[0], "k%u", word->coarse);
}

/* "attack" of "v.attack" and of "n.attack". */
static const char *family(const char *name)
{
  return name[0] && name[1] == '.' ? name + 2 : name;
}

/* ---- words that matter ------------------------------------------------------------------------------------------ */

static void single(const writer *w, const enti_core *c, const symbols *s)
{
  put(w, "%c:%.*s", c->role, ENT_STR_ARG(c->lemma));
  put(w, "*:%.*s", ENT_STR_ARG(c->lemma));
  for (unsigned i = 0; i < s->n; i++) {
    put(w, "%c:%s", c->role, s->text[i]);
    put(w, "*:%s", s->text[i]);
    put(w, "M%c:%s", c->mood, family(s->text[i]));
    put(w, "M%s:%s", c->moods, s->text[i]);
    put(w, "M%c:%c:%s", c->mood, c->role, s->text[i]);
  }
  put(w, "M%c:%.*s", c->mood, ENT_STR_ARG(c->lemma));
  if (strchr("gldocf", c->role))
    put(w, "M%c:%c", c->mood, c->role);
  if (c->word && c->word->fine != ENTI_NO_CLUSTER)
    put(w, "%c:f%u", c->role, c->word->fine);
  if (c->word && c->word->coarse != ENTI_NO_CLUSTER)
    put(w, "%c:k%u", c->role, c->word->coarse);
}

static void pair(const writer *w, const enti_core *a, const symbols *sa, const enti_core *b, const symbols *sb)
{
  for (unsigned i = 0; i < sa->n; i++)
    for (unsigned j = 0; j < sb->n; j++) {
      put(w, "%s+%s", sa->text[i], sb->text[j]);
      put(w, "%c:%s+%c:%s", a->role, sa->text[i], b->role, sb->text[j]);
      put(w, "M%c:%s+%s", b->mood, family(sa->text[i]), family(sb->text[j]));
    }
  for (unsigned j = 0; j < sb->n; j++)
    put(w, "%.*s+%s", ENT_STR_ARG(a->lemma), sb->text[j]);
  for (unsigned i = 0; i < sa->n; i++)
    put(w, "%s+%.*s", sa->text[i], ENT_STR_ARG(b->lemma));
}

/* Words that stand so near in the tree that together they say one thing. */
static bool belong_together(const enti_frame *f, const enti_core *a, const enti_core *b)
{
  uint32_t ha = enti_frame_head(f, a->token), hb = enti_frame_head(f, b->token);
  return ha == b->token || hb == a->token || (ha == hb && ha != ENT_NONE) ||
         (strchr("gldu", a->role) && strchr("gldu", b->role));
}

static void core_features(const writer *w)
{
  enti_frame *f = w->frame;
  symbols list[ENTI_MAX_CORE];
  for (uint32_t i = 0; i < f->n_core; i++) {
    symbols_of(f, f->core[i].word, enti_frame_token(f, f->core[i].token), true, &list[i]);
    single(w, &f->core[i], &list[i]);
  }
  for (uint32_t i = 0; i < f->n_core; i++)
    for (uint32_t j = 0; j < f->n_core; j++) {
      const enti_core *a = &f->core[i], *b = &f->core[j];
      uint32_t ha = enti_frame_head(f, a->token), hb = enti_frame_head(f, b->token);
      bool above = hb == a->token || (ha != b->token && i < j);
      if (i != j && above && belong_together(f, a, b))
        pair(w, a, &list[i], b, &list[j]);
    }
}

/* ---- the two actors --------------------------------------------------------------------------------------------- */

static void actor_features(const writer *w, char side, uint32_t t)
{
  enti_frame *f = w->frame;
  const enti_opinion_word *word;
  symbols own, gov;
  if (t == ENT_NONE) {
    put(w, "%c-", side);
    return;
  }
  const ent_token *token = enti_frame_token(f, t);
  enti_frame_lemma(f, t, &word);
  symbols_of(f, word, token, false, &own);
  ent_str function = enti_frame_function(f, t);
  uint32_t head = enti_frame_head(f, t);
  put(w, "%c:%s", side, token->upos == ENT_PROPN ? "name" : token->upos == ENT_PRON ? "pronoun" : "noun");
  put(w, "%c@%.*s", side, ENT_STR_ARG(function));
  for (unsigned i = 0; i < own.n; i++)
    put(w, "%c:%s", side, own.text[i]);
  if (head == ENT_NONE)
    return;
  ent_str lemma = enti_frame_lemma(f, head, &word);
  symbols_of(f, word, enti_frame_token(f, head), true, &gov);
  put(w, "%c@%.*s:%.*s", side, ENT_STR_ARG(function), ENT_STR_ARG(lemma));
  for (unsigned i = 0; i < gov.n; i++)
    put(w, "%c@%.*s:%s", side, ENT_STR_ARG(function), gov.text[i]);
}

/* What the actors are, together with what happens: a court convicts, police convict nobody. */
static void actor_and_core(const writer *w, char side, uint32_t t)
{
  enti_frame *f = w->frame;
  const enti_opinion_word *word;
  symbols own, s;
  if (t == ENT_NONE)
    return;
  enti_frame_lemma(f, t, &word);
  symbols_of(f, word, enti_frame_token(f, t), false, &own);
  for (uint32_t c = 0; c < f->n_core; c++) {
    if (!strchr("gldocf", f->core[c].role))
      continue;
    symbols_of(f, f->core[c].word, enti_frame_token(f, f->core[c].token), false, &s);
    for (unsigned i = 0; i < own.n; i++)
      for (unsigned j = 0; j < s.n; j++)
        put(w, "%c:%s+%s", side, own.text[i], s.text[j]);
  }
}

/* ---- the rest of the sentence ------------------------------------------------------------------------------------- */

static bool is_core(const enti_frame *f, uint32_t t)
{
  for (uint32_t i = 0; i < f->n_core; i++)
    if (f->core[i].token == t)
      return true;
  return false;
}

/* b: before both actors, w: between them, e: behind. */
static char zone(const enti_frame *f, uint32_t t)
{
  uint32_t s = f->source, g = f->target;
  if (s == ENT_NONE || g == ENT_NONE)
    return t < (s == ENT_NONE ? g : s) ? 'B' : 'E';
  uint32_t low = s < g ? s : g, high = s < g ? g : s;
  return t < low ? 'b' : t < high ? 'w' : t < high + 8 ? 'e' : 'x';
}

static void bag_features(const writer *w)
{
  enti_frame *f = w->frame;
  for (uint32_t t = f->first; t < f->end; t++) {
    const ent_token *token = enti_frame_token(f, t);
    const enti_opinion_word *word;
    symbols s;
    if (token->upos != ENT_VERB && token->upos != ENT_NOUN && token->upos != ENT_ADJ && token->upos != ENT_ADV)
      continue;
    if (is_core(f, t) || enti_frame_in_span(f->source_span, token) || enti_frame_in_span(f->target_span, token))
      continue;
    char z = zone(f, t);
    uint32_t names = f->n_names;
    ent_str lemma = enti_frame_lemma(f, t, &word);
    symbols_of(f, word, token, false, &s);
    for (unsigned i = 0; i < s.n; i++)
      put(w, "%c_%s", z, s.text[i]);
    if (z == 'w')
      put(w, "w_%.*s", ENT_STR_ARG(lemma));
    f->n_names = names;
  }
}

static void shape_features(const writer *w)
{
  const enti_frame *f = w->frame;
  bool both = f->source != ENT_NONE && f->target != ENT_NONE;
  put(w, "bias");
  put(w, "order%d", both ? f->source < f->target : 2);
  put(w, "way%u", f->n_path < 5 ? f->n_path : 5);
  if (!f->one_sentence)
    put(w, "apart");
}

void enti_opinion_features(enti_frame *frame, enti_feature_fn emit, void *context)
{
  writer w = {frame, emit, context};
  shape_features(&w);
  core_features(&w);
  actor_features(&w, 'S', frame->source);
  actor_features(&w, 'T', frame->target);
  actor_and_core(&w, 'S', frame->source);
  actor_and_core(&w, 'T', frame->target);
  bag_features(&w);
}
