/* Variation of case and final punctuation (vary.h). */
#include "vary.h"

#include <string.h>

enum { AS_IS, LOWER, UPPER, TITLE, TITLE_ALL };

static uint64_t mix(uint64_t z)
{
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

static bool ascii(ent_str s)
{
  for (size_t i = 0; i < s.n; i++)
    if (s.p[i] & 0x80)
      return false;
  return true;
}

static char to_upper(char c) { return c >= 'a' && c <= 'z' ? (char)(c - 32) : c; }
static char to_lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }

/* Headlines leave short function words small. */
static bool small_in_title(const tg_token *t)
{
  return t->upos == ENT_ADP || t->upos == ENT_DET || t->upos == ENT_CCONJ || t->upos == ENT_PART ||
         t->upos == ENT_SCONJ;
}

static ent_str recase(const tg_token *t, int how, char out[64])
{
  ent_str s = t->norm;
  if (how == AS_IS || s.n > 64 || !ascii(s))
    return s;
  for (size_t i = 0; i < s.n; i++)
    out[i] = how == LOWER ? to_lower(s.p[i]) : how == UPPER ? to_upper(s.p[i]) : s.p[i];
  if (how >= TITLE && (how == TITLE_ALL || t->first || !small_in_title(t)))
    out[0] = to_upper(s.p[0]);
  return (ent_str){out, s.n};
}

static bool has_dependents(const tg_token *t, uint32_t n, uint32_t which)
{
  for (uint32_t i = 0; i < n; i++)
    if (t[i].head == which)
      return true;
  return false;
}

static int choose(float share, uint64_t seed)
{
  float r = (float)(mix(seed) >> 40) * 0x1p-24f;
  if (r >= share)
    return AS_IS;
  r /= share;
  return r < 0.35f ? LOWER : r < 0.6f ? UPPER : r < 0.85f ? TITLE : TITLE_ALL;
}

void tg_vary(const tg_vocab *v, const tg_corpus *c, tg_sentence s, float share, uint64_t seed, tg_varied *out)
{
  const tg_token *t = c->tokens + s.first;
  int how = choose(share, seed);
  bool cut = s.n > 2 && t[s.n - 1].upos == ENT_PUNCT && !has_dependents(t, s.n, s.n) &&
             (float)(mix(seed ^ 0x5bd1e995) >> 40) * 0x1p-24f < (how == AS_IS ? share * 0.5f : 0.5f);
  out->n = s.n - cut;
  for (uint32_t i = 0; i < out->n; i++) {
    char form[64];
    tg_feat_of(v, recase(&t[i], how, form), t[i].fold, t[i].first, &out->feats[i]);
  }
}
