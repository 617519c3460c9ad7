/* Names of things, places and organisations in a sentence: the longest match on runs of letters and digits. */
#include "claim/scene.h"

#include "base/vec.h"

#include <ctype.h>
#include <string.h>

#define MAX_PIECES (ENTI_SCENE_TOKENS * 3)

typedef struct piece { /* a run of letters and digits */
  uint32_t word, token;
} piece;

static bool of_word(char c)
{
  return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

static size_t cut(const enti_scene *s, piece *out)
{
  const ent_vocab *vocab = ent_pack_vocab(s->ref->pack);
  size_t n = 0;
  for (uint32_t t = s->first; t < s->end; t++) {
    ent_str fold = enti_scene_token(s, t)->fold;
    size_t plain = 0;
    while (plain < fold.n && of_word(fold.p[plain]))
      plain++;
    if (plain == fold.n) { /* the usual case: the word's id is there already */
      if (fold.n && n < MAX_PIECES)
        out[n++] = (piece){enti_scene_token(s, t)->word, t};
      continue;
    }
    for (size_t i = 0; i < fold.n && n < MAX_PIECES;) {
      size_t from = i;
      while (i < fold.n && of_word(fold.p[i]))
        i++;
      if (i > from)
        out[n++] = (piece){ent_vocab_find(vocab, ent_str_slice(fold, from, i)), t};
      while (i < fold.n && !of_word(fold.p[i]))
        i++;
    }
  }
  return n;
}

/* First record whose first word is `word`; n_names where there is none. */
static size_t first_with(const ent_reference *r, uint32_t word)
{
  size_t low = 0, high = r->n_names;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (r->names[middle].first_word < word)
      low = middle + 1;
    else
      high = middle;
  }
  return low < r->n_names && r->names[low].first_word == word ? low : r->n_names;
}

static bool fits(const ent_reference *r, const name_record *name, const piece *pieces, size_t n)
{
  if (name->n > n)
    return false;
  for (uint32_t i = 0; i < name->n || name->kind == NAME_FULL; i++)
    if (name->kind == NAME_FULL || r->name_words[name->at + i] != pieces[i].word)
      return false;
  return true;
}

/* A name of small words alone ("doc") must be written as a name: with a capital. */
static bool written_as_name(const enti_scene *s, uint32_t first, uint32_t last)
{
  for (uint32_t t = first; t <= last; t++) {
    const ent_token *token = enti_scene_token(s, t);
    if ((token->flags & ENT_TOKEN_CAPITAL) && !(last > first && (token->flags & ENT_TOKEN_FIRST)))
      return true;
  }
  return last > first + 1; /* "visiting forces agreement" */
}

/* "Collective Security Treaty" inside "Collective Security Treaty Organization" names the organisation. */
static bool inside_actor(const enti_scene *s, uint32_t first, uint32_t last)
{
  uint32_t m = s->doc->mention_of ? s->doc->mention_of[first] : ENT_NONE;
  if (m == ENT_NONE || (s->doc->mentions[m].flags & ENT_MENTION_NOT_ACTOR))
    return false;
  const ent_mention *mention = &s->doc->mentions[m];
  return mention->first <= first && mention->last >= last && mention->last - mention->first > last - first;
}

static size_t match_at(enti_scene *s, const piece *pieces, size_t n)
{
  const ent_reference *r = s->ref;
  size_t i = pieces[0].word ? first_with(r, pieces[0].word) : r->n_names;
  while (i < r->n_names && r->names[i].first_word == pieces[0].word && !fits(r, &r->names[i], pieces, n))
    i++;
  if (i >= r->n_names || r->names[i].first_word != pieces[0].word)
    return 0;
  size_t length = r->names[i].n, end = i;
  while (end < r->n_names && r->names[end].n == length && r->names[end].first_word == pieces[0].word &&
         fits(r, &r->names[end], pieces, n))
    end++;
  uint32_t first = pieces[0].token, last = pieces[length - 1].token;
  if (!written_as_name(s, first, last) || (r->names[i].kind == NAME_THING && inside_actor(s, first, last)))
    return 0;
  if (!enti_grow(s->doc->arena, (void **)&s->names, s->n_names, &s->cap_names, sizeof *s->names)) {
    s->failed = true;
    return 0;
  }
  s->names[s->n_names++] = (enti_named){first, last, (uint32_t)i, (uint32_t)(end - i)};
  return length;
}

void enti_scene_find_names(enti_scene *s)
{
  piece pieces[MAX_PIECES];
  size_t n = cut(s, pieces);
  for (size_t i = 0; i < n && !s->failed;) {
    size_t length = match_at(s, pieces + i, n - i);
    i += length ? length : 1;
  }
}
