/* Matching a piece of text against the patterns of boilerplate; see boilerplate.h. */
#include "source/boilerplate.h"

#include "base/fault.h"
#include "source/ascii.h"
#include "source/boilerplate_pack.h"

#include <string.h>

struct enti_boilerplate {
  const ent_pack *pack;
  const enti_pattern_head *head;
  const uint32_t *slots;
  const enti_pattern_row *rows;
};

ent_status enti_boilerplate_open(const ent_pack *pack, enti_boilerplate **ret, ent_error *err)
{
  ent_str section = ent_pack_section(pack, ENTI_PATTERN_SECTION);
  *ret = NULL;
  if (section.n == 0)
    return ENT_OK;
  const enti_pattern_head *head = (const void *)section.p;
  uint64_t slots = 0, rows = 0;
  if (section.n >= sizeof *head && head->magic == ENTI_PATTERN_MAGIC) {
    slots = head->n_slots;
    rows = head->n_rows;
  }
  if (slots == 0 || (slots & (slots - 1)) || rows >= slots || slots > section.n || rows > section.n ||
      section.n < sizeof *head + slots * 4 + rows * sizeof(enti_pattern_row))
    return ent_fail(err, ENT_EMODEL, ENT_NO_OFFSET, "damaged section %s", ENTI_PATTERN_SECTION);
  enti_boilerplate *b = enti_malloc(sizeof *b);
  if (!b)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  const uint32_t *table = (const void *)(section.p + sizeof *head);
  *b = (enti_boilerplate){pack, head, table, (const void *)(table + slots)};
  *ret = b;
  return ENT_OK;
}

void enti_boilerplate_close(enti_boilerplate *boilerplate)
{
  free(boilerplate);
}

/* ---- the folded form ------------------------------------------------------------------------------------------ */

typedef struct sign {
  const char *from, *to;
} sign;

/* Typographic signs, by their UTF-8. */
static const sign SIGNS[] = {
    {"\xE2\x80\x98", "'"}, {"\xE2\x80\x99", "'"}, {"\xE2\x80\x9B", "'"},  {"\xE2\x80\x9C", "\""}, {"\xE2\x80\x9D", "\""},
    {"\xE2\x80\x9E", "\""}, {"\xE2\x80\x93", "-"}, {"\xE2\x80\x94", "-"}, {"\xE2\x80\x95", "-"},  {"\xE2\x88\x92", "-"},
    {"\xE2\x80\x90", "-"}, {"\xE2\x80\x91", "-"},  {"\xE2\x80\xA6", "..."}, {"\xC2\xA0", " "},    {"\xE2\x80\xAF", " "},
    {"\xE2\x80\x8B", ""},  {"\xC2\xAB", "\""},     {"\xC2\xBB", "\""},
};

static const char *sign_at(ent_str s, size_t at, size_t *ret_n)
{
  for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++) {
    size_t n = strlen(SIGNS[i].from);
    if (at + n <= s.n && !memcmp(s.p + at, SIGNS[i].from, n)) {
      *ret_n = n;
      return SIGNS[i].to;
    }
  }
  return NULL;
}

static void put(enti_folded *f, char c, size_t at)
{
  if (c == ' ' && (f->n == 0 || f->p[f->n - 1] == ' '))
    return;
  f->p[f->n] = c;
  f->at[f->n++] = (uint16_t)at;
}

void enti_fold_piece(ent_str s, enti_folded *f)
{
  size_t at = 0, longest = s.n < 4 * ENTI_PATTERN_FOLD_MAX ? s.n : 4 * ENTI_PATTERN_FOLD_MAX;
  f->n = 0;
  while (at < longest && f->n < ENTI_PATTERN_FOLD_MAX) {
    char c = s.p[at];
    size_t n = 1;
    if (c >= 'a' && c <= 'z') { /* most of all text */
      f->p[f->n] = c;
      f->at[f->n++] = (uint16_t)at++;
      continue;
    }
    const char *to = (c == '\xE2' || c == '\xC2') ? sign_at(s, at, &n) : NULL;
    if (to)
      for (; *to; to++)
        put(f, *to, at);
    else
      put(f, enti_is_blank(c) ? ' ' : enti_lower(c), at);
    at += n;
  }
  f->cut = at < s.n;
  while (f->n && f->p[f->n - 1] == ' ')
    f->n--;
  f->at[f->n] = (uint16_t)(f->cut ? at : s.n);
}

/* ---- globs ----------------------------------------------------------------------------------------------------- */

/* What a pattern without a star at its end needs last, seen at a glance. */
static bool ends_alike(ent_str pattern, ent_str text)
{
  char last = pattern.n ? pattern.p[pattern.n - 1] : '*';
  return last == '*' || (text.n && text.p[text.n - 1] == last);
}

/* Where the sign behind a star can be next, from `at` on; text.n where nowhere. */
static size_t next_place(ent_str pattern, size_t p, ent_str text, size_t at)
{
  if (p >= pattern.n || pattern.p[p] == '*' || at >= text.n)
    return at;
  const char *found = memchr(text.p + at, pattern.p[p], text.n - at);
  return found ? (size_t)(found - text.p) : text.n;
}

/* Greedy with one point of return: the last star. Enough, since what stood before it is matched for good. */
bool enti_glob(ent_str pattern, ent_str text, bool prefix, bool cut, size_t *ret_end)
{
  size_t p = 0, t = 0, star = SIZE_MAX, star_at = 0;
  if (!prefix && !cut && !ends_alike(pattern, text))
    return false;
  for (;;) {
    if (p == pattern.n && (prefix || t == text.n)) {
      *ret_end = t;
      return !cut || prefix || (pattern.n && pattern.p[pattern.n - 1] == '*');
    }
    if (p < pattern.n && pattern.p[p] == '*') {
      star = p++;
      t = star_at = next_place(pattern, p, text, t);
    } else if (p < pattern.n && t < text.n && pattern.p[p] == text.p[t]) {
      p++;
      t++;
    } else if (star != SIZE_MAX && star_at < text.n) {
      p = star + 1;
      t = star_at = next_place(pattern, p, text, star_at + 1);
    } else {
      return false;
    }
  }
}

/* ---- all patterns ---------------------------------------------------------------------------------------------- */

bool enti_is_pattern_word(char c)
{
  return enti_is_letter(c) || enti_is_digit(c);
}

ent_str enti_pattern_trim(ent_str s)
{
  static const char edge[] = " .!:;,_#-|>()[]\"'";
  while (s.n && strchr(edge, s.p[0]) && s.p[0])
    s = ent_str_slice(s, 1, s.n);
  while (s.n && strchr(edge, s.p[s.n - 1]) && s.p[s.n - 1])
    s.n--;
  return s;
}

static bool tried_before(uint64_t seen[64], uint32_t hash)
{
  uint64_t bit = 1ull << (hash & 63);
  uint64_t *word = &seen[hash >> 6 & 63];
  bool before = *word & bit;
  *word |= bit;
  return before;
}

/* First row of the chain whose key word has this hash, 0 for none (rows are counted from 1). */
static uint32_t find_chain(const enti_boilerplate *b, uint32_t hash)
{
  uint32_t mask = b->head->n_slots - 1;
  for (uint32_t i = 0, at = hash & mask; i <= mask; i++, at = (at + 1) & mask) {
    uint32_t row = b->slots[at];
    if (row == 0 || row > b->head->n_rows)
      return 0;
    if (b->rows[row - 1].hash == hash)
      return row;
  }
  return 0;
}

static const enti_pattern_row *try_chain(const enti_boilerplate *b, uint32_t row, ent_str text, bool cut, unsigned kinds,
                                         size_t *ret_end)
{
  for (uint32_t steps = 0; row && row <= b->head->n_rows && steps < b->head->n_rows; steps++) {
    const enti_pattern_row *r = &b->rows[row - 1];
    if (r->kind < 32 && (kinds & 1u << r->kind) &&
        enti_glob(ent_pack_string(b->pack, r->text), text, r->kind == ENTI_PATTERN_LABEL, cut, ret_end))
      return r;
    row = r->next;
  }
  return NULL;
}

/* Bytes of the piece up to folded offset `end` of `text`, and the colon and blanks behind it. */
static size_t end_in_piece(const enti_folded *f, ent_str text, size_t end)
{
  size_t at = (size_t)(text.p - f->p) + end;
  while (at < f->n && strchr(" .!:;-|)]", f->p[at]) && f->p[at])
    at++;
  return f->at[at];
}

const char *enti_boilerplate_match(const enti_boilerplate *b, const enti_folded *f, unsigned kinds,
                                   enti_pattern_kind *ret_kind, size_t *ret_end)
{
  uint64_t seen[64] = {0};
  ent_str text = enti_pattern_trim((ent_str){f->p, f->n});
  for (size_t at = 0; at < text.n;) {
    uint32_t hash = ENTI_PATTERN_HASH_START;
    size_t begin = at;
    while (at < text.n && enti_is_pattern_word(text.p[at]))
      hash = enti_pattern_hash(hash, text.p[at++]);
    if (at == begin) {
      at++;
      continue;
    }
    if (!(b->head->filter[hash >> 5 & 127] & 1u << (hash & 31)) || tried_before(seen, hash))
      continue;
    size_t end;
    const enti_pattern_row *r = try_chain(b, find_chain(b, hash), text, f->cut, kinds, &end);
    if (!r)
      continue;
    if (ret_kind)
      *ret_kind = (enti_pattern_kind)r->kind;
    if (ret_end)
      *ret_end = end_in_piece(f, text, end);
    return ent_pack_string(b->pack, r->why).p;
  }
  return NULL;
}
