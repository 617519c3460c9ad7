/* A tolerant reader of XML as it occurs: tags, text, CDATA, comments, with their places. It knows no entities but the
 * five of XML, numbers, and the names of HTML that feeds use; it expands nothing else and fetches nothing. */
#ifndef ENTI_XML_SCAN_H
#define ENTI_XML_SCAN_H

#include "source/draft.h"

typedef enum enti_xml_kind { ENTI_XML_OPEN = 1, ENTI_XML_CLOSE, ENTI_XML_EMPTY, ENTI_XML_TEXT, ENTI_XML_CDATA } enti_xml_kind;

typedef struct enti_xml_token {
  enti_xml_kind kind;
  ent_str name;       /* of a tag, without its prefix */
  ent_str prefix;
  ent_str inside;     /* attributes of a tag; text; content of CDATA */
  size_t start, end;  /* bytes of s */
} enti_xml_token;

/* The next token at s[*at]; false at the end. Comments, declarations and document types are passed over; a "<" that
 * begins no tag is text. */
bool enti_xml_next(ent_str s, size_t *at, enti_xml_token *ret);
/* Value of an attribute (by its local name) among a tag's attributes, not decoded; blanks around "=" are fine. */
ent_str enti_xml_attribute(ent_str attributes, const char *name);
/* Everything between the tag that was just read and its end tag, *at moves behind that (or to the end of s). */
ent_str enti_xml_content(ent_str s, size_t *at, ent_str name);

/* Text of the content of an element, tags dropped, references and CDATA resolved, appended to out; map: from there to
 * `whole`, in which content lies. trim_lines: white space is collapsed. False: out of memory or limit. */
bool enti_xml_text(ent_str content, const enti_decoded *whole, bool collapse, ent_buf *out, enti_map *map);
/* The reference at s[at] (the "&"): bytes it takes, 0 where it is none; *ret its character. */
size_t enti_xml_reference(ent_str s, size_t at, uint32_t *ret);
size_t enti_xml_line(ent_str s, size_t at); /* number of the line, from 1 */

#endif
