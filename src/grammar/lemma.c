/* Lemmas (lemma.h). The rules undo regular inflection; where spelling alone cannot tell ("hoped", "visited") the table
 * decides, which the trainer fills from the treebank and from a list of words. Names keep their form. */
#include "grammar/lemma.h"

#include <string.h>

#include "grammar/word_features.h"

unsigned enti_lemma_class(unsigned xpos)
{
  switch (xpos) {
  case ENT_X_VBN: return ENT_X_VBD;
  default: return xpos;
  }
}

uint64_t enti_lemma_key(ent_str fold, unsigned lemma_class)
{
  return enti_features_lemma(fold, lemma_class);
}

/* ---- rules --------------------------------------------------------------------------------------------------- */

static bool vowel(char c)
{
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

static bool ends(const char *p, size_t n, const char *with)
{
  size_t m = strlen(with);
  return n >= m && memcmp(p + n - m, with, m) == 0;
}

static size_t groups_of_vowels(const char *p, size_t n)
{
  size_t groups = 0;
  for (size_t i = 0; i < n; i++)
    groups += (vowel(p[i]) || (p[i] == 'y' && i > 0)) && (i == 0 || !vowel(p[i - 1]));
  return groups;
}

/* "plann" → "plan"; not "pass", "call", "add". */
static bool doubled(const char *p, size_t n)
{
  return n > 3 && p[n - 1] == p[n - 2] && !vowel(p[n - 1]) && !strchr("lszf", p[n - 1]) && vowel(p[n - 3]);
}

/* Does a stem that lost -ed or -ing want its e back? "forc", "recognis", "agre", "hop". */
static bool wants_e(const char *p, size_t n)
{
  static const char *const always[] = {"c", "v", "u", "iz", "yz", "is", "at", "dg", "rg", "bl", "cl", "dl", "gl", "pl",
                                       "tl", "kl", "fl", "ag", "uc", "ur", "ir", "id", "ar", "thr", "rs", "ns", "ps",
                                       "aus", "ad", "eas", "oos", "ous", "ang", "eng", "lg", "tr"};
  static const char *const never[] = {"eat", "oat", "ait", "out", "air", "oir", "our", "aid", "oid", "oup", "tang",
                                      "bang", "hang", "ear", "oar", "iar", "eur", "ead", "oad", "laid"};
  if (n < 2)
    return false;
  if (p[n - 1] == 'e')
    return !ends(p, n, "ee");
  for (size_t i = 0; i < sizeof never / sizeof *never; i++)
    if (ends(p, n, never[i]))
      return false;
  for (size_t i = 0; i < sizeof always / sizeof *always; i++)
    if (ends(p, n, always[i]))
      return true;
  bool closed = n > 2 && !vowel(p[n - 1]) && !strchr("wxy", p[n - 1]) && vowel(p[n - 2]) && !vowel(p[n - 3]);
  return closed && groups_of_vowels(p, n) == 1;
}

static size_t restore(char *p, size_t n)
{
  if (doubled(p, n))
    return n - 1;
  if (wants_e(p, n))
    p[n++] = 'e';
  return n;
}

/* Cuts a suffix of m letters off a word that has a vowel in front of it. */
static size_t undo(char *p, size_t n, size_t m, char y)
{
  if (n < m + 2 || groups_of_vowels(p, n - m) == 0)
    return n;
  if (y && n > m + 2 && p[n - m - 1] == 'i' && !vowel(p[n - m - 2])) {
    p[n - m - 1] = y;
    return n - m;
  }
  return restore(p, n - m);
}

static size_t undo_s(char *p, size_t n)
{
  if (n < 3 || p[n - 1] != 's' || ends(p, n, "ss") || ends(p, n, "us") || ends(p, n, "is"))
    return n;
  if (ends(p, n, "'s"))
    return n - 2;
  if (n > 4 && ends(p, n, "ies")) {
    p[n - 3] = 'y';
    return n - 2;
  }
  if (ends(p, n, "sses") || ends(p, n, "xes") || ends(p, n, "zzes") || ends(p, n, "ches") || ends(p, n, "shes") ||
      ends(p, n, "oes"))
    return n - 2;
  return n - 1;
}

static size_t undo_plural(char *p, size_t n)
{
  if (n > 4 && ends(p, n, "men") && !ends(p, n, "omen"))
    p[n - 2] = 'a';
  else if (ends(p, n, "women"))
    p[n - 2] = 'a';
  else
    return undo_s(p, n);
  return n;
}

/* "20,000" → "20000" */
static size_t without_commas(char *p, size_t n)
{
  size_t kept = 0;
  for (size_t i = 0; i < n; i++)
    if (p[i] != ',' || n == 1)
      p[kept++] = p[i];
  return kept ? kept : n;
}

size_t enti_lemma_rule(ent_str fold, unsigned lemma_class, char out[ENTI_LEMMA_MAX + 2])
{
  size_t n = fold.n;
  memcpy(out, fold.p, n);
  switch (lemma_class) {
  case ENT_X_NNS: case ENT_X_NNPS: return undo_plural(out, n);
  case ENT_X_CD: return without_commas(out, n);
  case ENT_X_VBZ: return undo_s(out, n);
  case ENT_X_VBD: return ends(out, n, "ed") ? undo(out, n, 2, 'y') : n;
  case ENT_X_VBG: return ends(out, n, "ing") ? undo(out, n, 3, 0) : n;
  case ENT_X_JJR: case ENT_X_RBR: return ends(out, n, "er") ? undo(out, n, 2, 'y') : n;
  case ENT_X_JJS: case ENT_X_RBS: return ends(out, n, "est") ? undo(out, n, 3, 'y') : n;
  default: return n;
  }
}

/* ---- tokens -------------------------------------------------------------------------------------------------- */

static bool keeps_form(unsigned xpos)
{
  return xpos == ENT_X_NNP || xpos == ENT_X_ADD || xpos == ENT_X_FW;
}

ent_str enti_lemma_of(const enti_model *m, ent_arena *arena, const ent_token *t)
{
  unsigned k = enti_lemma_class(t->xpos);
  uint32_t at = enti_slot_find(m->lemma_slots, m->n_lemma_slots, enti_lemma_key(t->fold, k), 0);
  if (at)
    return (ent_str){m->lemma_bytes.p + at + 1, (unsigned char)m->lemma_bytes.p[at]};
  if (keeps_form(k))
    return t->norm;
  ent_str form = k == ENT_X_NNPS ? t->norm : t->fold; /* names keep their capitals */
  if (form.n == 0 || form.n > ENTI_LEMMA_MAX)
    return form;
  char out[ENTI_LEMMA_MAX + 2];
  size_t n = enti_lemma_rule(form, k, out);
  if (n <= form.n && memcmp(out, form.p, n) == 0)
    return (ent_str){form.p, n};
  return ent_arena_str(arena, (ent_str){out, n});
}
