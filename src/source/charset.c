/* Encodings: byte order marks, a declared name, UTF-8 with a few broken bytes, UTF-16 without a mark, else what uchardet
 * says and iconv converts, character by character so that the map stays exact. */
#include "source/charset.h"

#include "base/vec.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <uchardet.h>

/* ---- maps --------------------------------------------------------------------------------------------------- */

void enti_map_done(enti_map *map)
{
  free(map->pieces);
  *map = (enti_map){0};
}

/* Can [from, from+n) → m bytes of text continue a piece that has made `made` bytes of text so far? */
static bool continues(const ent_map_piece *last, uint32_t made, uint32_t m, uint64_t from, uint32_t n)
{
  return last->from + last->n == from && (uint64_t)made * n == (uint64_t)last->n * m && last->n && n &&
         last->n <= UINT32_MAX - n;
}

bool enti_map_add(enti_map *map, uint32_t at, uint32_t m, uint64_t from, uint32_t n)
{
  ent_map_piece *last = map->n ? &map->pieces[map->n - 1] : NULL;
  if (m == 0)
    return true;
  if (last && continues(last, at - last->at, m, from, n)) {
    last->n += n;
    return true;
  }
  void *pieces = map->pieces;
  if (!enti_grow_heap(&pieces, map->n, &map->cap, sizeof *map->pieces))
    return false;
  map->pieces = pieces;
  map->pieces[map->n++] = (ent_map_piece){at, from, n};
  return true;
}

/* Number of pieces that begin at or before offset. */
static size_t pieces_before(const ent_map_piece *pieces, size_t n, uint32_t offset)
{
  size_t low = 0, high = n;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (pieces[middle].at <= offset)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static uint64_t within(const ent_map_piece *piece, uint32_t end, uint32_t offset)
{
  uint32_t made = end > piece->at ? end - piece->at : 0;
  uint32_t into = offset - piece->at;
  return into >= made ? piece->from + piece->n : piece->from + (uint64_t)into * piece->n / made;
}

uint64_t enti_map_original(const ent_map_piece *pieces, size_t n, uint32_t offset, uint32_t length)
{
  size_t i = pieces_before(pieces, n, offset);
  return i == 0 ? offset : within(&pieces[i - 1], i < n ? pieces[i].at : length, offset);
}

bool enti_map_copy(enti_map *map, uint32_t at, const enti_map *in, uint32_t length, uint32_t first, uint32_t last)
{
  size_t i = pieces_before(in->pieces, in->n, first);
  if (i == 0)
    return enti_map_add(map, at, last - first, first, last - first);
  for (; first < last; i++) {
    uint32_t end = i < in->n ? in->pieces[i].at : length;
    uint32_t stop = end < last && i < in->n ? end : last;
    uint64_t from = within(&in->pieces[i - 1], end, first), to = within(&in->pieces[i - 1], end, stop);
    if (!enti_map_add(map, at, stop - first, from, (uint32_t)(to - from)))
      return false;
    at += stop - first;
    first = stop;
  }
  return true;
}

void enti_map_cut(enti_map *map, uint32_t at, uint32_t length)
{
  uint32_t end = length;
  while (map->n && map->pieces[map->n - 1].at >= at)
    end = map->pieces[--map->n].at;
  if (!map->n)
    return;
  ent_map_piece *last = &map->pieces[map->n - 1];
  last->n = (uint32_t)(within(last, end, at) - last->from);
}

/* ---- writing decoded text ----------------------------------------------------------------------------------- */

typedef struct writer {
  enti_decoded *d;
  uint64_t base;
  ent_str in;
  bool failed;
} writer;

static void put(writer *w, const char *p, size_t m, size_t from, size_t n)
{
  enti_decoded *d = w->d;
  if (!enti_map_add(&d->map, (uint32_t)d->own.n, (uint32_t)m, w->base + from, (uint32_t)n))
    w->failed = true;
  ent_buf_add(&d->own, p, m);
}

/* Escape sequences of terminals must not survive into anything that is printed. */
uint32_t enti_tame(uint32_t c)
{
  if (c == '\t' || c == '\n')
    return 0;
  if (c == '\r' || c == '\f' || c == '\v' || c == 0x85)
    return '\n';
  return c < 0x20 || (c >= 0x7f && c < 0xa0) ? 0xFFFD : 0;
}

static void put_char(writer *w, uint32_t c, size_t from, size_t n)
{
  char utf8[4];
  uint32_t instead = enti_tame(c);
  put(w, utf8, ent_utf8_put(instead ? instead : c, utf8), from, n);
}

/* ---- UTF-8 -------------------------------------------------------------------------------------------------- */

/* How much can stay as it is: valid, and without anything that has to be tamed. */
static size_t clean_prefix(ent_str s)
{
  size_t valid = ent_utf8_valid(s);
  for (size_t i = 0; i < valid; i++) {
    unsigned char c = (unsigned char)s.p[i];
    if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7f)
      return i;
    if (c == 0xC2 && i + 1 < valid && (unsigned char)s.p[i + 1] < 0xa0)
      return i;
  }
  return valid;
}

static void decode_utf8(writer *w)
{
  for (size_t i = 0; i < w->in.n && !w->d->own.failed;) {
    size_t clean = clean_prefix(ent_str_slice(w->in, i, i + 4096));
    if (clean) {
      put(w, w->in.p + i, clean, i, clean);
      i += clean;
      continue;
    }
    size_t begin = i;
    uint32_t c = ent_utf8_next(w->in, &i);
    if (c == '\r' && i < w->in.n && w->in.p[i] == '\n')
      i++;
    put_char(w, c, begin, i - begin);
  }
}

/* ---- UTF-16 and UTF-32 -------------------------------------------------------------------------------------- */

static uint32_t unit_at(ent_str in, size_t at, size_t size, bool big)
{
  uint32_t c = 0;
  for (size_t i = 0; i < size; i++)
    c |= (uint32_t)(unsigned char)in.p[at + i] << 8 * (big ? size - 1 - i : i);
  return c;
}

static void decode_wide(writer *w, size_t size, bool big)
{
  for (size_t i = 0; i < w->in.n && !w->d->own.failed;) {
    size_t begin = i;
    if (w->in.n - i < size) {
      put_char(w, 0xFFFD, i, w->in.n - i);
      return;
    }
    uint32_t c = unit_at(w->in, i, size, big);
    i += size;
    bool more = w->in.n - i >= size;
    uint32_t next = more ? unit_at(w->in, i, size, big) : 0;
    if (size == 2 && c >= 0xD800 && c < 0xDC00 && next >= 0xDC00 && next < 0xE000) {
      c = 0x10000 + ((c - 0xD800) << 10 | (next - 0xDC00));
      i += size;
    } else if (c == '\r' && next == '\n') {
      i += size;
    }
    put_char(w, c, begin, i - begin);
  }
}

/* Share of zero bytes at even and odd places: text in UTF-16 has nearly all of its zeros on one side. */
static int wide_without_mark(ent_str s)
{
  size_t zeros[2] = {0, 0}, n = s.n < 4096 ? s.n & ~(size_t)1 : 4096;
  for (size_t i = 0; i < n; i++)
    zeros[i & 1] += s.p[i] == 0;
  if (n < 8)
    return 0;
  if (zeros[1] > n / 2 * 6 / 10 && zeros[0] < n / 50 + 1)
    return 1; /* little endian */
  return zeros[0] > n / 2 * 6 / 10 && zeros[1] < n / 50 + 1 ? 2 : 0;
}

/* ---- everything else: iconv ---------------------------------------------------------------------------------- */

/* One character: the shortest run of bytes that iconv accepts. Returns the bytes taken, 0 where none is valid.
 * out: what they became (none for shift sequences). */
static size_t convert_one(iconv_t cd, ent_str in, size_t at, char out[16], size_t *ret_m)
{
  for (size_t n = 1; n <= 8 && at + n <= in.n; n++) {
    char *from = (char *)in.p + at, *to = out;
    size_t left = n, room = 16;
    if (iconv(cd, &from, &left, &to, &room) != (size_t)-1 && left == 0) {
      *ret_m = 16 - room;
      return n;
    }
    if (errno != EINVAL || left != n) /* not merely cut short */
      return 0;
  }
  return 0;
}

static void put_converted(writer *w, const char *out, size_t m, size_t from, size_t n)
{
  ent_str s = {out, m};
  if (m == 0)
    return;
  for (size_t at = 0; at < m;) { /* several code points for one character: the first has the bytes */
    size_t begin = at;
    uint32_t c = ent_utf8_next(s, &at);
    put_char(w, c, begin ? from + n : from, begin ? 0 : n);
  }
}

/* ASCII bytes stand for themselves in nearly all encodings; not in those that shift (ISO-2022, HZ, UTF-7, EBCDIC). */
static bool keeps_ascii(iconv_t cd)
{
  char all[96], out[400], *from = all, *to = out;
  size_t left = 95, room = sizeof out;
  for (int i = 0; i < 95; i++)
    all[i] = (char)(32 + i);
  bool same = iconv(cd, &from, &left, &to, &room) != (size_t)-1 && sizeof out - room == 95 && !memcmp(all, out, 95);
  iconv(cd, NULL, NULL, NULL, NULL);
  return same;
}

static void decode_iconv(writer *w, iconv_t cd, bool shifts)
{
  bool ascii = !shifts && keeps_ascii(cd);
  for (size_t i = 0; i < w->in.n && !w->d->own.failed;) {
    char out[16];
    size_t m = 0, n = 1;
    unsigned char c = (unsigned char)w->in.p[i];
    if (c == '\n' && i && w->in.p[i - 1] == '\r') {
      ; /* the \r before it has become the line break */
    } else if (ascii && c < 0x80) {
      put_char(w, c, i, 1);
    } else if ((n = convert_one(cd, w->in, i, out, &m)) == 0) {
      n = 1;
      put_char(w, 0xFFFD, i, 1);
    } else {
      put_converted(w, out, m, i, n);
    }
    i += n;
  }
}

/* Does the encoding shift between sets with escape sequences? Then ASCII bytes may be halves of characters. */
static bool shifts(const char *charset)
{
  return !strncasecmp(charset, "ISO-2022", 8) || !strncasecmp(charset, "HZ", 2) || !strncasecmp(charset, "UTF-7", 5);
}

static bool try_iconv(writer *w, const char *charset)
{
  iconv_t cd = iconv_open("UTF-8", charset);
  if (cd == (iconv_t)-1)
    return false;
  decode_iconv(w, cd, shifts(charset));
  iconv_close(cd);
  w->d->charset = charset;
  return true;
}

/* ---- which encoding ------------------------------------------------------------------------------------------ */

typedef struct mark {
  const char *name, *bytes;
  size_t n, unit; /* unit 1: UTF-8 */
  bool big;
} mark;

static const mark MARKS[] = {
    {"UTF-8", "\xEF\xBB\xBF", 3, 1, false},       {"UTF-32LE", "\xFF\xFE\0\0", 4, 4, false},
    {"UTF-32BE", "\0\0\xFE\xFF", 4, 4, true},     {"UTF-16LE", "\xFF\xFE", 2, 2, false},
    {"UTF-16BE", "\xFE\xFF", 2, 2, true},
};

static const mark *find_mark(ent_str s)
{
  for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++)
    if (ent_str_starts(s, (ent_str){MARKS[i].bytes, MARKS[i].n}))
      return &MARKS[i];
  return NULL;
}

/* Broken bytes against whole characters beyond ASCII: a little damage does not make UTF-8 another encoding. */
static bool mostly_utf8(ent_str s)
{
  size_t broken = 0, whole = 0;
  for (size_t at = 0; at < s.n;) {
    size_t begin = at;
    uint32_t c = ent_utf8_next(s, &at);
    broken += c == 0xFFFD && at == begin + 1;
    whole += at > begin + 1;
  }
  return broken == 0 || whole > broken;
}

static void detect(ent_str s, char *name, size_t size)
{
  name[0] = 0;
  uchardet_t detector = uchardet_new();
  if (!detector)
    return;
  if (uchardet_handle_data(detector, s.p, s.n < 65536 ? s.n : 65536) == 0) {
    uchardet_data_end(detector);
    const char *found = uchardet_get_charset(detector);
    if (strlen(found) < size)
      memcpy(name, found, strlen(found) + 1);
  }
  uchardet_delete(detector);
}

/* Pages that say ISO-8859-1 are read as windows-1252 by everybody, and are it. */
static void take_name(enti_decoded *d, ent_str declared)
{
  size_t n = 0;
  declared = ent_str_trim(declared);
  for (; n < declared.n && n + 1 < sizeof d->own_name; n++) {
    char c = declared.p[n];
    bool fine = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || strchr("-_:.+", c);
    if (!fine || !c)
      break;
    d->own_name[n] = c;
  }
  d->own_name[n] = 0;
  if (!strcasecmp(d->own_name, "iso-8859-1") || !strcasecmp(d->own_name, "latin1") ||
      !strcasecmp(d->own_name, "us-ascii") || !strcasecmp(d->own_name, "ascii"))
    snprintf(d->own_name, sizeof d->own_name, "windows-1252");
  if (!strcasecmp(d->own_name, "gb2312") || !strcasecmp(d->own_name, "gbk"))
    snprintf(d->own_name, sizeof d->own_name, "GB18030");
}

static bool names_utf(const char *name)
{
  return !strncasecmp(name, "utf-8", 5) || !strncasecmp(name, "utf8", 4) || !strncasecmp(name, "utf-16", 6) ||
         !strncasecmp(name, "utf16", 5) || !strncasecmp(name, "utf-32", 6) || !strncasecmp(name, "ucs", 3);
}

static void decode_unmarked(writer *w, ent_str declared)
{
  enti_decoded *d = w->d;
  int wide = wide_without_mark(w->in);
  d->charset = "UTF-8";
  if (wide) {
    d->charset = wide == 1 ? "UTF-16LE" : "UTF-16BE";
    decode_wide(w, 2, wide == 2);
    return;
  }
  if (mostly_utf8(w->in)) { /* whatever is declared: other encodings hardly ever look like UTF-8 */
    decode_utf8(w);
    return;
  }
  take_name(d, declared);
  if (d->own_name[0] && !names_utf(d->own_name) && try_iconv(w, d->own_name))
    return;
  detect(w->in, d->own_name, sizeof d->own_name);
  if (d->own_name[0] && !names_utf(d->own_name) && strcasecmp(d->own_name, "ASCII") && try_iconv(w, d->own_name))
    return;
  decode_utf8(w);
}

void enti_decoded_done(enti_decoded *decoded)
{
  ent_buf_done(&decoded->own);
  enti_map_done(&decoded->map);
}

static ent_status give(writer *w, ent_error *err)
{
  enti_decoded *d = w->d;
  bool full = d->own.failed && d->own.cap > ENT_MAX_DOCUMENT / 2;
  if (!w->failed && !d->own.failed) {
    d->text = ent_buf_view(&d->own);
    return ENT_OK;
  }
  enti_decoded_done(d);
  return full ? ent_fail(err, ENT_ELIMIT, w->base, "more than %zu bytes of text", ENT_MAX_DOCUMENT)
              : ent_fail(err, ENT_ENOMEM, w->base, "out of memory");
}

ent_status enti_decode(ent_str bytes, uint64_t base, ent_str declared, enti_decoded *ret, ent_error *err)
{
  *ret = (enti_decoded){.own = ENT_BUF_INIT(ENT_MAX_DOCUMENT), .charset = "UTF-8"};
  const mark *m = find_mark(bytes);
  size_t skip = m ? m->n : 0;
  writer w = {ret, base + skip, ent_str_slice(bytes, skip, bytes.n), false};
  if (m)
    ret->charset = m->name;
  if ((!m || m->unit == 1) && w.in.n <= ENT_MAX_DOCUMENT && clean_prefix(w.in) == w.in.n) {
    ret->text = w.in; /* the ordinary case: nothing to copy */
    if (!enti_map_add(&ret->map, 0, (uint32_t)w.in.n, w.base, (uint32_t)w.in.n))
      w.failed = true;
    return w.failed ? give(&w, err) : ENT_OK;
  }
  if (!m)
    decode_unmarked(&w, declared);
  else if (m->unit == 1)
    decode_utf8(&w);
  else
    decode_wide(&w, m->unit, m->big);
  return give(&w, err);
}
