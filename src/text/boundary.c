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

/* "[12]" right behind a stop: the mark of a note. */
static bool is_note(const ends *e, size_t i)
{
  const enti_raw *t = &e->t[i];
  return i + 2 < e->n && t->kind == ENTI_RAW_OPEN && t[1].kind == ENTI_RAW_NUMBER && t[2].kind == ENTI_RAW_CLOSE &&
         !spaced(t) && !spaced(t + 1) && !spaced(t + 2);
}

/* First token behind the quotes and brackets that close at i: attached to what stands before, or a straight quote
 * that stands free and closes the one that is open. *quoted follows the straight quotes passed. */
static size_t behind_closers(const ends *e, size_t i, bool *quoted)
{
  for (; i < e->n; i++) {
    const enti_raw *t = &e->t[i];
    if (is_note(e, i)) {
      i += 2;
      continue;
    }
    bool straight = e->text.p[t->start] == '"';
    bool free = spaced(t) && straight && *quoted && i + 1 < e->n && spaced(t + 1);
    if (!free && (spaced(t) || (t->kind != ENTI_RAW_CLOSE && t->kind != ENTI_RAW_QUOTE)))
      break;
    if (straight)
      *quoted = !*quoted;
  }
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
  if (is_item_number(e, first, i) || e->t[next].kind == ENTI_RAW_STOP) /* 1. … and . . . */
    return false;
  if (!spaced(&e->t[next])) /* "said.The" is a slip, "3.that" is none of ours to part */
    return is_capital(e, after) && i > first && is_small(e, &e->t[i - 1]);
  return !(is_small(e, after) && next > i + 1); /* behind a quotation: "…," or "…." he said */
}

static bool ends_behind_abbreviation(const ends *e, size_t first, size_t i, size_t next)
{
  const enti_raw *t = &e->t[i], *after = &e->t[behind_openers(e, next)];
  if (!spaced(&e->t[next]) || i == first) /* P.S. I … */
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
    return spaced(&e->t[next]) && !(is_small(e, after) && next > i + 1);
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

/* ---- ends without a stop ------------------------------------------------------------------------------------- */

/* "04/26/2001 07:17 AM", the stamp of a message: how many tokens, 0 for none. */
static size_t stamp_at(const ends *e, size_t i)
{
  const enti_raw *t = &e->t[i];
  if (i + 1 >= e->n || t->kind != ENTI_RAW_NUMBER || t[1].kind != ENTI_RAW_NUMBER || !spaced(&t[1]))
    return 0;
  if (!memchr(e->text.p + t->start, '/', t->end - t->start) ||
      !memchr(e->text.p + t[1].start, ':', t[1].end - t[1].start))
    return 0;
  return i + 2 < e->n && (enti_lexicon_value(e->lexicon, t[2].word) & ENTI_LEX_UNIT) ? 3 : 2;
}

/* A drawn line stands by itself; so does the stamp of a message. Gives where the piece ends, i where there is none. */
static size_t alone_at(const ends *e, size_t i)
{
  const enti_raw *t = &e->t[i];
  bool line = (t->kind == ENTI_RAW_LINE || t->kind == ENTI_RAW_DASH) && t->end - t->start >= 6 && spaced(t);
  if (line && (i + 1 >= e->n || spaced(&e->t[i + 1])))
    return i + 1;
  return i + stamp_at(e, i);
}

/* "Regards," "Dear all,": the opening or closing of a letter, ended by the comma at i? */
static bool is_greeting(const ends *e, size_t first, size_t i)
{
  if (e->text.p[e->t[i].start] != ',' || i == first || i - first > 3 || i + 1 >= e->n || !spaced(&e->t[i + 1]))
    return false;
  uint32_t begins = enti_lexicon_value(e->lexicon, e->t[first].word),
           last = enti_lexicon_value(e->lexicon, e->t[i - 1].word);
  return is_capital(e, &e->t[first]) && is_capital(e, &e->t[i + 1]) &&
         ((begins & ENTI_LEX_SALUTATION) || (last & ENTI_LEX_VALEDICTION));
}

static bool can_end(unsigned kind)
{
  return kind >= ENTI_RAW_INITIAL && kind <= ENTI_RAW_ELLIPSIS;
}

void enti_find_ends(ent_str text, const enti_lexicon *lexicon, enti_raw *tokens, size_t n)
{
  ends e = {.text = text, .lexicon = lexicon, .t = tokens, .n = n};
  size_t first = 0;
  bool quoted = false; /* within straight double quotes */
  for (size_t i = 0; i < n; i++) {
    size_t alone = alone_at(&e, i);
    if (alone > i) {
      if (i > first)
        tokens[i - 1].ends = 1;
      tokens[alone - 1].ends = 1;
      first = alone;
      i = alone - 1;
      continue;
    }
    if (text.p[tokens[i].start] == '"')
      quoted = !quoted;
    if (is_greeting(&e, first, i)) {
      tokens[i].ends = 1;
      first = i + 1;
    }
    if (!can_end(tokens[i].kind))
      continue;
    size_t next = behind_closers(&e, i + 1, &quoted);
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
