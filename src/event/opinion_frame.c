/* Moods, one letter each: what stands above a word in the tree, or beside it as auxiliary.
 *   N not   F will   H would, could, may   M must   and the lexicon's classes m.promise P, m.refuse R, m.demand D,
 *   m.threaten T, m.intend I, m.fail X, m.deny Y, m.allow A, m.end E, m.force O, m.consider C, m.accuse J */
#include "event/opinion_frame.h"

#include <string.h>

const ent_token *enti_frame_token(const enti_frame *frame, uint32_t t)
{
  return &frame->doc->tokens[t];
}

static bool reaches(const ent_span *span, uint32_t start, uint32_t end)
{
  for (uint32_t i = 0; i < span->n && i < ENT_MAX_SPAN_PIECES; i++)
    if (start < span->pieces[i].end && end > span->pieces[i].start)
      return true;
  return false;
}

bool enti_frame_in_span(const ent_span *span, const ent_token *token)
{
  return reaches(span, token->start, token->end);
}

uint32_t enti_frame_head(const enti_frame *frame, uint32_t t)
{
  uint32_t head = frame->doc->tokens[t].head;
  return head >= frame->first && head < frame->end && head != t ? head : ENT_NONE;
}

uint32_t enti_frame_child(const enti_frame *frame, uint32_t t, uint32_t after)
{
  for (uint32_t c = after == ENT_NONE ? frame->first : after + 1; c < frame->end; c++)
    if (frame->doc->tokens[c].head == t && c != t)
      return c;
  return ENT_NONE;
}

/* ---- words --------------------------------------------------------------------------------------------------- */

static ent_str fold_of(const ent_token *token)
{
  return token->fold.n ? token->fold : token->norm;
}

static ent_str lemma_of(const ent_token *token)
{
  bool name = token->upos == ENT_PROPN || !token->lemma.n || (token->lemma.p[0] >= 'A' && token->lemma.p[0] <= 'Z');
  return name ? fold_of(token) : token->lemma;
}

/* "first_second", when the model knows it; between: "_" or "_of_". */
static const enti_opinion_word *joined(enti_frame *f, ent_str first, const char *between, ent_str second, ent_str *ret)
{
  char *p = f->names + f->n_names;
  size_t middle = strlen(between), n = first.n + middle + second.n;
  if (!first.n || !second.n || n > 60 || f->n_names + n > sizeof f->names)
    return NULL;
  memcpy(p, first.p, first.n);
  memcpy(p + first.n, between, middle);
  memcpy(p + first.n + middle, second.p, second.n);
  const enti_opinion_word *word = enti_opinion_word_find(f->words, (ent_str){p, n});
  if (word) {
    *ret = (ent_str){p, n};
    f->n_names += (uint32_t)n;
  }
  return word;
}

/* With the preposition of a dependent: call_for, look_into; or "state_of_emergency". */
static const enti_opinion_word *with_case(enti_frame *f, uint32_t t, uint32_t child, ent_str *ret)
{
  const enti_opinion_word *word = NULL;
  ent_str lemma = lemma_of(enti_frame_token(f, t));
  for (uint32_t g = enti_frame_child(f, child, ENT_NONE); !word && g != ENT_NONE; g = enti_frame_child(f, child, g)) {
    const ent_token *mark = enti_frame_token(f, g);
    if (ent_rel_base(mark->rel) != ENT_CASE && mark->rel != ENT_MARK)
      continue;
    if (ent_str_eq(fold_of(mark), ENT_STR("of")))
      word = joined(f, lemma, "_of_", lemma_of(enti_frame_token(f, child)), ret);
    if (!word)
      word = joined(f, lemma, "_", fold_of(mark), ret);
  }
  return word;
}

/* The dependent that makes a joined entry: pull_out, call_for, hunger_strike, martial_law, take_part. A verb with an
 * object takes its prepositions as they are: in "stopped aid over the mutiny" nothing is stopped over. */
static const enti_opinion_word *with_dependent(enti_frame *f, uint32_t t, ent_str *ret)
{
  ent_str lemma = lemma_of(enti_frame_token(f, t));
  bool object = false;
  for (uint32_t c = enti_frame_child(f, t, ENT_NONE); c != ENT_NONE; c = enti_frame_child(f, t, c)) {
    ent_rel base = ent_rel_base(enti_frame_token(f, c)->rel);
    object = object || base == ENT_OBJ || enti_frame_token(f, c)->rel == ENT_NSUBJ_PASS;
  }
  for (uint32_t c = enti_frame_child(f, t, ENT_NONE); c != ENT_NONE; c = enti_frame_child(f, t, c)) {
    const ent_token *child = enti_frame_token(f, c);
    const enti_opinion_word *word = NULL;
    ent_rel base = ent_rel_base(child->rel);
    if (c < t && (base == ENT_COMPOUND || base == ENT_AMOD || child->rel == ENT_ADVMOD))
      word = joined(f, lemma_of(child), "_", lemma, ret);
    else if (child->rel == ENT_COMPOUND_PRT || child->rel == ENT_ADVMOD || base == ENT_OBJ)
      word = joined(f, lemma, "_", lemma_of(child), ret);
    if (!word && (!object || base == ENT_NMOD))
      word = with_case(f, t, c, ret);
    if (word)
      return word;
  }
  return NULL;
}

ent_str enti_frame_lemma(enti_frame *f, uint32_t t, const enti_opinion_word **ret_word)
{
  const ent_token *token = enti_frame_token(f, t);
  ent_str lemma = lemma_of(token);
  const enti_opinion_word *word = with_dependent(f, t, &lemma);
  if (!word)
    word = enti_opinion_word_find(f->words, lemma);
  if (!word)
    word = enti_opinion_word_find(f->words, fold_of(token));
  *ret_word = word;
  return lemma;
}

/* ---- spans --------------------------------------------------------------------------------------------------- */

/* The word of the span's first piece whose head lies outside; a noun rather than a determiner. */
static uint32_t head_of_span(const enti_frame *f, const ent_span *span)
{
  uint32_t best = ENT_NONE;
  for (uint32_t t = f->first; t < f->end; t++) {
    const ent_token *token = enti_frame_token(f, t);
    if (!enti_frame_in_span(span, token))
      continue;
    uint32_t head = enti_frame_head(f, t);
    bool outside = head == ENT_NONE || !enti_frame_in_span(span, enti_frame_token(f, head));
    bool nominal = token->upos == ENT_NOUN || token->upos == ENT_PROPN || token->upos == ENT_PRON ||
                   token->upos == ENT_ADJ || token->upos == ENT_NUM;
    if (outside && nominal)
      return t;
    if (best == ENT_NONE || (outside && token->upos != ENT_PUNCT))
      best = t;
  }
  return best;
}

/* The sentences that the spans touch, first to last. */
static bool find_range(enti_frame *f)
{
  const ent_document *doc = f->doc;
  uint32_t low = ENT_NONE, high = 0, n = 0;
  for (uint32_t s = 0; s < doc->n_sentences; s++) {
    const ent_sentence *sentence = &doc->sentences[s];
    bool touched = false;
    if (!sentence->n)
      continue;
    uint32_t start = doc->tokens[sentence->first].start, end = doc->tokens[sentence->first + sentence->n - 1].end;
    if (!reaches(f->source_span, start, end) && !reaches(f->target_span, start, end))
      continue;
    for (uint32_t k = 0; k < sentence->n && !touched; k++) {
      const ent_token *token = &doc->tokens[sentence->first + k];
      touched = enti_frame_in_span(f->source_span, token) || enti_frame_in_span(f->target_span, token);
    }
    if (!touched)
      continue;
    low = low == ENT_NONE ? sentence->first : low;
    high = sentence->first + sentence->n;
    n++;
  }
  f->first = low == ENT_NONE ? 0 : low;
  f->end = high;
  f->one_sentence = n == 1;
  return low != ENT_NONE;
}

/* ---- moods --------------------------------------------------------------------------------------------------- */

static char auxiliary(ent_str fold)
{
  static const struct {
    const char *words;
    char mood;
  } groups[] = {{" will shall 'll wo ", 'F'},
                {" would could may might can 'd ca ", 'H'},
                {" must should ought need ", 'M'},
                {" not n't never no neither nor hardly without ", 'N'}};
  char padded[16];
  if (!fold.n || fold.n > 12)
    return 0;
  padded[0] = ' ';
  memcpy(padded + 1, fold.p, fold.n);
  padded[fold.n + 1] = ' ';
  padded[fold.n + 2] = 0;
  for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
    if (strstr(groups[i].words, padded))
      return groups[i].mood;
  return 0;
}

/* m.: of any part of speech; mn.: of nouns only ("a call to", but not "called him to"). */
static char operator_class(const char *name, bool noun)
{
  static const char *const names[] = {"promise", "refuse", "demand", "threaten", "intend", "fail",
                                      "deny",    "allow",  "end",    "force",    "consider", "accuse"};
  static const char letters[] = "PRDTIXYAEOCJ";
  size_t prefix = strncmp(name, "m.", 2) == 0 ? 2 : noun && strncmp(name, "mn.", 3) == 0 ? 3 : 0;
  for (size_t i = 0; prefix && i < sizeof names / sizeof *names; i++)
    if (strcmp(name + prefix, names[i]) == 0)
      return letters[i];
  return 0;
}

static void add_mood(enti_core *core, char letter)
{
  size_t n = strlen(core->moods);
  if (letter && n < ENTI_MAX_MOOD && (!n || core->moods[n - 1] != letter)) {
    core->moods[n] = letter;
    core->moods[n + 1] = 0;
  }
}

static void add_auxiliaries(const enti_frame *f, uint32_t t, enti_core *core)
{
  for (uint32_t c = enti_frame_child(f, t, ENT_NONE); c != ENT_NONE; c = enti_frame_child(f, t, c)) {
    const ent_token *child = enti_frame_token(f, c);
    ent_rel base = ent_rel_base(child->rel);
    if (base == ENT_AUX_REL || base == ENT_ADVMOD || base == ENT_DET_REL || base == ENT_CC)
      add_mood(core, auxiliary(fold_of(child)));
  }
}

static void add_operators(enti_frame *f, uint32_t t, enti_core *core)
{
  const enti_opinion_word *word;
  uint32_t names = f->n_names;
  bool noun = enti_frame_token(f, t)->upos == ENT_NOUN;
  enti_frame_lemma(f, t, &word);
  f->n_names = names;
  for (unsigned i = 0; word && i < ENTI_WORD_CLASSES && word->classes[i]; i++)
    add_mood(core, operator_class(enti_opinion_class(f->words, word->classes[i] - 1u), noun));
}

/* The outermost operator decides: "demanded that it agree to lift" is a demand. Will and not together refuse. */
static char summary(const char *moods)
{
  bool not = strchr(moods, 'N') != NULL;
  for (size_t i = strlen(moods); i-- > 0;)
    if (strchr("DTRPXYJ", moods[i]))
      return not && moods[i] == 'P' ? 'R' : moods[i];
  if (strpbrk(moods, "FHI"))
    return not ? 'R' : strchr(moods, 'F') ? 'F' : strchr(moods, 'I') ? 'I' : 'H';
  return strchr(moods, 'M') ? 'M' : not ? 'N' : strchr(moods, 'E') ? 'E' : '-';
}

static void read_moods(enti_frame *f, enti_core *core)
{
  uint32_t t = core->token, steps = 0;
  add_auxiliaries(f, t, core);
  for (uint32_t h = enti_frame_head(f, t); h != ENT_NONE && steps < 6; h = enti_frame_head(f, h), steps++) {
    const ent_token *token = enti_frame_token(f, t), *head = enti_frame_token(f, h);
    bool coordinated = ent_rel_base(token->rel) == ENT_CONJ || token->rel == ENT_PARATAXIS ||
                       token->rel == ENT_ACL_RELCL || ent_rel_base(token->rel) == ENT_ADVCL;
    if (!coordinated && !enti_frame_in_span(f->source_span, head) && !enti_frame_in_span(f->target_span, head))
      add_operators(f, h, core);
    if (token->rel == ENT_ACL_RELCL || ent_rel_base(token->rel) == ENT_ADVCL)
      break;
    add_auxiliaries(f, h, core);
    t = h;
  }
  core->mood = summary(core->moods);
}

/* ---- the way between the spans --------------------------------------------------------------------------------- */

static bool marked(const enti_frame *f, uint32_t t)
{
  const ent_token *token = enti_frame_token(f, t);
  return enti_frame_in_span(f->source_span, token) || enti_frame_in_span(f->target_span, token);
}

static bool content(const ent_token *token)
{
  return token->upos == ENT_VERB || token->upos == ENT_NOUN || token->upos == ENT_ADJ || token->upos == ENT_ADV ||
         token->upos == ENT_PROPN || token->upos == ENT_X || (token->upos == ENT_AUX && token->rel == ENT_ROOT);
}

static void add(enti_frame *f, uint32_t t, char role)
{
  if (f->n_core == ENTI_MAX_CORE || marked(f, t) || !content(enti_frame_token(f, t)))
    return;
  for (uint32_t i = 0; i < f->n_core; i++)
    if (f->core[i].token == t)
      return;
  enti_core *core = &f->core[f->n_core++];
  *core = (enti_core){.token = t, .role = role};
  core->lemma = enti_frame_lemma(f, t, &core->word);
  read_moods(f, core);
}

#define MAX_WAY 24

/* The token and what stands above it, at most MAX_WAY. */
static uint32_t way_up(const enti_frame *f, uint32_t t, uint32_t way[MAX_WAY])
{
  uint32_t n = 0;
  for (; t != ENT_NONE && n < MAX_WAY; t = enti_frame_head(f, t))
    way[n++] = t;
  return n;
}

static bool is_verb(const enti_frame *f, uint32_t t)
{
  return enti_frame_token(f, t)->upos == ENT_VERB || enti_frame_token(f, t)->upos == ENT_AUX;
}

/* Up to and with the first verb. */
static void add_governors(enti_frame *f, uint32_t t)
{
  uint32_t way[MAX_WAY], n = way_up(f, t, way);
  for (uint32_t i = 1; i < n; i++) {
    bool verb = is_verb(f, way[i]);
    add(f, way[i], verb ? 'g' : 'u');
    if (verb)
      break;
  }
}

/* In "X visited Y and condemned Z" the way from X to Z leads over `visited`, which says nothing of Z. */
static bool only_shares_subject(const enti_frame *f, uint32_t top, uint32_t below, uint32_t from)
{
  return below != ENT_NONE && from != ENT_NONE && is_verb(f, top) && is_verb(f, below) &&
         enti_frame_token(f, below)->rel == ENT_CONJ && ent_rel_base(enti_frame_token(f, from)->rel) == ENT_NSUBJ;
}

static void add_way(enti_frame *f, const uint32_t *up, uint32_t n_up, const uint32_t *down, uint32_t n_down)
{
  /* up[n_up − 1] and down[n_down − 1] are the same word, the lowest above both */
  uint32_t top = up[n_up - 1], below = n_down > 1 ? down[n_down - 2] : ENT_NONE;
  uint32_t from = n_up > 1 ? up[n_up - 2] : ENT_NONE;
  bool shared = only_shares_subject(f, top, below, from);
  for (uint32_t i = 1; i + 1 < n_up; i++)
    add(f, up[i], 'u');
  if (!shared)
    add(f, top, 'l');
  for (uint32_t i = n_down - 1; i-- > 1;)
    add(f, down[i], shared && down[i] == below ? 'l' : 'd');
  if (shared)
    add(f, top, 'k');
}

static void add_path(enti_frame *f)
{
  uint32_t up[MAX_WAY], down[MAX_WAY];
  uint32_t n_up = f->source == ENT_NONE ? 0 : way_up(f, f->source, up);
  uint32_t n_down = f->target == ENT_NONE ? 0 : way_up(f, f->target, down);
  uint32_t i = 0, j = 0;
  bool met = false;
  for (i = 0; i < n_up && !met; i++)
    for (j = 0; j < n_down && !met; j++)
      met = up[i] == down[j];
  if (met)
    add_way(f, up, i, down, j);
  bool verb = false;
  for (uint32_t k = 0; k < f->n_core; k++)
    verb = verb || is_verb(f, f->core[k].token);
  if (met && !verb)
    add_governors(f, up[i - 1]);
  if (!met && n_up)
    add_governors(f, f->source);
  if (!met && n_down)
    add_governors(f, f->target);
  f->n_path = f->n_core;
}

/* ---- what the words on the way govern ---------------------------------------------------------------------------- */

static char role_below_verb(const ent_token *child)
{
  switch (child->rel) {
  case ENT_OBJ: case ENT_NSUBJ_PASS: case ENT_IOBJ: return 'o';
  case ENT_XCOMP: return 'c';
  case ENT_CCOMP: return 'f';
  case ENT_NSUBJ: return 's';
  case ENT_OBL: case ENT_OBL_AGENT: return 'b';
  case ENT_ADVCL: return 'v';
  default: return 0;
  }
}

static char role_below_noun(const ent_token *child)
{
  switch (ent_rel_base(child->rel)) {
  case ENT_AMOD: case ENT_COMPOUND: case ENT_NMOD: return 'm';
  case ENT_ACL: return child->rel == ENT_ACL_RELCL ? 0 : 'v';
  case ENT_NSUBJ: return 's'; /* of a predicate noun or adjective */
  case ENT_XCOMP: case ENT_CCOMP: case ENT_CSUBJ: case ENT_ADVCL: return 'c'; /* willing to withdraw */
  case ENT_OBL: return 'b';
  default: return 0;
  }
}

static void add_below(enti_frame *f, uint32_t from, uint32_t to, bool second)
{
  for (uint32_t i = from; i < to; i++) {
    uint32_t t = f->core[i].token;
    bool verb = is_verb(f, t);
    if (second && !strchr("ocf", f->core[i].role))
      continue;
    for (uint32_t c = enti_frame_child(f, t, ENT_NONE); c != ENT_NONE; c = enti_frame_child(f, t, c)) {
      char role = verb ? role_below_verb(enti_frame_token(f, c)) : role_below_noun(enti_frame_token(f, c));
      if (role && second)
        role = strchr("ob", role) && verb ? 'p' : strchr("cfm", role) ? role : 0;
      if (role)
        add(f, c, role);
    }
  }
}

static void add_above(enti_frame *f)
{
  uint32_t top = f->n_path ? f->core[f->n_path - 1].token : ENT_NONE;
  for (uint32_t i = 0; i < f->n_path; i++)
    if (f->core[i].role == 'l')
      top = f->core[i].token;
  for (int step = 0; step < 2 && top != ENT_NONE; step++) {
    top = enti_frame_head(f, top);
    if (top != ENT_NONE)
      add(f, top, 'a');
  }
}

ent_str enti_frame_function(const enti_frame *f, uint32_t t)
{
  const ent_token *token = enti_frame_token(f, t);
  switch (token->rel) {
  case ENT_NSUBJ: case ENT_OBL_AGENT: case ENT_NMOD_POSS: return ENT_STR("agent");
  case ENT_OBJ: case ENT_NSUBJ_PASS: return ENT_STR("patient");
  default: break;
  }
  for (uint32_t c = enti_frame_child(f, t, ENT_NONE); c != ENT_NONE; c = enti_frame_child(f, t, c))
    if (ent_rel_base(enti_frame_token(f, c)->rel) == ENT_CASE && c < t)
      return fold_of(enti_frame_token(f, c));
  return ent_str_of(ent_rel_text(ent_rel_base(token->rel)));
}

bool enti_frame_build(const ent_document *doc, const enti_opinion_words *words, const ent_span *source,
                      const ent_span *target, enti_frame *ret)
{
  *ret = (enti_frame){.doc = doc, .words = words, .source_span = source, .target_span = target,
                      .source = ENT_NONE, .target = ENT_NONE};
  if (!find_range(ret))
    return false;
  ret->source = head_of_span(ret, source);
  ret->target = head_of_span(ret, target);
  if (ret->source == ENT_NONE && ret->target == ENT_NONE)
    return false;
  add_path(ret);
  uint32_t n = ret->n_core;
  add_below(ret, 0, n, false);
  add_below(ret, n, ret->n_core, true);
  add_above(ret);
  return true;
}
