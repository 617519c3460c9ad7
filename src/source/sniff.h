/* What kind of thing a stream is, told from its first bytes and not from its name. */
#ifndef ENTI_SNIFF_H
#define ENTI_SNIFF_H

#include <entente/base.h>

typedef enum enti_kind {
  ENTI_KIND_EMPTY = 1,
  ENTI_KIND_TEXT,
  ENTI_KIND_HTML,
  ENTI_KIND_JSON,     /* one object, an array, or one object a line */
  ENTI_KIND_PETRARCH,
  ENTI_KIND_FEED,     /* RSS or Atom */
  ENTI_KIND_PDF,
  ENTI_KIND_WARC,
  ENTI_KIND_PACKED,   /* compressed, or an archive */
  ENTI_KIND_NO_TEXT   /* anything else; the reason says what it looks like */
} enti_kind;

#define ENTI_SNIFF_BYTES ((size_t)64 << 10)

/* first: the beginning of the stream, all of it where it is shorter than ENTI_SNIFF_BYTES. *ret_why: for
 * ENTI_KIND_NO_TEXT, a static string or one in `room`. */
enti_kind enti_sniff(ent_str first, char room[80], const char **ret_why);
/* Are there tags of HTML enough to take the text for a piece of a page? */
bool enti_looks_like_html(ent_str s);

#endif
