/* Where sentences end within a block, from the tokens alone.
 *
 * A sentence can end behind a stop, a mark, an ellipsis or an abbreviation. Quotes and brackets that close right behind
 * it belong to it. Whether it does end is decided by the token that follows: its case, whether it begins sentences
 * (data/text/starters.tsv), and what kind of abbreviation stands before.
 *
 * Known to be wrong: an abbreviation before a capitalised name ("at 5 p.m. Smith left") goes on; "U.S. The" as a title
 * ends. */
#include "text/chars.h"
#include "text/raw.h"

#include <string.h>

typedef struct ends {
  ent_str text;
  const enti_lexicon *lexicon;
  enti_raw *t;
  size_t n;
} ends;

static bool spaced(const enti_raw *t)
{
  return t->flags & ENT_TOKEN_SPACE_BEFORE;
}

static unsigned first_class(const ends *e, const enti_raw *t)
{
  size_t len;
  return enti_char_at(e->text.p, t->start, t->end, &len);
}

static bool is_capital(const ends *e, const enti_raw *t)
{
  return first_class(e, t) & ENTI_CH_UPPER;
}

static bool is_small(const ends *e, const enti_raw *t)
{
  return t->kind == ENTI_RAW_WORD && (first_class(e, t) & ENTI_CH_LOWER);
}

/* First token behind the quotes and brackets that close at i: attached to what stands before. */
static size_t behind_closers(const ends *e, size_t i)
{
  while (i < e->n && !spaced(&e->t[i]) && (e->t[i].kind == ENTI_RAW_CLOSE || e->t[i].kind == ENTI_RAW_QUOTE))
    i++;
  return i;
}

/* First token from i on that is no opening quote or bracket. */
static size_t behind_openers(const ends *e, size_t i)
{
  size_t at = i;
  while (at < e->n && at - i < 4 && (e->t[at].kind == ENTI_RAW_OPEN || e->t[at].kind == ENTI_RAW_QUOTE))
    at++;
  return at < e->n ? at : i;
}

static bool begins_sentences(const ends *e, const enti_raw *t)
{
  return is_capital(e, t) && (enti_lexicon_value(e->lexicon, t->word) & ENTI_LEX_STARTER);
}

/* "1." or "(a)" that numbers the sentence beginning at `first`. */
static bool is_item_number(const ends *e, size_t first, size_t stop)
{
  return stop == first + 1 && stop + 1 < e->n &&
         (e->t[first].kind == ENTI_RAW_NUMBER || e->t[first].end - e->t[first].start == 1);
}

static bool ends_behind_stop(const ends *e, size_t first, size_t i, size_t next)
{
  const enti_raw *after = &e->t[behind_openers(e, next)];
  if (is_item_number(e, first, i))
    return false;
  if (!spaced(&e->t[next])) /* "said.The" is a slip, "3.that" is none of ours to part */
    return is_capital(e, after) && i > first && is_small(e, &e->t[i - 1]);
  return !(is_small(e, after) && next > i + 1); /* behind a quotation: "…," or "…." he said */
}

static bool ends_behind_abbreviation(const ends *e, size_t first, size_t i, size_t next)
{
  const enti_raw *t = &e->t[i], *after = &e->t[behind_openers(e, next)];
  if (!spaced(&e->t[next]))
    return false;
  switch (t->kind) {
  case ENTI_RAW_TITLE:
    return false;
  case ENTI_RAW_INITIAL:
    return i > first && begins_sentences(e, after);
  default:
    if (is_capital(e, t)) /* U.S. Army, Inc. Smith: a capital alone says nothing */
      return begins_sentences(e, after);
    return is_capital(e, after) && !(enti_lexicon_value(e->lexicon, after->word) & ENTI_LEX_FOLLOWS);
  }
}

static bool ends_at(const ends *e, size_t first, size_t i, size_t next)
{
  const enti_raw *after = &e->t[behind_openers(e, next)];
  switch (e->t[i].kind) {
  case ENTI_RAW_STOP:
    return ends_behind_stop(e, first, i, next);
  case ENTI_RAW_MARK:
    return spaced(&e->t[next]) && !is_small(e, after);
  case ENTI_RAW_ELLIPSIS:
    return spaced(&e->t[next]) && is_capital(e, after);
  case ENTI_RAW_INITIAL:
  case ENTI_RAW_TITLE:
  case ENTI_RAW_ABBREVIATION:
    return ends_behind_abbreviation(e, first, i, next);
  default:
    return false;
  }
}

void enti_find_ends(ent_str text, const enti_lexicon *lexicon, enti_raw *tokens, size_t n)
{
  ends e = {.text = text, .lexicon = lexicon, .t = tokens, .n = n};
  size_t first = 0;
  for (size_t i = 0; i < n; i++) {
    if (tokens[i].kind < ENTI_RAW_INITIAL || tokens[i].kind > ENTI_RAW_ELLIPSIS)
      continue;
    size_t next = behind_closers(&e, i + 1);
    if (next >= n)
      break;
    if (ends_at(&e, first, i, next)) {
      tokens[next - 1].ends = 1;
      first = next;
    }
    i = next - 1;
  }
  if (n)
    tokens[n - 1].ends = 1;
}
