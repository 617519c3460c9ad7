/* What the second opinion looks at in a sentence with two marked actors: the path between them, the words that
 * govern it, moods, the rules' votes (opinion_features.h). */
#include "event/opinion_features.h"

#include "base/hash.h"

#include <string.h>

#define MAX_SYMBOLS 8

/* Names of a word, from the special to the general: its classes, else its coarse cluster. They lie in the model, but for
 * the cluster's, which lies here: a symbols is filled where it stays. */
typedef struct symbols {
  ent_str text[MAX_SYMBOLS];
  unsigned n;
  char cluster[8];
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

#define MAX_FEATURE 159 /* bytes; what is longer is cut */

/* A feature is made of pieces. Some hundred are made for each pair of actors: printf would take longer than all the rest. */
static void put_pieces(const writer *w, const ent_str *pieces, size_t n)
{
  char text[MAX_FEATURE];
  size_t at = 0;
  for (size_t i = 0; i < n && at < sizeof text; i++) {
    size_t k = pieces[i].n < sizeof text - at ? pieces[i].n : sizeof text - at;
    if (k)
      memcpy(text + at, pieces[i].p, k);
    at += k;
  }
  w->emit(w->context, (ent_str){text, at});
}

#define PUT(w, ...) \
  put_pieces(w, (const ent_str[]){__VA_ARGS__}, sizeof((const ent_str[]){__VA_ARGS__}) / sizeof(ent_str))
#define ONE(c) ((ent_str){&(c), 1}) /* a character that stands somewhere */

/* Decimal digits of a number, written to the end of the 8 bytes given. */
static ent_str digits(unsigned number, char text[8])
{
  size_t at = 8;
  do
    text[--at] = (char)('0' + number % 10);
  while ((number /= 10) != 0 && at > 0);
  return (ent_str){text + at, 8 - at};
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
      s->text[s->n++] = ent_str_of(name);
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
  if (cluster && !ret->n && word->coarse != ENTI_NO_CLUSTER) {
    ent_str number = digits(word->coarse, ret->cluster); /* five digits at most: there is room before them */
    ret->cluster[8 - number.n - 1] = 'k';
    ret->text[ret->n++] = (ent_str){number.p - 1, number.n + 1};
  }
}

/* "attack" of "v.attack" and of "n.attack". */
static ent_str family(ent_str name)
{
  return name.n > 1 && name.p[1] == '.' ? (ent_str){name.p + 2, name.n - 2} : name;
}

/* ---- words that matter ------------------------------------------------------------------------------------------ */

static const ent_str colon = {":", 1}, plus = {"+", 1}, mood_mark = {"M", 1}, any = {"*:", 2};

static void single(const writer *w, const enti_core *c, const symbols *s)
{
  ent_str role = ONE(c->role), mood = ONE(c->mood), moods = ent_str_of(c->moods);
  char number[8];
  PUT(w, role, colon, c->lemma);
  PUT(w, any, c->lemma);
  for (unsigned i = 0; i < s->n; i++) {
    PUT(w, role, colon, s->text[i]);
    PUT(w, any, s->text[i]);
    PUT(w, mood_mark, mood, colon, family(s->text[i]));
    PUT(w, mood_mark, moods, colon, s->text[i]);
    PUT(w, mood_mark, mood, colon, role, colon, s->text[i]);
  }
  PUT(w, mood_mark, mood, colon, c->lemma);
  if (strchr("gldocf", c->role))
    PUT(w, mood_mark, mood, colon, role);
  if (c->word && c->word->fine != ENTI_NO_CLUSTER)
    PUT(w, role, ENT_STR(":f"), digits(c->word->fine, number));
  if (c->word && c->word->coarse != ENTI_NO_CLUSTER)
    PUT(w, role, ENT_STR(":k"), digits(c->word->coarse, number));
}

static void pair(const writer *w, const enti_core *a, const symbols *sa, const enti_core *b, const symbols *sb)
{
  ent_str role_a = ONE(a->role), role_b = ONE(b->role), mood = ONE(b->mood);
  for (unsigned i = 0; i < sa->n; i++)
    for (unsigned j = 0; j < sb->n; j++) {
      PUT(w, sa->text[i], plus, sb->text[j]);
      PUT(w, role_a, colon, sa->text[i], plus, role_b, colon, sb->text[j]);
      PUT(w, mood_mark, mood, colon, family(sa->text[i]), plus, family(sb->text[j]));
    }
  for (unsigned j = 0; j < sb->n; j++)
    PUT(w, a->lemma, plus, sb->text[j]);
  for (unsigned i = 0; i < sa->n; i++)
    PUT(w, sa->text[i], plus, b->lemma);
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
  ent_str who = ONE(side), at = ENT_STR("@");
  if (t == ENT_NONE) {
    PUT(w, who, ENT_STR("-"));
    return;
  }
  const ent_token *token = enti_frame_token(f, t);
  enti_frame_lemma(f, t, &word);
  symbols_of(f, word, token, false, &own);
  ent_str function = enti_frame_function(f, t);
  uint32_t head = enti_frame_head(f, t);
  PUT(w, who, colon, ent_str_of(token->upos == ENT_PROPN ? "name" : token->upos == ENT_PRON ? "pronoun" : "noun"));
  PUT(w, who, at, function);
  for (unsigned i = 0; i < own.n; i++)
    PUT(w, who, colon, own.text[i]);
  if (head == ENT_NONE)
    return;
  ent_str lemma = enti_frame_lemma(f, head, &word);
  symbols_of(f, word, enti_frame_token(f, head), true, &gov);
  PUT(w, who, at, function, colon, lemma);
  for (unsigned i = 0; i < gov.n; i++)
    PUT(w, who, at, function, colon, gov.text[i]);
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
        PUT(w, ONE(side), colon, own.text[i], plus, s.text[j]);
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
      PUT(w, ONE(z), ENT_STR("_"), s.text[i]);
    if (z == 'w')
      PUT(w, ENT_STR("w_"), lemma);
    f->n_names = names;
  }
}

static void shape_features(const writer *w)
{
  const enti_frame *f = w->frame;
  bool both = f->source != ENT_NONE && f->target != ENT_NONE;
  char order = (char)('0' + (both ? f->source < f->target : 2)), way = (char)('0' + (f->n_path < 5 ? f->n_path : 5));
  PUT(w, ENT_STR("bias"));
  PUT(w, ENT_STR("order"), ONE(order));
  PUT(w, ENT_STR("way"), ONE(way));
  if (!f->one_sentence)
    PUT(w, ENT_STR("apart"));
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
