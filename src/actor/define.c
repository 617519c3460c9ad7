/* Acronyms that the text itself defines: "Economic Community of West African States (ECOWAS)". Where the long name is
 * known, so is the acronym from there on; where it is not, but its capitals spell the acronym, the organisation gets
 * the acronym as its id. And the later short forms of persons whom only this text knows. */
#include "actor/find.h"

#include "base/vec.h"

#include <string.h>

#define MAX_LETTERS 12u

static bool is_acronym(const ent_token *t)
{
  return t->norm.n >= 2 && t->norm.n <= MAX_LETTERS && (t->flags & ENT_TOKEN_ALL_CAPS) && !(t->flags & ENT_TOKEN_DIGITS);
}

static char upper(char c)
{
  return (char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
}

/* The first token of the words before `open` whose initials spell the acronym, read backwards; small words may be
 * left out. ENT_NONE where they do not. */
static uint32_t spelled_from(const enti_finder *f, uint32_t open, ent_str acronym)
{
  size_t left = acronym.n;
  while (left && (acronym.p[left - 1] < 'A' || acronym.p[left - 1] > 'Z'))
    left--;
  for (uint32_t i = open, steps = 0; i > 0 && steps < 2 * MAX_LETTERS; steps++) {
    i--;
    if (!enti_same_sentence(f, i, open))
      return ENT_NONE;
    const ent_token *t = enti_tok(f, i);
    if (enti_is_hyphen(t) || enti_is_possessive(t))
      continue;
    bool capital = t->flags & ENT_TOKEN_CAPITAL;
    if (left && upper(t->norm.p[0]) == acronym.p[left - 1])
      left--;
    else if (capital || t->norm.n > 4)
      return ENT_NONE;
    if (left == 0)
      return capital ? i : ENT_NONE;
  }
  return ENT_NONE;
}

static bool add_alias(enti_finder *f, enti_alias alias)
{
  if (!enti_grow(f->arena, (void **)&f->aliases, f->n_aliases, &f->cap_aliases, sizeof *f->aliases))
    return false;
  f->aliases[f->n_aliases++] = alias;
  return true;
}

/* The piece of a known name that ends right before the bracket. */
static enti_piece *name_before(enti_finder *f, uint32_t open)
{
  enti_piece *p = open && enti_same_sentence(f, open, open - 1) ? enti_piece_covering(f, open - 1) : NULL;
  return p && p->kind == ENTI_PIECE_ACTOR && p->last + 1 == open ? p : NULL;
}

static bool define(enti_finder *f, uint32_t open)
{
  uint32_t at = open + 1, close = open + 2;
  if (!enti_same_sentence(f, open, close) || !is_acronym(enti_tok(f, at)) || !enti_is(enti_tok(f, close), ")"))
    return true;
  if (enti_piece_covering(f, at))
    return true; /* known anyway */
  ent_str acronym = enti_tok(f, at)->norm;
  const enti_piece *known = name_before(f, open);
  enti_alias alias = {.text = acronym, .acronym = true, .piece = ENT_NONE, .mention = ENT_NONE, .token = at};
  if (known) {
    if (known->form->kind == ENTI_KIND_ADJECTIVE || known->form->kind == ENTI_KIND_CAPITAL)
      return true; /* "a Russian (TASS) …" */
    alias.actor = known->form->of;
    return known->form->kind == ENTI_KIND_GROUP || add_alias(f, alias);
  }
  uint32_t first = acronym.n >= 3 ? spelled_from(f, open, acronym) : ENT_NONE;
  if (first == ENT_NONE)
    return true;
  alias.actor = enti_actors_find_id(f->actors, acronym);
  alias.id = acronym;
  return add_alias(f, alias);
}

/* ---- the pieces of aliases ------------------------------------------------------------------------------------- */

static uint32_t alias_of(const enti_finder *f, uint32_t token)
{
  const ent_token *t = enti_tok(f, token);
  for (size_t i = f->n_aliases; i-- > 0;) { /* the latest first */
    const enti_alias *a = &f->aliases[i];
    if (a->token <= token && ent_str_eq(a->acronym ? t->norm : t->fold, a->text))
      return (uint32_t)i;
  }
  return ENT_NONE;
}

/* Pieces found by aliases, to be merged into the others. */
typedef struct found {
  enti_piece *items;
  size_t n, cap;
} found;

#define MAX_ALIASES 64u /* more than that in one document are not looked for: the search is linear in them */

/* A surname in our tables, but of nobody in office; a town's name where no place is meant. */
static bool free_name(const enti_finder *f, const enti_piece *p)
{
  if (p->first != p->last || p->owner != ENT_NONE)
    return false;
  bool town = p->form && p->form->what == ENTI_PLACE_FORM;
  return town ? !enti_placed(f, p->first) : p->kind == ENTI_PIECE_SURNAME && !p->n_readings;
}

static bool find_alias_tokens(enti_finder *f, bool acronyms, found *out)
{
  uint32_t start = UINT32_MAX;
  if (f->n_aliases > MAX_ALIASES)
    f->n_aliases = MAX_ALIASES;
  for (size_t i = 0; i < f->n_aliases; i++)
    if (f->aliases[i].acronym == acronyms && f->aliases[i].token < start)
      start = f->aliases[i].token;
  for (uint32_t t = start; t < f->doc->n_tokens; t++) {
    if (!(enti_tok(f, t)->flags & ENT_TOKEN_CAPITAL))
      continue;
    uint32_t alias = alias_of(f, t);
    if (alias == ENT_NONE || f->aliases[alias].acronym != acronyms)
      continue;
    enti_piece *covering = enti_piece_covering(f, t);
    if (covering && !acronyms && free_name(f, covering)) {
      covering->kind = ENTI_PIECE_NAME;
      covering->flags = 0;
      covering->alias = alias;
      covering->confidence = 0.75f;
    }
    if (covering)
      continue;
    if (!enti_grow(f->arena, (void **)&out->items, out->n, &out->cap, sizeof *out->items))
      return false;
    out->items[out->n++] = (enti_piece){.first = t, .last = t, .kind = acronyms ? ENTI_PIECE_DEFINED : ENTI_PIECE_NAME,
                                        .owner = ENT_NONE, .mod = ENT_NONE, .name = ENT_NONE, .alias = alias,
                                        .mention = ENT_NONE,
                                        .confidence = acronyms ? 0.85f : 0.75f};
  }
  return true;
}

static void renumber(uint32_t *piece, const uint32_t *to)
{
  if (*piece != ENT_NONE)
    *piece = to[*piece];
}

/* Puts the new pieces among the old ones in order, and lets all references follow (F1, F3). */
static bool merge(enti_finder *f, const found *new)
{
  size_t n = f->n_pieces + new->n;
  enti_piece *all = ent_arena_array(f->arena, n, sizeof *all);
  uint32_t *to = ent_arena_array(f->arena, f->n_pieces + 1, sizeof *to);
  if (!all || !to)
    return false;
  size_t at = 0, k = 0;
  for (size_t i = 0; i < f->n_pieces || k < new->n;) {
    bool old = k == new->n || (i < f->n_pieces && f->pieces[i].first < new->items[k].first);
    if (old)
      to[i] = (uint32_t)at;
    all[at++] = old ? f->pieces[i++] : new->items[k++];
  }
  for (size_t i = 0; i < n; i++)
    if (all[i].alias == ENT_NONE) {
      renumber(&all[i].owner, to);
      renumber(&all[i].mod, to);
      renumber(&all[i].name, to);
    }
  for (size_t i = 0; i < f->n_aliases; i++)
    renumber(&f->aliases[i].piece, to);
  f->pieces = all;
  f->n_pieces = f->cap_pieces = n;
  uint32_t p = 0;
  for (uint32_t s = 0; s <= f->doc->n_sentences; s++) {
    uint32_t first = s < f->doc->n_sentences ? f->doc->sentences[s].first : UINT32_MAX;
    while (p < n && all[p].first < first)
      p++;
    f->piece_at[s] = p;
  }
  return true;
}

bool enti_define(enti_finder *f)
{
  for (uint32_t i = 0; i + 2 < f->doc->n_tokens; i++) {
    const ent_token *t = enti_tok(f, i);
    if (t->norm.n == 1 && t->norm.p[0] == '(' && !define(f, i))
      return false;
  }
  found new = {0};
  if (!f->n_aliases)
    return true;
  return find_alias_tokens(f, true, &new) && (!new.n || merge(f, &new));
}

bool enti_alias_pieces(enti_finder *f)
{
  found new = {0};
  return find_alias_tokens(f, false, &new) && (!new.n || merge(f, &new));
}
