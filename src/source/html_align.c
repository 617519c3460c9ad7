/* A text node is what the parser made of a stretch of the page: references replaced, stray tags dropped. The two are
 * walked side by side, so that every run of text keeps its bytes. Where they cannot be brought together (a reference
 * that we do not know), the rest of the node is mapped as one piece. */
#include "source/html_align.h"

#include "source/ascii.h"

#include <string.h>

#define LONGEST_REFERENCE 34

void enti_hwrite_break(enti_hwriter *w, unsigned breaks)
{
  if (breaks > w->breaks)
    w->breaks = breaks;
  w->space = false;
}

/* ---- writing ---------------------------------------------------------------------------------------------------------- */

/* What was held back: line breaks or a blank. */
static void before_text(enti_hwriter *w)
{
  if (w->breaks) {
    enti_draft_glue(w->draft, w->breaks == 1 ? "\n" : "\n\n");
    if (w->breaks > 1)
      w->block_start = (uint32_t)w->draft->text.n;
  } else if (w->space && w->draft->text.n) {
    enti_draft_add(w->draft, ENT_STR(" "), w->space_from, w->space_n);
  }
  w->breaks = 0;
  w->space = false;
}

static void put(enti_hwriter *w, const char *p, size_t m, size_t from, size_t n)
{
  before_text(w);
  enti_draft_add(w->draft, (ent_str){p, m}, from, n);
}

static void put_space(enti_hwriter *w, size_t from, size_t n)
{
  if (!w->space) {
    w->space = true;
    w->space_from = from;
    w->space_n = 0;
  }
  w->space_n = from + n - w->space_from;
}

/* ---- the walk --------------------------------------------------------------------------------------------------------- */

typedef struct walk {
  ent_str raw, text;
  size_t r, t;     /* places in them */
  size_t offset;   /* of raw in the page */
  bool preformatted;
} walk;

static size_t char_length(ent_str s, size_t at)
{
  size_t end = at;
  ent_utf8_next(s, &end);
  return end - at;
}

/* Do raw and text go on alike behind a reference? The raw side may come to a tag or another reference. */
static bool agree(ent_str raw, size_t r, ent_str text, size_t t)
{
  if (r >= raw.n || t >= text.n)
    return r >= raw.n && t >= text.n;
  return raw.p[r] == text.p[t] || raw.p[r] == '&' || raw.p[r] == '<' || raw.p[r] == '\r';
}

static size_t numeric(ent_str raw, size_t r)
{
  size_t end = r + 2;
  bool hex = end < raw.n && enti_lower(raw.p[end]) == 'x';
  for (end += hex; end < raw.n; end++) {
    char c = enti_lower(raw.p[end]);
    if (!enti_is_digit(c) && !(hex && c >= 'a' && c <= 'f'))
      break;
  }
  return end + (end < raw.n && raw.p[end] == ';') - r;
}

/* "&" that stands for itself: text has it too, and the raw side does not spell a reference to it. */
static bool bare_ampersand(const walk *w)
{
  ent_str rest = ent_str_slice(w->raw, w->r, w->raw.n);
  if (w->text.p[w->t] != '&' || enti_starts_nocase(rest, "&amp") || (rest.n > 1 && rest.p[1] == '#'))
    return w->text.p[w->t] == '&' && rest.n > 2 && rest.p[1] == '#' && !enti_is_digit(rest.p[2]) &&
           enti_lower(rest.p[2]) != 'x';
  return true;
}

/* Bytes that the reference takes in raw, and what it became in text. False where no reading fits. */
static bool reference(const walk *w, size_t *ret_n, size_t *ret_m)
{
  size_t one = char_length(w->text, w->t);
  if (w->r + 1 < w->raw.n && w->raw.p[w->r + 1] == '#') {
    *ret_n = numeric(w->raw, w->r);
    *ret_m = one;
    return true;
  }
  size_t longest = 1;
  while (w->r + longest < w->raw.n && longest < LONGEST_REFERENCE &&
         (enti_is_letter(w->raw.p[w->r + longest]) || enti_is_digit(w->raw.p[w->r + longest])))
    longest++;
  longest += w->r + longest < w->raw.n && w->raw.p[w->r + longest] == ';';
  size_t two = w->t + one < w->text.n ? one + char_length(w->text, w->t + one) : one;
  for (size_t n = longest; n >= 3; n--) { /* without its semicolon a name may be shorter than it looks */
    for (size_t m = one; m <= two; m += two - one ? two - one : 1)
      if (agree(w->raw, w->r + n, w->text, w->t + m)) {
        *ret_n = n;
        *ret_m = m;
        return true;
      }
  }
  return false;
}

/* White space of both sides; raw may have more of it (\r\n, and stray tags are handled elsewhere). */
static void take_blanks(enti_hwriter *w, walk *k)
{
  size_t from = k->r, t = k->t;
  while (k->r < k->raw.n && enti_is_blank(k->raw.p[k->r]))
    k->r++;
  while (k->t < k->text.n && enti_is_blank(k->text.p[k->t]))
    k->t++;
  if (k->preformatted && k->t > t && memchr(k->text.p + t, '\n', k->t - t))
    enti_hwrite_break(w, memchr(k->text.p + t, '\n', k->t - t) == memrchr(k->text.p + t, '\n', k->t - t) ? 1 : 2);
  else if (k->r > from || k->t > t)
    put_space(w, k->offset + from, k->r - from);
}

/* The longest run that is the same on both sides, single blanks between words included. */
static size_t same_run(const walk *k)
{
  size_t n = 0;
  while (k->r + n < k->raw.n && k->t + n < k->text.n) {
    char c = k->raw.p[k->r + n];
    if (c != k->text.p[k->t + n] || c == '&' || c == '<' || c == '\r')
      break;
    if (enti_is_blank(c)) {
      bool single = c == ' ' && n && k->r + n + 1 < k->raw.n && k->t + n + 1 < k->text.n &&
                    !enti_is_blank(k->raw.p[k->r + n + 1]) && k->raw.p[k->r + n + 1] == k->text.p[k->t + n + 1] &&
                    k->raw.p[k->r + n + 1] != '&' && k->raw.p[k->r + n + 1] != '<';
      if (!single)
        break;
    }
    n++;
  }
  while (n && k->r + n < k->raw.n && ((unsigned char)k->raw.p[k->r + n] & 0xC0) == 0x80)
    n--; /* never half a character */
  return n;
}

/* Everything that is left, as one piece; blanks are collapsed by hand. */
static void give_up(enti_hwriter *w, walk *k)
{
  size_t from = k->offset + k->r, n = k->raw.n - k->r;
  while (k->t < k->text.n) {
    size_t begin = k->t;
    while (k->t < k->text.n && !enti_is_blank(k->text.p[k->t]))
      k->t++;
    if (k->t > begin)
      put(w, k->text.p + begin, k->t - begin, from, n);
    if (k->t < k->text.n)
      put_space(w, from, n);
    while (k->t < k->text.n && enti_is_blank(k->text.p[k->t]))
      k->t++;
  }
  k->r = k->raw.n;
}

static bool is_no_break_space(ent_str s)
{
  return ent_str_eq(s, ENT_STR("\xC2\xA0"));
}

static void take_reference(enti_hwriter *w, walk *k)
{
  size_t n, m;
  if (!reference(k, &n, &m)) {
    give_up(w, k);
    return;
  }
  ent_str made = ent_str_slice(k->text, k->t, k->t + m);
  uint32_t control = made.n == 1 ? enti_tame((uint32_t)(unsigned char)made.p[0]) : 0;
  if (is_no_break_space(made) || (made.n == 1 && enti_is_blank(made.p[0])))
    put_space(w, k->offset + k->r, n);
  else if (control)
    put(w, "\xEF\xBF\xBD", 3, k->offset + k->r, n);
  else
    put(w, made.p, made.n, k->offset + k->r, n);
  k->r += n;
  k->t += m;
}

static void step(enti_hwriter *w, walk *k)
{
  char raw = k->r < k->raw.n ? k->raw.p[k->r] : 0;
  size_t n;
  if (k->r >= k->raw.n) {
    give_up(w, k);
  } else if (enti_is_blank(raw) || enti_is_blank(k->text.p[k->t])) {
    if (!enti_is_blank(raw) && raw == '&')
      take_reference(w, k);
    else
      take_blanks(w, k);
  } else if ((n = same_run(k)) > 0) {
    put(w, k->text.p + k->t, n, k->offset + k->r, n);
    k->r += n;
    k->t += n;
  } else if (raw == '&' && bare_ampersand(k)) {
    put(w, "&", 1, k->offset + k->r, 1);
    k->r++;
    k->t++;
  } else if (raw == '&') {
    take_reference(w, k);
  } else if (raw == '<' && k->text.p[k->t] == '<') {
    put(w, "<", 1, k->offset + k->r, 1);
    k->r++;
    k->t++;
  } else if (raw == '<') { /* a tag that the parser dropped inside this text */
    const char *end = memchr(k->raw.p + k->r, '>', k->raw.n - k->r);
    k->r = end ? (size_t)(end - k->raw.p) + 1 : k->raw.n;
  } else {
    give_up(w, k);
  }
}

void enti_hwrite_text(enti_hwriter *w, const enti_hnode *h, bool preformatted)
{
  const GumboStringPiece *piece = &h->node->v.text.original_text;
  ent_str html = w->tree->html;
  walk k = {.text = enti_htext(h), .preformatted = preformatted};
  if (piece->data >= html.p && piece->data <= html.p + html.n) {
    k.offset = (size_t)(piece->data - html.p);
    size_t left = html.n - k.offset;
    k.raw = (ent_str){piece->data, piece->length < left ? piece->length : left};
  }
  while (k.t < k.text.n && !w->draft->text.failed && !w->draft->failed)
    step(w, &k);
}
