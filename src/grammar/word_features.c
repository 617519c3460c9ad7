/* Features of a token's characters (word_features.h). Endings of up to five bytes, beginnings of up to four, the form with
 * its case, and a shape in which runs are shortened ("Xx", "dd-x"). All work is O(64) a token: longer words are
 * looked at by their first and last bytes only. */
#include "grammar/word_features.h"

#include <string.h>

enum { KIND_WORD = 1, KIND_SUFFIX, KIND_PREFIX = KIND_SUFFIX + 6, KIND_SHAPE = KIND_PREFIX + 6, KIND_CASED, KIND_CASE, KIND_LEMMA };

#define LOOKED_AT 64u /* bytes of a word that go into its keys */

static uint64_t mix(uint64_t h)
{
  h ^= h >> 32;
  h *= 0xd6e8feb86659fd93ULL;
  h ^= h >> 29;
  h *= 0xd6e8feb86659fd93ULL;
  h ^= h >> 32;
  return h | (h == 0);
}

static uint64_t load(const char *p, size_t n)
{
  uint64_t v = 0;
  for (size_t i = 0; i < n; i++)
    v |= (uint64_t)(unsigned char)p[i] << (8 * i);
  return v;
}

static uint64_t key_short(unsigned kind, const char *p, size_t n)
{
  return mix(load(p, n) + (((uint64_t)kind << 8 | n) << 48));
}

static uint64_t key_long(unsigned kind, const char *p, size_t n)
{
  uint64_t h = (uint64_t)kind * 0x9e3779b97f4a7c15ULL + n;
  while (n >= 8) {
    h = (h ^ load(p, 8)) * 0xff51afd7ed558ccdULL;
    h ^= h >> 31;
    p += 8;
    n -= 8;
  }
  return mix(h ^ load(p, n) * 0xc4ceb9fe1a85ec53ULL);
}

/* Copies s with digits made 0, cut to its first and last halves of LOOKED_AT. */
static size_t plain(ent_str s, char out[LOOKED_AT])
{
  size_t n = s.n < LOOKED_AT ? s.n : LOOKED_AT, half = LOOKED_AT / 2;
  for (size_t i = 0; i < n; i++) {
    char c = s.n > LOOKED_AT && i >= half ? s.p[s.n - LOOKED_AT + i] : s.p[i];
    out[i] = c >= '0' && c <= '9' ? '0' : c;
  }
  return n;
}

static char shape_of(char c)
{
  if (c >= 'A' && c <= 'Z')
    return 'X';
  if (c >= '0' && c <= '9')
    return 'd';
  if ((c >= 'a' && c <= 'z') || (c & 0x80))
    return 'x';
  return c;
}

/* "Washington's" → "Xxx'x": a run is written at most twice; 16 characters at most. */
static size_t shape(ent_str s, char out[16])
{
  size_t n = 0;
  for (size_t i = 0; i < s.n && i < LOOKED_AT && n < 16; i++) {
    char c = shape_of(s.p[i]);
    if (n >= 2 && out[n - 1] == c && out[n - 2] == c)
      continue;
    out[n++] = c;
  }
  return n;
}

uint64_t enti_features_word(ent_str fold)
{
  char word[LOOKED_AT] = {0};
  return key_long(KIND_WORD, word, plain(fold, word));
}

uint64_t enti_features_lemma(ent_str fold, unsigned lemma_class)
{
  return key_long(KIND_LEMMA + lemma_class, fold.p, fold.n);
}

void enti_features_of(ent_str norm, ent_str fold, bool first, enti_features *out)
{
  char word[LOOKED_AT] = {0}, form[16] = {0};
  size_t n = plain(fold, word), k = 0;
  out->word = key_long(KIND_WORD, word, n);
  for (unsigned l = 1; l <= 5 && l < n; l++)
    out->affix[k++] = key_short(KIND_SUFFIX + l, word + n - l, l);
  for (unsigned l = 2; l <= 4 && l < n; l++)
    out->affix[k++] = key_short(KIND_PREFIX + l, word, l);
  size_t m = shape(norm, form);
  out->affix[k++] = key_long(KIND_SHAPE, form, m);
  unsigned head = m ? (unsigned char)form[0] : 0, next = m > 1 ? (unsigned char)form[1] : 0;
  char cased[3] = {(char)head, (char)next, (char)('0' + first)};
  out->affix[k++] = key_short(KIND_CASE, cased, 3);
  if (norm.n < LOOKED_AT)
    out->affix[k++] = key_long(KIND_CASED, norm.p, norm.n);
  out->n_affixes = (uint32_t)k;
}
