/* ent_actors_find: takes a document through the steps of find.h. */
#include "actor/find.h"

#include "base/vec.h"

#include <string.h>

const char *enti_via(uint32_t kind)
{
  static const char *const words[ENTI_KIND_COUNT] = {"name",    "official", "short",       "historical", "demonym", "adjective",
                                                     "capital", "metonym",  "misspelling", "acronym",    "group"};
  return kind < ENTI_KIND_COUNT ? words[kind] : kind >= ENTI_PLACE_TOWN ? "place" : "name";
}

enti_piece *enti_piece_add(enti_finder *f, uint32_t first, uint32_t last, enti_piece_kind kind)
{
  if (!enti_grow(f->arena, (void **)&f->pieces, f->n_pieces, &f->cap_pieces, sizeof *f->pieces)) {
    f->failed = true;
    return NULL;
  }
  enti_piece *p = &f->pieces[f->n_pieces++];
  *p = (enti_piece){.first = first, .last = last, .kind = kind, .owner = ENT_NONE, .mod = ENT_NONE, .name = ENT_NONE,
                    .alias = ENT_NONE, .mention = ENT_NONE};
  return p;
}

enti_piece *enti_piece_covering(enti_finder *f, uint32_t token)
{
  uint32_t s = enti_tok(f, token)->sentence, low = f->piece_at[s], high = f->piece_at[s + 1];
  while (low < high) { /* the last piece that begins at or before the token */
    uint32_t mid = low + (high - low) / 2;
    if (f->pieces[mid].first <= token)
      low = mid + 1;
    else
      high = mid;
  }
  if (low == f->piece_at[s])
    return NULL;
  enti_piece *p = &f->pieces[low - 1];
  if (p->owner != ENT_NONE && token > p->last && f->pieces[p->owner].first <= token && token <= f->pieces[p->owner].last)
    p = &f->pieces[p->owner]; /* the last link of a chain of roles, or a surname in a longer name */
  return token <= p->last ? p : NULL;
}

bool enti_is_hyphen(const ent_token *t)
{
  return t->norm.n == 1 && t->norm.p[0] == '-';
}

bool enti_is_possessive(const ent_token *t)
{
  return (t->norm.n == 2 && t->norm.p[0] == '\'' && (t->norm.p[1] | 0x20) == 's') || (t->norm.n == 1 && t->norm.p[0] == '\'');
}

bool enti_unknown_capital(enti_finder *f, uint32_t token)
{
  const ent_token *t = enti_tok(f, token);
  if (!(t->flags & ENT_TOKEN_CAPITAL) || t->norm.n < 2 || (t->flags & ENT_TOKEN_DIGITS))
    return false;
  static const uint32_t explained = 1u << ENTI_CUE_CALENDAR | 1u << ENTI_CUE_TITLE | 1u << ENTI_CUE_MODIFIER |
                                    1u << ENTI_CUE_FORMER | 1u << ENTI_CUE_PLACE_PREP | 1u << ENTI_CUE_COUNT_WORD |
                                    1u << ENTI_CUE_FUNCTION;
  if (t->upos == ENT_DET || t->upos == ENT_ADP || t->upos == ENT_AUX || t->upos == ENT_CCONJ || t->upos == ENT_SCONJ)
    return false;
  if (f->cues[token] & explained)
    return false;
  const enti_piece *p = enti_piece_covering(f, token);
  return !p || p->kind == ENTI_PIECE_SURNAME || p->kind == ENTI_PIECE_NAME || (p->form && p->form->what == ENTI_PLACE_FORM);
}

bool enti_first_is_name(const enti_finder *f, uint32_t token)
{
  const ent_token *t = enti_tok(f, token);
  if (t->upos != ENT_POS_NONE)
    return t->upos == ENT_PROPN;
  if (f->cues[token] || t->norm.n <= 2 || enti_is(t, "the") || enti_is(t, "and") || enti_is(t, "but"))
    return false;
  uint32_t node = enti_actors_first(f->actors, t->word); /* a word of no table, or one that begins a longer name */
  return t->word == 0 || (node && f->actors->nodes[node].deeper);
}

#define MAX_AGAINST 64u

static bool init(enti_finder *f)
{
  size_t n = f->doc->n_tokens;
  f->cues = ent_arena_array(f->arena, n + 1, sizeof *f->cues);
  f->piece_at = ent_arena_array(f->arena, f->doc->n_sentences + 1, sizeof *f->piece_at);
  f->cases = ent_arena_array(f->arena, f->doc->n_sentences + 1, sizeof *f->cases);
  f->counts = ent_arena_array(f->arena, f->actors->n_actors, sizeof *f->counts);
  f->against = ent_arena_array(f->arena, MAX_AGAINST, sizeof *f->against);
  f->cap_against = MAX_AGAINST;
  f->doc->mention_of = ent_arena_array(f->arena, n + 1, sizeof *f->doc->mention_of);
  if (!f->cues || !f->piece_at || !f->cases || !f->counts || !f->against || !f->doc->mention_of)
    return false;
  memset(f->doc->mention_of, 0xFF, (n + 1) * sizeof *f->doc->mention_of);
  return true;
}

static bool compose_all(enti_finder *f)
{
  f->time_at = f->n_periods = 0;
  f->paragraph = ENT_NONE;
  bool ok = true;
  for (uint32_t k = 0; ok && k < f->doc->n_sentences; k++) {
    enti_periods(f, &f->doc->sentences[k]);
    ok = enti_compose(f, k);
  }
  return ok;
}

ent_status ent_actors_find(const ent_actors *actors, ent_document *doc, ent_error *err)
{
  enti_finder f = {.actors = actors, .doc = doc, .arena = doc->arena, .paragraph = ENT_NONE};
  bool ok = init(&f) && enti_match(&f);
  if (ok && f.n_pieces)
    ok = enti_define(&f) && enti_resolve_names(&f) && compose_all(&f) && enti_alias_pieces(&f) && enti_corefer(&f);
  if (!ok)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "%.*s: out of memory while finding actors", ENT_STR_ARG(doc->path));
  doc->mentions = f.mentions;
  doc->n_mentions = f.n_mentions;
  for (size_t m = 0; m < f.n_mentions; m++)
    for (uint32_t t = f.mentions[m].first; t <= f.mentions[m].last; t++)
      doc->mention_of[t] = (uint32_t)m;
  return ENT_OK;
}
