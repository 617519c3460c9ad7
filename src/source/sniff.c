/* Kinds by content; see sniff.h. */
#include "source/sniff.h"

#include "source/ascii.h"

#include <stdio.h>
#include <string.h>

typedef struct magic {
  size_t at, n;
  const char *bytes, *what;
} magic;

static const magic PACKED[] = {
    {0, 2, "\x1F\x8B", "gzip"},         {0, 4, "\x28\xB5\x2F\xFD", "zstd"}, {0, 4, "PK\3\4", "zip"},
    {0, 4, "PK\5\6", "empty zip"},      {0, 6, "\xFD" "7zXZ\0", "xz"},      {0, 3, "BZh", "bzip2"},
    {0, 4, "\x04\x22\x4D\x18", "lz4"},  {257, 5, "ustar", "tar"},
};

static const magic NO_TEXT[] = {
    {0, 8, "\x89PNG\r\n\x1A\n", "a PNG image"},   {0, 3, "\xFF\xD8\xFF", "a JPEG image"},
    {0, 6, "GIF87a", "a GIF image"},              {0, 6, "GIF89a", "a GIF image"},
    {0, 4, "\x7F" "ELF", "an ELF program"},       {0, 4, "\xCA\xFE\xBA\xBE", "a Java class"},
    {0, 16, "SQLite format 3\0", "an SQLite database"}, {0, 8, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Office file"},
    {0, 4, "OggS", "an Ogg file"},                {0, 3, "ID3", "an MP3 file"},
    {0, 4, "fLaC", "a FLAC file"},                {4, 4, "ftyp", "an MP4 file"},
    {0, 4, "wOFF", "a font"},                     {0, 4, "wOF2", "a font"},
    {0, 6, "7z\xBC\xAF\x27\x1C", "a 7z archive (only gz, zst, xz, bz2, lz4, zip and tar are read)"},
    {0, 6, "Rar!\x1A\x07", "a RAR archive (only gz, zst, xz, bz2, lz4, zip and tar are read)"},
    {0, 4, "\0asm", "a WebAssembly program"},     {0, 4, "II*\0", "a TIFF image"},
    {0, 4, "MM\0*", "a TIFF image"},              {8, 4, "WEBP", "a WebP image"},
    {8, 4, "WAVE", "a WAV file"},                 {0, 8, "!<arch>\n", "a static library"},
};

static const magic *find(ent_str s, const magic *table, size_t n)
{
  for (size_t i = 0; i < n; i++)
    if (s.n >= table[i].at + table[i].n && !memcmp(s.p + table[i].at, table[i].bytes, table[i].n))
      return &table[i];
  return NULL;
}

/* An Office or e-book file is a zip of many parts none of which is an article. */
static const char *packed_document(ent_str s)
{
  if (!ent_str_starts(s, ENT_STR("PK\3\4")) || s.n < 60)
    return NULL;
  ent_str name = ent_str_slice(s, 30, 90);
  if (ent_str_starts(name, ENT_STR("[Content_Types].xml")) || ent_str_starts(name, ENT_STR("_rels/")))
    return "an Office document (save it as text or HTML)";
  if (ent_str_starts(name, ENT_STR("mimetypeapplication/epub")))
    return NULL; /* pages of HTML: read as an archive */
  return ent_str_starts(name, ENT_STR("mimetype")) ? "an OpenDocument file (save it as text or HTML)" : NULL;
}

/* ---- binary or text ------------------------------------------------------------------------------------------------ */

static bool wide(ent_str s)
{
  size_t zeros[2] = {0, 0}, n = s.n < 4096 ? s.n : 4096;
  if (ent_str_starts(s, ENT_STR("\xFF\xFE")) || ent_str_starts(s, ENT_STR("\xFE\xFF")) ||
      ent_str_starts(s, (ent_str){"\0\0\xFE\xFF", 4}))
    return true;
  for (size_t i = 0; i < n; i++)
    zeros[i & 1] += s.p[i] == 0;
  return n >= 8 && (zeros[0] > n * 3 / 10) != (zeros[1] > n * 3 / 10);
}

/* More than one in forty is a control character: no text in any encoding that we read, but UTF-16 and UTF-32. (In
 * random bytes it is one in ten; a damaged text has a few.) */
static bool binary(ent_str s)
{
  size_t control = 0, n = s.n < 8192 ? s.n : 8192;
  for (size_t i = 0; i < n; i++) {
    unsigned char c = (unsigned char)s.p[i];
    control += c < 0x20 && !(c >= '\t' && c <= '\r') && c != 0x1B;
  }
  return control > 4 && control * 40 > n;
}

/* ---- markup --------------------------------------------------------------------------------------------------------- */

static ent_str after_blanks(ent_str s)
{
  size_t at = 0;
  while (at < s.n && enti_is_blank(s.p[at]))
    at++;
  return ent_str_slice(s, at, s.n);
}

static ent_str behind(ent_str s, const char *end)
{
  size_t at = enti_find_nocase(s, end);
  return at == SIZE_MAX ? ENT_STR_NONE : after_blanks(ent_str_slice(s, at + strlen(end), s.n));
}

/* Past XML declarations, comments and document types, to the first element. */
static ent_str first_element(ent_str s, bool *ret_xml, bool *ret_html)
{
  for (s = after_blanks(s); s.n;) {
    if (ent_str_starts(s, ENT_STR("<?"))) {
      *ret_xml = true;
      s = behind(s, "?>");
    } else if (ent_str_starts(s, ENT_STR("<!--"))) {
      s = behind(s, "-->");
    } else if (enti_starts_nocase(s, "<!doctype")) {
      *ret_html |= enti_starts_nocase(after_blanks(ent_str_slice(s, 9, s.n)), "html");
      size_t close = enti_find_nocase(s, ">"), subset = enti_find_nocase(s, "[");
      s = subset < close ? behind(s, "]>") : behind(s, ">");
    } else {
      break;
    }
  }
  return s;
}

static ent_str element_name(ent_str s)
{
  size_t n = 1;
  if (!s.n || s.p[0] != '<')
    return ENT_STR_NONE;
  while (n < s.n && (enti_is_letter(s.p[n]) || enti_is_digit(s.p[n]) || strchr(":-_.", s.p[n])) && s.p[n])
    n++;
  return ent_str_slice(s, 1, n);
}

static bool one_of(ent_str name, const char *const *names, size_t n)
{
  for (size_t i = 0; i < n; i++)
    if (enti_eq_nocase(name, names[i]))
      return true;
  return false;
}

bool enti_looks_like_html(ent_str s)
{
  static const char *const tags[] = {"p",  "div", "a",  "br", "h1", "h2",   "h3",   "ul",      "ol",   "li",
                                     "em", "b",   "i",  "img", "table", "span", "meta", "article", "body", "strong"};
  size_t count = 0, n = s.n < 16384 ? s.n : 16384;
  for (size_t i = 0; i + 2 < n; i++)
    if (s.p[i] == '<')
      count += one_of(element_name(ent_str_slice(s, i, n)), tags, sizeof tags / sizeof *tags);
  return count >= 3;
}

static enti_kind markup(ent_str s, char room[80], const char **ret_why)
{
  static const char *const html[] = {"html", "head", "body", "article", "div", "p", "section", "main", "title", "meta", "h1"};
  static const char *const feed[] = {"rss", "feed", "rdf:rdf", "atom:feed"};
  static const char *const petrarch[] = {"sentences", "sentence", "articles", "article", "validation"};
  bool xml = false, says_html = false;
  ent_str element = first_element(s, &xml, &says_html), name = element_name(element);
  if (says_html)
    return ENTI_KIND_HTML;
  if (one_of(name, feed, 4))
    return ENTI_KIND_FEED;
  bool capital = name.n && enti_is_upper(name.p[0]);
  if (one_of(name, petrarch, 5) && (capital || !one_of(name, html, 11)))
    return ENTI_KIND_PETRARCH;
  if (one_of(name, html, 11))
    return ENTI_KIND_HTML;
  if (!xml && name.n)
    return enti_looks_like_html(s) ? ENTI_KIND_HTML : ENTI_KIND_TEXT;
  if (!name.n)
    return enti_looks_like_html(s) ? ENTI_KIND_HTML : xml ? ENTI_KIND_NO_TEXT : ENTI_KIND_TEXT;
  snprintf(room, 80, "XML of a kind that is not read, root <%.*s>", name.n < 30 ? (int)name.n : 30, name.p);
  *ret_why = room;
  return ENTI_KIND_NO_TEXT;
}

static bool json(ent_str s)
{
  ent_str inside = s.n ? after_blanks(ent_str_slice(s, 1, s.n)) : s;
  if (s.n && s.p[0] == '{')
    return inside.n && (inside.p[0] == '"' || inside.p[0] == '}');
  return s.n && s.p[0] == '[' && inside.n && (inside.p[0] == '{' || inside.p[0] == ']');
}

/* UTF-16 is looked at as if its zero bytes were not there: enough for ASCII signs of a kind. */
static ent_str narrowed(ent_str s, char *room, size_t size)
{
  size_t n = 0;
  for (size_t i = 0; i < s.n && n < size; i++)
    if (s.p[i] && (unsigned char)s.p[i] < 0xFE)
      room[n++] = s.p[i];
  return (ent_str){room, n};
}

enti_kind enti_sniff(ent_str s, char room[80], const char **ret_why)
{
  char narrow[2048];
  const magic *m;
  *ret_why = "binary data";
  if (s.n == 0)
    return ENTI_KIND_EMPTY;
  if ((*ret_why = packed_document(s)))
    return ENTI_KIND_NO_TEXT;
  if (find(s, PACKED, sizeof PACKED / sizeof *PACKED))
    return ENTI_KIND_PACKED;
  ent_str begin = ent_str_slice(s, 0, 1024);
  if (ent_str_starts(s, ENT_STR("%PDF-")) || (memmem(begin.p, begin.n, "%PDF-", 5) && binary(s)))
    return ENTI_KIND_PDF;
  if ((m = find(s, NO_TEXT, sizeof NO_TEXT / sizeof *NO_TEXT))) {
    *ret_why = m->what;
    return ENTI_KIND_NO_TEXT;
  }
  *ret_why = "binary data";
  if (wide(s))
    s = narrowed(s, narrow, sizeof narrow);
  else if (binary(s))
    return ENTI_KIND_NO_TEXT;
  if (ent_str_starts(s, ENT_STR("\xEF\xBB\xBF")))
    s = ent_str_slice(s, 3, s.n);
  if (ent_str_starts(s, ENT_STR("WARC/")))
    return ENTI_KIND_WARC;
  ent_str first = after_blanks(s);
  if (json(first))
    return ENTI_KIND_JSON;
  if (first.n && first.p[0] == '<')
    return markup(s, room, ret_why);
  return enti_looks_like_html(s) ? ENTI_KIND_HTML : ENTI_KIND_TEXT;
}
