/* Tokens → pieces: at each token the longest form of the trie that fits in case, names before roles before cues of
 * the same length. One probe of an array for a word that begins no form, which is nearly all of them. */
#include "actor/find.h"

#include <string.h>

/* A line all in capitals says nothing about exact forms, one in title case nothing about names, one all in small
 * letters nothing about anything. */
static enti_sentence_case judge_case(const ent_document *doc, const ent_sentence *s)
{
  uint32_t words = 0, capital = 0, all_caps = 0, small = 0;
  for (uint32_t i = s->first; i < s->first + s->n; i++) {
    const ent_token *t = &doc->tokens[i];
    if (t->norm.n < 2 || (unsigned char)(t->norm.p[0] | 0x20) < 'a' || (t->flags & (ENT_TOKEN_DIGITS | ENT_TOKEN_JOINED)))
      continue;
    words++;
    capital += (t->flags & ENT_TOKEN_CAPITAL) != 0;
    all_caps += (t->flags & ENT_TOKEN_ALL_CAPS) != 0;
    small += !(t->flags & ENT_TOKEN_CAPITAL) && t->norm.n > 4;
  }
  enti_sentence_case c = {0};
  c.all_caps = words >= 3 && all_caps * 10 >= words * 9;
  c.lower = capital == 0;
  c.title = !c.all_caps && words >= 4 && capital * 10 >= words * 6 && small * 10 <= words;
  return c;
}

typedef struct candidate {
  uint32_t node, last;
  const enti_form *form;
  bool weak;
} candidate;

/* 0: the tokens are not written as the form asks; 1: they are; 2: as far as a line of capitals can tell. */
static int fits(const enti_finder *f, const enti_form *form, uint32_t first, uint32_t last, enti_sentence_case c)
{
  uint32_t shape = form->shape, capital = 0, wanted = 0;
  bool exact = form->flags & ENTI_FORM_EXACT;
  for (uint32_t i = first; i <= last; i++) {
    const ent_token *t = enti_tok(f, i);
    if (enti_is_hyphen(t))
      continue;
    uint32_t want = shape & 3u;
    shape >>= 2;
    wanted += want != 0;
    capital += want && (t->flags & ENT_TOKEN_CAPITAL);
    if (exact && ((want == 1 && !(t->flags & ENT_TOKEN_CAPITAL)) || (want == 2 && !(t->flags & ENT_TOKEN_ALL_CAPS)) ||
                  (want == 3 && !enti_is_mixed(t->norm) && !(t->flags & ENT_TOKEN_ALL_CAPS))))
      return 0;
  }
  bool one_word = form->flags & ENTI_FORM_ONE_WORD;
  if (exact && one_word && c.all_caps)
    return 2;
  bool named = form->what == ENTI_ACTOR_FORM || form->what == ENTI_PERSON_FORM || form->what == ENTI_SURNAME_FORM ||
               form->what == ENTI_PLACE_FORM;
  if (!named || exact || (form->flags & ENTI_FORM_ALONE) || !wanted || c.lower)
    return 1;
  return capital > 0;
}

/* Keeps the best fitting form of each kind at a node. */
static void visit(const enti_finder *f, uint32_t node, uint32_t first, uint32_t last, enti_sentence_case c,
                  candidate best[ENTI_WHAT_COUNT])
{
  uint32_t n, done = 0;
  const enti_form *forms = enti_actors_forms(f->actors, node, &n);
  for (uint32_t i = 0; i < n; i++) {
    uint32_t what = forms[i].what;
    if (what >= ENTI_WHAT_COUNT || (done >> what & 1u))
      continue;
    int fit = fits(f, &forms[i], first, last, c);
    if (!fit)
      continue;
    done |= 1u << what;
    best[what] = (candidate){node, last, &forms[i], fit == 2};
  }
}

/* "George W. Bush" is "George Bush". */
static bool is_initial(const ent_token *t)
{
  return t->norm.n == 2 && t->norm.p[1] == '.' && (t->flags & ENT_TOKEN_CAPITAL);
}

/* Walks from token i as far as the trie goes. */
static void walk(const enti_finder *f, uint32_t i, uint32_t end, uint32_t node, enti_sentence_case c,
                 candidate best[ENTI_WHAT_COUNT])
{
  visit(f, node, i, i, c, best);
  for (uint32_t j = i + 1, skipped = 0; j < end; j++) {
    const ent_token *t = enti_tok(f, j);
    if (enti_is_hyphen(t))
      continue;
    uint32_t next = enti_actors_step(f->actors, node, t->word);
    if (!next && !skipped++ && is_initial(t))
      continue;
    if (!next)
      return;
    node = next;
    visit(f, node, i, j, c, best);
  }
}

static enti_piece_kind kind_of_cue(uint32_t cue)
{
  switch (cue) {
  case ENTI_CUE_PRONOUN: return ENTI_PIECE_PRONOUN;
  case ENTI_CUE_GENERIC: return ENTI_PIECE_GENERIC;
  case ENTI_CUE_PLURAL: return ENTI_PIECE_PLURAL;
  case ENTI_CUE_COUNT_WORD: return ENTI_PIECE_COUNT;
  case ENTI_CUE_HALF: return ENTI_PIECE_HALF;
  default: return 0;
  }
}

/* Sets the bits of all cues at a node on its tokens; returns the piece that one of them makes. */
static enti_piece_kind mark_cues(enti_finder *f, const candidate *c, uint32_t first)
{
  uint32_t n, bits = f->actors->nodes[c->node].cues;
  enti_piece_kind kind = 0;
  const enti_form *forms = enti_actors_forms(f->actors, c->node, &n);
  for (uint32_t i = 0; i < n && (bits & ENTI_CUES_WITH_VALUE); i++) {
    if (forms[i].what != ENTI_CUE_FORM || forms[i].kind >= ENTI_CUE_COUNT)
      continue;
    if (kind_of_cue(forms[i].kind))
      kind = kind_of_cue(forms[i].kind);
    if (forms[i].kind == ENTI_CUE_AGAINST) {
      if (f->n_against + 2 > f->cap_against)
        continue; /* enough evidence */
      f->against[f->n_against++] = forms[i].of;
      f->against[f->n_against++] = enti_tok(f, first)->sentence;
    }
  }
  for (uint32_t i = first; i <= c->last; i++)
    f->cues[i] |= bits;
  return kind;
}

/* The longest of the candidates; of equal length the first in this order. */
static const candidate *choose(const candidate best[ENTI_WHAT_COUNT], enti_piece_kind *ret_kind)
{
  static const struct { enti_what what; enti_piece_kind kind; } order[] = {
      {ENTI_PERSON_FORM, ENTI_PIECE_PERSON}, {ENTI_NOT_ACTOR_FORM, ENTI_PIECE_NOT}, {ENTI_ACTOR_FORM, ENTI_PIECE_ACTOR},
      {ENTI_ROLE_FORM, ENTI_PIECE_ROLE},     {ENTI_SURNAME_FORM, ENTI_PIECE_SURNAME},
      {ENTI_PLACE_FORM, ENTI_PIECE_PLACE}};
  const candidate *chosen = NULL;
  for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
    const candidate *c = &best[order[i].what];
    if (c->node && (!chosen || c->last > chosen->last)) {
      chosen = c;
      *ret_kind = order[i].kind;
    }
  }
  return chosen;
}

/* Makes the piece that begins at token i, if any; returns the token to go on with. */
static uint32_t match_at(enti_finder *f, uint32_t i, uint32_t end, uint32_t node, enti_sentence_case c)
{
  candidate best[ENTI_WHAT_COUNT];
  memset(best, 0, sizeof best);
  walk(f, i, end, node, c, best);
  const candidate *cue = &best[ENTI_CUE_FORM];
  enti_piece_kind kind = 0, cue_kind = cue->node ? mark_cues(f, cue, i) : 0;
  const candidate *chosen = choose(best, &kind);
  const candidate *place = &best[ENTI_PLACE_FORM];
  if (chosen && kind == ENTI_PIECE_SURNAME && place->node && place->last == chosen->last && enti_placed(f, i)) {
    chosen = place; /* "in Lincoln" */
    kind = ENTI_PIECE_PLACE;
  }
  if (cue_kind && (!chosen || cue->last > chosen->last || kind == ENTI_PIECE_SURNAME)) {
    chosen = cue;
    kind = cue_kind;
  }
  if (!chosen)
    return i + 1;
  enti_piece *p = enti_piece_add(f, i, chosen->last, kind);
  if (p) {
    p->node = chosen->node;
    p->form = chosen->form;
    p->weak = chosen->weak;
  }
  return chosen->last + 1;
}

bool enti_match(enti_finder *f)
{
  const ent_document *doc = f->doc;
  for (size_t k = 0; k < doc->n_sentences; k++) {
    const ent_sentence *s = &doc->sentences[k];
    uint32_t end = s->first + s->n;
    bool judged = false;
    f->piece_at[k] = (uint32_t)f->n_pieces;
    for (uint32_t i = s->first; i < end && s->kind != ENT_SENTENCE_BOILERPLATE;) {
      uint32_t node = enti_actors_first(f->actors, doc->tokens[i].word);
      if (!node || f->actors->nodes[node].only_cues) {
        f->cues[i++] |= f->actors->nodes[node].cues; /* node 0 has none */
        continue;
      }
      if (!judged)
        f->cases[k] = judge_case(doc, s);
      judged = true;
      i = match_at(f, i, end, node, f->cases[k]);
    }
  }
  f->piece_at[doc->n_sentences] = (uint32_t)f->n_pieces;
  return !f->failed;
}
