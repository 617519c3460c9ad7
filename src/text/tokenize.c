/* Text → raw tokens, after the habits of the English Web Treebank: clitics cut off (do|n't, Seoul|'s), compounds cut at
 * their hyphens (US|-|led) unless the first part is a prefix (anti-ship), figures parted from their signs and units
 * ($|5|bn, 10|%), abbreviations with their stop (U.S., Gen.), addresses whole.
 *
 * White space parts the text into chunks; a chunk is read from left to right, each step taking the longest token that
 * begins there. Every look ahead is bounded or consumed, so that the whole is linear.
 *
 * Known to be wrong: a word that is also an abbreviation ("No." answered alone, "in Wash." for laundry); names of sites
 * with rare endings are cut at their stops. */
#include "base/fault.h"
#include "text/chars.h"
#include "text/raw.h"

#include <stdlib.h>
#include <string.h>

#define MAX_ADDRESS 400u /* bytes that a mail address or a site may have before its @ or last stop */

typedef struct scan {
  const char *p, *lower;
  const enti_lexicon *lexicon;
  enti_raws *out;
  uint32_t chunk, b; /* the chunk in hand, [chunk, b) */
  uint32_t end;      /* of the block */
  uint8_t flags;     /* of the next token: SPACE_BEFORE, NEW_LINE */
} scan;

/* strchr without its habit of finding the NUL at the end. */
static bool in_set(const char *set, char c)
{
  return c && strchr(set, c);
}

static unsigned class_of(const scan *s, uint32_t i)
{
  return i < s->end ? enti_char_table[(unsigned char)s->p[i]] : 0;
}

static bool digit_at(const scan *s, uint32_t i)
{
  return i < s->b && (enti_char_table[(unsigned char)s->p[i]] & ENTI_CH_DIGIT);
}

static bool ascii_letter_at(const scan *s, uint32_t i)
{
  return i < s->b && (enti_char_table[(unsigned char)s->p[i]] & ENTI_CH_LETTER);
}

/* Length of a letter, mark or digit at i, whatever its script; 0 where there is none. */
static size_t word_char_at(const scan *s, uint32_t i)
{
  if (i >= s->b)
    return 0;
  unsigned class = class_of(s, i);
  if (!(class & ENTI_CH_HIGH))
    return class & ENTI_CH_WORD ? 1 : 0;
  size_t len;
  return enti_char_at(s->p, i, s->b, &len) & ENTI_CH_WORD ? len : 0;
}

/* End of the run of letters and digits that begins at i. */
static uint32_t run_end(const scan *s, uint32_t i)
{
  for (;;) {
    while (i < s->b && (enti_char_table[(unsigned char)s->p[i]] & ENTI_CH_WORD))
      i++;
    size_t len = i < s->b && (enti_char_table[(unsigned char)s->p[i]] & ENTI_CH_HIGH) ? word_char_at(s, i) : 0;
    if (!len)
      return i;
    i += (uint32_t)len;
  }
}

static ent_str folded(const scan *s, uint32_t start, uint32_t end)
{
  return (ent_str){s->lower + start, end - start};
}

static bool has_high(const scan *s, uint32_t start, uint32_t end)
{
  for (uint32_t i = start; i < end; i++)
    if ((unsigned char)s->p[i] >= 0x80)
      return true;
  return false;
}

static uint32_t value_of(const scan *s, uint32_t start, uint32_t end)
{
  return enti_lexicon_value(s->lexicon, enti_lexicon_word(s->lexicon, folded(s, start, end)));
}

/* ---- giving tokens ------------------------------------------------------------------------------------------ */

static enti_raw *give(scan *s, uint32_t start, uint32_t end, enti_raw_kind kind, uint32_t word)
{
  enti_raws *out = s->out;
  if (out->n == out->cap) {
    size_t cap = out->cap ? out->cap * 2 : 256;
    enti_raw *items = out->failed ? NULL : enti_realloc(out->items, cap * sizeof *items);
    if (!items) {
      out->failed = true;
      return NULL;
    }
    out->items = items;
    out->cap = cap;
  }
  enti_raw *raw = &out->items[out->n++];
  *raw = (enti_raw){.start = start, .end = end, .word = word, .kind = (uint8_t)kind, .flags = s->flags};
  s->flags = 0;
  return raw;
}

static uint32_t give_sign(scan *s, uint32_t start, uint32_t end, enti_raw_kind kind)
{
  bool high = has_high(s, start, end);
  enti_raw *raw = give(s, start, end, kind, high ? 0 : enti_lexicon_word(s->lexicon, folded(s, start, end)));
  if (raw)
    raw->high = high;
  return end;
}

/* A word without clitics; "cannot" and its like become two tokens. */
static void give_word(scan *s, uint32_t start, uint32_t end, enti_raw_kind kind, bool joined)
{
  if (joined)
    s->flags |= ENT_TOKEN_JOINED;
  bool high = has_high(s, start, end);
  uint32_t word = high ? 0 : enti_lexicon_word(s->lexicon, folded(s, start, end));
  uint32_t value = enti_lexicon_value(s->lexicon, word);
  if ((value & ENTI_LEX_CUT) && (value >> 16) < end - start) {
    uint32_t cut = start + (value >> 16);
    give(s, start, cut, ENTI_RAW_WORD, enti_lexicon_word(s->lexicon, folded(s, start, cut)));
    s->flags = ENT_TOKEN_JOINED;
    give(s, cut, end, ENTI_RAW_WORD, enti_lexicon_word(s->lexicon, folded(s, cut, end)));
    return;
  }
  enti_raw *raw = give(s, start, end, kind, word);
  if (raw)
    raw->high = high;
}

/* ---- clitics -------------------------------------------------------------------------------------------------- */

/* Where the last clitic of the word begins (n't: at the n), or end. */
static uint32_t clitic_start(const scan *s, uint32_t start, uint32_t end)
{
  static const char *const clitics[] = {"s", "m", "d", "ll", "re", "ve"};
  for (uint32_t n = 1; n <= 2 && start + n < end; n++) {
    uint32_t tail = end - n;
    uint32_t mark = tail;
    while (mark > start && ((unsigned char)s->p[mark - 1] & 0xC0) == 0x80)
      mark--;
    mark = mark > start ? mark - 1 : start;
    size_t apostrophe = enti_char_apostrophe(s->p, mark, end);
    if (!apostrophe || mark + apostrophe != tail || mark == start)
      continue;
    for (size_t i = 0; i < sizeof clitics / sizeof *clitics; i++)
      if (strlen(clitics[i]) == n && !memcmp(s->lower + tail, clitics[i], n))
        return mark;
    if (n == 1 && s->lower[tail] == 't' && s->lower[mark - 1] == 'n' && mark - 1 > start)
      return mark - 1;
  }
  return end;
}

static void give_with_clitics(scan *s, uint32_t start, uint32_t end, enti_raw_kind kind)
{
  uint32_t cuts[4], n = 0, at = end;
  while (n < 4) {
    uint32_t cut = clitic_start(s, start, at);
    if (cut == at)
      break;
    cuts[n++] = at = cut;
  }
  give_word(s, start, at, kind, false);
  while (n) {
    uint32_t to = n > 1 ? cuts[n - 2] : end;
    give_word(s, cuts[n - 1], to, ENTI_RAW_WORD, true);
    n--;
  }
}

/* ---- addresses ------------------------------------------------------------------------------------------------- */

static bool address_char(char c)
{
  return (enti_char_table[(unsigned char)c] & (ENTI_CH_WORD | ENTI_CH_HIGH)) || in_set("._%+-", c);
}

static uint32_t without_trailing(const scan *s, uint32_t start, uint32_t end, const char *signs)
{
  while (end > start && in_set(signs, s->p[end - 1]))
    end--;
  return end;
}

/* End of a web address that begins at i, or i. */
static uint32_t web_end(const scan *s, uint32_t i)
{
  static const char *const schemes[] = {"http://", "https://", "ftp://", "www.", "mailto:"};
  bool is = false;
  for (size_t k = 0; k < sizeof schemes / sizeof *schemes && !is; k++) {
    size_t n = strlen(schemes[k]);
    is = i + n < s->b && !memcmp(s->lower + i, schemes[k], n) && word_char_at(s, i + (uint32_t)n);
  }
  if (!is)
    return i;
  uint32_t end = i;
  while (end < s->b && !in_set("<>\"|{}", s->p[end]))
    end++;
  return without_trailing(s, i, end, ".,;:!?)]'");
}

/* End of a mail address (or name@place) that begins at i, or i. */
static uint32_t mail_end(const scan *s, uint32_t i)
{
  uint32_t at = i, limit = s->b - i > MAX_ADDRESS ? i + MAX_ADDRESS : s->b;
  while (at < limit && address_char(s->p[at]))
    at++;
  if (at == i || at >= limit || s->p[at] != '@' || !word_char_at(s, at + 1))
    return i;
  for (at++; at < s->b && address_char(s->p[at]);)
    at++;
  return without_trailing(s, i, at, "._%+-");
}

/* ---- words ------------------------------------------------------------------------------------------------------ */

/* A stop inside a word at i, in the part that began at `part`: is it one of "U.S.", "Ph.D", "site.com"? Gives the
 * end of the part behind it, else i. */
static uint32_t behind_inner_stop(const scan *s, uint32_t part, uint32_t i)
{
  if (!ascii_letter_at(s, i + 1) && !digit_at(s, i + 1))
    return i;
  uint32_t end = run_end(s, i + 1);
  if (end - i - 1 == 1 && i - part <= 2 && ascii_letter_at(s, i + 1))
    return end;
  if (end - i - 1 <= 5 && end - i > 2 && (value_of(s, i + 1, end) & ENTI_LEX_ENDING))
    return end;
  return i;
}

/* Goes on at the sign at i inside the word [start, i)? Gives where the word goes on, else i. */
static uint32_t behind_sign(const scan *s, uint32_t start, uint32_t part, uint32_t i)
{
  size_t apostrophe = enti_char_apostrophe(s->p, i, s->b);
  if (apostrophe)
    return word_char_at(s, i + (uint32_t)apostrophe) ? i + (uint32_t)apostrophe : i;
  switch (s->p[i]) {
  case '-':
    if (!ascii_letter_at(s, i + 1) && !digit_at(s, i + 1))
      return i;
    if (i - start <= 8 && (value_of(s, start, i) & ENTI_LEX_PREFIX))
      return i + 1;
    uint32_t end = run_end(s, i + 1);
    return end - i <= 8 && (value_of(s, i + 1, end) & ENTI_LEX_SUFFIX) ? i + 1 : i;
  case '&':
    return i - part <= 2 && ascii_letter_at(s, i + 1) && run_end(s, i + 1) - i <= 2 ? i + 1 : i;
  case '_':
  case '*':
    return word_char_at(s, i + 1) ? i + 1 : i;
  default:
    return i;
  }
}

/* Next character that is no white space, within the block and a few bytes; 0 where the block ends. */
static uint32_t next_solid(const scan *s, uint32_t i)
{
  for (unsigned n = 0; i < s->end && n < 64; n++) {
    size_t len;
    if (!(enti_char_at(s->p, i, s->end, &len) & ENTI_CH_SPACE))
      break;
    i += (uint32_t)len;
  }
  return i;
}

/* Kind of the abbreviation that the word [start, end) and the stop behind it are; ENTI_RAW_WORD: they are none. */
static enti_raw_kind abbreviation(const scan *s, uint32_t start, uint32_t end, bool inner)
{
  if (inner) /* U.S., but e.g. and i.e. always go on */
    return value_of(s, start, end) & ENTI_LEX_BEFORE_NAME ? ENTI_RAW_TITLE : ENTI_RAW_ABBREVIATION;
  if (end - start == 1 && (class_of(s, start) & ENTI_CH_UPPER))
    return s->p[start] != 'I' ? ENTI_RAW_INITIAL : ENTI_RAW_WORD;
  uint32_t value = value_of(s, start, end);
  if (!(value & ENTI_LEX_ANY_ABBREVIATION))
    return ENTI_RAW_WORD;
  bool capital = class_of(s, start) & ENTI_CH_UPPER;
  if (value & (capital ? ENTI_LEX_SAME_CASE : ENTI_LEX_CAPITAL))
    return ENTI_RAW_WORD;
  if (value & ENTI_LEX_BEFORE_NAME)
    return ENTI_RAW_TITLE;
  uint32_t next = next_solid(s, end + 1);
  if (next < s->end && (value & (ENTI_LEX_BEFORE_NUMBER | ENTI_LEX_CALENDAR)) && (class_of(s, next) & ENTI_CH_DIGIT))
    return ENTI_RAW_TITLE;
  if ((value & ENTI_LEX_CALENDAR) && next < s->end && !(class_of(s, next) & (ENTI_CH_UPPER | ENTI_CH_CLOSE)))
    return ENTI_RAW_TITLE;
  return value & ENTI_LEX_ABBREVIATION ? ENTI_RAW_ABBREVIATION : ENTI_RAW_WORD;
}

static uint32_t scan_word(scan *s, uint32_t start)
{
  uint32_t part = start, i = run_end(s, start);
  bool inner = false, name = false;
  while (i < s->b) {
    uint32_t on = s->p[i] == '.' ? behind_inner_stop(s, part, i) : behind_sign(s, start, part, i);
    if (on == i)
      break;
    if (s->p[i] == '.') {
      inner = true;
      name = name || on - i > 2;
      part = i + 1;
    } else if (s->p[i] != '.') {
      part = on;
    }
    i = run_end(s, on);
  }
  if (i < s->b && s->p[i] == '$' && i - start <= 3 && (class_of(s, start) & ENTI_CH_UPPER)) /* US$ */
    return give_sign(s, start, i + 1, ENTI_RAW_PUNCT);
  if (name) {
    give_with_clitics(s, start, i, ENTI_RAW_ADDRESS);
    return i;
  }
  bool stop = i < s->b && s->p[i] == '.' && !(i + 2 < s->b && s->p[i + 1] == '.' && s->p[i + 2] == '.');
  enti_raw_kind kind = stop ? abbreviation(s, start, i, inner) : ENTI_RAW_WORD;
  if (kind != ENTI_RAW_WORD)
    i++;
  give_with_clitics(s, start, i, kind);
  return i;
}

/* ---- figures ----------------------------------------------------------------------------------------------------- */

static uint32_t digits_end(const scan *s, uint32_t i)
{
  while (digit_at(s, i))
    i++;
  return i;
}

static unsigned small_number(const scan *s, uint32_t start, uint32_t end)
{
  unsigned n = 0;
  for (uint32_t i = start; i < end && n < 100000; i++)
    n = n * 10 + (unsigned)(s->p[i] - '0');
  return n;
}

/* End of the groups of digits joined by `sign` from i on; *ret_groups counts them, lengths go to n[] (at most 5). */
static uint32_t groups_end(const scan *s, uint32_t i, char sign, uint32_t n[5], unsigned *ret_groups)
{
  unsigned groups = 0;
  for (;;) {
    uint32_t end = digits_end(s, i);
    if (groups < 5)
      n[groups] = end - i;
    groups++;
    i = end;
    if (groups > 5 || i >= s->b || s->p[i] != sign || !digit_at(s, i + 1))
      break;
    i++;
  }
  *ret_groups = groups;
  return i;
}

/* Dates with slashes: 03/07/2024, 9/11, 3/03 — not 1/2 and 24/7. */
static bool is_slash_date(const scan *s, uint32_t start, const uint32_t n[5], unsigned groups)
{
  if (groups == 3)
    return n[0] <= 4 && n[1] <= 2 && n[2] <= 4;
  if (groups != 2 || n[0] > 2 || n[1] > 2)
    return false;
  unsigned a = small_number(s, start, start + n[0]);
  unsigned b = small_number(s, start + n[0] + 1, start + n[0] + 1 + n[1]);
  return a >= 1 && a <= 12 && b >= 1 && b <= 31 && (a > b || n[1] == 2);
}

/* Dates and telephone numbers with hyphens: 11-20-2000, 2024-07-03, 713-853-3989, 345-9945 — not 1969-1970. */
static bool is_hyphen_number(const uint32_t n[5], unsigned groups)
{
  if (groups == 2)
    return n[0] == 3 && n[1] == 4;
  if (groups == 3)
    return (n[0] <= 2 && n[1] <= 2 && (n[2] == 2 || n[2] == 4)) || (n[0] == 4 && n[1] == 2 && n[2] == 2) ||
           (n[0] == 3 && n[1] == 3 && n[2] == 4);
  return groups == 4 && n[0] <= 2 && n[1] == 3 && n[2] == 3 && n[3] == 4;
}

/* End of digits with separators: 1,000 3.5 5:00 and the forms above. */
static uint32_t figure_end(const scan *s, uint32_t start)
{
  uint32_t n[5] = {0}, i;
  unsigned groups;
  i = groups_end(s, start, '/', n, &groups);
  if (groups > 1 && is_slash_date(s, start, n, groups))
    return i;
  i = groups_end(s, start, '-', n, &groups);
  if (groups > 1 && is_hyphen_number(n, groups))
    return i;
  for (i = digits_end(s, start); i + 1 < s->b && in_set(".,:", s->p[i]) && digit_at(s, i + 1);) {
    uint32_t end = digits_end(s, i + 1);
    if (s->p[i] == ',' && end - i != 4 && end - i != 3)
      break;
    i = end;
  }
  return i;
}

/* Letters behind a figure that belong to it: ordinals, decades. */
static uint32_t figure_suffix(const scan *s, uint32_t start, uint32_t i)
{
  uint32_t end = run_end(s, i), n = end - i;
  if (n == 2 && (!memcmp(s->lower + i, "st", 2) || !memcmp(s->lower + i, "nd", 2) || !memcmp(s->lower + i, "rd", 2) ||
                 !memcmp(s->lower + i, "th", 2)))
    return end;
  if (n == 1 && s->lower[i] == 's')
    return end;
  size_t apostrophe = n ? 0 : enti_char_apostrophe(s->p, i, s->b);
  uint32_t s_at = i + (uint32_t)apostrophe;
  bool decade = i - start == 2 || (i - start == 4 && s->p[i - 1] == '0');
  if (apostrophe && decade && s->p[i - 1] == '0' && s_at < s->b && s->lower[s_at] == 's' && !word_char_at(s, s_at + 1))
    return s_at + 1;
  return i;
}

static bool is_unit(const scan *s, uint32_t start, uint32_t end)
{
  uint32_t value = end - start <= 8 ? value_of(s, start, end) : 0;
  if (!(value & ENTI_LEX_UNIT))
    return false;
  bool money = s->out->n && s->p[s->out->items[s->out->n - 1].end - 1] == '$';
  return !(value & ENTI_LEX_SAME_CASE) || money || (class_of(s, start) & ENTI_CH_LOWER);
}

static uint32_t scan_number(scan *s, uint32_t start)
{
  uint32_t i = figure_end(s, start);
  uint32_t with = figure_suffix(s, start, i);
  if (with == i && word_char_at(s, i)) {
    uint32_t end = run_end(s, i);
    if (!is_unit(s, i, end)) { /* 4G, 153B09, 20.doc */
      if (digits_end(s, start) == i || has_high(s, i, end))
        with = end;
    }
  }
  if (with < s->b && s->p[with] == '.') {
    uint32_t on = behind_inner_stop(s, start, with);
    if (on - with > 2) {
      give_word(s, start, on, ENTI_RAW_ADDRESS, false);
      return on;
    }
  }
  give_word(s, start, with, ENTI_RAW_NUMBER, false);
  return with;
}

/* ---- signs --------------------------------------------------------------------------------------------------------
 */

static uint32_t same_end(const scan *s, uint32_t i)
{
  uint32_t end = i + 1;
  while (end < s->b && s->p[end] == s->p[i])
    end++;
  return end;
}

/* End of a smiley at i, or i: eyes, a nose perhaps, a mouth, and then no letter. */
static uint32_t smiley_end(const scan *s, uint32_t i)
{
  uint32_t at = i + 1;
  if (at < s->b && s->p[at] == '-')
    at++;
  if (at >= s->b || !in_set(")(DPp/", s->p[at]) || (at == i + 1 && s->p[at] == '/'))
    return i;
  return word_char_at(s, at + 1) ? i : at + 1;
}

static uint32_t scan_stops(scan *s, uint32_t i)
{
  uint32_t end = i;
  bool mark = false;
  while (end < s->b && in_set(".?!", s->p[end])) {
    mark = mark || s->p[end] != '.';
    end++;
  }
  if (end - i == 1 && s->p[i] == '.' && i == s->chunk) {
    if (digit_at(s, end)) { /* .5 */
      end = figure_end(s, end);
      return give_sign(s, i, end, ENTI_RAW_NUMBER);
    }
    uint32_t name = run_end(s, end);
    if (name > end && (value_of(s, end, name) & ENTI_LEX_ENDING)) /* .doc */
      return give_sign(s, i, name, ENTI_RAW_ADDRESS);
  }
  return give_sign(s, i, end, mark ? ENTI_RAW_MARK : end - i > 1 ? ENTI_RAW_ELLIPSIS : ENTI_RAW_STOP);
}

static uint32_t scan_apostrophe(scan *s, uint32_t i)
{
  if (s->p[i] == '\'' && i + 1 < s->b && s->p[i + 1] == '\'')
    return give_sign(s, i, i + 2, ENTI_RAW_QUOTE);
  if (digit_at(s, i + 1) && digit_at(s, i + 2) && !digit_at(s, i + 3)) { /* '72, '60s */
    uint32_t end = figure_suffix(s, i + 1, i + 3);
    return give_sign(s, i, end, ENTI_RAW_NUMBER);
  }
  return give_sign(s, i, i + 1, s->p[i] == '`' ? ENTI_RAW_OPEN : ENTI_RAW_QUOTE);
}

static uint32_t scan_line_sign(scan *s, uint32_t i)
{
  uint32_t end = same_end(s, i);
  char c = s->p[i];
  if (c == '#' || c == '+') {
    if (end - i == 1 && i == s->chunk && (c == '#' ? ascii_letter_at(s, end) : digit_at(s, end)))
      return c == '#' ? (give_word(s, i, run_end(s, end), ENTI_RAW_WORD, false), run_end(s, end))
                      : give_sign(s, i, figure_end(s, end), ENTI_RAW_NUMBER);
  }
  if (c == '<' || c == '>') {
    end = end - i > 2 ? i + 2 : end;
    return give_sign(s, i, end, c == '<' ? ENTI_RAW_OPEN : ENTI_RAW_CLOSE);
  }
  if (c == '=' && smiley_end(s, i) > i)
    return give_sign(s, i, smiley_end(s, i), ENTI_RAW_LINE);
  if (c == '-')
    return give_sign(s, i, end, ENTI_RAW_DASH);
  return give_sign(s, i, end, end - i > 1 ? ENTI_RAW_LINE : ENTI_RAW_PUNCT);
}

static uint32_t scan_ascii_sign(scan *s, uint32_t i)
{
  switch (s->p[i]) {
  case '.':
  case '?':
  case '!':
    return scan_stops(s, i);
  case '"':
    return give_sign(s, i, i + 1, ENTI_RAW_QUOTE);
  case '\'':
  case '`':
    return scan_apostrophe(s, i);
  case '(':
  case '[':
  case '{':
    return give_sign(s, i, i + 1, ENTI_RAW_OPEN);
  case ')':
  case ']':
  case '}':
    return give_sign(s, i, i + 1, ENTI_RAW_CLOSE);
  case ':':
  case ';':
    if (smiley_end(s, i) > i && !(i > s->chunk && s->p[i + 1] == ')'))
      return give_sign(s, i, smiley_end(s, i), ENTI_RAW_LINE);
    return give_sign(s, i, i + 1, s->p[i] == ':' ? ENTI_RAW_COLON : ENTI_RAW_PUNCT);
  case '@':
    if (i == s->chunk && ascii_letter_at(s, i + 1)) {
      uint32_t end = run_end(s, i + 1);
      give_word(s, i, end, ENTI_RAW_WORD, false);
      return end;
    }
    return give_sign(s, i, i + 1, ENTI_RAW_PUNCT);
  default:
    if (class_of(s, i) & ENTI_CH_LINE)
      return scan_line_sign(s, i);
    return give_sign(s, i, i + 1, ENTI_RAW_PUNCT);
  }
}

static enti_raw_kind high_sign_kind(uint32_t c)
{
  switch (c) {
  case 0x201C:
  case 0x201E:
  case 0x2018:
  case 0x201A:
  case 0xAB:
  case 0x2039:
    return ENTI_RAW_OPEN;
  case 0x201D:
  case 0x2019:
  case 0xBB:
  case 0x203A:
    return ENTI_RAW_CLOSE;
  case 0x2026:
    return ENTI_RAW_ELLIPSIS;
  case 0x2013:
  case 0x2014:
  case 0x2015:
  case 0x2012:
    return ENTI_RAW_DASH;
  case 0x3002:
    return ENTI_RAW_STOP;
  case 0x203C:
  case 0x2047:
  case 0x2048:
  case 0x2049:
  case 0xFF01:
  case 0xFF1F:
    return ENTI_RAW_MARK;
  default:
    return ENTI_RAW_PUNCT;
  }
}

static uint32_t scan_high_sign(scan *s, uint32_t i)
{
  size_t at = i;
  uint32_t c = ent_utf8_next((ent_str){s->p, s->b}, &at);
  uint32_t end = (uint32_t)at;
  if ((c == 0x2018 || c == 0x2019) && enti_char_apostrophe(s->p, end, s->b) == 3) /* ’’ for ” */
    return give_sign(s, i, end + 3, c == 0x2018 ? ENTI_RAW_OPEN : ENTI_RAW_CLOSE);
  if (c == 0x2019 && digit_at(s, end) && digit_at(s, end + 1) && !digit_at(s, end + 2)) /* ’72, ’60s */
    return give_sign(s, i, figure_suffix(s, end, end + 2), ENTI_RAW_NUMBER);
  if (c == 0x2026) /* … and the dots behind it */
    while (end < s->b && s->p[end] == '.')
      end++;
  return give_sign(s, i, end, high_sign_kind(c));
}

/* ---- chunks ---------------------------------------------------------------------------------------------------------
 */

static uint32_t scan_token(scan *s, uint32_t i, bool address)
{
  if (address) {
    uint32_t end = web_end(s, i);
    if (end == i)
      end = mail_end(s, i);
    if (end > i)
      return give_sign(s, i, end, ENTI_RAW_ADDRESS);
  }
  unsigned class = class_of(s, i);
  if (class & ENTI_CH_DIGIT)
    return scan_number(s, i);
  if (class & ENTI_CH_LETTER || ((class & ENTI_CH_HIGH) && word_char_at(s, i)))
    return scan_word(s, i);
  return class & ENTI_CH_HIGH ? scan_high_sign(s, i) : scan_ascii_sign(s, i);
}

static void scan_chunk(scan *s, unsigned classes, bool address)
{
  uint32_t n = s->b - s->chunk;
  if (!(classes & ~(unsigned)ENTI_CH_LETTER) && classes) { /* letters and nothing else: the ordinary case */
    give_word(s, s->chunk, s->b, ENTI_RAW_WORD, false);
    return;
  }
  if (classes == ENTI_CH_LINE && n > 2) { /* a drawn line */
    give_sign(s, s->chunk, s->b, ENTI_RAW_LINE);
    return;
  }
  for (uint32_t i = s->chunk; i < s->b && !s->out->failed;)
    i = scan_token(s, i, address);
}

/* Moves *at behind white space. */
static void skip_space(scan *s, uint32_t *at)
{
  while (*at < s->end) {
    size_t len;
    if (!(enti_char_at(s->p, *at, s->end, &len) & ENTI_CH_SPACE))
      return;
    s->flags |= ENT_TOKEN_SPACE_BEFORE;
    if (s->p[*at] == '\n')
      s->flags |= ENT_TOKEN_NEW_LINE;
    *at += (uint32_t)len;
  }
}

/* End of the chunk at i; the classes of all its characters; could it hold an address? */
static uint32_t chunk_end(const scan *s, uint32_t i, unsigned *ret_classes, bool *ret_address)
{
  unsigned classes = 0;
  bool address = false;
  while (i < s->end) {
    unsigned class = class_of(s, i);
    if (class & ENTI_CH_SPACE)
      break;
    size_t len = 1;
    if ((class & ENTI_CH_HIGH) && ((class = enti_char_at(s->p, i, s->end, &len)) & ENTI_CH_SPACE))
      break;
    classes |= len > 1 ? ENTI_CH_HIGH : class ? class : 0x100u;
    address = address || s->p[i] == '@' || s->p[i] == ':' || s->p[i] == '.';
    i += (uint32_t)len;
  }
  *ret_classes = classes;
  *ret_address = address;
  return i;
}

void enti_tokenize(ent_str text, const char *lower, const enti_lexicon *lexicon, uint32_t start, uint32_t end,
                   enti_raws *out)
{
  scan s = {.p = text.p, .lower = lower, .lexicon = lexicon, .out = out, .end = end};
  if (start > 0)
    s.flags = enti_char_table[(unsigned char)text.p[start - 1]] & ENTI_CH_SPACE ? ENT_TOKEN_SPACE_BEFORE : 0;
  for (uint32_t at = start;;) {
    skip_space(&s, &at);
    if (at >= end || out->failed)
      return;
    unsigned classes;
    bool address;
    s.chunk = at;
    s.b = chunk_end(&s, at, &classes, &address);
    scan_chunk(&s, classes, address);
    at = s.b;
  }
}
